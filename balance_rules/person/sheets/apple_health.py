"""The export of Apple Health: one XML file of gigabytes, read as a stream.

Exports of some versions have a broken document type and control characters, which is why both are taken out before
the parser sees them; without a document type there are no entities, so that none can grow. The days are those of the
clock on the wrist.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source, refusal
from balance_rules.person.sheets.garmin import RECORDED
from balance_rules.person.sheets.protocol import Measured, Protocol

NAME = "Apple Health"
WATCH = Protocol(device="Apple Watch", quantity="exercise minutes")
IDLE = Protocol(device="Apple Watch", quantity="idle hours in a row")
STAND, EXERCISE, STEPS = (
    "HKCategoryTypeIdentifierAppleStandHour",
    "HKQuantityTypeIdentifierAppleExerciseTime",
    "HKQuantityTypeIdentifierStepCount",
)
STOOD, SAT = "HKCategoryValueAppleStandHourStood", "HKCategoryValueAppleStandHourIdle"
UNITS = {"min": "min", "hr": "h", "s": "s"}
MOST_SOURCES = 50
LONGEST_ELEMENT = 8_000_000  # bytes; an element without an end would otherwise fill memory
ENOUGH_HOURS = 10  # a day on which the watch saw fewer hours shows too little of it

_CHUNK = 1 << 18
_CONTROL = bytes(set(range(32)) - {9, 10, 13})
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{2}):\d{2}:\d{2}")


def recognises(source: Source) -> bool:
    """Whether the file is the main file of an export; the clinical document beside it is not."""
    return source.kind == "xml" and (b"<HealthData" in source.head or b"<!DOCTYPE HealthData" in source.head)


def read(source: Source, account: SheetAccount) -> None:
    """Take exercise minutes, workouts and the hours without standing.

    Raises
    ------
    FactError
        The XML is damaged or ends in the middle.
    """
    account.counts = "element"
    reader = _Reader(account)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.element
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.buffer_text = True
    at = 0
    try:
        with source.open() as stream:
            for raw in _without_doctype(source, iter(lambda: stream.read(_CHUNK), b"")):
                chunk = raw.translate(None, _CONTROL)
                parser.Parse(chunk, False)
                at += len(chunk)
                if at - max(parser.CurrentByteIndex, 0) > LONGEST_ELEMENT:
                    found, fix = "an element that does not end", "Export it again."
                    raise refusal(f"{source.place}:{parser.CurrentLineNumber}", found, "XML", fix)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        found = f"XML that is damaged or cut off ({expat.ErrorString(error.code)})"
        raise refusal(f"{source.place}:{error.lineno}", found, "a whole export", "Export it again.") from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know, or that expat cannot use
        found = f"XML in an encoding that cannot be read ({error})"
        raise refusal(f"{source.place}:1", found, "UTF-8", "Export it again.") from error
    reader.finish()


def _without_doctype(source: Source, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes without the document type, whose lines stay as blank lines."""
    start = b""
    for chunk in chunks:
        start += chunk
        begin = start.find(b"<!DOCTYPE")
        if begin < 0 and len(start) < _CHUNK:
            continue
        inner = start.find(b"[", begin)
        end = start.find(b"]>", begin) if 0 <= inner < start.find(b">", begin) else start.find(b">", begin) - 1
        if begin >= 0 and end < begin:
            if len(start) > LONGEST_ELEMENT:
                raise refusal(source.place, "a document type that does not end", "XML", "Export it again.")
            continue
        if begin >= 0:
            start = start[:begin] + b"\n" * start.count(b"\n", begin, end) + start[end + 2 :]
        break
    yield start
    yield from chunks


