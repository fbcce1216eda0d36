"""Facts that bear on each other, and what they can come to together, the cheapest first.

Whatever one part does leaves the comparisons of the others as they are, so that each is searched by itself: a box of
values is left as soon as no value in it could do what a cheaper one does not, and halved otherwise.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from operator import itemgetter

from balance_rules.explain.folding import FAILS, HOLDS, Own, state
from balance_rules.explain.options import Mover, Option
from balance_rules.inference.whole_measures import Moving, Range
from balance_rules.model import Compare, Comparison, Leaf

Box = tuple[Range, ...]
"""For each mover the options from one to before another."""
Point = Sequence[int]
"""The option of each mover."""
Moves = tuple[tuple[Mover, Option], ...]
Pick = Callable[[Sequence[Range | None]], tuple[Range | None, ...]]
NOBODY = -1
"""Instead of literals: nobody can be there."""
BitsOf = Mapping[str, Sequence[tuple[Leaf, int, int]]]
"""The literals of each fact: the comparison, the states of it that count, and the bit."""


@dataclass(frozen=True, slots=True)
class PartState:
    """What a part can come to: at which price, with which literals so, by which moves."""

    price: int
    so: int
    moves: Moves


class Literals:
    """Which literals a fact makes so, at a value or anywhere between two."""

    def __init__(self, bits: BitsOf) -> None:
        self._bits = bits
        self._ladders: dict[str, _Ladder] = {}

    def at(self, fact: str, value: int | None) -> int:
        """The literals that are so at a value, None where it is not known."""
        if value is None:
            return sum([bit for leaf, states, bit in self._bits.get(fact, ()) if state(leaf, None) & states])
        ladder = self._of(fact)
        return ladder.so[bisect(ladder.cuts, value)]

    def between(self, fact: str, low: int, high: int) -> int:
        """The literals that may be so between two values."""
        ladder = self._of(fact)
        so = ladder.so[bisect(ladder.cuts, low)]
        if low < high:
            so |= ladder.so[bisect(ladder.cuts, high)]
            for value, may in ladder.single:
                if low <= value <= high:
                    so |= may
        return so

    def any(self, fact: str) -> int:
        """The literals that may be so where the fact may be anything."""
        return sum([bit for _, _, bit in self._bits.get(fact, ())])

    def _of(self, fact: str) -> _Ladder:
        known = self._ladders.get(fact)
        if known is None:
            known = self._ladders[fact] = _ladder(self._bits.get(fact, ()))
        return known


@dataclass(frozen=True, slots=True)
class _Ladder:
    """The literals of a fact from one cut to the next, and those that turn at a single value and back after it."""

    cuts: Sequence[int]
    so: Sequence[int]
    single: Sequence[tuple[int, int]]


def _ladder(literals: Sequence[tuple[Leaf, int, int]]) -> _Ladder:
    cuts, single = set[int](), list[tuple[int, int]]()
    for leaf, states, bit in literals:
        values = (leaf.value,) if isinstance(leaf, Compare) else leaf.values
        cuts |= {end for value in values for end in (value, value + 1)}
        if states & (HOLDS | FAILS) and not (isinstance(leaf, Compare) and leaf.comparison is not Comparison.EQ):
            single += [(value, bit) for value in values]
    rising = sorted(cuts)
    so = [
        sum([bit for leaf, states, bit in literals if state(leaf, value) & states])
        for value in (min(cuts, default=0) - 1, *rising)
    ]
    return _Ladder(rising, so, single)


class _OfMover(dict[Range, tuple[Range, int]]):
    """Of a mover, by the options between which it is: its values there, and the literals that may be so.

    Boxes are halved again and again, so that the same few ends come thousands of times: each is found once.
    """

    def __init__(self, mover: Mover, literals: Literals, stays: int) -> None:
        super().__init__()
        self._mover, self._literals, self._stays = mover, literals, stays

    def __missing__(self, box: Range) -> tuple[Range, int]:
        (first, end), mover = box, self._mover
        ends = mover.values[first], mover.values[end - 1]
        so = self._literals.between(mover.fact, *ends) | (self._stays if first <= mover.now < end else 0)
        found = self[box] = ends, so
        return found


class _OfMeasure(dict[tuple[Range | None, ...], tuple[Range | None, int]]):
    """The same of a measure, by the ends of its inputs; a `point` has one value of each, NOBODY is out of range."""

    def __init__(self, moving: Moving, literals: Literals, *, point: bool) -> None:
        super().__init__()
        self._moving, self._literals, self._point = moving, literals, point

    def __missing__(self, inputs: tuple[Range | None, ...]) -> tuple[Range | None, int]:
        found = self[inputs] = self._found(self._at(inputs) if self._point else self._moving.between(inputs))
        return found

    def _at(self, inputs: tuple[Range | None, ...]) -> Range | None:
        known = [ends[0] for ends in inputs if ends is not None]
        value = self._moving.at(known) if len(known) == len(inputs) else None
        return None if value is None else (value, value)

    def _found(self, ends: Range | None) -> tuple[Range | None, int]:
        fact, attribute = self._moving.measure.fact, self._moving.attribute
        if ends is None:
            return None, self._literals.at(fact, None) if self._point else self._literals.any(fact)
        low, high = max(ends[0], attribute.low), min(ends[1], attribute.high)
        return (low, high), NOBODY if low > high else self._literals.between(fact, low, high)


class _Said(dict[int, int]):
    """What some literals come to for all beside a part; whether a mover stays is read as it is."""

    def __init__(self, own: Own, stays: int) -> None:
        super().__init__()
        self._own, self._stays = own, stays

    def __missing__(self, so: int) -> int:
        found = self[so] = self._own.said(so) | so & self._stays
        return found


class Part:
    """Movers that no other part bears on, with the measures that rest on them.

    Attributes
    ----------
    stays, most
        The literals that are so with nothing changed, and all those that any change might make so.
    bearing
        The literals that each mover bears on.
    """

    def __init__(
        self,
        movers: Sequence[Mover],
        alike: Sequence[tuple[int, ...]],
        measures: Sequence[Moving],
        facts: Mapping[str, int],
        bits: BitsOf,
        unmoved: Mapping[str, int],
        own: Own,
    ) -> None:
        self.movers, self._alike = tuple(movers), alike
        literals = Literals(bits)
        stays = [unmoved.get(mover.fact, 0) for mover in movers]
        self._of_movers = [_OfMover(mover, literals, bit) for mover, bit in zip(movers, stays, strict=True)]
        moved = [mover.fact for mover in movers]
        computed = [moving.measure.fact for moving in measures]
        fixed = {name for moving in measures for name in moving.measure.inputs} - {*moved, *computed}
        self._fixed = [None if (value := facts.get(name)) is None else (value, value) for name in fixed]
        places = {name: i for i, name in enumerate((*moved, *fixed, *computed))}
        picks = [_pick([places[name] for name in moving.measure.inputs]) for moving in measures]
        self._in_boxes = [(pick, _OfMeasure(m, literals, point=False)) for pick, m in zip(picks, measures, strict=True)]
        self._at_points = [(pick, _OfMeasure(m, literals, point=True)) for pick, m in zip(picks, measures, strict=True)]
        self._said = _Said(own, sum(stays))
        self.whole: Box = tuple((0, len(mover.values)) for mover in movers)
        self.most = self.promise(self.whole) or 0
        self.stays = self.at([mover.now for mover in movers]) or 0
        bearing = _bearing(movers, measures, literals)
        self.bearing = [own.reached(may) | bit for may, bit in zip(bearing, stays, strict=True)]

    @cached_property
    def few(self) -> Sequence[PartState] | None:
        """All states where a single fact makes up the part, which has few: found once for all that is asked of them."""
        if len(self.movers) != 1:
            return None
        found: list[PartState] = []
        (mover,) = self.movers
        for i in sorted(range(len(mover.values)), key=lambda i: mover.prices[i]):
            so = self.at((i,))
            if so is not None and not any(so & state.so == so for state in found):
                found.append(PartState(mover.prices[i], so, self.moves((i,))))
        return found

    def price(self, box: Box) -> int:
        """What it costs at least to be in a box."""
        return sum([mover.cheapest(*ends) for mover, ends in zip(self.movers, box, strict=True)])

    def cheapest(self, box: Box) -> Point:
        """The point of a box that costs least."""
        return [min(max(mover.now, first), end - 1) for mover, (first, end) in zip(self.movers, box, strict=True)]

    def moves(self, point: Point) -> Moves:
        """What has to change to be at a point."""
        chosen = zip(self.movers, point, strict=True)
        return tuple((mover, mover.option(i)) for mover, i in chosen if i != mover.now)

    def halves(self, box: Box, widest: int) -> Iterator[Box]:
        """Yield a box in two, without what an earlier mover could do instead."""
        first, end = box[widest]
        middle = (first + end) // 2
        for half in ((first, middle), (middle, end)):
            smaller = (*box[:widest], half, *box[widest + 1 :])
            if not self._needless(smaller, widest):
                yield smaller

    def _needless(self, box: Box, changed: int) -> bool:
        """Return whether an earlier mover that is alike could do instead, at no greater cost."""
        for number in range(changed, len(box)):
            mover, (first, end) = self.movers[number], box[number]
            for i in self._alike[number]:
                if first > mover.now and box[i][1] < len(self.movers[i].values):
                    return True
                if end <= mover.now and box[i][0] > 0:
                    return True
        return False

    # ------------------------------------------------------------ what a box can do

    def promise(self, box: Box) -> int | None:
        """The literals that may be so somewhere in a box, None where nobody can be there: too many, never too few."""
        return self._so(box, self._in_boxes)

    def at(self, point: Point) -> int | None:
        """The literals that are so at a point, None where nobody can be there."""
        return self._so([(option, option + 1) for option in point], self._at_points)

    def _so(self, box: Iterable[Range], measures: Sequence[tuple[Pick, _OfMeasure]]) -> int | None:
        so = 0
        reached: list[Range | None] = []
        for options, of_mover in zip(box, self._of_movers, strict=True):
            ends, may = of_mover[options]
            reached.append(ends)
            so |= may
        reached += self._fixed
        for pick, of_measure in measures:
            ends_of_measure, may = of_measure[pick(reached)]
            if may == NOBODY:
                return None
            reached.append(ends_of_measure)
            so |= may
        return self._said[so]


def _pick(places: Sequence[int]) -> Pick:
    """What takes the inputs of a measure out of all that is reached."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda reached: tuple([reached[place] for place in places])


