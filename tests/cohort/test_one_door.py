"""One door: a cell says the same to `assess` and in every form of table; what is refused is refused in the same words.

The statement is docs/reference/cells.md. Each row of `CELLS` is a fact, a value told of it, and what that means.
"""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from effort import effort
from small_knowledge import altered
from tables_of_people import as_table, facts_heard

import balance_rules as br
from balance_rules.cohort import tables

UNKNOWN, REFUSED = None, "refused"
DAY = datetime.date(2026, 4, 10)

CELLS: tuple[tuple[str, Any, Any], ...] = (
    # a number, in h/day by steps of 0.25
    ("sitting", None, UNKNOWN),
    ("sitting", math.nan, UNKNOWN),
    ("sitting", "", UNKNOWN),
    ("sitting", "  ", UNKNOWN),
    ("sitting", 9, 36),
    ("sitting", 9.0, 36),
    ("sitting", 9.25, 37),
    ("sitting", "9", 36),
    ("sitting", " 9.5 ", 38),
    ("sitting", "450 min/day", 30),
    ("sitting", Decimal("9.25"), 37),
    ("sitting", 0, 0),
    ("sitting", math.inf, REFUSED),
    ("sitting", -1, REFUSED),
    ("sitting", 24.5, REFUSED),
    ("sitting", 10**18, REFUSED),
    ("sitting", True, REFUSED),
    ("sitting", "true", REFUSED),
    ("sitting", "nan", REFUSED),
    ("sitting", "NaN", REFUSED),
    ("sitting", "NA", REFUSED),
    ("sitting", "null", REFUSED),
    ("sitting", "unknown", REFUSED),
    ("sitting", "-", REFUSED),
    ("sitting", "9,5", 38),
    ("sitting", "0,250", 1),
    ("sitting", " 9,25 h/day", 37),
    ("sitting", "450,00 min/day", 30),
    ("sitting", "1,000", REFUSED),
    ("sitting", "9,5,5", REFUSED),
    ("sitting", "9,5.5", REFUSED),
    ("sitting", "1.000,5", REFUSED),
    ("sitting", "9 kg", REFUSED),
    ("sitting", "#N/A", REFUSED),
    ("sitting", "#DIV/0!", REFUSED),
    ("sitting", "=1+8", REFUSED),
    ("sitting", "2026-04-10", REFUSED),
    ("sitting", DAY, REFUSED),
    ("sitting", datetime.datetime(2026, 4, 10, 9), REFUSED),
    ("sitting", datetime.time(9), REFUSED),
    ("sitting", datetime.timedelta(hours=9), REFUSED),
    # yes or no
    ("prior_acl[left]", None, UNKNOWN),
    ("prior_acl[left]", math.nan, UNKNOWN),
    ("prior_acl[left]", "", UNKNOWN),
    ("prior_acl[left]", True, 1),
    ("prior_acl[left]", False, 0),
    ("prior_acl[left]", "true", 1),
    ("prior_acl[left]", "True", 1),
    ("prior_acl[left]", "FALSE", 0),
    ("prior_acl[left]", "yes", REFUSED),
    ("prior_acl[left]", "no", REFUSED),
    ("prior_acl[left]", "1", REFUSED),
    ("prior_acl[left]", "tRuE", REFUSED),
    ("prior_acl[left]", 1, REFUSED),
    ("prior_acl[left]", 0, REFUSED),
    ("prior_acl[left]", 1.0, REFUSED),
    ("prior_acl[left]", DAY, REFUSED),
    # one of several words
    ("training_experience", None, UNKNOWN),
    ("training_experience", math.nan, UNKNOWN),
    ("training_experience", "", UNKNOWN),
    ("training_experience", "advanced", 2),
    ("training_experience", " advanced", REFUSED),
    ("training_experience", "Advanced", REFUSED),
    ("training_experience", "none", REFUSED),
    ("training_experience", 1, REFUSED),
    ("training_experience", True, REFUSED),
    ("training_experience", DAY, REFUSED),
    # every instance at once
    ("prior_acl", None, UNKNOWN),
    ("prior_acl", " ", UNKNOWN),
    ("prior_acl", math.nan, UNKNOWN),
    ("prior_acl", "none", 0),
    ("prior_acl", "None", REFUSED),
    ("prior_acl", 3, REFUSED),
    ("prior_acl", True, REFUSED),
)


