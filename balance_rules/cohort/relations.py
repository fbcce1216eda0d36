"""The plan inside the engine that holds a table: a warehouse elsewhere, which Ibis speaks to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import Sets
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.tables import reading
from balance_rules.cohort.tally import Tally, counts_of_outcomes, intake_counts, refused_rows, tallied
from balance_rules.errors import UnsupportedError
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
