"""Solve a problem stage by stage with HiGHS, each stage to proven optimality, or say the bound that was reached.

One thread, a fixed seed and a limit that counts nodes instead of seconds: the same problem has the same answer on
every machine, however busy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from balance_rules.errors import Problem as Fault
from balance_rules.errors import UnsupportedError
from balance_rules.programme.problem import Objective, Problem

MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Stage:
    """What came of one objective: the value reached, the bound that no week can pass, whether they meet."""

    name: str
    value: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether no week does better."""
        return self.value >= self.bound


@dataclass(frozen=True, slots=True)
class Solution:
    """Values for every variable, and what came of every objective."""

    values: tuple[int, ...]
    stages: tuple[Stage, ...]

    @property
    def proved(self) -> bool:
        """Whether every stage is proved optimal."""
        return all(stage.proved for stage in self.stages)


def solve(problem: Problem) -> Solution:
    """Return the lexicographic optimum of a problem that all zeros satisfy.

    Raises
    ------
    UnsupportedError
        When the solver is not installed; the error names the extra.
    """
    solver = _loaded(problem)
    values: Sequence[int] = [0] * len(problem.highest)
    stages = []
    for objective in problem.objectives:
        values, bound = _maximise(solver, objective, values)
        stages.append(Stage(objective.name, objective.value(values), bound))
        variables, factors = zip(*objective.terms, strict=True)
        solver.addRow(objective.value(values), solver.inf, len(variables), variables, factors)
    return Solution(tuple(values), tuple(stages))


def _loaded(problem: Problem) -> Any:
    try:
        import highspy
    except ImportError:
        fix = "Install it: pip install 'balance-rules[programme]'."
        raise UnsupportedError([Fault("programme", "no highspy", "the solver HiGHS", fix)]) from None
    solver = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "random_seed": 0, "parallel": "off", "mip_max_nodes": MOST_NODES}
    for option, value in (options | {"mip_rel_gap": 0.0, "mip_abs_gap": 0.5}).items():
        solver.setOptionValue(option, value)
    for variable, highest in enumerate(problem.highest):
        solver.addVar(0, highest)
        solver.changeColIntegrality(variable, highspy.HighsVarType.kInteger)
    for row in problem.rows:
        if row.terms:
            variables, factors = zip(*row.terms, strict=True)
            solver.addRow(-solver.inf, row.most, len(variables), variables, factors)
    return solver


def _maximise(solver: Any, objective: Objective, start: Sequence[int]) -> tuple[tuple[int, ...], int]:
    """Return the best values for an objective and its bound, begun from values that are known to be possible."""
    import highspy

    costs = [0] * len(start)
    for variable, factor in objective.terms:
        costs[variable] = -factor
    solver.changeColsCost(len(start), list(range(len(start))), costs)
    known = highspy.HighsSolution()
    known.col_value = list(map(float, start))
    solver.setSolution(known)
    solver.run()
    found = solver.getSolution().col_value
    values = tuple(round(value) for value in found) if len(found) else tuple(start)
    if objective.value(values) < objective.value(start):
        values = tuple(start)
    bound = -solver.getInfo().mip_dual_bound
    reached = objective.value(values)
    return values, reached if bound < reached + 1 - 1e-6 else int(min(bound, 1e15))
