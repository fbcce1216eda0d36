"""The knowledge as columns: one plan of narwhals expressions, the same answers as judging each person alone.

A fact is an integer column, that of a yes or no a Boolean one, null where unknown; a truth is a Boolean
column, null where unknown, whose `&`, `|` and `~` are Kleene's in every back end. Each stratum is a step of
the plan, and a condition that several statements share is computed once, so the plan grows with the
knowledge and no faster.

The `language` of a plan is the module that its expressions are made with: narwhals, which every back end
understands, or Polars, where `col`, `lit`, `when` and the types bear the same names and mean the same. Polars'
own frames are judged in its own language, for narwhals takes ten times as long to build the expressions as
Polars takes to judge ten thousand people by them.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from types import ModuleType
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
    Kind,
    Knowledge,
    Not,
    Within,
)

Language = ModuleType  # narwhals, or Polars
Frame = Any  # a narwhals DataFrame or LazyFrame, or what takes expressions in Polars' language
Expr = Any  # an expression in the language of a plan
Column = Any  # an expression, or a truth that is the same for everyone: True, False or None
Score = Any  # an expression, or a score that is the same for everyone: an integer

_OPERATORS: Mapping[Comparison, Callable[[Any, int], Any]] = {
    Comparison.LT: operator.lt,
    Comparison.LE: operator.le,
    Comparison.EQ: operator.eq,
    Comparison.GE: operator.ge,
    Comparison.GT: operator.gt,
}


class Plan:
    """The columns of a knowledge base over a table that has a column for each of `facts`.

    Column names inside the plan are positions (`f3`, `t12`, `lo4`), never text of the knowledge. `steps` are
    the columns to add, each step resting on those before; they hold for a table of any back end. What is the
    same for everyone, because nobody can know its facts, gets no column: `truths` and `scores` tell.
    """

    def __init__(self, knowledge: Knowledge, facts: Collection[str], language: Language = nw) -> None:
        self.knowledge, self.language = knowledge, language
        self.kernel = compiled(knowledge)
        self.known = {fact: self.kernel.facts[fact] for fact in facts}
        self.truths: dict[int, Column] = {}
        self.scores: dict[str, tuple[Score, Score]] = dict.fromkeys(knowledge.conclusions, (0, 0))
        self.largest = _largest_score(knowledge, self.kernel.groups)
        self._score_type = integer_type(language, self.largest)
        self._literals: dict[int, Expr] = {}
        self._shared: dict[Condition, Column] = {}
        self.steps = tuple(step for step in self._steps() if step)
        self._shared = {}  # those columns are of the steps

    def apply(self, frame: Frame) -> Frame:
        """Return `frame` with the truth of everything judged (`t…`) and each finding's score (`lo…`, `hi…`)."""
        return reduce(lambda done, step: done.with_columns(*step), self.steps, frame)

    def _steps(self) -> Iterator[list[Expr]]:
        rules = self.knowledge.rules
        for stratum, (first, last) in enumerate(self.kernel.strata):
            yield from self._judge({i: rules[i].condition for i in range(first, last)})
            yield list(self._closing(stratum))
        rest = self.knowledge.judged[len(rules) :]
        yield from self._judge({len(rules) + i: condition for i, (_, condition) in enumerate(rest)})

    # ------------------------------------------------------------ conditions

    def _judge(self, judged: Mapping[int, Condition]) -> Iterator[list[Expr]]:
        """Yield the truth columns of some conditions, and before them what they share."""
        self._shared = {}
        for layer in _shared_layers(judged.values()):
            made: list[Expr] = []
            found: dict[Condition, Column] = {}
            for condition in layer:
                name = f"s{len(self._shared) + len(found)}_{len(self.truths)}"
                found[condition] = self.named(self.truth(condition), name, made)
            self._shared |= found
            yield made
        columns: list[Expr] = []
        for position, condition in judged.items():
            self.truths[position] = self.named(self.truth(condition), f"t{position}", columns)
        yield columns

    def named(self, column: Any, name: str, made: list[Expr]) -> Any:
        """Return a truth or score as the column `name`, adding it to what is `made`, unless all have the same."""
        if is_constant(column):
            return column
        made.append(column.alias(name))
        return self.language.col(name)

    def truth(self, condition: Condition) -> Column:
        """Return the truth of a condition; one that reads facts alone holds over a table before the steps, too."""
        if condition in self._shared:
            return self._shared[condition]
        match condition:
            case Compare(fact, comparison, value):
                return self._of_fact(fact, lambda column: _OPERATORS[comparison](column, value))
            case Within(fact, values):
                return self._of_fact(fact, lambda column: _within(column, values))
            case AtLeast(conclusion, _, cut):
                return self._reaches(*self.scores[conclusion], cut)
            case Not(part):
                return _negated(self.truth(part))
            case AllOf(parts):
                return self.fold([self.truth(part) for part in parts], True)
            case AnyOf(parts):
                return self.fold([self.truth(part) for part in parts], False)

    def _of_fact(self, fact: str, holds: Callable[[Any], Any]) -> Column:
        """Return whether a fact's value is as it should be; of a yes or no, both answers are tried here and now."""
        silence = self.knowledge.silence.get(fact)
        if fact not in self.known:
            return None if silence is None else bool(holds(silence))
        column = self.language.col(f"f{self.known[fact]}")
        if silence is not None:
            column = column.fill_null(silence)
        if self.knowledge.facts[fact].kind is not Kind.BOOLEAN:
            return holds(column)
        match holds(0), holds(1):
            case False, True:
                return column
            case True, False:
                return ~column
            case same, _:
                return column | ~column if same else column & ~column

    def fold(self, truths: Iterable[Column], conjunction: bool) -> Column:
        """Return all (or any) of some truths, those that are the same for everyone folded away."""
        columns = list(truths)
        if (not conjunction) in (truth for truth in columns if isinstance(truth, bool)):
            return not conjunction
        unknown = None in (truth for truth in columns if is_constant(truth))
        columns = [truth for truth in columns if not is_constant(truth)]
        if not columns:
            return None if unknown else conjunction
        if unknown:
            columns.append(self.as_truth(None))
        return joined(operator.and_ if conjunction else operator.or_, columns)

    def _reaches(self, low: Score, high: Score, cut: int) -> Column:
        """Return whether a score is at least a cut: it is if its low end is, it may be if its high end is."""
        return self.fold([low >= cut, self.fold([high >= cut, None], True)], False)

    def as_truth(self, truth: Column) -> Expr:
        """Return a truth as a column, whether or not it is the same for everyone."""
        return self.language.lit(truth, self.language.Boolean) if is_constant(truth) else truth

    def as_score(self, score: Score) -> Expr:
        """Return a score as a column, whether or not it is the same for everyone."""
        if not is_constant(score):
            return score
        if score not in self._literals:
            self._literals[score] = self.language.lit(score, self._score_type)
        return self._literals[score]

    # ------------------------------------------------------------ scores

    def _closing(self, stratum: int) -> Iterator[Expr]:
        for conclusion in self.kernel.closing[stratum]:
            groups = [group for group in self.kernel.groups if group.conclusion == conclusion]
            position = self.kernel.conclusions[conclusion]
            made: list[Expr] = []
            low, high = (
                self.named(total(term for group in groups for term in self._terms(group, end == "lo")), name, made)
                for end, name in (("lo", f"lo{position}"), ("hi", f"hi{position}"))
            )
            self.scores[conclusion] = (low, high)
            yield from made

    def _terms(self, group: Group, low: bool) -> Iterator[Score]:
        for members, certain in ((group.supporting, low), (group.opposing, not low)):
            if members:
                yield self._strongest(members, certain)

    def _strongest(self, members: Sequence[int], certain: bool) -> Score:
        """Return the weight of the strongest rule that is true (`certain`), or that is not false."""
        weight: Score = 0
        for position in reversed(members):
            own, truth = self.knowledge.rules[position].weight, self.truths[position]
            if is_constant(truth):
                weight = own if truth or (truth is None and not certain) else weight
                continue
            mine, rest = self.as_score(own), self.as_score(weight)
            chosen = (truth, mine, rest) if certain else (~truth, rest, mine)
            weight = self.language.when(chosen[0]).then(chosen[1]).otherwise(chosen[2])
        return weight


