"""The words that apps write in cells: units, kinds of sets, sides."""

from __future__ import annotations

import re
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
_MEANT = {word: kind for kind, words in _KINDS.items() for word in words}

# A word of a side in brackets or at the end of a title, or a note that is nothing else.
_SIDES = {
    "left": "left|l|links|gauche|izquierd[ao]|esquerd[ao]|sinistr[ao]|sol|lew[ayo]|лев(?:ая|ый)",
    "right": "right|r|rechts|droite|derech[ao]|direit[ao]|destr[ao]|sağ|praw[ayo]|прав(?:ая|ый)",
}
_LIMB = r"(?: (?:side|arm|leg|hand|foot))?"
_NOTES = {side: re.compile(rf"(?:{words}){_LIMB}") for side, words in _SIDES.items()}
# "Cable Row - Right" and "(L)", but neither "upright row" nor "Hammer Curl R"
_TITLES = {
    side: re.compile(rf"(?:[(\[,–-]\s*(?:{words}){_LIMB}\s*[)\]]?|\b{side}{_LIMB})$") for side, words in _SIDES.items()
}


@lru_cache(maxsize=1024)
def set_type(cell: str) -> str:
    """A kind of set in the words of this library, or the reason to leave a set of unknown kind out.

    >>> set_type("drop_set"), set_type("Warm-up"), set_type("mystery")
    ('dropset', 'warmup', 'unknown_set_type')
    """
    return _MEANT.get("".join(c for c in cell.casefold() if c.isalnum()), "unknown_set_type")


@lru_cache(maxsize=8192)
def side_of(title: str, note: str) -> str:
    """``left`` or ``right`` if the title or a note that says nothing else names one side, or nothing.

    >>> side_of("Bulgarian Split Squat (Left)", ""), side_of("Curl", "R"), side_of("Row", "left one in the tank")
    ('left', 'right', '')
    """
    plain, said = title.casefold().strip(), note.casefold().strip(" .:()")
    for side in _SIDES:
        if (said and _NOTES[side].fullmatch(said)) or _TITLES[side].search(plain):
            return side
    return ""


def is_unit(cell: str, units: Mapping[str, Decimal]) -> Decimal | None:
    """The size of the unit that a cell names, or None.

    >>> is_unit("mi.", {"mi": Decimal("1609.344")})
    Decimal('1609.344')
    """
    return units.get(cell.casefold().strip(" ."))
