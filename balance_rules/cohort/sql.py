"""The plan as one SQL query, to run where the data lives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import Sets
from balance_rules.cohort.intake import Intake
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.tables import needed
from balance_rules.errors import FactError, Problem, UnsupportedError, nearest
from balance_rules.model import Knowledge


def to_sql(
    knowledge: Knowledge,
    empty: Any,
    *,
    person: str,
    keep: Sequence[str],
    columns: Sets | Sequence[str],
    dialect: str,
    table: str = "people",
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
        raise FactError([Problem("dialect", repr(dialect), ", ".join(names), fix, code="unknown-word")])
    source = ibis.table({name: _type(dtype) for name, dtype in dict(empty.schema).items()}, name=table)
    pipeline = Pipeline(knowledge, nw.from_native(source), person=person, keep=keep, columns=columns)
    judged = pipeline.judged(pipeline.checked(nw.from_native(source)))
    query = pipeline.results(judged).to_native()
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
