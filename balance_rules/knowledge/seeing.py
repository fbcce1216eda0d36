"""Seen by a doctor: what a referral stops, and what lifts it.

A referral is about one or more complaints: the red flags that its condition reads, or, where it reads none, the
referral itself. Of each complaint the attribute `seen` tells what a doctor who has looked at it said. A red flag
that was seen and allowed no longer counts towards a stop; whoever said no stops it at any later time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from balance_rules.model import (
    AllOf,
    AnyOf,
    Attribute,
    Compare,
    Comparison,
    Condition,
    Not,
    Within,
    facts_read,
    instance_of,
    key,
    name_of,
)

if TYPE_CHECKING:  # who judges a person reads this module too, and needs no schema
    from balance_rules.knowledge.entries import Entries

FLAGS = "screening"
FLAG = "flag"
SEEN = "seen"
COMPLAINT = "complaint"
_VARIABLE = re.compile(r"\{[^{}]*\} ?")
LIFTING = ("with_limits", "yes")


def complaint_domain(entries: Entries, flags: Mapping[str, str]) -> dict[str, str]:
    """Everything that a doctor may have looked at: the red flags, and the referrals that read none."""
    from balance_rules.knowledge import schemas

    referrals = entries.of("referral", schemas.ReferralSchema).values()
    own = {entry.id: _lowered(entry.schema.title) for entry in referrals if FLAGS not in _names(entry.schema.when)}
    return {**flags, **own}


def _lowered(title: str) -> str:
    """Return a title as it stands inside a sentence, for all sides together."""
    return title[:1].lower() + _VARIABLE.sub("", title[1:])


def _names(raw: object) -> Iterator[str]:
    """Yield the names of the attributes that a condition reads, as it is written."""
    match raw:
        case dict():
            for name, value in raw.items():
                yield name_of(str(name))
                yield from _names(value)
        case list():
            for part in raw:
                yield from _names(part)


def complaints(referral: str, condition: Condition, attributes: Mapping[str, Attribute]) -> tuple[str, ...]:
    """The names under which `seen` speaks of a referral; none where the knowledge has no `seen`."""
    if SEEN not in attributes:
        return ()
    flags = (instance_of(fact) for fact in facts_read(condition) if name_of(fact) == FLAGS)
    return tuple(flag for flag in flags if flag) or (referral,)


def unseen(condition: Condition, names: tuple[str, ...], attributes: Mapping[str, Attribute]) -> Condition:
    """The condition of a referral for as long as no doctor has looked and allowed training."""
    if not names:
        return condition
    if all(name_of(fact) != FLAGS for fact in facts_read(condition)):
        return AllOf((condition, *(Not(_lifted(name, attributes)) for name in names)))
    return _without_seen(condition, attributes)


def _without_seen(condition: Condition, attributes: Mapping[str, Attribute]) -> Condition:
    """The condition with every red flag counted only while no doctor has looked at it and allowed training."""
    match condition:
        case Compare(fact, Comparison.EQ, 1) if name_of(fact) == FLAGS:
            return AllOf((condition, Not(_lifted(instance_of(fact) or "", attributes))))
        case Not(part):
            return Not(_without_seen(part, attributes))
        case AllOf(parts):
            return AllOf(tuple(_without_seen(part, attributes) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_without_seen(part, attributes) for part in parts))
    return condition


def _lifted(complaint: str, attributes: Mapping[str, Attribute]) -> Condition:
    names = [name for name, _ in attributes[SEEN].values]
    return Within(key(SEEN, complaint), tuple(names.index(word) for word in LIFTING))
