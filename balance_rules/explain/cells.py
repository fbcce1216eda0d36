"""Threshold cells: the values of a fact that no comparison tells apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from balance_rules.explain.aim import Leaf
from balance_rules.model import AtLeast, Attribute, Knowledge, Within, leaves


def cells(attribute: Attribute, comparisons: Iterable[Leaf]) -> tuple[range, ...]:
    """Return the values of an attribute as ranges within each of which every comparison is constant.

    Examples
    --------
    >>> from balance_rules.model import Compare, Comparison, Kind
    >>> pain = Attribute("pain", "Pain", Kind.NUMBER, "", "", 1, "points", 0, 10)
    >>> cells(pain, [Compare("pain", Comparison.GE, 4), Compare("pain", Comparison.EQ, 7)])
    (range(0, 4), range(4, 7), range(7, 8), range(8, 11))
    """
    starts = {attribute.low}
    for leaf in comparisons:
        for value in leaf.values if isinstance(leaf, Within) else (leaf.value,):
            sign = "eq" if isinstance(leaf, Within) else leaf.comparison.value
            starts |= {"lt": {value}, "ge": {value}, "le": {value + 1}, "gt": {value + 1}}.get(sign, {value, value + 1})
    bounds = [*sorted(s for s in starts if attribute.low <= s <= attribute.high), attribute.high + 1]
    return tuple(range(first, last) for first, last in pairwise(bounds))


@lru_cache(maxsize=16)
def comparisons_of(knowledge: Knowledge) -> Mapping[str, tuple[Leaf, ...]]:
    """Return every comparison of the knowledge, by the fact it reads."""
    found: dict[str, dict[Leaf, None]] = {}
    for _, condition in knowledge.judged:
        for leaf in leaves(condition):
            if not isinstance(leaf, AtLeast):
                found.setdefault(leaf.fact, {})[leaf] = None
    return MappingProxyType({fact: tuple(known) for fact, known in found.items()})


@lru_cache(maxsize=4096)
def representatives(knowledge: Knowledge, fact: str) -> tuple[int, ...]:
    """Return one value of each threshold cell of a fact, as the whole knowledge compares it."""
    return tuple(cell[0] for cell in cells(knowledge.facts[fact], comparisons_of(knowledge).get(fact, ())))