FORMS = (
    *("polars", "lazy", "pandas", "pandas objects", "pandas Arrow", "arrow"),
    *("duckdb", "ibis", "warehouse", "parquet", "csv", "long"),
)
WAREHOUSE = "warehouse"  # DuckDB through Ibis, as if it did not run in this process
ENGINES = ("duckdb", "ibis", WAREHOUSE)
ENGINES_TELL_AS_TEXT = (datetime.time, datetime.timedelta)


Columns = dict[str, list[Any]]


def share(form: str) -> slice:
    """Of what is told, at each change a third: each to one of the engines and to two or three other forms."""
    forms, stride = ENGINES if form in ENGINES else FORMS, effort(3, 1)
    return slice(forms.index(form) % stride, None, stride)


def _groups() -> list[Columns]:
    """Return the cells as columns, a fact and a type each, each after one that says nothing."""
    groups: dict[tuple[str, type], list[Any]] = {}
    for fact, value, _ in CELLS:
        groups.setdefault((fact, type(value)), [None]).append(value)
    return [{fact: values} for (fact, _), values in groups.items()]


def _side_by_side(groups: list[Columns]) -> list[Columns]:
    """Put the first column of every fact into one table, the second ones into the next: few tables take less time."""
    tables: list[Columns] = []
    for group in groups:
        ((fact, values),) = group.items()
        table = next((table for table in tables if fact not in table), None)
        tables.append(group) if table is None else table.update({fact: values})
    return tables


def _stacked(columns: Columns) -> Columns:
    """Return columns in which each row tells one of the values, and nothing of the other facts."""
    rows = [(fact, value) for fact, values in columns.items() for value in values]
    return {fact: [value if of == fact else None for of, value in rows] for fact in columns}


def _table(form: str, told: Columns, folder: Path) -> Any:
    """Return a table of a person for each value, as a form can hold it."""
    ids = list(range(len(next(iter(told.values())))))
    columns = {"id": ids, "nordic_sessions": [1] * len(ids), **told}
    match form:
        case "pandas":
            return pd.DataFrame(columns)
        case "pandas objects":
            return pd.DataFrame(columns, dtype=object)
        case "pandas Arrow":
            return pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype)
        case "arrow":
            return pa.table(columns)
        case "parquet":
            pl.DataFrame(columns, strict=False).write_parquet(folder / "people.parquet")
            return folder / "people.parquet"
        case "csv":
            lines = [",".join(map(_typed, row)) for row in zip(*columns.values(), strict=True)]
            (folder / "people.csv").write_text("\n".join([",".join(columns), *lines, ""]), "utf-8")
            return folder / "people.csv"
        case "long":
            ((column, values),) = told.items()
            return pl.DataFrame({"id": ids, "attribute": column, "value": values}, strict=False)
        case _:
            return as_table(pl.DataFrame(columns, strict=False), "ibis" if form == WAREHOUSE else form)


def _typed(value: Any) -> str:
    """Return a cell of a CSV file."""
    text = "" if silent(value) else str(value)
    return f'"{text}"' if isinstance(value, str) else text


def _as_held(form: str, value: Any) -> Any:
    """Return a value as a form holds it beside one that is missing: CSV as text, NumPy a whole number as a float."""
    if form == "csv":
        return None if silent(value) else str(value)
    return float(value) if form == "pandas" and type(value) is int else value


