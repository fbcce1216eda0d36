"""Two versions of a knowledge base: what gets stricter or looser and for whom, and silence where nothing does."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from effort import effort
from random_knowledge import random_facts, random_knowledge

from balance_rules.inference.kernel import compiled
from balance_rules.model import Knowledge, Not, Operation
from balance_rules.verify import Alteration, Altered
from balance_rules.verify.difference import difference, outcome
from verify.tiny_knowledge import (
    contradiction,
    every,
    flag,
    ge,
    knowledge,
    le,
    level,
    lt,
    measure,
    no,
    number,
    prescription,
    rule,
    some,
    yes,
)

A, F = number("a"), flag("f")
ADVICE = (prescription("p", level("c"), avoid=(yes("f"),)),)


def changes(old: Knowledge, new: Knowledge) -> dict[str, Alteration]:
    return {item.id: item.change for item in difference(old, new).altered}


OLD = knowledge([A, F], [rule("r", lt("a", 5))], prescriptions=ADVICE)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, {}),
        (
            knowledge(
                [A, F], [rule("r", le("a", 4))], prescriptions=[prescription("p", level("c"), avoid=(Not(no("f")),))]
            ),
            {},
        ),
        (
            knowledge([A, F], [rule("r", lt("a", 4))], prescriptions=ADVICE),
            {"c": Alteration.STRICTER, "p": Alteration.STRICTER},
        ),
        (
            knowledge([A, F], [rule("r", lt("a", 6))], prescriptions=ADVICE),
            {"c": Alteration.LOOSER, "p": Alteration.LOOSER},
        ),
        (
            knowledge([A, F], [rule("r", ge("a", 5))], prescriptions=ADVICE),
            {"c": Alteration.INCOMPARABLE, "p": Alteration.INCOMPARABLE},
        ),
        (
            knowledge([A, F], [rule("r", lt("a", 5))], prescriptions=[prescription("p", level("c"))]),
            {"p": Alteration.LOOSER},
        ),
        (
            knowledge([A, F], [rule("r", lt("a", 5), certainty="0.9")], prescriptions=[prescription("q", yes("f"))]),
            {"c": Alteration.LOOSER, "p": Alteration.REMOVED, "q": Alteration.ADDED},
        ),
    ],
)
def test_each_change_has_its_name(new: Knowledge, expected: Mapping[str, Alteration]) -> None:
    assert changes(OLD, new) == expected


def test_a_change_comes_with_somebody_it_changes_something_for() -> None:
    new = knowledge([A, F], [rule("r", lt("a", 4))], prescriptions=OLD.prescriptions)
    (finding, advice) = difference(OLD, new).altered
    assert isinstance(finding, Altered)
    assert finding.less is not None
    assert finding.more is None
    assert (dict(finding.less[0].values), finding.less[1]) == ({"a": 4}, "moderate → none")
    assert advice.less is not None
    assert (dict(advice.less[0].values), advice.less[1]) == ({"a": 4}, "withheld → refused")


def test_a_certainty_that_moves_no_level_is_equivalent() -> None:
    new = knowledge([A, F], [rule("r", lt("a", 5), certainty="0.55")], prescriptions=OLD.prescriptions)
    assert changes(OLD, new) == {}


def test_a_fact_whose_range_changes_is_two_facts() -> None:
    wider = knowledge([number("a", 0, 20), F], [rule("r", lt("a", 5))], prescriptions=OLD.prescriptions)
    found = difference(OLD, wider)
    assert found.apart == ("a",)
    assert {item.id: item.change for item in found.altered} == {
        "c": Alteration.INCOMPARABLE,
        "p": Alteration.INCOMPARABLE,
    }


def test_a_measure_computed_otherwise_is_two_facts() -> None:
    facts = [A, number("b"), number("m", 0, 40)]
    old = knowledge(facts, [rule("r", lt("m", 5))], measures=(measure("m", Operation.SUM, "a", "b"),))
    new = knowledge(facts, [rule("r", lt("m", 5))], measures=(measure("m", Operation.MAXIMUM, "a", "b"),))
    assert difference(old, new).apart == ("m",)


def test_the_outcome_says_whether_the_versions_are_equivalent() -> None:
    assert outcome(difference(OLD, OLD)) == "pass"
    assert outcome(difference(OLD, knowledge([A], [rule("r", lt("a", 4))]))) == "fail"


@pytest.mark.parametrize("seed", range(effort(3, 25)))
def test_what_differs_on_random_people_is_reported(seed: int) -> None:
    """No person may change whom the comparison leaves out; every change it reports has a witness."""
    chance = random.Random(seed)
    old = random_knowledge(chance, rules=8, measures=0, attributes=4, conclusions=3)
    victim = chance.choice(old.rules)
    first = [one.condition for one in old.rules if one.stratum == 0][:2]
    harder = replace(victim, condition=every(victim.condition, some(*first)))
    rules = tuple(harder if one is victim else one for one in old.rules)
    if chance.random() < 0.3:
        rules = tuple(one for one in old.rules if one is not victim)
    new = replace(old, rules=_renumbered(rules), hash=f"{old.hash} changed")
    found = difference(old, new)
    reported = {item.id for item in found.altered}
    assert all(item.less or item.more for item in found.altered if item.change is not Alteration.OPEN)
    kernels = compiled(old), compiled(new)
    for _ in range(60):
        facts = random_facts(chance, old)
        before, after = (kernel.run(facts) for kernel in kernels)
        for name, one, other in zip(old.conclusions, before.scores, after.scores, strict=True):
            levels = [[old.conclusions[name].level(end) for end in score] for score in (one, other)]
            assert levels[0] == levels[1] or name in reported
        rest = len(old.prescriptions)
        for one_advice, was, now in zip(old.prescriptions, before.truths[-rest:], after.truths[-rest:], strict=True):
            assert was == now or one_advice.id in reported


def _renumbered(rules: tuple[object, ...]) -> tuple[object, ...]:
    """Return rules whose strata are numbered without gaps, as loading numbers them."""
    used = {stratum: i for i, stratum in enumerate(sorted({one.stratum for one in rules}))}  # type: ignore[attr-defined]
    return tuple(replace(one, stratum=used[one.stratum]) for one in rules)  # type: ignore[type-var,attr-defined]


def test_contradictions_are_compared_as_written() -> None:
    """Who is refused by one version is nobody to compare, so that nothing else changes."""
    refusing = {limit: replace(OLD, contradictions=(contradiction("x", lt("a", limit)),)) for limit in (3, 4)}
    assert changes(refusing[3], refusing[3]) == {}
    assert changes(OLD, refusing[3]) == {"x": Alteration.ADDED}
    assert changes(refusing[3], OLD) == {"x": Alteration.REMOVED}
    assert changes(refusing[3], refusing[4]) == {"x": Alteration.INCOMPARABLE}
    assert difference(OLD, refusing[3]).compared == difference(OLD, OLD).compared + 1
