"""Small knowledge bases with one defect of their rules each, and twins without it: V01 to V05."""

from __future__ import annotations

from balance_rules.model import Knowledge, Operation
from verify.tiny_knowledge import (
    every,
    flag,
    ge,
    gt,
    knowledge,
    level,
    lt,
    measure,
    no,
    number,
    referral,
    restriction,
    rule,
    some,
    yes,
)

A, B = number("a"), number("b")
F, G = flag("f"), flag("g")
HALF = number("half", 0, 30, None, "0.1")
RATIO = (measure("half", Operation.RATIO, "a", "b"),)


# each entry: what the defect is about, the knowledge that has it, the twin that has not
Pairs = tuple[tuple[str, Knowledge, Knowledge], ...]

DEAD: Pairs = (
    (
        "contradiction",
        knowledge([A], [rule("r", every(lt("a", 3), gt("a", 5)))]),
        knowledge([A], [rule("r", every(lt("a", 6), gt("a", 4)))]),
    ),
    (
        "contradiction",
        knowledge([F], referrals=(referral("r", every(yes("f"), no("f"))),)),
        knowledge([F], referrals=(referral("r", some(yes("f"), no("f"))),)),
    ),
    (
        "a measure against its inputs",
        knowledge([A, B, HALF], [rule("r", every(ge("half", 20), lt("a", 5), ge("b", 4)))], measures=RATIO),
        knowledge([A, B, HALF], [rule("r", every(ge("half", 20), lt("a", 9), ge("b", 4)))], measures=RATIO),
    ),
    (
        "a finding against its facts",
        knowledge([A], [rule("base", lt("a", 3)), rule("r", every(level("c"), gt("a", 5)), "top")]),
        knowledge([A], [rule("base", lt("a", 3)), rule("r", every(level("c"), gt("a", 1)), "top")]),
    ),
)

ALWAYS: Pairs = (
    (
        "covers every value",
        knowledge([A], [rule("r", some(lt("a", 5), ge("a", 5)))]),
        knowledge([A], [rule("r", some(lt("a", 5), ge("a", 6)))]),
    ),
    (
        "covers every answer",
        knowledge([F], restrictions=(restriction("r", some(yes("f"), no("f"))),)),
        knowledge([F, G], restrictions=(restriction("r", some(yes("f"), no("g"))),)),
    ),
    (
        "a halt that covers everybody",
        knowledge([A], referrals=(referral("r", some(lt("a", 6), gt("a", 3))),)),
        knowledge([A], referrals=(referral("r", some(lt("a", 3), gt("a", 6))),)),
    ),
)

SUBSUMED: Pairs = (
    (
        "duplicate",
        knowledge([A], [rule("r", lt("a", 3)), rule("s", lt("a", 3))]),
        knowledge([A, B], [rule("r", lt("a", 3)), rule("s", lt("b", 3))]),
    ),
    (
        "narrower and lighter",
        knowledge([A], [rule("r", lt("a", 3), certainty="0.3"), rule("s", lt("a", 5))]),
        knowledge([A], [rule("r", lt("a", 3), certainty="0.8"), rule("s", lt("a", 5))]),
    ),
    (
        "narrower by a second fact",
        knowledge([A, F], [rule("r", every(lt("a", 3), yes("f"))), rule("s", lt("a", 3))]),
        knowledge([A, F], [rule("r", every(lt("a", 3), yes("f"))), rule("s", lt("a", 3), group="h")]),
    ),
    (
        "against, narrower and lighter",
        knowledge(
            [A, F],
            [
                rule("up", yes("f"), group="h", certainty="0.9"),
                rule("r", lt("a", 3), certainty="-0.3"),
                rule("s", lt("a", 5), certainty="-0.6"),
            ],
        ),
        knowledge(
            [A, F],
            [
                rule("up", yes("f"), group="h", certainty="0.9"),
                rule("r", lt("a", 5), certainty="-0.6"),
                rule("s", lt("a", 7), certainty="-0.3"),
            ],
        ),
    ),
)

INERT: Pairs = (
    (
        "too light to matter",
        knowledge([A, B], [rule("r", lt("a", 3), certainty="0.1"), rule("s", lt("b", 3), group="h")]),
        knowledge([A, B], [rule("r", lt("a", 3), certainty="0.2"), rule("s", lt("b", 3), group="h")]),
    ),
    (
        "heavier without crossing a cut",
        knowledge([A], [rule("r", lt("a", 3), certainty="0.6"), rule("s", lt("a", 5), certainty="0.5")]),
        knowledge([A], [rule("r", lt("a", 3), certainty="0.6"), rule("s", lt("a", 5), certainty="0.4")]),
    ),
    (
        "against a finding that cannot fall",
        knowledge([A, B], [rule("r", lt("a", 3), certainty="-0.1"), rule("s", lt("b", 5), certainty="0.6", group="h")]),
        knowledge([A, B], [rule("r", lt("a", 3), certainty="-0.3"), rule("s", lt("b", 5), certainty="0.6", group="h")]),
    ),
)

UNREACHABLE: Pairs = (
    (
        "a level that is read",
        knowledge([A], [rule("r", lt("a", 3), certainty="0.6"), rule("s", level("c", "high"), "top")]),
        knowledge([A], [rule("r", lt("a", 3), certainty="0.6"), rule("s", level("c", "moderate"), "top")]),
    ),
    (
        "a finding",
        knowledge([A, B], [rule("r", lt("a", 3), certainty="0.1"), rule("s", lt("b", 3), certainty="0.09", group="h")]),
        knowledge([A, B], [rule("r", lt("a", 3), certainty="0.1"), rule("s", lt("b", 3), certainty="0.2", group="h")]),
    ),
    (
        "a finding without rules",
        knowledge([A], [rule("s", some(level("c"), lt("a", 3)), "top")], findings={"c": {}}),
        knowledge([A], [rule("s", some(level("c"), lt("a", 3)), "top"), rule("r", gt("a", 7))]),
    ),
    (
        "evidence that excludes itself",
        knowledge(
            [A],
            [
                rule("r", lt("a", 3), certainty="0.7"),
                rule("s", gt("a", 5), certainty="0.7", group="h"),
                rule("t", level("c", "high"), "top"),
            ],
        ),
        knowledge(
            [A],
            [
                rule("r", lt("a", 6), certainty="0.7"),
                rule("s", gt("a", 3), certainty="0.7", group="h"),
                rule("t", level("c", "high"), "top"),
            ],
        ),
    ),
)
