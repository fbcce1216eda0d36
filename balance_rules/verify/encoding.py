"""Conditions, scores and levels as formulas, from the same objects that the other back ends read.

A person is a `World`: for each fact a bit that says whether it is known and, for each value that some
condition compares it with, a bit that says whether the fact is at least that value. A condition becomes
two formulas, *definitely true* and *definitely false*; neither holds while it is unknown. A finding's
score is a sum of integers over bits. There are no floats, and no numbers but where measures need them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise

from balance_rules.errors import UnsupportedError
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    Knowledge,
    Measure,
    Not,
    Rule,
    Within,
    conclusions_read,
    facts_read,
)
from balance_rules.verify._z3 import Bool, Integer, z3
from balance_rules.verify.measures import Link, is_linear

Pair = tuple[Bool, Bool]
Term = tuple[int, Bool]


class Cones:
    """Which facts a condition can depend on: directly, through findings, and through their measures."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._conclusions: dict[str, frozenset[str]] = {}
        self._open: set[str] = set()

    @cached_property
    def rules(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules of each finding."""
        by_conclusion: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.knowledge.rules:
            by_conclusion[rule.conclusion].append(rule)
        return {name: tuple(rules) for name, rules in by_conclusion.items()}

    def of_conclusion(self, name: str) -> frozenset[str]:
        """Return the facts that a finding's score reads; a finding on a cycle reads nothing of itself."""
        known = self._conclusions.get(name)
        if known is None:
            if name in self._open:
                return frozenset()
            self._open.add(name)
            known = self.of(rule.condition for rule in self.rules.get(name, ()))
            self._open.discard(name)
            self._conclusions[name] = known
        return known

    def of(self, conditions: Iterable[Condition]) -> frozenset[str]:
        """Return the facts that some conditions read, also through the findings they read."""
        facts: set[str] = set()
        findings: set[str] = set()
        for condition in conditions:
            facts.update(facts_read(condition))
            findings.update(conclusions_read(condition))
        for name in findings:
            facts |= self.of_conclusion(name)
        return frozenset(facts)

    def bound(self, facts: frozenset[str]) -> tuple[Measure, ...]:
        """Return the measures that must agree with other facts in `facts`.

        A measure whose inputs are not all among them is free: the person may know it without them.
        """
        present, bound = set(facts), []
        for measure in self.knowledge.measures:
            if all(name in present for name in measure.inputs):
                bound.append(measure)
                present.add(measure.fact)
        return tuple(bound)

    def moving(self, fact: str, facts: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the measures in `facts` that move with a fact, and `facts` with all that computes them."""
        moved, needed = {fact}, set(facts) | {fact}
        for measure in self.knowledge.measures:
            if moved & set(measure.inputs):
                moved.add(measure.fact)
        relevant = set(facts)
        for measure in reversed(self.knowledge.measures):
            if measure.fact in relevant and measure.fact in moved and measure.fact != fact:
                needed.update(measure.inputs)
                relevant.update(measure.inputs)
        return frozenset(moved & needed) - {fact}, frozenset(needed)


class World:
    """One person, as symbols; several may share what they have in common.

    Parameters
    ----------
    base
        Another person; facts that are not in `own` have the same value in both.
    own
        The facts whose values may differ from those of `base`.
    own_known
        The facts that may be known in one of the two only. A measure among them that is not computed is
        the same in both.
    without
        Rules that this person is judged without.
    """

    def __init__(
        self,
        cones: Cones,
        name: str = "",
        *,
        base: World | None = None,
        own: frozenset[str] = frozenset(),
        own_known: frozenset[str] = frozenset(),
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.cones, self.name, self.base = cones, name, base
        self.own, self.own_known = own, own_known
        self.without = without
        self.cuts: dict[str, dict[int, Bool]] = {}
        self._known: dict[str, Bool] = {}
        self._numbers: dict[str, Integer] = {}
        self._pairs: dict[Condition, Pair] = {}
        self._terms: dict[tuple[str, bool], tuple[Term, ...]] = {}
        self._reaches: dict[tuple[str, int], Pair] = {}

    # ------------------------------------------------------------ facts

    def known(self, fact: str) -> Bool:
        """Return the bit that says whether a fact is known."""
        if self.base is not None and fact not in self.own_known:
            return self.base.known(fact)
        if fact not in self._known:
            self._known[fact] = z3.Bool(f"known{self.name} {fact}")
        return self._known[fact]

    def at_least(self, fact: str, value: int) -> Bool:
        """Return the bit that says whether a fact's value is at least `value`."""
        if self.base is not None and fact not in self.own:
            return self.base.at_least(fact, value)
        attribute = self.cones.knowledge.facts[fact]
        if value <= attribute.low:
            return z3.BoolVal(True)
        if value > attribute.high:
            return z3.BoolVal(False)
        cuts = self.cuts.setdefault(fact, {})
        if value not in cuts:
            cuts[value] = z3.Bool(f"{fact}{self.name} >= {value}")
        return cuts[value]

    def number(self, fact: str) -> Integer:
        """Return a fact's value as an integer; only facts that measures tie together need one."""
        if self.base is not None and fact not in self.own:
            return self.base.number(fact)
        if fact not in self._numbers:
            self._numbers[fact] = z3.Int(f"value{self.name} {fact}")
        return self._numbers[fact]

    def axioms(self, facts: frozenset[str]) -> list[Bool]:
        """Return what holds of every person: values in order and in range, measures equal to their inputs',
        and none of the contradictions, for such facts are refused. One that reads other facts too is left
        out: with those unknown it is not true.
        """
        bound = self.cones.bound(facts)
        present = facts.union(measure.fact for measure in bound)
        stated: list[Bool] = [
            z3.Not(self.true(contradiction.condition))
            for contradiction in self.cones.knowledge.contradictions
            if present.issuperset(facts_read(contradiction.condition))
        ]
        for measure in reversed(bound):
            stated += self._measured(measure, tied={name for other in bound for name in other.inputs})
        numbered = {name for measure in bound for name in measure.inputs}
        for fact in sorted(present):
            cuts = sorted(self._holder(fact).cuts.get(fact, {}).items())
            stated += [z3.Implies(higher, lower) for (_, lower), (_, higher) in pairwise(cuts)]
            if fact in numbered:
                number, attribute = self.number(fact), self.cones.knowledge.facts[fact]
                stated += [number >= attribute.low, number <= attribute.high]
                stated += [bit == (number >= cut) for cut, bit in cuts]
        return stated

    def _measured(self, measure: Measure, tied: set[str]) -> list[Bool]:
        """Return what ties a measure to its inputs: with all of them known, it is known and follows from them."""
        knowledge, fact = self.cones.knowledge, measure.fact
        attribute = knowledge.facts[fact]
        link = Link(
            measure,
            [self.number(name) for name in measure.inputs],
            [knowledge.facts[name].resolution for name in measure.inputs],
            attribute,
        )
        follows = [self.known(fact)]
        if is_linear(measure):
            cuts = self._holder(fact).cuts.get(fact, {})
            follows += [bit == link.at_least(cut) for cut, bit in cuts.items()]
            follows += [link.at_least(attribute.low), z3.Not(link.at_least(attribute.high + 1))]
            if fact in tied:
                follows.append(link.equals(self.number(fact)))
        computed = z3.And([*(self.known(name) for name in measure.inputs), link.computable()])
        if self.base is None or fact not in self.own & self.own_known:
            return [z3.Implies(computed, z3.And(follows))]
        base = self.base
        values = {*self.compared(fact), *base.compared(fact)}
        same = [self.at_least(fact, value) == base.at_least(fact, value) for value in sorted(values)]
        same.append(self.known(fact) == base.known(fact))
        return [z3.If(computed, z3.And(follows), z3.And(same))]

    def compared(self, fact: str) -> list[int]:
        """Return the values that a fact is compared with, rising."""
        return sorted(self._holder(fact).cuts.get(fact, ()))

    def _holder(self, fact: str) -> World:
        return self if self.base is None or fact in self.own else self.base._holder(fact)

    def holds(self, fact: str, value: int | None) -> Bool:
        """Return the formula that a fact has a value, or is unknown for None."""
        if value is None:
            return z3.Not(self.known(fact))
        return z3.And(self.known(fact), self.equals(fact, value))

    def equals(self, fact: str, value: int) -> Bool:
        """Return the formula that a fact's value, known or not, is `value`."""
        return z3.And(self.at_least(fact, value), z3.Not(self.at_least(fact, value + 1)))

    # ------------------------------------------------------------ conditions

    def true(self, condition: Condition) -> Bool:
        """Return the formula that a condition is definitely true."""
        return self.pair(condition)[0]

    def false(self, condition: Condition) -> Bool:
        """Return the formula that a condition is definitely false."""
        return self.pair(condition)[1]

    def pair(self, condition: Condition) -> Pair:
        """Return the formulas that a condition is definitely true and definitely false."""
        found = self._pairs.get(condition)
        if found is None:
            found = self._pairs[condition] = self._encode(condition)
        return found

    def _encode(self, condition: Condition) -> Pair:
        match condition:
            case Compare(fact, comparison, value):
                return self._where_known(fact, self._compare(fact, comparison, value))
            case Within(fact, values):
                return self._where_known(fact, z3.Or([self.equals(fact, value) for value in values]))
            case AtLeast(conclusion, _, cut):
                return self.reaches(conclusion, cut)
            case Not(part):
                true, false = self.pair(part)
                return false, true
            case AllOf(parts):
                pairs = [self.pair(part) for part in parts]
                return z3.And([true for true, _ in pairs]), z3.Or([false for _, false in pairs])
            case AnyOf(parts):
                pairs = [self.pair(part) for part in parts]
                return z3.Or([true for true, _ in pairs]), z3.And([false for _, false in pairs])
        raise UnsupportedError(rule=str(condition), back_end="verify", construct=type(condition).__name__)

    def _where_known(self, fact: str, holds: Bool) -> Pair:
        known = self.known(fact)
        return z3.And(known, holds), z3.And(known, z3.Not(holds))

    def _compare(self, fact: str, comparison: Comparison, value: int) -> Bool:
        match comparison:
            case Comparison.LT:
                return z3.Not(self.at_least(fact, value))
            case Comparison.LE:
                return z3.Not(self.at_least(fact, value + 1))
            case Comparison.EQ:
                return self.equals(fact, value)
            case Comparison.GE:
                return self.at_least(fact, value)
            case Comparison.GT:
                return self.at_least(fact, value + 1)

    # ------------------------------------------------------------ evidence

    def terms(self, conclusion: str, *, low: bool) -> tuple[Term, ...]:
        """Return the low or the high end of a finding's score as a sum of integers, each where a bit holds.

        The strongest of a group counts: it is the sum of the steps between the weights that are reached.
        """
        key = (conclusion, low)
        if key not in self._terms:
            groups: dict[tuple[str, bool], list[Rule]] = defaultdict(list)
            for rule in self.cones.rules.get(conclusion, ()):
                if rule.id not in self.without and rule.weight:
                    groups[rule.group, rule.weight > 0].append(rule)
            self._terms[key] = tuple(
                term for (_, supports), rules in groups.items() for term in self._steps(rules, supports, low)
            )
        return self._terms[key]

    def _steps(self, rules: Iterable[Rule], supports: bool, low: bool) -> Iterable[Term]:
        certain = supports == low
        counts: list[tuple[int, Bool]] = []
        for rule in rules:
            true, false = self.pair(rule.condition)
            counts.append((abs(rule.weight), true if certain else z3.Not(false)))
        below = 0
        for weight in sorted({weight for weight, _ in counts}):
            reached = z3.Or([bit for own, bit in counts if own >= weight])
            yield (weight - below if supports else below - weight), reached
            below = weight

    def score(self, conclusion: str, *, low: bool) -> Integer:
        """Return the low or the high end of a finding's score as an integer."""
        return z3.Sum([z3.If(bit, step, 0) for step, bit in self.terms(conclusion, low=low)] or [z3.IntVal(0)])

    def reaches(self, conclusion: str, cut: int) -> Pair:
        """Return the formulas that a finding's score is definitely, and definitely not, at least `cut`."""
        key = (conclusion, cut)
        if key not in self._reaches:
            true = sum_at_least(self.terms(conclusion, low=True), cut)
            false = z3.Not(sum_at_least(self.terms(conclusion, low=False), cut))
            self._reaches[key] = true, false
        return self._reaches[key]


def sum_at_least(terms: Iterable[Term], cut: int) -> Bool:
    """Return the pseudo-Boolean formula that a sum of steps is at least `cut`."""
    weighted = []
    for step, bit in terms:
        if step > 0:
            weighted.append((bit, step))
        else:  # a step down where the bit holds is a step up where it does not
            weighted.append((z3.Not(bit), -step))
            cut -= step
    if cut <= 0:
        return z3.BoolVal(True)
    if sum(step for _, step in weighted) < cut:
        return z3.BoolVal(False)
    return z3.PbGe(weighted, cut)
