"""The exact search for the cheapest moves that answer a question as wanted.

The question is folded to what the person can change (`folding`), and falls into parts that do not bear on each other
(`parts`). States are chosen part by part, the most promising choice first (A*). What is left to choose is bounded from
below: a part without which the aim is out of reach, whatever the others do, costs at least its cheapest state that
helps; and of a set of parts that cannot all stay as they are, one has to move. These bounds add up, for no part is
counted twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count

from balance_rules.explain.folding import Formula, Reading
from balance_rules.explain.movable import Group, Movable
from balance_rules.explain.options import interchangeable
from balance_rules.explain.parts import Literals, Moves, Part, PartState
from balance_rules.model import Condition, Leaf

MOST_EVALUATIONS = 20_000  # of the formula and of boxes, for each change

Chosen = tuple[tuple[int, int], ...]
"""Parts and the numbers of their states."""


@dataclass(frozen=True, slots=True)
class _Next:
    """A part in the state of a number, and what all others that are free cost at least."""

    part: int
    number: int
    rest: int


@dataclass(frozen=True, slots=True, order=True)
class _Choice:
    """Some parts chosen: the least that this can come to, the literals that they make so, what they cost.

    `free` are the parts that are left, `next` is the way to go on that comes to no less.
    """

    least: int
    number: int
    so: int = field(compare=False)
    spent: int = field(compare=False)
    free: tuple[int, ...] = field(compare=False)
    chosen: Chosen = field(compare=False)
    next: _Next | None = field(default=None, compare=False)
    reached: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Bound:
    """What the free parts cost at least, in all and for each that is bounded; and what has to move.

    `needed` are the parts without which nothing helps, with the number of their cheapest state that does; of each of
    `some` one part has to move.
    """

    needed: Mapping[int, int]
    some: Sequence[Sequence[int]]
    prices: Mapping[int, int]
    total: int


class _Worn(Exception):
    """So much was tried that the search is given up."""


class Search:
    """Finds the cheapest set of moves with which a condition is established, or is not, and then the next.

    Attributes
    ----------
    already
        Whether it is as wanted with nothing changed.
    exhausted
        Whether the search was cut short.
    """

    def __init__(
        self, person: Movable, condition: Condition, wanted: bool, frozen: Collection[str], cost: Mapping[str, float]
    ) -> None:
        folding = person.folding
        self._formula = Formula(folding, folding.of(condition, Reading.TRUE if wanted else Reading.NOT_TRUE))
        self._bits: dict[str, list[tuple[Leaf, int, int]]] = {}
        for i, (leaf, states) in enumerate(self._formula.literals):
            self._bits.setdefault(leaf.fact, []).append((leaf, states, 1 << i))
        self._values, self._unmoved = person.values, dict[str, int]()
        self._movers = person.movers(self._bits, frozen, cost)
        self._groups = person.groups(self._movers, self._bits)
        self._parts = [self._part(group) for group in self._groups]
        moved = {one.fact for one in self._movers}
        literals = Literals(self._bits)
        still = (fact for fact in self._bits if not person.rests[fact] & moved)
        self._still = sum(literals.at(fact, person.values.get(fact)) for fact in still)
        self._evaluations = 0
        self.exhausted = False
        self.already = self._formula(self._still | sum(part.stays for part in self._parts))

    def _part(self, group: Group) -> Part:
        measures = [one.measure for one in group.measures]
        alike = interchangeable(group.movers, measures, {*self._bits, *self._unmoved})
        return Part(group.movers, alike, group.measures, self._values, self._bits, self._unmoved)

    def cheapest(self) -> Moves | None:
        """Return the cheapest moves that reach the aim and do not include all the facts of an earlier one."""
        self._evaluations = 0
        try:
            chosen = self._best()
        except _Worn:
            self.exhausted = True
            return None
        if chosen is None:
            return None
        moved = {one.fact: (one, option) for state in chosen for one, option in state.moves}
        self._leave_out(moved)
        return tuple(moved[one.fact] for one in self._movers if one.fact in moved)

    def _leave_out(self, facts: Collection[str]) -> None:
        """Ask from now on that one of some facts stays as it is."""
        for fact, bit in zip(facts, self._formula.also(len(facts)), strict=True):
            self._unmoved[fact] = self._unmoved.get(fact, 0) | bit
        for i, group in enumerate(self._groups):
            if any(one.fact in facts for one in group.movers):
                self._parts[i] = self._part(group)

    # ------------------------------------------------------------ the search

    def _best(self) -> list[PartState] | None:
        numbers = count()
        free = tuple(i for i, part in enumerate(self._parts) if part.most != part.stays)
        stay = sum(part.stays for i, part in enumerate(self._parts) if i not in free)
        waiting = [_Choice(0, next(numbers), self._still | stay, 0, free, ())]
        while waiting:
            choice = heappop(waiting)
            if choice.reached:
                return [self._state(part, number) for part, number in choice.chosen]
            if choice.next is not None:
                further = self._resolved(choice, choice.next, waiting[0].least if waiting else None, numbers)
            else:
                further = self._further(choice, numbers)
            for one in further:
                heappush(waiting, one)
        return None

    def _resolved(self, choice: _Choice, way: _Next, limit: int | None, numbers: Iterator[int]) -> Iterator[_Choice]:
        """Yield a choice with one part more in a certain state, as far as nothing cheaper waits, and the next way."""
        state = self._looked(way.part, way.number, None if limit is None else limit - choice.spent - way.rest)
        if state is None:
            yield from self._way(choice, way, numbers)
            return
        spent = choice.spent + state.price
        free = tuple(one for one in choice.free if one != way.part)
        chosen = (*choice.chosen, (way.part, way.number))
        least = max(choice.least, spent + way.rest)
        yield _Choice(least, next(numbers), choice.so | state.so, spent, free, chosen)
        yield from self._way(choice, replace(way, number=way.number + 1), numbers)

    def _way(self, choice: _Choice, way: _Next, numbers: Iterator[int]) -> Iterator[_Choice]:
        """Yield a choice that goes on by a part in a certain state, as dear as that is at least."""
        floor = self._parts[way.part].floor(way.number)
        if floor is not None:
            least = max(choice.least, choice.spent + floor + way.rest)
            yield replace(choice, least=least, number=next(numbers), next=way)

    def _further(self, choice: _Choice, numbers: Iterator[int]) -> Iterator[_Choice]:
        """Yield how to go on from a choice: with all that is left to choose, or by one part."""
        best = choice.so | sum(self._parts[part].most for part in choice.free)
        bound = self._bound(choice.free, best) if self._holds(best) else None
        if bound is None:
            return
        least = max(choice.least, choice.spent + bound.total)
        # with what is needed as cheap as it helps and all else as it is, nothing dearer has to be looked at
        whole = [(part, bound.needed.get(part, 0)) for part in choice.free]
        so = choice.so | sum(self._state(part, number).so for part, number in whole)
        if not bound.some and self._holds(so):
            yield _Choice(least, next(numbers), so, least, (), (*choice.chosen, *whole), reached=True)
            return
        if bound.some:
            movable = [one for one in bound.some[0] if self._price(one, 1) is not None]
            part = min(movable, key=lambda one: self._state(one, 1).price)
        else:
            part = max(bound.needed, key=lambda one: bound.prices[one])
        way = _Next(part, bound.needed.get(part, 0), bound.total - bound.prices.get(part, 0))
        yield from self._way(replace(choice, least=least), way, numbers)

    def _bound(self, free: Sequence[int], best: int) -> _Bound | None:
        """What the free parts cost at least where all that is `best` cannot be had for nothing; None: out of reach."""
        needed: dict[int, int] = {}
        prices: dict[int, int] = {}
        others = []
        for part in free:
            without = best & ~self._parts[part].most
            if self._holds(without | self._parts[part].stays):
                others.append(part)
                continue
            number = self._helpful(part, without)
            if number is None:
                return None
            needed[part] = number
            prices[part] = self._state(part, number).price
        total = sum(prices.values())
        some = []
        while not self._holds(self._with_stays(best, others)):
            core = self._core(best, others)
            least = min((price for part in core if (price := self._price(part, 1)) is not None), default=None)
            if least is None:
                return None
            some.append(core)
            total += least
            prices.update(dict.fromkeys(core, least))
            others = [part for part in others if part not in core]
        return _Bound(needed, some, prices, total)

    def _helpful(self, part: int, without: int) -> int | None:
        """The number of the cheapest state of a part with which the aim is not out of reach."""
        for number in count(1):
            state = self._looked(part, number)
            if state is None:
                return None
            if self._holds(without | state.so):
                return number
        return None

    def _core(self, best: int, parts: Sequence[int]) -> list[int]:
        """Parts that cannot all stay, of which each other than these may do what it can."""
        so, core = self._with_stays(best, parts), []
        for part in parts:
            if self._holds(so | self._parts[part].most):
                core.append(part)
            else:
                so |= self._parts[part].most
        return core

    def _with_stays(self, best: int, parts: Sequence[int]) -> int:
        for part in parts:
            best = best & ~self._parts[part].most | self._parts[part].stays
        return best

    def _holds(self, so: int) -> bool:
        self._count(1)
        return self._formula(so)

    def _state(self, part: int, number: int) -> PartState:
        state = self._looked(part, number)
        assert state is not None
        return state

    def _price(self, part: int, number: int) -> int | None:
        state = self._looked(part, number)
        return None if state is None else state.price

    def _looked(self, part: int, number: int, most: int | None = None) -> PartState | None:
        """The state of a part; what had to be looked at for it counts."""
        one = self._parts[part]
        before = one.examined
        found = one.state(number, most, MOST_EVALUATIONS - self._evaluations)
        self._count(one.examined - before)
        return found

    def _count(self, tried: int) -> None:
        self._evaluations += tried
        if self._evaluations > MOST_EVALUATIONS:
            raise _Worn
