"""The summary of a squad: how common findings are, who needs referral, what is prescribed, what to measure next."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from balance_rules.cohort.standing_out import Outstanding
from balance_rules.cohort.tally import Refusal, Tally
from balance_rules.model import Knowledge
from balance_rules.text.writing import neutral

MOST_LISTED = 10
MOST_REFUSALS_LISTED = 5


@dataclass(frozen=True, slots=True)
class Prevalence:
    """How many people a finding reaches at least each of its levels in, from the lowest."""

    id: str
    title: str
    at_least: dict[str, int]

    @property
    def highest(self) -> dict[str, int]:
        """How many people each level is the highest of."""
        beyond = [*list(self.at_least.values())[1:], 0]
        return {name: count - more for (name, count), more in zip(self.at_least.items(), beyond, strict=True)}


@dataclass(frozen=True, slots=True)
class Share:
    """In how many people a red flag is raised or a prescription given, and in how many it is undecided."""

    id: str
    title: str
    yes: int
    open: int


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that could still settle something, the people it is unknown of, and the effort of asking."""

    fact: str
    label: str
    people: int
    effort: int


@dataclass(frozen=True, slots=True)
class CountedReason:
    """Why somebody stands out: a referral with its urgency, or a finding with its title."""

    id: str
    title: str
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class StandingOut:
    """Somebody to look at first: the id, the columns that were carried along, and why."""

    id: str
    kept: dict[str, str]
    reasons: tuple[CountedReason, ...]


