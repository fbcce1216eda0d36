"""The ladder: how far each piece of evidence by itself leads, and that every rule decides a level of somebody.

A rule's own cases show when it fires. A rung shows what that does to its finding: a rule that could be
dropped, or weigh another amount, without any rung noticing has no reason to be there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from balance_rules import Assessment, KnowledgeBase
from balance_rules.semantics import score
from balance_rules.text.documents import read_document

PATH = Path(__file__).parent / "ladder.yaml"
RUNGS: list[dict[str, Any]] = read_document(PATH).value


def rung_failure(assessment: Assessment, rung: dict[str, Any]) -> str | None:
    """Return how an assessment of what a rung gives differs from it, or None."""
    low, _ = assessment.record.scores[rung["finding"]]
    found = assessment.knowledge.conclusions[rung["finding"]].level(low) or "none"
    return None if found == rung["level"] else f"{rung['finding']} is {found}, not {rung['level']}, by {rung['by']}"


def _without(kb: KnowledgeBase, assessment: Assessment, rung: dict[str, Any]) -> str:
    """Return the level of a rung's finding when the rule that decides it does not count."""
    truths = dict(zip((name for name, _ in kb.knowledge.judged), assessment.inference.truths, strict=True))
    rules = [rule for rule in kb.knowledge.rules if rule.conclusion == rung["finding"]]
    low, _ = score((rule, truths[rule.id]) for rule in rules if rule.name != rung["by"])
    return kb.knowledge.conclusions[rung["finding"]].level(low) or "none"


@pytest.mark.parametrize("rung", RUNGS, ids=lambda rung: rung["by"])
def test_a_rung_is_reached_by_its_rule(rung: dict[str, Any], kb: KnowledgeBase) -> None:
    assessment = kb.assess(rung["given"], engine="compiled")
    assert rung_failure(assessment, rung) is None
    assert _without(kb, assessment, rung) != rung["level"], f"{rung['by']} decides nothing here"


def test_every_rule_decides_a_rung(kb: KnowledgeBase) -> None:
    """But for the rules that are known to move no level, each of which a suppression names and explains."""
    moves_nothing = {s.statement for s in kb.knowledge.suppressions if s.code in {"V03", "V04"}}
    rules = {rule.name for rule in kb.knowledge.rules} - moves_nothing
    assert sorted(rules - {rung["by"] for rung in RUNGS}) == []


def test_every_level_that_a_single_piece_of_evidence_reaches_is_on_the_ladder() -> None:
    assert {rung["level"] for rung in RUNGS} == {"none", "low", "moderate", "high"}
