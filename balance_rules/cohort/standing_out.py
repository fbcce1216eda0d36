"""The people of a cohort whom a coach looks at first: who must be seen, and who has the biggest problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from balance_rules.cohort.bits import Array, unpacked
from balance_rules.cohort.compiling import judged_positions, seen_by_a_doctor
from balance_rules.cohort.planes import Planes
from balance_rules.model import Urgency

MOST_TO_SEE, MOST_WORST = 500, 10


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Somebody who stands out: the id, what was carried along, and the ids of the statements that say why.

    `rank` puts people in order: the lowest first.
    """

    id: str
    kept: tuple[str, ...]
    statements: tuple[str, ...]
    rank: tuple[int, ...]


def foremost(people: Iterable[Outstanding], most: int) -> list[Outstanding]:
    """Return the first people in order; equals by their ids, so that the order of the rows says nothing."""
    return sorted(people, key=lambda person: (person.rank, person.id))[:most]


def to_see(planes: Planes, people: Any, keep: Sequence[str]) -> list[Outstanding]:
    """Return those with a referral, the most urgent first; `people` is the frame of their ids."""
    flags, positions = planes.knowledge.referrals, judged_positions(planes.knowledge)
    urgencies, none = list(Urgency), np.zeros_like(planes.among)
    seen = seen_by_a_doctor(planes)
    raised = {
        flag.id: planes.certainly(
            planes.joined([planes.truths[positions[flag.id]], planes.negated(seen[flag.id])], True)
        )
        for flag in flags
    }
    by_urgency = sorted(flags, key=lambda flag: urgencies.index(flag.urgency))
    number, most_urgent = np.zeros(planes.rows, np.int32), np.zeros(planes.rows, np.int32)
    for place, urgency in reversed(list(enumerate(urgencies))):  # so that the most urgent has the last word
        here = reduce(np.bitwise_or, (raised[flag.id] for flag in flags if flag.urgency is urgency), none)
        most_urgent[unpacked(here, planes.rows).view(np.bool_)] = place
    for words in raised.values():
        number += unpacked(words & planes.among, planes.rows)
    rows = np.flatnonzero(number)
    first = _first(rows, (most_urgent * (1 + len(flags)) - number)[rows], people, MOST_TO_SEE)
    bits = {flag.id: _bits(raised[flag.id], np.array(first, np.int64)) for flag in flags}
    found = []
    for place, row in enumerate(first):
        why = [flag for flag in by_urgency if bits[flag.id][place]]
        rank = (urgencies.index(why[0].urgency), -len(why))
        found.append(Outstanding(*_who(people, row, keep), tuple(flag.id for flag in why), rank))
    return foremost(found, MOST_TO_SEE)


def worst(planes: Planes, people: Any, keep: Sequence[str]) -> list[Outstanding]:
    """Return those with the most findings at the highest level, then at the next, and so on."""
    conclusions = planes.knowledge.conclusions.values()
    steps = max((len(conclusion.levels) for conclusion in conclusions), default=0)
    rows = np.flatnonzero(unpacked(planes.among, planes.rows))
    ranks = np.zeros(len(rows), np.int64)
    for down in range(steps):
        count = _at_level(planes, down, rows)
        ranks = ranks * (1 + len(conclusions)) - count
        if not down and len(rows) > MOST_WORST:  # those who can be among the first by the highest level: mostly a few
            able = count >= np.partition(count, -MOST_WORST)[-MOST_WORST]
            rows, ranks = rows[able], ranks[able]
    found = []
    for row in _first(rows[ranks < 0], ranks[ranks < 0], people, MOST_WORST):
        reached = sorted(_reached(planes, row), key=lambda one: one[0])
        downs = [down for down, _ in reached]
        rank = tuple(-downs.count(down) for down in range(steps))
        found.append(Outstanding(*_who(people, row, keep), tuple(name for _, name in reached), rank))
    return foremost(found, MOST_WORST)


def _at_level(planes: Planes, down: int, rows: Array) -> Array:
    """Return how many findings of some rows are at the level so far down from their highest."""
    count = np.zeros(len(rows), np.int32)
    for conclusion in planes.knowledge.conclusions.values():
        cuts = [level.cut for level in reversed(conclusion.levels)]
        low = planes.scores[conclusion.id][0]
        if down < len(cuts) and not (isinstance(low, int) and low < cuts[down]):
            here = low if isinstance(low, int) or len(rows) == planes.rows else low[rows]
            count += (here >= cuts[down]) & (here < cuts[down - 1]) if down else here >= cuts[down]
    return count


def _first(rows: Array, ranks: Array, people: Any, most: int) -> list[int]:
    """Return the rows of the lowest ranks, equals by their ids."""
    import polars as pl

    if len(rows) > most:
        able = ranks <= np.partition(ranks, most - 1)[most - 1]
        rows, ranks = rows[able], ranks[able]
    ids = people["id"].gather(rows).cast(pl.String)
    ranked = pl.DataFrame({"row": rows, "rank": ranks, "id": ids})
    return ranked.sort("rank", "id").head(most)["row"].to_list()


def _reached(planes: Planes, row: int) -> Iterator[tuple[int, str]]:
    """Yield the findings that a person reaches a level of, and how far below its highest that is."""
    for conclusion in planes.knowledge.conclusions.values():
        low = planes.scores[conclusion.id][0]
        score = low if isinstance(low, int) else low[row]
        reached = sum(score >= level.cut for level in conclusion.levels)
        if reached:
            yield len(conclusion.levels) - int(reached), conclusion.id


def _bits(words: Array, rows: Array) -> list[int]:
    """The bits of some rows."""
    octets = words.view(np.uint8)[rows >> 3]
    return (octets >> (rows & 7) & 1).tolist()  # type: ignore[no-any-return]


def _who(people: Any, row: int, keep: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    kept = (people[f"k{i}"][row] for i in range(len(keep)))
    return str(people["id"][row]), tuple("" if value is None else str(value) for value in kept)
