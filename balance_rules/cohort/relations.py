"""The plan inside the engine that holds a table: DuckDB, or a warehouse that Ibis speaks to.

In DuckDB the plan is one query of named steps, written as text (see `sql_text`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from balance_rules.cohort import sql_text
from balance_rules.cohort.columns import Sets
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.tables import reading
from balance_rules.cohort.tally import Tally, counts_of_outcomes, intake_counts, refused_rows, tallied
from balance_rules.errors import UnsupportedError
from balance_rules.model import Knowledge

STEP = "balance_rules_step_"
SOURCE = f"{STEP}0"


class Placed:
    """The results and the tally of a table, computed by the engine that holds it, when they are asked for."""

    def __init__(
        self, knowledge: Knowledge, table: Any, *, person: str, keep: Sequence[str], columns: Sets | Sequence[str]
    ) -> None:
        self.table, frame = table, nw.from_native(table)
        in_duckdb = frame.implementation.is_duckdb()
        language = sql_text if in_duckdb else nw
        self.pipeline = Pipeline(knowledge, frame, person=person, keep=keep, columns=columns, language=language)
        self.source = Written(tuple(table.columns)) if in_duckdb else frame
        try:
            self.checked = self.pipeline.checked(self.source)
            self.judged = self.pipeline.judged(self.checked)
        except RecursionError:
            engine = frame.implementation.name
            construct = "hundreds of rules in one evidence group, or as many conditions in one another,"
            raise UnsupportedError(rule="cohort", back_end=engine, construct=construct) from None

    def results(self) -> Any:
        """Return the results as a table of the engine, not yet computed."""
        return self._placed(self.pipeline.results(self.judged))

    def tally(self) -> Tally:
        """Return the tally."""
        intake = self._rows(self.checked.select(*intake_counts(self.pipeline)))
        outcome = self._rows(counts_of_outcomes(self.pipeline.plan, self.judged))
        bad = self._rows(refused_rows(self.pipeline, self.checked))
        return tallied(self.pipeline, intake[0], outcome[0], bad)

    def _placed(self, query: Any) -> Any:
        return query.relation(self.table) if isinstance(query, Written) else query.to_native()

    def _rows(self, query: Any) -> list[dict[str, Any]]:
        with reading("table"):
            return list(nw.from_native(self._placed(query)).collect().iter_rows(named=True))


class Written:
    """A chain of steps as SQL: what a pipeline takes for a frame; `columns` are those that it gives.

    A step has the columns that are `made`, those `passed` on from the step before it, and a `tail` of its query.
    """

    def __init__(
        self,
        columns: Sequence[str],
        before: Written | None = None,
        made: Sequence[sql_text.Sql] = (),
        passed: Sequence[str] = (),
        tail: str = "",
    ) -> None:
        self.columns, self.before, self.made, self.passed, self.tail = columns, before, made, passed, tail

    def with_columns(self, *columns: sql_text.Sql) -> Written:
        """Return the chain with a step that adds columns, or replaces those of the same name."""
        names = {column.name: None for column in columns}
        others = [name for name in self.columns if name not in names]
        return Written([*others, *names], self, columns, others)

    def select(self, *columns: sql_text.Sql | str) -> Written:
        """Return the chain with a step that has these columns alone."""
        made = [sql_text.col(column) if isinstance(column, str) else column for column in columns]
        return Written([column.name for column in made], self, made)

    def filter(self, condition: sql_text.Sql) -> Written:
        """Return the chain with a step that has the rows of which something holds."""
        return Written(self.columns, self, (), self.columns, f" WHERE {condition.text}")

    def head(self, rows: int) -> Written:
        """Return the chain with a step that has the first rows."""
        return Written(self.columns, self, (), self.columns, f" LIMIT {rows}")

    def relation(self, source: Any) -> Any:
        """Return the query over the relation that the chain was made for, as a relation of the same connection."""
        return source.query(SOURCE, self.query())

    def query(self) -> str:
        """Return the query of named steps, each with the columns that a later one reads: to bind others takes long."""
        chain: list[Written] = [self]
        while chain[-1].before is not None:
            chain.append(chain[-1].before)
        wanted, steps = set(self.columns), list[str]()
        for step in chain[:-1]:
            made = [column for column in step.made if column.name in wanted]
            passed = [sql_text.quoted(name) for name in step.passed if name in wanted]
            shown = [*passed, *(f"{column.text} AS {sql_text.quoted(column.name)}" for column in made)]
            wanted &= set(step.passed)
            wanted |= sql_text.columns_read(step.tail, *(column.text for column in made))
            number = len(chain) - 2 - len(steps)
            query = f"SELECT {', '.join(shown) or '1'} FROM {STEP}{number}{step.tail}"
            steps.append(f"{STEP}{number + 1} AS ({query})")
        return f"WITH {', '.join(reversed(steps))} SELECT * FROM {STEP}{len(steps)}"
