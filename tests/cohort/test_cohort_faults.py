"""What can be wrong with a table, a file or an output: each a clear error or a counted report, never a number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from small_people_table import small_frame
from tables_of_people import BACK_ENDS, as_table, rows_of

import balance_rules as br


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "empty CSV"),
        ("a.csv", "id,sitting,town\na,9,M\u00fcnchen\n".encode("latin-1"), "Save the file as UTF-8"),
        ("a.csv", "id,sitting\na,9\n".encode("utf-16"), "UTF-16"),
        ("a.csv", b"id" + b",x" * 20_000 + b"\n", "more than 20,000 columns"),
        ("a.csv", b"id,sitting\ra,9\r", "lines that end in a carriage return alone"),
        ("a.csv", b"id,sitting\na,9,7\n", r"a.csv:2: found 3 fields; expected 2, as in the first line. Put cells that"),
        ("a.csv", b"id,sitting\na,9\nb\xff,9\n", "a.csv:3: found a byte that is not UTF-8; expected text in UTF-8"),
        ("a.csv", b'id,sitting\na,9\n"b,9\n', r"a.csv:3: found .*; expected cells in double quotes that are closed"),
        ("a.csv", b"id,sitting,hq\na,9,0.5\nb,9", "found 2 of 3 fields in a last line that has no end"),
        ("a.csv", b"id,sitting,sitting\na,9,5\n", "'sitting' twice"),
        ("a.parquet", b"hello", "parquet"),
        ("a.csv.gz", b"x", "files ending in .gz"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    small: br.KnowledgeBase, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(br.FactError, match=message):
        _ = small.cohort(tmp_path / name).summary


@pytest.mark.parametrize("cut", [100, -20])
def test_a_corrupt_part_refuses_the_run_and_leaves_no_output(small: br.KnowledgeBase, tmp_path: Path, cut: int) -> None:
    small_frame(50).write_parquet(tmp_path / "part-0.parquet")
    whole = (tmp_path / "part-0.parquet").read_bytes()
    (tmp_path / "part-1.parquet").write_bytes(whole[:cut])
    with pytest.raises(br.FactError, match="expected files that can be read"):
        small.cohort(tmp_path / "*.parquet").write(tmp_path / "out.parquet")
    assert not list(tmp_path.glob("*out*"))


def test_parts_of_other_types_or_columns_are_refused(small: br.KnowledgeBase, tmp_path: Path) -> None:
    small_frame().with_columns(pl.col("id") + "x").write_parquet(tmp_path / "1.parquet")
    for other in (small_frame().cast({"sitting": pl.String}), small_frame().rename({"sitting": "x"})):
        other.write_parquet(tmp_path / "2.parquet")
        with pytest.raises(br.FactError, match="have the same columns"):
            _ = small.cohort(tmp_path).summary
    write(tmp_path / "1.csv", "id,sitting,nordic_sessions\na,9,1\n")
    write(tmp_path / "2.csv", "id,nordic_sessions,sitting\nb,9,1\n")
    with pytest.raises(br.FactError, match="have the same columns"):
        _ = small.cohort(tmp_path / "*.csv").summary


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_whatever_separates_its_columns(small: br.KnowledgeBase, tmp_path: Path, separator: str) -> None:
    lines = ["\ufeffid,sitting", "a,9", "b,9.5 h/day", 'c,"9,5"', 'd,"1,000"', "e,"]
    quoted = [line.replace('"9,5"', "9|5").replace('"1,000"', "1|000") for line in lines]
    text = "\n".join(line.replace(",", separator).replace("|", ",") for line in quoted)
    text = text if separator != "," else "\n".join(lines)
    cohort = small.cohort(write(tmp_path / "a.csv", text))
    assert sorted(rows_of(cohort.table.collect())) == ["a", "b", "c", "e"]
    assert cohort.summary.faults == {"sitting": 1}
    assert all("Write the number with a decimal point" in refusal.problem for refusal in cohort.summary.refusals)
    assert dict(cohort.facts("b").values) == dict(cohort.facts("c").values) == {"sitting": 38}


def test_a_file_whose_name_looks_like_a_glob_is_read(small: br.KnowledgeBase, tmp_path: Path) -> None:
    assert small.cohort(write(tmp_path / "team[1].csv", "id,sitting\na,9\n")).summary.people == 1


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_rows_without_an_id_are_counted_and_an_id_that_stands_twice_refuses_all(
    small: br.KnowledgeBase, back_end: str
) -> None:
    table = pl.DataFrame({"id": ["a", None, None], "sitting": [9.0, 5.0, 30.0]})
    summary = small.cohort(as_table(table, back_end)).summary
    assert (summary.people, summary.refused) == (1, 2)
    assert summary.faults == {"id": 2, "sitting": 1}
    with pytest.raises(br.FactError, match="a in 2 rows; expected one row for each person"):
        _ = small.cohort(as_table(pl.concat([table, table]), back_end)).table


@pytest.mark.parametrize("back_end", BACK_ENDS)
@pytest.mark.parametrize(
    ("dates", "message"),
    [
        (["2026-01-31", "2026-02-30"], "'2026-02-30' for a"),
        (["31/01/2026", "2026-02-01"], "'31/01/2026' for a"),
        (["2026-01-31", None], "nothing for a"),
        ([True, False], "values of type Boolean"),
    ],
)
def test_a_date_that_is_none_refuses_the_table(
    small: br.KnowledgeBase, back_end: str, dates: list[Any], message: str
) -> None:
    table = as_table(pl.DataFrame({"id": ["a", "a"], "day": dates, "sitting": [9.0, 5.0]}), back_end)
    with pytest.raises(br.FactError, match=message):
        small.cohort(table, date="day").over_time()


def test_a_problem_is_told_of_the_column_it_stands_in(small: br.KnowledgeBase) -> None:
    columns = {"sitting": [99], "nordic_sessions": [99], "hamstring_pain__left": [99], "training_experience": ["?"]}
    for names in (list(columns), list(reversed(columns))):
        summary = small.cohort(pl.DataFrame({"id": ["x"]} | {name: columns[name] for name in names})).summary
        assert {refusal.column for refusal in summary.refusals} == set(columns) == set(summary.faults)
        for refusal in summary.refusals:
            assert refusal.problem.startswith(f"{refusal.column}: ")
            attribute = refusal.column.partition("__")[0]
            assert f"for {attribute!r}" in refusal.problem or f"for '{attribute}[" in refusal.problem


def test_pandas_columns_of_mixed_types_or_one_name_are_refused(small: br.KnowledgeBase) -> None:
    import pandas as pd

    with pytest.raises(br.FactError, match="expected values of one type"):
        small.cohort(pd.DataFrame({"id": ["a", "b"], "sitting": [9, "x"]}))
    with pytest.raises(br.FactError, match="'sitting' twice"):
        small.cohort(pd.DataFrame([["a", 1, 2]], columns=["id", "sitting", "sitting"]))


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ([[1]], "values of type List"),
        ([{"a": 1}], "values of type Struct"),
        ([True], "values of type Boolean"),
        ([b"a"], "values of type Binary"),
    ],
)
def test_what_cannot_tell_people_apart_is_no_id(small: br.KnowledgeBase, ids: list[Any], found: str) -> None:
    for table in (pl.DataFrame({"id": ids, "sitting": [9.0]}), pl.LazyFrame({"id": ids, "sitting": [9.0]})):
        with pytest.raises(br.FactError, match=f"column 'id': found {found}.*; expected ids: text, whole numbers or"):
            _ = small.cohort(table).summary


@pytest.mark.parametrize("column", ["id", "attribute", "value"])
def test_objects_in_a_long_table_are_told(small: br.KnowledgeBase, column: str) -> None:
    columns: dict[str, Any] = {"id": [1, 2], "attribute": ["sitting"] * 2, "value": ["9"] * 2}
    table = pl.DataFrame({**columns, column: pl.Series([[1], {"b": 1}], dtype=pl.Object)})
    if column == "value":
        assert small.cohort(table).summary.refused == 2
        return
    with pytest.raises(br.FactError, match=f"column '{column}': found values of type Object"):
        _ = small.cohort(table).summary


@pytest.mark.parametrize(
    "names",
    [{"date": "id"}, {"keep": ["team", "team"]}, {"id": ""}, {"keep": [""]}, {"date": "team", "keep": ["team"]}],
)
@pytest.mark.parametrize("layout", ["wide", "long"])
def test_a_column_is_named_for_one_purpose(small: br.KnowledgeBase, names: dict[str, Any], layout: Any) -> None:
    columns = {"id": ["a"], "team": [1], "attribute": ["sitting"], "value": ["9"], "sitting": ["9"]}
    with pytest.raises(br.FactError, match="expected columns that have names, each named once"):
        small.cohort(pl.DataFrame(columns), layout=layout, **names)


def test_a_long_table_cannot_be_told_apart_by_its_values(small: br.KnowledgeBase) -> None:
    long = pl.DataFrame({"id": ["a"], "attribute": ["sitting"], "value": ["9"]})
    with pytest.raises(br.FactError, match="expected columns of their own, other than 'attribute' and 'value'"):
        small.cohort(long, date="attribute")


def test_a_pandas_id_larger_than_64_bits_is_told(small: br.KnowledgeBase) -> None:
    import pandas as pd

    with pytest.raises(br.FactError, match="column 'id': found a number too large for 64 bits"):
        small.cohort(pd.DataFrame({"id": [2**70, 1], "sitting": [9.0, 9.0]}))


# ---------------------------------------------------------------- long tables


@pytest.mark.parametrize("back_end", ["polars", "lazy", "duckdb"])
@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("a", None, "9")], "column 'attribute': found nothing"),
        ([("a", "hq[left]", "0.5"), ("a", "hq__left", "0.6")], "a, hq__left in 2 rows; expected one row for each"),
        ([("a", "id", "9")], "column 'attribute': found id"),
    ],
)
def test_a_long_table_that_is_not_plain_is_refused(
    small: br.KnowledgeBase, back_end: str, rows: list[Any], message: str
) -> None:
    long = pl.DataFrame(rows, schema=["id", "attribute", "value"], orient="row")
    with pytest.raises(br.FactError, match=message):
        _ = small.cohort(as_table(long, back_end)).summary


def test_a_long_file_is_streamed_a_share_of_the_people_at_a_time(
    small: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = small_frame(120).drop("team").cast({"sitting": pl.String, "prior_acl[left]": pl.String})
    wide = wide.with_columns(pl.col("^.*_torque.*$").cast(pl.String))
    long = wide.unpivot(index="id", variable_name="attribute", value_name="value").drop_nulls()
    long.sample(fraction=1, shuffle=True, seed=1).write_parquet(tmp_path / "long.parquet")
    monkeypatch.setattr("balance_rules.cohort.long.CELLS_AT_ONCE", 100)
    monkeypatch.setattr("balance_rules.cohort.streaming.LEAST_ROWS", 20)
    cohort = small.cohort(tmp_path / "long.parquet")
    done: list[tuple[int, int]] = []
    summary = cohort.write(tmp_path / "out.parquet", memory=1, progress=lambda *now: done.append(now))
    assert rows_of(pl.read_parquet(tmp_path / "out.parquet")) == rows_of(small.cohort(wide).table)
    assert (summary.rows, done[-1]) == (120, (120, 120))
    assert len(done) > 2
    assert cohort.explain("p1") == small.cohort(wide).explain("p1")


# ---------------------------------------------------------------- outputs


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("people.parquet", "one of the files that are read"),
        ("out.txt", "does not end in .parquet"),
        ("missing/out.parquet", "no folder"),
        ("folder.parquet", "a folder"),
    ],
)
def test_an_output_that_cannot_be_written_is_refused_before_anything_is_read(
    small: br.KnowledgeBase, tmp_path: Path, name: str, message: str
) -> None:
    small_frame().write_parquet(tmp_path / "people.parquet")
    (tmp_path / "folder.parquet").mkdir()
    before = (tmp_path / "people.parquet").read_bytes()
    with pytest.raises(br.FactError, match=message):
        small.cohort(tmp_path / "people.parquet").write(tmp_path / name)
    assert (tmp_path / "people.parquet").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.parquet", "people.parquet"]


def test_a_folder_closed_to_writing_and_a_full_disk_are_told(
    small: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_frame().write_parquet(tmp_path / "people.parquet")
    cohort = small.cohort(tmp_path / "people.parquet")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda *_: False)
        with pytest.raises(br.FactError, match="closed to writing"):
            cohort.write(tmp_path / "out.parquet")
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", full)
        with pytest.raises(br.FactError, match="No space left on device"):
            cohort.write(tmp_path / "out.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["people.parquet"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.xlsx"])
def test_every_kind_of_result_tells_a_full_disk(small: br.KnowledgeBase, tmp_path: Path, name: str) -> None:
    small_frame().write_parquet(tmp_path / "people.parquet")
    (tmp_path / name).symlink_to("/dev/full")
    with pytest.raises(br.FactError, match=r"(?i)no space left on device"):
        small.cohort(tmp_path / "people.parquet").write(tmp_path / name)


@pytest.mark.parametrize("quoted", [False, True])
def test_a_line_that_lacks_cells_is_refused_with_its_number(
    small: br.KnowledgeBase, tmp_path: Path, quoted: bool
) -> None:
    name = '"a, b"' if quoted else "a"
    text = (
        f'id,sitting,screening\n{name},9,none\n\nc,8\nd,7,none\n"e"\n' if quoted else "id,sitting,screening\na,9\nb\n"
    )
    with pytest.raises(br.FactError) as refused:
        small.cohort(write(tmp_path / "short.csv", text))
    lines = [4, 6] if quoted else [2, 3]
    assert [p.place for p in refused.value.problems] == [f"{tmp_path / 'short.csv'}:{line}" for line in lines]
    assert [p.found for p in refused.value.problems] == ["2 cells", "1 cell"]
    assert {p.expected for p in refused.value.problems} == {"3, as in the first line"}


def test_short_lines_are_counted_and_the_first_hundred_told(small: br.KnowledgeBase, tmp_path: Path) -> None:
    text = "id,sitting\n" + "".join(f"p{i}\n" for i in range(250))
    with pytest.raises(br.FactError) as refused:
        small.cohort(write(tmp_path / "short.csv", text))
    assert (len(refused.value.problems), refused.value.count) == (100, 250)


def test_a_table_of_one_column_has_no_short_lines(small: br.KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(br.FactError, match="a column for a fact"):
        _ = small.cohort(write(tmp_path / "one.csv", "id\na\nb\n")).summary
