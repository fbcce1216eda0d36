"""Random knowledge bases and people: what the laws and the differential tests are tried on."""

from __future__ import annotations

import random
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
    Exercise,
    Kind,
    Knowledge,
    Level,
    Not,
    Place,
    Prescription,
    Rationale,
    Referral,
    Restriction,
    Rule,
    Urgency,
    Within,
)
from balance_rules.semantics import evidence_weight

LEVELS = tuple(
    Level(name, Decimal(cf), evidence_weight(Decimal(cf)))
    for name, cf in (("low", "0.2"), ("moderate", "0.5"), ("high", "0.8"))
)


def random_knowledge(
    chance: random.Random,
    *,
    rules: int = 12,
    attributes: int = 6,
    conclusions: int = 4,
    strata: int = 3,
    prescriptions: int = 3,
) -> Knowledge:
    """Return a knowledge base of random rules over numbers, booleans and categories."""
    made = {f"a{i}": _attribute(chance, f"a{i}") for i in range(attributes)}
    names = [f"c{i}" for i in range(conclusions)]
    stratum_of = {name: min(i * strata // conclusions, strata - 1) for i, name in enumerate(names)}

    def condition(below: int, depth: int = 2) -> Condition:
        return _condition(chance, made, [n for n in names if stratum_of[n] < below], depth)

    built = []
    for i in range(rules):
        name = chance.choice(names)
        certainty = Decimal(chance.choice([-1, 1, 1, 1]) * chance.randint(5, 95)) / 100
        built.append(
            Rule(
                *_said(f"r{i}", condition(stratum_of[name])),
                conclusion=name,
                certainty=certainty,
                weight=evidence_weight(certainty),
                group=f"g{chance.randrange(3)}",
                stratum=stratum_of[name],
            )
        )
    built.sort(key=lambda rule: (rule.stratum, rule.id))
    strata_used = {s: i for i, s in enumerate(sorted({rule.stratum for rule in built}))}
    built = [_moved(rule, strata_used[rule.stratum]) for rule in built]
    referrals = tuple(
        Referral(*_said(f"f{i}", condition(strata, 1)), urgency=Urgency.URGENT, action="") for i in range(1)
    )
    restrictions = tuple(Restriction(*_said(f"x{i}", condition(strata, 1)), forbids=()) for i in range(2))
    exercises = {
        f"e{i}": _exercise(f"e{i}", Not(chance.choice(restrictions).condition) if restrictions else AllOf(()))
        for i in range(3)
    }
    return Knowledge(
        name="random",
        version="0.0.0",
        hash=str(chance.random()),
        attributes=MappingProxyType(made),
        measures=(),
        conclusions=MappingProxyType(
            {n: Conclusion(n, n, n, "weakness", (), "", LEVELS, stratum_of[n]) for n in names}
        ),
        rules=tuple(built),
        referrals=referrals,
        restrictions=restrictions,
        exercises=MappingProxyType(exercises),
        prescriptions=tuple(
            _prescription(f"p{i}", condition(strata, 1), condition(strata, 1), referrals, exercises, chance)
            for i in range(prescriptions)
        ),
    )


def random_facts(chance: random.Random, knowledge: Knowledge, missing: float = 0.3) -> dict[str, int]:
    """Return random facts in random order, a share of them unknown."""
    items = [
        (fact, chance.randint(attribute.low, attribute.high))
        for fact, attribute in knowledge.facts.items()
        if chance.random() >= missing
    ]
    chance.shuffle(items)
    return dict(items)


def _said(name: str, condition: Condition) -> tuple[str, str, str, Condition, Rationale, tuple[()], Place]:
    return name, name, name, condition, Rationale(), (), Place("random.yaml")


def _moved(rule: Rule, stratum: int) -> Rule:
    from dataclasses import replace

    return replace(rule, stratum=stratum)


def _attribute(chance: random.Random, name: str) -> Attribute:
    kind = chance.choice(list(Kind))
    values = (("u", "U"), ("v", "V"), ("w", "W")) if kind is Kind.CATEGORY else ()
    high = {Kind.NUMBER: 9, Kind.BOOLEAN: 1, Kind.CATEGORY: 2}[kind]
    return Attribute(name, name, kind, "?", "", 1, "1", 0, high, Fraction(1), values, ordered=True)


def _condition(chance: random.Random, attributes: dict[str, Attribute], findings: list[str], depth: int) -> Condition:
    kind = chance.random()
    if depth and kind < 0.5:
        parts = tuple(_condition(chance, attributes, findings, depth - 1) for _ in range(chance.randint(1, 3)))
        return AllOf(parts) if kind < 0.25 else AnyOf(parts)
    if depth and kind < 0.6:
        return Not(_condition(chance, attributes, findings, depth - 1))
    if findings and kind < 0.75:
        level = chance.choice(LEVELS)
        return AtLeast(chance.choice(findings), level.name, level.cut)
    attribute = chance.choice(list(attributes.values()))
    value = chance.randint(attribute.low, attribute.high)
    if kind > 0.95:
        return Within(attribute.id, tuple(sorted({value, chance.randint(attribute.low, attribute.high)})))
    return Compare(attribute.id, chance.choice(list(Comparison)), value)


def _exercise(name: str, condition: Condition) -> Exercise:
    return Exercise(
        id=name,
        name=name,
        category="compound",
        movement_pattern="hinge",
        chain="posterior",
        prime_movers=(),
        synergists=(),
        stabilizers=(),
        equipment=(),
        level="beginner",
        unilateral=False,
        loading=(),
        regressions=(),
        progressions=(),
        technique=(),
        aliases=(),
        variants=(),
        evidence=(),
        condition=condition,
    )


def _prescription(
    name: str,
    prescribe: Condition,
    avoid: Condition,
    referrals: tuple[Referral, ...],
    exercises: dict[str, Exercise],
    chance: random.Random,
) -> Prescription:
    chosen = tuple(chance.sample(sorted(exercises), 2))
    stops = (avoid, *(referral.condition for referral in referrals))
    condition = AllOf((AnyOf((prescribe,)), Not(AnyOf(stops)), AnyOf(tuple(exercises[e].condition for e in chosen))))
    return Prescription(
        *_said(name, condition),
        kind="strength",
        answers=(),
        loading=True,
        prescribe=(prescribe,),
        avoid=(avoid,),
        exercises=chosen,
    )
