"""Proofs kept between runs: the same report, nothing asked twice, and what differs is proved anew."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from small_knowledge import write_knowledge
from typer.testing import CliRunner

import balance_rules as br
from balance_rules.cli import app
from balance_rules.knowledge.keeping import sealed, unsealed
from balance_rules.model import Knowledge
from balance_rules.verify import Report, kept, prover, verify
from verify.seeded_defects import CONFLICTS, DOUBLE, INVARIANTS, SEEDED
from verify.tiny_knowledge import contradiction, ge, knowledge, lt, number, rule

EVERY = [
    known for pairs in [*SEEDED.values()][:: effort(2, 1)] for pair in pairs[:: effort(5, 1)] for known in pair[1:]
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, empty."""
    monkeypatch.setenv("BALANCE_RULES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever the solver is given a question."""
    count: list[int] = []
    real = prover.ProofQuestion._solved

    def counting(question: prover.ProofQuestion) -> prover.ProofAnswer:
        count.append(1)
        return real(question)

    monkeypatch.setattr(prover.ProofQuestion, "_solved", counting)
    return count


def proved(known: Knowledge) -> Report:
    return verify(known, fresh=False)


def said(report: Report) -> list[tuple[Any, ...]]:
    return [(r.code, r.subject, r.beside, r.outcome, r.claim, r.suppressed) for r in report.results]


def test_knowledge_of_one_vocabulary_never_takes_the_proof_of_another(cache: Path) -> None:
    """All of these speak of the same few facts and findings, and share one file of proofs."""
    for known in EVERY:
        assert said(proved(known)) == said(verify(known))


def test_unchanged_knowledge_is_not_proved_again(cache: Path, solved: list[int]) -> None:
    for known in (DOUBLE[0][1], CONFLICTS[0][1], INVARIANTS[0][1]):
        first = proved(known)
        assert first.failed
        solved.clear()
        again = proved(known)
        assert again == first, "its words, places and people included"
        assert (len(solved), again.kept) == (0, again.questions)


def test_verify_proves_afresh_unless_told_otherwise(cache: Path, solved: list[int]) -> None:
    proved(DOUBLE[0][1])
    solved.clear()
    assert verify(DOUBLE[0][1]).kept == 0
    assert solved


def _two_findings(threshold: int) -> Knowledge:
    rules = [rule("r", lt("a", threshold), finding="c"), rule("s", lt("b", 5), finding="d")]
    return knowledge([number("a"), number("b")], rules)


def test_of_a_changed_rule_only_its_cone_is_proved(cache: Path, solved: list[int]) -> None:
    proved(_two_findings(4))
    whole = len(solved)
    solved.clear()
    proved(_two_findings(3))
    assert 0 < len(solved) <= whole // 2


@pytest.mark.parametrize(
    "change",
    [
        {"attributes": "typical"},
        {"attributes": "high"},
        {"contradictions": (contradiction("x", ge("a", 5)),)},
    ],
    ids=["what is typical", "the range of a fact", "a contradiction"],
)
def test_what_a_proof_rests_on_is_part_of_its_content(cache: Path, solved: list[int], change: dict[str, Any]) -> None:
    known = _two_findings(4)
    proved(known)
    if "attributes" in change:
        field = change["attributes"]
        changed = {**known.attributes, "a": replace(known.attributes["a"], **{field: 9})}
        change = {"attributes": changed}
    solved.clear()
    proved(replace(known, **change))
    assert solved


def test_a_place_or_a_sentence_is_no_part_of_it(cache: Path, solved: list[int]) -> None:
    known = _two_findings(4)
    proved(known)
    solved.clear()
    told = tuple(replace(one, title="Otherwise", id=f"{one.id}_renamed", name="renamed") for one in known.rules)
    report = proved(replace(known, rules=told))
    assert solved == []
    assert {r.subject for r in report.results if r.code == "V01"} == {"renamed"}


def _file(cache: Path) -> Path:
    (found,) = cache.glob(f"*{kept.SUFFIX}")
    return found


def test_a_damaged_file_is_proved_anew(cache: Path, solved: list[int]) -> None:
    first = proved(DOUBLE[0][1])
    content = _file(cache).read_bytes()
    for damaged in (b"", content[:-5], content[:80] + b"x" + content[81:], b"nothing"):
        _file(cache).write_bytes(damaged)
        solved.clear()
        assert proved(DOUBLE[0][1]) == first
        assert solved


def test_people_who_show_nothing_are_found_anew(cache: Path) -> None:
    first = proved(DOUBLE[0][1])
    place = _file(cache)
    head = place.read_bytes().split(b"\n")[0].decode().split()
    answers = unsealed(place, kept.FORMAT, head[1], json.loads)
    assert answers is not None
    nobody = {digest: [[{} for _ in people], found] for digest, (people, found) in answers.items()}
    assert nobody != answers
    place.write_bytes(sealed(kept.FORMAT, head[1], json.dumps(nobody)))
    again = proved(DOUBLE[0][1])
    assert again == first
    assert again.failed[0].code == "V12"


def test_nothing_is_kept_where_nothing_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALANCE_RULES_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    assert [proved(DOUBLE[0][1]).kept for _ in range(2)] == [0, 0]
    assert list(tmp_path.iterdir()) == []


def test_a_question_whose_time_ran_out_is_asked_again(
    cache: Path, solved: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prover.ProofQuestion, "_solved", lambda question: prover.ProofAnswer.UNKNOWN)
    report = proved(DOUBLE[0][1])
    assert report.open
    monkeypatch.undo()
    monkeypatch.setenv("BALANCE_RULES_CACHE", str(cache))  # which was undone as well
    assert not proved(DOUBLE[0][1]).open


def test_only_so_many_answers_are_kept_and_those_used_last_stay(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_ANSWERS", 3)
    proofs = kept.Proofs.kept()
    for name in "abcd":
        proofs.keep(name, kept.Kept(True))
    proofs.recall("b")
    proofs.save()
    again = kept.Proofs.kept()
    assert [again.recall(name) is not None for name in "abcd"] == [False, True, True, True]


def test_two_runs_at_once_lose_nothing(cache: Path) -> None:
    one, other = kept.Proofs.kept(), kept.Proofs.kept()
    one.keep("a", kept.Kept(False))
    other.keep("b", kept.Kept(True, ({"f": 1},)))
    one.save()
    other.save()
    again = kept.Proofs.kept()
    assert (again.recall("a"), again.recall("b")) == (kept.Kept(False), kept.Kept(True, ({"f": 1},)))


def test_the_command_says_what_it_took_and_fresh_takes_nothing(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_knowledge(tmp_path / "small")
    monkeypatch.setattr("balance_rules.knowledge.bundled_folder", lambda: folder)

    def run(*arguments: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(CliRunner().invoke(app, ["verify", "--json", *arguments]).stdout)
        return data

    first, again, fresh = run(), run(), run("--fresh")
    assert again["kept"] == again["questions"]
    assert fresh["kept"] == 0
    assert again["results"] == first["results"] == fresh["results"]
    assert "answered by earlier runs" in CliRunner().invoke(app, ["verify", "--width", "200"]).stdout
    assert br.load(folder, bundled=False).hash.startswith(again["knowledge"]["hash"])
