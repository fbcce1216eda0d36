"""What a table may hold, what is refused and how it is said, and what stands beside the results."""

from __future__ import annotations

import datetime
import json
import math
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from small_knowledge import write_knowledge
from small_people_table import SMALL_PEOPLE, small_frame, snapshot
from tables_of_people import BACK_ENDS, WAREHOUSE, as_table, rows_of

import balance_rules as br
from balance_rules.cohort import tables
from balance_rules.cohort.changes import Changes
from balance_rules.cohort.tally import Tally


def one(small: br.KnowledgeBase, **columns: Any) -> Any:
    return small.cohort(pl.DataFrame({"id": ["x"], **{name: [value] for name, value in columns.items()}}))


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize("back_end", [*BACK_ENDS, WAREHOUSE])
def test_a_bad_row_is_left_out_and_reported_and_the_others_are_judged(small: br.KnowledgeBase, back_end: str) -> None:
    cohort = small.cohort(as_table(small_frame(), back_end), keep=["team"])
    found = rows_of(cohort.table)
    assert sorted(found) == ["p0", "p1", "p2", "p3"]
    assert found["p1"]["team"] == 1
    summary = cohort.summary
    assert (summary.rows, summary.refused, summary.people) == (5, 1, 4)
    assert summary.faults == {"sitting": 1, "hq__left": 1}
    assert {refusal.id for refusal in summary.refusals} == {"p4"}
    assert any("found 25.0; expected a number from 0 to 24 h/day" in r.problem for r in summary.refusals)


@pytest.mark.parametrize("back_end", [*BACK_ENDS, WAREHOUSE])
def test_a_row_is_explained_as_the_person_alone(small: br.KnowledgeBase, back_end: str) -> None:
    cohort = small.cohort(as_table(small_frame(), back_end))
    for i, profile in enumerate(SMALL_PEOPLE[:4]):
        assert cohort.explain(f"p{i}") == small.assess(profile | {"person": f"p{i}"})


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(7.125, 28), (7.375, 30), (7.1249999, 28), (7.1250001, 29), (0.0, 0), (24.0, 96), (8, 32), ("450 min/day", 30)],
)
def test_numbers_are_rounded_once_half_to_even(small: br.KnowledgeBase, typed: Any, stored: int) -> None:
    assert small.read_facts({"sitting": typed}).values["sitting"] == stored
    runner = one(small, sitting=typed)._runner()
    _, facts = runner.run_with_facts(pl.DataFrame({"id": ["x"], "sitting": [typed]}))
    assert facts["sitting"].to_list() == [stored]


def test_floats_near_every_tie_are_read_as_their_decimal_text_is(small: br.KnowledgeBase) -> None:
    ties = [(2 * n + 1) / 2000 for n in range(100, 2000, 7)]
    near = [math.nextafter(tie, way) for tie in ties for way in (0.0, 9.0)]
    values = [value for value in (*ties, *near) if 0.1 <= value <= 2]
    table = pl.DataFrame({"id": range(len(values)), "hq__left": values})
    _, facts = small.cohort(table)._runner().run_with_facts(table)
    alone = [small.read_facts({"hq[left]": value}).values["hq[left]"] for value in values]
    assert facts["hq[left]"].to_list() == alone


@pytest.mark.parametrize("bad", [[math.inf, -1.0, 24.5], ["many", "9 kg", "9,500"]])
def test_a_value_that_cannot_be_read_refuses_its_row(small: br.KnowledgeBase, bad: list[Any]) -> None:
    cohort = small.cohort(pl.DataFrame({"id": range(len(bad)), "sitting": bad}))
    assert rows_of(cohort.table) == {}
    assert cohort.summary.faults == {"sitting": len(bad)}
    assert len(cohort.summary.refusals) == len(bad)
    assert all("expected a number from 0 to 24 h/day" in refusal.problem for refusal in cohort.summary.refusals)


