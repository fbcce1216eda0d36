"""The words that apps write in cells: units and kinds of sets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

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


def exertion(points: Decimal | None, reserve: Decimal | None) -> Decimal | None:
    """The exertion of a set, of 10: as it is written, or from the repetitions in reserve; 0 is unset in every app."""
    if not points and reserve is not None:
        points = 10 - reserve
    return points if points and 0 < points <= 10 else None


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
