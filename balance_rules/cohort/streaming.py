"""From files to a file, batch by batch: memory bounded by a setting, nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from balance_rules.cohort.running import Batches
from balance_rules.cohort.tables import Opened, batches, count, reading
from balance_rules.cohort.tally import Tally
from balance_rules.cohort.writers import WRITERS, refuse_large
from balance_rules.text.writing import aside

MEMORY = 1 << 30
HELD, HELD_PER_COLUMN = 96 << 20, 96 << 10  # bytes held by reader, writer and a step of arrays: measured
COPIES = 3  # of what is read and what is written, that a batch takes at its most: measured, rounded up
SAMPLE = 1_000
LEAST_ROWS = 100
Progress = Callable[[int, int], None]


def rows_per_batch(read: Any, written: Any, memory: int) -> int:
    """Return how many people to judge at once within `memory` bytes, by a sample of what is read and written."""
    each = sum(frame.estimated_size() / max(1, frame.height) for frame in (read, written))
    held = HELD + HELD_PER_COLUMN * (read.width + written.width)
    return max(LEAST_ROWS, int((memory - held) / (COPIES * each + 1)))


def stream(runner: Batches, source: Opened, output: Path, *, memory: int, progress: Progress | None = None) -> Tally:
    """Write the results of a table that Polars reads to a file, and return its tally.

    The file is written aside and renamed when it is whole; whatever stops the run leaves no output.
    """
    with reading(paths=source.paths):
        lazy = source.native.lazy()
        total, sample = count(lazy), lazy.head(SAMPLE).collect()
    result, _ = runner.run(sample, counted=False)
    rows, tally = rows_per_batch(sample, result, memory), Tally()
    refuse_large(output, total, result.width)
    with aside(output) as partial, WRITERS[output.suffix.lower()](partial, result) as write:

        def judge(batch: Any) -> Tally:
            result, counted = runner.run(batch)
            write(result)
            return counted

        for counted in map(judge, batches(source, rows)):  # which keeps no batch while the next is read
            tally += counted
            if progress:
                progress(tally.rows, total)
    return tally
