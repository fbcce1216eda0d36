"""What becomes of the rows of a file while it is read: values put together, rows skipped, and why.

Every row ends in one place: it gave a value that an attribute takes, or it was skipped for a reason. Values are put
together as they come, so that a file of gigabytes needs the memory of its days and not of its rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from balance_rules.errors import nearest
from balance_rules.person.sheets.files import refusal
from balance_rules.person.sheets.protocol import Measured, plain
from balance_rules.person.sheets.slots import Slots, Taken

MOST_NAMES = 1_000
MOST_WAYS = 5  # to write one name, that are told
MOST_TALLIES = 500_000
BAD = "a number that cannot be read"
_SHOWN = 3


@dataclass(slots=True)
class SkippedTest:
    """Rows that were left out for one reason: how many, and the first of them."""

    reason: str
    rows: int = 0
    first: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TestTally:
    """The values of one fact, day and unit, put together: how many, their sum and ends, and where the best stands."""

    place: str
    count: int = 0
    total: Decimal = Decimal(0)
    highest: Decimal = Decimal("-Infinity")
    lowest: Decimal = Decimal("Infinity")

    def add(self, value: Decimal, place: str) -> None:
        """Put a value to the others."""
        if value > self.highest:
            self.highest, self.place = value, place
        self.lowest = min(self.lowest, value)
        self.count += 1
        self.total += value


@dataclass(frozen=True, slots=True)
class Key:
    """What values must share to be put together; `day` is the date as written, `source` the app that recorded it."""

    rank: int
    fact: str
    protocol: tuple[str, ...]
    day: str
    unit: str
    source: str = ""


@dataclass(slots=True)
class SheetAccount:
    """A file as far as it is read.

    `said` are words of protocols that the file leaves open and the person told; `person` is whose rows to read;
    `counts` is what the number of a row counts. `days` are those from which the file has anything, `worn` those on
    which an app or device was there. `others` are dates of other people's rows: they show how the file writes dates.
    `spelled` are the ways in which each of `names` is written.
    """

    place: str
    slots: Slots
    person: str | None = None
    counts: str = "line"
    said: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    read: int = 0
    skipped: dict[str, SkippedTest] = field(default_factory=dict)
    tallies: dict[Key, TestTally] = field(default_factory=dict)
    taken: dict[tuple[int, str], tuple[Taken, str]] = field(default_factory=dict)
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    spelled: dict[str, dict[str, None]] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    worn: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    others: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def skip(self, line: int | str, reason: str, text: str = "") -> None:
        """Leave a row out."""
        self.rows += 1
        self._leave(line, reason, text)

    def take(
        self,
        line: int | str,
        who: str | None,
        day: str,
        values: Sequence[Measured],
        *,
        source: str = "",
        bad: Sequence[str] = (),
    ) -> None:
        """Take the values of a row that an attribute takes; without one the row is skipped.

        `who` is the name in the row, "" when it is left blank, None when the format holds one person; `bad` are
        its cells that should hold a number and do not.
        """
        self.rows += 1
        if who is not None and not self._wanted(who):
            if len(self.others) < MOST_NAMES:
                self.others.add(day.strip()[:40])
            self._leave(line, "another person" if who.strip() else "no name", who)
            return
        reasons = [self._tell(BAD, cell) for cell in bad]
        put = [self._put(line, day, value, source) for value in values]
        reasons += filter(None, put)
        if "" in put:
            self.read += 1
        else:
            self._leave(line, reasons[0] if reasons else "no value", bad[0] if bad else "")

    def put(self, day: str, value: Measured, source: str = "") -> None:
        """Take a value that several rows give together; the rows are counted apart."""
        self._put("", day, value, source)

    def count(self) -> None:
        """Count a row that was read."""
        self.rows += 1
        self.read += 1

    def settle_person(self) -> str:
        """Return whose values were read.

        Raises
        ------
        FactError
            The file holds several people and nobody was chosen, or the chosen one is not in it.
        """
        names = list(self.names.values())
        listed = ", ".join(repr(name) for name in names[:20]) + (" and more" if len(names) > 20 else "")
        if self.person is not None and names and plain(self.person) not in self.names:
            guess = nearest(self.person, names)
            fix = f"Choose {guess!r}?" if guess else "Choose one of them by person=… (--person)."
            raise refusal("person", repr(self.person[:80]), f"one of the people in the file: {listed}", fix)
        if self.person is None and len(names) > 1:
            found, fix = f"{len(names):,} people: {listed}", "Choose one by person=… (--person)."
            raise refusal(self.place, found, "one person", fix)
        chosen = next(iter(self.names), "") if self.person is None else plain(self.person)
        if len(ways := [*self.spelled.get(chosen, ())]) > 1:
            written = " and ".join(map(repr, ways))
            self.notes.append(f"{written} are taken for one person; if they are not, write each name in its own way.")
        return self.names.get(chosen, "")

    def _wanted(self, who: str) -> bool:
        name = plain(who)
        if name not in self.names and len(self.names) < MOST_NAMES:
            self.names[name] = " ".join(who.split())[:80]
        ways = self.spelled.setdefault(name, {}) if name in self.names else {}
        if len(ways) < MOST_WAYS:
            ways[who[:80]] = None
        return name == (next(iter(self.names)) if self.person is None else plain(self.person))

    def _put(self, line: int | str, day: str, measured: Measured, source: str) -> str:
        """Give a value to the slots that take it, or return why none does."""
        protocol = measured.protocol.filled(self.said)
        if not measured.value and not measured.may_be_zero:
            return self._tell("0 is no measurement", self.slots.words(protocol))
        found = self.slots.find(protocol, measured.side, measured.attribute)
        if isinstance(found, str):
            return self._tell(found, self.slots.words(protocol))
        place = f"{self.place}:{line}" if line else self.place
        for taken in found:
            asked = Key(taken.rank, taken.fact, taken.slot.common(protocol), day.strip()[:40], measured.unit, source)
            tally = self.tallies.get(asked)
            if tally is None:
                tally = self.tallies[asked] = self._tally(place)
            tally.add(measured.value, place)
            self.taken.setdefault((taken.rank, taken.fact), (taken, taken.slot.told(protocol)))
        return ""

    def _tally(self, place: str) -> TestTally:
        if len(self.tallies) >= MOST_TALLIES:
            limit, fix = f"{MOST_TALLIES:,} days and tests", "Export a shorter period."
            raise refusal(self.place, f"more than {limit}", f"at most {limit}", fix, code="too-large")
        return TestTally(place)

    def _tell(self, reason: str, words: str) -> str:
        """Note what was not read, and return why."""
        told = reason, words
        if told in self.unread or len(self.unread) < MOST_NAMES:
            self.unread[told] += 1
        return reason

    def _leave(self, line: int | str, reason: str, text: str) -> None:
        skipped = self.skipped.setdefault(reason, SkippedTest(reason))
        skipped.rows += 1
        if len(skipped.first) < _SHOWN:
            flat = " ".join(text.split())[:60]
            skipped.first.append(f"{self.counts} {line}" + (f": {flat}" if flat else ""))
