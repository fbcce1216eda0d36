"""The operations by which measures are computed, and what must be known of each beside its formula."""

from __future__ import annotations

from enum import Flag, StrEnum, auto
from typing import Self


class Trait(Flag):
    """What is so of some operations: what is not named is not so."""

    NONE = 0
    OF_TWO = auto()  # it takes two inputs, where others take two and more
    IN_PERCENT = auto()  # its unit is %, where that of others is the one of their inputs
    SYMMETRIC = auto()  # the order of its inputs does not matter


class Operation(StrEnum):
    """How a measure is computed from other facts: `semantics.derive` is the definition.

    Beside the name stands what a reader is told of it after "computed from a and b:", and its traits.
    """

    meaning: str
    traits: Trait

    RATIO = "ratio", "the first divided by the others"
    PERCENTAGE = "percentage", "the first as a percentage of the second", Trait.OF_TWO | Trait.IN_PERCENT
    DIFFERENCE = "difference", "the first less the others"
    SUM = "sum", "the sum", Trait.SYMMETRIC
    MINIMUM = "minimum", "the smallest", Trait.SYMMETRIC
    MAXIMUM = "maximum", "the largest", Trait.SYMMETRIC
    LIMB_SYMMETRY = (
        "limb_symmetry",
        "the weaker side as a percentage of the stronger",
        Trait.OF_TWO | Trait.IN_PERCENT | Trait.SYMMETRIC,
    )
    ASYMMETRY = (
        "asymmetry",
        "the difference of the sides as a percentage of the stronger",
        Trait.OF_TWO | Trait.IN_PERCENT | Trait.SYMMETRIC,
    )
    ESTIMATED_MAXIMUM = (
        "estimated_maximum",
        "36 × load / (37 − repetitions), for a set of ten repetitions at most",
        Trait.OF_TWO,
    )

    def __new__(cls, name: str, meaning: str = "", traits: Trait = Trait.NONE) -> Self:
        """A member, whose value is its name alone."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.meaning, member.traits = meaning, traits
        return member


MOST_REPETITIONS = 10
"""From more repetitions than these no single maximum is estimated: the error grows (Reynolds et al. 2006)."""
