"""What a cohort's result says, as columns: levels, scores, certainties, states, fired rules.

For every finding `name` (its level; where it reaches none, `none` if no answer that is missing could change that and
`unknown` if one could), `name__low` and `name__high` (the ends of its evidence score, in milli-nats) and
`name__certainty` (the certainty factor of the low end, a degree of belief in the finding); for every referral `refer`,
`unanswered` or `no`; for every prescription `given`, `withheld` or `refused`; the fired rules as bits, and the hash of
the knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import BITS, CERTAINTY, HASH, HIGH, LOW, column_of, fired_columns, written
from balance_rules.cohort.compiling import Column, ColumnPlan, Expr, Language, Score, is_constant, outcomes, total
from balance_rules.cohort.exact import divided
from balance_rules.model import Conclusion, Knowledge
from balance_rules.semantics import certainty

NONE, UNKNOWN = "none", "unknown"  # of a finding that reaches no level: whatever is still answered, or as yet
REFERRAL = ("no", "unanswered", "refer")
PRESCRIPTION = ("refused", "withheld", "given")
BITS_AT_ONCE = 7  # that fit the narrowest integer, which is quickest to choose and to add up


def judged_positions(knowledge: Knowledge) -> Mapping[str, int]:
    """Return the position of the truth of each referral and prescription, which a plan judges after the rules."""
    return {statement.id: len(knowledge.rules) + i for i, statement in enumerate(outcomes(knowledge))}


def result(plan: ColumnPlan, columns: Sequence[str], *, coded: bool) -> tuple[Expr, ...]:
    """Return the result columns that are asked for over a frame that a plan was applied to.

    Parameters
    ----------
    columns
        Their names, in their order; none other is computed.
    coded
        Give levels and states as an enumeration, which takes a byte a value, where the plan's language has one.
    """
    made = _made(plan, coded)
    assert made.keys() == written(plan.knowledge).keys()
    return tuple(made[name]().alias(name) for name in columns)


def _made(plan: ColumnPlan, coded: bool) -> dict[str, Callable[[], Expr]]:
    """Return what makes each result column."""
    knowledge, language = plan.knowledge, plan.language
    made: dict[str, Callable[[], Expr]] = {}
    for conclusion in knowledge.conclusions.values():
        name, (low, high) = column_of(conclusion.id), plan.scores[conclusion.id]
        made[name] = partial(_level, plan, conclusion, coded)
        made[name + LOW], made[name + HIGH] = partial(_end, plan, low), partial(_end, plan, high)
        made[name + CERTAINTY] = partial(_certainty, plan, low)
    positions = judged_positions(knowledge)
    for states, statements in ((REFERRAL, knowledge.referrals), (PRESCRIPTION, knowledge.prescriptions)):
        for statement in statements:
            truth = plan.truths[positions[statement.id]]
            made[column_of(statement.id)] = partial(_state, plan, truth, states, coded)
    for word, name in enumerate(fired_columns(knowledge)):
        made[name] = partial(_fired, plan, word)
    made[HASH] = partial(language.lit, knowledge.hash)
    return made


def _level(plan: ColumnPlan, conclusion: Conclusion, coded: bool) -> Expr:
    language = plan.language
    low, high = (plan.as_score(end) for end in plan.scores[conclusion.id])
    none, unknown, *words = _words(language, [NONE, UNKNOWN, *(step.name for step in conclusion.levels)], coded)
    level = language.when(high >= conclusion.levels[0].cut).then(unknown).otherwise(none)
    for step, word in zip(conclusion.levels, words, strict=True):
        level = language.when(low >= step.cut).then(word).otherwise(level)
    return level


def _end(plan: ColumnPlan, score: Score) -> Expr:
    return plan.as_score(score).cast(plan.language.Int32)


def _state(plan: ColumnPlan, truth: Column, states: Sequence[str], coded: bool) -> Expr:
    no, open_, yes = _words(plan.language, states, coded)
    truth = plan.as_truth(truth)
    return plan.language.when(truth).then(yes).when(~truth).then(no).otherwise(open_)


def _words(language: Language, words: Sequence[str | None], coded: bool) -> list[Expr]:
    dtype = language.Enum([word for word in words if word is not None]) if coded else language.String
    return [language.lit(word, dtype) for word in words]


def _certainty(plan: ColumnPlan, least: Score) -> Expr:
    """Return the certainty factor of a score in hundredths: looked up in Polars, else computed."""
    low = plan.as_score(least)
    if plan.language is nw:  # even if it is the same for all: in SQL a number with a point is a decimal, not a float
        size = divided(((1.0 - (low.abs().cast(nw.Float64) * -0.001).exp()) * 100.0).round(0), 100.0)
        return nw.when(low < 0).then(-size).otherwise(size)
    if is_constant(least):
        return plan.language.lit(_hundredths(least))
    known = plan.language.lit(_certainties(plan.language, plan.largest))
    return known.gather(low.cast(plan.language.Int32) + plan.largest)


@lru_cache(maxsize=16)
def _certainties(polars: Language, largest: int) -> Any:
    """Return the certainty factors of all scores up to `largest` in size, as a Polars series."""
    return polars.Series([_hundredths(score) for score in range(-largest, largest + 1)])


def _hundredths(score: int) -> float:
    return round(certainty(score), 2) + 0.0


def _fired(plan: ColumnPlan, word: int) -> Expr:
    """Return the bits of the rules that one column tells of."""
    language = plan.language
    # SQL may hold a small number in fewer bits than its type: there no sum of bits is shifted
    at_once = BITS if language is nw else BITS_AT_ONCE
    members = range(word * BITS, min((word + 1) * BITS, len(plan.knowledge.rules)))
    parts: list[Score] = []
    for first in members[::at_once]:
        fired = [plan.truths[i] for i in members[first - members.start :][:at_once]]
        bits = total(_bit(language, truth, place) for place, truth in enumerate(fired))
        bits = bits if is_constant(bits) else bits.cast(language.Int64)
        parts.append(bits * (1 << (first - members.start)))
    word_of_bits = total(parts)
    return language.lit(word_of_bits, language.Int64) if is_constant(word_of_bits) else word_of_bits


def _bit(language: Language, truth: Column, place: int) -> Score:
    if is_constant(truth):
        return 1 << place if truth else 0
    narrow = language.Int64 if language is nw else language.Int8
    return language.when(truth).then(language.lit(1 << place, narrow)).otherwise(language.lit(0, narrow))


def fired_rules(knowledge: Knowledge, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the rules whose bits are set in a row of a result."""
    words = [row[name] for name in fired_columns(knowledge)]
    return tuple(rule.id for i, rule in enumerate(knowledge.rules) if words[i // BITS] >> (i % BITS) & 1)
