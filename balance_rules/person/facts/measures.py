"""Measures: facts that follow from other facts, exact, with their arithmetic in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from balance_rules.errors import Problem
from balance_rules.model import Knowledge, Measure, Operation, cells_begin
from balance_rules.person.facts.sheet import Stated
from balance_rules.semantics import derive, quantise
from balance_rules.text.quantities import decimals_of, expectation
from balance_rules.text.wording import listed

DERIVED = "derived"  # the origin of a measure that was computed
AGREEMENT = "a value that agrees with its own inputs, on the same side of every threshold"


def derive_all(knowledge: Knowledge, readings: dict[str, Stated], problems: list[Problem]) -> list[str]:
    """Add every measure whose inputs are known; return notes on those that cannot be computed."""
    notes: list[str] = []
    for measure in knowledge.measures:
        if not all(map(readings.__contains__, measure.inputs)):
            continue
        inputs = [_exact(knowledge, readings[name]) for name in measure.inputs]
        attribute = knowledge.facts[measure.fact]
        value = derive(measure, inputs)
        if value is None:
            zeros = [knowledge.facts[f].label(f) for f, v in zip(measure.inputs, inputs, strict=True) if not v]
            which = f"{listed(zeros)} {'is' if len(zeros) == 1 else 'are'} 0"
            notes.append(f"{attribute.label(measure.fact)} could not be computed: {which}.")
            continue
        _take_measure(knowledge, measure, value, readings, problems)
    return notes


def _exact(knowledge: Knowledge, stated: Stated) -> Fraction:
    return stated.value * knowledge.facts[stated.fact].resolution


def _take_measure(
    knowledge: Knowledge, measure: Measure, value: Fraction, readings: dict[str, Stated], problems: list[Problem]
) -> None:
    attribute = knowledge.facts[measure.fact]
    steps = quantise(attribute, value)
    given = readings.get(measure.fact)
    arithmetic = _arithmetic(knowledge, measure, readings)
    if not attribute.low <= steps <= attribute.high:
        found = f"{attribute.label(measure.fact)} = {_rounded(value)} from {arithmetic}"
        origin, fix = readings[measure.inputs[0]].origin, "Check the values it is computed from."
        problems.append(Problem(origin, found, expectation(attribute), fix, code="out-of-range"))
    elif given is not None and not _agrees(knowledge, given, value, steps):
        found = f"{measure.fact!r} = {given.text}, but {arithmetic} gives {attribute.show(steps)}"
        fix = "Remove it, or correct the values it is computed from."
        problems.append(Problem(given.origin, found, AGREEMENT, fix, code="conflict"))
    else:
        readings[measure.fact] = Stated(measure.fact, steps, arithmetic, DERIVED)


def _agrees(knowledge: Knowledge, given: Stated, value: Fraction, steps: int) -> bool:
    """Return whether a value given directly may be refined to the derived one.

    It may at the precision that it was given in, where no threshold of the knowledge stands between the two, and
    where no other measure was computed from it: then nothing that was said of the person changes.
    """
    attribute = knowledge.facts[given.fact]
    if given.value != steps and given.fact in computed_from(knowledge):
        return False
    if any(min(given.value, steps) < start <= max(given.value, steps) for start in cells_begin(attribute)):
        return False
    typed = Fraction(1, 10 ** decimals_of(given.text))
    step = min(max(attribute.resolution, typed), 10 * attribute.resolution)
    return abs(given.value * attribute.resolution - value) <= step / 2


@lru_cache(maxsize=16)
def computed_from(knowledge: Knowledge) -> frozenset[str]:
    """Return the facts that some measure is computed from."""
    return frozenset(name for measure in knowledge.measures for name in measure.inputs)


def _arithmetic(knowledge: Knowledge, measure: Measure, readings: Mapping[str, Stated]) -> str:
    """Return a measure's computation: ``92 N·m / 178 N·m``, ``100 × (121 N·m − 99 N·m) / 121 N·m``."""
    shown = [knowledge.facts[name].show(readings[name].value) for name in measure.inputs]
    by_size = sorted(range(len(shown)), key=lambda i: _exact(knowledge, readings[measure.inputs[i]]))
    small, large = shown[by_size[0]], shown[by_size[-1]]
    match measure.operation:
        case Operation.RATIO:
            return " / ".join(shown)
        case Operation.DIFFERENCE:
            return " − ".join(shown)
        case Operation.SUM:
            return " + ".join(shown)
        case Operation.PERCENTAGE:
            return f"100 × {shown[0]} / {shown[1]}"
        case Operation.LIMB_SYMMETRY:
            return f"100 × {small} / {large}"
        case Operation.ASYMMETRY:
            return f"100 × ({large} − {small}) / {large}"
        case Operation.ESTIMATED_MAXIMUM:
            return f"36 × {shown[0]} / (37 − {shown[1]})"
        case Operation.MINIMUM:
            return f"the least of {', '.join(shown)}"
        case Operation.MAXIMUM:
            return f"the greatest of {', '.join(shown)}"


def _rounded(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.4g}"
