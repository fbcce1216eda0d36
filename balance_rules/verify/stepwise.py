"""That what is said stays said when more is known, proved one step at a time.

A whole prescription rests on hundreds of facts through findings and rules. Each step is small: if the parts of a
condition stay as they are once they are decided, so does the condition; if the rules of a finding do, so do its levels.
In each step the parts are two symbols for each of the two people, whatever stands behind them, so that steps of one
shape are one question, and what is proved of all of them holds of the whole. Where a step cannot be proved nothing is
said: the whole has to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from balance_rules.inference.program import Joined
from balance_rules.model import AtLeast, Condition
from balance_rules.verify._z3 import Bool, conj, disj, implies, neg, same, symbol
from balance_rules.verify.encoding import Pair, World
from balance_rules.verify.prover import ProofAnswer, ProofQuestion

AT_ONCE = 60  # comparisons in one question


def stay(now: World, then: World, conditions: Sequence[Condition], timeout: int) -> ProofAnswer:
    """Return NONE where each step is proved: nobody loses what one of some conditions says when more is known."""
    program = now.program
    below = program.cone(*conditions)
    roots = [program.node(condition) for condition in (*conditions, *(rule.condition for rule in below.rules))]
    steps = _Steps(now, then)
    asked = (ProofQuestion([], formulas, timeout).answer for formulas in steps.broken(program.reach(roots)))
    return next((answer for answer in asked if answer is not ProofAnswer.NONE), ProofAnswer.NONE)


class _Steps:
    """The steps of one program, in the formulas of two people."""

    def __init__(self, now: World, then: World) -> None:
        self._program = now.program
        self._now, self._then = _of_symbols(now, " now"), _of_symbols(then, " then")

    def broken(self, nodes: Iterable[int]) -> Iterator[list[Bool]]:
        """Yield that a step is broken, though the parts stay, and what was known is known with the same value."""
        shapes = {self._shape(node): node for node in nodes}
        leaves: list[tuple[str, int]] = []
        joined: list[int] = []
        for node in shapes.values():
            match self._program.nodes[node]:
                case AtLeast(finding):  # sums are hard where several are asked together
                    sides = self._program.sides_of.get(finding, ())
                    rules = {self._program.roots[i] for side in sides for i in side.rules}
                    yield [*self._lost([node]), *self._kept(sorted(rules))]
                case Joined():
                    joined.append(node)
                case leaf:
                    leaves.append((leaf.fact, node))
        yield [*self._lost(joined), *self._kept({part for node in joined for part in self._program.parts(node)})]
        for first in range(0, len(leaves), AT_ONCE):
            some = sorted(leaves)[first : first + AT_ONCE]
            lost = self._lost(node for _, node in some)  # which makes the bits that are then tied
            yield [*lost, *self._known({fact for fact, _ in some})]

    def _shape(self, number: int) -> object:
        """What the step to a node depends on, whatever its parts are."""
        match self._program.nodes[number]:
            case AtLeast(finding, _, cut):
                rules = self._program.rules
                sides = self._program.sides_of.get(finding, ())
                return cut, tuple((side.supports, tuple(rules[i].weight for i in side.rules)) for side in sides)
            case Joined(kind, parts):
                return kind, len(parts)
            case leaf:
                return leaf

    def _lost(self, nodes: Iterable[int]) -> list[Bool]:
        """Return that one of some nodes says something of the first person that it does not say of the second."""
        pairs = [pair for node in nodes for pair in zip(self._now.step(node), self._then.step(node), strict=True)]
        return [disj([conj(before, neg(after)) for before, after in pairs])]

    def _kept(self, parts: Iterable[int]) -> Iterator[Bool]:
        """Yield that what is said of some parts stays said."""
        for part in parts:
            for before, after in zip(self._now.truth(part), self._then.truth(part), strict=True):
                yield implies(before, after)

    def _known(self, facts: Iterable[str]) -> Iterator[Bool]:
        """Yield that what the first person knows of some facts the second knows, of the same value."""
        now, then = self._now, self._then
        for fact in sorted(facts):
            yield implies(now.known(fact), then.known(fact))
            yield from (same(bit, then.at_least(fact, cut)) for cut, bit in now.cuts.get(fact, {}).items())


def _of_symbols(like: World, name: str) -> Any:
    """A person of whom each condition is two symbols; what one step makes of them is `step`."""

    class OfSymbols(type(like)):  # type: ignore[misc]
        def truth(self, node: int) -> Pair:
            if node not in self._truths:
                self._truths[node] = symbol(f"true{name} {node}"), symbol(f"false{name} {node}")
            pair: Pair = self._truths[node]
            return pair

        def step(self, node: int) -> Pair:
            pair: Pair = self._evaluate(node)
            return pair

    return OfSymbols(like.program, name)
