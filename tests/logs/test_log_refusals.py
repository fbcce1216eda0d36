"""Files past the limits are refused before anything is kept of them, and broken ones with the place that is wrong."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from effort import effort
from small_catalogue import EXERCISES, NOT_COUNTED, read

from balance_rules.errors import FactError, Problem
from balance_rules.person.logs import File, read_log
from balance_rules.person.logs.account import _check_packed, _too_many_rows
from balance_rules.person.logs.files import SMALL
from balance_rules.person.logs.formats import Options
from balance_rules.person.logs.formats.columns import TableFormat
from balance_rules.person.logs.formats.hevy import HEVY
from balance_rules.person.logs.log import Row, Skipped
from balance_rules.person.logs.table import DELIMITERS

HEADER = "title,start_time,exercise_title,set_type,reps\n"
LINE = "A,2026-03-02 18:00,Squat (Barbell),normal,5\n"


def workouts(*sets: object) -> str:
    exercise = {"title": "Squat (Barbell)", "sets": [*sets]}
    return json.dumps({"workouts": [{"title": "A", "start_time": "2026-03-02T18:00:00", "exercises": [exercise]}]})


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ([{"reps": 5}] * 60, "more than 50 objects"),
        ([[]] * 60, "more than 50 lists"),
        (["a"] * 60, "more than 50 values without a key"),
    ],
)
def test_a_document_of_more_parts_than_a_log_has_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sets: list[object], said: str
) -> None:
    text = workouts(*sets)
    monkeypatch.setattr("balance_rules.person.logs.files.MAX_PARTS", 50)
    monkeypatch.setattr("balance_rules.person.logs.files.json.loads", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(FactError, match=said):
        read(tmp_path, text)


def test_a_document_with_as_many_parts_as_may_be_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = workouts(*[{"reps": 5, "weight_kg": 60}] * 48)
    assert text.count("{") == 51
    monkeypatch.setattr("balance_rules.person.logs.files.MAX_PARTS", 51)
    assert read(tmp_path, text).rows == 48


@pytest.mark.parametrize("key", ["exercises", "meals"])
def test_a_large_broken_document_is_told_with_its_place_and_little_memory(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a layout that is known or not: the objects that were read before the fault are not kept."""
    large = SMALL // effort(5, 1)
    monkeypatch.setattr("balance_rules.person.logs.files.SMALL", large)
    item = json.dumps({"reps": 5, "weight_kg": 60, "rpe": 8, "index": 1}) + ",\n"
    times = 2 * large // len(item)
    file = File("log.json", f'{{"{key}": [\n{item * times}oops'.encode())
    tracemalloc.start()
    try:
        with pytest.raises(FactError) as caught:
            read_whole(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    (problem,) = caught.value.problems
    assert problem.place == f"log.json:{times + 2}"
    assert problem.found == "JSON that cannot be read (Expecting value in column 1)"
    assert peak < 3 * len(file.data)  # its text, and what the reader needs to know that text; objects take ten times it


def test_a_large_whole_document_of_another_layout_is_not_called_broken() -> None:
    file = File("log.json", ('{"meals": [' + '"soup", ' * 200_000 + '"soup"]}').encode())
    with pytest.raises(FactError, match="found JSON of another layout; expected workouts"):
        read_whole(file)


def read_whole(file: File) -> None:
    from balance_rules.person.logs.formats import recognise

    recognise(file)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_past_the_limit_are_refused_before_one_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr("balance_rules.person.logs.table.MAX_ROWS", 3)
    monkeypatch.setattr("balance_rules.person.logs.formats.columns.Row", lambda *_: pytest.fail("a row was kept"))
    with pytest.raises(FactError, match=r":5: found more than 3 rows"):
        read(tmp_path, (HEADER + LINE * 4).replace("\n", end))


def test_lines_of_a_note_and_blank_lines_are_no_rows_past_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balance_rules.person.logs.table.MAX_ROWS", 3)
    noted = LINE.replace("A,", '"A\nof\nfour\nlines",', 1)
    assert read(tmp_path, HEADER + noted * 3 + "\n" * 10).rows == 3


PACKED = {
    "StrongLifts": "Date,Workout,Exercise,Set 1 (Reps),Set 1 (kg),Set 2 (Reps)\n2026-03-02,A,Squat,5,60,5\n",
    "Jefit": '### EXERCISE LOGS ###\n\nlogs,mydate,ename\n"60x5,60x5",2026-03-02,Squat (Barbell)\n',
    "JSON": workouts({"reps": 5}, {"reps": 5}),
}


@pytest.mark.parametrize("layout", PACKED)
def test_sets_that_share_a_line_are_counted_against_the_limit_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    monkeypatch.setattr("balance_rules.person.logs.account.MAX_ROWS", 2)
    assert read(tmp_path, PACKED[layout]).rows == 2
    monkeypatch.setattr("balance_rules.person.logs.account.MAX_ROWS", 1)
    with pytest.raises(FactError, match="more than 1 rows"):
        read(tmp_path, PACKED[layout])


FOUR = "Date,Exercise,Set 1 (Reps),Set 2 (Reps),Set 3 (Reps),Set 4 (Reps)\n2026-03-02,Squat,5,5,5,5\n"
NO_TITLE = "### EXERCISE LOGS ###\n\nlogs\n60x5\n60x5\n60x5\n60x5\n"  # rows that say too little count too


@pytest.mark.parametrize(
    "text",
    [
        *(FOUR.replace(",", delimiter) for delimiter in DELIMITERS),
        PACKED["Jefit"].replace("60x5,", "60x5," * 3),
        *(NO_TITLE.replace("\n", end) for end in ("\n", "\r", "\r\n")),
    ],
)
def test_too_many_sets_that_share_a_line_are_refused_before_one_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("balance_rules.person.logs.account.PROGRESS_EVERY", 1)
    taken: list[int] = []
    read(tmp_path, text, progress=taken.append)
    assert taken[:4] == [1, 2, 3, 4]
    monkeypatch.setattr("balance_rules.person.logs.account.MAX_ROWS", 3)
    with pytest.raises(FactError) as caught:
        read(tmp_path, text, progress=lambda rows: pytest.fail(f"{rows} rows were kept"))
    place, fix = str(tmp_path / "workouts.csv"), "Export a shorter period, or split the file."
    assert caught.value.problems == (Problem(place, "more than 3 rows", "at most 3 rows", fix, code="too-large"),)


class ReadOnce:
    """A layout whose files must not be read."""

    id = name = "once"

    def recognise(self, _: File) -> bool:
        return True

    def read(self, file: File, _: Options) -> Iterator[Row | Skipped]:
        pytest.fail(f"{file} was read twice")


def test_what_cannot_hold_too_many_sets_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document and a table are refused where they are read; to read others first would take twice as long."""
    monkeypatch.setattr("balance_rules.person.logs.account.MAX_ROWS", 3)
    monkeypatch.setattr(TableFormat, "read", ReadOnce.read)
    for form, text in ((ReadOnce(), "[1, 2, 3, 4, 5]"), (HEVY, "1,2,3,4,5"), (ReadOnce(), "1,2;3\n")):
        _check_packed(File("log", text.encode()), form, Options())
    with pytest.raises(pytest.fail.Exception, match="log was read twice"):
        _check_packed(File("log", b"1,2,3,4,5"), ReadOnce(), Options())


def test_the_limit_is_of_each_file_and_told_with_its_thousands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = _too_many_rows(File("log", b"")).problems
    assert (problem.found, problem.expected) == ("more than 1,000,000 rows", "at most 1,000,000 rows")
    monkeypatch.setattr("balance_rules.person.logs.account.MAX_ROWS", 2)
    paths = [tmp_path / name for name in ("a.csv", "b.csv")]
    for path in paths:
        path.write_text(PACKED["StrongLifts"], encoding="utf-8")
    assert read_log(paths, exercises=EXERCISES, not_counted=NOT_COUNTED).rows == 4
