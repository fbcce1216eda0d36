"""Measures as columns: exact integer arithmetic, rounded once, as for one person.

A measure that 64-bit integers could not hold exactly is refused when the plan is made, never approximated.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from functools import partial, reduce
from typing import Any

import narwhals as nw

from balance_rules.cohort.compiling import Expr, Language
from balance_rules.cohort.exact import AGREEMENT, LARGEST_INTEGER, coarse_scale, coarseness, half_even, on_its_side
from balance_rules.errors import UnsupportedError
from balance_rules.inference.program import lowered
from balance_rules.inference.quotients import Choose, Quotient, Size, quotient
from balance_rules.model import Knowledge, Measure, cells_begin
from balance_rules.person.facts import computed_from

Frame = Any


class Deriving:
    """The measures that a table's facts allow: `facts` are all that are known once they are derived.

    Of the `given` facts, those that are `typed` have a column of their own, which tells how coarse they are.
    """

    def __init__(
        self, knowledge: Knowledge, given: Collection[str], typed: Collection[str], language: Language = nw
    ) -> None:
        self.language = language
        self.knowledge, self.given, self.typed = knowledge, frozenset(given), frozenset(typed)
        self.positions = lowered(knowledge).facts
        known, depths = set(given), dict.fromkeys(given, 0)
        layers: dict[int, list[Measure]] = {}
        for measure in knowledge.measures:
            if known.issuperset(measure.inputs):
                depth = 1 + max(depths[name] for name in measure.inputs)
                known.add(measure.fact)
                depths[measure.fact] = max(depth, depths.get(measure.fact, 0))
                layers.setdefault(depth, []).append(measure)
        self.layers = [layers[depth] for depth in sorted(layers)]
        self.measures = tuple(measure for layer in self.layers for measure in layer)
        self.facts = tuple(fact for fact in knowledge.facts if fact in known)

    def apply(self, frame: Frame) -> Frame:
        """Return `frame` with each measure's `f…`, its fault `m…`, and `z…` where a divisor is zero."""
        steps = (step for layer in self.layers for step in self.steps_of(layer))
        return reduce(lambda done, step: done.with_columns(*step), steps, frame)

    def _known(self, measure: Measure) -> Expr:
        inputs = (self.language.col(f"f{self.positions[name]}") for name in measure.inputs)
        return reduce(lambda a, b: a & b, (~column.is_null() for column in inputs))

    def steps_of(self, measures: Sequence[Measure]) -> Iterator[list[Expr]]:
        """Yield the columns of measures that rest on earlier ones: dividend and divisor, value, verdict."""
        steps: tuple[list[Expr], ...] = ([], [], [], [])
        first, second, third, fourth = steps
        col, when = self.language.col, self.language.when
        for measure in measures:
            position = self.positions[measure.fact]
            self._refuse_inexact(measure)
            least, most = partial(_least, self.language), partial(_most, self.language)
            parts = self.quotient(measure, [self._column(name) for name in measure.inputs], least, most)
            known = self._known(measure)
            n, d, q = (col(f"{letter}{position}") for letter in "ndq")
            below = reduce(operator.mul, parts.divisors, self.language.lit(parts.scale, self.language.Int64))
            zero = below == 0
            divisor = when(known & ~zero).then(below)
            first += [parts.dividend.alias(f"n{position}"), divisor.alias(f"d{position}")]
            first.append((known & zero.fill_null(False)).alias(f"z{position}"))
            if parts.divisors and any(self.knowledge.facts[name].low < 0 for name in measure.inputs):
                n, d = when(d < 0).then(-n).otherwise(n), d.abs()
            second.append(half_even(self.language, n, d).alias(f"q{position}"))
            attribute = self.knowledge.facts[measure.fact]
            third.append(on_its_side(attribute, n, d, q, self.language).alias(f"q{position}"))
            fourth += self._verdict(measure, n, d, q)
        yield from steps

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

    def quotient(self, measure: Measure, columns: Sequence[Any], least: Choose, most: Choose) -> Quotient:
        """Return a measure of some columns of its inputs as a quotient."""
        return quotient(measure, columns, *self._resolutions(measure), least, most)

    def sizes(self, measure: Measure) -> Quotient:
        """Return how large the parts of a measure can become."""
        attributes = [self.knowledge.facts[name] for name in measure.inputs]
        return self.quotient(measure, [Size(max(abs(a.low), abs(a.high))) for a in attributes], max, max)

    def _resolutions(self, measure: Measure) -> tuple[list[Fraction], Fraction]:
        facts = self.knowledge.facts
        return [facts[name].resolution for name in measure.inputs], facts[measure.fact].resolution

    def _refuse_inexact(self, measure: Measure) -> None:
        """Refuse a measure whose arithmetic, the comparison with a given value included, could overflow."""
        attribute, sizes = self.knowledge.facts[measure.fact], self.sizes(measure)
        dividend, divisor = int(sizes.dividend), sizes.scale * math.prod(map(int, sizes.divisors))
        largest = 2 * max(dividend, divisor)
        if measure.fact in self.given:
            size = max(abs(attribute.low), abs(attribute.high))
            apart = size * divisor + dividend
            scale = coarse_scale(attribute)
            largest = max(largest, 2 * scale * apart, AGREEMENT * scale * divisor)
        if largest > LARGEST_INTEGER:
            construct = f"the measure {measure.fact!r}, whose exact value does not fit 64-bit integers,"
            raise UnsupportedError(rule=measure.fact, back_end="cohort", construct=construct)


def _least(language: Language, columns: Sequence[Expr]) -> Expr:
    return reduce(lambda a, b: language.when(a <= b).then(a).otherwise(b), columns)


def _most(language: Language, columns: Sequence[Expr]) -> Expr:
    return reduce(lambda a, b: language.when(a >= b).then(a).otherwise(b), columns)
