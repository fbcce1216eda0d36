"""The week as a value: sessions of exercises, daily habits, sets before and after, and what was left out and why."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from balance_rules.advice.records import read_json
from balance_rules.programme.plan import Task
from balance_rules.text.writing import escaped

Change = Literal["kept", "changed", "added"]
FORMAT: Literal["balance_rules.programme/1"] = "balance_rules.programme/1"


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An exercise in a session; every pair is the lowest and the highest, None where the dose names none.

    `change` compares its sets of the whole week (`week`) with what the person does now (`was`); `serves` are the
    prescriptions and `themes` the themes that it is for, `muscles` those that it trains most. `easier`, `harder` and
    `swaps` are ids of exercises that are cleared for the person: to step back to, to go on to, to do instead.
    `start_kg` is the weight to begin with, where the log tells one; `start_reason` says what it was, or why there is
    none.
    """

    exercise: str
    name: str
    sets: int
    reps: tuple[int, int] | None
    hold_seconds: tuple[int, int] | None
    reps_in_reserve: tuple[int, int] | None
    load_pct_1rm: tuple[int, int] | None
    rest_seconds: tuple[int, int] | None
    tempo: str
    minutes: float
    change: Change
    was: int
    week: int
    serves: tuple[str, ...]
    themes: tuple[str, ...]
    muscles: tuple[str, ...]
    weaker_side: Literal["left", "right"] | None
    reason: str
    progression: str
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    swaps: tuple[str, ...]
    start_kg: float | None = None
    start_reason: str = ""


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session of the week; `warm_up` are drills to do before it."""

    name: str
    day: str
    minutes: float
    warm_up: tuple[str, ...]
    items: tuple[PlannedItem, ...]


@dataclass(frozen=True, slots=True)
class Habit:
    """Something for most days outside the sessions: a stretch, or a habit of daily life."""

    name: str
    prescription: str
    exercise: str | None
    dose: str
    sets: tuple[int, int] | None
    hold_seconds: tuple[int, int] | None
    days_a_week: tuple[int, int] | None
    instructions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MuscleWeek:
    """Weekly sets of a muscle: now (None where nobody knows), in this week, the limits of the week, where it is headed.

    `before`, `after` and `most` count the sets of lifts; holds count for no limit of sets and are told beside them,
    those of now (`holds_before`) and of this week (`holds`). Below `least` the week should not fall. `target` is the
    range that weekly sets grow towards, a step at a time; it is meant for muscles that are asked for.
    """

    muscle: str
    name: str
    before: float | None
    after: float
    least: float
    most: float
    target: tuple[int, int]
    holds: float = 0
    holds_before: float = 0


@dataclass(frozen=True, slots=True)
class Falls:
    """A muscle that gets fewer sets than is least effective, or than now where that is less; and why."""

    muscle: str
    name: str
    sets: float
    least: float
    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """An exercise that the person does now and that this week leaves out, with its sets and the reason.

    `ask` is the question whose answer could bring it back, "" where nothing that is unknown keeps it out.
    """

    exercise: str
    name: str
    sets: int
    reason: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """A prescription that this week does not carry out in full: in how many sessions of how many, and why."""

    prescription: str
    title: str
    sessions: int
    wanted: int
    reason: str


@dataclass(frozen=True, slots=True)
class Retest:
    """What to measure again, after how many weeks, and on which day where the assessment has a date."""

    measures: tuple[str, ...]
    weeks: int
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Objective:
    """A goal of the planning, in its order: the value reached, the bound that no week can pass, whether they meet."""

    name: str
    value: int
    bound: int
    proved: bool


@dataclass(frozen=True, slots=True)
class ProgrammeRecord:
    """A week of training as data, under the versioned format ``balance_rules.programme/1``.

    `safety` says for each referral that is raised how soon to be seen, why, what to do, and what is stopped until then.
    `falls` are muscles that get less than is least effective, `skewed` the titles of the rules whose line between the
    sets of muscles the week crosses; both only for want of time or of exercises that are cleared.
    `unmet` names the muscles that get fewer sets than they must, `conflict` the smallest set of limits that cannot be
    kept together with that, in words. `proved` says that no week does better; otherwise `objectives` say how much
    better one might be.
    """

    format: Literal["balance_rules.programme/1"]
    person: str
    date: datetime.date | None
    knowledge_name: str
    knowledge_version: str
    knowledge_hash: str
    minutes_a_session: int
    warm_up_minutes: int
    days: tuple[str, ...]
    safety: tuple[str, ...]
    sessions: tuple[PlannedSession, ...]
    habits: tuple[Habit, ...]
    muscles: tuple[MuscleWeek, ...]
    dropped: tuple[Dropped, ...]
    later: tuple[Later, ...]
    unmet: tuple[str, ...]
    conflict: tuple[str, ...]
    falls: tuple[Falls, ...]
    skewed: tuple[str, ...]
    stop_rules: tuple[str, ...]
    retests: tuple[Retest, ...]
    objectives: tuple[Objective, ...]
    proved: bool
    notes: tuple[str, ...]

    @classmethod
    def from_json(cls, text: str | bytes) -> ProgrammeRecord:
        """Return a stored week from its JSON: to check it again, to compare it, or to write it in another form.

        Raises
        ------
        FactError
            When the JSON is not of the format.

        Examples
        --------
        >>> import balance_rules as br
        >>> kb = br.load()
        >>> week = kb.programme(kb.assess({"screening": "none"}), {"back_squat": 4}, sessions=2)
        >>> ProgrammeRecord.from_json(week.to_json()) == week.record
        True
        """
        return read_json(_adapter(), text, "programme", "Give JSON that `Programme.to_json` wrote.")

    @property
    def record(self) -> ProgrammeRecord:
        """The week as plain data, as it is written."""
        return ProgrammeRecord(**{f.name: getattr(self, f.name) for f in fields(ProgrammeRecord)})

    def to_text(self, width: int | None = None) -> str:
        """Return the week as text, a table for each session; paragraphs in so many columns, 110 unless told."""
        from balance_rules.programme.writing import WIDTH, as_text

        return as_text(self, width or WIDTH)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the week as JSON of the format ``balance_rules.programme/1``."""
        return escaped(json.dumps(asdict(self.record), ensure_ascii=False, indent=indent, default=str))

    def to_csv(self) -> str:
        """Return the items of the week as CSV, a row for each."""
        from balance_rules.programme.writing import as_csv

        return as_csv(self)

    def to_html(self) -> str:
        """Return the week as one HTML page that needs nothing else."""
        from balance_rules.programme.page import as_html

        return as_html(self)

    def to_hevy(self, templates: Mapping[str, str]) -> dict[str, Any]:
        """Return a body for Hevy's ``POST /v1/routines`` for each session, and what has no template.

        Parameters
        ----------
        templates
            The ids of the person's own exercise templates by the id of the exercise (`hevy_templates` reads them).
        """
        from balance_rules.programme.hevy import as_routines

        return as_routines(self, templates)


