"""Small knowledge bases with one defect each, and twins without it: by code, three pairs or more."""

from __future__ import annotations

from collections.abc import Mapping

from balance_rules.model import Alone, Condition, Not, Operation, Prescription, Truth
from verify.seeded_rules import ALWAYS, DEAD, INERT, SUBSUMED, UNREACHABLE, Pairs
from verify.seeded_sides import ONE_SIDED
from verify.tiny_knowledge import (
    CUTS,
    eq,
    every,
    exercise,
    flag,
    ge,
    gt,
    invariant,
    knowledge,
    le,
    level,
    lt,
    measure,
    muscle,
    no,
    number,
    prescription,
    referral,
    rule,
    some,
    suppression,
    yes,
)

A, B = number("a"), number("b")
F, G = flag("f"), flag("g")
HALF = number("half", 0, 30, None, "0.1")
RATIO = (measure("half", Operation.RATIO, "a", "b"),)
LEG = (muscle("thigh"), muscle("hamstrings", "thigh"), muscle("calf"))
UP, DOWN = 1, -1
WHY = {"h": "they are measured by different people"}


NEVER_GIVEN: Pairs = (
    (
        "avoided whenever called for",
        knowledge([A], prescriptions=[prescription("p", lt("a", 3), avoid=(lt("a", 5),))]),
        knowledge([A], prescriptions=[prescription("p", lt("a", 6), avoid=(lt("a", 5),))]),
    ),
    (
        "its exercise forbidden whenever called for",
        knowledge(
            [A],
            exercises=[exercise("e", Not(lt("a", 5)))],
            prescriptions=[prescription("p", lt("a", 3), exercises=("e",))],
        ),
        knowledge(
            [A],
            exercises=[exercise("e", Not(gt("a", 5)))],
            prescriptions=[prescription("p", lt("a", 3), exercises=("e",))],
        ),
    ),
    (
        "an exercise nobody may do",
        knowledge([F], exercises=[exercise("p", every(yes("f"), Not(yes("f"))))]),
        knowledge([F], exercises=[exercise("p", every(yes("f"), Not(no("f"))))]),
    ),
    (
        "a reason that never leads to it",
        knowledge([A, B], prescriptions=[prescription("p", lt("b", 3), lt("a", 3), avoid=(lt("a", 5),))]),
        knowledge([A, B], prescriptions=[prescription("p", lt("b", 3), lt("a", 6), avoid=(lt("a", 5),))]),
    ),
    (
        "stopped by a red flag that calls for it",
        knowledge([F], referrals=(referral("x", yes("f")),), prescriptions=[prescription("p", yes("f"), loading=True)]),
        knowledge([F], referrals=(referral("x", yes("f")),), prescriptions=[prescription("p", no("f"), loading=True)]),
    ),
)


def _sets(name: str, reason: Condition, **change: str) -> Prescription:
    return prescription(name, reason, weekly_sets=change)


CONFLICTS: Pairs = (
    (
        "two reasons that go together",
        knowledge([A, B], prescriptions=[_sets("p", lt("a", 3), calf="add"), _sets("q", lt("b", 3), calf="reduce")]),
        knowledge([A], prescriptions=[_sets("p", lt("a", 3), calf="add"), _sets("q", gt("a", 3), calf="reduce")]),
    ),
    (
        "a muscle and its head",
        knowledge(
            [A, B],
            muscles=LEG,
            prescriptions=[_sets("p", lt("a", 3), hamstrings="add"), _sets("q", lt("b", 3), thigh="reduce")],
        ),
        knowledge(
            [A, B],
            muscles=LEG,
            prescriptions=[_sets("p", lt("a", 3), hamstrings="add"), _sets("q", lt("b", 3), calf="reduce")],
        ),
    ),
    (
        "findings that go together",
        knowledge(
            [A, B],
            [rule("r", lt("a", 3)), rule("s", lt("b", 3), "d")],
            prescriptions=[_sets("p", level("c"), calf="add"), _sets("q", level("d"), calf="reduce")],
        ),
        knowledge(
            [A, B],
            [rule("r", lt("a", 3)), rule("s", every(lt("b", 3), gt("a", 4)), "d")],
            prescriptions=[_sets("p", level("c"), calf="add"), _sets("q", level("d"), calf="reduce")],
        ),
    ),
)

