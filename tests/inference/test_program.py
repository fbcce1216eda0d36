"""The program: what is lowered means what it meant, a slice what the whole means, and a key what it is made of."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod

import pytest
from effort import effort
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_knowledge import chances, knowledge_bases, random_facts

import balance_rules as br
from balance_rules.inference.back_end import BackEnd
from balance_rules.inference.kernel import Kernel
from balance_rules.inference.program import Cone, EvidenceSide, Joined, Program
from balance_rules.inference.quotients import Size, quotient
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    Knowledge,
    Leaf,
    Measure,
    Not,
    Operation,
    Trait,
    leaf_holds,
    leaves,
)
from balance_rules.semantics import derive, infer


class Integers(BackEnd[int, int]):
    """A back end in the plainest terms: truths are −1, 0 and 1, scores are numbers, for one person."""

    def __init__(self, program: Program, facts: Mapping[str, int]) -> None:
        super().__init__(program)
        self.facts = facts

    def leaf(self, leaf: Leaf) -> int:
        value = self.facts.get(leaf.fact)
        return 0 if value is None else 1 if leaf_holds(leaf, value) else -1

    def negated(self, part: int) -> int:
        return -part

    def joined(self, parts: Sequence[int], conjunction: bool) -> int:
        return min(parts, default=1) if conjunction else max(parts, default=-1)

    def reaches(self, finding: str, cut: int) -> int:
        low, high = self.score(finding, low=True), self.score(finding, low=False)
        return 1 if low >= cut else -1 if high < cut else 0

    def strongest(self, rules: Sequence[tuple[int, int]], certain: bool) -> int:
        return next((weight for weight, truth in rules if truth >= certain), 0)

    def total(self, parts: Sequence[int]) -> int:
        return sum(parts)


FEWER = settings(max_examples=min(settings().max_examples, effort(12, 2_000)))  # a knowledge is much to make


@FEWER
@given(knowledge_bases(), chances())
def test_a_program_read_in_plain_integers_is_the_definition(knowledge: Knowledge, chance: random.Random) -> None:
    program = Program.of(knowledge)
    for missing in (0.0, 0.4, 1.0):
        facts = random_facts(chance, knowledge, missing)
        read, expected = Integers(program, facts), infer(knowledge, facts)
        assert tuple(read.truth(root) for root in program.roots) == expected.truths
        scores = [(read.score(name, low=True), read.score(name, low=False)) for name in knowledge.conclusions]
        assert tuple(scores) == expected.scores


@FEWER
@given(knowledge_bases())
def test_nodes_stand_once_and_after_their_parts(knowledge: Knowledge) -> None:
    program = Program.of(knowledge)
    assert len(set(program.nodes)) == len(program.nodes)
    for number, node in enumerate(program.nodes):
        if isinstance(node, Joined):
            assert all(part < number for part in node.parts)
            assert len(set(node.parts)) == len(node.parts) != 1 or node.kind is Not
    judged = [position for stage in program.stages for position in stage.judged]
    assert judged == list(range(len(knowledge.judged)))
    for stage in program.stages:
        assert {program.roots[position] for position in stage.judged} <= set(stage.nodes)


@FEWER
@given(knowledge_bases(), chances())
def test_a_slice_says_of_a_condition_what_the_whole_says(knowledge: Knowledge, chance: random.Random) -> None:
    program = Program.of(knowledge)
    people = [random_facts(chance, knowledge, missing) for missing in (0.0, 0.5)]
    expected = [infer(knowledge, facts).truths for facts in people]
    for i, (_, condition) in enumerate(knowledge.judged):
        kernel = Kernel(program.slice(condition))
        assert [kernel.run(facts).truths[-1] for facts in people] == [truths[i] for truths in expected]
        assert set(kernel.facts) == set(program.cone(condition).facts)


@FEWER
@given(knowledge_bases())
def test_two_slices_are_equal_only_if_they_are_the_same(knowledge: Knowledge) -> None:
    program, again = Program.of(knowledge), Program.of(knowledge)
    assert program == again
    assert program is not again
    assert hash(program) == hash(again) != hash(Program(knowledge, (), (), (), ()))
    conditions = list(dict.fromkeys(condition for _, condition in knowledge.judged))
    slices = [program.slice(condition) for condition in conditions]
    for one, condition in zip(slices, conditions, strict=True):
        assert one == again.slice(condition)
        for other, its in zip(slices, conditions, strict=True):
            assert (one == other) == (program.node(condition) == program.node(its))


@FEWER
@given(knowledge_bases(), st.integers(0, 2**16))
def test_a_weight_changes_what_rests_on_it_and_nothing_else(knowledge: Knowledge, pick: int) -> None:
    assume(knowledge.rules)
    changed = pick % len(knowledge.rules)
    rules = [replace(r, weight=r.weight + 1_000_000) if i == changed else r for i, r in enumerate(knowledge.rules)]
    before, after = Program.of(knowledge), Program.of(replace(knowledge, rules=tuple(rules)))
    assert before != after
    finding = knowledge.rules[changed].conclusion
    for _, condition in knowledge.judged:
        marks = [program.mark(program.node(condition)) for program in (before, after)]
        assert (marks[0] != marks[1]) == (finding in before.cone(condition).findings)


@FEWER
@given(knowledge_bases(), chances())
def test_the_order_and_the_ids_of_rules_are_no_part_of_a_mark(knowledge: Knowledge, chance: random.Random) -> None:
    renamed = [replace(rule, id=f"other {rule.id}") for rule in knowledge.rules]
    chance.shuffle(renamed)
    other = replace(knowledge, rules=tuple(sorted(renamed, key=lambda rule: rule.stratum)))
    before, after = Program.of(knowledge), Program.of(other)
    for name in knowledge.conclusions:
        assert before.finding_mark(name) == after.finding_mark(name)


def _compared(condition: Condition) -> list[Leaf]:
    return [leaf for leaf in leaves(condition) if not isinstance(leaf, AtLeast)]


@FEWER
@given(knowledge_bases())
def test_cells_cover_the_range_and_no_comparison_tells_two_values_of_one_apart(knowledge: Knowledge) -> None:
    program = Program.of(knowledge)
    comparisons = [leaf for _, condition in knowledge.judged for leaf in _compared(condition)]
    for fact, attribute in knowledge.facts.items():
        cells = program.cells(fact)
        assert [value for cell in cells for value in cell] == list(range(attribute.low, attribute.high + 1))
        own = [leaf for leaf in comparisons if leaf.fact == fact]
        said = [{tuple(leaf_holds(leaf, value) for leaf in own) for value in cell} for cell in cells]
        assert all(len(one) == 1 for one in said)
        chosen = program.representatives(fact)
        assert all(value in cell for value, cell in zip(chosen, cells, strict=True))
        assert program.representatives(fact) is chosen, "they are chosen once"


@FEWER
@given(knowledge_bases())
def test_a_finding_that_rests_on_itself_has_a_cone_and_a_mark(knowledge: Knowledge) -> None:
    assume(knowledge.rules)
    first = knowledge.rules[0]
    level = knowledge.conclusions[first.conclusion].levels[0]
    rules = (replace(first, condition=AtLeast(first.conclusion, level.name, level.cut)), *knowledge.rules[1:])
    program = Program.of(replace(knowledge, rules=rules))
    assert first.conclusion in program.cone(first.conclusion).findings
    assert program.finding_mark(first.conclusion) != Program.of(knowledge).finding_mark(first.conclusion)


def test_a_cone_holds_all_that_several_things_can_depend_on(small: br.KnowledgeBase) -> None:
    program = Program.of(small.knowledge)
    two = program.cone("hq_below_convention[left]", "nordics_trained[left]")
    assert (two.facts, two.findings, two.rules) == (("hq[left]", "nordic_sessions"), (), ())
    whole = program.cone("posterior_chain_deficit")
    assert {*whole.facts} == {
        *("sitting", "hq[left]", "hq[right]", "hop_asymmetry", "prior_acl[left]", "prior_acl[right]", "nordic_sessions")
    }
    assert {*whole.findings} == {*small.knowledge.conclusions}
    assert {*whole.rules} == {*small.knowledge.rules}
    assert (
        program.cone("hamstring_weakness[left]", "hamstring_weakness[right]", "sitting_breaks").facts[-1] == "sitting"
    )


def test_what_a_program_does_not_have_depends_on_nothing(small: br.KnowledgeBase) -> None:
    assert Program.of(small.knowledge).cone("nothing") == Cone((), (), ())


def test_a_node_is_used_by_all_that_join_it_and_by_all_that_is_judged_by_it(small: br.KnowledgeBase) -> None:
    first = small.knowledge.rules[0]
    one, other = Compare("sitting", Comparison.GE, 1), Compare("sitting", Comparison.GE, 2)
    conditions = (one, AllOf((one, other)), AnyOf((AllOf((one, other)), Not(one))), one)
    rules = tuple(replace(first, id=str(i), condition=condition) for i, condition in enumerate(conditions))
    program = Program(small.knowledge, small.knowledge.facts, (), rules, ())
    program.node(Compare("sitting", Comparison.GE, 3))  # nobody reads it
    times = {one: 4, other: 1, Not(one): 1, conditions[1]: 2, conditions[2]: 1}
    assert program.uses() == {program.node(condition): count for condition, count in times.items()}


def test_a_conjunction_of_one_part_is_that_part(small: br.KnowledgeBase) -> None:
    program = Program.of(small.knowledge)
    condition = small.knowledge.rules[0].condition
    assert program.node(AllOf((condition,))) == program.node(condition) == program.node(AnyOf((condition, condition)))
    assert program.node(Not(condition)) != program.node(condition)


@given(st.sampled_from(list(Operation)), st.lists(st.integers(-9, 40), min_size=2, max_size=4), st.data())
def test_a_quotient_is_what_the_definition_derives(operation: Operation, steps: list[int], data: st.DataObject) -> None:
    if Trait.OF_TWO in operation.traits:
        del steps[2:]
    if operation is Operation.ESTIMATED_MAXIMUM:
        steps[1] = abs(steps[1]) % 10 + 1
    units = [data.draw(st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 4)])) for _ in (*steps, None)]
    measure = Measure("m", operation, ("a",) * len(steps))
    expected = derive(measure, [value * unit for value, unit in zip(steps, units, strict=False)])
    found = quotient(measure, steps, units[:-1], units[-1], min, max)
    below = found.scale * prod(found.divisors)
    assert (expected is None) == (below == 0)
    if expected is not None:
        assert Fraction(found.dividend, below) * units[-1] == expected
    sizes = quotient(measure, [Size(abs(value)) for value in steps], units[:-1], units[-1], max, max)
    assert abs(found.dividend) <= int(sizes.dividend)
    assert abs(prod(found.divisors)) <= prod(map(int, sizes.divisors))


def test_a_kind_of_condition_that_no_program_knows_is_refused(small: br.KnowledgeBase) -> None:
    class Strange:
        def __str__(self) -> str:
            return "strange thing"

    with pytest.raises(br.UnsupportedError) as error:
        Program.of(small.knowledge).node(Strange())  # type: ignore[arg-type]
    (problem,) = error.value.problems
    assert (problem.place, problem.found) == ("strange thing", "the condition 'Strange'")
    assert problem.expected == "a construct the program back end knows"


def test_a_rule_without_weight_is_on_no_side(small: br.KnowledgeBase) -> None:
    rule = small.knowledge.rules[0]
    rules = tuple(replace(rule, id=str(weight), weight=weight) for weight in (1, 0, -1))
    program = Program.of(replace(small.knowledge, rules=rules))
    of = rule.conclusion, rule.group
    assert program.sides == (EvidenceSide(*of, True, (0,)), EvidenceSide(*of, False, (2,)))
    assert [stage.closes for stage in program.stages] == [(rule.conclusion,), ()]
