"""The knowledge as columns of an engine: one plan of expressions, the same answers as judging each person alone.

A fact is an integer column, that of a yes or no a Boolean one, null where unknown; a truth is a Boolean
column, null where unknown, whose `&`, `|` and `~` are Kleene's in every back end. Each stratum is a step of
the plan, and a condition that several statements share is computed once, so the plan grows with the
knowledge and no faster.

The `language` of a plan is the module that its expressions are made with: narwhals, which every back end
understands, or Polars, whose `col`, `lit`, `when` and types bear the same names and mean the same. Tables in this
process are judged in arrays instead (`planes`).
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from types import ModuleType
from typing import Any

import narwhals as nw

from balance_rules.cohort.blocks import sharing
from balance_rules.inference.back_end import BackEnd
from balance_rules.inference.program import Program, Stage
from balance_rules.inference.seen import visits
from balance_rules.model import COMPARE, Kind, Knowledge, Leaf, Prescription, Referral, Within, leaf_holds

Language = ModuleType  # narwhals, or Polars, in whose language a table of it is read
Frame = Any  # what takes expressions in the language of a plan
Expr = Any  # an expression in the language of a plan
Column = Any  # an expression, or a truth that is the same for everyone: True, False or None
Score = Any  # an expression, or a score that is the same for everyone: an integer


class Columns(BackEnd[Column, Score]):
    """A program as expressions over a table that has a column for each of `facts`.

    Column names are positions (`f3`, `t12`, `lo4`), never text of the knowledge.
    """

    def __init__(self, read: Knowledge | Program, facts: Collection[str], language: Language = nw) -> None:
        super().__init__(Program.of(read))
        self.knowledge, self.language = self.program.knowledge, language
        self.known = {fact: self.program.facts[fact] for fact in facts}
        self.largest = largest_score(self.program)
        self._score_type = integer_type(language, self.largest)
        self._literals: dict[int, Expr] = {}

    # ------------------------------------------------------------ truths

    def leaf(self, leaf: Leaf) -> Column:
        """Whether a fact's value is as it should be; of a yes or no, both answers are tried here and now."""
        silence = self.knowledge.silence.get(leaf.fact)
        if leaf.fact not in self.known:
            return None if silence is None else leaf_holds(leaf, silence)
        column = self.language.col(f"f{self.known[leaf.fact]}")
        if silence is not None:
            column = column.fill_null(silence)
        if self.knowledge.facts[leaf.fact].kind is not Kind.BOOLEAN:
            if isinstance(leaf, Within):
                return column.is_in(list(leaf.values))
            return COMPARE[leaf.comparison](column, leaf.value)
        match leaf_holds(leaf, 0), leaf_holds(leaf, 1):
            case False, True:
                return column
            case True, False:
                return ~column
            case same, _:
                return column | ~column if same else column & ~column

    def negated(self, part: Column) -> Column:
        if is_constant(part):
            return None if part is None else not part
        return ~part

    def joined(self, parts: Iterable[Column], conjunction: bool) -> Column:
        """All (or any) of some truths, those that are the same for everyone folded away."""
        columns = list(parts)
        if (not conjunction) in (truth for truth in columns if isinstance(truth, bool)):
            return not conjunction
        unknown = None in (truth for truth in columns if is_constant(truth))
        columns = [truth for truth in columns if not is_constant(truth)]
        if not columns:
            return None if unknown else conjunction
        if unknown:
            columns.append(self.as_truth(None))
        return balanced(operator.and_ if conjunction else operator.or_, columns)

    def reaches(self, finding: str, cut: int) -> Column:
        low, high = (self.score(finding, low=end) for end in (True, False))
        return self.joined([low >= cut, self.joined([high >= cut, None], True)], False)

    def unknown(self, truth: Column) -> Column:
        """Of whom a truth is unknown."""
        return truth is None if is_constant(truth) else truth.is_null()

    def sure(self, truth: Column) -> Column:
        """Of whom a truth certainly holds: a truth that is never unknown."""
        return truth is True if is_constant(truth) else truth.fill_null(False)

    def missing(self, fact: str) -> Column:
        """Of whom a fact is not known."""
        return self.language.col(f"f{self.known[fact]}").is_null() if fact in self.known else True

    def at_least(self, score: Score, cut: int) -> Column:
        """Of whom a score is at least a cut."""
        return score >= cut

    def count(self, truth: Column) -> Expr:
        """Of how many rows a truth holds."""
        return self.language.len() * int(truth is True) if is_constant(truth) else truth.sum()

    def as_truth(self, truth: Column) -> Expr:
        """A truth as a column, whether or not it is the same for everyone."""
        return self.language.lit(truth, self.language.Boolean) if is_constant(truth) else truth

    # ------------------------------------------------------------ scores

    def strongest(self, rules: Sequence[tuple[int, Column]], certain: bool) -> Score:
        weight: Score = 0
        for own, truth in reversed(rules):
            if is_constant(truth):
                weight = own if truth or (truth is None and not certain) else weight
                continue
            mine, rest = self.as_score(own), self.as_score(weight)
            chosen = (truth, mine, rest) if certain else (~truth, rest, mine)
            weight = self.language.when(chosen[0]).then(chosen[1]).otherwise(chosen[2])
        return weight

    def total(self, parts: Sequence[Score]) -> Score:
        return total(parts)

    def as_score(self, score: Score) -> Expr:
        """A score as a column, whether or not it is the same for everyone."""
        if not is_constant(score):
            return score
        if score not in self._literals:
            self._literals[score] = self.language.lit(score, self._score_type)
        return self._literals[score]


