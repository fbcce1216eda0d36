"""The plan inside the engine that holds a table: DuckDB, or a warehouse that Ibis speaks to.

In DuckDB the plan is one query of named steps. To add columns to a relation step by step makes DuckDB bind all
the steps before it anew, and its Python layer compare each new column with every column there is: minutes for
a plan of two thousand columns. So each step is written over an empty table that stands in for the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import Sets
from balance_rules.cohort.compiling import Expr
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.tables import needed, reading
from balance_rules.cohort.tally import Tally, counts_of_outcomes, intake_counts, refused_rows, tallied
from balance_rules.errors import UnsupportedError
from balance_rules.model import Knowledge

SOURCE = "balance_rules_step_0"


class Placed:
    """The results and the tally of a table, computed by the engine that holds it, when they are asked for."""

    def __init__(
        self, knowledge: Knowledge, table: Any, *, person: str, keep: Sequence[str], columns: Sets | Sequence[str]
    ) -> None:
        self.table, frame = table, nw.from_native(table)
        self.pipeline = Pipeline(knowledge, frame, person=person, keep=keep, columns=columns)
        in_duckdb = frame.implementation.is_duckdb()
        try:
            self.queries = _queries(self.pipeline, Written.over(table) if in_duckdb else frame)
        except RecursionError:
            engine = frame.implementation.name
            construct = "hundreds of rules in one evidence group, or as many conditions in one another,"
            raise UnsupportedError(rule="cohort", back_end=engine, construct=construct) from None

    def results(self) -> Any:
        """Return the results as a table of the engine, not yet computed."""
        return self._placed(self.queries[0])

    def tally(self) -> Tally:
        """Return the tally."""
        intake, bad, outcome = (self._rows(query) for query in self.queries[1:])
        return tallied(self.pipeline, intake[0], outcome[0], bad)

    def _placed(self, query: Any) -> Any:
        return query.relation(self.table) if isinstance(query, Written) else query.to_native()

    def _rows(self, query: Any) -> list[dict[str, Any]]:
        with reading("table"):
            return list(nw.from_native(self._placed(query)).collect().iter_rows(named=True))


def _queries(pipeline: Pipeline, frame: Any) -> tuple[Any, Any, Any, Any]:
    """Return the results of a table, and the three queries that its tally is made of."""
    checked = pipeline.checked(frame)
    judged = pipeline.judged(checked)
    counted = counts_of_outcomes(pipeline.plan, judged)
    return pipeline.results(judged), checked.select(*intake_counts(pipeline)), refused_rows(pipeline, checked), counted


class Written:
    """A chain of steps as SQL: what a pipeline takes for a frame; `schema` holds the types of the columns."""

    def __init__(self, schema: Mapping[str, Any], before: Written | None = None, step: str = "") -> None:
        self.schema, self.before, self.step = schema, before, step

    @classmethod
    def over(cls, relation: Any) -> Written:
        """Return the chain without a step over a relation."""
        return cls(dict(zip(relation.columns, relation.types, strict=True)))

    @property
    def name(self) -> str:
        """The name of this step in the query."""
        return SOURCE.removesuffix("0") + str(len(list(self._steps())))

    def collect_schema(self) -> Any:
        """Return the schema under narwhals' types."""
        return self._stand_in().collect_schema()

    def with_columns(self, *columns: Expr) -> Written:
        """Return the chain with a step that adds columns, or replaces those of the same name."""
        made = self._stand_in().select(*columns).to_native()
        fresh = dict(zip(made.columns, made.types, strict=True))
        replaced = ", ".join(f'"{column}"' for column in fresh if column in self.schema)
        others = f"* EXCLUDE ({replaced})" if replaced else "*"
        text = made.sql_query().replace("SELECT ", f"SELECT {others}, ", 1)
        kept: Mapping[str, Any] = {column: kind for column, kind in self.schema.items() if column not in fresh}
        return Written({**kept, **fresh}, self, text)

    def select(self, *columns: Expr | str) -> Written:
        """Return the chain with a step that has these columns alone."""
        return self._then(lambda frame: frame.select(*columns))

    def filter(self, condition: Expr) -> Written:
        """Return the chain with a step that has the rows of which something holds."""
        return self._then(lambda frame: frame.filter(condition))

    def head(self, rows: int) -> Written:
        """Return the chain with a step that has the first rows."""
        return self._then(lambda frame: frame.head(rows))

    def relation(self, source: Any) -> Any:
        """Return the query over the relation that the chain was made for, as a relation of the same connection."""
        steps = ", ".join(f"{step.name} AS ({step.step})" for step in self._steps())
        return source.query(SOURCE, f"WITH {steps} SELECT * FROM {self.name}")

    def _then(self, operation: Callable[[Any], Any]) -> Written:
        done = operation(self._stand_in()).to_native()
        return Written(dict(zip(done.columns, done.types, strict=True)), self, done.sql_query())

    def _stand_in(self) -> Any:
        columns = ", ".join(f'"{column.replace(chr(34), 2 * chr(34))}" {kind}' for column, kind in self.schema.items())
        connection = needed("duckdb").connect()
        connection.execute(f"CREATE TABLE {self.name} ({columns})")
        return nw.from_native(connection.table(self.name))

    def _steps(self) -> Iterator[Written]:
        if self.before is not None:
            yield from self.before._steps()
            yield self
