"""The catalogue that statements draw on: muscles, exercises, doses, and popular claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from balance_rules.model.conditions import ALWAYS, Condition
from balance_rules.model.evidence import Rationale
from balance_rules.model.names import Place
from balance_rules.model.statements import Statement


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
    """An exercise, a test or a step of progression; its `condition` is true when the person may do it.

    The condition is: one of its kits is at hand, experience suffices, and no restriction that matches
    its loading is true. A test (category `test`) and a step of progression (`step`: more load of a kind) load
    the body as exercises do, so they pass the same restrictions. `regions` are the parts of the body it loads.
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
    regions: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()
    condition: Condition = ALWAYS
    place: Place | None = None

    def __repr__(self) -> str:
        return f"<Exercise {self.id}: {self.name}>"


Quantities = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class AdaptedDose:
    """The quantities that differ for those of whom the condition is true."""

    title: str
    condition: Condition
    quantities: Quantities


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: each quantity as (name, lowest, highest), and words.

    `adapted` says what differs by goal, age and experience; the first that is true of a person counts.
    """

    id: str
    quantities: Quantities
    tempo: str
    note: str
    rationale: Rationale
    adapted: tuple[AdaptedDose, ...] = ()

    def changed(self, quantities: Quantities) -> Quantities:
        """Return the quantities with those that differ put in their place, new ones last."""
        own = {name: (name, low, high) for name, low, high in self.quantities}
        return tuple((own | {name: (name, low, high) for name, low, high in quantities}).values())


@dataclass(frozen=True, slots=True)
class Progression:
    """How fast training may change, and where it is headed: the numbers weekly sets are planned with."""

    most_sets_added_a_week: int
    most_share_added_a_week: Fraction
    least_effective_weekly_sets: int
    target_weekly_sets: tuple[int, int]
    reduce_above_weekly_sets: int
    most_sets_a_session: int
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


@dataclass(frozen=True, slots=True, repr=False)
class Claim(Statement):
    """A popular claim: its `title` is the sentence as it is told, its condition whom it is about.

    It is judged as every statement is, and adds nothing to any finding: it stands beside them with its verdict
    and the sources on both sides. `carried_by` names the rules and prescriptions that deal with its subject.
    """

    verdict: Verdict
    note: str
    carried_by: tuple[str, ...] = ()

    @property
    def supporting(self) -> tuple[str, ...]:
        """The sources that speak for it."""
        return tuple(citation.source for citation in self.rationale.evidence if not citation.against)

    @property
    def opposing(self) -> tuple[str, ...]:
        """The sources that speak against it."""
        return tuple(citation.source for citation in self.rationale.evidence if citation.against)
