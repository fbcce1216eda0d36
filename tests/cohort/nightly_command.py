"""What takes too long for every change: `balance-rules cohort` with the bundled knowledge.

At each change `test_cohort_command` types the same with the small one, and `test_cohort_parity` has the bundled one
judge a table.

python -m pytest tests/cohort/nightly_command.py
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from command_line import runner
from small_people_table import small_frame

import balance_rules as br


def test_the_bundled_knowledge_judges_a_table(
    kb: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    squad, out, page = tmp_path / "squad.parquet", tmp_path / "out.parquet", tmp_path / "page.html"
    table = small_frame().rename({"sitting": "sedentary_hours"})
    table.select("id", "team", "sedentary_hours").write_parquet(squad)
    done = runner(kb, monkeypatch)("cohort", squad, "-o", out, "--keep", "team", "--html", page)
    assert done.exit_code == 0, done.output
    assert "4 people of 5 rows" in done.output
    assert "row p4" in done.output
    assert pl.read_parquet(out)["team"].to_list() == [0, 1, 2, 0]
    assert "4 people" in page.read_text(encoding="utf-8")
