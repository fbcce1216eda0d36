"""What a cohort's result says, as columns: levels, scores, certainties, states, fired rules.

For every finding `name` (its level; where it reaches none, `none` if no answer that is missing could change that and
`unknown` if one could), `name__low` and `name__high` (the ends of its evidence score, in milli-nats) and
`name__certainty` (the certainty factor of the low end, a degree of belief in the finding); for every referral `refer`,
`seen` (it holds, and a doctor has looked), `unanswered` or `no`; for every prescription `given`, `withheld` or
`refused`; the fired rules as bits, and the hash of the knowledge.
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, reduce
from typing import Any, Generic, TypeVar

import numpy as np

from balance_rules.cohort.bits import Array, unpacked
from balance_rules.cohort.columns import BITS, CERTAINTY, HASH, HIGH, LOW, column_of, fired_columns, written
from balance_rules.cohort.compiling import (
    Column,
    ColumnPlan,
    Expr,
    Score,
    is_constant,
    judged_positions,
    seen_by_a_doctor,
    total,
)
from balance_rules.cohort.exact import divided
from balance_rules.cohort.planes import Planes
from balance_rules.model import Conclusion, Knowledge
from balance_rules.semantics import certainty

P = TypeVar("P", ColumnPlan, Planes)
NONE, UNKNOWN = "none", "unknown"  # of a finding that reaches no level: whatever is still answered, or as yet
REFERRAL = ("no", "unanswered", "refer", "seen")  # the last two: it holds, and a doctor has not looked, or has
PRESCRIPTION = ("refused", "withheld", "given")


class Shown(ABC, Generic[P]):
    """The result columns of what a plan judged, each made when it is asked for."""

    def __init__(self, plan: P) -> None:
        self.plan: P = plan
        self.knowledge = plan.knowledge

    def columns(self, names: Sequence[str]) -> dict[str, Any]:
        """Return the columns that are asked for, by their names."""
        made = self._made()
        assert made.keys() == written(self.knowledge).keys()
        return {name: made[name]() for name in names}

    def _made(self) -> dict[str, Callable[[], Any]]:
        """The function that makes each result column."""
        made: dict[str, Callable[[], Any]] = {}
        for conclusion in self.knowledge.conclusions.values():
            name, (low, high) = column_of(conclusion.id), self.plan.scores[conclusion.id]
            made[name] = partial(self.level, conclusion, low, high)
            made[name + LOW], made[name + HIGH] = partial(self.end, low), partial(self.end, high)
            made[name + CERTAINTY] = partial(self.certainty, low)
        positions = judged_positions(self.knowledge)
        seen = seen_by_a_doctor(self.plan)
        for states, statements in ((REFERRAL, self.knowledge.referrals), (PRESCRIPTION, self.knowledge.prescriptions)):
            for statement in statements:
                truth = self.plan.truths[positions[statement.id]]
                looked = seen.get(statement.id, False)
                made[column_of(statement.id)] = partial(self.state, truth, looked, states)
        for word, name in enumerate(fired_columns(self.knowledge)):
            members = range(word * BITS, min((word + 1) * BITS, len(self.knowledge.rules)))
            made[name] = partial(self.fired, [self.plan.truths[i] for i in members])
        made[HASH] = partial(self.text, self.knowledge.hash)
        return made

    @abstractmethod
    def level(self, conclusion: Conclusion, low: Score, high: Score) -> Any:
        """The level of a finding."""

    @abstractmethod
    def end(self, score: Score) -> Any:
        """An end of a score, in milli-nats."""

    @abstractmethod
    def certainty(self, low: Score) -> Any:
        """The certainty factor of a score, in hundredths."""

    @abstractmethod
    def state(self, truth: Column, looked: Column, states: tuple[str, ...]) -> Any:
        """The state of a referral or prescription: what is false, unknown or true of it, or true and looked at."""

    @abstractmethod
    def fired(self, truths: Sequence[Column]) -> Any:
        """The bits of the rules that one column tells of."""

    @abstractmethod
    def text(self, text: str) -> Any:
        """The same text for everyone."""


class Expressions(Shown[ColumnPlan]):
    """The columns as expressions over a frame that a plan was applied to."""

    def level(self, conclusion: Conclusion, low: Score, high: Score) -> Expr:
        low, high, when = self.plan.as_score(low), self.plan.as_score(high), self.plan.language.when
        level = when(high >= conclusion.levels[0].cut).then(self.text(UNKNOWN)).otherwise(self.text(NONE))
        for step in conclusion.levels:
            level = when(low >= step.cut).then(self.text(step.name)).otherwise(level)
        return level

    def end(self, score: Score) -> Expr:
        return self.plan.as_score(score).cast(self.plan.language.Int32)

    def certainty(self, low: Score) -> Expr:
        language, score = self.plan.language, self.plan.as_score(low)
        # even if it is the same for all: in SQL a number with a point is a decimal
        size = divided(((1.0 - (score.abs().cast(language.Float64) * -0.001).exp()) * 100.0).round(0), 100.0)
        return language.when(score < 0).then(-size).otherwise(size)

    def state(self, truth: Column, looked: Column, states: tuple[str, ...]) -> Expr:
        no, open_, yes, *seen = map(self.text, states)
        truth = self.plan.as_truth(truth)
        if looked is not False:
            yes = self.plan.language.when(self.plan.as_truth(looked)).then(seen[0]).otherwise(yes)
        return self.plan.language.when(truth).then(yes).when(~truth).then(no).otherwise(open_)

    def fired(self, truths: Sequence[Column]) -> Expr:
        # SQL may hold a small number in fewer bits than its type, so no sum of bits is shifted
        word, language = total(self._bit(truth, place) for place, truth in enumerate(truths)), self.plan.language
        return language.lit(word, language.Int64) if is_constant(word) else word

    def text(self, text: str) -> Expr:
        return self.plan.language.lit(text, self.plan.language.String)

    def _bit(self, truth: Column, place: int) -> Score:
        if is_constant(truth):
            return 1 << place if truth else 0
        language = self.plan.language
        one, none = language.lit(1 << place, language.Int64), language.lit(0, language.Int64)
        return language.when(truth).then(one).otherwise(none)


@dataclass(frozen=True, slots=True)
class Words:
    """A column of words: at which of them each person is, counted from nought, or all are."""

    places: Array | int
    words: tuple[str, ...]


class Arrays(Shown[Planes]):
    """The columns as arrays, and together as a Polars data frame: levels and states enumerations if `coded`."""

    def __init__(self, plan: Planes, *, coded: bool) -> None:
        super().__init__(plan)
        import polars

        self.polars, self.coded, self.rows = polars, coded, plan.rows

    def frame(self, names: Sequence[str]) -> Any:
        """Return the columns that are asked for."""
        columns = self.columns(names)
        places = {name: c.places if isinstance(c, Words) else c for name, c in columns.items()}
        frame = self.polars.DataFrame({name: array for name, array in places.items() if isinstance(array, np.ndarray)})
        shown = (self._shown(name, column).alias(name) for name, column in columns.items())
        return frame.select(*shown)

    def level(self, conclusion: Conclusion, low: Score, high: Score) -> Words:
        # a cut is above those before it, and a low end at most the high one, so that what holds can be counted
        held = [high >= conclusion.levels[0].cut, *(low >= step.cut for step in conclusion.levels)]
        places = reduce(operator.add, (int(one) if is_constant(one) else one.view(np.uint8) for one in held))
        return Words(places, (NONE, UNKNOWN, *(step.name for step in conclusion.levels)))

    def end(self, score: Score) -> Array:
        return self._everyone(score).astype(np.int32)

    def certainty(self, low: Score) -> Array:
        return self._everyone(_certainties(self.plan.largest)[low + self.plan.largest])

    def state(self, truth: Column, looked: Column, states: tuple[str, ...]) -> Words:
        if is_constant(truth) and looked is False:
            return Words(1 if truth is None else 2 * truth, states)
        certainly, maybe = (unpacked(words, self.rows) for words in self.plan.ends(truth))
        places = certainly + maybe
        if looked is not False:
            places += unpacked(self.plan.certainly(self.plan.joined([truth, looked], True)), self.rows)
        return Words(places, states)

    def fired(self, truths: Sequence[Column]) -> Array:
        word = np.zeros(self.rows, np.int64)
        for first in range(0, len(truths), 8):
            octet = np.zeros(self.rows, np.uint8)
            for place, truth in enumerate(truths[first : first + 8]):
                octet |= unpacked(self.plan.certainly(truth), self.rows) << np.uint8(place)
            word |= octet.astype(np.int64) << first
        return word

    def text(self, text: str) -> str:
        return text

    def _everyone(self, numbers: Array | float) -> Array:
        return np.broadcast_to(numbers, self.rows)

    def _shown(self, name: str, column: Array | Words | str) -> Any:
        pl = self.polars
        if isinstance(column, str):
            return pl.repeat(column, self.rows, dtype=pl.String)
        if not isinstance(column, Words):
            return pl.col(name)
        if is_constant(column.places):
            return pl.repeat(column.words[column.places], self.rows, dtype=_dictionary(column.words, self.coded).dtype)
        return pl.lit(_dictionary(column.words, self.coded)).gather(pl.col(name))


@lru_cache(maxsize=1024)
def _dictionary(words: tuple[str, ...], coded: bool) -> Any:
    """Return some words as a Polars series to choose from, which takes a byte a value if it is `coded`."""
    import polars as pl

    return pl.Series(words, dtype=pl.Enum(words) if coded else pl.String)


@lru_cache(maxsize=16)
def _certainties(largest: int) -> Array:
    """Return the certainty factors of all scores up to `largest` in size."""
    return np.array([round(certainty(score), 2) + 0.0 for score in range(-largest, largest + 1)])


def fired_rules(knowledge: Knowledge, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the rules whose bits are set in a row of a result."""
    words = [row[name] for name in fired_columns(knowledge)]
    return tuple(rule.id for i, rule in enumerate(knowledge.rules) if words[i // BITS] >> (i % BITS) & 1)
