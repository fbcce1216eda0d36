"""A value as somebody typed it → the integer an attribute stores: exact, rounded once, half to even."""

from __future__ import annotations

import contextlib
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_one import in_one

from balance_rules.model import Attribute, Kind
from balance_rules.text import quantities
from balance_rules.text.quantities import (
    COMMON_UNITS,
    ValueProblem,
    expectation,
    is_unit,
    read_value,
    shown,
    unit_factor,
)


def number(unit: str = "1", resolution: str = "1", low: int = -(10**9), high: int = 10**9) -> Attribute:
    return Attribute("x", "X", Kind.NUMBER, "", "", 1, unit, low, high, Fraction(resolution))


YES_NO = Attribute("b", "B", Kind.BOOLEAN, "", "", 1)
STYLE = Attribute(
    "s", "S", Kind.CATEGORY, "", "", 1, high=1, values=(("hinge", "hip hinge"), ("squat_style", "squat style"))
)


# ---------------------------------------------------------------- rounding


def half_even(value: Fraction, resolution: Fraction) -> int:
    """Return the nearest multiple, the even one in the middle, by integer arithmetic alone."""
    steps = value / resolution
    below, rest = divmod(steps.numerator, steps.denominator)
    twice = 2 * rest - steps.denominator
    return below + (1 if twice > 0 or (twice == 0 and below % 2) else 0)


decimals = st.builds(
    lambda sign, whole, part: f"{sign}{whole}{'.' if part else ''}{part}",
    st.sampled_from(["", "-"]),
    st.integers(0, 99_999),
    st.text("0123456789", max_size=7),
)


@given(decimals, st.sampled_from(["1", "1/4", "1/1000", "1/2", "5", "1/8"]))
def test_decimal_text_is_rounded_half_to_even_once(text: str, resolution: str) -> None:
    attribute = number("cm", resolution)
    reading = read_value(attribute, text)
    assert reading.exact == Fraction(text)
    assert reading.value == half_even(Fraction(text), Fraction(resolution))
    assert read_value(attribute, Decimal(text)).value == reading.value
    assert reading.text == text


@in_one(
    ("text", "steps"),
    [("0.60", 600), ("0.6005", 600), ("0.6015", 602), ("0.60149999999999999999", 601), ("-0.0005", 0), ("1e-3", 1)],
)
def test_the_middle_goes_to_the_even_multiple(text: str, steps: int) -> None:
    assert read_value(number(resolution="1/1000"), text).value == steps


@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_a_float_is_the_number_it_prints_as(value: float) -> None:
    printed = Fraction(repr(value))
    assert read_value(number(resolution="1/1000"), value).exact == printed
    assert read_value(number(resolution="1/1000"), value).value == half_even(printed, Fraction(1, 1000))


def test_a_float_is_not_read_in_binary() -> None:
    assert read_value(number(resolution="1/10"), 0.15).value == read_value(number(resolution="1/10"), "0.15").value == 2
    assert Fraction(0.15) < Fraction("0.15")


def test_a_fraction_is_taken_as_it_is() -> None:
    assert read_value(number(resolution="1/2"), Fraction(10, 3)).value == 7


# ---------------------------------------------------------------- units


@in_one(
    ("unit", "resolution", "raw", "exact"),
    [
        ("kg", "1/10", "180 lb", Fraction("81.6466266")),
        ("kg", "1/10", "180 lbs", Fraction("81.6466266")),
        ("kg", "1/10", "81.6 kg", Fraction("81.6")),
        ("kg", "1/10", "81600 g", Fraction("81.6")),
        ("cm", "1", "1.8 m", Fraction(180)),
        ("cm", "1", "72 in", Fraction("182.88")),
        ("h/day", "1/4", "450 min/day", Fraction("7.5")),
        ("h/day", "1/4", "7.5 hours per day", Fraction("7.5")),
        ("h/day", "1/4", "56 h/week", Fraction(8)),
        ("N*m", "1", "92 N·m", Fraction(92)),
        ("N*m", "1", "92 Nm", Fraction(92)),
        ("N*m", "1", "92 N-m", Fraction(92)),
        ("N*m", "1", "100 lbf·ft", Fraction("135.5817948331400400")),
        ("N", "1", "50 kgf", Fraction("490.3325")),
        ("deg", "1", "15°", Fraction(15)),
        ("%", "1/10", "12.5 %", Fraction("12.5")),
        ("%", "1/10", "12.5%", Fraction("12.5")),
        ("1", "1/1000", "52 %", Fraction("0.52")),
        ("kg/m^2", "1/10", "24.5 kg/m²", Fraction("24.5")),
        ("points", "1", "4/10", Fraction(4)),
        ("points", "1", "4 of 10", Fraction(4)),
        ("sets/week", "1/2", "12 sets/week", Fraction(12)),
        ("sessions/week", "1", "2", Fraction(2)),
        ("s", "1", "2 min", Fraction(120)),
        ("mmHg", "1", "120", Fraction(120)),
        ("deg", "1", "−5", Fraction(-5)),
    ],
)
def test_a_unit_that_converts_is_converted_exactly(unit: str, resolution: str, raw: str, exact: Fraction) -> None:
    reading = read_value(number(unit, resolution), raw)
    assert reading.exact == exact
    assert reading.value == half_even(exact, Fraction(resolution))
    assert reading.text == raw


