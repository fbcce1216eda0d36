"""Every restriction takes something from somebody, and every prescription is given to somebody, on either side."""

from __future__ import annotations

from one_each import failure, ones

from balance_rules import KnowledgeBase
from balance_rules.inference.kernel import compiled

ONES = tuple(ones())


def test_what_each_takes_or_gives(kb: KnowledgeBase) -> None:
    knowledge = kb.knowledge
    kernel, names = compiled(knowledge), [name for name, _ in knowledge.judged]
    wrong = []
    for one in ONES:
        truths = kernel.run(kb.read_facts(one.profile(knowledge)).values).truths
        told = failure(dict(zip(names, truths, strict=True)), one)
        wrong += [f"{told}: {', '.join(one.given)}"] if told else []
    assert not wrong, "\n".join(wrong)


def test_each_has_somebody(kb: KnowledgeBase) -> None:
    """One for each file of a restriction that stands by itself, and of a prescription."""
    knowledge = kb.knowledge
    named = {item.id: item.name for item in knowledge.prescriptions}
    told = {named.get(one.by, one.by) for one in ONES}
    wanted = {item.name for item in knowledge.restrictions if item.referral is None} | set(named.values())
    assert told == wanted
