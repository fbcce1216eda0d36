"""The week as it is: what is trained now, how often, and on which days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from balance_rules.errors import FactError, Problem
from balance_rules.inference.judgement import Judged
from balance_rules.model import Knowledge, Programming
from balance_rules.person.logs import TrainingLog, counting_of
from balance_rules.person.logs.coverage import coverage
from balance_rules.person.logs.log import LoggedSet
from balance_rules.programme.plan import DAYS, NOT_TRAINED, Week, hours_apart


def as_of(week: Week | None, knowledge: Knowledge, day: date | None) -> Week | None:
    """The week as it was on a day: a log without what came after it, or none where it says nothing of that day."""
    if not isinstance(week, TrainingLog):
        return week
    day, counting = day or week.today, counting_of(knowledge)
    if coverage(week, counting, day, counting.log_weeks) is None:
        return None
    if day is None:
        return week
    sessions = tuple(session for session in week.sessions if session.start.date() <= day)
    return replace(week, sessions=sessions, sets=tuple(one for one in week.sets if one.start.date() <= day))


def own_week(week: Week | None, knowledge: Knowledge) -> dict[str, int]:
    """The sets a week of each exercise that is trained now, of the last weeks of a log or as stated.

    Raises
    ------
    FactError
        When an exercise is not known, or its sets are not a number from 0 to 100.
    """
    if week is None:
        return {}
    if isinstance(week, TrainingLog):
        found = _logged(week, knowledge)
    else:
        strange = [name for name in week if name not in knowledge.exercises]
        wrong = [name for name, sets in week.items() if not 0 <= sets <= 100]
        faults = [
            Problem(f"week.{n}", "no such exercise", "the id of an exercise", "Correct the id.", code="unknown-name")
            for n in strange
        ]
        faults += [
            Problem(f"week.{n}", str(week[n]), "0 to 100 sets", "Correct the number.", code="out-of-range")
            for n in wrong
        ]
        if faults:
            raise FactError(faults)
        found = {name: Fraction(sets) for name, sets in week.items()}
    whole = {name: int(sets + Fraction(1, 2)) for name, sets in sorted(found.items())}
    trained = {name: sets for name, sets in whole.items() if sets}
    return {n: sets for n, sets in trained.items() if knowledge.exercises[n].category not in NOT_TRAINED}


def _logged(log: TrainingLog, knowledge: Knowledge) -> dict[str, Fraction]:
    first, weeks = _recent(log, knowledge)
    counts = Counter(logged.exercise for logged in log.sets if logged.start.date() >= first)
    return {name: Fraction(count, weeks) for name, count in counts.items()}


def _recent(log: TrainingLog, knowledge: Knowledge) -> tuple[date, int]:
    """The first day of the last weeks of a log, as many as weekly sets are read of, and how many there are."""
    if not log.sessions:
        return date.min, 1
    last = log.sessions[-1].start.date()
    first = max(
        log.sessions[0].start.date(), last - timedelta(weeks=counting_of(knowledge).log_weeks) + timedelta(days=1)
    )
    return first, -(-((last - first).days + 1) // 7)


# ---------------------------------------------------------------- the weight


@dataclass(frozen=True, slots=True)
class Lifted:
    """The heaviest weight of the last session with an exercise, and the repetitions done with it."""

    weight_kg: float
    reps: int
    day: date


def last_lifted(week: Week | None, knowledge: Knowledge, exercise: str, fewest: int) -> tuple[Lifted | None, bool]:
    """What was lifted last, and whether at least `fewest` repetitions were done with it.

    The heaviest set with that many repetitions counts, else the lightest that there is. A weight that helps, a set of
    body weight, and what is older than the weeks that are read tell nothing.
    """
    if not isinstance(week, TrainingLog):
        return None, False
    first, _ = _recent(week, knowledge)
    told = [s for s in week.sets if s.exercise == exercise and s.start.date() >= first]
    last = [s for s in told if s.session == told[-1].session and s.weight_kg and s.reps and not s.assistance]
    enough = [s for s in last if (s.reps or 0) >= fewest]
    chosen = max(enough, key=_weight, default=None) or min(last, key=_weight, default=None)
    if chosen is None:
        return None, False
    return Lifted(float(_weight(chosen)), chosen.reps or 0, chosen.start.date()), bool(enough)


def _weight(logged: LoggedSet) -> Decimal:
    return logged.weight_kg or Decimal(0)


# ---------------------------------------------------------------- the days


def training_days(
    judged: Judged,
    programming: Programming,
    week: Week | None,
    sessions: int | None,
    days: Sequence[str] | None,
    *,
    stopped: bool = False,
) -> tuple[int, ...]:
    """Return the days of the sessions: as given, else those of the log, else spread over the week.

    Where training is stopped a week may have none: nothing is asked before it is told why.
    """
    if days is not None and (days or not stopped):
        short = {name[:3].lower(): i for i, name in enumerate(DAYS)}
        found = [short.get(day[:3].lower()) for day in days]
        if None in found or len(set(found)) != len(found) or not found or (sessions or len(found)) != len(found):
            expected, fix = "different days of the week, one for each session", "Write for example Mon, Wed, Fri."
            raise FactError.of("days", ", ".join(days), expected, fix, code="unknown-word")
        return tuple(sorted(day for day in found if day is not None))
    count = sessions
    roles = judged.knowledge.roles
    for fact in (roles.sessions_available, roles.sessions_per_week):
        stored, attribute = judged.facts.get(fact), judged.knowledge.facts.get(fact)
        if count is None and stored is not None and attribute is not None:
            count = min(int(stored * attribute.resolution + Fraction(1, 2)), len(programming.usual_days))
    if stopped and sessions is None and not count:
        return ()
    if count is None or not 1 <= count <= len(programming.usual_days):
        found_text = "not known" if count is None else str(count)
        fix = f"Give sessions, or state {roles.sessions_available} in the profile."
        raise FactError.of("sessions", found_text, "1 to 7 sessions a week", fix, code="out-of-range")
    rest = judged.knowledge.progression.rest_hours_between_heavy if judged.knowledge.progression else 0
    return _own_days(week, judged.knowledge, programming, count, rest) or programming.usual_days[count - 1]


def _own_days(
    week: Week | None, knowledge: Knowledge, programming: Programming, count: int, rest: int
) -> tuple[int, ...]:
    """The days on which a log shows training in enough weeks: those with enough rest between them
    first, then the most used, then the furthest apart.

    Nothing where it shows fewer such days than sessions are planned.
    """
    if not isinstance(week, TrainingLog) or not week.sessions:
        return ()
    first, weeks = _recent(week, knowledge)
    trained = {session.start.date() for session in week.sessions if session.start.date() >= first}
    used = Counter(day.weekday() for day in trained)
    own = sorted(day for day, times in used.items() if times * programming.own_day_in_weeks >= weeks)

    def place(days: tuple[int, ...]) -> tuple[int, int, list[int]]:
        apart = sorted(hours_apart(one, other) for one, other in combinations(days, 2))
        return -sum(hours < rest for hours in apart), sum(used[day] for day in days), apart

    return max(combinations(own, count), key=place, default=())
