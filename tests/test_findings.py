"""How findings are told: a marked difference sends to somebody and stops nothing."""

from __future__ import annotations

import pytest

from balance_rules import Assessment, KnowledgeBase
from balance_rules.model import Truth
from balance_rules.semantics import judge


@pytest.fixture(scope="module")
def marked(kb: KnowledgeBase) -> Assessment:
    return kb.assess({"screening": "none", "hip_extension_force": {"left": 100, "right": 260}})


def test_half_the_strength_of_the_other_side_is_to_be_looked_at(marked: Assessment) -> None:
    assert "marked_hip_loss[left]" in {finding.id for finding in marked.findings if finding.level}
    referral = next(referral for referral in marked.referrals if referral.id.endswith("marked_side_difference"))
    assert (referral.urgency, referral.state, referral.stopped) == ("routine", "refer", False)


def test_such_a_difference_is_not_asked_about_as_a_red_flag(kb: KnowledgeBase) -> None:
    ids = {referral.id for referral in kb.assess({"screening": "none"}).referrals}
    assert not any(name.endswith("marked_side_difference") for name in ids)


def test_a_speed_of_each_is_an_attribute(kb: KnowledgeBase) -> None:
    names = {f"quadriceps_torque_{speed}[left]" for speed in (60, 90, 120, 180, 240, 300)}
    assert names <= set(kb.knowledge.facts)


# ---------------------------------------------------------------- one finding for many muscles


FEW_SETS = {
    "weeks_logged": 8,
    "log_unmapped_share": 0,
    "weekly_sets": {"hamstrings": 2, "gastrocnemius": 0, "quadriceps": 12},
}


def test_few_sets_of_several_muscles_are_one_finding_of_low_certainty(kb: KnowledgeBase) -> None:
    assessment = kb.assess(FEW_SETS, engine="compiled")
    (few,) = (finding for finding in assessment.findings if finding.id.startswith("low_training_volume"))
    assert (few.title, few.level, few.muscles) == ("Few weekly sets", "low", ("hamstrings", "gastrocnemius"))
    assert few.grade == "D"
    assert {reason.rule.partition("[")[2] for reason in few.reasons} == {"hamstrings]", "gastrocnemius]"}


# ---------------------------------------------------------------- the grade is that of the evidence for what is said


def test_a_rule_of_convention_is_graded_d_however_good_its_sources(kb: KnowledgeBase) -> None:
    grades = {name: source.grade for name, source in kb.knowledge.evidence.items()}
    rules = {rule.name: rule.rationale for rule in kb.knowledge.rules}
    rule = rules["hamstring_torque_differs"]
    assert {grades[cited.source].value for cited in rule.evidence if not cited.against} & {"A", "B"}
    assert rule.grade(grades) == (False, "D")


def test_a_cut_off_from_other_people_is_called_indirect(kb: KnowledgeBase) -> None:
    grades = {name: source.grade for name, source in kb.knowledge.evidence.items()}
    rules = {rule.name: rule.rationale for rule in kb.knowledge.rules}
    indirect, _ = rules["lunge_angle_below_36_degrees"].grade(grades) or (None, None)
    direct, _ = rules["lunge_angle_below_36_degrees_in_jumpers"].grade(grades) or (None, None)
    assert (indirect, direct) == (True, False)


# ---------------------------------------------------------------- doses fit the person


@pytest.mark.parametrize(
    ("person", "title", "reps"),
    [
        (
            {"age": 70, "training_experience": "advanced", "goal": {"strength": True}},
            "as for older adults",
            ("8", "15"),
        ),
        ({"age": 30, "training_experience": "beginner", "goal": {"strength": True}}, "as for beginners", ("8", "12")),
        ({"age": 30, "training_experience": "intermediate", "goal": {"strength": True}}, "for strength", ("2", "6")),
    ],
)
def test_a_dose_follows_age_then_experience_then_goal(
    kb: KnowledgeBase, person: dict[str, object], title: str, reps: tuple[str, str]
) -> None:
    facts = kb.assess(person, engine="compiled").sheet.values
    dose = kb.knowledge.doses["compound"]
    first = next(way for way in dose.adapted if judge(way.condition, facts, {}).truth is Truth.TRUE)
    assert first.title == title
    assert {name: (low, high) for name, low, high in first.quantities}["reps"] == reps
