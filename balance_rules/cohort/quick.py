"""Polars' own tables, read quickly: few operations for what most columns hold, and all where that leaves doubt.

A column is read first as if every cell were in order: numbers in range, words known. Where the whole column turns out
so, that is its reading. Any other is read again with every check (`Intake.read`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import narwhals as nw
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
    one_of,
    packed,
    stored,
)
from balance_rules.cohort.columns import Raw
from balance_rules.cohort.compiling import Expr
from balance_rules.cohort.dtypes import told
from balance_rules.cohort.exact import check_floats, coarse_floats, coarseness, integers
from balance_rules.cohort.intake import WORDS, Intake
from balance_rules.model import Attribute, Kind

LARGEST_OFF, NEAR_A_TIE = 1 << 20, 2.0**-20  # a product of two floats so large is at most 2**-31 off
Frame = Any


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as read: its facts, and whose cells are bad by the column that marks them.

    `frame` has the ids, what is carried along, and how coarse measures are, by position.
    """

    facts: dict[str, Stored]
    bad: dict[str, Words]
    frame: Frame


class QuickReading:
    """Reads the data frames of an intake's schema."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.raws = {raw.position: raw for raw in intake.raws if raw.named.fact}
        self.floats = {position: raw for position, raw in self.raws.items() if self._in_floats(raw)}
        values = {position: self._value(raw) for position, raw in self.raws.items() if position not in self.floats}
        self.values: dict[int, Expr] = {
            position: value.alias(f"f{intake.position(self.raws[position])}")
            for position, value in values.items()
            if value is not None
        }
        self.coarse = [self._coarse(raw) for raw in self.raws.values() if self._is_coarse(raw)]
        self.of_wholes = {key for raw in intake.raws if not raw.named.fact for key in intake.attribute(raw).keys}
        self.given = intake.columns(as_told=[raw for raw in intake.raws if not raw.named.fact])
        for raw in self.floats.values():
            check_floats(intake.attribute(raw))

    def read(self, frame: Frame) -> Reading:
        """A data frame as read, the same as `Intake.apply` reads it."""
        intake, given = self.intake, frame.select(self.given)
        facts, bad = dict[str, Stored](), dict[str, Words]()
        sure = set(self._floats(given, facts, bad))
        read = given.with_columns(*self.values.values(), *self.coarse)
        sure |= self._told_all(read)
        doubtful = [raw for position, raw in self.raws.items() if position not in sure]
        if doubtful:
            cleaned = (told(pl, raw.name, raw.dtype).alias(raw.name) for raw in doubtful)
            read = intake.read(read.with_columns(*cleaned), doubtful)
        if self.of_wholes:
            names = {fact: f"f{intake.positions[fact]}" for fact in self.of_wholes & facts.keys()}
            read = read.with_columns(as_column(name, facts.pop(fact), given.height) for fact, name in names.items())
            read = intake.spread(read)
        facts |= {fact: stored(read[f"f{intake.positions[fact]}"]) for fact in intake.given if fact not in facts}
        bad |= {name: stored(read[name]).values for name in read.columns if name[0] == "b"}
        return Reading(facts, bad, read.select("id", pl.col("^[kg][0-9]+$")))

    def _floats(self, given: Frame, facts: dict[str, Stored], bad: dict[str, Words]) -> Iterator[int]:
        """Read the columns of floats; yield the positions of those that leave no doubt."""
        for position, raw in self.floats.items():
            reading = multiples(self.intake.attribute(raw), stored(given[raw.name]))
            if reading is not None:
                facts[raw.named.fact or ""], lost = reading
                bad |= {} if lost is None else {f"b{position}": lost}
                yield position

    def _told_all(self, read: Frame) -> set[int]:
        """Return the positions of the columns of which every cell was read."""
        nulls = read.null_count().row(0, named=True)
        columns = {
            position: (f"r{position}", f"f{self.intake.position(self.raws[position])}") for position in self.values
        }
        return {position for position, (given, fact) in columns.items() if nulls[given] == nulls[fact]}

    def _in_floats(self, raw: Raw) -> bool:
        return self.intake.attribute(raw).kind is Kind.NUMBER and raw.dtype == nw.Float64

    def _value(self, raw: Raw) -> Expr | None:
        attribute, column = self.intake.attribute(raw), pl.col(raw.name)
        match attribute.kind:
            case Kind.BOOLEAN if raw.dtype == nw.Boolean:
                return column
            case Kind.BOOLEAN if raw.dtype == nw.String:
                return self.intake.choice(column, attribute, WORDS, [0, 0, 0, 1, 1, 1])
            case Kind.CATEGORY if raw.dtype == nw.String:
                return self.intake.choice(column, attribute, [name for name, _ in attribute.values])
            case Kind.NUMBER if raw.dtype.is_integer():
                return integers(pl, raw, attribute)
        return None

    def _is_coarse(self, raw: Raw) -> bool:
        quick = raw.position in self.floats or (raw.position in self.values and raw.dtype.is_integer())
        return quick and self.intake.is_measure(raw)

    def _coarse(self, raw: Raw) -> Expr:
        attribute, in_floats = self.intake.attribute(raw), raw.position in self.floats
        whole = pl.lit(coarseness(attribute, 0), pl.Int64)
        return (coarse_floats(pl, pl.col(raw.name), attribute) if in_floats else whole).alias(
            f"g{self.intake.position(raw)}"
        )


def multiples(attribute: Attribute, given: Stored) -> tuple[Stored, Words | None] | None:
    """Floats as stored, and whose value stands for none; None where it takes every check to tell."""
    column, known = given.values, given.known
    largest = max(abs(attribute.low), abs(attribute.high))
    if not len(column):
        return Stored(column.astype(narrowest(largest))), None
    among = everybody(len(column)) if known is None else known
    if not _in_range(attribute, column, among):
        return None
    size, steps = attribute.resolution.numerator, attribute.resolution.denominator
    multiple = column if size == steps else column * (steps / size)
    nearest = np.rint(multiple)
    decimal = nearest if size == 1 else nearest * float(size)
    decimal = decimal if steps == 1 else decimal / float(steps)
    values, differs = nearest.astype(narrowest(largest)), packed(decimal != column)
    if not any_of(differs, among):
        return Stored(values, known), None
    if largest > LARGEST_OFF or any_of(packed(abs(multiple - nearest) >= 0.5 - NEAR_A_TIE), among):
        return None
    return _decided(attribute, values, column, decimal, among)


def _in_range(attribute: Attribute, column: Array, among: Words) -> bool:
    low, high = (float(end * attribute.resolution) for end in (attribute.low, attribute.high))
    if low <= column.min() and column.max() <= high:  # even what stands for nothing
        return True
    return not any_of(~packed((column >= low) & (column <= high)), among)


def _decided(
    attribute: Attribute, nearest: Array, column: Array, decimal: Array, among: Words
) -> tuple[Stored, Words | None]:
    """Numbers between the multiples, on their own side of every threshold: as `exact.decided`."""
    if attribute.is_count:
        lost = among & packed(column != decimal)
        return Stored(nearest, among & ~lost), lost
    moved = moved_by(attribute, nearest, column, decimal)
    if not attribute.torn:
        return Stored(moved, among), None
    beyond = {value + 1 for value in attribute.torn}
    torn = (column > decimal) & one_of(nearest, attribute.torn) | (column < decimal) & one_of(nearest, beyond)
    lost = among & packed(torn)
    return Stored(moved, among & ~lost), lost