def _bearing(movers: Sequence[Mover], measures: Sequence[Moving], literals: Literals) -> list[int]:
    """The literals that each mover bears on, by itself or through measures."""
    roots: dict[str, set[int]] = {mover.fact: {i} for i, mover in enumerate(movers)}
    for moving in measures:
        roots[moving.measure.fact] = set().union(*(roots.get(name, ()) for name in moving.measure.inputs))
    bearing = [0] * len(movers)
    for fact, who in roots.items():
        for i in who:
            bearing[i] |= literals.any(fact)
    return bearing


class States:
    """What a part can come to that is of use, in the order of prices, none of which does only what a cheaper one does.

    Attributes
    ----------
    looked
        How many boxes were looked at.
    """

    def __init__(self, part: Part, useful: Mapping[int, bool]) -> None:
        self._part, self._useful = part, useful
        self._order = count()
        self._found: list[PartState] = []
        self._boxes: list[tuple[int, int, int, Box]] = []
        self.looked = 0
        if part.few is None:
            self._wait(part.whole)
        else:
            self._found += [state for state in part.few if useful[state.so]]

    def floor(self, number: int) -> int | None:
        """What the state of that number costs at least, as far as was looked; None where there is none."""
        if number < len(self._found):
            return self._found[number].price
        return self._boxes[0][0] if self._boxes else None

    def state(self, number: int, most: int | None = None, boxes: int | None = None) -> PartState | None:
        """The state of that number, None where there is none up to a price.

        None as well where more than so many `boxes` would have to be looked at, which `looked` then tells.
        """
        last = None if boxes is None else self.looked + boxes
        while len(self._found) <= number:
            if not self._boxes or (most is not None and self._boxes[0][0] > most):
                return None
            if last is not None and self.looked > last:
                return None
            self._look()
        found = self._found[number]
        return found if most is None or found.price <= most else None

    def _look(self) -> None:
        """Look at the cheapest box: its cheapest point is a state where it does all that the box promises."""
        price, _, promise, box = heappop(self._boxes)
        if self._done(promise):
            return
        self.looked += 1
        part = self._part
        point = part.cheapest(box)
        so = part.at(point)
        wide = [i for i, (first, end) in enumerate(box) if end - first > 1]
        if so is not None and (so == promise or not wide):
            if self._useful[so] and not self._done(so):
                self._found.append(PartState(price, so, part.moves(point)))
        elif wide:
            missing = promise if so is None else promise & ~so
            bearing = [i for i in wide if part.bearing[i] & missing] or wide
            for half in part.halves(box, max(bearing, key=lambda i: box[i][1] - box[i][0])):
                self._wait(half)

    def _wait(self, box: Box) -> None:
        promise = self._part.promise(box)
        if promise is not None and self._useful[promise] and not self._done(promise):
            heappush(self._boxes, (self._part.price(box), next(self._order), promise, box))

    def _done(self, so: int) -> bool:
        """Return whether a state that was found, which costs no more, does all that."""
        return any(so & found.so == so for found in self._found)
