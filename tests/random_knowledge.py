"""Random knowledge bases and people: what the laws and the differential tests are tried on."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

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
    LoadingPattern,
    Measure,
    Not,
    Operation,
    Place,
    Prescription,
    Rationale,
    Referral,
    Restriction,
    Rule,
    Urgency,
    Within,
    instance_of,
    key,
)
from balance_rules.person.facts import FactSheet, Stated
from balance_rules.semantics import evidence_weight

LEVELS = tuple(
    Level(name, Decimal(cf), evidence_weight(Decimal(cf)))
    for name, cf in (("low", "0.2"), ("moderate", "0.5"), ("high", "0.8"))
)
SIDES = (("left", "left"), ("right", "right"))
# the range and resolution of measures of numbers from 0 to 9, another than `MEASURED`; some results are out of range on
# purpose
MEASURES: Mapping[Operation, tuple[int, int, Fraction]] = MappingProxyType(
    {
        Operation.RATIO: (0, 30, Fraction(1, 10)),
        Operation.PERCENTAGE: (0, 400, Fraction(1)),
        Operation.SUM: (0, 14, Fraction(1)),
        Operation.MINIMUM: (0, 9, Fraction(1)),
        Operation.MAXIMUM: (0, 9, Fraction(1)),
        Operation.LIMB_SYMMETRY: (0, 1000, Fraction(1, 10)),
        Operation.ASYMMETRY: (0, 1000, Fraction(1, 10)),
        Operation.ESTIMATED_MAXIMUM: (0, 12, Fraction(1)),
    }
)
MEASURED = (-6, 9, Fraction(1))


def random_knowledge(
    chance: random.Random,
    *,
    rules: int = 12,
    attributes: int = 6,
    conclusions: int = 4,
    strata: int = 3,
    prescriptions: int = 3,
    measures: int = 2,
) -> Knowledge:
    """Return a knowledge base of random rules over numbers, booleans, categories and measures, some per side."""
    made = {f"a{i}": _attribute(chance, f"a{i}") for i in range(attributes)}
    derived = _measures(chance, made, measures)
    facts = {fact: attribute for attribute in made.values() for fact in attribute.keys}
    names = [key(f"c{i}", "left" if chance.random() < 0.3 else None) for i in range(conclusions)]
    stratum_of = {name: min(i * strata // conclusions, strata - 1) for i, name in enumerate(names)}

    def condition(below: int, depth: int = 2) -> Condition:
        return _condition(chance, facts, [n for n in names if stratum_of[n] < below], depth)

    built = [_rule(chance, f"r{i}", names, stratum_of, condition) for i in range(rules)]
    strata_used = {s: i for i, s in enumerate(sorted({rule.stratum for rule in built}))}
    built = sorted(
        (replace(rule, stratum=strata_used[rule.stratum]) for rule in built), key=lambda rule: (rule.stratum, rule.id)
    )
    referrals = (Referral(*_said("f0", condition(strata, 1)), urgency=Urgency.SAME_DAY, action=""),)
    own = [Restriction(*_said(f"x{i}", condition(strata, 1)), forbids=()) for i in range(2)]
    stops = [Restriction(*_said(r.stop, r.condition), forbids=(LoadingPattern(()),), referral=r.id) for r in referrals]
    restrictions = (*own, *stops)
    exercises = {
        f"e{i}": _exercise(f"e{i}", Not(AnyOf((chance.choice(own).condition, *(stop.condition for stop in stops)))))
        for i in range(3)
    }
    return Knowledge(
        name="random",
        version="0.0.0",
        hash=f"{chance.random()}, {rules} {attributes} {conclusions} {strata} {prescriptions} {measures}",
        attributes=MappingProxyType(made),
        measures=derived,
        conclusions=MappingProxyType(
            {n: Conclusion(n, n, n, "weakness", (), "", LEVELS, stratum_of[n]) for n in names}
        ),
        rules=tuple(built),
        referrals=referrals,
        restrictions=restrictions,
        exercises=MappingProxyType(exercises),
        prescriptions=tuple(
            _prescription(f"p{i}", condition(strata, 1), condition(strata, 1), exercises, chance)
            for i in range(prescriptions)
        ),
    )


def random_facts(chance: random.Random, knowledge: Knowledge, missing: float = 0.3) -> dict[str, int]:
    """Return random facts in random order, a share of them unknown; measures are facts like the others."""
    items = [
        (fact, chance.randint(attribute.low, attribute.high))
        for fact, attribute in knowledge.facts.items()
        if chance.random() >= missing
    ]
    chance.shuffle(items)
    return dict(items)


def completed(chance: random.Random, knowledge: Knowledge, facts: Mapping[str, int], share: float) -> dict[str, int]:
    """Return facts with a share of the unknown ones filled in at random, all of them at 1."""
    return random_facts(chance, knowledge, 1 - share) | dict(facts)


def sheet_of(facts: Mapping[str, int]) -> FactSheet:
    """Return facts as a sheet, as if somebody had stated each of them."""
    stated = {fact: Stated(fact, value, str(value), "stated") for fact, value in facts.items()}
    return FactSheet(MappingProxyType(dict(facts)), MappingProxyType(stated))


def random_answer(chance: random.Random, attribute: Attribute, fact: str) -> dict[str, Any]:
    """Return a profile that states one fact, or every instance of it at once."""
    if attribute.absent is not None and chance.random() < 0.2:
        return {attribute.id: "none"}
    value = attribute.plain(chance.randint(attribute.low, attribute.high))
    instance = instance_of(fact)
    return {attribute.id: value} if instance is None else {attribute.id: {instance: value}}


@st.composite
def knowledge_bases(draw: st.DrawFn, most_rules: int = 14) -> Knowledge:
    """Random knowledge bases, small ones first."""
    return random_knowledge(
        random.Random(draw(st.integers(0, 2**32 - 1))),
        rules=draw(st.integers(1, most_rules)),
        attributes=draw(st.integers(1, 7)),
        conclusions=draw(st.integers(1, 5)),
        strata=draw(st.integers(1, 3)),
        measures=draw(st.integers(0, 3)),
    )


def chances() -> st.SearchStrategy[random.Random]:
    """Sources of chance that are told apart by a seed."""
    return st.integers(0, 2**32 - 1).map(random.Random)


# ---------------------------------------------------------------- parts


def _said(name: str, condition: Condition) -> tuple[str, str, str, Condition, Rationale, tuple[()], Place]:
    return name, name, name, condition, Rationale(), (), Place("random.yaml")


def _attribute(chance: random.Random, name: str) -> Attribute:
    kind = chance.choice(list(Kind))
    values = (("u", "U"), ("v", "V"), ("w", "W")) if kind is Kind.CATEGORY else ()
    high = {Kind.NUMBER: 9, Kind.BOOLEAN: 1, Kind.CATEGORY: 2}[kind]
    attribute = Attribute(name, name, kind, "?", "", 1, "1", 0, high, Fraction(1), values, ordered=True)
    if chance.random() < 0.7:
        return attribute
    return replace(attribute, domain="side", instances=SIDES, absent=chance.choice([None, 0]))


def _measures(chance: random.Random, made: dict[str, Attribute], count: int) -> tuple[Measure, ...]:
    """Add the attributes of measures to `made`; return the measures, each after those it needs."""
    measures: list[Measure] = []
    for i in range(count):
        numbers = [fact for a in made.values() if a.kind is Kind.NUMBER for fact in a.keys]
        if len(numbers) < 2:
            break
        operation = chance.choice(list(Operation))
        low, high, resolution = MEASURES.get(operation, MEASURED)
        name = f"m{i}"
        made[name] = Attribute(name, name, Kind.NUMBER, "?", "", 1, "1", low, high, resolution, measured=True)
        if operation is Operation.ESTIMATED_MAXIMUM:  # of repetitions, which no measure gives
            numbers = [fact for a in made.values() if a.kind is Kind.NUMBER and not a.measured for fact in a.keys]
        inputs = chance.sample(numbers, 2) if len(numbers) > 1 else numbers * 2
        measures.append(Measure(name, operation, tuple(inputs)))
    return tuple(measures)


def _rule(chance: random.Random, name: str, names: list[str], stratum_of: Mapping[str, int], condition: Any) -> Rule:
    conclusion = chance.choice(names)
    certainty = Decimal(chance.choice([-1, 1, 1, 1]) * chance.randint(5, 95)) / 100
    return Rule(
        *_said(name, condition(stratum_of[conclusion])),
        conclusion=conclusion,
        certainty=certainty,
        weight=evidence_weight(certainty),
        group=f"g{chance.randrange(3)}",
        stratum=stratum_of[conclusion],
    )


def _condition(chance: random.Random, facts: Mapping[str, Attribute], findings: list[str], depth: int) -> Condition:
    kind = chance.random()
    if depth and kind < 0.5:
        parts = tuple(_condition(chance, facts, findings, depth - 1) for _ in range(chance.randint(1, 3)))
        return AllOf(parts) if kind < 0.25 else AnyOf(parts)
    if depth and kind < 0.6:
        return Not(_condition(chance, facts, findings, depth - 1))
    if findings and kind < 0.75:
        level = chance.choice(LEVELS)
        return AtLeast(chance.choice(findings), level.name, level.cut)
    fact, attribute = chance.choice(list(facts.items()))
    value = chance.randint(attribute.low, attribute.high)
    if kind > 0.95:
        return Within(fact, tuple(sorted({value, chance.randint(attribute.low, attribute.high)})))
    return Compare(fact, chance.choice(list(Comparison)), value)


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
    exercises: dict[str, Exercise],
    chance: random.Random,
) -> Prescription:
    chosen = tuple(chance.sample(sorted(exercises), 2))
    allowed = AnyOf(tuple(exercises[e].condition for e in chosen))
    condition = AllOf((AnyOf((prescribe,)), Not(AnyOf((avoid,))), allowed))
    return Prescription(
        *_said(name, condition),
        kind="strength",
        answers=(),
        loading=True,
        prescribe=(prescribe,),
        avoid=(avoid,),
        exercises=chosen,
    )
