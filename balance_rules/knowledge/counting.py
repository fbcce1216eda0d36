"""The named numbers by which training logs are counted: what each can be, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from balance_rules.errors import Problem
from balance_rules.knowledge import schemas
from balance_rules.knowledge.entries import Entries, Entry
from balance_rules.knowledge.grounding import Vocabulary
from balance_rules.model import Attribute, Counting, Kind
from balance_rules.text.quantities import ValueProblem, read_value

Declared = Mapping[str, Entry[schemas.ParameterSchema]]


def _number(name: str, unit: str, low: int, high: int, step: Fraction = Fraction(1)) -> Attribute:
    return Attribute(name, name, Kind.NUMBER, "", "", 1, unit, low, high, step)


_HALF = Fraction(1, 2)
NUMBERS = {
    number.id: number
    for number in (
        _number("log_weeks", "weeks", 1, 520),
        _number("log_break", "weeks", 1, 52),
        _number("log_current", "weeks", 0, 52),
        _number("log_rise", "weeks", 1, 52),
        _number("set_for_a_synergist", "1", 0, 1, _HALF),  # in halves, as weeks are planned; never what a leader gets
        _number("heavy_session_sets", "1", 1, 100),
        _number("heavy_repetitions", "1", 1, 100),
        _number("exertion_of_failure", "points", 2, 20, _HALF),
        _number("unknown_sets", "sets/week", 0, 200, _HALF),
        _number("unknown_part", "%", 0, 100),
        _number("unknown_share", "%", 0, 100),
    )
}
"""What each number can be, as the attribute that reads it: its unit, its range in steps, and its step."""


def build_counting(entries: Entries, vocabulary: Vocabulary) -> Counting | None:
    """The numbers that logs are counted by, as the last folder sets them; None where none of them is declared."""
    declared = entries.of("parameter", schemas.ParameterSchema)
    here = {name: declared[name] for name in NUMBERS if name in declared}
    if not here:
        return None
    for problem in _unfounded(here):
        vocabulary.report(problem)
    values: dict[str, Any] = {}
    for name in NUMBERS:
        if name not in here:
            place, expected = next(iter(here.values())).document.place(), "each number by which logs are counted"
            fix = f"Declare {name!r} beside the others, or none of them."
            vocabulary.report(Problem(str(place), f"no {name!r}", expected, fix, code="missing"))
        elif (value := _read(NUMBERS[name], entries, vocabulary)) is not None:
            values[name] = value
    return Counting(**values) if len(values) == len(NUMBERS) else None


def _unfounded(here: Declared) -> Iterator[Problem]:
    """Each number that nobody gives a reason for: no rule cites a source for it, so that it says one itself."""
    for name, entry in here.items():
        if not (entry.schema.evidence or entry.schema.convention):
            fix = "Add 'evidence: [{source: …, says: …}]', or 'convention: …' with the reason."
            expected = f"a source or a convention for {name!r}"
            yield entry.problem((), "neither", expected, fix, code="missing")


def _read(number: Attribute, entries: Entries, vocabulary: Vocabulary) -> int | Fraction | None:
    """The number as it is used: whole where it comes in whole steps, a share as a part of one."""
    own = entries.of("own number", schemas.ParameterSchema).get(number.id)
    entry = own or entries.of("parameter", schemas.ParameterSchema)[number.id]
    try:
        found = read_value(number, entry.schema.value, exact=True)
    except ValueProblem as error:
        expected = f"{error.expected} for {number.id!r}"
        vocabulary.report(entry.problem(("value",), error.found, expected, error.fix, code=error.code))
        return None
    if number.unit == "%":
        return found.exact / 100
    return found.value if number.resolution == 1 else found.exact
