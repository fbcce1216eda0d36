"""Findings and complaints → what to do: referrals, restrictions, prescriptions, and what to ask next."""

from balance_rules.advice.complaints import goals, painful
from balance_rules.advice.findings import FAMILIES, claims, findings, sources
from balance_rules.advice.prescriptions import STATES, dose_text, prescriptions
from balance_rules.advice.progression import WEEKLY_SETS, set_change
from balance_rules.advice.questions import FINDING, answered_with, question, questions, undecided
from balance_rules.advice.referrals import denied, referrals, restrictions

__all__ = [
    "FAMILIES",
    "FINDING",
    "STATES",
    "WEEKLY_SETS",
    "answered_with",
    "claims",
    "denied",
    "dose_text",
    "findings",
    "goals",
    "painful",
    "prescriptions",
    "question",
    "questions",
    "referrals",
    "restrictions",
    "set_change",
    "sources",
    "undecided",
]
