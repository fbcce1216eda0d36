"""A whole knowledge base as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from balance_rules.model.attributes import Attribute, Measure
from balance_rules.model.catalogue import Claim, Dose, Exercise, Muscle, Progression
from balance_rules.model.conditions import Condition
from balance_rules.model.cuts import with_cuts
from balance_rules.model.evidence import Evidence
from balance_rules.model.invariants import Invariant, Suppression
from balance_rules.model.programming import Programming, Theme
from balance_rules.model.statements import (
    Conclusion,
    Contradiction,
    Prescription,
    Referral,
    Restriction,
    Rule,
    Statement,
)
from balance_rules.model.titles import TitleWords


@dataclass(frozen=True, eq=False)
class Knowledge:
    """A whole knowledge base: immutable, safe to share between threads, told apart by its content hash.

    `rules` stand in the order of their strata; every mapping is read-only and in the order of the files.
    Each attribute is told where the conditions cut it, so that no value is rounded across a threshold.
    `unknown_work` are those of `not_counted` whose work falls on muscles in shares that nobody knows.
    """

    name: str
    version: str
    hash: str
    attributes: Mapping[str, Attribute]
    measures: tuple[Measure, ...]
    conclusions: Mapping[str, Conclusion]
    rules: tuple[Rule, ...]
    referrals: tuple[Referral, ...]
    restrictions: tuple[Restriction, ...]
    exercises: Mapping[str, Exercise]
    prescriptions: tuple[Prescription, ...]
    muscles: Mapping[str, Muscle] = field(default_factory=lambda: MappingProxyType({}))
    doses: Mapping[str, Dose] = field(default_factory=lambda: MappingProxyType({}))
    progression: Progression | None = None
    programming: Programming | None = None
    themes: tuple[Theme, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: MappingProxyType({}))
    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    not_counted: tuple[str, ...] = ()
    unknown_work: tuple[str, ...] = ()
    title_words: tuple[TitleWords, ...] = ()
    invariants: tuple[Invariant, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    def __post_init__(self) -> None:
        conditions = (*(c for _, c in self.judged), *(c.condition for c in self.contradictions))
        object.__setattr__(self, "attributes", with_cuts(self.attributes, conditions))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Knowledge) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    @cached_property
    def facts(self) -> Mapping[str, Attribute]:
        """Every fact that may be known of a person, by key, with its attribute."""
        return MappingProxyType({fact: a for a in self.attributes.values() for fact in a.keys})

    @cached_property
    def silence(self) -> Mapping[str, int]:
        """What it means that nothing is said of a fact, for the facts of which silence means something."""
        return MappingProxyType({f: a.unstated for f, a in self.facts.items() if a.unstated is not None})

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that is said under a condition and has cases."""
        own = (restriction for restriction in self.restrictions if restriction.referral is None)
        return (*self.rules, *self.referrals, *self.contradictions, *own, *self.claims, *self.prescriptions)

    @cached_property
    def judged(self) -> tuple[tuple[str, Condition], ...]:
        """Everything that has a truth for a person, in the order in which it is judged."""
        return (
            *((s.id, s.condition) for s in (*self.rules, *self.referrals, *self.restrictions, *self.claims)),
            *((e.id, e.condition) for e in self.exercises.values()),
            *((p.id, p.condition) for p in self.prescriptions),
        )

    @cached_property
    def strata(self) -> int:
        """How many strata the rules have."""
        return 1 + max((rule.stratum for rule in self.rules), default=-1)

    @cached_property
    def rules_by_id(self) -> Mapping[str, Rule]:
        """The rules by their grounded id."""
        return MappingProxyType({rule.id: rule for rule in self.rules})
