"""Cells of a set that are not taken as they stand: the set counts, that part of it is unknown, and a note says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from balance_rules.errors import Code, Problem
from balance_rules.person.logs.log import Done, Unread
from balance_rules.person.logs.table import amount, shown
from balance_rules.text.wording import counted

_MOST_LINES = 4  # that a note names
# What apps and spreadsheets write where nothing is, and for the weight of the body.
_NOTHING = frozenset({"", "-", "–", "—", "na", "n/a", "nan", "none", "null", "nil"})
_OF_BODY = frozenset({"bw", "b/w", "body", "bodyweight", "body weight", "body-weight", "körpergewicht"})

# The most that somebody does in a set, conventions of ours: more is a slip. Repetitions make a set, so that a row with
# more of them is no set that can be read; the rest may be unknown.
MOST_REPETITIONS = 1_000
MOST: Mapping[str, tuple[str, int]] = {
    "weight_kg": ("heavy", 1_000),
    "duration_seconds": ("long", 86_400),
    "distance_m": ("far", 500_000),
}


class _Wrong(NamedTuple):
    """What to say of such cells: which part it is, what was expected, what it counts as and what to do."""

    part: str
    expected: str
    fix: str
    code: Code = "unreadable"


_COUNTS = "The set counts, {} unknown. "
_WEIGHT, _EXERTION = _COUNTS.format("its weight is"), _COUNTS.format("its exertion is")
_LENGTH, _DISTANCE = _COUNTS.format("its duration is"), _COUNTS.format("its distance is")
_CORRECT = "Correct the cell if it matters."
_PLAIN = "as a plain number that is not negative, such as 82.5"
WRONG: Mapping[str, _Wrong] = {
    "weight": _Wrong("weight", f"a weight {_PLAIN}", _WEIGHT + _CORRECT),
    "heavy": _Wrong("weight in kg", f"at most {MOST['weight_kg'][1]:,} kg", _WEIGHT + _CORRECT, "out-of-range"),
    "weight_unit": _Wrong(
        "weight without a unit that is known",
        "kg or lb",
        _WEIGHT + "Say --unit kg or --unit lb (in Python weight_unit='kg').",
        "wrong-unit",
    ),
    "two_weights": _Wrong("weight in kg and in lb", "the same weight twice", _WEIGHT + _CORRECT, "conflict"),
    "duration": _Wrong("duration", "seconds, or a clock such as 1:30", _LENGTH + _CORRECT),
    "long": _Wrong("duration in seconds", "at most a day", _LENGTH + _CORRECT, "out-of-range"),
    "distance": _Wrong("distance", f"a distance {_PLAIN}", _DISTANCE + _CORRECT),
    "far": _Wrong("distance in m", f"at most {MOST['distance_m'][1] // 1000} km", _DISTANCE + _CORRECT, "out-of-range"),
    "distance_unit": _Wrong(
        "distance without a unit that is known",
        "m, km, mi, ft or yd",
        "The set counts; how far it went is not known. Name the unit.",
        "wrong-unit",
    ),
    "rpe": _Wrong("exertion (RPE)", "a number from 0 to 10, such as 8.5", _EXERTION + _CORRECT),
    "rir": _Wrong("number of repetitions in reserve (RIR)", "a number from 0 to 9", _EXERTION + _CORRECT),
    "kind": _Wrong(
        "kind of set",
        "a kind that is known, such as warmup or normal",
        "It counts as a working set. If it was a warm-up, write 'warmup', or name its word in a mapping (warmup: […]).",
        "unknown-word",
    ),
    "side": _Wrong("side", "left or right", "The set counts, for both sides. " + _CORRECT, "unknown-word"),
}


def says_something(text: str, *, of_body: bool = False) -> bool:
    """Whether a cell holds more than a mark for nothing, or a word for the weight of the body.

    >>> says_something(" - "), says_something("BW", of_body=True), says_something("BW+20", of_body=True)
    (False, False, True)
    """
    word = text.strip().casefold()
    return word not in _NOTHING and not (of_body and word in _OF_BODY)


def read_amount(wrong: str, cell: str, unread: list[Unread]) -> Decimal | None:
    """The number in a cell, None where there is none; a cell that says something else joins `unread`."""
    value = amount(cell)
    if value is None and says_something(cell, of_body=wrong == "weight"):
        unread.append(Unread(wrong, shown(cell)))
    return value


def without_slips(done: Done) -> Done:
    """What a row says was done, without what nobody does in one set."""
    for name, (wrong, most) in MOST.items():
        value = getattr(done, name)
        if value is not None and value > most:
            gone: dict[str, Any] = {name: None}
            done = done._replace(unread=(*done.unread, Unread(wrong, shown(f"{value:f}"))), **gone)
    return done


@dataclass(slots=True)
class _Group:
    text: str
    rows: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class UnreadCells:
    """The cells of a file that were not taken as they stand, those of a kind together."""

    path: str
    word: str  # what rows are counted in: "line", or "row" in a document
    groups: dict[str, _Group] = field(default_factory=dict)

    def add(self, line: int, unread: tuple[Unread, ...]) -> None:
        """Take the cells of a row."""
        for wrong, text in unread:
            group = self.groups.setdefault(wrong, _Group(text))
            group.rows += 1
            if len(group.lines) < _MOST_LINES and line not in group.lines:
                group.lines.append(line)

    def notes(self) -> Iterator[Problem]:
        """Yield a note for each kind, which says where the first stand and how many there are."""
        for wrong, group in self.groups.items():
            about = WRONG[wrong]
            first = group.lines[0]
            place = f"{self.path}:{first}" if self.word == "line" else f"{self.path}: {self.word} {first}"
            found = f"{group.text!r} as {about.part}"
            if group.rows > 1:
                lines = ", ".join(map(str, group.lines)) + (", …" if group.rows > len(group.lines) else "")
                found += f", and the like in {counted(group.rows, 'set')} ({self.word}s {lines})"
            yield Problem(place, found, about.expected, about.fix, code=about.code)
