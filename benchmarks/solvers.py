"""Three solvers on the same weeks: what decision 0023 was measured with.

Run it with `python -m benchmarks.solvers`. A solver that is not installed is left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import balance_rules as br
from balance_rules.programme.building import build
from balance_rules.programme.planning import make_plan
from balance_rules.programme.problem import IntegerProblem
from balance_rules.programme.solving import solve

EXAMPLE = Path(__file__).parent.parent / "examples" / "desk_lifter"
WEEKS = ((1, 30), (2, 45), (3, 60), (4, 60), (5, 75))
SECONDS = 20  # a stage


def highs(problem: IntegerProblem) -> Iterator[tuple[int, bool]]:
    """Yield the value of every stage and whether it is proved, by HiGHS."""
    import highspy

    solver = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "time_limit": SECONDS}.items():
        solver.setOptionValue(option, value)
    for variable, highest in enumerate(problem.highest):
        solver.addVar(0, highest)
        solver.changeColIntegrality(variable, highspy.HighsVarType.kInteger)
    for row in problem.rows:
        if row.terms:
            names, factors = zip(*row.terms, strict=True)
            solver.addRow(-solver.inf, row.most, len(names), names, factors)
    for objective in problem.objectives:
        costs = [0] * len(problem.highest)
        for variable, factor in objective.terms:
            costs[variable] -= factor
        solver.changeColsCost(len(costs), list(range(len(costs))), costs)
        solver.run()
        values = [round(value) for value in solver.getSolution().col_value]
        proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        reached = objective.value(values) if values else 0
        yield reached, proved
        names, factors = zip(*objective.terms, strict=True)
        solver.addRow(reached, solver.inf, len(names), names, factors)


def cp_sat(problem: IntegerProblem) -> Iterator[tuple[int, bool]]:
    """Yield the value of every stage and whether it is proved, by CP-SAT."""
    yield from ((stage.value, stage.proved) for stage in solve(problem).stages)


def z3(problem: IntegerProblem) -> Iterator[tuple[int, bool]]:
    """Yield the value of every stage and whether it is proved, by Z3."""
    import z3 as z

    solver = z.Optimize()
    names = [z.Int(f"v{i}") for i in range(len(problem.highest))]
    for name, highest in zip(names, problem.highest, strict=True):
        solver.add(name >= 0, name <= highest)
    for row in problem.rows:
        if row.terms:
            solver.add(z.Sum([factor * names[v] for v, factor in row.terms]) <= row.most)
    for objective in problem.objectives:
        total = z.Sum([factor * names[v] for v, factor in objective.terms])
        solver.push()
        solver.set("timeout", 1000 * SECONDS)
        solver.maximize(total)
        if solver.check() != z.sat:
            yield 0, False
            return
        value = solver.model().eval(total, model_completion=True).as_long()
        solver.pop()
        solver.add(total >= value)
        yield value, True


def main() -> None:
    """Print a line for every week and solver."""
    kb = br.load()
    log = kb.read_log(EXAMPLE / "hevy.csv")
    assessment = kb.assess(EXAMPLE / "profile.yaml", log=log)
    solvers: tuple[Callable[[IntegerProblem], Iterator[tuple[int, bool]]], ...] = (highs, cp_sat, z3)
    for sessions, minutes in WEEKS:
        plan = make_plan(assessment, log, sessions=sessions, minutes=minutes)
        built = build(plan)
        for solver in solvers:
            start = time.perf_counter()
            try:
                stages = list(solver(built.problem))
            except ImportError:
                print(f"{solver.__name__}: not installed")
                continue
            seconds = time.perf_counter() - start
            proved = sum(proved for _, proved in stages)
            values = [value for value, _ in stages]
            print(f"{sessions} × {minutes} min, {len(plan.candidates)} candidates, {solver.__name__}: {seconds:.2f} s, "
                  f"{proved} of {len(built.problem.objectives)} stages proved, {values}")  # fmt: skip


if __name__ == "__main__":
    main()
