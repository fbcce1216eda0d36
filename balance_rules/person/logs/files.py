"""The files that a person gives, as bytes: a file by itself, or the files in a zip archive.

Files come from strangers: sizes are capped, the text must be UTF-8, and nothing about a file is taken from its
name. What could not be a log of that size, or would take long to refuse, is refused before it is read. Whatever makes a
file unreadable is a `FactError` with its place.
"""

from __future__ import annotations

import codecs
import io
import itertools
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from balance_rules.errors import Code, FactError

MAX_BYTES = 50_000_000
MAX_MEMBERS = 200  # files in an archive
# Of a file. A log of a million sets has fewer; empty lines and lists of nothing take long to go through.
MAX_LINES = 5_000_000
MAX_VALUES = 5_000_000
MAX_PARTS = 1_000_000  # objects, lists, or values without a key in a document; a log of that size has fewer of each
SMALL = 1_000_000  # bytes of a document that costs little to read, whatever it holds
MAX_BLANK = 10_000  # lines before the first that says something
_CHUNK = 1 << 20


@dataclass(frozen=True)
class File:
    """A file of text; `path` is how it is shown, ``backup.zip/hevy.csv`` in an archive."""

    path: str
    data: bytes

    def __str__(self) -> str:
        return self.path

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends; the text is never whole in memory."""
        return iter(io.TextIOWrapper(io.BytesIO(self.data), encoding="utf-8-sig", newline=""))

    @cached_property
    def beginning(self) -> tuple[tuple[int, str], ...]:
        """The first two lines that are not blank, with their numbers from 1."""
        lines = enumerate(itertools.islice(self.lines(), MAX_BLANK), 1)
        return tuple(itertools.islice(((number, line) for number, line in lines if line.strip()), 2))

    @cached_property
    def is_json(self) -> bool:
        """Whether the text begins as JSON does."""
        start = self.data[:200].removeprefix(codecs.BOM_UTF8).lstrip()
        return start[:1] in (b"{", b"[")

    def may_have(self, key: str) -> bool:
        """Whether a document may have a key: a large one is not read where it has none of those that are sought."""
        return self.is_json and (len(self.data) <= SMALL or f'"{key}'.encode() in self.data)

    @cached_property
    def document(self) -> Any:
        """The file as JSON, where it begins as JSON does.

        Raises
        ------
        FactError
            As `check_document` does.
        """
        if len(self.data) > SMALL:
            self.check_document()
        return self._parsed()

    def check_document(self) -> None:
        """Go through the JSON and keep nothing of it, so that a large one is refused with little memory.

        Raises
        ------
        FactError
            It is no JSON after all, or one of more than `MAX_VALUES` values or `MAX_PARTS` parts.
        """
        self._parsed(object_pairs_hook=_nothing)

    def _parsed(self, **options: Any) -> Any:
        commas = self.data.count(b",")
        parts = {
            "values": (commas, MAX_VALUES),
            "objects": (self.data.count(b"{"), MAX_PARTS),
            "lists": (self.data.count(b"["), MAX_PARTS),
            "values without a key": (commas - self.data.count(b":"), MAX_PARTS),
        }
        for name, (count, most) in parts.items():
            if count > most:
                limit, fix = f"{most:,} {name}", "Export a shorter period, or split the file."
                raise refusal(f"{self.path}:1", f"JSON of more than {limit}", f"at most {limit}", fix, code="too-large")
        try:
            return json.loads(self.data.decode("utf-8-sig"), **options)
        except (ValueError, RecursionError) as error:
            line, wrong = 1, "it is nested too deeply"
            if isinstance(error, json.JSONDecodeError):
                line, wrong = error.lineno, f"{error.msg} in column {error.colno}"
            elif isinstance(error, ValueError):
                wrong = "a number of too many digits"
            found = f"JSON that cannot be read ({wrong})"
            fix = "Give the file that the app exported; if it was cut off, export it again."
            raise refusal(f"{self.path}:{line}", found, "a whole JSON document", fix) from error


def _nothing(_: object) -> None:
    """Stand in for an object that is not kept."""


def read_files(path: Path | str | File) -> list[File]:
    """The file, or the files in an archive that could be logs, every one of them readable text.

    A `File` is one that was given as bytes: nothing is read from a disk.

    Raises
    ------
    FactError
        No such file, too large, binary, not UTF-8, or an archive that cannot be opened.
    """
    data = path.data if isinstance(path, File) else _bytes(Path(path))
    if len(data) > MAX_BYTES:
        raise _too_large(str(path))
    if data.startswith(b"PK\x03\x04"):
        return _members(str(path), data)
    return [_checked(str(path), data)]


def refusal(place: str, found: str, expected: str, fix: str, *, code: Code = "unreadable") -> FactError:
    """Return the error of a file that cannot be used."""
    return FactError.of(place, found, expected, fix, code=code)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            found = "a folder" if path.is_dir() else "no such file"
            raise refusal(str(path), found, "a training log as a file", "Give the path of the exported file.")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        found = f"a file that cannot be opened ({error.strerror or error})"
        raise refusal(str(path), found, "a readable file", "Check the path and its permissions.") from error


def _members(path: str, data: bytes) -> list[File]:
    """The files of text in an archive; folders, hidden files and pictures are passed over."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if any(info.filename == "[Content_Types].xml" for info in infos):
                fix = "Save the sheet as “CSV UTF-8” and give that file."
                raise refusal(f"{path}:1", "a spreadsheet", "a CSV or JSON file, or a zip archive of them", fix)
            if len(infos) > MAX_MEMBERS:
                found, fix = f"a zip archive of {len(infos):,} files", "Give the file with the workouts by itself."
                raise refusal(f"{path}:1", found, f"at most {MAX_MEMBERS}", fix)
            files, left = [], MAX_BYTES
            for info in infos:
                name = info.filename.rpartition("/")[2]
                if name.startswith((".", "__")) or info.filename.startswith("__MACOSX"):
                    continue
                if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # the others unpack at once
                    raise NotImplementedError("it is not packed as zip archives usually are")
                with archive.open(info) as member:
                    content = member.read(left + 1)  # what the archive says of its size is not believed
                left -= len(content)
                if left < 0:
                    raise _too_large(f"{path}/{info.filename}")
                files.append(File(f"{path}/{info.filename}", content))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        found, fix = f"a zip archive that cannot be opened ({error})", "Unpack it, and give the log."
        raise refusal(f"{path}:1", found, "a whole archive without a password", fix) from error
    readable = [file for file in files if b"\0" not in file.data]
    if not readable:
        raise refusal(f"{path}:1", "a zip archive without a text file", "a CSV or JSON file in it", "Export it again.")
    return [_checked(file.path, file.data) for file in readable]


