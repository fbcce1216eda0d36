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
from pathlib import Path
from typing import Any

import pytest

from balance_rules import KnowledgeBase
from balance_rules.text.documents import read_document

FOLDER = Path(__file__).parent / "strength_cases"
KEYS = {"name", "source", "about", "facts", "flags", "no_flags", "healthy"}
ABOUT_STRENGTH = {"weakness", "imbalance", "asymmetry", "tightness", "performance", "pain_linked", "overload"}


def _cases() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        document = read_document(path)
        assert not document.problems, document.problems
        yield from document.value["cases"]


CASES = {case["name"]: case for case in _cases()}


@pytest.mark.parametrize("name", CASES)
def test_published_figures(name: str, kb: KnowledgeBase) -> None:
    case = CASES[name]
    assert set(case) <= KEYS, set(case) - KEYS
    assert {"flags", "healthy"} & set(case), "it expects nothing"
    assert case["source"] in kb.knowledge.evidence
    families = {finding: conclusion.family for finding, conclusion in kb.knowledge.conclusions.items()}
    named = {*case.get("flags", ()), *case.get("no_flags", ())}
    assert named <= set(families), named - set(families)
    found = {finding.id for finding in kb.assess(case["facts"], engine="compiled").findings if finding.level}
    assert set(case.get("flags", ())) <= found
    assert not set(case.get("no_flags", ())) & found
    if case.get("healthy"):
        assert {finding for finding in found if families[finding] in ABOUT_STRENGTH} == set()


def test_each_name_is_told_once_and_healthy_people_are_among_them() -> None:
    assert len(CASES) == len(list(_cases()))
    assert sum(bool(case.get("healthy")) for case in CASES.values()) >= 20
