"""The rules as Polars expressions, as a careful hand would write them: no narwhals, no checks, scores alone.

Whatever makes expressions quick is used: the narrowest integers, a yes or no as a Boolean, each
comparison made once, a `with_columns` a stratum, batches that fit the cache, and no optimiser.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Any

import polars as pl

from balance_rules.inference.program import EvidenceSide, Stage, lowered
from balance_rules.model import AllOf, AnyOf, AtLeast, Compare, Condition, Kind, Knowledge, Not, Within

SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    sign: getattr(operator, sign) for sign in ("lt", "le", "eq", "ge", "gt")
}
ROWS_AT_ONCE = 1 << 19
NOTHING = pl.lit(0, pl.Int16)
Leaf = Compare | Within | AtLeast


class PolarsByHand:
    """A function from stored facts (`f0`, `f1` …) to the scores of all findings (`lo0`, `hi0`, `lo1` …)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge, self.program = knowledge, lowered(knowledge)
        self.scores = [f"{end}{i}" for i in range(len(knowledge.conclusions)) for end in ("lo", "hi")]
        self.leaves: dict[Leaf, pl.Expr] = {}
        self.steps: list[list[pl.Expr]] = [[NOTHING.alias(score) for score in self.scores]]
        for stage in self.program.stages[:-1]:
            known = len(self.leaves)
            truths = [self._truth(knowledge.rules[i].condition).alias(f"t{i}") for i in stage.judged]
            new = list(self.leaves)[known:]
            self.steps.append([self._leaf(leaf).alias(f"c{known + i}") for i, leaf in enumerate(new)])
            self.steps += [truths, list(self._closing(stage))]

    def __call__(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the scores of the people of a table."""
        return pl.concat([self._judged(part) for part in frame.iter_slices(ROWS_AT_ONCE)])

    def _judged(self, frame: pl.DataFrame) -> pl.DataFrame:
        for step in self.steps:
            frame = frame.with_columns(step)
        return frame.select(self.scores)

    def _truth(self, condition: Condition) -> pl.Expr:
        match condition:
            case Not(part):
                return ~self._truth(part)
            case AllOf(parts):
                return reduce(operator.and_, map(self._truth, parts))
            case AnyOf(parts):
                return reduce(operator.or_, map(self._truth, parts))
            case leaf:
                return self.leaves.setdefault(leaf, pl.col(f"c{len(self.leaves)}"))

    def _leaf(self, leaf: Leaf) -> pl.Expr:
        match leaf:
            case AtLeast(conclusion, _, cut):
                i = self.program.findings[conclusion]
                return pl.when(pl.col(f"lo{i}") >= cut).then(True).when(pl.col(f"hi{i}") < cut).then(False)
            case Compare(fact, comparison, value):
                column = self._fact(fact)
                if self.knowledge.facts[fact].kind is Kind.BOOLEAN:
                    return column if value else ~column  # a yes or no is only ever asked for equality
                return SIGNS[comparison.value](column, value)  # type: ignore[no-any-return]
            case Within(fact, values):
                return self._fact(fact).is_in(list(values))

    def _fact(self, fact: str) -> pl.Expr:
        return pl.col(f"f{self.program.facts[fact]}")

    def _closing(self, stage: Stage) -> Iterator[pl.Expr]:
        for conclusion in stage.closes:
            for end, low in (("lo", True), ("hi", False)):
                sides = [self._side(side, low) for side in self.program.sides_of[conclusion]]
                yield reduce(operator.add, sides).alias(f"{end}{self.program.findings[conclusion]}")

    def _side(self, side: EvidenceSide, low: bool) -> pl.Expr:
        best = NOTHING
        for i in reversed(side.rules):
            weight, truth = pl.lit(self.knowledge.rules[i].weight, pl.Int16), pl.col(f"t{i}")
            if side.supports == low:
                best = pl.when(truth).then(weight).otherwise(best)
            else:
                best = pl.when(~truth).then(best).otherwise(weight)
        return best
