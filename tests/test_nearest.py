"""A name that nothing bears: what may be suggested in its place."""

from __future__ import annotations

import pytest
from in_one import in_one

from balance_rules import KnowledgeBase
from balance_rules.errors import FactError, nearest


@in_one(
    ("name", "names", "suggested"),
    [
        ("quadriceps_torque_150", ["quadriceps_torque_180", "quadriceps_torque_120"], None),
        ("hamstring_torque", ["hamstring_torque_60"], None),
        ("hamstring_torque_30", ["hamstring_eccentric_torque_30"], None),
        ("hq", ["hq_isometric"], None),
        ("quadriceps_torqe_180", ["quadriceps_torque_180", "quadriceps_torque_60"], "quadriceps_torque_180"),
        ("pain[left_kne]", ["pain[right_knee]"], None),
        ("pain[left_kne]", ["pain[right_knee]", "pain[left_knee]"], "pain[left_knee]"),
        ("pain", ["pair", "pain_weeks", "pain_onset"], None),
        ("paim", ["pain", "pain_weeks", "pain_onset"], "pain"),
        ("pain_week", ["pain_weeks", "weekly_sets"], "pain_weeks"),
        ("sorensen_holt", ["sorensen_hold"], "sorensen_hold"),
        ("shoulder_external_rotation_force", ["hip_external_rotation_force"], None),
        ("trunk_extension_hold", ["trunk_flexor_hold"], None),
        ("hip_exernal_rotation_force", ["hip_external_rotation_force"], "hip_external_rotation_force"),
        ("sittinghours", ["sitting_hours"], "sitting_hours"),
        ("general_fitness", ["general_health"], None),
    ],
)
def test_another_number_side_or_word_is_no_slip(name: str, names: list[str], suggested: str | None) -> None:
    assert nearest(name, names) == suggested


@pytest.mark.parametrize(
    ("name", "names", "suggested"),
    [
        ("running", ["rowing", "distance_running"], "distance_running"),
        ("knee_flexion", ["hip_flexion", "knee_flexion_range"], "knee_flexion_range"),
        ("hip_rotation_force", ["shoulder_rotation_force"], None),
        ("left_hip", ["left_shin", "left_lateral_hip", "right_hip"], "left_lateral_hip"),
    ],
)
def test_a_name_that_says_more_may_be_meant_where_its_meaning_is_told(
    name: str, names: list[str], suggested: str | None
) -> None:
    assert nearest(name, names, more=True) == suggested


@in_one(
    "unknown",
    [
        *("shoulder_external_rotation_force", "trunk_extension_hold", "hamstring_torque_30", "hq_ratio_60", "hq"),
        *("shoulder_external_rotation_range", "hip_adduction_range"),
        *("shoulder_er_torque", "elbow_flexion_force", "quadriceps_force", "hamstring_force"),
    ],
)
def test_no_other_joint_direction_or_protocol_is_suggested(kb: KnowledgeBase, unknown: str) -> None:
    with pytest.raises(FactError) as caught:
        kb.assess({unknown: {"left": 100}})
    fix = caught.value.problems[0].fix
    assert not [name for name in kb.knowledge.attributes if f"'{name}'" in fix]
    assert "facts list --search" in fix


def test_a_protocol_nobody_knows_is_refused_without_another_one(kb: KnowledgeBase) -> None:
    with pytest.raises(FactError) as caught:
        kb.assess({"hamstring_torque_150": {"left": 100}})
    assert "hamstring_torque_1" not in caught.value.problems[0].fix


@pytest.mark.parametrize(
    ("profile", "fix"),
    [
        ({"goal": "strength"}, "Write 'goal: [strength]' or 'goal: none'."),
        ({"pain": {"shoulder": {"left": 6, "right": 0}}}, "Write 'left_shoulder: 6, right_shoulder: 0'."),
        ({"pain": {"hip": 5}}, "`balance-rules facts show pain` lists them."),
        ({"goal": ["endurance"]}, "Write one of sprint_jump_performance, muscle_gain, strength,"),
    ],
)
def test_what_a_coach_writes_of_a_place_or_an_aim_is_told_as_the_profile_has_it(
    kb: KnowledgeBase, profile: dict[str, object], fix: str
) -> None:
    with pytest.raises(FactError) as caught:
        kb.assess(profile)
    assert fix in caught.value.problems[0].fix
