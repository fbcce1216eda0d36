"""One person judged: truths and scores by id, proofs, and the unknown facts that could still settle one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from balance_rules.inference.program import lowered
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
        names = (name for name, _ in self.knowledge.judged)
        return dict(zip(names, self.inference.truths, strict=True))

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
                for rule in self._swaying(proof.condition):
                    yield from self.open_facts(self.prove(rule.condition))
            case _:
                for part in proof.parts:
                    yield from self.open_facts(part)

    @cached_property
    def _swayed(self) -> dict[AtLeast, tuple[Rule, ...]]:
        return {}

    def _swaying(self, level: AtLeast) -> tuple[Rule, ...]:
        """Return the undecided rules that could still carry a finding across a level's cut."""
        if level not in self._swayed:
            self._swayed[level] = tuple(self._carrying(level))
        return self._swayed[level]

    def _carrying(self, level: AtLeast) -> Iterator[Rule]:
        program = lowered(self.knowledge)
        rules = program.rules
        sides = sorted(sorted(side.rules) for side in program.sides_of.get(level.conclusion, ()))
        additions = [self._additions([rules[i] for i in side]) for side in sides]
        for i, side in enumerate(sides):
            undecided = [rules[j] for j in side if self.truths[rules[j].id] == 0]
            if undecided:
                others = _sums((*additions[:i], *additions[i + 1 :]))
                sways = {w: _sways(w, additions[i], others, level.cut) for w in {rule.weight for rule in undecided}}
                yield from (rule for rule in undecided if sways[rule.weight])

    def _additions(self, rules: Sequence[Rule]) -> set[int]:
        """What the rules for, or those against, of one evidence group may yet come to."""
        fired = max((rule.weight for rule in rules if self.truths[rule.id] > 0), key=abs, default=0)
        return {fired, *(r.weight for r in rules if self.truths[r.id] == 0 and abs(r.weight) > abs(fired))}


def _sums(additions: Iterable[set[int]]) -> set[int]:
    """All that something of each may come to together."""
    sums = {0}
    for weights in additions:
        sums = {total + weight for total in sums for weight in weights}
    return sums


def _sways(weight: int, own: set[int], others: set[int], cut: int) -> bool:
    """Return whether a rule of this weight moves a score across a cut for some outcome of all that is undecided."""
    weaker = [addition for addition in own if abs(addition) < abs(weight)]
    return any((total + addition >= cut) != (total + weight >= cut) for total in others for addition in weaker)
