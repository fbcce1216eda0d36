"""A generated knowledge base of the size and shape of a real one, and people to assess with it.

Everything follows from a seed. People answer at random and leave 30 % out; thresholds are set so that
about one rule in six fires, as it does for real profiles.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Comparison,
    Conclusion,
    Condition,
    Kind,
    Knowledge,
    Level,
    Not,
    Place,
    Rationale,
    Rule,
    Within,
)
from balance_rules.semantics import evidence_weight

LEVELS = tuple(
    Level(name, Decimal(cf), evidence_weight(Decimal(cf)))
    for name, cf in (("low", "0.2"), ("moderate", "0.5"), ("high", "0.8"))
)
CATEGORY = (("never", "never"), ("rarely", "rarely"), ("often", "often"), ("always", "always"))
SHARE_OF_CONCLUSIONS = (0.55, 0.25, 0.125, 0.075)
MISSING = 0.3


def generated_knowledge(seed: int = 1, *, rules: int = 300, attributes: int = 80, conclusions: int = 40) -> Knowledge:
    """Return a knowledge base in four strata: rules alone, without exercises and prescriptions.

    >>> knowledge = generated_knowledge()
    >>> len(knowledge.rules), len(knowledge.facts), len(knowledge.conclusions), knowledge.strata
    (300, 80, 40, 4)
    """
    chance = random.Random(seed)
    declared = {a.id: a for a in (_attribute(chance, f"attribute_{i}") for i in range(attributes))}
    strata = _strata(conclusions)
    built = [_rule(chance, i, list(declared.values()), strata) for i in range(rules)]
    return Knowledge(
        name="generated",
        version="1.0.0",
        hash=f"generated-{seed}-{rules}-{attributes}-{conclusions}",
        attributes=MappingProxyType(declared),
        measures=(),
        conclusions=MappingProxyType(
            {name: Conclusion(name, name, name, "weakness", (), "", LEVELS, s) for name, s in strata.items()}
        ),
        rules=tuple(sorted(built, key=lambda rule: rule.stratum)),
        referrals=(),
        restrictions=(),
        exercises=MappingProxyType({}),
        prescriptions=(),
    )


def generated_people(knowledge: Knowledge, count: int, seed: int = 2) -> list[dict[str, int]]:
    """Return the facts of people who leave 30 % of the questions unanswered."""
    chance = random.Random(seed)
    return [
        {
            fact: chance.randint(attribute.low, attribute.high)
            for fact, attribute in knowledge.facts.items()
            if chance.random() >= MISSING
        }
        for _ in range(count)
    ]


def _attribute(chance: random.Random, name: str) -> Attribute:
    kind = chance.choices([Kind.NUMBER, Kind.BOOLEAN, Kind.CATEGORY], [6, 3, 1])[0]
    high = {Kind.NUMBER: 100, Kind.BOOLEAN: 1, Kind.CATEGORY: len(CATEGORY) - 1}[kind]
    values = CATEGORY if kind is Kind.CATEGORY else ()
    return Attribute(name, name, kind, f"{name}?", "", 1, "1", 0, high, Fraction(1), values, ordered=True)


def _strata(conclusions: int) -> dict[str, int]:
    """Return the stratum of each conclusion: most rest on facts alone, a few on three strata of findings."""
    sizes = [round(share * conclusions) for share in SHARE_OF_CONCLUSIONS]
    strata = [stratum for stratum, size in enumerate(sizes) for _ in range(size)]
    return {f"finding_{i}": stratum for i, stratum in enumerate(strata)}


def _rule(chance: random.Random, number: int, attributes: Sequence[Attribute], strata: dict[str, int]) -> Rule:
    conclusion = list(strata)[number % len(strata)]
    below = [name for name, stratum in strata.items() if stratum < strata[conclusion]]
    certainty = Decimal(chance.choices([chance.randint(20, 80), -chance.randint(10, 40)], [85, 15])[0]) / 100
    name = f"rule_{number}"
    return Rule(
        id=name,
        name=name,
        title=name,
        condition=_condition(chance, attributes, below),
        rationale=Rationale(),
        cases=(),
        place=Place("generated.yaml"),
        conclusion=conclusion,
        certainty=certainty,
        weight=evidence_weight(certainty),
        group=chance.choice(["measured", "reported", "trained"]),
        stratum=strata[conclusion],
    )


def _condition(chance: random.Random, attributes: Sequence[Attribute], below: Sequence[str]) -> Condition:
    """Return one to three comparisons, all or any of them; above the first stratum one reads a finding."""
    count = chance.choices([1, 2, 3], [15, 50, 35])[0]
    parts: list[Condition] = [_comparison(chance, attribute) for attribute in chance.sample(list(attributes), count)]
    if below:
        level = chance.choice(LEVELS[1:])
        parts[0] = AtLeast(chance.choice(below), level.name, level.cut)
    if chance.random() < 0.1:
        parts[-1] = Not(parts[-1])
    if count == 1:
        return parts[0]
    return AnyOf(tuple(parts)) if chance.random() < 0.1 else AllOf(tuple(parts))


def _comparison(chance: random.Random, attribute: Attribute) -> Condition:
    """Return a comparison that holds for about half of those who answer."""
    match attribute.kind:
        case Kind.BOOLEAN:
            return Compare(attribute.id, Comparison.EQ, 1)
        case Kind.CATEGORY:
            return Within(attribute.id, tuple(sorted(chance.sample(range(len(CATEGORY)), 2))))
        case Kind.NUMBER:
            comparison = chance.choice([Comparison.LT, Comparison.LE, Comparison.GE, Comparison.GT])
            return Compare(attribute.id, comparison, 5 * chance.randint(8, 12))
