"""Two steps of one hold do not stand in one session, unless that is what the person does."""

from __future__ import annotations

from dataclasses import replace

import pytest

import balance_rules as br
from balance_rules.programme import Programme, checking
from balance_rules.programme.building import build
from balance_rules.programme.plan import WeekPlan, steps_of_a_hold
from balance_rules.programme.solving import solve
from programme.people import planned, stories

STEPS = ("high_wall_sit", "wall_sit")


@pytest.fixture(scope="module")
def week(kb: br.KnowledgeBase) -> Programme:
    return planned(kb, stories()["kneecap_pain_runner"])[1]


def with_both(kb: br.KnowledgeBase, week: Programme, own: int) -> WeekPlan:
    """Return the plan of a week with the next step of its hold beside it, both done now with so many sets or new."""
    plan = week.task.plan
    first = replace(next(c for c in plan.candidates if c.id == STEPS[0]), own=own)
    second = replace(first, exercise=kb.knowledge.exercises[STEPS[1]])
    return replace(plan, candidates=(first, second), themes=())


def test_steps_of_a_hold_are_holds_of_which_one_leads_to_the_other(kb: br.KnowledgeBase) -> None:
    exercises, programming = kb.knowledge.exercises, kb.knowledge.programming
    assert programming is not None

    def steps(one: str, other: str) -> bool:
        return steps_of_a_hold(exercises[one], exercises[other], programming)

    assert steps(*STEPS)
    assert steps(*reversed(STEPS))
    assert steps("side_plank_knees", "side_plank")
    assert not steps("wall_sit", "bodyweight_squat")  # the next step, and no hold
    assert not steps("dumbbell_bench_press", "bench_press")
    assert not steps("plank", "side_plank")


def test_two_steps_stand_in_different_sessions(kb: br.KnowledgeBase, week: Programme) -> None:
    built = build(with_both(kb, week, own=0))
    for name in STEPS:
        built.force(name)
    placed = built.read(solve(built.problem).values)
    assert {name for _, name in placed} == {*STEPS}
    assert all((session, STEPS[1]) not in placed for session, name in placed if name == STEPS[0])


def test_what_somebody_does_of_both_may_stay_as_it_is(kb: br.KnowledgeBase, week: Programme) -> None:
    limits = [{row.limit for row in build(with_both(kb, week, own)).problem.rows} for own in (0, 2)]
    assert ["steps of a hold" in named for named in limits] == [True, False]


@pytest.mark.parametrize(("was", "faults"), [(0, 1), (2, 0)])
def test_a_stored_week_with_both_in_a_session_breaks_a_limit(week: Programme, was: int, faults: int) -> None:
    session = next(s for s in week.sessions if any(item.exercise == STEPS[0] for item in s.items))
    item = replace(next(item for item in session.items if item.exercise == STEPS[0]), was=was)
    both = replace(session, items=(item, replace(item, exercise=STEPS[1])))
    task = week.task
    found = checking.check(replace(week.record, sessions=(both,)), task.judged, task.plan)
    assert [fault for fault in found if "steps of one hold" in fault] == [
        f"{session.name}: high_wall_sit and wall_sit are steps of one hold"
    ] * faults
