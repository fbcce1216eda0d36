"""Seen by a doctor: what a referral stops, and what lifts it.

A referral is about one or more complaints: the red flags that its condition reads, or, where it reads none, the
referral itself. Of each complaint the attribute with the role `seen` tells what a doctor who has looked at it said. A
stop is lifted once each of its red flags that is there was seen and allowed: whoever cleared a cancer of years ago
knew nothing of the night pain of this week. Whoever said no stops it at any later time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from balance_rules.model import (
    AllOf,
    AnyOf,
    Attribute,
    Compare,
    Comparison,
    Condition,
    Not,
    Roles,
    Within,
    facts_read,
    instance_of,
    key,
    name_of,
    with_leaves,
)

if TYPE_CHECKING:  # who judges a person reads this module too, and needs no schema
    from balance_rules.knowledge.entries import Entries

COMPLAINT = "complaint"  # the domain that follows from the red flags and the referrals, and is not declared
_VARIABLE = re.compile(r"\{[^{}]*\} ?")
LIFTING = ("with_limits", "yes")


def complaint_domain(entries: Entries, attribute: str, flags: Mapping[str, str]) -> dict[str, str]:
    """Everything that a doctor may have looked at: the red flags, and the referrals that read none."""
    from balance_rules.knowledge import schemas

    referrals = entries.of("referral", schemas.ReferralSchema).values()
    own = {entry.id: _lowered(entry.schema.title) for entry in referrals if attribute not in _names(entry.schema.when)}
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


def complaints(referral: str, condition: Condition, roles: Roles, known: Collection[str]) -> tuple[str, ...]:
    """The names under which `seen` speaks of a referral; none where no known attribute has that role."""
    if roles.seen not in known:
        return ()
    flags = (instance_of(fact) for fact in facts_read(condition) if name_of(fact) == roles.flags)
    return tuple(flag for flag in flags if flag) or (referral,)


def unseen(condition: Condition, names: tuple[str, ...], roles: Roles, seen: Attribute | None) -> Condition:
    """The condition of a referral for as long as no doctor has looked and allowed training."""
    if not names or seen is None:
        return condition
    if all(name_of(fact) != roles.flags for fact in facts_read(condition)):
        return AllOf((condition, *(Not(_lifted(name, seen)) for name in names)))

    def counted(leaf: Condition) -> Condition:
        """A red flag only while no doctor has looked at it and allowed training."""
        match leaf:
            case Compare(fact, Comparison.EQ, 1) if name_of(fact) == roles.flags:
                return AllOf((leaf, Not(_lifted(instance_of(fact) or "", seen))))
        return leaf

    alone = with_leaves(condition, counted)
    flags = [Compare(fact, Comparison.EQ, 1) for fact in facts_read(condition) if name_of(fact) == roles.flags]
    if len(flags) < 2:
        return alone
    return AllOf((condition, AnyOf((alone, *map(counted, flags)))))


def _lifted(complaint: str, seen: Attribute) -> Condition:
    names = [name for name, _ in seen.values]
    return Within(key(seen.id, complaint), tuple(names.index(word) for word in LIFTING if word in names))
