"""One person judged: truths and scores by id, proofs, and the unknown facts that could still settle one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from balance_rules.inference.program import EvidenceSide, lowered
from balance_rules.model import (
    AtLeast,
    Compare,
    Condition,
    Knowledge,
    Proof,
    Rule,
    Truth,
    Within,
)
from balance_rules.semantics import Inference, Interval, Shared, judge


@dataclass(frozen=True)
class Judged:
    """One person's facts and what follows from them, looked up by id."""

    knowledge: Knowledge
    facts: Mapping[str, int]
    inference: Inference

    @cached_property
    def truths(self) -> Mapping[str, int]:
        """The truth of every rule, referral, restriction, exercise and prescription, by id."""
        return dict(zip(self.knowledge.judged_names, self.inference.truths, strict=True))

    @cached_property
    def scores(self) -> Mapping[str, Interval]:
        """The score interval of every conclusion, by id."""
        return dict(zip(self.knowledge.conclusions, self.inference.scores, strict=True))

    def prove(self, condition: Condition) -> Proof:
        """Return the proof tree of a condition for this person.

        A part that many conditions share, such as what a referral stops, is proved once: the exercises of a
        prescription have hundreds of them in common.
        """
        return judge(condition, self.facts, self.scores, self._proofs)

    @cached_property
    def _proofs(self) -> Shared:
        return {}

    def open_facts(self, proof: Proof) -> tuple[str, ...]:
        """Return the unknown facts whose answers could still settle an unknown proof, through findings too."""
        if proof.truth is not Truth.UNKNOWN:
            return ()
        known = self._open.get(id(proof))
        if known is None:
            known = proof, tuple(dict.fromkeys(self._opened(proof)))
            self._open[id(proof)] = known
        return known[1]

    @cached_property
    def _open(self) -> dict[int, tuple[Proof, tuple[str, ...]]]:
        return {}

    def _opened(self, proof: Proof) -> Iterator[str]:
        match proof.condition:
            case Compare(fact) | Within(fact):
                yield fact
            case AtLeast():
                for rule in swaying(self.knowledge, self.inference.truths, proof.condition):
                    yield from self.open_facts(self.prove(rule.condition))
            case _:
                for part in proof.parts:
                    yield from self.open_facts(part)


def swaying(knowledge: Knowledge, truths: Sequence[int], level: AtLeast) -> list[Rule]:
    """The undecided rules that could still carry a finding across a level's cut."""
    program = lowered(knowledge)
    rules, settled = program.rules, 0
    sides = []
    for side in program.sides_of.get(level.conclusion, ()):
        fired, undecided = _undecided(side, rules, truths)
        if undecided:
            sides.append((min(side.rules), fired, sorted(undecided)))
        else:
            settled += fired
    sides.sort()
    found: list[Rule] = []
    additions = [{fired, *[rules[i].weight for i in undecided]} for _, fired, undecided in sides]
    for position, (_, fired, undecided) in enumerate(sides):
        least, others = _sums(settled, (*additions[:position], *additions[position + 1 :]))
        missing = level.cut - least
        crossing = {weight for weight in additions[position] if _crosses(others, fired, weight, missing)}
        if crossing:
            found += [rules[i] for i in undecided if rules[i].weight in crossing]
    return found


def _undecided(side: EvidenceSide, rules: Sequence[Rule], truths: Sequence[int]) -> tuple[int, list[int]]:
    """The weight of the strongest rule of a side that fired, and the undecided rules that stand before it."""
    undecided: list[int] = []
    for i in side.rules:
        if truths[i] > 0:
            return rules[i].weight, undecided
        if truths[i] == 0:
            undecided.append(i)
    return 0, undecided


def _sums(settled: int, additions: Iterable[set[int]]) -> tuple[int, int]:
    """All that one of each may come to together, beside what is settled: the least, and what lies above it as bits."""
    sums = 1
    for weights in additions:
        least = min(weights)
        settled += least
        more = 0
        for weight in weights:
            more |= sums << (weight - least)
        sums = more
    return settled, sums


def _crosses(others: int, fired: int, weight: int, cut: int) -> bool:
    """Return whether one of some sums, with `weight` instead of `fired`, lies on another side of a cut.

    What fired is the least that the side comes to; any other that the rule may replace lies between it and the rule.
    """
    low, high = (fired, weight) if fired < weight else (weight, fired)
    first, end = max(cut - high, 0), cut - low
    return first < end and others & ((1 << end) - (1 << first)) != 0
