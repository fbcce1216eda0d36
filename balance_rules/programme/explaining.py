"""Why an exercise stands in a week, why not, and what more of something would change."""

from __future__ import annotations

from balance_rules.errors import FactError, unknown_name
from balance_rules.model import key
from balance_rules.person.logs.titles import catalogue_of
from balance_rules.programme.building import build
from balance_rules.programme.making import make_programme
from balance_rules.programme.plan import DAYS, NOT_TRAINED, Task
from balance_rules.programme.planning import forbidden, make_plan
from balance_rules.programme.reasons import in_the_way, week_sets
from balance_rules.programme.solving import Solution, solve
from balance_rules.programme.week import More, Programme
from balance_rules.programme.writing import sets_after, sets_before
from balance_rules.text.wording import counted, deciding, lower, phrase

MOST_TOLD = 3


def why(programme: Programme, exercise: str) -> str:
    exercise = _known(programme, exercise)
    placed = [(s, item) for s in programme.sessions for item in s.items if item.exercise == exercise]
    if not placed:
        return why_not(programme, exercise)
    _, item = placed[0]
    candidate = next(c for c in programme.task.plan.candidates if c.id == exercise)
    low, high = candidate.pair("sets") or candidate.sets
    fewer = f", and the {counted(candidate.own, 'set')} of now may stay" if candidate.sets[0] < low else ""
    most = f"at most {candidate.most_sessions} sessions a week"
    told = [f"{item.name}: {item.reason}.", f"Its dose is {low} to {high} sets a session{fewer}, {most}."]
    for muscle in programme.muscles:
        if muscle.muscle in item.muscles:
            before = "" if muscle.before is None else f"from {sets_before(muscle)} "
            told.append(f"The {muscle.name} go {before}to {sets_after(muscle)} sets a week, {muscle.most:g} at most.")
    if not candidate.counts:
        told.append("Holds count for no such limit.")
    days = " and ".join(session.day for session, _ in placed)
    rest = programme.task.plan.progression.rest_hours_between_heavy
    told.append(f"{days}: where time is left and, between heavy sessions of a muscle, {rest} hours of rest.")
    return " ".join(told)


def why_not(programme: Programme, exercise: str) -> str:
    exercise = _known(programme, exercise)
    task = programme.task
    name = task.assessment.knowledge.exercises[exercise].name
    if any(item.exercise == exercise for session in programme.sessions for item in session.items):
        return f"It is in the week. {why(programme, exercise)}"
    if programme.notes:
        return f"{name}: {programme.notes[0]}"
    if all(candidate.id != exercise for candidate in task.plan.candidates):
        return f"{name}: {_no_candidate(task, exercise)}"
    return f"{name}: {_displaced(programme, exercise)}"


def _known(programme: Programme, exercise: str) -> str:
    """Return the id of an exercise that is named by its id, or as a training log may name it."""
    knowledge = programme.task.assessment.knowledge
    if exercise in knowledge.exercises:
        return exercise
    meant = catalogue_of(knowledge).match(exercise)
    if meant.exercise is None or not meant.sure:
        raise FactError([unknown_name("exercise", exercise, knowledge.exercises, "exercise")])
    return meant.exercise


def _no_candidate(task: Task, exercise: str) -> str:
    """Return why an exercise may not stand in the week, or that nothing asks for it."""
    judged = task.judged
    known = judged.knowledge.exercises[exercise]
    if known.category in NOT_TRAINED:
        return f"it is a {known.category}, and no exercise of a session."
    stops = forbidden(judged, exercise)
    if judged.truths[exercise] > 0:
        return _beyond_the_best(task, exercise)
    proof = judged.prove(known.condition)
    leaves = deciding(proof, proof.truth)
    facts = list(dict.fromkeys(phrase(judged.knowledge, leaf.condition) for leaf in leaves))[:MOST_TOLD]  # type: ignore[arg-type]
    because = "; ".join(facts)
    if judged.truths[exercise] == 0:
        return f"it is not cleared: not known: {because}."
    return f"{lower(stops).rstrip('.')} ({because})."


