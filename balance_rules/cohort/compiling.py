"""The knowledge as columns: one plan of narwhals expressions, the same answers as judging each person alone.

A fact is an integer column, null where unknown; a truth is a Boolean column, null where unknown, whose
`&`, `|` and `~` are Kleene's in every back end. Each stratum is a step of the plan, and a condition that
several statements share is computed once, so the plan grows with the knowledge and no faster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from typing import Any

import narwhals as nw

from balance_rules.kernel import Group, compiled
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    Knowledge,
    Not,
    Within,
)

Frame = Any  # a narwhals DataFrame or LazyFrame
Column = nw.Expr | bool | None  # a column, or a truth that is the same for everyone
Score = nw.Expr | int  # a column, or a score that is the same for everyone


class Plan:
    """The columns of a knowledge base over a table that has a column for each of `facts`.

    Column names inside the plan are positions (`f3`, `t12`, `lo4`), never text of the knowledge. `steps` are
    the columns to add, each step resting on those before; they hold for a table of any back end. What is the
    same for everyone, because nobody can know its facts, gets no column: `truths` and `scores` tell.
    """

    def __init__(self, knowledge: Knowledge, facts: Collection[str]) -> None:
        self.knowledge = knowledge
        self.kernel = compiled(knowledge)
        self.known = {fact: self.kernel.facts[fact] for fact in facts}
        self.truths: dict[int, Column] = {}
        self.scores: dict[str, tuple[Score, Score]] = dict.fromkeys(knowledge.conclusions, (0, 0))
        self._shared: dict[Condition, Column] = {}
        self.steps = tuple(step for step in self._steps() if step)

    def apply(self, frame: Frame) -> Frame:
        """Return `frame` with the truth of everything judged (`t…`) and each finding's score (`lo…`, `hi…`)."""
        return reduce(lambda done, step: done.with_columns(*step), self.steps, frame)

    def _steps(self) -> Iterator[list[nw.Expr]]:
        rules = self.knowledge.rules
        for stratum, (first, last) in enumerate(self.kernel.strata):
            yield from self._judge({i: rules[i].condition for i in range(first, last)})
            yield list(self._closing(stratum))
        rest = self.knowledge.judged[len(rules) :]
        yield from self._judge({len(rules) + i: condition for i, (_, condition) in enumerate(rest)})

    # ------------------------------------------------------------ conditions

    def _judge(self, judged: Mapping[int, Condition]) -> Iterator[list[nw.Expr]]:
        """Yield the truth columns of some conditions, and before them what they share."""
        self._shared = {}
        for layer in _shared_layers(judged.values()):
            made: list[nw.Expr] = []
            found: dict[Condition, Column] = {}
            for condition in layer:
                truth = self._truth(condition)
                name = f"s{len(self._shared) + len(found)}_{len(self.truths)}"
                found[condition] = nw.col(name) if isinstance(truth, nw.Expr) else truth
                if isinstance(truth, nw.Expr):
                    made.append(truth.alias(name))
            self._shared |= found
            yield made
        columns = []
        for position, condition in judged.items():
            truth = self._truth(condition)
            self.truths[position] = nw.col(f"t{position}") if isinstance(truth, nw.Expr) else truth
            if isinstance(truth, nw.Expr):
                columns.append(truth.alias(f"t{position}"))
        yield columns

    def _truth(self, condition: Condition) -> Column:
        if condition in self._shared:
            return self._shared[condition]
        match condition:
            case Compare(fact, comparison, value):
                return _compare(nw.col(f"f{self.known[fact]}"), comparison, value) if fact in self.known else None
            case Within(fact, values):
                return nw.col(f"f{self.known[fact]}").is_in(list(values)) if fact in self.known else None
            case AtLeast(conclusion, _, cut):
                return _reaches(*self.scores[conclusion], cut)
            case Not(part):
                truth = self._truth(part)
                return ~truth if isinstance(truth, nw.Expr) else None if truth is None else not truth
            case AllOf(parts):
                return _fold([self._truth(part) for part in parts], True)
            case AnyOf(parts):
                return _fold([self._truth(part) for part in parts], False)

    # ------------------------------------------------------------ scores

    def _closing(self, stratum: int) -> Iterator[nw.Expr]:
        for conclusion in self.kernel.closing[stratum]:
            groups = [group for group in self.kernel.groups if group.conclusion == conclusion]
            position = self.kernel.conclusions[conclusion]
            ends: list[Score] = []
            for name, low in (("lo", True), ("hi", False)):
                score: Score = sum(term for group in groups for term in self._terms(group, low))
                ends.append(nw.col(f"{name}{position}") if isinstance(score, nw.Expr) else score)
                if isinstance(score, nw.Expr):
                    yield score.alias(f"{name}{position}")
            self.scores[conclusion] = (ends[0], ends[1])

    def _terms(self, group: Group, low: bool) -> Iterator[Score]:
        for members, certain in ((group.supporting, low), (group.opposing, not low)):
            if members:
                yield self._strongest(members, certain)

    def _strongest(self, members: Sequence[int], certain: bool) -> Score:
        """Return the weight of the strongest rule that is true (`certain`), or that is not false."""
        weight: Score = 0
        for position in reversed(members):
            own, truth = self.knowledge.rules[position].weight, self.truths[position]
            if not isinstance(truth, nw.Expr):
                weight = own if truth or (truth is None and not certain) else weight
                continue
            rest = weight if isinstance(weight, nw.Expr) else nw.lit(weight, nw.Int64)
            if certain:
                weight = nw.when(truth).then(nw.lit(own, nw.Int64)).otherwise(rest)
            else:
                weight = nw.when(~truth).then(rest).otherwise(nw.lit(own, nw.Int64))
        return weight


