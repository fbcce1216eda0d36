"""What explanations rest on: one person's facts with their origin, and what was judged from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Literal

from balance_rules.errors import BalanceRulesError, unknown_name
from balance_rules.explain.explanation import FactShown
from balance_rules.explain.movable import Movable
from balance_rules.inference.judgement import Judged
from balance_rules.inference.whole_measures import moving
from balance_rules.model import (
    AtLeast,
    Claim,
    Conclusion,
    Condition,
    Exercise,
    Knowledge,
    Measure,
    Prescription,
    Referral,
    Restriction,
    Rule,
    name_of,
)
from balance_rules.person.facts import DERIVED, FactSheet, Stated

TargetKind = Literal["finding", "rule", "referral", "restriction", "claim", "exercise", "prescription"]
Explained = Conclusion | Rule | Referral | Restriction | Claim | Exercise | Prescription


@dataclass(frozen=True, slots=True)
class Target:
    """What a question is about, by id."""

    id: str
    kind: TargetKind
    title: str
    what: Explained

    def aim(self, level: str | None = None) -> Condition:
        """Return the condition that is true when the target holds; a finding, when it has reached `level`.

        Raises
        ------
        BalanceRulesError
            When the finding has no such level.
        """
        if not isinstance(self.what, Conclusion):
            return self.what.condition
        cuts = {item.name: item.cut for item in self.what.levels}
        name = level or self.what.levels[0].name
        if name not in cuts:
            raise BalanceRulesError([unknown_name(self.id, name, cuts, "level of the finding")])
        return AtLeast(self.id, name, cuts[name])


@dataclass(frozen=True)
class Grounds:
    """One person's facts and what follows from them, with what the facts rest on."""

    judged: Judged
    sheet: FactSheet

    @property
    def knowledge(self) -> Knowledge:
        return self.judged.knowledge

    @cached_property
    def base(self) -> Mapping[str, Stated]:
        """The facts that were stated, not derived from others."""
        return MappingProxyType({name: s for name, s in self.sheet.stated.items() if s.origin != DERIVED})

    @cached_property
    def roots(self) -> Mapping[str, frozenset[str]]:
        """The stated facts that each known fact rests on: itself, or what it is derived from."""
        silent = dict.fromkeys(self.knowledge.silence, frozenset[str]())  # what silence means is so without any fact
        found = {**silent, **{name: frozenset([name]) for name in self.base}}
        measures = measures_of(self.knowledge)
        for measure in self.knowledge.measures:
            stated = self.sheet.stated.get(measure.fact)
            if stated is not None and stated.origin == DERIVED:
                inputs = measures[measure.fact].inputs
                found[measure.fact] = frozenset().union(*(found.get(name, frozenset()) for name in inputs))
        return MappingProxyType(found)

    @cached_property
    def movable(self) -> Movable:
        """What the person can change, and all that follows from it."""
        return Movable(self.knowledge, self.sheet.values, {name: stated.value for name, stated in self.base.items()})

    def known_with(self, base: Iterable[str]) -> dict[str, int]:
        """Return the facts that are known when only the stated facts in `base` are."""
        kept = frozenset(base)
        known = {name: v for name, v in self.sheet.values.items() if name in self.roots and self.roots[name] <= kept}
        return {**self.knowledge.silence, **known}

    def show(self, fact: str) -> FactShown:
        """Return a fact as explanations show it."""
        return fact_shown(self.knowledge, self.sheet, fact)

    def target(self, name: str) -> Target:
        """What bears a name; a name without its instance means the instance with most evidence.

        Raises
        ------
        BalanceRulesError
            When nothing that is concluded bears it, with the nearest name.
        """
        targets = targets_of(self.knowledge)
        found = targets.get(name)
        if found is not None:
            return found
        instances = [target for key, target in targets.items() if name_of(key) == name]
        if not instances:
            fix = "Use the id of a finding, rule, referral, restriction, exercise or prescription."
            raise BalanceRulesError([unknown_name("explain", name, targets, "thing to explain", fix)])
        return max(instances, key=self._evidence)

    def _evidence(self, target: Target) -> tuple[int, int]:
        if target.kind == "finding":
            return self.judged.scores[target.id]
        truth = self.judged.truths[target.id]
        return (truth, truth)


def fact_shown(knowledge: Knowledge, sheet: FactSheet, fact: str) -> FactShown:
    """Return a person's fact as explanations show it."""
    attribute = knowledge.facts[fact]
    stated = sheet.stated.get(fact)
    if stated is None:
        silent = attribute.title_of_all if attribute.instances and fact in knowledge.silence else ""
        return FactShown(fact, attribute.label(fact), None, "", "unknown", "", "", silent)
    state: Literal["derived", "stated"] = "derived" if stated.origin == DERIVED else "stated"
    shown = attribute.show(stated.value)
    listed = state == "stated" and attribute.instances and stated.value == attribute.absent
    denied = attribute.title_of_all if listed else ""
    return FactShown(fact, attribute.label(fact), stated.value, shown, state, stated.text, stated.origin, denied)


@lru_cache(maxsize=16)
def targets_of(knowledge: Knowledge) -> Mapping[str, Target]:
    """Return everything that can be explained, by id."""
    found = [Target(c.id, "finding", c.title, c) for c in knowledge.conclusions.values()]
    found += [Target(rule.id, "rule", rule.title, rule) for rule in knowledge.rules]
    found += [Target(r.id, "referral", r.title, r) for r in knowledge.referrals]
    found += [Target(r.id, "restriction", r.title, r) for r in knowledge.restrictions]
    found += [Target(c.id, "claim", c.title, c) for c in knowledge.claims]
    found += [Target(e.id, "exercise", e.name, e) for e in knowledge.exercises.values()]
    found += [Target(p.id, "prescription", p.title, p) for p in knowledge.prescriptions]
    return MappingProxyType({target.id: target for target in found})


@lru_cache(maxsize=16)
def measures_of(knowledge: Knowledge) -> Mapping[str, Measure]:
    """Return the measures by the fact they give."""
    return MappingProxyType({measure.fact: measure for measure in knowledge.measures})


def with_measures(
    knowledge: Knowledge, facts: Mapping[str, int], measures: Iterable[Measure]
) -> tuple[dict[str, int], bool]:
    """Return facts with the measures that follow from them and are not known; and whether these are in range.

    One that is out of range is taken to be at the end of it.
    """
    known, possible = dict(facts), True
    for measure in measures:
        if measure.fact in known or not all(name in known for name in measure.inputs):
            continue
        one = moving(knowledge, measure)
        value = one.at([known[name] for name in measure.inputs])
        if value is not None:
            known[measure.fact] = min(max(value, one.attribute.low), one.attribute.high)
            possible = possible and known[measure.fact] == value
    return known, possible
