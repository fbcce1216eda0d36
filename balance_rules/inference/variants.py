"""One person in many variants that differ in a few answers, judged all at once: what each of many answers would decide.

A set of variants is a number with a bit for each. A truth is two sets: of whom something is so, and of whom it is not;
the others leave it open. What the person's own facts decide is so in every variant, and is not looked at again. A part
that many statements share is judged once for all variants, so that what several answers have in common costs once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from balance_rules.inference.back_end import BackEnd
from balance_rules.inference.judgement import Judged
from balance_rules.inference.program import Joined, lowered
from balance_rules.inference.runs import runs_of_nodes
from balance_rules.inference.whole_measures import moving
from balance_rules.model import (
    COMPARE,
    AllOf,
    AtLeast,
    Compare,
    Condition,
    Knowledge,
    Leaf,
    Measure,
    Not,
    leaf_holds,
)

Sets = tuple[int, int]
"""The variants of which something is so, and those of which it is not."""
Sums = Mapping[int, int]
"""The variants that come to each number."""
Answers = Mapping[str, Sequence[tuple[int, int]]]
"""For each fact that is answered, the values, each with the variants that have it."""


class Known:
    """What one person's facts decide, by the nodes of the program: found once for all variants of the person."""

    def __init__(self, judged: Judged) -> None:
        self.judged, self.program = judged, lowered(judged.knowledge)
        self.runs = runs_of_nodes(judged.knowledge)
        self.truths = {
            node: truth for node, truth in zip(self.program.roots, judged.inference.truths, strict=True) if truth
        }


class Variants(BackEnd[Sets, Sums]):
    """The variants of a person, `count` in all; a fact that one does not answer is as it is known of the person."""

    def __init__(self, known: Known, answers: Answers, count: int) -> None:
        super().__init__(known.program)
        self._known, self._answers = known, answers
        self._facts, self._ends = known.judged.facts, known.judged.scores
        self.all = (1 << count) - 1
        self._answering: dict[str, int] = {}  # who answers each fact

    def so(self, condition: Condition) -> Sets:
        """Of whom what is judged is so, or a finding has a level."""
        if isinstance(condition, AtLeast):
            return self.reaches(condition.conclusion, condition.cut)
        return self.of(condition)

    def narrowed(self, finding: str) -> int:
        """Of whom the score of a finding lies between closer ends than it does without an answer."""
        low, high = self._ends[finding]
        return self.all & ~(self.score(finding, low=True).get(low, 0) & self.score(finding, low=False).get(high, 0))

    # ------------------------------------------------------------ the terms of sets

    def truth(self, node: int) -> Sets:
        found = self._truths.get(node)
        if found is None:
            found = self._truths[node] = self._evaluate(node)
        return found

    def _evaluate(self, node: int) -> Sets:
        truth = self._known.truths.get(node)
        if truth:
            return self._same(truth)
        runs = self._known.runs.get(node)
        if runs is not None:
            return self._joined(runs, False)
        what = self.program.nodes[node]
        if isinstance(what, Joined):
            if what.kind is Not:
                so, not_so = self.truth(what.parts[0])
                return not_so, so
            return self._joined(what.parts, what.kind is AllOf)
        return self.reaches(what.conclusion, what.cut) if isinstance(what, AtLeast) else self.leaf(what)

    def _joined(self, parts: Sequence[int], conjunction: bool) -> Sets:
        """The same as `joined`, no further than up to a part that decides it in every variant."""
        one, other = (0, 1) if conjunction else (1, 0)
        every, some, known, all_ = self.all, 0, self._truths, self.all
        for part in parts:
            sets = known.get(part)
            if sets is None:
                sets = known[part] = self._evaluate(part)
            if every:
                every &= sets[one]
            more = sets[other]
            if more:
                some |= more
                if some == all_:
                    break
        return (every, some) if conjunction else (some, every)

    def _same(self, truth: int) -> Sets:
        return (self.all, 0) if truth > 0 else (0, self.all)

    def leaf(self, leaf: Leaf) -> Sets:
        value = self._facts.get(leaf.fact)
        if value is not None:
            return self._same(1 if leaf_holds(leaf, value) else -1)
        answers = self._answers.get(leaf.fact)
        if answers is None:
            return 0, 0
        so = 0
        if isinstance(leaf, Compare):
            compare, cut = COMPARE[leaf.comparison], leaf.value
            for value, who in answers:
                if compare(value, cut):
                    so |= who
        else:
            for value, who in answers:
                if value in leaf.values:
                    so |= who
        answering = self._answering.get(leaf.fact)
        if answering is None:
            answering = self._answering[leaf.fact] = sum([who for _, who in answers])
        return so, answering ^ so

    def negated(self, part: Sets) -> Sets:
        return part[1], part[0]

    def joined(self, parts: Iterable[Sets], conjunction: bool) -> Sets:
        every, some = self.all, 0
        for so, not_so in parts if conjunction else map(self.negated, parts):
            every &= so
            some |= not_so
        return (every, some) if conjunction else (some, every)

    def reaches(self, finding: str, cut: int) -> Sets:
        low, high = self._ends.get(finding, (0, 0))
        if low >= cut or high < cut:
            return self._same(1 if low >= cut else -1)
        lows, highs = self.score(finding, low=True), self.score(finding, low=False)
        return sum([lows[end] for end in lows if end >= cut]), sum([highs[end] for end in highs if end < cut])

    def strongest(self, rules: Sequence[tuple[int, Sets]], certain: bool) -> Sums:
        left, found = self.all, dict[int, int]()
        for weight, (so, not_so) in rules:
            who = left & so if certain else left & ~not_so
            if who:
                found[weight] = found.get(weight, 0) | who
                left ^= who
        if left:
            found[0] = found.get(0, 0) | left
        return found

    def total(self, parts: Sequence[Sums]) -> Sums:
        sums = {0: self.all}
        for part in parts:
            more = dict[int, int]()
            for so_far, who in sums.items():
                for weight, of_these in part.items():
                    both = who & of_these
                    if both:
                        more[so_far + weight] = more.get(so_far + weight, 0) | both
            sums = more
        return sums


