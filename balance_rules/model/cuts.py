"""Where the conditions of a knowledge base cut a number: what rounding must never carry a value across.

Values are stored as whole multiples of a resolution; what people type may lie between two of them. Which way
such a value is rounded matters only where a comparison tells the two apart:

- "at most 58" and "above 58" cut just above 58: 58.4 must be stored as 59;
- "below 10" and "at least 10" cut just below 10: 9.6 must be stored as 9;
- "is 5" cuts on both sides of 5.

Between 5 and 6 both may cut ("at most 5" here, "at least 6" there): then no whole number stands for 5.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from balance_rules.model.attributes import Attribute, Kind
from balance_rules.model.conditions import AtLeast, Comparison, Condition, Leaf, Within, distinct_leaves

_ABOVE = frozenset({Comparison.LE, Comparison.GT, Comparison.EQ})
_BELOW = frozenset({Comparison.LT, Comparison.GE, Comparison.EQ})


def with_cuts(attributes: Mapping[str, Attribute], conditions: Iterable[Condition]) -> Mapping[str, Attribute]:
    """Return attributes that know where any of the conditions cuts one of their facts.

    `above` are the values that a larger number must not be rounded down to, `below` those that a smaller one
    must not be rounded up to, and `torn` the values above which no whole multiple stands for what lies between.
    """
    owner = {fact: a.id for a in attributes.values() if a.kind is Kind.NUMBER for fact in a.keys}
    above: dict[str, set[int]] = {name: set() for name in attributes}
    below: dict[str, set[int]] = {name: set() for name in attributes}
    for leaf in distinct_leaves(conditions):
        if isinstance(leaf, AtLeast) or leaf.fact not in owner:
            continue
        name = owner[leaf.fact]
        if _cuts_above(leaf):
            above[name] |= _values(leaf)
        if _cuts_below(leaf):
            below[name] |= _values(leaf)
    cut = {}
    for name, attribute in attributes.items():
        torn = {value for value in above[name] if value + 1 in below[name]}
        up, down = above[name] - torn, below[name] - {value + 1 for value in torn}
        cut[name] = replace(attribute, above=_rising(up), below=_rising(down), torn=_rising(torn))
    return MappingProxyType(cut)


def _rising(values: Iterable[int]) -> frozenset[int]:
    """Return values as a set that shows itself the same wherever it is made."""
    return frozenset(sorted(values))


def _values(leaf: Leaf) -> set[int]:
    return set(leaf.values) if isinstance(leaf, Within) else {leaf.value}


def _cuts_above(leaf: Leaf) -> bool:
    return isinstance(leaf, Within) or leaf.comparison in _ABOVE


def _cuts_below(leaf: Leaf) -> bool:
    return isinstance(leaf, Within) or leaf.comparison in _BELOW


def cells(attribute: Attribute, comparisons: Iterable[Leaf]) -> tuple[range, ...]:
    """The values of an attribute as ranges within each of which every comparison is constant.

    Examples
    --------
    >>> from balance_rules.model import Compare
    >>> pain = Attribute("pain", "Pain", Kind.NUMBER, "", "", 1, "points", 0, 10)
    >>> cells(pain, [Compare("pain", Comparison.GE, 4), Compare("pain", Comparison.EQ, 7)])
    (range(0, 4), range(4, 7), range(7, 8), range(8, 11))
    """
    starts = {attribute.low}
    for leaf in comparisons:
        values = _values(leaf)
        starts |= (values if _cuts_below(leaf) else set()) | ({v + 1 for v in values} if _cuts_above(leaf) else set())
    bounds = [*sorted(start for start in starts if attribute.low <= start <= attribute.high), attribute.high + 1]
    return tuple(range(first, last) for first, last in pairwise(bounds))


def cells_begin(attribute: Attribute) -> tuple[int, ...]:
    """Return the stored values at which a new cell of an attribute begins, rising.

    Two values between which no cell begins are the same to every comparison of the knowledge.
    """
    return tuple(sorted({value + 1 for value in attribute.above | attribute.torn} | attribute.below))
