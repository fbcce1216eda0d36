"""A value as somebody typed it → the integer an attribute stores.

Numbers are read exactly, from their decimal text, with any unit that pint knows; they are rounded once to the
attribute's resolution, never across a threshold (`semantics.quantise`). A count has no fraction. What cannot
be read is refused with the range and a way to write it.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from math import floor
from typing import Any

from balance_rules.errors import Code, Problem, Route, nearest
from balance_rules.model import UNIT_SIGNS, Attribute, Kind
from balance_rules.semantics import quantise

_QUANTITY = re.compile(r"\s*([-+−]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?)\s*(.*?)\s*\Z", re.DOTALL)
_POWER = re.compile(r"(?<=[A-Za-z])\*\*-?[0-9](?![0-9.eE])")  # larger powers could take hours to compute
# Anything else is no unit, though pint passes over the rest of it: a second number, a sign, a remark.
_UNIT = re.compile(r"(?:1 ?/)?(?:\b[^\W\d]\w*|\*\*-?[0-9]|[ .()*/])+")
_WORD = re.compile(r"[A-Za-z_]+")
_COMMA = re.compile(r"\s*[-+−]?\d+,\d+")
# One or two digits, or more than three, are no thousands; nor is anything after a nought. `1,250` may be either.
_DECIMAL_COMMA = re.compile(r"\s*[-+−]?(?:\d+(?=,(?:\d{1,2}|\d{4,})(?![\d.,]))|0(?=,\d{3}(?![\d.,])))")
_LONGEST = 60
_BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})  # as tables and spreadsheets write them
_SPELLINGS = {
    "·": "*",
    "⋅": "*",
    "•": "*",
    "²": "**2",
    "°": "deg",
    "%": "percent",
    "^": "**",
    "−": "-",
}
_WORDS = {
    "": "dimensionless",
    "1": "dimensionless",
    "Nm": "N*m",
    "N-m": "N*m",
    "lbs": "lb",
    "hrs": "h",
    "hours a day": "h/day",
    "hours per day": "h/day",
    "of 10": "points",
    "/10": "points",
    "out of 10": "points",
}
# spelled as pint reads them: knowledge that keeps to these loads without building pint's registry
_COMMON = """
    1 % N N*m N*m/kg N/kg N/s kg kg/m^2 cm m m/s km/week deg s min min/day
    min/week h h/day h/week week weeks months years mmHg points reps set/week sets/week sessions/week
"""
COMMON_UNITS = frozenset(_COMMON.split())
# What people write most instead of the unit of the knowledge, so that pint is not built for it: that takes longer than
# all the rest of an assessment. A test asks pint for each.
_COMMON_FACTORS = {
    ("cm", "m"): Fraction(1, 100),
    ("m", "cm"): Fraction(100),
    ("mm", "cm"): Fraction(1, 10),
    ("in", "cm"): Fraction(254, 100),
    ("lb", "kg"): Fraction(45359237, 100000000),
    ("g", "kg"): Fraction(1, 1000),
    ("min", "h"): Fraction(1, 60),
    ("h", "min"): Fraction(60),
    ("min/day", "h/day"): Fraction(1, 60),
    ("h/day", "min/day"): Fraction(60),
    ("week", "weeks"): Fraction(1),
    ("h/week", "min/week"): Fraction(60),
    ("min/week", "h/week"): Fraction(1, 60),
}
# What is counted, scored or an angle is no pure number and converts into nothing else. Each has a dimension of its
# own, under a name that pint does not know: pint's `point` is a length, its `percent` and `degree` are pure numbers.
_OWN_UNITS = {
    "own_point": ("point", "points"),
    "own_rep": ("rep", "reps", "repetition", "repetitions"),
    "own_set": ("set", "sets"),
    "own_session": ("session", "sessions"),
    "own_percent": ("percent",),
    "own_degree": ("deg", "degs", "degree", "degrees"),
}
_OWN = {word: name for name, words in _OWN_UNITS.items() for word in words}


class ValueProblem(ValueError):
    """A value an attribute cannot take: what was found, what was expected, how to fix it."""

    def __init__(self, found: str, expected: str, fix: str, code: Code = "invalid") -> None:
        super().__init__(f"found {found}; expected {expected}. {fix}")
        self.found, self.expected, self.fix, self.code = found, expected, fix, code

    def at(self, place: str, path: Route = ()) -> Problem:
        return Problem(place, self.found, self.expected, self.fix, code=self.code, path=path)


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A value as stored, and as it was: exactly, and in the words it was given in."""

    value: int
    exact: Fraction
    text: str
    date: datetime.date | None = None


def expectation(attribute: Attribute) -> str:
    """Return in words what an attribute takes: ``a number from 0 to 24 h/day in steps of 0.25``."""
    if attribute.kind is Kind.BOOLEAN:
        return "true or false"
    if attribute.kind is Kind.CATEGORY:
        return "one of " + ", ".join(name for name, _ in attribute.values)
    low, high = attribute.show(attribute.low, unit=False), attribute.show(attribute.high)
    return f"a number from {low} to {high}"


