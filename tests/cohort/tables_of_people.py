"""Tables for the cohort tests: random facts as columns that people would write."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from balance_rules.cohort.columns import column_of, fired_columns
from balance_rules.cohort.outputs import PRESCRIPTION, REFERRAL, fired_rules
from balance_rules.errors import FactError
from balance_rules.facts import read_profile
from balance_rules.kernel import Kernel
from balance_rules.model import Knowledge

BACK_ENDS = ("polars", "lazy", "pandas", "arrow", "duckdb", "ibis")


def plain_people(knowledge: Knowledge, people: Sequence[Mapping[str, int]]) -> list[dict[str, Any]]:
    """Return stored facts as the plain values that a table holds, ids 0, 1, 2 …"""
    return [
        {"id": i} | {fact: knowledge.facts[fact].plain(value) for fact, value in person.items()}
        for i, person in enumerate(people)
    ]


def sensible_facts(chance: random.Random, knowledge: Knowledge, missing: float = 0.3) -> dict[str, Any]:
    """Return random plain values whose measures mostly stay in range: what is divided lies close together."""
    inputs = {name for measure in knowledge.measures for name in measure.inputs}
    derived = {measure.fact for measure in knowledge.measures}
    told = {}
    for fact, attribute in knowledge.facts.items():
        if fact in derived or chance.random() < missing:
            continue
        third = (attribute.high - attribute.low) // 3
        span = (attribute.low + third, attribute.high - third) if fact in inputs else (attribute.low, attribute.high)
        told[fact] = attribute.plain(chance.randint(*span))
    return told


def as_polars(knowledge: Knowledge, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Return rows as a Polars data frame with a column for each fact that somebody told."""
    import polars as pl

    names = [fact for fact in knowledge.facts if any(fact in row for row in rows)]
    columns: dict[str, list[Any]] = {"id": [row["id"] for row in rows]}
    for name in names:
        values = [row.get(name) for row in rows]
        if any(isinstance(value, float) for value in values):
            values = [None if value is None else float(value) for value in values]
        columns[column_of(name)] = values
    return pl.DataFrame(columns, strict=True)


def as_table(frame: Any, back_end: str) -> Any:
    """Return a Polars data frame as a table of another back end."""
    match back_end:
        case "lazy":
            return frame.lazy()
        case "pandas":
            return frame.to_pandas(use_pyarrow_extension_array=True)
        case "arrow":
            return frame.to_arrow()
        case "duckdb":
            import duckdb

            return duckdb.connect().from_arrow(frame.to_arrow())
        case "ibis":
            import ibis

            return ibis.memtable(frame.to_arrow())
    return frame


def rows_of(table: Any) -> dict[Any, dict[str, Any]]:
    """Return the rows of any result by id."""
    import narwhals as nw

    if type(table).__module__.startswith("pandas"):
        import polars as pl

        table = pl.from_pandas(table)  # where a missing word is null, not a float
    frame = nw.from_native(table)
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return {row["id"]: row for row in frame.iter_rows(named=True)}


def expected_row(kernel: Kernel, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a person's row of the result must hold, None where the facts are refused."""
    knowledge = kernel.knowledge
    try:
        sheet = read_profile(knowledge, {name: value for name, value in row.items() if name != "id"})
    except FactError:
        return None
    inference = kernel.run(sheet.values)
    truths = dict(zip((name for name, _ in knowledge.judged), inference.truths, strict=True))
    wanted: dict[str, Any] = {}
    for conclusion, (low, high) in zip(knowledge.conclusions.values(), inference.scores, strict=True):
        name = column_of(conclusion.id)
        wanted |= {name: conclusion.level(low), f"{name}__low": low, f"{name}__high": high}
    wanted |= {column_of(r.id): REFERRAL[1 + truths[r.id]] for r in knowledge.referrals}
    wanted |= {column_of(p.id): PRESCRIPTION[1 + truths[p.id]] for p in knowledge.prescriptions}
    return wanted | {"fired": tuple(rule.id for rule in knowledge.rules if truths[rule.id] > 0)}


def differences(
    kernel: Kernel, people: Sequence[Mapping[str, Any]], found: Mapping[Any, Mapping[str, Any]]
) -> list[Any]:
    """Return every cell of a result that is not what the person alone is told."""
    wrong: list[Any] = []
    for person in people:
        wanted, row = expected_row(kernel, person), found.get(person["id"])
        if wanted is None or row is None:
            wrong += [] if wanted is row else [(person["id"], "refused", wanted, row)]
            continue
        told = {**row, "fired": fired_rules(kernel.knowledge, row)}
        told["fired"] = tuple(told["fired"]) if fired_columns(kernel.knowledge) else ()
        wrong += [(person["id"], name, value, told[name]) for name, value in wanted.items() if told[name] != value]
    return wrong
