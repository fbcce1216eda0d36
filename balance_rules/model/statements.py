"""What the knowledge says under a condition: rules and their findings, referrals, restrictions, prescriptions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from balance_rules.model.conditions import AllOf, AnyOf, Condition, Not
from balance_rules.model.evidence import Rationale
from balance_rules.model.names import Place


@dataclass(frozen=True, slots=True)
class Case:
    """A rule-sized example: some facts, some levels, and what must come out."""

    name: str
    facts: tuple[tuple[str, int], ...]
    levels: tuple[tuple[str, str], ...]
    expect: str


@dataclass(frozen=True, slots=True)
class Rung:
    """How far a rule leads by itself: the level of its finding when nothing but `facts` is known ("none" for none).

    Without the rule the level is another: a rule of which that can be shown of nobody has no reason to be there.
    """

    level: str
    facts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, repr=False)
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

    @property
    def written(self) -> Condition:
        """The condition as its author wrote it."""
        return self.condition

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.title}>"


@dataclass(frozen=True, slots=True, repr=False)
class Rule(Statement):
    """A condition that speaks for or against a finding with an evidence `weight` in milli-nats.

    `parameters` are the named numbers that it was written with; `rungs` show that it decides a level of somebody.
    """

    conclusion: str
    certainty: Decimal
    weight: int
    group: str
    stratum: int = 0
    status: str = "stable"
    independent: tuple[tuple[str, str], ...] = ()
    parameters: tuple[str, ...] = ()
    rungs: tuple[Rung, ...] = ()


class Urgency(StrEnum):
    """How soon a referral must be followed."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    SOON = "soon"
    ROUTINE = "routine"

    @property
    def words(self) -> str:
        """How soon, as a heading says it."""
        return {
            "emergency": "Emergency, now",
            "same_day": "Today",
            "soon": "Within days",
            "routine": "Within some weeks",
        }[self.value]


AT_ONCE = frozenset({Urgency.EMERGENCY, Urgency.SAME_DAY})  # what cannot wait a day: all training waits for it


@dataclass(frozen=True, slots=True, repr=False)
class Referral(Statement):
    """A reason to be seen by a doctor; what it stops until then is the restriction `stop`.

    `complaints` are the names under which `seen` tells that a doctor has looked at it: the red flags that its
    condition reads, or its own name where it reads none. One that is no red flag asks to be seen and `stops` nothing.
    """

    urgency: Urgency
    action: str
    complaints: tuple[str, ...] = ()
    stops: bool = True

    @property
    def stop(self) -> str:
        """The id of the restriction that holds until the person has been seen."""
        return f"until_seen_{self.id}"


@dataclass(frozen=True, slots=True, repr=False)
class Contradiction(Statement):
    """Facts that cannot all be true of one person: they are refused, with `fix` on how to fix them."""

    fix: str


@dataclass(frozen=True, slots=True)
class LoadingPattern:
    """Which exercises a restriction or a choice means: all that has `properties`.

    A property is a name of an exercise's field or loading scale with the values that match; with no
    properties, every exercise matches.
    """

    properties: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Restriction(Statement):
    """A condition under which every exercise that matches one of `forbids` is refused.

    `referral` is the id of the referral that it comes from, None for one that stands by itself.
    """

    forbids: tuple[LoadingPattern, ...]
    referral: str | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """A sentence of a prescription; one that asks for more load is said only while one of `needs` is cleared."""

    text: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a source gives as the effect of a remedy: on what, and how large (none, small, moderate, large)."""

    outcome: str
    size: str
    source: str


@dataclass(frozen=True, slots=True, repr=False)
class Prescription(Statement):
    """What is prescribed for which findings or complaints; true when it is given, false when refused.

    The condition is: some of `prescribe`, none of `avoid`, and an exercise that the person may do if it has
    exercises, or needs one to be sound advice. What loads has exercises, tests and steps of progression included,
    and care names or needs some, so that every restriction and every stop of a referral is heard. `sites` are the
    pain sites that it answers whatever else is found.
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
    sites: tuple[str, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    stop_when: str = ""
    weeks: int | None = None
    retest: tuple[str, ...] = ()
    retest_after: int | None = None
    benefit: Effect | None = None

    @property
    def written(self) -> Condition:
        """The condition as its author wrote it, without the choice of exercises."""
        return AllOf((AnyOf(self.prescribe), Not(AnyOf(self.avoid))))


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a finding: reached when the evidence score is at least `cut` milli-nats."""

    name: str
    certainty: Decimal
    cut: int


@dataclass(frozen=True, slots=True)
class Family:
    """What kind of thing findings are: `place` says which of one level are told first, from 0.

    `about` is ``"input"`` for what the numbers themselves are like, ``"pain"`` for what goes with one, ``"person"``
    for the rest; what is `painted` is about a muscle by itself, and a map of the body shows it.
    """

    id: str
    title: str
    place: int
    about: str = "person"
    painted: bool = False


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A finding that rules may conclude about a person.

    `monotone` holds facts with a direction: as the fact rises (1) or falls (−1) the finding's score never
    falls. `total` says that once all that its rules read is known, one of them holds. `together` is the title
    under which all instances are told as one finding.
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
    together: str = ""
    place: Place | None = None

    def level(self, score: int) -> str | None:
        """Return the highest level a score reaches, or None."""
        for level in reversed(self.levels):
            if score >= level.cut:
                return level.name
        return None
