"""The weeks that were solved in this process: an equal problem is solved once, where tests are about other things."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WEEKS: dict[Any, Any] = {}


def solved(solve: Callable[[Any], Any], problem: Any) -> Any:
    """Return what `solve` says of a problem, or said of an equal one."""
    key = (tuple(problem.highest), tuple(problem.rows), tuple(problem.objectives), problem.head)
    if key not in WEEKS:
        WEEKS[key] = solve(problem)
    return WEEKS[key]
