"""From files to a file, batch by batch: memory bounded by a setting, nothing half-written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from balance_rules.cohort.running import Batches
from balance_rules.cohort.tables import batches, needed, reading
from balance_rules.cohort.tally import Tally
from balance_rules.errors import FactError, Problem
from balance_rules.model import Knowledge

MEMORY = 1 << 30
BYTES_PER_VALUE = 10  # of a fact, a truth or a result, with what a step of the plan copies: measured, rounded up
BYTES_PER_ID = 64
LEAST_MEMORY = 1 << 20
Progress = Callable[[int, int], None]


def rows_per_batch(knowledge: Knowledge, columns: int, memory: int) -> int:
    """Return how many people to judge at once within `memory` bytes; at least a hundred."""
    values = 3 * len(knowledge.facts) + 2 * len(knowledge.judged) + 4 * len(knowledge.conclusions) + columns
    return max(100, memory // (BYTES_PER_VALUE * values))


def refuse_doubles(lazy: Any, keys: list[str], memory: int) -> None:
    """Refuse a table in which two rows have the same keys; a part of the ids at a time, within `memory`.

    Raises
    ------
    FactError
        With the first few of them.
    """
    pl = needed("polars")
    with reading():
        if any(key not in lazy.collect_schema() for key in keys):
            return
        rows = lazy.select(pl.len()).collect(engine="streaming").item()
        parts = 1 + rows * BYTES_PER_ID // max(memory, LEAST_MEMORY)
        for part in range(parts):
            chosen = lazy.select(keys)
            if parts > 1:
                chosen = chosen.filter(pl.col(keys[0]).hash() % parts == part)
            twice = chosen.group_by(keys).len().filter(pl.col("len") > 1).head(5).collect(engine="streaming")
            refuse(twice.rows(named=True), keys)


def refuse(doubled: list[dict[str, Any]], keys: list[str]) -> None:
    """Refuse rows that stand more than once, if there are any."""
    problems = [
        Problem(
            f"column {keys[0]!r}",
            f"{', '.join(str(row[key]) for key in keys)} in {row['len']:,} rows",
            "one row for each person" + (" and date" if len(keys) > 1 else ""),
            "Keep one of them; for several dates, name the column of dates.",
        )
        for row in sorted(doubled, key=lambda row: str(row[keys[0]]))
        if row[keys[0]] is not None
    ]
    if problems:
        raise FactError(problems)


def stream(runner: Batches, lazy: Any, output: Path, *, memory: int, progress: Progress | None = None) -> Tally:
    """Write the results of a lazy table to a Parquet file, and return its tally.

    The file is written aside and renamed when it is whole; whatever stops the run leaves no output.
    """
    pl, parquet = needed("polars"), needed("pyarrow.parquet")
    with reading():
        total = lazy.select(pl.len()).collect(engine="streaming").item()
        columns = len(lazy.collect_schema())
    tally, writer = Tally(), None
    with aside(output) as partial:
        try:
            for batch in batches(lazy, rows_per_batch(runner.knowledge, columns, memory)):
                result, counted = runner.run(batch)
                table = result.to_arrow(compat_level=pl.CompatLevel.oldest())
                writer = writer or parquet.ParquetWriter(partial, table.schema)
                writer.write_table(table)
                tally += counted
                if progress:
                    progress(tally.rows, total)
            if writer is None:
                result, tally = runner.run(lazy.head(0).collect())
                parquet.write_table(result.to_arrow(compat_level=pl.CompatLevel.oldest()), partial)
        finally:
            if writer is not None:
                writer.close()
    return tally


@contextmanager
def aside(output: Path) -> Iterator[Path]:
    """Give a path beside `output` to write to; it takes the name of `output` when all went well."""
    partial = output.with_name(f".{output.name}.{os.getpid()}.partial")
    try:
        yield partial
        os.replace(partial, output)
    finally:
        partial.unlink(missing_ok=True)
