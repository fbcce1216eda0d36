"""Exact arithmetic on columns: numbers → multiples of a resolution, rounded once (`semantics.quantise`).

A float stands for the shortest decimal that reads back as it, which is what its decimal text says.
"""

from __future__ import annotations

import math
from fractions import Fraction

import narwhals as nw

from balance_rules.cohort.columns import Raw
from balance_rules.cohort.compiling import Expr, Language, integer_type
from balance_rules.errors import UnsupportedError
from balance_rules.model import Attribute

EXACT = 10**15  # decimals of up to 15 digits and doubles stand for each other
LARGEST_INTEGER = 2**63 - 1
AGREEMENT = 10  # a measure given directly may be this many of its resolutions coarse


def integers(language: Language, raw: Raw, attribute: Attribute) -> Expr:
    """Return whole numbers in the attribute's unit as multiples of its resolution, null where out of range."""
    column = language.col(raw.name)
    low, high = math.ceil(attribute.low * attribute.resolution), math.floor(attribute.high * attribute.resolution)
    within = column <= high
    within = within & (column >= low) if low > 0 or not raw.dtype.is_unsigned_integer() else within
    steps, size = attribute.resolution.denominator, attribute.resolution.numerator
    value = language.when(within).then(column)
    if steps == size == 1 and raw.dtype in (nw.Int8, nw.Int16, nw.Int32):
        return value
    _bounded(attribute, max(abs(low), abs(high)) * steps * 2, LARGEST_INTEGER)
    value = value.cast(language.Int64) * steps
    if size == 1:
        return value
    divisor = language.lit(size, language.Int64)
    return on_its_side(attribute, value, divisor, half_even(language, value, divisor), language)


def floats(language: Language, raw: Raw, attribute: Attribute) -> tuple[Expr, Expr, Expr]:
    """Return floats as multiples of the resolution, null where out of range or not a number, in three steps.

    The first step yields `x…`, the float where it is in range; the second `y…`, the candidate that float
    division gives; the third the nearest multiple, from which `decided` makes the value. The candidate can be
    one off: the ties beside it decide. A tie is compared as the float nearest to its decimal, which is what its
    decimal text reads as, so the comparison is exact.
    """
    size, steps = attribute.resolution.numerator, attribute.resolution.denominator
    check_floats(attribute)

    def typed(value: Expr) -> Expr:
        return value.cast(language.Float32).cast(language.Float64) if raw.dtype == nw.Float32 else value

    wide = language.col(raw.name).cast(language.Float64)
    ends = (float(end * attribute.resolution) for end in (attribute.low, attribute.high))
    low, high = (language.lit(end, language.Float64) for end in ends)
    first = language.when((wide >= typed(low)) & (wide <= typed(high))).then(wide)
    inside, guess = language.col(f"x{raw.position}"), language.col(f"y{raw.position}")
    second = (inside * (steps / size)).round(0)
    half = 2.0 * steps
    below, above = (typed(divided(guess * (2.0 * size) + side * size, half)) for side in (-1.0, 1.0))
    whole = typed_as(language, attribute, guess)
    odd = (whole % 2) != 0
    down = (inside < below) | ((inside == below) & odd)
    up = (inside > above) | ((inside == above) & odd)
    nearest = language.when(down).then(whole - 1).when(up).then(whole + 1).otherwise(whole)
    return first, second, typed_as(language, attribute, nearest)


def typed_as(language: Language, attribute: Attribute, value: Expr) -> Expr:
    """Return a stored value, or one beside it, in its own type.

    Ibis takes the type to grow with each sum, which not every engine does, and then omits the cast to a wider one.
    """
    return value.cast(integer_type(language, max(abs(attribute.low), abs(attribute.high)) + 1))


def decimals(language: Language, raw: Raw, attribute: Attribute, nearest: Expr) -> Expr:
    """Return the floats nearest to the decimals of multiples, as their column's type has them."""
    size, steps = attribute.resolution.numerator, attribute.resolution.denominator
    decimal = divided(nearest.cast(language.Float64) * float(size), float(steps))
    return decimal.cast(language.Float32).cast(language.Float64) if raw.dtype == nw.Float32 else decimal