def read_value(attribute: Attribute, raw: Any, *, exact: bool = False) -> NumberReading:
    """What `raw` means for `attribute`.

    Parameters
    ----------
    raw
        A boolean, a number (a `Fraction` is exact), or text with or without a unit (``"92 N·m"``, ``"450 min/day"``).
    exact
        Refuse a number that is not a multiple of the resolution instead of rounding it.

    Raises
    ------
    ValueProblem
        When the attribute cannot take the value.
    """
    match attribute.kind:
        case Kind.BOOLEAN:
            return _read_boolean(attribute, raw)
        case Kind.CATEGORY:
            return _read_category(attribute, raw)
        case Kind.NUMBER:
            return _read_number(attribute, raw, exact)


def shown(raw: Any) -> str:
    """Return a value as a problem names it: short, whatever somebody put there.

    >>> shown("low"), shown(["low"]), shown(10**100)
    ("'low'", 'a list', 'a number of more than 60 digits')
    """
    if raw is None:
        return "nothing"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int) and abs(raw) >= 10**_LONGEST:
        return f"a number of more than {_LONGEST} digits"
    if not isinstance(raw, (int, float, Decimal, str)):
        names: dict[type, str] = {dict: "a mapping", tuple: "a list"}
        return names.get(type(raw), f"a {type(raw).__name__}")
    text = repr(raw) if isinstance(raw, str) else str(raw)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def with_point(text: str) -> str:
    """Return a quantity with a decimal point where its comma can be nothing else.

    >>> with_point("9,5 h/day"), with_point("0,125"), with_point("1,250"), with_point("1,2,3")
    ('9.5 h/day', '0.125', '1,250', '1,2,3')
    """
    match = _DECIMAL_COMMA.match(text) if len(text) <= _LONGEST else None
    return f"{match[0]}.{text[match.end() + 1 :]}" if match else text


def decimals_of(text: str) -> int:
    """Return how many digits a number as it was typed has behind its point.

    >>> decimals_of("0,80"), decimals_of("9.5 h/day"), decimals_of("9")
    (2, 1, 0)
    """
    return len((with_point(text).split() or [""])[0].partition(".")[2])


def _read_boolean(attribute: Attribute, raw: Any) -> NumberReading:
    if isinstance(raw, str) and raw in _BOOLEANS:
        raw = raw.lower() == "true"
    if isinstance(raw, bool):
        return NumberReading(int(raw), Fraction(raw), "true" if raw else "false")
    words = {"yes": "true", "no": "false", "1": "true", "0": "false"}
    guess = words.get(shown(raw).strip("'").lower())
    fix = f"Write {guess}." if guess else "Write true or false, or leave the fact out if it is not known."
    raise ValueProblem(shown(raw), expectation(attribute), fix, code="unknown-word")


def _read_category(attribute: Attribute, raw: Any) -> NumberReading:
    names = [name for name, _ in attribute.values]
    if isinstance(raw, bool):  # a form's tick, and what YAML of version 1.1 makes of yes and no
        raw = "yes" if raw else "no"
    if isinstance(raw, str) and raw in names:
        return NumberReading(names.index(raw), Fraction(names.index(raw)), raw)
    guess = nearest(shown(raw).strip("'"), names, more=True)
    fix = f"Write {guess}." if guess else "Write one of these words, or leave the fact out if it is not known."
    raise ValueProblem(shown(raw), expectation(attribute), fix, code="unknown-word")


def _read_number(attribute: Attribute, raw: Any, exact: bool) -> NumberReading:
    amount, unit = _amount_and_unit(attribute, raw)
    value = amount * (unit_factor(unit, attribute.unit) or 1) if unit else amount
    multiple = value / attribute.resolution
    if not attribute.low <= multiple <= attribute.high:
        end = attribute.show(attribute.low if multiple < attribute.low else attribute.high)
        fix = f"Check the value and its unit; the nearest that is valid is {end}."
        bare = not (isinstance(raw, str) and any(map(str.isalpha, raw)))  # else its unit was told, if it is no other
        if bare and (other := _fitting_units(attribute, amount)):
            told = " or ".join(f"'{float(amount):g} {name}'" for name in other)
            fix = f"If that is in {' or '.join(other)}, write {told}; otherwise the nearest that is valid is {end}."
        if attribute.unit == "1" and not unit and attribute.low <= multiple / 100 <= attribute.high:
            fix = f"If it is a percentage, write '{float(amount):g} %'."
        raise ValueProblem(shown(raw), expectation(attribute), fix, code="out-of-range")
    steps = quantise(attribute, value)
    if not exact and steps != multiple and (attribute.is_count or floor(multiple) in attribute.torn):
        expected = expectation(attribute).replace("a number", "a whole number")
        expected += "" if attribute.is_count else f" (steps of {attribute.show(1)}): a threshold stands on either side"
        below, above = attribute.show(floor(multiple)), attribute.show(floor(multiple) + 1)
        raise ValueProblem(shown(raw), expected, f"Write {below} or {above}, whichever is true.", code="between-steps")
    if exact and steps != multiple:
        raise ValueProblem(
            shown(raw),
            f"a multiple of the resolution {attribute.show(1)}",
            f"Write {attribute.show(steps)}, or refine the resolution of {attribute.id!r}.",
            code="between-steps",
        )
    return NumberReading(steps, value, str(raw))


