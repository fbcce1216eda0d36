"""Running over Polars data frames, batch by batch: what judges them is built once for all of a schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from balance_rules.cohort.columns import Sets
from balance_rules.cohort.compiling import outcomes
from balance_rules.cohort.judging import Judging
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.tally import Tally
from balance_rules.model import Knowledge

MOST_ROWS, MOST_VALUES = 1 << 17, 320_000_000  # of a step: more is no quicker, and takes room


def rows_at_once(knowledge: Knowledge) -> int:
    """Return how many people to judge at once: fewer, the more facts and conditions there are."""
    values = 1 + len(knowledge.facts) + len(knowledge.rules) + len(outcomes(knowledge))
    return min(MOST_ROWS, max(1, MOST_VALUES // values))


def keep_freed_memory() -> None:
    """Have the C library keep what arrays free, where it gives that back to the system: a batch asks for it anew.

    To fault the pages in takes ten times as long as to compute what stands in them. glibc sets the size that it keeps
    by the largest block of up to 32 MB that was freed; this one is not touched, so that it takes no memory.
    """
    np.empty(31 << 20, np.uint8)


class Batches:
    """Runs Polars data frames through one chain: built for the first, and anew where the schema changes."""

    def __init__(
        self,
        knowledge: Knowledge,
        *,
        person: str,
        keep: Sequence[str],
        columns: Sets | Sequence[str],
        coded: bool = True,
    ) -> None:
        self.knowledge, self.person, self.keep, self.coded = knowledge, person, tuple(keep), coded
        self.columns = columns
        self._judging: Judging | None = None

    def run(self, batch: Any, *, counted: bool = True) -> tuple[Any, Tally]:
        """Return the results of a Polars data frame, and its tally (only the intake's unless `counted`)."""
        keep_freed_memory()
        judging = self.judging(batch)
        slices = list(batch.iter_slices(rows_at_once(self.knowledge))) or [batch]
        frames, tallies = zip(*(self._run(judging, part, counted) for part in slices), strict=True)
        return pl.concat(frames), sum(tallies, Tally())

    def _run(self, judging: Judging, part: Any, counted: bool) -> tuple[Any, Tally]:
        judged = judging.judge(judging.measured(part))
        return judging.results(judged, coded=self.coded), judging.tally(judged, part, counted=counted)

    def run_in_place(self, batch: Any) -> tuple[Any, Any]:
        """Return the results of a few rows, and which of them could be judged; what is said of others means nothing."""
        keep_freed_memory()
        judging = self.judging(batch)
        judged = judging.judge(judging.measured(batch))
        return judging.told(judged, coded=self.coded), judged.sound

    def run_with_facts(self, batch: Any) -> tuple[Any, Any]:
        """Return the results of a Polars data frame, and the facts that they follow from, row by row."""
        judging = self.judging(batch)
        measured = judging.measured(batch)
        facts = judging.facts(measured)
        judged = judging.judge(measured)
        return judging.results(judged, coded=self.coded), judged.good(facts)

    def judging(self, batch: Any) -> Judging:
        """The judge of a table, built anew where its schema is: quantities as text are read by its very texts."""
        judging = self._judging  # which another thread may replace
        if judging is None or batch.schema != judging.schema or judging.pipeline.intake.typed_out:
            table = nw.from_native(batch)
            pipeline = Pipeline(
                self.knowledge, table, person=self.person, keep=self.keep, columns=self.columns, language=pl
            )
            self._judging = judging = Judging(pipeline, batch.schema)
        return judging