def decided(language: Language, attribute: Attribute, inside: Expr, nearest: Expr, decimal: Expr) -> Expr:
    """Return the stored value of floats from the nearest: on their own side of every threshold, null where none is.

    A float is compared with a multiple as the float nearest to that multiple's decimal: exact, as in `floats`.
    """
    over, under = inside > decimal, inside < decimal
    if attribute.is_count:
        return language.when(~over & ~under).then(nearest)
    moved = typed_as(language, attribute, moved_by(language, attribute, nearest, over, under))
    if not attribute.torn:
        return moved
    lost = (over & nearest.is_in(sorted(attribute.torn))) | (
        under & nearest.is_in(sorted(value + 1 for value in attribute.torn))
    )
    return language.when(~lost).then(moved)


def on_its_side(attribute: Attribute, dividend: Expr, divisor: Expr, nearest: Expr, language: Language) -> Expr:
    """Return a quotient rounded to `nearest`, on its own side of every threshold; `divisor` is positive."""
    return moved_by(language, attribute, nearest, dividend > nearest * divisor, dividend < nearest * divisor)


def moved_by(language: Language, attribute: Attribute, nearest: Expr, over: Expr, under: Expr) -> Expr:
    """Return the nearest multiples, moved by one where a threshold stands between them and their values."""
    moves = language
    if attribute.above:
        moves = moves.when(over & nearest.is_in(sorted(attribute.above))).then(nearest + 1)
    if attribute.below:
        moves = moves.when(under & nearest.is_in(sorted(attribute.below))).then(nearest - 1)
    return moves.otherwise(nearest) if moves is not language else nearest


def divided(dividend: Expr, divisor: float) -> Expr:
    """Return a finite float over a constant, correctly rounded.

    The divisor is made a column: Polars multiplies by the reciprocal of a constant, which is one bit off now
    and then (70 / 100 would be 0.7000000000000001).
    """
    return dividend / (dividend * 0.0 + divisor)


def half_even(language: Language, dividend: Expr, divisor: Expr) -> Expr:
    """Return an exact quotient of integers rounded half to even; `divisor` is positive."""
    size = dividend.abs()
    quotient = size // divisor
    twice = (size - quotient * divisor) * 2
    up = (twice > divisor) | ((twice == divisor) & ((quotient % 2) == 1))
    rounded = language.when(up).then(quotient + 1).otherwise(quotient)
    side = language.when(dividend < 0).then(language.lit(-1, language.Int64)).otherwise(language.lit(1, language.Int64))
    return rounded * side


def check_floats(attribute: Attribute) -> None:
    """Refuse an attribute whose multiples a float does not tell apart, whatever the values of a table are."""
    widest = max(abs(attribute.low), abs(attribute.high))
    _bounded(attribute, (2 * widest + 3) * max(attribute.resolution.as_integer_ratio()), EXACT)


def _bounded(attribute: Attribute, largest: int, limit: int) -> None:
    if largest > limit:
        construct = f"{attribute.id!r}: numbers too large for exact columns at its resolution"
        raise UnsupportedError(rule=attribute.id, back_end="cohort", construct=construct)


# ---------------------------------------------------------------- how coarsely a measure was given


def coarse_scale(attribute: Attribute) -> int:
    """What `coarseness` is a multiple of: parts of the attribute's resolution."""
    scale = 1
    for decimals in range(20):
        share = Fraction(1, 10**decimals) / attribute.resolution
        if share <= 1:
            break
        scale = math.lcm(scale, min(share, Fraction(AGREEMENT)).denominator)
    return scale


def coarseness(attribute: Attribute, decimals: int) -> int:
    """Return the step of a number given with `decimals`, in `coarse_scale`-ths of the resolution."""
    typed = Fraction(1, 10**decimals) / attribute.resolution
    return int(min(max(Fraction(1), typed), Fraction(AGREEMENT)) * coarse_scale(attribute))


def coarse_floats(language: Language, column: Expr, attribute: Attribute) -> Expr:
    """Return how coarse each float is: the fewest decimals (at least one) that it can be written with."""
    wide = column.cast(language.Float64)
    coarse: Expr = language.lit(coarseness(attribute, 20), language.Int64)
    for decimals in reversed(range(1, 20)):
        if Fraction(1, 10**decimals) > attribute.resolution:
            power = float(10**decimals)
            fits = wide == divided((wide * power).round(0), power)
            step = language.lit(coarseness(attribute, decimals), language.Int64)
            coarse = language.when(fits).then(step).otherwise(coarse)
    return coarse
