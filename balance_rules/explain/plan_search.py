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

from balance_rules.explain.folding import Bearing, Formula, Own
from balance_rules.explain.movable import Group, Movable
from balance_rules.explain.options import interchangeable
from balance_rules.explain.parts import Literals, Moves, Part, PartState, States
from balance_rules.model import Condition, Leaf

MOST_EVALUATIONS = 4_000  # of the formula, for each change
BOX = 4  # to look at a box takes as long as so many


@dataclass(frozen=True, slots=True)
class _Next:
    """A part in the state of a number of some, and what all others that are free cost at least."""

    part: int
    states: States
    number: int
    rest: int


@dataclass(frozen=True, slots=True, order=True)
class _Choice:
    """Some parts chosen: the least that this can come to, the literals that they make so, what they cost.

    `free` are the parts that are left, none where it is not `open` any more; `next` is the way to go on that comes to
    no less.
    """

    least: int
    open: bool
    number: int
    so: int = field(compare=False)
    spent: int = field(compare=False)
    free: tuple[int, ...] = field(compare=False)
    chosen: tuple[PartState, ...] = field(compare=False)
    next: _Next | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Bound:
    """What the free parts cost at least, in all and for each that is bounded; and what has to move.

    `needed` are the parts without which nothing helps, with their cheapest state that does; of `some` one has to move.
    """

    needed: Mapping[int, PartState]
    some: Sequence[int]
    prices: Mapping[int, int]
    total: int


class _Worn(Exception):
    """So much was tried that the search is given up."""


class _Tried:
    """How much was tried for a change."""

    def __init__(self) -> None:
        self.count = 0

    def more(self, tried: int = 1) -> None:
        self.count += tried
        if self.count > MOST_EVALUATIONS:
            raise _Worn


