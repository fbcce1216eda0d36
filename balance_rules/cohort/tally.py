"""What can be counted over a cohort batch by batch: rows, refusals, findings, states, what is not known.

Every count adds up, so a tally of parts is the tally of the whole, on one machine or many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import reduce
from typing import Any

import narwhals as nw

from balance_rules.cohort.compiling import Plan, as_score, as_truth
from balance_rules.cohort.outputs import judged_positions
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.errors import FactError
from balance_rules.facts import read_profile
from balance_rules.model import Knowledge, conclusions_read, facts_read

Frame = Any
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be judged: its id, the column, and the problem as one person would read it."""

    id: str
    column: str
    problem: str


@dataclass
class Tally:
    """Counts over some rows; `refusals` holds the first of them, `faults` counts all, by column."""

    rows: int = 0
    refused: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    divided_by_zero: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.rows + other.rows,
            self.refused + other.refused,
            _added(self.faults, other.faults),
            _added(self.divided_by_zero, other.divided_by_zero),
            _added(self.counts, other.counts),
            (self.refusals + other.refusals)[:MOST_SHOWN],
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the tally as plain data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Tally:
        """Return the tally that `as_dict` gave."""
        return cls(**{**data, "refusals": [Refusal(**refusal) for refusal in data["refusals"]]})


def _added(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    return {name: first.get(name, 0) + second.get(name, 0) for name in {**first, **second}}


# ---------------------------------------------------------------- over the checked rows


def intake_counts(pipeline: Pipeline) -> list[nw.Expr]:
    """Return the counts over the checked rows: all, bad, bad by column, divisions by zero."""
    marks = [*pipeline.faults, "bad", *(f"z{pipeline.deriving.positions[m.fact]}" for m in pipeline.deriving.measures)]
    return [nw.col("id").is_null().sum().alias("nameless"), nw.len().alias("rows"), *map(_total, marks)]


def _total(name: str) -> nw.Expr:
    return nw.col(name).cast(nw.Int64).sum()


def refused_rows(pipeline: Pipeline, checked: Frame) -> Frame:
    """Return the first bad rows, as given, with what marks them."""
    raws = [raw.name for raw in pipeline.intake.raws]
    return checked.filter(nw.col("bad")).select("id", *raws, *pipeline.faults).head(MOST_SHOWN)


def refusals(pipeline: Pipeline, rows: list[dict[str, Any]]) -> Iterator[Refusal]:
    """Yield the problems of bad rows in the words that one person's profile would be refused with."""
    for row in rows:
        marked = [column for mark, column in pipeline.faults.items() if row[mark]]
        if row["id"] is None:
            yield Refusal("", pipeline.intake.person, "found nothing; expected an id. Give every row an id.")
        try:
            read_profile(pipeline.knowledge, pipeline.intake.profile(row))
        except FactError as error:
            for i, problem in enumerate(error.problems):
                column = marked[min(i, len(marked) - 1)] if marked else ""
                yield Refusal(str(row["id"]), column, str(replace(problem, place=column)))


# ---------------------------------------------------------------- over the judged rows


def outcome_counts(plan: Plan, judged: Frame) -> Frame:
    """Return the counts over the judged rows, as one row.

    A count's name says what it counts: `level|finding|name`, `state|id|yes`, `state|id|open`, `refer`,
    `open|fact` (people of whom something undecided still reads the fact, and who did not tell it).
    """
    knowledge = plan.knowledge
    counts = []
    for conclusion in knowledge.conclusions.values():
        low, _ = plan.scores[conclusion.id]
        for level in conclusion.levels:
            reached = (as_score(low) >= level.cut).cast(nw.Int64)
            counts.append(_sum(reached, f"level|{conclusion.id}|{level.name}"))
    for name, position in judged_positions(knowledge).items():
        truth = as_truth(plan.truths[position])
        counts.append(_sum(truth.fill_null(False).cast(nw.Int64), f"state|{name}|yes"))
        counts.append(_sum(truth.is_null().cast(nw.Int64), f"state|{name}|open"))
    flags = [as_truth(plan.truths[judged_positions(knowledge)[r.id]]).fill_null(False) for r in knowledge.referrals]
    if flags:
        counts.append(_sum(reduce(lambda a, b: a | b, flags).cast(nw.Int64), "refer"))
    judged = judged.with_columns(nw.lit(1).alias("one"))
    for step in _open_steps(plan):
        judged = judged.with_columns(*step)
    counts += list(_open_counts(plan))
    return judged.select(*counts)


def _sum(column: nw.Expr, name: str) -> nw.Expr:
    """Count; what is the same for everyone is spread over the rows, as an aggregate needs a column."""
    return nw.when(nw.col("one") == 1).then(column).sum().alias(name)


def _readers(knowledge: Knowledge) -> dict[str, list[int]]:
    """Return, for each finding, the outcomes and rules that read its level."""
    outcomes = set(judged_positions(knowledge).values())
    found: dict[str, list[int]] = {}
    for i, (_, condition) in enumerate(knowledge.judged):
        if i < len(knowledge.rules) or i in outcomes:
            for conclusion in conclusions_read(condition):
                found.setdefault(conclusion, []).append(i)
    return found


def _open_steps(plan: Plan) -> Iterator[list[nw.Expr]]:
    """Yield `o…`, whether an outcome is undecided, and then, stratum by stratum, the rules it may turn on."""
    knowledge = plan.knowledge
    yield [as_truth(plan.truths[i]).is_null().alias(f"o{i}") for i in judged_positions(knowledge).values()]
    readers = _readers(knowledge)
    for first, last in reversed(plan.kernel.strata):
        step = []
        for i in range(first, last):
            read_by = readers.get(knowledge.rules[i].conclusion, [])
            wanted = reduce(lambda a, b: a | b, (nw.col(f"o{j}") for j in read_by), nw.lit(False))
            step.append((as_truth(plan.truths[i]).is_null() & wanted).alias(f"o{i}"))
        yield step


def _open_counts(plan: Plan) -> Iterator[nw.Expr]:
    knowledge = plan.knowledge
    outcomes = set(judged_positions(knowledge).values())
    readers: dict[str, list[int]] = {}
    for i, (_, condition) in enumerate(knowledge.judged):
        if i < len(knowledge.rules) or i in outcomes:
            for fact in facts_read(condition):
                readers.setdefault(fact, []).append(i)
    for fact, read_by in readers.items():
        wanted = reduce(lambda a, b: a | b, (nw.col(f"o{j}") for j in read_by))
        if fact in plan.known:
            wanted = wanted & nw.col(f"f{plan.known[fact]}").is_null()
        yield _sum(wanted.cast(nw.Int64), f"open|{fact}")


def tallied(
    pipeline: Pipeline, intake: Mapping[str, int], outcome: Mapping[str, int], bad: list[dict[str, Any]]
) -> Tally:
    """Return the tally of one pass from its three answers."""
    measures = {f"z{pipeline.deriving.positions[m.fact]}": m.fact for m in pipeline.deriving.measures}
    faults = {column: int(intake[mark] or 0) for mark, column in pipeline.faults.items() if intake[mark]}
    if intake["nameless"]:
        faults[pipeline.intake.person] = int(intake["nameless"])
    return Tally(
        rows=int(intake["rows"]),
        refused=int(intake["bad"] or 0),
        faults=faults,
        divided_by_zero={fact: int(intake[mark]) for mark, fact in measures.items() if intake[mark]},
        counts={name: int(value) for name, value in outcome.items() if value},
        refusals=list(refusals(pipeline, bad))[:MOST_SHOWN],
    )