def test_none_makes_every_instance_known_and_others_the_rest(small: br.KnowledgeBase) -> None:
    table = pl.DataFrame(
        {
            "id": ["none", "others", "both"],
            "prior_acl": ["none", None, "none"],
            "prior_acl__left": [None, True, True],
            "prior_acl__others": [None, "none", None],
        }
    )
    cohort = small.cohort(table)
    assert cohort.summary.faults == {"prior_acl": 1}
    assert dict(cohort.facts("none").values) == {"prior_acl[left]": 0, "prior_acl[right]": 0}
    assert dict(cohort.facts("others").values) == {"prior_acl[left]": 1, "prior_acl[right]": 0}
    assert sorted(rows_of(cohort.table)) == ["none", "others"]


def test_a_measure_that_contradicts_its_inputs_refuses_the_row_and_one_that_agrees_does_not(
    small: br.KnowledgeBase,
) -> None:
    torques = {"hamstring_torque__left": pl.lit(92), "quadriceps_torque__left": pl.lit(178)}  # 0.5169
    for told in ({0.517: False, 0.52: False, 0.5: True, 0.51: True}, {"0.5": True, "0.52": False}):
        cohort = small.cohort(pl.DataFrame({"id": map(str, told), "hq__left": list(told)}).with_columns(**torques))
        assert {refusal.id for refusal in cohort.summary.refusals} == {
            str(hq) for hq, refused in told.items() if refused
        }
        for given, refused in told.items():
            profile = {"hamstring_torque[left]": 92, "quadriceps_torque[left]": 178, "hq[left]": given}
            if refused:
                with pytest.raises(br.FactError):
                    small.assess(profile)
            else:
                assert cohort.explain(str(given)) == small.assess(profile | {"person": str(given)})


def test_a_zero_divisor_leaves_the_measure_unknown_and_is_counted(small: br.KnowledgeBase) -> None:
    cohort = one(small, hamstring_torque__left=92, quadriceps_torque__left=0)
    assert rows_of(cohort.table)["x"]["hamstring_weakness__left"] == "unknown"
    assert any("could not be computed in 1 rows: a divisor is 0" in note for note in cohort.summary.notes)


@pytest.mark.parametrize("back_end", ["polars", "lazy", "duckdb"])
def test_a_long_table_gives_what_the_wide_one_gives(small: br.KnowledgeBase, back_end: str) -> None:
    long = pl.DataFrame(
        {
            "id": ["a", "a", "b", "b"],
            "attribute": ["hq__left", "sitting", "sitting", "prior_acl[left]"],
            "value": ["0.45", "9 h/day", "420 min/day", "true"],
        }
    )
    wide = pl.DataFrame(
        {"id": ["a", "b"], "hq__left": [0.45, None], "sitting": [9.0, 7.0], "prior_acl__left": [None, True]}
    )
    assert rows_of(small.cohort(as_table(long, back_end)).table) == rows_of(small.cohort(wide).table)
    doubled = pl.concat([long, long.head(1)])
    with pytest.raises(br.FactError, match="a, hq__left in 2 rows"):
        small.cohort(doubled)


# ---------------------------------------------------------------- tables that are refused as a whole


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_an_id_that_stands_twice_refuses_the_table(small: br.KnowledgeBase, back_end: str) -> None:
    table = as_table(pl.DataFrame({"id": [1, 2, 1], "sitting": [8.0, 9.0, 7.0]}), back_end)
    with pytest.raises(br.FactError, match="1 in 2 rows"):
        _ = small.cohort(table).table


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"name": ["a"], "sitting": [8.0]}, "expected a column 'id'"),
        ({"id": ["a"], "unknown": [1]}, "expected a column for a fact"),
        ({"id": ["a"], "hq__left": [0.5], "hq[left]": [0.5]}, "one column for a fact"),
    ],
)
def test_a_table_of_the_wrong_columns_is_refused(small: br.KnowledgeBase, columns: Any, message: str) -> None:
    with pytest.raises(br.FactError, match=message.replace("[", r"\[")):
        _ = small.cohort(pl.DataFrame(columns)).table


