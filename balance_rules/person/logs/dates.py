"""When a session started, whatever the language of the telephone that exported it.

A date is read from its parts, never guessed. What one date leaves open is settled by all dates of the
file, since one telephone wrote them:

* ``5/6/2026``: which number is the month is shown by a date such as ``23/12/2025``, or said by the
  caller; dates with dots are day.month, and a year that stands first is followed by the month.
* ``28/03/26``: a year of two digits stands first or last, as the dates of the file show; by itself only where it can
  stand in no other place. With dots it stands last (``28.03.26``), but not before a third dot (``26. 3. 28.``).
* ``Mar``: a name that means different months in different languages means what it means in the languages
  that explain the most names of the file.

What stays open is unread, with a note that says how to settle it. Times are the lifter's own clock: an
offset behind them is accepted and dropped, because it is the local hour that makes a day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from balance_rules.errors import Problem
from balance_rules.person.logs.locales import EDGES, fold, names, with_dots

YEARS = range(1970, 2101)  # outside it is another calendar (2569 is Buddhist, 1404 Persian) or a slip
SAY_ORDER = "Say --day-first or --month-first (in Python day_first=True or day_first=False)."
LONGEST = 80  # characters; the patterns below are not made for novels

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:[ t]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r" ?(?:z|utc|[+-]\d{2}:?\d{2})?"
)
_CLOCK = re.compile(r"(?<!\d)(?P<hour>\d{1,2})(?::| ?[h時时시] ?)(?P<minute>\d{2})(?:[:분分](?P<second>\d{2})?)?(?!\d)")
_DOTTED_CLOCK = re.compile(r"(?<![\d.])(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?:\.(?P<second>\d{2}))?(?![\d.])")
_NUMERIC = re.compile(
    r"(?P<lead>\D*)(?P<a>\d{1,4})\s*(?P<mark>[./-])\s*(?P<b>\d{1,2})\s*(?P=mark)\s*(?P<c>\d{1,4})(?P<tail>\D*)"
)
_EAST_ASIAN = re.compile(
    r"(?P<lead>\D*)(?P<a>\d{4})\s*[年년]\s*(?P<b>\d{1,2})\s*[月월]\s*(?P<c>\d{1,2})\s*[日일](?P<tail>\D*)"
)
_SHORT = re.compile(r"(?P<lead>)(?P<d>\d{1,2})(?P<word>\D+)(?P<between>)(?P<y>\d{2})(?P<tail>\D*)")  # 28-Mar-26
# The orders in which locales write a month's name; `word` holds it, some names have a digit ("thg 2").
_NAMED = (
    re.compile(r"(?P<lead>\D*)(?P<d>\d{1,2})(?P<word>\D.*?)(?P<between>)(?P<y>\d{4})(?P<tail>\D*)"),
    re.compile(r"(?P<lead>)(?P<word>.*\D)(?P<d>\d{1,2})(?P<between>\D+)(?P<y>\d{4})(?P<tail>\D*)"),
    re.compile(r"(?P<lead>\D*)(?P<y>\d{4})(?P<between>)(?P<word>\D.*\D)(?P<d>\d{1,2})(?P<tail>\D*)"),
    re.compile(r"(?P<lead>\D*)(?P<y>\d{4})(?P<between>\D+)(?P<d>\d{1,2})(?P<word>\D.*)(?P<tail>)"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time by the lifter's clock; without a time of day (`timed` false) it is the day's first minute."""

    start: datetime
    timed: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """What the texts mean: a moment for each that was read, a reason for each that was not, and notes."""

    moments: dict[str, Moment]
    unread: dict[str, str]
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A date as far as its own text tells: the month a number, a name, or one of the two `open` numbers."""

    year: int
    month: int
    day: int
    clock: tuple[int, int, int] | None
    name: str = ""
    open: bool = False
    short: bool = False  # the year was written with two digits
    year_first: bool = False  # what was read as the day may be such a year, and what was read as the year the day


def read_dates(texts: Collection[str], place: str, *, day_first: bool | None = None) -> Dates:
    """What the texts of one file mean, each text once.

    Parameters
    ----------
    texts
        The dates as written.
    place
        The file, for the notes.
    day_first
        Whether ``5/6/2026`` is the fifth of June; None to let the file settle it.
    """
    drafts = {text: _draft(text) for text in texts}
    unread = {text: "invalid_date" if text.strip() else "missing_date" for text, d in drafts.items() if d is None}
    read = {text: draft for text, draft in drafts.items() if draft is not None}
    short = {text: draft for text, draft in read.items() if draft.short and not draft.name}
    year_notes: tuple[Problem, ...] = ()
    if day_first is None and short and _year_may_stand_first(short.values()):
        year_notes = (_doubtful_year(short, place),)
        unread |= dict.fromkeys(short, "ambiguous_date")
        read = {text: draft for text, draft in read.items() if text not in short}
    months = _settle_names({draft.name for draft in read.values() if draft.name})
    order_notes: tuple[Problem, ...] = ()
    if day_first is None:
        day_first, order_notes = _settle_order(read, place)
    moments: dict[str, Moment] = {}
    for text, draft in read.items():
        settled = _settled(draft, day_first, months)
        moment = _moment(settled) if settled else None
        if moment:
            moments[text] = moment
        else:
            unread[text] = "invalid_date" if settled else "ambiguous_date"
    doubtful = sorted({d.name for t, d in read.items() if d.name and unread.get(t) == "ambiguous_date"})
    return Dates(moments, unread, (*year_notes, *order_notes, *(_doubtful_name(name, place) for name in doubtful)))


# ---------------------------------------------------------------- one text


def _draft(text: str) -> _Draft | None:
    """What the text itself tells, or None if it is no date."""
    if len(text) > LONGEST:
        return None
    plain = with_dots(text)
    if iso := _ISO.fullmatch(plain):
        clock = _clock(iso, ()) if iso["hour"] else None
        return None if iso["hour"] and clock is None else _Draft(int(iso["y"]), int(iso["m"]), int(iso["d"]), clock)
    timed = _CLOCK.search(plain)
    dated = None if timed else _numeric(plain) or _named(plain)
    if dated is None and (timed := timed or _dotted_clock(plain)):  # "28.03.26" is a day before it is a time of day
        rest = f"{plain[: timed.start()]} {plain[timed.end() :]}"
        dated = _numeric(rest) or _named(rest)
    if dated is None:
        return None
    draft, words = dated
    if timed is None:
        return draft if _hours(words) == frozenset() else None
    clock = _clock(timed, words)
    return replace(draft, clock=clock) if clock else None


def _dotted_clock(text: str) -> re.Match[str] | None:
    """Return ``19.26`` in a text that has a date besides it."""
    found = list(_DOTTED_CLOCK.finditer(text))
    return found[-1] if found else None


def _clock(match: re.Match[str], words: tuple[str, ...]) -> tuple[int, int, int] | None:
    """Return hour, minute and second; None when the words leave the half of the day open."""
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    hours = _hours(words)
    if hours == frozenset():
        return hour, minute, second
    # "19:26 PM" says the same twice, "19:26 AM" contradicts itself
    possible = ({hour} if hour > 12 else {hour % 12, hour % 12 + 12}) & (hours or frozenset())
    return (possible.pop(), minute, second) if len(possible) == 1 else None


def _hours(words: tuple[str, ...]) -> frozenset[int] | None:
    """Return the hours that a part of the day allows, nothing for no words, None for words nobody knows."""
    if not words:
        return frozenset()
    known = names()
    for first, last in _spans(words, longest_first=True):
        hours = known.parts_of_day.get(" ".join(words[first:last]))
        if hours and known.fillers.issuperset((*words[:first], *words[last:])):
            return hours
    return frozenset() if known.fillers.issuperset(words) else None


def _numeric(text: str) -> tuple[_Draft, tuple[str, ...]] | None:
    """Return a date in numbers and the words around it."""
    match = _EAST_ASIAN.fullmatch(text) or _NUMERIC.fullmatch(text)
    if not match:
        return None
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    words = _words(match["lead"], match["tail"])
    if len(match["a"]) == 4:
        return _Draft(a, b, c, None), words
    if len(match["c"]) == 4 and len(match["a"]) <= 2:
        return _Draft(c, b, a, None, open=match["mark"] != "." and a != b), words
    if len(match["a"]) <= 2 and len(match["c"]) == 2:
        mark = match["mark"]
        first = _is_day(_whole_year(a), b, c) and (mark != "." or match["tail"].startswith("."))
        return _Draft(_whole_year(c), b, a, None, open=mark != "." and a != b, short=True, year_first=first), words
    return None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _whole_year(short: int) -> int:
    """The year of two digits: nobody logged before 1970."""
    return short + (2000 if short < 70 else 1900)


def _named(text: str) -> tuple[_Draft, tuple[str, ...]] | None:
    """Return a date with a month's name and the words around it."""
    found: dict[_Draft, tuple[str, ...]] = {}
    for order in (*_NAMED, _SHORT):
        if match := order.fullmatch(text):
            year = int(match["y"]) if order is not _SHORT else _whole_year(int(match["y"]))
            for name, beside in _month_names(_words(match["word"])):
                # Between day, month and year a "de" is only a filler; elsewhere it could be a part of the day.
                inside = (*_words(match["between"]), *beside)
                words = _words(match["lead"], match["tail"])
                if not names().fillers.issuperset(inside):
                    words = (*words, *inside)
                if _hours(words) is not None:
                    found.setdefault(_Draft(year, 0, int(match["d"]), None, name), words)
    return next(iter(found.items())) if len(found) == 1 else None


