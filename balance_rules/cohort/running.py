"""Running a pipeline: over batches in Polars, the chain built once for all; or inside a lazy back end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import Sets
from balance_rules.cohort.compiling import Expr, outcomes
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.standing_out import Outstanding, to_see, worst
from balance_rules.cohort.tally import Tally, intake_counts, outcome_counts, refused_rows, tallied
from balance_rules.model import Knowledge

Frame = Any
VALUES_AT_ONCE = 200_000_000  # of which each core has its share of a step; more is no quicker, and takes room


def rows_at_once(knowledge: Knowledge) -> int:
    """Return how many people to judge at once: fewer, the more facts and conditions there are."""
    return max(1, VALUES_AT_ONCE // (1 + len(knowledge.facts) + len(knowledge.rules) + len(outcomes(knowledge))))


class Recorded:
    """A chain of steps over tables of one schema, to be run on many: what a pipeline takes for a frame.

    The steps are run one by one, each over the frame that the step before it left: the optimiser, which takes
    longer over the whole chain than running it takes, has nothing to do.
    """

    def __init__(self, schema: Any = None, before: Recorded | None = None, step: Any = None) -> None:
        self.schema, self.before, self.step = schema, before, step
        self.value: Any = None
        self.steps_after = self.steps_waiting = 0

    def with_columns(self, *columns: Expr) -> Recorded:
        return self._then(lambda frame: frame.with_columns(*columns))

    def select(self, *columns: Expr | str) -> Recorded:
        return self._then(lambda frame: frame.select(*columns))

    def filter(self, condition: Expr) -> Recorded:
        return self._then(lambda frame: frame.filter(condition))

    def head(self, rows: int) -> Recorded:
        return self._then(lambda frame: frame.head(rows))

    def _then(self, operation: Callable[[Any], Any]) -> Recorded:
        return self.whole(lambda frame: operation(frame.lazy()).collect(optimizations=_flags(), engine="in-memory"))

    def whole(self, operation: Callable[[Any], Any]) -> Recorded:
        """Return the chain with a step that is given the data frame before it."""
        self.steps_after += 1
        return Recorded(None, self, operation)

    def run(self) -> Any:
        """Return the frame after this step; the first frame of the chain is set as its `value`."""
        if self.value is None:
            assert self.before is not None
            self.value = self.step(self.before.run())
            self.before.let_go()
            self.steps_waiting = self.steps_after
        return self.value

    def let_go(self) -> None:
        """Let go of the frame when every step after this one has been run."""
        self.steps_waiting -= 1
        if not self.steps_waiting:
            self.value = None

    def forget(self) -> None:
        """Let go of the frames of a run."""
        self.value = None
        if self.before is not None:
            self.before.forget()


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
        self.source: Recorded | None = None
        self.pipeline: Pipeline | None = None
        self._parts: tuple[Recorded, ...] = ()
        self._facts: Recorded | None = None

    def run(self, batch: Any, *, counted: bool = True) -> tuple[Any, Tally]:
        """Return the results of a Polars data frame, and its tally (only the intake's unless `counted`)."""
        import polars as pl

        self._prepare(batch)
        slices = batch.iter_slices(rows_at_once(self.knowledge))
        frames, tallies = zip(
            *([self._run(part, counted) for part in slices] or [self._run(batch, counted)]), strict=True
        )
        return pl.concat(frames), sum(tallies, Tally())

    def _run(self, batch: Any, counted: bool) -> tuple[Any, Tally]:
        assert self.source is not None
        assert self.pipeline is not None
        self.source.value = batch
        result, intake, bad, outcome = self._parts
        read, refused = intake.run().row(0, named=True), bad.run().rows(named=True)
        first = self._foremost() if counted else ([], [])
        totals = outcome.run().row(0, named=True) if counted else {}
        frame = result.run()
        tally = tallied(self.pipeline, read, totals, refused)
        tally.to_see, tally.worst = first
        for part in self._parts:
            part.forget()
        return frame, tally

    def _foremost(self) -> tuple[list[Outstanding], list[Outstanding]]:
        """Return who stands out, by the truths and scores that the results are made from."""
        assert self.pipeline is not None
        assert self._parts[0].before is not None
        judged, plan = self._parts[0].before.run(), self.pipeline.plan
        return to_see(plan, judged, self.keep), worst(plan, judged, self.keep)

    def run_with_facts(self, batch: Any) -> tuple[Any, Any]:
        """Return the results of a Polars data frame, and the facts that they follow from, row by row."""
        self._prepare(batch)
        result, _ = self._run(batch, counted=False)
        assert self.source is not None
        assert self._facts is not None
        self.source.value = batch
        facts = self._facts.run()
        self._facts.forget()
        return result, facts

    def _prepare(self, batch: Any) -> None:
        """Build the chain for a table, unless it is there: quantities as text are read by the texts of their table."""
        import polars as pl

        known = self.source is not None and batch.schema == self.source.schema
        if known and self.pipeline is not None and not self.pipeline.intake.typed_out:
            return
        self.source = Recorded(batch.schema)
        table = nw.from_native(batch)
        self.pipeline = Pipeline(
            self.knowledge, table, person=self.person, keep=self.keep, columns=self.columns, language=pl
        )
        self._parts = queries(self.pipeline, self.source, coded=self.coded)
        self._facts = self.pipeline.facts(self.pipeline.checked(self.source).filter(~pl.col("bad")))


def queries(pipeline: Pipeline, frame: Frame, *, coded: bool) -> tuple[Any, Any, Any, Any]:
    """Return the results of a table, and the three queries that its tally is made of."""
    checked = pipeline.checked(frame)
    judged = pipeline.judged(checked)
    return (
        pipeline.results(judged, coded=coded),
        checked.select(*intake_counts(pipeline)),
        refused_rows(pipeline, checked),
        outcome_counts(pipeline.plan, judged),
    )


def _flags() -> Any:
    import polars as pl

    return pl.QueryOptFlags.none(comm_subexpr_elim=True)
