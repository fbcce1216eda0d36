"""Which days a training log covers, and so over how many weeks its sets were done.

A log covers the days from one session to the next. Where more than `BREAK` lies between two sessions, nobody can
tell a holiday from workouts that were not logged: those days are not covered. The same holds between the last
session and the day a person is assessed: a log that ended longer ago says nothing of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from balance_rules.person.logs.log import LoggedSession, TrainingLog

# Conventions of ours.
BREAK = timedelta(weeks=4)
CURRENT = timedelta(weeks=1)  # so soon after the last session the days since then are covered too

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a log covers of a stretch of time.

    `sessions` are those in it, by id; `days` how many are covered; `last` is the last day covered, and `since` the
    first from which the log goes on to it without a break, which may lie before the stretch. `breaks` are the days
    of the last session before and of the first after each break.
    """

    sessions: Mapping[str, LoggedSession]
    days: int
    since: date
    last: date
    breaks: tuple[tuple[date, date], ...]

    @property
    def weeks(self) -> Fraction:
        """The weeks covered; less than one counts as one."""
        return max(Fraction(1), Fraction(self.days, 7))


def coverage(log: TrainingLog, until: date | None = None, weeks: int | None = None) -> Coverage | None:
    """What a log covers of the `weeks` up to `until`; None if it says nothing of them.

    Parameters
    ----------
    until
        The last day, by default that of the last session. Later sessions do not count.
    weeks
        How many weeks, by default all there are.
    """
    past = [s for s in log.sessions if until is None or s.start.date() <= until]
    if not past:
        return None
    days = sorted({session.start.date() for session in past})
    end = until or days[-1]
    if end - days[-1] > BREAK:
        return None
    begin = date.min if weeks is None else end - weeks * _WEEK + _DAY
    sessions = {session.id: session for session in past if session.start.date() >= begin}
    if not sessions:
        return None
    last = end if end - days[-1] <= CURRENT else days[-1]
    breaks = [(before, after) for before, after in pairwise(days) if after - before > BREAK]
    starts = [days[0], *(after for _, after in breaks)]
    ends = [*(before for before, _ in breaks), last]
    covered = sum(
        (stop - max(start, begin) + _DAY).days for start, stop in zip(starts, ends, strict=True) if stop >= begin
    )
    seen = tuple((before, after) for before, after in breaks if after >= begin)
    return Coverage(sessions, covered, starts[-1], last, seen)


def covered_days(sessions: Iterable[date], begin: date, end: date) -> int:
    """Return how many of the days from `begin` to `end` a log covers; sessions before and after them count too.

    >>> covered_days([date(2026, 3, 2), date(2026, 3, 9)], date(2026, 3, 1), date(2026, 4, 30))
    9
    """
    days = sorted(set(sessions))
    breaks = [(one, other) for one, other in pairwise([date.min, *days, date.max]) if other - one > BREAK]
    covered = 0
    for (_, start), (stop, _) in pairwise(breaks):  # from a break to the next
        if start <= end and stop >= begin:
            first = begin if start - begin <= CURRENT else start
            last = end if end - stop <= CURRENT else stop
            covered += (last - first + _DAY).days
    return covered
