"""Files from strangers: what is refused, with the place and the fix, and which numbers are read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from small_catalogue import HEADER, csv_text, read, row

from balance_rules.errors import FactError, Problem
from balance_rules.person.logs import files, table
from balance_rules.person.logs.table import column, number


def refusal(folder: Path, content: str | bytes) -> Problem:
    """Return the one problem for which a file is refused."""
    with pytest.raises(FactError) as caught:
        read(folder, content)
    (problem,) = caught.value.problems
    assert problem.expected
    assert problem.fix
    return problem


GOOD = csv_text([row()])


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        (b"", 1, "an empty file"),
        (b"\n \n\n", 1, "an empty file"),
        (b"title,start_time\n\x00\x01", 2, "binary data"),
        (b"PK\x03\x04rest", 1, "a zip archive"),
        (GOOD.encode("utf-16"), 1, "UTF-16"),
        (GOOD.replace("Legs", "Übung").encode("latin-1"), 2, "0xdc, which is not UTF-8"),
        (GOOD + '"never closed', 3, "never closed"),
        (GOOD + '"' + "x" * 200_000 + '"', 3, "cannot be read"),
        ("x" * 200_000, 1, "a first line of 200,000 characters"),
        ("{}", 1, "another layout"),
    ],
    ids=["empty", "blank", "binary", "zip", "utf-16", "latin-1", "open quote", "huge cell", "huge header", "json"],
)
def test_an_unusable_file_is_refused_with_its_place(tmp_path: Path, content: bytes, line: int, found: str) -> None:
    problem = refusal(tmp_path, content)
    assert problem.place == f"{tmp_path / 'workouts.csv'}:{line}"
    assert found in problem.found


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FactError, match="no such file"):
        files.read_files(tmp_path / "none.csv")
    with pytest.raises(FactError, match="a folder"):
        files.read_files(tmp_path)


def test_the_size_is_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert files.MAX_BYTES == 50_000_000
    monkeypatch.setattr(files, "MAX_BYTES", len(GOOD))
    assert read(tmp_path, GOOD).rows == 1
    assert "more than" in refusal(tmp_path, GOOD + " ").found


def test_the_rows_are_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert table.MAX_ROWS == 1_000_000
    monkeypatch.setattr(table, "MAX_ROWS", 3)
    assert read(tmp_path, [row()] * 3).rows == 3
    problem = refusal(tmp_path, csv_text([row()] * 4))
    assert problem.found == "more than 3 rows"
    assert problem.place.endswith(":5")


def test_a_file_with_only_a_header_is_fine_and_noted(tmp_path: Path) -> None:
    log = read(tmp_path, csv_text([]))
    assert (log.rows, log.sets, log.sessions) == (0, (), ())
    assert "a header without rows" in log.notes[0].found


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_byte_order_marks_and_line_ends(tmp_path: Path, delimiter: str, bom: str, newline: str) -> None:
    text = bom + csv_text([row(), row(reps="6")], delimiter=delimiter).replace("\n", newline)
    assert [(s.line, s.reps) for s in read(tmp_path, text).sets] == [(2, 5), (3, 6)]


def test_quotes_are_optional_and_may_hold_lines(tmp_path: Path) -> None:
    rows = [row(description="two\nlines, one cell"), row(reps="6")]
    log = read(tmp_path, "\n\n" + csv_text(rows) + "\n\n,,,\n")
    assert [(s.line, s.reps) for s in log.sets] == [(4, 5), (6, 6)]
    assert log.rows == 2


def test_header_cells_are_compared_without_case_and_punctuation() -> None:
    assert column("\u00a0Exercise Title ") == "exercise_title"
    assert column("Weight (kg)") == "weight_kg"
    assert len({column(name) for name in HEADER}) == len(HEADER)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("82.5", "82.5"),
        ("82,5", "82.5"),
        ("0,125", "0.125"),
        ("1,2345", "1.2345"),
        ("20.411656650000002", "20.411656650000002"),
        (" 60 ", "60"),
        ("٦٠٫٥", "60.5"),
        ("1.250", "1.250"),
    ],
)
def test_numbers_that_can_be_nothing_else(cell: str, value: str) -> None:
    assert number(cell) == Decimal(value)


@pytest.mark.parametrize(
    "cell", ["1,250", "1.250,5", "1 250", "-5", "+5", "1e3", "NaN", "inf", "8-10", "kg", "²", ".5", "5.", "9" * 5000]
)
def test_numbers_that_are_not_guessed(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        number(cell)


def test_an_empty_cell_is_no_zero() -> None:
    assert number("") is None
    assert number("  ") is None
