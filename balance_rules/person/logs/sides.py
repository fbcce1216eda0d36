"""Sets of the left and of the right, logged apart: two of them are one set of the exercise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def one_of_two(rows: Sequence[T], side: Callable[[T], str]) -> list[T]:
    """The rows of one exercise in one session that are the other side of a set already counted.

    Of rows that name their side, as many as both sides have; of rows that do not, every second.

    >>> one_of_two(["left", "right", "left", "right", "left"], lambda row: row)
    ['right', 'right']
    >>> one_of_two(["", "", ""], lambda row: row)
    ['']
    """
    left = [row for row in rows if side(row) == "left"]
    right = [row for row in rows if side(row) == "right"]
    unsaid = [row for row in rows if not side(row)]
    fewer = right if len(right) <= len(left) else left
    return [*fewer, *unsaid[1::2]] if left and right else unsaid[1::2]
