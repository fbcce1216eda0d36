"""Polars' own tables, read quickly: few operations for what most columns hold, and all where that leaves doubt.

A column is read first as if every cell were in order: numbers multiples of their resolution and in range, words
known. Where the whole column turns out so, that is its reading. Any other is read again with every check
(`Intake.read`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import Raw
from balance_rules.cohort.compiling import Expr, integer_type
from balance_rules.cohort.dtypes import told
from balance_rules.cohort.exact import check_floats, coarse_floats, coarseness, decided, integers, nearest_whole
from balance_rules.cohort.intake import WORDS, Intake
from balance_rules.model import Attribute, Kind

LARGEST_OFF, NEAR_A_TIE = 1 << 20, 2.0**-20  # a product of two floats so large is at most 2**-31 off


@dataclass(frozen=True, slots=True)
class Guess:
    """A column's quick reading: its value, whether it holds for the whole column, and how coarsely it was given."""

    value: Expr
    holds: Expr
    coarse: Expr | None = None


class QuickReading:
    """Reads the data frames of an intake's schema."""

    def __init__(self, intake: Intake) -> None:
        import polars

        self.intake, self.polars = intake, polars
        self.facts = {raw.position: raw for raw in intake.raws if raw.named.fact}
        guesses = ((position, self._guess(raw)) for position, raw in self.facts.items())
        offs = ((position, self._off(raw)) for position, raw in self.facts.items())
        self.off = {position: off for position, off in offs if off is not None}
        self.guesses = {position: guess for position, guess in guesses if guess is not None}
        steps = {intake.attribute(self.facts[position]).resolution.denominator for position in self.guesses}
        # a divisor is a column: Polars multiplies by the reciprocal of a constant, which is a bit off now and then
        self.divisors = [polars.repeat(float(n), polars.len()).alias(f"s{n}") for n in sorted(steps)]

    def read(self, frame: Any) -> Any:
        """Return a data frame by position, as `Intake.apply` does."""
        pl, intake = self.polars, self.intake
        given = intake.chosen(frame, as_told=[raw for raw in intake.raws if not raw.named.fact])
        read = given.with_columns(*self.divisors, *self._values())
        sure = self._held(read, {position: guess.holds for position, guess in self.guesses.items()})
        unsure = self.facts.keys() - sure
        off = self._held(read, {position: off.holds for position, off in self.off.items() if position in unsure})
        doubtful = [raw for position, raw in self.facts.items() if position in unsure - off]
        read = read.with_columns(
            *(pl.lit(False).alias(f"b{position}") for position in sure),
            *(self.off[position].value.alias(f"f{intake.position(self.facts[position])}") for position in off),
            *(told(pl, raw.name, raw.dtype).alias(raw.name) for raw in doubtful),
        )
        read = read.with_columns(intake.bad(self.facts[position]) for position in off) if off else read
        read = intake.read(read, doubtful)
        return intake.spread(read.select(*given.columns, pl.col("^[fbg][0-9]+$")))

    def _values(self) -> Iterator[Expr]:
        for position, guess in self.guesses.items():
            fact = self.intake.position(self.facts[position])
            yield guess.value.alias(f"f{fact}")
            if guess.coarse is not None:
                yield guess.coarse.alias(f"g{fact}")

    @staticmethod
    def _held(read: Any, holds: Mapping[int, Expr]) -> set[int]:
        """Return the positions of the columns for which something holds; of an empty one everything does."""
        if not holds:
            return set()
        row = read.select(hold.alias(str(position)) for position, hold in holds.items()).row(0, named=True)
        return {position for position in holds if row[str(position)] is not False}

    def _guess(self, raw: Raw) -> Guess | None:
        pl, attribute = self.polars, self.intake.attribute(raw)
        column, value = pl.col(raw.name), pl.col(f"f{self.intake.position(raw)}")
        told_all = value.null_count() == column.null_count()
        match attribute.kind:
            case Kind.BOOLEAN if raw.dtype == nw.Boolean:
                return Guess(column, pl.lit(True))
            case Kind.BOOLEAN if raw.dtype == nw.String:
                return Guess(self.intake.choice(column, attribute, WORDS, [0, 0, 0, 1, 1, 1]), told_all)
            case Kind.CATEGORY if raw.dtype == nw.String:
                return Guess(self.intake.choice(column, attribute, [name for name, _ in attribute.values]), told_all)
            case Kind.NUMBER if raw.dtype.is_integer():
                coarse = pl.lit(coarseness(attribute, 0), pl.Int64) if self.intake.is_measure(raw) else None
                return Guess(integers(pl, raw, attribute), told_all, coarse)
            case Kind.NUMBER if raw.dtype == nw.Float64:
                check_floats(attribute)
                kind = integer_type(pl, _largest(attribute))
                coarse = coarse_floats(pl, column, attribute) if self.intake.is_measure(raw) else None
                # what does not fit the type is out of range
                multiple = nearest_whole(_multiples(attribute, column)).cast(kind, wrap_numerical=True)
                same = self._decimals(attribute, value) == column  # which no NaN is
                return Guess(multiple, same.all() & _within(attribute, column), coarse)
        return None

    def _off(self, raw: Raw) -> Guess | None:
        """Floats between the multiples, none of them so near to a tie that it takes more to tell on which side."""
        attribute = self.intake.attribute(raw)
        if raw.dtype != nw.Float64 or attribute.kind is not Kind.NUMBER or _largest(attribute) > LARGEST_OFF:
            return None
        column, nearest = self.polars.col(raw.name), self.polars.col(f"f{self.intake.position(raw)}")
        value = decided(self.polars, attribute, column, nearest, self._decimals(attribute, nearest))
        away = (_multiples(attribute, column) - nearest).abs().max() < 0.5 - NEAR_A_TIE
        return Guess(value, away & _within(attribute, column) & ~column.is_nan().any())

    def _decimals(self, attribute: Attribute, multiple: Expr) -> Expr:
        """Return the floats nearest to the decimals of multiples."""
        size, steps = attribute.resolution.numerator, attribute.resolution.denominator
        dividend = multiple.cast(self.polars.Float64)
        dividend = dividend if size == 1 else dividend * float(size)
        return dividend if steps == 1 else dividend / self.polars.col(f"s{steps}")


def _largest(attribute: Attribute) -> int:
    return max(abs(attribute.low), abs(attribute.high))


def _multiples(attribute: Attribute, column: Expr) -> Expr:
    """Return floats in multiples of the resolution, nearly."""
    factor = attribute.resolution.denominator / attribute.resolution.numerator
    return column if factor == 1 else column * factor


def _within(attribute: Attribute, column: Expr) -> Expr:
    """Return whether all numbers of a column are in range; NaN is passed over."""
    low, high = (float(end * attribute.resolution) for end in (attribute.low, attribute.high))
    return (column.min() >= low) & (column.max() <= high)
