"""The people whose page, week and next visit are kept as snapshots, and how these are written.

Twelve are of the scenarios, the others were written for the week. `python tests/programme/people.py` writes all anew;
read what has changed as a coach would.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

import balance_rules as br
from balance_rules.programme import Programme
from balance_rules.report import page, summary
from balance_rules.text.documents import read_document

HERE = Path(__file__).parent
SCENARIOS = HERE.parent / "scenarios"
SNAPSHOTS = HERE / "snapshots"
FIRST, SECOND = "2026-04-06", "2026-06-08"


@dataclass(frozen=True)
class Story:
    """A person, the week that they train now, the time there is, and what is otherwise at the next visit."""

    profile: dict[str, Any]
    week: dict[str, int]
    sessions: int
    minutes: int
    next_visit: dict[str, Any]


# The week now, sessions, minutes, what is otherwise at the next visit; the rest of a person stands in the scenario.
OF_SCENARIOS: dict[str, tuple[dict[str, int], int, int, dict[str, Any]]] = {
    "achilles_pain": (
        *({}, 3, 45),
        {"pain": {"right_achilles": 1, "others": "none"}, "heel_raise_reps": {"left": 25, "right": 19}},
    ),
    "acl_late": (
        *({"leg_press": 6, "leg_extension": 3, "lat_pulldown": 6}, 3, 60),
        {"quadriceps_torque_60": {"left": 168, "right": 181}, "weeks_since_surgery": {"left_acl_reconstruction": 44}},
    ),
    "asymmetric_jumper": (
        *({"back_squat": 6, "romanian_deadlift": 4, "box_jump": 3}, 2, 60),
        {"single_leg_jump_height": {"left": 18.0, "right": 22.1}},
    ),
    "bench_presser": (
        *({"bench_press": 12, "dumbbell_curl": 8, "lat_pulldown": 3, "triceps_pushdown": 6}, 3, 60),
        {"bench_press_1rm": "122.5 kg", "bench_pull_1rm": "92.5 kg", "deadlift_1rm": "190 kg"},
    ),
    "desk_worker_with_back_pain": (
        *({}, 2, 30),
        {
            "pain": "none",
            "pain_weeks": "none",
            "sedentary_hours": "7 h/day",
            "hip_extension_force": {"left": 245, "right": 224},
            "hip_extension_manual_test": {"left": 5, "right": 5},
        },
    ),
    "kneecap_pain_runner": (
        *({"leg_press": 4}, 2, 40),
        {"pain": {"left_knee": 6, "others": "none"}, "pain_worse_next_morning": {"left_knee": True, "others": "none"}},
    ),
    "lasting_back_pain": ({"leg_press": 4, "seated_cable_row": 4}, 3, 45, {"sorensen_hold": "128 s"}),
    "neck_pain": ({}, 3, 20, {"pain": {"neck": 3, "others": "none"}, "sedentary_hours": "8 h/day"}),
    "older_adult_novice": (
        *({}, 2, 40),
        {"rises_from_chair_on_one_leg": {"left": True, "right": True}, "sedentary_hours": "6.5 h/day"},
    ),
    "quad_dominant_footballer_man": (
        *({"back_squat": 8, "leg_extension": 6, "leg_press": 4}, 2, 60),
        {"hamstring_torque_60": {"left": 139, "right": 141}, "nordic_sessions_per_week": 2},
    ),
    "red_flag_cauda_equina_signs": ({"back_squat": 6}, 3, 60, {"screening": "none"}),
    "shoulder_pain_presser": (
        *({"bench_press": 9, "overhead_press": 6, "lateral_raise": 6, "back_squat": 6}, 4, 60),
        {
            "pain": {"right_shoulder": 3, "others": "none"},
            "shoulder_er_force_isometric": {"left": 142, "right": 128},
        },
    ),
}


def _of_scenario(name: str) -> Story:
    week, sessions, minutes, later = OF_SCENARIOS[name]
    return Story(read_document(SCENARIOS / f"{name}.yaml").value["profile"], week, sessions, minutes, later)


def _written(path: Path) -> Story:
    told = {"week": {}, **read_document(path).value}
    return Story(**told)


def stories() -> dict[str, Story]:
    """Return everybody by name."""
    written = {path.stem: _written(path) for path in sorted((HERE / "people").glob("*.yaml"))}
    return {**{name: _of_scenario(name) for name in OF_SCENARIOS}, **written}


def planned(kb: br.KnowledgeBase, story: Story) -> tuple[br.Assessment, Programme]:
    """Return the first visit of a person, and the week."""
    assessment = kb.assess({**story.profile, "date": FIRST}, engine="compiled")
    return assessment, kb.programme(assessment, story.week, sessions=story.sessions, minutes=story.minutes)


def told(kb: br.KnowledgeBase, story: Story, assessment: br.Assessment, programme: Programme) -> str:
    """Return the page, the week and the next visit of a person as they are printed, one below the other."""
    short = summary(assessment, programme, largest=None)
    screen = Console(file=io.StringIO(), width=80, markup=False, highlight=False, emoji=False, no_color=True)
    screen.print(page(short))
    printed = screen.file.getvalue()  # type: ignore[attr-defined]
    printed = printed.replace(short.knowledge_hash, "HASH" * (len(short.knowledge_hash) // 4))
    later = kb.assess({**story.profile, **story.next_visit, "date": SECOND}, engine="compiled")
    visit = kb.follow_up(assessment, later)
    parts = {"The page": printed, "The week": programme.to_text(), "The next visit": visit.to_text()}
    return "\n".join(f"######## {title}\n\n{text}" for title, text in parts.items())


def main() -> None:
    """Write the snapshots anew."""
    kb = br.load()
    for old in SNAPSHOTS.glob("*.txt"):
        old.unlink()
    for name, story in stories().items():
        (SNAPSHOTS / f"{name}.txt").write_text(told(kb, story, *planned(kb, story)), encoding="utf-8")


if __name__ == "__main__":
    main()
