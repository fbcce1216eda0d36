"""The formulas say exactly what the reference says, on random knowledge and people of whom not all is known.

In ``make nightly``, 2,000 cases.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st
from random_knowledge import random_facts, random_knowledge

from balance_rules.errors import UnsupportedError
from balance_rules.inference.program import Program
from balance_rules.model import AtLeast, Knowledge, Operation
from balance_rules.semantics import derive, infer, quantise
from balance_rules.verify._z3 import z3
from balance_rules.verify.encoding import World
from balance_rules.verify.measures import is_linear
from balance_rules.verify.prover import ProofAnswer, ProofQuestion, Prover, evaluated
from verify.tiny_knowledge import flag, knowledge, lt, measure, number, referral, rule

CASES = effort(24, 2000)
seeds = st.integers(0, 2**40)


def with_levels_judged(known: Knowledge) -> Knowledge:
    """Return a knowledge base in which every level of every finding is judged too, each by a referral."""
    levels = [
        referral(f"{name} {level.name}", AtLeast(name, level.name, level.cut))
        for name, conclusion in known.conclusions.items()
        for level in conclusion.levels
    ]
    return replace(known, referrals=(*known.referrals, *levels))


@settings(max_examples=CASES)
@given(seeds)
def test_formulas_agree_with_the_reference(seed: int) -> None:
    chance = random.Random(seed)
    known = with_levels_judged(random_knowledge(chance, rules=chance.randint(1, 16), strata=chance.randint(1, 4)))
    facts = random_facts(chance, known, missing=chance.random())
    assert evaluated(known, facts) == infer(known, facts)


def _derived(known: Knowledge, facts: Mapping[str, int]) -> dict[str, int] | None:
    """Return facts with every measure that follows, or None where one is out of its range."""
    complete = dict(facts)
    for one in known.measures:
        inputs = [complete.get(name) for name in one.inputs]
        if None in inputs:
            continue
        value = derive(one, [v * known.facts[n].resolution for n, v in zip(one.inputs, inputs, strict=True)])
        if value is not None:
            attribute = known.facts[one.fact]
            complete[one.fact] = quantise(attribute, value)
            if not attribute.low <= complete[one.fact] <= attribute.high:
                return None
    return complete


def _possible(known: Knowledge, facts: Mapping[str, int]) -> bool:
    world = World(Program.of(known))
    pinned = [world.holds(fact, facts.get(fact)) for fact in known.facts]
    return ProofQuestion([(world, frozenset(known.facts))], pinned, 10_000).answer is ProofAnswer.SOME


@settings(max_examples=CASES // 2)
@given(seeds)
def test_nobody_possible_is_forgotten(seed: int) -> None:
    """A person whose measures follow from the inputs is a model of the axioms; out of range, nobody is."""
    chance = random.Random(seed)
    known = random_knowledge(chance, rules=3, measures=4)
    facts = random_facts(chance, known, missing=chance.random() / 2)
    complete = _derived(known, facts)
    if complete is not None:
        assert _possible(known, complete)


@settings(max_examples=CASES // 2)
@given(seeds)
def test_a_measure_cannot_contradict_its_inputs(seed: int) -> None:
    chance = random.Random(seed)
    known = random_knowledge(chance, rules=3, measures=4)
    complete = _derived(known, random_facts(chance, known, missing=0.1)) or {}
    measured = {one.fact for one in known.measures}
    for one in known.measures:
        attribute = known.facts[one.fact]
        if not is_linear(one):  # such a measure is left free
            continue
        if measured & set(one.inputs) or one.fact not in complete or any(n not in complete for n in one.inputs):
            continue
        if derive(one, [complete[n] * known.facts[n].resolution for n in one.inputs]) is None:
            continue
        wrong = complete[one.fact] + (1 if complete[one.fact] < attribute.high else -1)
        assert not _possible(known, {**complete, one.fact: wrong})


@pytest.mark.parametrize(
    ("operation", "inputs", "expected"),
    [
        (Operation.RATIO, (1, 8), 12),  # 0.125 lies between 0.12 and 0.13: half to even
        (Operation.RATIO, (3, 8), 38),  # 0.375
        (Operation.PERCENTAGE, (1, 3), 3333),
        (Operation.SUM, (2, 3), 500),
        (Operation.DIFFERENCE, (3, 2), 100),
        (Operation.MINIMUM, (3, 2), 200),
        (Operation.MAXIMUM, (3, 2), 300),
        (Operation.LIMB_SYMMETRY, (3, 8), 3750),
        (Operation.ASYMMETRY, (6, 8), 2500),
    ],
)
def test_rounding_is_half_to_even(operation: Operation, inputs: tuple[int, int], expected: int) -> None:
    known = knowledge(
        [number("a"), number("b"), number("m", 0, 10_000, None, "0.01")], measures=(measure("m", operation, "a", "b"),)
    )
    facts = dict(zip(("a", "b"), inputs, strict=True))
    possible = [value for value in range(expected - 1, expected + 2) if _possible(known, {**facts, "m": value})]
    assert possible == [expected]


def test_a_zero_divisor_leaves_the_measure_open() -> None:
    known = knowledge(
        [number("a"), number("b"), number("m", 0, 30, None, "0.1")], measures=(measure("m", Operation.RATIO, "a", "b"),)
    )
    assert _possible(known, {"a": 3, "b": 0})
    assert _possible(known, {"a": 3, "b": 0, "m": 7})
    assert not _possible(known, {"a": 3, "b": 3, "m": 7})
    assert not _possible(known, {"a": 3, "b": 3})


def test_a_construct_it_has_no_meaning_for_is_refused() -> None:
    class Recorded:
        fact = "f"

    world = World(Program.of(knowledge([flag("f")])))
    with pytest.raises(UnsupportedError, match="Recorded"):
        world.of(Recorded())  # type: ignore[arg-type]


@settings(max_examples=CASES // 6)
@given(seeds)
def test_a_person_without_some_rules_is_judged_as_by_the_knowledge_without_them(seed: int) -> None:
    """Most formulas are those of the person with all rules: only what rests on the rules left out is built anew."""
    chance = random.Random(seed)
    known = with_levels_judged(random_knowledge(chance, rules=10))
    left_out = frozenset(rule.id for rule in known.rules if chance.random() < 0.3)
    rest = replace(known, rules=tuple(rule for rule in known.rules if rule.id not in left_out))
    facts = random_facts(chance, known)
    everybody = World(Program.of(known))
    world = World(everybody.program, base=everybody, without=left_out)
    pairs = {name: world.of(condition) for name, condition in rest.judged}
    solver = z3.SimpleSolver()
    solver.add(*(everybody.holds(fact, facts.get(fact)) for fact in known.facts))
    for fact in known.facts:
        bits = [everybody.at_least(fact, value) for value in everybody.compared(fact)]
        solver.add(*(z3.Implies(higher, lower) for lower, higher in pairwise(bits)))
    for (name, (true, false)), truth in zip(pairs.items(), infer(rest, facts).truths, strict=True):
        said = [solver.check(z3.Not(formula)) == z3.unsat for formula in (true, false)]
        assert said == [truth > 0, truth < 0], name


def test_the_people_found_are_small_and_typical() -> None:
    known = knowledge([number("a", typical=7), number("b"), flag("f")], [rule("r", lt("a", 5))])
    prover = Prover(known)
    condition = known.rules[0].condition
    question = prover.ask(None, [prover.anyone.true(condition)], [condition])
    (person,) = prover.people(question)
    assert person.stated == {"a": 4}
    assert person.possible
    assert person.agreed
    assert person.truth("r") == 1