@pytest.fixture
def elsewhere(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if form == WAREHOUSE:
        monkeypatch.setattr(tables, "runs_here", lambda _: False)


def silent(value: Any) -> bool:
    return value is None or value != value


def _alone(small: br.KnowledgeBase, fact: str, value: Any) -> tuple[Any, str]:
    """Return what one person's facts are, or the problem without its place."""
    try:
        values = small.read_facts({fact: value}).values
    except br.FactError as error:
        (problem,) = error.problems
        return REFUSED, f"found {problem.found}; expected {problem.expected}. {problem.fix}"
    return values.get("prior_acl[left]" if fact == "prior_acl" else fact), ""


@pytest.mark.parametrize(("fact", "value", "meaning"), CELLS)
def test_a_value_means_to_one_person_what_the_statement_says(
    small: br.KnowledgeBase, fact: str, value: Any, meaning: Any
) -> None:
    assert _alone(small, fact, value)[0] == meaning


@pytest.fixture(scope="module")
def reading(small: br.KnowledgeBase) -> br.KnowledgeBase:
    """The small knowledge that concludes nothing: a cell means the same, and to plan what it concludes takes time."""
    nothing: Any = {"rules": (), "referrals": (), "restrictions": (), "prescriptions": ()}
    return br.KnowledgeBase(altered(small.knowledge, conclusions=MappingProxyType({}), **nothing))


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("form", FORMS)
def test_a_cell_means_in_every_table_what_it_means_to_one_person(
    reading: br.KnowledgeBase, form: str, tmp_path: Path
) -> None:
    groups = _groups() if form == "long" else _side_by_side(_groups())  # a long table has one column of values
    for columns in groups[share(form)]:
        _told_of_cells(reading, form, columns, tmp_path)


def _told_of_cells(reading: br.KnowledgeBase, form: str, columns: Columns, folder: Path) -> None:
    unheard = ENGINES_TELL_AS_TEXT if form in ENGINES else ()
    told = _stacked({fact: [v for v in values if not isinstance(v, unheard)] for fact, values in columns.items()})
    names = {fact: fact.replace("[", "__").replace("]", "") for fact in told}
    cohort = reading.cohort(_table(form, {names[fact]: values for fact, values in told.items()}, folder))
    refused: dict[str, dict[str, str]] = {}
    stored: dict[str, dict[int, Any]] = {}
    for fact, values in told.items():
        alone = dict(enumerate(_alone(reading, fact, _as_held(form, value)) for value in values))
        refused[fact] = {str(i): f"{names[fact]}: {words}" for i, (said, words) in alone.items() if said == REFUSED}
        heard = {i: said for i, (said, _) in alone.items() if said is not UNKNOWN}
        stored.setdefault("prior_acl[left]" if fact == "prior_acl" else fact, {}).update(heard)
    with facts_heard() as heard:
        summary = cohort.summary
    for fact, name in names.items():
        found = {refusal.id: refusal.problem for refusal in summary.refusals if refusal.column == name}
        assert found == refused[fact], (form, fact, told[fact])
    assert {refusal.column for refusal in summary.refusals} <= set(names.values())
    assert summary.faults == {names[fact]: len(rows) for fact, rows in refused.items() if rows}
    if form == WAREHOUSE:  # which judges where the table lies
        return
    facts = {int(row["id"]): row for row in pl.concat(heard).to_dicts()}
    judged = set(range(len(next(iter(told.values()))))) - {int(i) for rows in refused.values() for i in rows}
    assert set(facts) == judged
    for fact, heard in stored.items():
        assert {i: row.get(fact) for i, row in facts.items()} == {i: heard.get(i) for i in judged}, (form, told)


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (np.float64(9.25), 37),
        (np.float32(9.3), 37),
        (np.float16(9.5), 38),
        (np.int8(9), 36),
        (np.uint64(9), 36),
        (np.str_("9.5 h/day"), 38),
        (np.array(9.5), 38),
        (np.float64("nan"), None),
        (np.float32("nan"), None),
        (pd.NA, None),
        (pd.NaT, None),
        (pa.scalar(9.5), 38),
        (pa.scalar(None), None),
        (pd.Series([9.5]).iloc[0], 38),
    ],
)
def test_a_scalar_of_a_library_is_the_value_it_stands_for(small: br.KnowledgeBase, value: Any, stored: Any) -> None:
    assert small.read_facts({"sitting": value}).values.get("sitting") == stored


