"""Whatever holds a table, opened: Polars, pandas, Arrow, DuckDB, Ibis, PySpark, or the path of files."""

from __future__ import annotations

import codecs
import csv
import glob
import itertools
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from balance_rules.errors import MOST_PROBLEMS, FactError, Problem, UnsupportedError
from balance_rules.text.wording import counted

Kind = Literal["eager", "lazy", "files", "inside", "engine", "spark"]
PARQUET, CSV = (".parquet", ".pq"), (".csv", ".tsv")
WRITTEN = (*PARQUET, ".csv", ".xlsx")
MOST_HEADER = 1 << 20
MOST_COLUMNS = 20_000  # several times as many as there are facts; Polars takes a minute for 100,000
EXTRAS = {"narwhals": "cohort", "polars": "cohort", "pyarrow": "cohort", "pandas": "pandas", "duckdb": "duckdb"}
EXTRAS |= {"ibis": "ibis", "pyspark": "spark", "sqlglot": "ibis", "xlsxwriter": "excel"}


def needed(module: str) -> Any:
    """Return a library that an extra brings.

    Raises
    ------
    UnsupportedError
        When it is not installed; the error names the extra.
    """
    try:
        return import_module(module)
    except ImportError:
        extra = EXTRAS.get(module.partition(".")[0], "cohort")
        fix = f"Install it with: pip install 'balance-rules[{extra}]'"
        raise UnsupportedError.of(
            "cohort", f"no library {module!r}", f"the extra {extra!r}", fix, code="needs-extra"
        ) from None


@dataclass(frozen=True, slots=True)
class Opened:
    """A table: of which kind, as what runs it reads it, and how a result becomes the caller's kind again.

    An engine is `inside` this process, or elsewhere.
    `sliced` says that any of its rows can be read without those before, as of Parquet files.
    """

    kind: Kind
    native: Any
    restore: Callable[[Any], Any]
    paths: tuple[str, ...] = ()
    sliced: bool = False


def open_table(source: Any, encoding: str | None = None) -> Opened:
    """Return a table opened, nothing read yet of what is lazy; `encoding` is that of CSV files that are not UTF-8.

    Raises
    ------
    FactError
        When a path names no file, or a file of another kind.
    UnsupportedError
        When the table is of no kind that is read, or its library is missing.
    """
    if isinstance(source, (str, Path)):
        return _open_files(str(source), encoding)
    needed("polars")
    needed("narwhals")
    library = type(source).__module__.partition(".")[0]
    match library, type(source).__name__:
        case "polars", "DataFrame":
            return Opened("eager", source, lambda frame: frame, sliced=True)
        case "polars", "LazyFrame":
            return Opened("lazy", source, lambda frame: frame)
        case "pandas", "DataFrame":
            needed("pyarrow")
            return Opened("eager", _from_pandas(source), lambda frame: frame.to_pandas(), sliced=True)
        case "pyarrow", "Table" | "RecordBatch" | "RecordBatchReader":
            whole = source.read_all() if hasattr(source, "read_all") else source
            return Opened("eager", _from_arrow(whole), lambda frame: frame.to_arrow(), sliced=True)
        case (("duckdb" | "_duckdb"), _) if hasattr(source, "columns"):
            return Opened("inside", source, lambda frame: frame)
        case "ibis", _ if hasattr(source, "columns"):
            return Opened("inside" if runs_here(source) else "engine", source, lambda frame: frame)
        case "pyspark", "DataFrame":
            return Opened("spark", source, lambda frame: frame)
    expected = "a table of Polars, pandas, Arrow, DuckDB, Ibis or PySpark, or the path of Parquet or CSV files"
    found = f"a {type(source).__module__}.{type(source).__name__}"
    raise UnsupportedError.of("cohort", found, expected, "Convert it to one of these.", code="unsupported")


def runs_here(table: Any) -> bool:
    """Return whether the engine of a table of Ibis runs in this process and takes functions of it: DuckDB does."""
    return bool(needed("ibis").get_backend(table).name == "duckdb")


