"""Solve a problem stage by stage with CP-SAT, each stage to proven optimality, or say the bound that was reached.

First the small problem of the head variables is solved: nothing can be better than that. Mostly the whole can be as
good, which one run shows and which proves every stage at once; where it cannot, the stages are solved one by one.

One worker, a fixed seed and a limit that counts the solver's work instead of seconds: the same problem has the same
answer on every machine, however busy. The solver reckons in whole numbers, so no tolerance can pass a limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from balance_rules.errors import UnsupportedError
from balance_rules.programme.problem import Aimed, Inequality, IntegerProblem

TIE_BREAKS = 2  # objectives at the end of the coarse ones: fewer exercises, fewer minutes
MOST_WORK = 1.0  # in the solver's own deterministic unit, about a second, for each run
PLACING = 0.3  # of it, to place the coarse optimum in sessions: mostly that succeeds at once or not at all


@dataclass(frozen=True, slots=True)
class SolvedStage:
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
    stages: tuple[SolvedStage, ...]

    @property
    def proved(self) -> bool:
        """Whether every stage is proved optimal."""
        return all(stage.proved for stage in self.stages)


def solve(problem: IntegerProblem, *, work: float = MOST_WORK) -> Solution:
    """Return the lexicographic optimum of a problem that all zeros satisfy.

    Raises
    ------
    UnsupportedError
        When the solver is not installed; the error names the extra.
    """
    if problem.head is None:
        return _in_stages(problem, _Model(problem, work))
    coarse = problem.coarse()
    best = _in_stages(coarse, _Model(coarse, work))
    bounds = [stage.bound for stage in best.stages]
    reached = [(objective, stage.value) for objective, stage in zip(coarse.objectives, best.stages, strict=True)]
    for tie_breaks in (0, TIE_BREAKS):  # all as good as the coarse one, or all but the last that only break ties
        model = _Model(problem, PLACING * work)
        kept = len(reached) - tie_breaks
        if best.proved and kept > 0 and model.at_least(reached[:kept]):
            model.limit(work)
            rest = _in_stages(problem, model, bounds, start=kept)
            return Solution(rest.values, (*best.stages[:kept], *rest.stages))
    return _in_stages(problem, _Model(problem, work), bounds)


def _in_stages(problem: IntegerProblem, model: _Model, bounds: Sequence[int] = (), *, start: int = 0) -> Solution:
    """Return the optimum from stage `start` on; a bound of `bounds` holds while every stage before reaches its own."""
    stages: list[SolvedStage] = []
    holds = True
    for i, objective in enumerate(problem.objectives[start:], start):
        known = bounds[i] if holds and i < len(bounds) else None
        stages.append(model.best(objective, known))
        holds = stages[-1].value == known
    return Solution(model.values, tuple(stages))


class _Model:
    """A problem as the solver sees it, with the best values so far: what is reached is never given up."""

    def __init__(self, problem: IntegerProblem, work: float) -> None:
        self._cp = _solver()
        self._model = self._cp.CpModel()
        self._variables = [self._model.new_int_var(0, highest, "") for highest in problem.highest]
        self.values = (0,) * len(problem.highest)
        for row in problem.rows:
            self._model.add(self._sum(row) <= row.most)
        self._solver = self._cp.CpSolver()
        self._solver.parameters.num_workers = 1
        self._solver.parameters.random_seed = 0
        self._solver.parameters.max_deterministic_time = work

    def limit(self, work: float) -> None:
        self._solver.parameters.max_deterministic_time = work

    def at_least(self, reached: Sequence[tuple[Aimed, int]]) -> bool:
        """Return whether values were found with which every objective is as large as told; if so they are kept."""
        for objective, value in reached:
            self._model.add(self._sum(objective) >= value)
        return self._run() in (self._cp.OPTIMAL, self._cp.FEASIBLE)

    def best(self, objective: Aimed, known: int | None = None) -> SolvedStage:
        """What an objective can be made; `known` is a bound that is known beforehand."""
        reached = objective.value(self.values)
        bound = reached
        if known is None or reached < known:
            total = self._sum(objective)
            if known is not None:
                self._model.add(total <= known)
            self._model.maximize(total)
            optimal = self._run() == self._cp.OPTIMAL
            reached = objective.value(self.values)
            bound = reached if optimal else int(self._solver.best_objective_bound)
            self._model.clear_objective()
        self._model.add(self._sum(objective) >= reached)
        return SolvedStage(objective.name, reached, bound)

    def _run(self) -> Any:
        self._model.clear_hints()
        for variable, value in zip(self._variables, self.values, strict=True):
            self._model.add_hint(variable, value)
        status = self._solver.solve(self._model)
        if status in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            self.values = tuple(self._solver.value(variable) for variable in self._variables)
        return status

    def _sum(self, row: Inequality | Aimed) -> Any:
        chosen = [self._variables[variable] for variable, _ in row.terms]
        return self._cp.LinearExpr.weighted_sum(chosen, [factor for _, factor in row.terms])


def _solver() -> Any:
    try:
        from ortools.sat.python import cp_model
    except ImportError as error:
        found, fix = "no ortools", "Install it: pip install 'balance-rules[programme]'."
        if not isinstance(error, ModuleNotFoundError):  # it is there: memory ran short, or its files are broken
            found = f"ortools, which cannot be loaded ({error})"
            fix = "Give the process more memory, or install it anew."
        raise UnsupportedError.of("programme", found, "the solver CP-SAT", fix, code="needs-extra") from None
    return cp_model
