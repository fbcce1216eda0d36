"""The people of a cohort whom a coach looks at first: who must be seen, and who has the biggest problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from balance_rules.cohort.columns import column_of
from balance_rules.model import Knowledge, Urgency

MOST_TO_SEE, MOST_WORST = 500, 10


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who stands out: the id, what was carried along, and the ids of the statements that say why.

    `rank` puts people in order: the lowest first.
    """

    id: str
    kept: tuple[str, ...]
    statements: tuple[str, ...]
    rank: tuple[int, ...]


def foremost(people: Iterable[Person], most: int) -> list[Person]:
    """Return the first people in order; equals by their ids, so that the order of the rows says nothing."""
    return sorted(people, key=lambda person: (person.rank, person.id))[:most]


def to_see(knowledge: Knowledge, results: Any, keep: Sequence[str]) -> list[Person]:
    """Return those with a referral in a Polars frame of results, the most urgent first."""
    import polars as pl

    columns = {column_of(referral.id): referral for referral in knowledge.referrals}
    if not columns or not results.height:
        return []
    raised = results.filter(pl.any_horizontal(pl.col(name) == "refer" for name in columns))
    urgencies = list(Urgency)
    people = []
    for row in raised.rows(named=True):
        flags = sorted(
            (r for name, r in columns.items() if row[name] == "refer"), key=lambda r: urgencies.index(r.urgency)
        )
        rank = (urgencies.index(flags[0].urgency), -len(flags))
        people.append(Person(*_who(row, results.columns[0], keep), tuple(flag.id for flag in flags), rank))
    return foremost(people, MOST_TO_SEE)


def worst(knowledge: Knowledge, results: Any, keep: Sequence[str]) -> list[Person]:
    """Return those with the most findings at the highest level in a Polars frame, then at the next, and so on."""
    import polars as pl

    steps = max((len(conclusion.levels) for conclusion in knowledge.conclusions.values()), default=0)
    if not steps or not results.height:
        return []
    counts = [
        pl.sum_horizontal(
            (pl.col(column_of(c.id)) == c.levels[-1 - down].name).fill_null(False).cast(pl.Int32)
            for c in knowledge.conclusions.values()
            if down < len(c.levels)
        ).alias(f"_{down}")
        for down in range(steps)
    ]
    order = [f"_{down}" for down in range(steps)]
    ranked = results.with_columns(counts).filter(pl.any_horizontal(pl.col(name) > 0 for name in order))
    ids = pl.col(results.columns[0]).cast(pl.String)
    top = ranked.sort(*order, ids, descending=[*(True for _ in order), False], maintain_order=True).head(MOST_WORST)
    return [
        Person(
            *_who(row, results.columns[0], keep), tuple(_reached(knowledge, row)), tuple(-row[name] for name in order)
        )
        for row in top.rows(named=True)
    ]


def _reached(knowledge: Knowledge, row: dict[str, Any]) -> Iterator[str]:
    """Yield the findings that a person reaches a level of, the highest level first."""
    found = []
    for conclusion in knowledge.conclusions.values():
        names = [level.name for level in reversed(conclusion.levels)]
        if row[column_of(conclusion.id)] in names:
            found.append((names.index(row[column_of(conclusion.id)]), conclusion.id))
    yield from (name for _, name in sorted(found, key=lambda one: one[0]))


def _who(row: dict[str, Any], person: str, keep: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    return str(row[person]), tuple("" if row[name] is None else str(row[name]) for name in keep)
