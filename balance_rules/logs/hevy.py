"""The CSV export of Hevy, known by its header and never by its name.

Hevy writes a row per set. Its columns come in any order; an account in pounds and miles has
``weight_lbs`` and ``distance_miles``; exports that passed through other programs carry both weights, a
``weight`` without unit, or lack the columns that nothing here needs. Names of exercises and months are in
the language of the telephone. A blank weight is body weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from sys import intern
from typing import Literal

from balance_rules.errors import FactError, Problem, nearest
from balance_rules.logs.log import WARMUP, Row, Skipped
from balance_rules.logs.table import DELIMITERS, Table, column, number

SET_TYPES = (WARMUP, "normal", "dropset", "failure")

REQUIRED = ("title", "start_time", "exercise_title", "set_type", "reps")
WEIGHTS = {"weight_kg": Decimal(1), "weight_lbs": Decimal("0.45359237"), "weight": None}  # in kg
DISTANCES = {"distance_km": Decimal(1000), "distance_miles": Decimal("1609.344"), "distance_meters": Decimal(1)}  # in m
OTHERS = ("end_time", "description", "superset_id", "exercise_notes", "set_index", "duration_seconds", "rpe")
COLUMNS = frozenset({*REQUIRED, *WEIGHTS, *DISTANCES, *OTHERS})
SPELLINGS = {"weight_lb": "weight_lbs", "supersets_id": "superset_id", "distance_mi": "distance_miles"}
# Columns that other apps' exports have as well do not tell that a file is Hevy's.
TELLING = COLUMNS - {"title", "description", "reps", "weight", "rpe"}

_UNITS = {"kg": "weight_kg", "lb": "weight_lbs"}
_EXACT = Context(prec=40)
_SHOWN = 80
# Both columns are rounded by whoever wrote them, so they may differ a little.
_ROUNDING_KG = Decimal("0.5")
_ROUNDING_SHARE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns stand, by name, and how many there are; `weight_unit` is that of a plain ``weight``."""

    path: str
    positions: dict[str, int]
    width: int
    weight_unit: Literal["kg", "lb"] | None

    @property
    def needs_unit(self) -> bool:
        """Whether there is a weight column whose unit the header does not give."""
        return "weight" in self.positions

    def read(self, line: int, cells: list[str]) -> Row | Skipped:
        """Return a row's values, or the reason why it has none.

        Raises
        ------
        FactError
            The row has a weight, and nothing tells its unit.
        """
        if len(cells) != self.width:
            return Skipped(line, "shifted_row", f"{len(cells)} cells for {self.width} columns")
        title = self._cell(cells, "exercise_title")
        if not title:
            return Skipped(line, "missing_exercise", _shown(" ".join(cells)))
        kind = self._cell(cells, "set_type").casefold()
        if kind not in SET_TYPES:
            return Skipped(line, "unknown_set_type", _shown(self._cell(cells, "set_type")))
        try:
            reps = self._number(cells, "reps")
            if reps is not None and reps != int(reps):
                raise ValueError(str(reps))
            duration, rpe = self._number(cells, "duration_seconds"), self._number(cells, "rpe")
            distance = self._quantity(cells, DISTANCES)
            weight = self._weight(line, cells)
        except ValueError as error:
            return Skipped(line, "invalid_number", _shown(str(error)))
        if isinstance(weight, Skipped):
            return weight
        # one object per text: in a long log titles and dates stand thousands of times
        workout, start, title = (intern(self._cell(cells, name)) for name in ("title", "start_time", "exercise_title"))
        whole = None if reps is None else int(reps)
        return Row(line, workout, start, title, kind, weight, whole, duration, distance, rpe)

    def _cell(self, cells: list[str], name: str) -> str:
        position = self.positions.get(name)
        return "" if position is None else cells[position].strip()

    def _number(self, cells: list[str], name: str) -> Decimal | None:
        position = self.positions.get(name)
        return None if position is None else number(cells[position])

    def _quantity(self, cells: list[str], units: dict[str, Decimal]) -> Decimal | None:
        """Return the first quantity that is written, in the base unit."""
        for name, unit in units.items():
            value = self._number(cells, name)
            if value is not None:
                return _EXACT.multiply(value, unit)
        return None

    def _weight(self, line: int, cells: list[str]) -> Decimal | Skipped | None:
        """Return the weight in kg, None for body weight; skip a row whose two weights differ."""
        written = {name: value for name in WEIGHTS if (value := self._number(cells, name)) is not None}
        if "weight" in written:
            plain = written.pop("weight")
            if not written:
                written[self._plain_column(line, plain)] = plain
        weights = [_EXACT.multiply(value, WEIGHTS[name] or Decimal(1)) for name, value in written.items()]
        if len(weights) == 2 and abs(weights[0] - weights[1]) > max(_ROUNDING_KG, weights[0] * _ROUNDING_SHARE):
            text = f"{written['weight_kg']} kg and {written['weight_lbs']} lb"
            return Skipped(line, "weights_disagree", text)
        return weights[0] if weights else None

    def _plain_column(self, line: int, weight: Decimal) -> str:
        """Return the column whose unit a weight without unit has; nothing weighs nothing in every unit."""
        if self.weight_unit is None and weight:
            place = f"{self.path}:{line}"
            fix = "Say weight_unit='kg' or weight_unit='lb' (needs_unit)."
            found = f"the weight {weight} without a unit"
            raise FactError([Problem(place, found, "a column weight_kg or weight_lbs, or the unit", fix)])
        return _UNITS[self.weight_unit or "kg"]


