"""Sets of the left and of the right, logged apart: two of them are one set of the exercise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

_WORDS = {
    "left": "left|l|lt|links|gauche|izquierd[ao]|esquerd[ao]|sinistr[ao]|sol|lew[ayo]|лев(?:ая|ый)",
    "right": "right|r|rt|rechts|droite|derech[ao]|direit[ao]|destr[ao]|sağ|praw[ayo]|прав(?:ая|ый)",
}
_LETTERS = {"left": "l|lt", "right": "r|rt"}
_LIMB = r"(?:[ -](?:side|arm|leg|hand|foot))?"
# A note that is nothing else than a side; in a title a side stands in brackets, before or behind a dash, or as an
# English word anywhere, but neither in "upright row" nor in "right angle curl".
_NOTES = {side: re.compile(rf"(?:{words}){_LIMB}") for side, words in _WORDS.items()}
_TITLES = {
    side: re.compile(
        rf"[(\[]\s*(?:{words}){_LIMB}\s*[)\]]"
        rf"|^\s*(?:{words}){_LIMB}\s*[:,–-]\s"
        rf"|\s*[,:–-]\s*(?:{words}){_LIMB}\s*$"
        rf"|(?<=\s)(?:{_LETTERS[side]})\s*$"
        rf"|\b{side}{_LIMB}\b(?![ -]angle)",
        re.IGNORECASE,
    )
    for side, words in _WORDS.items()
}
_BOTH = re.compile(r"\b(?:each|per|both) (?:side|arm|leg|hand|foot)s?\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def side_of(title: str, note: str) -> str:
    """``left`` or ``right`` if the title or a note that says nothing else names one side, or nothing.

    >>> side_of("Bulgarian Split Squat (Left)", ""), side_of("Curl", "R"), side_of("Row", "left one in the tank")
    ('left', 'right', '')
    >>> side_of("Right Arm Row", ""), side_of("Split Squat L", ""), side_of("Upright Row", "")
    ('right', 'left', '')
    """
    said = note.casefold().strip(" .:()")
    named = [side for side in _WORDS if _TITLES[side].search(title)]
    named = named or [side for side in _WORDS if said and _NOTES[side].fullmatch(said)]
    return named[0] if len(named) == 1 else ""


@lru_cache(maxsize=8192)
def without_side(title: str) -> str:
    """A title without words about the side: they say how the sets were done, not which exercise it was.

    >>> without_side("Left Arm Row - each side"), without_side("Split Squat - Rt"), without_side("Upright Row")
    ('Row -', 'Split Squat', 'Upright Row')
    """
    for pattern in (_BOTH, *_TITLES.values()):
        title = pattern.sub(" ", title)
    return " ".join(title.split())


def one_of_two(rows: Sequence[T], side: Callable[[T], str]) -> list[T]:
    """The rows of one exercise in one session that are the other side of a set already counted.

    Of rows that name their side, as many as both sides have; of rows that do not, every second.

    >>> one_of_two(["left", "right", "left", "right", "left"], lambda row: row)
    ['right', 'right']
    >>> one_of_two(["right", "right"], lambda row: row)
    []
    >>> one_of_two(["", "", ""], lambda row: row)
    ['']
    """
    left = [row for row in rows if side(row) == "left"]
    right = [row for row in rows if side(row) == "right"]
    unsaid = [row for row in rows if not side(row)]
    fewer = right if len(right) <= len(left) else left
    return [*fewer, *unsaid[1::2]]
