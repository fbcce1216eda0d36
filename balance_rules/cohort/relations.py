"""The plan inside the engine that holds a table, a warehouse which Ibis speaks to, or as SQL to run there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import Sets
from balance_rules.cohort.intake import Intake
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.tables import needed, reading
from balance_rules.cohort.tally import Tally, counts_of_outcomes, intake_counts, refused_rows, tallied
from balance_rules.errors import FactError, UnsupportedError, nearest
from balance_rules.model import Knowledge


class Placed:
    """The results and the tally of a table, computed by the engine that holds it, when they are asked for."""

    def __init__(
        self, knowledge: Knowledge, table: Any, *, person: str, keep: Sequence[str], columns: Sets | Sequence[str]
    ) -> None:
        frame = nw.from_native(table)
        self.pipeline = Pipeline(knowledge, frame, person=person, keep=keep, columns=columns)
        try:
            self.checked = self.pipeline.checked(frame)
            self.judged = self.pipeline.judged(self.checked)
        except RecursionError:
            engine = frame.implementation.name
            construct = "hundreds of rules in one evidence group, or as many conditions in one another,"
            raise UnsupportedError(rule="cohort", back_end=engine, construct=construct) from None

    def results(self) -> Any:
        """Return the results as a table of the engine, not yet computed."""
        return self.pipeline.results(self.judged).to_native()

    def tally(self) -> Tally:
        """Return the tally."""
        intake = self._rows(self.checked.select(*intake_counts(self.pipeline)))
        outcome = self._rows(counts_of_outcomes(self.pipeline.plan, self.judged))
        bad = self._rows(refused_rows(self.pipeline, self.checked))
        return tallied(self.pipeline, intake[0], outcome[0], bad)

    def _rows(self, query: Any) -> list[dict[str, Any]]:
        with reading("table"):
            return list(query.collect().iter_rows(named=True))


def to_sql(
    knowledge: Knowledge,
    empty: Any,
    person: str,
    keep: Sequence[str],
    columns: Sets | Sequence[str],
    dialect: str,
    table: str,
) -> str:
    """Return the query that gives a table's results; rows that cannot be judged are left out of them.

    Parameters
    ----------
    empty
        A frame with the columns of the table.
    dialect
        A back end that Ibis writes SQL for: ``duckdb``, ``postgres``, ``snowflake``, ``bigquery`` …

    Raises
    ------
    UnsupportedError
        When a quantity is text, whose units SQL cannot convert, or the dialect is not known or lacks something.
    """
    ibis = needed("ibis")
    if Intake(knowledge, empty, person=person, keep=keep).typed_out:
        construct = "quantities as text, whose units SQL cannot convert; make them numbers first:"
        raise UnsupportedError(rule="cohort", back_end="SQL", construct=construct)
    names = sorted(entry.name for entry in ibis.util.backend_entry_points())
    if dialect not in names:
        guess = nearest(dialect, names)
        fix = f"Write {guess!r}." if guess else "Choose one of these."
        raise FactError.of("dialect", repr(dialect), ", ".join(names), fix, code="unknown-word")
    source = ibis.table({name: _type(dtype) for name, dtype in dict(empty.schema).items()}, name=table)
    query = Placed(knowledge, source, person=person, keep=keep, columns=columns).results()
    try:
        return str(ibis.to_sql(query, dialect=dialect))
    except (ibis.common.exceptions.IbisError, NotImplementedError, ImportError, AttributeError) as error:
        raise UnsupportedError(rule="cohort", back_end=dialect, construct=str(error)[:200]) from None


_TYPES: Mapping[Any, str] = {nw.Boolean: "boolean", nw.String: "string", nw.Date: "date", nw.Float32: "float32"}


def _type(dtype: Any) -> str:
    if dtype.is_integer():
        return "int64"
    if dtype.is_float() and dtype != nw.Float32:
        return "float64"
    return next((name for kind, name in _TYPES.items() if dtype == kind), "string")
