"""Solve a problem stage by stage with CP-SAT, each stage to proven optimality, or say the bound that was reached.

One worker, a fixed seed and a limit that counts the solver's work instead of seconds: the same problem has the same
answer on every machine, however busy. The solver reckons in whole numbers, so no tolerance can pass a limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from balance_rules.errors import Problem as Fault
from balance_rules.errors import UnsupportedError
from balance_rules.programme.problem import Problem

MOST_WORK = 1.0  # in the solver's own deterministic unit, about a second, for each stage


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


def solve(problem: Problem, *, work: float = MOST_WORK) -> Solution:
    """Return the lexicographic optimum of a problem that all zeros satisfy.

    Raises
    ------
    UnsupportedError
        When the solver is not installed; the error names the extra.
    """
    if not problem.objectives:
        return Solution((0,) * len(problem.highest), ())
    cp_model = _solver()
    model = cp_model.CpModel()
    variables = [model.new_int_var(0, highest, "") for highest in problem.highest]
    for row in problem.rows:
        model.add(_sum(cp_model, row.terms, variables) <= row.most)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = work
    values = [0] * len(variables)
    stages = []
    for objective in problem.objectives:
        model.clear_hints()
        for variable, value in zip(variables, values, strict=True):
            model.add_hint(variable, value)
        total = _sum(cp_model, objective.terms, variables)
        model.maximize(total)
        status = solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            values = [solver.value(variable) for variable in variables]
        reached = objective.value(values)
        bound = reached if status == cp_model.OPTIMAL else int(solver.best_objective_bound)
        stages.append(Stage(objective.name, reached, bound))
        model.add(total >= reached)
    return Solution(tuple(values), tuple(stages))


def _solver() -> Any:
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        fix = "Install it: pip install 'balance-rules[programme]'."
        raise UnsupportedError([Fault("programme", "no ortools", "the solver CP-SAT", fix)]) from None
    return cp_model


def _sum(cp_model: Any, terms: tuple[tuple[int, int], ...], variables: list[Any]) -> Any:
    chosen = [variables[variable] for variable, _ in terms]
    return cp_model.LinearExpr.weighted_sum(chosen, [factor for _, factor in terms])