TOTAL = {"c": {"total": True}}
GAPS: Pairs = (
    (
        "a band left out",
        knowledge([A], [rule("r", lt("a", 3)), rule("s", ge("a", 5))], findings=TOTAL),
        knowledge([A], [rule("r", lt("a", 5)), rule("s", ge("a", 5))], findings=TOTAL),
    ),
    (
        "a corner left out",
        knowledge([A, F], [rule("r", lt("a", 5)), rule("s", every(ge("a", 5), yes("f")))], findings=TOTAL),
        knowledge(
            [A, F],
            [rule("r", lt("a", 5)), rule("s", every(ge("a", 5), yes("f"))), rule("t", every(ge("a", 5), no("f")))],
            findings=TOTAL,
        ),
    ),
    (
        "the boundary left out",
        knowledge([A], [rule("r", lt("a", 5)), rule("s", gt("a", 5))], findings=TOTAL),
        knowledge([A], [rule("r", le("a", 5)), rule("s", gt("a", 5))], findings=TOTAL),
    ),
)

BOUNDARIES: Pairs = (
    (
        "a hole between two rules",
        knowledge([A], [rule("r", lt("a", 5)), rule("s", gt("a", 5), certainty="-0.6")]),
        knowledge([A], [rule("r", lt("a", 5)), rule("s", ge("a", 5), certainty="-0.6")]),
    ),
    (
        "no value fulfils it",
        knowledge([A], [rule("r", some(lt("a", 0), gt("a", 7)))]),
        knowledge([A], [rule("r", some(lt("a", 1), gt("a", 7)))]),
    ),
    (
        "every value fulfils it",
        knowledge([A, F], prescriptions=[prescription("r", every(le("a", 10), yes("f")))]),
        knowledge([A, F], prescriptions=[prescription("r", every(le("a", 9), yes("f")))]),
    ),
    (
        "a hole that another rule covers in the twin",
        knowledge([A, F], [rule("r", every(lt("a", 5), yes("f"))), rule("s", gt("a", 5))]),
        knowledge(
            [A, F],
            [rule("r", every(lt("a", 5), yes("f"))), rule("s", gt("a", 5)), rule("t", every(eq("a", 5), yes("f")))],
        ),
    ),
)

MONOTONE: Pairs = (
    (
        "a comparison turned",
        knowledge([A], [rule("c", gt("a", 5))], findings={"c": {"monotone": (("a", DOWN),)}}),
        knowledge([A], [rule("c", lt("a", 5))], findings={"c": {"monotone": (("a", DOWN),)}}),
    ),
    (
        "a band in the middle",
        knowledge([A], [rule("r", every(ge("a", 3), le("a", 6)))], findings={"c": {"monotone": (("a", UP),)}}),
        knowledge([A], [rule("r", ge("a", 3))], findings={"c": {"monotone": (("a", UP),)}}),
    ),
    (
        "through a measure",
        knowledge([A, B, HALF], [rule("r", lt("half", 8))], measures=RATIO, findings={"c": {"monotone": (("a", UP),)}}),
        knowledge(
            [A, B, HALF], [rule("r", lt("half", 8))], measures=RATIO, findings={"c": {"monotone": (("a", DOWN),)}}
        ),
    ),
    (
        "through a lower finding",
        knowledge(
            [A],
            [rule("r", lt("a", 3), "low"), rule("s", Not(level("low")))],
            findings={"c": {"monotone": (("a", DOWN),)}},
        ),
        knowledge(
            [A], [rule("r", lt("a", 3), "low"), rule("s", level("low"))], findings={"c": {"monotone": (("a", DOWN),)}}
        ),
    ),
    (
        "nothing reads it",
        knowledge([A, B], [rule("c", gt("a", 5))], findings={"c": {"monotone": (("b", DOWN),)}}),
        knowledge(
            [A, B],
            [rule("c", gt("a", 5)), rule("s", lt("b", 5), group="h")],
            findings={"c": {"monotone": (("b", DOWN),)}},
        ),
    ),
)

