"""A name that nothing bears: what may be suggested in its place."""

from __future__ import annotations

import pytest

from balance_rules import KnowledgeBase
from balance_rules.errors import FactError, nearest


@pytest.mark.parametrize(
    ("name", "names", "suggested"),
    [
        ("quadriceps_torque_150", ["quadriceps_torque_180", "quadriceps_torque_120"], None),
        ("hamstring_torque", ["hamstring_torque_60"], None),
        ("quadriceps_torqe_180", ["quadriceps_torque_180", "quadriceps_torque_60"], "quadriceps_torque_180"),
        ("pain[left_kne]", ["pain[right_knee]"], None),
        ("pain[left_kne]", ["pain[right_knee]", "pain[left_knee]"], "pain[left_knee]"),
        ("running", ["rowing", "distance_running"], "distance_running"),
        ("pain", ["pair", "pain_weeks", "pain_onset"], "pair"),
        ("sorensen_holt", ["sorensen_hold"], "sorensen_hold"),
        ("shoulder_external_rotation_force", ["hip_external_rotation_force"], None),
        ("hip_exernal_rotation_force", ["hip_external_rotation_force"], "hip_external_rotation_force"),
        ("knee_flexion", ["hip_flexion", "knee_flexion_range"], "knee_flexion_range"),
        ("sittinghours", ["sitting_hours"], "sitting_hours"),
        ("general_fitness", ["general_health"], None),
    ],
)
def test_another_number_or_side_is_no_slip(name: str, names: list[str], suggested: str | None) -> None:
    assert nearest(name, names) == suggested


def test_a_protocol_nobody_knows_is_refused_without_another_one(kb: KnowledgeBase) -> None:
    with pytest.raises(FactError) as caught:
        kb.assess({"hamstring_torque_150": {"left": 100}})
    assert "hamstring_torque_1" not in caught.value.problems[0].fix
