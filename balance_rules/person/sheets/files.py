"""A file from a stranger: what it is by its first bytes, and its bytes or rows as a stream.

Nothing is taken from a file's name. A zip archive is looked into and never unpacked to a place that it names;
how much it may hold is bounded. Whatever makes a file unreadable is a `FactError` with its place.
"""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from balance_rules.errors import FactError
from balance_rules.person.logs.files import refusal as refusal
from balance_rules.person.sheets.protocol import plain

Kind = Literal["text", "xml", "sqlite", "zip", "pdf", "binary"]

HEAD = 65_536
MOST_ROWS = 1_000_000
MOST_MEMBERS = 200
# A health export of ten years has a few gigabytes and packs about 30 to 1; a bomb packs 1000 to 1.
MOST_UNPACKED = 16_000_000_000
DENSEST, SMALL = 200, 100_000_000

_END = "\x1eend of the file"  # a file that ends inside quotes would otherwise lose its last rows without an error
_MARKS: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3\x00", "sqlite"),
)
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of a zip archive: what it is, and its first bytes."""

    path: Path
    member: str
    kind: Kind
    head: bytes

    @property
    def place(self) -> str:
        """The file's name as problems show it."""
        return f"{self.path}: {self.member}" if self.member else str(self.path)

    @property
    def encoding(self) -> str:
        """The encoding of the text: UTF-8, or UTF-16 with its mark."""
        return _BOMS.get(self.head[:2], "utf-8-sig")

    @property
    def start(self) -> str:
        """The first characters of the text."""
        return self.head.decode(self.encoding, errors="replace")

    @property
    def header(self) -> tuple[str, ...]:
        """The cells of the first line in plain words; nothing for a file that is no table."""
        return tuple(plain(cell) for cell in self.columns)

    @property
    def columns(self) -> tuple[str, ...]:
        """The cells of the first line as they are written."""
        if self.kind != "text":
            return ()
        line = next((line for line in self.start.splitlines() if not _skipped(line)), "")
        try:
            return tuple(next(csv.reader([line], delimiter=_delimiter(line)), ()))
        except csv.Error:
            return ()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Give the bytes as a stream.

        Raises
        ------
        FactError
            The file cannot be read, or the archive holds more than is sensible.
        """
        try:
            if not self.member:
                with self.path.open("rb") as file:
                    yield file
                return
            with zipfile.ZipFile(self.path) as archive, archive.open(_sound(self.path, archive, self.member)) as member:
                yield member
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            found = f"a file that cannot be read ({error})"
            raise refusal(self.place, found, "a readable file", "Export it again.") from error


def sources(path: Path | str) -> tuple[Source, ...]:
    """Return the file as a source; for a zip archive, each of its members.

    Raises
    ------
    FactError
        There is no such file, it cannot be read, or the archive has too many members.
    """
    file = Path(path)
    try:
        if not file.is_file():
            found = "a folder" if file.is_dir() else "no such file"
            raise refusal(str(path), found, "the file of a test or a health export", "Give the path of the file.")
    except (OSError, ValueError) as error:
        raise refusal(str(path)[:200], "no path", "the path of a file", "Give the path of the file.") from error
    with Source(file, "", "binary", b"").open() as stream:
        head = stream.read(HEAD)
    whole = Source(file, "", _kind(head), head)
    return tuple(_members(file)) if whole.kind == "zip" else (whole,)


def rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Yield the header and each row below it, with the line on which it begins; blank lines are no rows.

    Raises
    ------
    FactError
        Text that is not UTF-8, binary data, more than `MOST_ROWS` rows, a quotation mark that is never closed.
    """
    line_is = 1
    header = next((line for line in source.start.splitlines() if not _skipped(line)), "")
    with source.open() as stream, io.TextIOWrapper(stream, encoding=source.encoding, newline="") as text:
        reader = csv.reader(itertools.chain(text, [_END]), delimiter=_delimiter(header))
        try:
            count, cells = 0, []
            for cells in reader:
                begins, line_is = line_is, reader.line_num + 1
                if cells == [_END] or not any(map(str.strip, cells)) or (not count and _skipped(",".join(cells))):
                    continue
                if cells[-1].endswith(_END):
                    fix = "Close it; if the file was cut off, export it again."
                    raise refusal(f"{source.place}:{begins}", "a quotation mark that is never closed", "a pair", fix)
                if any("\0" in cell for cell in cells):
                    raise refusal(f"{source.place}:{begins}", "binary data", "a CSV file", "Give the exported file.")
                count += 1
                if count > MOST_ROWS + 1:
                    raise _too_many(f"{source.place}:{begins}", "rows")
                yield begins, cells
        except UnicodeError as error:
            raise _not_text(source.place, line_is) from error
        except csv.Error as error:
            fix = "Correct that line; if the file was cut off, export it again."
            raise refusal(f"{source.place}:{line_is}", f"a row that cannot be read ({error})", "a row", fix) from error


