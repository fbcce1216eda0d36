"""What a fact can become, by the steps and at the cost that its attribute declares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from balance_rules.model import Attribute, Changeable, Direction, Kind, Measure, Operation

PER_FACT = Fraction(1, 10**9)  # of changes that cost the same, the one of fewer facts is the smaller


@dataclass(frozen=True, slots=True)
class Option:
    """A value a fact can take, and how many steps away."""

    value: int
    steps: int


@dataclass(frozen=True, slots=True)
class Mover:
    """A stated fact that can change, with all the values it can have in rising order, and how many steps away each is.

    The one at `now` is to stay. A step costs `cost`; `prices` are what the values cost, with what any move costs beside
    its steps, in whole units that the movers of a search share.
    """

    fact: str
    change: Changeable
    values: tuple[int, ...]
    steps: tuple[int, ...]
    now: int
    cost: Fraction
    prices: tuple[int, ...]

    def option(self, place: int) -> Option:
        """One of the values, with how far it is."""
        return Option(self.values[place], self.steps[place])

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the greatest value it can have."""
        return self.values[0], self.values[-1]

    @property
    def least(self) -> int:
        """The price of the cheapest move."""
        return min(price for price in self.prices if price)

    def cheapest(self, first: int, end: int) -> int:
        """The price of the cheapest of the options from `first` to before `end`: the further away, the dearer."""
        if first <= self.now < end:
            return 0
        return self.prices[first] if first > self.now else self.prices[end - 1]


def options(attribute: Attribute, how: Changeable, current: int) -> Iterator[Option]:
    """Yield every value a fact can take by whole steps within its range, the nearest first.

    The values of a category without an order are all one step away.
    """
    if attribute.kind is Kind.CATEGORY and not attribute.ordered:
        yield from (Option(i, 1) for i in range(len(attribute.values)) if i != current)
        return
    signs = {Direction.UP: (1,), Direction.DOWN: (-1,), Direction.ANY: (1, -1)}[how.direction]
    furthest = max(current - attribute.low, attribute.high - current) // how.step
    for steps in range(1, furthest + 1):
        for sign in signs:
            value = current + sign * steps * how.step
            if attribute.low <= value <= attribute.high:
                yield Option(value, steps)


def mover(fact: str, how: Changeable, values: Sequence[Option], cost: Fraction, unit: Fraction) -> Mover:
    """A fact with all that it can become and where it is, in prices of `unit`."""
    rising = tuple(sorted(values, key=lambda option: option.value))
    now = next(i for i, option in enumerate(rising) if not option.steps)
    each, once = int(cost / unit), int(PER_FACT / unit)
    prices = tuple([option.steps * each + once if option.steps else 0 for option in rising])
    reached, steps = tuple([option.value for option in rising]), tuple([option.steps for option in rising])
    return Mover(fact, how, reached, steps, now, cost, prices)


def interchangeable(
    movers: Sequence[Mover], measures: Collection[Measure], apart: Collection[str]
) -> list[tuple[int, ...]]:
    """Return for each mover the earlier ones that it could be exchanged for, or none.

    `apart` are the facts of which more counts than the sums they stand in, such as those that a comparison reads.

    Facts that count in the same sums and nowhere else are alike when their steps and costs are: what
    one does another can do, so that a later one need move only when the earlier ones have gone as far as
    they can.
    """
    uses: dict[str, list[tuple[str, str]] | None] = {}
    for measure in measures:
        for position, name in enumerate(measure.inputs):
            so_far = uses.setdefault(name, [])
            adds = measure.operation is Operation.SUM or (measure.operation is Operation.DIFFERENCE and position > 0)
            if so_far is not None and adds:
                so_far.append((measure.fact, measure.operation))
            else:
                uses[name] = None
    seen: dict[object, list[int]] = {}
    earlier: list[tuple[int, ...]] = []
    for i, one in enumerate(movers):
        sums = uses.get(one.fact)
        if not sums or one.fact in apart:
            earlier.append(())
            continue
        alike = seen.setdefault((one.change, one.least, tuple(sums)), [])
        earlier.append(tuple(alike))
        alike.append(i)
    return earlier


def price_of(moved: Mover, option: Option) -> float:
    """What an option costs by itself."""
    return float(moved.cost * option.steps)


def unit_of(costs: Collection[Fraction]) -> Fraction:
    """The largest unit in which all costs, and what a fact costs beside its steps, are whole."""
    return PER_FACT / lcm(*(cost.denominator for cost in costs), 1)
