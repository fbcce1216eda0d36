"""Cited knowledge about muscle balance, forward chaining, and an explanation for every conclusion.

>>> import balance_rules as br
>>> kb = br.load()
>>> kb.assess({"screening": "none"}).referrals[:0]
()
"""

from importlib import import_module
from typing import TYPE_CHECKING

from balance_rules._version import VERSION

if TYPE_CHECKING:
    from balance_rules import explain
    from balance_rules.advice import results
    from balance_rules.advice.results import Advice as Advice
    from balance_rules.advice.results import Finding as Finding
    from balance_rules.advice.results import Question as Question
    from balance_rules.advice.results import ReferralResult as ReferralResult
    from balance_rules.assessment import Assessment
    from balance_rules.cohort import Cohort
    from balance_rules.errors import BalanceRulesError, FactError, KnowledgeError, Problem, UnsupportedError
    from balance_rules.explain import Explanation
    from balance_rules.explain import read_explanation as read_explanation
    from balance_rules.inference.session import Session
    from balance_rules.knowledge_base import KnowledgeBase, load
    from balance_rules.model import Knowledge as Knowledge
    from balance_rules.model import Truth as Truth
    from balance_rules.person.facts import FactSheet
    from balance_rules.report import formats
    from balance_rules.report.formats import assessment_schema as assessment_schema
    from balance_rules.report.formats import explanation_schema as explanation_schema
    from balance_rules.report.html import html_report

__version__ = VERSION

__all__ = [
    "Assessment",
    "BalanceRulesError",
    "Cohort",
    "Explanation",
    "FactError",
    "FactSheet",
    "KnowledgeBase",
    "KnowledgeError",
    "Problem",
    "Session",
    "UnsupportedError",
    "explain",
    "formats",
    "html_report",
    "load",
    "results",
]

# Where each name stands. A module is imported when one of its names is first asked for: experta, networkx,
# pint and pydantic take a second, which `balance-rules --help` and a caller of the errors alone need not wait for.
# Those that are not in `__all__` stand in the modules `results`, `explain` and `formats` for who looks for them.
_MODULES = {
    "assessment": ("Assessment",),
    "cohort": ("Cohort",),
    "inference.session": ("Session",),
    "errors": ("BalanceRulesError", "FactError", "KnowledgeError", "Problem", "UnsupportedError"),
    "explain": ("Explanation", "read_explanation"),
    "person.facts": ("FactSheet",),
    "report.formats": ("assessment_schema", "explanation_schema"),
    "knowledge_base": ("KnowledgeBase", "load"),
    "model": ("Knowledge", "Truth"),
    "report.html": ("html_report",),
    "advice.results": ("Advice", "Finding", "Question", "ReferralResult"),
}
_ROOMS = {"explain": "explain", "formats": "report.formats", "results": "advice.results"}

if not TYPE_CHECKING:  # a type checker that saw it would let every misspelt name pass

    def __getattr__(name: str) -> object:
        if name in _ROOMS:
            return import_module(f"{__name__}.{_ROOMS[name]}")
        module = next((module for module, names in _MODULES.items() if name in names), None)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{__name__}.{module}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
