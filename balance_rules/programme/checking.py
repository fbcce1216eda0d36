"""Check a week against every hard limit by plain code that knows nothing of how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from balance_rules.advice import dose_of, fitted, span
from balance_rules.inference.judgement import Judged
from balance_rules.model import Knowledge
from balance_rules.person.logs import set_credits
from balance_rules.programme.plan import DAYS, WeekPlan, steps_of_a_hold
from balance_rules.programme.planning import most_sets
from balance_rules.programme.week import PlannedItem, ProgrammeRecord


def check(programme: ProgrammeRecord, judged: Judged, plan: WeekPlan) -> tuple[str, ...]:
    """Return every hard limit that a week breaks, in words; nothing returned means that it keeps them all."""
    return tuple(
        fault
        for faults in (
            _allowed(programme, judged),
            _session_limits(programme, judged.knowledge, plan),
            _doses(programme, judged, plan),
            _muscle_limits(programme, judged.knowledge, plan),
            _rests(programme, judged.knowledge, plan),
        )
        for fault in faults
    )


def _allowed(programme: ProgrammeRecord, judged: Judged) -> Iterator[str]:
    """Nothing refused, nothing withheld, nothing that an active or open restriction matches."""
    habits = [habit.exercise for habit in programme.habits if habit.exercise]
    for name in [*habits, *(item.exercise for session in programme.sessions for item in session.items)]:
        exercise = judged.knowledge.exercises[name]
        own = any(i.exercise == name and i.was for session in programme.sessions for i in session.items)
        if judged.truths[name] < 0 or (judged.truths[name] == 0 and not own):
            yield f"{name}: not cleared for the person"
        for restriction in exercise.restrictions:
            if judged.truths[restriction] >= 0:
                yield f"{name}: {restriction} is not known to be clear"
        if exercise.category in ("test", "step"):
            yield f"{name}: a {exercise.category} is not an exercise of a week"


def _session_limits(programme: ProgrammeRecord, knowledge: Knowledge, plan: WeekPlan) -> Iterator[str]:
    days = [session.day for session in programme.sessions]
    if len(set(days)) != len(days) or any(DAYS.index(day) not in plan.days for day in days):
        yield f"sessions on {', '.join(days)}"
    for session in programme.sessions:
        if session.minutes > plan.minutes + 0.05:
            yield f"{session.name}: {session.minutes:g} minutes of {plan.minutes}"
        if len(session.items) > plan.programming.items_a_session:
            yield f"{session.name}: {len(session.items)} items"
        names = [item.exercise for item in session.items]
        if len(set(names)) != len(names):
            yield f"{session.name}: an exercise twice"
        patterns = Counter(knowledge.exercises[name].movement_pattern for name in names)
        for pattern, count in patterns.items():
            if count > plan.programming.alike_a_session:
                yield f"{session.name}: {count} exercises of {pattern}"
        for one, other in combinations(session.items, 2):
            exercises = knowledge.exercises[one.exercise], knowledge.exercises[other.exercise]
            if steps_of_a_hold(*exercises, plan.programming) and not (one.was and other.was):
                yield f"{session.name}: {one.exercise} and {other.exercise} are steps of one hold"


def _doses(programme: ProgrammeRecord, judged: Judged, plan: WeekPlan) -> Iterator[str]:
    sessions = Counter(item.exercise for session in programme.sessions for item in session.items)
    for session in programme.sessions:
        for item in session.items:
            dose = dose_of(judged.knowledge, item.exercise, item.serves[0] if item.serves else None)
            if dose is None:
                yield f"{item.exercise}: no dose"
                continue
            quantities, _ = fitted(judged, dose)
            low, high = span(quantities, "sets", (1, 3))
            low = min(low, item.was or low)
            most = span(quantities, "sessions_per_week", (1, 7))[1]
            high = most_sets(high, item.was, min(most, len(plan.days)))
            if not low <= item.sets <= high:
                yield f"{session.name}: {item.sets} sets of {item.exercise}, not {low} to {high}"
            if sessions[item.exercise] > most:
                yield f"{item.exercise}: in {sessions[item.exercise]} sessions, at most {most}"


def _muscle_limits(programme: ProgrammeRecord, knowledge: Knowledge, plan: WeekPlan) -> Iterator[str]:
    week: Counter[str] = Counter()
    capped: Counter[str] = Counter()
    for session in programme.sessions:
        here: Counter[str] = Counter()
        for item in session.items:
            exercise = knowledge.exercises[item.exercise]
            for muscle, credit in set_credits(exercise, knowledge).items():
                week[muscle] += int(2 * credit) * item.sets
                here[muscle] += int(2 * credit) * item.sets * (exercise.category not in plan.programming.not_capped)
        capped += here
        for muscle, halves in here.items():
            if halves > 2 * plan.progression.most_sets_a_session:
                yield f"{session.name}: {halves / 2:g} sets of {muscle}"
    for limit in plan.limits:
        if capped[limit.muscle] > limit.most:
            yield f"{limit.muscle}: {capped[limit.muscle] / 2:g} weekly sets, at most {limit.most / 2:g}"
        few = limit.muscle in {fallen.muscle for fallen in programme.falls}
        if programme.sessions and (capped[limit.muscle] < limit.keep) != few:
            yield f"{limit.muscle}: {capped[limit.muscle] / 2:g} weekly sets, {limit.keep / 2:g} are to be kept"
        if programme.sessions and (week[limit.muscle] < limit.least) != (limit.muscle in programme.unmet):
            yield f"{limit.muscle}: {week[limit.muscle] / 2:g} weekly sets, at least {limit.least / 2:g}"
    elsewhere = {limit.muscle: limit.elsewhere for limit in plan.limits}
    for stated in programme.muscles:
        counted, holds = capped[stated.muscle], week[stated.muscle] - capped[stated.muscle]
        if (round(2 * stated.after), round(2 * stated.holds)) != (counted + elsewhere[stated.muscle], holds):
            yield f"{stated.muscle}: {stated.after:g} weekly sets stated, {counted / 2:g} counted"
    short = [balance.title for balance in plan.balances if programme.sessions and balance.short(week)]
    if short != list(programme.skewed):
        yield f"lines between muscles that are crossed: {'; '.join(short) or 'none'}"


def _rests(programme: ProgrammeRecord, knowledge: Knowledge, plan: WeekPlan) -> Iterator[str]:
    for one, other in combinations(programme.sessions, 2):
        apart = abs(DAYS.index(one.day) - DAYS.index(other.day))
        if 24 * min(apart, 7 - apart) >= plan.progression.rest_hours_between_heavy:
            continue
        for name in {i.exercise for i in one.items} & {i.exercise for i in other.items}:
            if knowledge.exercises[name].category in plan.programming.apart:
                yield f"{name}: on {one.day} and {other.day}"
        heavy = [_heavy(session.items, knowledge, plan) for session in (one, other)]
        for muscle in heavy[0] & heavy[1]:
            yield f"{muscle}: heavy on {one.day} and {other.day}"


def _heavy(items: tuple[PlannedItem, ...], knowledge: Knowledge, plan: WeekPlan) -> set[str]:
    sets: Counter[str] = Counter()
    for item in items:
        exercise = knowledge.exercises[item.exercise]
        for muscle, credit in set_credits(exercise, knowledge).items():
            sets[muscle] += item.sets if credit == 1 and exercise.category == "compound" else 0
    return {muscle for muscle, count in sets.items() if count >= plan.heavy_sets}
