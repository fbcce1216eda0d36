"""Small random knowledge with measures and changeable facts, and people: what the laws of explanations are tried on."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from random_knowledge import random_knowledge

from balance_rules.explain.grounds import Grounds
from balance_rules.facts import Stated, derived
from balance_rules.model import (
    AllOf,
    AnyOf,
    Attribute,
    Changeable,
    Compare,
    Comparison,
    Condition,
    Direction,
    Kind,
    Knowledge,
    Measure,
    Operation,
)
from balance_rules.errors import FactError
from balance_rules.recommend import Judged
from balance_rules.semantics import infer


def small_knowledge(seed: int, **sizes: int) -> Knowledge:
    """Return random knowledge whose numbers also feed two measures that some rules read."""
    chance = random.Random(seed)
    knowledge = random_knowledge(chance, **{"rules": 8, "attributes": 5, "conclusions": 3, **sizes})
    numbers = [a.id for a in knowledge.attributes.values() if a.kind is Kind.NUMBER]
    attributes = {name: replace(a, change=_change(chance)) for name, a in knowledge.attributes.items()}
    measures = []
    if len(numbers) >= 2:
        for i, operation in enumerate(chance.sample(list(Operation), 2)):
            one, other = chance.sample(numbers, 2)
            high, resolution = (900, Fraction(1, 10)) if operation != "ratio" else (90, Fraction(1, 10))
            attributes[f"m{i}"] = Attribute(
                f"m{i}", f"m{i}", Kind.NUMBER, "?", "", 2, "1", -high, high, resolution, measured=True
            )
            measures.append(Measure(f"m{i}", operation, (one, other)))
    rules = tuple(
        replace(rule, condition=_with_measure(chance, rule.condition, attributes, measures))
        if measures and chance.random() < 0.5
        else rule
        for rule in knowledge.rules
    )
    return replace(
        knowledge,
        hash=f"small {seed} {sorted(sizes.items())}",
        attributes=MappingProxyType(attributes),
        measures=tuple(measures),
        rules=rules,
    )


def _change(chance: random.Random) -> Changeable | None:
    direction = chance.choice([*Direction, None])
    return None if direction is None else Changeable(direction, chance.choice([1, 1, 2]), chance.randint(1, 3))


def _with_measure(
    chance: random.Random, condition: Condition, attributes: Mapping[str, Attribute], measures: list[Measure]
) -> Condition:
    measure = chance.choice(measures)
    high = {Operation.RATIO: 30, Operation.SUM: 180, Operation.DIFFERENCE: 60}.get(measure.operation, 90)
    part = Compare(measure.fact, chance.choice(list(Comparison)), chance.randint(0, high))
    return chance.choice([AllOf, AnyOf])((condition, part))


def person(knowledge: Knowledge, seed: int, missing: float = 0.2) -> Grounds:
    """Return random facts of a person, measures derived, with what the definition says of them."""
    chance = random.Random(seed)
    while True:
        stated = {
            fact: Stated(fact, value, str(value), "test")
            for fact, attribute in knowledge.facts.items()
            if not attribute.measured and chance.random() >= missing
            for value in [chance.randint(attribute.low, attribute.high)]
        }
        try:
            return grounds(knowledge, stated)
        except FactError:
            continue


def grounds(knowledge: Knowledge, stated: Mapping[str, Stated]) -> Grounds:
    """Return stated facts with what the definition says of them."""
    sheet = derived(knowledge, stated)
    return Grounds(Judged(knowledge, sheet.values, infer(knowledge, sheet.values)), sheet)
