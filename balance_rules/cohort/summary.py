"""The summary of a squad: how common findings are, who needs referral, what is prescribed, what to measure next."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from balance_rules.cohort.tally import Refusal, Tally
from balance_rules.model import Knowledge

MOST_LISTED = 10
MOST_REFUSALS_LISTED = 5


@dataclass(frozen=True, slots=True)
class Prevalence:
    """How many people a finding reaches at least each of its levels in."""

    id: str
    title: str
    at_least: dict[str, int]


@dataclass(frozen=True, slots=True)
class Share:
    """In how many people a red flag is raised or a prescription given, and in how many it is undecided."""

    id: str
    title: str
    yes: int
    open: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that could still settle something, the people it is unknown of, and the effort of asking."""

    fact: str
    label: str
    people: int
    effort: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A squad in counts; people are rows that could be judged."""

    knowledge: str
    knowledge_hash: str
    rows: int
    refused: int
    people: int
    to_refer: int
    findings: tuple[Prevalence, ...]
    referrals: tuple[Share, ...]
    prescriptions: tuple[Share, ...]
    missing: tuple[Missing, ...]
    faults: dict[str, int]
    refusals: tuple[Refusal, ...]
    notes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain data."""
        return {"format": "balance_rules.cohort_summary/1", **asdict(self)}

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the summary as JSON of the format ``balance_rules.cohort_summary/1``."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.people:,} people of {self.rows:,} rows; {self.knowledge} ({self.knowledge_hash[:12]})"
        if self.refused:
            yield f"{self.refused:,} rows refused, and in no count below:"
            yield from (f"  {column}: {count:,}" for column, count in list(self.faults.items())[:MOST_LISTED])
            yield from (f"  row {r.id}: {r.problem}" for r in self.refusals[:MOST_REFUSALS_LISTED])
        yield from (f"Note: {note}" for note in self.notes)
        yield f"Need referral: {self._share(self.to_refer)}"
        for flag in self.referrals[:MOST_LISTED]:
            yield f"  {flag.title}: {self._share(flag.yes)}; not ruled out in {flag.open:,}"
        yield "Findings, people who reach at least the level:"
        for finding in self.findings[:MOST_LISTED]:
            levels = ", ".join(f"{level} {self._share(count)}" for level, count in finding.at_least.items())
            yield f"  {finding.title}: {levels}"
        yield "Prescriptions given:"
        for advice in self.prescriptions[:MOST_LISTED]:
            yield f"  {advice.title}: {self._share(advice.yes)}; withheld in {advice.open:,}"
        yield "Most valuable to ask or measure next:"
        for fact in self.missing[:MOST_LISTED]:
            yield f"  {fact.label}: could still settle something for {fact.people:,}"

    def _share(self, count: int) -> str:
        return f"{count:,} ({100 * count / self.people:.1f} %)" if self.people else f"{count:,}"

    def to_html(self) -> str:
        """Return the summary as one HTML page, with bars, that needs nothing else."""
        body = [f"<h1>Squad summary</h1><p>{html.escape(next(self._lines()))}</p>"]
        if self.refused:
            rows = "".join(f"<li>{html.escape(f'{r.id}: {r.problem}')}</li>" for r in self.refusals)
            body.append(f"<h2>{self.refused:,} rows refused</h2><ul>{rows}</ul>")
        body += [f"<p>{html.escape(note)}</p>" for note in self.notes]
        body.append(f"<p>Need referral: {html.escape(self._share(self.to_refer))}</p>")
        levels = [(f"{f.title} ({n})", count) for f in self.findings[:MOST_LISTED] for n, count in f.at_least.items()]
        charts = [
            ("Red flags raised", [(r.title, r.yes) for r in self.referrals[:MOST_LISTED]]),
            ("Findings, at least the level", levels),
            ("Prescriptions given", [(p.title, p.yes) for p in self.prescriptions[:MOST_LISTED]]),
            ("Most valuable to ask or measure next", [(m.label, m.people) for m in self.missing[:MOST_LISTED]]),
        ]
        body += [f"<h2>{html.escape(title)}</h2>{self._bars(bars)}" for title, bars in charts]
        style = "body{font:16px sans-serif;max-width:60em;margin:2em auto}text{font:13px sans-serif}"
        head = f'<meta charset="utf-8"><title>Squad summary</title><style>{style}</style>'
        return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(body)}</body></html>'

    def _bars(self, bars: list[tuple[str, int]]) -> str:
        """Return a horizontal bar chart whose full width is everybody."""
        lines = []
        for i, (label, count) in enumerate(bars):
            width, y = 300 * count / max(self.people, 1), 24 * i
            lines.append(
                f'<text x="0" y="{y + 15}">{html.escape(label[:70])}</text>'
                f'<rect x="460" y="{y + 3}" width="{width:.1f}" height="16" fill="#4a7ba6"/>'
                f'<text x="{465 + width:.1f}" y="{y + 15}">{html.escape(self._share(count))}</text>'
            )
        drawn = "".join(lines)
        return f'<svg role="img" viewBox="0 0 900 {24 * len(bars)}" xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'


def summarise(knowledge: Knowledge, tally: Tally, notes: tuple[str, ...] = ()) -> Summary:
    """Return the summary that a tally makes, the most common first."""
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
            missing.append(Missing(fact, attribute.label(fact), people, attribute.effort))
    zeros = tuple(
        f"{knowledge.facts[fact].label(fact)} could not be computed in {count:,} rows: a divisor is 0."
        for fact, count in tally.divided_by_zero.items()
    )
    return Summary(
        knowledge=f"{knowledge.name} {knowledge.version}",
        knowledge_hash=knowledge.hash,
        rows=tally.rows,
        refused=tally.refused,
        people=tally.rows - tally.refused,
        to_refer=counts.get("refer", 0),
        findings=tuple(sorted(findings, key=lambda f: tuple(-n for n in reversed(f.at_least.values())))),
        referrals=_shares(counts, knowledge.referrals),
        prescriptions=_shares(counts, knowledge.prescriptions),
        missing=tuple(sorted(missing, key=lambda m: -m.people / m.effort)),
        faults=tally.faults,
        refusals=tuple(tally.refusals),
        notes=(*notes, *zeros),
    )


def _shares(counts: dict[str, int], statements: Any) -> tuple[Share, ...]:
    found = [
        Share(s.id, s.title, counts.get(f"state|{s.id}|yes", 0), counts.get(f"state|{s.id}|open", 0))
        for s in statements
    ]
    return tuple(sorted((s for s in found if s.yes or s.open), key=lambda s: (-s.yes, -s.open)))
