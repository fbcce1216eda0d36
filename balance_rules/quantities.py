"""A value as somebody typed it → the integer an attribute stores.

Numbers are read exactly, from their decimal text, with any unit that pint knows; they are rounded once,
half to even, to the attribute's resolution. What cannot be read is refused with the range and a way to
write it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from balance_rules.errors import nearest
from balance_rules.model import UNIT_SIGNS, Attribute, Kind
from balance_rules.semantics import quantise

_QUANTITY = re.compile(r"\s*([-+−]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?)\s*(.*?)\s*\Z", re.DOTALL)
_DECIMAL_COMMA = re.compile(r"\s*[-+−]?\d+,\d+")
_LONGEST = 60
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
_OWN_UNITS = ("set = []", "session = []", "rep = []", "point = []", "sets = set", "sessions = session")


class ValueProblem(ValueError):
    """A value an attribute cannot take: what was found, what was expected, how to mend it."""

    def __init__(self, found: str, expected: str, fix: str) -> None:
        super().__init__(f"found {found}; expected {expected}. {fix}")
        self.found, self.expected, self.fix = found, expected, fix


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as stored, and as it was: exactly, and in the words it was given in."""

    value: int
    exact: Fraction
    text: str


def expectation(attribute: Attribute) -> str:
    """Return in words what an attribute takes: ``a number from 0 to 24 h/day in steps of 0.25``."""
    if attribute.kind is Kind.BOOLEAN:
        return "true or false"
    if attribute.kind is Kind.CATEGORY:
        return "one of " + ", ".join(name for name, _ in attribute.values)
    low, high = attribute.show(attribute.low, unit=False), attribute.show(attribute.high)
    return f"a number from {low} to {high}"


def read_value(attribute: Attribute, raw: Any, *, exact: bool = False) -> Reading:
    """Return what `raw` means for `attribute`.

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


def _shown(raw: Any) -> str:
    text = repr(str(raw)) if isinstance(raw, (str, Decimal)) else repr(raw)
    if isinstance(raw, Decimal):
        text = str(raw)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _read_boolean(attribute: Attribute, raw: Any) -> Reading:
    if isinstance(raw, bool):
        return Reading(int(raw), Fraction(raw), "true" if raw else "false")
    words = {"yes": "true", "no": "false", "1": "true", "0": "false"}
    guess = words.get(str(raw).lower())
    fix = f"Write {guess}." if guess else "Write true or false, or leave the fact out if it is not known."
    raise ValueProblem(_shown(raw), expectation(attribute), fix)


def _read_category(attribute: Attribute, raw: Any) -> Reading:
    names = [name for name, _ in attribute.values]
    if isinstance(raw, str) and raw in names:
        return Reading(names.index(raw), Fraction(names.index(raw)), raw)
    guess = nearest(str(raw), names)
    fix = f"Write {guess}." if guess else "Write one of these words, or leave the fact out if it is not known."
    raise ValueProblem(_shown(raw), expectation(attribute), fix)


def _read_number(attribute: Attribute, raw: Any, exact: bool) -> Reading:
    amount, unit = _amount_and_unit(attribute, raw)
    value = amount * ((unit_factor(unit, attribute.unit) or 1) if unit else 1)
    low, high = attribute.low * attribute.resolution, attribute.high * attribute.resolution
    if not low <= value <= high:
        end = attribute.show(attribute.low if value < low else attribute.high)
        raise ValueProblem(
            _shown(raw), expectation(attribute), f"Check the value and its unit; the nearest that is valid is {end}."
        )
    steps = quantise(attribute, value)
    if exact and steps * attribute.resolution != value:
        raise ValueProblem(
            _shown(raw),
            f"a multiple of the resolution {attribute.show(1)}",
            f"Write {attribute.show(steps)}, or refine the resolution of {attribute.id!r}.",
        )
    return Reading(steps, value, str(raw))


def _amount_and_unit(attribute: Attribute, raw: Any) -> tuple[Fraction, str]:
    """Return the number in `raw` and its unit, "" when the unit is the attribute's own."""
    if isinstance(raw, Fraction):
        return raw, ""
    example = f"Write it like {attribute.show((attribute.low + attribute.high) // 2)!r}."
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal, str)):
        raise ValueProblem(_shown(raw), expectation(attribute), example)
    text = repr(raw) if isinstance(raw, float) else str(raw)
    match = _QUANTITY.match(text)
    if isinstance(raw, str) and _DECIMAL_COMMA.match(text):
        raise ValueProblem(_shown(raw), expectation(attribute), "Write the number with a decimal point.")
    if match is None or len(text) > _LONGEST:
        raise ValueProblem(_shown(raw), expectation(attribute), example)
    number, unit = match.groups()
    amount = Fraction(number.replace("−", "-"))
    own = unit in {"", attribute.unit, UNIT_SIGNS.get(attribute.unit)}
    if own:
        return amount, ""
    if unit_factor(unit, attribute.unit) is None:
        wanted = UNIT_SIGNS.get(attribute.unit, attribute.unit)
        raise ValueProblem(
            _shown(raw), expectation(attribute), f"Write the unit as {wanted!r} or one that converts to it."
        )
    return amount, unit


@lru_cache(maxsize=1024)
def unit_factor(unit: str, wanted: str) -> Fraction | None:
    """Return by what an amount in `unit` is multiplied to be in `wanted`, or None when it cannot be.

    >>> unit_factor("lb", "kg")
    Fraction(45359237, 100000000)
    """
    import pint

    registry = _registry()
    try:
        quantity = registry.Quantity(Fraction(1), registry.parse_units(_spelled(unit)))
        factor = quantity.to(registry.parse_units(_spelled(wanted))).magnitude
    except (pint.PintError, ValueError, TypeError, AttributeError, SyntaxError, KeyError, AssertionError):
        return None
    return Fraction(factor)


def _spelled(unit: str) -> str:
    unit = _WORDS.get(unit.strip(), unit.strip())
    for sign, spelling in _SPELLINGS.items():
        unit = unit.replace(sign, spelling)
    return unit


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)
    for definition in _OWN_UNITS:
        registry.define(definition)
    return registry
