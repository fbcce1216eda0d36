"""A whole knowledge base as one immutable value."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from typing import Any

from balance_rules.model.attributes import Attribute, Measure
from balance_rules.model.catalogue import Claim, Dose, Exercise, Muscle, Progression
from balance_rules.model.conditions import Condition
from balance_rules.model.cuts import with_cuts
from balance_rules.model.evidence import Evidence
from balance_rules.model.following import FollowUpRule
from balance_rules.model.invariants import Invariant, Suppression
from balance_rules.model.parameters import Counting, Parameter
from balance_rules.model.programming import Programming, Theme
from balance_rules.model.read_only import read_only
from balance_rules.model.roles import Roles
from balance_rules.model.statements import (
    Conclusion,
    Contradiction,
    Family,
    Prescription,
    Referral,
    Restriction,
    Rule,
    Statement,
)
from balance_rules.model.words import TitleWords, Words


@dataclass(frozen=True, eq=False)
class Knowledge:
    """A whole knowledge base: immutable, safe to share between threads, told apart by its content hash.

    `rules` stand in the order of their strata; every mapping is read-only and in the order of the files.
    Each attribute is told where the conditions cut it, so that no value is rounded across a threshold.
    `unknown_work` are those of `not_counted` whose work falls on muscles in shares that nobody knows, with the only
    muscles that it can train; none are named where it could be any.
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
    muscles: Mapping[str, Muscle] = field(default_factory=lambda: read_only({}))
    doses: Mapping[str, Dose] = field(default_factory=lambda: read_only({}))
    progression: Progression | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: read_only({}))
    programming: Programming | None = None
    themes: tuple[Theme, ...] = ()
    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    not_counted: tuple[str, ...] = ()
    unknown_work: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: read_only({}))
    title_words: tuple[TitleWords, ...] = ()
    words: Words = field(default_factory=Words)
    roles: Roles = field(default_factory=Roles)
    invariants: tuple[Invariant, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    follow_up: tuple[FollowUpRule, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=lambda: read_only({}))
    counting: Counting | None = None
    families: Mapping[str, Family] = field(default_factory=lambda: read_only({}))

    def __post_init__(self) -> None:
        conditions = (*(c for _, c in self.judged), *(c.condition for c in self.contradictions))
        object.__setattr__(self, "attributes", with_cuts(self.attributes, conditions))

    def __repr__(self) -> str:
        held = f"{len(self.facts)} facts, {len(self.rules)} rules, {len(self.prescriptions)} prescriptions"
        return f"<Knowledge {self.name} {self.version} ({self.hash[:12]}): {held}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Knowledge) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def __deepcopy__(self, memo: object) -> Knowledge:
        return self  # nothing in it can change

    def __reduce__(self) -> tuple[Callable[[bytes], Knowledge], tuple[bytes]]:
        return _unpacked, (self._packed,)

    @classmethod
    def restored(cls, state: Mapping[str, Any]) -> Knowledge:
        """Return the knowledge whose fields had these values; its attributes know where they are cut."""
        knowledge = object.__new__(cls)
        vars(knowledge).update(state)
        return knowledge

    @cached_property
    def _packed(self) -> bytes:
        """Its fields as bytes, made once: thousands of assessments may travel to another process with it."""
        state = {item.name: getattr(self, item.name) for item in fields(self)}
        return zlib.compress(pickle.dumps(state, protocol=5), level=1)

    @cached_property
    def facts(self) -> Mapping[str, Attribute]:
        """Every fact that may be known of a person, by key, with its attribute."""
        return read_only({fact: a for a in self.attributes.values() for fact in a.keys})

    def family(self, name: str) -> Family:
        """A family of findings; one that is not declared, in a knowledge that was made by hand, is the last of all."""
        return self.families.get(name) or Family(name, name, len(self.families))

    @cached_property
    def silence(self) -> Mapping[str, int]:
        """What it means that nothing is said of a fact, for the facts of which silence means something."""
        return read_only({f: a.unstated for f, a in self.facts.items() if a.unstated is not None})

    @cached_property
    def told_by_logs(self) -> frozenset[str]:
        """The facts that only a training log or a written programme tells, and those computed from them."""
        found = {fact for fact, attribute in self.facts.items() if attribute.with_log}
        for measure in self.measures:
            if not found.isdisjoint(measure.inputs):
                found.add(measure.fact)
        return frozenset(found)

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
    def judged_names(self) -> tuple[str, ...]:
        """The ids of everything that has a truth, in the order in which it is judged."""
        return tuple(name for name, _ in self.judged)

    @cached_property
    def judged_identities(self) -> tuple[int, ...]:
        """The identity of each condition that is judged, in the same order: what tells them apart at no cost."""
        return tuple(id(condition) for _, condition in self.judged)

    @cached_property
    def strata(self) -> int:
        """How many strata the rules have."""
        return 1 + max((rule.stratum for rule in self.rules), default=-1)

    @cached_property
    def rules_by_id(self) -> Mapping[str, Rule]:
        """The rules by their grounded id."""
        return read_only({rule.id: rule for rule in self.rules})

    @cached_property
    def rules_for(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules of every finding that has some, by its id."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.conclusion, []).append(rule)
        return read_only({name: tuple(rules) for name, rules in found.items()})


@lru_cache(maxsize=4)
def _unpacked(packed: bytes) -> Knowledge:
    """The knowledge of such bytes; the same bytes give one object, however many values arrive with them."""
    return Knowledge.restored(pickle.loads(zlib.decompress(packed)))
