"""Hevy's layout: its header in all variants, its units, and the reason for every row that is left out."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st
from small_catalogue import DATA, EXERCISES, HEADER, NOT_COUNTED, csv_text, read, row

from balance_rules.errors import FactError
from balance_rules.person.logs import account, read_log

# ---------------------------------------------------------------- the header


def test_columns_stand_in_any_order(tmp_path: Path) -> None:
    header = [*HEADER]
    random.Random(5).shuffle(header)
    assert header != HEADER
    (only,) = read(tmp_path, csv_text([row(rpe="8.5")], header)).sets
    assert (only.exercise, only.weight_kg, only.reps, only.rpe) == ("back_squat", Decimal(100), 5, Decimal("8.5"))


def test_optional_columns_may_be_absent(tmp_path: Path) -> None:
    needed = ["title", "start_time", "exercise_title", "set_type", "weight_kg", "reps"]
    (only,) = read(tmp_path, csv_text([row()], needed)).sets
    assert (only.duration_seconds, only.distance_m, only.rpe) == (None, None, None)


@pytest.mark.parametrize("absent", ["title", "start_time", "exercise_title", "set_type", "reps"])
def test_a_missing_column_is_named(tmp_path: Path, absent: str) -> None:
    header = [name for name in HEADER if name != absent]
    with pytest.raises(FactError) as caught:
        read(tmp_path, csv_text([row()], header))
    (problem,) = caught.value.problems
    assert problem.place == f"{tmp_path / 'workouts.csv'}:1"
    assert repr(absent) in problem.expected
    assert header[0] in problem.found


def test_the_nearest_column_is_proposed_and_all_problems_are_told(tmp_path: Path) -> None:
    text = csv_text([row()]).replace("exercise_title", "exercise_titel").replace("set_type", "kind")
    with pytest.raises(FactError) as caught:
        read(tmp_path, text)
    fixes = [problem.fix for problem in caught.value.problems]
    assert fixes == ["Rename the column 'exercise_titel' to 'exercise_title'?", "Export the log from Hevy again."]


def test_another_layout_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FactError) as caught:
        read(tmp_path, "Was;Wann;Wie oft;Wie schwer\n")
    (problem,) = caught.value.problems
    assert "another layout, read with semicolons" in problem.found
    assert "Hevy, Strong, FitNotes" in problem.expected
    assert "--draft-mapping" in problem.fix


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FactError, match="2 columns 'reps'"):
        read(tmp_path, csv_text([row()]).replace("rpe", "Reps", 1))


def test_the_name_of_the_file_means_nothing(tmp_path: Path) -> None:
    path = tmp_path / "strong.txt"
    path.write_text(csv_text([row()]), encoding="utf-8")
    assert len(read_log(str(path), exercises=EXERCISES, not_counted=NOT_COUNTED).sets) == 1


# ---------------------------------------------------------------- weights


def weights(folder: Path, header: str, cells: Mapping[str, object], **options: Any) -> list[Decimal | None]:
    """Return the weights read from one row whose weight columns are `header`."""
    names = ["title", "start_time", "exercise_title", "set_type", "reps", "set_index", *header.split(",")]
    return [s.weight_kg for s in read(folder, csv_text([row(**cells)], names), **options).sets]


def test_pounds_are_converted_exactly(tmp_path: Path) -> None:
    assert weights(tmp_path, "weight_lbs", {"weight_lbs": "225"}) == [Decimal("102.05828325")]


def test_a_blank_weight_is_body_weight_and_a_written_zero_stays(tmp_path: Path) -> None:
    assert weights(tmp_path, "weight_kg", {"weight_kg": ""}) == [None]
    assert weights(tmp_path, "weight_kg", {"weight_kg": "0"}) == [0]


def test_both_weight_columns(tmp_path: Path) -> None:
    both = "weight_kg,weight_lbs"
    assert weights(tmp_path, both, {"weight_kg": "100", "weight_lbs": "220.5"}) == [100]
    assert weights(tmp_path, both, {"weight_kg": "", "weight_lbs": "100"}) == [Decimal("45.359237")]
    names = ["title", "start_time", "exercise_title", "set_type", "reps", "weight_kg", "weight_lbs"]
    log = read(tmp_path, csv_text([row(weight_kg="100", weight_lbs="100")], names))
    assert [s.weight_kg for s in log.sets] == [None]  # 100 kg and 100 lb: the weight is in doubt, the set is not


def test_no_unit_is_guessed_and_no_set_is_lost_for_it(tmp_path: Path) -> None:
    assert weights(tmp_path, "weight", {"weight": "100"}) == [None]


def test_a_unit_that_is_not_needed_or_given_is_used(tmp_path: Path) -> None:
    assert weights(tmp_path, "weight", {"weight": ""}) == [None]
    assert weights(tmp_path, "weight", {"weight": "0"}) == [0]
    assert weights(tmp_path, "weight", {"weight": "100"}, weight_unit="kg") == [100]
    assert weights(tmp_path, "weight", {"weight": "100"}, weight_unit="lb") == [Decimal("45.359237")]
    assert weights(tmp_path, "weight,weight_kg", {"weight": "220", "weight_kg": "100"}) == [100]


def test_the_unit_of_the_header_comes_first_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    log = read(tmp_path, [row()], weight_unit="lb")
    assert log.sets[0].weight_kg == 100
    with pytest.raises(FactError, match="'stone'"):
        read(tmp_path, [row()], weight_unit="stone")


def test_an_assisted_weight_is_assistance(tmp_path: Path) -> None:
    log = read(tmp_path, [row(exercise_title="Pull Up (Assisted)"), row(exercise_title="Pull Up")])
    assert [(s.exercise, s.assistance) for s in log.sets] == [("pull_up", True), ("pull_up", False)]


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize(
    ("cells", "reason", "text"),
    [
        ({"exercise_title": ""}, "missing_exercise", "Legs"),
        ({"start_time": ""}, "missing_date", ""),
        ({"start_time": "some day"}, "invalid_date", "some day"),
        ({"start_time": "5/6/2026, 18:00"}, "ambiguous_date", "5/6/2026"),
        ({"set_type": "mystery"}, "unknown_set_type", "mystery"),
        ({"set_type": ""}, "unknown_set_type", ""),
        ({"reps": "8-10"}, "invalid_number", "8-10"),
        ({"reps": "7.5"}, "invalid_number", "7.5"),
        ({"reps": "0"}, "failed_set", "Squat (Barbell)"),
        ({"reps": ""}, "no_reps_or_duration", "Squat (Barbell)"),
        ({"reps": "", "duration_seconds": "0"}, "no_reps_or_duration", "Squat (Barbell)"),
        ({"reps": "", "distance_km": "0.1"}, "no_reps_or_duration", "Squat (Barbell)"),
    ],
)
def test_a_row_that_is_left_out_has_a_reason(tmp_path: Path, cells: dict[str, object], reason: str, text: str) -> None:
    log = read(tmp_path, [row(), row(**cells)])
    (skipped,) = log.skipped
    assert (skipped.line, skipped.reason) == (3, reason)
    assert text in skipped.text
    assert len(log.sets) == 1


def test_shifted_rows_are_left_out(tmp_path: Path) -> None:
    lines = csv_text([row(), row(), row()]).splitlines()
    lines[1] += ",1"
    lines[2] = lines[2].removesuffix(",")
    log = read(tmp_path, "\n".join(lines))
    assert [(s.line, s.reason, s.text) for s in log.skipped] == [
        (2, "shifted_row", "15 cells for 14 columns"),
        (3, "shifted_row", "13 cells for 14 columns"),
    ]
    assert len(log.sets) == 1


def test_warmups_are_set_apart_and_failure_and_drop_sets_count(tmp_path: Path) -> None:
    log = read(tmp_path, [row(set_type=kind) for kind in ("warmup", "normal", "dropset", "FAILURE")])
    assert log.warmups == 1
    assert [s.set_type for s in log.sets] == ["normal", "dropset", "failure"]


def test_seconds_and_the_metres_of_a_carry_are_work(tmp_path: Path) -> None:
    held = row(exercise_title="Plank", reps="0", duration_seconds="60")
    carried = row(exercise_title="Farmers Walk", reps="", distance_km="0.04")
    log = read(tmp_path, [held, carried])
    assert [(s.exercise, s.duration_seconds, s.distance_m) for s in log.sets] == [
        ("plank", 60, None),
        ("farmers_carry", None, 40),
    ]


def test_activities_that_are_not_counted_are_listed(tmp_path: Path) -> None:
    cardio = row(exercise_title="elliptical  trainer", reps="", distance_km="2")
    log = read(tmp_path, [row(), cardio, cardio])
    assert [(a.title, a.sets) for a in log.not_counted] == [("elliptical  trainer", 2)]
    assert not log.skipped


def test_lost_sets_are_reported_with_the_nearest_exercises(tmp_path: Path) -> None:
    unknown = row(exercise_title="Romanian Deadlift of Zottman")
    log = read(tmp_path, [row(), unknown, unknown, row(exercise_title="Zottman"), {**unknown, "set_type": "warmup"}])
    assert [(u.title, u.sets) for u in log.unmapped] == [("Romanian Deadlift of Zottman", 2), ("Zottman", 1)]
    assert log.unmapped[0].nearest[0] == "romanian_deadlift"
    assert log.unmapped[1].nearest == ()
    assert log.warmups == 1


def test_a_log_in_another_language_says_what_to_give(tmp_path: Path) -> None:
    log = read(tmp_path, [row(exercise_title="Kniebeuge (Langhantel)")])
    assert "titles={'Kniebeuge (Langhantel)'" in log.notes[-1].fix
    mapped = read(
        tmp_path, [row(exercise_title="Kniebeuge (Langhantel)")], titles={"kniebeuge langhantel": "back_squat"}
    )
    assert [s.exercise for s in mapped.sets] == ["back_squat"]
    assert not mapped.notes


# ---------------------------------------------------------------- sessions


def test_a_session_is_a_title_and_a_start(tmp_path: Path) -> None:
    times = ["6 Jan 2026, 18:00", "5 Jan 2026, 18:00", "5 Jan 2026, 06:00", "5 Jan 2026, 18:00"]
    log = read(tmp_path, [row(start_time=time) for time in times])
    assert [s.start for s in log.sessions] == [
        datetime(2026, 1, 5, 6),
        datetime(2026, 1, 5, 18),
        datetime(2026, 1, 6, 18),
    ]
    assert [s.line for s in log.sets] == [4, 3, 5, 2]
    assert log.sets[1].session == log.sets[2].session == log.sessions[1].id


def test_two_workouts_that_start_together_are_two(tmp_path: Path) -> None:
    log = read(tmp_path, [row(title="A"), row(title="B")])
    assert len({s.id for s in log.sessions}) == 2


def test_a_session_keeps_its_opaque_id(tmp_path: Path) -> None:
    once = read(tmp_path, [row()]).sessions
    again = read(tmp_path, [row(start_time="6 Jan 2026, 18:00"), row()]).sessions
    assert once[0].id == again[0].id != again[1].id
    assert "Legs" not in once[0].id


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "PROGRESS_EVERY", 2)
    told: list[int] = []
    read(tmp_path, [row()] * 5, progress=told.append)
    assert told == [2, 4, 5]


# ---------------------------------------------------------------- nothing is lost silently

cells = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Legs", "", "Push\nday"]),
        "start_time": st.sampled_from(
            ["5 Jan 2026, 18:00", "5/6/2026", "23/12/2025", "3 lis 2025", "", "x", "05.06.2026"]
        ),
        "exercise_title": st.sampled_from(
            ["Squat (Barbell)", "Elliptical Trainer", "Zottman", "", "Farmers Walk", "💪"]
        ),
        "set_type": st.sampled_from(["normal", "warmup", "failure", "dropset", "mystery", ""]),
        "weight_kg": st.sampled_from(["", "100", "82,5", "1,250", "kg"]),
        "reps": st.sampled_from(["", "0", "5", "5.5", "x"]),
        "duration_seconds": st.sampled_from(["", "0", "60"]),
        "distance_km": st.sampled_from(["", "0.1"]),
    }
)
shifts = st.integers(-1, 1)


@settings(max_examples=effort(15, 200), deadline=None)  # they write files
@given(st.lists(st.tuples(cells, shifts), max_size=25), st.sampled_from(",;\t"))
def test_every_row_ends_in_exactly_one_place(rows: list[tuple[dict[str, object], int]], delimiter: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerow(HEADER)
            data = [[str(given.get(name, "n")) for name in HEADER] + ["n"] * shift for given, shift in rows]
            writer.writerows(line[:-1] if shift < 0 else line for line, (_, shift) in zip(data, rows, strict=True))
        log = read_log(path, exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert log.rows == len(rows)
    counted = sum(u.sets for u in log.unmapped) + sum(n.sets for n in log.not_counted)
    assert len(log.sets) + log.warmups + len(log.skipped) + counted == len(rows)
    assert log.accounted == log.rows
    assert len({s.line for s in log.sets} | {s.line for s in log.skipped}) == len(log.sets) + len(log.skipped)
    assert [s for s in log.skipped if s.reason == "shifted_row"] or not any(shift for _, shift in rows)


@settings(max_examples=effort(15, 200), deadline=None)  # they write files
@given(st.text(st.characters(codec="utf-8"), max_size=200), st.booleans())
def test_any_text_is_a_log_or_a_fact_error(text: str, headed: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        path.write_text(csv_text([]) + text if headed else text, encoding="utf-8")
        try:
            log = read_log(path, exercises=EXERCISES, not_counted=NOT_COUNTED)
        except FactError as error:
            log, problems = None, error.problems
    if log is None:
        assert all(problem.place and problem.fix for problem in problems)
    else:
        assert log.accounted == log.rows


# ---------------------------------------------------------------- whole files


def test_portuguese_two_a_week() -> None:
    titles = {
        "Agachamento (Barra)": "back_squat",
        "Levantamento Terra Romeno (Barra)": "romanian_deadlift",
        "Supino Reto (Barra)": "bench_press",
        "Prancha": "plank",
        "Esteira": "not_counted",
    }
    path = DATA / "portuguese_two_a_week.csv"
    log = read_log(path, exercises=EXERCISES, not_counted=(), titles=titles)
    assert (log.rows, len(log.sets), log.warmups, log.accounted) == (112, 88, 16, 112)
    assert (log.skipped, log.unmapped, log.notes) == ((), (), ())
    assert [(a.title, a.sets) for a in log.not_counted] == [("Esteira", 8)]
    assert (len(log.sessions), log.sessions[0].start, log.sessions[-1].start) == (
        16,
        datetime(2025, 2, 24, 18, 10),
        datetime(2025, 4, 17, 18, 17),
    )
    assert {s.set_type for s in log.sets} == {"normal", "failure", "dropset"}


def test_portuguese_without_a_mapping_loses_all_and_says_so() -> None:
    log = read_log(DATA / "portuguese_two_a_week.csv", exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert not log.sets
    assert sum(u.sets for u in log.unmapped) == 96
    assert "apps translate the names" in log.notes[0].fix


def test_german_resaved_by_a_spreadsheet() -> None:
    titles = {"Kniebeuge (Langhantel)": "back_squat", "Rumänisches Kreuzheben": "romanian_deadlift"}
    log = read_log(DATA / "german_excel_resave.csv", exercises=EXERCISES, not_counted=(), titles=titles)
    assert (len(log.sets), len(log.skipped)) == (15, 0)
    assert [s.start for s in log.sessions] == [
        datetime(2026, 2, 27, 18, 30),
        datetime(2026, 3, 9, 7),
        datetime(2026, 3, 12, 7, 5),
    ]
    assert {(s.weight_kg, s.rpe) for s in log.sets if s.exercise == "back_squat"} == {(Decimal("82.5"), Decimal("8.5"))}


def test_french_all_months() -> None:
    titles = {"Squat (Barre)": "back_squat"}
    log = read_log(DATA / "french_all_months.csv", exercises=EXERCISES, not_counted=(), titles=titles)
    assert [s.start.month for s in log.sessions] == [*range(1, 13)]
    assert len(log.sets) == 24


def test_japanese_days() -> None:
    titles = {"スクワット(バーベル)": "back_squat"}
    log = read_log(DATA / "japanese_days.csv", exercises=EXERCISES, not_counted=(), titles=titles)
    assert [s.start for s in log.sessions] == [
        datetime(2026, 6, 5, 7, 5),
        datetime(2026, 6, 9, 18, 30),
        datetime(2026, 6, 12, 18, 30),
    ]
    assert len(log.sets) == 9


def test_us_pounds_two_a_day() -> None:
    log = read_log(DATA / "us_pounds_two_a_day.csv", exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert [(s.title, s.start) for s in log.sessions] == [
        ("Morning", datetime(2026, 1, 12, 0, 10)),
        ("Morning", datetime(2026, 1, 14, 6, 5)),
        ("Evening", datetime(2026, 1, 14, 18, 5)),
    ]
    assert [(s.line, s.reason) for s in log.skipped] == [(15, "failed_set")]
    assert (len(log.sets), log.warmups, log.not_counted[0].sets) == (12, 1, 1)
    assert {s.weight_kg for s in log.sets if s.assistance} == {Decimal("18.14369480")}
    assert {s.distance_m for s in log.sets if s.exercise == "farmers_carry"} == {Decimal("80.4672")}


SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "synthetic"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside this checkout")


@needs_samples
@pytest.mark.parametrize(
    ("name", "rows", "starts"),
    [
        ("hevy_de_dotted_dates.csv", 1, [datetime(2026, 6, 5, 7, 30)]),
        (
            "hevy_fr_month_names.csv",
            4,
            [
                datetime(2026, 2, 3, 18),
                datetime(2026, 6, 2, 7, 5),
                datetime(2026, 7, 2, 7, 5),
                datetime(2026, 8, 14, 18),
            ],
        ),
        ("hevy_lbs_miles_us_dates.csv", 4, [datetime(2026, 5, 15, 19, 26)]),
    ],
)
def test_shared_samples(name: str, rows: int, starts: list[datetime]) -> None:
    log = read_log(SAMPLES / name, exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert [s.start for s in log.sessions] == starts
    assert (log.rows, log.accounted) == (rows, rows)
    assert not log.skipped


@needs_samples
def test_the_shared_sample_in_pounds_has_no_other_meaning() -> None:
    log = read_log(SAMPLES / "hevy_lbs_miles_us_dates.csv", exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert [(s.exercise, s.weight_kg, s.assistance) for s in log.sets] == [
        ("split_squat", Decimal("15.87573295"), False),
        ("pull_up", Decimal("18.14369480"), True),
        ("plank", None, False),
    ]
    assert [(a.title, a.sets) for a in log.not_counted] == [("Elliptical Trainer", 1)]


def test_cells_that_no_fact_needs_lose_no_set(tmp_path: Path) -> None:
    odd = [
        {"weight_kg": "-20"},
        {"weight_kg": "1,250"},
        {"weight_kg": "60 kg"},
        {"rpe": "8-9"},
        {"rpe": "0"},
        {"set_type": "drop_set"},
        {"duration_seconds": "a while"},
        {"distance_km": "far"},
    ]
    log = read(tmp_path, [row(**cells) for cells in odd])
    assert len(log.sets) == len(odd)
    assert [s.rpe for s in log.sets] == [None] * len(odd)
    assert [s.weight_kg for s in log.sets][:4] == [None, None, None, 100]
    assert log.sets[5].set_type == "dropset"


def test_a_duration_may_be_a_clock(tmp_path: Path) -> None:
    held = [row(exercise_title="Plank", reps="", duration_seconds=cell) for cell in ("1:30", "0:01:30", "90.0")]
    assert [s.duration_seconds for s in read(tmp_path, held).sets] == [90, 90, 90]
