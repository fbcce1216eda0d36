"""A file that was read: its account, and the facts that its values state up to a day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from statistics import median

from balance_rules.errors import FactError, Problem
from balance_rules.model import Attribute, instance_of
from balance_rules.person.facts import Stated
from balance_rules.person.logs.dates import SAY_ORDER, read_dates
from balance_rules.person.sheets.account import Key, SheetAccount, SkippedTest, TestTally
from balance_rules.person.sheets.files import refusal
from balance_rules.person.sheets.protocol import FIELDS
from balance_rules.person.sheets.slots import OVER_TIME, Taken
from balance_rules.text.quantities import ValueProblem, read_value, unit_factor
from balance_rules.text.wording import counted

# Conventions of ours, for what people do in a usual week: the last four weeks count, two of them must be in the file,
# a device must have been worn on seven days.
WINDOW, LEAST_SPAN, LEAST_WORN = 28, 14, 7

Day = datetime.date


@dataclass(frozen=True, slots=True)
class SheetFact:
    """A fact that a file states: the stored value, its words, the day of the test, and where it stands.

    `proxy` says why the value is not the measurement itself, "" for one that is.
    """

    fact: str
    attribute: Attribute
    value: int
    words: str
    day: Day | None
    place: str
    proxy: str = ""
    pair: str = ""
    protocol: tuple[str, ...] = ()

    @property
    def stated(self) -> Stated:
        """The fact as a profile would state it, its words telling how it was measured."""
        proxy = f"; a proxy: {self.proxy}" if self.proxy else ""
        return Stated(self.fact, self.value, f"{self.words}{proxy}", self.place)


@dataclass(frozen=True, slots=True)
class _Found:
    """A value as the file gives it, exactly, before its attribute takes it."""

    number: Fraction
    words: str
    day: Day | None
    place: str
    protocol: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of tests or a health export that was read.

    `read` and the rows of `skipped` add up to `rows`. `unread` has the reason and the words of measurements that
    nothing takes, with how many they are. Whose they are stands in `person`, "" when the file does not say.
    """

    path: str
    layout: str
    person: str
    rows: int
    read: int
    skipped: tuple[SkippedTest, ...]
    unread: tuple[tuple[str, str, int], ...]
    notes: tuple[str, ...]
    values: Mapping[Key, TestTally]
    taken: Mapping[tuple[int, str], tuple[Taken, str]]
    days: Mapping[str, Day]
    span: tuple[Day, ...]
    worn: Mapping[str, frozenset[Day]]

    def facts(self, until: Day | None = None) -> tuple[tuple[SheetFact, ...], tuple[str, ...]]:
        """Return the facts up to a day, and notes on what was measured and gives none.

        Raises
        ------
        FactError
            A value is outside what its attribute can be.
        """
        notes: list[str] = []
        problems: list[Problem] = []
        found: dict[str, SheetFact] = {}
        values: dict[tuple[int, str], dict[Key, TestTally]] = defaultdict(dict)
        for key, tally in self.values.items():
            values[key.rank, key.fact][key] = tally
        for name in sorted(values):
            taken, words = self.taken[name]
            if taken.fact in found:
                notes.append(f"{words} is not used: {taken.fact!r} is {found[taken.fact].words} already.")
                continue
            if taken.slot.take in OVER_TIME:
                answer = self._over_time(taken, words, values[name], until)
            else:
                answer = self._of_a_day(taken, words, values[name], until, notes)
            if isinstance(answer, str):
                notes.append(f"{taken.fact!r} is not filled: {answer}.")
                continue
            try:
                for fact in _facts(taken, answer):
                    found.setdefault(fact.fact, fact)
            except ValueProblem as error:
                expected = f"{error.expected} for {taken.fact!r}"
                fix = "Check the value and its unit."
                problems.append(Problem(answer.place, answer.words, expected, fix, code=error.code))
        if problems:
            raise FactError(problems)
        return tuple(_paired(found, notes).values()), tuple(notes)

    def _of_a_day(
        self, taken: Taken, words: str, values: Mapping[Key, TestTally], until: Day | None, notes: list[str]
    ) -> _Found | str:
        """Return the value of the latest day, with its words and place, or why there is none."""
        by_day: dict[Day | None, dict[Key, TestTally]] = defaultdict(dict)
        for key, tally in values.items():
            day = self.days.get(key.day)
            if not (until and day and day > until):
                by_day[day][key] = tally
        if not by_day:
            return f"every test is later than {until}"
        latest = max(by_day, key=lambda day: day or Day.min)
        if len(by_day) > 1:
            notes.append(
                f"Of {taken.fact!r} the latest test counts ({latest}); {len(by_day) - 1} earlier are not used."
            )
        chosen = by_day[latest]
        if len({key.protocol for key in chosen}) > 1:
            return (
                f"it was measured in {len({key.protocol for key in chosen})} ways on the same day ({words} and others)"
            )
        unit = taken.attribute.unit
        sound = [(tally, factor) for key, tally in chosen.items() if (factor := _factor(key.unit, unit))]
        if len(sound) < len(chosen):
            units = ", ".join(sorted(repr(key.unit) for key in chosen))
            return f"its unit {units} is none that converts to {unit}"
        highest, place = max((Fraction(tally.highest) * factor, tally.place) for tally, factor in sound)
        lowest = min(Fraction(tally.lowest) * factor for tally, factor in sound)
        total = sum((Fraction(tally.total) * factor for tally, factor in sound), Fraction())
        count = sum(tally.count for tally, _ in sound)
        number = total / count if taken.slot.take == "mean" else highest
        if taken.slot.take == "same" and highest != lowest:
            return f"the values differ, from {_text(lowest)} to {_text(highest)}"
        how = f"{taken.slot.take} of {count}" if count > 1 else "one value"
        return _Found(number, f"{_show(number, taken)} ({how}; {words})", latest, place, next(iter(chosen)).protocol)

    def _over_time(self, taken: Taken, words: str, values: Mapping[Key, TestTally], until: Day | None) -> _Found | str:
        """What the last four weeks show, with its words and place, or why they show too little."""
        known = [day for day in self.span if not (until and day > until)]
        if not known:
            return f"nothing was recorded up to {until}" if until else "no date could be read"
        last = max(known)
        end = until or last
        if (end - last).days >= WINDOW:
            return f"the records ended {counted((end - last).days // 7, 'week')} before {end}"
        begin = max(end - datetime.timedelta(days=WINDOW - 1), min(known))
        sums: dict[str, dict[Day, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        for key, tally in values.items():
            day = self.days.get(key.day)
            unit = f"{key.unit}/week" if taken.slot.take != "median" else key.unit
            factor = unit_factor(unit, taken.attribute.unit)
            if day and begin <= day <= end and factor:
                sums[key.source][day] += Fraction(tally.total) * factor
        if taken.slot.take == "weekly":
            found = _weekly(sums, (last - begin).days + 1)
        else:
            found = self._worn(taken, sums, begin, end)
        if isinstance(found, str):
            return found
        number, how = found
        at_least = taken.slot.at_least
        if at_least is not None and number < Fraction(at_least):
            return f"{_show(number, taken)} is a lower bound, which says nothing below {at_least}"
        shown = f"{_show(number, taken)}{' at least' if at_least is not None else ''} ({how}, to {last}; {words})"
        return _Found(number, shown, last, self.path)

    def _worn(
        self, taken: Taken, sums: Mapping[str, Mapping[Day, Fraction]], begin: Day, end: Day
    ) -> tuple[Fraction, str] | str:
        """What the device or app that was there on most days shows: of two, the sums may overlap."""
        worn = {source: sorted(day for day in self.worn.get(source, ()) if begin <= day <= end) for source in sums}
        source = max(sorted(worn), key=lambda name: len(worn[name]), default="")
        days = [day for day in worn.get(source, ()) if taken.slot.take == "weekly_worn" or day in sums[source]]
        if len(days) < LEAST_WORN:
            return f"the device was worn on {len(days)} of the last {WINDOW} days, and {LEAST_WORN} are needed"
        of_day = [sums[source].get(day, Fraction()) for day in days]
        if taken.slot.take == "median":
            return Fraction(median(of_day)), f"median of {len(days)} days"
        return 7 * sum(of_day, Fraction()) / len(days), f"mean of {len(days)} days worn"


def sheet(account: SheetAccount, layout: str, day_first: bool | None) -> Sheet:
    """Return the account as a sheet, its dates settled.

    Raises
    ------
    FactError
        The file holds several people and none is chosen, or dates whose order of day and month stays open.
    """
    person = account.settle_person()
    texts = {key.day for key in account.tallies}
    dates = read_dates(texts | account.days | account.others, account.place, day_first=day_first)
    notes = list(account.notes)
    unread = {text: reason for text, reason in dates.unread.items() if text in texts}
    if len(texts) > 1 and "ambiguous_date" in unread.values():
        example = min(text for text, reason in unread.items() if reason == "ambiguous_date")
        found = f"the date {example!r} among others"
        fix = dates.notes[0].fix if dates.notes else SAY_ORDER
        raise refusal(account.place, found, "dates that can be read in one way only", fix, code="ambiguous")
    if len(texts) > 1 and unread:
        shown = ", ".join(repr(text) for text in sorted(unread)[:3])
        notes.append(f"Values without a date that can be read are not used: {shown}.")
    elif unread:
        which = "".join(f" {note.fix}" for note in dates.notes)
        which = which.replace(SAY_ORDER, f"Which number is the month? {SAY_ORDER}")
        notes.append(f"The day of the test cannot be read from {next(iter(texts))!r}.{which}")
    days = {text: moment.start.date() for text, moment in dates.moments.items()}
    values = {key: tally for key, tally in account.tallies.items() if len(texts) == 1 or key.day in days}
    left = {(key.rank, key.fact) for key in values}
    return Sheet(
        path=account.place,
        layout=layout,
        person=person,
        rows=account.rows,
        read=account.read,
        skipped=tuple(sorted(account.skipped.values(), key=lambda skipped: (-skipped.rows, skipped.reason))),
        unread=tuple((*told, count) for told, count in account.unread.most_common()),
        notes=tuple(notes),
        values=values,
        taken={name: taken for name, taken in account.taken.items() if name in left},
        days=days,
        span=tuple(sorted({days[text] for text in account.days if text in days})),
        worn={source: frozenset(days[t] for t in texts if t in days) for source, texts in account.worn.items()},
    )


def _facts(taken: Taken, found: _Found) -> Iterator[SheetFact]:
    """Yield the fact of a value, and what the value says besides, such as the kind of its device."""
    attribute, slot = taken.attribute, taken.slot
    value = read_value(attribute, found.number).value
    own = SheetFact(
        taken.fact, attribute, value, found.words, found.day, found.place, slot.proxy, slot.pair, found.protocol
    )
    yield own
    for other, word in taken.besides:
        reading = read_value(other, word)
        words = f"{other.show(reading.value)} (the device of the test)"
        yield replace(own, fact=other.id, attribute=other, value=reading.value, words=words, proxy="", pair="")


def _weekly(sums: Mapping[str, Mapping[Day, Fraction]], span: int) -> tuple[Fraction, str] | str:
    """Return the mean of the weeks begun; of two apps on the same day the larger counts, for they may overlap."""
    if span < LEAST_SPAN:
        return f"the records cover {span} of the last {WINDOW} days, and {LEAST_SPAN} are needed"
    of_day: dict[Day, Fraction] = {}
    for days in sums.values():
        for day, amount in days.items():
            of_day[day] = max(of_day.get(day, amount), amount)
    weeks = -(-span // 7)
    return sum(of_day.values(), Fraction()) / weeks, f"mean of {counted(weeks, 'week')}"


def _factor(unit: str, own: str) -> Fraction | None:
    return Fraction(1) if unit == own else unit_factor(unit, own)


def _paired(found: dict[str, SheetFact], notes: list[str]) -> dict[str, SheetFact]:
    """Leave out the facts of a pair that were measured at two speeds: their ratio would mean nothing."""
    speeds: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for fact in found.values():
        if fact.pair:
            speeds[fact.pair, instance_of(fact.fact)].add(fact.protocol[FIELDS.index("speed")])
    apart = {pair for pair, of_pair in speeds.items() if len(of_pair) > 1}
    for pair, side in sorted(apart, key=str):
        notes.append(f"The {pair} is not filled ({side}): its two sides were measured at different speeds.")
    return {name: fact for name, fact in found.items() if (fact.pair, instance_of(name)) not in apart}


def _show(number: Fraction, taken: Taken) -> str:
    unit = taken.attribute.unit
    return f"{_text(number)} {unit}" if unit != "1" else _text(number)


def _text(number: Fraction) -> str:
    """Return a number as a person would write it, at most four digits behind the point."""
    return f"{round(Decimal(number.numerator) / Decimal(number.denominator), 4).normalize():f}"