@lru_cache(maxsize=32)
def planned(knowledge: Knowledge, facts: tuple[str, ...], language: Language = nw) -> Plan:
    """Return the plan for a knowledge base and a table's facts, made once for all tables that have them."""
    return Plan(knowledge, facts, language)


def integer_type(language: Language, largest: int) -> Any:
    """Return the narrowest type of integers that holds plus and minus `largest`: less to read, more at once."""
    for bits in (8, 16, 32):
        if largest < 1 << (bits - 1):
            return getattr(language, f"Int{bits}")
    return language.Int64


def total(terms: Iterable[Score]) -> Score:
    """Return the sum of scores, those that are the same for everyone added up beforehand."""
    scores = list(terms)
    same = sum(score for score in scores if is_constant(score))
    columns = [score for score in scores if not is_constant(score)]
    return joined(operator.add, [*columns, same] if same or not columns else columns)


def joined(operation: Callable[[Any, Any], Any], columns: Sequence[Any]) -> Any:
    """Return columns under an associative operation as a balanced tree, for Polars takes the square of its depth."""
    half = len(columns) // 2
    return operation(joined(operation, columns[:half]), joined(operation, columns[half:])) if half else columns[0]


def is_constant(column: Column | Score) -> bool:
    """Return whether a truth or score is the same for everyone."""
    return column is None or isinstance(column, int)


def _largest_score(knowledge: Knowledge, groups: Sequence[Group]) -> int:
    """Return what no score of any finding can exceed in size, nor a part of one."""
    sums: Counter[str] = Counter()
    for group in groups:
        sums[group.conclusion] += sum(
            abs(knowledge.rules[members[0]].weight) for members in (group.supporting, group.opposing) if members
        )
    return max(sums.values(), default=0)


def _within(column: Any, values: Collection[int]) -> Any:
    return column in values if isinstance(column, int) else column.is_in(list(values))


def _negated(truth: Column) -> Column:
    if is_constant(truth):
        return None if truth is None else not truth
    return ~truth


def _shared_layers(conditions: Iterable[Condition]) -> list[list[Condition]]:
    """Return the conditions that occur more than once, each layer resting on the ones before."""
    counts: Counter[Condition] = Counter()

    def visit(condition: Condition) -> None:
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
