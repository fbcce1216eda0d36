"""Published figures, told as one person: what the knowledge must find in them, and what it must not.

A case of `tests/strength_cases`:

    name: …
    source: …          # the record in the knowledge from which the figures are
    about: …           # the figures, in words
    facts: {…}         # as a coach would type them
    flags: […]         # findings that are established, low or above
    no_flags: […]      # findings that are not
    healthy: true      # a mean of people without complaint: nothing is said of strength, length or performance
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from balance_rules import KnowledgeBase
from balance_rules.advice.findings import findings, unspoken
from balance_rules.text.documents import read_document

FOLDER = Path(__file__).parent / "strength_cases"
KEYS = {"name", "source", "about", "facts", "flags", "no_flags", "healthy"}
ABOUT_STRENGTH = {"weakness", "imbalance", "asymmetry", "tightness", "performance", "pain_linked", "overload"}


@cache
def cases() -> tuple[dict[str, Any], ...]:
    """Read when a test asks, for every worker imports this file."""
    documents = [read_document(path) for path in sorted(FOLDER.glob("*.yaml"))]
    assert not [document.problems for document in documents if document.problems]
    return tuple(case for document in documents for case in document.value["cases"])


def test_published_figures(kb: KnowledgeBase) -> None:
    told = [f"{case['name']}: {failure}" for case in cases() for failure in _failures(kb, case)]
    assert not told, "\n".join(told)


def _failures(kb: KnowledgeBase, case: dict[str, Any]) -> Iterator[str]:
    assert set(case) <= KEYS, set(case) - KEYS
    assert {"flags", "healthy"} & set(case), f"{case['name']} expects nothing"
    assert case["source"] in kb.knowledge.evidence, case["name"]
    families = {finding: conclusion.family for finding, conclusion in kb.knowledge.conclusions.items()}
    named = {*case.get("flags", ()), *case.get("no_flags", ())}
    assert named <= set(families), named - set(families)
    assessed = kb.assess(case["facts"], engine="compiled")
    judged, reasons = assessed._judged, assessed.justifications  # without what may still be reached: it takes longer
    found = {finding.id for finding in findings(judged, reasons, unspoken(judged, reasons)) if finding.level}
    yield from (f"{finding} is not found" for finding in sorted(set(case.get("flags", ())) - found))
    yield from (f"{finding} is found" for finding in sorted(set(case.get("no_flags", ())) & found))
    if case.get("healthy"):
        yield from (f"healthy, but {f} is found" for f in sorted(found) if families[f] in ABOUT_STRENGTH)


def test_each_name_is_told_once_and_healthy_people_are_among_them() -> None:
    assert len({case["name"] for case in cases()}) == len(cases())
    assert sum(bool(case.get("healthy")) for case in cases()) >= 20