class ColumnPlan(Columns):
    """The columns of a knowledge base, step by step; a node that several read is a column of its own.

    `steps` are the columns to add, each step resting on those before; they hold for a table of any back end. What is
    the same for everyone, because nobody can know its facts, gets no column: `truths` and `scores` tell.
    """

    def __init__(self, read: Knowledge | Program, facts: Collection[str], language: Language = nw) -> None:
        super().__init__(read, facts, language)
        self.truths: dict[int, Column] = {}
        self._uses = self.program.uses()
        self.steps = tuple(step for step in self._steps() if step)
        self.scores: dict[str, tuple[Score, Score]] = {
            finding: (self.score(finding, low=True), self.score(finding, low=False))
            for finding in self.program.findings
        }

    def apply(self, frame: Frame) -> Frame:
        """`frame` with the truth of everything judged (`t…`) and each finding's score (`lo…`, `hi…`)."""
        return reduce(lambda done, step: done.with_columns(*step), self.steps, frame)

    def _steps(self) -> Iterator[list[Expr]]:
        for stage in self.program.stages:
            yield from self._shared(stage)
            made: list[Expr] = []
            for position in stage.judged:
                root = self.program.roots[position]
                self.truths[position] = column = self.named(self.truth(root), f"t{position}", made)
                if self._uses[root] == 1:  # others read the column that is shared, which stands before this step
                    self._truths[root] = column
            yield made
            yield list(self._closing(stage))

    def _shared(self, stage: Stage) -> Iterator[list[Expr]]:
        """The columns of what is read more than once, in layers: a column can read only what an earlier step made."""
        depths: dict[int, int] = {}
        layers: dict[int, list[Expr]] = {}
        for node in stage.nodes:
            own = self._uses[node] > 1 and node not in self._truths
            depths[node] = max((depths[part] for part in self.program.parts(node)), default=0) + own
            if own:
                self._truths[node] = self.named(self.truth(node), f"s{node}", layers.setdefault(depths[node], []))
        for depth in sorted(layers):
            yield layers[depth]

    def _closing(self, stage: Stage) -> Iterator[Expr]:
        for finding in stage.closes:
            made: list[Expr] = []
            for low, name in ((True, "lo"), (False, "hi")):
                score = self.named(self.score(finding, low=low), f"{name}{self.program.findings[finding]}", made)
                self._scores[finding, low] = score
            yield from made

    def named(self, column: Any, name: str, made: list[Expr]) -> Any:
        """A truth or score as the column `name`, adding it to what is `made`, unless all have the same."""
        if is_constant(column):
            return column
        made.append(column.alias(name))
        return self.language.col(name)


@lru_cache(maxsize=32)
def planned(knowledge: Knowledge, facts: tuple[str, ...], language: Language = nw) -> ColumnPlan:
    """Return the plan for a knowledge base and a table's facts, made once for all tables that have them.

    After the rules it judges the referrals and prescriptions: all else that a knowledge base judges no result shows.
    """
    return ColumnPlan(judged_in_tables(knowledge), facts, language)


@lru_cache(maxsize=16)
def judged_in_tables(knowledge: Knowledge) -> Program:
    """The rules of a knowledge base, after them its referrals and prescriptions, then whether a doctor has looked."""
    judged = dict(knowledge.judged)
    doctors = (condition for referral in knowledge.referrals for condition in visits(knowledge, referral))
    rest = sharing([*(judged[statement.id] for statement in outcomes(knowledge)), *doctors])
    return Program(knowledge, knowledge.facts, knowledge.conclusions, knowledge.rules, rest)


def outcomes(knowledge: Knowledge) -> tuple[Referral | Prescription, ...]:
    """What a result tells the state of, beside the findings."""
    return (*knowledge.referrals, *knowledge.prescriptions)


def judged_positions(knowledge: Knowledge) -> Mapping[str, int]:
    """Return the position of the truth of each referral and prescription, which a plan judges after the rules."""
    return {statement.id: len(knowledge.rules) + i for i, statement in enumerate(outcomes(knowledge))}


def seen_by_a_doctor(plan: Any) -> dict[str, Column]:
    """Of whom a doctor has looked at all that a referral is about, by its id: where it holds, it was followed.

    The plan is one of expressions or of arrays: both say what is sure, joined and negated.
    """
    knowledge = plan.knowledge
    first = len(knowledge.rules) + len(outcomes(knowledge))
    found: dict[str, Column] = {}
    for i, referral in enumerate(knowledge.referrals):
        looked, waiting = (plan.sure(plan.truths[first + 2 * i + part]) for part in (0, 1))
        found[referral.id] = plan.joined([looked, plan.negated(waiting)], True)
    return found


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
    return balanced(operator.add, [*columns, same] if same or not columns else columns)


def balanced(operation: Callable[[Any, Any], Any], columns: Sequence[Any]) -> Any:
    """Return columns under an associative operation as a balanced tree, for Polars takes the square of its depth."""
    half = len(columns) // 2
    return operation(balanced(operation, columns[:half]), balanced(operation, columns[half:])) if half else columns[0]


def is_constant(column: Column | Score) -> bool:
    """Return whether a truth or score is the same for everyone."""
    return column is None or isinstance(column, int)


def largest_score(program: Program) -> int:
    """What no score of any finding can exceed in size, nor a part of one."""
    sums: Counter[str] = Counter()
    for side in program.sides:
        sums[side.finding] += abs(program.rules[side.rules[0]].weight)
    return max(sums.values(), default=0)
