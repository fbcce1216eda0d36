"""Conditions: a truth for every person, and the proof tree it is shown with."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import chain
from types import MappingProxyType
from typing import Any


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

    @property
    def opposite(self) -> Comparison | None:
        """The comparison that holds wherever this one does not; equality has none."""
        name = {"lt": "ge", "le": "gt", "ge": "lt", "gt": "le"}.get(self.value)
        return Comparison(name) if name else None


COMPARE: Mapping[Comparison, Callable[[Any, Any], Any]] = MappingProxyType(
    {comparison: getattr(operator, comparison.value) for comparison in Comparison}
)
"""What compares two values, be they numbers, columns or symbols."""


class _Node:
    """What a condition keeps once it is asked: the same parts stand in hundreds of conditions, and each is a tree."""

    __slots__ = ("_hash", "_read")
    __match_args__: tuple[str, ...]
    _hash: int
    _read: tuple[tuple[str, ...], tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        type.__setattr__(cls, "__hash__", _Node.__hash__)  # so that no dataclass makes a slower one

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            found = hash((type(self), *(getattr(self, name) for name in self.__match_args__)))
            object.__setattr__(self, "_hash", found)
            return found


@dataclass(frozen=True, slots=True)
class Compare(_Node):
    """A fact against a value in multiples of its attribute's resolution."""

    fact: str
    comparison: Comparison
    value: int


@dataclass(frozen=True, slots=True)
class Within(_Node):
    """A fact that is one of several values."""

    fact: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AtLeast(_Node):
    """A finding whose level is at least `level`; `cut` is that level's evidence score in milli-nats."""

    conclusion: str
    level: str
    cut: int


@dataclass(frozen=True, slots=True)
class Not(_Node):
    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf(_Node):
    """True when every part is; with no parts, true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(_Node):
    """True when some part is; with no parts, false."""

    parts: tuple[Condition, ...]


Leaf = Compare | Within
Condition = Compare | Within | AtLeast | Not | AllOf | AnyOf

ALWAYS = AllOf(())


def leaf_holds(leaf: Leaf, value: int) -> bool:
    """Whether a comparison holds of a value.

    >>> leaf_holds(Compare("pain", Comparison.GE, 4), 5), leaf_holds(Within("pain", (1, 2)), 5)
    (True, False)
    """
    if isinstance(leaf, Within):
        return value in leaf.values
    return bool(COMPARE[leaf.comparison](value, leaf.value))


def surely(condition: Condition, facts: Mapping[str, int], holds: bool = True) -> bool:
    """Whether a condition on facts is true, or with `holds` False is false, whatever is not known; no proof is made.

    >>> hurts = Compare("pain", Comparison.GE, 4)
    >>> surely(AnyOf((Compare("age", Comparison.GT, 60), hurts)), {"pain": 5}), surely(Not(hurts), {"age": 61})
    (True, False)
    """
    match condition:
        case AllOf(parts) | AnyOf(parts):
            every = isinstance(condition, AllOf) == holds  # all of them must, or any of them
            for part in parts:  # every profile is looked over by this: a loop takes less than `all`
                if surely(part, facts, holds) != every:
                    return not every
            return every
        case Not(part):
            return surely(part, facts, not holds)
        case AtLeast():
            return False
        case leaf:
            return leaf.fact in facts and leaf_holds(leaf, facts[leaf.fact]) == holds


def known_where_sure(condition: Condition, holds: bool = True) -> frozenset[str] | None:
    """Facts of which one is known wherever `surely` says yes; None where it may say so and nothing is known.

    >>> old, hurts = Compare("age", Comparison.GT, 60), Compare("pain", Comparison.GE, 4)
    >>> known_where_sure(AllOf((old, hurts))), sorted(known_where_sure(AnyOf((old, hurts))))
    (frozenset({'age'}), ['age', 'pain'])
    """
    match condition:
        case AllOf(parts) | AnyOf(parts):
            found = [known_where_sure(part, holds) for part in parts]
            if isinstance(condition, AllOf) == holds:  # all of them must, so that any of them serves
                return min((facts for facts in found if facts is not None), key=len, default=None)
            either = [facts for facts in found if facts is not None]
            return frozenset().union(*either) if len(either) == len(found) else None
        case Not(part):
            return known_where_sure(part, not holds)
        case AtLeast():
            return frozenset()
        case leaf:
            return frozenset((leaf.fact,))


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


def distinct_leaves(conditions: Iterable[Condition]) -> Iterator[Compare | Within | AtLeast]:
    """Yield the comparisons that conditions are made of; what several of them share is looked at once."""
    rest, seen = list(conditions), set()
    while rest:
        condition = rest.pop()
        if id(condition) not in seen:  # by identity: equal leaves may come again, which costs less than to compare
            seen.add(id(condition))
            match condition:
                case Not(part):
                    rest.append(part)
                case AllOf(parts) | AnyOf(parts):
                    rest.extend(parts)
                case leaf:
                    yield leaf


def with_leaves(condition: Condition, changed: Callable[[Compare | Within | AtLeast], Condition]) -> Condition:
    """Return a condition with something else in place of each of its comparisons.

    >>> hurts = Compare("pain", Comparison.GE, 4)
    >>> with_leaves(AllOf((hurts,)), Not) == AllOf((Not(hurts),))
    True
    """
    match condition:
        case Not(part):
            return Not(with_leaves(part, changed))
        case AllOf(parts) | AnyOf(parts):
            return type(condition)(tuple(with_leaves(part, changed) for part in parts))
        case leaf:
            return changed(leaf)


def facts_read(condition: Condition) -> tuple[str, ...]:
    """Return the keys of the facts a condition reads, each once, in order of appearance."""
    return reads(condition)[0]


def conclusions_read(condition: Condition) -> tuple[str, ...]:
    """Return the keys of the findings whose level a condition reads, each once."""
    return reads(condition)[1]


def reads(condition: Condition) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the facts and the findings that a condition reads."""
    try:
        return condition._read
    except AttributeError:
        found = _reading(condition)
        object.__setattr__(condition, "_read", found)
        return found


def _reading(condition: Condition) -> tuple[tuple[str, ...], tuple[str, ...]]:
    match condition:
        case AtLeast(conclusion):
            return (), (conclusion,)
        case Not(part):
            return reads(part)
        case AllOf(parts) | AnyOf(parts):
            facts, conclusions = zip(*map(reads, parts), strict=True) if parts else ((), ())
            return tuple(dict.fromkeys(chain(*facts))), tuple(dict.fromkeys(chain(*conclusions)))
        case leaf:
            return (leaf.fact,), ()


@dataclass(frozen=True, slots=True)
class Proof:
    """A condition with its truth and the proofs of its parts."""

    condition: Condition
    truth: Truth
    parts: tuple[Proof, ...] = ()
