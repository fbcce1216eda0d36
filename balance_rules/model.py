"""The one representation of knowledge that every back end reads: frozen values, standard library only.

Everything here is *grounded*: a rule written for both sides is two rules, `…[left]` and `…[right]`, and
every value is an integer (a number counts multiples of its attribute's resolution, a category its
position, a boolean is 0 or 1), so that no back end can round differently from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType


class Truth(IntEnum):
    """Kleene's three truth values: and, or, not are min, max, minus."""

    FALSE = -1
    UNKNOWN = 0
    TRUE = 1


class Kind(StrEnum):
    """The type of an attribute."""

    NUMBER = "number"
    BOOLEAN = "boolean"
    CATEGORY = "category"


class Comparison(StrEnum):
    """A comparison, by the name that `operator` gives it."""

    LT = "lt"
    LE = "le"
    EQ = "eq"
    GE = "ge"
    GT = "gt"

    @property
    def symbol(self) -> str:
        """The comparison as it is written: ``<``."""
        return {"lt": "<", "le": "≤", "eq": "=", "ge": "≥", "gt": ">"}[self.value]


class Operation(StrEnum):
    """How a measure is computed from other facts (`semantics.derive`)."""

    RATIO = "ratio"
    PERCENTAGE = "percentage"
    DIFFERENCE = "difference"
    SUM = "sum"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    LIMB_SYMMETRY = "limb_symmetry"
    ASYMMETRY = "asymmetry"


def key(name: str, instance: str | None) -> str:
    """Return the key of an instance: ``hq_conventional_60[left]``."""
    return name if instance is None else f"{name}[{instance}]"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the knowledge: file, line and column, from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


# ---------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact against a value in multiples of its attribute's resolution."""

    fact: str
    comparison: Comparison
    value: int


