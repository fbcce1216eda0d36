"""A plan → a problem in whole numbers, and values → sets of each exercise in each session.

The head variables speak of the week alone: in how many sessions an exercise stands and with how many sets. The others
place these in sessions. Time is counted in quarters of a minute, sets of a muscle in halves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from balance_rules.advice import QUARTER
from balance_rules.programme.plan import Balance, Candidate, MuscleLimit, PlannedTheme, WeekPlan, steps_of_a_hold
from balance_rules.programme.problem import IntegerProblem
from balance_rules.text.gathering import gathered

FLOORS = "what must not fall"
USEFUL = "what is trained stays trained"
BALANCE = "no side left behind"
STAYING = "what is prescribed or compound, and done now"
MORE_SETS = "sets for the priorities"
KEPT = "what the person does"
FEWER = "fewer exercises"
SHORTER = "fewer minutes"
EVEN = "sessions of like length"
SAME = "count"  # rows that say what a variable counts: no limits, and never left out
FIVE_MINUTES = 300 // QUARTER


@dataclass(slots=True)
class Built:
    """A problem, and which of its variables say what.

    Of each candidate: `sessions` in how many it stands, `total` its sets of the week, `there` whether it is in a
    session, `sets` how many it has there.
    """

    plan: WeekPlan
    problem: IntegerProblem = field(default_factory=IntegerProblem)
    sessions: list[int] = field(default_factory=list)
    total: list[int] = field(default_factory=list)
    there: list[list[int]] = field(default_factory=list)
    sets: list[list[int]] = field(default_factory=list)

    def read(self, values: Sequence[int]) -> dict[tuple[int, str], int]:
        """Return the sets by session and exercise; what is not in a session is left out."""
        named = zip(self.plan.candidates, self.sets, strict=True)
        found = {(s, c.id): values[v] for c, row in named for s, v in enumerate(row)}
        placed = {place: sets for place, sets in found.items() if sets}
        if self.plan.close_days:
            return placed
        used = {s: i for i, s in enumerate(sorted({s for s, _ in placed}))}
        return {(used[s], name): sets for (s, name), sets in placed.items()}  # days that are left free come last

    def force(self, exercise: str) -> None:
        """Demand that an exercise stands in the week."""
        position = next(i for i, candidate in enumerate(self.plan.candidates) if candidate.id == exercise)
        self.problem.at_most([(self.sessions[position], -1)], -1, SAME)


def build(plan: WeekPlan) -> Built:
    """Return the problem of a plan: its hard limits as rows, and its objectives in order."""
    built = Built(plan)
    for candidate in plan.candidates:
        _in_the_week(built, candidate)
    _muscles(built)
    _room(built, built.sessions, built.total, len(plan.days), plan.limits)
    _objectives(built)
    built.problem.head = len(built.problem.highest)
    for position in range(len(plan.candidates)):
        _in_sessions(built, position)
    for session in range(len(plan.days)):
        _session(built, session)
    _rest(built)
    _even(built)
    return built


# ---------------------------------------------------------------- the week


def _in_the_week(built: Built, candidate: Candidate) -> None:
    problem = built.problem
    low, high = candidate.sets
    most = min(candidate.most_sessions, len(built.plan.days))
    if candidate.exercise.category in built.plan.programming.apart:
        most = min(most, _most_apart(built.plan))
    sessions, total = problem.variable(most), problem.variable(most * high)
    problem.at_most([(total, 1), (sessions, -high)], 0, "dose")
    problem.at_most([(sessions, low), (total, -1)], 0, "dose")
    built.sessions.append(sessions)
    built.total.append(total)


def _most_apart(plan: WeekPlan) -> int:
    """Return on how many days of the week something can stand that needs the rest after heavy work."""
    days, close = range(len(plan.days)), set(plan.close_days)
    fits = (n for n in reversed(days) for some in combinations(days, n + 1) if close.isdisjoint(combinations(some, 2)))
    return 1 + next(fits, 0)


def _muscles(built: Built) -> None:
    for limit in built.plan.limits:
        terms = [(built.total[c], credit) for c, credit in _capped(built.plan, limit.muscle)]
        built.problem.at_most(terms, limit.most, f"weekly sets: {limit.muscle}")


def _movers(plan: WeekPlan, muscle: str) -> list[tuple[int, int]]:
    """Return the positions of the exercises that train a muscle, with the halves that a set counts for it."""
    return [(i, credit) for i, c in enumerate(plan.candidates) for name, credit in c.credits if name == muscle]


def _capped(plan: WeekPlan, muscle: str) -> list[tuple[int, int]]:
    """Return the movers of a muscle whose sets count for its limits."""
    return [(c, credit) for c, credit in _movers(plan, muscle) if plan.candidates[c].counts]


def _room(
    built: Built, there: Sequence[int], sets: Sequence[int], sessions: int, limits: Iterable[MuscleLimit]
) -> None:
    """Say how much so many sessions hold together; said of all of them it lets the week alone be planned first."""
    plan, problem = built.plan, built.problem
    problem.at_most(_time(plan, there, sets), sessions * (plan.seconds // QUARTER), "minutes")
    problem.at_most([(x, 1) for x in there], sessions * plan.programming.items_a_session, "items a session")
    for alike in _alike(plan):
        most = sessions * plan.programming.alike_a_session
        problem.at_most([(there[c], 1) for c in alike], most, "exercises alike")
    for one, other in _steps(plan):
        problem.at_most([(there[one], 1), (there[other], 1)], sessions, "steps of a hold")
    for limit in limits:
        terms = [(sets[c], credit) for c, credit in _capped(plan, limit.muscle)]
        problem.at_most(terms, sessions * 2 * plan.progression.most_sets_a_session, "sets a session")


def _time(plan: WeekPlan, there: Sequence[int], sets: Sequence[int]) -> list[tuple[int, int]]:
    """Return the terms that add up to the time of all exercises, in quarters of a minute."""
    terms = []
    for candidate, x, n in zip(plan.candidates, there, sets, strict=True):
        terms += [(x, candidate.setup_seconds // QUARTER), (n, candidate.seconds_a_set // QUARTER)]
    return terms


def _alike(plan: WeekPlan) -> Iterator[list[int]]:
    """Yield the positions of the exercises of each movement pattern that has more than may stand in a session."""
    patterns = gathered((c.exercise.movement_pattern, position) for position, c in enumerate(plan.candidates))
    yield from (found for found in patterns.values() if len(found) > plan.programming.alike_a_session)


def _steps(plan: WeekPlan) -> Iterator[tuple[int, int]]:
    """Yield the positions of two steps of one hold; what the person does both of may stay as it is."""
    for (i, one), (j, other) in combinations(enumerate(plan.candidates), 2):
        if steps_of_a_hold(one.exercise, other.exercise, plan.programming) and not (one.own and other.own):
            yield i, j


# ---------------------------------------------------------------- the sessions


def _in_sessions(built: Built, position: int) -> None:
    plan, problem = built.plan, built.problem
    low, high = plan.candidates[position].sets
    there = [problem.variable(1) for _ in plan.days]
    sets = [problem.variable(high) for _ in plan.days]
    for x, n in zip(there, sets, strict=True):
        problem.at_most([(n, 1), (x, -high)], 0, "dose")
        problem.at_most([(x, low), (n, -1)], 0, "dose")
    for whole, parts in ((built.sessions[position], there), (built.total[position], sets)):
        problem.at_most([(whole, 1), *((part, -1) for part in parts)], 0, SAME)
        problem.at_most([(whole, -1), *((part, 1) for part in parts)], 0, SAME)
    built.there.append(there)
    built.sets.append(sets)


def _session(built: Built, session: int) -> None:
    plan = built.plan
    there, sets = [row[session] for row in built.there], [row[session] for row in built.sets]
    reached = [limit for limit in plan.limits if limit.most > 2 * plan.progression.most_sets_a_session]
    _room(built, there, sets, 1, reached)


def _rest(built: Built) -> None:
    """Keep an exercise that may be heavy, and heavy work of a muscle, off two days between which rest does not fit."""
    plan, problem, close = built.plan, built.problem, built.plan.close_days
    for candidate, there in zip(plan.candidates, built.there, strict=True):
        if candidate.exercise.category in plan.programming.apart:
            for i, j in close:
                problem.at_most([(there[i], 1), (there[j], 1)], 1, "rest")
    for limit in plan.limits if close else ():
        movers = heavy_movers(plan, limit.muscle)
        if not movers:
            continue
        most = sum(plan.candidates[c].sets[1] for c in movers)
        heavy = [problem.variable(1) for _ in plan.days]
        for s, h in enumerate(heavy):
            terms = [(built.sets[c][s], 1) for c in movers]
            problem.at_most([*terms, (h, -most)], plan.heavy_sets - 1, "rest")
        for i, j in close:
            problem.at_most([(heavy[i], 1), (heavy[j], 1)], 1, "rest")


def heavy_movers(plan: WeekPlan, muscle: str) -> list[int]:
    """Return the positions of the compound exercises whose prime mover a muscle is."""
    prime = (c for c, credit in _movers(plan, muscle) if credit == 2)
    return [c for c in prime if plan.candidates[c].exercise.category == "compound"]


# ---------------------------------------------------------------- what is best


def _objectives(built: Built) -> None:
    """Add the objectives of the week: nothing falls that must not, priorities, what is trained stays trained and no
    side is left behind, what is done now, the rest, less.
    """
    plan, problem = built.plan, built.problem
    problem.maximise(FLOORS, _floors(built, [(_movers(plan, m.muscle), m.least) for m in plan.limits]))
    first = [theme for theme in plan.themes if theme.first]
    for theme in first:
        problem.maximise(theme.id, _covering(built, theme))
    problem.maximise(USEFUL, _floors(built, [(_capped(plan, m.muscle), m.keep) for m in plan.limits]))
    problem.maximise(BALANCE, [(_short(built, balance), -1) for balance in plan.balances])
    problem.maximise(STAYING, _staying(built, first))
    problem.maximise(MORE_SETS, _gaining(built, first))
    problem.maximise(KEPT, list(_kept(built)))
    for theme in plan.themes:
        if not theme.first:
            problem.maximise(theme.id, _covering(built, theme))
    used = []
    for candidate, sessions in zip(plan.candidates, built.sessions, strict=True):
        y = problem.variable(1)
        problem.at_most([(sessions, 1), (y, -min(candidate.most_sessions, len(plan.days)))], 0, SAME)
        used.append((y, -1))
    problem.maximise(FEWER, used)
    problem.maximise(SHORTER, [(v, -quarters) for v, quarters in _time(plan, built.sessions, built.total)])


def _floors(built: Built, floors: Iterable[tuple[list[tuple[int, int]], int]]) -> list[tuple[int, int]]:
    """Return how much of the halves that muscles are to have at least the week gives them, by what trains each."""
    return [
        (_at_most(built, least, [(built.total[c], credit) for c, credit in movers]), 1)
        for movers, least in floors
        if least
    ]


def _at_most(built: Built, highest: int, terms: Iterable[tuple[int, int]]) -> int:
    """Return a variable that counts what the terms come to, up to the highest that is of use."""
    counted = built.problem.variable(highest)
    built.problem.at_most([(counted, 1), *((v, -factor) for v, factor in terms)], 0, SAME)
    return counted


def _short(built: Built, balance: Balance) -> int:
    """Return the variable for how far the week is beyond a line between muscles; it is 0 where that is not judged."""
    problem, highest = built.problem, built.problem.highest
    part, beside = (
        [(built.total[c], credit) for muscle in group for c, credit in _movers(built.plan, muscle)]
        for group in (balance.part, balance.beside)
    )
    most = sum(highest[v] * credit for v, credit in beside)
    furthest = balance.line.numerator * most
    judged, short = problem.variable(1), problem.variable(furthest)
    problem.at_most([*beside, (judged, -most)], balance.begins - 1, SAME)
    more = [(v, balance.line.numerator * credit) for v, credit in beside]
    less = [(v, -balance.line.denominator * credit) for v, credit in part]
    problem.at_most([*more, *less, (short, -1), (judged, furthest)], furthest, SAME)
    return short


def _staying(built: Built, themes: Sequence[PlannedTheme]) -> list[tuple[int, int]]:
    """Return which exercises that the person does now stay: those of a priority, and lifts of several joints."""
    asked = {name for theme in themes for aim in theme.aims for name in aim.exercises}
    found = []
    for candidate, sessions in zip(built.plan.candidates, built.sessions, strict=True):
        compound = candidate.exercise.category == "compound"
        if candidate.own and (compound or candidate.id in asked):
            found.append((_at_most(built, 1, [(sessions, 1)]), 1))
    return found


def _covering(built: Built, theme: PlannedTheme) -> list[tuple[int, int]]:
    """Return in how many sessions a theme is carried out."""
    sessions = {candidate.id: x for candidate, x in zip(built.plan.candidates, built.sessions, strict=True)}
    parts = [(aim.sessions, [(sessions[name], 1) for name in aim.exercises]) for aim in theme.aims]
    reached = [(_at_most(built, most, terms), 1) for most, terms in parts]
    once = {sessions[name]: -1 for aim in theme.aims for name in aim.exercises}
    built.problem.at_most([*reached, *once.items()], 0, SAME)  # one exercise a session does not count for two aims
    return reached


def _gaining(built: Built, themes: Sequence[PlannedTheme]) -> list[tuple[int, int]]:
    """Return how many sets the muscles get of which themes want more, holds apart."""
    muscles = {muscle for theme in themes for aim in theme.aims for muscle in aim.more_of}
    return [(built.total[c], credit) for muscle in sorted(muscles) for c, credit in _capped(built.plan, muscle)]


def _kept(built: Built) -> Iterator[tuple[int, int]]:
    """Yield what stays of what the person does now: first the exercises, compound ones counting more, then the sets."""
    plan = built.plan
    weight = 1 + sum(candidate.own for candidate in plan.candidates)
    for candidate, sessions, total in zip(plan.candidates, built.sessions, built.total, strict=True):
        if candidate.own:
            sets, stays = _at_most(built, candidate.own, [(total, 1)]), _at_most(built, 1, [(sessions, 1)])
            compound = candidate.exercise.category == "compound"
            yield from ((sets, 1), (stays, weight * (plan.programming.compound_counts if compound else 1)))


def _even(built: Built) -> None:
    """Add the last objective: the longest session as short as can be, in steps of five minutes."""
    plan, problem = built.plan, built.problem
    steps = -(-(plan.seconds // QUARTER) // FIVE_MINUTES)
    spared = problem.variable(steps)
    for session in range(len(plan.days)):
        time = _time(plan, [row[session] for row in built.there], [row[session] for row in built.sets])
        problem.at_most([*time, (spared, FIVE_MINUTES)], steps * FIVE_MINUTES, "minutes")
    problem.maximise(EVEN, [(spared, 1)])
