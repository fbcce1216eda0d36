"""What a knowledge base holds, and how much of it rests on what: an account, not a judgement.

Lint says what is wrong; the inventory says what is there, and names what a careful reader should know:
rules that no prospective study supports, thresholds that are conventions, attributes that nothing reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from balance_rules.knowledge.margins import KINDS, Basis, margins
from balance_rules.knowledge.sources import identified
from balance_rules.model import (
    Claim,
    Compare,
    Grade,
    Kind,
    Knowledge,
    Prescription,
    Reading,
    Role,
    Rule,
    Statement,
    facts_read,
    leaves,
    name_of,
)
from balance_rules.text.gathering import gathered

PROSPECTIVE = frozenset({Grade.A, Grade.B})
RECENT = 2022


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries of a kind are written, and for how many sides, muscles or sites they stand."""

    kind: str
    written: int
    grounded: int


@dataclass(frozen=True, slots=True)
class ConventionalThreshold:
    """A number in a condition that no source gives: our own, with the reason for it."""

    statement: str
    attribute: str
    threshold: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """How well the sources are known: identified, recent (of 2022 or later), and how many were read in which part."""

    written: int
    identified: int
    recent: int
    by_reading: tuple[tuple[str, int], ...]
    unread: int


@dataclass(frozen=True, slots=True)
class Resting:
    """How many rules rest on one kind of evidence, and how many of them on indirect evidence alone."""

    role: str
    rules: int
    indirect: int


@dataclass(frozen=True, slots=True)
class Differences:
    """The rules that cut a difference between the sides, by how the cut-off lies to the error of that difference.

    Of `inside` nobody says why; `on_purpose` are those that say so; of `unknown` no error is known, of the difference
    or of one side. `by_basis` counts all of them by where the error is from.
    """

    beyond: tuple[str, ...]
    inside: tuple[str, ...]
    on_purpose: tuple[str, ...]
    unknown: tuple[str, ...]
    by_basis: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ClaimStatus:
    """A popular claim: what the evidence says of it, what deals with it, and whether it is told to somebody."""

    id: str
    claim: str
    verdict: str
    carried_by: tuple[str, ...]
    live: bool


