"""Measures as columns: exact integer arithmetic, rounded once, as for one person.

A measure that 64-bit integers could not hold exactly is refused when the plan is made, never approximated.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import narwhals as nw

from balance_rules.cohort.compiling import Expr, Language
from balance_rules.cohort.exact import AGREEMENT, LARGEST_INTEGER, coarse_scale, coarseness, half_even, on_its_side
from balance_rules.errors import UnsupportedError
from balance_rules.facts import computed_from
from balance_rules.kernel import compiled
from balance_rules.model import Attribute, Knowledge, Measure, Operation, cells_begin

Frame = Any
DIVIDED_BY_OTHERS = (Operation.RATIO, Operation.PERCENTAGE)
DIVIDED_BY_LARGEST = (Operation.LIMB_SYMMETRY, Operation.ASYMMETRY)


@dataclass(frozen=True, slots=True)
class Quotient:
    """A measure in multiples of its resolution, as dividend over divisor, with the largest size of each."""

    dividend: Expr
    divisor: Expr
    largest_dividend: int
    largest_divisor: int
    signed: bool


class Deriving:
    """The measures that a table's facts allow: `facts` are all that are known once they are derived.

    Of the `given` facts, those that are `typed` have a column of their own, which tells how coarse they are.
    """

    def __init__(
        self, knowledge: Knowledge, given: Collection[str], typed: Collection[str], language: Language = nw
    ) -> None:
        self.language = language
        self.knowledge, self.given, self.typed = knowledge, frozenset(given), frozenset(typed)
        self.positions = compiled(knowledge).facts
        known, depths = set(given), dict.fromkeys(given, 0)
        layers: dict[int, list[Measure]] = {}
        for measure in knowledge.measures:
            if known.issuperset(measure.inputs):
                depth = 1 + max(depths[name] for name in measure.inputs)
                known.add(measure.fact)
                depths[measure.fact] = max(depth, depths.get(measure.fact, 0))
                layers.setdefault(depth, []).append(measure)
        self.measures = tuple(m for depth in sorted(layers) for m in layers[depth])
        self.facts = tuple(fact for fact in knowledge.facts if fact in known)
        self.steps = tuple(step for depth in sorted(layers) for step in self._layer(layers[depth]))

    def apply(self, frame: Frame) -> Frame:
        """Return `frame` with each measure's `f…`, its fault `m…`, and `z…` where a divisor is zero."""
        return reduce(lambda done, step: done.with_columns(*step), self.steps, frame)

    def _layer(self, measures: Sequence[Measure]) -> Iterator[list[Expr]]:
        """Yield the columns of measures that rest on earlier ones: dividend and divisor, value, verdict."""
        first: list[Expr] = []
        second: list[Expr] = []
        third: list[Expr] = []
        fourth: list[Expr] = []
        col, when = self.language.col, self.language.when
        for measure in measures:
            position = self.positions[measure.fact]
            quotient = self._quotient(measure)
            self._refuse_inexact(measure, quotient)
            inputs = (col(f"f{self.positions[name]}") for name in measure.inputs)
            known = reduce(lambda a, b: a & b, (~column.is_null() for column in inputs))
            n, d, q = (col(f"{letter}{position}") for letter in "ndq")
            zero = quotient.divisor == 0
            divisor = when(known & ~zero).then(quotient.divisor)
            first += [quotient.dividend.alias(f"n{position}"), divisor.alias(f"d{position}")]
            first.append((known & zero.fill_null(False)).alias(f"z{position}"))
            if quotient.signed:
                n, d = when(d < 0).then(-n).otherwise(n), d.abs()
            second.append(half_even(self.language, n, d).alias(f"q{position}"))
            attribute = self.knowledge.facts[measure.fact]
            third.append(on_its_side(attribute, n, d, q, self.language).alias(f"q{position}"))
            fourth += self._verdict(measure, n, d, q)
        yield first
        yield second
        yield third
        yield fourth

    def _verdict(self, measure: Measure, n: Expr, d: Expr, q: Expr) -> Iterator[Expr]:
        """Yield a measure's value and whether it is out of range or contradicted by the value given directly."""
        position, attribute = self.positions[measure.fact], self.knowledge.facts[measure.fact]
        fault = ((q < attribute.low) | (q > attribute.high)).fill_null(False)
        col, lit, when = self.language.col, self.language.lit, self.language.when
        value = when(~fault).then(q)
        if measure.fact not in self.given:
            yield value.alias(f"f{position}")
            yield fault.alias(f"m{position}")
            return
        given = self._column(measure.fact)
        coarse = lit(coarseness(attribute, 0), self.language.Int64)
        if measure.fact in self.typed:
            coarse = when(col(f"g{position}").is_null()).then(coarse).otherwise(col(f"g{position}"))
        apart = (given * d - n).abs() * (2 * coarse_scale(attribute))
        yield when(q.is_null()).then(given).otherwise(value).alias(f"f{position}")
        apart = apart > coarse * d
        if measure.fact in computed_from(self.knowledge):
            apart = apart | (given != q)
        else:  # no threshold may stand between the two: see `facts.measures`
            apart = reduce(lambda a, b: a | b, ((given >= s) != (q >= s) for s in cells_begin(attribute)), apart)
        yield (fault | apart.fill_null(False)).alias(f"m{position}")

    def _column(self, fact: str) -> Expr:
        """Return a fact as a column whose sums and products do not overflow."""
        return self.language.col(f"f{self.positions[fact]}").cast(self.language.Int64)

    # ------------------------------------------------------------ the arithmetic

    def _quotient(self, measure: Measure) -> Quotient:
        attributes = [self.knowledge.facts[name] for name in measure.inputs]
        columns = [self._column(name) for name in measure.inputs]
        sizes = [max(abs(a.low), abs(a.high)) for a in attributes]
        unit = self.knowledge.facts[measure.fact].resolution
        if measure.operation in DIVIDED_BY_OTHERS:
            return _division(measure, attributes, columns, sizes, unit)
        if measure.operation is Operation.ESTIMATED_MAXIMUM:
            return _estimate(attributes, columns, sizes, unit)
        scale = math.lcm(*((a.resolution / unit).denominator for a in attributes))
        factors = [int(a.resolution / unit * scale) for a in attributes]
        columns = [column * factor for column, factor in zip(columns, factors, strict=True)]
        sizes = [size * factor for size, factor in zip(sizes, factors, strict=True)]
        first, *rest = columns
        largest, total = max(sizes), sum(sizes)
        one = self.language.lit(scale, self.language.Int64)
        match measure.operation:
            case Operation.DIFFERENCE:
                return Quotient(reduce(lambda a, b: a - b, rest, first), one, total, scale, False)
            case Operation.SUM:
                return Quotient(reduce(lambda a, b: a + b, rest, first), one, total, scale, False)
            case Operation.MINIMUM:
                return Quotient(_least(self.language, columns), one, largest, scale, False)
            case Operation.MAXIMUM:
                return Quotient(_most(self.language, columns), one, largest, scale, False)
        share = Fraction(100) / unit
        most, least = _most(self.language, columns), _least(self.language, columns)
        above = least if measure.operation is Operation.LIMB_SYMMETRY else most - least
        signed = any(a.low < 0 for a in attributes)
        return Quotient(
            above * share.numerator,
            most * share.denominator,
            2 * largest * share.numerator,
            largest * share.denominator,
            signed,
        )

    def _refuse_inexact(self, measure: Measure, quotient: Quotient) -> None:
        """Refuse a measure whose arithmetic, the comparison with a given value included, could overflow."""
        attribute = self.knowledge.facts[measure.fact]
        largest = 2 * max(quotient.largest_dividend, quotient.largest_divisor)
        if measure.fact in self.given:
            size = max(abs(attribute.low), abs(attribute.high))
            apart = size * quotient.largest_divisor + quotient.largest_dividend
            scale = coarse_scale(attribute)
            largest = max(largest, 2 * scale * apart, AGREEMENT * scale * quotient.largest_divisor)
        if largest > LARGEST_INTEGER:
            construct = f"the measure {measure.fact!r}, whose exact value does not fit 64-bit integers,"
            raise UnsupportedError(rule=measure.fact, back_end="cohort", construct=construct)


