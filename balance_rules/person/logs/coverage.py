"""Which days a training log covers, and so over how many weeks its sets were done.

A log covers the days from one session to the next. Where more than `log_break` lies between two sessions, nobody can
tell a holiday from workouts that were not logged: those days are not covered. The same holds between the last
session and the day a person is assessed: a log that ended longer ago says nothing of that day. How many weeks that is
is a named number of the knowledge (`model.Counting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from balance_rules.errors import UnsupportedError
from balance_rules.model import Counting, Knowledge
from balance_rules.person.logs.log import LoggedSession, TrainingLog

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a log covers of a stretch of time.

    `sessions` are those in it, by id; `days` how many are covered; `last` is the last day covered, and `since` the
    first from which the log goes on to it without a break, which may lie before the stretch. `breaks` are the days
    of the last session before and of the first after each break of which a day lies in it.
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


def counting_of(knowledge: Knowledge) -> Counting:
    """The numbers that logs are counted by.

    Raises
    ------
    UnsupportedError
        When the knowledge has none.
    """
    if knowledge.counting is None:
        found, expected = "no number to count sets by", "the named numbers by which training logs are counted"
        fix = "Declare them in parameters.yaml, as the bundled knowledge does."
        raise UnsupportedError.of("knowledge", found, expected, fix, code="missing")
    return knowledge.counting


def coverage(
    log: TrainingLog, counting: Counting, until: date | None = None, weeks: int | None = None
) -> Coverage | None:
    """What a log covers of the `weeks` up to `until`; None if it says nothing of them.

    Parameters
    ----------
    counting
        How long a break is, and how soon after the last session the days since then are covered too.
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
    longest = counting.log_break * _WEEK
    if end - days[-1] > longest:
        return None
    begin = date.min if weeks is None else end - weeks * _WEEK + _DAY
    sessions = {session.id: session for session in past if session.start.date() >= begin}
    if not sessions:
        return None
    last = end if end - days[-1] <= counting.log_current * _WEEK else days[-1]
    breaks = [(before, after) for before, after in pairwise(days) if after - before > longest]
    starts = [days[0], *(after for _, after in breaks)]
    ends = [*(before for before, _ in breaks), last]
    covered = sum(
        (stop - max(start, begin) + _DAY).days for start, stop in zip(starts, ends, strict=True) if stop >= begin
    )
    seen = tuple((before, after) for before, after in breaks if after > begin)
    return Coverage(sessions, covered, starts[-1], last, seen)


def covered_days(sessions: Iterable[date], counting: Counting, begin: date, end: date) -> int:
    """How many of the days from `begin` to `end` a log covers; sessions before and after them count too.

    >>> import balance_rules as br
    >>> counting = counting_of(br.load().knowledge)
    >>> covered_days([date(2026, 3, 2), date(2026, 3, 9)], counting, date(2026, 3, 1), date(2026, 4, 30))
    9
    """
    longest, current = counting.log_break * _WEEK, counting.log_current * _WEEK
    days = sorted(set(sessions))
    breaks = [(one, other) for one, other in pairwise([date.min, *days, date.max]) if other - one > longest]
    covered = 0
    for (_, start), (stop, _) in pairwise(breaks):  # from a break to the next
        if start <= end and stop >= begin:
            first = begin if start - begin <= current else start
            last = end if end - stop <= current else stop
            covered += (last - first + _DAY).days
    return covered
