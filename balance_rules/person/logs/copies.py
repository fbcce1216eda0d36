"""Sessions that were exported more than once: in one file, or in the files of several apps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby
from operator import attrgetter

from balance_rules.errors import Problem
from balance_rules.person.logs.log import Done, LoggedSession, Row
from balance_rules.text.wording import counted

_ZONE = timedelta(minutes=15)  # clocks of the world differ by multiples of it …
_ZONES = timedelta(hours=14)  # … and by no more than that from universal time
# Conventions of ours, for two apps in which a workout was begun one after the other: nobody begins two workouts within
# half an hour whose sets are, more than half of the smaller one's, the same in exercise and repetitions.
SOON = timedelta(minutes=30)
_ALIKE = Fraction(1, 2)
_MOST_A_DAY = 100  # sessions; a fuller day is compared with none: each of a million with each takes for ever

Key = tuple[str, str]
_key: Callable[[Row], Key] = attrgetter("workout", "start")


def copies_within(rows: Sequence[Row]) -> list[int]:
    """For each row of a file the number of the copy it belongs to, from 0.

    A new copy begins where the header stands again, and where a session comes back after others as it was. A
    session each of whose rows stands as often as the others, with the same number of the set, was written so
    often. Where sessions come back with other rows the file is merely in another order, and nothing is a copy.
    """
    copies = [row.part for row in rows]
    if any(copies):
        return copies
    return _returning(rows) or _repeated(rows) or copies


def _returning(rows: Sequence[Row]) -> list[int]:
    """The copies of a file that goes through its sessions again; empty if it does not.

    The file is cut where a session comes back. Each piece is a copy if it has all sessions of the first, or
    several of them and no others, and if every session comes back whole.
    """
    runs = [key for key, _ in groupby(rows, _key)]
    pieces: list[dict[Key, None]] = [{}]
    for key in runs:
        if key in pieces[-1]:
            pieces.append({})
        pieces[-1][key] = None
    first = pieces[0].keys()
    if len(pieces) == 1 or any(not (first <= p.keys() or (p.keys() <= first and len(p) > 1)) for p in pieces[1:]):
        return []
    copies: list[int] = []
    contents: dict[Key, Counter[tuple[Done, str]]] = {}
    numbers: Counter[Key] = Counter()
    for key, run in groupby(rows, _key):
        block = Counter((row.done, row.number) for row in run)
        if contents.setdefault(key, block) != block:
            return []
        copies += [numbers[key]] * block.total()
        numbers[key] += 1
    return copies


def _repeated(rows: Sequence[Row]) -> list[int]:
    """The copies of a file that writes rows of a session with the same number of the set again; empty if none."""
    if not any(_repeats([*run]) for _, run in groupby(rows, _key)):
        return []
    seen: dict[Key, Counter[tuple[Done, str]]] = defaultdict(Counter)
    copies = []
    for row in rows:
        counts = seen[_key(row)]
        copies.append(counts[row.done, row.number])
        counts[row.done, row.number] += 1
    if not any(copies):
        return []
    whole = {
        key
        for key, counts in seen.items()
        if all(index for _, index in counts) and len({*counts.values()}) == 1 and len(counts) > 1
    }
    return [copy if _key(row) in whole else 0 for row, copy in zip(rows, copies, strict=True)]


def _repeats(run: list[Row]) -> bool:
    """Whether a number of a set stands twice for an exercise: it was done in two goes, or written twice."""
    return len({(row.done.title, row.number) for row in run}) < len(run)


def same_sessions(
    sessions: Sequence[LoggedSession], parts: Sequence[int], contents: Mapping[int, Counter[str]]
) -> list[int]:
    """For each session the first that is the same workout: itself, or one of another export.

    Two sessions are the same when they start in the same minute, or on the same day and one has no hour, and have the
    same title, or mostly the same sets, or there is no other that they could be; when they hold the same sets and
    their clocks differ as two time zones may; or when they start within half an hour of each other with mostly the
    same sets. Two sessions of one export are never the same one of another, so the order of two files changes nothing;
    of three, the first two are paired before the third.
    """
    same = [*range(len(sessions))]
    by_day: dict[date, list[int]] = defaultdict(list)
    for _, export in groupby(sorted(same, key=parts.__getitem__), parts.__getitem__):
        own = [*export]
        for at, other in _pairs(own, sessions, by_day, contents).items():
            same[at] = other
        for at in own:
            if same[at] == at:
                by_day[sessions[at].start.date()].append(at)
    return same


def _pairs(
    own: Sequence[int],
    sessions: Sequence[LoggedSession],
    by_day: Mapping[date, Sequence[int]],
    contents: Mapping[int, Counter[str]],
) -> dict[int, int]:
    """Which sessions of an export are which of those before it: the surest pairs first, and each of them once."""
    minute, today, zone, soon = [], [], [], []
    for pair in _near(own, sessions, by_day):
        one, other = (sessions[at] for at in pair)
        sets, others = (contents[at] for at in pair)
        gap = abs(one.start - other.start)
        if one.timed and other.timed:
            if _minute(one.start) == _minute(other.start):
                minute.append(pair)
        elif one.start.date() == other.start.date():
            today.append(pair)
        if gap <= _ZONES and not gap % _ZONE and sets and sets == others:
            zone.append(pair)
        if _soon(one, other) and _alike(sets, others):
            soon.append(pair)
    taken: dict[int, int] = {}
    for near in (minute, today):
        named = [(at, first) for at, first in near if sessions[at].title == sessions[first].title]
        alike = [(at, first) for at, first in near if _alike(contents[at], contents[first])]
        both = {*named} & {*alike}
        for pairs in ([pair for pair in named if pair in both], named, alike):
            _take(taken, pairs)
        free = _free(taken, near)
        of_own, of_first = Counter(at for at, _ in free), Counter(first for _, first in free)
        _take(taken, [(at, first) for at, first in free if of_own[at] == of_first[first] == 1])
    _take(taken, zone)
    _take(taken, sorted(soon, key=lambda pair: abs(sessions[pair[0]].start - sessions[pair[1]].start)))
    return taken


def _near(
    own: Sequence[int], sessions: Sequence[LoggedSession], by_day: Mapping[date, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield each pair that is no more than a day apart; none of a day with more sessions than anybody begins."""
    if not by_day:
        return
    days = {at: sessions[at].start.date() for at in own}
    full = {day for day, count in Counter(days.values()).items() if count > _MOST_A_DAY}
    for at, day in days.items():
        for shift in (0, -1, 1) if day not in full else ():
            firsts = by_day.get(day + timedelta(days=shift), ())
            if len(firsts) <= _MOST_A_DAY:
                yield from ((at, first) for first in firsts)


