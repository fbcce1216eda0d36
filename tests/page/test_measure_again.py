"""What is measured again: one number once, on one date, the same on the page and in the programme."""

from __future__ import annotations

from typing import Any

import pytest
from effort import effort

import balance_rules as br
from balance_rules.advice import measured_from, weeks_until
from balance_rules.report import summary
from page.people import everybody

SAFE = dict.fromkeys(("screening", "acute_strain"), "none")
OPERATED: dict[str, Any] = {
    **SAFE,
    "date": "2026-11-20",
    "age": 22,
    "sex": "female",
    "conditions": "none",
    "surgery": ["left_acl_reconstruction"],
    "radiating_leg_pain": "none",
    "pain": {"left_knee": 2, "others": "none"},
    "pain_weeks": {"left_knee": 22, "others": "none"},
    "training_experience": "intermediate",
    "goal": ["return_to_sport"],
    "equipment": ["barbell", "dumbbell", "machine", "box", "squat_rack", "bench"],
    "sessions_available": 3,
    "sport": "football",
    "weeks_since_surgery": {"left_acl_reconstruction": 22},
    "quadriceps_torque_60": {"left": 110, "right": 160},
    "hamstring_torque_60": {"left": 80, "right": 95},
    "isokinetic_gravity_corrected": True,
    "knee_strength_device": "isokinetic",
}
WEAK_ARM: dict[str, Any] = {
    **SAFE,
    "conditions": "none",
    "surgery": "none",
    "age": 40,
    "sex": "male",
    "pain": "none",
    "training_experience": "intermediate",
    "sessions_available": 3,
    "equipment": ["dumbbell", "cable", "bench", "barbell"],
    "shoulder_er_force_isometric": {"left": 75, "right": 100},
}


def given(person: br.Assessment) -> list[Any]:
    return [advice for advice in person.prescriptions if advice.state == "given" and advice.called_for]


def test_one_number_is_measured_again_once_and_at_its_own_time(kb: br.KnowledgeBase) -> None:
    labels = {attribute.label(fact): fact for fact, attribute in kb.knowledge.facts.items()}
    rows = 0
    for name, profile in [*list(everybody().items())[:: effort(24, 3)], ("operated", OPERATED), ("weak arm", WEAK_ARM)]:
        person = kb.assess(profile, engine="compiled")
        facts = {labels[row.measure]: row.weeks for row in summary(person, largest=None).retest}
        numbers = [measured_from(kb.knowledge, fact) for fact in facts]
        assert len(numbers) == len(set(numbers)), name
        for fact, weeks in facts.items():
            rows += 1
            assert weeks == (weeks_until(person._judged, given(person), fact) or weeks), (name, fact)
    assert rows > effort(8, 20)


@pytest.mark.parametrize(("person", "test"), [(OPERATED, "Quadriceps torque"), (WEAK_ARM, "Isometric external rot")])
def test_the_page_and_the_programme_say_the_same_date(kb: br.KnowledgeBase, person: dict[str, Any], test: str) -> None:
    pytest.importorskip("ortools", reason="the extra 'programme' is not installed")
    assessment = kb.assess(person)
    page = [(row.weeks, row.date) for row in assessment.summary().retest if row.measure.startswith(test)]
    retests = kb.programme(assessment).retests
    week = [(r.weeks, r.date) for r in retests for measure in r.measures if measure.startswith(test)]
    assert len(page) == 1
    assert page == week


def test_of_two_aims_for_one_number_the_stricter_counts(kb: br.KnowledgeBase) -> None:
    weak = kb.assess({**WEAK_ARM, "shoulder_er_force_isometric": {"left": 10, "right": 100}})
    (row,) = [row for row in weak.summary().retest if "external rotation" in row.measure]
    assert (row.today, row.target) == ("10 %", "≥ 83 %")


def test_a_difference_and_a_share_of_the_same_sides_are_one_number(kb: br.KnowledgeBase) -> None:
    of = kb.knowledge
    share, gap = "quadriceps_torque_60_share[left]", "quadriceps_torque_60_asymmetry"
    assert measured_from(of, share) == measured_from(of, gap)
    assert measured_from(of, "pull_to_push_sets") != measured_from(of, "posterior_to_anterior_sets")
    assert measured_from(of, "single_leg_bridge_reps[left]") == {"single_leg_bridge_reps[left]"}
