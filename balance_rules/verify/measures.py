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

from balance_rules.inference.quotients import quotient
from balance_rules.model import Attribute, Knowledge, Measure, Operation
from balance_rules.verify._z3 import Bool, Integer, conj, z3


def is_linear(measure: Measure) -> bool:
    """Return whether a measure's comparisons are linear in its inputs: all but a ratio with several divisors."""
    return measure.operation is not Operation.RATIO or len(measure.inputs) == 2


def bound_by(knowledge: Knowledge, facts: frozenset[str]) -> tuple[Measure, ...]:
    """Return the measures that must agree with other facts in `facts`.

    A measure whose inputs are not all among them is free: the person may know it without them.
    """
    present, bound = set(facts), []
    for measure in knowledge.measures:
        if all(name in present for name in measure.inputs):
            bound.append(measure)
            present.add(measure.fact)
    return tuple(bound)


def moving(knowledge: Knowledge, fact: str, facts: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the measures in `facts` that move with a fact, and `facts` with all that computes them."""
    moved, needed = {fact}, set(facts) | {fact}
    for measure in knowledge.measures:
        if moved & set(measure.inputs):
            moved.add(measure.fact)
    relevant = set(facts)
    for measure in reversed(knowledge.measures):
        if measure.fact in relevant and measure.fact in moved and measure.fact != fact:
            needed.update(measure.inputs)
            relevant.update(measure.inputs)
    return frozenset(moved & needed) - {fact}, frozenset(needed)


class Relation:
    """A measure over its inputs' symbols: `numbers` in multiples of the `resolutions`; `attribute` is its own."""

    def __init__(
        self, measure: Measure, numbers: Sequence[Integer], resolutions: Sequence[Fraction], attribute: Attribute
    ) -> None:
        self.attribute = attribute
        self._parts = quotient(measure, numbers, resolutions, attribute.resolution, _least, _most)

    def computable(self) -> Bool:
        return conj([divisor != 0 for divisor in self._parts.divisors])

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
        # p/q ≥ halves/2 multiplied out, which turns round where q is negative: linear, for `halves` is a number
        top, bottom = 2 * self._parts.dividend, halves * self._parts.scale
        if not self._parts.divisors:
            return top > bottom if strictly else top >= bottom
        (divisor,) = self._parts.divisors
        if strictly:
            return z3.If(divisor > 0, top > bottom * divisor, top < bottom * divisor)
        return z3.If(divisor > 0, top >= bottom * divisor, top <= bottom * divisor)

    def equals(self, number: Integer) -> Bool:
        """What the rounded measure's value must obey: exact for whole steps, else the nearest ones."""
        if self._parts.divisors:  # a quotient times an unknown is a product of unknowns, and is left free
            return z3.BoolVal(True)
        off = self._parts.dividend - number * self._parts.scale
        return conj(off < self._parts.scale, -off < self._parts.scale)


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
