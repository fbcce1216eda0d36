"""What the knowledge says, statement by statement, as plain data: what `rules list` and `rules show` print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, TypeAlias

from balance_rules.advice import dose_text
from balance_rules.model import (
    Case,
    Citation,
    Claim,
    Contradiction,
    Knowledge,
    Parameter,
    Prescription,
    Referral,
    Restriction,
    Rule,
    Statement,
)
from balance_rules.text.wording import sentence

StatementKind = Literal["rule", "referral", "contradiction", "restriction", "claim", "prescription"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of a statement, and what it says to it."""

    source: str
    grade: str
    citation: str
    link: str
    says: str
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A rule-sized example: facts and levels as shown, and what is expected of them."""

    name: str
    given: dict[str, str]
    expect: str


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a rule leads by itself: the level of its finding when nothing but some facts is known."""

    level: str
    given: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSummary:
    """A rule, referral, restriction or prescription in short; what another kind has is left out."""

    id: str
    title: str
    kind: StatementKind
    status: str | None = None
    concludes: str | None = None
    certainty: float | None = None
    group: str | None = None
    urgency: str | None = None
    answers: tuple[str, ...] | None = None
    stands_for: tuple[str, ...]
    place: str
    grade: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReport:
    """What `balance-rules rules show ID --json` prints: a statement in full; what another kind has is left out."""

    id: str
    kind: StatementKind
    title: str
    stands_for: tuple[str, ...]
    when: str
    avoid: tuple[str, ...] | None = None
    status: str | None = None
    concludes: str | None = None
    finding: str | None = None
    certainty: float | None = None
    group: str | None = None
    parameters: tuple[str, ...] | None = None
    urgency: str | None = None
    action: str | None = None
    fix: str | None = None
    verdict: str | None = None
    note: str | None = None
    forbids: tuple[str, ...] | None = None
    answers: tuple[str, ...] | None = None
    exercises: tuple[str, ...] | None = None
    dose: str | None = None
    weekly_sets: tuple[str, ...] | None = None
    instructions: tuple[str, ...] | None = None
    stop_when: str | None = None
    weeks: int | None = None
    retest: tuple[str, ...] | None = None
    because: str
    evidence_for: tuple[Cited, ...]
    evidence_against: tuple[Cited, ...]
    conventions: tuple[str, ...]
    caveats: tuple[str, ...]
    cases: tuple[Example, ...]
    rungs: tuple[Reached, ...] | None = None
    place: str


StatementList: TypeAlias = list[StatementSummary]


def describe(knowledge: Knowledge, group: Sequence[Statement]) -> StatementReport:
    """What the statements of one file say, in the words of the first of them.

    >>> import balance_rules as br
    >>> knowledge = br.load().knowledge
    >>> describe(knowledge, [knowledge.referrals[0]]).kind
    'referral'
    """
    statement, rationale = group[0], group[0].rationale
    own: dict[str, Any] = {"when": sentence(knowledge, statement.condition), **_says(knowledge, statement)}
    return StatementReport(
        id=statement.id,
        kind=kind_of(statement),
        title=statement.title,
        stands_for=tuple(other.id for other in group),
        because=rationale.because,
        evidence_for=tuple(_citation(knowledge, c) for c in rationale.evidence if not c.against),
        evidence_against=tuple(_citation(knowledge, c) for c in rationale.evidence if c.against),
        conventions=tuple(f"{name}: {reason}" for name, reason in rationale.conventions),
        caveats=tuple(rationale.caveats),
        cases=tuple(_case(knowledge, case) for case in statement.cases),
        place=str(statement.place),
        **own,
    )


def summarise(knowledge: Knowledge, name: str, group: Sequence[Statement]) -> StatementSummary:
    """A file's statements in short: what the first of them says, and for how many they stand."""
    report = describe(knowledge, group)
    kept = {item.name for item in fields(StatementSummary)} - {"id", "grade"}
    grade = min((cited.grade for cited in report.evidence_for), default=None)
    return StatementSummary(id=name, grade=grade, **{field: getattr(report, field) for field in kept})


def kind_of(statement: Statement) -> StatementKind:
    """What a statement is."""
    kind: StatementKind = type(statement).__name__.lower()  # type: ignore[assignment]
    return kind


def plain(record: StatementReport | StatementSummary) -> dict[str, Any]:
    """A record as plain data, without what its kind does not have."""
    optional = {item.name for item in fields(record) if item.default is None}
    data = asdict(record, dict_factory=_with_lists)
    return {name: value for name, value in data.items() if value is not None or name not in optional}


def _with_lists(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in pairs}


def _says(knowledge: Knowledge, statement: Statement) -> dict[str, Any]:
    """What is particular to the kind of the statement."""
    match statement:
        case Rule():
            return {
                "status": statement.status,
                "concludes": statement.conclusion,
                "finding": knowledge.conclusions[statement.conclusion].title,
                "certainty": float(statement.certainty),
                "group": statement.group,
                "parameters": tuple(named(knowledge.parameters[name]) for name in statement.parameters) or None,
                "rungs": tuple(Reached(rung.level, _shown(knowledge, rung.facts)) for rung in statement.rungs) or None,
            }
        case Referral():
            return {"urgency": statement.urgency.value, "action": statement.action}
        case Contradiction():
            return {"fix": statement.fix}
        case Claim():
            return {"verdict": statement.verdict.value.replace("_", " "), "note": statement.note}
        case Restriction():
            patterns = (
                " and ".join(f"{name.replace('_', ' ')}: {' or '.join(values)}" for name, values in pattern.properties)
                for pattern in statement.forbids
            )
            forbidden = (e.name for e in knowledge.exercises.values() if statement.id in e.restrictions)
            return {"forbids": tuple(patterns), "exercises": tuple(forbidden)}
        case Prescription():
            return {
                "when": " or ".join(sentence(knowledge, part) for part in statement.prescribe),
                "avoid": tuple(sentence(knowledge, part) for part in statement.avoid),
                "answers": tuple(statement.answers),
                "exercises": tuple(knowledge.exercises[name].name for name in statement.exercises),
                "dose": dose_text(knowledge, statement.dose) if statement.dose else "",
                "weekly_sets": tuple(f"{muscle}: {change}" for muscle, change in statement.weekly_sets),
                "instructions": tuple(said.text for said in statement.instructions),
                "stop_when": statement.stop_when,
                "weeks": statement.weeks,
                "retest": tuple(knowledge.attributes[name].title_of_all for name in statement.retest),
            }
        case _:
            return {}


def named(parameter: Parameter) -> str:
    """A named number in a line, with who changed it and why.

    >>> import balance_rules as br
    >>> named(br.load().knowledge.parameters["short_rest"])
    'short_rest: 48 h. Hours between heavy sessions for the same muscle below which rest is short'
    """
    return f"{parameter.id}: {parameter.words.rstrip('.')}. {parameter.title}"


def _citation(knowledge: Knowledge, citation: Citation) -> Cited:
    source = knowledge.evidence[citation.source]
    return Cited(source.id, source.grade.value, source.citation, source.link, citation.says, tuple(citation.supports))


def _case(knowledge: Knowledge, case: Case) -> Example:
    return Example(case.name, {**_shown(knowledge, case.facts), **dict(case.levels)}, case.expect)


def _shown(knowledge: Knowledge, facts: Iterable[tuple[str, int]]) -> dict[str, str]:
    return {fact: knowledge.facts[fact].show(value) for fact, value in facts}
