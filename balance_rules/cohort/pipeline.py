"""From a table of one schema to results: intake, measures, plan and output as one chain of columns.

An engine runs the chain; Polars' own tables are judged by the same parts, but in arrays (`judging`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import Sets, asked, column_of, written
from balance_rules.cohort.compiling import ColumnPlan, Columns, Language, planned
from balance_rules.cohort.deriving import Deriving
from balance_rules.cohort.intake import Intake
from balance_rules.cohort.outputs import Expressions
from balance_rules.errors import FactError
from balance_rules.inference.program import Program
from balance_rules.model import Knowledge, facts_read

Frame = Any


class Pipeline:
    """The chain for the tables of one schema; its frames name columns by position (see `intake`, `compiling`)."""

    def __init__(
        self,
        knowledge: Knowledge,
        table: Frame,
        *,
        person: str,
        keep: Sequence[str],
        columns: Sets | Sequence[str],
        language: Language = nw,
    ) -> None:
        self.columns = asked(knowledge, columns)
        self.knowledge, self.language = knowledge, language
        self.intake = Intake(knowledge, table, person=person, keep=keep, language=language)
        typed = {raw.named.fact for raw in self.intake.raws if raw.named.fact}
        self.deriving = Deriving(knowledge, self.intake.given, typed, language)
        self.contradictions = {
            f"c{i}": contradiction
            for i, contradiction in enumerate(knowledge.contradictions)
            if set(facts_read(contradiction.condition)) <= set(self.deriving.facts)
        }
        conditions = [contradiction.condition for contradiction in self.contradictions.values()]
        self.program = Program(knowledge, knowledge.facts, (), (), conditions)  # of what no person can be
        clash = sorted({person, *keep} & written(knowledge).keys())
        if clash or len({person, *keep}) <= len(keep):
            fix = "Rename the column in the table."
            found = ", ".join(clash) or ", ".join(keep)
            raise FactError.of("table", found, "names that no column of the result bears", fix, code="duplicate")

    @property
    def faults(self) -> dict[str, str]:
        """What marks a row as bad: the marking column, with the table's column or the measure it is about."""
        found = {f"b{raw.position}": raw.column for raw in self.intake.raws}
        positions = self.deriving.positions
        found |= {f"m{positions[m.fact]}": column_of(m.fact) for m in self.deriving.measures}
        return found | {name: column_of(c.id) for name, c in self.contradictions.items()}

    @cached_property
    def plan(self) -> ColumnPlan:
        """The plan of the columns that an engine computes."""
        return planned(self.knowledge, self.deriving.facts, self.language)

    def checked(self, frame: Frame) -> Frame:
        """Return the table with facts and measures, and `bad` where a row cannot be judged."""
        frame = self.deriving.apply(self.intake.apply(frame))
        if self.contradictions:
            columns = Columns(self.program, self.deriving.facts, self.language)
            truths = [columns.as_truth(columns.truth(root)).fill_null(False) for root in self.program.roots]
            names = self.contradictions
            frame = frame.with_columns(*(truth.alias(name) for name, truth in zip(names, truths, strict=True)))
        bad = self.plan.joined([self.language.col("id").is_null(), *map(self.language.col, self.faults)], False)
        return frame.with_columns(bad.alias("bad"))

    def judged(self, checked: Frame) -> Frame:
        """Return the truths and scores of every row that is not bad."""
        kept = [f"k{i}" for i in range(len(self.intake.keep))]
        facts = [f"f{self.plan.known[fact]}" for fact in self.plan.known]
        return self.plan.apply(checked.filter(~self.language.col("bad")).select("id", *kept, *facts))

    def results(self, judged: Frame) -> Frame:
        """Return the result under the names that people read."""
        kept = [self.language.col(f"k{i}").alias(column) for i, column in enumerate(self.intake.keep)]
        shown = Expressions(self.plan).columns(self.columns)
        made = (column.alias(name) for name, column in shown.items())
        return judged.select(self.language.col("id").alias(self.intake.person), *kept, *made)
