"""What every importer gives: a training log as values, with an account of each row.

One data row of the export ends in exactly one place: it is a working set, a warm-up, a set of an
exercise nobody could name, a set of an activity that is not counted, or it was skipped for a reason.
`TrainingLog.accounted` adds these up; it equals `TrainingLog.rows`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from balance_rules.errors import Problem

WARMUP = "warmup"  # the set type of a warm-up, in every layout


@dataclass(frozen=True, slots=True)
class LoggedSet:
    """A working set of a known exercise.

    Parameters
    ----------
    line
        The line of the file on which the row begins, from 1.
    session
        The id of its session.
    start
        When the session started, by the lifter's own clock.
    exercise
        The id of the exercise.
    title
        The exercise's title as the export writes it.
    set_type
        ``normal``, ``dropset`` or ``failure``: all three are hard sets.
    weight_kg
        The weight in kg, exactly; None when none was written, which means body weight and not 0 kg.
    assistance
        The weight helps instead of loading: ``Pull Up (Assisted)``.
    reps, duration_seconds, distance_m, rpe
        As written, in repetitions, seconds, metres and points of 10; None when not recorded.
    """

    line: int
    session: str
    start: datetime
    exercise: str
    title: str
    set_type: str
    weight_kg: Decimal | None = None
    assistance: bool = False
    reps: int | None = None
    duration_seconds: Decimal | None = None
    distance_m: Decimal | None = None
    rpe: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One workout; `id` is opaque and the same in every reading of the same export.

    `timed` is false when the export gives a day without an hour: `start` is then that day's first
    minute, and no hours may be counted from it.
    """

    id: str
    title: str
    start: datetime
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row an importer could read, before dates and titles are settled over the whole file.

    `start` is the cell as written; numbers are in kg, repetitions, seconds and metres.
    """

    line: int
    workout: str
    start: str
    title: str
    set_type: str
    weight_kg: Decimal | None
    reps: int | None
    duration_seconds: Decimal | None
    distance_m: Decimal | None
    rpe: Decimal | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out: the line on which it begins, the reason, and what stood there.

    The reasons: ``shifted_row`` (more or fewer cells than columns), ``missing_exercise``,
    ``missing_date``, ``invalid_date``, ``ambiguous_date``, ``unknown_set_type``, ``invalid_number``,
    ``weights_disagree`` (both weight columns, two different weights), ``failed_set`` (0 repetitions)
    and ``no_reps_or_duration`` (nothing was recorded).
    """

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Unmapped:
    """An exercise title that names no exercise of the catalogue.

    `sessions` has the id of the session of each working set that was lost, `nearest` the ids of
    exercises whose names look alike: a suggestion for the person, never used for counting.
    """

    title: str
    sessions: tuple[str, ...]
    nearest: tuple[str, ...] = ()

    @property
    def sets(self) -> int:
        """How many working sets were lost."""
        return len(self.sessions)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """An activity that is known and deliberately not counted for muscles (cardio, stretching), with its sets."""

    title: str
    sets: int


@dataclass(frozen=True, slots=True)
class TrainingLog:
    """A training log that was read: what was done, and what became of every row.

    `sessions` and `sets` stand in the order of time, `skipped` in the order of the file, `unmapped` and
    `not_counted` with the most sets first. `notes` are things a person should know or settle.
    """

    path: str
    layout: str
    rows: int
    sets: tuple[LoggedSet, ...]
    sessions: tuple[Session, ...]
    warmups: int
    skipped: tuple[Skipped, ...]
    unmapped: tuple[Unmapped, ...]
    not_counted: tuple[NotCounted, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def accounted(self) -> int:
        """How many rows ended somewhere; equal to `rows`, or a row was lost silently."""
        lost = sum(title.sets for title in self.unmapped) + sum(title.sets for title in self.not_counted)
        return len(self.sets) + self.warmups + len(self.skipped) + lost