@dataclass(frozen=True, slots=True)
class Inventory:
    """The account of a knowledge base; names are ids, in the order of the files."""

    format: Literal["balance_rules.inventory/1"] = field(default="balance_rules.inventory/1", kw_only=True)
    name: str
    version: str
    hash: str
    counts: tuple[Count, ...]
    sources_by_grade: tuple[tuple[str, int], ...]
    sources: SourceAccount
    rules_by_grade: tuple[tuple[str, int], ...]
    rules_by_role: tuple[Resting, ...]
    side_differences: Differences
    claims: tuple[ClaimStatus, ...]
    without_prospective_support: tuple[str, ...]
    conventional_thresholds: tuple[ConventionalThreshold, ...]
    unread_attributes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the account as plain data of the format ``balance_rules.inventory/1``."""
        return asdict(self)


def take_inventory(knowledge: Knowledge) -> Inventory:
    """Return the account of a knowledge base.

    >>> import balance_rules as br
    >>> [count.kind for count in take_inventory(br.load().knowledge).counts][:3]
    ['attributes', 'findings', 'rules']
    """
    grades = Counter(source.grade for source in knowledge.evidence.values())
    return Inventory(
        name=knowledge.name,
        version=knowledge.version,
        hash=knowledge.hash,
        counts=tuple(_counts(knowledge)),
        sources_by_grade=tuple((grade.value, grades[grade]) for grade in Grade),
        sources=_sources(knowledge),
        rules_by_grade=_rules_by_grade(knowledge),
        rules_by_role=_rules_by_role(knowledge),
        side_differences=_differences(knowledge),
        claims=tuple(map(_status, knowledge.claims)),
        without_prospective_support=tuple(
            dict.fromkeys(rule.name for rule in knowledge.rules if not _prospective(knowledge, rule))
        ),
        conventional_thresholds=tuple(dict.fromkeys(_conventional_thresholds(knowledge))),
        unread_attributes=unread_attributes(knowledge),
    )


def _counts(knowledge: Knowledge) -> Iterator[Count]:
    yield Count("attributes", len(knowledge.attributes), len(knowledge.facts))
    findings = knowledge.conclusions.values()
    yield Count("findings", len({finding.name for finding in findings}), len(findings))
    statements: tuple[tuple[str, Iterable[Any]], ...] = (
        ("rules", knowledge.rules),
        ("referrals", knowledge.referrals),
        ("contradictions", knowledge.contradictions),
        ("restrictions", [r for r in knowledge.restrictions if r.referral is None]),
        ("prescriptions", knowledge.prescriptions),
    )
    for kind, members in statements:
        names = [statement.name for statement in members]
        yield Count(kind, len(set(names)), len(names))
    for kind, entries in (
        ("exercises", knowledge.exercises),
        ("muscles", knowledge.muscles),
        ("sources", knowledge.evidence),
        ("claims", knowledge.claims),
    ):
        yield Count(kind, len(entries), len(entries))


def _status(claim: Claim) -> ClaimStatus:
    live = any(case.expect == "fires" for case in claim.cases)  # somebody whom it is about
    return ClaimStatus(claim.name, claim.title, claim.verdict.value, claim.carried_by, live)


def _sources(knowledge: Knowledge) -> SourceAccount:
    sources = knowledge.evidence.values()
    readings = Counter(source.verified.read for source in sources if source.verified)
    return SourceAccount(
        written=len(sources),
        identified=sum(map(identified, sources)),
        recent=sum(source.year is not None and source.year >= RECENT for source in sources),
        by_reading=tuple((reading.value, readings[reading]) for reading in Reading),
        unread=sum(source.verified is None for source in sources),
    )


def _rules_by_grade(knowledge: Knowledge) -> tuple[tuple[str, int], ...]:
    """Count the rules by the grade of the evidence for what they say; "none" has no source for it."""
    grades = {name: source.grade for name, source in knowledge.evidence.items()}
    found = {rule.name: rule.rationale.grade(grades) for rule in knowledge.rules}
    counts = Counter(best[1].value if best else "none" for best in found.values())
    return tuple((grade, counts[grade]) for grade in (*(grade.value for grade in Grade), "none"))


def _rules_by_role(knowledge: Knowledge) -> tuple[Resting, ...]:
    """Count the rules by what they rest on, and those of them for which no direct source is cited."""
    grades = {name: source.grade for name, source in knowledge.evidence.items()}
    rules = {rule.name: rule.rationale for rule in knowledge.rules}
    found = [(why.rests_on, bool((grade := why.grade(grades)) and grade[0])) for why in rules.values()]
    counts = Counter(role for role, _ in found)
    indirect = Counter(role for role, is_indirect in found if is_indirect)
    return tuple(Resting(role.value, counts[role], indirect[role]) for role in Role)


def _differences(knowledge: Knowledge) -> Differences:
    """Sort the rules that cut a difference between the sides; one that cuts several goes by the worst of them."""
    found = gathered((margin.rule, margin) for margin in margins(knowledge))
    of_kind = gathered((min((one.kind for one in each), key=KINDS.index), rule) for rule, each in found.items())
    bases = Counter(max((margin.basis for margin in each), key=list(Basis).index) for each in found.values())
    by_basis = tuple((basis.value, bases[basis]) for basis in Basis)
    return Differences(by_basis=by_basis, **{kind: tuple(of_kind.get(kind, ())) for kind in KINDS})


def _prospective(knowledge: Knowledge, rule: Rule) -> bool:
    supporting = (c.source for c in rule.rationale.evidence if not c.against)
    return any(knowledge.evidence[source].grade in PROSPECTIVE for source in supporting)


def _conventional_thresholds(knowledge: Knowledge) -> Iterator[ConventionalThreshold]:
    for statement in knowledge.statements:
        sourced = {name for citation in statement.rationale.evidence for name in citation.supports}
        owned = dict(statement.rationale.conventions)
        for leaf in _comparisons(statement):
            attribute = knowledge.facts[leaf.fact]
            name = name_of(leaf.fact)
            if attribute.kind is Kind.NUMBER and name in owned and name not in sourced:
                threshold = f"{leaf.comparison.symbol} {attribute.show(leaf.value)}"
                yield ConventionalThreshold(statement.name, name, threshold, owned[name])


def _comparisons(statement: Statement) -> Iterator[Compare]:
    """Yield the comparisons an author wrote; a prescription's own parts, without referrals and exercises."""
    own = isinstance(statement, Prescription)
    conditions = (*statement.prescribe, *statement.avoid) if own else (statement.condition,)  # type: ignore[attr-defined]
    for condition in conditions:
        yield from (leaf for leaf in leaves(condition) if isinstance(leaf, Compare))


def unread_attributes(knowledge: Knowledge, used: AbstractSet[str] = frozenset()) -> tuple[str, ...]:
    """Return the attributes that no condition reads, directly or through a measure, those `used` otherwise apart."""
    read = {name_of(fact) for _, condition in knowledge.judged for fact in facts_read(condition)} | used
    for measure in reversed(knowledge.measures):
        if name_of(measure.fact) in read:
            read |= {name_of(name) for name in measure.inputs}
    return tuple(name for name in knowledge.attributes if name not in read)
