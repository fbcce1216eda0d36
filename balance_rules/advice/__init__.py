"""Findings and complaints → what to do: referrals, restrictions, prescriptions, and what to ask next."""

from balance_rules.advice.complaints import goals, painful
from balance_rules.advice.prescriptions import STATES, dose_text, prescriptions
from balance_rules.advice.priorities import Priority, priorities, why_before
from balance_rules.advice.progression import WEEKLY_SETS, next_step, set_change
from balance_rules.advice.questions import questions, undecided
from balance_rules.advice.referrals import denied, referrals, restrictions

__all__ = [
    "STATES",
    "WEEKLY_SETS",
    "Priority",
    "denied",
    "dose_text",
    "goals",
    "next_step",
    "painful",
    "prescriptions",
    "priorities",
    "questions",
    "referrals",
    "restrictions",
    "set_change",
    "undecided",
    "why_before",
]
