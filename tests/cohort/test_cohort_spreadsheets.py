"""What spreadsheets hold and are given: mapped columns on the way in, CSV and Excel on the way out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_people_table import small_frame
from tables_of_people import rows_of

import balance_rules as br
from balance_rules.cohort import writers
from balance_rules.text.writing import for_cell

MAPPING = """\
id: Spieler
date: Testtag
dates: day-month-year
encoding: cp1252
decimal: ","
missing: ["-", k. A.]
columns:
  sitting: Sitzen
  training_experience: {column: Erfahrung, values: {A: beginner, F: advanced}}
  "prior_acl[left]": {column: Kreuzband, values: {WAHR: true, FALSCH: false}}
  "hamstring_torque[left]": {column: Beuger, unit: N*m}
"""
SHEET = (
    "Spieler;Testtag;Sitzen;Erfahrung;Kreuzband;Beuger;Bemerkung\r\n"
    "Müller;03.04.2026;9,25;F;WAHR;1.080,5;x\r\n"
    "Özil;27.11.2026;-; A ;FALSCH;90;\r\n"
    "Groß;1.2.2026;9.5;F;;k. A.;\r\n"
    "Weiß;1.2.2026;8 h/day;M;;;\r\n"
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "squad.csv"
    path.write_bytes(SHEET.replace("1.080,5", "108,5").encode("cp1252"))
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    return path


def test_a_sheet_as_excel_saves_it_in_german(small: br.KnowledgeBase, sheet: Path) -> None:
    people = small.cohort(sheet, mapping=sheet.with_name("mapping.yaml"))
    facts = {name: dict(people.facts(name).values) for name in ("Müller", "Özil")}
    assert facts["Müller"] == {
        "sitting": 37,
        "training_experience": 2,
        "prior_acl[left]": 1,
        "hamstring_torque[left]": facts["Müller"]["hamstring_torque[left]"],
    }
    torque = small.knowledge.facts["hamstring_torque[left]"]
    assert torque.decimal(facts["Müller"]["hamstring_torque[left]"]) == 108  # 108.5, half to even
    assert facts["Özil"]["training_experience"] == 0
    assert "sitting" not in facts["Özil"]
    assert people.table.collect()["Testtag"].to_list() == ["2026-04-03", "2026-11-27"]


def test_what_the_mapping_leaves_open_is_refused_and_not_guessed(small: br.KnowledgeBase, sheet: Path) -> None:
    summary = small.cohort(sheet, mapping=sheet.with_name("mapping.yaml")).summary
    assert (summary.people, summary.refused) == (2, 2)
    assert summary.faults == {"sitting": 1, "training_experience": 1}
    problems = {refusal.id: refusal.problem for refusal in summary.refusals}
    assert "a point, and no thousands" in problems["Groß"]
    assert "'M'" in problems["Weiß"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("sitting: Sitzen", "siting: Sitzen"), "Write 'sitting'?"),
        (("sitting: Sitzen", "sitting: Sitzem"), "Write 'Sitzen'?"),
        (("encoding: cp1252", "encoding: cp12520"), "'cp12520'; expected an encoding such as cp1252"),
        (("encoding: cp1252\n", ""), "name its encoding in a mapping"),
        (("encoding: cp1252", "encoding: ascii"), "bytes that are no ascii"),
        (("id: Spieler", "id: Speiler"), "Write 'Spieler'?"),
        (("dates: day-month-year", "dates: german"), "day-month-year"),
        (("column: Erfahrung", "column: Sitzen"), "the column 'Sitzen' for"),
        (("decimal:", "dezimal:"), "'dezimal'"),
        (("dates: day-month-year", "dates: month-day-year"), "2026-27-11"),
    ],
)
def test_a_mapping_that_cannot_be_right_is_refused(
    small: br.KnowledgeBase, sheet: Path, change: tuple[str, str], message: str
) -> None:
    assert change[0] in MAPPING
    sheet.with_name("mapping.yaml").write_text(MAPPING.replace(*change), encoding="utf-8")
    with pytest.raises(br.FactError) as refused:
        _ = small.cohort(sheet, mapping=sheet.with_name("mapping.yaml")).summary
    assert message in str(refused.value)


def test_a_fact_that_the_table_has_already_and_an_engine_are_refused(small: br.KnowledgeBase) -> None:
    duckdb = pytest.importorskip("duckdb")
    table = pl.DataFrame({"id": ["a"], "sitting": [9], "Hours": [8]})
    with pytest.raises(br.FactError, match="which the table has a column for"):
        small.cohort(table, mapping={"columns": {"sitting": "Hours"}})
    with pytest.raises(br.UnsupportedError, match="Rename the columns in the query"):
        small.cohort(duckdb.sql("select 1 as id, 9 as Hours"), mapping={"columns": {"sitting": "Hours"}})


def test_a_table_in_memory_may_be_mapped_too(small: br.KnowledgeBase) -> None:
    table = pl.DataFrame({"who": ["a", "b"], "Hours": [540, 300]})
    people = small.cohort(table, mapping={"id": "who", "columns": {"sitting": {"column": "Hours", "unit": "min/day"}}})
    assert [people.facts(name).values["sitting"] for name in ("a", "b")] == [36, 20]


# ---------------------------------------------------------------- on the way out


def squad() -> Any:
    frame = small_frame(40).with_columns(pl.lit('=HYPERLINK("http://x")').alias("note"))
    return frame.with_columns(pl.when(id="p1").then(pl.lit("-1+1")).otherwise("id").alias("id"))


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_results_for_people_are_those_of_the_table_and_no_cell_acts(
    small: br.KnowledgeBase, tmp_path: Path, suffix: str
) -> None:
    people, output = small.cohort(squad(), keep=["note", "team"]), tmp_path / f"out.{suffix}"
    summary = people.write(output)
    assert (summary.people, summary.refused) == (32, 8)
    if suffix == "csv":
        assert output.read_bytes().startswith(b"\xef\xbb\xbfid,")
        found = pl.read_csv(output, infer_schema=False).to_dicts()
    else:
        import openpyxl

        book = openpyxl.load_workbook(output)
        header, *rows = book.active.iter_rows()
        assert all(cell.data_type != "f" for row in rows for cell in row)
        found = [
            {
                name.value: None if cell.value is None else str(cell.value)
                for name, cell in zip(header, row, strict=True)
            }
            for row in rows
        ]
    wanted = people.table.to_dicts()
    assert [row["id"] for row in found] == [for_cell(row["id"]) for row in wanted]
    assert {row["note"] for row in found} == {'\'=HYPERLINK("http://x")'}
    for given_row, row in zip(wanted, found, strict=True):
        for name, value in given_row.items():
            if name in ("id", "note"):
                continue
            same = str(value) if isinstance(value, str) or name.startswith("fired") else float(value)
            assert (row[name] if isinstance(same, str) else float(row[name])) == same, name


def test_fine_and_unknown_are_told_apart(small: br.KnowledgeBase) -> None:
    table = pl.DataFrame(
        {
            "id": ["fine", "unknown", "weak"],
            "hamstring_torque[left]": [190.0, None, 80.0],
            "quadriceps_torque[left]": [200.0, None, 200.0],
            "prior_acl[left]": [False, None, None],
            "hop_asymmetry": [2.0, None, None],
            "nordic_sessions": [0.0, None, None],
        }
    )
    rows = rows_of(small.cohort(table).table)
    assert rows["unknown"]["hamstring_weakness__left"] == "unknown"
    assert rows["weak"]["hamstring_weakness__left"] not in ("none", "unknown", None)
    for name in rows:
        assessment = small.cohort(table).explain(name)
        for finding in assessment.findings:
            told = rows[name][finding.id.replace("[", "__").rstrip("]")]
            assert told == finding.level or (finding.level is None and told in ("none", "unknown"))
    assert rows["fine"]["hamstring_weakness__left"] == "none"


def test_a_sheet_has_only_so_many_rows(
    small: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "EXCEL_ROWS", 10)
    with pytest.raises(br.FactError, match="40 rows of"):
        small.cohort(squad()).write(tmp_path / "out.xlsx")
    assert not list(tmp_path.iterdir())


@given(st.text())
def test_no_text_is_a_formula_or_acts_in_a_cell(text: str) -> None:
    cell = for_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.isprintable() or all(sign.isprintable() or sign.isspace() for sign in cell if sign < "\x7f")
    assert for_cell(cell) == cell
