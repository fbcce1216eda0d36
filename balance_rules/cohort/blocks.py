"""Sets that differ little, as a few blocks that they share: what is true of a block is found once for all of them.

In an order in which the members of the same sets stand together, most of a set is a few whole blocks of that order.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from balance_rules.model import AllOf, AnyOf, Condition, Not

K = TypeVar("K", bound=Hashable)
T = TypeVar("T", bound=Hashable)
Block = tuple[int, int]  # a level and a place: of level 0 one member, of each next level two blocks of the one before
FEW = 8  # parts that a condition joins by itself


def in_blocks(sets: Mapping[K, Sequence[T]]) -> tuple[list[T], dict[K, tuple[Block, ...]]]:
    """The members of some sets in an order, and each set as blocks of it.

    >>> in_blocks({"all": "abcd", "most": "abd", "two": "cd"})
    (['a', 'b', 'd', 'c'], {'all': ((2, 0),), 'most': ((0, 2), (1, 0)), 'two': ((1, 1),)})
    """
    stands_in: dict[T, list[int]] = {}
    for number, members in enumerate(sets.values()):
        for member in members:
            stands_in.setdefault(member, []).append(number)
    order = sorted(stands_in, key=stands_in.__getitem__)
    places = {member: place for place, member in enumerate(order)}
    return order, {name: tuple(whole_blocks(places[member] for member in members)) for name, members in sets.items()}


def whole_blocks(places: Iterable[int]) -> Iterator[Block]:
    """Yield the fewest aligned blocks of a power of two that hold some places and no others.

    >>> list(whole_blocks([1, 2, 3, 4, 5, 6, 7]))
    [(0, 1), (1, 1), (2, 1)]
    """
    level, here = 0, set(places)
    while here:
        pairs = {place >> 1 for place in here if place ^ 1 in here}
        yield from sorted((level, place) for place in here if place >> 1 not in pairs)
        level, here = level + 1, pairs


def halves(block: Block) -> tuple[Block, Block]:
    """The two blocks that a block of a higher level is made of."""
    level, place = block
    return (level - 1, 2 * place), (level - 1, 2 * place + 1)


def sharing(conditions: Sequence[Condition]) -> list[Condition]:
    """Conditions that say the same as some others, what long conjunctions and disjunctions share nested in them."""
    nested: dict[Condition, tuple[Condition, ...]] = {}
    found = list(_within(conditions))
    for kind in (AllOf, AnyOf):
        long: dict[Condition, Sequence[Condition]] = {
            c: c.parts for c in found if isinstance(c, kind) and len(c.parts) > FEW
        }
        nested |= _nested(kind, long)
    done: dict[Condition, Condition] = {}
    return [_replaced(condition, nested, done) for condition in conditions]


def _nested(
    kind: type[AllOf | AnyOf], long: Mapping[Condition, Sequence[Condition]]
) -> dict[Condition, tuple[Condition, ...]]:
    """The parts of some conditions, joined to the blocks that these share."""
    order, blocks = in_blocks(long)

    @cache
    def joined(block: Block) -> Condition:
        return kind(tuple(map(joined, halves(block)))) if block[0] else order[block[1]]

    return {condition: tuple(map(joined, parts)) for condition, parts in blocks.items()}


def _within(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield conditions and all that stands in them, each once."""
    seen, waiting = set[Condition](), list(conditions)
    while waiting:
        condition = waiting.pop()
        if condition not in seen:
            seen.add(condition)
            yield condition
            match condition:
                case Not(part):
                    waiting.append(part)
                case AllOf(parts) | AnyOf(parts):
                    waiting.extend(parts)


def _replaced(
    condition: Condition, nested: Mapping[Condition, tuple[Condition, ...]], done: dict[Condition, Condition]
) -> Condition:
    """A condition with other parts wherever `nested` has them, parts of these too; `done` holds what is replaced."""
    if condition not in done:
        match condition:
            case Not(part):
                done[condition] = Not(_replaced(part, nested, done))
            case AllOf(parts) | AnyOf(parts):
                others = nested.get(condition, parts)
                done[condition] = type(condition)(tuple(_replaced(part, nested, done) for part in others))
            case leaf:
                done[condition] = leaf
    return done[condition]
