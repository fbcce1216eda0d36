"""Spark: every partition runs the Polars plan through `mapInArrow`; partitions are independent.

Spark's own expressions could carry the plan too, but its code generator overflows on a knowledge base of
a few hundred rules. The executors need this library with the extra `cohort`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from balance_rules.cohort.columns import HASH, Sets
from balance_rules.cohort.running import Batches
from balance_rules.cohort.shipping import pack, unpack
from balance_rules.cohort.tables import needed
from balance_rules.cohort.tally import Tally
from balance_rules.model import Knowledge

COUNTED = (HASH,)  # the columns of results that are counted and let go


def results(
    knowledge: Knowledge, table: Any, *, person: str, keep: Sequence[str], columns: Sets | Sequence[str]
) -> Any:
    """Return the results of a Spark data frame as a Spark data frame."""
    empty = Batches(knowledge, person=person, keep=keep, columns=columns, coded=False).run(empty_batch(table))[0]
    schema = needed("pyspark.sql.pandas.types").from_arrow_schema(_plain(empty.to_arrow()).schema)
    return table.mapInArrow(_mapper(pack(knowledge), person, tuple(keep), columns), schema)


def tally(knowledge: Knowledge, table: Any, *, person: str, keep: Sequence[str]) -> Tally:
    """Return the tally of a Spark data frame: each partition counts, the driver adds."""
    Batches(knowledge, person=person, keep=keep, columns=COUNTED).run(
        empty_batch(table)
    )  # what is wrong with the columns, once
    counted = table.mapInArrow(_counter(pack(knowledge), person, tuple(keep)), "tally string").collect()
    return sum((Tally.from_dict(json.loads(row["tally"])) for row in counted), Tally())


def rows_of(table: Any, person: str, name: Any) -> Any:
    """Return the rows of one person as a Polars data frame."""
    return needed("polars").from_arrow(table.filter(table[person] == name).toArrow())


def empty_batch(table: Any) -> Any:
    """Return no rows with the columns of a Spark data frame, in Polars."""
    return needed("polars").from_arrow(table.limit(0).toArrow())


def _mapper(
    packed: bytes, person: str, keep: tuple[str, ...], columns: Sets | Sequence[str]
) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def run(batches: Iterator[Any]) -> Iterator[Any]:
        import polars as pl

        runner = Batches(unpack(packed), person=person, keep=keep, columns=columns, coded=False)
        for batch in batches:
            result, _ = runner.run(pl.from_arrow(batch), counted=False)
            yield from _plain(result.to_arrow()).to_batches()

    return run


def _counter(packed: bytes, person: str, keep: tuple[str, ...]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def run(batches: Iterator[Any]) -> Iterator[Any]:
        import polars as pl
        import pyarrow as pa

        runner, total = Batches(unpack(packed), person=person, keep=keep, columns=COUNTED), Tally()
        for batch in batches:
            total += runner.run(pl.from_arrow(batch))[1]
        yield pa.RecordBatch.from_pydict({"tally": [json.dumps(total.as_dict())]})

    return run


def _plain(table: Any) -> Any:
    """Return an Arrow table whose texts are of the type that Spark reads."""
    import pyarrow as pa

    fields = [
        pa.field(f.name, pa.string()) if pa.types.is_large_string(f.type) or pa.types.is_string_view(f.type) else f
        for f in table.schema
    ]
    return table.cast(pa.schema(fields))
