"""The ladder of the knowledge that ships: every rule decides a level of somebody.

A rule's own cases show when it fires. A rung shows what that does to its finding: a rule that could be dropped, or
weigh another amount, without any rung noticing has no reason to be there. Lint says of each rung whether it is right.
"""

from __future__ import annotations

from balance_rules import KnowledgeBase


def test_every_rule_has_a_rung(kb: KnowledgeBase) -> None:
    """But for the rules that are known to move no level, each of which a suppression names and explains."""
    moves_nothing = {s.statement for s in kb.knowledge.suppressions if s.code in {"V03", "V04"}}
    rules = {rule.name for rule in kb.knowledge.rules} - moves_nothing
    assert sorted(rules - {rule.name for rule in kb.knowledge.rules if rule.rungs}) == []


def test_every_level_that_a_single_piece_of_evidence_reaches_is_on_the_ladder(kb: KnowledgeBase) -> None:
    levels = {rung.level for rule in kb.knowledge.rules for rung in rule.rungs}
    assert levels == {"none", "low", "moderate", "high"}
