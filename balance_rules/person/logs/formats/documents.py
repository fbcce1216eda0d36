"""What the formats in JSON share: finding the workouts, and numbers that may be text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from balance_rules.person.logs.log import SET_TYPES, Done, Row, Skipped
from balance_rules.person.logs.table import amount, shown

MOST_ROWS = 1_000_000


def number_of(value: Any) -> Decimal | None:
    """A number, or a text that is one, not negative; None for everything else.

    >>> number_of("8.00"), number_of(None), number_of(-3)
    (Decimal('8.00'), None, None)
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    return amount(str(value)) if isinstance(value, str) or abs(value) < 1e9 else None


def text_of(value: Any) -> str:
    """A text without blanks around it; nothing for what is no text."""
    return value.strip() if isinstance(value, str) else ""


def mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list; nothing for what is no list."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))  # a list may have millions of other things


def workouts(document: Any, *keys: str) -> list[Mapping[str, Any]]:
    """The workouts of a document: itself, those of a list, or those under one of the keys."""
    if isinstance(document, list):
        return [*mappings(document)]
    for key in keys:
        inner = document.get(key)
        if isinstance(inner, (list, Mapping)):
            return workouts(inner, *keys)
    return [document]


def repetitions(value: Any) -> int | str | None:
    """Whole repetitions; None where none are given; the value as text where it is no whole number."""
    if value is None or value == "":
        return None
    number = number_of(value)
    if number is None or number != int(number):
        return shown(str(value))
    return int(number)


def row_of(
    line: int, workout: str, start: str, title: str, kind: str, reps: int | str | None, number: str = "", **rest: Any
) -> Row | Skipped:
    """A set of a document as a row, or the reason why it is none."""
    reason = text = ""
    if not title:
        reason = "missing_exercise"
    elif kind not in SET_TYPES:
        reason, text = kind, shown(title)
    elif isinstance(reps, str):
        reason, text = "invalid_number", reps
    else:
        return Row(line, workout, start, Done(title, kind, reps, **rest), number)
    return Skipped(line, reason, text, "", start, workout)
