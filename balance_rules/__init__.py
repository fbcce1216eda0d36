"""Cited knowledge about muscle balance, forward chaining, and an explanation for every conclusion.

>>> import balance_rules as br
>>> kb = br.load()
>>> kb.assess({"screening": "none"}).referrals[:0]
()
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from balance_rules.assessment import Assessment
    from balance_rules.engine import Session
    from balance_rules.errors import BalanceRulesError, FactError, KnowledgeError, Problem, UnsupportedError
    from balance_rules.explain import Explanation, explanation_schema, read_explanation
    from balance_rules.facts import FactSheet
    from balance_rules.knowledge_base import KnowledgeBase, load
    from balance_rules.model import Knowledge, Truth
    from balance_rules.records import assessment_schema
    from balance_rules.report_html import html_report
    from balance_rules.results import Advice, Finding, Question, ReferralResult

__all__ = [
    "Advice",
    "Assessment",
    "BalanceRulesError",
    "Explanation",
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
    "explanation_schema",
    "html_report",
    "load",
    "read_explanation",
]

# Where each name stands. A module is imported when one of its names is first asked for: experta, networkx,
# pint and pydantic take a second, which `balance-rules --help` and a caller of the errors alone need not wait for.
_MODULES = {
    "assessment": ("Assessment",),
    "engine": ("Session",),
    "errors": ("BalanceRulesError", "FactError", "KnowledgeError", "Problem", "UnsupportedError"),
    "explain": ("Explanation", "explanation_schema", "read_explanation"),
    "facts": ("FactSheet",),
    "knowledge_base": ("KnowledgeBase", "load"),
    "model": ("Knowledge", "Truth"),
    "records": ("assessment_schema",),
    "report_html": ("html_report",),
    "results": ("Advice", "Finding", "Question", "ReferralResult"),
}


def __getattr__(name: str) -> object:
    module = next((module for module, names in _MODULES.items() if name in names), None)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
