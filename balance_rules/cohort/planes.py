"""A program judged over many people at once, its truths as bits and its scores as numbers (see `bits`).

What is the same for everyone, because the table does not tell its facts, stays True, False or None, or a number.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np

from balance_rules.cohort.bits import Stored, Words, any_of, counted, everybody, packed, weighed
from balance_rules.cohort.compiling import is_constant, largest_score
from balance_rules.inference.back_end import BackEnd
from balance_rules.inference.program import Program
from balance_rules.model import COMPARE, Compare, Kind, Leaf, Within, leaf_holds

Truth = Any  # two rows of words, one where it is known of everybody, or True, False or None
Score = Any  # an integer for each person, or one for all


ALL = ~np.uint64(0)


class Planes(BackEnd[Truth, Score]):
    """What is true of the people whose `facts` are stored; `among` are those who count.

    Facts that it lacks are unknown of everybody. `truths` and `scores` are those of all that the program judges.
    """

    def __init__(self, program: Program, facts: Mapping[str, Stored], rows: int, among: Words | None = None) -> None:
        super().__init__(program)
        self.knowledge, self.rows = program.knowledge, rows
        self.among = everybody(rows) if among is None else among
        self.known = {name: fact.known for name, fact in facts.items()}
        self.largest = largest_score(program)
        self._weight = np.min_scalar_type(-1 - self.largest).type
        for number in dict.fromkeys(number for stage in program.stages for number in stage.nodes):
            node = program.nodes[number]
            if isinstance(node, Compare | Within):
                self._truths[number] = self._compared(node, facts.get(node.fact))
        self.truths: list[Truth] = []
        self.scores: dict[str, tuple[Score, Score]] = {}

    def judge(self) -> Planes:
        """Return these planes with everything judged, which the facts are not needed for any more."""
        for stage in self.program.stages:
            for node in stage.nodes:  # in this order none is reached through many others
                self.truth(node)
        self.truths = [self.truth(root) for root in self.program.roots]
        for name in self.program.findings:
            self.scores[name] = self.score(name, low=True), self.score(name, low=False)
        return self

    # ------------------------------------------------------------ truths

    def leaf(self, leaf: Leaf) -> Truth:
        raise LookupError(leaf)  # of a condition that is none of the program's

    def _compared(self, leaf: Leaf, fact: Stored | None) -> Truth:
        silence = self.knowledge.silence.get(leaf.fact)
        silent = None if silence is None else leaf_holds(leaf, silence)
        if fact is None:
            return silent
        holds = self._holds(leaf, fact.values)
        if fact.known is None:
            return holds
        if silent is not None:
            return holds | ~fact.known if silent else holds & fact.known
        return _two_rows(holds & fact.known, holds | ~fact.known)

    def _holds(self, leaf: Leaf, values: Any) -> Words:
        """Whose value is as it should be, whether or not it is known."""
        if self.knowledge.facts[leaf.fact].kind is Kind.BOOLEAN:
            match leaf_holds(leaf, 0), leaf_holds(leaf, 1):
                case False, True:
                    return values  # type: ignore[no-any-return]
                case True, False:
                    return ~values  # type: ignore[no-any-return]
                case same, _:
                    return np.full_like(values, ALL if same else 0)
        if isinstance(leaf, Within):
            none = np.zeros(self.rows, np.bool_)
            return packed(reduce(np.logical_or, (values == value for value in leaf.values), none))
        return packed(COMPARE[leaf.comparison](values, leaf.value))

    def negated(self, part: Truth) -> Truth:
        if is_constant(part):
            return None if part is None else not part
        return ~part if part.ndim == 1 else ~part[::-1]

    def joined(self, parts: Iterable[Truth], conjunction: bool) -> Truth:
        """All (or any) of some truths."""
        operation = np.bitwise_and if conjunction else np.bitwise_or
        result, unknown = None, False
        for part in parts:
            if not is_constant(part):
                result = part if result is None else operation(result, part)
            elif part is None:
                unknown = True
            elif part != conjunction:
                return not conjunction
        if result is None:
            return None if unknown else conjunction
        if not unknown:
            return result
        if conjunction:
            return _two_rows(np.zeros_like(self.among), self._row(result, False))
        return _two_rows(self._row(result, True), np.full_like(self.among, ALL))

    def reaches(self, finding: str, cut: int) -> Truth:
        low, high = (self.at_least(self.score(finding, low=end), cut) for end in (True, False))
        if is_constant(low) and is_constant(high):
            return True if low else None if high else False
        return _two_rows(self._row(low, True), self._row(high, True))

    def _row(self, truth: Truth, certain: bool) -> Words:
        """Whom a truth certainly holds of, or may."""
        if is_constant(truth):
            return np.full_like(self.among, ALL if _holds(truth, certain) else 0)
        if truth.ndim == 1:
            return truth  # type: ignore[no-any-return]
        return truth[0 if certain else 1]  # type: ignore[no-any-return]

    # ------------------------------------------------------------ scores

    def strongest(self, rules: Sequence[tuple[int, Truth]], certain: bool) -> Score:
        parts: list[Score] = []
        free: Words | None = None  # those for whom no stronger rule counts
        for weight, truth in rules:
            if is_constant(truth) and not _holds(truth, certain):
                continue
            if is_constant(truth) and free is None:
                return weight
            holds = self._row(truth, certain)
            mine = holds if free is None else holds & free
            if not any_of(mine, self.among):
                continue
            parts.append(weighed(mine, self.rows, self._weight(weight)))
            if is_constant(truth):
                break
            free = ~holds if free is None else free ^ mine
        return self.total(parts)

    def total(self, parts: Sequence[Score]) -> Score:
        return reduce(operator.iadd, sorted(parts, key=is_constant)) if parts else 0  # each is this sum's own

    # ------------------------------------------------------------ what is counted

    def at_least(self, score: Score, cut: int) -> Truth:
        """Of whom a score is at least a cut."""
        return bool(score >= cut) if is_constant(score) else packed(score >= cut)

    def unknown(self, truth: Truth) -> Truth:
        """Of whom a truth is unknown."""
        if is_constant(truth):
            return truth is None
        return truth[1] & ~truth[0] if truth.ndim > 1 else False

    def sure(self, truth: Truth) -> Truth:
        """Of whom a truth certainly holds: a truth that is never unknown."""
        return truth is True if is_constant(truth) else self.certainly(truth)

    def missing(self, fact: str) -> Truth:
        """Of whom a fact is not known."""
        known = self.known.get(fact, False)
        return False if known is None else ~known if known is not False else True

    def named(self, column: Any, name: str, made: list[Any]) -> Any:
        """A truth or score, which needs no name here."""
        return column

    def certainly(self, truth: Truth) -> Words:
        """Whom a truth certainly holds of."""
        return self._row(truth, True)

    def ends(self, truth: Truth) -> tuple[Words, Words]:
        """Whom a truth certainly holds of, and whom it may."""
        return self._row(truth, True), self._row(truth, False)

    def count(self, truth: Truth) -> int:
        """Of how many people that count a truth certainly holds."""
        return counted(self.certainly(truth), self.among)


def _two_rows(certainly: Words, maybe: Words) -> Truth:
    rows = np.empty((2, len(maybe)), np.uint64)
    rows[0], rows[1] = certainly, maybe
    return rows


def _holds(constant: bool | None, certain: bool) -> bool:
    return bool(constant) or (constant is None and not certain)
