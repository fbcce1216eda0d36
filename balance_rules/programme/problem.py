"""A whole-number problem as plain data: variables, rows, and objectives in the order in which they count.

Nothing here knows of training or of a solver: `building` makes one, `solving` solves it, tests enumerate it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Terms = tuple[tuple[int, int], ...]  # (variable, whole coefficient)


@dataclass(frozen=True, slots=True)
class Inequality:
    """A sum of variables that stays at or below `most`; `limit` names the limit that it belongs to."""

    terms: Terms
    most: int
    limit: str

    def holds(self, values: Sequence[int]) -> bool:
        return sum(factor * values[variable] for variable, factor in self.terms) <= self.most


@dataclass(frozen=True, slots=True)
class Aimed:
    """A sum to be made as large as it can be, once everything before it is as large as it can be."""

    name: str
    terms: Terms

    def value(self, values: Sequence[int]) -> int:
        return sum(factor * values[variable] for variable, factor in self.terms)


def _added(terms: Iterable[tuple[int, int]]) -> Terms:
    """Return terms with each variable once, its coefficients added up: solvers refuse or miscount a second one."""
    total: Counter[int] = Counter()
    for variable, factor in terms:
        total[variable] += factor
    return tuple(total.items())


@dataclass(slots=True)
class IntegerProblem:
    """Whole variables from 0 to their highest value, rows, and objectives in lexicographic order.

    The first `head` variables may speak of the whole at a coarser grain (a week, not its sessions): with the rows and
    objectives that are about them alone they make a smaller problem, and no solution of the whole is better than its.
    """

    highest: list[int] = field(default_factory=list)
    rows: list[Inequality] = field(default_factory=list)
    objectives: list[Aimed] = field(default_factory=list)
    head: int | None = None

    def variable(self, highest: int) -> int:
        """Add a variable from 0 to `highest` and return its number."""
        self.highest.append(highest)
        return len(self.highest) - 1

    def at_most(self, terms: Iterable[tuple[int, int]], most: int, limit: str) -> None:
        """Add a row: the sum is at most `most`."""
        self.rows.append(Inequality(_added(terms), most, limit))

    def maximise(self, name: str, terms: Iterable[tuple[int, int]]) -> None:
        """Add the next objective; one without terms says nothing and is left out."""
        kept = _added(terms)
        if kept:
            self.objectives.append(Aimed(name, kept))

    def without(self, limits: frozenset[str]) -> IntegerProblem:
        """Return the problem without the rows of some limits."""
        rows = [row for row in self.rows if row.limit not in limits]
        return IntegerProblem(self.highest, rows, list(self.objectives), self.head)

    def coarse(self) -> IntegerProblem:
        """Return the smaller problem of the head variables, up to the first objective that needs others."""
        head = len(self.highest) if self.head is None else self.head
        objectives = itertools.takewhile(lambda objective: _within(objective.terms, head), self.objectives)
        rows = [row for row in self.rows if _within(row.terms, head)]
        return IntegerProblem(self.highest[:head], rows, list(objectives))


def _within(terms: Terms, head: int) -> bool:
    return all(variable < head for variable, _ in terms)
