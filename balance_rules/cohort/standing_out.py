"""The people of a cohort whom a coach looks at first: who must be seen, and who has the biggest problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any

from balance_rules.cohort.compiling import ColumnPlan, Score, is_constant, total
from balance_rules.cohort.outputs import judged_positions
from balance_rules.model import Knowledge, Urgency

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


def to_see(plan: ColumnPlan, judged: Any, keep: Sequence[str]) -> list[Outstanding]:
    """Return those with a referral in a Polars frame that a plan was applied to, the most urgent first."""
    flags, positions = plan.knowledge.referrals, judged_positions(plan.knowledge)
    if not flags or not judged.height:
        return []
    pl, urgencies = plan.language, list(Urgency)
    truths = {flag.id: plan.as_truth(plan.truths[positions[flag.id]]) for flag in flags}
    most_urgent: Any = pl.lit(None, pl.Int32)
    for place, urgency in reversed(list(enumerate(urgencies))):
        raised = pl.any_horizontal(False, *(truths[flag.id] for flag in flags if flag.urgency is urgency))
        most_urgent = pl.when(raised).then(pl.lit(place, pl.Int32)).otherwise(most_urgent)
    number = total(truth.cast(pl.Int32).fill_null(0) for truth in truths.values())
    rank = most_urgent * (1 + len(flags)) - number
    people = []
    for row in _foremost_rows(plan, judged, rank, MOST_TO_SEE, keep, truths):
        found = sorted((f for f in flags if row[f.id]), key=lambda flag: urgencies.index(flag.urgency))
        ranked = (urgencies.index(found[0].urgency), -len(found))
        people.append(Outstanding(*_who(row, keep), tuple(flag.id for flag in found), ranked))
    return foremost(people, MOST_TO_SEE)


def worst(plan: ColumnPlan, judged: Any, keep: Sequence[str]) -> list[Outstanding]:
    """Return those with the most findings at the highest level in a Polars frame, then at the next, and so on."""
    conclusions = plan.knowledge.conclusions.values()
    steps = max((len(conclusion.levels) for conclusion in conclusions), default=0)
    if not steps or not judged.height:
        return []
    pl, scores = plan.language, {c.id: plan.as_score(plan.scores[c.id][0]) for c in conclusions}
    counts = [_at_level(plan, down) for down in range(steps)]
    top = judged.select(counts[0].alias("count"))["count"]
    if top.len() == judged.height:  # those who can be among the first by the highest level alone: mostly a few
        judged = judged.filter(top >= top.top_k(MOST_WORST).min())
    rank = reduce(lambda sum_, count: sum_ * (1 + len(conclusions)) - count.cast(pl.Int64), counts, pl.lit(0, pl.Int64))
    people = []
    for row in _foremost_rows(plan, judged, pl.when(rank < 0).then(rank), MOST_WORST, keep, scores):
        found = sorted(_reached(plan.knowledge, row), key=lambda one: one[0])
        downs = [down for down, _ in found]
        people.append(
            Outstanding(
                *_who(row, keep), tuple(name for _, name in found), tuple(-downs.count(d) for d in range(steps))
            )
        )
    return people


@lru_cache(maxsize=256)
def _at_level(plan: ColumnPlan, down: int) -> Any:
    """Return how many findings are at the level so far down from their highest."""
    parts: list[Score] = []
    for conclusion in plan.knowledge.conclusions.values():
        low, cuts = plan.scores[conclusion.id][0], [level.cut for level in reversed(conclusion.levels)]
        if down < len(cuts):
            at = low >= cuts[down]
            at = at & (low < cuts[down - 1]) if down else at
            parts.append(int(at) if is_constant(at) else at.cast(plan.language.Int16))
    return plan.as_score(total(parts))


def _foremost_rows(
    plan: ColumnPlan, judged: Any, rank: Any, most: int, keep: Sequence[str], shown: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of lowest rank, equals by their ids: the id, what was carried along and the columns `shown`."""
    pl = plan.language
    ranks = judged.select(pl.int_range(pl.len()).alias("row"), rank.alias("rank")).drop_nulls("rank")
    ranks = ranks.filter(pl.col("rank") <= pl.col("rank").bottom_k(most).max())
    ranks = ranks.with_columns(judged["id"].gather(ranks["row"]).cast(pl.String).alias("id"))
    first = judged[ranks.sort("rank", "id").head(most)["row"]]
    kept = [pl.col(f"k{i}").alias(f"k{i}") for i in range(len(keep))]
    yield from first.select("id", *kept, *(column.alias(name) for name, column in shown.items())).iter_rows(named=True)


def _reached(knowledge: Knowledge, row: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the findings that a person reaches a level of, and how far below its highest that is."""
    for conclusion in knowledge.conclusions.values():
        reached = sum(row[conclusion.id] >= level.cut for level in conclusion.levels)
        if reached:
            yield len(conclusion.levels) - reached, conclusion.id


def _who(row: Mapping[str, Any], keep: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    kept = (row[f"k{i}"] for i in range(len(keep)))
    return str(row["id"]), tuple("" if value is None else str(value) for value in kept)