def _fitting_units(attribute: Attribute, amount: Fraction) -> list[str]:
    """The other usual units in which a number that is out of range would be in it."""
    return [
        unit
        for (unit, wanted), factor in _COMMON_FACTORS.items()
        if wanted == attribute.unit and attribute.low <= amount * factor / attribute.resolution <= attribute.high
    ]


def _amount_and_unit(attribute: Attribute, raw: Any) -> tuple[Fraction, str]:
    """Return the number in `raw` and its unit, "" when the unit is the attribute's own."""
    if isinstance(raw, Fraction):
        return raw, ""
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal, str)):
        raise _no_number(attribute, raw)
    text = shown(raw) if isinstance(raw, int) else repr(raw) if isinstance(raw, float) else str(raw)
    text = with_point(text) if isinstance(raw, str) else text
    match = _QUANTITY.match(text) if len(text) <= _LONGEST else None
    if isinstance(raw, str) and _COMMA.match(text):
        raise ValueProblem(
            shown(raw), expectation(attribute), "Write the number with a decimal point.", code="wrong-type"
        )
    if match is None:
        raise _no_number(attribute, raw)
    number, unit = match.groups()
    amount = Fraction(raw) if isinstance(raw, (int, Decimal)) else Fraction(number.replace("−", "-"))
    if unit == "" or unit in {attribute.unit, UNIT_SIGNS.get(attribute.unit)} - {"1"}:
        return amount, ""
    if unit == "1" or unit_factor(unit, attribute.unit) is None:  # "0.8 1" are two numbers
        raise ValueProblem(shown(raw), expectation(attribute), _other_unit(attribute, amount, unit), code="wrong-unit")

    return amount, unit


def _other_unit(attribute: Attribute, amount: Fraction, unit: str) -> str:
    """How to write an amount whose unit does not convert: the number where it is plain what was meant."""
    wanted = UNIT_SIGNS.get(attribute.unit, attribute.unit)
    meant: Fraction | None = None
    if attribute.unit == "points" and (factor := unit_factor(unit, "mm")) is not None:
        meant = amount * factor / 10  # a visual analogue scale is a line of 100 mm
    if meant is not None and attribute.low <= meant / attribute.resolution <= attribute.high:
        return f"If it was a line of 100 mm, write {float(meant):g}, rounded."
    if attribute.unit == "1":
        return "Write the number without a unit."
    force = {"kg": "kgf", "lb": "lbf", "lbs": "lbf"}.get(unit)
    if force is not None and unit_factor(force, attribute.unit) is not None:
        return f"A gauge that shows {unit} shows a force: write {float(amount):g} {force}."
    return f"Write the unit as {wanted!r} or one that converts to it."


def is_unit(unit: str) -> bool:
    """Return whether an attribute may be in a unit.

    >>> is_unit("h/day"), is_unit("hourz/day")
    (True, False)
    """
    return unit in COMMON_UNITS or unit_factor(unit, unit) is not None


def _no_number(attribute: Attribute, raw: Any) -> ValueProblem:
    example = attribute.show((attribute.low + attribute.high) // 2)
    return ValueProblem(shown(raw), expectation(attribute), f"Write it like {example!r}.", code="wrong-type")


@lru_cache(maxsize=1024)
def unit_factor(unit: str, wanted: str) -> Fraction | None:
    """Return by what an amount in `unit` is multiplied to be in `wanted`, or None when it cannot be.

    >>> unit_factor("lb", "kg")
    Fraction(45359237, 100000000)
    """
    spelled, into = _spelled(unit), _spelled(wanted)
    if spelled == into and wanted in COMMON_UNITS:
        return Fraction(1)
    common = _COMMON_FACTORS.get((spelled, into))
    return _factor_by_pint(spelled, into) if common is None else common


def _factor_by_pint(spelled: str, into: str) -> Fraction | None:
    if (spelled, into) == ("own_percent", "dimensionless"):  # 57 % of a ratio is 0.57, and of nothing else
        return Fraction(1, 100)
    if "**" in _POWER.sub("", spelled) or not _UNIT.fullmatch(spelled):
        return None
    registry = _registry()
    try:
        quantity = registry.Quantity(Fraction(1), registry.parse_units(spelled))
        return Fraction(quantity.to(registry.parse_units(into)).magnitude)
    except Exception:  # pint lets through whatever its parser meets in a text that is no unit
        return None


def _spelled(unit: str) -> str:
    unit = _WORDS.get(unit.strip(), unit.strip())
    for sign, spelling in _SPELLINGS.items():
        unit = unit.replace(sign, spelling)
    return _WORD.sub(lambda match: _OWN.get(match.group(), match.group()), unit)


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction, cache_folder=None, on_redefinition="ignore")
    for name in _OWN_UNITS:
        registry.define(f"{name} = [{name}]")
    return registry
