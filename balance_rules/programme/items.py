"""One exercise of a session, with its dose, why it is there, how it grows, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from balance_rules.advice.results import Advice
from balance_rules.inference.judgement import Judged
from balance_rules.model import Exercise, Knowledge, instance_of
from balance_rules.person.logs import set_credits
from balance_rules.programme.current import last_lifted
from balance_rules.programme.plan import NOT_TRAINED, Candidate, Task, Week, WeekPlan
from balance_rules.programme.week import Change, PlannedItem
from balance_rules.text.wording import counted, listed, lower

MOST_SWAPS = 3


def make_item(task: Task, candidate: Candidate, sets: int, week: int, given: Sequence[Advice]) -> PlannedItem:
    """Return an exercise as it stands in a session with some sets, `week` of them in the whole week."""
    judged, plan = task.judged, task.plan
    themes = tuple(theme for theme in plan.themes if any(aim.id in candidate.serves for aim in theme.aims))
    change: Change = "added" if not candidate.own else "kept" if week == candidate.own else "changed"
    exercise = candidate.exercise
    harder = tuple(_cleared(judged, exercise.progressions))
    start_kg, start_reason = _start(task.week, task.assessment.knowledge, candidate)
    return PlannedItem(
        exercise=candidate.id,
        name=exercise.name,
        sets=sets,
        reps=candidate.pair("reps"),
        hold_seconds=candidate.pair("hold_seconds"),
        reps_in_reserve=candidate.pair("reps_in_reserve"),
        load_pct_1rm=candidate.pair("load_pct_1rm"),
        rest_seconds=candidate.pair("rest_seconds"),
        tempo=candidate.dose.tempo,
        minutes=round(candidate.seconds(sets) / 60, 1),
        change=change,
        was=candidate.own,
        week=week,
        serves=candidate.serves,
        themes=tuple(theme.id for theme in themes),
        muscles=tuple(muscle for muscle, credit in candidate.credits if credit == 2),
        weaker_side=_weaker_side(candidate, given) if exercise.unilateral else None,
        reason=_reason(judged.knowledge, plan, candidate, change, week),
        progression=_progression(judged, plan, candidate, harder),
        easier=tuple(_cleared(judged, exercise.regressions)),
        harder=harder,
        swaps=tuple(_swaps(judged, plan, candidate)),
        start_kg=start_kg,
        start_reason=start_reason,
    )


def _weaker_side(candidate: Candidate, given: Sequence[Advice]) -> Literal["left", "right"] | None:
    """Return the side that all findings of an item speak of, where it is one side."""
    answers = [name for advice in given if advice.id in candidate.serves for name in advice.answers]
    sides = {instance_of(name) for name in answers} & {"left", "right"}
    return None if len(sides) != 1 else "left" if "left" in sides else "right"


def _reason(knowledge: Knowledge, plan: WeekPlan, candidate: Candidate, change: Change, week: int) -> str:
    """Return why an exercise is there: what it is for, for which muscles, and what the person does of it now."""
    by_id = {aim.id: (theme, aim) for theme in plan.themes for aim in theme.aims}
    told = [by_id[name] for name in candidate.serves]
    purpose = [f"{theme.title}: {lower(aim.title)}" if theme.first else aim.title for theme, aim in told]
    if not told and week > candidate.own:
        purpose = list(_raised_for(knowledge, plan, candidate))
    own = counted(candidate.own, "set")
    words = {
        "added": "",
        "kept": f"done now, {own} a week",
        "changed": f"done now, {own} a week, {'more' if week > candidate.own else 'fewer'} this week",
    }[change]
    return "; ".join(filter(None, [*purpose, words]))


def _raised_for(knowledge: Knowledge, plan: WeekPlan, candidate: Candidate) -> Iterator[str]:
    """Yield what an exercise that nothing prescribes is added or raised for."""
    floors = {limit.muscle for limit in plan.limits if limit.keep or limit.least}
    kept = [muscle for muscle, credit in candidate.credits if credit == 2 and muscle in floors]
    if not candidate.own:
        lost = (knowledge.exercises[name] for name, _, _ in plan.dropped)
        gone = [exercise.name for exercise in lost if set(kept) & set(set_credits(exercise, knowledge))]
        yield f"for the {_muscles(knowledge, kept)}, in place of {listed(gone) or 'what is left out'}"
        return
    wanting = {m: theme.title for theme in plan.themes if theme.first for aim in theme.aims for m in aim.more_of}
    if more := [muscle for muscle, _ in candidate.capped if muscle in wanting]:
        titles = ", ".join(dict.fromkeys(wanting[muscle] for muscle in more))
        yield f"more sets for the {_muscles(knowledge, more)} ({titles})"
    elif kept:
        yield f"keeps up the {_muscles(knowledge, kept)}"


def _muscles(knowledge: Knowledge, muscles: Sequence[str]) -> str:
    return listed([knowledge.muscles[muscle].common_name for muscle in muscles])


def _start(week: Week | None, knowledge: Knowledge, candidate: Candidate) -> tuple[float | None, str]:
    """Return the weight to begin with, from what the log shows of the exercise, and what it was."""
    reps = candidate.pair("reps")
    lifted, enough = last_lifted(week, knowledge, candidate.id, reps[0]) if reps else (None, False)
    if reps is None or lifted is None:
        return None, ""
    told = f"{lifted.weight_kg:g} kg × {lifted.reps} on {lifted.day}"
    return (lifted.weight_kg, told) if enough else (None, f"lighter than {told}, for at least {reps[0]} repetitions")


def _progression(judged: Judged, plan: WeekPlan, candidate: Candidate, harder: Sequence[str]) -> str:
    """Return how an exercise grows: more load where it has load, else the harder form or a set more."""
    rule = dict(plan.progression.text)
    exercises = judged.knowledge.exercises
    harder_form = f"then {exercises[harder[0]].name.lower()}" if harder else ""
    hold, reps = candidate.pair("hold_seconds"), candidate.pair("reps")
    if hold and not reps:
        longer = f"longer holds, up to {hold[1]} s"
        return f"{longer}, {harder_form}" if harder else f"{longer}, then a set more, up to {candidate.sets[1]}"
    effort = candidate.pair("reps_in_reserve") or candidate.pair("load_pct_1rm")  # jumps and Nordic curls name neither
    loaded = effort and candidate.exercise.equipment and () not in candidate.exercise.equipment
    if reps and loaded:
        return f"{rule['load_step']} more load after {rule['trigger']}; the target is {reps[1]}"
    top = f"more repetitions, up to {reps[1]}" if reps else "a little more each week"
    return f"{top}, {harder_form}" if harder else top


def _cleared(judged: Judged, names: Sequence[str]) -> Iterator[str]:
    """Yield the exercises that may be done and trained."""
    for name in names:
        if judged.truths[name] > 0 and judged.knowledge.exercises[name].category not in NOT_TRAINED:
            yield name


def _swaps(judged: Judged, plan: WeekPlan, candidate: Candidate) -> list[str]:
    """What may be done instead: for the same prescription, else of the same movement for the same muscles."""
    aims = [aim for theme in plan.themes for aim in theme.aims if aim.id in candidate.serves]
    same = [name for aim in aims for name in aim.exercises] or [
        other.id for other in judged.knowledge.exercises.values() if _alike(candidate.exercise, other)
    ]
    others = dict.fromkeys(name for name in same if name != candidate.id)
    return list(_cleared(judged, list(others)))[:MOST_SWAPS]


def _alike(one: Exercise, other: Exercise) -> bool:
    return one.movement_pattern == other.movement_pattern and bool(set(one.prime_movers) & set(other.prime_movers))
