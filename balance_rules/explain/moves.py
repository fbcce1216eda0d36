"""Which facts can move, and the exact search for the cheapest moves that answer a question as wanted.

The question is cut to what can bear on it (`aim`), values that no comparison tells apart are one, and
subsets of facts are tried depth first within a budget. A branch is left only when it cannot succeed: the
facts not yet decided may each take every value that the rest of the budget pays for (measures: every value
between the ends this gives), and the answer is still no. Budgets grow until a change is found, which is
then the cheapest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any

from balance_rules.explain.aim import Aim, Leaf, leaf_holds
from balance_rules.explain.grounds import Grounds
from balance_rules.explain.ranges import LINEAR, MARGIN, Range, Reach, reach
from balance_rules.model import (
    Attribute,
    Changeable,
    Compare,
    Comparison,
    Direction,
    Kind,
    Measure,
    Operation,
    Within,
    name_of,
)
from balance_rules.semantics import derive, quantise

PER_FACT = Fraction(1, 10**9)  # of changes that cost the same, the one of fewer facts is the smaller
MOST_EVALUATIONS = 4_000  # for the first change; each further one may take a quarter of it


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


class Search:
    """Finds the cheapest set of moves with which the question has the wanted answer, and then the next."""

    def __init__(
        self,
        grounds: Grounds,
        question: Aim,
        rests: Mapping[str, frozenset[str]],
        wanted: bool,
        frozen: Collection[str],
        cost: Mapping[str, Any],
    ) -> None:
        self.question, self.wanted = question, wanted
        self.knowledge = grounds.knowledge
        self.base: dict[str, int] = {name: stated.value for name, stated in grounds.base.items()}
        roots = frozenset().union(*(rests[fact] for fact in question.facts))
        computed = [m for m in grounds.knowledge.measures if m.fact in rests and m.fact not in grounds.base]
        self.measures = _needed(computed, question.facts)
        self._all_measures = _needed(computed, [m.fact for m in computed if rests[m.fact] & roots])
        feeding = {name for measure in self.measures for name in measure.inputs}
        self.by_fact: dict[str, list[int]] = {}
        for i, leaf in enumerate(question.leaves):
            self.by_fact.setdefault(leaf.fact, []).append(i)
        movers = [self._mover(fact, thin=fact not in feeding, frozen=frozen, cost=cost) for fact in sorted(roots)]
        self.movers = sorted((m for m in movers if m and m.options), key=lambda m: (m.prices[0], -m.current, m.fact))
        self._alike = self._interchangeable()
        self._stated_truths: list[int | None] = [None] * len(question.leaves)
        self._stated_truths = self._truths(self.base)
        self._resolutions = {name: float(a.resolution) for name, a in self.knowledge.facts.items()}
        self._computed = tuple((m, self._resolutions[m.fact], self._never_rounded(m)) for m in self.measures)
        self.found: list[frozenset[str]] = []
        self.evaluations, self.most_evaluations = 0, MOST_EVALUATIONS
        self.budget = Fraction(0)
        self.best: tuple[Fraction, tuple[tuple[Mover, Option], ...]] | None = None
        self._limit = Fraction(0)

    @property
    def exhausted(self) -> bool:
        """Whether the search was cut short."""
        return self.evaluations > self.most_evaluations

    def _mover(self, fact: str, *, thin: bool, frozen: Collection[str], cost: Mapping[str, Any]) -> Mover | None:
        attribute = self.knowledge.facts[fact]
        if attribute.change is None or fact in frozen or name_of(fact) in frozen:
            return None
        price = Fraction(str(cost.get(fact, cost.get(name_of(fact), attribute.change.cost))))
        current = self.base[fact]
        comparisons = [self.question.leaves[i] for i in self.by_fact.get(fact, ())]
        seen = {tuple(leaf_holds(leaf, current) for leaf in comparisons)}
        kept = []
        for option in options(attribute, attribute.change, current, price):
            signature = tuple(leaf_holds(leaf, option.value) for leaf in comparisons)
            if not thin or signature not in seen:
                seen.add(signature)
                kept.append(option)
        values = [current, *(option.value for option in kept)]
        turning = {
            i: next((n for n, v in enumerate(values) if leaf_holds(leaf, v) != leaf_holds(leaf, current)), len(values))
            for i, leaf in zip(self.by_fact.get(fact, ()), comparisons, strict=True)
        }
        return Mover(
            fact,
            current,
            tuple(kept),
            tuple(option.cost for option in kept),
            tuple(accumulate(values, min)),
            tuple(accumulate(values, max)),
            turning,
            float(attribute.change.step * attribute.resolution / price) * (1 + MARGIN),
        )

    # ------------------------------------------------------------ the search

    def cheapest(self) -> tuple[tuple[Mover, Option], ...] | None:
        """Return the cheapest moves that reach the aim and do not include all the facts of an earlier one."""
        most = sum((mover.prices[-1] for mover in self.movers), Fraction(0))
        if self.found:
            self.most_evaluations = self.evaluations + MOST_EVALUATIONS // 4
        while not self.exhausted:
            least = self._least(self.budget, most)
            if least is None:
                return None
            self.budget = least
            best = self._within_budget(least)
            if best is not None:
                self.budget, chosen = best
                self.found.append(frozenset(mover.fact for mover, _ in chosen))
                return chosen
            if self.budget >= most:
                return None
            self.budget = min(most, self.budget * 2)
        return None

    def _within_budget(self, budget: Fraction) -> tuple[Fraction, tuple[tuple[Mover, Option], ...]] | None:
        self._limit, self.best = budget, None
        self._branch(0, (), Fraction(0))
        return self.best

    def _least(self, start: Fraction, most: Fraction) -> Fraction | None:
        """Return the least budget not below `start` at which the aim is not out of reach, or None."""
        prices = sorted({option.cost for mover in self.movers for option in mover.options if option.cost >= start})
        candidates = [start, *prices, most]
        if not self._reachable(0, {}, most):
            return None
        low, high = 0, len(candidates) - 1
        while low < high:
            middle = (low + high) // 2
            if self._reachable(0, {}, candidates[middle]):
                high = middle
            else:
                low = middle + 1
        return candidates[low]

    def _branch(self, first: int, chosen: tuple[tuple[Mover, Option], ...], spent: Fraction) -> None:
        """Try every further move of the facts from `first` on, within the limit."""
        if self.exhausted:
            return
        moved = {mover.fact: option.value for mover, option in chosen}
        facts = frozenset(moved)
        if any(earlier <= facts for earlier in self.found):
            return
        if chosen and self._reached(moved):
            self.best, self._limit = (spent, chosen), spent
            return
        for i in range(first, len(self.movers)):
            left = self._limit - spent
            if not self._within(left) or not self._reachable(i, moved, left):
                return
            for option in self.movers[i].options:
                if not self._within(self._limit - spent - option.cost):
                    break
                if self._alike[i] and self._needless(i, option, moved):
                    continue
                self._branch(i + 1, (*chosen, (self.movers[i], option)), spent + option.cost)

    def _never_rounded(self, measure: Measure) -> bool:
        resolutions = [self.knowledge.facts[name].resolution for name in (measure.fact, *measure.inputs)]
        return measure.operation in LINEAR and all((r / resolutions[0]).denominator == 1 for r in resolutions)

    def _interchangeable(self) -> list[tuple[int, ...]]:
        """Return for each mover the earlier ones that it could be exchanged for, or none.

        Facts that count in the same sums and nowhere else are alike when their steps and costs are: what
        one does another can do, so that a later one need move only when the earlier ones have gone as far as
        they can.
        """
        uses: dict[str, list[tuple[str, str]] | None] = {}
        for measure in self.measures:
            for position, name in enumerate(measure.inputs):
                so_far = uses.setdefault(name, [])
                adds = measure.operation is Operation.SUM or (
                    measure.operation is Operation.DIFFERENCE and position > 0
                )
                if so_far is not None and adds:
                    so_far.append((measure.fact, measure.operation))
                else:
                    uses[name] = None
        seen: dict[object, list[int]] = {}
        earlier: list[tuple[int, ...]] = []
        for i, mover in enumerate(self.movers):
            sums = uses.get(mover.fact)
            if not sums or mover.fact in self.by_fact:
                earlier.append(())
                continue
            change = self.knowledge.facts[mover.fact].change
            alike = seen.setdefault((change, mover.rate, tuple(sums)), [])
            earlier.append(tuple(alike))
            alike.append(i)
        return earlier

    def _needless(self, number: int, option: Option, chosen: Mapping[str, int]) -> bool:
        """Return whether an earlier mover that is alike could do instead, at no greater cost."""
        mover = self.movers[number]
        up = option.value > mover.current
        for i in self._alike[number]:
            other = self.movers[i]
            ends = [o.value for o in other.options if (o.value > other.current) == up]
            furthest = (max if up else min)(ends, default=other.current)
            if chosen.get(other.fact, other.current) != furthest and not any(
                other.fact in earlier or mover.fact in earlier for earlier in self.found
            ):
                return True
        return False

    def _within(self, left: Fraction) -> bool:
        """Return whether something is left to spend: with a change in hand, only a cheaper one is of use."""
        return bool(left >= 0 if self.best is None else left > 0)

    def _reached(self, moved: Mapping[str, int]) -> bool:
        self.evaluations += 1
        facts = self._facts_with(moved, self.measures)
        if facts is None:
            return False
        new = {**moved, **{m.fact: facts[m.fact] for m in self.measures if m.fact in facts}}
        if (self.question(self._truths(new)) > 0) != self.wanted:
            return False
        return self._facts_with(moved, self._all_measures) is not None

    def _facts_with(self, moved: Mapping[str, int], measures: Collection[Measure]) -> dict[str, int] | None:
        """Return the facts after moves, measures derived; None when a measure would leave its range."""
        facts = {**self.base, **moved}
        for measure in measures:
            inputs = [
                facts[name] * self.knowledge.facts[name].resolution if name in facts else None
                for name in measure.inputs
            ]
            value = derive(measure, inputs)
            if value is None:
                continue
            attribute = self.knowledge.facts[measure.fact]
            steps = quantise(attribute, value)
            if not attribute.low <= steps <= attribute.high:
                return None
            facts[measure.fact] = steps
        return facts

    def _reachable(self, first: int, moved: Mapping[str, int], left: Fraction) -> bool:
        """Return whether the aim may be reached when the facts from `first` on may move for all that is left."""
        self.evaluations += 1
        values = {**self.base, **moved}
        free = {mover.fact: mover for mover in self.movers[first:]}
        counts = {fact: bisect_right(mover.prices, left) for fact, mover in free.items()}
        truths = self._truths(moved)
        for fact, count in counts.items():
            for i, turned in free[fact].turning.items() if count else ():
                if count >= turned:
                    truths[i] = None
        reaches: dict[str, Reach] = {}
        for measure, resolution, exact in self._computed:
            inputs = [
                reaches[name]
                if name in reaches
                else self._input(name, values[name], free.get(name), counts.get(name, 0))
                for name in measure.inputs
            ]
            reached = reaches[measure.fact] = reach(measure.operation, inputs, float(left), resolution, exact=exact)
            for i in self.by_fact.get(measure.fact, ()):
                truths[i] = None if reached.ends is None else _over(self.question.leaves[i], reached.ends)
        answer = self.question(truths)
        return answer >= 0 if self.wanted else answer <= 0

    def _truths(self, facts: Mapping[str, int]) -> list[int | None]:
        """Return the truths of the comparisons with `facts` in place of those that are stated."""
        truths = list(self._stated_truths)
        for fact, value in facts.items():
            for i in self.by_fact.get(fact, ()):
                truths[i] = int(leaf_holds(self.question.leaves[i], value))
        return truths

    def _input(self, name: str, value: int, mover: Mover | None, count: int) -> Reach:
        """Return how far a stated fact can go when the first `count` of its options can be paid for."""
        resolution = self._resolutions[name]
        now = value * resolution
        if mover is None or not count:
            return Reach((value, value), (now, now), now, 0.0, frozenset([name]))
        ends = mover.lows[count], mover.highs[count]
        return Reach(ends, (ends[0] * resolution, ends[1] * resolution), now, mover.rate, frozenset([name]))


def _over(leaf: Leaf, ends: Range) -> int | None:
    """Return whether a comparison holds over a whole range of values, or None when that differs."""
    low, high = ends
    if low == high:
        return int(leaf_holds(leaf, low))
    if isinstance(leaf, Compare) and leaf.comparison is not Comparison.EQ:
        held = {leaf_holds(leaf, low), leaf_holds(leaf, high)}
        return int(held.pop()) if len(held) == 1 else None
    values = leaf.values if isinstance(leaf, Within) else (leaf.value,)
    return None if any(low <= value <= high for value in values) else 0


def _needed(computed: list[Measure], facts: Collection[str]) -> tuple[Measure, ...]:
    """Return the measures that are needed to compute some facts, in the order in which they are computed."""
    needed = set(facts)
    for measure in reversed(computed):
        if measure.fact in needed:
            needed.update(measure.inputs)
    return tuple(m for m in computed if m.fact in needed)


def resting(grounds: Grounds) -> dict[str, frozenset[str]]:
    """Return the stated facts that each fact rests on, with the measures that only a zero divisor leaves open."""
    found = {name: frozenset([name]) for name in grounds.base}
    for measure in grounds.knowledge.measures:
        if measure.fact not in found and all(name in found for name in measure.inputs):
            found[measure.fact] = frozenset().union(*(found[name] for name in measure.inputs))
    return found


def price_of(option: Option) -> float:
    """Return what an option costs by itself."""
    return float(option.cost - PER_FACT)
