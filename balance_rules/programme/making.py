"""A solved plan → the week as a value: items in order, habits, sets before and after, what is left for later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from balance_rules.advice import dose_text, fitted, measured_from, span, weeks_until
from balance_rules.advice.results import Advice, ExerciseAdvice
from balance_rules.assessment import Assessment
from balance_rules.model import name_of
from balance_rules.programme.building import FLOORS, SAME, Built, build
from balance_rules.programme.items import make_item
from balance_rules.programme.plan import DAYS, Candidate, Task, WeekPlan
from balance_rules.programme.planning import called_for, could_come_back
from balance_rules.programme.reasons import (
    Placed,
    in_the_way,
    left_for_later,
    limits_in_words,
    too_few,
    trained,
    week_sets,
)
from balance_rules.programme.safety import safety, stop_rules, stopped
from balance_rules.programme.solving import Solution, solve
from balance_rules.programme.week import (
    FORMAT,
    Dropped,
    Falls,
    Habit,
    Later,
    MuscleWeek,
    Objective,
    PlannedSession,
    Programme,
    Retest,
)
from balance_rules.text.wording import capital

NOTHING = "No exercise that is cleared now was called for, and no week of training was given: there is nothing to plan."
MOST_DRILLS = 2


def make_programme(task: Task) -> Programme:
    """Return the best week of a task; none where a referral stops all that loads."""
    plan, assessment = task.plan, task.assessment
    stop = stopped(assessment)
    built = build(plan)
    solution = Solution((0,) * len(built.problem.highest), ()) if stop else solve(built.problem)
    placed = built.read(solution.values)
    knowledge, sheet = assessment.knowledge, assessment.sheet
    after = trained(plan, placed)
    short = [] if stop else [b.title for b in plan.balances if b.short(after)]
    unmet = tuple(limit.muscle for limit in plan.limits if after[limit.muscle] < limit.least and not stop)
    given = [] if stop else called_for(assessment)
    week = _Week(task, placed, given)
    return Programme(
        format=FORMAT,
        person=sheet.person,
        date=sheet.date,
        knowledge_name=knowledge.name,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        minutes_a_session=plan.minutes,
        warm_up_minutes=plan.programming.warm_up_minutes,
        days=tuple(DAYS[day] for day in plan.days),
        safety=tuple(safety(assessment)),
        sessions=tuple(week.sessions()),
        habits=tuple(week.habits())[: plan.programming.habits],
        muscles=tuple(week.muscles(after)) if not stop else (),
        dropped=tuple(week.dropped(stop)),
        later=tuple(week.later()) if not stop else (),
        unmet=unmet,
        conflict=tuple(limits_in_words(plan, conflict(built), knowledge)) if unmet else (),
        falls=tuple(week.falls()) if placed else (),
        skewed=tuple(short) if placed else (),
        stop_rules=tuple(stop_rules(task.judged, given, {name for _, name in placed})),
        retests=tuple(week.retests()),
        objectives=tuple(Objective(s.name, s.value, s.bound, s.proved) for s in solution.stages),
        proved=solution.proved,
        notes=(stop,) if stop else tuple(_notes(assessment, plan)),
        task=task,
    )


def _notes(assessment: Assessment, plan: WeekPlan) -> Iterator[str]:
    if plan.candidates:
        return
    stopping = [r for r in assessment.restrictions if r.state == "open" and r.everything and r.needed]
    if stopping and (plan.dropped or any(a.called_for for a in assessment._called_for)):
        asked = "; ".join(question.label for question in assessment.questions[:3])
        yield f"No week is planned before it is known that training is safe. Answer first: {asked}."
    else:
        yield NOTHING


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


class _Week:
    """What was placed, told as the parts of a programme."""

    def __init__(self, task: Task, placed: Placed, given: list[Advice]) -> None:
        self.task, self.placed, self.given = task, placed, given
        self.plan, self.assessment = task.plan, task.assessment
        self.judged, self.exercises = task.judged, task.assessment.knowledge.exercises

    def sessions(self) -> Iterator[PlannedSession]:
        """Yield the sessions, their exercises in the order in which they are done."""
        week = week_sets(self.placed)
        drills, letters = tuple(self._drills()), iter("ABCDEFG")
        for s, day in enumerate(self.plan.days):
            here = [candidate for candidate in self._in_order() if (s, candidate.id) in self.placed]
            if here:
                done = {c.id: self.placed[s, c.id] for c in here}
                items = tuple(make_item(self.task, c, done[c.id], week[c.id], self.given) for c in here)
                seconds = sum(c.seconds(done[c.id]) for c in here)
                minutes = round(self.plan.programming.warm_up_minutes + seconds / 60, 1)
                yield PlannedSession(next(letters), DAYS[day], minutes, drills, items)

    def _in_order(self) -> list[Candidate]:
        """Return the candidates in the order of a session: by kind, then what trains most first."""
        kinds = {name: i for i, name in enumerate(self.plan.programming.order)}

        def place(candidate: Candidate) -> tuple[int, int]:
            kind = kinds.get(candidate.exercise.category, len(kinds))
            return kind, -sum(credit for _, credit in candidate.credits)

        return sorted(self.plan.candidates, key=place)

    def _drills(self) -> Iterator[str]:
        """Yield the drills to warm up with: technique is practised before its loaded form."""
        technique_first = sorted(self.given, key=lambda advice: advice.kind != "technique")
        named = (e for advice in technique_first for e in advice.exercises if e.state == "given")
        drills = (e.name for e in named if self.exercises[e.id].dose == "drill")
        yield from list(dict.fromkeys(drills))[:MOST_DRILLS]

    def habits(self) -> Iterator[Habit]:
        """Yield what to do on most days: habits of daily life, walks, one stretch and, where it hurts, one drill."""
        knowledge, told = self.assessment.knowledge, set[str]()
        for advice in self.given:
            if advice.kind == "habit" and not advice.exercises:
                yield Habit(advice.title, advice.id, None, "", None, None, None, advice.instructions)
            for exercise in self._daily(advice):
                if exercise.id in told:
                    continue
                told.add(exercise.id)
                dose = knowledge.doses[self.exercises[exercise.id].dose]
                quantities, _ = fitted(self.judged, dose)
                found = (span(quantities, q, (-1, -1)) for q in ("sets", "hold_seconds", "sessions_per_week"))
                sets, hold, days = (pair if pair[1] >= 0 else None for pair in found)
                words = dose_text(knowledge, dose.id, self.judged)
                yield Habit(exercise.name, advice.id, exercise.id, words, sets, hold, days, ())

    def _daily(self, advice: Advice) -> Iterator[ExerciseAdvice]:
        """Yield the exercises of a prescription for most days; care for a sore place is moving it often."""
        moves = [e for e in advice.exercises if e.state == "given" and self.exercises[e.id].category == "mobility"]
        drills = [e for e in moves if self.exercises[e.id].dose == "drill"]
        others = [e for e in moves if self.exercises[e.id].dose not in ("drill", "")]
        yield from (drills[:1] if advice.kind == "care" else [])
        yield from others[:1]

    def muscles(self, after: Counter[str]) -> Iterator[MuscleWeek]:
        target = self.plan.progression.target_weekly_sets
        counted = trained(self.plan, self.placed, capped=True)
        for limit in self.plan.limits:
            if after[limit.muscle] or ((limit.now or limit.holds) and not limit.elsewhere):
                yield MuscleWeek(
                    muscle=limit.muscle,
                    name=self.assessment.knowledge.muscles[limit.muscle].common_name,
                    before=None if limit.now is None else limit.now / 2,
                    after=(counted[limit.muscle] + limit.elsewhere) / 2,
                    least=max(limit.least, limit.keep) / 2,
                    most=(limit.most + limit.elsewhere) / 2,
                    target=target,
                    holds=(after[limit.muscle] - counted[limit.muscle]) / 2,
                    holds_before=limit.holds / 2,
                )

    def falls(self) -> Iterator[Falls]:
        """Yield the muscles that get less than is least effective, and what is in the way."""
        knowledge = self.assessment.knowledge
        for limit, halves, way in too_few(self.plan, self.placed, knowledge):
            name = knowledge.muscles[limit.muscle].common_name
            yield Falls(limit.muscle, name, halves / 2, limit.keep / 2, capital(way))

    def dropped(self, stop: str) -> Iterator[Dropped]:
        """Yield what the person does now and this week leaves out."""
        for name, sets, reason in self.plan.dropped:
            reason = "Not before a doctor has looked" if stop else reason or "It has no dose to plan it with"
            ask = "" if stop else could_come_back(self.judged, name)
            yield Dropped(name, self.exercises[name].name, sets, reason, ask)
        staying = {name for _, name in self.placed}
        for candidate in self.plan.candidates:
            if candidate.own and candidate.id not in staying:
                way = in_the_way(self.plan, self.placed, candidate, self.assessment.knowledge)
                reason = "Not before a doctor has looked" if stop else capital(way)
                yield Dropped(candidate.id, candidate.exercise.name, candidate.own, reason)

    def later(self) -> Iterator[Later]:
        """Yield what is prescribed and this week carries out less often, and what is in the way.

        What is drilled in every warm-up, or done on most days, is not left for later.
        """
        done_anyway = {*self._drills(), *(habit.name for habit in self.habits())}
        practised = {a.id for a in self.given if any(e.name in done_anyway for e in a.exercises)}
        told = set[str]()
        for aim, done, way in left_for_later(self.plan, self.placed, self.assessment.knowledge):
            if aim.id in practised or aim.id in told:
                continue
            told.add(aim.id)
            yield Later(aim.id, aim.title, done, aim.sessions, capital(way))

    def retests(self) -> Iterator[Retest]:
        """Yield what to measure again of what matters and is carried out, the soonest first, each measure once."""
        matters = {name for priority in self.assessment.priorities for name in priority.prescriptions}
        served = {name for c in self.plan.candidates for name in c.serves if any(n == c.id for _, n in self.placed)}
        found: dict[str, int] = {}
        told: set[frozenset[str]] = set()
        for advice in self.given:
            for name, measure in self._measured(advice) if advice.id in matters | served else ():
                number = self._number(name)
                weeks = self._weeks(name) or advice.retest_after_weeks
                if weeks and (measure in found or number not in told):
                    told.add(number)
                    found[measure] = min(weeks, found.get(measure, weeks))
        start = self.assessment.sheet.date
        for after in sorted(set(found.values())):
            measures = tuple(measure for measure, weeks in found.items() if weeks == after)
            yield Retest(measures, after, start + timedelta(weeks=after) if start else None)

    def _weeks(self, attribute: str) -> int:
        """Return when what is known of an attribute is measured again, the soonest of several."""
        facts = [fact for fact in self.judged.knowledge.attributes[attribute].keys if self.judged.facts.get(fact)]
        return min(filter(None, (weeks_until(self.judged, self.given, fact) for fact in facts)), default=0)

    def _number(self, attribute: str) -> frozenset[str]:
        """What is measured for an attribute: a gap and a share of the same two sides are one number."""
        knowledge = self.judged.knowledge
        return frozenset().union(*(measured_from(knowledge, fact) for fact in knowledge.attributes[attribute].keys))

    def _measured(self, advice: Advice) -> list[tuple[str, str]]:
        """What a prescription measures again of what is known today, else the first that it names."""
        judged = self.judged
        prescription = next(p for p in judged.knowledge.prescriptions if p.id == advice.id)
        attributes = (judged.knowledge.attributes[name] for name in prescription.retest)
        names = [a.id for a in attributes if a.test is None or judged.truths[a.test] > 0]
        known = {name_of(fact) for fact in judged.facts}
        every = list(zip(names, advice.retest, strict=True))
        return [(name, title) for name, title in every if name in known] or every[:1]
