"""What real exports and real people do to a log, and that none of it makes a confident wrong number."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalogue import (
    COUNTING,
    EXERCISES,
    HEADER,
    KNOWLEDGE,
    NOT_COUNTED,
    csv_text,
    exercise,
    knowledge,
    read,
    row,
)

from balance_rules import KnowledgeBase
from balance_rules.errors import FactError
from balance_rules.person.logs import LoggedSession, TrainingLog, log_notes, read_log, training_facts
from balance_rules.person.logs.coverage import coverage
from balance_rules.person.logs.sides import side_of

BREAK = timedelta(weeks=COUNTING.log_break)
MONDAY = date(2026, 1, 5)
OLYMPIC = ("Snatch", "Clean and Jerk")


def weeks_of(title: str, weeks: int, count: int = 3, since: date = MONDAY, **cells: object) -> list[dict[str, object]]:
    """Rows of `count` sets on Monday, Wednesday and Friday of so many weeks."""
    days = [since + timedelta(weeks=week, days=day) for week in range(weeks) for day in (0, 2, 4)]
    return [
        row(start_time=f"{day} 18:00", exercise_title=title, set_index=index, **cells)
        for day in days
        for index in range(count)
    ]


def facts(log: TrainingLog, until: date | None = None, weeks: int | None = 12) -> dict[str, Fraction]:
    return training_facts(log, KNOWLEDGE, until, weeks)


def notes_on(log: TrainingLog, *options: Any) -> tuple[str, ...]:
    return log_notes(log, KNOWLEDGE, *options)


def muscles(found: dict[str, Fraction]) -> set[str]:
    return {fact for fact in found if fact.startswith("weekly_sets[")}


# ---------------------------------------------------------------- the age of a log


def test_a_log_that_ended_long_ago_establishes_nothing(tmp_path: Path) -> None:
    log = read(tmp_path, weeks_of("RDL", 4))
    last = log.sessions[-1].start.date()
    assert facts(log, last + BREAK)["weekly_sets[hamstrings]"] > 0
    assert facts(log, last + BREAK + timedelta(days=1)) == {}
    assert facts(log, date(2028, 1, 31)) == {}
    assert any(
        n.startswith("The training log was set aside: it ended 104 weeks ago, on 2026-01-30,")
        for n in notes_on(log, date(2028, 1, 31))
    )


def test_sessions_after_the_day_of_the_assessment_do_not_count(tmp_path: Path) -> None:
    before, after = weeks_of("RDL", 4), weeks_of("Squat (Barbell)", 12, since=date(2026, 2, 2))
    log, until = read(tmp_path, before + after), date(2026, 2, 1)
    assert facts(log, until) == facts(read(tmp_path, before), until)
    assert any(note.startswith("36 sessions of the log after 2026-02-01") for note in notes_on(log, until))
    assert facts(log, date(2025, 12, 31)) == {}
    assert any("set aside: it begins on 2026-01-05, after 2025-12-31" in n for n in notes_on(log, date(2025, 12, 31)))


def test_an_assessment_takes_the_date_of_its_profile(small: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(csv_text(weeks_of("Nordic curl", 4)), encoding="utf-8")
    now = small.assess({"date": "2026-02-01"}, log=path)
    assert now.sheet.values["weekly_sets[hamstrings]"] > 0
    assert any("The log ended 2 days ago, on 2026-01-30." in note for note in now.notes)
    later = small.assess({"date": "2028-02-01"}, log=[path])
    assert "weekly_sets[hamstrings]" not in later.sheet.values
    assert any("ended 104 weeks ago" in note for note in later.notes)


def test_a_log_beside_a_profile_without_a_date_needs_a_day(small: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(csv_text(weeks_of("Nordic curl", 4)), encoding="utf-8")
    undated = small.assess({}, log=path)
    assert "weekly_sets[hamstrings]" not in undated.sheet.values
    assert undated.notes[0].startswith("The training log was set aside: the profile has no date")
    assert "'date: 2026-01-30'" in undated.notes[0]
    log = small.read_log(path)
    soon = small.assess({}, log=replace(log, today=date(2026, 2, 1)))
    assert soon.sheet.values == small.assess({"date": "2026-02-01"}, log=path).sheet.values
    assert soon.notes[0] == "The profile has no date: the log is read up to today, 2026-02-01."
    late = small.assess({}, log=replace(log, today=date(2028, 2, 1)))
    assert "weekly_sets[hamstrings]" not in late.sheet.values
    assert late.notes[1].startswith("The training log was set aside: it ended 104 weeks ago")
    dated = small.assess({"date": "2026-02-01"}, log=replace(log, today=date(2028, 2, 1)))
    assert dated.sheet.values == soon.sheet.values  # the profile's own date comes first


# ---------------------------------------------------------------- how long a log is


def test_sets_are_divided_by_the_days_covered(tmp_path: Path) -> None:
    days = ["2026-03-02", "2026-03-02", "2026-03-04", "2026-03-04", "2026-03-06", "2026-03-06", "2026-03-09"]
    log = read(
        tmp_path,
        [row(start_time=f"{day} 18:00", exercise_title="Lying Leg Curl", set_index=i) for i, day in enumerate(days)],
    )
    assert facts(log)["weekly_sets[hamstrings]"] == Fraction(49, 8)
    assert facts(log)["weeks_logged"] == Fraction(8, 7)


def test_a_break_is_not_covered(tmp_path: Path) -> None:
    log = read(tmp_path, weeks_of("RDL", 20, 4, date(2025, 6, 2)) + weeks_of("RDL", 2, 1))
    found = facts(log, date(2026, 1, 16))
    assert found["weeks_logged"] == Fraction(12, 7)  # too short to judge a usual week
    assert found["weekly_sets[hamstrings]"] == Fraction(6) / Fraction(12, 7)
    assert "weekly_sets_rise" not in found
    assert any("no session between 2025-10-17 and 2026-01-05" in n for n in notes_on(log, date(2026, 1, 16), 12))


def test_a_log_that_reaches_back_covers_all_weeks_that_are_read(tmp_path: Path) -> None:
    log = read(tmp_path, weeks_of("RDL", 20))
    sunday = MONDAY + timedelta(weeks=20, days=-1)
    covered = coverage(log, COUNTING, sunday, 12)
    assert covered is not None
    assert (covered.days, covered.breaks) == (84, ())
    assert facts(log, sunday)["weekly_sets[hamstrings]"] == 9


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40), st.integers(0, 450), st.integers(1, 60))
def test_no_stretch_of_time_is_covered_longer_than_it_is(days: list[int], until: int, weeks: int) -> None:
    start = datetime(2025, 1, 1, 18)
    sessions = tuple(LoggedSession(str(n), "", start + timedelta(days=day)) for n, day in enumerate(sorted(days)))
    log = TrainingLog("log.csv", "hevy", 0, (), sessions, 0, (), (), ())
    covered = coverage(log, COUNTING, (start + timedelta(days=until)).date(), weeks)
    if covered is not None:
        assert 1 <= covered.days <= 7 * weeks
        assert covered.weeks >= 1
        assert covered.sessions
        assert covered.last <= (start + timedelta(days=until)).date()


# ---------------------------------------------------------------- unknown work


def test_lifts_of_unknown_shares_are_no_zeros(tmp_path: Path) -> None:
    rows = weeks_of("Snatch", 6, 4) + weeks_of("Clean and Jerk", 6, 4) + weeks_of("Bench Press (Barbell)", 6, 2)
    log = read(tmp_path, rows, not_counted=(*NOT_COUNTED, *OLYMPIC), unknown_work=OLYMPIC)
    found = facts(log)
    assert found["log_unmapped_share"] == 80
    assert muscles(found) == set()
    assert "heavy_compound_sessions_per_week" not in found
    assert found["sessions_per_week"] > 3
    notes = notes_on(log, None, 12, found)
    assert any("144 sets train muscles in shares nobody can give" in note for note in notes)
    assert any("stay unknown for every muscle" in note for note in notes)


def test_what_a_person_says_to_ignore_is_no_unknown_work(tmp_path: Path) -> None:
    rows = weeks_of("Snatch", 6, 4) + weeks_of("Bench Press (Barbell)", 6, 2)
    known = {"not_counted": (*NOT_COUNTED, *OLYMPIC), "unknown_work": OLYMPIC}
    log = read(tmp_path, rows, titles={"Snatch": "ignore"}, **known)
    assert facts(log)["log_unmapped_share"] == 0
    assert facts(log)["weekly_sets[hamstrings]"] == 0


def test_a_row_that_cannot_be_read_is_lost_work(tmp_path: Path) -> None:
    rows = weeks_of("Bench Press (Barbell)", 6) + weeks_of("RDL", 6, reps="many")
    found = facts(read(tmp_path, rows))
    assert found["log_unmapped_share"] == 50
    assert "weekly_sets[hamstrings]" not in found


def test_a_row_without_a_date_may_belong_to_any_week(tmp_path: Path) -> None:
    rows = weeks_of("Bench Press (Barbell)", 6) + weeks_of("RDL", 6)
    rows += [row(start_time="?", set_index=i) for i in range(54)]
    found = facts(read(tmp_path, rows))
    assert found["log_unmapped_share"] == pytest.approx(100 * 54 / (54 + 108))


def test_rest_timers_and_failed_sets_are_no_lost_work(tmp_path: Path) -> None:
    rows = weeks_of("RDL", 6) + weeks_of("RDL", 6, reps="0")
    assert facts(read(tmp_path, rows))["log_unmapped_share"] == 0


def test_a_muscle_beside_unknown_work_is_no_zero(tmp_path: Path) -> None:
    rows = weeks_of("Zottman", 6, 5) + weeks_of("Lying Leg Curl", 6, 3)
    assert muscles(facts(read(tmp_path, rows))) == set()
    few = [*weeks_of("Lying Leg Curl", 6, 3), row(exercise_title="Zottman", start_time="2026-01-05 18:00")]
    found = facts(read(tmp_path, few))  # a sixth of a set a week is hardly a dose
    assert found["weekly_sets[hamstrings]"] > 9
    assert found["weekly_sets[quadriceps]"] == 0


def test_a_movement_that_is_known_bounds_what_could_have_been_trained(tmp_path: Path) -> None:
    curls = {
        name: exercise(name, f"{name} curl", "isolation", "elbow_flexion", ["biceps_brachii"])
        for name in ("a", "b", "c")
    }
    log = read(tmp_path, weeks_of("Zottman Curls", 6, 5) + weeks_of("RDL", 6, 3), exercises={**EXERCISES, **curls})
    found = training_facts(log, knowledge({**EXERCISES, **curls}))
    assert "weekly_sets[biceps_brachii]" not in found
    assert found["weekly_sets[quadriceps]"] == 0


# ---------------------------------------------------------------- twice


def test_an_export_that_stands_twice_in_a_file_counts_once(tmp_path: Path) -> None:
    text = csv_text(weeks_of("RDL", 2))
    once, twice = read(tmp_path, text), read(tmp_path, text + text)
    assert twice.sets == once.sets
    assert [s.reason for s in twice.skipped].count("counted_before") == once.rows
    assert twice.accounted == twice.rows


def test_an_export_appended_without_its_header_counts_once(tmp_path: Path) -> None:
    text = csv_text(weeks_of("RDL", 2))
    assert read(tmp_path, text + text.partition("\n")[2]).sets == read(tmp_path, text).sets


def test_every_row_twice_counts_once(tmp_path: Path) -> None:
    rows = weeks_of("RDL", 2)
    doubled = read(tmp_path, [line for line in rows for _ in range(2)])
    assert len(doubled.sets) == len(rows)


def test_an_exercise_in_two_goes_counts_twice(tmp_path: Path) -> None:
    rows = [row(set_index=0), row(set_index=1), row(exercise_title="RDL", set_index=0), row(set_index=0, reps=9)]
    assert len(read(tmp_path, rows).sets) == 4
    assert len(read(tmp_path, [row()] * 4).sets) == 4  # without numbers of sets equal rows are sets


def test_the_same_session_in_the_files_of_two_apps_counts_once(tmp_path: Path) -> None:
    hevy = tmp_path / "hevy.csv"
    hevy.write_text(csv_text(weeks_of("Squat (Barbell)", 2)), encoding="utf-8")
    lines = ["Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"]
    for day in (7, 9, 12):  # two of these days are in the other file
        lines += [f"2026-01-{day:02} 18:00:30,Old name,1h,Squat (Barbell),{n},100,5,0,0,,," for n in (1, 2, 3)]
    lines += ["2026-01-20 18:00:00,New,1h,RDL,1,100,5,0,0,,,"]
    strong = tmp_path / "strong.csv"
    strong.write_text("\n".join(lines) + "\n", encoding="utf-8")
    log = read_log([hevy, strong], exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert (log.layout, [f.layout for f in log.files]) == ("hevy, strong", ["hevy", "strong"])
    assert len(log.sets) == 18 + 1
    assert len(log.sessions) == 6 + 1
    assert log.accounted == log.rows
    again = read_log([hevy, strong, hevy], exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert again.sets == log.sets


def test_the_clock_of_another_zone_makes_no_second_session(tmp_path: Path) -> None:
    paths = []
    for name, hour in (("local", "19"), ("universal", "17")):
        paths.append(tmp_path / f"{name}.csv")
        rows = [row(start_time=f"2026-01-05 {hour}:30", set_index=n, reps=5 + n) for n in range(3)]
        paths[-1].write_text(csv_text(rows), encoding="utf-8")
    assert len(read_log(paths, exercises=EXERCISES, not_counted=NOT_COUNTED).sets) == 3


@pytest.mark.parametrize(
    ("minute", "reps", "once"),
    [
        (0, (5, 6, 7), True),
        (3, (5, 6, 7), True),
        (30, (5, 6, 9), True),  # one set was corrected in one of the apps
        (31, (5, 6, 7), False),
        (3, (1, 2, 7), False),
    ],
)
def test_a_workout_begun_in_two_apps_one_after_the_other_counts_once(
    tmp_path: Path, minute: int, reps: tuple[int, ...], once: bool
) -> None:
    paths = []
    for name, start, done in (("one", 0, (5, 6, 7)), ("two", minute, reps)):
        paths.append(tmp_path / f"{name}.csv")
        rows = [row(start_time=f"2026-01-05 18:{start:02}", set_index=n, reps=count) for n, count in enumerate(done)]
        paths[-1].write_text(csv_text(rows), encoding="utf-8")
    log = read_log(paths, exercises=EXERCISES, not_counted=NOT_COUNTED)
    assert (len(log.sets), len(log.sessions)) == ((3, 1) if once else (6, 2))
    assert any("within 30 minutes of one in another export" in n for n in notes_on(log)) == (once and minute > 0)


@given(st.permutations(weeks_of("RDL", 2, 2) + weeks_of("Squat (Barbell)", 2, 2)))
def test_the_order_of_rows_changes_no_count(rows: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = read(Path(folder), rows)
    assert len(log.sets) == 24


# ---------------------------------------------------------------- sides


def test_left_and_right_are_one_set(tmp_path: Path) -> None:
    titles = ["Bulgarian Split Squat (Left)", "Bulgarian Split Squat (Right)"]
    names = dict.fromkeys(titles, "split_squat")
    rows = [row(exercise_title=title, set_index=n) for n in range(3) for title in titles]
    log = read(tmp_path, rows, titles=names)
    assert [s.side for s in log.sets] == ["left"] * 3
    assert [s.reason for s in log.skipped] == ["other_side"] * 3
    uneven = read(tmp_path, [*rows, row(exercise_title=titles[1], set_index=9)], titles=names)
    assert len(uneven.sets) == 4
    assert any("3 sets of the other side" in note for note in notes_on(log))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Left Bulgarian Split Squat", "Right Bulgarian Split Squat"),
        ("Bulgarian Split Squat - Lt", "Bulgarian Split Squat - Rt"),
        ("Bulgarian Split Squat L", "Bulgarian Split Squat R"),
        ("L - Bulgarian Split Squat", "R - Bulgarian Split Squat"),
        ("Bulgarian Left Split Squat", "Bulgarian Right Leg Split Squat"),
        ("(L) Bulgarian Split Squat", "(R) Bulgarian Split Squat"),
        ("Bulgarian Split Squat, left leg", "Bulgarian Split Squat: right"),
    ],
)
def test_a_side_is_read_wherever_it_stands_in_a_title(tmp_path: Path, left: str, right: str) -> None:
    rows = [row(exercise_title=title, set_index=n) for n in range(3) for title in (left, right)]
    log = read(tmp_path, rows)
    assert [(s.exercise, s.side) for s in log.sets] == [("split_squat", "left")] * 3
    assert any("3 sets of the other side" in note for note in notes_on(log))


@pytest.mark.parametrize(
    "title", ["Upright Row", "Right Angle Curl", "L-Sit", "Left/Right Lunge", "V-Up", "Row (Rope)"]
)
def test_no_side_is_read_where_none_or_both_stand(title: str) -> None:
    assert side_of(title, "") == ""


def test_sides_that_nobody_names_are_asked_about(tmp_path: Path) -> None:
    one_sided = {**EXERCISES, "split_squat": _unilateral()}
    rows = weeks_of("Bulgarian Split Squat", 2, 6)
    log = read(tmp_path, rows, exercises=one_sided)
    assert len(log.sets) == 36
    assert any("--sided" in note.fix for note in log.notes)
    said = read(tmp_path, rows + weeks_of("RDL", 2), exercises=one_sided, sided=True)
    assert [s.exercise for s in said.sets].count("split_squat") == 18
    assert [s.exercise for s in said.sets].count("romanian_deadlift") == 18
    assert not said.notes


def _unilateral() -> Any:
    return replace(EXERCISES["split_squat"], unilateral=True)


# ---------------------------------------------------------------- cells, rows, files


def test_walks_and_lunges_by_distance_are_sets(tmp_path: Path) -> None:
    titles = {"Walking Lunge": "split_squat", "Suitcase Carry": "plank"}
    rows = [row(exercise_title=title, reps="", distance_km="0.04") for title in (*titles, "Squat (Barbell)")]
    log = read(tmp_path, rows, titles=titles)
    assert [s.distance_m for s in log.sets] == [40, 40]
    assert [s.reason for s in log.skipped] == ["no_reps_or_duration"]


def test_an_exertion_of_nought_is_unset(tmp_path: Path) -> None:
    assert "failure_sets_share" not in facts(read(tmp_path, weeks_of("RDL", 2, rpe="0")))


def test_a_first_line_that_names_the_separator(tmp_path: Path) -> None:
    text = csv_text([row()], delimiter=";")
    assert [s.line for s in read(tmp_path, f"sep=;\n{text}").sets] == [3]
    assert len(read(tmp_path, f'"sep=;"\r\n{text}').sets) == 1


def test_commas_at_the_end_of_rows(tmp_path: Path) -> None:
    header, data = csv_text([row()]).splitlines()
    assert len(read(tmp_path, f"{header}\n{data},,\n").sets) == 1
    assert len(read(tmp_path, f"{header},\n{data},\n").sets) == 1


def test_a_note_whose_line_break_lost_its_quotation_marks(tmp_path: Path) -> None:
    text = csv_text([row(description="felt strong"), row(reps=6)]).replace("felt strong", "felt\n\nstrong, very", 1)
    broken = read(tmp_path, text)
    assert [s.reps for s in broken.sets] == [6]  # a comma in the rest of the note: nobody can tell where it ends
    assert {s.reason for s in broken.skipped} == {"shifted_row"}
    repaired = read(tmp_path, csv_text([row(description="felt strong"), row(reps=6)]).replace("t s", "t\n\ns", 1))
    assert [(s.line, s.reps) for s in repaired.sets] == [(2, 5), (5, 6)]
    assert repaired.rows == 2


def test_formulas_in_cells_are_text(tmp_path: Path) -> None:
    log = read(tmp_path, [row(exercise_title='=HYPERLINK("http://x","y")'), row(weight_kg="=1+1")])
    assert [u.title for u in log.unmapped] == ['=HYPERLINK("http://x","y")']
    assert [s.weight_kg for s in log.sets] == [None]


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    text = csv_text(weeks_of("RDL", 1, 2))
    for end in range(len(",".join(HEADER)) + 1, len(text), 7):
        if text[:end].count('"') % 2:
            with pytest.raises(FactError, match="never closed"):
                read(tmp_path, text[:end])
        else:
            log = read(tmp_path, text[:end])
            assert log.accounted == log.rows
            assert len(log.sets) <= 6


# ---------------------------------------------------------------- what a person says


def test_titles_may_stand_in_a_file(tmp_path: Path) -> None:
    names = tmp_path / "titles.yaml"
    names.write_text("Kniebeuge: back_squat\nYoga: ignore\n", encoding="utf-8")
    log = read(tmp_path, [row(exercise_title="Kniebeuge"), row(exercise_title="Yoga")], titles=names)
    assert ([s.exercise for s in log.sets], [(n.title, n.work) for n in log.not_counted]) == (
        ["back_squat"],
        [("Yoga", False)],
    )


@pytest.mark.parametrize("text", ["- a\n", "Kniebeuge: [back_squat]\n", "Kniebeuge: no_such\n", "a: b: c\n"])
def test_a_file_of_titles_that_cannot_be_used_is_refused(tmp_path: Path, text: str) -> None:
    names = tmp_path / "titles.yaml"
    names.write_text(text, encoding="utf-8")
    with pytest.raises(FactError):
        read(tmp_path, [row()], titles=names)


def test_no_file_is_an_error() -> None:
    with pytest.raises(FactError, match="no file"):
        read_log([], exercises=EXERCISES, not_counted=NOT_COUNTED)


def test_two_rows_that_lack_cells_are_not_made_one(tmp_path: Path) -> None:
    text = "title,start_time,exercise_title,set_type,weight_kg,reps\nA,2026-03-02,Curl,normal\nA,2026-03-02,Curl\n"
    log = read(tmp_path, text)
    assert [(row.line, row.reason) for row in log.skipped] == [(2, "shifted_row"), (3, "shifted_row")]
    assert all(row.lost for row in log.skipped)
    assert log.accounted == log.rows == 2
