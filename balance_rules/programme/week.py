"""The week as a value: sessions of exercises, daily habits, sets before and after, and what was left out and why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Change = Literal["kept", "changed", "added"]
FORMAT: Literal["balance_rules.programme/1"] = "balance_rules.programme/1"


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise in a session; every pair is the lowest and the highest, None where the dose names none.

    `change` compares its sets of the whole week with what the person does now (`was`); `serves` are the
    prescriptions and `themes` the themes that it is for.
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
    serves: tuple[str, ...]
    themes: tuple[str, ...]
    weaker_side: Literal["left", "right"] | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One session of the week; `warm_up` are drills to do before it."""

    name: str
    day: str
    minutes: float
    warm_up: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Habit:
    """Something for most days outside the sessions: a stretch, or a habit of daily life."""

    name: str
    prescription: str
    exercise: str | None
    dose: str
    instructions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MuscleWeek:
    """Weekly sets of a muscle: now (None where nobody knows), in this week, and the limits that the week keeps."""

    muscle: str
    name: str
    before: float | None
    after: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Dropped:
    """An exercise that the person does now and that this week leaves out, with its sets and the reason."""

    exercise: str
    name: str
    sets: int
    reason: str


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

    measure: str
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
class Programme:
    """A week of training, with what it was made of and what it leaves for later.

    `unmet` names the muscles that get fewer sets than they must, `conflict` the smallest set of limits that cannot be
    kept together with that. `proved` says that no week does better; otherwise `objectives` say how much better one
    might be.

    Examples
    --------
    >>> import balance_rules as br
    >>> kb = br.load()
    >>> programme = kb.programme(kb.assess({"screening": "none"}), sessions=2)
    >>> programme.sessions, programme.notes
    ((), ('Nothing that was found calls for training, and no week of training was given: there is nothing to plan.',))
    """

    format: Literal["balance_rules.programme/1"]
    person: str
    date: datetime.date | None
    knowledge_name: str
    knowledge_version: str
    knowledge_hash: str
    minutes_a_session: int
    days: tuple[str, ...]
    sessions: tuple[Session, ...]
    habits: tuple[Habit, ...]
    muscles: tuple[MuscleWeek, ...]
    dropped: tuple[Dropped, ...]
    later: tuple[Later, ...]
    unmet: tuple[str, ...]
    conflict: tuple[str, ...]
    stop_rules: tuple[str, ...]
    retests: tuple[Retest, ...]
    objectives: tuple[Objective, ...]
    proved: bool
    notes: tuple[str, ...]

    def why(self, exercise: str) -> str:
        """Return why an exercise stands in the week, or why it was left out of what is done now.

        Raises
        ------
        KeyError
            When the week says nothing of the exercise.
        """
        for session in self.sessions:
            for item in session.items:
                if item.exercise == exercise:
                    kept = f"done now, {item.was} sets a week" if item.was else "added"
                    return f"{item.name}: {', '.join([*(name.replace('_', ' ') for name in item.serves), kept])}."
        reasons = {dropped.exercise: f"{dropped.name}: {dropped.reason}." for dropped in self.dropped}
        return reasons[exercise]

    def to_text(self) -> str:
        """Return the week as text, a table for each session."""
        from balance_rules.programme.writing import as_text

        return as_text(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the week as JSON of the format ``balance_rules.programme/1``."""
        from balance_rules.programme.writing import as_json

        return as_json(self, indent=indent)

    def to_csv(self) -> str:
        """Return the items of the week as CSV, a row for each."""
        from balance_rules.programme.writing import as_csv

        return as_csv(self)
