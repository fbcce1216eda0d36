"""From findings to a week to train: the person's own week changed, planned exactly, checked without the solver."""

from __future__ import annotations

from balance_rules.assessment import Assessment
from balance_rules.errors import FactError, unknown_name
from balance_rules.programme import checking
from balance_rules.programme.current import as_of
from balance_rules.programme.hevy import hevy_templates
from balance_rules.programme.making import make_programme
from balance_rules.programme.plan import DAYS, Task, Week
from balance_rules.programme.planning import make_plan
from balance_rules.programme.replaying import differences
from balance_rules.programme.safety import stopped
from balance_rules.programme.week import Programme, ProgrammeRecord

__all__ = [
    "Programme",
    "ProgrammeRecord",
    "Task",
    "Week",
    "as_of",
    "check",
    "differences",
    "hevy_templates",
    "make_plan",
    "make_programme",
    "replay",
    "stopped",
]


def check(programme: ProgrammeRecord, assessment: Assessment, week: Week | None = None) -> tuple[str, ...]:
    """Return every hard limit that a programme breaks, in words, found without the solver; nothing: it holds.

    Parameters
    ----------
    week
        The week as it was, as given to `KnowledgeBase.programme`.

    Raises
    ------
    FactError
        When it has an exercise that the knowledge does not have, or a day that no week has.
    """
    _known(programme, assessment)
    plan = make_plan(assessment, week, minutes=programme.minutes_a_session, days=programme.days)
    return checking.check(programme, assessment._judged, plan)


def replay(programme: ProgrammeRecord, assessment: Assessment, week: Week | None = None) -> tuple[str, ...]:
    """Return in what a stored programme differs from the one that is planned today with the same days and minutes.

    Nothing returned means that the very same week comes out: it can then be asked why, as a new one can. A difference
    is owed to what changed since: the person, the log, the knowledge (its hash is told), or the stored file.

    Examples
    --------
    >>> import balance_rules as br
    >>> kb = br.load()
    >>> person, week = kb.assess({"screening": "none"}), {"back_squat": 4}
    >>> stored = ProgrammeRecord.from_json(kb.programme(person, week, sessions=2).to_json())
    >>> replay(stored, person, week)
    ()
    """
    week = as_of(week, assessment.knowledge, assessment.sheet.date)
    plan = make_plan(assessment, week, minutes=programme.minutes_a_session, days=programme.days)
    today = make_programme(Task(assessment, week, plan))
    return differences(programme, today.record)


def _known(programme: ProgrammeRecord, assessment: Assessment) -> None:
    """Refuse a stored week in which today's knowledge has no part."""
    exercises = assessment.knowledge.exercises
    named = {item.exercise for session in programme.sessions for item in session.items}
    named |= {habit.exercise for habit in programme.habits if habit.exercise}
    problems = [unknown_name("programme", name, exercises, "exercise") for name in sorted(named - set(exercises))]
    muscles = assessment.knowledge.muscles
    strange = sorted({stated.muscle for stated in programme.muscles} - set(muscles))
    problems += [unknown_name("programme", name, muscles, "muscle") for name in strange]
    days = sorted({session.day for session in programme.sessions} - set(DAYS))
    problems += [unknown_name("programme", day, DAYS, "day") for day in days]
    if problems:
        raise FactError(problems)
