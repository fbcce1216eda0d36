"""What tells the rows of a table apart: ids, and dates where a person stands in several rows.

An id or a pair of id and date may stand once. A date is a date, a number, or text such as 2026-01-31, so that
the order of the dates is the order of time.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw

from balance_rules.cohort.dtypes import told
from balance_rules.cohort.tables import needed
from balance_rules.errors import FactError, Problem

BYTES_PER_ID = 96  # of a table of ids, which doubles when it is full: measured
LEAST_MEMORY = 1 << 20
MOST_NAMED = 5
MOST_DATES = 100_000  # distinct ones, as text; nobody's table spans three centuries of days


def refuse_doubles_in_parts(lazy: Any, keys: Sequence[str], memory: int) -> None:
    """Refuse a lazy Polars table in which two rows have the same keys; a part of the ids at a time.

    Raises
    ------
    FactError
        With the first few of them.
    """
    pl = needed("polars")
    rows = lazy.select(pl.len()).collect(engine="streaming").item()
    parts = 1 + rows * BYTES_PER_ID // max(memory, LEAST_MEMORY)
    for part in range(parts):
        chosen = lazy.select(keys)
        if parts > 1:
            chosen = chosen.filter(pl.col(keys[0]).hash() % parts == part)
        refuse(doubled(nw.from_native(chosen), keys), keys)


def doubled(frame: Any, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return the first few keys that stand in several rows, with the number of rows as `len`."""
    schema = frame.collect_schema()
    named = frame.select(told(nw, keys[0], schema[keys[0]]).alias(keys[0]), *keys[1:])
    counted = named.with_columns(nw.lit(1).alias("len")).group_by(*keys).agg(nw.col("len").sum())
    return _rows(counted.filter((nw.col("len") > 1) & ~nw.col(keys[0]).is_null()).head(MOST_NAMED))


def alike(frame: Any, person: str) -> tuple[str, ...]:
    """Say which ids differ in nothing but blanks and capitals: they are two people here, and may be one."""
    if frame.collect_schema()[person] != nw.String:
        return ()
    plain = nw.col(person).str.strip_chars().str.to_lowercase().alias("plain")
    ids = frame.select(person, plain).unique()
    several = ids.select("plain", nw.lit(1).alias("len")).group_by("plain").agg(nw.col("len").sum())
    several = several.filter((nw.col("len") > 1) & ~nw.col("plain").is_null())
    found = _rows(ids.join(several.head(MOST_NAMED).select("plain"), on="plain"))
    together: dict[str, list[str]] = {}
    for row in sorted(found, key=lambda row: str(row[person])):
        together.setdefault(row["plain"], []).append(repr(row[person]))
    return tuple(
        f"{' and '.join(ids)} are ids of different rows and may be one person: nothing is put together."
        for ids in together.values()
    )


def refuse(doubles: Collection[Mapping[str, Any]], keys: Sequence[str]) -> None:
    """Refuse rows that stand more than once, if there are any."""
    once = " and ".join(["one row for each person", *keys[1:]])
    fix = "Keep one of them." if len(keys) > 1 else "Keep one of them; for several dates, name the column of dates."
    problems = [
        Problem(
            f"column {keys[0]!r}",
            f"{', '.join(str(row[key]) for key in keys)} in {row['len']:,} rows",
            once,
            fix,
            code="duplicate",
        )
        for row in sorted(doubles, key=lambda row: str(row[keys[0]]))
    ]
    if problems:
        raise FactError(problems)


def refuse_dates(frame: Any, person: str, date: str) -> None:
    """Refuse a table in which a row has no date, or one that is not written so that it can be put in order.

    Raises
    ------
    FactError
        With the first few of them.
    """
    problems = list(_bad_dates(frame, person, date))
    if problems:
        raise FactError(problems)


def _bad_dates(frame: Any, person: str, date: str) -> Iterator[Problem]:
    place, expected, fix = f"column {date!r}", "a date such as 2026-01-31", "Write dates as year-month-day."
    kind = frame.collect_schema()[date]
    if kind == nw.String:
        texts = _rows(frame.select(date).unique().head(MOST_DATES))
        wrong = [row[date] for row in texts if row[date] is not None and not _is_date(row[date])]
        bad = nw.col(date).is_null() | nw.col(date).is_in(wrong[:MOST_NAMED])
    elif kind in (nw.Date, nw.Datetime) or kind.is_numeric():
        bad = nw.col(date).is_null()
    else:
        yield Problem(place, f"values of type {kind}", expected, "Convert the column.", code="wrong-type")
        return
    for row in _rows(frame.filter(bad).select(person, date).head(MOST_NAMED)):
        found = "nothing" if row[date] is None else repr(row[date])
        yield Problem(place, f"{found} for {row[person]}", expected, fix, code="wrong-date")


def _is_date(text: str) -> bool:
    """Return whether a text begins with a day that the calendar has, written as year-month-day.

    >>> _is_date("2026-01-31"), _is_date("2026-01-31 18:00"), _is_date("2026-02-31"), _is_date("31/01/2026")
    (True, True, False, False)
    """
    try:
        return datetime.date.fromisoformat(text[:10]).isoformat() == text[:10]
    except ValueError:
        return False


def _rows(frame: Any) -> list[dict[str, Any]]:
    rows = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return list(rows.iter_rows(named=True))