class _Reader:
    """Takes the elements one after the other; of hours it keeps a mark for each, of all else the sums of days."""

    def __init__(self, account: SheetAccount) -> None:
        self.account = account
        self.stood: dict[tuple[str, str], int] = defaultdict(int)
        self.idle: dict[tuple[str, str], int] = defaultdict(int)
        self.sources: set[str] = set()
        self.number = 0

    def doctype(self, *_: object) -> None:
        """Refuse a second document type: only the first was taken out."""
        raise refusal(self.account.place, "a second document type", "a whole export", "Export it again.")

    def element(self, tag: str, attributes: dict[str, str]) -> None:
        if tag not in ("Record", "Workout"):
            return
        self.number += 1
        place = self.number
        kind = attributes.get("type", "") if tag == "Record" else tag
        if kind not in (STAND, EXERCISE, STEPS, "Workout"):
            self.account.skip(place, "of a kind that no attribute takes", kind)
            return
        day, hour = _day(attributes.get("startDate", ""))
        if not day:
            self.account.skip(place, "a date that cannot be read", attributes.get("startDate", ""))
            return
        self.account.days.add(day)
        source = self._source(attributes.get("sourceName", ""))
        if kind == STAND:
            self._hour(place, day, hour, source, attributes.get("value", ""))
        elif kind == STEPS:
            self.account.skip(place, "steps, which no attribute takes")
        elif kind == EXERCISE:
            self._spent(place, day, source, WATCH, attributes.get("value", ""), attributes.get("unit", ""))
        else:
            self._spent(
                place, day, source, RECORDED, attributes.get("duration", ""), attributes.get("durationUnit", "")
            )

    def finish(self) -> None:
        """Give the longest time without standing of each day on which the watch saw enough hours."""
        for (day, source), stood in {**dict.fromkeys(self.idle, 0), **self.stood}.items():
            idle = self.idle.get((day, source), 0) & ~stood
            if (idle | stood).bit_count() >= ENOUGH_HOURS:
                minutes = Decimal(60 * _longest_run(idle, stood))
                self.account.put(day, Measured(IDLE, "", minutes, "min", may_be_zero=True), source)
        if not self.stood:
            self.account.notes.append("The export holds no stand hours, which only a watch records.")

    def _source(self, name: str) -> str:
        source = name[:80]
        if source not in self.sources:
            if len(self.sources) >= MOST_SOURCES:
                found, fix = f"more than {MOST_SOURCES} apps and devices", "Export it again."
                raise refusal(self.account.place, found, f"at most {MOST_SOURCES}", fix)
            self.sources.add(source)
        return source

    def _hour(self, place: int, day: str, hour: int, source: str, value: str) -> None:
        if value not in (STOOD, SAT):
            self.account.skip(place, "a stand hour that is neither stood nor idle", value)
            return
        marks = self.stood if value == STOOD else self.idle
        marks[day, source] |= 1 << hour
        self.account.worn[source].add(day)
        self.account.count()

    def _spent(self, place: int, day: str, source: str, protocol: Protocol, text: str, unit: str) -> None:
        try:
            amount = Decimal(text) if len(text) <= 30 else Decimal("NaN")
        except InvalidOperation:
            amount = Decimal("NaN")
        if unit not in UNITS or not amount.is_finite() or not 0 <= amount <= 1_000_000:
            self.account.skip(place, "a duration that cannot be read", f"{text} {unit}")
            return
        spent = Measured(protocol, "", amount, UNITS[unit], may_be_zero=True)
        self.account.take(place, None, day, [spent], source=source)


def _day(text: str) -> tuple[str, int]:
    """Return the day and the hour of a time such as ``2025-01-01 07:00:00 +0900``; "" when it is none."""
    match = _DAY.match(text)
    try:
        if match and 2007 <= date.fromisoformat(match[1]).year <= 2100 and int(match[2]) < 24:
            return match[1], int(match[2])
    except ValueError:  # a day that the calendar lacks: no moment, like any text that is none
        pass
    return "", 0


def _longest_run(idle: int, stood: int) -> int:
    """Return the most hours in a row without standing between the first and the last hour of the day that had some.

    Before and after them the person may be asleep.

    >>> _longest_run(0b0111_1001_1000, 0b1000_0110_0000), _longest_run(0b1110, 0b0001)
    (4, 0)
    """
    longest = run = 0
    for hour in range((stood & -stood).bit_length(), stood.bit_length()):
        run = run + 1 if idle >> hour & 1 else 0
        longest = max(longest, run)
    return longest
