"""Findings and complaints → what to do: referrals, restrictions, prescriptions, and what to ask next."""

from balance_rules.advice.complaints import goals, painful
from balance_rules.advice.findings import claims, findings, sources, unspoken
from balance_rules.advice.prescriptions import LEVELS, STATES, dose_text, prescriptions, states
from balance_rules.advice.priorities import PLACES, Priority, priorities, why_before
from balance_rules.advice.progression import (
    QUARTER,
    dose_of,
    fitted,
    next_step,
    seconds_a_set,
    sessions_wanted,
    set_change,
    span,
)
from balance_rules.advice.questions import FINDING, Undecided, question, questions, to_ask, undecided
from balance_rules.advice.referrals import denied, referrals, restrictions
from balance_rules.advice.retests import measured_from, weeks_until
from balance_rules.advice.sight import sight

__all__ = [
    "FINDING",
    "LEVELS",
    "PLACES",
    "QUARTER",
    "STATES",
    "Priority",
    "Undecided",
    "claims",
    "denied",
    "dose_of",
    "dose_text",
    "findings",
    "fitted",
    "goals",
    "measured_from",
    "next_step",
    "painful",
    "prescriptions",
    "priorities",
    "question",
    "questions",
    "referrals",
    "restrictions",
    "seconds_a_set",
    "sessions_wanted",
    "set_change",
    "sight",
    "sources",
    "span",
    "states",
    "to_ask",
    "undecided",
    "unspoken",
    "weeks_until",
    "why_before",
]
