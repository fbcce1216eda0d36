"""Conditions, scores and levels as formulas, from the same program that the other back ends read.

A person is a `World`: for each fact a bit that says whether it is known and, for each value that some
condition compares it with, a bit that says whether the fact is at least that value. A condition becomes
two formulas, *definitely true* and *definitely false*; neither holds while it is unknown. A finding's
score is a sum of integers over bits. There are no floats, and no numbers but where measures need them.

Why bits and not integers: a comparison is then one bit instead of an inequality, and a score is a pseudo-Boolean sum,
for which the solver has a procedure of its own. Over integer variables questions took seconds (decision 0014).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from balance_rules.inference.back_end import BackEnd
from balance_rules.inference.program import EvidenceSide, Joined, Program
from balance_rules.model import AtLeast, Comparison, Condition, Leaf, Measure, Within, facts_read
from balance_rules.verify._z3 import Bool, Integer, conj, disj, implies, neg, same, symbol, unlike, z3
from balance_rules.verify.measures import Relation, bound_by, is_linear

Pair = tuple[Bool, Bool]
Term = tuple[int, Bool]
Terms = tuple[Term, ...]


class World(BackEnd[Pair, Terms]):
    """One person, as symbols; several may share what they have in common.

    Worlds lower conditions of their own into the program (`of`), which must therefore be the prover's alone.

    With a `base`, another person, the facts in `own` may have other values than there, and those in `own_known` may be
    known in one of the two only; a measure among these that is not computed is the same in both. `without` are rules
    that this person is judged without.
    """

    def __init__(
        self,
        program: Program,
        name: str = "",
        *,
        base: World | None = None,
        own: frozenset[str] = frozenset(),
        own_known: frozenset[str] = frozenset(),
        without: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(program)
        self.knowledge, self.name, self.base = program.knowledge, name, base
        self.own, self.own_known = own, own_known
        self.without = without
        self.cuts: dict[str, dict[int, Bool]] = {}
        self._known: dict[str, Bool] = {}
        self._numbers: dict[str, Integer] = {}
        self._reaches: dict[tuple[str, int], Pair] = {}
        self._ordered: dict[tuple[str, bool, int], Bool] = {}
        # where the other person is of the same program, only what rests on a difference needs formulas of its own
        self._like_base = base if base is not None and base.program is program and not base.without else None
        self._nodes_apart: dict[int, bool] = {}
        self._findings_apart: dict[str, bool] = {}

    # ------------------------------------------------------------ facts

    def known(self, fact: str) -> Bool:
        """Return the bit that says whether a fact is known."""
        if self.base is not None and fact not in self.own_known:
            return self.base.known(fact)
        if fact not in self._known:
            self._known[fact] = symbol(f"known{self.name} {fact}")
        return self._known[fact]

    def at_least(self, fact: str, value: int) -> Bool:
        """Return the bit that says whether a fact's value is at least `value`."""
        if self.base is not None and fact not in self.own:
            return self.base.at_least(fact, value)
        attribute = self.knowledge.facts[fact]
        if value <= attribute.low:
            return z3.BoolVal(True)
        if value > attribute.high:
            return z3.BoolVal(False)
        cuts = self.cuts.setdefault(fact, {})
        if value not in cuts:
            cuts[value] = symbol(f"{fact}{self.name} >= {value}")
        return cuts[value]

    def number(self, fact: str) -> Integer:
        """Return a fact's value as an integer; only facts that measures tie together need one."""
        if self.base is not None and fact not in self.own:
            return self.base.number(fact)
        if fact not in self._numbers:
            self._numbers[fact] = z3.Int(f"value{self.name} {fact}")
        return self._numbers[fact]

    def axioms(self, facts: frozenset[str]) -> list[Bool]:
        """What holds of every person: values in order and in range, measures equal to their inputs',
        and none of the contradictions, for such facts are refused. One that reads other facts too is left
        out: with those unknown it is not true.
        """
        bound = bound_by(self.knowledge, facts)
        present = facts.union(measure.fact for measure in bound)
        stated: list[Bool] = [
            neg(self.true(contradiction.condition))
            for contradiction in self.knowledge.contradictions
            if present.issuperset(facts_read(contradiction.condition))
        ]
        numbered = {name for measure in bound for name in measure.inputs}
        for measure in reversed(bound):
            stated += self._measured(measure, tied=numbered)
        stated += [self._in_order(fact, numbered=fact in numbered) for fact in sorted(present)]
        return stated

    def _in_order(self, fact: str, *, numbered: bool) -> Bool:
        """Return that the bits of a fact say of one value, which is in range and `numbered` where a measure reads it.

        Thousands of questions state it of the same facts, so it is kept; cuts are only ever added.
        """
        holder = self._holder(fact)
        if holder is not self:
            return holder._in_order(fact, numbered=numbered)
        cuts = sorted(self.cuts.get(fact, {}).items())
        key = (fact, numbered, len(cuts))
        if key not in self._ordered:
            stated = [implies(higher, lower) for (_, lower), (_, higher) in pairwise(cuts)]
            if numbered:
                number, attribute = self.number(fact), self.knowledge.facts[fact]
                stated += [number >= attribute.low, number <= attribute.high]
                stated += [same(bit, number >= cut) for cut, bit in cuts]
            self._ordered[key] = conj(stated)
        return self._ordered[key]

    def _measured(self, measure: Measure, tied: set[str]) -> list[Bool]:
        """What ties a measure to its inputs: with all of them known, it is known and follows from them."""
        knowledge, fact = self.knowledge, measure.fact
        attribute = knowledge.facts[fact]
        link = Relation(
            measure,
            [self.number(name) for name in measure.inputs],
            [knowledge.facts[name].resolution for name in measure.inputs],
            attribute,
        )
        follows = [self.known(fact)]
        if is_linear(measure):
            cuts = self._holder(fact).cuts.get(fact, {})
            follows += [same(bit, link.at_least(cut)) for cut, bit in cuts.items()]
            follows += [link.at_least(attribute.low), neg(link.at_least(attribute.high + 1))]
            if fact in tied:
                follows.append(link.equals(self.number(fact)))
        computed = conj([*(self.known(name) for name in measure.inputs), link.computable()])
        if self.base is None or fact not in self.own & self.own_known:
            return [implies(computed, conj(follows))]
        base = self.base
        values = {*self.compared(fact), *base.compared(fact)}
        stays = [same(self.at_least(fact, value), base.at_least(fact, value)) for value in sorted(values)]
        stays.append(same(self.known(fact), base.known(fact)))
        return [z3.If(computed, conj(follows), conj(stays))]

    def compared(self, fact: str) -> list[int]:
        """Return the values that a fact is compared with, rising."""
        return sorted(self._holder(fact).cuts.get(fact, ()))

    def _holder(self, fact: str) -> World:
        return self if self.base is None or fact in self.own else self.base._holder(fact)

    def holds(self, fact: str, value: int | None) -> Bool:
        """Return the formula that a fact has a value, or is unknown for None."""
        if value is None:
            return neg(self.known(fact))
        return conj(self.known(fact), self.equals(fact, value))

    def equals(self, fact: str, value: int) -> Bool:
        """Return the formula that a fact's value, known or not, is `value`."""
        return conj(self.at_least(fact, value), neg(self.at_least(fact, value + 1)))

    # ------------------------------------------------------------ what is as in the other person

    def truth(self, node: int) -> Pair:
        if self._like_base is not None and not self._node_apart(node):
            return self._like_base.truth(node)
        return super().truth(node)

    def score(self, finding: str, *, low: bool) -> Terms:
        if self._like_base is not None and not self._finding_apart(finding):
            return self._like_base.score(finding, low=low)
        return super().score(finding, low=low)

    def _node_apart(self, node: int) -> bool:
        """Return whether a condition rests on a fact that may differ, or on a finding that does."""
        known = self._nodes_apart.get(node)
        if known is None:
            match self.program.nodes[node]:
                case AtLeast(finding):
                    known = self._finding_apart(finding)
                case Joined(_, parts):
                    known = any(self._node_apart(part) for part in parts)
                case leaf:
                    known = leaf.fact in self.own or leaf.fact in self.own_known
            self._nodes_apart[node] = known
        return known

    def _finding_apart(self, finding: str) -> bool:
        """Return whether a finding rests on a fact that may differ, or loses a rule, itself or below."""
        known = self._findings_apart.get(finding)
        if known is None:
            rules, roots = self.program.rules, self.program.roots
            positions = [i for side in super().sides(finding) for i in side.rules]
            known = self._findings_apart[finding] = any(
                rules[i].id in self.without or self._node_apart(roots[i]) for i in positions
            )
        return known

    # ------------------------------------------------------------ conditions

    def true(self, condition: Condition) -> Bool:
        return self.of(condition)[0]

    def false(self, condition: Condition) -> Bool:
        return self.of(condition)[1]

    def leaf(self, leaf: Leaf) -> Pair:
        known, holds = self.known(leaf.fact), self._comparison(leaf)
        return conj(known, holds), conj(known, neg(holds))

    def _comparison(self, leaf: Leaf) -> Bool:
        """Return that a comparison holds of the fact's value, known or not."""
        if isinstance(leaf, Within):
            return disj([self.equals(leaf.fact, value) for value in leaf.values])
        match leaf.comparison:
            case Comparison.LT:
                return neg(self.at_least(leaf.fact, leaf.value))
            case Comparison.LE:
                return neg(self.at_least(leaf.fact, leaf.value + 1))
            case Comparison.EQ:
                return self.equals(leaf.fact, leaf.value)
            case Comparison.GE:
                return self.at_least(leaf.fact, leaf.value)
            case Comparison.GT:
                return self.at_least(leaf.fact, leaf.value + 1)

    def negated(self, part: Pair) -> Pair:
        true, false = part
        return false, true

    def joined(self, parts: Sequence[Pair], conjunction: bool) -> Pair:
        both, either = (conj, disj) if conjunction else (disj, conj)
        return both([true for true, _ in parts]), either([false for _, false in parts])

    # ------------------------------------------------------------ evidence

    def sides(self, finding: str) -> Sequence[EvidenceSide]:
        """Return the sides that count for a finding, but for the rules that this person is judged without."""
        sides = super().sides(finding)
        if not self.without:
            return sides
        rules = self.program.rules
        kept = (tuple(i for i in side.rules if rules[i].id not in self.without) for side in sides)
        return [replace(side, rules=chosen) for side, chosen in zip(sides, kept, strict=True) if chosen]

    def strongest(self, rules: Sequence[tuple[int, Pair]], certain: bool) -> Terms:
        """Return the weight of the strongest rule that counts, as the steps between the weights that are reached.

        A step counts where any rule of at least its weight does, so the steps up to the strongest one add up to it.
        That is a sum, as a pseudo-Boolean constraint has to be; a choice among weights would not be.
        """
        counts = [(abs(weight), true if certain else neg(false)) for weight, (true, false) in rules]
        supports = rules[0][0] > 0
        terms, below = [], 0
        for weight in sorted({weight for weight, _ in counts}):
            reached = disj([bit for own, bit in counts if own >= weight])
            terms.append((weight - below if supports else below - weight, reached))
            below = weight
        return tuple(terms)

    def total(self, parts: Sequence[Terms]) -> Terms:
        return tuple(term for part in parts for term in part)

    def sum(self, finding: str, *, low: bool) -> Integer:
        """Return the low or the high end of a finding's score as an integer."""
        return z3.Sum([z3.If(bit, step, 0) for step, bit in self.score(finding, low=low)] or [z3.IntVal(0)])

    def reaches(self, finding: str, cut: int) -> Pair:
        """Return the formulas that a finding's score is definitely, and definitely not, at least `cut`."""
        if self._like_base is not None and not self._finding_apart(finding):
            return self._like_base.reaches(finding, cut)
        key = (finding, cut)
        if key not in self._reaches:
            true = sum_at_least(self.score(finding, low=True), cut)
            false = neg(sum_at_least(self.score(finding, low=False), cut))
            self._reaches[key] = true, false
        return self._reaches[key]


def differ(pairs: Iterable[tuple[Pair, Pair]]) -> Bool:
    """Return the formula that one of some truths is not what another is."""
    return disj([unlike(one, other) for ones, others in pairs for one, other in zip(ones, others, strict=True)])


def sum_at_least(terms: Iterable[Term], cut: int) -> Bool:
    """Return the pseudo-Boolean formula that a sum of steps is at least `cut`."""
    weighted = []
    for step, bit in terms:
        if step > 0:
            weighted.append((bit, step))
        else:  # a step down where the bit holds is a step up where it does not
            weighted.append((neg(bit), -step))
            cut -= step
    if cut <= 0:
        return z3.BoolVal(True)
    if sum(step for _, step in weighted) < cut:
        return z3.BoolVal(False)
    return z3.PbGe(weighted, cut)