@dataclass(frozen=True, slots=True)
class CohortSummary:
    """A squad in counts; people are rows that could be judged.

    `to_refer` counts those whom a doctor should see and has not, `seen` those with a reason that one has looked at.
    `to_see` are those with a referral, the most urgent first, `worst` those with the most findings at a high level;
    both are the first of them, and empty for a table whose rows stay in a warehouse.
    """

    format: Literal["balance_rules.cohort_summary/1"] = field(default="balance_rules.cohort_summary/1", kw_only=True)
    knowledge: str
    knowledge_hash: str
    rows: int
    refused: int
    people: int
    to_refer: int
    seen: int
    findings: tuple[Prevalence, ...]
    referrals: tuple[Share, ...]
    prescriptions: tuple[Share, ...]
    missing: tuple[MissingFact, ...]
    faults: dict[str, int]
    refusals: tuple[Refusal, ...]
    notes: tuple[str, ...]
    to_see: tuple[StandingOut, ...] = ()
    worst: tuple[StandingOut, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain data."""
        return asdict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the summary as JSON of the format ``balance_rules.cohort_summary/1``."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False)

    def to_text(self, team: str | None = None) -> str:
        """Return the summary as text; with the column of teams, one that was carried along, each person's is named."""
        return neutral("\n".join(self._lines(team)))

    def __str__(self) -> str:
        return self.to_text()

    def _lines(self, team: str | None) -> Iterator[str]:
        yield f"{self.people:,} people of {self.rows:,} rows; {self.knowledge} ({self.knowledge_hash[:12]})"
        if self.refused:
            yield f"{self.refused:,} rows refused, and in no count below:"
            faults = sorted(self.faults.items(), key=lambda fault: -fault[1])
            yield from (f"  {column}: {count:,}" for column, count in faults[:MOST_LISTED])
            yield from (f"  row {r.id}: {r.problem}" for r in self.refusals[:MOST_REFUSALS_LISTED])
        yield from (f"Note: {note}" for note in self.notes)
        yield f"Need referral: {self._share(self.to_refer)}"
        yield from (f"  {person.id}{_of(person, team)}: {_why(person)}" for person in self.to_see[:MOST_LISTED])
        if self.to_see and self.to_refer > MOST_LISTED:
            yield f"  and {self.to_refer - MOST_LISTED:,} more"
        if self.seen:
            yield f"  Seen by a doctor for at least one reason: {self._share(self.seen)}"
        raised = [flag for flag in self.referrals if flag.yes]
        for flag in raised[:MOST_LISTED]:
            yield f"  {flag.title}: {self._share(flag.yes)}; not ruled out in {flag.open:,}"
        if len(raised) < len(self.referrals):
            yield f"  and {len(self.referrals) - len(raised)} raised in nobody, and not ruled out in some or all"
        yield "Findings, people who reach at least the level:"
        for finding in self.findings[:MOST_LISTED]:
            levels = ", ".join(f"{level} {self._share(count)}" for level, count in finding.at_least.items())
            yield f"  {finding.title}: {levels}"
        yield "Prescriptions given:"
        for advice in [p for p in self.prescriptions if p.yes][:MOST_LISTED]:
            yield f"  {advice.title}: {self._share(advice.yes)}; withheld in {advice.open:,}"
        yield "Most valuable to ask or measure next:"
        for fact in self.missing[:MOST_LISTED]:
            yield f"  {fact.label}: could still settle something for {fact.people:,}"

    def _share(self, count: int) -> str:
        return f"{count:,} ({100 * count / self.people:.1f} %)" if self.people else f"{count:,}"


def _of(person: StandingOut, team: str | None) -> str:
    return f" ({person.kept[team]})" if team and person.kept.get(team) else ""


def _why(person: StandingOut) -> str:
    return ", ".join(reason.title for reason in person.reasons)


def summarise(
    knowledge: Knowledge, tally: Tally, notes: tuple[str, ...] = (), keep: Sequence[str] = ()
) -> CohortSummary:
    """Return the summary that a tally makes, the most common first; `keep` are the columns that were carried along."""
    counts = tally.counts
    findings = []
    for conclusion in knowledge.conclusions.values():
        at_least = {lvl.name: counts.get(f"level|{conclusion.id}|{lvl.name}", 0) for lvl in conclusion.levels}
        if any(at_least.values()):
            findings.append(Prevalence(conclusion.id, conclusion.title, at_least))
    missing = []
    for name, people in counts.items():
        if name.startswith("open|"):
            attribute, fact = knowledge.facts[name[5:]], name[5:]
            missing.append(MissingFact(fact, attribute.label(fact), people, attribute.effort))
    zeros = tuple(
        f"{knowledge.facts[fact].label(fact)} could not be computed in {count:,} rows: a divisor is 0."
        for fact, count in tally.divided_by_zero.items()
    )
    return CohortSummary(
        knowledge=f"{knowledge.name} {knowledge.version}",
        knowledge_hash=knowledge.hash,
        rows=tally.rows,
        refused=tally.refused,
        people=tally.rows - tally.refused,
        to_refer=counts.get("refer", 0),
        seen=counts.get("seen", 0),
        findings=tuple(sorted(findings, key=lambda f: tuple(-n for n in reversed(f.at_least.values())))),
        referrals=_shares(counts, knowledge.referrals),
        prescriptions=_shares(counts, knowledge.prescriptions),
        missing=tuple(sorted(missing, key=lambda m: (-m.people / m.effort, m.fact))),
        faults=tally.faults,
        refusals=tuple(tally.refusals),
        notes=(*notes, *zeros),
        to_see=tuple(_standing_out(knowledge, tally.to_see, keep)),
        worst=tuple(_standing_out(knowledge, tally.worst, keep)),
    )


def _standing_out(knowledge: Knowledge, people: Sequence[Outstanding], keep: Sequence[str]) -> Iterator[StandingOut]:
    urgency = {referral.id: referral.urgency.value for referral in knowledge.referrals}
    titles = {referral.id: referral.title for referral in knowledge.referrals}
    titles |= {name: conclusion.title for name, conclusion in knowledge.conclusions.items()}
    for person in people:
        reasons = tuple(CountedReason(name, titles[name], urgency.get(name, "")) for name in person.statements)
        yield StandingOut(person.id, dict(zip(keep, person.kept, strict=True)), reasons)


def _shares(counts: dict[str, int], statements: Any) -> tuple[Share, ...]:
    found = [
        Share(s.id, s.title, counts.get(f"state|{s.id}|yes", 0), counts.get(f"state|{s.id}|open", 0))
        for s in statements
    ]
    return tuple(sorted((s for s in found if s.yes or s.open), key=lambda s: (-s.yes, -s.open)))