def _open_files(pattern: str, encoding: str | None = None) -> Opened:
    pl = needed("polars")
    folder = Path(pattern)
    matches = [pattern] if folder.is_file() else sorted(glob.glob(pattern, recursive=True))
    if folder.is_dir():
        matches = sorted(str(path) for path in folder.rglob("*") if path.suffix.lower() in PARQUET + CSV)
    if not matches:
        raise FactError.of(
            pattern, "no file", "the path or glob of Parquet or CSV files", "Check the path.", code="nothing-there"
        )
    suffixes = {Path(match).suffix.lower() for match in matches}
    if suffixes <= set(PARQUET):
        scan = pl.scan_parquet(matches, glob=False)
    elif suffixes <= set(CSV):
        for match in matches:
            _refuse_cut_off(match)
            _refuse_short_lines(match)
        # every value stays the text that was typed, so that decimals and units are read exactly
        how = {"infer_schema": False, "separator": _separator(matches[0])}
        if encoding is None:
            scan = pl.scan_csv(matches, glob=False, **how)
        else:
            with reading(paths=matches):
                scan = pl.concat([pl.scan_csv(_in_utf8(match, encoding), **how) for match in matches])
    else:
        found = f"files ending in {', '.join(sorted(suffixes)) or 'nothing'}"
        fix = "Give files of one kind: .parquet, .csv or .tsv; of a spreadsheet save the sheet as CSV UTF-8."
        raise FactError.of(pattern, found, "Parquet or CSV files", fix, code="unknown-layout")
    with reading(paths=matches):
        columns = scan.collect_schema().names()
    _refuse_twins([column for column in columns if column.partition(TWIN)[0] in columns and TWIN in column])
    return Opened("files", scan, lambda frame: frame, tuple(matches), sliced=suffixes <= set(PARQUET))


def _in_utf8(path: str, encoding: str) -> bytes:
    """Return a file of another encoding as UTF-8, which is all that Polars reads as a stream."""
    try:
        return Path(path).read_bytes().decode(encoding).encode()
    except UnicodeError as error:
        fix = "Name the encoding that the file was saved in."
        raise FactError.of(
            path, f"bytes that are no {encoding}", f"text in {encoding}", fix, code="unreadable"
        ) from error


TWIN = "_duplicated_"  # what Polars adds to the name of a column that stood in the header before


def _separator(path: str) -> str:
    """What separates the columns of a CSV file: what splits its first line into most of them."""
    with reading(path), open(path, "rb") as lines:
        header = lines.readline(MOST_HEADER)
    if header[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise FactError.of(path, "text in UTF-16", "text in UTF-8", "Save the file as UTF-8.", code="unreadable")
    if b"\r" in header.rstrip(b"\r\n"):  # Polars would take the whole file for the first line
        found, fix = "lines that end in a carriage return alone", "Save the file as CSV UTF-8."
        raise FactError.of(path, found, "lines that end in a line feed", fix, code="unreadable")
    sign = max(",;\t", key=lambda sign: header.count(sign.encode()))
    if header.count(sign.encode()) >= MOST_COLUMNS:
        found, fix = f"more than {MOST_COLUMNS:,} columns", "Leave out what no fact is read from."
        raise FactError.of(path, found, f"at most {MOST_COLUMNS:,}", fix, code="too-large")
    return sign


def _refuse_cut_off(path: str) -> None:
    """Refuse a CSV file whose last line has neither all its fields nor an end: the rest of the file is lost."""
    with reading(path), open(path, "rb") as file:
        header = file.readline(MOST_HEADER)
        file.seek(max(file.tell(), os.path.getsize(path) - MOST_HEADER))
        last = file.read().rpartition(b"\n")[2]
    sign = _separator(path).encode()
    if last.strip() and b'"' not in header + last and last.count(sign) < header.count(sign):
        found = f"{last.count(sign) + 1} of {header.count(sign) + 1} fields in a last line that has no end"
        raise FactError.of(
            path, found, "a file that was not cut off", "Export it again, or end the line.", code="syntax"
        )


def _refuse_short_lines(path: str) -> None:
    """Refuse a CSV file with lines that have fewer cells than the first: nobody knows which cells they lack.

    Polars fills them up with nulls. Where no cell is quoted, counting the separators tells whether there are any.
    """
    with reading(path), open(path, "rb") as file:
        header = file.readline(MOST_HEADER)
        separator = _separator(path)
        wanted = header.count(separator.encode())
        seen, lines, quoted, last = 0, 0, b'"' in header, b"\n"
        while chunk := file.read(MOST_HEADER):
            seen, quoted = seen + chunk.count(separator.encode()), quoted or b'"' in chunk
            lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    lines += last != b"\n"
    if not wanted or (not quoted and seen == lines * wanted):
        return
    short = [*itertools.islice(_short_lines(path, separator), MOST_PROBLEMS + 1)]
    if short:
        count = len(short) if len(short) <= MOST_PROBLEMS else sum(1 for _ in _short_lines(path, separator))
        raise FactError(short, count)


def _short_lines(path: str, separator: str) -> Iterator[Problem]:
    """Yield the lines that have fewer cells than the first; blank lines hold nobody, and are no lines."""
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=separator, strict=True)
        try:
            width, begins = len(next(rows, [])), rows.line_num + 1
            for cells in rows:
                if cells and len(cells) < width:
                    found, expected = counted(len(cells), "cell"), f"{width}, as in the first line"
                    fix = "Put the missing cells in, empty ones where nothing is known."
                    yield Problem(f"{path}:{begins}", found, expected, fix, code="syntax")
                begins = rows.line_num + 1
        except csv.Error:  # what is wrong with the quotes is told when the table is read
            return


