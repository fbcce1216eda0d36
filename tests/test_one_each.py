"""Every restriction takes something from somebody, and every prescription is given to somebody, on either side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from effort import effort
from one_each import One, failure, ones, ordinary

from balance_rules import KnowledgeBase
from balance_rules.inference.kernel import compiled


@pytest.fixture(scope="module")
def everyone() -> tuple[One, ...]:
    return tuple(ones())


def values_of(kb: KnowledgeBase) -> Callable[[One], dict[str, int]]:
    """How to read the facts of one: at night all of a profile, else what all deny once and their own beside it."""
    if effort(0, 1):
        return lambda one: dict(kb.read_facts(one.profile(kb.knowledge)).values)
    denied = kb.read_facts(ordinary(kb.knowledge)).values
    return lambda one: {**(denied if one.refused is None else {}), **kb.read_facts(one.given).values}


def test_what_each_takes_or_gives(kb: KnowledgeBase, everyone: tuple[One, ...]) -> None:
    knowledge = kb.knowledge
    kernel, names = compiled(knowledge), [name for name, _ in knowledge.judged]
    wrong, values = [], values_of(kb)
    for one in everyone[:: effort(3, 1)]:  # now of the left and now of the right, at each change
        truths = kernel.run(values(one)).truths
        told = failure(dict(zip(names, truths, strict=True)), one)
        wrong += [f"{told}: {', '.join(one.given)}"] if told else []
    assert not wrong, "\n".join(wrong)


def test_each_has_somebody(kb: KnowledgeBase, everyone: tuple[One, ...]) -> None:
    """One for each file of a restriction that stands by itself, and of a prescription."""
    knowledge = kb.knowledge
    named = {item.id: item.name for item in knowledge.prescriptions}
    told = {named.get(one.by, one.by) for one in everyone}
    wanted = {item.name for item in knowledge.restrictions if item.referral is None} | set(named.values())
    assert told == wanted
