"""The rules as tables that one Numba kernel walks: it compiles in seconds, whatever the rules.

A condition becomes a few instructions for a stack of truths (−1, 0, 1); rules, evidence groups and findings
become offsets into flat arrays, in the order in which they are judged. Every instruction is carried out for a
thousand people at once, in a loop without a branch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import polars as pl
from numba import njit, prange

from balance_rules.inference.program import Program, lowered
from balance_rules.model import AllOf, AnyOf, AtLeast, Compare, Comparison, Condition, Knowledge, Not, Within

LARGEST = np.iinfo(np.int32).max
UNKNOWN = -LARGEST - 1
WITHIN, AT_LEAST, NEGATE, ALL, ANY = range(5)
AT_ONCE, DEEPEST = 1024, 64
Instruction = tuple[int, int, int, int]  # what to do, with which fact or finding, and the ends of a range


def numba_kernel(knowledge: Knowledge) -> Callable[[pl.DataFrame], Any]:
    """Return what gives the scores of all people of a table of stored facts, a row for each end of a score."""
    tables = _tables(knowledge)

    def run(frame: pl.DataFrame) -> Any:
        facts = np.empty((frame.width, frame.height), dtype=np.int32)
        for i, column in enumerate(frame.iter_columns()):
            facts[i] = column.cast(pl.Int32).fill_null(UNKNOWN).to_numpy()
        scores = np.zeros((2 * len(knowledge.conclusions), frame.height), dtype=np.int16)
        _judge(facts, scores, *tables)
        return scores

    return run


@njit(parallel=True)  # type: ignore[untyped-decorator]
def _judge(facts, scores, code, ends, weights, sides, side_finding, side_supports):  # type: ignore[no-untyped-def]
    for block in prange((facts.shape[1] + AT_ONCE - 1) // AT_ONCE):
        first = block * AT_ONCE
        people = min(AT_ONCE, facts.shape[1] - first)
        truths = np.empty((DEEPEST, AT_ONCE), dtype=np.int8)
        best = np.empty((2, AT_ONCE), dtype=np.int16)
        at, rule = 0, 0
        for side in range(sides.shape[0]):
            best[:] = 0
            for r in range(rule, sides[side]):
                top = 0
                for i in range(at, ends[r]):
                    top = _step(code[i], facts, scores, truths, top, first, people)
                at = ends[r]
                _strongest(weights[r], truths[0], best, people)
            rule = sides[side]
            low = 2 * side_finding[side]
            for j in range(people):  # support that is certain and opposition that is possible make the low end
                scores[low, first + j] += best[0 if side_supports[side] else 1, j]
                scores[low + 1, first + j] += best[1 if side_supports[side] else 0, j]


@njit  # type: ignore[untyped-decorator]
def _strongest(weight, truth, best, people):  # type: ignore[no-untyped-def]
    """Raise what is certain and what is possible of a group by a rule that is no stronger than those before it."""
    for j in range(people):
        best[0, j] = best[0, j] if best[0, j] != 0 or truth[j] <= 0 else weight
        best[1, j] = best[1, j] if best[1, j] != 0 or truth[j] < 0 else weight


@njit  # type: ignore[untyped-decorator]
def _step(instruction, facts, scores, truths, top, first, people):  # type: ignore[no-untyped-def]
    """Carry out an instruction for a block of people, and return how many truths are on the stack."""
    kind, where, low, high = instruction
    if kind == WITHIN:
        for j in range(people):
            value = facts[where, first + j]
            truths[top, j] = 0 if value == UNKNOWN else 1 if (value >= low) & (value <= high) else -1
        return top + 1
    if kind == AT_LEAST:
        for j in range(people):
            certain, possible = scores[2 * where, first + j] >= low, scores[2 * where + 1, first + j] >= low
            truths[top, j] = 1 if certain else 0 if possible else -1
        return top + 1
    if kind == NEGATE:
        for j in range(people):
            truths[top - 1, j] = -truths[top - 1, j]
        return top
    for part in range(top - where + 1, top):
        for j in range(people):
            a, b = truths[top - where, j], truths[part, j]
            truths[top - where, j] = min(a, b) if kind == ALL else max(a, b)
    return top - where + 1


def _tables(knowledge: Knowledge) -> tuple[Any, ...]:
    """Return the instructions, where each rule's end, weights, where each side of a group ends, and whose it is."""
    program = lowered(knowledge)
    closing = [name for stage in program.stages for name in stage.closes]
    order = {name: i for i, name in enumerate(closing)}
    code: list[Instruction] = []
    ends, weights, sides, findings, supports = [], [], [], [], []
    for side in sorted(program.sides, key=lambda side: order[side.finding]):
        for i in side.rules:
            code += _instructions(knowledge.rules[i].condition, program)
            ends.append(len(code))
            weights.append(knowledge.rules[i].weight)
        sides.append(len(ends))
        findings.append(program.findings[side.finding])
        supports.append(side.supports)
    flat = (np.array(column, dtype=np.int32) for column in (code, ends, weights, sides, findings))
    return (*flat, np.array(supports))


def _instructions(condition: Condition, program: Program) -> Iterator[Instruction]:
    match condition:
        case Compare(fact, comparison, value):
            yield WITHIN, program.facts[fact], *_range(comparison, value)
        case Within(fact, values):
            yield from ((WITHIN, program.facts[fact], value, value) for value in values)
            yield ANY, len(values), 0, 0
        case AtLeast(conclusion, _, cut):
            yield AT_LEAST, program.findings[conclusion], cut, 0
        case Not(part):
            yield from _instructions(part, program)
            yield NEGATE, 0, 0, 0
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _instructions(part, program)
            yield ALL if isinstance(condition, AllOf) else ANY, len(parts), 0, 0


def _range(comparison: Comparison, value: int) -> tuple[int, int]:
    """Return the least and the largest value that a comparison holds of."""
    match comparison:
        case Comparison.LT:
            return UNKNOWN, value - 1
        case Comparison.LE:
            return UNKNOWN, value
        case Comparison.EQ:
            return value, value
        case Comparison.GE:
            return value, LARGEST
        case Comparison.GT:
            return value + 1, LARGEST