def _refuse_twins(columns: Sequence[str]) -> None:
    if columns:
        names = ", ".join(repr(column.partition(TWIN)[0]) for column in columns)
        raise FactError.of(
            "table", f"{names} twice", "one column of each name", "Keep one of the two.", code="duplicate"
        )


def _from_pandas(frame: Any) -> Any:
    """Return a pandas data frame in Polars; its index is no part of it."""
    pl = needed("polars")
    names = [str(name) for name in frame.columns]
    _refuse_twins(sorted({name for name in names if names.count(name) > 1}))
    columns, problems = [], []
    for name, column in frame.items():
        try:
            columns.append(pl.from_pandas(column).alias(str(name)))
        except (ValueError, TypeError, OverflowError, pl.exceptions.PolarsError) as error:
            types = sorted({type(value).__name__ for value in column if value is not None})
            found = f"values of the types {', '.join(types[:5])}"
            if isinstance(error, OverflowError):
                found = "a number too large for 64 bits"
            fix = "Make the column numbers or text."
            problems.append(Problem(f"column {str(name)!r}", found, "values of one type", fix, code="wrong-type"))
    if problems:
        raise FactError(problems)
    return pl.DataFrame(columns)


def _from_arrow(table: Any) -> Any:
    """Return an Arrow table in Polars."""
    names = table.schema.names
    _refuse_twins(sorted({name for name in names if names.count(name) > 1}))
    return needed("polars").from_arrow(table)


def refuse_output(output: Path, inputs: Sequence[str]) -> None:
    """Refuse a path that the results cannot be written to, before anything is read.

    Raises
    ------
    FactError
        When it is of no kind that is written, is one of the inputs, or its folder is missing or closed.
    UnsupportedError
        When it is an Excel file, and the library that writes them is missing.
    """
    folder = output.absolute().parent
    found, fix = "", "Name a file in a folder that is there and can be written to."
    if output.suffix.lower() not in WRITTEN:
        found = f"a name that does not end in {', '.join(WRITTEN[:-1])} or {WRITTEN[-1]}"
        fix = "Results are written as Parquet, CSV or Excel: name the file so."
    elif output.is_dir():
        found = "a folder"
    elif any(output.exists() and output.samefile(path) for path in inputs):
        found, fix = "one of the files that are read", "Give the results a name of their own."
    elif not folder.is_dir():
        found = f"no folder {str(folder)!r}"
    elif not os.access(folder, os.W_OK):
        found = f"the folder {str(folder)!r} closed to writing"
    if found:
        raise FactError.of(str(output), found, "a file to write", fix, code="cannot-write")
    if output.suffix.lower() == ".xlsx":
        needed("xlsxwriter")


