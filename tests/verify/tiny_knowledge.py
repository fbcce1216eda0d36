"""Knowledge bases of a few lines, made of the model alone, to seed defects in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Comparison,
    Conclusion,
    Condition,
    Contradiction,
    Exercise,
    Invariant,
    Kind,
    Knowledge,
    Level,
    LoadingPattern,
    Measure,
    Muscle,
    Not,
    Operation,
    Place,
    Prescription,
    Rationale,
    Referral,
    Restriction,
    Rule,
    Suppression,
    Truth,
    Urgency,
    conclusions_read,
)
from balance_rules.semantics import evidence_weight

LEVELS = tuple(
    Level(name, Decimal(cf), evidence_weight(Decimal(cf)))
    for name, cf in (("low", "0.2"), ("moderate", "0.5"), ("high", "0.8"))
)
ALWAYS = AllOf(())
CUTS = {level.name: level.cut for level in LEVELS}


def lt(fact: str, value: int) -> Compare:
    return Compare(fact, Comparison.LT, value)


def le(fact: str, value: int) -> Compare:
    return Compare(fact, Comparison.LE, value)


def eq(fact: str, value: int) -> Compare:
    return Compare(fact, Comparison.EQ, value)


def ge(fact: str, value: int) -> Compare:
    return Compare(fact, Comparison.GE, value)


def gt(fact: str, value: int) -> Compare:
    return Compare(fact, Comparison.GT, value)


def yes(fact: str) -> Compare:
    return eq(fact, 1)


def no(fact: str) -> Compare:
    return eq(fact, 0)


def level(finding: str, name: str = "moderate") -> AtLeast:
    return AtLeast(finding, name, CUTS[name])


def every(*parts: Condition) -> AllOf:
    return AllOf(parts)


def some(*parts: Condition) -> AnyOf:
    return AnyOf(parts)


def number(name: str, low: int = 0, high: int = 10, typical: int | None = 5, step: str = "1") -> Attribute:
    return Attribute(
        name, name, Kind.NUMBER, "?", "", 1, "1", low, high, Fraction(step), typical=typical, place=_place(name)
    )


def flag(name: str, *instances: str) -> Attribute:
    domain, members = ("flag", tuple((one, one) for one in instances)) if instances else (None, ())
    return Attribute(
        name, name, Kind.BOOLEAN, "?", "", 1, typical=0, domain=domain, instances=members, place=_place(name)
    )


def _place(name: str) -> Place:
    return Place("tiny.yaml", 1 + sum(map(ord, name)) % 99)


def _said(name: str, condition: Condition) -> tuple[Any, ...]:
    return name, name, name, condition, Rationale(), (), _place(name)


def rule(
    name: str,
    condition: Condition,
    finding: str = "c",
    certainty: str = "0.6",
    group: str = "g",
    stratum: int | None = None,
    independent: Mapping[str, str] = MappingProxyType({}),
) -> Rule:
    """Return a rule; its stratum follows from what it reads unless it is given."""
    return Rule(
        *_said(name, condition),
        conclusion=finding,
        certainty=Decimal(certainty),
        weight=evidence_weight(Decimal(certainty)),
        group=group,
        stratum=-1 if stratum is None else stratum,
        independent=tuple(independent.items()),
    )


def referral(name: str, condition: Condition) -> Referral:
    return Referral(*_said(name, condition), urgency=Urgency.SAME_DAY, action="")


def restriction(name: str, condition: Condition) -> Restriction:
    return Restriction(*_said(name, condition), forbids=())


def contradiction(name: str, condition: Condition) -> Contradiction:
    return Contradiction(*_said(name, condition), fix="")


def exercise(name: str, condition: Condition = ALWAYS, restrictions: tuple[str, ...] = ()) -> Exercise:
    return Exercise(
        *(name, name, "compound", "hinge", "posterior", (), (), (), (), "beginner", False, (), (), (), (), (), (), ()),
        restrictions=restrictions,
        condition=condition,
        place=_place(name),
    )


def prescription(
    name: str,
    *prescribe: Condition,
    avoid: tuple[Condition, ...] = (),
    exercises: tuple[str, ...] = (),
    kind: str = "habit",
    loading: bool = False,
    weekly_sets: Mapping[str, str] = MappingProxyType({}),
    retest: tuple[str, ...] = (),
) -> Prescription:
    """Return a prescription; `knowledge` composes its condition."""
    return Prescription(
        *_said(name, AllOf(())),
        kind=kind,
        answers=(),
        loading=loading,
        prescribe=prescribe,
        avoid=avoid,
        exercises=exercises,
        weekly_sets=tuple(weekly_sets.items()),
        retest=retest,
    )


def invariant(
    name: str,
    never: Iterable[tuple[str, Condition]] = (),
    *,
    premise: Condition = ALWAYS,
    truths: tuple[Truth, ...] = (Truth.TRUE,),
    **more: Any,
) -> Invariant:
    more = {"monotone": (), "alone": (), **more}
    return Invariant(name, name, name, "because", premise, truths, tuple(never), place=_place(name), **more)


def suppression(code: str, statement: str, beside: str | None = None) -> Suppression:
    return Suppression(f"stand_by_{statement}", code, statement, beside, "We mean it so.", Place("suppressions.yaml"))


def measure(fact: str, operation: Operation, *inputs: str) -> Measure:
    return Measure(fact, operation, inputs)


def muscle(name: str, parent: str | None = None) -> Muscle:
    return Muscle(name, name, name, "thigh", "posterior", parent, (), (), "neutral")


def knowledge(
    attributes: Iterable[Attribute],
    rules: Iterable[Rule] = (),
    *,
    referrals: tuple[Referral, ...] = (),
    restrictions: tuple[Restriction, ...] = (),
    exercises: Iterable[Exercise] = (),
    prescriptions: Iterable[Prescription] = (),
    measures: tuple[Measure, ...] = (),
    findings: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    muscles: Iterable[Muscle] = (),
    invariants: tuple[Invariant, ...] = (),
    suppressions: tuple[Suppression, ...] = (),
    contradictions: tuple[Contradiction, ...] = (),
    deaf: bool = False,
) -> Knowledge:
    """Return a knowledge base; `findings` declares findings beyond those concluded, or more about them.

    With `deaf`, its exercises do not hear what referrals stop.
    """
    rules = _in_strata(list(rules))
    stops = tuple(
        Restriction(*_said(r.stop, r.condition), forbids=(LoadingPattern(()),), referral=r.id) for r in referrals
    )
    stopped = Not(AnyOf(tuple(stop.condition for stop in stops)))
    heard = [e if deaf or not stops else replace(e, condition=AllOf((e.condition, stopped))) for e in exercises]
    clearing = {e.id: e for e in heard}
    restrictions = (*restrictions, *stops)
    names = dict.fromkeys([*(r.conclusion for r in rules), *findings])
    spoken = (rules, referrals, restrictions, contradictions, tuple(clearing.values()), tuple(prescriptions))
    return Knowledge(
        name="tiny",
        version="0.0.0",
        hash=str(hash((spoken, measures, invariants, tuple(attributes), str(findings)))),
        attributes=MappingProxyType({a.id: a for a in attributes}),
        measures=measures,
        conclusions=MappingProxyType(
            {
                name: Conclusion(
                    name, name, name, "weakness", (), "", LEVELS, place=_place(name), **findings.get(name, {})
                )
                for name in names
            }
        ),
        rules=rules,
        referrals=referrals,
        restrictions=restrictions,
        exercises=MappingProxyType(clearing),
        prescriptions=tuple(_composed(p, clearing, referrals) for p in prescriptions),
        muscles=MappingProxyType({m.id: m for m in muscles}),
        invariants=invariants,
        suppressions=suppressions,
        contradictions=contradictions,
    )


def _in_strata(rules: list[Rule]) -> tuple[Rule, ...]:
    strata: dict[str, int] = {}
    for _ in rules:
        for one in rules:
            below = [strata.get(name, -1) for name in conclusions_read(one.condition)]
            own = one.stratum if one.stratum >= 0 else 1 + max(below, default=-1)
            strata[one.conclusion] = max(strata.get(one.conclusion, 0), min(own, len(rules)))
    placed = [one if one.stratum >= 0 else replace(one, stratum=strata[one.conclusion]) for one in rules]
    return tuple(sorted(placed, key=lambda one: one.stratum))


def _composed(one: Prescription, exercises: Mapping[str, Exercise], referrals: tuple[Referral, ...]) -> Prescription:
    stops = one.avoid + (tuple(r.condition for r in referrals) if one.loading else ())
    parts: list[Condition] = [AnyOf(one.prescribe)]
    if stops:
        parts.append(Not(AnyOf(stops)))
    if one.exercises:
        parts.append(AnyOf(tuple(exercises[name].condition for name in one.exercises)))
    return replace(one, condition=AllOf(tuple(parts)))
