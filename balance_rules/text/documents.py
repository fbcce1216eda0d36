"""YAML and JSON text → plain values with the place of each, and nothing else.

Reads YAML 1.2's core: `yes` and `no` are words, numbers keep the decimals as typed. No code can run from
a document: tags, anchors and aliases are refused, and so are duplicate keys, deep nesting and large files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from balance_rules.errors import MOST_PROBLEMS, Code, Problem, shortened
from balance_rules.model import Place

LARGEST_FILE = 1_048_576
DEEPEST_NESTING = 40
LONGEST_NUMBER = 100
MOST_VALUES = 100_000  # of which each takes room for itself and for its place

Value = Any
Route = tuple[str | int, ...]
Spot = tuple[int, int]  # a line and a column

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")  # 1e999999999 would fill memory
_NUMBER_BEGINS = frozenset("+-.0123456789iInN")  # none of the patterns need be tried on other words
_NOT_A_NUMBER = re.compile(r"[-+]?\.?(inf|nan)\Z", re.IGNORECASE)
_SURROGATES = re.compile(r"\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|.)", re.IGNORECASE | re.DOTALL)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class Document:
    """A parsed file: its value, where each part of it stands, and what was wrong with its text."""

    path: str
    value: Value = None
    spots: dict[Route, Spot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, route: Route = ()) -> Place:
        """Return the place of a part, or of the nearest part around it."""
        return Place(self.path, *self._spot(route))

    def put(self, route: Route, of: Route) -> None:
        """Give a part that has no place that of another."""
        self.spots.setdefault(route, self._spot(of))

    def _spot(self, route: Route) -> Spot:
        while route and route not in self.spots:
            route = route[:-1]
        return self.spots.get(route, (1, 1))


def read_document(path: Path, shown: str | None = None) -> Document:
    """Read a YAML or JSON file; whatever is wrong with it stands in `problems`."""
    name = shown or str(path)
    try:
        size, data = path.stat().st_size, beginning(path, LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            found = f"{size:,} bytes" if size > LARGEST_FILE else "a file without an end"
            fix = "Split the file or remove what does not belong to it."
            return _unread(name, found, f"at most {LARGEST_FILE:,} bytes", fix, "too-large")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8 at offset {error.start}"
        return _unread(name, found, "a UTF-8 text file", "Save the file as UTF-8.", "unreadable")
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError, whose words vary
        found = (error.strerror or str(error)).lower() if isinstance(error, OSError) else "a null character in the path"
        return _unread(name, found, "a readable file", "Check the path and its permissions.", "unreadable")
    return parse_document(text, name)


def _unread(name: str, found: str, expected: str, fix: str, code: Code) -> Document:
    return Document(name, problems=[Problem(name, found, expected, fix, code=code)])


def beginning(path: Path, most: int) -> bytes:
    """Return the first bytes of a file, all of a short one: a device may have no end, and would fill memory."""
    with path.open("rb") as file:
        return file.read(most)


def parse_document(text: str, name: str) -> Document:
    """Parse YAML (and so JSON) text into a value with the place of each part.

    >>> document = parse_document("sitting: 7.50\\nsport: no", "p.yaml")
    >>> document.value, str(document.place(("sport",)))
    ({'sitting': Decimal('7.50'), 'sport': 'no'}, 'p.yaml:2:8')
    """
    document = Document(name)
    if text.lstrip().startswith(("{", "[")):
        text = _json_as_yaml(text)
    builder = _Builder(document)
    try:
        builder.read(_LOADER(text))
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(error, name, text))
    if not document.problems:
        document.value = builder.root
    return document


def _json_as_yaml(text: str) -> str:
    """Rewrite the two things JSON may hold and YAML may not: tabs that indent, and pairs of surrogates."""

    def join(match: re.Match[str]) -> str:
        high, low = match.groups()
        if high is None:
            return match.group()
        return f"\\U{0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00:08X}"

    text = re.sub(r"(?m)^[ \t]+", lambda m: m.group().replace("\t", "  "), text) if "\t" in text else text
    return _SURROGATES.sub(join, text) if "\\u" in text else text


def _syntax_problem(error: yaml.YAMLError, name: str, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    if isinstance(error, yaml.reader.ReaderError):  # a character YAML does not allow, at an offset in bytes
        lines = text.encode()[: error.position].decode(errors="ignore").split("\n")
        place = Place(name, len(lines), len(lines[-1]) + 1)
    found = " ".join(str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    fix = "Correct the YAML there: indentation, a missing quote, bracket or colon."
    return Problem(str(place), found or str(error).splitlines()[0], "YAML", fix, code="syntax")


@dataclass(slots=True)
class _Frame:
    """A collection that is being read: its route, its value, whether it has keys, and the key that waits."""

    route: Route
    value: Any
    keyed: bool
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Builds a value from YAML's events, without recursion, noting where each part stands.

    A folder of knowledge has two hundred thousand events: what is seldom asked for is asked of few.
    """

    document: Document
    root: Value = None
    stack: list[_Frame] = field(default_factory=list)
    documents: int = 0
    doubled: int = 0

    def read(self, loader: Any) -> None:
        """Take every event of a loader, or those up to one for which the document must be refused."""
        spots, stack = self.document.spots, self.stack
        while (event := loader.get_event()) is not None:
            kind = type(event)
            plain = kind in _ENDS or (kind is yaml.ScalarEvent and event.tag is None and event.anchor is None)
            if not plain or len(spots) > MOST_VALUES or len(stack) > DEEPEST_NESTING:
                refusal = self._refusal(event)
                if refusal:
                    self._problem(event, *refusal)
                    return
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind in _ENDS:
                stack.pop()
            elif kind is yaml.MappingStartEvent:
                self._open(event, {}, keyed=True)
            elif kind is yaml.SequenceStartEvent:
                self._open(event, [], keyed=False)

    def _refusal(self, event: yaml.Event) -> tuple[str, str, str, Code] | None:
        if isinstance(event, yaml.NodeEvent):
            if event.anchor:
                fix = "Write the value out where it is used."
                return f"the YAML anchor or alias {shortened(event.anchor)}", "plain values", fix, "syntax"
            tag = getattr(event, "tag", None)
            if tag and tag != "!":
                return f"the YAML tag {shortened(tag)}", "plain values without tags", "Remove the tag.", "syntax"
        if len(self.document.spots) > MOST_VALUES:
            fix = "Split it, or remove what is too much."
            return f"more than {MOST_VALUES:,} values", "a document of fewer", fix, "too-large"
        if len(self.stack) > DEEPEST_NESTING:
            return "nesting too deep", f"at most {DEEPEST_NESTING} levels", "Flatten the document.", "too-large"
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                fix = "Put it into a file of its own."
                return "a second document after '---'", "one document a file", fix, "syntax"
        if isinstance(event, yaml.CollectionStartEvent) and self.stack:
            frame = self.stack[-1]
            if frame.keyed and frame.key is None:
                return "a collection as a key", "a word as a key", "Quote the key or give it a plain name.", "syntax"
        return None

    def _problem(self, event: yaml.Event, found: str, expected: str, fix: str, code: Code) -> None:
        place = Place(self.document.path, *_spot(event))
        self.document.problems.append(Problem(str(place), found, expected, fix, code=code))

    def _open(self, event: yaml.Event, value: Any, *, keyed: bool) -> None:
        self.stack.append(_Frame(self._put(event, value), value, keyed))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.keyed and frame.key is None:
            if text in frame.value:
                self._second(event)
            frame.key = text
            return
        self._put(event, text if event.style else _plain(text))

    def _second(self, event: yaml.ScalarEvent) -> None:
        """Report a key that stands a second time; of many the first hundred, the others in one problem."""
        self.doubled += 1
        fix = "Keep one of the two; the later would silently replace the earlier."
        if self.doubled < MOST_PROBLEMS:
            self._problem(event, f"the key {shortened(event.value)} a second time", "each key once", fix, "duplicate")
            return
        if self.doubled > MOST_PROBLEMS:
            self.document.problems.pop()
        found = f"{self.doubled - MOST_PROBLEMS + 1:,} more keys a second time, the last {shortened(event.value)}"
        self._problem(event, found, "each key once", fix, "duplicate")

    def _put(self, event: yaml.Event, value: Value) -> Route:
        route: Route = ()
        if not self.stack:
            self.root = value
        else:
            frame = self.stack[-1]
            if frame.keyed:
                name = frame.key or ""
                route = (*frame.route, name)
                frame.value[name] = value
                frame.key = None
            else:
                route = (*frame.route, len(frame.value))
                frame.value.append(value)
        self.document.spots[route] = _spot(event)
        return route


def _spot(event: yaml.Event) -> Spot:
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1


def _plain(text: str) -> Value:
    """What a word without quotes means."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_BEGINS or len(text) > LONGEST_NUMBER:
        return text
    if _INTEGER.match(text):
        return int(text) if len(text) < 20 else Decimal(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    if _NOT_A_NUMBER.match(text):
        return Decimal(text.replace(".", "").lower())
    return text
