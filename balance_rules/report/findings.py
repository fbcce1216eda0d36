"""The section of findings: those that reached a level with their reasons, then those that still may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from balance_rules.advice.results import Finding, Reason
from balance_rules.assessment import Assessment
from balance_rules.model import Grade, name_of
from balance_rules.report.arrangement import Citations, findings_by_name, graded, open_by_level, too_weak
from balance_rules.report.paragraphs import LEVEL_STYLES, ListItem, clean, heading, item, labelled, more
from balance_rules.text.gathering import gathered
from balance_rules.text.wording import capital

MOST_OPEN = 8
VERDICTS = {
    "supported": "studies support it",
    "association_only": "seen together; which comes first is not known",
    "mixed": "studies disagree",
    "unsupported": "no study supports it",
    "contradicted": "studies contradict it",
}


def findings_section(assessment: Assessment, cited: Citations, whole: bool) -> Iterator[RenderableType]:
    """Yield the findings that reached a level, with their reasons, then those that still may in a few lines."""
    groups = findings_by_name(assessment.findings)
    yield heading("Findings")
    if groups:
        yield from _legend()
    else:
        yield item("What is known establishes no finding.")
    for number, group in enumerate(groups, 1):
        lead = f"{number}. "
        yield Text()
        for finding in group:
            yield from _finding(
                finding, lead if finding is group[0] else " " * len(lead), len(group) > 2 and not whole, cited
            )
        yield labelled("Meaning", group[0].meaning, len(lead))
    open_findings = open_by_level(assessment.findings)
    if open_findings:
        yield Text()
        yield item("Not established, yet not ruled out: what is not known may still bring", style="bold")
    for level, names in open_findings:
        yield item(more(names, len(names) if whole else MOST_OPEN), f"- up to {level}: ")
    weak = too_weak(assessment.findings)
    if weak:
        yield Text()
        yield item("Seen, and too little for a finding:", style="bold")
    for finding in weak:
        for reason in finding.reasons:
            if whole or not reason.outweighed_by:
                yield item(f"{finding.title}: {_reason(reason)}{cited.cite(reason.sources, reason.against)}", "- ")


def claims_section(assessment: Assessment, cited: Citations) -> Iterator[RenderableType]:
    """Yield the popular claims that are about this person, each with its verdict and the sources on both sides."""
    if not assessment.claims:
        return
    yield heading("What you may have heard")
    yield item(
        "Popular sentences about somebody like this, and what science says of them. They count for nothing above."
    )
    for claim in assessment.claims:
        verdict = f"{capital(VERDICTS[claim.verdict])}."
        yield ListItem(Text.assemble(f'"{clean(claim.claim)}" ', (verdict, "bold")), "- ")
        sources = cited.cite(claim.sources, claim.against)
        yield item(f"{claim.note}{sources} Told here because: {'; '.join(claim.because)}.", "", 2)


def _legend() -> Iterator[RenderableType]:
    grades = "; ".join(f"{grade.value} = {grade.meaning}" for grade in Grade)
    yield item(
        "Certainty is the certainty of the finding, not a probability: how strongly this person's facts point to it, "
        "from 0 to 1. Evidence is the best science for what is said: "
        + grades
        + "; 'indirect', found for something near it; 'against it', the best science that speaks against it. "
        "A reason marked 'also' is part of a stronger one and is not counted twice.",
        style="dim",
    )


def _finding(finding: Finding, lead: str, brief: bool, cited: Citations) -> Iterator[RenderableType]:
    """Yield a finding with its reasons; where many are alike, `brief` leaves out those that do not count."""
    level = finding.level or ""
    facts = [f"may be {finding.may_reach}"] if finding.may_reach else []
    facts += [f"certainty {finding.certainty:.2f}"]
    facts += graded(finding)
    title = (f"{clean(finding.title)}: ", "bold")
    yield ListItem(Text.assemble(title, (level, LEVEL_STYLES.get(level, "")), f" ({', '.join(facts)})"), lead)
    for reason, because in said_once(finding.reasons):
        if not (brief and reason.outweighed_by):
            yield item(because + cited.cite(reason.sources, reason.against), "- ", len(lead))


def said_once(reasons: Sequence[Reason]) -> Iterator[tuple[Reason, str]]:
    """Yield reasons with their words; what one rule says of several muscles is one reason."""
    by_rule = gathered(((name_of(reason.rule), bool(reason.outweighed_by)), reason) for reason in reasons)
    for group in by_rule.values():
        yield group[0], "; ".join(map(_reason, group))


def _reason(reason: Reason) -> str:
    if reason.weight < 0:
        return f"speaks against it: {reason.because}"
    return f"also: {reason.because}" if reason.outweighed_by else reason.because