@lru_cache(maxsize=32)
def planned(knowledge: Knowledge, facts: tuple[str, ...]) -> Plan:
    """Return the plan for a knowledge base and a table's facts, made once for all tables that have them."""
    return Plan(knowledge, facts)


def _compare(column: nw.Expr, comparison: Comparison, value: int) -> nw.Expr:
    match comparison:
        case Comparison.LT:
            return column < value
        case Comparison.LE:
            return column <= value
        case Comparison.EQ:
            return column == value
        case Comparison.GE:
            return column >= value
        case Comparison.GT:
            return column > value


def _fold(truths: Iterable[Column], conjunction: bool) -> Column:
    """Return all (or any) of some truths, those that are the same for everyone folded away."""
    columns: list[nw.Expr] = []
    unknown = False
    for truth in truths:
        if isinstance(truth, nw.Expr):
            columns.append(truth)
        elif truth is None:
            unknown = True
        elif truth is not conjunction:
            return truth
    if not columns:
        return None if unknown else conjunction
    folded = reduce(lambda a, b: a & b if conjunction else a | b, columns)
    if not unknown:
        return folded
    # with an unknown part, the whole is what decides it (false for all, true for any) or unknown
    decisive = ~folded if conjunction else folded
    return nw.when(decisive).then(nw.lit(not conjunction)).otherwise(None)


def _reaches(low: Score, high: Score, cut: int) -> Column:
    """Return whether a score is at least a cut; where one end is the same for everyone, it need not be asked."""
    if isinstance(low, int) and low >= cut:
        return True
    if isinstance(high, int) and high < cut:
        return False
    if isinstance(low, int):
        return None if isinstance(high, int) else nw.when(high < cut).then(nw.lit(False))
    reached = nw.when(low >= cut).then(nw.lit(True))
    return reached if isinstance(high, int) else reached.when(high < cut).then(nw.lit(False))


def as_truth(truth: Column) -> nw.Expr:
    """Return a truth as a column, whether or not it is the same for everyone."""
    return truth if isinstance(truth, nw.Expr) else nw.lit(truth, nw.Boolean)


def as_score(score: Score) -> nw.Expr:
    """Return a score as a column, whether or not it is the same for everyone."""
    return score if isinstance(score, nw.Expr) else nw.lit(score, nw.Int64)


def _shared_layers(conditions: Iterable[Condition]) -> list[list[Condition]]:
    """Return the composite conditions that occur more than once, each layer resting on the ones before."""
    counts: Counter[Condition] = Counter()

    def visit(condition: Condition) -> None:
        if isinstance(condition, (AllOf, AnyOf, Not, AtLeast)):
            counts[condition] += 1
            if counts[condition] == 1:
                for part in parts(condition):
                    visit(part)

    def parts(condition: Condition) -> tuple[Condition, ...]:
        match condition:
            case Not(part):
                return (part,)
            case AllOf(many) | AnyOf(many):
                return many
            case _:
                return ()

    for condition in conditions:
        visit(condition)
    depths: dict[Condition, int] = {}

    def depth(condition: Condition) -> int:
        if condition not in depths:
            own = counts[condition] > 1
            depths[condition] = max((depth(part) for part in parts(condition)), default=0) + own
        return depths[condition]

    layers: dict[int, list[Condition]] = {}
    for condition, count in counts.items():
        if count > 1:
            layers.setdefault(depth(condition), []).append(condition)
    return [layers[level] for level in sorted(layers)]
