"""What a week is made of: the exercises that may stand in it, the limits, and what it is for, in whole numbers.

Sets of a muscle are counted in halves (a prime mover 2, a synergist 1) and time in seconds, so that nothing is
rounded across a limit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from balance_rules.advice import QUARTER, WEEKLY_SETS, fitted, next_step, seconds_a_set, sessions_wanted, span
from balance_rules.assessment import Assessment
from balance_rules.errors import FactError, Problem, UnsupportedError
from balance_rules.inference.judgement import Judged
from balance_rules.logs import TrainingLog, set_credits
from balance_rules.model import Dose, Exercise, Knowledge, Programming, Progression, Quantities, key
from balance_rules.results import Advice

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_TRAINED = ("test", "step", "mobility")
OTHER = "other"
Week = TrainingLog | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exercise that may stand in the week: how much of it, how long it takes, what it trains, what it is for.

    `counts` says whether its sets count for the limits of sets, `own` are the sets a week that are done of it now,
    `serves` the prescriptions that it carries out.
    """

    exercise: Exercise
    dose: Dose
    quantities: Quantities
    sets: tuple[int, int]
    most_sessions: int
    seconds_a_set: int
    setup_seconds: int
    credits: tuple[tuple[str, int], ...]
    counts: bool
    own: int
    serves: tuple[str, ...]

    @property
    def capped(self) -> tuple[tuple[str, int], ...]:
        """The credits that count for the limits of weekly sets and of sets a session."""
        return self.credits if self.counts else ()

    @property
    def id(self) -> str:
        """The id of the exercise."""
        return self.exercise.id

    def seconds(self, sets: int) -> int:
        """Return how long some sets of it take in one session."""
        return self.setup_seconds + sets * self.seconds_a_set if sets else 0

    def pair(self, quantity: str) -> tuple[int, int] | None:
        """Return the lowest and highest of a quantity of its dose, None where the dose names none."""
        low, high = span(self.quantities, quantity, (-1, -1))
        return (low, high) if high >= 0 else None