POSSIBLE = (Truth.TRUE, Truth.UNKNOWN)
LOADING = prescription("p", yes("g"), loading=True)
_P = knowledge([F, G], referrals=(referral("x", yes("f")),), prescriptions=[LOADING]).prescriptions[0]
_ALONE = (Alone("c", ("r", "s"), "moderate", CUTS["moderate"]),)
INVARIANTS: Pairs = (
    (
        "given while the premise is possible",
        knowledge(
            [F, G],
            prescriptions=[prescription("p", yes("g"))],
            invariants=(invariant("i", [("p", every(yes("g")))], premise=yes("f"), truths=POSSIBLE),),
        ),
        knowledge(
            [F, G],
            referrals=(referral("x", yes("f")),),
            prescriptions=[LOADING],
            invariants=(invariant("i", [("p", _P.condition)], premise=yes("f"), truths=POSSIBLE),),
        ),
    ),
    (
        "a finding that must not be",
        knowledge([A], [rule("r", lt("a", 5))], invariants=(invariant("i", [("c", level("c"))], premise=ge("a", 4)),)),
        knowledge([A], [rule("r", lt("a", 5))], invariants=(invariant("i", [("c", level("c"))], premise=ge("a", 5)),)),
    ),
    (
        "a premise that nobody fulfils",
        knowledge([A], invariants=(invariant("i", [("a", lt("a", 1))], premise=every(lt("a", 3), gt("a", 5))),)),
        knowledge([A], invariants=(invariant("i", [("a", lt("a", 1))], premise=every(lt("a", 6), gt("a", 4))),)),
    ),
    (
        "rules that alone reach a level",
        knowledge(
            [F, G],
            [rule("r", yes("f"), certainty="0.3"), rule("s", yes("g"), certainty="0.3", group="h")],
            invariants=(invariant("i", alone=_ALONE),),
        ),
        knowledge(
            [F, G],
            [rule("r", yes("f"), certainty="0.3"), rule("s", yes("g"), certainty="0.3")],
            invariants=(invariant("i", alone=_ALONE),),
        ),
    ),
    (
        "a direction",
        knowledge([A], [rule("r", gt("a", 5))], invariants=(invariant("i", monotone=(("c", "a", DOWN),)),)),
        knowledge([A], [rule("r", gt("a", 5))], invariants=(invariant("i", monotone=(("c", "a", UP),)),)),
    ),
)

DOUBLE: Pairs = (
    (
        "one fact in two groups",
        knowledge([A], [rule("r", lt("a", 3)), rule("s", lt("a", 5), group="h", certainty="0.4")]),
        knowledge([A], [rule("r", lt("a", 3)), rule("s", lt("a", 5), certainty="0.4")]),
    ),
    (
        "through a measure",
        knowledge([A, B, HALF], [rule("r", lt("half", 8)), rule("s", lt("a", 4), group="h")], measures=RATIO),
        knowledge(
            [A, B, HALF], [rule("r", lt("half", 8), independent=WHY), rule("s", lt("a", 4), group="h")], measures=RATIO
        ),
    ),
    (
        "through a lower finding",
        knowledge([A], [rule("base", lt("a", 3), "low"), rule("r", level("low")), rule("s", lt("a", 2), group="h")]),
        knowledge([A], [rule("base", lt("a", 3), "low"), rule("r", level("low")), rule("s", gt("a", 5), group="h")]),
    ),
)

IDLE: Pairs = (
    (
        "nothing reads it",
        knowledge([A, B], [rule("r", lt("a", 3))]),
        knowledge([A, B], [rule("r", lt("a", 3)), rule("s", lt("b", 3), group="h")]),
    ),
    (
        "it can change nothing",
        knowledge([A, F], [rule("r", some(lt("a", 3), every(lt("a", 2), yes("f"))))]),
        knowledge([A, F], [rule("r", some(lt("a", 3), every(lt("a", 4), yes("f"))))]),
    ),
    (
        "a finding that rests on itself",
        knowledge([A], [rule("r", some(lt("a", 3), level("c")), stratum=0)]),
        knowledge([A], [rule("r", some(lt("a", 3), level("d"))), rule("s", lt("a", 5), "d")]),
    ),
    (
        "a measure nothing reads",
        knowledge([A, B, HALF], [rule("r", lt("a", 3)), rule("s", lt("b", 3), "d")], measures=RATIO),
        knowledge(
            [A, B, HALF],
            [rule("r", lt("a", 3))],
            prescriptions=[prescription("p", lt("b", 3), retest=("half",))],
            measures=RATIO,
        ),
    ),
)

