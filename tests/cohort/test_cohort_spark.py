"""Spark gives the same bits; skipped where pyspark or Java is missing (`make test-spark` sets both up)."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from small_people_table import SMALL_PEOPLE, small_frame
from tables_of_people import as_results, expected_table, many_people, rows_of

import balance_rules as br

pyspark = pytest.importorskip("pyspark", reason="the extra 'spark' is not installed; run make test-spark")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17, which is not on the path"),
    pytest.mark.filterwarnings("ignore"),  # Spark's own start-up and socket warnings
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.memory", "1g")
            .getOrCreate()
        )
        yield session
        session.stop()


@pytest.fixture(scope="module")
def partitioned(spark: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    frame = small_frame(200)
    for part in range(4):
        frame[part::4].write_parquet(folder / f"part-{part}.parquet")
    return folder


def test_partitions_give_the_same_bits_as_polars(spark: Any, partitioned: Path, small: br.KnowledgeBase) -> None:
    cohort = small.cohort(spark.read.parquet(str(partitioned)), keep=["team"])
    here = small.cohort(small_frame(200), keep=["team"])
    assert {row["id"]: row.asDict() for row in cohort.table.collect()} == rows_of(here.table)
    assert cohort.summary.to_dict()["findings"] == here.summary.to_dict()["findings"]
    assert cohort.summary.refused == here.summary.refused > 0
    assert cohort.explain("p1") == small.assess(SMALL_PEOPLE[1] | {"person": "p1"})


def test_ten_thousand_people_are_told_by_the_bundled_knowledge_what_each_is_told_alone(
    spark: Any, kb: br.KnowledgeBase, tmp_path: Path
) -> None:
    people = many_people(kb.knowledge, 10_000)
    for part in range(4):
        people[part::4].write_parquet(tmp_path / f"part-{part}.parquet")
    here, there = (kb.cohort(table, columns="all") for table in (people, spark.read.parquet(str(tmp_path))))
    table = there.table
    assert table.rdd.getNumPartitions() > 1
    expected = expected_table(kb.kernel, here._runner().run_with_facts(people)[1])
    assert_frame_equal(as_results(pl.from_arrow(table.toArrow())), expected, check_exact=True)
    assert there.summary.to_dict() | {"refusals": ()} == here.summary.to_dict() | {"refusals": ()}


def test_an_id_that_stands_twice_refuses_the_table(spark: Any, partitioned: Path, small: br.KnowledgeBase) -> None:
    table = spark.read.parquet(str(partitioned))
    with pytest.raises(br.FactError, match="p1 in 2 rows"):
        _ = small.cohort(table.union(table.filter("id = 'p1'"))).summary


def test_dates_are_told_apart_and_their_changes_named(spark: Any, small: br.KnowledgeBase) -> None:
    rows = [("a", "2026-01-01", 9.0), ("a", "2026-02-01", 5.0), ("b", "2026-01-01", 5.0)]
    table = spark.createDataFrame(rows, "id string, date string, sitting double")
    found = small.cohort(table, date="date").over_time()
    assert {(change.id, change.statement) for change in found.changes} >= {("a", "sitting_breaks")}
    assert found.compared == 1


def test_a_partition_without_rows_is_no_trouble(spark: Any, small: br.KnowledgeBase) -> None:
    table = spark.createDataFrame([("a", 9.0)], "id string, sitting double").repartition(3)
    cohort = small.cohort(table)
    assert cohort.summary.people == cohort.table.count() == 1
