"""The report as data, as SARIF and on the command line; suppressions; parts of the knowledge that ships are proved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from effort import effort
from json_schemas import validator
from small_knowledge import write_knowledge
from typer.testing import CliRunner

import balance_rules as br
from balance_rules.cli import app
from balance_rules.verify import CODES, Outcome, Report, verify
from balance_rules.verify.cone import verify_statement
from balance_rules.verify.sarif import to_sarif
from verify.seeded_defects import CONFLICTS, DOUBLE, INERT, STALE

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-parts.json").read_text())


# A statement of each kind; at each change a rule and a prescription of few exercises, whose cone has referrals in it.
EVERY_PART = (
    "knee_extension_gives_way",
    "calm_strong_shin_pain",
    "severe_spinal_pain",
    "strengthen_hamstrings_by_knee",
)
PARTS = EVERY_PART[: effort(2, 4)]


@pytest.fixture(scope="module")
def parts(kb: br.KnowledgeBase) -> dict[str, Report]:
    return {name: verify_statement(kb.knowledge, name) for name in PARTS}


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["verify", *arguments])


# ---------------------------------------------------------------- the knowledge that ships


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_the_bundled_knowledge_has_no_defect(name: str, parts: dict[str, Report]) -> None:
    """All of it is proved by `balance-rules verify --fresh`, in `make check`, and by `nightly_bundled`."""
    report = parts[name]
    assert any(r.outcome is Outcome.PASS for r in report.results)
    assert [f"{r.code} {r.subject}: {r.claim} {r.effect}" for r in report.failed] == []
    assert [f"{r.code} {r.subject}: {r.effect}" for r in report.open] == []


def test_invariants_of_the_bundled_knowledge_are_proved(parts: dict[str, Report], kb: br.KnowledgeBase) -> None:
    written = {one.name: one for one in kb.knowledge.invariants}
    assert len(written) >= 25
    assert all(one.because for one in written.values())
    said = [r for report in parts.values() for r in report.results if r.code == "V11"]
    assert {r.subject for r in said} <= written.keys()
    assert {r.outcome for r in said} == {Outcome.PASS}


def test_the_report_states_what_it_stands_on(parts: dict[str, Report], kb: br.KnowledgeBase) -> None:
    for name, report in parts.items():
        assert report.hash == f"{kb.hash}-{name}"
        assert report.solver.startswith("Z3 ")
        assert report.sizes["rules"] < len(kb.knowledge.rules)
        assert any("encoding" in note for note in report.notes)


# ---------------------------------------------------------------- data


def test_fingerprints_stay_when_lines_move() -> None:
    known = DOUBLE[0][1]
    (before,) = verify(known).failed
    assert before.fingerprint == verify(known).failed[0].fingerprint
    assert len({r.fingerprint for r in verify(CONFLICTS[1][1]).failed}) == len(verify(CONFLICTS[1][1]).failed)


def test_a_suppressed_defect_does_not_fail() -> None:
    report = verify(STALE[2][2])
    assert [r.code for r in report.suppressed] == ["V12"]
    assert not report.failed
    assert report.counts("V12")["suppressed"] == 1


def test_json_lists_defects_with_all_that_mends_them() -> None:
    data = json.loads(json.dumps(verify(DOUBLE[0][1]).to_json()))
    (defect,) = [r for r in data["results"] if r["outcome"] == "fail"]
    assert data["outcome"] == "fail"
    assert data["counts"]["V12"] == {"fail": 1}
    assert defect["code"] == "V12"
    assert defect["witness"]["facts"]["a"] < 3
    assert "instead of" in defect["effect"]
    assert defect["place"].startswith("tiny.yaml:")
    assert defect["related"][0]["place"].startswith("tiny.yaml:")


@pytest.mark.parametrize("known", [DOUBLE[0][1], CONFLICTS[0][1], INERT[0][1], STALE[2][2]])
def test_sarif_obeys_its_schema(known: br.Knowledge) -> None:
    log = to_sarif(verify(known), "1.2.3")
    validator(SCHEMA).validate(log)
    (ran,) = log["runs"]
    assert [r["id"] for r in ran["tool"]["driver"]["rules"]] == list(CODES)
    assert all(ran["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in ran["results"])
    listed = {r["kind"] for r in ran["results"]}
    assert "fail" in listed
    for result in ran["results"]:
        assert (result["kind"] == "fail") == (result["level"] != "none")


def test_sarif_carries_suppressions() -> None:
    log = to_sarif(verify(STALE[2][2]), "1.2.3")
    validator(SCHEMA).validate(log)
    failed = [r for r in log["runs"][0]["results"] if r["kind"] == "fail"]
    assert failed
    assert all(r["suppressions"] for r in failed)


def test_a_schema_that_refuses_something() -> None:
    with pytest.raises(jsonschema.ValidationError):
        validator(SCHEMA).validate({"version": "2.1.0", "runs": [{"results": []}]})


# ---------------------------------------------------------------- the command line


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A small knowledge folder that stands in for the bundled one."""
    folder = write_knowledge(tmp_path / "small")
    monkeypatch.setattr("balance_rules.knowledge.bundled_folder", lambda: folder)
    return folder


def test_defects_end_with_status_6_and_say_how_to_mend_them(bundled: Path) -> None:
    result = run("--width", "100")
    assert result.exit_code == 6
    assert "FAIL V13" in result.stdout
    assert "Fix: " in result.stdout
    assert "small/attributes/" in result.stdout


