"""How a back end reads a program: it says what five things are in its own terms, and nothing else is its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from balance_rules.inference.program import EvidenceSide, Joined, Program
from balance_rules.model import AllOf, AtLeast, Condition, Leaf, Not

T = TypeVar("T")  # a truth, as the back end has it
S = TypeVar("S")  # a part of a score, or the whole


class Conditions(ABC, Generic[T]):
    """Conditions in the terms of one back end; each truth is made once, when it is asked for."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._truths: dict[int, T] = {}

    # ------------------------------------------------------------ what a back end says

    @abstractmethod
    def leaf(self, leaf: Leaf) -> T:
        """The truth of a comparison with a fact."""

    @abstractmethod
    def negated(self, part: T) -> T:
        """The truth of what is not so."""

    @abstractmethod
    def joined(self, parts: Sequence[T], conjunction: bool) -> T:
        """The truth of all of some parts, or of any of them."""

    @abstractmethod
    def reaches(self, finding: str, cut: int) -> T:
        """Whether a finding's score is at least a cut: true if its low end is, false if its high end is not."""

    # ------------------------------------------------------------ what all have in common

    def truth(self, node: int) -> T:
        """The truth of a node."""
        try:
            return self._truths[node]
        except KeyError:
            found = self._truths[node] = self._evaluate(node)
            return found

    def _evaluate(self, node: int) -> T:
        match self.program.nodes[node]:
            case AtLeast(finding, _, cut):
                return self.reaches(finding, cut)
            case Joined(kind, parts):
                truths = [self.truth(part) for part in parts]
                return self.negated(truths[0]) if kind is Not else self.joined(truths, kind is AllOf)
            case leaf:
                return self.leaf(leaf)

    def of(self, condition: Condition) -> T:
        """The truth of a condition, which need not stand in the program."""
        return self.truth(self.program.node(condition))


class BackEnd(Conditions[T], Generic[T, S]):
    """A program in the terms of one back end: its conditions, and each end of a score, made when it is asked for."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._scores: dict[tuple[str, bool], S] = {}

    # ------------------------------------------------------------ what a back end says

    @abstractmethod
    def strongest(self, rules: Sequence[tuple[int, T]], certain: bool) -> S:
        """The weight of the first rule that is true (`certain`), or that is not false; nothing where none is.

        `rules` are pairs of a weight and a truth, the strongest first, all for a finding or all against it.
        """

    @abstractmethod
    def total(self, parts: Sequence[S]) -> S:
        """The sum of what the sides of a finding add."""

    # ------------------------------------------------------------ what all have in common

    def sides(self, finding: str) -> Sequence[EvidenceSide]:
        """The sides that count for a finding."""
        return self.program.sides_of.get(finding, ())

    def score(self, finding: str, *, low: bool) -> S:
        """The low or the high end of a finding's score.

        At the low end what speaks for a finding counts where it is certain, and what speaks against it unless it is
        ruled out; at the high end it is the other way round.
        """
        key = (finding, low)
        if key not in self._scores:
            rules, roots = self.program.rules, self.program.roots
            self._scores[key] = self.total(
                [
                    self.strongest([(rules[i].weight, self.truth(roots[i])) for i in side.rules], side.supports == low)
                    for side in self.sides(finding)
                ]
            )
        return self._scores[key]