def _division(
    measure: Measure,
    attributes: Sequence[Attribute],
    columns: Sequence[Expr],
    sizes: Sequence[int],
    unit: Fraction,
) -> Quotient:
    """Return the first input over the others."""
    last = len(columns) if measure.operation is Operation.RATIO else 2
    factor = (1 if measure.operation is Operation.RATIO else 100) * attributes[0].resolution / unit
    for attribute in attributes[1:last]:
        factor /= attribute.resolution
    divisor = reduce(lambda a, b: a * b, columns[1:last]) * factor.denominator
    return Quotient(
        columns[0] * factor.numerator,
        divisor,
        sizes[0] * factor.numerator,
        math.prod(sizes[1:last]) * factor.denominator,
        any(attribute.low < 0 for attribute in attributes[1:last]),
    )


def _estimate(
    attributes: Sequence[Attribute], columns: Sequence[Expr], sizes: Sequence[int], unit: Fraction
) -> Quotient:
    """Return 36 × load over 37 − repetitions; the model allows no more than ten of them."""
    factor = attributes[0].resolution / unit
    times = attributes[1].resolution
    return Quotient(
        columns[0] * (36 * factor.numerator * times.denominator),
        (37 * times.denominator - columns[1] * times.numerator) * factor.denominator,
        sizes[0] * 36 * factor.numerator * times.denominator,
        37 * times.denominator * factor.denominator,
        False,
    )


def _least(language: Language, columns: Sequence[Expr]) -> Expr:
    return reduce(lambda a, b: language.when(a <= b).then(a).otherwise(b), columns)


def _most(language: Language, columns: Sequence[Expr]) -> Expr:
    return reduce(lambda a, b: language.when(a >= b).then(a).otherwise(b), columns)