def _checked(path: str, data: bytes) -> File:
    """The file, once it is sure that it is text in UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusal(f"{path}:1", "text in UTF-16", "text in UTF-8", "Save the file as “CSV UTF-8”.")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise refusal(f"{path}:{line}", "binary data", "a CSV or JSON file", "Give the file that the app exported.")
    if max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
        limit, fix = f"{MAX_LINES:,} lines", "Export a shorter period, or remove the empty lines."
        raise refusal(f"{path}:1", f"more than {limit}", f"at most {limit}", fix, code="too-large")
    if not data.isascii():
        _check_utf8(path, data)
    return File(path, data)


def _check_utf8(path: str, data: bytes) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    for begin in range(0, len(data), _CHUNK):
        chunk = data[begin : begin + _CHUNK]
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, begin + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            at = begin - kept + error.start
            line = data.count(b"\n", 0, at) + 1
            found = f"the byte 0x{data[at]:02x}, which is not UTF-8"
            raise refusal(f"{path}:{line}", found, "text in UTF-8", "Save the file as “CSV UTF-8”.") from error


def _too_large(path: str) -> FactError:
    limit, fix = f"{MAX_BYTES // 1_000_000} MB", "Export a shorter period, or split the file."
    return refusal(f"{path}:1", f"more than {limit}", f"at most {limit}", fix, code="too-large")
