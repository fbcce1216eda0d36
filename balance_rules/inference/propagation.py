"""What follows when one more fact becomes known: only what changes is judged again, and taken back afterwards.

What is decided stays decided whatever else becomes known, so each condition changes at most once, and the order
in which consequences are drawn makes no difference. A conjunction is looked at when a part fails, or when the one part
that it watches holds; it then watches another that does not hold yet. So an answer that decides nothing costs nothing,
however many conditions read it. (The two ideas are unit propagation and watched literals, as solvers have them.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from balance_rules.inference.program import Joined, lowered
from balance_rules.inference.whole_measures import moving
from balance_rules.model import AllOf, AtLeast, Compare, Condition, Knowledge, Leaf, Measure, Not, Within, leaf_holds
from balance_rules.semantics import Interval, reaches

Side = tuple[bool, tuple[tuple[int, int], ...]]
"""Whether it supports, and the weight and the node of each rule, the strongest first."""


@lru_cache(maxsize=16)
def _measures_reading(knowledge: Knowledge) -> Mapping[str, Sequence[Measure]]:
    """The measures that are computed from each fact."""
    found: dict[str, list[Measure]] = {}
    for measure in knowledge.measures:
        for name in dict.fromkeys(measure.inputs):
            found.setdefault(name, []).append(measure)
    return MappingProxyType(found)


class Wiring:
    """Which conditions read which: the program of a knowledge base, from its facts upwards."""

    def __init__(self, knowledge: Knowledge) -> None:
        program = self.program = lowered(knowledge)
        size = len(program.nodes)
        self.leaves: dict[str, list[tuple[int, Leaf]]] = defaultdict(list)
        self.levels: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.negations: list[list[int]] = [[] for _ in range(size)]
        self.any_of: list[list[int]] = [[] for _ in range(size)]
        self.all_of: list[list[int]] = [[] for _ in range(size)]
        self.parts: list[tuple[int, ...]] = [()] * size
        self.every: list[bool] = [False] * size
        self.empty: list[tuple[int, int]] = []
        for number, node in enumerate(program.nodes):
            match node:
                case AtLeast(finding, _, cut):
                    self.levels[finding].append((number, cut))
                case Joined(kind, parts) if kind is Not:
                    self.negations[parts[0]].append(number)
                case Joined(kind, parts):
                    self.parts[number], self.every[number] = parts, kind is AllOf
                    for part in parts:
                        (self.all_of if kind is AllOf else self.any_of)[part].append(number)
                    if not parts:
                        self.empty.append((number, 1 if kind is AllOf else -1))
                case Compare() | Within() as leaf:
                    self.leaves[leaf.fact].append((number, leaf))
        self.concludes: list[tuple[str, ...]] = [()] * size
        self.sides: dict[str, list[Side]] = {}
        for finding in program.findings:
            sides = program.sides_of.get(finding, ())
            self.sides[finding] = [
                (side.supports, tuple((program.rules[i].weight, program.roots[i]) for i in side.rules))
                for side in sides
            ]
            for number in {node for _, rules in self.sides[finding] for _, node in rules}:
                self.concludes[number] += (finding,)
        self.roots = dict(zip(knowledge.judged_names, program.roots, strict=True))


@lru_cache(maxsize=4)
def wiring(knowledge: Knowledge) -> Wiring:
    """The wiring of a knowledge base, made once for all who ask."""
    return Wiring(knowledge)


class Propagation:
    """All that follows from the facts that are known of a person, and from one more, and one more.

    Attributes
    ----------
    truths
        Of every node of the program: 1, 0 or −1.
    decided
        The nodes in the order in which they were decided; `undo` takes back all from a place on.
    moved
        The findings whose scores narrowed, with what they were before.
    """

    def __init__(self, knowledge: Knowledge, facts: Mapping[str, int]) -> None:
        self._wiring = wires = wiring(knowledge)
        self._knowledge = knowledge
        self.facts = dict(facts)
        self.truths = [0] * len(wires.parts)
        self.scores: dict[str, Interval] = {}
        self.decided: list[int] = []
        self.moved: list[tuple[str, Interval]] = []
        self._watched: list[list[int]] = [[] for _ in wires.parts]
        for number, parts in enumerate(wires.parts):
            if parts:
                self._watched[parts[0]].append(number)
        for fact, value in facts.items():
            for number, leaf in wires.leaves.get(fact, ()):
                self._set(number, 1 if leaf_holds(leaf, value) else -1)
        for number, truth in wires.empty:
            self._set(number, truth)
        for finding in wires.sides:
            self.scores[finding] = (0, -1)  # narrower than anything: the first score is always another
            self._score(finding)
        self._draw(0)

    def know(self, fact: str, value: int, *, derive: bool = True) -> None:
        """Draw what follows from one more fact; with the measures that can then be computed, unless told otherwise."""
        start = len(self.decided)
        waiting = [(fact, value)]
        while waiting:
            name, known = waiting.pop()
            self.facts[name] = known
            for number, leaf in self._wiring.leaves.get(name, ()):
                self._set(number, 1 if leaf_holds(leaf, known) else -1)
            waiting += self._computed(name) if derive else []
        self._draw(start)

    def _computed(self, fact: str) -> list[tuple[str, int]]:
        """The measures that a fact was the last to be missing for; one that is out of range is at the end of it."""
        found = []
        for measure in _measures_reading(self._knowledge).get(fact, ()):
            if measure.fact not in self.facts and all(name in self.facts for name in measure.inputs):
                one = moving(self._knowledge, measure)
                value = one.at([self.facts[name] for name in measure.inputs])
                if value is not None:
                    found.append((measure.fact, min(max(value, one.attribute.low), one.attribute.high)))
        return found

    def place(self) -> tuple[int, int, int]:
        """Where all that was drawn so far ends, for `undo`."""
        return len(self.decided), len(self.moved), len(self.facts)

    def undo(self, place: tuple[int, int, int]) -> None:
        """Take back what was drawn since a place."""
        decided, moved, facts = place
        for number in self.decided[decided:]:
            self.truths[number] = 0
        for finding, before in reversed(self.moved[moved:]):
            self.scores[finding] = before
        del self.decided[decided:], self.moved[moved:]
        while len(self.facts) > facts:
            self.facts.popitem()

    def truth(self, condition: Condition) -> int:
        """The truth of what is judged, or of a level of a finding."""
        if isinstance(condition, AtLeast):
            return int(reaches(self.scores[condition.conclusion], condition.cut))
        return self.truths[self._wiring.program.node(condition)]

    def _set(self, number: int, truth: int) -> None:
        if not self.truths[number]:
            self.truths[number] = truth
            self.decided.append(number)

    def _draw(self, start: int) -> None:
        """Draw the consequences of all that was decided from a place on, and of these."""
        wires, truths, decided = self._wiring, self.truths, self.decided
        while start < len(decided):
            number = decided[start]
            start += 1
            truth = truths[number]
            for parent in wires.negations[number]:
                self._set(parent, -truth)
            for parent in (wires.any_of if truth > 0 else wires.all_of)[number]:
                if not truths[parent]:
                    truths[parent] = truth
                    decided.append(parent)
            if self._watched[number]:
                self._watch(number, truth)
            for finding in wires.concludes[number]:
                self._score(finding)

    def _watch(self, number: int, truth: int) -> None:
        """Let what watches a node watch another that does not decide it; without one, it is decided."""
        wires, truths = self._wiring, self.truths
        kept = []
        for parent in self._watched[number]:
            if truths[parent] or wires.every[parent] != (truth > 0):
                kept.append(parent)
                continue
            for other in wires.parts[parent]:
                if truths[other] != truth:
                    self._watched[other].append(parent)
                    break
            else:
                kept.append(parent)
                self._set(parent, truth)
        self._watched[number] = kept

    def _score(self, finding: str) -> None:
        """Narrow the score of a finding, and decide the levels that it reaches or cannot reach any more."""
        low = high = 0
        truths = self.truths
        for supports, rules in self._wiring.sides[finding]:
            certain = next((weight for weight, number in rules if truths[number] > 0), 0)
            possible = next((weight for weight, number in rules if truths[number] >= 0), 0)
            low += certain if supports else possible
            high += possible if supports else certain
        before = self.scores[finding]
        if before != (low, high):
            self.moved.append((finding, before))
            self.scores[finding] = low, high
            for number, cut in self._wiring.levels.get(finding, ()):
                if low >= cut:
                    self._set(number, 1)
                elif high < cut:
                    self._set(number, -1)
