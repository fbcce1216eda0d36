"""Conditions: a truth for every person, and the proof tree it is shown with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Truth(IntEnum):
    """Kleene's three truth values: and, or, not are min, max, minus."""

    FALSE = -1
    UNKNOWN = 0
    TRUE = 1


class Comparison(StrEnum):
    """A comparison, by the name that `operator` gives it."""

    LT = "lt"
    LE = "le"
    EQ = "eq"
    GE = "ge"
    GT = "gt"

    @property
    def symbol(self) -> str:
        """The comparison as it is written: ``<``."""
        return {"lt": "<", "le": "≤", "eq": "=", "ge": "≥", "gt": ">"}[self.value]


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact against a value in multiples of its attribute's resolution."""

    fact: str
    comparison: Comparison
    value: int


@dataclass(frozen=True, slots=True)
class Within:
    """A fact that is one of several values."""

    fact: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A finding whose level is at least `level`; `cut` is that level's evidence score in milli-nats."""

    conclusion: str
    level: str
    cut: int


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is; with no parts, true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when some part is; with no parts, false."""

    parts: tuple[Condition, ...]


Condition = Compare | Within | AtLeast | Not | AllOf | AnyOf

ALWAYS = AllOf(())


def leaves(condition: Condition) -> Iterator[Compare | Within | AtLeast]:
    """Yield the comparisons a condition is made of, from left to right."""
    rest = [condition]  # a stack instead of recursion: the condition of a prescription has hundreds of leaves
    while rest:
        match rest.pop():
            case Not(part):
                rest.append(part)
            case AllOf(parts) | AnyOf(parts):
                rest.extend(reversed(parts))
            case leaf:
                yield leaf


def facts_read(condition: Condition) -> tuple[str, ...]:
    """Return the keys of the facts a condition reads, each once, in order of appearance."""
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(condition) if not isinstance(leaf, AtLeast)))


def conclusions_read(condition: Condition) -> tuple[str, ...]:
    """Return the keys of the findings whose level a condition reads, each once."""
    return tuple(dict.fromkeys(leaf.conclusion for leaf in leaves(condition) if isinstance(leaf, AtLeast)))


@dataclass(frozen=True, slots=True)
class Proof:
    """A condition with its truth and the proofs of its parts."""

    condition: Condition
    truth: Truth
    parts: tuple[Proof, ...] = ()
