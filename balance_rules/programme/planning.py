"""An assessment and the week as it is → the plan of a week: what it is for, what may stand in it, how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from balance_rules.advice import QUARTER, dose_of, fitted, next_step, seconds_a_set, sessions_wanted, span
from balance_rules.advice.results import Advice
from balance_rules.assessment import Assessment
from balance_rules.errors import FactError, Problem, UnsupportedError
from balance_rules.inference.judgement import Judged
from balance_rules.model import Dose, Exercise, key
from balance_rules.person.logs import TrainingLog, counting_of, set_credits
from balance_rules.programme.current import own_week, training_days
from balance_rules.programme.plan import NOT_TRAINED, OTHER, Aim, Candidate, MuscleLimit, PlannedTheme, Week, WeekPlan


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
        When the number of sessions is neither given nor known, or a limit makes no sense.
    UnsupportedError
        When the knowledge has no numbers to plan a week with.
    """
    knowledge = assessment.knowledge
    if knowledge.programming is None or knowledge.progression is None:
        fix = "Add programming.yaml and the progression of doses.yaml."
        raise UnsupportedError(
            [Problem("programme", "no programming", "the numbers that a week is planned with", fix, code="missing")]
        )
    judged = Judged(knowledge, assessment.sheet.values, assessment.inference)
    chosen = training_days(judged, knowledge.programming, week, sessions, days)
    length = knowledge.programming.session_minutes if minutes is None else minutes
    if not knowledge.programming.warm_up_minutes < length <= 240:
        expected = f"more than the {knowledge.programming.warm_up_minutes} of the warm-up, at most 240"
        raise FactError(
            [Problem("minutes", str(length), expected, "Say how long a session may last.", code="out-of-range")]
        )
    own = own_week(week, knowledge)
    given = [a for a in assessment.prescriptions if a.state == "given" and a.called_for]
    themes = tuple(_themes(assessment, judged, given, own, len(chosen)))
    candidates = tuple(_candidates(judged, themes, own, len(chosen)))
    inside = {candidate.id for candidate in candidates}
    return WeekPlan(
        days=chosen,
        minutes=length,
        candidates=candidates,
        themes=themes,
        limits=tuple(_limits(judged, given, own, logged=isinstance(week, TrainingLog))),
        dropped=tuple((name, sets, forbidden(judged, name)) for name, sets in own.items() if name not in inside),
        programming=knowledge.programming,
        progression=knowledge.progression,
        heavy_sets=counting_of(knowledge).heavy_session_sets,
    )


# ---------------------------------------------------------------- what the week is for


def _themes(
    assessment: Assessment, judged: Judged, given: Sequence[Advice], own: Mapping[str, int], sessions: int
) -> Iterator[PlannedTheme]:
    aims = {advice.id: aim for advice in given if (aim := _aim(judged, advice, own, sessions))}
    for priority in assessment.priorities:
        here = tuple(aims.pop(name) for name in priority.prescriptions if name in aims)
        if here:
            yield PlannedTheme(priority.id, priority.title, here, first=True)
    if aims:
        yield PlannedTheme(OTHER, "What else is prescribed", tuple(aims.values()), first=False)


def _aim(judged: Judged, advice: Advice, own: Mapping[str, int], sessions: int) -> Aim | None:
    """What a prescription asks of the week, or None when it asks for nothing that a session holds.

    What is done now and could carry it out counts too, whether or not it is among the best.
    """
    knowledge = judged.knowledge
    wanted_for = next(p.exercises for p in knowledge.prescriptions if p.id == advice.id)
    best = [e.id for e in advice.exercises if e.state == "given"]
    cleared = dict.fromkeys((*best, *(n for n in wanted_for if own.get(n) and judged.truths[n] > 0)))
    names = tuple(name for name in cleared if _trains(knowledge.exercises[name]))
    if not names:
        return None
    doses = [dose for name in names if (dose := dose_of(knowledge, name, advice.id))]
    wanted = min((sessions_wanted(judged, dose) for dose in doses), default=1)
    more = tuple(change.muscle for change in advice.weekly_sets if change.change == "add")
    return Aim(advice.id, advice.title, names, min(wanted, sessions), more)


def _trains(exercise: Exercise) -> bool:
    return exercise.category not in NOT_TRAINED


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


def most_sets(high: int, own: int, sessions: int) -> int:
    """Return the most sets a session: those of the dose, or what the sets that are done now come to."""
    return max(high, -(-own // sessions))


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


# ---------------------------------------------------------------- how much


def _limits(judged: Judged, given: Sequence[Advice], own: Mapping[str, int], *, logged: bool) -> Iterator[MuscleLimit]:
    """Yield how many sets each muscle may have: a step at most from what it has, less where that is asked for."""
    knowledge = judged.knowledge
    programming, progression = knowledge.programming, knowledge.progression
    assert programming is not None
    assert progression is not None
    asked: dict[str, set[str]] = {}
    for advice in given:
        for change in advice.weekly_sets:
            asked.setdefault(change.muscle, set()).add(change.change)
    tally: Counter[str] = Counter()
    for name, sets in own.items():
        for muscle, credit in set_credits(knowledge.exercises[name], knowledge).items():
            tally[muscle] += int(2 * credit) * sets
    for muscle in (m.id for m in knowledge.muscles.values() if m.parent is None):
        stated = _halves(judged, muscle)
        now = tally[muscle] if own and (stated is None or not logged) else stated
        least = 2 * progression.least_effective_weekly_sets
        if now is None:
            yield MuscleLimit(muscle, None, least)
            continue
        changes = asked.get(muscle, set())
        steps = changes & {"hold", "reduce"} or {"add"}
        most = min(int(2 * next_step(progression, Fraction(now, 2), step)) for step in steps)
        if "hold" in steps:
            most = max(most, now + 2 * programming.slack_sets) if "reduce" not in steps else most
        elif not changes:
            most = max(most, least, now + 2 * progression.most_sets_added_a_week)
        if not own:
            yield MuscleLimit(muscle, now, max(0, most - now), 0, now)
            continue
        held = "hold" in changes or muscle in programming.never_below
        yield MuscleLimit(muscle, now, most, min(now, most) if held else 0)


def _halves(judged: Judged, muscle: str) -> int | None:
    fact = key(judged.knowledge.roles.weekly_sets, muscle)
    stored, attribute = judged.facts.get(fact), judged.knowledge.facts.get(fact)
    return None if stored is None or attribute is None else int(2 * stored * attribute.resolution)