@dataclass(frozen=True, slots=True)
class Within:
    """A fact that is one of several values."""

    fact: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A finding whose level is at least `level`; `cut` is that level's evidence score in milli-nats."""

    conclusion: str
    level: str
    cut: int


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is; with no parts, true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when some part is; with no parts, false."""

    parts: tuple[Condition, ...]


Condition = Compare | Within | AtLeast | Not | AllOf | AnyOf


def leaves(condition: Condition) -> Iterator[Compare | Within | AtLeast]:
    """Yield the comparisons a condition is made of, from left to right."""
    match condition:
        case Not(part):
            yield from leaves(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield condition


def facts_read(condition: Condition) -> tuple[str, ...]:
    """Return the keys of the facts a condition reads, each once, in order of appearance."""
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(condition) if not isinstance(leaf, AtLeast)))


def conclusions_read(condition: Condition) -> tuple[str, ...]:
    """Return the keys of the findings whose level a condition reads, each once."""
    return tuple(dict.fromkeys(leaf.conclusion for leaf in leaves(condition) if isinstance(leaf, AtLeast)))


@dataclass(frozen=True, slots=True)
class Proof:
    """A condition with its truth and the proofs of its parts."""

    condition: Condition
    truth: Truth
    parts: tuple[Proof, ...] = ()


# ---------------------------------------------------------------- attributes


class Direction(StrEnum):
    """Which way a fact can be made to change."""

    UP = "up"
    DOWN = "down"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Changeable:
    """How a person can change a fact: which way, in steps of `step` resolutions, at what `cost` each."""

    direction: Direction
    step: int = 1
    cost: int = 1


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact or measure that may be recorded about a person.

    `low` and `high` bound the value in multiples of `resolution`; `values` are a category's ids with
    their labels; `instances` the members of `domain` with their labels; `absent` is the value that the
    answer "none" gives to every instance; `typical` the value of an ordinary healthy person, from which
    safe cases and witnesses start. `change` says how a person can change it, None that nobody can.
    """

    id: str
    title: str
    kind: Kind
    question: str
    how: str
    effort: int
    unit: str = "1"
    low: int = 0
    high: int = 1
    resolution: Fraction = Fraction(1)
    values: tuple[tuple[str, str], ...] = ()
    ordered: bool = False
    domain: str | None = None
    instances: tuple[tuple[str, str], ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    absent: int | None = None
    typical: int | None = None
    measured: bool = False
    place: Place | None = None
    change: Changeable | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the attribute's facts, one per instance."""
        return tuple(key(self.id, instance) for instance, _ in self.instances) or (self.id,)

    def label(self, fact: str) -> str:
        """Return the title of one of the attribute's facts, its instance filled in."""
        instance = instance_of(fact)
        label = dict(self.instances).get(instance, instance) if instance else ""
        if not instance:
            return self.title
        marker = f"{{{self.domain}}}"
        return self.title.replace(marker, label) if marker in self.title else f"{self.title}, {label}"

    @property
    def title_of_all(self) -> str:
        """The title of all instances together: ``Pain``, ``Nordic hamstring force, left and right``."""
        labels = [label for _, label in self.instances]
        if len(labels) == 2:
            return self.title.replace(f"{{{self.domain}}}", " and ".join(labels))
        return re.sub(r",?( of| for)?( the)? ?\{[^{}]*\}", "", self.title)

    def ask(self, fact: str) -> str:
        """Return the question that asks for one of the attribute's facts."""
        instance = instance_of(fact)
        own = dict(self.questions).get(instance or "")
        if own:
            return own
        return self.question.replace(f"{{{self.domain}}}", dict(self.instances).get(instance or "", ""))

    def decimal(self, value: int) -> Decimal:
        """Return a stored number in the attribute's unit, exactly."""
        return Decimal(value * self.resolution.numerator) / Decimal(self.resolution.denominator)

    def show(self, value: int, *, unit: bool = True) -> str:
        """Return a stored value as text: ``0.517``, ``7.5 h/day``, ``hip hinge``, ``yes``.

        >>> Attribute("sitting", "Sitting", Kind.NUMBER, "", "", 1, "h/day", 0, 96, Fraction(1, 4)).show(30)
        '7.5 h/day'
        """
        if self.kind is Kind.BOOLEAN:
            return "yes" if value else "no"
        if self.kind is Kind.CATEGORY:
            return self.values[value][1]
        text = f"{self.decimal(value).normalize():f}"
        if self.unit == "1" or not unit:
            return text
        return f"{text}°" if self.unit == "deg" else f"{text} {UNIT_SIGNS.get(self.unit, self.unit)}"

    def plain(self, value: int) -> str | bool | int | float:
        """Return a stored value as the plain value a profile would hold."""
        if self.kind is Kind.BOOLEAN:
            return bool(value)
        if self.kind is Kind.CATEGORY:
            return self.values[value][0]
        number = self.decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)


UNIT_SIGNS: Mapping[str, str] = MappingProxyType(
    {"N*m": "N·m", "deg": "°", "points": "of 10", "kg/m^2": "kg/m²", "N*m/kg": "N·m/kg"}
)


def instance_of(fact: str) -> str | None:
    """Return the instance in a key, or None.

    >>> instance_of("pain[left_knee]")
    'left_knee'
    """
    return fact[fact.index("[") + 1 : -1] if fact.endswith("]") else None