def _month_names(words: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the month's name among the words with the words left over; several if several are names."""
    known = names()
    if known.month(" ".join(words)):
        return [(" ".join(words), ())]
    found: list[tuple[str, tuple[str, ...]]] = []
    for first, last in _spans(words):
        name = " ".join(words[first:last])
        # a longer name that contains a shorter one ("di marzu") says nothing else
        if known.month(name) and not any(f" {other} " in f" {name} " for other, _ in found):
            found.append((name, (*words[:first], *words[last:])))
    return found


def _words(*texts: str) -> tuple[str, ...]:
    return tuple(word for text in texts for part in re.split(r"[\s,،;()]+", fold(text)) if (word := part.strip(EDGES)))


def _spans(words: tuple[str, ...], *, longest_first: bool = False) -> Iterator[tuple[int, int]]:
    lengths = range(1, min(len(words), 6) + 1)
    for length in reversed(lengths) if longest_first else lengths:
        yield from ((first, first + length) for first in range(len(words) - length + 1))


# ---------------------------------------------------------------- the whole file


def _settle_names(found: set[str]) -> dict[str, int | None]:
    """Return the month of each name; None where the languages that explain the file disagree.

    The languages that explain the most names settle those; the languages that explain the most of what is
    left settle that, since a telephone's language may have been changed in the years of a log.
    """
    meanings = {name: names().month(name) for name in sorted(found)}
    settled: dict[str, int | None] = {}
    while left := [name for name in meanings if name not in settled]:
        explained: dict[str, int] = {}
        for name in left:
            for language in meanings[name]:
                explained[language] = explained.get(language, 0) + 1
        most = max(explained.values())
        best = {language for language, count in explained.items() if count == most}
        for name in left:
            if best & meanings[name].keys():
                settled[name] = _agreed(meanings[name], best)
    return settled


def _agreed(meaning: Mapping[str, frozenset[int]], languages: set[str]) -> int | None:
    """Return the month the languages agree on; where a thorough one disagrees with a sketch, it decides."""
    speakers = languages & meaning.keys()
    for among in (speakers, speakers & names().thorough):
        months = {month for language in among for month in meaning[language]}
        if len(months) == 1:
            return months.pop()
    return None


def _year_may_stand_first(drafts: Collection[_Draft]) -> bool:
    """Whether dates with a year of two digits look as if it stood first, or nothing shows that it does not.

    A log has more days than years, and its years lie together: ``26/03/02``, ``26/03/04``, ``26/04/01``. One date by
    itself shows nothing.
    """
    if not all(draft.year_first for draft in drafts):
        return False
    years, days = {draft.year for draft in drafts}, {draft.day for draft in drafts}
    if len(years) != len(days):
        return len(years) > len(days)
    return max(years) - min(years) >= max(days) - min(days)


def _settle_order(drafts: Mapping[str, _Draft], place: str) -> tuple[bool | None, tuple[Problem, ...]]:
    """Return whether the day comes first in dates with slashes; None and a note when the file does not show it."""
    undecided = [text for text, draft in drafts.items() if draft.open and max(draft.day, draft.month) <= 12]
    decided = [draft for draft in drafts.values() if draft.open and max(draft.day, draft.month) in range(13, 32)]
    orders = {draft.day > draft.month for draft in decided}
    if len(orders) == 1:
        return orders.pop(), ()
    if not undecided:
        return None, ()
    found = "and dates with the day first as well as dates with the month first" if orders else "and no day above 12"
    expected = "a date that shows which number is the month"
    return None, (Problem(place, f"{min(undecided)!r}, {found}", expected, SAY_ORDER, code="ambiguous"),)


def _settled(draft: _Draft, day_first: bool | None, months: dict[str, int | None]) -> _Draft | None:
    """Return the draft with its month known, or None when it stays open."""
    if draft.name:
        month = months[draft.name]
        return replace(draft, month=month) if month else None
    if not draft.open or day_first:
        return draft
    swapped = replace(draft, month=draft.day, day=draft.month)
    if day_first is not None:
        return swapped
    return draft if draft.day > 12 else swapped if draft.month > 12 else None


def _moment(draft: _Draft) -> Moment | None:
    if draft.year not in YEARS:
        return None
    try:
        return Moment(datetime(draft.year, draft.month, draft.day, *(draft.clock or ())), draft.clock is not None)
    except ValueError:  # no such day or hour
        return None


def _doubtful_year(drafts: Mapping[str, _Draft], place: str) -> Problem:
    text = min(drafts)
    draft = drafts[text]
    first = f"{_whole_year(draft.day)}-{draft.month:02}-{draft.year % 100:02}"
    last = f"{draft.year}-{draft.month:02}-{draft.day:02}"
    found = f"{text!r}, in which the year may stand first ({first}) or last"
    fix = f"Write such dates as {first} or {last}, or say --day-first or --month-first if the year stands last."
    return Problem(place, found, "dates that show the year", fix, code="ambiguous")


def _doubtful_name(name: str, place: str) -> Problem:
    months = sorted({month for meant in names().month(name).values() for month in meant})
    found = f"{name!r}, which is month {' or '.join(map(str, months))} depending on the language"
    fix = "Export the log with the telephone set to English, or with more months."
    return Problem(place, found, "names of months that show their language", fix, code="ambiguous")
