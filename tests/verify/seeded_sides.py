"""Small knowledge bases that say of one side what they do not say of the other, and twins that do: V18."""

from __future__ import annotations

from balance_rules.model import Attribute, Kind, Not, Operation, Place, Rule
from verify.seeded_rules import Pairs
from verify.tiny_knowledge import (
    eq,
    every,
    flag,
    ge,
    knowledge,
    level,
    lt,
    measure,
    number,
    prescription,
    restriction,
    rule,
    some,
    yes,
)

LEFT, RIGHT = number("a_left"), number("a_right")
SORE = flag("sore_left"), flag("sore_right")
ARM = Attribute(
    "arm", "arm", Kind.CATEGORY, "?", "", 1, high=1, values=(("left", "left"), ("right", "right")), place=Place("tiny")
)
GAP = number("gap", -10, 10)


def _weak(side: str, below: int = 3, certainty: str = "0.6", read: str = "") -> Rule:
    return rule(f"r_{side}", lt(f"a_{read or side}", below), f"c_{side}", certainty)


BOTH = [_weak("left"), _weak("right")]

ONE_SIDED: Pairs = (
    (
        "a threshold moved on one side",
        knowledge([LEFT, RIGHT], [_weak("left"), _weak("right", below=4)]),
        knowledge([LEFT, RIGHT], BOTH),
    ),
    (
        "the wrong side read",
        knowledge([LEFT, RIGHT], [_weak("left"), _weak("right", read="left")]),
        knowledge([LEFT, RIGHT], [_weak("left"), rule("r_right", Not(ge("a_right", 3)), "c_right")]),
    ),
    (
        "another certainty",
        knowledge([LEFT, RIGHT], [_weak("left"), _weak("right", certainty="0.5")]),
        knowledge([LEFT, RIGHT], [_weak("left", certainty="0.5"), _weak("right", certainty="0.5")]),
    ),
    (
        "no counterpart",
        knowledge([*SORE], restrictions=(restriction("spare_left", yes("sore_left")),)),
        knowledge(
            [*SORE],
            restrictions=(restriction("spare_left", yes("sore_left")), restriction("spare_right", yes("sore_right"))),
        ),
    ),
    (
        "another level on one side",
        knowledge(
            [LEFT, RIGHT], BOTH, prescriptions=[prescription("p", some(level("c_left"), level("c_right", "high")))]
        ),
        knowledge([LEFT, RIGHT], BOTH, prescriptions=[prescription("p", some(level("c_right"), level("c_left")))]),
    ),
    (
        "a measure that takes the sides in an order",
        knowledge(
            [LEFT, RIGHT, GAP],
            [rule("r", ge("gap", 3))],
            measures=(measure("gap", Operation.DIFFERENCE, "a_left", "a_right"),),
        ),
        knowledge(
            [LEFT, RIGHT, GAP],
            [rule("r", ge("gap", 3))],
            measures=(measure("gap", Operation.MAXIMUM, "a_left", "a_right"),),
        ),
    ),
    (
        "the side itself is asked",
        knowledge([ARM, *SORE], [rule("r", some(*(every(eq("arm", 0), yes(f.id)) for f in SORE)))]),
        knowledge([ARM, *SORE], [rule("r", some(*(every(eq("arm", i), yes(f.id)) for i, f in enumerate(SORE))))]),
    ),
)
