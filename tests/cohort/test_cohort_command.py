"""`balance-rules cohort`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from small_people_table import small_frame
from typer.testing import CliRunner

from balance_rules.cli import app


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    path = tmp_path / "squad.parquet"
    small_frame().write_parquet(path)
    return path


def run(*words: object, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["cohort", *map(str, words)])
    assert done.exit_code == status, done.output
    return done.output


def test_the_summary_is_printed_and_the_results_are_written(squad: Path) -> None:
    table = pl.read_parquet(squad).rename({"sitting": "sedentary_hours"})
    table.select("id", "team", "sedentary_hours").write_parquet(squad)
    out, page = squad.with_name("out.parquet"), squad.with_name("page.html")
    printed = run(squad, "-o", out, "--keep", "team", "--html", page)
    assert "4 people of 5 rows" in printed
    assert "row p4" in printed
    assert pl.read_parquet(out)["team"].to_list() == [0, 1, 2, 0]
    assert "4 people" in page.read_text(encoding="utf-8")
    assert json.loads(run(squad, "--json"))["refused"] == 1
    assert "p1" in run(squad, "--explain", "p1")
    assert "SELECT" in run(squad, "--sql", "--dialect", "postgres")


def test_lines_are_folded_to_the_width_that_is_asked_for(squad: Path) -> None:
    wide, narrow = run(squad), run(squad, "--width", 60)
    assert max(map(len, wide.splitlines())) > 60 >= max(map(len, narrow.splitlines()))
    assert narrow.split() == wide.split()


def test_a_table_that_cannot_be_read_ends_with_its_status(tmp_path: Path) -> None:
    assert "no file" in run(tmp_path / "none.parquet", status=4)


def test_a_table_in_which_nobody_can_be_judged_ends_with_a_status(tmp_path: Path) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("id,sedentary_hours\na,lots\nb,99\n", encoding="utf-8")
    printed = run(table, status=4)
    assert "0 people of 2 rows" in printed
    assert "none of 2 rows can be judged" in printed


def test_columns_are_mapped_and_results_written_as_a_spreadsheet(tmp_path: Path) -> None:
    table, mapping, page = tmp_path / "t.csv", tmp_path / "m.yaml", tmp_path / "p.html"
    table.write_text("Player;Side;Hours\nSam;U19;9,5\nRobin;U21;-\n", encoding="utf-8")
    mapping.write_text("id: Player\nmissing: ['-']\ncolumns: {sedentary_hours: Hours}\n", encoding="utf-8")
    run(table, "--mapping", mapping, "--team", "Side", "-o", tmp_path / "out.xlsx", "--html", page)
    assert (tmp_path / "out.xlsx").stat().st_size > 1_000
    assert "U19" in page.read_text(encoding="utf-8")


def test_the_text_names_the_team_of_who_is_to_be_seen(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("id;team;screening__chest_pain\nSam;U19;TRUE\nRobin;U21;FALSE\n", encoding="utf-8")
    printed = run(table, "--team", "team")
    assert "  Sam (U19): " in printed
    assert "Robin" not in printed
    assert "  Sam: " in run(table, "--keep", "team")
