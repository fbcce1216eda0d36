"""A sample of mutants of the bundled knowledge; ``python -m verify.mutation`` tries all of them each night."""

from __future__ import annotations

from functools import cache

from effort import effort

from balance_rules.text.documents import read_document
from verify.mutation import (
    SURVIVORS,
    Mutant,
    Noticed,
    built,
    known_survivors,
    lint_of,
    mutants,
    noticed,
    original,
    sample,
    sound_alone,
)


def test_there_are_mutants_of_every_operator() -> None:
    kinds = {(mutant.operator, mutant.kind) for mutant in mutants()}
    assert {operator for operator, _ in kinds} == {"flip operator", "shift threshold", "drop", "swap sides", "seen"}
    assert {kind for operator, kind in kinds if operator == "drop"} == {
        "rule",
        "referral",
        "restriction",
        "prescription",
        "contradiction",
    }


@cache
def chosen() -> list[Mutant]:
    """Those tried; at each change one of each operator, noticed soon by loading, by lint and by people."""
    return sample(effort(1, 30), seed=effort(158, 20))


def test_mutants_are_noticed() -> None:
    """By loading, lint or people; of the few that only a proof notices the whole run tells."""
    assert len({mutant.operator for mutant in chosen()}) == 5
    tried = [(mutant, *noticed(mutant, prove=False)) for mutant in chosen()]
    assert {who for _, who, _ in tried} >= {Noticed.LOADING, Noticed.LINT, Noticed.PEOPLE}
    real = [(mutant, who, said) for mutant, who, said in tried if who is not Noticed.EQUIVALENT]
    missed = [f"{mutant}: {said}" for mutant, who, said in real if who is Noticed.NOBODY]
    assert len(missed) <= len(real) * 0.1, missed


def test_an_unchanged_knowledge_is_nobody_s_business() -> None:
    """What is noticed is the change: a mutant that changes nothing passes loading and lint."""
    every = (*chosen(), *mutants())  # of an entry of the first it is known already whether it is sound alone
    mutant = next(m for m in every if m.operator == "flip operator" and sound_alone(m.kind, m.entry))
    assert mutant.fields is not None
    schema = original().by_kind[mutant.kind][mutant.entry].schema
    same = {field: getattr(schema, field) for field in mutant.fields}
    unchanged = Mutant("none", mutant.kind, mutant.entry, "", same)
    assert not lint_of(built(unchanged, alone=True), mutant.entry)


def test_a_reversed_comparison_breaks_a_case() -> None:
    there = {(m.kind, m.entry) for m in chosen()}
    every = sorted(mutants(), key=lambda m: (m.kind, m.entry) not in there)  # sound or not is known of the first
    mutant = next(m for m in every if "lt → gt" in m.what and sound_alone(m.kind, m.entry))
    found = lint_of(built(mutant, alone=True), mutant.entry)
    assert {issue.code for issue in found} & {"L01", "L04"}


def test_of_a_whole_run_each_operator_was_noticed_and_each_survivor_has_a_reason() -> None:
    """What ``python -m verify.mutation --write`` kept; each night it is compared with the knowledge of the day."""
    for operator, counts in read_document(SURVIVORS).value["noticed"].items():
        assert counts["share"] >= 95, operator
    there = {str(mutant) for mutant in mutants()}
    for mutant, reason in known_survivors().items():
        assert mutant in there, f"{mutant} is no mutant any more: remove it"
        assert len(reason) > 30, f"{mutant} survives without a reason"