# ---------------------------------------------------------------- answers


def one_each(judged: Judged, variants: Sequence[Mapping[str, int]]) -> Answers:
    """The answers of variants that each answer some facts, with the measures that can be computed with these."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    reading, one = _measures_reading(judged.knowledge), 1
    for answered in variants:
        if not reading.keys().isdisjoint(answered):
            answered = _following(judged, answered)
        for fact, value in answered.items():
            found[fact].append((value, one))
        one <<= 1
    return found


def combined(choices: Sequence[tuple[str, Sequence[int]]]) -> tuple[Answers, int]:
    """All combinations of one of its values or none for each fact, and how many; the last fact turns slowest."""
    count = 1
    for _, values in choices:
        count *= 1 + len(values)
    found, width = dict[str, list[tuple[int, int]]](), 1
    for fact, values in choices:
        turn = width * (1 + len(values))
        again = ((1 << count) - 1) // ((1 << turn) - 1)  # a bit at the start of each turn
        run = ((1 << width) - 1) * again
        found[fact] = [(value, run << i * width) for i, value in enumerate(values, 1)]
        width = turn
    return found, count


def _following(judged: Judged, answered: Mapping[str, int]) -> Mapping[str, int]:
    """Some answers, and the measures that they were the last to be missing for; what is out of range is at its end."""
    reading, facts = _measures_reading(judged.knowledge), judged.facts
    found, waiting = dict(answered), list(answered)
    while waiting:
        for measure in reading.get(waiting.pop(), ()):
            if measure.fact in facts or measure.fact in found:
                continue
            inputs = [facts[name] if name in facts else found.get(name) for name in measure.inputs]
            known = [value for value in inputs if value is not None]
            if len(known) == len(inputs):
                one = moving(judged.knowledge, measure)
                value = one.at(known)
                if value is not None:
                    found[measure.fact] = min(max(value, one.attribute.low), one.attribute.high)
                    waiting.append(measure.fact)
    return found


@lru_cache(maxsize=16)
def _measures_reading(knowledge: Knowledge) -> Mapping[str, Sequence[Measure]]:
    """The measures that are computed from each fact."""
    found: dict[str, list[Measure]] = {}
    for measure in knowledge.measures:
        for name in dict.fromkeys(measure.inputs):
            found.setdefault(name, []).append(measure)
    return MappingProxyType(found)
