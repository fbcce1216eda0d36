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


def test_a_table_that_cannot_be_read_ends_with_its_status(tmp_path: Path) -> None:
    assert "no file" in run(tmp_path / "none.parquet", status=4)
