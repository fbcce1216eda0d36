"""Which columns of a spreadsheet hold what, and what its words mean: a small YAML file beside the table.

```yaml
id: Player                    # the column of ids
date: Test day                # the column of dates, if there is one
dates: day-month-year         # or month-day-year: how 03.04.2026 is to be read
encoding: cp1252              # of a CSV file that is not UTF-8
decimal: ","                  # every comma in a number is a decimal one, every point in it parts thousands
missing: ["-", n/a]           # cells that say nothing
columns:
  sedentary_hours: Sitting h/day
  sex: {column: Gender, values: {m: male, f: female}}
  "nordic_force[left]": {column: Nordic L, unit: N}
```

Nothing is guessed: a word that `values` does not name is judged as it stands, as in any table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from balance_rules.cohort.columns import readable
from balance_rules.cohort.tables import Opened, needed
from balance_rules.errors import FactError, Problem, UnsupportedError, nearest, unknown_name
from balance_rules.model import Knowledge
from balance_rules.person.facts import document_of, shaped
from balance_rules.text.documents import Document
from balance_rules.text.search import by_meaning

# A number with commas as decimal signs and points between thousands, and a unit behind it.
_COMMAS = r"^\s*[-+−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?(?:\D.*)?$|^\s*[-+−]?\d+,\d+(?:\D.*)?$"
_POINTED = r"^\s*[-+−]?\d+\.\d"
_BARE = r"^\s*[-+−]?[\d.,]+\s*$"
_DAYS = {
    "day-month-year": r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})",
    "month-day-year": r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})",
}


def _word(value: Any) -> Any:
    """A word as YAML may have read it: `true` and `1` are words of a table too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, Decimal)) else value


Word = Annotated[str, BeforeValidator(_word)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MappedColumn(_Shape):
    """A column: its name in the table, what its words mean, and the unit of its bare numbers."""

    column: Word
    values: dict[Word, Word] = Field(default_factory=dict)
    unit: str = ""


def _column(value: Any) -> Any:
    """A column as it may be stated: its name alone, or what there is to say of it."""
    return value if isinstance(value, (Mapping, MappedColumn)) else {"column": value}


class TableMapping(_Shape):
    """A mapping, as the file states it."""

    id: Word | None = None
    date: Word | None = None
    dates: Literal["day-month-year", "month-day-year"] | None = None
    encoding: str | None = None
    decimal: Literal[",", "."] = "."
    missing: tuple[Word, ...] = ()
    columns: dict[str, Annotated[MappedColumn, BeforeValidator(_column)]] = Field(default_factory=dict)


def read_mapping(given: Mapping[str, Any] | Path | str, knowledge: Knowledge) -> TableMapping:
    """Return a mapping from its file, or as it is given.

    Raises
    ------
    FactError
        With every problem: a word that is none of a mapping's, a fact that does not exist, a column that is named for
        two facts, an encoding that Python does not know.
    """
    document = document_of(given)
    mapping = shaped(document, TypeAdapter(TableMapping))
    problems = list(_problems(document, mapping, knowledge))
    if problems:
        raise FactError(problems)
    return mapping


def _problems(document: Document, mapping: TableMapping, knowledge: Knowledge) -> Iterator[Problem]:
    names = readable(knowledge)
    holding: dict[str, str] = {}
    for fact, column in mapping.columns.items():
        place = str(document.place(("columns", fact)))
        if fact not in names:
            yield unknown_name(place, fact, names, "fact", by_meaning(fact))
        if (other := holding.setdefault(column.column, fact)) != fact:
            found = f"the column {column.column!r} for {other!r} and {fact!r}"
            yield Problem(place, found, "a column for each fact", "Keep one of the two.", code="duplicate")
    try:
        "".encode(mapping.encoding or "utf-8")
    except LookupError:
        place = str(document.place(("encoding",)))
        yield Problem(
            place,
            repr(mapping.encoding),
            "an encoding such as cp1252",
            "Name the one the file was saved in.",
            code="unknown-name",
        )


def mapped(opened: Opened, mapping: TableMapping) -> Opened:
    """Return a table as its mapping describes it: columns named by facts, cells as any table would hold them.

    Raises
    ------
    FactError
        The table lacks a column of the mapping, or has one of its facts already.
    UnsupportedError
        The table lies in an engine, which renames its columns itself.
    """
    if opened.kind in ("inside", "engine", "spark"):
        fix = "Rename the columns in the query that gives the table."
        raise UnsupportedError.of("mapping", "rows in an engine", "rows that Polars reads", fix, code="unsupported")
    pl, frame = needed("polars"), opened.native
    schema = frame.collect_schema()
    problems = list(_lacking(mapping, list(schema)))
    if problems:
        raise FactError(problems)
    named = {column.column: (fact, column) for fact, column in mapping.columns.items()}
    made = []
    for name, dtype in schema.items():
        fact, how = named.get(name, (name, MappedColumn(column=name)))
        made.append((_read(pl.col(name), dtype, how, mapping) if name != mapping.id else pl.col(name)).alias(fact))
    return replace(opened, native=frame.select(made))


def _lacking(mapping: TableMapping, there: list[str]) -> Iterator[Problem]:
    wanted = [column.column for column in mapping.columns.values()]
    for name in [*wanted, *filter(None, (mapping.id, mapping.date))]:
        if name not in there:
            guess = nearest(name, there)
            fix = f"Write {guess!r}?" if guess else f"The table has {', '.join(map(repr, there[:8]))}."
            yield Problem("mapping", f"the column {name!r}", "a column of the table", fix, code="missing")
    for fact in mapping.columns:
        if fact in there and fact not in wanted:
            fix = "Leave the line out of the mapping, or rename that column."
            yield Problem(
                "mapping", f"{fact!r}, which the table has a column for", "one column for a fact", fix, code="duplicate"
            )


def _read(column: Any, dtype: Any, how: MappedColumn, mapping: TableMapping) -> Any:
    """Return the expression of a column as any table would hold it."""
    pl = needed("polars")
    text = dtype == pl.String
    if not text and (how.values or how.unit):
        column, text = column.cast(pl.String), True
    if not text:
        return column
    if mapping.missing:
        column = pl.when(~column.str.strip_chars().is_in(list(mapping.missing))).then(column)
    if how.values:
        column = column.str.strip_chars().replace(dict(how.values))
    if mapping.date == how.column and mapping.dates:
        return _iso(column, mapping.dates)
    if mapping.decimal == ",":
        pointed = column.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
        doubtful = column + pl.lit(" (a point, and no thousands)")  # which is no number, and so refuses its row
        column = (
            pl.when(column.str.contains(_COMMAS))
            .then(pointed)
            .when(column.str.contains(_POINTED))
            .then(doubtful)
            .otherwise(column)
        )
    if how.unit:
        column = pl.when(column.str.contains(_BARE)).then(column + pl.lit(f" {how.unit}")).otherwise(column)
    return column


def _iso(column: Any, order: str) -> Any:
    """Return days as year-month-day; what is no day of that order stays as it is, and is refused."""
    pl = needed("polars")
    first, second, year = (column.str.extract(_DAYS[order], group) for group in (1, 2, 3))
    day, month = (first, second) if order == "day-month-year" else (second, first)
    iso = pl.concat_str([year, month.str.zfill(2), day.str.zfill(2)], separator="-")
    return pl.when(column.str.contains(_DAYS[order])).then(iso).otherwise(column)