class _Useful(dict[int, bool]):
    """Whether the aim can be reached with what a part makes so, and a certain rest beside it; each tried once."""

    def __init__(self, formula: Formula, rest: int, bearing: Bearing, tried: _Tried) -> None:
        super().__init__()
        self._formula, self._rest, self._bearing, self._tried = formula, rest, bearing, tried

    def __missing__(self, so: int) -> bool:
        self._tried.more()
        formula = self._formula
        found = self[so] = formula.holds(formula.turned(self._rest, self._bearing, so))
        return found


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
        aim, bearing = person.aimed(condition, wanted, frozen)
        self._formula = Formula(person.folding, aim)
        self._bits: dict[str, list[tuple[Leaf, int, int]]] = {}
        for i, (leaf, states) in enumerate(self._formula.literals):
            self._bits.setdefault(leaf.fact, []).append((leaf, states, 1 << i))
        self._values, self._unmoved = person.values, dict[str, int]()
        self._movers = person.movers(bearing, frozen, cost)
        self._groups = person.groups(self._movers, self._bits)
        self._owns = self._formula.apart([self._literals_of(group) for group in self._groups])
        self._parts = list(map(self._part, self._groups, self._owns))
        moved = {one.fact for one in self._movers}
        literals = Literals(self._bits)
        still = (fact for fact in self._bits if not person.rests[fact] & moved)
        self._still = sum(literals.at(fact, person.values.get(fact)) for fact in still)
        self._known: dict[tuple[int, int], States] = {}
        self._tried = _Tried()
        self.exhausted = False
        self.already = self._formula(self._still | sum(part.stays for part in self._parts))

    def _literals_of(self, group: Group) -> list[int]:
        facts = [*(one.fact for one in group.movers), *(one.measure.fact for one in group.measures)]
        return [bit for fact in facts for _, _, bit in self._bits.get(fact, ())]

    def _part(self, group: Group, own: Own) -> Part:
        measures = [one.measure for one in group.measures]
        alike = interchangeable(group.movers, measures, {*self._bits, *self._unmoved})
        return Part(group.movers, alike, group.measures, self._values, self._bits, self._unmoved, own)

    def cheapest(self) -> Moves | None:
        """Return the cheapest moves that reach the aim and do not include all the facts of an earlier one."""
        self._tried.count = 0
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
        self._known = {}
        for i, (group, own) in enumerate(zip(self._groups, self._owns, strict=True)):
            if any(one.fact in facts for one in group.movers):
                self._parts[i] = self._part(group, own)

    # ------------------------------------------------------------ the search

    def _best(self) -> Sequence[PartState] | None:
        numbers = count()
        free = tuple(i for i, part in enumerate(self._parts) if part.most != part.stays)
        stay = sum(part.stays for i, part in enumerate(self._parts) if i not in free)
        waiting = [_Choice(0, True, next(numbers), self._still | stay, 0, free, ())]
        while waiting:
            choice = heappop(waiting)
            if not choice.open:
                return choice.chosen
            if choice.next is None:
                further = self._further(choice, numbers)
            else:
                limit = waiting[0].least - choice.spent - choice.next.rest if waiting else None
                further = self._resolved(choice, choice.next, limit, numbers)
            for one in further:
                heappush(waiting, one)
        return None

    def _further(self, choice: _Choice, numbers: Iterator[int]) -> Iterator[_Choice]:
        """Yield how to go on from a choice: with all that is left to choose, or by one part."""
        best = self._closed(choice.so | sum(self._parts[part].most for part in choice.free))
        bound = self._bound(choice.free, best) if self._formula.holds(best) else None
        if bound is None:
            return
        least = max(choice.least, choice.spent + bound.total)
        # with what is needed as cheap as it helps and all else as it is, nothing dearer has to be looked at
        stay = sum(self._parts[part].stays for part in choice.free if part not in bound.needed)
        so = choice.so | stay | sum(state.so for state in bound.needed.values())
        if not bound.some and self._holds(so):
            chosen = (*choice.chosen, *bound.needed.values())
            yield _Choice(least, False, next(numbers), so, least, (), chosen)
            return
        part, more = self._to_move(choice, bound, best)
        if part is not None:
            rest = bound.total - bound.prices.get(part, 0)
            least = max(least, choice.spent + bound.total + more)
            yield from self._way(replace(choice, least=least), _Next(part, self._states(part, best), 0, rest), numbers)

    def _to_move(self, choice: _Choice, bound: _Bound, best: int) -> tuple[int | None, int]:
        """Return the part to choose next, and what has to be paid beside the bound; None where nothing helps.

        Where all that is needed does not go together as cheap as it is, some of it has to be dearer.
        """
        if bound.some:
            return bound.some[0], 0
        more = {part: self._dearer(self._states(part, best)) for part in bound.needed}
        steps = {part: step for part, step in more.items() if step is not None}
        so = choice.so | sum(state.so for state in bound.needed.values())
        clash = not self._holds(so | sum(self._parts[part].most for part in choice.free if part not in bound.needed))
        if not steps:
            return (None if clash else next(iter(bound.needed), None)), 0
        part = min(steps, key=lambda one: steps[one])
        return part, steps[part] if clash else 0

    def _dearer(self, states: States) -> int | None:
        """By how much the second of some states is dearer than the first, at least; None where there is none."""
        first, second = states.floor(0), states.floor(1)
        return None if first is None or second is None else second - first

    def _way(self, choice: _Choice, way: _Next, numbers: Iterator[int]) -> Iterator[_Choice]:
        """Yield a choice that goes on by a part in a certain state, as dear as that is at least."""
        floor = way.states.floor(way.number)
        if floor is not None:
            least = max(choice.least, choice.spent + floor + way.rest)
            yield replace(choice, least=least, number=next(numbers), next=way)

    def _resolved(self, choice: _Choice, way: _Next, limit: int | None, numbers: Iterator[int]) -> Iterator[_Choice]:
        """Yield a choice with one part more in a certain state, as far as nothing cheaper waits, and the next way."""
        state = self._looked(way.states, way.number, limit)
        if state is None:
            yield from self._way(choice, way, numbers)
            return
        spent = choice.spent + state.price
        free = tuple(one for one in choice.free if one != way.part)
        least = max(choice.least, spent + way.rest)
        yield _Choice(least, True, next(numbers), choice.so | state.so, spent, free, (*choice.chosen, state))
        yield from self._way(choice, replace(way, number=way.number + 1), numbers)

    # ------------------------------------------------------------ what is left costs at least

    def _bound(self, free: Sequence[int], best: int) -> _Bound | None:
        """What the free parts cost at least, where `best` is all that may be so; None where that is not enough."""
        needed: dict[int, PartState] = {}
        others = []
        for part in free:
            if self._formula.holds(self._with(best, part, self._parts[part].stays)):
                others.append(part)
                continue
            state = self._looked(self._states(part, best), 0)
            if state is None:
                return None
            needed[part] = state
        prices = {part: state.price for part, state in needed.items()}
        total = sum(prices.values())
        some: list[int] = []
        while not self._formula.holds(stay := self._with_stays(best, others)):
            core = self._core(stay, others)
            moving = {part: state.price for part in core if (state := self._looked(self._states(part, best), 1))}
            if not moving:
                return None
            least = min(moving.values())
            total += least
            prices |= dict.fromkeys(core, least)
            some = some or sorted(moving, key=lambda part: moving[part])
            others = [part for part in others if part not in core]
        return _Bound(needed, some, prices, total)

    def _core(self, stay: int, parts: Sequence[int]) -> list[int]:
        """Parts that cannot all stay, as they do in `stay`, of which each other than these may do what it can."""
        core = []
        for part in parts:
            more = self._with(stay, part, self._parts[part].most)
            if self._formula.holds(more):
                core.append(part)
            else:
                stay = more
        return core

    def _with_stays(self, best: int, parts: Sequence[int]) -> int:
        most = sum(self._parts[part].most for part in parts)
        return self._closed(best & self._formula.bits & ~most | sum(self._parts[part].stays for part in parts))

    def _with(self, closed: int, part: int, so: int) -> int:
        """What is so where a part does otherwise and no other does."""
        self._tried.more()
        return self._formula.turned(closed, self._formula.bearing(self._parts[part].most), so)

    def _states(self, part: int, best: int) -> States:
        """The states of a part with which the aim is not out of reach, whatever the others do."""
        most = self._parts[part].most
        others = best & self._formula.bits & ~most
        known = self._known.get((part, others))
        if known is None:
            useful = _Useful(self._formula, best, self._formula.bearing(most), self._tried)
            known = self._known[part, others] = States(self._parts[part], useful)
        return known

    def _holds(self, so: int) -> bool:
        return self._formula.holds(self._closed(so))

    def _closed(self, so: int) -> int:
        self._tried.more()
        return self._formula.closed(so)

    def _looked(self, states: States, number: int, most: int | None = None) -> PartState | None:
        """The state of that number among some; what had to be looked at for it counts."""
        before = states.looked
        found = states.state(number, most, (MOST_EVALUATIONS - self._tried.count) // BOX)
        self._tried.more(BOX * (states.looked - before))
        return found
