"""Only the columns that are asked for: a squad's by default, all of them or some by name; the same values each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from command_line import runner
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from small_people_table import small_frame
from tables_of_people import BACK_ENDS, as_results, as_table

import balance_rules as br
from balance_rules.cohort import Cohort
from balance_rules.cohort.columns import column_of, written


@pytest.fixture(scope="module")
def whole(small: br.KnowledgeBase) -> Cohort:
    """The small people with all columns."""
    return small.cohort(small_frame(), columns="all")


def test_a_squad_has_levels_referrals_prescriptions_and_the_hash_by_default(small: br.KnowledgeBase) -> None:
    knowledge, found = small.knowledge, small.cohort(small_frame(), keep=["team"]).table
    statements = [*knowledge.conclusions, *(s.id for s in (*knowledge.referrals, *knowledge.prescriptions))]
    assert found.columns == ["id", "team", *map(column_of, statements), "knowledge_hash"]
    everything = small.cohort(small_frame(), keep=["team"], columns="all").table
    assert everything.columns == ["id", "team", *written(knowledge)]
    assert_frame_equal(found, everything.select(found.columns), check_exact=True)


@settings(max_examples=effort(7, 20), deadline=None)
@given(data=st.data())
def test_columns_by_name_hold_what_they_hold_among_all_in_the_order_asked(
    small: br.KnowledgeBase, whole: Cohort, data: Any
) -> None:
    names = data.draw(st.lists(st.sampled_from(list(written(small.knowledge))), min_size=1, max_size=6, unique=True))
    cohort = small.cohort(small_frame(), columns=names)
    assert cohort.table.columns == ["id", *names]
    assert_frame_equal(cohort.table, whole.table.select("id", *names), check_exact=True)
    assert cohort.summary == whole.summary


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_every_back_end_gives_the_columns_that_are_asked_for(
    small: br.KnowledgeBase, whole: Cohort, back_end: str
) -> None:
    names = ["hamstring_weakness__left__low", "hamstring_weakness__left"]
    found = as_results(small.cohort(as_table(small_frame(), back_end), columns=names).table)
    assert found.columns == ["id", *names]
    assert_frame_equal(found, as_results(whole.table).select("id", *names), check_exact=True)


def test_files_and_sql_have_the_columns_that_are_asked_for(small: br.KnowledgeBase, tmp_path: Path) -> None:
    small_frame().write_parquet(tmp_path / "people.parquet")
    cohort = small.cohort(tmp_path / "people.parquet", columns=["fired_0"])
    cohort.write(tmp_path / "out.parquet")
    assert pl.read_parquet(tmp_path / "out.parquet").columns == ["id", "fired_0"]
    assert (
        "hamstring_weakness__left" not in small.cohort(small_frame().select("id", "sitting"), columns=["fired_0"]).sql()
    )


def test_comparisons_do_not_depend_on_the_columns_shown(small: br.KnowledgeBase) -> None:
    people = small_frame(10)
    dated = people.with_columns(date=pl.lit("2026-01-01").str.to_date())
    sets: tuple[Any, ...] = ("squad", "all", ["fired_0"])
    assert [small.cohort(people, columns=columns).diff(small).compared for columns in sets] == [8, 8, 8]
    assert [small.cohort(dated, date="date", columns=columns).over_time().compared for columns in sets] == [0, 0, 0]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (["hamstring_weakness__lefft"], "Did you mean 'hamstring_weakness__left'"),
        ("al", "Did you mean 'all'"),
        (["qqqqqq", "zzzzzzz"], "(?s)qqqqqq.*zzzzzzz"),
        (["fired_0", "fired_0"], "'fired_0' twice"),
        ([], "at least one column"),
        (["all", "fired_0"], "'all'"),
    ],
)
def test_columns_that_no_result_has_are_refused_before_anything_is_read(
    small: br.KnowledgeBase, columns: Any, says: str
) -> None:
    with pytest.raises(br.FactError, match=says):
        small.cohort(small_frame(), columns=columns)


def test_the_command_takes_the_columns_too(
    small: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, out, run = tmp_path / "people.parquet", tmp_path / "out.parquet", runner(small, monkeypatch)
    small_frame().write_parquet(table)
    done = run("cohort", table, "-o", out, "--columns", "fired_0", "--columns", "sitting_breaks")
    assert done.exit_code == 0, done.output
    assert pl.read_parquet(out).columns == ["id", "fired_0", "sitting_breaks"]
    done = run("cohort", table, "--columns", "fired_99999")
    assert done.exit_code == 4
    assert "fired_99999" in done.output
