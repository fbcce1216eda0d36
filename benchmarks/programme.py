"""How long a week takes to plan: 40 candidates in 4 sessions, and how a greedy planner does beside it.

Run it with `python -m benchmarks.programme [WEEKS]`. Weeks are drawn with a fixed seed from the demonstration person:
other weeks as they are, other minutes. Prints the median and 95 % of the processor seconds, the share that is
proved optimal, and how often a greedy planner covers less.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

import balance_rules as br
from balance_rules.programme.building import Built, build
from balance_rules.programme.plan import Plan
from balance_rules.programme.planning import make_plan
from balance_rules.programme.solving import solve

EXAMPLE = Path(__file__).parent.parent / "examples" / "desk_lifter"
CANDIDATES, SESSIONS, SEED = 40, 4, 7


def plans(count: int) -> list[Plan]:
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


def greedy(built: Built) -> list[int]:
    """Return values that a greedy planner finds: theme by theme, the first exercise and session that still fit."""
    values = [0] * len(built.problem.highest)
    hard = [row for row in built.problem.rows if row.limit not in ("count",)]
    places = {c.id: (xs, ns, c) for c, xs, ns in zip(built.plan.candidates, built.there, built.sets, strict=True)}
    wanted = [(aim.exercises, aim.sessions) for theme in built.plan.themes for aim in theme.aims]
    wanted += [((c.id,), 2) for c in built.plan.candidates if c.own]
    for exercises, sessions in wanted:
        placed = 0
        for name in exercises:
            if name not in places:
                continue
            xs, ns, candidate = places[name]
            for x, n in zip(xs, ns, strict=True):
                if values[x] or placed == sessions:
                    continue
                values[x], values[n] = 1, candidate.sets[0]
                if all(row.holds(values) for row in hard if "rest" not in row.limit or len(row.terms) == 2):
                    placed += 1
                else:
                    values[x] = values[n] = 0
    return values


def covered(built: Built, values: list[int] | tuple[int, ...]) -> tuple[int, ...]:
    """Return in how many sessions each aim is carried out, in order."""
    there = {c.id: xs for c, xs in zip(built.plan.candidates, built.there, strict=True)}
    aims = [aim for theme in built.plan.themes for aim in theme.aims]
    return tuple(min(a.sessions, sum(values[x] for n in a.exercises if n in there for x in there[n])) for a in aims)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    seconds, proved, less = [], 0, 0
    for plan in plans(count):
        start = time.process_time()
        built = build(plan)
        solution = solve(built.problem)
        seconds.append(time.process_time() - start)
        proved += solution.proved
        less += sum(covered(built, greedy(built))) < sum(covered(built, solution.values))
    middle, high = statistics.median(seconds), sorted(seconds)[int(0.95 * (len(seconds) - 1))]
    print(f"{count} weeks of {CANDIDATES} candidates × {SESSIONS} sessions: median {middle:.2f} s, 95 % {high:.2f} s")
    print(
        f"proved optimal: {proved} of {count}; a greedy planner covers fewer sessions of what is prescribed in {less}"
    )


if __name__ == "__main__":
    main()
