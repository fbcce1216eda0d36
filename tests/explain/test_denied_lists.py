"""What was denied as a list is one line for people; whoever audits reads each fact of it."""

from __future__ import annotations

import re

import pytest

import balance_rules as br
from balance_rules.explain import Audience, How, Why, WhyNot, read_explanation

MOST_LINES = 60
SORE_KNEE = "care_for_sore_knee"
SORE = {
    "sex": "male",
    "age": 28,
    "pain": {"left_knee": 4, "low_back": 2, "others": "none"},
    "pain_weeks": {"left_knee": 8, "low_back": 20},
    "screening": "none",
    "conditions": "none",
    "surgery": "none",
    "acute_strain": "none",
    "goal": ["pain_relief"],
    "sessions_available": 3,
}
NONE_OF = re.compile(r"^ +([^:\n]+): none of the (\d+) that this asks about", re.M)
OF_EXERCISES = re.compile(r" and (\d+) other exercises?\b")
PEOPLE: tuple[Audience, ...] = ("athlete", "coach")


@pytest.fixture(scope="module")
def sore(kb: br.KnowledgeBase) -> br.Assessment:
    return kb.assess(SORE)


@pytest.fixture(scope="module")
def how(sore: br.Assessment) -> How:
    return sore.how(SORE_KNEE)


@pytest.fixture(scope="module")
def why(sore: br.Assessment) -> Why:
    return sore.why(SORE_KNEE)


@pytest.mark.parametrize("audience", PEOPLE)
def test_people_read_how_in_a_page_and_each_denied_list_once(how: How, audience: Audience) -> None:
    text = how.to_text(audience)
    assert len(text.splitlines()) <= MOST_LINES
    lists = [title for title, _ in NONE_OF.findall(text)]
    assert len(lists) == len(set(lists)) == 5  # red flags, visits, operations, conditions and places that do not hurt


def test_the_line_counts_the_facts_that_the_auditor_reads(how: How) -> None:
    denied = {step.denied for step in how.steps if step.denied}
    for title, number in NONE_OF.findall(how.to_text("coach")):
        assert int(number) == sum(of == title for of, _ in denied)


def test_what_is_not_denied_still_stands_there(how: How) -> None:
    coach = how.to_text("coach")
    kept = [step for step in how.steps if step.kind in ("fact", "condition") and step.denied is None]
    assert {"Pain, left knee = 4 of 10", "Age = 28 years", "Sex = male"} <= {step.text for step in kept}
    assert [step.text for step in kept if step.text not in coach] == []


def test_few_denied_facts_of_a_list_are_named(how: How) -> None:
    assert "Fresh strain, quadriceps = no" in how.to_text("coach")


def test_the_auditor_and_json_name_each(how: How) -> None:
    auditor = how.to_text("auditor")
    assert not NONE_OF.search(auditor)
    assert [step.text for step in how.steps if step.text not in auditor and step.id != how.target] == []
    assert sum("Red flag, " in step.text for step in how.steps if step.kind == "fact") > 50
    again = read_explanation(how.to_json())
    assert again.to_text("coach") == how.to_text("coach")
    assert again.to_text("auditor") == auditor


def test_why_says_a_denied_list_once_in_each_set(why: Why) -> None:
    coach, auditor = why.to_text("coach"), why.to_text("auditor")
    assert len(coach.splitlines()) <= MOST_LINES
    for facts in why.sufficient:
        assert all(item.fact.label in auditor for item in facts)
        assert all(item.fact.said("coach") in coach for item in facts if not item.fact.denied)
        flags = sum(item.fact.denied == "Red flag" for item in facts)
        assert f"Red flag: none of the {flags} that this asks about" in coach
    assert not NONE_OF.search(auditor)
    assert read_explanation(why.to_json()).to_text() == coach


def test_a_fact_that_nobody_stated_is_not_denied(kb: br.KnowledgeBase) -> None:
    explained = kb.assess({"pain": {"left_knee": 4}}).why_not(SORE_KNEE)
    assert "none of the" not in explained.to_text("coach")


# ---------------------------------------------------------------- the same hold on many exercises


@pytest.fixture(scope="module")
def jumps(kb: br.KnowledgeBase) -> WhyNot:
    return kb.assess(
        {**SORE, "pain": {"left_knee": 4, "low_back": 6, "others": "none"}, "training_experience": "beginner"}
    ).why_not("jump_and_land")


@pytest.mark.parametrize("audience", PEOPLE)
def test_a_reason_for_many_exercises_is_said_once_with_their_number(jumps: WhyNot, audience: Audience) -> None:
    text = jumps.to_text(audience)
    exercises = {blocker.exercise for blocker in jumps.blockers if blocker.exercise}
    assert len(exercises) > 1
    assert {int(number) for number in OF_EXERCISES.findall(text)} == {len(exercises) - 1}
    reasons = [re.sub(r"^ *(or )?[^:]*?( needs?)?: ", "", line) for line in text.splitlines()[1:]]
    assert len(reasons) == len(set(reasons))


def test_the_auditor_reads_it_for_each_exercise(jumps: WhyNot) -> None:
    auditor = jumps.to_text("auditor")
    assert not OF_EXERCISES.search(auditor)
    for blocker in jumps.blockers:
        assert blocker.said("auditor") in auditor
    assert read_explanation(jumps.to_json()).to_text() == jumps.to_text()