def test_an_empty_table_gives_no_rows_under_the_same_columns(small: br.KnowledgeBase) -> None:
    empty = small.cohort(small_frame().head(0))
    assert empty.table.columns == small.cohort(small_frame()).table.columns
    assert (empty.table.height, empty.summary.rows) == (0, 0)


def test_a_thousand_unknown_columns_are_counted_and_a_mistyped_one_is_named(small: br.KnowledgeBase) -> None:
    table = small_frame().with_columns(pl.lit(1).alias("sittin"), *(pl.lit(i).alias(f"x{i}") for i in range(998)))
    summary = small.cohort(table).summary
    assert any(note.startswith("1,000 columns are not read: 'team', 'sittin") for note in summary.notes)
    assert any("'sittin' is near 'sitting'" in note for note in summary.notes)
    assert summary.people == 4


def test_something_that_is_no_table_and_a_missing_library_are_refused(
    small: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(br.UnsupportedError, match="expected a table of Polars"):
        small.cohort([{"id": 1}])
    monkeypatch.setattr(tables, "import_module", _missing)
    with pytest.raises(br.UnsupportedError, match=r"pip install 'balance-rules\[spark\]'"):
        tables.needed("pyspark.sql")


def _missing(name: str) -> None:
    raise ImportError(name)


# ---------------------------------------------------------------- files


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of twenty rows, so that sixty are several."""
    monkeypatch.setattr("balance_rules.cohort.streaming.LEAST_ROWS", 20)


@pytest.mark.usefixtures("few_at_once")
def test_files_are_streamed_to_the_same_results(small: br.KnowledgeBase, tmp_path: Path) -> None:
    frame = small_frame(60)
    for part in range(3):
        frame[part::3].write_parquet(tmp_path / f"part-{part}.parquet")
    frame.write_csv(tmp_path / "people.csv")
    expected = rows_of(small.cohort(frame).table)
    done: list[tuple[int, int]] = []
    for source in (tmp_path / "part-*.parquet", tmp_path / "people.csv"):
        cohort = small.cohort(source)
        summary = cohort.write(tmp_path / "out.parquet", memory=1, progress=lambda *now: done.append(now))
        assert rows_of(pl.read_parquet(tmp_path / "out.parquet")) == expected
        assert summary.people == len(expected) == 48
        assert rows_of(cohort.table) == expected
    assert done[-1] == (60, 60)
    assert len(done) > 4


@pytest.mark.usefixtures("few_at_once")
def test_a_run_that_is_stopped_half_way_leaves_no_output_and_the_next_run_is_whole(
    small: br.KnowledgeBase, tmp_path: Path
) -> None:
    people, out = tmp_path / "people.parquet", tmp_path / "out.parquet"
    small_frame(60).write_parquet(people)

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small.cohort(people).write(out, memory=1, progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["people.parquet"]
    assert small.cohort(people).write(out).people == pl.read_parquet(out).height == 48


# ---------------------------------------------------------------- what else a cohort tells


def test_tallies_add_up(small: br.KnowledgeBase) -> None:
    frame, runner = small_frame(20), small.cohort(small_frame())._runner()
    parts = sum((runner.run(part)[1] for part in (frame[:7], frame[7:])), Tally())
    whole = runner.run(frame)[1]
    assert parts == whole == Tally.from_dict(json.loads(json.dumps(whole.as_dict())))


def test_the_summary_counts_and_names_what_to_measure(small: br.KnowledgeBase) -> None:
    summary = small.cohort(small_frame()).summary
    weak = next(finding for finding in summary.findings if finding.id == "hamstring_weakness[left]")
    rows = rows_of(small.cohort(small_frame()).table).values()
    reached = [row for row in rows if row["hamstring_weakness__left"] in ("moderate", "high")]
    assert weak.at_least["moderate"] == len(reached) > 0
    asked = {missing.fact: missing.people for missing in summary.missing}
    assert asked["screening[saddle_numbness]"] == 4
    assert json.loads(summary.to_json())["format"] == "balance_rules.cohort_summary/1"
    assert "Need referral" in str(summary)


def test_diff_names_who_changes_under_new_knowledge_and_why(small: br.KnowledgeBase, tmp_path: Path) -> None:
    change = {"rules/1_from_facts/hq_below_convention.yaml": ("lt: 0.60", "lt: 0.70")}
    cases = ('{name: at the threshold, given: {"hq[left]": 0.60}', '{name: at the threshold, given: {"hq[left]": 0.70}')
    folder = write_knowledge(tmp_path / "new", change)
    path = folder / "rules/1_from_facts/hq_below_convention.yaml"
    path.write_text(path.read_text().replace(*cases))
    new = br.load(folder, bundled=False)
    people = pl.DataFrame({"id": ["weak", "between", "strong"], "hq__left": [0.5, 0.65, 0.9], "nordic_sessions": 0})
    found = small.cohort(people).diff(new)
    assert found.people == 1
    assert {change.id for change in found.changes} == {"between"}
    assert "rule hq_below_convention[left] fires now" in found.changes[0].because
    assert small.cohort(people).diff(small) == Changes(compared=3)


def test_over_time_names_what_changed_each_person(small: br.KnowledgeBase) -> None:
    days = [datetime.date(2026, month, 1) for month in (2, 1, 1)]
    people = pl.DataFrame(
        {"id": [1, 1, 2], "date": days, "hq__left": [0.62, 0.45, 0.5], "hop_asymmetry": [20.0, 20, 5]}
    )
    found = small.cohort(people, date="date").over_time()
    (change,) = [c for c in found.changes if c.statement == "hamstring_weakness[left]"]
    assert (change.id, change.since, change.date, change.before, change.after) == (
        1,
        days[1],
        days[0],
        "moderate",
        "low",
    )
    assert "hq[left]: 0.45 → 0.62" in change.because
    assert "rule hq_below_convention[left] fires no longer" in change.because
    assert found.compared == 1
    with pytest.raises(br.FactError, match="no column of dates"):
        small.cohort(people).over_time()


@pytest.fixture(scope="module")
def in_duckdb(small: br.KnowledgeBase) -> str:
    return small.cohort(small_frame(), columns="all").sql("duckdb")


def test_the_sql_of_the_small_knowledge_is_the_snapshot(small: br.KnowledgeBase, in_duckdb: str) -> None:
    assert in_duckdb.replace(small.hash, "HASH") + "\n" == snapshot("small_duckdb")


@pytest.mark.parametrize("dialect", ["postgres", "bigquery"])
def test_the_sql_of_a_few_facts_is_the_snapshot(small: br.KnowledgeBase, dialect: str) -> None:  # all: nightly_tables
    few = small_frame().select("id", "sitting", "training_experience", "prior_acl[left]")
    text = small.cohort(few, columns=["hamstring_weakness__left", "fired_0", "sitting_breaks"]).sql(dialect)
    assert text.replace(small.hash, "HASH") + "\n" == snapshot(f"few_{dialect}")


def test_the_sql_run_in_duckdb_gives_the_same(small: br.KnowledgeBase, in_duckdb: str) -> None:
    import duckdb

    connection = duckdb.connect()
    connection.register("people", small_frame(50).to_arrow())
    assert rows_of(connection.sql(in_duckdb)) == rows_of(small.cohort(small_frame(50), columns="all").table)


def test_sql_of_quantities_as_text_and_of_no_dialect_is_refused(small: br.KnowledgeBase) -> None:
    with pytest.raises(br.UnsupportedError, match="quantities as text"):
        one(small, sitting="9 h/day").sql()
    with pytest.raises(br.FactError, match="Write 'postgres'"):
        one(small, sitting=9.0).sql("postgre")
