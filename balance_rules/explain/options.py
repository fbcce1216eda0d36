"""What a fact can become, by the steps and at the cost that its attribute declares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from balance_rules.model import Attribute, Changeable, Direction, Kind, Knowledge, Measure, Operation

PER_FACT = Fraction(1, 10**9)  # of changes that cost the same, the one of fewer facts is the smaller


@dataclass(frozen=True, slots=True)
class Option:
    """A value a fact can take: how many steps away, and what they cost."""

    value: int
    steps: int
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Mover:
    """A stated fact that can change, with the values it can take, the cheapest first.

    Where no measure needs it, one value of each threshold cell stands for all. `prices` are the options' costs;
    `lows` and `highs` the ends of what the first so many options reach; `turning` tells for each comparison how
    many options it takes to turn it; `rate` how far the fact moves for a unit of cost.
    """

    fact: str
    current: int
    options: tuple[Option, ...]
    prices: tuple[Fraction, ...]
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    turning: Mapping[int, int]
    rate: float


def options(attribute: Attribute, how: Changeable, current: int, cost: Fraction) -> Iterator[Option]:
    """Yield every value a fact can take by whole steps within its range, the nearest first.

    The values of a category without an order are all one step away.
    """
    if attribute.kind is Kind.CATEGORY and not attribute.ordered:
        yield from (Option(i, 1, cost + PER_FACT) for i in range(len(attribute.values)) if i != current)
        return
    signs = {Direction.UP: (1,), Direction.DOWN: (-1,), Direction.ANY: (1, -1)}[how.direction]
    furthest = max(current - attribute.low, attribute.high - current) // how.step
    for steps in range(1, furthest + 1):
        for sign in signs:
            value = current + sign * steps * how.step
            if attribute.low <= value <= attribute.high:
                yield Option(value, steps, cost * steps + PER_FACT)


def interchangeable(
    knowledge: Knowledge, movers: Sequence[Mover], measures: Collection[Measure], compared: Collection[str]
) -> list[tuple[int, ...]]:
    """Return for each mover the earlier ones that it could be exchanged for, or none.

    `compared` are the facts that a comparison reads.

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
    for i, mover in enumerate(movers):
        sums = uses.get(mover.fact)
        if not sums or mover.fact in compared:
            earlier.append(())
            continue
        change = knowledge.facts[mover.fact].change
        alike = seen.setdefault((change, mover.rate, tuple(sums)), [])
        earlier.append(tuple(alike))
        alike.append(i)
    return earlier


def price_of(option: Option) -> float:
    """What an option costs by itself."""
    return float(option.cost - PER_FACT)
