"""The words that apps write in cells: units and kinds of sets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from balance_rules.person.logs.log import Unread
from balance_rules.person.logs.table import shown
from balance_rules.person.logs.unread import read_amount

POUND = Decimal("0.45359237")  # kg

_KINDS = {
    "warmup": ("warmup", "w", "warmupset"),
    "normal": ("normal", "working", "work", "workingset", "regular", "standard", "straight", "backoff", "top", "topset",
               "amrap", "cluster", "restpause", "myorep", "myoreps", "superset", "n"),
    "dropset": ("dropset", "drop", "d"),
    "failure": ("failure", "tofailure", "failed", "f"),
}  # fmt: skip
UNKNOWN_KIND = "unknown_set_type"
_MEANT = {word: kind for kind, words in _KINDS.items() for word in words}


def felt_exertion(rpe: str, rir: str, unread: list[Unread]) -> Decimal | None:
    """The exertion of a set, of 10: as a cell says it, or from the repetitions in reserve; 0 is unset in every app.

    What is no exertion joins `unread`.
    """
    points, reserve = read_amount("rpe", rpe, unread), read_amount("rir", rir, unread)
    felt = 10 - reserve if not points and reserve is not None else points
    if felt and 0 < felt <= 10:
        return felt
    if points:
        unread.append(Unread("rpe", shown(rpe)))
    elif reserve is not None:
        unread.append(Unread("rir", shown(rir)))
    return None


@lru_cache(maxsize=1024)
def set_type(cell: str) -> str:
    """A kind of set in the words of this library, or the reason to leave a set of unknown kind out.

    >>> set_type("drop_set"), set_type("Warm-up"), set_type("mystery")
    ('dropset', 'warmup', 'unknown_set_type')
    """
    return _MEANT.get("".join(c for c in cell.casefold() if c.isalnum()), UNKNOWN_KIND)


def is_unit(cell: str, units: Mapping[str, Decimal]) -> Decimal | None:
    """The size of the unit that a cell names, or None.

    >>> is_unit("mi.", {"mi": Decimal("1609.344")})
    Decimal('1609.344')
    """
    return units.get(cell.casefold().strip(" ."))
