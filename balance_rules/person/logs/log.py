"""What every importer gives: a training log as values, with an account of each row.

A row is a set as the file tells it; where a file packs several sets into one line, each of them is a row. A row
ends in exactly one place: it is a working set, a warm-up, a set of an exercise nobody could name, a set of an
activity that is not counted, or it was skipped for a reason. `TrainingLog.accounted` adds these up; it equals
`TrainingLog.rows`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from balance_rules.errors import Problem

WARMUP = "warmup"  # the set type of a warm-up, in every layout
SET_TYPES = (WARMUP, "normal", "dropset", "failure")

# Reasons for which a row is no work that anybody did, or is counted elsewhere. Every other skipped row is lost
# work: somebody trained something, and nobody can say what.
HARMLESS = frozenset(
    {"failed_set", "rest_timer", "repeated_header", "counted_before", "other_side", "note_line", "not_done"}
)


class LoggedSet(NamedTuple):
    """A working set of a known exercise.

    Parameters
    ----------
    line
        The line of the file on which the row begins, from 1; in JSON, the number of the row.
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
        The weight in kg, exactly; None when none was written, which means body weight and not 0 kg, or when the
        cell or its unit cannot be read.
    assistance
        The weight helps instead of loading: ``Pull Up (Assisted)``.
    reps, duration_seconds, distance_m, rpe
        As written, in repetitions, seconds, metres and points of 10; None when not recorded.
    side
        ``left`` or ``right`` when the export says that the set was of one side.
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
    side: str = ""


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """One workout; `id` is opaque and the same in every reading of the same export.

    `timed` is false when the export gives a day without an hour: `start` is then that day's first
    minute, and no hours may be counted from it.
    """

    id: str
    title: str
    start: datetime
    timed: bool = True


class Unread(NamedTuple):
    """A cell that was not taken as it stands: what is wrong with it (a key of `unread.WRONG`), and its text."""

    wrong: str
    text: str


class Done(NamedTuple):
    """What a row says was done; rows that say the same share one. Numbers are in kg, seconds, metres, points of 10."""

    title: str
    set_type: str
    reps: int | None = None
    duration_seconds: Decimal | None = None
    distance_m: Decimal | None = None
    weight_kg: Decimal | None = None
    rpe: Decimal | None = None
    side: str = ""
    unread: tuple[Unread, ...] = ()


class Row(NamedTuple):
    """A row an importer could read, before dates and titles are settled over the whole file.

    `start` is the date as written, `number` the set's number where the layout has one, `part` rises where the
    file shows that a second export begins.
    """

    line: int
    workout: str
    start: str
    done: Done
    number: str = ""
    part: int = 0


class Skipped(NamedTuple):
    """A row that was left out: the line on which it begins, the reason, what stood there, and its session's id.

    The reasons: ``shifted_row`` (more or fewer cells than columns), ``missing_exercise``, ``missing_date``,
    ``invalid_date``, ``ambiguous_date``, ``unknown_set_type``, ``invalid_number``, ``unreadable_set``,
    ``no_workout`` and ``no_exercise`` (something else stands there in JSON), ``no_reps_or_duration`` (nothing was
    recorded), and those that are no lost work (`HARMLESS`): ``failed_set``
    (0 repetitions), ``not_done`` (the app says that it was not done), ``rest_timer``, ``repeated_header``,
    ``note_line``, ``counted_before`` (the same session was exported twice) and ``other_side`` (counted with the
    set of the first side). `session` is empty when the row has no date that can be read. `path` is the file.
    """

    line: int
    reason: str
    text: str
    session: str = ""
    start: str = ""
    workout: str = ""
    path: str = ""

    @property
    def lost(self) -> bool:
        """Whether work may be lost with the row."""
        return self.reason not in HARMLESS


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
class Guessed:
    """A title that is only near to the name of an exercise, its sets, and why it is taken for that exercise.

    Its sets count; a person should look at it, and can say what it means. `score` says how near it is, of 100.
    """

    title: str
    exercise: str
    sets: int
    reason: str
    score: int


@dataclass(frozen=True, slots=True)
class NotCounted:
    """An activity that is known and not counted for muscles, with its sets and the session of each.

    `work` is true for lifts that train muscles in shares nobody can give, such as a snatch: their sets are
    unknown work and never a zero. It is false for cardio and stretching. `muscles` are the only ones that such work
    can have trained; none are named where it could be any.
    """

    title: str
    sets: int
    work: bool = False
    sessions: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read, its layout, and the number of its rows."""

    path: str
    layout: str
    rows: int


@dataclass(frozen=True, slots=True)
class TrainingLog:
    """A training log that was read: what was done, and what became of every row.

    `sessions` and `sets` stand in the order of time, `skipped` in the order of the file, `unmapped` and
    `not_counted` and `guessed` with the most sets first. `notes` are things a person should know or settle.
    Several files are one log; `files` names each. `today` is the day on which it is looked at, where whoever read it
    has a clock: an assessment reads the log up to that day if the profile has no date.
    """

    path: str
    layout: str
    rows: int
    sets: tuple[LoggedSet, ...]
    sessions: tuple[LoggedSession, ...]
    warmups: int
    skipped: tuple[Skipped, ...]
    unmapped: tuple[Unmapped, ...]
    not_counted: tuple[NotCounted, ...]
    notes: tuple[Problem, ...] = ()
    files: tuple[ReadFile, ...] = ()
    guessed: tuple[Guessed, ...] = ()
    today: date | None = None

    def __repr__(self) -> str:
        return f"<TrainingLog {self.path} ({self.layout}): {len(self.sessions)} sessions, {len(self.sets)} sets>"

    @property
    def accounted(self) -> int:
        """How many rows ended somewhere; equal to `rows`, or a row was lost silently."""
        lost = sum(title.sets for title in self.unmapped) + sum(title.sets for title in self.not_counted)
        return len(self.sets) + self.warmups + len(self.skipped) + lost

    def lost(self) -> list[str]:
        """The session of each piece of work that nobody could count; empty where its date is unknown too."""
        lost = [session for title in self.unmapped for session in title.sessions]
        lost += [session for title in self.not_counted if title.work for session in title.sessions]
        return lost + [row.session for row in self.skipped if row.lost]
