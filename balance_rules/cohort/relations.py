"""DuckDB: the plan as one query of named steps, bound once, run where the table lies.

Adding columns to a relation step by step makes DuckDB bind all the steps before it anew, and its Python layer
compare each new column with every column there is: minutes for a plan of two thousand columns. So each step
is written over an empty table that stands in for the step before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import narwhals as nw

from balance_rules.cohort.running import Recorded
from balance_rules.cohort.tables import needed

SOURCE = "balance_rules_step_0"


class Written(Recorded):
    """A chain of steps as SQL: what a pipeline takes for a frame; `schema` holds the types of the columns."""

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

    def with_columns(self, *columns: nw.Expr) -> Written:
        """Return the chain with a step that adds columns, or replaces those of the same name."""
        made = self._stand_in().select(*columns).to_native()
        fresh = dict(zip(made.columns, made.types, strict=True))
        replaced = ", ".join(f'"{column}"' for column in fresh if column in self.schema)
        others = f"* EXCLUDE ({replaced})" if replaced else "*"
        text = made.sql_query().replace("SELECT ", f"SELECT {others}, ", 1)
        kept: Mapping[str, Any] = {column: kind for column, kind in self.schema.items() if column not in fresh}
        return Written({**kept, **fresh}, self, text)

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
        if isinstance(self.before, Written):
            yield from self.before._steps()
            yield self
