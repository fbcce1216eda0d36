"""From findings to a week to train: the person's own week changed, planned exactly, checked without the solver."""

from __future__ import annotations

from balance_rules.assessment import Assessment
from balance_rules.inference.judgement import Judged
from balance_rules.programme import checking
from balance_rules.programme.hevy import hevy_templates
from balance_rules.programme.making import make_programme
from balance_rules.programme.plan import Plan, Task, Week, make_plan
from balance_rules.programme.week import Programme, ProgrammeRecord

__all__ = [
    "Plan",
    "Programme",
    "ProgrammeRecord",
    "Task",
    "Week",
    "check",
    "hevy_templates",
    "make_plan",
    "make_programme",
]


def check(programme: ProgrammeRecord, assessment: Assessment, week: Week | None = None) -> tuple[str, ...]:
    """Return every hard limit that a programme breaks, in words, found without the solver; nothing: it holds.

    Parameters
    ----------
    week
        The week as it was, as given to `KnowledgeBase.programme`.
    """
    plan = make_plan(assessment, week, minutes=programme.minutes_a_session, days=programme.days)
    return checking.check(programme, Judged(assessment.knowledge, assessment.sheet.values, assessment.inference), plan)
