"""A training-log export, read: the one function that people call, whatever app wrote the file.

Today one layout is known. Another is a sibling of `hevy`: its header, and its cells as a `Row`.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from balance_rules.errors import Problem
from balance_rules.logs import hevy
from balance_rules.logs.dates import Dates, Moment, read_dates
from balance_rules.logs.log import WARMUP, LoggedSet, NotCounted, Row, Session, Skipped, TrainingLog, Unmapped
from balance_rules.logs.table import Table, read_table
from balance_rules.logs.titles import NOT_COUNTED, Catalogue, catalogue, plain
from balance_rules.model import Exercise, TitleWords

PROGRESS_EVERY = 5_000
# Patterns in which distance alone is the work; a bench press of 10 m is a slip.
BY_DISTANCE = frozenset({"carry", "locomotion"})
_MOST_SUGGESTED = 100  # a hostile file may hold a million titles, and each suggestion takes milliseconds


def read_log(
    path: Path | str,
    *,
    exercises: Mapping[str, Exercise],
    not_counted: Collection[str],
    titles: Mapping[str, str] | None = None,
    words: Sequence[TitleWords] = (),
    unknown_work: Collection[str] = (),
    weight_unit: Literal["kg", "lb"] | None = None,
    day_first: bool | None = None,
    progress: Callable[[int], None] | None = None,
) -> TrainingLog:
    """Return the training log in a CSV export of Hevy, with an account of every row.

    A row is judged in this order, and the first thing that is wrong is its reason: cells, exercise,
    set type, numbers, date; then warm-ups and activities that are not counted are set apart; then a set
    must have been performed: repetitions or seconds above 0, or metres for a carry. 0 repetitions are
    a failed set, which is no work done. Only then a title that nothing bears is a lost set.

    Parameters
    ----------
    path
        The file. UTF-8; commas, semicolons or tabs.
    exercises
        The catalogue, by id.
    not_counted
        Titles that are known and train no muscle in the sense of weekly sets.
    titles
        A person's own mapping of titles to ids of exercises, or to ``"not_counted"``; it comes first.
    words
        The tables of words that titles are read with, in other languages too.
    unknown_work
        Those of `not_counted` whose work falls on muscles in shares that nobody knows.
    weight_unit
        The unit of a weight column whose header has none.
    day_first
        Whether ``5/6/2026`` is in June, when no date of the file shows it.
    progress
        Called with the number of rows read so far, every 5,000 rows and at the end.

    Raises
    ------
    FactError
        The file cannot be read, is not Hevy's, or leaves the unit of its weights open; `titles` is wrong.
    """
    known = catalogue(exercises, not_counted, titles, words=words, unknown_work=unknown_work)
    table = read_table(path, hevy.COLUMNS)
    layout = hevy.layout(table, weight_unit)
    rows: list[Row] = []
    account = _Account(known, exercises)
    for line, cells in table.rows():
        match layout.read(line, cells):
            case Skipped() as skipped:
                account.skipped.append(skipped)
            case row:
                rows.append(row)
        account.rows += 1
        if progress and account.rows % PROGRESS_EVERY == 0:
            progress(account.rows)
    if progress:
        progress(account.rows)
    dates = read_dates({row.start for row in rows}, table.path, day_first=day_first)
    for row in rows:
        account.judge(row, dates)
    log = account.log(table.path)
    unused = () if weight_unit is None or layout.needs_unit else (_unused_unit(table, weight_unit),)
    return replace(log, notes=(*dates.notes, *unused, *_notes(log)))


@dataclass(slots=True)
class _Account:
    """Where each row of a file ends."""

    known: Catalogue
    exercises: Mapping[str, Exercise]
    rows: int = 0
    warmups: int = 0
    sets: list[LoggedSet] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sessions: dict[tuple[str, str], Session] = field(default_factory=dict)
    unmapped: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    not_counted: Counter[str] = field(default_factory=Counter)

    def judge(self, row: Row, dates: Dates) -> None:
        """Put the row where it belongs; `read_log` says in which order."""
        moment = dates.moments.get(row.start)
        if moment is None:
            self.skipped.append(Skipped(row.line, dates.unread[row.start], row.start[:80]))
            return
        session = self._session(row, moment)
        if row.set_type == WARMUP:
            self.warmups += 1
            return
        meaning = self.known.meaning(row.title)
        if meaning == NOT_COUNTED:
            self.not_counted[row.title] += 1
            return
        exercise = self.exercises[meaning] if meaning else None
        if reason := _not_performed(row, exercise):
            self.skipped.append(Skipped(row.line, reason, row.title[:80]))
        elif exercise is None:
            self.unmapped[row.title].append(session.id)
        else:
            self.sets.append(_set(row, session, exercise))

    def _session(self, row: Row, moment: Moment) -> Session:
        key = (row.workout, row.start)
        if key not in self.sessions:
            digest = hashlib.sha256(f"{row.start}\n{row.workout}".encode()).hexdigest()
            self.sessions[key] = Session(digest[:16], row.workout, moment.start, moment.timed)
        return self.sessions[key]

    def log(self, path: str) -> TrainingLog:
        """Return the account as a log, everything in its order."""
        most_first = sorted(self.unmapped.items(), key=lambda item: (-len(item[1]), item[0]))
        unmapped = (
            Unmapped(title, tuple(sessions), self.known.nearest(title) if place < _MOST_SUGGESTED else ())
            for place, (title, sessions) in enumerate(most_first)
        )
        activities = sorted(self.not_counted.items(), key=lambda item: (-item[1], item[0]))
        return TrainingLog(
            path=path,
            layout="hevy",
            rows=self.rows,
            sets=tuple(sorted(self.sets, key=lambda s: (s.start, s.line))),
            sessions=tuple(sorted(self.sessions.values(), key=lambda s: (s.start, s.title, s.id))),
            warmups=self.warmups,
            skipped=tuple(sorted(self.skipped, key=lambda s: s.line)),
            unmapped=tuple(unmapped),
            not_counted=tuple(NotCounted(title, sets) for title, sets in activities),
        )


def _not_performed(row: Row, exercise: Exercise | None) -> str:
    """Return why a row is no set that was done, or nothing.

    Distance alone is work in a carry; of an exercise nobody knows it might be, so the set counts as lost.
    """
    moved = row.distance_m and (exercise is None or exercise.movement_pattern in BY_DISTANCE)
    if row.reps or row.duration_seconds or moved:
        return ""
    return "failed_set" if row.reps == 0 else "no_reps_or_duration"


def _set(row: Row, session: Session, exercise: Exercise) -> LoggedSet:
    assisted = "assisted" in plain(f"{row.title} {exercise.name}").split()
    return LoggedSet(
        line=row.line,
        session=session.id,
        start=session.start,
        exercise=exercise.id,
        title=row.title,
        set_type=row.set_type,
        weight_kg=row.weight_kg,
        assistance=assisted,
        reps=row.reps,
        duration_seconds=row.duration_seconds,
        distance_m=row.distance_m,
        rpe=row.rpe,
    )


def _notes(log: TrainingLog) -> Iterator[Problem]:
    """Yield what a person should know about a log that gave little."""
    if not log.rows:
        yield Problem(log.path, "a header without rows", "a row per set", "Export the log after a workout was saved.")
    elif log.unmapped and not log.sets:
        title = log.unmapped[0].title
        fix = f"Give titles={{{title!r}: <id of the exercise>, …}}: Hevy translates the names of exercises."
        yield Problem(log.path, f"no known exercise, but {title!r}", "titles that name known exercises", fix)


def _unused_unit(table: Table, unit: str) -> Problem:
    fix = "Leave weight_unit out."
    return Problem(
        table.place, f"a header that gives the unit of weights, and weight_unit={unit!r}", "one of them", fix
    )
