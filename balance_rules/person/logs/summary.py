"""What was read of a training log, as plain data: sessions, sets per muscle and week, and all that was not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from balance_rules.model import Knowledge, key
from balance_rules.person.logs.coverage import Coverage, counting_of, coverage
from balance_rules.person.logs.log import LoggedSet, TrainingLog
from balance_rules.person.logs.notes import log_notes
from balance_rules.person.logs.volume import training_facts, weekly_sets
from balance_rules.text.gathering import gathered

FORMAT = "balance_rules.training_log/1"
_WEEK = timedelta(weeks=1)


def summary(
    log: TrainingLog, knowledge: Knowledge, until: date | None = None, weeks: int | None = None
) -> dict[str, Any]:
    """What `balance-rules log --json` prints; `schema("training_log-1")` describes it.

    ``muscles`` has the muscles that any set of the weeks trains, the most trained first: ``mean`` is a week's mean
    over the weeks covered, None where unknown work could change it, and ``weeks`` the sets of each week beside
    ``weeks``, which begin on Mondays; None for a week that lies in a break, which the log does not cover. ``skipped``
    says for each row that was left out whether work is `lost` with it.
    """
    facts = training_facts(log, knowledge, until, weeks)
    covered = coverage(log, counting_of(knowledge), until, weeks)
    sessions = covered.sessions if covered else {}
    sets = [logged for logged in log.sets if logged.session in sessions]
    done = Counter(logged.session for logged in log.sets)
    mondays = _mondays([session.start.date() for session in sessions.values()])
    return {
        "format": FORMAT,
        "files": [{"path": file.path, "layout": file.layout, "rows": file.rows} for file in log.files],
        "rows": log.rows,
        "working_sets": len(log.sets),
        "warmups": log.warmups,
        "sessions": [
            {"start": _written(session.start, session.timed), "title": session.title, "sets": done[session.id]}
            for session in log.sessions
        ],
        "weeks_covered": round(float(covered.weeks), 2) if covered else None,
        "weeks": [str(monday) for monday in mondays],
        "muscles": _by_muscle(sets, mondays, covered, facts, knowledge),
        "guessed": [
            {"title": g.title, "exercise": g.exercise, "sets": g.sets, "score": g.score, "reason": g.reason}
            for g in log.guessed
        ],
        "unmapped": [{"title": u.title, "sets": u.sets, "nearest": [*u.nearest]} for u in log.unmapped],
        "not_counted": [{"title": n.title, "sets": n.sets, "work": n.work} for n in log.not_counted],
        "skipped": [
            {"file": s.path, "line": s.line, "reason": s.reason, "text": s.text, "lost": s.lost} for s in log.skipped
        ],
        "notes": [*log_notes(log, knowledge, until, weeks, facts)],
    }


def _by_muscle(
    sets: list[LoggedSet],
    mondays: list[date],
    covered: Coverage | None,
    facts: Mapping[str, Fraction],
    knowledge: Knowledge,
) -> list[dict[str, Any]]:
    weekly = gathered((_monday(logged.start.date()), logged) for logged in sets)
    counted = [None if _in_a_break(day, covered) else weekly_sets(weekly.get(day, ()), 1, knowledge) for day in mondays]
    totals = weekly_sets(sets, 1, knowledge)
    trained = sorted((name for name, total in totals.items() if total), key=lambda name: (-totals[name], name))
    return [
        {
            "muscle": name,
            "name": knowledge.muscles[name].common_name,
            "mean": round(float(facts[fact]), 2) if (fact := key(knowledge.roles.weekly_sets, name)) in facts else None,
            "weeks": [None if week is None else float(week[name]) for week in counted],
        }
        for name in trained
    ]


def _in_a_break(monday: date, covered: Coverage | None) -> bool:
    """Whether no day of a week is covered: nobody can say that nothing was trained."""
    breaks = covered.breaks if covered else ()
    return any(before < monday and monday + _WEEK <= after for before, after in breaks)


def _mondays(days: list[date]) -> list[date]:
    """The Mondays from the first day's week to the last day's."""
    if not days:
        return []
    first, last = _monday(min(days)), _monday(max(days))
    return [first + number * _WEEK for number in range((last - first) // _WEEK + 1)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _written(start: date, timed: bool) -> str:
    return start.isoformat() if timed else start.isoformat()[:10]
