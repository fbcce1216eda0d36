"""Inside DuckDB: results are lazy, of the same connection, and what only DuckDB can hold is carried along."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import polars as pl
import pytest
from effort import effort
from small_people_table import small_frame
from tables_of_people import as_results, as_table, database, rows_of

import balance_rules as br
from balance_rules.cohort import inside

LEVEL = "hamstring_weakness__left"


def connected() -> Any:
    """Return a database; what DuckDB keeps in a module is told as lost when the tests end."""
    import duckdb

    return duckdb.connect()


@pytest.fixture
def connection() -> Any:
    """A database with the small people as a table."""
    connection = connected()
    connection.register("given", small_frame(50).to_arrow())
    connection.execute("create table people as select * from given")
    return connection


def test_results_are_read_anew_from_what_the_table_holds_by_then(small: br.KnowledgeBase, connection: Any) -> None:
    results = small.cohort(connection.table("people")).table
    expected = rows_of(small.cohort(small_frame(50)).table)
    assert rows_of(results) == expected
    connection.execute("delete from people where id <> 'p0'")
    assert rows_of(results) == {"p0": expected["p0"]}
    connection.execute("delete from people")
    assert rows_of(results) == {}


def test_results_are_filtered_joined_and_viewed_in_their_connection(small: br.KnowledgeBase, connection: Any) -> None:
    results = small.cohort(connection.table("people"), keep=["team"]).table
    expected = small.cohort(small_frame(50), keep=["team"]).table
    found = results.filter(f"{LEVEL} not in ('none', 'unknown')").aggregate("team, count(*) as n", "team")
    counts = expected.filter(~pl.col(LEVEL).cast(pl.String).is_in(["none", "unknown"])).group_by("team").len("n")
    assert sorted(found.fetchall()) == sorted(counts.rows())
    results.create_view("judged")
    joined = f"select p.id, {LEVEL} from people p join judged using (id) where p.team = 1"
    of_team_1 = expected.filter(pl.col("team") == 1).select("id", pl.col(LEVEL).cast(pl.String))
    assert sorted(connection.sql(joined).fetchall()) == sorted(of_team_1.rows())


def test_rows_judged_by_several_threads_are_each_their_own(small: br.KnowledgeBase, connection: Any) -> None:
    copies, crowds = effort(60, 1_500), 4  # each read by a thread, by 2,048 rows at a time: a table alone by one
    for crowd in range(crowds):
        ids = f"'{crowd}-' || (row_number() over ())::varchar as id"
        connection.execute(f"create table crowd{crowd} as select p.* replace ({ids}) from people p, range({copies})")
    connection.execute("set threads = 4")
    people = connection.sql(" union all ".join(f"from crowd{crowd}" for crowd in range(crowds)))
    found = small.cohort(people, keep=["team"], columns=[LEVEL]).table
    counted = found.aggregate(f"team, {LEVEL}, count(*) as n", f"team, {LEVEL}").fetchall()
    one = small.cohort(small_frame(50), keep=["team"]).table.group_by("team", pl.col(LEVEL).cast(pl.String)).len("n")
    assert sorted(counted) == sorted((team, level, n * copies * crowds) for team, level, n in one.rows())


@pytest.mark.parametrize("engine", ["duckdb", "ibis"])
def test_what_few_facts_leave_alike_is_said_as_of_a_table(small: br.KnowledgeBase, engine: str) -> None:
    few = small_frame(50).select("id", "sitting", "training_experience")
    cohort = small.cohort(as_table(few, engine), columns="all")
    assert cohort._engine.alike
    assert rows_of(cohort.table) == rows_of(small.cohort(few, columns="all").table)
    one = next(iter(cohort._engine.alike))
    alone = small.cohort(as_table(few, engine), columns=[one]).table
    assert rows_of(alone) == rows_of(small.cohort(few, columns=[one]).table)


def test_columns_that_only_duckdb_has_are_carried_along_and_ids_of_its_own_are_told(small: br.KnowledgeBase) -> None:
    kept = {"i": "INTERVAL", "u": "UUID", "l": "INTEGER[]", "h": "HUGEINT", "e": "ENUM('x', 'y')"}
    row = (
        "select '10000000-0000-0000-0000-000000000000'::uuid as id, interval 1 day as i, uuid() as u, [1, 2] as l, "
        "3::hugeint as h, 'y'::enum('x', 'y') as e, 'advanced'::enum('advanced') as training_experience, 9 as sitting"
    )
    table = database().cursor().sql(row)
    cohort = small.cohort(table, keep=list(kept))
    types = dict(zip(cohort.table.columns, map(str, cohort.table.types), strict=True))
    assert {name: types[name] for name in kept} == kept
    ((*found,),) = cohort.table.select("id", *kept).fetchall()
    assert found[0] == "10000000-0000-0000-0000-000000000000"
    assert found[3:] == [[1, 2], 3, "y"]
    assert (cohort.summary.people, cohort.summary.refused) == (1, 0)


def test_an_interval_or_an_identifier_is_no_value_of_a_fact(small: br.KnowledgeBase) -> None:
    told = database().cursor().sql("select 1 as id, interval 9 hour as sitting, uuid() as training_experience")
    assert small.cohort(told).summary.faults == {"sitting": 1, "training_experience": 1}


def test_a_function_is_made_once_for_tables_alike_and_goes_with_its_connection(small: br.KnowledgeBase) -> None:
    made: list[weakref.ref[Any]] = []

    def run() -> None:
        connection = connected()
        for people in (small_frame(), small_frame(20)):
            cohort = small.cohort(connection.from_arrow(people.to_arrow()))
            assert rows_of(cohort.table) == rows_of(small.cohort(people).table)
        ours = "select count(*) from duckdb_functions() where function_name like 'balance_rules_%'"
        assert connection.execute(ours).fetchall() == [(1,)]
        made.append(weakref.ref(cohort._engine.judge.runner))

    run()
    gc.collect()
    assert [runner() for runner in made] == [None]


def test_over_time_and_diff_read_an_engine_part_by_part(
    small: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balance_rules.cohort.cohort.ROWS_AT_ONCE", 20)
    whole = small.cohort(small_frame(50))
    changes = whole.diff(small)
    for back_end in ("duckdb", "ibis"):
        cohort = small.cohort(as_table(small_frame(50), back_end))
        assert cohort.diff(small) == changes, back_end
        assert cohort.summary == whole.summary, back_end


def test_a_relation_that_does_not_tell_its_connection_is_refused_with_a_way_out(
    small: br.KnowledgeBase, connection: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "CONNECTION", "_gone")
    cohort = small.cohort(connection.table("people"))
    with pytest.raises(br.UnsupportedError, match=r"Give the table as Arrow: kb.cohort\(relation.to_arrow_table\(\)\)"):
        _ = cohort.table
    by_the_way_out = small.cohort(connection.table("people").to_arrow_table())
    assert as_results(by_the_way_out.table).height == 40
