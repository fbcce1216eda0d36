"""Between which values a measure can lie when its inputs can move, each within its own range, all within one budget.

Two bounds hold at once. Each input lies in its range, so the measure lies between what the ends give. And
what is spent on one input is not spent on another: a fact moves at most `rate` a unit of cost, a sum or the
larger of several at most as fast as the fastest of its inputs; a ratio of such things is extreme when all is
spent on one side of it, as long as both sides rest on different facts.

The bounds are only used to tell what is out of reach, so they are computed in floating point and widened by
more than its error.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from balance_rules.model import Operation

Range = tuple[int, int]
Bounds = tuple[float, float]
LINEAR = (Operation.SUM, Operation.DIFFERENCE, Operation.MINIMUM, Operation.MAXIMUM)
QUOTIENTS = (Operation.RATIO, Operation.PERCENTAGE)
MARGIN = 1e-6


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one fact can go: its bounds, where it is now, how fast it moves a unit of cost, what it rests on.

    `ends` are the bounds as stored. Bounds are None where it may be anything or unknown; `now` and `rate`
    where they are not known exactly.
    """

    ends: Range | None
    bounds: Bounds | None
    now: float | None
    rate: float | None
    roots: frozenset[str]


def reach(operation: Operation, inputs: list[Reach], budget: float, resolution: float, *, exact: bool) -> Reach:
    """Return how far a measure can go when its inputs can go as far as `inputs` say.

    Parameters
    ----------
    exact
        Whether the measure is never rounded: what is computed from it can then be bounded by the budget too.
    """
    roots = inputs[0].roots.union(*(one.roots for one in inputs[1:]))
    rate = _rate(operation, inputs)
    points = [(one.now, one.now) for one in inputs if one.now is not None]
    here = _bounds(operation, points) if len(points) == len(inputs) else None
    now = here[0] if here else None
    spans = [one.bounds for one in inputs if one.bounds is not None]
    found = _bounds(operation, spans) if len(spans) == len(inputs) else None
    if found is None:
        return Reach(None, None, now if exact else None, rate if exact else None, roots)
    shared = _within_budget(operation, inputs, now, rate, budget)
    if shared is not None:
        found = max(found[0], shared[0]), min(found[1], shared[1])
    ends = _rounded(found, resolution)
    bounds = ends[0] * resolution, ends[1] * resolution
    return Reach(ends, bounds, now if exact else None, rate if exact else None, roots)


def _rounded(bounds: Bounds, resolution: float) -> Range:
    low, high = bounds[0] / resolution, bounds[1] / resolution
    margin = MARGIN * (1 + abs(low) + abs(high))
    return math.ceil(low - 0.5 - margin), math.floor(high + 0.5 + margin)


def _rate(operation: Operation, inputs: list[Reach]) -> float | None:
    rates = [one.rate for one in inputs if one.rate is not None]
    if operation not in LINEAR or len(rates) < len(inputs):
        return None
    if operation in (Operation.MINIMUM, Operation.MAXIMUM) or _apart(inputs):
        return max(rates)
    return sum(rates)


def _apart(inputs: list[Reach]) -> bool:
    """Return whether no two inputs rest on one fact."""
    moving = [one.roots for one in inputs if one.rate]
    return sum(map(len, moving)) == len(frozenset().union(*moving))


def _within_budget(
    operation: Operation, inputs: list[Reach], now: float | None, rate: float | None, budget: float
) -> Bounds | None:
    if now is None:
        return None
    if rate is not None:
        return now - rate * budget, now + rate * budget
    if operation not in QUOTIENTS or len(inputs) != 2 or not _apart(inputs):
        return None
    (above, below), (up, down) = (one.now for one in inputs), (one.rate for one in inputs)
    if above is None or below is None or up is None or down is None or above < 0 or below - down * budget <= 0:
        return None
    factor = 100 if operation is Operation.PERCENTAGE else 1
    ends = [(above + up * budget) / below, above / (below - down * budget)]
    ends += [(above - up * budget) / below, above / (below + down * budget)]
    return factor * min(ends), factor * max(ends)


def _bounds(operation: Operation, inputs: list[Bounds]) -> Bounds | None:
    lows, highs = [low for low, _ in inputs], [high for _, high in inputs]
    match operation:
        case Operation.SUM:
            return sum(lows), sum(highs)
        case Operation.DIFFERENCE:
            return lows[0] - sum(highs[1:]), highs[0] - sum(lows[1:])
        case Operation.MINIMUM:
            return min(lows), min(highs)
        case Operation.MAXIMUM:
            return max(lows), max(highs)
    if min(lows) < 0 or (operation in QUOTIENTS and min(lows[1:]) <= 0):
        return None
    match operation:
        case Operation.RATIO:
            low, high = inputs[0]
            for i in range(1, len(inputs)):
                low, high = low / highs[i], high / lows[i]
            return low, high
        case Operation.PERCENTAGE:
            return 100 * lows[0] / highs[1], 100 * highs[0] / lows[1]
        case Operation.ESTIMATED_MAXIMUM:
            return 36 * lows[0] / (37 - lows[1]), 36 * highs[0] / (37 - highs[1])
        case Operation.LIMB_SYMMETRY | Operation.ASYMMETRY:
            return _symmetry(operation, inputs[0], inputs[1])


def _symmetry(operation: Operation, one: Bounds, other: Bounds) -> Bounds | None:
    """Return the bounds of limb symmetry or asymmetry: best where the sides meet, worst at opposite ends."""
    if one[0] <= 0 or other[0] <= 0:
        return None
    worst = min(one[0] / other[1], other[0] / one[1], 1)
    apart = one[1] < other[0] or other[1] < one[0]
    best = min(one[1] / other[0], other[1] / one[0]) if apart else 1
    if operation is Operation.LIMB_SYMMETRY:
        return 100 * worst, 100 * best
    return 100 * (1 - best), 100 * (1 - worst)
