"""Cells and objects of a log that are not taken as they stand: each is told, once for all of a kind."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from small_catalogue import KNOWLEDGE, read, row

from balance_rules import FactError
from balance_rules.person.logs import TrainingLog, log_notes
from balance_rules.person.logs.summary import summary

SQUAT: dict[str, object] = {"exercise_title": "Squat (Barbell)", "weight_kg": "60", "reps": "5"}


def notes(log: TrainingLog) -> list[str]:
    return [note.found for note in log.notes]


@pytest.mark.parametrize(
    ("column", "cell", "field", "said"),
    [
        ("weight_kg", "10250", "weight_kg", "weight in kg"),
        ("weight_kg", "heavy", "weight_kg", "weight"),
        ("weight_kg", "-20", "weight_kg", "weight"),
        ("weight_kg", "1e2", "weight_kg", "weight"),
        ("weight_kg", "1,250", "weight_kg", "weight"),
        ("weight_kg", "BW+20", "weight_kg", "weight"),
        ("rpe", "8-9", "rpe", "exertion (RPE)"),
        ("rpe", "85", "rpe", "exertion (RPE)"),
        ("duration_seconds", "soon", "duration_seconds", "duration"),
        ("duration_seconds", "999:59:59", "duration_seconds", "duration in seconds"),
        ("distance_km", "far", "distance_m", "distance"),
        ("distance_km", "12345", "distance_m", "distance in m"),
    ],
)
def test_a_cell_that_is_not_taken_as_it_stands_is_told(
    tmp_path: Path, column: str, cell: str, field: str, said: str
) -> None:
    log = read(tmp_path, [row(**SQUAT), row(**{**SQUAT, column: cell})])
    assert len(log.sets) == 2
    assert getattr(log.sets[1], field) is None
    (note,) = log.notes
    assert note.found.endswith(f" as {said}")
    assert note.place.endswith(".csv:3")
    assert "The set counts" in note.fix
    assert str(note) in summary(log, KNOWLEDGE)["notes"]
    assert str(note) in log_notes(log, KNOWLEDGE)


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "BW", "bodyweight", "N/A", "nan", "null"])
def test_a_mark_for_nothing_is_no_cell_that_was_not_read(tmp_path: Path, cell: str) -> None:
    log = read(tmp_path, [row(**{**SQUAT, "weight_kg": cell})])
    assert log.sets[0].weight_kg is None
    assert not log.notes


def test_cells_of_a_kind_are_one_line_with_their_number_and_the_first_of_them(tmp_path: Path) -> None:
    log = read(tmp_path, [row(**{**SQUAT, "weight_kg": f"{20_000 + n}"}) for n in range(300)])
    (found,) = notes(log)
    assert found == "'20000' as weight in kg, and the like in 300 sets (lines 2, 3, 4, 5, …)"


def test_a_set_of_too_many_repetitions_is_no_set_that_can_be_read(tmp_path: Path) -> None:
    log = read(tmp_path, [row(**{**SQUAT, "reps": "10250"}), row(**SQUAT)])
    assert [(s.reason, s.text, s.lost) for s in log.skipped] == [("invalid_number", "10250", True)]
    assert len(log.sets) == 1
    (told,) = [note for note in log_notes(log, KNOWLEDGE) if "skipped" in note]
    assert told == "1 row of the log skipped: invalid number, in line 2 ('10250'). The work in it is unknown."


def test_two_weights_that_disagree_and_a_weight_without_a_unit_are_told(tmp_path: Path) -> None:
    lines = ["title,start_time,exercise_title,set_type,reps,weight_kg,weight_lbs"]
    lines += ["A,2026-03-02 18:00,Squat (Barbell),normal,5,60,60"]
    assert notes(read(tmp_path, "\n".join(lines))) == ["'60 and 60' as weight in kg and in lb"]
    text = "title,start_time,exercise_title,set_type,reps,weight\nA,2026-03-02 18:00,Squat (Barbell),normal,5,60\n"
    assert notes(read(tmp_path, text)) == ["'60' as weight without a unit that is known"]
    assert not read(tmp_path, text, weight_unit="kg").notes


def test_a_weight_with_many_decimals_is_a_weight(tmp_path: Path) -> None:
    log = read(tmp_path, [row(**{**SQUAT, "weight_kg": "6.8038936415345965"})])
    assert log.sets[0].weight_kg == Decimal("6.8038936415345965")
    assert not log.notes


def test_a_word_for_a_kind_that_nobody_knows_counts_and_is_told(tmp_path: Path) -> None:
    text = "Datum,Übung,Wdh,Art\n2026-03-02,Squat (Barbell),5,Aufwärmen\n2026-03-02,Squat (Barbell),5,\n"
    mapping = {"date": "Datum", "exercise": "Übung", "reps": "Wdh", "set_type": "Art"}
    log = read(tmp_path, text, mapping=mapping)
    assert (len(log.sets), notes(log)) == (2, ["'Aufwärmen' as kind of set"])
    said = read(tmp_path, text, mapping={**mapping, "warmup": ["Aufwärmen"]})
    assert (len(said.sets), said.warmups, said.notes) == (1, 1, ())


# ---------------------------------------------------------------- documents


def openweight(*sets: Any, beside: tuple[Any, ...] = (), exercises: tuple[Any, ...] = ()) -> str:
    squat = {"exercise": {"name": "Squat (Barbell)"}, "sets": [*sets]}
    return json.dumps([{"date": "2026-03-02", "name": "A", "exercises": [squat, *exercises]}, *beside])


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"weight": "heavy", "unit": "kg"}, "'heavy' as weight"),
        ({"weight": 10250, "unit": "kg"}, "'10250' as weight in kg"),
        ({"weight": -3, "unit": "kg"}, "'-3' as weight"),
        ({"weight": 60}, "'60' as weight without a unit that is known"),
        ({"weight": [60], "unit": "kg"}, "'[60]' as weight"),
        ({"weight": float("nan"), "unit": "kg"}, None),
        ({"weight": 1e300, "unit": "kg"}, "'1e+300' as weight"),
        ({"rpe": "hard"}, "'hard' as exertion (RPE)"),
        ({"rpe": 11}, "'11' as exertion (RPE)"),
        ({"rir": -1}, "'-1' as number of repetitions in reserve (RIR)"),
        ({"durationSeconds": "soon"}, "'soon' as duration"),
        ({"distance": 5}, "'5' as distance without a unit that is known"),
        ({"side": "middle"}, "'middle' as side"),
        ({"side": "both"}, None),
    ],
)
def test_a_value_of_a_document_that_is_not_taken_as_it_stands_is_told(
    tmp_path: Path, cells: dict[str, object], said: str | None
) -> None:
    log = read(tmp_path, openweight({"reps": 5, **cells}))
    assert len(log.sets) == 1
    assert notes(log) == ([] if said is None else [said])
    assert all("row 1" in note.place for note in log.notes)


def test_a_note_beside_the_side_does_not_hide_it(tmp_path: Path) -> None:
    log = read(tmp_path, openweight({"reps": 5, "side": "left", "notes": "felt good"}))
    assert log.sets[0].side == "left"


def test_the_unit_that_the_caller_says_is_that_of_a_document_too(tmp_path: Path) -> None:
    log = read(tmp_path, openweight({"reps": 5, "weight": 100}), weight_unit="lb")
    assert log.sets[0].weight_kg == Decimal("45.359237")


def test_a_kind_that_is_no_text_is_not_a_working_set(tmp_path: Path) -> None:
    log = read(tmp_path, openweight({"reps": 5, "type": 3}, {"reps": 5}))
    assert [row.reason for row in log.skipped] == ["unknown_set_type"]


def test_what_is_no_workout_and_no_exercise_is_counted_and_the_first_of_them_is_named(tmp_path: Path) -> None:
    text = openweight({"reps": 5}, exercises=(3, "x", None), beside=("y", {"bodyweight": 80}, 5))
    log = read(tmp_path, text)
    assert (log.rows, log.accounted, len(log.sets)) == (7, 7, 1)
    told = [note for note in log_notes(log, KNOWLEDGE) if "skipped" in note]
    assert told == [
        "3 rows of the log skipped: no exercise, first in row 2 ('exercise 2 of workout 1: a number'). "
        "The work in them is unknown.",
        "3 rows of the log skipped: no workout, first in row 5 ('workout 2: a text'). The work in them is unknown.",
    ]


def test_a_document_of_millions_of_other_things_is_refused_as_a_table_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balance_rules.person.logs.account.MAX_ROWS", 10)
    with pytest.raises(FactError, match="more than 10 rows"):
        read(tmp_path, openweight({"reps": 5}, beside=(0,) * 10))


# ---------------------------------------------------------------- what could be no log is refused before it is read


@pytest.mark.parametrize(
    ("text", "limit", "said"),
    [
        ("\n" * 60, "MAX_LINES", "more than 50 lines"),
        ("\r" * 60, "MAX_LINES", "more than 50 lines"),
        ("[" + "0," * 60 + "0]", "MAX_VALUES", "JSON of more than 50 values"),
    ],
)
def test_what_takes_long_to_go_through_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, limit: str, said: str
) -> None:
    monkeypatch.setattr(f"balance_rules.person.logs.files.{limit}", 50)
    with pytest.raises(FactError, match=said):
        read(tmp_path, text)


def test_a_header_far_below_blank_lines_is_not_sought_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balance_rules.person.logs.files.MAX_BLANK", 10)
    text = "title,start_time,exercise_title,set_type,reps\nA,2026-03-02 18:00,Squat (Barbell),normal,5\n"
    assert len(read(tmp_path, "\n" * 9 + text).sets) == 1
    with pytest.raises(FactError, match="an empty file"):
        read(tmp_path, "\n" * 10 + text)


def test_a_file_with_a_date_for_every_row_is_refused_where_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balance_rules.person.logs.account.MOST_STARTS", 10)
    with pytest.raises(FactError, match="more than 10 different dates"):
        read(tmp_path, [row(**SQUAT, start_time=f"2026-03-{day:02}") for day in range(1, 12)])


def test_sets_that_are_written_alike_keep_their_own_sessions_and_numbers(tmp_path: Path) -> None:
    days = [f"2026-03-{day:02}" for day in range(1, 5)]
    sets = [{"reps": 5}, {"reps": 5.0}, {"reps": 5, "toFailure": 1}, {"reps": 5, "toFailure": True}, {"reps": [5]}]
    workouts = [
        {"date": day, "name": "A", "exercises": [{"exercise": {"name": "Squat (Barbell)"}, "sets": sets}]}
        for day in days
    ]
    log = read(tmp_path, json.dumps(workouts))
    assert [str(s.start.date()) for s in log.sets] == [day for day in days for _ in range(4)]
    assert [s.set_type for s in log.sets[:4]] == ["normal", "normal", "normal", "failure"]
    assert [(s.reason, s.line) for s in log.skipped] == [("invalid_number", 5 * n) for n in range(1, 5)]


# ---------------------------------------------------------------- what a file says beside its sets


HEADER = "title,start_time,exercise_title,set_type,weight_kg,reps"
SET = "A,2026-03-02 18:00,Squat (Barbell),normal,60,5"


def test_a_table_that_names_several_people_is_told(tmp_path: Path) -> None:
    text = f"{HEADER},Athlete\n{SET},Anna\n{SET},Ben\n{SET},\n"
    (found,) = notes(read(tmp_path, text))
    assert found == "'Anna' and 'Ben' as Athlete"
    assert not read(tmp_path, text.replace("Ben", "Anna")).notes


def test_a_document_that_names_several_people_is_told(tmp_path: Path) -> None:
    one, other = json.loads(openweight({"reps": 5})), json.loads(openweight({"reps": 6}))
    text = json.dumps([{**one[0], "user": "a"}, {**other[0], "user": "b"}])
    assert notes(read(tmp_path, text)) == ["'a' and 'b' as user"]


def test_a_page_of_several_is_not_taken_for_the_whole_log(tmp_path: Path) -> None:
    squat = {"title": "Squat (Barbell)", "sets": [{"reps": 5}]}
    workout = {"title": "A", "start_time": "2026-03-02", "exercises": [squat]}
    assert notes(read(tmp_path, json.dumps({"page": 1, "page_count": 5, "workouts": [workout]}))) == ["page 1 of 5"]
    assert not read(tmp_path, json.dumps({"page": 1, "page_count": 1, "workouts": [workout]})).notes


def test_a_column_that_looks_like_a_weight_and_is_not_read_is_told(tmp_path: Path) -> None:
    (found,) = notes(read(tmp_path, f"{HEADER.replace('weight_kg', 'Weight (stone)')}\n{SET}\n"))
    assert found == "the column 'Weight (stone)', which is not read"


def test_sessions_after_today_are_told_where_no_day_is_asked_for(tmp_path: Path) -> None:
    log = replace(read(tmp_path, f"{HEADER}\n{SET.replace('2026', '2099')}\n"), today=date(2026, 3, 2))
    assert "1 session of the log is dated after today, 2026-03-02." in log_notes(log, KNOWLEDGE)