def _free(taken: Mapping[int, int], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    gone = {*taken.values()}
    return [(at, first) for at, first in pairs if at not in taken and first not in gone]


def _take(taken: dict[int, int], pairs: Sequence[tuple[int, int]]) -> None:
    gone = {*taken.values()}
    for at, first in pairs:
        if at not in taken and first not in gone:
            taken[at] = first
            gone.add(first)


def _soon(one: LoggedSession, other: LoggedSession) -> bool:
    return one.timed and other.timed and abs(one.start - other.start) <= SOON


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    return (one & other).total() > _ALIKE * min(one.total(), other.total())


def about_same_sessions(sessions: Sequence[LoggedSession], same: Sequence[int]) -> list[Problem]:
    """A note on the sessions that count as the same although they do not start in the same minute."""
    pairs = [(session, sessions[first]) for session, first in zip(sessions, same, strict=True)]
    apart = [one for one, other in pairs if _minute(one.start) != _minute(other.start) and _soon(one, other)]
    if not apart:
        return []
    found = counted(len(apart), "session") + f" within {SOON.seconds // 60} minutes of one in another export"
    found += ", with mostly the same sets"
    fix = "They count once; if they were other workouts, correct their hours."
    return [Problem(f"{apart[0].start:%Y-%m-%d %H:%M}", found, "each workout in one export", fix, code="duplicate")]


def _minute(start: datetime) -> datetime:
    return start.replace(second=0, microsecond=0)
