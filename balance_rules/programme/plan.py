"""What a week is made of: the exercises that may stand in it, the limits, and what it is for, in whole numbers.

Sets of a muscle are counted in halves (a prime mover 2, a synergist 1) and time in seconds, so that nothing is
rounded across a limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from balance_rules.advice import span
from balance_rules.assessment import Assessment
from balance_rules.inference.judgement import Judged
from balance_rules.model import Dose, Exercise, Programming, Progression, Quantities
from balance_rules.person.logs import TrainingLog

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_TRAINED = ("test", "step", "mobility")
OTHER = "other"
Week = TrainingLog | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exercise that may stand in the week: how much of it, how long it takes, what it trains, what it is for.

    `counts` says whether its sets count for the limits of sets, `own` are the sets a week that are done of it now,
    `serves` the prescriptions that it carries out.
    """

    exercise: Exercise
    dose: Dose
    quantities: Quantities
    sets: tuple[int, int]
    most_sessions: int
    seconds_a_set: int
    setup_seconds: int
    credits: tuple[tuple[str, int], ...]
    counts: bool
    own: int
    serves: tuple[str, ...]

    @property
    def capped(self) -> tuple[tuple[str, int], ...]:
        """The credits that count for the limits of weekly sets and of sets a session."""
        return self.credits if self.counts else ()

    @property
    def id(self) -> str:
        return self.exercise.id

    def seconds(self, sets: int) -> int:
        """Return how long some sets of it take in one session."""
        return self.setup_seconds + sets * self.seconds_a_set if sets else 0

    def pair(self, quantity: str) -> tuple[int, int] | None:
        """Return the lowest and highest of a quantity of its dose, None where the dose names none."""
        low, high = span(self.quantities, quantity, (-1, -1))
        return (low, high) if high >= 0 else None


@dataclass(frozen=True, slots=True)
class Aim:
    """A prescription to carry out: by which exercises, in how many sessions, more sets for which muscles.

    A prescription may be two aims with one id: its holds, and a lift beside them.
    """

    id: str
    title: str
    exercises: tuple[str, ...]
    sessions: int
    more_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedTheme:
    """Prescriptions that stand together in the order of what matters; `first` says that they come before habit.

    What is among the priorities is trained before what the person does now is kept; what else is prescribed has the
    room that is left.
    """

    id: str
    title: str
    aims: tuple[Aim, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class MuscleLimit:
    """Halves of weekly sets of a muscle: now (None where nobody knows), the most and the least that are planned.

    Holds, `holds` of them now, count for `least` alone. Below `least` a week does not fall before anything else is
    planned; `keep` is what is least effective, or what is done now where that is less, and stays wherever the
    priorities leave room. `elsewhere` are sets that are stated and stand in no week that
    was given: they go on beside what is planned.
    """

    muscle: str
    now: int | None
    most: int
    least: int = 0
    elsewhere: int = 0
    keep: int = 0
    holds: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """A line between the weekly sets of some muscles (`part`) and of others (`beside`), drawn by a rule.

    With at least `begins` halves (1 or more), those beside which they stand have `line` times as many sets at least.
    """

    rule: str
    title: str
    part: tuple[str, ...]
    beside: tuple[str, ...]
    line: Fraction
    begins: int

    def short(self, halves: Mapping[str, int]) -> int:
        """Return how far a week is beyond the line, in halves of `part` times the line's denominator; 0: it is not."""
        part, beside = (sum(halves[muscle] for muscle in group) for group in (self.part, self.beside))
        return max(0, self.line.numerator * beside - self.line.denominator * part) if beside >= self.begins else 0


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The whole task of planning a week."""

    days: tuple[int, ...]
    minutes: int
    candidates: tuple[Candidate, ...]
    themes: tuple[PlannedTheme, ...]
    limits: tuple[MuscleLimit, ...]
    balances: tuple[Balance, ...]
    dropped: tuple[tuple[str, int, str], ...]
    programming: Programming
    progression: Progression
    heavy_sets: int

    @property
    def seconds(self) -> int:
        """The time for exercises in a session, the warm-up taken off."""
        return 60 * (self.minutes - self.programming.warm_up_minutes)

    @property
    def close_days(self) -> tuple[tuple[int, int], ...]:
        """The pairs of sessions, by position, between which the rest after heavy work does not fit."""
        pairs = [(i, j) for i in range(len(self.days)) for j in range(i + 1, len(self.days))]
        rest = self.progression.rest_hours_between_heavy
        return tuple((i, j) for i, j in pairs if hours_apart(self.days[i], self.days[j]) < rest)


@dataclass(frozen=True, slots=True)
class Task:
    """What a week is made from: the assessment, the week as it was told, and the plan."""

    assessment: Assessment
    week: Week | None
    plan: WeekPlan

    @property
    def judged(self) -> Judged:
        return self.assessment._judged


def hours_apart(one: int, other: int) -> int:
    """Return the hours between two days of the week, the nearer way round."""
    apart = abs(one - other)
    return 24 * min(apart, 7 - apart)


def steps_of_a_hold(one: Exercise, other: Exercise, programming: Programming) -> bool:
    """Whether one exercise is the next step of the other, and both are holds of one movement.

    In a session each does what the other does. The limits of sets, which keep lifts apart, do not count holds.
    """
    holds = {one.category, other.category} <= {*programming.not_capped}
    alike = holds and one.movement_pattern == other.movement_pattern
    return alike and (other.id in one.progressions or one.id in other.progressions)
