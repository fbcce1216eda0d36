"""A plan → a problem in whole numbers, and values → sets of each exercise in each session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from balance_rules.programme.plan import Candidate, Plan, Theme
from balance_rules.programme.problem import Problem

FLOORS = "what must not fall"
KEPT = "what the person does"
FEWER = "fewer exercises"
SHORTER = "fewer minutes"


@dataclass(slots=True)
class Built:
    """A problem, and which of its variables say what: is an exercise in a session, and with how many sets."""

    plan: Plan
    problem: Problem = field(default_factory=Problem)
    there: list[list[int]] = field(default_factory=list)
    sets: list[list[int]] = field(default_factory=list)

    def read(self, values: Sequence[int]) -> dict[tuple[int, str], int]:
        """Return the sets by session and exercise; what is not in a session is left out."""
        named = zip(self.plan.candidates, self.sets, strict=True)
        found = {(s, c.id): values[v] for c, row in named for s, v in enumerate(row)}
        return {place: sets for place, sets in found.items() if sets}


def build(plan: Plan) -> Built:
    """Return the problem of a plan: its hard limits as rows, and its objectives in order."""
    built = Built(plan)
    for candidate in plan.candidates:
        _exercise(built, candidate)
    _sessions(built)
    _muscles(built)
    _rest(built)
    _objectives(built)
    return built


def _exercise(built: Built, candidate: Candidate) -> None:
    problem, sessions = built.problem, range(len(built.plan.days))
    low, high = candidate.sets
    there = [problem.variable(1) for _ in sessions]
    sets = [problem.variable(high) for _ in sessions]
    for x, n in zip(there, sets, strict=True):
        problem.at_most([(n, 1), (x, -high)], 0, "dose")
        problem.at_most([(x, low), (n, -1)], 0, "dose")
    problem.at_most([(x, 1) for x in there], candidate.most_sessions, "dose")
    built.there.append(there)
    built.sets.append(sets)


def _sessions(built: Built) -> None:
    plan, problem = built.plan, built.problem
    for s in range(len(plan.days)):
        there = [row[s] for row in built.there]
        time = list(_time(built, s))
        problem.at_most(time, plan.seconds, "minutes")
        problem.at_most([(x, 1) for x in there], plan.programming.items_a_session, "items a session")


def _time(built: Built, session: int) -> Iterator[tuple[int, int]]:
    for candidate, there, sets in zip(built.plan.candidates, built.there, built.sets, strict=True):
        yield there[session], candidate.setup_seconds
        yield sets[session], candidate.seconds_a_set


def trained(built: Built, muscle: str, sessions: Sequence[int]) -> list[tuple[int, int]]:
    """Return the terms that add up to the halves of sets of a muscle in some sessions."""
    return [
        (row[s], credit)
        for candidate, row in zip(built.plan.candidates, built.sets, strict=True)
        for name, credit in candidate.credits
        if name == muscle
        for s in sessions
    ]


def _muscles(built: Built) -> None:
    plan, problem = built.plan, built.problem
    everywhere = range(len(plan.days))
    for limit in plan.limits:
        problem.at_most(trained(built, limit.muscle, everywhere), limit.most, f"weekly sets: {limit.muscle}")
        for s in everywhere:
            most = 2 * plan.progression.most_sets_a_session
            problem.at_most(trained(built, limit.muscle, [s]), most, "sets a session")


def _rest(built: Built) -> None:
    """Keep an exercise that may be heavy, and heavy work of a muscle, off two days between which rest does not fit."""
    plan, problem = built.plan, built.problem
    close = plan.close_days
    for candidate, there in zip(plan.candidates, built.there, strict=True):
        if candidate.exercise.category in plan.programming.apart:
            for i, j in close:
                problem.at_most([(there[i], 1), (there[j], 1)], 1, "rest")
    if not close:
        return
    for limit in plan.limits:
        movers = heavy_movers(plan, limit.muscle)
        if not movers:
            continue
        most = sum(plan.candidates[c].sets[1] for c in movers)
        heavy = [problem.variable(1) for _ in plan.days]
        for s, h in enumerate(heavy):
            terms = [(built.sets[c][s], 1) for c in movers]
            problem.at_most([*terms, (h, -most)], plan.programming.heavy_sets - 1, "rest")
        for i, j in close:
            problem.at_most([(heavy[i], 1), (heavy[j], 1)], 1, "rest")


def heavy_movers(plan: Plan, muscle: str) -> list[int]:
    """Return the positions of the compound exercises whose prime mover a muscle is."""
    return [
        position
        for position, candidate in enumerate(plan.candidates)
        if candidate.exercise.category == "compound" and (muscle, 2) in candidate.credits
    ]


# ---------------------------------------------------------------- what is best


def _objectives(built: Built) -> None:
    """Add the objectives: nothing falls that must not, the themes in order, keep, fewer, shorter."""
    plan, problem = built.plan, built.problem
    everywhere = range(len(plan.days))
    floors = []
    for limit in plan.limits:
        if limit.least:
            kept = problem.variable(limit.least)
            terms = [(v, -credit) for v, credit in trained(built, limit.muscle, everywhere)]
            problem.at_most([(kept, 1), *terms], 0, "count")
            floors.append((kept, 1))
    problem.maximise(FLOORS, floors)
    for theme in plan.themes:
        problem.maximise(theme.id, _covering(built, theme))
    kept_sets = []
    for candidate, sets in zip(plan.candidates, built.sets, strict=True):
        if candidate.own:
            kept = problem.variable(candidate.own)
            problem.at_most([(kept, 1), *((n, -1) for n in sets)], 0, "count")
            kept_sets.append((kept, 1))
    problem.maximise(KEPT, kept_sets)
    used = []
    for there in built.there:
        y = problem.variable(1)
        for x in there:
            problem.at_most([(x, 1), (y, -1)], 0, "count")
        used.append((y, -1))
    problem.maximise(FEWER, used)
    problem.maximise(SHORTER, [(v, -seconds) for s in everywhere for v, seconds in _time(built, s)])


def _covering(built: Built, theme: Theme) -> list[tuple[int, int]]:
    """Return how well a theme is covered: first in how many sessions, then how many sets its muscles gain."""
    plan, problem = built.plan, built.problem
    rows = {candidate.id: row for candidate, row in zip(plan.candidates, built.there, strict=True)}
    muscles = {muscle for aim in theme.aims for muscle in aim.more_of}
    limits = [limit for limit in plan.limits if limit.muscle in muscles]
    weight = 1 + sum(limit.most for limit in limits)
    terms = []
    for aim in theme.aims:
        met = problem.variable(aim.sessions)
        problem.at_most([(met, 1), *((x, -1) for name in aim.exercises for x in rows[name])], 0, "count")
        terms.append((met, weight))
    everywhere = range(len(plan.days))
    return terms + [term for limit in limits for term in trained(built, limit.muscle, everywhere)]
