"""A hand-made catalogue of a few exercises and muscles, and a way to read a log written in a test."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from balance_rules.model import Counting, Exercise, Knowledge, Muscle
from balance_rules.person.logs import TrainingLog, read_log

DATA = Path(__file__).parent / "data"
HEADER = [
    *("title", "start_time", "end_time", "description", "exercise_title", "superset_id", "exercise_notes"),
    *("set_index", "set_type", "weight_kg", "reps", "distance_km", "duration_seconds", "rpe"),
]
NOT_COUNTED = ("Elliptical Trainer", "Running (Treadmill)")


def exercise(
    id: str,
    name: str,
    category: str,
    pattern: str,
    prime_movers: Sequence[str],
    synergists: Sequence[str] = (),
    aliases: Sequence[str] = (),
    variants: Sequence[str] = (),
) -> Exercise:
    """Return an exercise of which only the names, the kind and the muscles matter."""
    return Exercise(
        id=id,
        name=name,
        category=category,
        movement_pattern=pattern,
        chain="mixed",
        prime_movers=tuple(prime_movers),
        synergists=tuple(synergists),
        stabilizers=("rectus_abdominis",),
        equipment=(),
        level="beginner",
        unilateral=False,
        loading=(),
        regressions=(),
        progressions=(),
        technique=(),
        aliases=tuple(aliases),
        variants=tuple(variants),
        evidence=(),
    )


def muscle(id: str, parent: str | None = None) -> Muscle:
    """Return a muscle of which only the parent matters."""
    return Muscle(id, id, id, "thigh", "posterior", parent, (), (), "neutral")


MUSCLES = {
    m.id: m
    for m in (
        muscle("quadriceps"),
        muscle("rectus_femoris", "quadriceps"),
        muscle("gluteus_maximus"),
        muscle("hamstrings"),
        muscle("adductors"),
        muscle("adductor_magnus", "adductors"),
        muscle("erector_spinae"),
        muscle("pectoralis_major"),
        muscle("triceps_brachii"),
        muscle("latissimus_dorsi"),
        muscle("biceps_brachii"),
        muscle("rectus_abdominis"),
    )
}
EXERCISES = {
    e.id: e
    for e in (
        exercise(
            "back_squat",
            "Barbell back squat",
            "compound",
            "squat",
            ["quadriceps", "gluteus_maximus"],
            ["adductor_magnus", "rectus_femoris"],
            ["Squat (Barbell)", "Back squat"],
            ["Squat (Smith Machine)"],
        ),
        exercise(
            "romanian_deadlift",
            "Romanian deadlift",
            "compound",
            "hinge",
            ["hamstrings", "gluteus_maximus"],
            ["erector_spinae", "adductor_magnus"],
            ["Romanian Deadlift (Barbell)", "RDL"],
        ),
        exercise("leg_curl", "Lying leg curl", "isolation", "knee_flexion", ["hamstrings"], [], ["Lying Leg Curl"]),
        exercise(
            "bench_press",
            "Bench press",
            "compound",
            "horizontal_push",
            ["pectoralis_major"],
            ["triceps_brachii"],
            ["Bench Press (Barbell)"],
        ),
        exercise(
            "pull_up",
            "Pull-up",
            "compound",
            "vertical_pull",
            ["latissimus_dorsi"],
            ["biceps_brachii"],
            ["Pull Up", "Pull Up (Assisted)"],
        ),
        exercise("plank", "Plank", "isometric", "anti_extension", ["rectus_abdominis"]),
        exercise("farmers_carry", "Farmer's carry", "compound", "carry", ["erector_spinae"], [], ["Farmers Walk"]),
        exercise("kettlebell_swing", "Kettlebell swing", "ballistic", "hinge", ["gluteus_maximus", "hamstrings"]),
        exercise("hamstring_stretch", "Hamstring stretch", "mobility", "mobility", ["hamstrings"]),
        exercise("split_squat", "Split squat", "compound", "lunge", ["quadriceps"], [], ["Bulgarian Split Squat"]),
    )
}

# The conventions that the tests of logs speak of, by their numbers.
COUNTING = Counting(
    log_weeks=12,
    log_break=4,
    log_current=1,
    log_rise=4,
    set_for_a_synergist=Fraction(1, 2),
    heavy_session_sets=4,
    heavy_repetitions=6,
    exertion_of_failure=Fraction(10),
    unknown_sets=Fraction(1),
    unknown_part=Fraction(1, 2),
    unknown_share=Fraction(1, 10),
)


def knowledge(exercises: Mapping[str, Exercise] = EXERCISES, counting: Counting | None = COUNTING) -> Knowledge:
    """Return a knowledge of exercises, muscles and the counting of logs, and nothing else."""
    named = Knowledge("small", "1.0.0", "", {}, (), {}, (), (), (), exercises, ())
    return replace(named, muscles=MUSCLES, counting=counting)


KNOWLEDGE = knowledge()

ROW: Mapping[str, object] = {
    "title": "Legs",
    "start_time": "5 Jan 2026, 18:00",
    "end_time": "5 Jan 2026, 19:00",
    "exercise_title": "Squat (Barbell)",
    "set_type": "normal",
    "weight_kg": "100",
    "reps": "5",
}


def row(**cells: object) -> dict[str, object]:
    """Return the cells of a row that is a good working set but for `cells`."""
    return {**ROW, **cells}


def csv_text(rows: Iterable[Mapping[str, object]], header: Sequence[str] = HEADER, delimiter: str = ",") -> str:
    """Return rows as the text of an export; cells whose column is not in the header are left out."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header, delimiter=delimiter, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(folder: Path, content: str | bytes | Iterable[Mapping[str, object]], **options: Any) -> TrainingLog:
    """Write an export and read it with the small catalogue."""
    if not isinstance(content, (str, bytes)):
        content = csv_text(content)
    path = folder / "workouts.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_log(path, **{"exercises": EXERCISES, "not_counted": NOT_COUNTED, **options})
