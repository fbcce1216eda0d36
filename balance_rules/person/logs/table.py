"""A delimited text as a header and rows, and the numbers in its cells.

Rows come as the file has them, but for what spreadsheets are known to break: a first line ``sep=,``, and a note
with a line break that lost its quotation marks.
"""

from __future__ import annotations

import csv
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from balance_rules.person.logs.files import File, read_files, refusal

MAX_ROWS = 1_000_000
MOST_HEADER = 100_000  # characters, for a file of one line would be split into millions of columns
MOST_ROW = 10_000_000
WORDY = ("note", "comment", "description", "remark", "notiz", "kommentar")  # in the names of columns of free text
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}

# A file that ends inside quotes would swallow its last rows without an error; a line that we add
# ourselves then does not come back as a row of its own.
_END = "\x1eend of the file"
_SEPARATOR = re.compile(r"\"?sep=([,;\t])\"?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,30})?|\d{1,9},(?:\d{1,2}|\d{4,15})|0,\d{3}")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Table:
    """A delimited file: the header cells as written, the header's line, and the file to read rows from."""

    file: File
    header: tuple[str, ...]
    line: int
    delimiter: str

    @property
    def path(self) -> str:
        """The file, as it is shown."""
        return self.file.path

    @property
    def place(self) -> str:
        """Where the header stands."""
        return f"{self.path}:{self.line}"

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row below the header with the line on which it begins; blank lines are no rows.

        Raises
        ------
        FactError
            More than `MAX_ROWS` rows, or a quote that is never closed.
        """
        data = self.file.data
        if data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n") > MAX_ROWS:
            for line, _ in itertools.islice(self._whole(), MAX_ROWS, None):  # before anything is kept of them
                limit, fix = f"{MAX_ROWS:,} rows", "Export a shorter period, or split the file."
                raise refusal(f"{self.path}:{line}", f"more than {limit}", f"at most {limit}", fix, code="too-large")
        yield from self._whole()

    def _whole(self) -> Iterator[tuple[int, list[str]]]:
        return _rejoined(self._raw(), [column(cell) for cell in self.header])

    def _raw(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows as they stand, blank ones too."""
        reader = csv.reader(itertools.chain(_short(self.file.lines()), [_END]), delimiter=self.delimiter)
        last = begins = 1
        cells: list[str] = []
        try:
            for cells in reader:
                last, begins = begins, reader.line_num + 1
                if last > self.line and not (cells and cells[-1].endswith(_END)):
                    yield last, cells
        except csv.Error as error:
            raise refusal(f"{self.path}:{begins}", f"a row that cannot be read ({error})", *_unclosed()) from error
        if cells != [_END]:
            raise refusal(f"{self.path}:{last}", "a quotation mark that is never closed", *_unclosed())


def _short(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if len(line) > MOST_ROW:
            raise csv.Error(f"{len(line):,} characters")
        yield line


def _rejoined(rows: Iterator[tuple[int, list[str]]], names: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield rows that are not blank, with what spreadsheets break put right where it can be nothing else.

    Two short rows are one whose text was broken only where that text stands in a column of words; anywhere else they
    are two rows that lack cells.
    """
    width = len(names)
    words = [any(word in name for word in WORDY) for name in names]
    short: tuple[int, list[str]] | None = None
    for line, cells in rows:
        if not (len(cells) == width and cells[0]) and not "".join(cells).strip():
            continue
        if short and len(cells) < width and len(short[1]) + len(cells) - 1 <= width and words[len(short[1]) - 1]:
            begun = short[1]  # a broken note goes on
            line, cells = short[0], [*begun[:-1], f"{begun[-1]}\n{cells[0]}", *cells[1:]]
        elif short:
            yield short
        short = (line, cells) if len(cells) < width else None
        if short is None:
            yield line, cells
    if short:
        yield short


def read_table(file: File | Path | str, known: Collection[str]) -> Table:
    """The file as a table; its delimiter is the one that yields most of the `known` columns.

    Of an archive it is the first file.

    Raises
    ------
    FactError
        Empty, or a first line that cannot be read.
    """
    file = file if isinstance(file, File) else read_files(file)[0]
    lines = iter(file.beginning)
    begin, line = next(lines, (1, ""))
    delimiters: Collection[str] = DELIMITERS
    if told := _SEPARATOR.fullmatch(line.strip("\r\n")):
        begin, line = next(lines, (begin, ""))
        delimiters = (told[1],)
    if len(line) > MOST_HEADER:
        found, fix = f"a first line of {len(line):,} characters", "Give the file that the app exported."
        raise refusal(f"{file.path}:{begin}", found, "a header", fix)
    if not line:
        raise refusal(f"{file.path}:1", "an empty file", "a header and a row per set", "Export the log again.")
    try:
        headers = {delimiter: tuple(next(csv.reader([line], delimiter=delimiter))) for delimiter in delimiters}
    except csv.Error as error:
        fix = "Give the file that the app exported."
        raise refusal(f"{file.path}:{begin}", f"a line that cannot be read ({error})", "a header", fix) from error
    delimiter = max(headers, key=lambda d: (len({column(name) for name in headers[d]} & {*known}), len(headers[d])))
    return Table(file, _without_last_commas(headers[delimiter]), begin, delimiter)


def _without_last_commas(header: tuple[str, ...]) -> tuple[str, ...]:
    while len(header) > 1 and not header[-1].strip():
        header = header[:-1]
    return header


def column(name: str) -> str:
    """Return a header cell as a plain column name.

    >>> column("Weight (lbs) ")
    'weight_lbs'
    """
    return re.sub(r"\W+", "_", unicodedata.normalize("NFKC", name).casefold()).strip("_")


def ascii_digits(text: str) -> str:
    """Return the text with the decimal digits of every script written as 0–9.

    >>> ascii_digits("٢٠٢٦")
    '2026'
    """
    if text.isascii():
        return text
    return "".join(c if (d := unicodedata.decimal(c, None)) is None else str(d) for c in text)


@lru_cache(maxsize=8192)
def number(cell: str) -> Decimal | None:
    """Return a cell as a number that is not negative; None for an empty cell.

    A decimal comma is read when it can be nothing else. ``1,250`` could be a thousand or one and a
    quarter, so it is refused, as are signs, exponents and words.

    >>> number("82,5"), number(" ")
    (Decimal('82.5'), None)

    Raises
    ------
    ValueError
        The cell holds something else.
    """
    text = ascii_digits(cell).replace("٫", ".").strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(cell)
    return Decimal(text.replace(",", "."))


@lru_cache(maxsize=8192)
def amount(cell: str) -> Decimal | None:
    """A cell that nothing hangs on: its number, or None for everything else.

    >>> amount("82,5"), amount("-20"), amount("8-9")
    (Decimal('82.5'), None, None)
    """
    try:
        return number(cell)
    except ValueError:
        return None


def seconds(cell: str) -> Decimal | None:
    """A duration in seconds: ``90``, ``1:30``, ``0:01:30``; None for an empty cell.

    >>> seconds("1:30"), seconds("0:01:30"), seconds("90.0")
    (Decimal('90'), Decimal('90'), Decimal('90.0'))

    Raises
    ------
    ValueError
        The cell holds something else.
    """
    if clock := _CLOCK.fullmatch(cell.strip()):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        return Decimal(3600 * hours + 60 * minutes + rest)
    return number(cell)


def shown(text: str, most: int = 80) -> str:
    """Return a text short enough for a report."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _unclosed() -> tuple[str, str]:
    return "as many closing as opening quotation marks", "Close it; if the file was cut off, export it again."
