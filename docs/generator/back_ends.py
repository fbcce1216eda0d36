"""The page of back ends: which construct of the knowledge each supports, shown by running it.

Every construct stands in a small knowledge base of its own, over which every combination of facts is
judged, unknown ones included. A back end has a construct if it gives the reference's answer for all of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from balance_rules.engine import ForwardEngine
from balance_rules.errors import UnsupportedError
from balance_rules.kernel import Kernel
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Comparison,
    Conclusion,
    Condition,
    Exercise,
    Kind,
    Knowledge,
    Level,
    LoadingPattern,
    Not,
    Place,
    Prescription,
    Rationale,
    Referral,
    Restriction,
    Rule,
    Urgency,
    Within,
)
from balance_rules.semantics import Inference, evidence_weight, infer
from docs.generator.book import Pages, document, escape, table

PAGE = "reference/back-ends.md"
BackEnd = Callable[[Knowledge, Mapping[str, int]], Inference]

BACK_ENDS: Mapping[str, BackEnd] = {
    "experta": lambda knowledge, facts: ForwardEngine(Kernel(knowledge)).infer(facts),
    "compiled": lambda knowledge, facts: Kernel(knowledge).run(facts),
}
NOT_YET = {
    "cohort": "the same knowledge over a table, one column per finding, for many people at once",
    "verify": "the same knowledge as constraints, for proofs over every possible person",
}


@dataclass(frozen=True, slots=True)
class Construct:
    """Something the knowledge can say: its name, how it is written, and a knowledge base that says it."""

    name: str
    written: str
    knowledge: Knowledge


def back_end_pages() -> Pages:
    """Return the page of back ends."""
    constructs = list(_constructs())
    rows = []
    for construct in constructs:
        people = list(_people(construct.knowledge))
        cells = [_support(back_end, construct.knowledge, people) for back_end in BACK_ENDS.values()]
        rows.append((construct.name, f"`{construct.written}`", "●", *cells, *("–" for _ in NOT_YET)))
    header = ("Construct", "Written", "reference", *BACK_ENDS, *NOT_YET)
    return {
        PAGE: document(
            "# What each back end supports",
            "One definition (`balance_rules.semantics`, the reference), and back ends that must give its answer to the "
            "last bit. `experta` fires activation by activation and is what `assess` uses unless told otherwise; "
            '`compiled` (`assess(…, engine="compiled")`) runs the same predicates straight to the fixpoint.',
            "● gives the reference's answer for every combination of known and unknown facts of a small knowledge base "
            "that holds the construct; this page is written by running them. ○ not supported. – not compared here yet.",
            table(header, rows),
            [f"- **{name}** is not compared here yet: {what}." for name, what in NOT_YET.items()],
            "Measures (`derive`) and units are computed once, exactly, before any back end runs, and so are the same "
            "for all. Texts, doses and rankings are made after, from the result.",
        )
    }


def _support(back_end: BackEnd, knowledge: Knowledge, people: list[Mapping[str, int]]) -> str:
    try:
        agree = all(back_end(knowledge, facts) == infer(knowledge, facts) for facts in people)
    except UnsupportedError as error:
        return f"○ {escape(str(error))}"
    return "●" if agree else "○ differs from the reference"


def _people(knowledge: Knowledge) -> Iterator[Mapping[str, int]]:
    """Yield every combination of values of the facts, unknown included."""
    choices = [[None, *range(a.low, a.high + 1)] for a in knowledge.facts.values()]
    for values in itertools.product(*choices):
        yield {fact: value for fact, value in zip(knowledge.facts, values, strict=True) if value is not None}


# ---------------------------------------------------------------- the constructs

_ATTRIBUTES = (
    Attribute("number", "", Kind.NUMBER, "", "", 1, high=3),
    Attribute("boolean", "", Kind.BOOLEAN, "", "", 1),
    Attribute("category", "", Kind.CATEGORY, "", "", 1, high=2, values=(("a", "a"), ("b", "b"), ("c", "c"))),
)
_LEVELS = tuple(
    Level(name, Decimal(cf), evidence_weight(Decimal(cf)))
    for name, cf in (("low", "0.2"), ("moderate", "0.5"), ("high", "0.8"))
)
_NUMBER, _BOOLEAN = Compare("number", Comparison.GE, 2), Compare("boolean", Comparison.EQ, 1)
_CATEGORY = Compare("category", Comparison.EQ, 1)


def _statement(name: str, condition: Condition) -> tuple[str, str, str, Condition, Rationale, tuple[()], Place]:
    return name, name, "", condition, Rationale(), (), Place("")


def _rule(name: str, condition: Condition, cf: str = "0.5", group: str = "", stratum: int = 0) -> Rule:
    certainty = Decimal(cf)
    return Rule(
        *_statement(name, condition),
        conclusion=("first", "second")[stratum],
        certainty=certainty,
        weight=evidence_weight(certainty),
        group=group or name,
        stratum=stratum,
    )


def _knowledge(
    *rules: Rule,
    referrals: tuple[Referral, ...] = (),
    restrictions: tuple[Restriction, ...] = (),
    exercises: tuple[Exercise, ...] = (),
    prescriptions: tuple[Prescription, ...] = (),
) -> Knowledge:
    conclusions = {
        name: Conclusion(name, name, "", "", (), "", _LEVELS, i) for i, name in enumerate(("first", "second"))
    }
    return Knowledge(
        name="",
        version="",
        hash="",
        attributes=MappingProxyType({attribute.id: attribute for attribute in _ATTRIBUTES}),
        measures=(),
        conclusions=MappingProxyType(conclusions),
        rules=rules,
        referrals=referrals,
        restrictions=restrictions,
        exercises=MappingProxyType({exercise.id: exercise for exercise in exercises}),
        prescriptions=prescriptions,
    )


_FLAG = Referral(*_statement("flag", _BOOLEAN), urgency=Urgency.URGENT, action="")
_SORE = Restriction(*_statement("sore", _CATEGORY), forbids=(LoadingPattern((("overhead", ("true",)),)),))
_ALLOWED = AllOf((_NUMBER, Not(_SORE.condition)))
_LIFT = Exercise("lift", "", "", "", "", (), (), (), (), "", False, (), (), (), (), (), (), (), condition=_ALLOWED)
_CALLED_FOR = AtLeast("first", "moderate", _LEVELS[1].cut)
_TRAIN = Prescription(
    *_statement("train", AllOf((_CALLED_FOR, Not(_FLAG.condition), AnyOf((_LIFT.condition,))))),
    kind="strength",
    answers=("first",),
    loading=True,
    prescribe=(_CALLED_FOR,),
    avoid=(),
    exercises=("lift",),
)


def _constructs() -> Iterator[Construct]:
    compared = [_rule(c.value, Compare("number", c, 2)) for c in Comparison]
    yield Construct("A number, compared", "a: {lt: 2}, le, eq, ge, gt", _knowledge(*compared))
    yield Construct(
        "A boolean or category", "a: true, b: word", _knowledge(_rule("b", _BOOLEAN), _rule("c", _CATEGORY))
    )
    yield Construct("One of several values", "a: {in: [x, y]}", _knowledge(_rule("in", Within("category", (0, 2)))))
    yield Construct("Negation", "not: …", _knowledge(_rule("not", Not(_NUMBER))))
    parts = (_NUMBER, AnyOf((_BOOLEAN, Not(_CATEGORY))))
    yield Construct("All of, any of, nested", "all: […], any: […]", _knowledge(_rule("all", AllOf(parts))))
    against = _knowledge(_rule("for", _NUMBER), _rule("against", _BOOLEAN, "-0.3"))
    yield Construct("Evidence against a finding", "certainty: −0.3", against)
    grouped = (_rule("weak", _NUMBER, "0.4", "one"), _rule("strong", _BOOLEAN, "0.6", "one"), _rule("other", _CATEGORY))
    yield Construct("Evidence groups", "group: name", _knowledge(*grouped))
    higher = _rule("higher", _CALLED_FOR, stratum=1)
    yield Construct(
        "The level of a finding", "finding: {at_least: moderate}", _knowledge(_rule("base", _NUMBER), higher)
    )
    yield Construct("Referrals", "referrals/*.yaml", _knowledge(referrals=(_FLAG,)))
    yield Construct(
        "Restrictions on exercises", "restrictions/*.yaml", _knowledge(restrictions=(_SORE,), exercises=(_LIFT,))
    )
    prescribed = _knowledge(_rule("base", _NUMBER), referrals=(_FLAG,), exercises=(_LIFT,), prescriptions=(_TRAIN,))
    yield Construct("Prescriptions", "prescriptions/*.yaml", prescribed)