@given(st.integers(0, 10_000), st.sampled_from(["lb", "oz", "g", "kg", "stone"]))
def test_conversion_is_linear_and_rounds_only_at_the_end(amount: int, unit: str) -> None:
    attribute = number("kg", "1/1000")
    factor = unit_factor(unit, "kg")
    assert factor is not None
    assert read_value(attribute, f"{amount} {unit}").value == half_even(amount * factor, Fraction(1, 1000))


@in_one("unit", sorted(COMMON_UNITS))
def test_the_common_units_are_units(unit: str) -> None:
    assert unit_factor(unit, unit) == quantities._factor_by_pint(*[quantities._spelled(unit)] * 2) == 1


@in_one(
    "unit",
    [
        *("hourz", "((", "**", "kg**", "lb;import os", "__import__('os')", "10**99999999", "(km/m)**99999999"),
        # pint passes over a second number, a sign and a remark: what stands there would be lost without a word
        *("m**9**9**9", "kg # or 85", "kg*1", "kg/1", "1kg", "kg\0", "kg\u200b", "(" * 20 + "a" * 30 + "!"),
    ],
)
def test_what_is_no_unit_is_refused_and_not_computed(unit: str) -> None:
    assert not is_unit(unit)
    with pytest.raises(ValueProblem, match="Write"):
        read_value(number("kg"), f"5 {unit}")


# ---------------------------------------------------------------- what is refused


NAN = float("nan")


@in_one(
    ("attribute", "raw", "found", "fix"),
    [
        (number("kg", high=300), "5 m", "'5 m'", "Write the unit as 'kg' or one that converts to it."),
        (number("N", high=300), "5 kg", "'5 kg'", "A gauge that shows kg shows a force: write 5 kgf."),
        (number("N*m", high=300), "5 N", "'5 N'", "Write the unit as 'N·m' or one that converts to it."),
        (number("kg", low=20, high=300), 301, "301", "the nearest that is valid is 300 kg."),
        (number("kg", low=20, high=300), 301, "301", "If that is in lb, write '301 lb'; otherwise"),
        (number("m", low=1, high=3), 175, "175", "If that is in cm, write '175 cm'; otherwise the nearest"),
        (number("cm", low=100, high=200), 70, "70", "If that is in in, write '70 in'; otherwise the nearest"),
        (number("h/day", low=0, high=24), 480.5, "480.5", "write '480.5 min/day'; otherwise the nearest"),
        (number("m", low=1, high=3), "175 m", "'175 m'", "Check the value and its unit; the nearest"),
        (number("kg", low=20, high=300), 19, "19", "the nearest that is valid is 20 kg."),
        (number("kg", low=20, high=300), "0.3 lb", "'0.3 lb'", "the nearest that is valid is 20 kg."),
        (number("kg", low=20, high=300), "1,500", "'1,500'", "Write the number with a decimal point."),
        (number("kg", low=20, high=300), "heavy", "'heavy'", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), True, "true", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), None, "nothing", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), [80], "a list", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), {"kg": 80}, "a mapping", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), NAN, "nan", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), math.inf, "inf", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), Decimal("NaN"), "NaN", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), "nan", "'nan'", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), "1e400", "'1e400'", "the nearest that is valid is 300 kg."),
        (number("kg", low=20, high=300), "1e4000", "'1e4000'", "Write"),
        (number("kg", low=20, high=300), "", "''", "Write it like '160 kg'."),
        (number("kg", low=20, high=300), "80 80", "'80 80'", "Write the unit as 'kg'"),
        (number("1", high=300), "2+1", "'2+1'", "Write the number without a unit."),
        (number("1", high=300), "2 1", "'2 1'", "Write the number without a unit."),
        (number("1", high=300), "5-8", "'5-8'", "Write the number without a unit."),
        (number("kg", low=20, high=300), "1_000", "'1_000'", "Write the unit as 'kg'"),
        (YES_NO, "yes", "'yes'", "Write true."),
        (YES_NO, "no", "'no'", "Write false."),
        (YES_NO, 1, "1", "Write true."),
        (YES_NO, "maybe", "'maybe'", "Write true or false, or leave the fact out if it is not known."),
        (YES_NO, None, "nothing", "Write true or false"),
        (STYLE, "squat_stile", "'squat_stile'", "Write squat_style."),
        (STYLE, "lunge_jump", "'lunge_jump'", "Write one of these words, or leave the fact out"),
        (STYLE, 0, "0", "Write one of these words"),
        (STYLE, ["hinge"], "a list", "Write one of these words"),
    ],
)
def test_what_an_attribute_cannot_take_is_refused_with_the_fix(
    attribute: Attribute, raw: Any, found: str, fix: str
) -> None:
    with pytest.raises(ValueProblem) as caught:
        read_value(attribute, raw)
    assert caught.value.found == found
    assert caught.value.expected == expectation(attribute)
    assert fix in caught.value.fix


