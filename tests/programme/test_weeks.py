"""Twelve people and their week, as text: read it as a coach reads it when a snapshot changes.

Write the snapshots anew with `UPDATE_SNAPSHOTS=1 pytest tests/programme/test_weeks.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

import balance_rules as br
from balance_rules.programme import check

SCENARIOS = Path(__file__).parents[1] / "scenarios"
SNAPSHOTS = Path(__file__).parent / "snapshots"
KB = br.load()

# The week that a person trains now, sessions, minutes; the rest of a person stands in the scenario.
WEEKS = {
    "achilles_pain": ({}, 3, 45),
    "acl_late": ({"leg_press": 6, "leg_extension": 3, "bench_press": 6, "lat_pulldown": 6}, 3, 60),
    "asymmetric_jumper": ({"back_squat": 6, "romanian_deadlift": 4, "box_jump": 3}, 2, 60),
    "bench_presser": ({"bench_press": 12, "dumbbell_curl": 8, "lat_pulldown": 3, "triceps_pushdown": 6}, 3, 60),
    "desk_worker_with_back_pain": ({}, 2, 30),
    "kneecap_pain_runner": ({"leg_press": 4}, 2, 40),
    "lasting_back_pain": ({"leg_press": 4, "seated_cable_row": 4}, 3, 45),
    "neck_pain": ({}, 3, 20),
    "older_adult_novice": ({}, 2, 40),
    "quad_dominant_footballer_man": ({"back_squat": 8, "leg_extension": 6, "leg_press": 4}, 2, 60),
    "red_flag_cauda_equina_signs": ({"back_squat": 6}, 3, 60),
    "shoulder_pain_presser": ({"bench_press": 9, "overhead_press": 6, "lateral_raise": 6, "back_squat": 6}, 4, 60),
}


def planned(name: str):
    """Return a person's assessment and week."""
    week, sessions, minutes = WEEKS[name]
    person = yaml.safe_load((SCENARIOS / f"{name}.yaml").read_text(encoding="utf-8"))["profile"]
    assessment = KB.assess(person, engine="compiled")
    return assessment, KB.programme(assessment, week, sessions=sessions, minutes=minutes)


@pytest.mark.parametrize("name", WEEKS)
def test_the_week_of(name):
    assessment, programme = planned(name)
    assert check(programme, assessment, WEEKS[name][0]) == ()
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOTS.mkdir(exist_ok=True)
        path.write_text(programme.to_text(), encoding="utf-8")
    assert programme.to_text() == path.read_text(encoding="utf-8")
