"""How findings are told: a marked difference sends to somebody and stops nothing."""

from __future__ import annotations

import pytest

from balance_rules import Assessment, KnowledgeBase


@pytest.fixture(scope="module")
def marked(kb: KnowledgeBase) -> Assessment:
    return kb.assess({"screening": "none", "hip_extension_force": {"left": 100, "right": 260}})


def test_half_the_strength_of_the_other_side_is_to_be_looked_at(marked: Assessment) -> None:
    assert "marked_strength_loss[left]" in {finding.id for finding in marked.findings if finding.level}
    referral = next(referral for referral in marked.referrals if referral.id.endswith("marked_side_difference"))
    assert (referral.urgency, referral.state, referral.stopped) == ("routine", "refer", False)


def test_such_a_difference_is_not_asked_about_as_a_red_flag(kb: KnowledgeBase) -> None:
    ids = {referral.id for referral in kb.assess({"screening": "none"}).referrals}
    assert not any(name.endswith("marked_side_difference") for name in ids)


def test_a_speed_of_each_is_an_attribute(kb: KnowledgeBase) -> None:
    names = {f"quadriceps_torque_{speed}[left]" for speed in (60, 90, 120, 180, 240, 300)}
    assert names <= set(kb.knowledge.facts)
