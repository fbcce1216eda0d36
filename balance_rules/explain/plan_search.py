"""Which facts can move, and the exact search for the cheapest moves that answer a question as wanted.

The question is cut to what can bear on it (`established`), values that no comparison tells apart are one, and
subsets of facts are tried depth first within a budget. A branch is left only when it cannot succeed: the
facts not yet decided may each take every value that the rest of the budget pays for (measures: every value
between the ends this gives), and the answer is still no. Budgets grow until a change is found, which is
then the cheapest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any

from balance_rules.explain.basis import Grounds, with_measures
from balance_rules.explain.bounds import LINEAR, MARGIN, Range, Reach, reach
from balance_rules.explain.established import Established
from balance_rules.explain.minimal_sets import minimal
from balance_rules.explain.options import Mover, Option, interchangeable, options
from balance_rules.model import Compare, Comparison, Leaf, Measure, Within, leaf_holds, name_of

MOST_EVALUATIONS = 4_000  # for the first change
LATER_EVALUATIONS = 2_000  # for each further one

Moves = tuple[tuple[Mover, Option], ...]


class Search:
    """Finds the cheapest set of moves with which the question has the wanted answer, and then the next."""

    def __init__(
        self,
        grounds: Grounds,
        question: Established,
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
        self._stated_truths: list[int | None] = [None] * len(question.leaves)
        self._stated_truths = self._truths(self.base)
        self._resolutions = {name: float(a.resolution) for name, a in self.knowledge.facts.items()}
        self._computed = tuple((m, self._resolutions[m.fact], self._never_rounded(m)) for m in self.measures)
        self.found: list[frozenset[str]] = []
        self._barred: set[frozenset[str]] = {frozenset()}
        self._free: tuple[Mover, ...] = ()
        self._alike: Sequence[tuple[int, ...]] = ()
        self.evaluations, self.most_evaluations = 0, MOST_EVALUATIONS
        self.budget = Fraction(0)
        self.best: tuple[Fraction, Moves] | None = None
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

    def cheapest(self) -> Moves | None:
        """Return the cheapest moves that reach the aim and do not include all the facts of an earlier one.

        Moves that include no earlier one leave a fact of each alone: there is one search for each least set of
        facts that meets them all, without these facts.
        """
        if self.found:
            self.most_evaluations = self.evaluations + LATER_EVALUATIONS
        self.best = None
        searches = []
        for barred in map(sorted, self._barred):
            self._without(barred)
            if not self._free:
                continue
            least = min(mover.prices[0] for mover in self._free)
            most = sum((mover.prices[-1] for mover in self._free), Fraction(0))
            start = self._least(max(self.budget, least), most)
            if start is not None:
                searches.append((start, barred, most))
        # the search that can begin cheapest goes first: what it finds is a limit for all that follow
        for start, barred, most in sorted(searches):
            self._without(barred)
            self._deepen(start, most)
        return None if self.best is None else self._keep(*self.best)

    def _keep(self, cost: Fraction, chosen: Moves) -> Moves:
        """Return moves, and leave out from now on what includes all their facts."""
        self.budget = cost
        facts = frozenset(mover.fact for mover, _ in chosen)
        self.found.append(facts)
        self._barred = minimal({barred | {fact} for barred in self._barred for fact in facts})
        return chosen

    def _without(self, barred: Collection[str]) -> None:
        """Leave facts as they are for the searches that follow."""
        self._free = tuple(mover for mover in self.movers if mover.fact not in barred)
        self._alike = interchangeable(self.knowledge, self._free, self.measures, self.by_fact)

    def _deepen(self, budget: Fraction, most: Fraction) -> None:
        """Search within a budget that grows until moves are found, dearer ones than those in hand left out."""
        while not self.exhausted:
            before = self.best
            if before is not None:
                most = min(most, before[0])
            self._limit = min(budget, most)
            self._branch(0, (), Fraction(0))
            if self.best is not before or budget >= most:
                return
            # depth first alone would sink into dear moves of the first facts; with a limit that doubles the rounds
            # before the last one cost little, and what is found within a limit bounds the rest of its round
            budget *= 2

    def _least(self, start: Fraction, most: Fraction) -> Fraction | None:
        """Return the least budget not below `start` at which the aim is not out of reach, or None."""
        prices = sorted({option.cost for mover in self._free for option in mover.options if option.cost >= start})
        candidates = [start, *prices, most]
        if not self._reachable(0, {}, most):
            return None  # whatever is paid: the common case of an aim that no realistic change reaches
        # more money reaches no less, so the least budget can be found by halving, without trying any moves
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
        if chosen and self._reached(moved):
            self.best, self._limit = (spent, chosen), spent
            return  # further moves would only cost more
        for i in range(first, len(self._free)):
            left = self._limit - spent
            if not self._within(left) or not self._reachable(i, moved, left):
                return  # later facts are fewer and the money is the same, so they cannot reach it either
            for option in self._free[i].options:
                if not self._within(self._limit - spent - option.cost):
                    break  # options are sorted by cost
                if self._alike[i] and self._needless(i, option, moved):
                    continue  # facts that feed one sum would be tried in every combination
                self._branch(i + 1, (*chosen, (self._free[i], option)), spent + option.cost)

    def _never_rounded(self, measure: Measure) -> bool:
        resolutions = [self.knowledge.facts[name].resolution for name in (measure.fact, *measure.inputs)]
        return measure.operation in LINEAR and all((r / resolutions[0]).denominator == 1 for r in resolutions)

    def _needless(self, number: int, option: Option, chosen: Mapping[str, int]) -> bool:
        """Return whether an earlier mover that is alike could do instead, at no greater cost."""
        mover = self._free[number]
        up = option.value > mover.current
        for i in self._alike[number]:
            other = self._free[i]
            ends = [o.value for o in other.options if (o.value > other.current) == up]
            furthest = (max if up else min)(ends, default=other.current)
            if chosen.get(other.fact, other.current) != furthest:
                return True
        return False

    def _within(self, left: Fraction) -> bool:
        """Return whether something is left to spend: with a change in hand, only a cheaper one is of use."""
        return bool(left >= 0 if self.best is None else left > 0)

    def _reached(self, moved: Mapping[str, int]) -> bool:
        self.evaluations += 1
        facts, possible = with_measures(self.knowledge, {**self.base, **moved}, self.measures)
        if not possible:
            return False
        new = {**moved, **{m.fact: facts[m.fact] for m in self.measures if m.fact in facts}}
        if (self.question(self._truths(new)) > 0) != self.wanted:
            return False
        # measures outside the question can be out of range, too; they are many, so they are asked of successes only
        _, possible = with_measures(self.knowledge, facts, self._all_measures)
        return possible

    def _reachable(self, first: int, moved: Mapping[str, int], left: Fraction) -> bool:
        """Return whether the aim may be reached when the facts from `first` on may move for all that is left."""
        self.evaluations += 1
        values = {**self.base, **moved}
        free = {mover.fact: mover for mover in self._free[first:]}
        counts = {fact: bisect_right(mover.prices, left) for fact, mover in free.items()}
        truths = self._truths(moved)
        # A comparison that some affordable move turns is left open. Kleene's logic then answers for all moves at once:
        # "no" is final, while "open" may promise too much, for the same money is counted once for each fact.
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