def test_a_scalar_of_a_library_answers_yes_or_no_and_a_word(small: br.KnowledgeBase) -> None:
    said = {"prior_acl": {"left": np.True_, "right": np.bool_(False)}, "training_experience": np.str_("advanced")}
    assert dict(small.read_facts({**said, "person": np.str_("Robin"), "date": None}).values) == {
        "prior_acl[left]": 1,
        "prior_acl[right]": 0,
        "training_experience": 2,
    }
    assert small.read_facts({"person": None, "notes": pd.NA, "sitting": 9}).person == ""


def test_a_row_of_pandas_is_a_profile(small: br.KnowledgeBase) -> None:
    frame = pd.DataFrame(
        {"sitting": [9.5, None], "training_experience": ["advanced", None], "prior_acl[left]": [True, None]}
    )
    read = [dict(small.read_facts(row).values) for row in frame.to_dict("records")]
    assert read == [{"sitting": 38, "training_experience": 2, "prior_acl[left]": 1}, {}]


# ---------------------------------------------------------------- ids


IDS: tuple[tuple[str, list[Any], tuple[int, int] | str], ...] = (
    ("text", ["a", "b", None], (2, 1)),
    ("blank text", ["a", " ", ""], (1, 2)),
    ("text twice", ["a", "b", "a"], "a in 2 rows"),
    ("numbers", [1, 2, None], (2, 1)),
    ("numbers twice", [1, 2, 2], "2 in 2 rows"),
    ("floats", [1.0, 2.0, math.nan], (2, 1)),
    ("days", [DAY, datetime.date(2026, 4, 11), None], (2, 1)),
    ("days twice", [DAY, DAY, None], "2026-04-10 in 2 rows"),
    ("large numbers", [2**63 - 1, 1, 2], (3, 0)),
    ("no ids", [None, None, None], (0, 3)),
)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    "form", ["polars", "lazy", "pandas", "pandas Arrow", "arrow", "duckdb", "ibis", WAREHOUSE, "parquet"]
)
def test_an_id_is_there_once_or_it_is_told(reading: br.KnowledgeBase, form: str, tmp_path: Path) -> None:
    for name, ids, outcome in IDS[share(form)]:
        _told_of_ids(reading, form, name, ids, outcome, tmp_path)


def _told_of_ids(reading: br.KnowledgeBase, form: str, name: str, ids: list[Any], outcome: Any, tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ids, "sitting": [9.0, 8.0, 7.0]}, strict=False)
    table: Any
    match form:
        case "pandas":
            table = pd.DataFrame({"id": ids, "sitting": [9.0, 8.0, 7.0]})
        case "pandas Arrow":
            table = frame.to_pandas(use_pyarrow_extension_array=True)
        case "parquet":
            frame.write_parquet(tmp_path / "people.parquet")
            table = tmp_path / "people.parquet"
        case _:
            table = as_table(frame, "ibis" if form == WAREHOUSE else form)
    if isinstance(outcome, str):
        with pytest.raises(br.FactError, match=outcome):
            _ = reading.cohort(table).summary
        return
    cohort = reading.cohort(table)
    assert (cohort.summary.people, cohort.summary.refused) == outcome, name
    if outcome[1]:
        assert cohort.summary.faults == {"id": outcome[1]}, name
        assert "expected an id. Give every row an id." in cohort.summary.refusals[0].problem, name


def test_a_long_table_tells_of_rows_without_an_id(reading: br.KnowledgeBase) -> None:
    long = pl.DataFrame({"id": ["a", None], "attribute": ["sitting", "sitting"], "value": ["9", "8"]})
    for form in ("polars", "lazy", "duckdb"):
        summary = reading.cohort(as_table(long, form)).summary
        assert (summary.people, summary.refused, summary.faults) == (1, 1, {"id": 1}), form
