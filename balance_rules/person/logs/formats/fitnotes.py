"""The CSV exports of FitNotes, for Android and iOS.

A row is a set, a day has no hour. Names of exercises may hold commas without quotation marks, which shift the rest
of the row; the category beside the name and the numbers after it show where the name ends.
"""

from __future__ import annotations

from balance_rules.person.logs.formats.columns import ColumnLayout, ColumnNames, TableFormat
from balance_rules.person.logs.table import amount

_NUMBERS = ("weight_kgs", "weight_kg", "weight_lbs", "weight_lb", "weight", "reps", "distance")


def _repair(cells: list[str], layout: ColumnLayout) -> list[str] | None:
    """Join what commas took apart: the name of the exercise, the comment, or both; None unless only one way fits."""
    extra = len(cells) - layout.width
    name, last = layout.at("exercise"), layout.width - 1
    if extra < 1 or name != layout.at("category") - 1:
        return None
    fits = []
    for of_name in range(extra + 1):
        joined = [*cells[:name], ",".join(cells[name : name + of_name + 1]), *cells[name + of_name + 1 :]]
        joined = [*joined[:last], ",".join(joined[last:])]
        if _fits(joined, layout):
            fits.append(joined)
    return fits[0] if len(fits) == 1 else None


def _fits(cells: list[str], layout: ColumnLayout) -> bool:
    category = cells[layout.at("category")].strip()
    numbers = [cells[layout.at(n)].strip() for n in _NUMBERS if n in layout.position]
    return (
        bool(category)
        and amount(category) is None
        and category.count("(") == category.count(")")  # "Dumbbells)" is still the name
        and all(not cell or amount(cell) is not None for cell in numbers)
        and any(numbers)
    )


FITNOTES = TableFormat(
    id="fitnotes",
    name="FitNotes",
    columns=ColumnNames(
        set_type="kind",
        duration="time",
        note="comment",
    ),
    required=("date", "exercise", "category", "reps"),
    telling=frozenset({"category", "weight_kgs", "weight_unit", "distance_unit", "comment", "kind"}),
    others=frozenset({"category"}),
    spellings={"notes": "comment", "comments": "comment"},
    any_kind=True,  # only newer versions write it
    zero_is_unset=True,
    repair=_repair,
)
