"""The week as it is: what is trained now, how often, and on which days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

from balance_rules.errors import FactError, Problem
from balance_rules.judged import Judged
from balance_rules.logs import TrainingLog
from balance_rules.model import Knowledge, Programming
from balance_rules.programme.plan import DAYS, NOT_TRAINED, Week


def own_week(week: Week | None, knowledge: Knowledge) -> dict[str, int]:
    """Return the sets a week of each exercise that is trained now, of a log's last twelve weeks or as stated.

    Raises
    ------
    FactError
        When an exercise is not known, or its sets are not a number from 0 to 100.
    """
    if week is None:
        return {}
    if isinstance(week, TrainingLog):
        found = _logged(week)
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


def _logged(log: TrainingLog) -> dict[str, Fraction]:
    if not log.sets:
        return {}
    last = log.sessions[-1].start.date()
    first = max(log.sessions[0].start.date(), last - timedelta(weeks=12) + timedelta(days=1))
    weeks = -(-((last - first).days + 1) // 7)
    counts = Counter(logged.exercise for logged in log.sets if logged.start.date() >= first)
    return {name: Fraction(count, weeks) for name, count in counts.items()}


def training_days(
    judged: Judged, programming: Programming, sessions: int | None, days: Sequence[str] | None
) -> tuple[int, ...]:
    """Return the days of the sessions: as given, or spread over the week."""
    if days is not None:
        short = {name[:3].lower(): i for i, name in enumerate(DAYS)}
        found = [short.get(day[:3].lower()) for day in days]
        if None in found or len(set(found)) != len(found) or not found or (sessions or len(found)) != len(found):
            expected = "different days of the week, one for each session"
            raise FactError(
                [Problem("days", ", ".join(days), expected, "Write for example Mon, Wed, Fri.", code="unknown-word")]
            )
        return tuple(sorted(day for day in found if day is not None))
    count = sessions
    for fact in ("sessions_available", "sessions_per_week"):
        stored, attribute = judged.facts.get(fact), judged.knowledge.facts.get(fact)
        if count is None and stored is not None and attribute is not None:
            count = min(int(stored * attribute.resolution + Fraction(1, 2)), len(programming.usual_days))
    if count is None or not 1 <= count <= len(programming.usual_days):
        found_text = "not known" if count is None else str(count)
        fix = "Give sessions, or state sessions_available in the profile."
        raise FactError([Problem("sessions", found_text, "1 to 7 sessions a week", fix, code="out-of-range")])
    return programming.usual_days[count - 1]
