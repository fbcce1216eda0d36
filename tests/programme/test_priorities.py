"""What matters stands in an order that can be told: safety, pain, goals, certainty by effect, minutes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from effort import effort
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import balance_rules as br
from balance_rules.advice import PLACES, why_before

KB = br.load()
SAFE = {"screening": "none", "conditions": "none", "surgery": "none", "acute_strain": "none", "age": 30}
SITES = [name for name, _ in KB.knowledge.attributes["pain"].instances]
GOALS = [name for name, _ in KB.knowledge.attributes["goal"].instances]


def said(answers):
    return answers or "none"


def named(answers):
    return set() if answers == "none" else set(answers)


people = st.fixed_dictionaries(
    {
        "pain": st.dictionaries(st.sampled_from(SITES), st.integers(1, 8), max_size=3).map(said),
        "goal": st.lists(st.sampled_from(GOALS), max_size=3, unique=True).map(said),
    },
    optional={
        "screening": st.sampled_from(["none", {"saddle_numbness": True}]),
        "sedentary_hours": st.integers(2, 14),
        "hamstring_torque_60": st.just({"left": "80 N·m", "right": "120 N·m"}),
        "quadriceps_torque_60": st.just({"left": "220 N·m", "right": "220 N·m"}),
        "body_mass": st.just("80 kg"),
    },
)


@settings(max_examples=effort(2, 12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people)
def test_every_pain_and_every_goal_has_a_line_and_every_place_its_reason(person):
    assessment = KB.assess(SAFE | person, engine="compiled")
    found = assessment.priorities
    assert {site for priority in found for site in priority.sites} >= named(person["pain"])
    assert {goal for priority in found for goal in priority.goals} >= named(person["goal"])
    assert len({priority.id for priority in found}) == len(found)
    assert all(priority.findings or priority.prescriptions or priority.note for priority in found)
    for first, second in pairwise(found):
        assert first.place > second.place
        assert why_before(first, second).startswith(f"{first.title} stands before {second.title} by ")
    themes = [p for p in found if p.findings or p.prescriptions]
    beyond = [p for p in themes[5:] if not (p.sites or p.goals)]
    assert not beyond, "more than five themes only for what hurts and what is wanted"


def test_what_stands_behind_is_not_told_to_stand_before():
    first, second = KB.assess(SAFE | {"sedentary_hours": 12, "pain": {"neck": 4}}, engine="compiled").priorities[:2]
    assert "by pain: pain of the neck 4 of 10, against no pain" in why_before(first, second)
    with pytest.raises(ValueError, match="does not stand before"):
        why_before(second, first)


def test_safety_stands_first():
    stopped = KB.assess({"screening": {"saddle_numbness": True}, "pain": {"low_back": 9}}, engine="compiled")
    assert stopped.priorities[0].id == "safety"
    assert stopped.priorities[0].note.startswith("See a doctor first")


OLD = {**SAFE, "age": 71, "pain": {"right_knee": 7}, "pain_worse_next_morning": "none", "sedentary_hours": 10}


@pytest.mark.parametrize("unsteady", [{"falls_last_year": 1}, {"falls_last_year": 0, "unsteady_on_the_feet": True}])
def test_a_fall_or_unsteadiness_comes_before_pain_and_says_why(unsteady):
    first, second = KB.assess({**OLD, **unsteady}, engine="compiled").priorities[:2]
    assert (first.id, second.id) == ("falls", "knees")
    assert why_before(first, second) == (
        f"Balance and falls stands before {second.title} by safety: has fallen or is unsteady, "
        "against nothing that comes before all else."
    )


def test_who_is_steady_has_the_pain_first_and_a_referral_comes_before_a_fall():
    steady = KB.assess({**OLD, "falls_last_year": 0, "unsteady_on_the_feet": False}, engine="compiled").priorities
    assert steady[0].id == "knees"
    flag = {"screening": {"saddle_numbness": True}, "falls_last_year": 3}
    assert KB.assess({**OLD, **flag}, engine="compiled").priorities[0].id == "safety"


def test_a_pain_that_something_is_prescribed_for_is_a_theme_and_serves_the_goal_of_less_pain():
    hurts = KB.assess(SAFE | {"pain": {"low_back": 4}, "goal": ["pain_relief"]}, engine="compiled")
    first = hurts.priorities[0]
    assert (first.id, first.sites, first.goals, first.note) == ("back_and_hips", ("low_back",), ("pain_relief",), "")
    assert first.prescriptions


def test_a_goal_that_nothing_serves_says_so_and_what_would_tell():
    (line,) = KB.assess({"goal": ["strength"]}, engine="compiled").priorities
    assert (line.title, line.goals, line.findings) == ("Goal: more strength", ("strength",), ())
    assert line.note.startswith("Nothing is established about it")
    assert line.ask


def test_every_finding_has_a_theme_but_those_about_the_data():
    themed = {name for theme in KB.knowledge.themes for name in theme.findings}
    families = {c.name: c.family for c in KB.knowledge.conclusions.values()}
    assert themed == {name for name, family in families.items() if family != "data_quality"}


def test_every_painful_site_and_all_goals_that_training_serves_have_a_theme():
    assert {site for theme in KB.knowledge.themes for site in theme.sites} == set(SITES)
    assert {goal for theme in KB.knowledge.themes for goal in theme.goals} == set(GOALS) - {"pain_relief"}


def test_what_a_remedy_achieves_is_told_by_a_source_that_is_cited_for_it():
    told = [p for p in KB.knowledge.prescriptions if p.benefit]
    assert len({p.name for p in told}) >= 20
    for prescription in told:
        cited = {c.source for c in prescription.rationale.evidence if not c.against}
        assert prescription.benefit.source in cited
    advice = next(a for a in KB.assess(SAFE | {"pain": {"neck": 4}}, engine="compiled").prescriptions if a.benefit)
    assert (advice.benefit.outcome, advice.benefit.size, advice.benefit.grade) == ("neck pain", "moderate", "B")


def test_the_places_are_those_that_are_told():
    assert len(PLACES) == 6
    assert PLACES[:3] == ("safety", "pain", "a stated goal")
