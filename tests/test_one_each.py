"""Every restriction takes something from somebody, and every prescription is given to somebody, on either side."""

from __future__ import annotations

from one_each import One, failure, ones

from balance_rules import KnowledgeBase
from balance_rules.inference.kernel import compiled

ONES = tuple(ones())


def told_otherwise(kb: KnowledgeBase, one: One) -> str | None:
    inference = compiled(kb.knowledge).run(kb.read_facts(one.profile(kb.knowledge)).values)
    truths = dict(zip((name for name, _ in kb.knowledge.judged), inference.truths, strict=True))
    return failure(truths, one)


def test_what_it_takes_or_gives(kb: KnowledgeBase) -> None:
    found = {f"{one.by} {', '.join(one.given)}": told_otherwise(kb, one) for one in ONES}
    assert {name: said for name, said in found.items() if said is not None} == {}


def test_each_has_somebody(kb: KnowledgeBase) -> None:
    """One for each file of a restriction that stands by itself, and of a prescription."""
    knowledge = kb.knowledge
    named = {item.id: item.name for item in knowledge.prescriptions}
    told = {named.get(one.by, one.by) for one in ONES}
    wanted = {item.name for item in knowledge.restrictions if item.referral is None} | set(named.values())
    assert told == wanted
