"""DuckDB, and Ibis over it, which run in this process: their rows are judged as they pass, like a table of Polars.

The engine gives each few thousand rows that it reads to a function of this library, and takes their results back. So a
result is lazy, of the same connection, read anew each time and never in memory as a whole. An engine elsewhere is given
the plan itself (`relations`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from balance_rules.cohort.columns import Sets, written
from balance_rules.cohort.intake import Intake
from balance_rules.cohort.running import Batches
from balance_rules.cohort.tables import needed, reading
from balance_rules.errors import UnsupportedError
from balance_rules.inference.program import lowered
from balance_rules.model import Knowledge

NO_ARROW_OF_POLARS = (nw.Unknown, nw.Duration)  # such as identifiers and intervals: read as the text they are shown as
CONNECTION = "_con"  # of a relation: DuckDB has no public name for it
HOW = {"null_handling": "special", "side_effects": True}  # or the engine calls it twice: to filter, and to show


@dataclass(frozen=True, slots=True)
class Judge:
    """The function that the engine calls. It knows no table, or the connection that keeps it would keep itself."""

    runner: Batches
    schema: Any

    def name(self, given: object) -> str:
        """Return the name of the function of rows of a type, the same for what is the same function."""
        told = (self.runner.knowledge.hash, self.runner.person, *self.schema.names, str(given))
        return f"balance_rules_{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"

    def results(self, people: Any) -> Any:
        """Return the results of some rows in Arrow, null for one that cannot be judged."""
        pa = needed("pyarrow")
        frame, sound = self.runner.run_in_place(_in_polars(pa.Table.from_struct_array(people)))
        columns = frame.rechunk().to_arrow().cast(self.schema).to_batches()[0].columns
        return pa.StructArray.from_arrays(columns, fields=list(self.schema), mask=(~sound).to_arrow())


class Inside:
    """The results of a table, made as the engine reads it, and the table as Polars data frames."""

    def __init__(
        self, knowledge: Knowledge, table: Any, *, person: str, keep: Sequence[str], columns: Sets | Sequence[str]
    ) -> None:
        self.frame, self.keep = nw.from_native(table), tuple(keep)
        self.schema = self.frame.collect_schema()
        intake = Intake(knowledge, self.frame, person=person, keep=keep)
        self.read = [person, *(raw.column for raw in intake.raws)]
        self.empty = _in_polars(self._in_arrow().head(0).collect(backend="pyarrow").to_native())
        # what is wrong with the columns, those carried along too, is told now
        runner = Batches(knowledge, person=person, keep=keep, columns=columns, coded=False)
        self.result = runner.run(self.empty, counted=False)[0].drop(keep).to_arrow()
        self.alike = dict(self._alike(runner))
        varied = [name for name in self.result.column_names if name not in self.alike]
        unkept = Batches(knowledge, person=person, keep=(), columns=varied[1:], coded=False)
        self.judge = Judge(unkept, self.result.select(varied).schema)

    def _alike(self, runner: Batches) -> Iterator[tuple[str, Any]]:
        """Yield the columns that say the same of everybody, because the table tells none of their facts.

        Words and whole numbers alone: not every engine reads a decimal in a query as the float that it stands for.
        """
        one, about = self.empty.clear(1), written(runner.knowledge)
        known, program = set(runner.judging(one).pipeline.deriving.facts), lowered(runner.knowledge)
        said = runner.run_in_place(one)[0].row(0, named=True)
        for name in self.result.column_names[1:-1]:  # for the function has to tell of something
            settled = about[name] and known.isdisjoint(program.cone(about[name]).facts)
            if settled and isinstance(said[name], str | int):
                yield name, said[name]

    def batches(self, rows: int) -> Iterator[pl.DataFrame]:
        """Yield the table as data frames of about so many rows; at least one, even if it is empty."""
        told, none = self._in_arrow().to_native(), True
        if self.frame.implementation.is_ibis():  # whose own batches ask of DuckDB 2 what it no longer has
            ibis = needed("ibis")
            told = ibis.get_backend(told).con.sql(ibis.to_sql(told, dialect="duckdb"))
        with reading("table"):
            for part in told.to_arrow_reader(rows):
                none = False
                yield _in_polars(part)
        if none:
            yield self.empty

    def results(self) -> Any:
        """Return the results as a table of the engine, not yet computed."""
        table = self.frame.select(*map(self._readable, self.read), *self.keep).to_native()
        return _in_ibis(self, table) if self.frame.implementation.is_ibis() else _in_duckdb(self, table)

    def _in_arrow(self) -> Any:
        """Return the columns that are read and carried along, as Arrow can tell Polars of them."""
        return self.frame.select(*map(self._readable, [*self.read, *self.keep]))

    def _readable(self, column: str) -> nw.Expr:
        unlike = any(self.schema[column] == dtype for dtype in NO_ARROW_OF_POLARS)
        return nw.col(column).cast(nw.String) if unlike else nw.col(column)


def _in_duckdb(inside: Inside, table: Any) -> Any:
    """The results of a relation, as a relation of its connection, which alone can be told of a function."""
    connection = getattr(table, CONNECTION, None)
    if connection is None:
        found = f"DuckDB {needed('duckdb').__version__}, whose relations do not tell their connection"
        fix = "Give the table as Arrow: kb.cohort(relation.to_arrow_table())."
        raise UnsupportedError.of("cohort", found, "DuckDB 2.0", fix, code="unsupported")
    read = dict(zip(table.columns, table.types, strict=True))
    given = connection.struct_type({column: read[column] for column in inside.read})
    name, made = inside.judge.name(given), connection.from_arrow(inside.result)
    types = dict(zip(made.columns, made.types, strict=True))
    result = connection.struct_type({column: types[column] for column in inside.judge.schema.names})
    with suppress(needed("duckdb").NotSupportedError):  # it is there already
        connection.create_function(name, inside.judge.results, [given], result, type="arrow", **HOW)
    row = ", ".join(f"{_quoted(column)} := {_quoted(column)}" for column in inside.read)
    said = {column: f"{name}.{_quoted(column)}" for column in inside.judge.schema.names}
    said |= {column: f"CAST({_literal(value)} AS {types[column]})" for column, value in inside.alike.items()}
    shown = [f"{said[column]} AS {_quoted(column)}" for column in made.columns]
    kept = [*map(_quoted, inside.keep)]
    judged = f"SELECT {', '.join([*kept, f'{name}(struct_pack({row})) AS {name}'])} FROM {name}_rows"
    query = f"SELECT {', '.join([shown[0], *kept, *shown[1:]])} FROM ({judged}) WHERE {name} IS NOT NULL"
    return table.query(f"{name}_rows", query)


def _in_ibis(inside: Inside, table: Any) -> Any:
    """The results of a table of Ibis, as a table of Ibis."""
    ibis, given = needed("ibis"), table.select(inside.read).schema().as_struct()
    name = inside.judge.name(given)
    types = ibis.schema(inside.result.schema)
    result = ibis.schema(inside.judge.schema).as_struct()
    function = ibis.udf.scalar.pyarrow(inside.judge.results, name=name, signature=((given,), result), **HOW)
    row = ibis.struct({column: table[column] for column in inside.read})
    judged = table.select(*inside.keep, function(row).name(name))
    judged = judged.filter(judged[name].notnull())
    said = {column: judged[name][column] for column in inside.judge.schema.names}
    said |= {column: ibis.literal(value, types[column]) for column, value in inside.alike.items()}
    person, *shown = (said[column].name(column) for column in inside.result.column_names)
    return judged.select(person, *inside.keep, *shown)


def _literal(value: str | int) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _in_polars(arrow: Any) -> pl.DataFrame:
    frame = pl.from_arrow(arrow)
    assert isinstance(frame, pl.DataFrame)
    return frame