def layout(table: Table, weight_unit: Literal["kg", "lb"] | None = None) -> Layout:
    """Return where Hevy's columns stand in the file.

    Raises
    ------
    FactError
        The header is not Hevy's, lacks a column that is needed, or has one twice.
    """
    names = [SPELLINGS.get(column(cell), column(cell)) for cell in table.header]
    if len(TELLING & {*names}) < 3:
        raise FactError([_not_hevy(table)])
    problems = [_missing(table, name, names) for name in REQUIRED if name not in names]
    if not WEIGHTS.keys() & {*names}:
        problems.append(_missing(table, "weight_kg", names))
    for name in sorted(COLUMNS & {*names}):
        if names.count(name) > 1:
            found = f"{names.count(name)} columns {name!r}"
            problems.append(Problem(table.place, found, "each column once", "Remove or rename the one that is wrong."))
    if weight_unit not in (None, "kg", "lb"):
        guess = nearest(str(weight_unit), ["kg", "lb"]) or "kg"
        problems.append(Problem("weight_unit", f"{weight_unit!r}", "'kg' or 'lb'", f"Write {guess!r}?"))
    if problems:
        raise FactError(problems)
    return Layout(table.path, {name: names.index(name) for name in COLUMNS & {*names}}, len(names), weight_unit)


def _missing(table: Table, name: str, names: list[str]) -> Problem:
    guess = nearest(name, [other for other in names if other not in COLUMNS])
    fix = f"Rename the column {guess!r} to {name!r}?" if guess else "Export the log from Hevy again."
    expected = f"the column {name!r}" + (" or 'weight_lbs'" if name == "weight_kg" else "")
    return Problem(table.place, f"the columns {_shown(', '.join(table.header), 300)}", expected, fix)


def _not_hevy(table: Table) -> Problem:
    columns = "title, start_time, exercise_title, set_type, weight_kg or weight_lbs, reps"
    found = f"a header of another layout, read with {DELIMITERS[table.delimiter]}: {_shown(', '.join(table.header))}"
    fix = "Export the workouts from Hevy as CSV, or rename the columns."
    return Problem(table.place, found, f"Hevy's layout with the columns {columns}", fix)


def _shown(text: str, most: int = _SHOWN) -> str:
    """Return a text short enough for a report."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
