"""Minimal sufficient sets and minimal correction sets of a monotone property, each the hitting sets of the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_TRANSVERSALS = 2_000


@dataclass(frozen=True, slots=True)
class MinimalSets:
    """What `dualise` found: `complete` says whether there are no others."""

    sufficient: tuple[frozenset[str], ...]
    breaking: tuple[frozenset[str], ...]
    complete: bool


def dualise(holds: Callable[[frozenset[str]], bool], universe: Sequence[str], most: int) -> MinimalSets:
    """Return minimal sets that suffice for a property and minimal sets without which it is lost.

    Parameters
    ----------
    holds
        Whether the property holds of a set; a larger set never loses it.
    universe
        The members, those to keep first: where several may be left out, the last is.
    most
        How many sufficient sets to find; with fewer than there are, `breaking` may miss some too.

    Each new breaking candidate is a minimal hitting set of the sufficient sets found so far: either the rest
    still suffices, and shrinks to a new sufficient set, or the candidate is minimal and breaks it.

    Examples
    --------
    >>> found = dualise(lambda s: {"a"} <= s or {"b", "c"} <= s, "abc", 9)
    >>> [sorted(s) for s in found.sufficient], [sorted(s) for s in found.breaking]
    ([['a'], ['b', 'c']], [['a', 'b'], ['a', 'c']])
    """
    everything = frozenset(universe)
    if not holds(everything):
        return MinimalSets((), (), True)
    order = {member: i for i, member in enumerate(universe)}
    sufficient: list[frozenset[str]] = []
    breaking: list[frozenset[str]] = []
    transversals: set[frozenset[str]] = {frozenset()}
    while len(sufficient) < most and len(transversals) <= MOST_TRANSVERSALS:
        open_ = transversals.difference(breaking)
        if not open_:
            break
        # any order would do; the smallest first finds first what is of most use to a reader
        candidate = min(open_, key=lambda s: (len(s), sorted(order[m] for m in s)))
        rest = everything - candidate
        if not holds(rest):
            breaking.append(candidate)
            continue
        found = shrink(holds, [member for member in universe if member in rest])
        sufficient.append(found)  # it shares nothing with the candidate, so it is none of those found before
        transversals = minimal({old | {member} for old in transversals for member in found})
    complete = not transversals.difference(breaking)
    return MinimalSets(tuple(sufficient), tuple(breaking), complete)


def shrink(holds: Callable[[frozenset[str]], bool], members: Sequence[str]) -> frozenset[str]:
    """Return a minimal subset of `members` of which a monotone property still holds, the last left out first.

    Halves are left out together where they can be (QuickXplain, Junker 2004): few questions where little is kept.

    >>> sorted(shrink(lambda s: {"b", "d"} <= s, "abcdef"))
    ['b', 'd']
    """

    def needed(beside: frozenset[str], candidates: Sequence[str], *, more: bool) -> frozenset[str]:
        if not candidates or (more and holds(beside)):
            return frozenset()
        if len(candidates) == 1:
            return frozenset(candidates)
        first, last = candidates[: len(candidates) // 2], candidates[len(candidates) // 2 :]
        of_last = needed(beside.union(first), last, more=True)
        return of_last | needed(beside | of_last, first, more=bool(of_last))

    return needed(frozenset(), members, more=True)


def minimal(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    """Return the sets that contain no other.

    >>> sorted(sorted(s) for s in minimal({frozenset("ab"), frozenset("a"), frozenset("bc")}))
    [['a'], ['b', 'c']]
    """
    kept: list[frozenset[str]] = []
    for candidate in sorted(sets, key=len):
        if not any(smaller <= candidate for smaller in kept):
            kept.append(candidate)
    return set(kept)
