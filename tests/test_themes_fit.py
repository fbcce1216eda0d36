"""Themes of the bundled knowledge: every finding comes under one that names its place, or that names no place."""

from __future__ import annotations

from in_one import in_one

import balance_rules as br

LEG = {"hip", "thigh", "lower_leg"}
PLACES = {
    "back_and_hips": {"trunk", "back", "hip"},
    "neck_and_upper_back": {"neck", "neck_shoulder", "back"},
    "shoulders": {"shoulder", "neck_shoulder", "back", "chest_wall"},
    "elbows_and_hands": {"arm", "forearm"},
    "chest_and_belly": {"chest", "chest_wall", "trunk"},
    "knees": LEG,
    "hips_and_groin": {"hip", "thigh"},
    "achilles": {"lower_leg"},
    "shins_and_feet": {"lower_leg"},
    "hamstrings": {"thigh"},
    "quadriceps": {"thigh"},
    "glutes": {"hip"},
    "adductors": {"thigh"},
    "hip_flexors": {"hip"},
    "posterior_chain": {"trunk", *LEG},
    "pulling": {"back", "chest"},
    "trunk": {"trunk"},
    "mobility": LEG,
    "technique": {"trunk", *LEG},
    "control": LEG,
}
"""The regions in which the first muscle of a finding may lie; whatever names no muscle tells of the whole body."""

NO_PLACE = {"falls", "time_of_life", "sitting", "muscles_trained_little", "load", "worries", "posture"}
OF_A_PLACE = {"weakness", "imbalance", "asymmetry"}  # families that are about a part of the body


def test_every_theme_has_been_judged(kb: br.KnowledgeBase) -> None:
    assert {theme.id for theme in kb.knowledge.themes} == {*PLACES, *NO_PLACE}


def test_a_finding_comes_under_its_part_of_the_body(kb: br.KnowledgeBase) -> None:
    regions = {muscle.id: muscle.region for muscle in kb.knowledge.muscles.values()}
    conclusions = {conclusion.name: conclusion for conclusion in kb.knowledge.conclusions.values()}
    for theme in kb.knowledge.themes:
        for finding in map(conclusions.__getitem__, theme.findings):
            if theme.id in NO_PLACE:
                assert finding.family not in OF_A_PLACE, (theme.id, finding.name)
            elif finding.muscles:
                assert regions[finding.muscles[0]] in PLACES[theme.id], (theme.id, finding.name)
            else:
                assert finding.family not in OF_A_PLACE, (theme.id, finding.name)


@in_one(
    ("measured", "theme", "finding"),
    [
        ({"shoulder_er_force_isometric": {"left": 10, "right": 100}}, "shoulders", "marked_shoulder_loss[left]"),
        ({"hip_abduction_force": {"left": 90, "right": 200}}, "hips_and_groin", "marked_hip_loss[left]"),
        ({"knee_extension_force": {"left": 100, "right": 300}}, "quadriceps", "marked_quadriceps_loss[left]"),
        ({"knee_flexion_force": {"left": 100, "right": 300}}, "hamstrings", "marked_hamstring_loss[left]"),
        ({"plantarflexion_torque": {"left": 40, "right": 100}}, "achilles", "marked_calf_loss[left]"),
        ({"hop_single_distance": {"left": 60, "right": 140}}, "control", "marked_hop_loss[left]"),
    ],
)
def test_a_marked_loss_is_told_under_its_part(
    kb: br.KnowledgeBase, measured: dict[str, object], theme: str, finding: str
) -> None:
    assessment = kb.assess({"screening": "none", "pain": "none", **measured}, engine="compiled")
    (told,) = (priority for priority in assessment.priorities if priority.id == theme)
    assert finding in told.findings
    assert any(one.id == "marked_side_difference" and one.state == "refer" for one in assessment.referrals)
