"""A long table of id, attribute and value as a wide one: a row for each person, a column for each attribute.

A lazy table is made wide a share of the people at a time, so that it may be larger than memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import ATTRIBUTE, VALUE
from balance_rules.cohort.dtypes import tells_apart
from balance_rules.cohort.keys import doubled, refuse
from balance_rules.cohort.tables import Opened, needed, reading
from balance_rules.errors import FactError, UnsupportedError

CELLS_AT_ONCE = 1_000_000
MOST_ATTRIBUTES = 5_000


def widened(long: Opened, keys: Sequence[str]) -> Opened:
    """Return a long table as a wide one; `keys` tell its rows apart, the column of ids first.

    Raises
    ------
    FactError
        When a column is missing, a row names no attribute, or a person has two values of one.
    UnsupportedError
        In Spark.
    """
    if long.kind == "spark":
        construct = "a long table in Spark; pivot it by attribute first:"
        raise UnsupportedError(rule="cohort", back_end="Spark", construct=construct)
    frame = nw.from_native(long.native)
    if {*keys} & {ATTRIBUTE, VALUE}:
        expected = f"columns of their own, other than {ATTRIBUTE!r} and {VALUE!r}"
        raise FactError.of("table", f"{', '.join(keys)} to tell rows apart", expected, "Name others.", code="duplicate")
    missing = [column for column in (*keys, ATTRIBUTE, VALUE) if column not in frame.collect_schema()]
    if missing:
        expected = f"the columns {', '.join((*keys, ATTRIBUTE, VALUE))}"
        raise FactError.of("table", f"no {', '.join(missing)}", expected, "Name the columns so.", code="missing")
    schema = frame.collect_schema()
    wrong = [name for name in (keys[0], ATTRIBUTE) if not tells_apart(schema[name])]
    if wrong:
        found, expected = f"values of type {schema[wrong[0]]}", "text, or for ids also whole numbers or days"
        raise FactError.of(f"column {wrong[0]!r}", found, expected, "Convert the column.", code="wrong-type")
    frame = frame.select(*keys, _spelled(nw.col(ATTRIBUTE)), VALUE)
    names = _attributes(frame, keys)
    match long.kind:
        case "eager":
            wide = _pivoted(frame.to_native(), keys, names)
        case "lazy" | "files":
            wide = _in_parts(frame.to_native(), keys, names)
        case _:
            refuse(doubled(frame, [*keys, ATTRIBUTE]), [*keys, ATTRIBUTE])
            own = (nw.when(nw.col(ATTRIBUTE) == name).then(nw.col(VALUE)).alias(name) for name in names)
            wide = frame.with_columns(*own).group_by(*keys).agg(*(nw.col(name).max() for name in names)).to_native()
    return Opened(long.kind, wide, long.restore, long.paths)


def _spelled(attribute: nw.Expr) -> nw.Expr:
    """Return the names of attributes as columns are named: `pain[left_knee]` is `pain__left_knee`."""
    text = attribute.cast(nw.String)
    return text.str.replace_all("[", "__", literal=True).str.replace_all("]", "", literal=True).alias(ATTRIBUTE)


def _attributes(frame: Any, keys: Sequence[str]) -> list[str]:
    with reading():
        rows = frame.select(ATTRIBUTE).unique().head(MOST_ATTRIBUTES + 1).lazy().collect()[ATTRIBUTE].to_list()
    found, fix = "", "Name the attribute of each value."
    if len(rows) > MOST_ATTRIBUTES:
        found, fix = f"more than {MOST_ATTRIBUTES:,} names", "Check that the column holds the names of attributes."
    elif None in rows:
        found = "nothing"
    elif taken := sorted({*keys} & {*rows}):
        found, fix = ", ".join(taken), "Rename the column that is carried along."
    if found:
        raise FactError.of(
            f"column {ATTRIBUTE!r}", found, "the name of an attribute in each row", fix, code="unknown-name"
        )
    return sorted(rows)


def _pivoted(frame: Any, keys: Sequence[str], names: Sequence[str]) -> Any:
    """Return a long Polars data frame as a wide one with a column for each of `names`."""
    pl = needed("polars")
    refuse(doubled(nw.from_native(frame), [*keys, ATTRIBUTE]), [*keys, ATTRIBUTE])
    wide = frame.pivot(ATTRIBUTE, index=list(keys), values=VALUE, aggregate_function="first")
    absent = [pl.lit(None, frame.schema[VALUE]).alias(name) for name in names if name not in wide.columns]
    return wide.with_columns(absent).select(*keys, *names)


def _in_parts(lazy: Any, keys: Sequence[str], names: Sequence[str]) -> Any:
    """Return a long lazy Polars table as a lazy wide one, which reads the long one once for each part of the people."""
    pl, plugins = needed("polars"), needed("polars.io.plugins")
    with reading():
        schema = lazy.collect_schema()
        people = lazy.select(pl.col(keys[0]).approx_n_unique()).collect(engine="streaming").item()
    parts = 1 + people * len(names) // CELLS_AT_ONCE

    def wide(columns: list[str] | None, predicate: Any, rows: int | None, _: int | None) -> Iterator[Any]:
        early = predicate is not None and set(predicate.meta.root_names()) <= set(keys)
        for part in range(parts):
            chosen = lazy if parts == 1 else lazy.filter(pl.col(keys[0]).hash() % parts == part)
            chosen = chosen.filter(predicate) if early else chosen
            with reading():
                if columns is not None and set(columns) <= set(keys):
                    frame = chosen.select(keys).unique().collect(engine="streaming")
                else:
                    frame = _pivoted(chosen.collect(engine="streaming"), keys, names)
            frame = frame if early or predicate is None else frame.filter(predicate)
            frame = frame if columns is None else frame.select(columns)
            yield frame if rows is None else frame.head(rows)
            rows = None if rows is None else max(0, rows - frame.height)
            if rows == 0:
                return

    types = {**{key: schema[key] for key in keys}, **dict.fromkeys(names, schema[VALUE])}
    return plugins.register_io_source(wide, schema=types)
