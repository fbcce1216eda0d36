"""A delimited text file as a header and rows, and the numbers in its cells.

Files come from strangers: size and rows are capped, the text must be UTF-8, and nothing about the
file is taken from its name. Whatever makes a file unreadable is a `FactError` with its place.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from balance_rules.errors import FactError, Problem

MAX_BYTES = 50_000_000
MAX_ROWS = 1_000_000
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}

# A file that ends inside quotes would swallow its last rows without an error; a line that we add
# ourselves then does not come back as a row of its own.
_END = "\x1eend of the file"
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,15})?|\d{1,9},(?:\d{1,2}|\d{4,15})|0,\d{3}")


@dataclass(frozen=True, slots=True)
class Table:
    """A delimited file: the header cells as written, the header's line, and the text to read rows from."""

    path: str
    header: tuple[str, ...]
    line: int
    delimiter: str
    text: str

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
        lines = itertools.chain(io.StringIO(self.text, newline=""), [_END])
        reader = csv.reader(lines, delimiter=self.delimiter)
        count, begins, cells = 0, 1, []
        try:
            for cells in reader:
                if begins > self.line and any(map(str.strip, cells)) and cells != [_END]:
                    count += 1
                    if count > MAX_ROWS:
                        raise _refusal(f"{self.path}:{begins}", *_too_many_rows())
                    if not cells[-1].endswith(_END):
                        yield begins, cells
                last, begins = begins, reader.line_num + 1
        except csv.Error as error:
            raise _refusal(f"{self.path}:{begins}", f"a row that cannot be read ({error})", *_unclosed()) from error
        if cells != [_END]:
            raise _refusal(f"{self.path}:{last}", "a quotation mark that is never closed", *_unclosed())


def read_table(path: Path | str, known: Collection[str]) -> Table:
    """Return the file as a table; its delimiter is the one that yields most of the `known` columns.

    Raises
    ------
    FactError
        No such file, too large, binary, not UTF-8, or empty.
    """
    text = _text(Path(path))
    lines = enumerate(io.StringIO(text, newline=""), 1)
    begin, line = next(((n, line) for n, line in lines if line.strip()), (1, ""))
    if not line:
        raise _refusal(f"{path}:1", "an empty file", "a header and a row per set", "Export the log again.")
    try:
        headers = {delimiter: tuple(next(csv.reader([line], delimiter=delimiter))) for delimiter in DELIMITERS}
    except csv.Error as error:
        fix = "Give the file that the app exported."
        raise _refusal(f"{path}:{begin}", f"a line that cannot be read ({error})", "a header", fix) from error
    delimiter = max(headers, key=lambda d: (len({column(name) for name in headers[d]} & {*known}), len(headers[d])))
    return Table(str(path), headers[delimiter], begin, delimiter, text)


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


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            found = "a folder" if path.is_dir() else "no such file"
            raise _refusal(str(path), found, "a training log as a CSV file", "Give the path of the exported file.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        found = f"a file that cannot be opened ({error.strerror or error})"
        raise _refusal(str(path), found, "a readable CSV file", "Check the path and its permissions.") from error
    if len(data) > MAX_BYTES:
        limit = f"at most {MAX_BYTES // 1_000_000} MB"
        raise _refusal(f"{path}:1", f"more than {limit[8:]}", limit, "Export a shorter period, or split the file.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(f"{path}:1", "text in UTF-16", "text in UTF-8", "Save the file as “CSV UTF-8”.")
    if data.startswith(b"PK\x03\x04"):
        found = "a zip archive or a spreadsheet"
        raise _refusal(f"{path}:1", found, "a CSV file", "Unpack it, or save the sheet as “CSV UTF-8”.")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise _refusal(f"{path}:{line}", "binary data", "a CSV file", "Give the file that the app exported.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{data[error.start]:02x}, which is not UTF-8"
        raise _refusal(f"{path}:{line}", found, "text in UTF-8", "Save the file as “CSV UTF-8”.") from error


def _too_many_rows() -> tuple[str, str, str]:
    limit = f"{MAX_ROWS:,} rows"
    return f"more than {limit}", f"at most {limit}", "Export a shorter period, or split the file."


def _unclosed() -> tuple[str, str]:
    return "as many closing as opening quotation marks", "Close it; if the file was cut off, export it again."


def _refusal(place: str, found: str, expected: str, fix: str) -> FactError:
    return FactError([Problem(place, found, expected, fix)])
