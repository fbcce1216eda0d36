"""What is undecided of each person, and which facts that are missing it still turns on, counted over a table.

Hundreds of outcomes read the same facts, in sets that differ little: see `blocks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from balance_rules.cohort.blocks import Block, halves, in_blocks
from balance_rules.cohort.compiling import Column, ColumnPlan, judged_positions, outcomes
from balance_rules.cohort.planes import Planes
from balance_rules.inference.program import Program
from balance_rules.model import conclusions_read, facts_read


class Readers:
    """What reads the level of each finding, and each fact as blocks of an `order`: positions in a program."""

    def __init__(self, program: Program) -> None:
        conditions = (*(rule.condition for rule in program.rules), *program.rest[: len(outcomes(program.knowledge))])
        self.findings = _readers(conclusions_read(condition) for condition in conditions)
        self.order, self.facts = in_blocks(_readers(facts_read(condition) for condition in conditions))


def _readers(reads: Iterable[Sequence[str]]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, names in enumerate(reads):
        for name in names:
            found.setdefault(name, []).append(i)
    return found


class Undecided:
    """Of people that a plan has judged: `counts` says by name of whom a fact is open, after `steps` of columns.

    An outcome is undecided where its truth is unknown; a rule where its own is and something undecided may turn on it.
    """

    def __init__(self, plan: ColumnPlan | Planes, readers: Readers) -> None:
        self.plan, self.readers = plan, readers
        self._columns: dict[int, Column] = {}
        steps = list(self._undecided())
        self._blocks: dict[Block, Column] = {(0, place): self._columns[i] for place, i in enumerate(readers.order)}
        parts = readers.facts
        steps += self._joined_blocks(block for blocks in parts.values() for block in blocks)
        made: list[Any] = []
        wanted = {blocks: self._any(f"w{i}", blocks, made) for i, blocks in enumerate(dict.fromkeys(parts.values()))}
        self.steps = [step for step in (*steps, made) if step]
        self.counts = {
            f"open|{fact}": plan.joined([plan.missing(fact), wanted[blocks]], True) for fact, blocks in parts.items()
        }

    def _undecided(self) -> Iterator[list[Any]]:
        """Yield the columns of what is undecided: outcomes, then, stratum by stratum, the rules they may turn on."""
        plan, made, program = self.plan, list[Any](), self.plan.program
        for i in judged_positions(program.knowledge).values():
            self._columns[i] = plan.named(plan.unknown(plan.truths[i]), f"o{i}", made)
        yield made
        for stage in reversed(program.stages[:-1]):
            made = []
            for i in stage.judged:
                read_by = self.readers.findings.get(program.rules[i].conclusion, [])
                wanted = plan.joined([self._columns[j] for j in read_by], False)
                self._columns[i] = plan.named(plan.joined([plan.unknown(plan.truths[i]), wanted], True), f"o{i}", made)
            yield made

    def _joined_blocks(self, wanted: Iterable[Block]) -> Iterator[list[Any]]:
        """Yield the columns of the blocks that are wanted and of those that they are made of, level by level."""
        needed, waiting = set[Block](), set(wanted)
        while waiting:
            needed |= waiting
            waiting = {half for block in waiting if block[0] for half in halves(block)}
        for level in range(1, 1 + max((level for level, _ in needed), default=0)):
            made: list[Any] = []
            for place in sorted(place for at, place in needed if at == level):
                own = [self._blocks[half] for half in halves((level, place))]
                self._blocks[level, place] = self.plan.named(self.plan.joined(own, False), f"e{level}_{place}", made)
            yield made

    def _any(self, name: str, blocks: Sequence[Block], made: list[Any]) -> Column:
        return self.plan.named(self.plan.joined([self._blocks[block] for block in blocks], False), name, made)
