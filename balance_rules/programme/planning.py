"""An assessment and the week as it is → the plan of a week: what it is for, what may stand in it, how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from balance_rules.advice import LEVELS, QUARTER, dose_of, fitted, seconds_a_set, sessions_wanted, span
from balance_rules.advice.results import Advice
from balance_rules.assessment import Assessment
from balance_rules.errors import FactError, UnsupportedError
from balance_rules.inference.judgement import Judged
from balance_rules.model import Dose, Exercise
from balance_rules.person.logs import TrainingLog, counting_of, set_credits
from balance_rules.programme.current import own_week, training_days
from balance_rules.programme.limits import balances, in_a_shorter_week, muscle_limits
from balance_rules.programme.plan import NOT_TRAINED, OTHER, Aim, Candidate, MuscleLimit, PlannedTheme, Week, WeekPlan
from balance_rules.programme.safety import stopped

STAND_INS = 2


def make_plan(
    assessment: Assessment,
    week: Week | None = None,
    *,
    sessions: int | None = None,
    minutes: int | None = None,
    days: Sequence[str] | None = None,
) -> WeekPlan:
    """Return the task of planning a person's week.

    Raises
    ------
    FactError
        When the number of sessions is neither given nor known and training is not stopped, or a limit makes no sense.
    UnsupportedError
        When the knowledge has no numbers to plan a week with.
    """
    knowledge = assessment.knowledge
    if knowledge.programming is None or knowledge.progression is None:
        expected = "the numbers that a week is planned with"
        fix = "Add programming.yaml and the progression of doses.yaml."
        raise UnsupportedError.of("programme", "no programming", expected, fix, code="missing")
    judged = assessment._judged
    stop = bool(stopped(assessment))
    chosen = training_days(judged, knowledge.programming, week, sessions, days, stopped=stop)
    count = max(1, len(chosen))
    length = knowledge.programming.session_minutes if minutes is None else minutes
    if not knowledge.programming.warm_up_minutes < length <= 240:
        expected = f"more than the {knowledge.programming.warm_up_minutes} of the warm-up, at most 240"
        raise FactError.of("minutes", str(length), expected, "Say how long a session may last.", code="out-of-range")
    own = own_week(week, knowledge)
    given = called_for(assessment)
    themes = tuple(_themes(assessment, judged, given, own, count))
    limits = tuple(muscle_limits(judged, given, own, logged=isinstance(week, TrainingLog)))
    candidates = tuple(_candidates(judged, themes, own, count))
    room = 60 * count * (length - knowledge.programming.warm_up_minutes)
    if sum(candidate.seconds(candidate.own) for candidate in candidates) > room:
        useful = 2 * knowledge.progression.least_effective_weekly_sets
        limits = tuple(in_a_shorter_week(limit, useful) for limit in limits)
    candidates += tuple(_stand_ins(judged, candidates, limits, own, count))
    inside = {candidate.id for candidate in candidates}
    return WeekPlan(
        days=chosen,
        minutes=length,
        candidates=candidates,
        themes=themes,
        limits=limits,
        balances=tuple(balances(knowledge, limits)) if own else (),
        dropped=tuple((name, sets, forbidden(judged, name)) for name, sets in own.items() if name not in inside),
        programming=knowledge.programming,
        progression=knowledge.progression,
        heavy_sets=counting_of(knowledge).heavy_session_sets,
    )


# ---------------------------------------------------------------- what the week is for


def called_for(assessment: Assessment) -> list[Advice]:
    """Return what is given and called for: what a week is to carry out."""
    return [a for a in assessment._called_for if a.state == "given" and a.called_for]


def _themes(
    assessment: Assessment, judged: Judged, given: Sequence[Advice], own: Mapping[str, int], sessions: int
) -> Iterator[PlannedTheme]:
    asked = {advice.id: parts for advice in given if (parts := tuple(_aims(judged, advice, own, sessions)))}
    beside = {name for parts in asked.values() for aim in parts[1:] for name in aim.exercises}
    aims = {name: tuple(_shared(judged, aim, beside) for aim in found) for name, found in asked.items()}
    for priority in assessment.priorities:
        here = tuple(aim for name in priority.prescriptions for aim in aims.pop(name, ()))
        if here:
            yield PlannedTheme(priority.id, priority.title, here, first=True)
    if aims:
        yield PlannedTheme(
            OTHER, "What else is prescribed", tuple(aim for part in aims.values() for aim in part), first=False
        )


def _aims(judged: Judged, advice: Advice, own: Mapping[str, int], sessions: int) -> Iterator[Aim]:
    """Yield what a prescription asks of the week: nothing, when it asks for nothing that a session holds.

    Its best exercises carry it out, and what is done now and could. Where drills took the places of all lifts among
    the best, so that holds alone are left, the first lift of its list is asked for too.
    """
    knowledge = judged.knowledge
    listed = next(p.exercises for p in knowledge.prescriptions if p.id == advice.id)
    trains = [name for name in listed if knowledge.exercises[name].category not in NOT_TRAINED]
    cleared = [name for name in trains if judged.truths[name] > 0]
    best = [e.id for e in advice.exercises if e.state == "given"]
    names = tuple(dict.fromkeys((*(n for n in best if n in cleared), *(n for n in cleared if own.get(n)))))
    lifts = [name for name in cleared if not _is_hold(judged, name)]
    crowded_out = names and len(names) < len(best) and not set(lifts) & set(names)
    for part in (names, tuple(lifts[:1]) if crowded_out else ()):
        doses = [dose for name in part if (dose := dose_of(knowledge, name, advice.id))]
        wanted = min((sessions_wanted(judged, dose) for dose in doses), default=1)
        more = tuple(change.muscle for change in advice.weekly_sets if change.change == "add")
        if part:
            yield Aim(advice.id, advice.title, part, min(wanted, sessions), more)


def _shared(judged: Judged, aim: Aim, beside: AbstractSet[str]) -> Aim:
    """Return an aim with the lifts beside holds that its list has too: one exercise carries out both prescriptions."""
    listed = next(p.exercises for p in judged.knowledge.prescriptions if p.id == aim.id)
    kinds = {_is_hold(judged, name) for name in aim.exercises}
    more = (n for n in listed if n in beside and judged.truths[n] > 0 and _is_hold(judged, n) in kinds)
    return replace(aim, exercises=tuple(dict.fromkeys((*aim.exercises, *more))))


def _is_hold(judged: Judged, name: str) -> bool:
    programming = judged.knowledge.programming
    return programming is not None and judged.knowledge.exercises[name].category in programming.not_capped


def _candidates(
    judged: Judged, themes: Sequence[PlannedTheme], own: Mapping[str, int], sessions: int
) -> Iterator[Candidate]:
    knowledge = judged.knowledge
    aims = [aim for theme in themes for aim in theme.aims]
    called = dict.fromkeys(name for aim in aims for name in aim.exercises)
    for name in (*called, *(name for name in own if name not in called)):
        serves = tuple(aim.id for aim in aims if name in aim.exercises)
        dose = dose_of(knowledge, name, serves[0] if serves else None)
        if dose is not None and (judged.truths[name] > 0 or (name in own and not forbidden(judged, name))):
            yield _candidate(judged, knowledge.exercises[name], dose, own.get(name, 0), serves, sessions)


def _candidate(
    judged: Judged, exercise: Exercise, dose: Dose, own: int, serves: tuple[str, ...], sessions: int
) -> Candidate:
    knowledge, programming = judged.knowledge, judged.knowledge.programming
    assert programming is not None
    quantities, _ = fitted(judged, dose)
    low, high = span(quantities, "sets", (1, 3))
    most_sessions = span(quantities, "sessions_per_week", (1, 7))[1]
    fewest = min(high, max(low, programming.fewest_sets))
    fewest = min(fewest, own) if own else fewest  # what is done now may stay as it is
    usual = most_sets(high, own, min(most_sessions, sessions))
    return Candidate(
        exercise=exercise,
        dose=dose,
        quantities=quantities,
        sets=(fewest, usual),
        most_sessions=most_sessions,
        seconds_a_set=seconds_a_set(judged, exercise, dose),
        setup_seconds=QUARTER * max(1, round(programming.setup_seconds / QUARTER)),
        credits=tuple((m, int(2 * credit)) for m, credit in set_credits(exercise, knowledge).items()),
        counts=exercise.category not in programming.not_capped,
        own=own,
        serves=serves,
    )


def _stand_ins(
    judged: Judged,
    candidates: Sequence[Candidate],
    limits: Sequence[MuscleLimit],
    own: Mapping[str, int],
    sessions: int,
) -> Iterator[Candidate]:
    """Yield exercises for muscles that are trained now and that nothing else here could train enough.

    These are cleared lifts with the muscle as prime mover: of the movement of what is left out first, then the nearest
    to the person's experience. What is new is begun with little: no more than is least effective.
    """
    knowledge, inside = judged.knowledge, {candidate.id for candidate in candidates}
    gone = {knowledge.exercises[name].movement_pattern for name in own if name not in inside}
    experience = judged.facts.get(knowledge.roles.experience, 0)

    def place(exercise: Exercise) -> tuple[bool, int]:
        return exercise.movement_pattern not in gone, abs(LEVELS.index(exercise.level) - experience)

    lifts = [e for e in knowledge.exercises.values() if e.category in ("compound", "isolation")]
    cleared = sorted((e for e in lifts if judged.truths[e.id] > 0 and e.id not in inside), key=place)
    for limit in limits if gone else ():
        if sum(_most_of(candidate, limit.muscle, sessions) for candidate in candidates) < limit.keep:
            for exercise in [e for e in cleared if limit.muscle in e.prime_movers][:STAND_INS]:
                dose = dose_of(knowledge, exercise.id, None)
                if dose is not None and exercise.id not in inside:
                    inside.add(exercise.id)
                    yield _begun_with_little(_candidate(judged, exercise, dose, 0, (), sessions), judged, sessions)


def _begun_with_little(candidate: Candidate, judged: Judged, sessions: int) -> Candidate:
    assert judged.knowledge.progression is not None
    least = judged.knowledge.progression.least_effective_weekly_sets
    most_sessions = min(candidate.most_sessions, sessions, 2)
    low, high = candidate.sets
    return replace(candidate, sets=(low, max(low, min(high, -(-least // most_sessions)))), most_sessions=most_sessions)


def _most_of(candidate: Candidate, muscle: str, sessions: int) -> int:
    """Return the most halves of sets that an exercise could give a muscle in a week."""
    return dict(candidate.capped).get(muscle, 0) * candidate.sets[1] * min(candidate.most_sessions, sessions)


def most_sets(high: int, own: int, sessions: int) -> int:
    """Return the most sets a session: those of the dose, or what the sets that are done now come to."""
    return max(high, -(-own // sessions))


def could_come_back(judged: Judged, name: str) -> str:
    """Return the question whose answer could let an exercise stay; "" where something forbids it or nothing is open."""
    restrictions = judged.knowledge.exercises[name].restrictions
    if any(judged.truths[restriction] > 0 for restriction in restrictions):
        return ""
    conditions = {restriction.id: restriction.condition for restriction in judged.knowledge.restrictions}
    open_ = (r for r in restrictions if judged.truths[r] == 0)
    facts = [fact for r in open_ for fact in judged.open_facts(judged.prove(conditions[r]))]
    return judged.knowledge.facts[facts[0]].ask(facts[0]) if facts else ""


def forbidden(judged: Judged, name: str) -> str:
    """Return why an exercise that is trained now cannot stay, or "" when nothing is against it.

    What somebody trains needs no answer about kit or experience: that it is done shows both. Restrictions must be
    known not to hold, and kit that is said not to be there is not there.
    """
    exercise = judged.knowledge.exercises[name]
    titles = {restriction.id: restriction.title for restriction in judged.knowledge.restrictions}
    for wanted, verb in ((1, ""), (0, "Not ruled out: ")):
        for restriction in exercise.restrictions:
            if judged.truths[restriction] == wanted:
                return verb + titles[restriction]
    return "Kit or experience that it needs is said to be missing" if judged.truths[name] < 0 else ""
