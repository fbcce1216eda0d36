"""The CSV exports of StrongLifts: a row for each exercise today, a row for each workout in the past.

A set is the cell with its repetitions; a blank one was never a set, and 0 is a set that failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from balance_rules.person.logs.files import File
from balance_rules.person.logs.formats.columns import WEIGHT_UNITS, Options
from balance_rules.person.logs.formats.documents import repetitions, row_of
from balance_rules.person.logs.log import Row, Skipped, Unread
from balance_rules.person.logs.table import Table, column, read_table
from balance_rules.person.logs.unread import read_amount

_REPS = re.compile(r"set_(\d+)_reps")
_WEIGHT = re.compile(r"set_(\d+)_(kg|lb)")
_BLOCK = re.compile(r"exercise_\d+")
_SET = re.compile(r"set_\d+")


@dataclass(frozen=True, slots=True)
class _Block:
    """An exercise in a row: where its name stands, and each set's repetitions with the cells of its weight."""

    title: int
    sets: tuple[tuple[int, tuple[tuple[int, str], ...]], ...]


class _StrongLifts:
    id = "stronglifts"
    name = "StrongLifts"

    def recognise(self, file: File) -> bool:
        return not file.is_json and bool(self._blocks(self._names(self._table(file))))

    def read(self, file: File, options: Options) -> Iterator[Row | Skipped]:
        table = self._table(file)
        names = self._names(table)
        blocks, width = self._blocks(names), len(names)
        start = next(at for at, name in enumerate(names) if name.startswith("date"))
        time = names.index("start_time_h_mm") if "start_time_h_mm" in names else None
        workout = next((names.index(name) for name in ("workout_name", "workout") if name in names), None)
        for line, cells in table.rows():
            if len(cells) <= blocks[0].title or any(map(str.strip, cells[width:])):
                yield Skipped(line, "shifted_row", f"{len(cells)} cells for {width} columns")
                continue
            cells = [cell.strip() for cell in cells[:width]] + [""] * (width - len(cells))
            begun = f"{cells[start]} {cells[time]}".strip() if time is not None else cells[start]
            named = cells[workout] if workout is not None else ""
            for block in blocks:
                yield from self._sets(line, begun, named, block, cells)

    def _sets(self, line: int, start: str, workout: str, block: _Block, cells: list[str]) -> Iterator[Row | Skipped]:
        for index, (at, weights) in enumerate(block.sets):
            if cells[at]:
                row = _set(cells[block.title], cells[at], tuple((cells[where], unit) for where, unit in weights))
                if isinstance(row, Row):
                    yield Row(line, workout, start, row.done, str(index))
                else:
                    yield row._replace(line=line, start=start, workout=workout)

    def _table(self, file: File) -> Table:
        return read_table(file, {"exercise", "workout", "set_1_reps", "exercise_1", "set_1", "note", "notes", "set_2"})

    def _names(self, table: Table) -> list[str]:
        return [column(cell) for cell in table.header]

    def _blocks(self, names: list[str]) -> list[_Block]:
        """Where the sets stand; nothing if the header is not StrongLifts'."""
        if not any(name.startswith("date") for name in names):
            return []
        numbered = {match[1]: at for at, name in enumerate(names) if (match := _REPS.fullmatch(name))}
        if "exercise" in names and numbered:
            weights = [(m[1], at, m[2]) for at, name in enumerate(names) if (m := _WEIGHT.fullmatch(name))]
            sets = (
                (at, tuple((where, unit) for other, where, unit in weights if other == n)) for n, at in numbered.items()
            )
            return [_Block(names.index("exercise"), tuple(sets))]
        return [block for block in self._old_blocks(names) if block.sets]

    def _old_blocks(self, names: list[str]) -> Iterator[_Block]:
        """Yield the blocks of a row for each workout: an exercise, its weight in one unit, its sets."""
        begins = [at for at, name in enumerate(names) if _BLOCK.fullmatch(name)]
        for begin, end in pairwise([*begins, len(names)]):
            inside = range(begin + 1, end)
            weights = tuple((at, names[at][-2:]) for at in inside if names[at] in ("weight_kg", "weight_lb"))
            yield _Block(begin, tuple((at, weights) for at in inside if _SET.fullmatch(names[at])))


@lru_cache(maxsize=8192)
def _set(title: str, reps: str, weights: tuple[tuple[str, str], ...]) -> Row | Skipped:
    """A set without its line and what its workout says; what is written alike is read once."""
    unread: list[Unread] = []
    written = ((read_amount("weight", cell, unread), unit) for cell, unit in weights)
    kilograms = [weight * WEIGHT_UNITS[unit] for weight, unit in written if weight]
    weight = kilograms[0] if kilograms else None
    return row_of("", "", title, "normal", repetitions(reps), weight_kg=weight, unread=tuple(unread))


STRONGLIFTS = _StrongLifts()
