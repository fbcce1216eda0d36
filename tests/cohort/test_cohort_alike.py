"""Ids that differ in nothing but blanks and capitals: two people, and a note that they may be one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import balance_rules as br

IDS = ["Anna ", "anna", "Ben", "Carl", "BEN", "Dora"]


@pytest.mark.parametrize(
    "form",
    [pl.DataFrame, pl.LazyFrame, pd.DataFrame, pa.table, "csv"],
    ids=["polars", "lazy", "pandas", "arrow", "csv"],
)
def test_ids_that_may_be_one_person_are_told_and_not_put_together(
    small: br.KnowledgeBase, tmp_path: Path, form: object
) -> None:
    columns = {"id": IDS, "sitting": [9] * len(IDS)}
    if form == "csv":
        pl.DataFrame(columns).write_csv(tmp_path / "squad.csv")
        table: object = tmp_path / "squad.csv"
    else:
        table = form(columns)  # type: ignore[operator]
    summary = small.cohort(table).summary
    told = [note for note in summary.notes if "may be one person" in note]
    assert summary.people == len(IDS)
    assert sorted(note.partition(" are ")[0] for note in told) == ["'Anna ' and 'anna'", "'BEN' and 'Ben'"]


def test_ids_that_are_numbers_or_all_different_are_not_told(small: br.KnowledgeBase) -> None:
    for ids in ([1, 2, 3], ["a", "b", None], ["", " a b", "ab"]):
        notes = small.cohort(pl.DataFrame({"id": ids, "sitting": [9, 9, 9]})).summary.notes
        assert not any("may be one person" in note for note in notes), ids
