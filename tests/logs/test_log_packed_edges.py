"""StrongLifts and Jefit, which pack the sets of an exercise into a row: each cell at the edge of what counts."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from decimal import Decimal

import pytest

from balance_rules.errors import FactError, Problem
from balance_rules.person.logs import File
from balance_rules.person.logs.formats import Options
from balance_rules.person.logs.formats.jefit import JEFIT
from balance_rules.person.logs.formats.stronglifts import STRONGLIFTS
from balance_rules.person.logs.formats.words import POUND
from balance_rules.person.logs.log import Done, Row, Skipped, Unread
from balance_rules.person.logs.table import shown


def squat(reps: int, weight: Decimal | int | None = None, *unread: Unread) -> Done:
    return Done("Squat", "normal", reps, weight_kg=None if weight is None else Decimal(weight), unread=unread)


# ---------------------------------------------------------------- StrongLifts


def strong(header: str, *lines: str) -> list[Row | Skipped]:
    file = File("log.csv", "\n".join((header, *lines)).encode())
    assert STRONGLIFTS.recognise(file)
    return [*STRONGLIFTS.read(file, Options())]


TODAY = "Date,Start Time (h:mm),Workout Name,Exercise,Set 1 (Reps),Set 1 (KG),Set 1 (LB),Set 2 (Reps),Set 2 (KG)"


def test_a_row_for_each_exercise_holds_its_sets_with_their_own_weights() -> None:
    found = strong(TODAY, "2026-03-02, 18:05 , A , Squat ,5,60,,4,62.5", "2026-03-04,,,Squat,,,,3,", ",,,Squat,2")
    assert found == [
        Row(2, "A", "2026-03-02 18:05", squat(5, 60), "0"),
        Row(2, "A", "2026-03-02 18:05", squat(4, Decimal("62.5")), "1"),
        Row(3, "", "2026-03-04", squat(3), "1"),
        Row(4, "", "", squat(2), "0"),
    ]


@pytest.mark.parametrize(
    ("cells", "done"),
    [
        ("5,60,132", squat(5, 60)),  # the first that says a weight
        ("5,,100", squat(5, 100 * POUND)),
        ("5,0,100", squat(5, 100 * POUND)),
        ("5,0,0", squat(5)),
        ("5,BW,", squat(5)),
        ("5,heavy,100", squat(5, 100 * POUND, Unread("weight", "heavy"))),
        ("0,60,", squat(0, 60)),
        ("5,1001,", squat(5, None, Unread("heavy", "1001"))),
    ],
)
def test_the_weight_of_a_set_is_the_first_that_a_cell_says(cells: str, done: Done) -> None:
    assert strong(TODAY, f"2026-03-02,18:05,A,Squat,{cells},,") == [Row(2, "A", "2026-03-02 18:05", done, "0")]


@pytest.mark.parametrize(
    ("cells", "reason", "text"),
    [
        ("Squat,x,60,", "invalid_number", "x"),
        ("Squat,1001,60,", "invalid_number", "1001"),
        (",5,60,", "missing_exercise", ""),
    ],
)
def test_a_set_that_says_too_little_is_left_out_with_its_workout(cells: str, reason: str, text: str) -> None:
    assert strong(TODAY, f"2026-03-02,18:05,A,{cells},,") == [
        Skipped(2, reason, text, "", "2026-03-02 18:05", "A"),
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2026-03-02,18:05,A", [Skipped(2, "shifted_row", "3 cells for 9 columns")]),
        ("2026-03-02,18:05,A,Squat", []),
        ("2026-03-02,18:05,A,Squat,,,,,,x", [Skipped(2, "shifted_row", "10 cells for 9 columns")]),
        ("2026-03-02,18:05,A,Squat,,,,,, ,", []),
    ],
)
def test_a_row_may_lack_sets_and_have_blanks_at_its_end_and_no_more(line: str, found: list[Skipped]) -> None:
    both = strong(TODAY, line, "2026-03-04,18:00,B,Squat,5")
    assert both == [*found, Row(3, "B", "2026-03-04 18:00", squat(5), "0")]


@pytest.mark.parametrize(
    ("header", "cells", "workout"),
    [
        ("Workout,Date,Exercise,Set 1 (Reps)", "A,2026-03-02,Squat,5", "A"),
        ("Workout,Workout Name,Date,Exercise,Set 1 (Reps)", "1,A,2026-03-02,Squat,5", "A"),
        ("Date (yyyy/mm/dd),Exercise,Set 1 (Reps)", "2026-03-02,Squat,5", ""),
        ("Exercise,Set 1 (Reps),Dated", "Squat,5,2026-03-02", ""),
    ],
)
def test_the_columns_stand_in_any_order(header: str, cells: str, workout: str) -> None:
    assert strong(header, cells) == [Row(2, workout, "2026-03-02", squat(5), "0")]


PAST = "Date,Note,Exercise 1,Weight (KG),Weight (LB),Set 1,Set 2,Exercise 2,Weight (LB),Set 1"


def test_a_row_for_each_workout_holds_exercises_with_one_weight_for_their_sets() -> None:
    bench = Done("Bench", "normal", 8, weight_kg=100 * POUND)
    assert strong(PAST, "2026-03-02,,Squat,60,,5,4,Bench,100,8", "2026-03-04,,Squat,,,5") == [
        Row(2, "", "2026-03-02", squat(5, 60), "0"),
        Row(2, "", "2026-03-02", squat(4, 60), "1"),
        Row(2, "", "2026-03-02", bench, "0"),
        Row(3, "", "2026-03-04", squat(5), "0"),
    ]


def test_sets_and_exercises_may_have_numbers_of_two_digits() -> None:
    today = "Date,Exercise,Set 9 (Reps),Set 10 (Reps),Set 10 (KG)"
    assert strong(today, "2026-03-02,Squat,,5,60") == [Row(2, "", "2026-03-02", squat(5, 60), "1")]
    past = "Date,Exercise 9,Set 1,Exercise 10,Set 10"
    assert strong(past, "2026-03-02,Bench,,Squat,5") == [Row(2, "", "2026-03-02", squat(5), "0")]


def test_a_block_without_sets_is_no_exercise_of_the_past() -> None:
    header = "Date,Exercise 1,Set 1,Exercise 2,Weight (KG)"
    assert strong(header, "2026-03-02,Squat,5,Bench,60") == [Row(2, "", "2026-03-02", squat(5), "0")]


@pytest.mark.parametrize(
    "header",
    [
        "Exercise,Set 1 (Reps)",
        "Date,Set 1 (Reps)",
        "Date,Exercise",
        "Date,Exercise,Set 1 (Reps) x",
        "Date,Exercise 1,Weight (KG)",
        "Date,Set 1,Exercise 1",
        "The Date,Exercise,Set 1 (Reps)",
        '{"Date": 1}',
    ],
)
def test_another_header_is_not_that_of_stronglifts(header: str) -> None:
    assert STRONGLIFTS.recognise(File("log.csv", f"{header}\n".encode())) is False


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize(
    "header", ["Date,Exercise,Set 1 (Reps),Set 2 (Reps)", "Date,Exercise 1,Set 1,Note", "Date,Exercise 1,Set 2"]
)
def test_the_delimiter_is_the_one_that_yields_these_columns(header: str, delimiter: str) -> None:
    text = header.replace(",", delimiter) + f"\n2026-03-02{delimiter}Squat{delimiter}5{delimiter}"
    (row,) = STRONGLIFTS.read(File("log.csv", text.encode()), Options())
    assert row == Row(2, "", "2026-03-02", squat(5), "0")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        *[(name, True) for name in ("Exercise", "Workout", "Set 1 (Reps)", "Exercise 1", "Set 1", "Set 2")],
        *[("Note", True), ("Notes", True), ("Other", False)],
    ],
)
def test_each_name_of_a_column_tells_the_delimiter(name: str, known: bool) -> None:
    """Else it is the one that yields the most columns, here the comma."""
    file = File("log.csv", f"Date;{name};Exercise 2;Set 3;one, two, three, four, five, six\n".encode())
    assert STRONGLIFTS.recognise(file) is known


# ---------------------------------------------------------------- Jefit


def jefit(logs: str, *, setting: str = "row,mass\n1, KG ", sessions: str = "", **options: str) -> list[Row | Skipped]:
    parts = {"SETTING": setting, "WORKOUT SESSIONS": sessions, "EXERCISE LOGS": logs}
    text = "".join(f"### {name} ###\n\n{body}\n\n" for name, body in parts.items() if body)
    file = File("log.csv", text.encode())
    assert JEFIT.recognise(file)
    return [*JEFIT.read(file, Options(**options))]


def packed(
    sets: str, title: str = "Squat", day: str = "2026-03-02", session: str = "", **options: str
) -> list[Row | Skipped]:
    return jefit(f'logs,ename,mydate,belongsession\n"{sets}",{title},{day},{session}', **options)


def test_each_set_of_a_cell_is_a_row() -> None:
    assert packed(" 60x10 ,, 62.5x8,0x5,") == [
        Row(9, "", "2026-03-02", squat(10, 60), "0"),
        Row(9, "", "2026-03-02", squat(8, Decimal("62.5")), "2"),
        Row(9, "", "2026-03-02", squat(5), "3"),
    ]
    assert packed("60x5", "Split Squat (Left)") == [
        Row(9, "", "2026-03-02", Done("Split Squat (Left)", "normal", 5, weight_kg=Decimal(60), side="left"), "0")
    ]


@pytest.mark.parametrize(
    "token",
    ["60", "60x", "x5", "60x5x", "60 x5", "60.x5", "60x1001", "60x1234567", "1234567890x5", "60x" + "9" * 5000, "warm"],
)
def test_what_is_no_set_is_told_with_its_exercise(token: str) -> None:
    left_out = Skipped(9, "unreadable_set", shown(f"Squat {token}"), "", "2026-03-02", "")
    assert packed(f"{token},60x1000") == [left_out, Row(9, "", "2026-03-02", squat(1000, 60), "1")]


def test_a_set_without_an_exercise_is_told_with_its_session() -> None:
    sessions = "_id,starttime\n7,1767636000"
    found = packed("60x5", "", session="7", sessions=sessions)
    assert found == [Skipped(14, "missing_exercise", "60x5", "", "2026-01-05 18:00:00", "7")]


@pytest.mark.parametrize(
    ("setting", "option", "done"),
    [
        ("row,mass\n1,kg", "", squat(5, 60)),
        ("row,mass\n1, LBS.", "", squat(5, 60 * POUND)),
        ("row,mass\n1,lb", "kg", squat(5, 60 * POUND)),  # the file knows its unit better
        ("row,mass\n1,stone", "lb", squat(5, 60 * POUND)),
        ("row,mass\n1,stone", "", squat(5, None, Unread("weight_unit", "60"))),
        ("row,mass\n1,lb\n2,stone", "", squat(5, 60 * POUND)),
        ("row\n1", "kg", squat(5, 60)),
        ("", "", squat(5, None, Unread("weight_unit", "60"))),
    ],
)
def test_the_unit_stands_in_the_settings_or_is_said(setting: str, option: str, done: Done) -> None:
    options = {"weight_unit": option} if option else {}
    (row,) = packed("60x5", setting=setting, **options)
    assert isinstance(row, Row)
    assert row.done == done


@pytest.mark.parametrize(
    ("token", "done"),
    [
        ("-5x5", squat(5, None, Unread("weight", "-5"))),
        ("1001x5", squat(5, None, Unread("heavy", "1001"))),
        ("0x5", squat(5)),
    ],
)
def test_a_weight_that_is_none_is_told(token: str, done: Done) -> None:
    (row,) = packed(token)
    assert isinstance(row, Row)
    assert row.done._replace(weight_kg=row.done.weight_kg or None) == done
    (row,) = packed("0x5", setting="")
    assert isinstance(row, Row)
    assert row.done == squat(5)  # nothing needs no unit


@pytest.mark.parametrize(
    ("session", "sessions", "start"),
    [
        ("7", "_id,starttime\n7,1767636000", "2026-01-05 18:00:00"),
        ("7", "_id,starttimie\n7,1767636000", "2026-01-05 18:00:00"),  # as an older version of the app has it
        ("7", "_id,starttime,starttimie\n7,1767636000,1", "2026-01-05 18:00:00"),
        ("7", "_id,starttime,starttimie\n7,,1767636000", "2026-01-05 18:00:00"),
        ("1767636000", "", "2026-01-05 18:00:00"),  # its id is its time too, as the app has it
        ("1767636000", "_id,starttime\n1767636000,", "2026-01-05 18:00:00"),
        ("7", "_id,starttime\n8,1767636000", "2026-03-02"),  # a small id is no time
        ("7", "_id,starttime\n7,", "2026-03-02"),
        ("946684800", "", "2000-01-01 00:00:00"),
        ("946684799", "", "2026-03-02"),
        ("", "starttime\n1767636000", "2026-01-05 18:00:00"),
        ("", "_id\n1767636000", "2026-03-02"),
        ("4102444799", "", "2099-12-31 23:59:59"),
        ("4102444800", "", "2026-03-02"),
        ("-5", "", "2026-03-02"),
        ("²", "", "2026-03-02"),  # a digit that is no number
        ("9" * 5000, "", "2026-03-02"),  # more digits than Python takes for a number
    ],
)
def test_a_session_begins_at_its_time_or_on_the_day_of_the_log(session: str, sessions: str, start: str) -> None:
    (row,) = packed("60x5", session=session, sessions=sessions)
    assert row[1:3] == (session, start)


class Elsewhere(datetime):
    """The time of a machine that stands in New York."""

    @classmethod
    def fromtimestamp(cls, timestamp: float, tz: tzinfo | None = None) -> Elsewhere:
        return super().fromtimestamp(timestamp, tz or timezone(timedelta(hours=-5)))


def test_times_of_sessions_are_universal_wherever_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balance_rules.person.logs.formats.jefit.datetime", Elsewhere)
    (row,) = packed("60x5", session="1767636000")
    assert isinstance(row, Row)
    assert row.start == "2026-01-05 18:00:00"


def test_a_backup_says_what_it_can_where_columns_are_absent() -> None:
    assert jefit("logs\n60x5") == [Skipped(9, "missing_exercise", "60x5")]
    assert jefit("ename\nSquat") == []
    assert jefit("ename,logs\n# 2 Squat,60") == [Skipped(9, "unreadable_set", "# 2 Squat 60")]  # a row, and no rule
    assert jefit("ename,logs\nSquat,60x5,more\nSquat") == [Row(9, "", "", squat(5, 60), "0")]


def test_sections_end_where_the_next_begins_and_rules_are_no_rows() -> None:
    logs = "logs , ename\n 60x5 , Squat \n\nename,logs\nSquat,50x4\n#####\nlogs,ename\n40x3,Squat"
    logs += "\n## OTHER TABLE #\nlogs,ename\n1x1,Squat"
    assert jefit(logs) == [
        Row(9, "", "", squat(5, 60), "0"),
        Row(12, "", "", squat(4, 50), "0"),
        Row(15, "", "", squat(3, 40), "0"),
    ]


def test_a_section_needs_no_blank_line_before_its_header() -> None:
    file = File("log.csv", b"### SETTING ###\nmass\nlb\n### EXERCISE LOGS #\nlogs,ename\n60x5,Squat")
    assert [*JEFIT.read(file, Options())] == [Row(6, "", "", squat(5, 60 * POUND), "0")]
    assert not JEFIT.recognise(File("log.csv", b"### EXERCISE LOG #\nlogs,ename\n"))


def test_a_row_that_cannot_be_taken_apart_is_refused_with_its_place() -> None:
    with pytest.raises(FactError) as caught:
        jefit('logs,ename\n60x5,"Squat')
    found = "a row that cannot be read (unexpected end of data)"
    assert caught.value.problems == (Problem("log.csv:9", found, "a row", "Make a new backup.", code="unreadable"),)