@dataclass(frozen=True, slots=True)
class Aim:
    """A prescription to carry out: by which exercises, in how many sessions, more sets for which muscles."""

    id: str
    title: str
    exercises: tuple[str, ...]
    sessions: int
    more_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """Prescriptions that stand together in the order of what matters; `first` says that they come before habit.

    What is among the priorities is trained before what the person does now is kept; what else is prescribed has the
    room that is left.
    """

    id: str
    title: str
    aims: tuple[Aim, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class MuscleLimit:
    """Halves of weekly sets of a muscle: now (None where nobody knows), the most and the least that are planned.

    `elsewhere` are sets that are stated and stand in no week that was given: they go on beside what is planned.
    """

    muscle: str
    now: int | None
    most: int
    least: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole task of planning a week."""

    days: tuple[int, ...]
    minutes: int
    candidates: tuple[Candidate, ...]
    themes: tuple[Theme, ...]
    limits: tuple[MuscleLimit, ...]
    dropped: tuple[tuple[str, int, str], ...]
    programming: Programming
    progression: Progression

    @property
    def seconds(self) -> int:
        """The time for exercises in a session, the warm-up taken off."""
        return 60 * (self.minutes - self.programming.warm_up_minutes)

    @property
    def close_days(self) -> tuple[tuple[int, int], ...]:
        """The pairs of sessions, by position, between which the rest after heavy work does not fit."""
        pairs = [(i, j) for i in range(len(self.days)) for j in range(i + 1, len(self.days))]
        return tuple((i, j) for i, j in pairs if _hours(self.days[i], self.days[j]) < self.rest_hours)

    @property
    def rest_hours(self) -> int:
        """The hours between heavy sessions of a muscle."""
        return self.progression.rest_hours_between_heavy


@dataclass(frozen=True, slots=True)
class Task:
    """What a week is made from: the assessment, the week as it was told, and the plan."""

    assessment: Assessment
    week: Week | None
    plan: Plan

    @property
    def judged(self) -> Judged:
        """The person, judged."""
        return Judged(self.assessment.knowledge, self.assessment.sheet.values, self.assessment.inference)


def _hours(one: int, other: int) -> int:
    apart = abs(one - other)
    return 24 * min(apart, 7 - apart)


def make_plan(
    assessment: Assessment,
    week: Week | None = None,
    *,
    sessions: int | None = None,
    minutes: int | None = None,
    days: Sequence[str] | None = None,
) -> Plan:
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
    chosen = _days(judged, knowledge.programming, sessions, days)
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
    return Plan(
        days=chosen,
        minutes=length,
        candidates=candidates,
        themes=themes,
        limits=tuple(_limits(judged, given, own, logged=isinstance(week, TrainingLog))),
        dropped=tuple((name, sets, forbidden(judged, name)) for name, sets in own.items() if name not in inside),
        programming=knowledge.programming,
        progression=knowledge.progression,
    )


# ---------------------------------------------------------------- the week as it is


def own_week(week: Week | None, knowledge: Knowledge) -> dict[str, int]:
    """Return the sets a week of each exercise that is trained now, of a log's last twelve weeks or as stated.

    Raises
    ------
    FactError
        When an exercise is not known, or its sets are not a number from 0 to 100.
    """
    if week is None:
        return {}
    if isinstance(week, TrainingLog):
        found = _logged(week)
    else:
        strange = [name for name in week if name not in knowledge.exercises]
        wrong = [name for name, sets in week.items() if not 0 <= sets <= 100]
        faults = [
            Problem(f"week.{n}", "no such exercise", "the id of an exercise", "Correct the id.", code="unknown-name")
            for n in strange
        ]
        faults += [
            Problem(f"week.{n}", str(week[n]), "0 to 100 sets", "Correct the number.", code="out-of-range")
            for n in wrong
        ]
        if faults:
            raise FactError(faults)
        found = {name: Fraction(sets) for name, sets in week.items()}
    whole = {name: int(sets + Fraction(1, 2)) for name, sets in sorted(found.items())}
    trained = {name: sets for name, sets in whole.items() if sets}
    return {n: sets for n, sets in trained.items() if knowledge.exercises[n].category not in NOT_TRAINED}


def _logged(log: TrainingLog) -> dict[str, Fraction]:
    if not log.sets:
        return {}
    last = log.sessions[-1].start.date()
    first = max(log.sessions[0].start.date(), last - timedelta(weeks=12) + timedelta(days=1))
    weeks = -(-((last - first).days + 1) // 7)
    counts = Counter(logged.exercise for logged in log.sets if logged.start.date() >= first)
    return {name: Fraction(count, weeks) for name, count in counts.items()}


def _days(
    judged: Judged, programming: Programming, sessions: int | None, days: Sequence[str] | None
) -> tuple[int, ...]:
    """Return the days of the sessions: as given, or spread over the week."""
    if days is not None:
        short = {name[:3].lower(): i for i, name in enumerate(DAYS)}
        found = [short.get(day[:3].lower()) for day in days]
        if None in found or len(set(found)) != len(found) or not found or (sessions or len(found)) != len(found):
            expected = "different days of the week, one for each session"
            raise FactError(
                [Problem("days", ", ".join(days), expected, "Write for example Mon, Wed, Fri.", code="unknown-word")]
            )
        return tuple(sorted(day for day in found if day is not None))
    count = sessions
    for fact in ("sessions_available", "sessions_per_week"):
        stored, attribute = judged.facts.get(fact), judged.knowledge.facts.get(fact)
        if count is None and stored is not None and attribute is not None:
            count = min(int(stored * attribute.resolution + Fraction(1, 2)), len(programming.usual_days))
    if count is None or not 1 <= count <= len(programming.usual_days):
        found_text = "not known" if count is None else str(count)
        fix = "Give sessions, or state sessions_available in the profile."
        raise FactError([Problem("sessions", found_text, "1 to 7 sessions a week", fix, code="out-of-range")])
    return programming.usual_days[count - 1]


# ---------------------------------------------------------------- what the week is for


def _themes(
    assessment: Assessment, judged: Judged, given: Sequence[Advice], own: Mapping[str, int], sessions: int
) -> Iterator[Theme]:
    aims = {advice.id: aim for advice in given if (aim := _aim(judged, advice, own, sessions))}
    for priority in assessment.priorities:
        here = tuple(aims.pop(name) for name in priority.prescriptions if name in aims)
        if here:
            yield Theme(priority.id, priority.title, here, first=True)
    if aims:
        yield Theme(OTHER, "What else is prescribed", tuple(aims.values()), first=False)


def _aim(judged: Judged, advice: Advice, own: Mapping[str, int], sessions: int) -> Aim | None:
    """Return what a prescription asks of the week, or None when it asks for nothing that a session holds.

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
    wanted = min(map(sessions_wanted, doses), default=1)
    more = tuple(change.muscle for change in advice.weekly_sets if change.change == "add")
    return Aim(advice.id, advice.title, names, min(wanted, sessions), more)


def _trains(exercise: Exercise) -> bool:
    return exercise.category not in NOT_TRAINED


def dose_of(knowledge: Knowledge, exercise: str, prescription: str | None) -> Dose | None:
    """Return the dose of an exercise, for a prescription where that has its own."""
    own = next((p.dose for p in knowledge.prescriptions if p.id == prescription), None)
    return knowledge.doses.get(own or knowledge.exercises[exercise].dose)


def _candidates(judged: Judged, themes: Sequence[Theme], own: Mapping[str, int], sessions: int) -> Iterator[Candidate]:
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
        credits=tuple((m, int(2 * credit)) for m, credit in set_credits(exercise, knowledge.muscles).items()),
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
        for muscle, credit in set_credits(knowledge.exercises[name], knowledge.muscles).items():
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
    fact = key(WEEKLY_SETS, muscle)
    stored, attribute = judged.facts.get(fact), judged.knowledge.facts.get(fact)
    return None if stored is None or attribute is None else int(2 * stored * attribute.resolution)
