"""The files that results are written to: Parquet for programs, CSV and Excel for people.

In a table for people nothing that came from outside acts: what begins like a formula is shown as the text it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from traceback import walk_tb
from typing import Any
from zipfile import ZipFile

from balance_rules.cohort.tables import needed
from balance_rules.errors import FactError
from balance_rules.text.writing import for_cell

ROWS_PER_GROUP = 1 << 17  # of a Parquet file, whose index grows with every group
EXCEL_ROWS, EXCEL_COLUMNS = 1_048_575, 16_384  # that a sheet has, its header aside

Write = Callable[[Any], None]


@contextmanager
def parquet(path: Path, first: Any) -> Iterator[Write]:
    """Give what writes Polars frames like `first` to a Parquet file."""
    with needed("pyarrow.parquet").ParquetWriter(path, _arrow(first).schema) as writer:

        def write(frame: Any) -> None:
            for part in _arrow(frame).to_batches():
                writer.write_batch(part, ROWS_PER_GROUP)

        yield write


@contextmanager
def csv(path: Path, first: Any) -> Iterator[Write]:
    """Give what writes Polars frames to a CSV file in UTF-8, with the mark by which Excel knows it."""
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        _for_people(first.clear()).write_csv(file)
        yield lambda frame: _for_people(frame).write_csv(file, include_header=False)


@contextmanager
def excel(path: Path, first: Any) -> Iterator[Write]:
    """Give what writes Polars frames to the one sheet of an Excel file, the names of columns always in sight."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with _os_errors(), needed("xlsxwriter").Workbook(path, options) as book:
        sheet, bold = book.add_worksheet("results"), book.add_format({"bold": True})
        sheet.freeze_panes(1, 1)
        for at, name in enumerate(first.columns):
            sheet.write_string(0, at, for_cell(name), bold)
        line = 0

        def write(frame: Any) -> None:
            nonlocal line
            for row in _for_people(frame).iter_rows():
                line += 1
                for at, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(line, at, value)
                    elif value is not None:
                        sheet.write_number(line, at, value)

        yield write


@contextmanager
def _os_errors() -> Iterator[None]:
    """Let a full disk be the error of the system that it is, and not one of xlsxwriter's own."""
    try:
        yield
    except needed("xlsxwriter.exceptions").XlsxFileError as error:
        cause = error.__context__ or error
        for frame, _ in walk_tb(cause.__traceback__):
            for archive in [value for value in frame.f_locals.values() if isinstance(value, ZipFile)]:
                file, archive.fp = archive.fp, None  # it would try again when it is freed, and print that it cannot
                if file is not None:
                    with suppress(OSError):
                        file.close()
        raise OSError(getattr(cause, "errno", None), getattr(cause, "strerror", None) or str(cause)) from None


WRITERS: Mapping[str, Callable[[Path, Any], AbstractContextManager[Write]]] = {
    ".parquet": parquet,
    ".pq": parquet,
    ".csv": csv,
    ".xlsx": excel,
}


def refuse_large(output: Path, rows: int, columns: int) -> None:
    """Refuse more than a sheet of Excel has room for.

    Raises
    ------
    FactError
        With what it has room for.
    """
    if output.suffix.lower() == ".xlsx" and (rows > EXCEL_ROWS or columns > EXCEL_COLUMNS):
        expected = f"at most {EXCEL_ROWS:,} rows of {EXCEL_COLUMNS:,} columns, which is what a sheet has room for"
        found, fix = f"{rows:,} rows of {columns:,} columns", "Write a .parquet or .csv file."
        raise FactError.of(str(output), found, expected, fix, code="cannot-write")


def _arrow(frame: Any) -> Any:
    return frame.to_arrow(compat_level=needed("polars").CompatLevel.oldest())


def _for_people(frame: Any) -> Any:
    """Return a frame as a spreadsheet can hold it: words, and numbers that it keeps exactly."""
    pl = needed("polars")
    made = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if dtype == pl.String:
            column = column.map_elements(for_cell, pl.String)
        elif isinstance(dtype, (pl.Enum, pl.Categorical)) or not dtype.is_numeric():
            column = column.cast(pl.String)  # a time, a day, yes and no as ISO and English write them
        elif name.startswith("fired_"):
            column = column.cast(pl.String)  # 63 bits, of which a spreadsheet's numbers keep 53
        made.append(column.alias(name))
    return frame.select(made)
