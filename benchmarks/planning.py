"""What it takes until the result of a table in a database can be read: `python -m benchmarks.planning`.

A table with a column for every fact of the bundled knowledge stands in DuckDB, and the same as an Ibis table. Nobody's
rows are read before the result is. Processor time; the first plan, and a later one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import balance_rules as br
from benchmarks import figures
from benchmarks.cohort import told

PEOPLE = 1_000
MOST = 5  # seconds


def main() -> None:
    """Measure and print."""
    import duckdb
    import ibis

    kb = br.load()
    people = told("bundled", PEOPLE).to_arrow()
    tables: Mapping[str, Callable[[], Any]] = {
        "DuckDB": lambda: duckdb.connect().from_arrow(people),
        "Ibis": lambda: ibis.memtable(people),
    }
    for name, table in tables.items():
        seconds = []
        for _ in range(2):
            source = table()
            began = time.process_time()
            kb.cohort(source).table  # noqa: B018
            seconds.append(time.process_time() - began)
        print(f"{name:8} {people.num_columns} columns: first {seconds[0]:.2f} s, later {seconds[1]:.2f} s")
        figures.note(f"planning {name}, all facts", seconds[0], " s", most=MOST, beside=f"later {seconds[1]:.2f} s")


if __name__ == "__main__":
    figures.told(main)
