"""Every restriction takes something from somebody, and every prescription is given to somebody, on either side."""

from __future__ import annotations

import pytest
from one_each import One, failure, ones

from balance_rules import KnowledgeBase
from balance_rules.inference.kernel import compiled

ONES = tuple(ones())


@pytest.mark.parametrize("one", ONES, ids=lambda one: f"{one.by} {', '.join(one.given)}"[:80])
def test_what_it_takes_or_gives(one: One, kb: KnowledgeBase) -> None:
    knowledge = kb.knowledge
    inference = compiled(knowledge).run(kb.read_facts(one.profile(knowledge)).values)
    truths = dict(zip((name for name, _ in knowledge.judged), inference.truths, strict=True))
    assert failure(truths, one) is None


def test_each_has_somebody(kb: KnowledgeBase) -> None:
    """One for each file of a restriction that stands by itself, and of a prescription."""
    knowledge = kb.knowledge
    named = {item.id: item.name for item in knowledge.prescriptions}
    told = {named.get(one.by, one.by) for one in ONES}
    wanted = {item.name for item in knowledge.restrictions if item.referral is None} | set(named.values())
    assert told == wanted
