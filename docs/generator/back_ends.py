"""The page of back ends: which construct of the knowledge each supports, shown by running it.

Every construct stands in a small knowledge base of its own, over which every combination of facts is
judged, unknown ones included. A back end has a construct if it gives the reference's answer for all of them.
What a back end refuses is shown by asking for it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import narwhals as nw
import polars as pl

from balance_rules.cohort import Cohort
from balance_rules.cohort.compiling import ColumnPlan
from balance_rules.errors import UnsupportedError
from balance_rules.inference.forward import ForwardEngine
from balance_rules.inference.kernel import Kernel
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
from balance_rules.verify.prover import evaluated
from docs.generator.book import Pages, document, escape, table

PAGE = "reference/back-ends.md"
People = Sequence[Mapping[str, int]]
BackEnd = Callable[[Knowledge, People], Sequence[Inference]]


def _one_by_one(infer_one: Callable[[Knowledge], Callable[[Mapping[str, int]], Inference]]) -> BackEnd:
    def judged(knowledge: Knowledge, people: People) -> Sequence[Inference]:
        return list(map(infer_one(knowledge), people))

    return judged


def _in_duckdb(frame: pl.DataFrame) -> Any:
    import duckdb  # takes a third of a second, and every worker of the tests imports this file

    return duckdb.from_arrow(frame.to_arrow())


def _as_table(native: Callable[[pl.DataFrame], Any]) -> BackEnd:
    """Return the back end of tables, people as rows, in the kind of table that `native` makes."""

    def judged(knowledge: Knowledge, people: People) -> Sequence[Inference]:
        plan = ColumnPlan(knowledge, tuple(knowledge.facts))
        columns = {"row": pl.Series(range(len(people)), dtype=pl.Int64)}
        for fact, position in plan.known.items():
            kind = pl.Boolean if knowledge.facts[fact].kind is Kind.BOOLEAN else pl.Int64
            values = pl.Series([person.get(fact) for person in people], dtype=pl.Int64)
            columns[f"f{position}"] = values.cast(kind)
        frame = plan.apply(nw.from_native(native(pl.DataFrame(columns))))
        rows = frame.lazy().collect("polars").sort("row").rows(named=True)
        return [_read(plan, knowledge, row) for row in rows]

    return judged


def _read(plan: ColumnPlan, knowledge: Knowledge, row: Mapping[str, Any]) -> Inference:
    """Return a row of a table as the reference would say it; what is the same for everyone has no column."""
    said = [row.get(f"t{position}", truth) for position, truth in sorted(plan.truths.items())]
    scores = [
        (row.get(f"lo{position}", low), row.get(f"hi{position}", high))
        for position, (low, high) in enumerate(plan.scores[name] for name in knowledge.conclusions)
    ]
    return Inference(tuple(0 if truth is None else 1 if truth else -1 for truth in said), tuple(scores))


BACK_ENDS: Mapping[str, BackEnd] = {
    "experta": _one_by_one(lambda knowledge: ForwardEngine(Kernel(knowledge)).infer),
    "compiled": _one_by_one(lambda knowledge: Kernel(knowledge).run),
    "cohort in Polars": _as_table(lambda frame: frame),
    "cohort in DuckDB": _as_table(_in_duckdb),
    "verify": _one_by_one(lambda knowledge: lambda facts: evaluated(knowledge, facts)),
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
        rows.append((construct.name, f"`{construct.written}`", "●", *cells))
    header = ("Construct", "Written", "reference", *BACK_ENDS)
    return {
        PAGE: document(
            "# What each back end supports",
            "One definition (`balance_rules.semantics`, the reference), and back ends that must give its answer to the "
            "last bit. `experta` fires activation by activation and is what `assess` uses unless told otherwise; "
            '`compiled` (`assess(…, engine="compiled")`) runs the same predicates straight to the fixpoint; `cohort` '
            "judges many people as rows of a table, in Polars, pandas, Arrow or inside a database; `verify` reads the "
            "knowledge as formulas, to prove what holds of everybody.",
            "● gives the reference's answer for every combination of known and unknown facts of a small knowledge base "
            "that holds the construct; this page is written by running them. ○ not supported.",
            table(header, rows),
            "## What a back end refuses",
            "What a back end has no exact answer for it refuses with `UnsupportedError`, before it judges anybody; "
            "nothing is skipped in silence. These are asked for, and refused, when this page is written.",
            table(("Back end", "Asked for", "Refused with"), list(_refusals())),
            "`experta` and `compiled` refuse nothing that loads, `verify` only to run without its solver. One thing "
            "`verify` leaves free instead: a ratio with several divisors, whose comparison with a number is no linear "
            "formula. What is proved holds all the same; a person who is found is judged again by the reference, and "
            "one who cannot exist is not shown.",
            "Measures (`derive`) and units are computed before any back end runs, exactly, by one function for one "
            "person and by integer columns for a table. Texts, doses and rankings are made after, from the result.",
        )
    }


def _support(back_end: BackEnd, knowledge: Knowledge, people: People) -> str:
    try:
        agree = list(back_end(knowledge, people)) == [infer(knowledge, facts) for facts in people]
    except UnsupportedError as error:
        return f"○ {escape(str(error))}"
    return "●" if agree else "○ differs from the reference"


def _refusals() -> Iterator[tuple[str, str, str]]:
    """Yield what a back end refuses, with its words, having asked for it."""
    huge = Attribute("huge", "", Kind.NUMBER, "", "", 1, high=10**17, resolution=Fraction(1, 1000))
    alike = {name: replace(_knowledge().conclusions["first"], id=name) for name in ("tight[left]", "tight__left")}
    limits: tuple[tuple[str, Knowledge, dict[str, list[Any]], Callable[[Cohort], object]], ...] = (
        (
            "a number of more steps than a 64-bit column holds exactly",
            replace(_knowledge(), hash="huge", attributes=MappingProxyType({"huge": huge})),
            {"huge": [2.5]},
            lambda cohort: cohort.table,
        ),
        (
            "two findings that would share a column",
            replace(_knowledge(), hash="alike", conclusions=MappingProxyType(alike)),
            {"boolean": [True]},
            lambda cohort: cohort.table,
        ),
        (
            "SQL for a table whose quantities are text",
            _knowledge(_rule("r", _NUMBER)),
            {"number": ["2"]},
            lambda cohort: cohort.sql("duckdb"),
        ),
    )
    for asked, knowledge, columns, ask in limits:
        try:
            ask(Cohort(knowledge, pl.DataFrame({"id": [1], **columns})))
        except UnsupportedError as error:
            yield "cohort", asked, escape(str(error))
        else:
            raise AssertionError(f"{asked} is supported: say so on the page")


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
        hash=repr((rules, referrals, restrictions, exercises, prescriptions)),  # tells them apart where cached
        attributes=MappingProxyType({attribute.id: attribute for attribute in _ATTRIBUTES}),
        measures=(),
        conclusions=MappingProxyType(conclusions),
        rules=rules,
        referrals=referrals,
        restrictions=restrictions,
        exercises=MappingProxyType({exercise.id: exercise for exercise in exercises}),
        prescriptions=prescriptions,
    )


_FLAG = Referral(*_statement("flag", _BOOLEAN), urgency=Urgency.SAME_DAY, action="")
_STOP = Restriction(*_statement(_FLAG.stop, _BOOLEAN), forbids=(LoadingPattern(()),), referral="flag")
_SORE = Restriction(*_statement("sore", _CATEGORY), forbids=(LoadingPattern((("overhead", ("true",)),)),))
_ALLOWED = AllOf((_NUMBER, Not(_SORE.condition)))
_LIFT = Exercise("lift", "", "", "", "", (), (), (), (), "", False, (), (), (), (), (), (), (), condition=_ALLOWED)
_UNFLAGGED = Not(_STOP.condition)
_RAISE = Exercise("raise", "", "", "", "", (), (), (), (), "", False, (), (), (), (), (), (), (), condition=_UNFLAGGED)
_CALLED_FOR = AtLeast("first", "moderate", _LEVELS[1].cut)
_TRAIN = Prescription(
    *_statement("train", AllOf((_CALLED_FOR, AnyOf((_RAISE.condition,))))),
    kind="strength",
    answers=("first",),
    loading=True,
    prescribe=(_CALLED_FOR,),
    avoid=(),
    exercises=("raise",),
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
    yield Construct("Referrals", "referrals/*.yaml", _knowledge(referrals=(_FLAG,), restrictions=(_STOP,)))
    yield Construct(
        "Restrictions on exercises", "restrictions/*.yaml", _knowledge(restrictions=(_SORE,), exercises=(_LIFT,))
    )
    prescribed = _knowledge(
        _rule("base", _NUMBER),
        referrals=(_FLAG,),
        restrictions=(_STOP,),
        exercises=(_RAISE,),
        prescriptions=(_TRAIN,),
    )
    yield Construct("Prescriptions", "prescriptions/*.yaml", prescribed)
