"""Many people at once: a table of facts in, a table of findings, referrals and prescriptions out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from balance_rules.cohort.columns import ATTRIBUTE, VALUE, Sets, asked, readable
from balance_rules.cohort.memory import fitted, room, rows_that_fit
from balance_rules.cohort.tables import Opened, batches, needed, open_table, reading, refuse_output
from balance_rules.errors import FactError, UnsupportedError
from balance_rules.model import Knowledge
from balance_rules.person.facts import FactSheet, read_profile

if TYPE_CHECKING:
    from balance_rules.cohort.changes import Changes
    from balance_rules.cohort.summary import CohortSummary

Layout = Literal["auto", "wide", "long"]
ROWS_AT_ONCE = 50_000
MOST_LOOKED_THROUGH = 100_000  # rows whose ids are compared with each other; nobody reads more of them


class Cohort:
    """What the knowledge says of a table of people.

    A row that cannot be judged (a value out of range, of no known unit, that contradicts another) is left
    out of `table` as a whole and reported in `summary` with its column, its id and what is wrong. Nothing
    is silently made unknown. An id that stands twice refuses the table.

    Attributes
    ----------
    knowledge
        The knowledge that judges.
    person, keep
        The column of ids, and the columns that are carried along, the date among them.
    columns
        The columns of the result.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        source: Any,
        *,
        person: str = "id",
        date: str | None = None,
        keep: Sequence[str] = (),
        layout: Layout = "auto",
        mapping: Mapping[str, Any] | Path | str | None = None,
        columns: Sets | Sequence[str] = "squad",
        assess: Callable[[FactSheet], Any] = lambda sheet: sheet,
    ) -> None:
        room()  # before the libraries are loaded, which abort where it is too small
        needed("narwhals")
        needed("numpy")
        how = None
        if mapping is not None:
            from balance_rules.cohort.mapping import mapped, read_mapping

            how = read_mapping(mapping, knowledge)
            person, date = how.id or person, how.date or date
        self.knowledge, self.person, self.date, self._assess = knowledge, person, date, assess
        self.keep = (*([date] if date else []), *keep)
        names = [person, *self.keep]
        if len(set(names)) < len(names) or "" in names:
            found = ", ".join(repr(name) for name in names)
            fix = "Name a column each for the ids, the dates and what is carried along."
            raise FactError.of("cohort", found, "columns that have names, each named once", fix, code="duplicate")
        self.columns = asked(knowledge, columns)
        self._memory: int | None = None
        self.source: Opened = open_table(source, how.encoding if how else None)
        if how:
            self.source = mapped(self.source, how)
        if layout == "long" or (layout == "auto" and self._looks_long()):
            from balance_rules.cohort.long import widened

            self.source = widened(self.source, [person, *self.keep])

    def __repr__(self) -> str:
        return f"<Cohort of {self.source.kind} rows under {self.knowledge.name} {self.knowledge.version}>"

    # ------------------------------------------------------------ results

    @cached_property
    def table(self) -> Any:
        """The results, as the kind of table that was given; those of files as a Polars lazy frame.

        Raises
        ------
        FactError
            When the table as a whole cannot be read: a column of a wrong type, an id that stands twice.
        """
        native = self._told_apart.native
        match self.source.kind:
            case "eager":
                return self.source.restore(self._whole[0])
            case "lazy" | "files":
                runner = self._runner()
                schema = runner.run(native.head(0).collect())[0].schema
                return native.map_batches(lambda batch: self._runner().run(batch, counted=False)[0], schema=schema)
            case "inside" | "engine":
                return self._engine.results()
            case "spark":
                from balance_rules.cohort import spark

                return spark.results(self.knowledge, native, person=self.person, keep=self.keep, columns=self.columns)

    @cached_property
    def summary(self) -> CohortSummary:
        """The squad in counts, with every row that was refused."""
        from balance_rules.cohort.summary import summarise

        return summarise(self.knowledge, self._tally(), self._notes(), self.keep)

    def write(
        self, output: Path | str, *, memory: int | None = None, progress: Callable[[int, int], None] | None = None
    ) -> CohortSummary:
        """Write the results to a Parquet, CSV or Excel file, batch by batch, and return the summary.

        Parameters
        ----------
        output
            The file, which ends in ``.parquet``, ``.csv`` or ``.xlsx``. It appears when it is whole; a run that is
            stopped leaves none.
        memory
            About how many bytes to use beyond the library's own; by default one gibibyte, and less where a limit
            of the process or its container leaves less.
        progress
            Called after each batch with the rows that are done and all rows.

        Raises
        ------
        FactError
            When the table as a whole cannot be read, or the file cannot be written.
        UnsupportedError
            When the rows are in Spark or another engine, which write for themselves.
        """
        from balance_rules.cohort import streaming
        from balance_rules.cohort.summary import summarise

        if self.source.kind in ("inside", "engine", "spark"):
            fix = "Write `table` with the engine's own writer."
            raise UnsupportedError.of("cohort", "rows in an engine", "rows that Polars reads", fix, code="unsupported")
        refuse_output(Path(output), self.source.paths)
        self._memory = limit = self.memory_for(memory)[0]
        source = self._told_apart
        tally = streaming.stream(self._runner(), source, Path(output), memory=limit, progress=progress)
        return summarise(self.knowledge, tally, self._notes(), self.keep)

    @staticmethod
    def memory_for(wanted: int | None = None) -> tuple[int, str]:
        """Return how many bytes `write` will use, and in words why fewer than are wanted, where they are.

        Raises
        ------
        BalanceRulesError
            When a limit of the process or its container leaves too little to begin.
        """
        from balance_rules.cohort.streaming import MEMORY

        return fitted(wanted or MEMORY)

    def sql(self, dialect: str = "duckdb", *, table: str = "people") -> str:
        """Return the query that gives the results of a table with these columns, in a dialect of SQL."""
        from balance_rules.cohort.relations import to_sql

        return to_sql(self.knowledge, self._empty(), self.person, self.keep, self.columns, dialect, table)

    # ------------------------------------------------------------ explanations

    def facts(self, person: Any, date: Any = None) -> FactSheet:
        """Return the facts of one row.

        Raises
        ------
        FactError
            When there is no such row, or several, or it cannot be judged.
        """
        import narwhals as nw

        from balance_rules.cohort.intake import Intake

        rows = self._rows(person)
        if date is not None and self.date:
            rows = rows.filter(nw.col(self.date) == date)
        if len(rows) != 1:
            found = f"{len(rows)} rows of {person!r}"
            raise FactError.of(
                f"column {self.person!r}", found, "one row", "Check the id, or name the date.", code="ambiguous"
            )
        intake = Intake(self.knowledge, rows, person=self.person, keep=self.keep)
        row = next(iter(intake.chosen(rows, as_told=intake.raws).iter_rows(named=True)))
        return read_profile(self.knowledge, {**intake.profile(row), "person": str(person)})

    def id_like(self, text: str) -> Any:
        """Return an id as the column of ids holds it: a number where the column is one."""
        dtype = dict(self._empty().schema).get(self.person)
        return int(text) if dtype is not None and dtype.is_integer() and text.lstrip("-").isdigit() else text

    def explain(self, person: Any, date: Any = None) -> Any:
        """Return the assessment of one row: the same as that of the person alone, with every explanation."""
        return self._assess(self.facts(person, date))

    def diff(self, new: Knowledge | Any) -> Changes:
        """Return who would change under other knowledge, and why; nothing is written.

        Parameters
        ----------
        new
            The other knowledge, or a knowledge base of it.
        """
        from balance_rules.cohort.changes import Changes, compared, difference
        from balance_rules.cohort.running import Batches

        other = new if isinstance(new, Knowledge) else new.knowledge
        runners = [Batches(k, person=self.person, keep=self.keep, columns=compared(k)) for k in (self.knowledge, other)]
        total = Changes()
        for batch in self._batches():
            before, after = (runner.run(batch, counted=False)[0] for runner in runners)
            was = before.join(after, on=self._keys, how="semi", maintain_order="left")
            now = after.join(before, on=self._keys, how="semi", maintain_order="left")
            difference(self.knowledge, other, was, now, self.person, total)
            total.not_compared += before.height + after.height - 2 * was.height
        return total

    def over_time(self) -> Changes:
        """What changed from each date of a person to the next, and which facts and rules changed it.

        Raises
        ------
        FactError
            When the cohort was made without naming a column of dates.
        """
        from balance_rules.cohort.changes import compared, over_time

        if self.date is None:
            fix = "Name the column: kb.cohort(table, date='date')."
            raise FactError.of("cohort", "no column of dates", "the name of one", fix, code="missing")
        pl, runner = needed("polars"), self._runner(compared(self.knowledge))
        results, facts = zip(*(runner.run_with_facts(batch) for batch in self._batches()), strict=True)
        return over_time(self.knowledge, pl.concat(results), pl.concat(facts), self.person, self.date)

    # ------------------------------------------------------------ the table

    @property
    def _keys(self) -> list[str]:
        return [self.person, *([self.date] if self.date else [])]

    def _runner(self, columns: Sequence[str] | None = None) -> Any:
        from balance_rules.cohort.running import Batches

        return Batches(self.knowledge, person=self.person, keep=self.keep, columns=columns or self.columns)

    @cached_property
    def _told_apart(self) -> Opened:
        """The table, once it is sure that ids and dates tell its rows apart."""
        import narwhals as nw

        from balance_rules.cohort import keys, streaming
        from balance_rules.cohort.dtypes import tells_apart

        frame = nw.from_native(self.source.native)
        schema = frame.collect_schema()
        if set(self._keys) <= set(schema) and tells_apart(schema[self.person]):  # or else the intake tells what is not
            with reading(paths=self.source.paths):
                if self.date:
                    keys.refuse_dates(frame, self.person, self.date)
                if self.source.kind in ("lazy", "files"):
                    keys.refuse_doubles_in_parts(self.source.native, self._keys, self._memory or streaming.MEMORY)
                else:
                    keys.refuse(keys.doubled(frame, self._keys), self._keys)
        return self.source

    @cached_property
    def _whole(self) -> tuple[Any, Any]:
        """The results and the tally of a table in memory."""
        return self._runner().run(self._told_apart.native)  # type: ignore[no-any-return]

    @cached_property
    def _engine(self) -> Any:
        """The table in the engine that holds it."""
        from balance_rules.cohort.inside import Inside
        from balance_rules.cohort.relations import Placed

        native, held = self._told_apart.native, Inside if self.source.kind == "inside" else Placed
        return held(self.knowledge, native, person=self.person, keep=self.keep, columns=self.columns)

    def _tally(self) -> Any:
        from balance_rules.cohort.tally import Tally

        match self.source.kind:
            case "eager":
                return self._whole[1]
            case "lazy" | "files" | "inside":
                runner = self._runner()
                return sum((runner.run(batch)[1] for batch in self._batches()), Tally())
            case "engine":
                return self._engine.tally()
            case "spark":
                from balance_rules.cohort import spark

                return spark.tally(self.knowledge, self._told_apart.native, person=self.person, keep=self.keep)

    def _notes(self) -> tuple[str, ...]:
        from balance_rules.cohort.intake import Intake

        notes = Intake(self.knowledge, self._empty(), person=self.person, keep=self.keep).notes()
        return (*notes, *self._alike())

    def _alike(self) -> tuple[str, ...]:
        """Say which ids may be one person's, in a table that somebody may look through."""
        import narwhals as nw

        from balance_rules.cohort import keys

        if self.source.kind not in ("eager", "lazy", "files"):
            return ()
        frame = nw.from_native(self.source.native)
        if self.person not in frame.collect_schema():
            return ()
        head = frame.select(self.person).head(MOST_LOOKED_THROUGH + 1)
        head = head.collect() if isinstance(head, nw.LazyFrame) else head
        return () if len(head) > MOST_LOOKED_THROUGH else keys.alike(head, self.person)

    def _empty(self) -> Any:
        """Return no rows with the table's columns."""
        import narwhals as nw

        if self.source.kind == "spark":
            from balance_rules.cohort import spark

            return nw.from_native(spark.empty_batch(self.source.native))
        empty = nw.from_native(self.source.native).head(0)
        return empty.collect() if isinstance(empty, nw.LazyFrame) else empty

    def _batches(self) -> Iterator[Any]:
        """Yield the table as Polars data frames; at least one, even if it is empty."""
        import narwhals as nw

        native, pl = self._told_apart.native, needed("polars")
        match self.source.kind:
            case "eager":
                yield native
            case "lazy" | "files":
                none = True
                for batch in batches(self.source, rows_that_fit(ROWS_AT_ONCE)):
                    none = False
                    yield batch
                if none:
                    yield native.head(0).collect()
            case "inside":
                yield from self._engine.batches(rows_that_fit(ROWS_AT_ONCE))
            case "engine":
                frame = nw.from_native(native)
                yield pl.from_arrow(frame.collect(backend="pyarrow").to_native())
            case "spark":
                yield pl.from_arrow(native.toArrow())

    def _rows(self, person: Any) -> Any:
        import narwhals as nw

        if self.source.kind == "spark":
            from balance_rules.cohort import spark

            return nw.from_native(spark.rows_of(self.source.native, self.person, person))
        frame = nw.from_native(self.source.native)
        if self.person not in frame.collect_schema():
            self._notes()
        rows = frame.filter(nw.col(self.person) == person)
        return rows.collect() if isinstance(rows, nw.LazyFrame) else rows

    def _looks_long(self) -> bool:
        native = self.source.native
        columns = set(native.collect_schema() if self.source.kind in ("lazy", "files") else native.columns)
        return {ATTRIBUTE, VALUE} <= columns and not readable(self.knowledge).keys() & columns