@cache
def _adapter() -> TypeAdapter[ProgrammeRecord]:
    return TypeAdapter(ProgrammeRecord)


@dataclass(frozen=True)
class Programme(ProgrammeRecord):
    """A week of training, with what it was made of and what it leaves for later.

    It is a value with the fields of `ProgrammeRecord`; `task` is what it was made from, which explains it and is not
    written.

    Examples
    --------
    >>> import balance_rules as br
    >>> kb = br.load()
    >>> programme = kb.programme(kb.assess({"screening": "none"}), sessions=2)
    >>> programme.sessions, programme.notes[0][:46]
    ((), 'No exercise that is cleared now was called for')
    """

    task: Task = field(compare=False, repr=False)

    def why(self, exercise: str) -> str:
        """Return why an exercise stands in the week, with these sets on these days; else why it does not.

        Raises
        ------
        FactError
            When there is no such exercise.
        """
        from balance_rules.programme.explaining import why

        return why(self, exercise)

    def why_not(self, exercise: str) -> str:
        """What keeps an exercise out of the week, or what it would push out and cost in minutes.

        Raises
        ------
        FactError
            When there is no such exercise.
        """
        from balance_rules.programme.explaining import why_not

        return why_not(self, exercise)

    def with_more(self, *, minutes: int = 0, kit: str | None = None) -> More:
        """What more minutes a session, or a piece of equipment, would change.

        Raises
        ------
        FactError
            When a session would be too long, or nobody knows the equipment.
        """
        from balance_rules.programme.explaining import with_more

        return with_more(self, minutes=minutes, kit=kit)


@dataclass(frozen=True, slots=True)
class More:
    """What a week gains by more of something: the week, and what changes, in words."""

    programme: Programme
    changes: tuple[str, ...]
