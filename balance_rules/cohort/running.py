"""Running a pipeline: over an eager batch in Polars, built once for all batches; or inside a lazy back end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from balance_rules.cohort.intake import _is_text
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.tally import Tally, intake_counts, outcome_counts, refused_rows, tallied
from balance_rules.model import Kind, Knowledge


class Batches:
    """Runs batches of one schema through Polars: the chain is built once, and run for each batch.

    Text quantities are read by their distinct values, so a table that has any builds its chain anew for
    each batch.
    """

    def __init__(self, knowledge: Knowledge, *, person: str, keep: Sequence[str], coded: bool = True) -> None:
        self.knowledge, self.person, self.keep, self.coded = knowledge, person, tuple(keep), coded
        self._schema: Any = None
        self._batch: Any = None
        self.pipeline: Pipeline | None = None

    def run(self, batch: Any, *, counted: bool = True) -> tuple[Any, Tally]:
        """Return the results of a Polars data frame, and its tally (only the intake's unless `counted`)."""
        import polars as pl

        if batch.schema != self._schema or self._reads_texts():
            self._build(batch)
        self._batch = batch
        chosen = self._queries if counted else self._queries[:3]
        result, intake, bad, *outcome = pl.collect_all(chosen)
        assert self.pipeline is not None
        self._batch = None
        totals = outcome[0].row(0, named=True) if outcome else {}
        return result, tallied(self.pipeline, intake.row(0, named=True), totals, bad.rows(named=True))

    def _reads_texts(self) -> bool:
        assert self.pipeline is not None
        attributes = self.knowledge.attributes
        return any(
            _is_text(raw.dtype) and raw.named.fact and attributes[raw.named.attribute].kind is Kind.NUMBER
            for raw in self.pipeline.intake.raws
        )

    def _build(self, batch: Any) -> None:
        import polars as pl

        self._schema, self._batch = batch.schema, batch
        frame = nw.from_native(pl.defer(lambda: self._batch, schema=batch.schema, validate_schema=False))
        schema = dict(nw.from_native(batch).schema)
        pipeline = Pipeline(self.knowledge, schema, person=self.person, keep=self.keep)
        self.pipeline = pipeline
        self._queries = [query.to_native() for query in queries(pipeline, frame, self.coded)]


def queries(pipeline: Pipeline, frame: Any, coded: bool) -> tuple[Any, Any, Any, Any]:
    """Return the results of a lazy table, and the three queries that its tally is made of."""
    checked = pipeline.checked(frame)
    judged = pipeline.judged(checked)
    opened, counts = outcome_counts(pipeline.plan, judged.with_columns(nw.lit(1).alias("one")))
    return (
        pipeline.results(judged, coded=coded),
        checked.select(*intake_counts(pipeline)),
        refused_rows(pipeline, checked),
        opened.select(*counts),
    )


def tally_of(pipeline: Pipeline, parts: tuple[Any, Any, Any, Any]) -> Tally:
    """Return the tally of a lazy table from its queries."""
    _, intake, bad, outcome = parts
    first, last = (_rows(query)[0] for query in (intake, outcome))
    return tallied(pipeline, first, last, _rows(bad))


def _rows(query: Any) -> list[dict[str, Any]]:
    frame = query.collect() if isinstance(query, nw.LazyFrame) else query
    return list(frame.iter_rows(named=True))
