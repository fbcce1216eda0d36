"""How long calls take, measured so that nothing but the calls makes the difference."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

SHORTEST_PASS = 0.05  # seconds; a quicker pass is repeated within itself
LONGEST_PASS = 2.0  # seconds; a slower one ends early


@dataclass(frozen=True)
class Timing:
    """Seconds that a call takes: the median of the passes, the quickest and the slowest."""

    median: float
    quickest: float
    slowest: float


Clock = Callable[[], float]
Task = tuple[Callable[[Any], object], Sequence[Any]]


def interleaved(tasks: Mapping[str, Task], passes: int, clock: Clock = time.perf_counter) -> dict[str, Timing]:
    """Return how long each task takes for one of its inputs, by `clock`.

    Every pass runs all tasks, in an order of its own, so that a drift of the machine meets all alike. The
    garbage collector is on, as it is in use. Before each task of a pass it runs, outside the time, and what
    is left is frozen: the collector need not look through the memory of the other tasks.
    """
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    chance = random.Random(0)
    for _ in range(passes):
        for name in chance.sample(list(tasks), len(tasks)):
            seconds[name].append(_one_pass(*tasks[name], clock))
    return {name: Timing(median(taken), min(taken), max(taken)) for name, taken in seconds.items()}


def _one_pass(call: Callable[[Any], object], inputs: Sequence[Any], clock: Clock) -> float:
    gc.collect()
    gc.freeze()
    calls, taken = 0, 0.0
    while taken < SHORTEST_PASS:
        begin = clock()
        for one in inputs:
            call(one)
            calls += 1
            if clock() - begin > LONGEST_PASS:
                break
        taken += clock() - begin
    gc.unfreeze()
    return taken / calls