RED = (referral("x", yes("f")),)
RED_FLAGS: Pairs = (
    (
        "not declared to load",
        knowledge([F, G], referrals=RED, prescriptions=[prescription("p", yes("g"), kind="strength")]),
        knowledge([F, G], referrals=RED, prescriptions=[prescription("p", yes("g"), kind="strength", loading=True)]),
    ),
    (
        "an exercise that does not hear the referral",
        knowledge([F], referrals=RED, exercises=[exercise("e")], deaf=True),
        knowledge([F], referrals=RED, exercises=[exercise("e")]),
    ),
    (
        "sets added without loading",
        knowledge([F, G], referrals=RED, prescriptions=[_sets("p", yes("g"), calf="add")]),
        knowledge([F, G], referrals=RED, prescriptions=[_sets("p", yes("g"), calf="hold")]),
    ),
)

TICKED = flag("screening", "numb", "cold")
UNHEARD: Pairs = (
    (
        "no referral reads the flag",
        knowledge([TICKED], referrals=(referral("x", yes("screening[numb]")),)),
        knowledge([TICKED], referrals=(referral("x", some(yes("screening[numb]"), yes("screening[cold]"))),)),
    ),
    (
        "only with a partner",
        knowledge(
            [TICKED],
            referrals=(
                referral("x", yes("screening[numb]")),
                referral("y", every(yes("screening[numb]"), yes("screening[cold]"))),
            ),
        ),
        knowledge([TICKED], referrals=(referral("x", yes("screening[numb]")), referral("y", yes("screening[cold]")))),
    ),
    (
        "not in a cold room",
        knowledge(
            [TICKED, A],
            referrals=(referral("x", yes("screening[numb]")), referral("y", every(yes("screening[cold]"), lt("a", 3)))),
        ),
        knowledge(
            [TICKED, A],
            referrals=(
                referral("x", yes("screening[numb]")),
                referral("y", every(yes("screening[cold]"), lt("a", 3))),
                referral("z", every(yes("screening[cold]"), ge("a", 3))),
            ),
        ),
    ),
)

STALE: Pairs = (
    (
        "the defect is gone",
        knowledge([A], [rule("r", lt("a", 3))], suppressions=(suppression("V04", "r"),)),
        knowledge(
            [A],
            [rule("r", lt("a", 3), certainty="0.1")],
            suppressions=(suppression("V05", "c"),),
        ),
    ),
    (
        "another code",
        knowledge([A], [rule("r", every(lt("a", 3), gt("a", 5)))], suppressions=(suppression("V02", "r"),)),
        knowledge([A], [rule("r", every(lt("a", 3), gt("a", 5)))], suppressions=(suppression("V01", "r"),)),
    ),
    (
        "another pair",
        knowledge(
            [A],
            [rule("r", lt("a", 3)), rule("s", lt("a", 5), group="h", certainty="0.4")],
            suppressions=(suppression("V12", "r", "t"),),
        ),
        knowledge(
            [A],
            [rule("r", lt("a", 3)), rule("s", lt("a", 5), group="h", certainty="0.4")],
            suppressions=(suppression("V12", "r", "s"),),
        ),
    ),
)

SEEDED: Mapping[str, Pairs] = {
    "V01": DEAD,
    "V02": ALWAYS,
    "V03": SUBSUMED,
    "V04": INERT,
    "V05": UNREACHABLE,
    "V06": NEVER_GIVEN,
    "V07": CONFLICTS,
    "V08": GAPS,
    "V09": BOUNDARIES,
    "V10": MONOTONE,
    "V11": INVARIANTS,
    "V12": DOUBLE,
    "V13": IDLE,
    "V14": RED_FLAGS,
    "V17": STALE,
    "V18": ONE_SIDED,
    "V19": UNHEARD,
}