def lines(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text with their numbers.

    Raises
    ------
    FactError
        Text that is not UTF-8, or more than `MOST_ROWS` lines.
    """
    number = 0
    with source.open() as stream, io.TextIOWrapper(stream, encoding=source.encoding) as text:
        try:
            for number, line in enumerate(text, 1):
                if number > MOST_ROWS:
                    raise _too_many(f"{source.place}:{number}", "lines")
                yield number, line
        except UnicodeError as error:
            raise _not_text(source.place, number + 1) from error


def _members(path: Path) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(path) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            if len(files) > MOST_MEMBERS:  # an Apple export holds a file for each route beside the data
                files = [info for info in files if info.filename.endswith((".xml", ".db", ".csv", ".txt"))]
            if len(files) > MOST_MEMBERS:
                found, fix = f"an archive of {len(files):,} files", "Unpack it and give the file that holds the data."
                raise refusal(str(path), found, f"at most {MOST_MEMBERS}", fix)
            for info in files:
                with archive.open(_sound(path, archive, info.filename)) as member:
                    head = member.read(HEAD)
                yield Source(path, info.filename, _kind(head), head)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        fix = "Copy or export it again; an archive with a password must be unpacked first."
        raise refusal(str(path), f"a zip archive that cannot be read ({error})", "a whole archive", fix) from error


def _sound(path: Path, archive: zipfile.ZipFile, name: str) -> str:
    """Return the name of a member whose size is sensible."""
    info = archive.getinfo(name)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # the others unpack all at once
        raise NotImplementedError("it is not packed as zip archives usually are")
    dense = info.file_size > SMALL and info.file_size > DENSEST * max(info.compress_size, 1)
    if dense or info.file_size > MOST_UNPACKED:
        found = f"{name!r}, {info.compress_size:,} bytes that unpack to {info.file_size:,}"
        raise refusal(str(path), found, f"at most {DENSEST} to 1", "If it is no mistake, unpack it and give the file.")
    return name


def _kind(head: bytes) -> Kind:
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if head[:2] not in _BOMS and b"\0" in head:
        return "binary"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "xml" if start.startswith((b"<?xml", b"<!DOCTYPE", b"<HealthData")) else "text"


def _skipped(line: str) -> bool:
    """Whether a line stands before the header: blank, or a spreadsheet's ``sep=;``."""
    bare = line.strip().removeprefix("\ufeff").lower()
    return not bare.strip(",;") or bare.startswith("sep=")


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _too_many(place: str, what: str) -> FactError:
    limit = f"{MOST_ROWS:,} {what}"
    return refusal(place, f"more than {limit}", f"at most {limit}", "Split it.", code="too-large")


def _not_text(place: str, line: int) -> FactError:
    return refusal(f"{place}:{line}", "bytes that are not UTF-8", "text in UTF-8", "Save the file as “CSV UTF-8”.")
