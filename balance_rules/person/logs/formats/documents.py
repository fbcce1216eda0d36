"""What the formats in JSON share: finding the workouts, and numbers that may be text.

What stands where a workout, an exercise or a set should stand is a row that was skipped, whatever it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from balance_rules.person.logs.files import File
from balance_rules.person.logs.log import SET_TYPES, Done, Row, Skipped, Unread
from balance_rules.person.logs.table import amount, shown
from balance_rules.person.logs.unread import MOST_REPETITIONS, says_something, without_slips

_LOOKED_AT = 5_000


def number_of(value: Any) -> Decimal | None:
    """A number, or a text that is one, not negative; None for everything else.

    >>> number_of("8.00"), number_of(None), number_of(-3)
    (Decimal('8.00'), None, None)
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    return amount(str(value))


def text_of(value: Any) -> str:
    """A text without blanks around it; nothing for what is no text."""
    return value.strip() if isinstance(value, str) else ""


def read_number(wrong: str, value: Any, unread: list[Unread]) -> Decimal | None:
    """The number that a value is; a value that says something else joins `unread`."""
    number = number_of(value)
    if number is None and value is not None and says_something(str(value), of_body=wrong == "weight"):
        unread.append(Unread(wrong, shown(str(value))))
    return number


def entries(document: Any, *keys: str) -> list[Any]:
    """The workouts of a document: itself, what a list holds, or what stands under one of the keys.

    Some of them may be something else; `Rows` says what becomes of it.
    """
    if isinstance(document, list):
        return document
    for key in keys:
        inner = document.get(key)
        if isinstance(inner, (list, Mapping)):
            return entries(inner, *keys)
    return [document]


def workouts(file: File, *keys: str) -> Iterator[Mapping[str, Any]]:
    """Yield the entries of a document that are objects, of the first few thousand; none of a file that has no workouts.

    They show the layout. A list may have millions of other things.
    """
    if file.may_have("exercise"):
        yield from (item for item in entries(file.document, *keys)[:_LOOKED_AT] if isinstance(item, dict))


def numbered(rows: Iterator[Row | Skipped]) -> Iterator[Row | Skipped]:
    """Yield rows with their numbers, from 1, as their lines."""
    for line, row in enumerate(rows, 1):
        yield row._replace(line=line)


def no_part(reason: str, where: str, value: Any, start: str = "", workout: str = "") -> Skipped:
    """What stands in a document where a workout, an exercise or a set should; `where` are the keys that lead to it."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "yes or no", type(None): "nothing"}
    return Skipped(0, reason, shown(f"{where}: {kinds.get(type(value), 'a number')}"), "", start, workout)


def repetitions(value: Any) -> int | str | None:
    """Whole repetitions; None where none are given; the value as text where it is no whole number."""
    if value is None or value == "":
        return None
    number = number_of(value)
    if number is None or number != int(number) or number > MOST_REPETITIONS:
        return shown(str(value))
    return int(number)


def row_of(
    workout: str, start: str, title: str, kind: str, reps: int | str | None, number: str = "", **rest: Any
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
        return Row(0, workout, start, without_slips(Done(title, kind, reps, **rest)), number)
    return Skipped(0, reason, text, "", start, workout)
