"""What can be counted over a cohort batch by batch: rows, refusals, findings, states, what is not known.

Every count adds up, so a tally of parts is the tally of the whole, on one machine or many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from balance_rules.cohort.compiling import Column, ColumnPlan, Expr, judged_positions, seen_by_a_doctor
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.planes import Planes
from balance_rules.cohort.standing_out import MOST_TO_SEE, MOST_WORST, Outstanding, foremost
from balance_rules.cohort.undecided import Readers, Undecided
from balance_rules.errors import FactError, Problem
from balance_rules.model import Knowledge
from balance_rules.person.facts import ProfileModel, profile_model, read_profile

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
    """Counts over some rows; `refusals` holds the first of them, `faults` counts all, by column.

    `to_see` and `worst` are the people who stand out, the first of them; a warehouse that keeps its rows names none.
    """

    rows: int = 0
    refused: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    divided_by_zero: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    to_see: list[Outstanding] = field(default_factory=list)
    worst: list[Outstanding] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.rows + other.rows,
            self.refused + other.refused,
            _added(self.faults, other.faults),
            _added(self.divided_by_zero, other.divided_by_zero),
            _added(self.counts, other.counts),
            (self.refusals + other.refusals)[:MOST_SHOWN],
            foremost(self.to_see + other.to_see, MOST_TO_SEE),
            foremost(self.worst + other.worst, MOST_WORST),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the tally as plain data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Tally:
        """Return the tally that `as_dict` gave."""
        refusals = [Refusal(**refusal) for refusal in data["refusals"]]
        people = {
            name: [
                Outstanding(p["id"], *(tuple(p[part]) for part in ("kept", "statements", "rank"))) for p in data[name]
            ]
            for name in ("to_see", "worst")
        }
        return cls(**{**data, "refusals": refusals, **people})


def _added(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    return {name: first.get(name, 0) + second.get(name, 0) for name in {**first, **second}}


# ---------------------------------------------------------------- over the checked rows


def intake_counts(pipeline: Pipeline) -> list[Expr]:
    """Return the counts over the checked rows: all, bad, bad by column, divisions by zero."""
    marks = [*pipeline.faults, "bad", *(f"z{pipeline.deriving.positions[m.fact]}" for m in pipeline.deriving.measures)]
    col = pipeline.language.col
    nameless, rows = col("id").is_null().sum().alias("nameless"), pipeline.language.len().alias("rows")
    return [nameless, rows, *(col(mark).sum() for mark in marks)]


def refused_rows(pipeline: Pipeline, checked: Frame) -> Frame:
    """Return the first bad rows, as given."""
    raws = [raw.name for raw in pipeline.intake.raws]
    return checked.filter(pipeline.language.col("bad")).select("id", *raws).head(MOST_SHOWN)


@lru_cache(maxsize=16)
def _model(knowledge: Knowledge) -> type[ProfileModel]:
    return profile_model(knowledge)  # takes longer to make than a profile to read


def refusals(pipeline: Pipeline, rows: list[dict[str, Any]]) -> Iterator[Refusal]:
    """Yield the problems of bad rows in the words that one person's profile would be refused with."""
    columns = {raw.named.fact or raw.named.attribute: raw.column for raw in pipeline.intake.raws}
    for row in rows:
        if row["id"] is None:
            missing = Problem(pipeline.intake.person, "nothing", "an id", "Give every row an id.", code="missing")
            yield Refusal("without an id", pipeline.intake.person, str(missing))
        try:
            read_profile(pipeline.knowledge, pipeline.intake.profile(row), model=_model(pipeline.knowledge))
        except FactError as error:
            for problem in error.problems:
                place = problem.place.rpartition(": ")[2]  # of a profile: the key that the problem is about
                column = columns.get(place, place)
                yield Refusal(str(row["id"]), column, str(replace(problem, place=column)))


# ---------------------------------------------------------------- over the judged rows


def outcome_counts(plan: ColumnPlan | Planes, undecided: Undecided) -> dict[str, Column]:
    """The counts of those who are judged, by name: of each, the truth that is counted.

    A name says what is counted: `level|finding|name`, `state|id|yes`, `state|id|open`, `refer`, `seen`,
    `open|fact` (people of whom something undecided still reads the fact, and who did not tell it).
    """
    counted: dict[str, Column] = {}
    for conclusion in plan.knowledge.conclusions.values():
        low, _ = plan.scores[conclusion.id]
        for level in conclusion.levels:
            counted[f"level|{conclusion.id}|{level.name}"] = plan.at_least(low, level.cut)
    seen = {name: looked for name, looked in seen_by_a_doctor(plan).items() if looked is not False}
    for name, position in judged_positions(plan.knowledge).items():
        truth = plan.truths[position]
        counted[f"state|{name}|yes"] = plan.joined([truth, plan.negated(seen.get(name, False))], True)
        counted[f"state|{name}|open"] = plan.unknown(truth)
        if name in seen:
            seen[name] = plan.joined([truth, seen[name]], True)
    counted["refer"] = plan.joined([counted[f"state|{flag.id}|yes"] for flag in plan.knowledge.referrals], False)
    counted["seen"] = plan.joined(seen.values(), False)
    return counted | undecided.counts


def counts_of_outcomes(plan: ColumnPlan, judged: Frame) -> Frame:
    """Return the counts over the judged rows of an engine, as one row."""
    undecided = Undecided(plan, Readers(plan.program))
    for step in undecided.steps:
        judged = judged.with_columns(*step)
    return judged.select(*(plan.count(truth).alias(name) for name, truth in outcome_counts(plan, undecided).items()))


def tallied(
    pipeline: Pipeline, intake: Mapping[str, int], outcome: Mapping[str, int], bad: list[dict[str, Any]]
) -> Tally:
    """Return the tally of one pass from its three answers; a mark that is not counted marks nobody."""
    measures = {f"z{pipeline.deriving.positions[m.fact]}": m.fact for m in pipeline.deriving.measures}
    faults = {column: int(intake[mark] or 0) for mark, column in pipeline.faults.items() if intake.get(mark)}
    if intake["nameless"]:
        faults[pipeline.intake.person] = int(intake["nameless"])
    return Tally(
        rows=int(intake["rows"]),
        refused=int(intake["bad"] or 0),
        faults=faults,
        divided_by_zero={fact: int(intake[mark]) for mark, fact in measures.items() if intake.get(mark)},
        counts={name: int(value) for name, value in outcome.items() if value},
        refusals=list(islice(refusals(pipeline, bad), MOST_SHOWN)),
    )
