"""Weekly sets per muscle and the other facts of a log: the conventions, and what is left out."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalogue import COUNTING, DATA, EXERCISES, KNOWLEDGE, MUSCLES, NOT_COUNTED, read, row

from balance_rules.person.logs import LoggedSet, TrainingLog, read_log, training_facts, weekly_sets

HEAVY_SETS = COUNTING.heavy_session_sets


def facts(log: TrainingLog, **options: Any) -> dict[str, Fraction]:
    return training_facts(log, KNOWLEDGE, **options)


def sets(day: str, title: str, count: int = 1, **cells: object) -> list[dict[str, object]]:
    """Return `count` rows of an exercise on a day of 2026, written ``05-01 18:00``."""
    month, number = day[3:5], day[:2]
    clock = day[6:] or "18:00"
    return [row(start_time=f"2026-{month}-{number} {clock}", exercise_title=title, **cells)] * count


def test_prime_movers_count_one_and_synergists_a_half(tmp_path: Path) -> None:
    found = facts(read(tmp_path, sets("05-01", "RDL", 3)))
    assert found["weekly_sets[hamstrings]"] == 3
    assert found["weekly_sets[gluteus_maximus]"] == 3
    assert found["weekly_sets[erector_spinae]"] == Fraction(3, 2)
    assert found["weekly_sets[adductors]"] == Fraction(3, 2)  # through its head
    assert found["weekly_sets[rectus_abdominis]"] == 0  # a stabiliser


def test_a_head_counts_for_its_muscle_once_and_with_the_larger_credit(tmp_path: Path) -> None:
    found = facts(read(tmp_path, sets("05-01", "Squat (Barbell)", 2)))
    assert found["weekly_sets[quadriceps]"] == 2  # and not 3 with rectus femoris as a synergist


def test_every_muscle_without_a_parent_has_a_number(tmp_path: Path) -> None:
    found = facts(read(tmp_path, sets("05-01", "Plank", reps="", duration_seconds=60)))
    counted = {key for key in found if key.startswith("weekly_sets[")}
    assert counted == {f"weekly_sets[{m.id}]" for m in MUSCLES.values() if m.parent is None}
    assert found["weekly_sets[latissimus_dorsi]"] == 0


def test_warmups_and_stretching_do_not_count(tmp_path: Path) -> None:
    rows = sets("05-01", "Lying Leg Curl") + sets("05-01", "Lying Leg Curl", set_type="warmup")
    rows += sets("05-01", "Hamstring stretch", 4) + sets("08-01", "Hamstring stretch")
    found = facts(read(tmp_path, rows))
    assert found["weekly_sets[hamstrings]"] == 1
    assert found["sessions_per_week"] == 1


@pytest.mark.parametrize(
    ("days", "weeks"),
    [
        (["05-01"], 1),
        (["05-01", "11-01"], 1),
        (["05-01", "12-01"], Fraction(8, 7)),
        (["05-01", "18-01"], 2),
        (["05-01", "01-02"], 4),
        (["05-01", "02-02", "10-03"], Fraction(29 + 1, 7)),  # more than four weeks without a session are not covered
    ],
)
def test_weeks_are_the_days_covered(tmp_path: Path, days: list[str], weeks: Fraction) -> None:
    found = facts(read(tmp_path, [r for day in days for r in sets(day, "Lying Leg Curl", 3)]))
    assert found["weeks_logged"] == weeks
    assert found["weekly_sets[hamstrings]"] == 3 * len(days) / Fraction(weeks)
    assert found["sessions_per_week"] == len(days) / Fraction(weeks)


def test_two_sessions_a_day_are_two(tmp_path: Path) -> None:
    log = read(tmp_path, sets("05-01 06:00", "RDL") + sets("05-01 18:00", "RDL"))
    assert facts(log)["sessions_per_week"] == 2


def test_only_the_weeks_asked_for_are_looked_at(tmp_path: Path) -> None:
    rows = sets("05-01", "RDL", 9) + sets("20-01", "RDL", 2) + sets("26-01", "RDL", 4) + sets("27-01", "RDL", 1)
    log = read(tmp_path, rows)
    assert facts(log, weeks=1)["weekly_sets[hamstrings]"] == 5
    assert facts(log, weeks=2) == facts(log, weeks=2, until=date(2026, 1, 27))
    assert facts(log, weeks=2)["weeks_logged"] == 2
    assert facts(log, until=date(2026, 1, 26), weeks=1)["weekly_sets[hamstrings]"] == 6
    assert facts(log, until=date(2026, 1, 10))["weekly_sets[hamstrings]"] == 9
    assert facts(log)["weekly_sets[hamstrings]"] == 16 / Fraction(23, 7)


def test_a_log_that_does_not_reach_the_weeks_asked_for_says_nothing(tmp_path: Path) -> None:
    log = read(tmp_path, sets("05-01", "RDL", 9))
    assert facts(log, until=date(2026, 6, 1), weeks=4) == {}
    assert facts(log, until=date(2025, 1, 1)) == {}
    assert facts(read(tmp_path, [])) == {}


def test_lost_sets_are_a_share_and_never_a_zero(tmp_path: Path) -> None:
    some = facts(read(tmp_path, sets("05-01", "RDL", 3) + sets("05-01", "Zottman")))
    assert some["log_unmapped_share"] == 25
    every = facts(read(tmp_path, sets("05-01", "Zottman", 3) + sets("06-01", "Zottman")))
    assert every == {"weeks_logged": 1, "sessions_per_week": 2, "log_unmapped_share": 100}
    skipped = facts(read(tmp_path, sets("05-01", "RDL", reps="0")))
    assert skipped == {"weeks_logged": 1}


def test_the_share_is_that_of_the_weeks_looked_at(tmp_path: Path) -> None:
    log = read(tmp_path, sets("05-01", "Zottman", 3) + sets("20-01", "RDL", 3) + sets("20-01", "Zottman"))
    assert facts(log, weeks=1)["log_unmapped_share"] == 25


def test_cardio_alone_is_known_to_train_no_muscle(tmp_path: Path) -> None:
    found = facts(read(tmp_path, sets("05-01", "Elliptical Trainer")))
    assert found["weekly_sets[hamstrings]"] == 0
    assert found["sessions_per_week"] == 0
    assert "log_unmapped_share" not in found


def test_rest_is_the_gap_between_heavy_sessions_for_one_muscle(tmp_path: Path) -> None:
    rows = sets("05-01 18:00", "Squat (Barbell)", HEAVY_SETS)  # gluteus maximus …
    rows += sets("06-01 06:30", "Bench Press (Barbell)", HEAVY_SETS)  # … other muscles
    rows += sets("07-01 18:00", "RDL", HEAVY_SETS - 1)  # too few
    rows += sets("08-01 07:30", "RDL", HEAVY_SETS)  # … gluteus maximus again
    assert facts(read(tmp_path, rows))["rest_hours_between_heavy_sessions"] == Fraction(123, 2)


def test_rest_is_the_usual_gap_of_the_muscle_that_rests_least(tmp_path: Path) -> None:
    rows = [line for day in ("05", "07", "08", "10") for line in sets(f"{day}-01", "Squat (Barbell)", HEAVY_SETS)]
    rows += [line for day in ("05", "12", "19") for line in sets(f"{day}-01", "Bench Press (Barbell)", HEAVY_SETS)]
    assert facts(read(tmp_path, rows))["rest_hours_between_heavy_sessions"] == 48  # of 48, 24 and 48, and a week


def test_sets_of_two_exercises_add_up_to_a_heavy_session(tmp_path: Path) -> None:
    rows = sets("05-01", "Squat (Barbell)", 2) + sets("05-01", "RDL", 2) + sets("07-01", "RDL", 4)
    assert facts(read(tmp_path, rows))["rest_hours_between_heavy_sessions"] == 48


def test_no_rest_without_two_heavy_sessions(tmp_path: Path) -> None:
    isolation = sets("05-01", "Lying Leg Curl", 9) + sets("06-01", "Lying Leg Curl", 9)
    assert "rest_hours_between_heavy_sessions" not in facts(read(tmp_path, isolation))
    synergist = sets("05-01", "Pull Up", 9) + sets("06-01", "Bench Press (Barbell)", 9)
    assert "rest_hours_between_heavy_sessions" not in facts(read(tmp_path, synergist))


def test_days_without_an_hour_give_no_hours(tmp_path: Path) -> None:
    rows = [row(start_time=day, exercise_title="RDL") for day in ("5 Jan 2026", "7 Jan 2026") for _ in range(5)]
    assert "rest_hours_between_heavy_sessions" not in facts(read(tmp_path, rows))


def test_heavy_sessions_have_four_compound_sets_of_few_repetitions(tmp_path: Path) -> None:
    rows = sets("05-01", "Squat (Barbell)", 2, reps=6) + sets("05-01", "RDL", 2, reps=3)
    rows += sets("06-01", "Squat (Barbell)", 8, reps=7)
    rows += sets("07-01", "Lying Leg Curl", 8, reps=3)
    rows += sets("08-01", "Squat (Barbell)", 3, reps=1)
    rows += sets("09-01", "Farmers Walk", 8, reps="", duration_seconds=30)
    assert facts(read(tmp_path, rows))["heavy_compound_sessions_per_week"] == 1


def test_failure_is_a_share_only_if_failure_would_have_been_marked(tmp_path: Path) -> None:
    plain = sets("05-01", "RDL", 3)
    assert "failure_sets_share" not in facts(read(tmp_path, plain))
    assert facts(read(tmp_path, plain + sets("05-01", "RDL", set_type="failure")))["failure_sets_share"] == 25
    efforts = sets("05-01", "RDL", 1, rpe="10") + sets("05-01", "RDL", 1, rpe="8")
    assert facts(read(tmp_path, efforts))["failure_sets_share"] == 50
    assert "failure_sets_share" not in facts(read(tmp_path, efforts + plain))


def test_the_rise_compares_the_last_week_with_the_four_before(tmp_path: Path) -> None:
    before = [r for day in ("01-01", "08-01", "15-01", "22-01") for r in sets(day, "RDL", 4)]
    log = read(tmp_path, before + sets("29-01", "RDL", 5) + sets("04-02", "Zottman", 1))
    assert facts(log)["weekly_sets_rise"] == 50
    assert "weekly_sets_rise" not in facts(read(tmp_path, before + sets("03-02", "RDL", 6)))
    assert "weekly_sets_rise" not in facts(read(tmp_path, sets("01-01", "Plank") + sets("01-03", "RDL")))


def test_swings_are_counted(tmp_path: Path) -> None:
    found = facts(read(tmp_path, sets("05-01", "Kettlebell swing", 3, reps=15) + sets("18-01", "RDL", 2)))
    assert found["swing_weekly_sets"] == Fraction(3, 2)


def test_a_whole_log_in_pounds() -> None:
    found = facts(read_log(DATA / "us_pounds_two_a_day.csv", exercises=EXERCISES, not_counted=NOT_COUNTED))
    assert {name: value for name, value in found.items() if value} == {
        "weeks_logged": 1,
        "sessions_per_week": 3,
        "weekly_sets[quadriceps]": 8,
        "weekly_sets[gluteus_maximus]": 8,
        "weekly_sets[adductors]": 4,
        "weekly_sets[erector_spinae]": 2,
        "weekly_sets[latissimus_dorsi]": 2,
        "weekly_sets[biceps_brachii]": 1,
        "heavy_compound_sessions_per_week": 2,
        "rest_hours_between_heavy_sessions": Fraction(53 * 60 + 55, 60),
    }


names = st.sampled_from(sorted(EXERCISES))


@given(st.lists(names, max_size=30), st.lists(names, max_size=30), st.integers(1, 9))
def test_weekly_sets_add_and_scale(first: list[str], second: list[str], weeks: int) -> None:
    def count(exercises: list[str], over: int) -> dict[str, Fraction]:
        done = [LoggedSet(2, "s", datetime(2026, 1, 5), name, name, "normal", reps=5) for name in exercises]
        return weekly_sets(done, over, KNOWLEDGE)

    both = count(first + second, weeks)
    assert both == {m: (count(first, 1)[m] + count(second, 1)[m]) / weeks for m in both}
    assert all(total <= Fraction(len(first + second), weeks) for total in both.values())