def name_of(fact: str) -> str:
    """Return the name in a key, without its instance.

    >>> name_of("pain[left_knee]")
    'pain'
    """
    return fact.partition("[")[0]


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact that is computed from other facts."""

    fact: str
    operation: Operation
    inputs: tuple[str, ...]


# ---------------------------------------------------------------- what rests on evidence


class Grade(StrEnum):
    """How good a source is as evidence."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def meaning(self) -> str:
        return {
            "A": "systematic review or guideline",
            "B": "controlled trial or prospective cohort",
            "C": "cross-sectional, laboratory or EMG study",
            "D": "expert opinion, narrative review or convention",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source: what was studied in whom, what was found, what it does not show."""

    id: str
    citation: str
    year: int | None
    doi: str | None
    pmid: str | None
    url: str | None
    design: str
    population: str
    grade: Grade
    finding: str
    limits: str

    @property
    def link(self) -> str:
        """The address at which the source can be found."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.url or f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source used for something: the attributes whose numbers it supports, or that it speaks against it."""

    source: str
    supports: tuple[str, ...] = ()
    against: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A rule-sized example: some facts, some levels, and what must come out."""

    name: str
    facts: tuple[tuple[str, int], ...]
    levels: tuple[tuple[str, str], ...]
    expect: str


@dataclass(frozen=True, slots=True)
class Rationale:
    """Why something stands in the knowledge: its words, its sources, the numbers that are our own."""

    because: str = ""
    evidence: tuple[Citation, ...] = ()
    conventions: tuple[tuple[str, str], ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the knowledge says under a condition: a rule, a referral, a restriction, a prescription.

    `id` is the grounded id (`…[left]`), `name` the id of the file it stands in.
    """

    id: str
    name: str
    title: str
    condition: Condition
    rationale: Rationale
    cases: tuple[Case, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Rule(Statement):
    """A condition that speaks for or against a finding with an evidence `weight` in milli-nats."""

    conclusion: str
    certainty: Decimal
    weight: int
    group: str
    stratum: int = 0
    status: str = "stable"
    independent: tuple[tuple[str, str], ...] = ()


class Urgency(StrEnum):
    """How soon a referral must be followed."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Referral(Statement):
    """A red flag: while it is true, or might be, nothing that loads is given."""

    urgency: Urgency
    action: str


@dataclass(frozen=True, slots=True)
class LoadingPattern:
    """Which exercises a restriction or a choice means: all that has `properties`.

    A property is a name of an exercise's field or loading scale with the values that match.
    """

    properties: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Restriction(Statement):
    """A condition under which every exercise that matches one of `forbids` is refused."""

    forbids: tuple[LoadingPattern, ...]


@dataclass(frozen=True, slots=True)
class Prescription(Statement):
    """What is prescribed for which findings; its `condition` is true when it is given, false when refused.

    The condition is: some of `prescribe`, none of `avoid`, no referral if it loads, and an exercise that
    the person may do if it has exercises.
    """

    kind: str
    answers: tuple[str, ...]
    loading: bool
    prescribe: tuple[Condition, ...]
    avoid: tuple[Condition, ...]
    exercises: tuple[str, ...] = ()
    most: int = 3
    dose: str | None = None
    weekly_sets: tuple[tuple[str, str], ...] = ()
    instructions: tuple[str, ...] = ()
    stop_when: str = ""
    weeks: int | None = None
    retest: tuple[str, ...] = ()
    retest_after: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a finding: reached when the evidence score is at least `cut` milli-nats."""

    name: str
    certainty: Decimal
    cut: int


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A finding that rules may conclude about a person.

    `monotone` holds facts with a direction: as the fact rises (1) or falls (−1) the finding's score never
    falls. `total` says that once all that its rules read is known, one of them holds.
    """

    id: str
    name: str
    title: str
    family: str
    muscles: tuple[str, ...]
    meaning: str
    levels: tuple[Level, ...]
    stratum: int = 0
    monotone: tuple[tuple[str, int], ...] = ()
    total: bool = False
    place: Place | None = None

    def level(self, score: int) -> str | None:
        """Return the highest level a score reaches, or None."""
        reached = [level.name for level in self.levels if score >= level.cut]
        return reached[-1] if reached else None


# ---------------------------------------------------------------- catalogue


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle or muscle group that training sets are counted for."""

    id: str
    name: str
    common_name: str
    region: str
    chain: str
    parent: str | None
    actions: tuple[str, ...]
    antagonists: tuple[str, ...]
    sitting: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise; its `condition` is true when the person may do it.

    The condition is: one of its kits is at hand, experience suffices, and no restriction that matches
    its loading is true.
    """

    id: str
    name: str
    category: str
    movement_pattern: str
    chain: str
    prime_movers: tuple[str, ...]
    synergists: tuple[str, ...]
    stabilizers: tuple[str, ...]
    equipment: tuple[tuple[str, ...], ...]
    level: str
    unilateral: bool
    loading: tuple[tuple[str, str], ...]
    regressions: tuple[str, ...]
    progressions: tuple[str, ...]
    technique: tuple[str, ...]
    aliases: tuple[str, ...]
    variants: tuple[str, ...]
    evidence: tuple[str, ...]
    dose: str = ""
    restrictions: tuple[str, ...] = ()
    condition: Condition = AllOf(())
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: each quantity as (name, lowest, highest), and words."""

    id: str
    quantities: tuple[tuple[str, str, str], ...]
    tempo: str
    note: str
    rationale: Rationale


@dataclass(frozen=True, slots=True)
class Progression:
    """How fast training may change, and where it is headed: the numbers weekly sets are planned with."""

    most_sets_added_a_week: int
    most_share_added_a_week: Fraction
    least_effective_weekly_sets: int
    target_weekly_sets: tuple[int, int]
    reduce_above_weekly_sets: int
    rest_hours_between_heavy: int
    text: tuple[tuple[str, str], ...]
    rationale: Rationale


class Verdict(StrEnum):
    """What the evidence says of a popular claim."""

    SUPPORTED = "supported"
    ASSOCIATION_ONLY = "association_only"
    MIXED = "mixed"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Claim:
    """A popular claim, the statements that carry it, and the sources on both sides."""

    id: str
    claim: str
    verdict: Verdict
    carried_by: tuple[str, ...]
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    note: str


# ---------------------------------------------------------------- what must hold of the knowledge


@dataclass(frozen=True, slots=True)
class Alone:
    """Rules that by themselves must keep a finding below a level whose score is `cut`."""

    conclusion: str
    rules: tuple[str, ...]
    level: str
    cut: int


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that must hold of every possible person, proved by `verify`.

    While the truth of `premise` is one of `truths`, none of the conditions in `never`, each with what it
    stands for, may be true. `monotone` holds (finding, fact, direction) as
    `Conclusion.monotone` does; `alone` limits what some rules may do by themselves.
    """

    id: str
    name: str
    title: str
    because: str
    premise: Condition
    truths: tuple[Truth, ...]
    never: tuple[tuple[str, Condition], ...]
    monotone: tuple[tuple[str, str, int], ...]
    alone: tuple[Alone, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Suppression:
    """A defect that `verify` finds and the author stands by, with the reason.

    `statement` names what has the defect; `beside`, where given, the other statement it is found with.
    """

    id: str
    code: str
    statement: str
    beside: str | None
    because: str
    place: Place


# ---------------------------------------------------------------- the whole


@dataclass(frozen=True, eq=False)
class Knowledge:
    """A whole knowledge base: immutable, safe to share between threads, told apart by its content hash.

    `rules` stand in the order of their strata; every mapping is read-only and in the order of the files.
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
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: MappingProxyType({}))
    claims: tuple[Claim, ...] = ()
    not_counted: tuple[str, ...] = ()
    invariants: tuple[Invariant, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Knowledge) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    @cached_property
    def facts(self) -> Mapping[str, Attribute]:
        """Every fact that may be known of a person, by key, with its attribute."""
        return MappingProxyType({fact: a for a in self.attributes.values() for fact in a.keys})

    @cached_property
    def judged(self) -> tuple[tuple[str, Condition], ...]:
        """Everything that has a truth for a person, in the order in which it is judged."""
        statements = (*self.rules, *self.referrals, *self.restrictions)
        return (
            *((s.id, s.condition) for s in statements),
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
