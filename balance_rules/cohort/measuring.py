"""Measures of Polars' own tables: in floats where these are exact, which divide quicker, else as `deriving` does.

Numbers of 31 bits, their quotients' distance to the next tie and the side of a whole number that they are on survive
the rounding of a division to 53 bits.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping, Sequence
from functools import partial, reduce
from typing import Any

import numpy as np
import polars as pl

from balance_rules.cohort.bits import (
    Array,
    Stored,
    Words,
    any_of,
    as_column,
    everybody,
    moved_by,
    narrowest,
    packed,
    stored,
)
from balance_rules.cohort.deriving import Deriving
from balance_rules.model import Measure

Marks = dict[str, Words]  # whom a column marks: `m…` where a measure is at fault, `z…` where a divisor is zero
_LEAST, _MOST = partial(reduce, np.minimum), partial(reduce, np.maximum)


class Measuring:
    """Derives what `deriving` does, from facts that are stored."""

    def __init__(self, deriving: Deriving) -> None:
        self.deriving, self.facts = deriving, deriving.knowledge.facts
        layers = [
            ([m for m in layer if self._fits(m)], [m for m in layer if not self._fits(m)]) for layer in deriving.layers
        ]
        self.layers = [(floating, others, list(deriving.steps_of(others))) for floating, others in layers]

    def derive(self, facts: dict[str, Stored], read: Any, rows: int) -> Marks:
        """Add the measures to the facts, and return the rows that they mark."""
        marks = Marks()
        for floating, others, steps in self.layers:
            derived = {measure.fact: self._in_floats(measure, facts, rows, marks) for measure in floating}
            if others:
                derived |= self._in_integers(others, steps, facts, read, rows, marks)
            facts |= derived
        return marks

    def _fits(self, measure: Measure) -> bool:
        """Whether floats hold every number that leads to a measure, which is not given directly, exactly."""
        sizes = self.deriving.sizes(measure)
        divisor = sizes.scale * math.prod(map(int, sizes.divisors))
        return measure.fact not in self.deriving.given and max(sizes.dividend, divisor) < 2**31

    def _in_floats(self, measure: Measure, facts: Mapping[str, Stored], rows: int, marks: Marks) -> Stored:
        inputs = [facts[name] for name in measure.inputs]
        numbers = [given.values.astype(np.float64) for given in inputs]
        parts = self.deriving.quotient(measure, numbers, _LEAST, _MOST)
        below = reduce(operator.mul, parts.divisors, float(parts.scale))
        attribute, value = self.facts[measure.fact], parts.dividend
        if parts.divisors or parts.scale > 1:
            value = value / below
            whole = np.rint(value)
            moved = moved_by(attribute, whole.astype(np.int32), value, whole)
        else:
            moved = value.astype(np.int32)
        known = _known_of_all(inputs)
        if rows and not (attribute.low <= value.min() and value.max() <= attribute.high):
            known = self._marked(measure, value, moved, everybody(rows) if known is None else known, marks)
        largest = max(abs(attribute.low), abs(attribute.high))
        return Stored(moved.astype(narrowest(largest)), known)

    def _marked(self, measure: Measure, value: Array, moved: Array, known: Words, marks: Marks) -> Words:
        """Mark who is known and out of range, or has no quotient; return those who have a value."""
        attribute, position = self.facts[measure.fact], self.deriving.positions[measure.fact]
        finite = packed(np.isfinite(value))
        inside = packed((moved >= attribute.low) & (moved <= attribute.high)) & finite
        found = {f"m{position}": known & finite & ~inside, f"z{position}": known & ~finite}
        marks |= {name: words for name, words in found.items() if any_of(words, known)}
        return known & inside

    def _in_integers(
        self, measures: Sequence[Measure], steps: Any, facts: Mapping[str, Stored], read: Any, rows: int, marks: Marks
    ) -> dict[str, Stored]:
        positions = self.deriving.positions
        names = {name for measure in measures for name in (measure.fact, *measure.inputs)} & facts.keys()
        frame = pl.DataFrame([as_column(f"f{positions[name]}", facts[name], rows) for name in names])
        frame = reduce(lambda done, step: done.with_columns(*step), steps, pl.concat([frame, read], how="horizontal"))
        for measure in measures:
            for mark in (f"{letter}{positions[measure.fact]}" for letter in "mz"):
                words = stored(frame[mark]).values
                marks |= {mark: words} if any_of(words, everybody(rows)) else {}
        return {measure.fact: stored(frame[f"f{positions[measure.fact]}"]) for measure in measures}


def _known_of_all(inputs: Sequence[Stored]) -> Words | None:
    known = [given.known for given in inputs if given.known is not None]
    return reduce(np.bitwise_and, known) if known else None
