"""`change`: every plan reaches its aim, and brute force finds none that is cheaper."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import permutations, product
from types import MappingProxyType

import pytest
from effort import effort

from balance_rules.errors import BalanceRulesError, FactError
from balance_rules.explain.basis import Grounds
from balance_rules.explain.change import change
from balance_rules.explain.options import options
from balance_rules.explain.why import why
from balance_rules.model import (
    AllOf,
    AnyOf,
    Attribute,
    Changeable,
    Compare,
    Comparison,
    Condition,
    Contradiction,
    Direction,
    Kind,
    Knowledge,
    Place,
    Rationale,
    Truth,
    conclusions_read,
    facts_read,
)
from balance_rules.person.facts import Stated
from explain.small_people import grounds, person, small_knowledge


def _ways(knowledge: Knowledge, fact: str, value: int) -> list[tuple[Fraction, int]]:
    attribute = knowledge.facts[fact]
    if attribute.change is None:
        return [(Fraction(0), value)]
    cost = Fraction(attribute.change.cost)
    found = [(option.steps * cost, option.value) for option in options(attribute, attribute.change, value)]
    return [(Fraction(0), value), *found]


def _bearing(knowledge: Knowledge, condition: Condition) -> set[str]:
    """Return every fact that a condition reads, through findings and measures too."""
    facts = set(facts_read(condition))
    for finding in conclusions_read(condition):
        for rule in knowledge.rules:
            facts |= _bearing(knowledge, rule.condition) if rule.conclusion == finding else set()
    for measure in reversed(knowledge.measures):
        facts |= set(measure.inputs) if measure.fact in facts else set()
    return facts


def _brute(before: Grounds, condition: Condition, wanted: bool) -> dict[frozenset[str], Fraction]:
    """Return the least cost at which each set of facts that bear on the aim, changed exactly, reaches it."""
    knowledge = before.knowledge
    names, bearing = list(before.base), _bearing(knowledge, condition)
    cheapest: dict[frozenset[str], Fraction] = {}
    choices = [_ways(knowledge, name, before.base[name].value)[: None if name in bearing else 1] for name in names]
    for ways in product(*choices):
        cost = sum((price for price, _ in ways), Fraction(0))
        moved = frozenset(n for n, (price, _) in zip(names, ways, strict=True) if price)
        if cheapest.get(moved, cost + 1) <= cost:
            continue
        stated = {n: Stated(n, v, str(v), "test") for n, (_, v) in zip(names, ways, strict=True)}
        try:
            after = grounds(knowledge, stated)
        except FactError:
            continue
        if (after.judged.prove(condition).truth is Truth.TRUE) == wanted:
            cheapest[moved] = cost
    return cheapest


def _expected(cheapest: dict[frozenset[str], Fraction], k: int) -> list[Fraction]:
    """Return the costs of the k cheapest sets, none of which includes an earlier one."""
    costs: list[Fraction] = []
    found: list[frozenset[str]] = []
    while len(found) < k:
        left = {s: c for s, c in cheapest.items() if not any(f <= s for f in found)}
        if not left:
            break
        best = min(left, key=lambda s: left[s])
        found.append(best)
        costs.append(left[best])
    return costs


@pytest.mark.parametrize("seed", range(effort(8, 60)))
def test_the_first_plan_is_the_cheapest_that_brute_force_finds(seed: int) -> None:
    knowledge = small_knowledge(seed)
    before = person(knowledge, seed, stated=4)
    for conclusion in knowledge.conclusions.values():
        for level in ("low", "moderate"):
            condition = before.target(conclusion.id).aim(level)
            established = before.judged.prove(condition).truth is Truth.TRUE
            aim = {"below": level} if established else {"above": {"low": "none", "moderate": "low"}[level]}
            found = change(before, conclusion.id, **aim, k=1)
            assert found.proved
            expected = _expected(_brute(before, condition, not established), 1)
            assert [plan.cost for plan in found.plans] == [float(cost) for cost in expected]


@pytest.mark.parametrize("seed", range(60, effort(63, 80)))
def test_every_further_plan_is_the_cheapest_that_is_left(seed: int) -> None:
    knowledge = small_knowledge(seed)
    before = person(knowledge, seed, stated=4)
    for conclusion in knowledge.conclusions.values():
        condition = before.target(conclusion.id).aim("low")
        established = before.judged.prove(condition).truth is Truth.TRUE
        left = _brute(before, condition, not established)
        found = change(before, conclusion.id, **({"below": "low"} if established else {"above": "none"}), k=4)
        for plan in found.plans:
            assert plan.cost == min(left.values())
            moved = frozenset(step.change.fact for step in plan.steps)
            left = {facts: cost for facts, cost in left.items() if not moved <= facts}
        assert len(found.plans) == 4 or not left


@pytest.mark.parametrize("seed", range(effort(6, 40)))
def test_a_plan_carried_out_reaches_its_aim(seed: int) -> None:
    knowledge = small_knowledge(seed)
    before = person(knowledge, seed)
    for target in (*knowledge.conclusions, *(p.id for p in knowledge.prescriptions)):
        found = change(before, target)
        condition = before.target(target).aim()
        held = before.judged.prove(condition).truth is Truth.TRUE
        for plan in found.plans:
            moved = {s.change.fact: s.change.after.value for s in plan.steps}
            stated = {**before.base, **{n: Stated(n, v, str(v), "test") for n, v in moved.items() if v is not None}}
            after = grounds(knowledge, stated)
            assert (after.judged.prove(condition).truth is Truth.TRUE) != held


def test_what_is_frozen_or_not_changeable_never_moves() -> None:
    moved = 0
    for seed in range(effort(20, 60)):
        knowledge = small_knowledge(seed)
        before = person(knowledge, seed)
        for conclusion in knowledge.conclusions:
            free = change(before, conclusion)
            for plan in free.plans:
                facts = {step.change.fact for step in plan.steps}
                assert all(knowledge.facts[fact].change is not None for fact in facts)
                again = change(before, conclusion, frozen=facts)
                assert not any(facts & {s.change.fact for s in other.steps} for other in again.plans)
                moved += 1
    assert moved > effort(6, 20)


def _flags(chance: random.Random, count: int = 6) -> Knowledge:
    """Return knowledge of one rule over flags that can all change, at costs of their own."""

    def condition(depth: int) -> Condition:
        if not depth:
            return Compare(f"b{chance.randrange(count)}", Comparison.EQ, chance.randint(0, 1))
        parts = tuple(condition(depth - 1) for _ in range(2))
        return AllOf(parts) if chance.random() < 0.5 else AnyOf(parts)

    whole = small_knowledge(0)
    flags = {
        name: Attribute(name, name, Kind.BOOLEAN, "?", "", 1, change=Changeable(Direction.ANY, 1, chance.randint(1, 4)))
        for name in (f"b{i}" for i in range(count))
    }
    rule = replace(whole.rules[0], condition=condition(4), stratum=0)
    return replace(
        whole,
        hash=str(chance.random()),
        attributes=MappingProxyType(flags),
        measures=(),
        rules=(rule,),
        referrals=(),
        restrictions=(),
        prescriptions=(),
        exercises=MappingProxyType({}),
    )


def test_all_the_plans_there_are_come_in_the_order_of_their_cost() -> None:
    several = joint = 0
    for seed in range(effort(15, 150)):
        chance = random.Random(seed)
        knowledge = _flags(chance)
        values = {name: chance.randint(0, 1) for name in knowledge.facts}
        before = grounds(knowledge, {name: Stated(name, v, str(v), "test") for name, v in values.items()})
        (rule,) = knowledge.rules
        held = before.judged.prove(rule.condition).truth is Truth.TRUE
        found = change(before, rule.id, k=9)
        assert found.proved
        moved = [frozenset(step.change.fact for step in plan.steps) for plan in found.plans]
        assert [plan.cost for plan in found.plans] == sorted(plan.cost for plan in found.plans)
        assert not any(one <= other for one, other in permutations(moved, 2))
        left = _brute(before, rule.condition, not held)
        for facts, plan in zip(moved, found.plans, strict=True):
            assert plan.cost == min(left.values())
            left = {others: cost for others, cost in left.items() if not facts <= others}
        assert not left or len(moved) == 9
        several += len(moved) > 2
        joint += any(len(facts) > 1 for facts in moved[:-1])
    assert several > effort(0, 20)
    assert joint > effort(0, 20)


def test_nothing_is_proposed_that_the_knowledge_calls_contradictory() -> None:
    refused = 0
    for seed in range(effort(15, 60)):
        chance = random.Random(seed)
        knowledge = _flags(chance)
        values = {name: chance.randint(0, 1) for name in knowledge.facts}
        two = AllOf(tuple(Compare(name, Comparison.EQ, 1 - values[name]) for name in chance.sample(list(values), 2)))
        nothing = (Rationale(), (), Place("test"))
        forbidden = replace(
            knowledge, hash=f"{knowledge.hash}!", contradictions=(Contradiction("x", "x", "", two, *nothing, fix="x"),)
        )
        stated = {name: Stated(name, v, str(v), "test") for name, v in values.items()}
        free, found = (change(grounds(known, stated), knowledge.rules[0].id, k=1) for known in (knowledge, forbidden))
        held = grounds(forbidden, stated).judged.truths[knowledge.rules[0].id] > 0
        expected = _expected(_brute(grounds(forbidden, stated), knowledge.rules[0].condition, not held), 1)
        assert found.proved
        assert [plan.cost for plan in found.plans] == [float(cost) for cost in expected]
        refused += [plan.cost for plan in free.plans] != [plan.cost for plan in found.plans]
    assert refused > effort(0, 3)


def test_what_silence_means_counts_and_is_no_fact_to_change_or_to_show() -> None:
    both = AllOf((Compare("b0", Comparison.EQ, 1), Compare("b1", Comparison.EQ, 0)))
    knowledge = _flags(random.Random(0))
    silent = {**knowledge.attributes, "b1": replace(knowledge.attributes["b1"], unstated=0)}
    rule = replace(knowledge.rules[0], condition=both)
    knowledge = replace(knowledge, hash="silent", attributes=MappingProxyType(silent), rules=(rule,))

    def knowing(value: int) -> Grounds:
        return grounds(knowledge, {"b0": Stated("b0", value, str(value), "test")})

    (plan,) = change(knowing(0), rule.id).plans
    assert [(step.change.fact, step.change.after.value) for step in plan.steps] == [("b0", 1)]
    (plan,) = change(knowing(1), rule.id).plans
    assert [(step.change.fact, step.change.after.value) for step in plan.steps] == [("b0", 0)]
    assert [[one.fact.fact for one in facts] for facts in why(knowing(1), rule.id).sufficient] == [["b0"]]


def test_what_is_not_known_and_could_settle_it_is_named() -> None:
    told = 0
    for seed in range(effort(14, 40)):
        knowledge = small_knowledge(seed)
        before = person(knowledge, seed, unknown=4)
        for target in (*knowledge.conclusions, *(p.id for p in knowledge.prescriptions)):
            proof = before.judged.prove(before.target(target).aim())
            found = change(before, target)
            open_facts = {knowledge.facts[fact].label(fact) for fact in before.judged.open_facts(proof)}
            assert set(found.unknown) == (open_facts if proof.truth is Truth.UNKNOWN else set())
            told += bool(found.unknown)
    assert told > effort(2, 10)


def test_a_cost_of_ones_own_changes_which_plan_is_cheapest() -> None:
    told = 0
    for seed in range(60):
        knowledge = small_knowledge(seed)
        before = person(knowledge, seed)
        for conclusion in knowledge.conclusions:
            plans = change(before, conclusion).plans
            first = {step.change.fact for step in plans[0].steps} if plans else set()
            if len(plans) < 2 or first & {step.change.fact for step in plans[1].steps}:
                continue
            dear = change(before, conclusion, cost=dict.fromkeys(first, 1000)).plans[0]
            assert {step.change.fact for step in dear.steps} != first
            told += 1
    assert told > effort(0, 1)


def test_names_levels_and_costs_that_make_no_sense_are_refused_with_the_nearest() -> None:
    knowledge = small_knowledge(1)
    someone = person(knowledge, 1)
    for wrong in (
        {"below": "hihg"},
        {"above": "high"},
        {"below": "low", "above": "low"},
        {"frozen": ["b1"]},
        {"cost": {"a0": 0}},
    ):
        with pytest.raises(BalanceRulesError):
            change(someone, "c0", **wrong)
    with pytest.raises(BalanceRulesError):
        change(someone, "p0", below="low")
    with pytest.raises(BalanceRulesError, match="c1"):
        change(someone, "cc1")
