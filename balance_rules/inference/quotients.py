"""What a measure is of its inputs, once for every back end that computes in whole numbers.

`semantics.derive` is the definition, over fractions. Columns and proofs have integers alone, so that they need the
same measure as one integer over another. It is written here with `+`, `-` and `*`; a back end brings numbers that have
these (columns, symbols, or how large a number can become) and says what the least and the most of some are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

from balance_rules.model import Measure, Operation

Number = Any  # what has + - * with itself and with integers
Choose = Callable[[Sequence[Number]], Number]


@dataclass(frozen=True, slots=True)
class Quotient:
    """A measure in multiples of its resolution: `dividend` over `scale` times all `divisors`, which can be zero."""

    dividend: Number
    divisors: tuple[Number, ...]
    scale: int


def quotient(
    measure: Measure,
    inputs: Sequence[Number],
    resolutions: Sequence[Fraction],
    resolution: Fraction,
    least: Choose,
    most: Choose,
) -> Quotient:
    """A measure as a quotient of integers.

    Parameters
    ----------
    inputs, resolutions
        Each input in multiples of its resolution, and these.
    resolution
        The measure's own.
    least, most
        The smallest and the largest of several numbers.

    Examples
    --------
    >>> ratio = Measure("hq_ratio", Operation.RATIO, ("hamstrings", "quadriceps"))
    >>> quotient(ratio, [60, 120], [Fraction(1), Fraction(1)], Fraction(1, 100), min, max)
    Quotient(dividend=6000, divisors=(120,), scale=1)
    """
    first, *rest = inputs
    units = [own / resolution for own in resolutions]
    match measure.operation:
        case Operation.RATIO:
            factor = units[0] / math.prod(resolutions[1:])
            return Quotient(first * factor.numerator, tuple(rest), factor.denominator)
        case Operation.PERCENTAGE:
            factor = 100 * units[0] / resolutions[1]
            return Quotient(first * factor.numerator, (rest[0],), factor.denominator)
        case Operation.ESTIMATED_MAXIMUM:  # 36 × load over 37 − repetitions
            times = resolutions[1]
            divisor = 37 * times.denominator - rest[0] * times.numerator
            return Quotient(first * (36 * units[0].numerator * times.denominator), (divisor,), units[0].denominator)
    scale = math.lcm(*(unit.denominator for unit in units))
    scaled = [number * int(unit * scale) for number, unit in zip(inputs, units, strict=True)]
    match measure.operation:
        case Operation.DIFFERENCE:
            return Quotient(reduce(lambda a, b: a - b, scaled), (), scale)
        case Operation.SUM:
            return Quotient(reduce(lambda a, b: a + b, scaled), (), scale)
        case Operation.MINIMUM:
            return Quotient(least(scaled), (), scale)
        case Operation.MAXIMUM:
            return Quotient(most(scaled), (), scale)
        case Operation.LIMB_SYMMETRY:
            return _percentage(least(scaled), most(scaled), resolution)
        case Operation.ASYMMETRY:
            return _percentage(most(scaled) - least(scaled), most(scaled), resolution)


def _percentage(above: Number, below: Number, resolution: Fraction) -> Quotient:
    factor = 100 / resolution
    return Quotient(above * factor.numerator, (below,), factor.denominator)


class Size(int):
    """How large a number can become, whatever its sign: sums and differences add up."""

    def __add__(self, other: int) -> Size:
        return Size(int(self) + abs(other))

    def __mul__(self, other: int) -> Size:
        return Size(int(self) * abs(other))

    __sub__ = __radd__ = __rsub__ = __add__
    __rmul__ = __mul__
