"""Cut-offs for a difference between the sides, beside the error of that difference."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from balance_rules import KnowledgeBase
from balance_rules.knowledge.inventory import take_inventory
from balance_rules.knowledge.lint import _check_margins, lint
from balance_rules.knowledge.margins import Basis, Margin, margins
from balance_rules.model import MeasurementError


def test_no_rule_speaks_of_a_difference_that_may_be_error(kb: KnowledgeBase) -> None:
    account = take_inventory(kb.knowledge).side_differences
    assert account.inside == ()
    assert "quadriceps_torque_differs" in account.beyond
    assert "quadriceps_weak_after_acl_reconstruction" in account.on_purpose


def test_one_measurement_is_off_by_less_than_two_lie_apart(kb: KnowledgeBase) -> None:
    margin = next(m for m in margins(kb.knowledge) if m.rule == "quadriceps_torque_differs")
    assert (margin.attribute, margin.distance) == ("quadriceps_torque_60_asymmetry", 17)
    assert margin.error is not None
    assert margin.error == pytest.approx(22.9 / 2**0.5, abs=0.001)


def test_a_share_is_compared_with_the_other_side(kb: KnowledgeBase) -> None:
    margin = next(m for m in margins(kb.knowledge) if m.rule == "quadriceps_weaker_than_other_side")
    assert margin.distance == 17


def test_the_error_of_every_difference_is_known_published_taken_over_or_bounded(kb: KnowledgeBase) -> None:
    account = take_inventory(kb.knowledge).side_differences
    assert account.unknown == ()
    by_basis = dict(account.by_basis)
    assert by_basis[Basis.UNKNOWN] == 0
    assert sum(by_basis.values()) == len({margin.rule for margin in margins(kb.knowledge)})


def test_one_side_bounds_the_error_of_a_difference_nobody_published(kb: KnowledgeBase) -> None:
    margin = next(m for m in margins(kb.knowledge) if m.rule == "heel_raises_differ")
    side = kb.knowledge.attributes["heel_raise_reps"].error
    assert side is not None
    assert (margin.basis, margin.error) == (Basis.ONE_SIDE, side.mdc95)


def test_a_published_error_of_the_difference_goes_before_that_of_one_side(kb: KnowledgeBase) -> None:
    margin = next(m for m in margins(kb.knowledge) if m.rule == "knee_to_wall_differs")
    assert margin.basis is Basis.PUBLISHED
    assert kb.knowledge.attributes["knee_to_wall"].error is not None


def test_lint_refuses_a_difference_whose_error_nobody_knows(kb: KnowledgeBase) -> None:
    attributes = {**kb.knowledge.attributes}
    for fact in ("grip_share", "grip_force", "grip_force_best"):
        attributes[fact] = replace(attributes[fact], error=None)
    knowledge = replace(kb.knowledge, attributes=attributes)
    found = list(_check_margins(knowledge))
    assert {issue.statement for issue in found} == {"grip_weaker_than_other_side"}
    assert set(found) <= set(lint(knowledge, "grip_weaker_than_other_side"))
    assert "nobody can tell" in found[0].message


def test_a_ratio_of_two_muscles_is_no_difference_between_the_sides(kb: KnowledgeBase) -> None:
    assert "knee_ratio_60_clearly_low" not in {margin.rule for margin in margins(kb.knowledge)}


@pytest.mark.parametrize(
    ("error", "owned", "inside"),
    [(Fraction(16), "", False), (Fraction(18), "", True), (Fraction(18), "a criterion", False), (None, "", False)],
)
def test_inside_is_what_nobody_has_owned(error: Fraction | None, owned: str, inside: bool) -> None:
    assert Margin("rule", "attribute", Fraction(17), error, owned).inside is inside


def test_lint_refuses_a_cut_off_inside_the_error(kb: KnowledgeBase) -> None:
    fact = "quadriceps_torque_60_asymmetry"
    coarse = replace(kb.knowledge.attributes[fact], error=MeasurementError(Fraction(40), False, "40", "a poor device"))
    knowledge = replace(kb.knowledge, attributes={**kb.knowledge.attributes, fact: coarse})
    found = list(_check_margins(knowledge))
    assert {issue.statement for issue in found} == {"quadriceps_torque_differs"}
    assert set(found) <= set(lint(knowledge, "quadriceps_torque_differs"))
    assert "17 from even" in found[0].message
