"""Alternatives that conditions share: what is read instead of them is the same alternatives in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_knowledge import altered

import balance_rules as br
from balance_rules.advice.sight import Sight
from balance_rules.inference.judgement import Judged
from balance_rules.inference.program import lowered
from balance_rules.inference.runs import MANY, runs_of_conditions, runs_of_nodes, shared_runs
from balance_rules.model import AllOf, AnyOf, Compare, Comparison
from balance_rules.semantics import infer

SEQUENCES = st.lists(st.lists(st.integers(0, 12), unique=True))


@given(SEQUENCES)
def test_runs_in_a_row_are_the_sequence(sequences: list[list[int]]) -> None:
    for sequence, runs in zip(sequences, shared_runs(sequences), strict=True):
        assert [item for run in runs for item in run] == sequence


@given(SEQUENCES)
def test_what_is_in_a_run_stands_in_the_same_sequences_and_the_next_does_not(sequences: list[list[int]]) -> None:
    def owners(item: int) -> list[bool]:
        return [item in sequence for sequence in sequences]

    for runs in shared_runs(sequences):
        for run in runs:
            assert all(owners(item) == owners(run[0]) for item in run)
        for run, after in pairwise(runs):
            assert owners(run[0]) != owners(after[0])


def test_the_nodes_of_runs_are_the_parts_of_the_node(kb: br.KnowledgeBase) -> None:
    program, found = lowered(kb.knowledge), runs_of_nodes(kb.knowledge)

    def members(parts: Sequence[int]) -> Iterator[int]:
        for part in parts:
            yield from found[part] if part < 0 else (part,)

    cut = [node for node in found if node >= 0]
    assert any(part < 0 for node in cut for part in found[node])
    for node in cut:
        assert tuple(members(found[node])) == program.parts(node)
        assert len(program.parts(node)) >= MANY


def test_of_conditions_with_runs_a_person_is_told_what_the_proofs_say(kb: br.KnowledgeBase) -> None:
    facts = {**kb.knowledge.silence, "age": 40, "pain[low_back]": 5}
    judged = Judged(kb.knowledge, facts, infer(kb.knowledge, facts))
    seen = Sight(judged)
    for condition, _ in list(runs_of_conditions(kb.knowledge).values())[::10]:
        proof = judged.prove(condition)
        assert seen.truth(condition) == proof.truth
        assert seen.open_facts(condition) == judged.open_facts(proof)
        assert set(seen.open_set(condition)) == set(judged.open_facts(proof))


@pytest.mark.parametrize(("joined", "cut"), [(AnyOf, True), (AllOf, False)])
def test_alternatives_are_cut_and_what_has_to_be_so_together_is_not(
    small: br.KnowledgeBase, joined: type[AllOf | AnyOf], cut: bool
) -> None:
    first, *others = small.knowledge.restrictions
    many = joined(tuple(Compare("hop_asymmetry", Comparison.EQ, value) for value in range(MANY)))
    knowledge = altered(small.knowledge, restrictions=(replace(first, condition=many), *others))
    assert bool(runs_of_nodes(knowledge)) == bool(runs_of_conditions(knowledge)) == cut
