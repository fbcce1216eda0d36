"""What ties a measure to its inputs, as linear formulas over integers.

A measure is a quotient p/q, rounded once to its resolution (`semantics.quantise`). Comparing the rounded
quotient with a constant is linear in p and q, so ratios and percentages are exact. Two things would be products of
unknowns and are left free: a ratio with several divisors, and the value, between its compared constants,
of a quotient that is itself an input of a further measure. Leaving something free allows people who
cannot exist, but forgets none who can.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from balance_rules.model import Attribute, Measure, Operation
from balance_rules.verify._z3 import Bool, Integer, z3

_QUOTIENTS = {
    Operation.RATIO,
    Operation.PERCENTAGE,
    Operation.LIMB_SYMMETRY,
    Operation.ASYMMETRY,
    Operation.ESTIMATED_MAXIMUM,
}


def is_linear(measure: Measure) -> bool:
    """Return whether a measure's comparisons are linear in its inputs: all but a ratio with several divisors."""
    return measure.operation is not Operation.RATIO or len(measure.inputs) == 2


class Link:
    """A measure over its inputs' symbols.

    Parameters
    ----------
    numbers
        The inputs in multiples of their resolutions.
    resolutions
        The inputs' resolutions.
    attribute
        The measure's own: its resolution, and where the knowledge cuts it.
    """

    def __init__(
        self, measure: Measure, numbers: Sequence[Integer], resolutions: Sequence[Fraction], attribute: Attribute
    ) -> None:
        self.measure, self.attribute, step = measure, attribute, attribute.resolution
        # in units of 1/scale every input, and the measure's own step, are whole
        self.scale = lcm(*(resolution.denominator for resolution in resolutions), step.denominator)
        parts = [number * int(resolution * self.scale) for number, resolution in zip(numbers, resolutions, strict=True)]
        self.divisors = parts[1:] if measure.operation in {Operation.RATIO, Operation.PERCENTAGE} else []
        self.quotient = measure.operation in _QUOTIENTS
        self.step = int(step * self.scale)
        self._top, self._bottom = self._fraction(parts)

    def _fraction(self, parts: Sequence[Integer]) -> tuple[Integer, Integer]:
        """Return p and q, both in units of 1/scale where q is not the number one."""
        first, *rest = parts
        match self.measure.operation:
            case Operation.RATIO:
                return first, rest[0]
            case Operation.PERCENTAGE:
                return 100 * first, rest[0]
            case Operation.DIFFERENCE:
                return first - z3.Sum(rest), z3.IntVal(1)
            case Operation.SUM:
                return z3.Sum(parts), z3.IntVal(1)
            case Operation.MINIMUM:
                return _least(parts), z3.IntVal(1)
            case Operation.MAXIMUM:
                return _most(parts), z3.IntVal(1)
            case Operation.LIMB_SYMMETRY:
                return 100 * _least(parts), _most(parts)
            case Operation.ASYMMETRY:
                return 100 * (_most(parts) - _least(parts)), _most(parts)
            case Operation.ESTIMATED_MAXIMUM:
                return 36 * first, 37 * self.scale - rest[0]

    def computable(self) -> Bool:
        """Return the formula that no divisor is zero."""
        divisors = self.divisors or ([self._bottom] if self.quotient else [])
        return z3.And([divisor != 0 for divisor in divisors])

    def at_least(self, value: int) -> Bool:
        """Return the formula that the rounded measure is at least `value`.

        Where the knowledge cuts between `value` and the step below, it is what the exact quotient says: at least
        `value`, or above the step below. Elsewhere it is where p/q is at least half a step below `value`, and
        just there only where `value` is even.
        """
        halves, strictly = 2 * value - 1, bool(value % 2)
        if value in self.attribute.below:
            halves, strictly = 2 * value, False
        elif value - 1 in self.attribute.above:
            halves, strictly = 2 * (value - 1), True
        top, bottom = 2 * self._top, halves * self.step * self._bottom
        if self.quotient:
            top = top * self.scale  # p and q are in units of 1/scale, their quotient is a pure number
        if strictly:
            return z3.If(self._bottom > 0, top > bottom, top < bottom)
        return z3.If(self._bottom > 0, top >= bottom, top <= bottom)

    def equals(self, number: Integer) -> Bool:
        """Return what the rounded measure's value must obey: exact for whole steps, else the nearest ones."""
        if self.quotient:
            return z3.BoolVal(True)
        off = self._top - number * self.step
        return z3.And(off < self.step, -off < self.step)


def _least(parts: Sequence[Integer]) -> Integer:
    least = parts[0]
    for part in parts[1:]:
        least = z3.If(part < least, part, least)
    return least


def _most(parts: Sequence[Integer]) -> Integer:
    most = parts[0]
    for part in parts[1:]:
        most = z3.If(part > most, part, most)
    return most