def test_json_and_sarif_are_parsed(bundled: Path) -> None:
    data = json.loads(run("--json").stdout)
    assert data["outcome"] == "fail"
    validator(SCHEMA).validate(json.loads(run("--sarif").stdout))
    assert run("--json", "--sarif").exit_code == 2


def test_against_an_older_version(bundled: Path, tmp_path: Path) -> None:
    path = "rules/1_from_facts/hq_below_convention.yaml"
    old = write_knowledge(tmp_path / "old", {path: ("{lt: 0.60}", "{lt: 0.70}")})
    same = run("--against", str(bundled))
    assert same.exit_code == 0
    assert "Proved equivalent" in same.stdout
    changed = run("--against", str(old), "--width", "100")
    assert changed.exit_code == 6
    assert "STRICTER" in changed.stdout
    assert "hamstring_weakness[left]" in changed.stdout
    data = json.loads(run("--against", str(old), "--json").stdout)
    assert {item["change"] for item in data["altered"]} == {"stricter"}


def test_a_bad_folder_ends_with_the_status_of_bad_knowledge(bundled: Path, tmp_path: Path) -> None:
    assert run("--against", str(tmp_path / "nowhere")).exit_code == 5


# ---------------------------------------------------------------- the files


INVARIANT = """\
- id: no_hinge_with_pain
  title: No hinge with pain on the {side}
  because: It hurts.
  for: {side: side}
  while_possible: {"hamstring_pain[side]": {ge: 6}}
  never: {cleared: {movement_pattern: [hinge], lumbar_shear: {ge: moderate}}}
- id: nothing_for_the_numb
  title: Nothing loads the numb
  because: It is a red flag.
  while_unknown: {"screening[saddle_numbness]": true}
  never: {given: {loading: true}}
- id: claims_stay_low
  title: Claims stay low
  because: They are unsupported.
  alone: {verdict: [unsupported], below: high}
- id: weaker_is_weaker
  title: Weaker is weaker
  because: It must be.
  for: {side: side}
  monotone: [{finding: "hamstring_weakness[side]", fact: "hq[side]", direction: down}]
"""


def test_invariants_are_read_and_proved(tmp_path: Path) -> None:
    carried = ("  verdict: unsupported\n", "  verdict: unsupported\n  carried_by: [weak_side_of_the_chain]\n")
    folder = write_knowledge(tmp_path / "small", {"claims.yaml": carried}, {"invariants.yaml": INVARIANT})
    known = br.load(folder, bundled=False).knowledge
    assert [one.id for one in known.invariants] == [
        "no_hinge_with_pain[left]",
        "no_hinge_with_pain[right]",
        "nothing_for_the_numb",
        "claims_stay_low",
        "weaker_is_weaker[left]",
        "weaker_is_weaker[right]",
    ]
    assert [name for name, _ in known.invariants[0].never] == ["romanian_deadlift"]
    assert len(known.invariants[2].never) == 3
    assert known.invariants[3].alone[0].rules == ("weak_side_of_the_chain[left]", "weak_side_of_the_chain[right]")
    results = [r for r in verify(known).results if r.code == "V11"]
    assert [r.outcome for r in results] == [Outcome.PASS] * 6


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  alone:", "  never: {given: {}}\n  alone:", "one of never, monotone, alone"),
        ("while_unknown:", "while_true: {sitting: {ge: 3}}\n  while_unknown:", "one premise"),
        (
            "never: {given: {loading: true}}",
            "never: {given: {}, true: {sitting: {ge: 3}}}",
            "one of given, cleared, true",
        ),
        ("{loading: true}", "{prescription: [nordic_curls]}", "Write 'nordic_curl'?"),
        ("{loading: true}", "{weekly_sets: {hamstring: add}}", "Write 'hamstrings'?"),
        ("{loading: true}", "{answers: [hamstring_weaknes]}", "Write 'hamstring_weakness'?"),
        ('fact: "hq[side]"', 'fact: "hamstring_weakness[side]"', "a fact whose values have an order"),
        ('finding: "hamstring_weakness[side]"', 'finding: "hq[side]"', "Name a finding."),
        ("direction: down", "direction: sideways", "'up' or 'down'"),
        ("  because: It hurts.\n", "", "no 'because'"),
    ],
)
def test_a_malformed_invariant_is_refused_with_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert INVARIANT.count(old) >= 1
    folder = write_knowledge(tmp_path / "small", files={"invariants.yaml": INVARIANT.replace(old, new, 1)})
    with pytest.raises(br.KnowledgeError, match=r"small/invariants\.yaml:\d+:\d+") as refused:
        br.load(folder, bundled=False)
    assert expected in str(refused.value)


def test_directions_and_totals_are_read(tmp_path: Path) -> None:
    change = ("  meaning: The hamstrings are weak for the quadriceps.\n", "")
    more = change[0] + '  monotone: {"hq[side]": down, nordic_sessions: down}\n  total: true\n'
    folder = write_knowledge(tmp_path / "small", {"conclusions/weakness.yaml": (change[0], more)})
    known = br.load(folder, bundled=False).knowledge
    declared = known.conclusions["hamstring_weakness[right]"]
    assert declared.monotone == (("hq[right]", -1), ("nordic_sessions", -1))
    assert declared.total
    found = {r.code for r in verify(known).failed}
    assert "V08" in found
    assert "V10" not in found


def test_a_suppression_needs_a_reason(tmp_path: Path) -> None:
    text = "- {id: s, code: V04, statement: hops_differ, because: no}\n"
    folder = write_knowledge(tmp_path / "small", files={"suppressions.yaml": text})
    with pytest.raises(br.KnowledgeError, match="at least 20 characters"):
        br.load(folder, bundled=False)
