"""`balance-rules rules | facts | schema | knowledge`: what the knowledge says of itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from command_line import LOG, PROFILE, Run, runner
from effort import effort
from small_knowledge import write_knowledge

import balance_rules
from balance_rules import KnowledgeBase
from balance_rules.cli import shell
from balance_rules.cli.rules import MOST_FOUND
from balance_rules.knowledge.inventory import take_inventory
from balance_rules.text.documents import read_document
from balance_rules.text.search import find_names

# ---------------------------------------------------------------- rules and facts


def test_rules_are_listed_by_file(run_small: Run) -> None:
    listed = json.loads(run_small("rules", "list", "--json").stdout)
    assert [rule["id"] for rule in listed] == [
        "after_ligament_injury",
        "hops_differ",
        "hq_below_convention",
        "hq_far_below_convention",
        "nordics_trained",
        "weak_side_of_the_chain",
    ]
    first = listed[2]
    assert first["concludes"] == "hamstring_weakness[left]"
    assert first["stands_for"] == ["hq_below_convention[left]", "hq_below_convention[right]"]
    assert (first["certainty"], first["grade"], first["group"]) == (0.4, "A", "strength")
    text = run_small("rules", "list").stdout
    assert [line for line in text.splitlines() if not line.startswith(" ")] == [rule["id"] for rule in listed]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ("posterior_chain_deficit", ["weak_side_of_the_chain"]),
        ("hamstring_weakness[right]", ["after_ligament_injury", "hops_differ", "hq_below_convention"]),
    ],
)
def test_rules_are_listed_by_finding(run_small: Run, finding: str, expected: list[str]) -> None:
    listed = json.loads(run_small("rules", "list", "--finding", finding, "--json").stdout)
    assert [rule["id"] for rule in listed][:3] == expected


def test_other_statements_are_listed_by_kind(run_small: Run) -> None:
    listed = json.loads(run_small("rules", "list", "--kind", "prescription", "--json").stdout)
    assert [prescription["id"] for prescription in listed] == ["hinge_strength", "nordic_curl", "sitting_breaks"]
    assert "emergency" in run_small("rules", "list", "--kind", "referral").stdout


def test_a_rule_is_shown_with_its_reasons(run_small: Run) -> None:
    output = " ".join(run_small("rules", "show", "hq_below_convention", "--width", 140).stdout.split())
    for said in (
        "hq_below_convention[left]: Hamstrings are weak for the quadriceps on the left",
        "When: Hamstring-to-quadriceps ratio, left < 0.6",
        "Certainty: 0.4",
        "Because: the ratio is … on the left; the convention is 0.60",
        "Evidence for: - (A) Author A. A review. A journal 2002. https://doi.org/10.1000/review Says: 0.60",
        "Evidence against: - (B) Other B, Author A.",
        "- at the threshold: hq[left] = 0.6: silent",
        "rules/1_from_facts/hq_below_convention.yaml:1:1",
    ):
        assert said in output
    one = run_small("rules", "show", "hq_below_convention[right]").stdout
    assert "on the right" in one
    assert "[left]" not in one


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cauda_equina", ["Kind: referral", "Urgency: emergency", "Action: Go to an emergency department now."]),
        ("severe_hamstring_pain", ["Kind: restriction", "movement pattern: hinge", "- Romanian deadlift"]),
        ("nordic_curl", ["Kind: prescription", "Avoid: - Hamstring pain, left ≥ 4", "Weeks: 8", "- hamstrings: add"]),
    ],
)
def test_every_kind_of_statement_is_shown(run_small: Run, name: str, said: list[str]) -> None:
    output = " ".join(run_small("rules", "show", name, "--width", 140).stdout.split())
    assert [text for text in said if text not in output] == []
    assert json.loads(run_small("rules", "show", name, "--json").stdout)["kind"] in said[0]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("rules", "show", "hq_below_conventoin"), "Did you mean 'hq_below_convention'?"),
        (("rules", "list", "--finding", "hamstring_weaknes"), "Did you mean 'hamstring_weakness'?"),
        (("rules", "list", "--kind", "rumour"), "'rumour'"),
        (("schema", "person"), "'person'"),
    ],
)
def test_names_that_do_not_exist_are_wrong_usage(run_small: Run, args: tuple[str, ...], said: str) -> None:
    result = run_small(*args)
    assert result.exit_code == 2
    assert said in result.stderr


def test_everything_of_the_bundled_knowledge_can_be_shown(run: Run, kb: KnowledgeBase) -> None:
    knowledge = kb.knowledge
    # of the small knowledge all is listed at each change; all of this takes seconds to say
    for kind, statements in (
        ("referral", knowledge.referrals),
        ("rule", knowledge.rules),
        ("restriction", [r for r in knowledge.restrictions if r.referral is None]),
        ("prescription", knowledge.prescriptions),
    )[: effort(1, 4)]:
        listed = json.loads(run("rules", "list", "--kind", kind, "--json").stdout)
        assert {record["id"] for record in listed} == {statement.name for statement in statements}
    for statement in (knowledge.rules[0], *knowledge.prescriptions[:: effort(80, 10)]):
        assert run("rules", "show", statement.id).exit_code == 0


def test_facts_are_listed_with_what_they_take(run_small: Run, small: KnowledgeBase) -> None:
    listed = {fact["id"]: fact for fact in json.loads(run_small("facts", "list", "--json").stdout)}
    assert list(listed) == list(small.knowledge.attributes)
    assert listed["hq"]["derived"]
    assert (listed["sitting"]["unit"], listed["sitting"]["range"]) == ("h/day", [0, 24])
    assert listed["screening"]["instances"] == ["saddle_numbness", "fever"]
    assert listed["training_experience"]["values"] == ["beginner", "intermediate", "advanced"]
    text = run_small("facts", "list", "--topic", "hamstring_").stdout
    assert text.startswith("hamstring_pain: Hamstring pain, left and right\n  a number from 0 to 10 of 10\n")
    assert "sitting" not in text


def test_facts_are_found_by_what_people_call_them(run: Run, kb: KnowledgeBase) -> None:
    found = [fact["id"] for fact in json.loads(run("facts", "list", "--search", "sore left knee", "--json").stdout)]
    assert found == [name.id for name in find_names(kb.knowledge, "sore left knee", kinds=["fact"], most=10_000)]
    assert found[0] == "pain"
    printed = run("facts", "list", "--search", "sore left knee").stdout
    assert f"{len(found) - MOST_FOUND} more are less like it" in printed
    assert "is no word of an attribute" in run("facts", "list", "--search", "qqzzqq").stderr


@pytest.mark.parametrize(
    ("words", "name", "instance"),
    [
        ("asthma", "conditions", "other_condition"),  # and no Thomas test
        ("pacemaker", "conditions", "other_condition"),  # and no weaker side
        ("blood thinner", "conditions", "other_condition"),
        ("saddle", "screening", "saddle_numbness"),
        ("diabetes", "conditions", "metabolic_or_kidney_disease"),
        ("sholder pain", "pain", "left_shoulder"),  # a slip of the keyboard still is one
    ],
)
def test_what_is_found_names_first_what_was_meant(run: Run, words: str, name: str, instance: str) -> None:
    first = json.loads(run("facts", "list", "--search", words, "--json").stdout)[0]
    assert (first["id"], first["instances"][0]) == (name, instance)
    assert f"for each of: {instance}, " in run("facts", "list", "--search", words).stdout


def test_a_word_like_another_is_not_taken_for_it(run: Run) -> None:
    assert "is no word of an attribute" in run("facts", "list", "--search", "wheelchair").stderr


# The longest words in the narrowest lines; at night all, and with more room.
LISTS = ("rules", "list"), ("facts", "list", "--topic", "pain"), ("facts", "list"), ("knowledge", "report")


@pytest.mark.parametrize("width", [40, 100][: effort(1, 2)])
def test_lists_keep_within_the_width(run: Run, width: int) -> None:
    for args in LISTS[: effort(2, 4)]:
        lines = run(*args, "--width", width).stdout.splitlines()
        assert max(map(len, lines)) <= width
        assert not any("\x1b" in line for line in lines)


# ---------------------------------------------------------------- schemas


def test_the_schema_of_a_profile_accepts_the_example(run: Run) -> None:
    schema = json.loads(run("schema", "profile").stdout)
    profile = json.loads(json.dumps(read_document(PROFILE).value, default=float))
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(profile)
    assert not validator.is_valid({**profile, "sedentery_hours": 3})


def test_the_schema_of_an_assessment_is_the_librarys(run: Run) -> None:
    assert json.loads(run("schema", "assessment").stdout) == balance_rules.assessment_schema()


# ---------------------------------------------------------------- lint and inventory


def test_sound_knowledge_passes_lint(run_small: Run) -> None:
    result = run_small("knowledge", "lint")
    assert (result.exit_code, result.output) == (0, "")


def test_lint_says_where_and_ends_with_its_status(
    run_small: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = "rules/1_from_facts/nordics_trained.yaml"
    folder = write_knowledge(tmp_path / "worse", {rule: ("supports: [nordic_sessions]", "supports: []")})
    worse = balance_rules.load(folder, bundled=False)
    monkeypatch.setattr("balance_rules.knowledge_base.load", lambda *folders: worse)
    result = run_small("knowledge", "lint")
    assert result.exit_code == 5
    assert result.stdout.startswith(
        "worse/rules/1_from_facts/nordics_trained.yaml:1:1: L05 nordics_trained: the number"
    )
    assert result.stderr == "1 issue\n"


def test_the_inventory_counts_what_is_there(small: KnowledgeBase) -> None:
    inventory = take_inventory(small.knowledge)
    counts = {count.kind: (count.written, count.grounded) for count in inventory.counts}
    assert counts["rules"] == (6, 12)
    assert counts["prescriptions"] == (3, 4)
    assert counts["restrictions"] == (1, 2)
    assert counts["findings"] == (2, 3)
    assert counts["sources"] == (2, 2)
    assert inventory.sources_by_grade == (("A", 1), ("B", 1), ("C", 0), ("D", 0))
    assert inventory.sources.written == inventory.sources.identified == 2
    assert inventory.sources.recent == inventory.sources.unread == 0
    assert inventory.sources.by_reading == (("full_text", 1), ("abstract", 1), ("record", 0))
    assert inventory.rules_by_grade == (("A", 2), ("B", 4), ("C", 0), ("D", 0), ("none", 0))
    assert [(claim.id, claim.live) for claim in inventory.claims] == [("weak_hamstrings_from_sitting", True)]
    assert inventory.without_prospective_support == ()
    assert {(t.statement, t.attribute, t.threshold) for t in inventory.conventional_thresholds} == {
        ("hops_differ", "hop_asymmetry", "≥ 15 %"),
        ("weak_side_of_the_chain", "sitting", "> 8 h/day"),
        ("weak_hamstrings_from_sitting", "sitting", "> 8 h/day"),
        ("severe_hamstring_pain", "hamstring_pain", "≥ 6 of 10"),
        ("sitting_breaks", "sitting", "≥ 8 h/day"),
    }
    assert inventory.unread_attributes == ("weekly_sets",)


def test_a_rule_that_only_weak_studies_support_is_named(tmp_path: Path) -> None:
    folder = write_knowledge(tmp_path / "weak", {"evidence/review_2002.yaml": ("grade: A", "grade: C")})
    inventory = take_inventory(balance_rules.load(folder, bundled=False).knowledge)
    assert inventory.without_prospective_support == ("hq_below_convention", "weak_side_of_the_chain")


def test_the_report_of_the_knowledge_names_what_the_inventory_has_and_keeps_within_the_width(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain_terminal: None
) -> None:
    """Of a small one with a rule that only weak studies support, at night of the bundled one."""
    if effort(1, 0):
        weak = {"evidence/review_2002.yaml": ("grade: A", "grade: C")}
        kb = balance_rules.load(write_knowledge(tmp_path / "weak", weak), bundled=False)
    run = runner(kb, monkeypatch)
    inventory = take_inventory(kb.knowledge)
    assert inventory.unread_attributes
    assert inventory.without_prospective_support
    assert max(map(len, run("knowledge", "report", "--width", 40).stdout.splitlines())) <= 40
    data = json.loads(run("knowledge", "report", "--json").stdout)
    assert data["hash"] == kb.hash
    assert data["unread_attributes"] == list(inventory.unread_attributes)
    assert [count["kind"] for count in data["counts"]] == [count.kind for count in inventory.counts]
    output = run("knowledge", "report", "--width", 100).stdout
    assert f"Claims: {sum(c.live for c in inventory.claims)} of {len(inventory.claims)} live -" in output
    assert f"grade A or B): {len(inventory.without_prospective_support)} -" in output
    for name in (*inventory.without_prospective_support, *inventory.unread_attributes):
        assert f"\n- {name}\n" in output


# ---------------------------------------------------------------- the program


def test_help_waits_for_nothing_heavy() -> None:
    heavy = "experta, networkx, pint, pydantic, rich, yaml, balance_rules.knowledge_base"
    code = (
        "import sys\nfrom balance_rules.cli import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print('LOADED', [name for name in '{heavy}'.split(', ') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "assess" in done.stdout
    assert done.stdout.endswith("LOADED []\n")


def test_what_extras_bring_is_not_needed_to_assess(small_folder: Path, tmp_path: Path) -> None:
    """In a process of its own; with the small knowledge, which is compiled there, and at night with the bundled one."""
    extras = "babel, duckdb, fastapi, fhir, ibis, jsonschema, mcp, narwhals, numpy, ortools, pandas"
    extras += ", polars, prov, pyarrow, pyspark, z3"
    code = (
        f"import sys\nsys.modules.update(dict.fromkeys('{extras}'.split(', ')))\n"
        "from balance_rules import knowledge_base\n"
        "from balance_rules.cli import app\n"
        "load, (profile, log, *folders) = knowledge_base.load, sys.argv[1:]\n"
        "knowledge_base.load = lambda: load(*folders, bundled=not folders)\n"
        "app(['assess', profile, '--log', log])\n"
    )
    sits = tmp_path / "sits.yaml"
    sits.write_text("date: 2026-03-02\nscreening: none\nsitting: 9 h/day\n")
    given = (sits, LOG, small_folder) if effort(1, 0) else (PROFILE, LOG)
    done = subprocess.run([sys.executable, "-c", code, *given], capture_output=True, text=True, check=False)
    assert "What matters" in done.stdout, done.stderr


def test_the_version_is_shown(run_small: Run) -> None:
    assert run_small("--version").stdout.startswith("balance-rules ")


def test_a_narrow_encoding_spells_signs_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with path.open("w", encoding="ascii") as stream:
        monkeypatch.setattr("sys.stdout", stream)
        shell.prepare_streams()
        stream.write("pain ≥ 4, 3 → 4 sets, 8–12, ☃")
    assert path.read_text() == "pain >= 4, 3 -> 4 sets, 8-12, ?"


def test_every_name_of_the_library_can_be_had() -> None:
    assert [name for name in balance_rules.__all__ if not hasattr(balance_rules, name)] == []
    assert set(balance_rules.__all__) <= set(dir(balance_rules))
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        balance_rules.lode  # noqa: B018


def test_a_folder_of_knowledge_is_tried_with_its_cases_and_its_people(
    small: KnowledgeBase, small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain_terminal: None
) -> None:
    run = runner(small, monkeypatch, small_folder)
    folder = tmp_path / "club"
    (folder / "scenarios").mkdir(parents=True)
    shutil.copy(small_folder / "doses.yaml", folder)
    person = folder / "scenarios" / "sam.yaml"
    person.write_text("about: Sits.\nprofile: {screening: none}\nexpect: {not_referred: true}\n", encoding="utf-8")
    told = run("knowledge", "test", folder)
    assert (told.exit_code, told.stdout) == (0, "")
    person.write_text(person.read_text().replace("none", "[saddle_numbness]"), encoding="utf-8")
    told = run("knowledge", "test", folder)
    assert told.exit_code == shell.BAD_KNOWLEDGE
    assert told.stdout == f"{person}: referred by ['cauda_equina']\n"
    assert "1 scenario; 1 to fix" in told.stderr
