"""Polars' own tables, read quickly: a few operations for what most columns hold, and all of them where that leaves doubt.

A column is read first as if every cell were in order: numbers multiples of their resolution and in range, words known.
Where the whole column turns out so, that is its reading. Any other column is read again with every check (`Intake.read`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from balance_rules.cohort.columns import Raw
from balance_rules.cohort.compiling import Expr, integer_type
from balance_rules.cohort.dtypes import told
from balance_rules.cohort.exact import coarse_floats, coarseness, integers, nearest_whole
from balance_rules.cohort.intake import WORDS
from balance_rules.model import Attribute, Kind

if TYPE_CHECKING:
    from balance_rules.cohort.intake import Intake


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
        self.guesses = {position: guess for position, guess in guesses if guess is not None}
        steps = {intake.attribute(self.facts[position]).resolution.denominator for position in self.guesses}
        # a divisor is a column: Polars multiplies by the reciprocal of a constant, which is a bit off now and then
        self.divisors = [polars.repeat(float(n), polars.len()).alias(f"s{n}") for n in sorted(steps)]

    def read(self, frame: Any) -> Any:
        """Return a data frame by position, as `Intake.apply` does."""
        pl, intake = self.polars, self.intake
        whole = [raw for raw in intake.raws if not raw.named.fact]
        given = intake.chosen(frame, as_told=whole)
        read = given.with_columns(*self.divisors, *self._values())
        doubts = self._doubts(read)
        sure = [self.facts[position] for position in self.guesses.keys() - doubts.keys()]
        read = read.with_columns(
            *(pl.lit(False).alias(f"b{raw.position}") for raw in sure),
            *(told(pl, raw.name, raw.dtype).alias(raw.name) for raw in doubts.values()),
        )
        read = intake.read(read, doubts.values())
        return intake.spread(read.select(*given.columns, pl.col("^[fbg][0-9]+$")))

    def _values(self) -> Iterator[Expr]:
        for position, guess in self.guesses.items():
            fact = self.intake.position(self.facts[position])
            yield guess.value.alias(f"f{fact}")
            if guess.coarse is not None:
                yield guess.coarse.alias(f"g{fact}")

    def _doubts(self, read: Any) -> dict[int, Raw]:
        """Return the columns that have to be read again."""
        held = read.select(guess.holds.alias(str(position)) for position, guess in self.guesses.items())
        held = held.row(0, named=True) if self.guesses else {}
        return {position: raw for position, raw in self.facts.items() if held.get(str(position), False) is False}

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
                return self._floats(column, value, attribute, self.intake.is_measure(raw))
        return None

    def _floats(self, column: Expr, value: Expr, attribute: Attribute, measure: bool) -> Guess:
        """Guess that every float is the one nearest to a multiple's decimal; NaN is none, for nothing equals it."""
        pl, size, steps = self.polars, attribute.resolution.numerator, attribute.resolution.denominator
        kind = integer_type(pl, max(abs(attribute.low), abs(attribute.high)))
        multiple = column if size == steps == 1 else nearest_whole(column * (steps / size))
        decimal = value.cast(pl.Float64) if size == 1 else value.cast(pl.Float64) * float(size)
        same = (decimal if steps == 1 else decimal / pl.col(f"s{steps}")) == column
        low, high = (float(end * attribute.resolution) for end in (attribute.low, attribute.high))
        # what does not fit the type is out of range
        return Guess(
            multiple.cast(kind, wrap_numerical=True),
            same.all() & (column.min() >= low) & (column.max() <= high),
            coarse_floats(pl, column, attribute) if measure else None,
        )
