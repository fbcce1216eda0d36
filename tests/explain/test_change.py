"""`change`: every plan reaches its aim, and brute force finds none that is cheaper."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from explain.small_people import grounds, person, small_knowledge

from balance_rules.errors import BalanceRulesError, FactError
from balance_rules.explain.change import change, options
from balance_rules.explain.grounds import Grounds
from balance_rules.facts import Stated
from balance_rules.model import Knowledge, Truth


def _ways(knowledge: Knowledge, fact: str, value: int) -> list[tuple[Fraction, int]]:
    attribute = knowledge.facts[fact]
    if attribute.change is None:
        return [(Fraction(0), value)]
    cost = Fraction(attribute.change.cost)
    found = [(option.steps * cost, option.value) for option in options(attribute, attribute.change, value, cost)]
    return [(Fraction(0), value), *found]


def _brute(before: Grounds, condition, wanted: bool) -> dict[frozenset[str], Fraction]:
    """Return the least cost at which each set of facts, changed exactly, reaches the aim."""
    knowledge = before.knowledge
    names = list(before.base)
    cheapest: dict[frozenset[str], Fraction] = {}
    for ways in product(*(_ways(knowledge, name, before.base[name].value) for name in names)):
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


@pytest.mark.parametrize("seed", range(60))
def test_the_first_plan_is_the_cheapest_that_brute_force_finds(seed: int) -> None:
    knowledge = small_knowledge(seed, attributes=4)
    before = person(knowledge, seed)
    for conclusion in knowledge.conclusions.values():
        for level in ("low", "moderate"):
            condition = before.target(conclusion.id).aim(level)
            established = before.judged.prove(condition).truth is Truth.TRUE
            aim = {"below": level} if established else {"above": {"low": "none", "moderate": "low"}[level]}
            found = change(before, conclusion.id, **aim, k=1)
            assert found.proved
            expected = _expected(_brute(before, condition, not established), 1)
            assert [plan.cost for plan in found.plans] == [float(cost) for cost in expected]
