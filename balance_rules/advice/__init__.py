"""Findings and complaints → what to do: referrals, restrictions, prescriptions, and what to ask next."""

from balance_rules.advice.complaints import goals, painful
from balance_rules.advice.prescriptions import STATES, dose_text, prescriptions
from balance_rules.advice.priorities import PLACES, Priority, priorities, why_before
from balance_rules.advice.progression import (
    QUARTER,
    WEEKLY_SETS,
    fitted,
    next_step,
    seconds_a_set,
    sessions_wanted,
    set_change,
    span,
)
from balance_rules.advice.questions import questions, undecided
from balance_rules.advice.referrals import denied, referrals, restrictions

__all__ = [
    "PLACES",
    "QUARTER",
    "STATES",
    "WEEKLY_SETS",
    "Priority",
    "denied",
    "dose_text",
    "fitted",
    "goals",
    "next_step",
    "painful",
    "prescriptions",
    "priorities",
    "questions",
    "referrals",
    "restrictions",
    "seconds_a_set",
    "sessions_wanted",
    "set_change",
    "span",
    "undecided",
    "why_before",
]
