"""What a cohort's result says, as columns: levels, scores, certainties, states, fired rules.

For every finding `name` (its level, null below the lowest), `name__low` and `name__high` (the ends of its
evidence score, in milli-nats) and `name__certainty` (the certainty factor of the low end, a degree of
belief in the finding); for every referral `refer`, `unanswered` or `no`; for every prescription `given`,
`withheld` or `refused`; the fired rules as bits, and the hash of the knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import BITS, CERTAINTY, HASH, HIGH, LOW, column_of, fired_columns, written
from balance_rules.cohort.compiling import Column, Plan, Score, as_score, as_truth
from balance_rules.cohort.intake import divided
from balance_rules.model import Conclusion, Knowledge

REFERRAL = ("no", "unanswered", "refer")
PRESCRIPTION = ("refused", "withheld", "given")


def judged_positions(knowledge: Knowledge) -> Mapping[str, int]:
    """Return the position of the truth of each referral and prescription."""
    first = len(knowledge.rules)
    last = len(knowledge.judged) - len(knowledge.prescriptions)
    found = {referral.id: first + i for i, referral in enumerate(knowledge.referrals)}
    return found | {prescription.id: last + i for i, prescription in enumerate(knowledge.prescriptions)}


def result(plan: Plan, *, coded: bool) -> tuple[nw.Expr, ...]:
    """Return the result columns over a frame that a plan was applied to.

    Parameters
    ----------
    coded
        Give levels and states as an enumeration where the back end has one, which takes a byte a value.
    """
    knowledge = plan.knowledge
    columns: list[nw.Expr] = []
    for conclusion in knowledge.conclusions.values():
        low, high = plan.scores[conclusion.id]
        columns += _finding(conclusion, as_score(low), as_score(high), coded)
    positions = judged_positions(knowledge)
    for statement in (*knowledge.referrals, *knowledge.prescriptions):
        states = REFERRAL if statement in knowledge.referrals else PRESCRIPTION
        truth = as_truth(plan.truths[positions[statement.id]])
        state = nw.when(truth).then(nw.lit(states[2])).when(~truth).then(nw.lit(states[0])).otherwise(nw.lit(states[1]))
        columns.append(_coded(state, states, coded).alias(column_of(statement.id)))
    columns += list(_fired(plan))
    columns.append(nw.lit(knowledge.hash).alias(HASH))
    assert len(columns) == len(written(knowledge))
    return tuple(columns)


def _finding(conclusion: Conclusion, low: nw.Expr, high: nw.Expr, coded: bool) -> Iterator[nw.Expr]:
    name = column_of(conclusion.id)
    level: Any = nw.lit(None, nw.String)
    for step in conclusion.levels:
        level = nw.when(low >= step.cut).then(nw.lit(step.name)).otherwise(level)
    yield _coded(level, [step.name for step in conclusion.levels], coded).alias(name)
    yield low.cast(nw.Int32).alias(name + LOW)
    yield high.cast(nw.Int32).alias(name + HIGH)
    size = divided(((1.0 - (low.abs().cast(nw.Float64) * -0.001).exp()) * 100.0).round(0), 100.0)
    yield nw.when(low < 0).then(-size).otherwise(size).alias(name + CERTAINTY)


def _coded(column: nw.Expr, values: Any, coded: bool) -> nw.Expr:
    return column.cast(nw.Enum(list(values))) if coded else column


def _fired(plan: Plan) -> Iterator[nw.Expr]:
    knowledge = plan.knowledge
    for word, name in enumerate(fired_columns(knowledge)):
        members = range(word * BITS, min((word + 1) * BITS, len(knowledge.rules)))
        bits = [_bit(plan.truths[i], i % BITS) for i in members]
        yield as_score(sum(bits)).alias(name)


def _bit(truth: Column, place: int) -> Score:
    if not isinstance(truth, nw.Expr):
        return 1 << place if truth else 0
    return nw.when(truth).then(nw.lit(1 << place, nw.Int64)).otherwise(nw.lit(0, nw.Int64))


def fired_rules(knowledge: Knowledge, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the rules whose bits are set in a row of a result."""
    words = [row[name] for name in fired_columns(knowledge)]
    return tuple(rule.id for i, rule in enumerate(knowledge.rules) if words[i // BITS] >> (i % BITS) & 1)
