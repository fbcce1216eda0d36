"""How long a week takes to plan: 40 candidates in 4 sessions, and how a greedy planner does beside it.

Run it with `python -m benchmarks.programme [WEEKS]`. Weeks are drawn with a fixed seed from the demonstration person:
other weeks as they are, other minutes. Prints the median and 95 % of the processor seconds, the share that is
proved optimal in every stage, and beside it what a greedy planner covers of the priorities in the same weeks.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import balance_rules as br
from balance_rules.programme.building import SAME, Built, build
from balance_rules.programme.plan import MuscleLimit, WeekPlan
from balance_rules.programme.planning import make_plan
from balance_rules.programme.solving import solve
from benchmarks import figures

EXAMPLE = Path(__file__).parent.parent / "examples" / "desk_lifter"
CANDIDATES, SESSIONS, SEED = 40, 4, 7


def plans(count: int) -> list[WeekPlan]:
    """Return plans of 40 candidates for 4 sessions: the same exercises, other weeks and minutes."""
    kb = br.load()
    log = kb.read_log(EXAMPLE / "hevy.csv")
    assessment = kb.assess(EXAMPLE / "profile.yaml", log=log)
    plan = make_plan(assessment, log, sessions=SESSIONS)
    draw = random.Random(SEED)
    made = []
    for _ in range(count):
        chosen = [replace(c, own=draw.choice((0, 0, 2, 3, 4, 6))) for c in plan.candidates[:CANDIDATES]]
        limits = [replace(m, most=m.most + draw.randint(0, 6)) for m in plan.limits]
        minutes = draw.choice((30, 45, 60, 75))
        made.append(replace(plan, candidates=tuple(chosen), limits=tuple(limits), minutes=minutes))
    return made


class Greedy:
    """A planner that never takes back: what must not fall, then theme by theme, then what is done now.

    Each time it takes the first exercise and the first session that still fit, with the fewest sets; what must not
    fall it serves with the most sets that fit. It keeps every limit.
    """

    def __init__(self, built: Built) -> None:
        self.built, self.values = built, [0] * len(built.problem.highest)
        self.hard = [row for row in built.problem.rows if row.limit != SAME]
        self.heavy = [(row, row.terms[-1][0]) for row in self.hard if row.limit == "rest" and row.terms[-1][1] < 0]
        self.number = {candidate.id: i for i, candidate in enumerate(built.plan.candidates)}

    def plan(self) -> list[int]:
        """Return the values it finds."""
        candidates, themes = self.built.plan.candidates, self.built.plan.themes
        for limit in self.built.plan.limits:
            movers = [c for c in candidates if c.own and (limit.muscle, 2) in c.credits] if limit.least else []
            for candidate in movers:
                self.place((candidate.id,), 7, [*range(candidate.sets[1], candidate.sets[0] - 1, -1)], limit)
        for aim in (aim for theme in themes for aim in theme.aims):
            self.place(aim.exercises, aim.sessions)
        for candidate in candidates:
            self.place((candidate.id,), 2 if candidate.own else 0)
        return self.values

    def place(
        self, exercises: Sequence[str], sessions: int, sets: Sequence[int] = (), limit: MuscleLimit | None = None
    ) -> None:
        """Put exercises into the first sessions with room, until they stand in so many or a limit has its least."""
        placed = 0
        for i in (self.number[name] for name in exercises if name in self.number):
            for x, n in zip(self.built.there[i], self.built.sets[i], strict=True):
                for some in sets or [self.built.plan.candidates[i].sets[0]]:
                    enough = placed == sessions or (
                        limit is not None and halves(self.built, self.values, limit) >= limit.least
                    )
                    if enough or self.values[x]:
                        break
                    self.values[x], self.values[n] = 1, some
                    if self.fits():
                        placed += 1
                    else:
                        self.values[x] = self.values[n] = 0

    def fits(self) -> bool:
        """Return whether every limit holds; whether a session is heavy for a muscle follows from what stands in it."""
        for row, flag in self.heavy:
            self.values[flag] = 0
            self.values[flag] = int(not row.holds(self.values))
        return all(row.holds(self.values) for row in self.hard)


def halves(built: Built, values: Sequence[int], limit: MuscleLimit) -> int:
    """Return the halves of weekly sets that a muscle gets."""
    credits = [dict(candidate.credits).get(limit.muscle, 0) for candidate in built.plan.candidates]
    return sum(credit * values[n] for credit, row in zip(credits, built.sets, strict=True) for n in row)


def fallen(built: Built, values: Sequence[int]) -> int:
    """Return how many halves of weekly sets are missing of what must not fall."""
    return sum(max(0, limit.least - halves(built, values, limit)) for limit in built.plan.limits)


def covered(built: Built, values: Sequence[int]) -> tuple[int, ...]:
    """Return in how many sessions each priority is carried out, in their order; no exercise counts for two aims."""
    there = {c.id: sum(values[x] for x in xs) for c, xs in zip(built.plan.candidates, built.there, strict=True)}
    found = []
    for theme in (theme for theme in built.plan.themes if theme.first):
        met = sum(min(aim.sessions, sum(there.get(name, 0) for name in aim.exercises)) for aim in theme.aims)
        found.append(min(met, sum(there.get(name, 0) for name in {n for aim in theme.aims for n in aim.exercises})))
    return tuple(found)


def wanted(plan: WeekPlan) -> int:
    """Return in how many sessions all priorities together ask to be carried out."""
    return sum(aim.sessions for theme in plan.themes if theme.first for aim in theme.aims)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    seconds, proved, asked, sums, kept, behind = [], 0, 0, [0, 0], [0, 0], 0
    for plan in plans(count):
        start = time.process_time()
        built = build(plan)
        solution = solve(built.problem)
        seconds.append(time.process_time() - start)
        proved += solution.proved
        weeks = [solution.values, Greedy(built).plan()]
        best, simple = ((-fallen(built, week), *covered(built, week)) for week in weeks)
        asked += wanted(plan)
        sums = [total + sum(covered(built, week)) for total, week in zip(sums, weeks, strict=True)]
        kept = [total + (not fallen(built, week)) for total, week in zip(kept, weeks, strict=True)]
        behind += simple < best
    middle, high = statistics.median(seconds), sorted(seconds)[int(0.95 * (len(seconds) - 1))]
    print(f"{count} weeks of {CANDIDATES} candidates × {SESSIONS} sessions: median {middle:.2f} s, 95 % {high:.2f} s")
    print(f"proved optimal in every stage: {proved} of {count}")
    beside = f"95 % {high:.2f} s; greedy worse in {behind} of {count}"
    figures.note("a week planned: median", middle, " s", beside=beside)
    shares = [f"{100 * part / asked:.0f} %" for part in sums]
    print(f"of the sessions that the priorities ask for: solved {shares[0]}, greedy {shares[1]}")
    print(f"nothing falls that must not: solved {kept[0]} of {count}, greedy {kept[1]}")
    print(f"greedy is worse in the first of these in which they differ: {behind} of {count}")


if __name__ == "__main__":
    figures.told(main)
