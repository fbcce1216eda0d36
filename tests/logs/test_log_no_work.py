"""What is no set of a known exercise: nothing at all, for a reason, or work that nobody can share among muscles."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from small_catalogue import DATA, csv_text, row

import balance_rules as br
from balance_rules.person.logs import training_facts
from balance_rules.person.logs.titles import NOT_COUNTED

KB = br.load()

# Why a title leaves a muscle at 0. A title that stands here was looked at.
NO_WORK = {
    "endurance that is kept up for minutes": (
        "Aerobics, Air Bike, Cycling, Cycling (Indoor), Elliptical Trainer, Elliptical Machine, Hiking, Jump Rope, "
        "Jumping Jack, Rowing Machine, Running, Running (Treadmill), Running (Outdoor), Spinning, Stair Machine "
        "(Floors), Stair Machine (Steps), Stair Stepper, Swimming, Treadmill, Stationary Bike, Eliptical Trainer, "
        "Rowing, Rowing (Machine), Rower, Row Erg, Ski Erg, Assault Bike, Bike, Elliptical, Stair Climber, "
        "Stairmaster, Jogging, Treadmill Walk, Incline Walk, Walking (Treadmill), Walking (Outdoor), Jumping Jacks, "
        "Skipping Rope, Cardio, Spin Bike, Recumbent Bike, "
        "Treadmill Run, Outdoor Run, Bike Ride, Stair Climb, Stair Master, Rowing Ergometer, Concept 2 Rower, Swim, "
        "Hike, Cross Trainer, Crosstrainer, Double Unders, Dance, Zumba"
    ),
    "a game, or a sport of minutes and hours": (
        "Boxing, Shadow Boxing, Skating, Skiing, Snowboarding, Padel, Tennis, Football, Basketball, Soccer"
    ),
    "a drill without a load": (
        "High Knees, High Knee Skips, Butt Kick, Arm Circle, Forward Arm Circle, Backward Arm Circle, Mobility, "
        "Warm Up, Cool Down, Cooldown"
    ),
    "a stretch": ("Stretching, Downward Dog, Foam Rolling, Foam Roll"),
    "no training": ("Rest, Meditation, Sauna"),
}
REASON = {title: reason for reason, titles in NO_WORK.items() for title in titles.split(", ")}

with (DATA / "titles.csv").open(encoding="utf-8", newline="") as file:
    HEVY = [row["title"] for row in csv.DictReader(file) if row["app"] == "hevy"]


def test_only_what_was_judged_to_be_no_work_leaves_a_muscle_at_nothing() -> None:
    assert {*KB.knowledge.not_counted} - {*KB.knowledge.unknown_work} == REASON.keys()


def test_every_title_of_hevy_is_an_exercise_or_unknown_work_or_no_work_for_a_reason() -> None:
    titles = KB.titles()
    matches = {title: titles.match(title) for title in (*HEVY, *KB.knowledge.not_counted)}
    assert len(HEVY) > 200
    assert not [title for title, match in matches.items() if not match.sure]
    uncounted = {title: match.unknown_work for title, match in matches.items() if match.exercise == NOT_COUNTED}
    assert not [title for title, unknown in uncounted.items() if unknown == (title in REASON)]
    exercises = {title: match.exercise for title, match in matches.items() if title not in uncounted}
    assert not {title: name for title, name in exercises.items() if name not in KB.knowledge.exercises}


@pytest.mark.parametrize(
    ("title", "exercise"), [("Front Lever Raise", "straight_arm_pulldown"), ("Dragonfly", "reverse_crunch")]
)
def test_what_trains_known_muscles_is_an_exercise(title: str, exercise: str) -> None:
    assert KB.titles().match(title).exercise == exercise


def test_a_lever_is_a_machine_only_where_it_is_no_front_lever() -> None:
    titles = KB.titles()
    assert titles.match("Front Raise (Machine)").exercise == "front_raise"
    assert titles.match("Lever Front Raise").exercise == "front_raise"


def facts(folder: Path, sets: dict[str, int]) -> dict[str, object]:
    """The facts of a log of one day with so many sets of each title."""
    path = folder / "workouts.csv"
    path.write_text(csv_text(row(exercise_title=title) for title, count in sets.items() for _ in range(count)))
    log = KB.read_log(path)
    return {**training_facts(log, KB.knowledge)}


def test_work_of_some_muscles_leaves_the_others_their_zero(tmp_path: Path) -> None:
    known = facts(tmp_path, {"Dead Hang": 6, "Leg Extension (Machine)": 60})
    assert "weekly_sets[latissimus_dorsi]" not in known
    assert "weekly_sets[wrist_flexors]" not in known
    assert known["weekly_sets[gluteus_maximus]"] == 0
    assert known["weekly_sets[quadriceps]"] == 60


def test_work_of_any_muscle_takes_every_zero_away(tmp_path: Path) -> None:
    known = facts(tmp_path, {"Battle Ropes": 6, "Leg Extension (Machine)": 60})
    assert "weekly_sets[gluteus_maximus]" not in known
    assert known["weekly_sets[quadriceps]"] == 60


def test_a_lever_is_no_zero_for_the_back(tmp_path: Path) -> None:
    known = facts(tmp_path, {"Front Lever Raise": 6, "Bench Press (Barbell)": 6})
    assert known["weekly_sets[latissimus_dorsi]"] == 6


@pytest.mark.parametrize(
    "title", ["Back Squat (warmup)", "Back Squat - warm-up", "Warm up Back Squat", "Kniebeuge (Aufwärmen)"]
)
def test_a_title_that_says_warm_up_is_no_working_set(tmp_path: Path, title: str) -> None:
    path = tmp_path / "workouts.csv"
    path.write_text(csv_text([row(exercise_title=title), row(exercise_title="Back Squat")]), encoding="utf-8")
    log = KB.read_log(path)
    assert (len(log.sets), log.warmups) == (1, 1)
