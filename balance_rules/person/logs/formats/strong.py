"""The CSV exports of Strong: three layouts over the years, one reader.

The oldest has commas, no unit anywhere and 0 for what was not recorded; the next semicolons and a unit in each
row; the latest the unit in the header. Rest timers stand among the sets. A workout of more than 999 hours, left
running, is written with an unquoted thousands separator, which shifts its row.
"""

from __future__ import annotations

import re

from balance_rules.person.logs.formats.columns import ColumnLayout, ColumnNames, TableFormat
from balance_rules.person.logs.formats.words import set_type

_HOURS = re.compile(r"\d{3}h\b.*")


def _kind(cell: str) -> str:
    """A cell of the set's order: a number, a letter for its kind, or the rest timer."""
    if cell.replace(".", "", 1).isdigit():
        return "normal"
    return {"resttimer": "rest_timer", "note": "note_line"}.get("".join(cell.casefold().split()), set_type(cell))


def _repair(cells: list[str], layout: ColumnLayout) -> list[str] | None:
    """Join a duration such as ``3,527h 3min`` again."""
    at = layout.at("duration")
    if len(cells) == layout.width + 1 and at < layout.width and cells[at].isdigit() and _HOURS.fullmatch(cells[at + 1]):
        return [*cells[:at], f"{cells[at]},{cells[at + 1]}", *cells[at + 2 :]]
    return None


STRONG = TableFormat(
    id="strong",
    name="Strong",
    columns=ColumnNames(
        title="exercise_name",
        workout="workout_name",
        set_type="set_order",
        index="set_order",
        duration="seconds",
        rpe="rpe",
        note="notes",
    ),
    required=("date", "exercise_name", "set_order", "reps"),
    telling=frozenset({"workout_name", "exercise_name", "set_order", "workout_notes", "workout_duration", "workout"}),
    others=frozenset({"duration", "workout_notes", "workout_duration", "workout", "duration_sec"}),
    kind=_kind,
    zero_is_unset=True,
    repair=_repair,
)
