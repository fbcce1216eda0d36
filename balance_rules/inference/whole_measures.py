"""Measures in whole numbers, of one person or of all between two: what the search for changes asks thousands of times.

`semantics.derive` and `semantics.quantise` are the definition, over fractions. Here the same quotient that columns and
proofs read (`inference.quotients`) is written once as Python over integers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from balance_rules.inference.quotients import quotient
from balance_rules.model import Attribute, Knowledge, Measure, Operation

Range = tuple[int, int]
RISING = (Operation.SUM, Operation.MINIMUM, Operation.MAXIMUM)
QUOTIENTS = (Operation.RATIO, Operation.PERCENTAGE)
SYMMETRIES = (Operation.LIMB_SYMMETRY, Operation.ASYMMETRY)


class _Text(str):
    """A number as it is written in Python."""

    def __add__(self, other: object) -> _Text:
        return _Text(f"({self} + {other})")

    def __sub__(self, other: object) -> _Text:
        return _Text(f"({self} - {other})")

    def __rsub__(self, other: object) -> _Text:
        return _Text(f"({other} - {self})")

    def __mul__(self, other: object) -> _Text:
        return _Text(f"({self} * {other})")


@dataclass(frozen=True, slots=True)
class Moving:
    """A measure that can move: `exact` gives dividend and divisor, in multiples of its resolution."""

    measure: Measure
    attribute: Attribute
    exact: Callable[..., tuple[int, int]]
    same_units: bool

    def at(self, inputs: Sequence[int]) -> int | None:
        """The measure's value, which may be out of range; None where a divisor is zero."""
        over, under = self.exact(*inputs)
        if not under:
            return None
        if under < 0:
            over, under = -over, -under
        nearest, rest = divmod(over, under)
        if not rest:
            return nearest
        attribute = self.attribute
        if 2 * rest > under or (2 * rest == under and nearest % 2):
            return nearest if nearest + 1 in attribute.below else nearest + 1
        return nearest + 1 if nearest in attribute.above else nearest

    def between(self, inputs: Sequence[Range | None]) -> Range | None:
        """Between which values the measure lies when its inputs lie between theirs; None where it may be anything."""
        known = [ends for ends in inputs if ends is not None]
        if len(known) < len(inputs):
            return None
        lows, highs = [low for low, _ in known], [high for _, high in known]
        operation = self.measure.operation
        if operation in RISING:
            return self._ends(lows, highs)
        if operation is Operation.DIFFERENCE:
            return self._ends([lows[0], *highs[1:]], [highs[0], *lows[1:]])
        if min(lows) < 0:
            return None
        if operation in QUOTIENTS:
            return self._ends([lows[0], *highs[1:]], [highs[0], *lows[1:]]) if min(lows[1:]) > 0 else None
        if operation in SYMMETRIES:
            return self._of_sides(known)
        if operation is Operation.ESTIMATED_MAXIMUM:
            return self._ends(lows, highs) if min(self.exact(*highs)[1], self.exact(*lows)[1]) > 0 else None
        return None

    def _ends(self, least: Sequence[int], most: Sequence[int]) -> Range | None:
        low, high = self.at(least), self.at(most)
        return None if low is None or high is None else (low, high)

    def _of_sides(self, sides: Sequence[Range]) -> Range | None:
        """The bounds of limb symmetry or asymmetry: best where the sides meet, worst at opposite ends."""
        if len(sides) != 2 or not self.same_units or min(low for low, _ in sides) <= 0:
            return None
        (low, high), (other_low, other_high) = sides
        corners = [self.at((low, other_high)), self.at((high, other_low))]
        meet = max(low, other_low)
        if meet <= min(high, other_high):
            corners.append(self.at((meet, meet)))
        found = [corner for corner in corners if corner is not None]
        return min(found), max(found)


@lru_cache(maxsize=4096)
def moving(knowledge: Knowledge, measure: Measure) -> Moving:
    """A measure of a knowledge base, written once."""
    attributes = [knowledge.facts[name] for name in measure.inputs]
    attribute = knowledge.facts[measure.fact]
    names = [_Text(f"x{i}") for i in range(len(attributes))]
    resolutions = [one.resolution for one in attributes]
    found = quotient(measure, names, resolutions, attribute.resolution, _called("min"), _called("max"))
    under = " * ".join([str(found.scale), *found.divisors])
    source = f"lambda {', '.join(names)}: ({found.dividend}, {under})"
    exact = eval(source, {"__builtins__": {}, "min": min, "max": max})  # of positions and numbers alone, no text
    return Moving(measure, attribute, exact, len(set(resolutions)) == 1)


def _called(name: str) -> Callable[[Sequence[_Text]], _Text]:
    return lambda parts: _Text(f"{name}({', '.join(parts)})")
