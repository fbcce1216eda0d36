"""What must hold of the knowledge for every possible person, and the defects its author stands by."""

from __future__ import annotations

from dataclasses import dataclass

from balance_rules.model.conditions import Condition, Truth
from balance_rules.model.names import Place


@dataclass(frozen=True, slots=True)
class Alone:
    """Rules that by themselves must keep a finding below a level whose score is `cut`."""

    conclusion: str
    rules: tuple[str, ...]
    level: str
    cut: int


@dataclass(frozen=True, slots=True, repr=False)
class Invariant:
    """Something that must hold of every possible person, proved by `verify`.

    While the truth of `premise` is one of `truths`, none of the conditions in `never`, each with what it
    stands for, may be true. `monotone` holds (finding, fact, direction) as
    `Conclusion.monotone` does; `alone` limits what some rules may do by themselves.
    """

    id: str
    name: str
    title: str
    because: str
    premise: Condition
    truths: tuple[Truth, ...]
    never: tuple[tuple[str, Condition], ...]
    monotone: tuple[tuple[str, str, int], ...]
    alone: tuple[Alone, ...]
    place: Place

    def __repr__(self) -> str:
        return f"<Invariant {self.id}>"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A defect that `verify` finds and the author stands by, with the reason.

    `statement` names what has the defect; `beside`, where given, the other statement it is found with.
    """

    id: str
    code: str
    statement: str
    beside: str | None
    because: str
    place: Place
