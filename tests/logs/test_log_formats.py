"""Every layout that is known: recognised by its header, its sets and its traps, and what is said of other files."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from small_catalogue import DATA, EXERCISES, NOT_COUNTED, csv_text, read, row

from balance_rules.errors import FactError
from balance_rules.person.logs import TrainingLog, read_log
from balance_rules.person.logs.files import read_files
from balance_rules.person.logs.formats import FORMATS
from balance_rules.person.logs.formats.mapped import draft, mapped_format

LINES = DATA / "formats"
POUND = Decimal("0.45359237")


def log_of(name: str, **options: Any) -> TrainingLog:
    """Read a sample; every row ends in one place."""
    log = read_log(LINES / name, exercises=EXERCISES, not_counted=NOT_COUNTED, **options)
    assert log.accounted == log.rows
    return log


def done(log: TrainingLog) -> list[tuple[str, int | None, Decimal | None]]:
    return [(s.exercise, s.reps, s.weight_kg) for s in log.sets]


def reasons(log: TrainingLog) -> Counter[str]:
    return Counter(s.reason for s in log.skipped)


IDS = [form.id for form in FORMATS]
SAMPLES = {  # file → its layout, by which it is named
    path.name: max((id_ for id_ in IDS if path.name.startswith(id_)), key=len, default="")
    for path in sorted(LINES.iterdir())
}


def test_every_layout_has_a_sample() -> None:
    assert {*SAMPLES.values(), "hevy"} == {*IDS}  # of Hevy: `test_log_hevy.py`


@pytest.mark.parametrize("name", SAMPLES)
def test_a_layout_is_known_by_its_header_and_never_by_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / "measurements.xml"
    path.write_bytes((LINES / name).read_bytes())
    log = read_log(path, exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert log.layout == SAMPLES[name]
    assert [(file.layout, file.rows) for file in log.files] == [(SAMPLES[name], log.rows)]


# ---------------------------------------------------------------- Strong


def test_strong_with_commas() -> None:
    log = log_of("strong_commas.csv", weight_unit="lb")
    assert [(s.exercise, s.set_type, s.reps, s.rpe) for s in log.sets] == [
        ("back_squat", "normal", 8, 8),
        ("back_squat", "normal", 8, None),  # 0 is no exertion
        ("back_squat", "dropset", 12, None),
        ("back_squat", "failure", 6, None),
        ("plank", "normal", None, None),
        ("bench_press", "normal", 5, None),  # behind a duration with a comma in it
    ]
    assert log.sets[0].weight_kg == 80 * POUND
    assert (log.warmups, log.not_counted[0].sets) == (1, 1)
    assert reasons(log) == {"rest_timer": 1, "no_reps_or_duration": 1}
    assert [s.lost for s in log.skipped] == [False, True]
    assert log.sets[-1].start == datetime(2026, 3, 4, 7, 10)


def test_strong_with_commas_names_no_unit() -> None:
    assert {s.weight_kg for s in log_of("strong_commas.csv").sets if s.weight_kg != 0} == {None}


def test_strong_with_a_unit_in_each_row() -> None:
    log = log_of("strong_semicolons.csv")
    assert done(log) == [
        ("bench_press", 5, Decimal("82.5")),
        ("back_squat", 5, 225 * POUND),
        ("back_squat", 5, None),  # no unit in this row
        ("farmers_carry", None, 24),
    ]
    assert log.sets[0].rpe == Decimal("8.5")
    assert log.sets[3].distance_m == 40


def test_strong_with_the_unit_in_the_header() -> None:
    log = log_of("strong_quoted.csv")
    assert done(log) == [("back_squat", 8, 80), ("farmers_carry", None, 24)]
    assert log.warmups == 1


# ---------------------------------------------------------------- FitNotes, Fitbod


def test_fitnotes_repairs_what_commas_took_apart() -> None:
    titles = {"Bulgarian Split Squat (Each Side, Dumbbells)": "split_squat"}
    log = log_of("fitnotes.csv", titles=titles)
    assert done(log) == [
        ("back_squat", 8, 80),
        ("back_squat", 8, 80),
        ("split_squat", 12, Decimal("12.5")),
        ("plank", None, None),
        ("leg_curl", 10, 30 * POUND),
        ("split_squat", 8, 10),
    ]
    assert log.sets[3].duration_seconds == 90
    assert reasons(log) == {"note_line": 1, "other_side": 1}
    assert not any(s.lost for s in log.skipped)
    assert not any(session.timed for session in log.sessions)


def test_fitnotes_with_the_unit_in_the_header_and_dates_of_the_telephone() -> None:
    log = log_of("fitnotes_kgs.csv")
    assert [(s.start, s.weight_kg) for s in log.sets] == [
        (datetime(2025, 12, 23), 80),
        (datetime(2026, 1, 5), Decimal("82.5")),
    ]


def test_fitbod_of_today() -> None:
    log = log_of("fitbod.csv")
    assert [(s.exercise, s.reps, s.duration_seconds) for s in log.sets] == [
        ("back_squat", 5, None),
        ("back_squat", 5, None),
        ("plank", None, 45),
    ]
    assert (log.rows, log.warmups) == (4, 1)


def test_fitbod_of_2019_packs_equal_sets() -> None:
    log = log_of("fitbod_2019.csv")
    assert done(log) == [("back_squat", 5, 80)] * 3
    assert (log.rows, log.warmups) == (4, 1)


# ---------------------------------------------------------------- the others


def test_liftosaur_plans_are_no_sets() -> None:
    log = log_of("liftosaur.csv")
    assert done(log) == [("back_squat", 5, 225 * POUND)]
    assert log.sets[0].rpe == Decimal("8.5")
    assert reasons(log) == {"not_done": 1}


def test_gymrun_has_a_session_a_day() -> None:
    log = log_of("gymrun.csv")
    assert [s.exercise for s in log.sets] == ["back_squat", "back_squat", "plank"]
    assert [(s.title, s.start) for s in log.sessions] == [("Legs", datetime(2026, 3, 2))]


def test_stronglifts_of_today() -> None:
    log = log_of("stronglifts.csv")
    assert done(log) == [("back_squat", 5, 20), ("back_squat", 5, 20), ("bench_press", 5, 20)]
    assert reasons(log) == {"failed_set": 1}
    assert [s.start for s in log.sessions] == [datetime(2026, 3, 2, 19, 37)]


def test_stronglifts_of_the_past() -> None:
    log = log_of("stronglifts_legacy.csv")
    assert done(log) == [
        *[("back_squat", reps, 135 * POUND) for reps in (5, 5, 4)],
        *[("bench_press", 5, 95 * POUND)] * 2,
        *[("back_squat", 5, 140 * POUND)] * 2,
    ]
    assert reasons(log) == {"failed_set": 1}
    assert [s.start for s in log.sessions] == [datetime(2018, 3, 28), datetime(2018, 3, 30)]


def test_jefit_unpacks_sets() -> None:
    log = log_of("jefit.csv")
    assert [(s.exercise, s.reps) for s in log.sets] == [("back_squat", n) for n in (10, 8, 10)] + [("bench_press", 5)]
    assert log.sets[0].weight_kg == 100 * POUND
    assert [(s.reason, s.text) for s in log.skipped] == [("unreadable_set", "Bench press not-a-set")]
    assert [s.start for s in log.sessions] == [datetime(2024, 2, 17, 18, 49, 21), datetime(2024, 2, 20)]


def test_hevy_from_its_programming_interface() -> None:
    log = log_of("hevy_api.json")
    assert done(log) == [("back_squat", 12, 60), ("farmers_carry", None, 24)]
    assert [s.rpe for s in log.sets] == [Decimal("7.5"), None]
    assert log.warmups == 1


def test_openweight() -> None:
    log = log_of("openweight.json")
    assert done(log) == [
        ("back_squat", 5, 225 * POUND),
        ("back_squat", 20, 100),
        ("farmers_carry", None, 40),
        ("plank", None, None),
    ]
    assert [s.set_type for s in log.sets] == ["normal", "failure", "normal", "normal"]
    assert log.sets[3].rpe == 8


def test_wger_has_numbers_for_exercises() -> None:
    assert [(u.title, u.sets) for u in log_of("wger.json").unmapped] == [("wger exercise 73", 2)]
    log = log_of("wger.json", titles={"wger exercise 73": "bench_press"})
    assert [(s.exercise, s.reps, s.rpe) for s in log.sets] == [("bench_press", 8, 8), ("bench_press", 8, None)]


# ---------------------------------------------------------------- a mapping for any other table

TABLE = "Datum;Übung;Wdh.;Gewicht;Art\n02.03.2026;Back squat;5;80;Aufwärmen\n02.03.2026;Back squat;8;100;Arbeit\n"
MAPPING = {
    "date": "Datum",
    "exercise": "Übung",
    "reps": "Wdh.",
    "weight": "Gewicht",
    "weight_unit": "kg",
    "set_type": "Art",
    "warmup": ["Aufwärmen"],
}


def test_a_mapping_reads_any_table_of_sets(tmp_path: Path) -> None:
    log = read(tmp_path, TABLE, mapping=MAPPING)
    assert done(log) == [("back_squat", 8, 100)]
    assert (log.layout, log.warmups, log.accounted) == ("mapped", 1, 2)


def test_a_mapping_is_drafted_from_the_header(tmp_path: Path) -> None:
    path = tmp_path / "sets.csv"
    path.write_text(TABLE, encoding="utf-8")
    text = draft(read_files(path)[0])
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")
    assert 'exercise: "Übung"' in text
    log = read_log(path, exercises=EXERCISES, not_counted=NOT_COUNTED, mapping=tmp_path / "mapping.yaml")
    assert [s.reps for s in log.sets] == [5, 8]  # nobody has said yet which word is that of warm-ups


def test_a_mapping_that_cannot_be_used_names_every_line() -> None:
    with pytest.raises(FactError) as caught:
        mapped_format({"date": "Datum", "exercize": "Übung", "reps": 3})
    fixes = {problem.place: problem.fix for problem in caught.value.problems}
    assert "'exercise'" in fixes["mapping: exercize"]
    assert "Copy it from the header" in fixes["mapping: reps"]
    assert "'exercise: <column>'" in fixes["mapping"]


def test_a_mapped_table_and_the_export_of_an_app_are_one_log(tmp_path: Path) -> None:
    own, hevy = tmp_path / "own.csv", tmp_path / "hevy.csv"
    own.write_text(TABLE.replace("02.03", "09.03") + "09.03.2026;Back squat;nine;80;Arbeit\n", encoding="utf-8")
    hevy.write_text(csv_text([row(), row(reps="0")]), encoding="utf-8")
    for paths in ([own, hevy], [hevy, own]):
        log = read_log(paths, exercises=EXERCISES, not_counted=NOT_COUNTED, mapping=MAPPING)
        assert {file.path: file.layout for file in log.files} == {str(own): "mapped", str(hevy): "hevy"}
        assert len(log.sets) == 2
        assert [(s.path, s.line) for s in log.skipped] == [
            (str(path), {own: 4, hevy: 3}[path]) for path in paths
        ]  # each with its file, in the order of the files
    with pytest.raises(FactError, match=r"found no table with the columns 'Datum'.*leave it out"):
        read_log(hevy, exercises=EXERCISES, not_counted=NOT_COUNTED, mapping=MAPPING)


def test_a_mapped_column_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactError) as caught:
        read(tmp_path, TABLE, mapping={**MAPPING, "reps": "Reps"})
    (problem,) = caught.value.problems
    assert "Wdh." in problem.found
    assert problem.expected == "the column 'Reps'"


# ---------------------------------------------------------------- archives


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_an_archive_is_read_and_what_is_no_log_in_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    hevy, body = csv_text([row()]).encode(), (DATA / "fitnotes_body.csv").read_bytes()
    picture = b"\x89PNG\0\0"
    path.write_bytes(zipped({"a/workouts.csv": hevy, "body.csv": body, "__MACOSX/._a": b"x", "p.png": picture}))
    log = read_log(path, exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert (log.layout, len(log.sets)) == ("hevy", 1)
    assert [file.path for file in log.files] == [f"{path}/a/workouts.csv"]
    assert any("body-tracker" in note.found for note in log.notes)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (zipped({"p.png": b"\x89PNG\0"}), "without a text file"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "a spreadsheet"),
        (zipped({"log.csv": b"a,b\n1,2\n"})[:-10], "cannot be opened"),
        (zipped({f"{n}.csv": b"x" for n in range(300)}), "300 files"),
    ],
    ids=["pictures", "spreadsheet", "cut off", "many"],
)
def test_an_archive_that_cannot_be_used(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(content)
    with pytest.raises(FactError, match=found):
        read_log(path, exercises=EXERCISES, not_counted=NOT_COUNTED)


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_whose_files_unpack_at_once_is_refused_before_they_do(tmp_path: Path, packed: int) -> None:
    from balance_rules.person.sheets.files import sources

    with zipfile.ZipFile(tmp_path / "x.zip", "w", packed) as archive:
        archive.writestr("a.csv", b"\n" * 1_000_000)
    with pytest.raises(FactError, match="not packed as zip archives usually are"):
        read_log(tmp_path / "x.zip", exercises={}, not_counted=())
    with pytest.raises(FactError, match="not packed as zip archives usually are"):
        sources(tmp_path / "x.zip")


def test_a_file_of_one_line_is_not_split_into_millions_of_columns(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("," * 1_000_000, encoding="utf-8")
    with pytest.raises(FactError, match="a first line of 1,000,000 characters"):
        read_log(tmp_path / "x.csv", exercises={}, not_counted=())


def test_half_a_sign_in_a_workouts_name_loses_nothing(tmp_path: Path) -> None:
    workout = {
        "start_time": "2026-03-02T10:00:00Z",
        "title": "\ud800",
        "exercises": [{"title": "x", "sets": [{"reps": 5}]}],
    }
    (tmp_path / "x.json").write_text(json.dumps({"workouts": [workout]}), encoding="utf-8")
    log = read_log(tmp_path / "x.json", exercises={}, not_counted=())
    assert (log.rows, log.accounted, log.unmapped[0].sets) == (1, 1, 1)


def test_an_archive_that_unfolds_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balance_rules.person.logs.files.MAX_BYTES", 100_000)
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped({"log.csv": b"x" * 10_000_000}))
    with pytest.raises(FactError, match="more than"):
        read_log(path, exercises=EXERCISES, not_counted=NOT_COUNTED)


# ---------------------------------------------------------------- files that are no log


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ((DATA / "fitnotes_body.csv").read_text(), "a FitNotes body-tracker export: it has no sets"),
        ("Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo\n", "a list of activities from Garmin"),
        ("Activity ID,Activity Date,Activity Name,Activity Type\n", "a list of activities from Strava"),
        ("Name,Test,L Max Force (N),R Max Force (N)\n", "a sheet of a strength test"),
        ('<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n<!ELEMENT x>]>\n<HealthData/>', "an Apple Health export"),
        ('{"exportedAt": "2024-01-15", "records": []}', "an openweight lifter profile"),
        ('{"hello": 1}', "JSON of another layout"),
        ("[1, 2, 3]", "JSON of another layout"),
        ('{"date": "2024-01-15", ', "JSON that cannot be read"),
        ("[" * 100_000, "JSON that cannot be read"),
        ("Date,Exercise,Category,Weight Unit,Comment\n", "Date, Exercise, Category"),
    ],
)
def test_a_wrong_file_is_named_for_what_it_is(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(FactError) as caught:
        read(tmp_path, text)
    (problem,) = caught.value.problems
    assert found in problem.found
    assert problem.expected
    assert problem.fix


def test_json_with_odd_values_loses_nothing_silently(tmp_path: Path) -> None:
    odd: list[Any] = [
        {"reps": 5},
        {"reps": "five"},
        {"reps": -3},
        {"reps": 5.5},
        {"reps": True},
        {"reps": 1e300},
        {"reps": None},
        {"type": "mystery", "reps": 5},
        "no set",
        None,
    ]
    workout = {"date": "2026-03-02", "name": 5, "exercises": [{"exercise": {"name": "Back squat"}, "sets": odd}, 3]}
    log = read(tmp_path, json.dumps([workout, "x", {"exercises": 3, "date": None}]))
    assert (log.rows, log.accounted, len(log.sets)) == (len(odd) + 3, len(odd) + 3, 1)
    assert reasons(log) == {
        "no_exercise": 1,
        "no_workout": 2,
        "invalid_number": 5,
        "unknown_set_type": 1,
        "unreadable_set": 2,
        "no_reps_or_duration": 1,
    }
