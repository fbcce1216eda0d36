"""What a log says of the cells that were not read, of the knowledge that it is counted by, and of too many sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_catalogue import knowledge, read, row

from balance_rules import FactError
from balance_rules.errors import Problem, UnsupportedError
from balance_rules.person.logs import counting_of
from balance_rules.person.logs.files import File
from balance_rules.person.logs.unread import says_something

SQUAT: dict[str, object] = {"exercise_title": "Squat (Barbell)", "weight_kg": "60", "reps": "5"}


def test_knowledge_without_numbers_to_count_by_says_where_they_belong() -> None:
    with pytest.raises(UnsupportedError) as caught:
        counting_of(knowledge(counting=None))
    expected, fix = (
        "the named numbers by which training logs are counted",
        "Declare them in parameters.yaml, as the bundled knowledge does.",
    )
    assert caught.value.problems == (Problem("knowledge", "no number to count sets by", expected, fix, code="missing"),)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (1, "'20 kg' as weight"),
        (2, "'20 kg' as weight, and the like in 2 sets (lines 2, 3)"),
        (4, "'20 kg' as weight, and the like in 4 sets (lines 2, 3, 4, 5)"),
        (5, "'20 kg' as weight, and the like in 5 sets (lines 2, 3, 4, 5, …)"),
    ],
)
def test_cells_that_were_not_read_are_counted_and_their_first_lines_named(
    tmp_path: Path, cells: int, told: str
) -> None:
    (note,) = read(tmp_path, [row(**{**SQUAT, "weight_kg": "20 kg"})] * cells).notes
    assert note.found == told
    assert note.expected == "a weight as a plain number that is not negative, such as 82.5"
    assert note.code == "unreadable"


def test_a_weight_that_nobody_lifts_is_a_number_out_of_range(tmp_path: Path) -> None:
    (note,) = read(tmp_path, [row(**{**SQUAT, "weight_kg": "1001"})]).notes
    assert note.code == "out-of-range"


def test_a_word_for_the_body_is_nothing_only_where_a_weight_stands() -> None:
    assert says_something("BW")
    assert not says_something("BW", of_body=True)


# ---------------------------------------------------------------- more sets than are read

STRONGLIFTS = "Date,Workout,Exercise,Set 1 (Reps),Set 1 (kg),Set 2 (Reps),Set 2 (kg)\n"


def _limit(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    for module in ("table", "account", "formats.stronglifts"):
        monkeypatch.setattr(f"balance_rules.person.logs.{module}.MAX_ROWS", most)


def test_lines_that_hold_several_sets_hold_no_more_than_a_file_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limit(monkeypatch, 4)
    line = "2026-03-02,A,Squat,5,100,5,100\n"
    assert read(tmp_path, STRONGLIFTS + 2 * line).rows == 4
    with pytest.raises(FactError, match=r":4: found more than 4 sets; expected at most 4 sets"):
        read(tmp_path, STRONGLIFTS + 3 * line)


def test_the_account_ends_a_layout_that_does_not_count_its_sets_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balance_rules.person.logs.account.MAX_ROWS", 4)
    with pytest.raises(FactError, match="more than 4 sets"):
        read(tmp_path, [row(**SQUAT)] * 5)


def test_too_many_rows_are_refused_before_the_first_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _limit(monkeypatch, 3)
    assert read(tmp_path, [row(**SQUAT)] * 3).rows == 3

    def seen(*_: Any) -> None:
        pytest.fail("a row was read")

    monkeypatch.setattr("balance_rules.person.logs.formats.columns.Row", seen)
    with pytest.raises(FactError, match="more than 3 rows"):
        read(tmp_path, [row(**SQUAT)] * 4)


def test_a_document_of_too_many_objects_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balance_rules.person.logs.files.MAX_OBJECTS", 3)
    assert File("log.json", json.dumps([{}] * 3).encode()).document == [{}] * 3
    monkeypatch.setattr("balance_rules.person.logs.files.json.loads", lambda text: pytest.fail("it was read"))
    with pytest.raises(FactError, match="JSON of more than 3 objects; expected at most 3 objects"):
        _ = File("log.json", json.dumps([{}] * 4).encode()).document
