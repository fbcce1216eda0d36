"""A solved plan → the week as a value: items in order, habits, sets before and after, what is left for later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Literal

from balance_rules.advice import dose_text
from balance_rules.assessment import Assessment
from balance_rules.model import instance_of
from balance_rules.programme.building import FLOORS, SAME, Built, build
from balance_rules.programme.plan import DAYS, Aim, Candidate, Plan
from balance_rules.programme.solving import solve
from balance_rules.programme.week import (
    FORMAT,
    Dropped,
    Habit,
    Item,
    Later,
    MuscleWeek,
    Objective,
    Programme,
    Retest,
    Session,
)
from balance_rules.results import Advice

Placed = Mapping[tuple[int, str], int]
NOTHING = "Nothing that was found calls for training, and no week of training was given: there is nothing to plan."


def make_programme(assessment: Assessment, plan: Plan) -> Programme:
    """Return the best week of a plan."""
    built = build(plan)
    solution = solve(built.problem)
    placed = built.read(solution.values)
    given = [a for a in assessment.prescriptions if a.state == "given" and a.called_for]
    after = _trained(plan, placed)
    unmet = tuple(limit.muscle for limit in plan.limits if after[limit.muscle] < limit.least)
    sheet, knowledge = assessment.sheet, assessment.knowledge
    return Programme(
        format=FORMAT,
        person=sheet.person,
        date=sheet.date,
        knowledge_name=knowledge.name,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        minutes_a_session=plan.minutes,
        days=tuple(DAYS[day] for day in plan.days),
        sessions=tuple(_sessions(assessment, plan, placed, given)),
        habits=tuple(_habits(assessment, given))[: plan.programming.habits],
        muscles=tuple(_muscles(assessment, plan, after)),
        dropped=tuple(_dropped(assessment, plan, placed)),
        later=tuple(_later(plan, placed)),
        unmet=unmet,
        conflict=conflict(built) if unmet else (),
        stop_rules=tuple(dict.fromkeys(a.stop_when for a in given if a.stop_when and _used(a, placed))),
        retests=tuple(_retests(assessment, given)),
        objectives=tuple(Objective(s.name, s.value, s.bound, s.proved) for s in solution.stages),
        proved=solution.proved,
        notes=(NOTHING,) if not plan.candidates else (),
    )


def conflict(built: Built) -> tuple[str, ...]:
    """Return the smallest set of limits that keeps a muscle below its least sets: none of them can be left out."""
    floors = [objective for objective in built.problem.objectives if objective.name == FLOORS]
    wanted = sum(limit.least for limit in built.plan.limits)
    limits = sorted({row.limit for row in built.problem.rows if row.limit != SAME}, key=_certain_first)
    left_out: set[str] = set()
    for limit in limits:
        relaxed = built.problem.without(frozenset({*left_out, limit}))
        relaxed.objectives = floors
        if solve(relaxed).stages[0].value < wanted:
            left_out.add(limit)
    return tuple(limit for limit in limits if limit not in left_out)


def _certain_first(limit: str) -> tuple[bool, str]:
    """Try to leave out the caps of single muscles first, so that what a person can change is named."""
    return not limit.startswith("weekly sets"), limit


# ---------------------------------------------------------------- sessions


def _sessions(assessment: Assessment, plan: Plan, placed: Placed, given: list[Advice]) -> Iterator[Session]:
    week: Counter[str] = Counter()
    for (_, name), sets in placed.items():
        week[name] += sets
    order = {name: i for i, name in enumerate(plan.programming.order)}
    ranked = sorted(enumerate(plan.candidates), key=lambda c: (order.get(c[1].exercise.category, len(order)), c[0]))
    drills = tuple(_drills(assessment, given))
    letters = iter("ABCDEFG")
    for s, day in enumerate(plan.days):
        here = [c for _, c in ranked if (s, c.id) in placed]
        if here:
            items = tuple(_item(plan, c, placed[s, c.id], week[c.id], given) for c in here)
            seconds = sum(c.seconds(placed[s, c.id]) for c in here)
            minutes = round(plan.programming.warm_up_minutes + seconds / 60, 1)
            yield Session(next(letters), DAYS[day], minutes, drills, items)


def _item(plan: Plan, candidate: Candidate, sets: int, week: int, given: list[Advice]) -> Item:
    themes = (theme.id for theme in plan.themes if any(aim.id in candidate.serves for aim in theme.aims))
    return Item(
        exercise=candidate.id,
        name=candidate.exercise.name,
        sets=sets,
        reps=candidate.pair("reps"),
        hold_seconds=candidate.pair("hold_seconds"),
        reps_in_reserve=candidate.pair("reps_in_reserve"),
        load_pct_1rm=candidate.pair("load_pct_1rm"),
        rest_seconds=candidate.pair("rest_seconds"),
        tempo=candidate.dose.tempo,
        minutes=round(candidate.seconds(sets) / 60, 1),
        change="added" if not candidate.own else "kept" if week == candidate.own else "changed",
        was=candidate.own,
        serves=candidate.serves,
        themes=tuple(themes),
        weaker_side=_weaker_side(candidate, given) if candidate.exercise.unilateral else None,
    )


def _weaker_side(candidate: Candidate, given: list[Advice]) -> Literal["left", "right"] | None:
    """Return the side that all findings of an item speak of, where it is one side."""
    answers = [name for a in given if a.id in candidate.serves for name in a.answers]
    sides = {instance_of(name) for name in answers} & {"left", "right"}
    return None if len(sides) != 1 else "left" if "left" in sides else "right"


def _drills(assessment: Assessment, given: list[Advice]) -> Iterator[str]:
    """Yield the drills to warm up with: technique is practised before its loaded form."""
    exercises = assessment.knowledge.exercises
    named = (e for a in given for e in a.exercises if e.state == "given" and exercises[e.id].dose == "drill")
    yield from list(dict.fromkeys(e.name for e in named))[:2]


def _habits(assessment: Assessment, given: list[Advice]) -> Iterator[Habit]:
    knowledge = assessment.knowledge
    for advice in given:
        if advice.kind == "habit":
            yield Habit(advice.title, advice.id, None, "", advice.instructions)
        stretches = [e for e in advice.exercises if e.state == "given" and _stretch(assessment, e.id)]
        for exercise in stretches[:1]:
            yield Habit(exercise.name, advice.id, exercise.id, dose_text(knowledge, "mobility"), ())


def _stretch(assessment: Assessment, name: str) -> bool:
    exercise = assessment.knowledge.exercises[name]
    return exercise.category == "mobility" and exercise.dose != "drill"


# ---------------------------------------------------------------- before and after


def _trained(plan: Plan, placed: Placed) -> Counter[str]:
    """Return the halves of weekly sets of every muscle."""
    found: Counter[str] = Counter()
    credits = {candidate.id: candidate.credits for candidate in plan.candidates}
    for (_, name), sets in placed.items():
        for muscle, credit in credits[name]:
            found[muscle] += credit * sets
    return found


def _muscles(assessment: Assessment, plan: Plan, after: Counter[str]) -> Iterator[MuscleWeek]:
    for limit in plan.limits:
        if after[limit.muscle] or limit.now:
            name = assessment.knowledge.muscles[limit.muscle].common_name
            now = None if limit.now is None else limit.now / 2
            yield MuscleWeek(limit.muscle, name, now, after[limit.muscle] / 2, limit.least / 2, limit.most / 2)


def _dropped(assessment: Assessment, plan: Plan, placed: Placed) -> Iterator[Dropped]:
    exercises = assessment.knowledge.exercises
    for name, sets, reason in plan.dropped:
        yield Dropped(name, exercises[name].name, sets, reason or "It has no dose to plan it with")
    staying = {name for _, name in placed}
    for candidate in plan.candidates:
        if candidate.own and candidate.id not in staying:
            reason = "Its time and its muscles' sets go to what comes first"
            yield Dropped(candidate.id, candidate.exercise.name, candidate.own, reason)


def _later(plan: Plan, placed: Placed) -> Iterator[Later]:
    for theme in plan.themes:
        for aim in theme.aims:
            done = covered(aim, placed)
            if done < aim.sessions:
                reason = "The limits of the week leave no more room for it beside what comes before it"
                yield Later(aim.id, aim.title, done, aim.sessions, reason)


def covered(aim: Aim, placed: Placed) -> int:
    """Return how often the week carries an aim out, at most as often as it asks."""
    return min(aim.sessions, sum(name in aim.exercises for _, name in placed))


def _used(advice: Advice, placed: Placed) -> bool:
    return any(exercise.id == name for exercise in advice.exercises for _, name in placed)


def _retests(assessment: Assessment, given: list[Advice]) -> Iterator[Retest]:
    """Yield what to measure again, the soonest first, each measure once."""
    found: dict[str, int] = {}
    for advice in given:
        for measure in advice.retest if advice.retest_after_weeks else ():
            weeks = advice.retest_after_weeks or 0
            found[measure] = min(weeks, found.get(measure, weeks))
    start = assessment.sheet.date
    for measure, weeks in sorted(found.items(), key=lambda entry: entry[1]):
        yield Retest(measure, weeks, start + timedelta(weeks=weeks) if start else None)
