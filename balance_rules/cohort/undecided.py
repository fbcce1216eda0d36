"""What is undecided of each person, and which facts that are missing it still turns on, counted over a table.

Hundreds of outcomes read the same facts, in sets that differ little: see `blocks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from balance_rules.cohort.blocks import Block, halves, in_blocks
from balance_rules.cohort.compiling import Column, ColumnPlan, Expr, is_constant
from balance_rules.cohort.outputs import judged_positions
from balance_rules.model import Condition, conclusions_read, facts_read


class Undecided:
    """Over a table that a plan was applied to: `steps` add columns, `counts` are then what is open, by fact.

    An outcome is undecided where its truth is unknown; a rule where its own is and something undecided may turn on it.
    """

    def __init__(self, plan: ColumnPlan) -> None:
        self.plan, self.conditions = plan, conditions(plan)
        self._columns: dict[int, Column] = {}
        self._blocks: dict[Block, Column] = {}
        steps = list(self._undecided())
        readers: dict[str, list[int]] = {}
        for i in sorted(self._columns):
            for fact in facts_read(self.conditions[i]):
                readers.setdefault(fact, []).append(i)
        order, parts = in_blocks(readers)
        self._blocks |= {(0, place): self._columns[i] for place, i in enumerate(order)}
        steps += self._joined_blocks(block for blocks in parts.values() for block in blocks)
        made: list[Expr] = []
        wanted = {blocks: self._any(f"w{i}", blocks, made) for i, blocks in enumerate(dict.fromkeys(parts.values()))}
        self.steps = [step for step in (*steps, made) if step]
        self.counts = [self._count(fact, wanted[blocks]) for fact, blocks in parts.items()]

    def _undecided(self) -> Iterator[list[Expr]]:
        """Yield the columns of what is undecided: outcomes, then, stratum by stratum, the rules they may turn on."""
        plan, made = self.plan, list[Expr]()
        readers = self._readers()
        for i in judged_positions(plan.knowledge).values():
            self._columns[i] = plan.named(unknown(plan.truths[i]), f"o{i}", made)
        yield made
        for stage in reversed(plan.program.stages[:-1]):
            made = []
            for i in stage.judged:
                read_by = readers.get(plan.program.rules[i].conclusion, [])
                wanted = plan.joined([self._columns[j] for j in read_by], False)
                self._columns[i] = plan.named(plan.joined([unknown(plan.truths[i]), wanted], True), f"o{i}", made)
            yield made

    def _readers(self) -> Mapping[str, list[int]]:
        """Return, for each finding, the outcomes and rules that read its level."""
        found: dict[str, list[int]] = {}
        for i, condition in enumerate(self.conditions):
            for conclusion in conclusions_read(condition):
                found.setdefault(conclusion, []).append(i)
        return found

    def _joined_blocks(self, wanted: Iterable[Block]) -> Iterator[list[Expr]]:
        """Yield the columns of the blocks that are wanted and of those that they are made of, level by level."""
        needed, waiting = set[Block](), set(wanted)
        while waiting:
            needed |= waiting
            waiting = {half for block in waiting if block[0] for half in halves(block)}
        for level in range(1, 1 + max((level for level, _ in needed), default=0)):
            made: list[Expr] = []
            for place in sorted(place for at, place in needed if at == level):
                own = [self._blocks[half] for half in halves((level, place))]
                self._blocks[level, place] = self.plan.named(self.plan.joined(own, False), f"e{level}_{place}", made)
            yield made

    def _any(self, name: str, blocks: Sequence[Block], made: list[Expr]) -> Column:
        return self.plan.named(self.plan.joined([self._blocks[block] for block in blocks], False), name, made)

    def _count(self, fact: str, wanted: Column) -> Expr:
        plan = self.plan
        missing = plan.language.col(f"f{plan.known[fact]}").is_null() if fact in plan.known else True
        return count(plan, plan.joined([missing, wanted], True), f"open|{fact}")


def conditions(plan: ColumnPlan) -> Sequence[Condition]:
    """The conditions of everything judged, by position."""
    return (*(rule.condition for rule in plan.program.rules), *plan.program.rest)


def unknown(truth: Column) -> Column:
    """Whether a truth is unknown."""
    return truth is None if is_constant(truth) else truth.is_null()


def count(plan: ColumnPlan, truth: Column, name: str) -> Expr:
    """Of how many rows a truth holds."""
    number = plan.language.len() * int(truth is True) if is_constant(truth) else truth.sum()
    return number.alias(name)