def test_a_number_too_long_to_print_is_refused() -> None:
    with pytest.raises(ValueProblem) as caught:  # Python refuses to turn it into text
        read_value(number(), 10**5000)
    assert caught.value.found == "a number of more than 60 digits"


def test_a_range_is_checked_before_rounding_at_both_ends() -> None:
    attribute = number(low=0, high=10)
    assert [read_value(attribute, raw).value for raw in ("0", "10")] == [0, 10]
    for raw in ("10.4", "-0.4"):
        with pytest.raises(ValueProblem):
            read_value(attribute, raw)


def test_an_exact_reader_refuses_to_round() -> None:
    attribute = number("kg", "1/4", high=100)
    assert read_value(attribute, "1.25", exact=True).value == 5
    with pytest.raises(ValueProblem) as caught:
        read_value(attribute, "1.3", exact=True)
    assert (caught.value.found, caught.value.expected) == ("'1.3'", "a multiple of the resolution 0.25 kg")
    assert caught.value.fix == "Write 1.25 kg, or refine the resolution of 'x'."


def test_values_are_read() -> None:
    assert [read_value(YES_NO, raw).value for raw in (True, False)] == [1, 0]
    assert [read_value(STYLE, raw).value for raw in ("hinge", "squat_style")] == [0, 1]


@given(st.recursive(st.none() | st.integers() | st.text() | st.binary(), lambda part: st.lists(part) | st.tuples(part)))
def test_anything_can_be_named_in_a_problem(raw: Any) -> None:
    assert len(shown(raw)) <= 70


@given(st.text(max_size=80) | st.floats() | st.integers() | st.decimals() | st.booleans() | st.none())
def test_only_a_value_problem_is_ever_raised(raw: Any) -> None:
    for attribute in (number("kg", "1/10", low=20, high=300), YES_NO, STYLE):
        with contextlib.suppress(ValueProblem):
            assert attribute.low <= read_value(attribute, raw).value <= attribute.high


@given(st.text("0123456789.eE+-*/^()kgmlbNhday· %", max_size=30))
def test_no_text_of_signs_breaks_the_unit_reader(text: str) -> None:
    with contextlib.suppress(ValueProblem):
        assert 20 <= read_value(number("kg", "1/10", low=20, high=300), text).value <= 300


@in_one(("spelled", "into"), quantities._COMMON_FACTORS)
def test_what_is_converted_without_pint_is_what_pint_says(spelled: str, into: str) -> None:
    assert quantities._COMMON_FACTORS[spelled, into] == quantities._factor_by_pint(spelled, into)
