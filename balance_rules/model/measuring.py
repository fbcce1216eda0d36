"""How far a measurement can be off, and which way of changing is the better one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

# A difference of two measurements lies within 1.96·√2 standard errors in 95 of 100 people who have not changed; √2
# is taken a little too large, so that no change counts that would not.
OF_ONE = Fraction("1.96") * Fraction("1.41422")
OF_NINETY = Fraction("1.96") / Fraction("1.645")


class Better(StrEnum):
    """Which way of changing is the better one."""

    HIGHER = "higher"
    LOWER = "lower"
    NEARER = "nearer"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """How far two measurements of somebody who has not changed may lie apart.

    `mdc95` is the smallest change that is seen by chance in fewer than 5 of 100 people who have not changed (the
    minimal detectable change): in the attribute's unit, or with `percent` in per cent of the mean of the two
    measurements. `given` is the number as its source gives it. It stands for `protocol`, rests on `source`, or is
    owned by `convention`; `note` says what else to know, of which some may stand in the sources `beside`.
    """

    mdc95: Fraction
    percent: bool
    given: str
    protocol: str
    source: str | None = None
    convention: str = ""
    note: str = ""
    beside: tuple[str, ...] = ()

    def smallest_change(self, before: Fraction, after: Fraction) -> Fraction:
        """Return the smallest change that counts between two measurements, in the attribute's unit.

        >>> error = MeasurementError(Fraction(20), True, "20 %", "dynamometer")
        >>> error.smallest_change(Fraction(90), Fraction(110))
        Fraction(20, 1)
        """
        return self.mdc95 * abs(before + after) / 200 if self.percent else self.mdc95
