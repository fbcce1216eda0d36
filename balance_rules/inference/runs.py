"""Alternatives that many conditions have in common, found once for each knowledge base.

Hundreds of exercises stop for the same hundred reasons, each for some of them. Reasons that stand together wherever one
of them stands make a run; whoever looks at a person judges the run once instead of its members again and again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from balance_rules.inference.program import Joined, lowered
from balance_rules.model import AllOf, AnyOf, Condition, Knowledge, Not

MANY = 10
"""Parts from which a condition is cut into runs."""
Runs = Sequence[Sequence[int]]


def shared_runs(sequences: Runs) -> list[list[tuple[int, ...]]]:
    """Each sequence cut into runs: neighbours that stand in the same sequences stay together.

    >>> shared_runs([[1, 2, 3], [1, 2], [3, 4]])
    [[(1, 2), (3,)], [(1, 2)], [(3,), (4,)]]
    """
    owners = defaultdict[int, list[int]](list)
    for number, sequence in enumerate(sequences):
        for item in sequence:
            owners[item].append(number)
    kinds = dict[tuple[int, ...], int]()
    kind = {item: kinds.setdefault(tuple(numbers), len(kinds)) for item, numbers in owners.items()}
    return [[tuple(run) for _, run in groupby(sequence, key=kind.__getitem__)] for sequence in sequences]


@lru_cache(maxsize=16)
def runs_of_nodes(knowledge: Knowledge) -> Mapping[int, Sequence[int]]:
    """What to read instead of the parts of a node that joins many alternatives; a run is a number below zero."""
    nodes = lowered(knowledge).nodes
    many = {
        number: node.parts
        for number, node in enumerate(nodes)
        if isinstance(node, Joined) and node.kind is AnyOf and len(node.parts) >= MANY
    }
    found, numbers = dict[int, Sequence[int]](), dict[tuple[int, ...], int]()
    for number, runs in zip(many, shared_runs(list(many.values())), strict=True):
        found[number] = [run[0] if len(run) == 1 else numbers.setdefault(run, -1 - len(numbers)) for run in runs]
    return found | {number: run for run, number in numbers.items()}


@lru_cache(maxsize=16)
def runs_of_conditions(knowledge: Knowledge) -> Mapping[int, tuple[AnyOf, tuple[Condition, ...]]]:
    """The same by the identity of a condition: itself, and the runs to read instead of its parts."""
    conditions, waiting = dict[int, Condition](), [condition for _, condition in knowledge.judged]
    while waiting:
        one = waiting.pop()
        if id(one) not in conditions:
            conditions[id(one)] = one
            waiting += one.parts if isinstance(one, AllOf | AnyOf) else [one.part] if isinstance(one, Not) else ()
    many = [one for one in conditions.values() if isinstance(one, AnyOf) and len(one.parts) >= MANY]
    found, made = dict[int, tuple[AnyOf, tuple[Condition, ...]]](), dict[tuple[int, ...], Condition]()
    for one, runs in zip(many, shared_runs([[*map(id, one.parts)] for one in many]), strict=True):
        for run in runs:
            if run not in made:
                parts = tuple([conditions[number] for number in run])
                made[run] = parts[0] if len(run) == 1 else AnyOf(parts)
        found[id(one)] = one, tuple([made[run] for run in runs])
    return found
