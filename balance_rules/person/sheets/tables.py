"""A table of a file as rows whose cells are asked for by the names of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from balance_rules.person.logs.table import number
from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source, refusal, rows
from balance_rules.person.sheets.protocol import plain


class SheetRow:
    """A row of a table by the names of its columns; `bad` are cells that should hold a number and do not."""

    def __init__(self, names: Sequence[str], line: int, cells: list[str]) -> None:
        self.line = line
        self.bad: list[str] = []
        self.cells = dict(zip(names, cells, strict=True))

    def text(self, *names: str) -> str:
        """Return the first of the columns that is there, without blanks around it."""
        return next((self.cells[name].strip() for name in names if name in self.cells), "")

    def number(self, name: str) -> Decimal | None:
        """Return a cell as a number, None when it is empty; one that holds something else is noted in `bad`."""
        cell = self.cells.get(name, "")
        try:
            return number(cell)
        except ValueError:
            self.bad.append(f"{name} = {cell.strip()[:30]!r}")
            return None


def table(source: Source, account: SheetAccount, needed: Sequence[str]) -> Iterator[SheetRow]:
    """Yield the rows of a table whose header has the `needed` columns; rows of another width are skipped.

    Raises
    ------
    FactError
        A needed column stands twice, or the file cannot be read.
    """
    found = rows(source)
    line, header = next(found, (1, []))
    names = [plain(cell) for cell in header]
    for name in needed:
        if names.count(name) > 1:
            place, fix = f"{source.place}:{line}", "Remove or rename the one that is wrong."
            raise refusal(place, f"{names.count(name)} columns {name!r}", "each column once", fix, code="duplicate")
    width = len(names)
    for line, cells in found:
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            cells = cells[:width]  # a spreadsheet's trailing commas
        if len(cells) == width:
            yield SheetRow(names, line, cells)
        else:
            account.skip(line, "more or fewer cells than columns", f"{len(cells)} for {width}")
