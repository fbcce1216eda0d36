"""Facts that bear on each other, and what they can come to together, the cheapest first.

Whatever one part does leaves the comparisons of the others as they are, so that each is searched by itself: a box of
values is left as soon as no value in it could do what a cheaper one does not, and halved otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import heappop, heappush
from itertools import count

from balance_rules.explain.folding import FAILS, HOLDS, state
from balance_rules.explain.options import Mover, Option
from balance_rules.inference.whole_measures import Moving, Range
from balance_rules.model import Compare, Comparison, Leaf

Box = tuple[Range, ...]
"""For each mover the options from one to before another."""
Point = Sequence[int]
"""The option of each mover."""
Moves = tuple[tuple[Mover, Option], ...]
BitsOf = Mapping[str, Sequence[tuple[Leaf, int, int]]]
"""The literals of each fact: the comparison, the states of it that count, and the bit."""


@dataclass(frozen=True, slots=True)
class PartState:
    """What a part can come to: at which price, with which literals so, by which moves."""

    price: int
    so: int
    moves: Moves


class Literals:
    """Which literals a fact makes so, at a value or anywhere between two; asked thousands of times, found once."""

    def __init__(self, bits: BitsOf) -> None:
        self._bits = bits
        self._known: dict[tuple[str, int | None, int | None], int] = {}

    def at(self, fact: str, value: int | None) -> int:
        return self.between(fact, value, value)

    def between(self, fact: str, low: int | None, high: int | None) -> int:
        """The literals that may be so between two values; None for a value that is not known."""
        key = (fact, low, high)
        known = self._known.get(key)
        if known is None:
            found = (bit for leaf, states, bit in self._bits.get(fact, ()) if _possible(leaf, low, high) & states)
            known = self._known[key] = sum(found)
        return known

    def any(self, fact: str) -> int:
        """The literals that may be so where the fact may be anything."""
        return sum(bit for _, _, bit in self._bits.get(fact, ()))


def _possible(leaf: Leaf, low: int | None, high: int | None) -> int:
    """The states that a comparison may have between two values."""
    if low is None or high is None or low == high:
        return state(leaf, low)
    if isinstance(leaf, Compare):
        if leaf.comparison is not Comparison.EQ:
            return state(leaf, low) | state(leaf, high)
        return HOLDS | FAILS if low <= leaf.value <= high else FAILS
    return HOLDS | FAILS if any(low <= value <= high for value in leaf.values) else FAILS


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
    ) -> None:
        self.movers, self._alike, self._measures = tuple(movers), alike, measures
        self._facts, self._literals = facts, Literals(bits)
        self._unmoved = [unmoved.get(mover.fact, 0) for mover in movers]
        self.whole: Box = tuple((0, len(mover.options)) for mover in movers)
        self.most = self.promise(self.whole) or 0
        self.stays = self.at([mover.now for mover in movers]) or 0
        self.bearing = self._who_bears()

    @cached_property
    def few(self) -> Sequence[PartState] | None:
        """All states where a single fact makes up the part, which has few: found once for all that is asked of them."""
        if len(self.movers) != 1:
            return None
        found: list[PartState] = []
        (mover,) = self.movers
        for i in sorted(range(len(mover.options)), key=lambda i: mover.prices[i]):
            so = self.at((i,))
            if so is not None and not any(so & state.so == so for state in found):
                found.append(PartState(mover.prices[i], so, self.moves((i,))))
        return found

    def _who_bears(self) -> list[int]:
        roots: dict[str, set[int]] = {mover.fact: {i} for i, mover in enumerate(self.movers)}
        for moving in self._measures:
            roots[moving.measure.fact] = set().union(*(roots.get(name, ()) for name in moving.measure.inputs))
        bearing = list(self._unmoved)
        for fact, who in roots.items():
            for i in who:
                bearing[i] |= self._literals.any(fact)
        return bearing

    def price(self, box: Box) -> int:
        """What it costs at least to be in a box."""
        return sum([mover.cheapest(*ends) for mover, ends in zip(self.movers, box, strict=True)])

    def cheapest(self, box: Box) -> Point:
        """The point of a box that costs least."""
        return [min(max(mover.now, first), end - 1) for mover, (first, end) in zip(self.movers, box, strict=True)]

    def moves(self, point: Point) -> Moves:
        """What has to change to be at a point."""
        chosen = zip(self.movers, point, strict=True)
        return tuple((mover, mover.options[i]) for mover, i in chosen if i != mover.now)

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
                if first > mover.now and box[i][1] < len(self.movers[i].options):
                    return True
                if end <= mover.now and box[i][0] > 0:
                    return True
        return False

    # ------------------------------------------------------------ what a box can do

    def promise(self, box: Box) -> int | None:
        """The literals that may be so somewhere in a box, None where nobody can be there: too many, never too few."""
        so = 0
        reached: dict[str, Range | None] = {}
        literals = self._literals
        for mover, bit, (first, end) in zip(self.movers, self._unmoved, box, strict=True):
            low, high = mover.options[first].value, mover.options[end - 1].value
            reached[mover.fact] = low, high
            so |= literals.between(mover.fact, low, high)
            if first <= mover.now < end:
                so |= bit
        for moving in self._measures:
            fact = moving.measure.fact
            inputs = [reached[n] if n in reached else self._fixed(n) for n in moving.measure.inputs]
            ends = moving.between(inputs)
            if ends is None:
                so |= literals.any(fact)
            else:
                ends = max(ends[0], moving.attribute.low), min(ends[1], moving.attribute.high)
                if ends[0] > ends[1]:
                    return None
                so |= literals.between(fact, *ends)
            reached[fact] = ends
        return so

    def _fixed(self, fact: str) -> Range | None:
        value = self._facts.get(fact)
        return None if value is None else (value, value)

    def at(self, point: Point) -> int | None:
        """The literals that are so at a point, None where nobody can be there."""
        so = 0
        values: dict[str, int | None] = {}
        literals = self._literals
        for mover, bit, option in zip(self.movers, self._unmoved, point, strict=True):
            value = values[mover.fact] = mover.options[option].value
            so |= literals.at(mover.fact, value)
            if option == mover.now:
                so |= bit
        for moving in self._measures:
            fact = moving.measure.fact
            inputs = [values[n] if n in values else self._facts.get(n) for n in moving.measure.inputs]
            known = [value for value in inputs if value is not None]
            found = values[fact] = moving.at(known) if len(known) == len(inputs) else None
            if found is not None and not moving.attribute.low <= found <= moving.attribute.high:
                return None
            so |= literals.at(fact, found)
        return so


class States:
    """What a part can come to that is of use, in the order of prices, none of which does only what a cheaper one does.

    Attributes
    ----------
    looked
        How many boxes were looked at.
    """

    def __init__(self, part: Part, useful: Callable[[int], bool]) -> None:
        self._part = part
        self._useful = cache(useful)  # a few sets of literals come again and again
        self._order = count()
        self._found: list[PartState] = []
        self._boxes: list[tuple[int, int, int, Box]] = []
        self.looked = 0
        if part.few is None:
            self._wait(part.whole)
        else:
            self._found += [state for state in part.few if useful(state.so)]

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
            if self._useful(so) and not self._done(so):
                self._found.append(PartState(price, so, part.moves(point)))
        elif wide:
            missing = promise if so is None else promise & ~so
            bearing = [i for i in wide if part.bearing[i] & missing] or wide
            for half in part.halves(box, max(bearing, key=lambda i: box[i][1] - box[i][0])):
                self._wait(half)

    def _wait(self, box: Box) -> None:
        promise = self._part.promise(box)
        if promise is not None and self._useful(promise) and not self._done(promise):
            heappush(self._boxes, (self._part.price(box), next(self._order), promise, box))

    def _done(self, so: int) -> bool:
        """Return whether a state that was found, which costs no more, does all that."""
        return any(so & state.so == so for state in self._found)
