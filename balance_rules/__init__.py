"""Cited knowledge about muscle balance, forward chaining, and an explanation for every conclusion.

>>> import balance_rules as br
>>> kb = br.load()
>>> kb.assess({"screening": "none"}).referrals[:0]
()
"""

from balance_rules.assessment import Assessment, assessment_schema
from balance_rules.engine import Session
from balance_rules.errors import BalanceRulesError, FactError, KnowledgeError, Problem, UnsupportedError
from balance_rules.facts import FactSheet
from balance_rules.knowledge_base import KnowledgeBase, load
from balance_rules.model import Knowledge, Truth
from balance_rules.results import Advice, Finding, Question, ReferralResult

__all__ = [
    "Advice",
    "Assessment",
    "BalanceRulesError",
    "FactError",
    "FactSheet",
    "Finding",
    "Knowledge",
    "KnowledgeBase",
    "KnowledgeError",
    "Problem",
    "Question",
    "ReferralResult",
    "Session",
    "Truth",
    "UnsupportedError",
    "assessment_schema",
    "load",
]