def _beyond_the_best(task: Task, exercise: str) -> str:
    """Return why a cleared exercise is no candidate: others of its prescription are better, or nothing asks for it."""
    exercises = task.assessment.knowledge.exercises
    listing = {p.id for p in task.assessment.knowledge.prescriptions if exercise in p.exercises}
    aims = (aim for theme in task.plan.themes for aim in theme.aims if aim.id in listing)
    better = {aim.title: ", ".join(exercises[name].name for name in aim.exercises) for aim in aims}
    told = [f"'{title}' lists it after {names}, and it may stand in for them" for title, names in better.items()]
    if told:
        return f"it is cleared; {'; '.join(told)}."
    return "it is cleared, but nothing that is prescribed asks for it and it is not done now."


def _displaced(programme: Programme, exercise: str) -> str:
    """What the best week with an exercise gives up, or the limit that it cannot keep."""
    task = programme.task
    plan, knowledge = task.plan, task.assessment.knowledge
    candidate = next(c for c in plan.candidates if c.id == exercise)
    placed = {
        (plan.days.index(DAYS.index(session.day)), item.exercise): item.sets
        for session in programme.sessions
        for item in session.items
    }
    way = in_the_way(plan, placed, candidate, knowledge)
    built = build(plan)
    built.force(exercise)
    solution = solve(built.problem)
    forced = built.read(solution.values)
    if not any(name == exercise for _, name in forced):
        return f"no week that keeps every limit has it: {way}."
    less = _less(programme, solution)
    now, then = week_sets(placed), week_sets(forced)
    names = {c.id: c.exercise.name for c in plan.candidates}
    gone = [f"{names[n]} {now[n]} → {then[n]} sets" for n in sorted(now) if then[n] < now[n]]
    minutes = candidate.setup_seconds / 60 + candidate.sets[0] * candidate.seconds_a_set / 60
    cost = f"at least {minutes:g} minutes"
    pushed = f"It would push out: {'; '.join(gone)}." if gone else "It would push out nothing."
    return f"{way}. The best week with it costs {cost} for it, and is worse in: {less}. {pushed}"


def _less(programme: Programme, solution: Solution) -> str:
    """Return the first objective in which another week is worse, in words."""
    for mine, other in zip(programme.objectives, solution.stages, strict=True):
        if other.value < mine.value:
            titles = {theme.id: f"the priority '{theme.title}'" for theme in programme.task.plan.themes if theme.first}
            return titles.get(mine.name, "what else is prescribed" if mine.name == "other" else mine.name)
    return "nothing; it is as good"


def with_more(programme: Programme, *, minutes: int = 0, kit: str | None = None) -> More:
    """Return the week with more minutes a session or one more piece of equipment, and what changes."""
    task = programme.task
    assessment = task.assessment
    if kit is not None:
        equipment = assessment.knowledge.roles.equipment
        kinds = dict(assessment.knowledge.attributes[equipment].instances)
        if kit not in kinds:
            raise FactError([unknown_name("kit", kit, kinds, "piece of equipment")])
        assessment = assessment.with_facts({key(equipment, kit): True})
    plan = make_plan(assessment, task.week, minutes=task.plan.minutes + minutes, days=programme.days)
    more = make_programme(Task(assessment, task.week, plan))
    return More(more, tuple(_changes(programme, more)))


def _changes(before: Programme, after: Programme) -> list[str]:
    """What differs between two weeks, in words: exercises, then what is carried out more often."""
    found = []
    old, new = ({i.exercise: i for s in week.sessions for i in s.items} for week in (before, after))
    for name in dict.fromkeys((*new, *old)):
        was, now = (week[name].week if name in week else 0 for week in (old, new))
        if was != now:
            item = new.get(name) or old[name]
            found.append(f"{item.name}: {was or 'no'} → {now or 'no'} sets a week")
    open_ = {later.prescription: later for later in after.later}
    for later in before.later:
        done = open_[later.prescription].sessions if later.prescription in open_ else later.wanted
        if done > later.sessions:
            found.append(f"{later.title}: {later.sessions} → {done} of {later.wanted} sessions")
    return found
