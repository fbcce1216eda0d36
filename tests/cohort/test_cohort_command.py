"""`balance-rules cohort`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from command_line import Run, runner
from small_people_table import small_frame

import balance_rules as br


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    path = tmp_path / "squad.parquet"
    small_frame().write_parquet(path)
    return path


def said(run: Run, *words: object, status: int = 0) -> str:
    done = run("cohort", *words)
    assert done.exit_code == status, done.output
    return done.output


@pytest.fixture
def run(small: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with the small knowledge, whose tables are planned in no time."""
    return runner(small, monkeypatch)


def test_a_table_is_judged_and_has_a_page(run: Run, squad: Path) -> None:  # by the bundled knowledge: nightly_command
    out, page = squad.with_name("out.parquet"), squad.with_name("page.html")
    printed = said(run, squad, "-o", out, "--keep", "team", "--html", page)
    assert "4 people of 5 rows" in printed
    assert "row p4" in printed
    assert pl.read_parquet(out)["team"].to_list() == [0, 1, 2, 0]
    assert "4 people" in page.read_text(encoding="utf-8")


def test_the_summary_is_data_a_row_is_explained_and_the_plan_is_sql(run: Run, squad: Path) -> None:
    assert json.loads(said(run, squad, "--json"))["refused"] == 1
    assert "p1" in said(run, squad, "--explain", "p1")
    pl.read_parquet(squad, columns=["id", "sitting"]).write_parquet(squad)
    assert "SELECT" in said(run, squad, "--sql", "--dialect", "postgres", "--columns", "sitting_breaks")


def test_lines_are_folded_to_the_width_that_is_asked_for(run: Run, squad: Path) -> None:
    wide, narrow = said(run, squad), said(run, squad, "--width", 60)
    assert max(map(len, wide.splitlines())) > 60 >= max(map(len, narrow.splitlines()))
    assert narrow.split() == wide.split()


def test_a_table_that_cannot_be_read_ends_with_its_status(run: Run, tmp_path: Path) -> None:
    assert "no file" in said(run, tmp_path / "none.parquet", status=4)


def test_a_table_in_which_nobody_can_be_judged_ends_with_a_status(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("id,sitting\na,lots\nb,99\n", encoding="utf-8")
    printed = said(run, table, status=4)
    assert "0 people of 2 rows" in printed
    assert "none of 2 rows can be judged" in printed


def test_columns_are_mapped_and_results_written_as_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    table, mapping, page = tmp_path / "t.csv", tmp_path / "m.yaml", tmp_path / "p.html"
    table.write_text("Player;Side;Hours;Numb\nSam;U19;9,5;TRUE\nRobin;U21;-;FALSE\n", encoding="utf-8")
    mapping.write_text(
        "id: Player\nmissing: ['-']\ncolumns: {sitting: Hours, 'screening[saddle_numbness]': Numb}\n", encoding="utf-8"
    )
    said(run, table, "--mapping", mapping, "--team", "Side", "-o", tmp_path / "out.xlsx", "--html", page)
    assert (tmp_path / "out.xlsx").stat().st_size > 1_000
    assert "U19" in page.read_text(encoding="utf-8")


def test_the_text_names_the_team_of_who_is_to_be_seen(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("id;team;screening__saddle_numbness\nSam;U19;TRUE\nRobin;U21;FALSE\n", encoding="utf-8")
    printed = said(run, table, "--team", "team")
    assert "  Sam (U19): " in printed
    assert "Robin" not in printed
    assert "  Sam: " in said(run, table, "--keep", "team")