def batches(table: Opened, rows: int) -> Iterator[Any]:
    """Yield a table that Polars reads as data frames of about `rows` rows.

    Polars reads ahead by several row groups of a file, however large; slice by slice it holds no more than a slice.

    Raises
    ------
    FactError
        When a file is corrupt or its columns differ from the others'.
    """
    with reading(paths=table.paths):
        lazy = table.native.lazy()
        if table.sliced:
            for first in range(0, count(lazy), rows):
                yield lazy.slice(first, rows).collect()
        else:
            yield from lazy.collect_batches(chunk_size=rows, engine="streaming")


def count(lazy: Any) -> int:
    """Return the number of rows of a lazy Polars table."""
    return int(lazy.select(needed("polars").len()).collect(engine="streaming").item())


NOT_UTF8 = "Save the file as UTF-8, or name its encoding in a mapping ('encoding: cp1252')."
LIBRARIES = frozenset({"polars", "narwhals", "pyarrow", "duckdb", "_duckdb", "ibis", "pyo3_runtime"})
# what a library says of a fault that people can fix, and what it means in our words
_TOLD: Sequence[tuple[str, str, str]] = (
    (r"utf-?8", "text that is not UTF-8", NOT_UTF8),
    (r"more fields|too many fields|ragged", "a line with more fields than the first", "Quote the cells that hold it."),
    (r"unescaped|quot|could not parse", "a quote that is not closed", "Close it, or double quotes inside a cell."),
    (r"empty (csv|data)|no data", "an empty CSV file", "Give a file with a line of names and a line for each person."),
    (r"no space left", "no space left on the disk", "Make room."),
    (r"memory|allocat", "too little memory for the table", "Give it in smaller parts, or free memory."),
)


class reading:
    """Turns what a library underneath finds wrong with a table into a `FactError` in our words."""

    def __init__(self, place: str = "files", paths: Sequence[str] = ()) -> None:
        self.place, self.paths = place, paths

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        from_below = kind is not None and kind.__module__.partition(".")[0] in LIBRARIES
        if not from_below and not isinstance(error, (OSError, MemoryError)):
            return
        for path in self.paths if from_below else ():
            if path.lower().endswith(CSV) and (fault := fault_of_csv(path)):
                raise FactError([fault]) from None
        said = " ".join(str(error).split())
        found, fix = said[:200], "Replace the file that is corrupt or unlike the others."
        for sign, words, advice in _TOLD:
            if re.search(sign, said, re.IGNORECASE):
                found, fix = words, advice
                break
        expected = "files that can be read and have the same columns"
        raise FactError.of(self.place, found.removeprefix("found "), expected, fix, code="unreadable") from None


def fault_of_csv(path: str) -> Problem | None:
    """What is wrong with the text of a CSV file, at its first line that is: what Polars does not tell."""
    try:
        separator = _separator(path)
        with open(path, encoding="utf-8-sig", errors="strict", newline="") as lines:
            rows = csv.reader(lines, delimiter=separator, strict=True)
            width = len(next(rows, []))
            for row in rows:
                if len(row) > width:
                    found, expected = f"{len(row)} fields", f"{width}, as in the first line"
                    fix = f"Put cells that hold {separator!r} in double quotes."
                    return Problem(f"{path}:{rows.line_num}", found, expected, fix, code="syntax")
    except UnicodeDecodeError:
        return Problem(_line_not_utf8(path), "a byte that is not UTF-8", "text in UTF-8", NOT_UTF8, code="unreadable")
    except csv.Error as error:
        fix = "Close the quote, or double quotes inside a cell."
        return Problem(
            f"{path}:{rows.line_num}", str(error), "cells in double quotes that are closed", fix, code="syntax"
        )
    except (OSError, FactError):
        return None
    return None


def _line_not_utf8(path: str) -> str:
    with open(path, "rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return f"{path}:{number}"
    return path
