"""What was judged → findings with their reasons, popular claims, and the sources that something rests on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from balance_rules.advice.results import (
    Advice,
    ClaimResult,
    Finding,
    Reason,
    ReferralResult,
    RestrictionResult,
    SourceRecord,
)
from balance_rules.advice.sight import sight
from balance_rules.inference.judgement import Judged
from balance_rules.inference.kernel import Justification
from balance_rules.model import Claim, Conclusion, Grade, Knowledge, instance_of, name_of
from balance_rules.semantics import certainty
from balance_rules.text.gathering import gathered
from balance_rules.text.wording import fill, once_for_each, phrase


def findings(
    judged: Judged, justifications: Iterable[Justification], left_out: Container[str] = ()
) -> tuple[Finding, ...]:
    """The findings that reached a level, the highest first, then those that still may or have weak reasons.

    Those `left_out`, by the ids of their conclusions, are not made.
    """
    by_conclusion = gathered((j.rule.conclusion, j) for j in justifications)
    found = []
    heights: dict[str, list[str]] = {}
    for conclusion in judged.knowledge.conclusions.values():
        if conclusion.id in left_out:
            continue
        low, high = judged.scores[conclusion.id]
        if conclusion.id in by_conclusion or conclusion.level(max(low, high)):
            found.append(_finding(judged, conclusion, by_conclusion.get(conclusion.id, ())))
            heights[conclusion.id] = heights[conclusion.name] = [level.name for level in conclusion.levels]

    def place(finding: Finding) -> tuple[bool, int, int, int]:
        """What matters most first: by level, then by family, then by certainty."""
        height = heights[finding.id].index(finding.level) if finding.level else -1
        return finding.level is None, -height, judged.knowledge.family(finding.family).place, -finding.score[0]

    return tuple(sorted(_told_together(judged, found), key=place))


def unspoken(judged: Judged, justifications: Iterable[Justification]) -> frozenset[str]:
    """The conclusions that may still be reached though no reason speaks of them, but those told as one with others."""
    spoken = {j.rule.conclusion for j in justifications}
    silent = (c for c in judged.knowledge.conclusions.values() if c.id not in spoken and not c.together)
    scores = ((c, judged.scores[c.id]) for c in silent)
    return frozenset([c.id for c, (low, high) in scores if c.level(high) and not c.level(low)])


def _told_together(judged: Judged, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings, those that their conclusion wants told together as one: the strongest, with all reasons."""
    conclusions = judged.knowledge.conclusions
    groups = gathered((name_of(f.id) if conclusions[f.id].together else f.id, f) for f in found)
    for name, members in groups.items():
        best = max(members, key=lambda finding: finding.score)
        conclusion = conclusions[best.id]
        if not conclusion.together:
            yield best
            continue
        low, high = best.score[0], max(finding.score[1] for finding in members)
        level, highest = conclusion.level(low), conclusion.level(high)
        yield replace(
            best,
            id=name,
            title=conclusion.together,
            score=(low, high),
            may_reach=highest if highest != level else None,
            muscles=tuple(str(instance_of(finding.id)) for finding in members if finding.level),
            reasons=tuple(reason for finding in members for reason in finding.reasons if not reason.outweighed_by),
        )


def _finding(judged: Judged, conclusion: Conclusion, fired: Sequence[Justification]) -> Finding:
    low, high = judged.scores[conclusion.id]
    counting = [j.rule for j in fired if j.outweighed_by is None and j.rule.weight > 0]
    rests = [_rests_on(judged.knowledge, rule.id) for rule in counting]
    best = min((grade for grade, _, _ in rests if grade), default=None)
    level, highest = conclusion.level(low), conclusion.level(high)
    denied = any(j.rule.weight < 0 for j in fired)  # else a score below 0 comes of what nobody measured
    sure = low if denied else max(low, 0)
    return Finding(
        id=conclusion.id,
        title=conclusion.title,
        level=level,
        may_reach=highest if highest != level else None,
        certainty=round(certainty(sure), 2) + 0.0,
        score=(low, high),
        grade=best[1] if best else None,
        indirect=bool(best and best[0]),
        contested=any(contested for _, contested, _ in rests),
        grade_against=min((against for _, _, against in rests if against), default=None),
        family=conclusion.family,
        muscles=conclusion.muscles,
        meaning=conclusion.meaning,
        reasons=tuple(_reason(judged, justification) for justification in fired),
    )


@once_for_each
def _rests_on(knowledge: Knowledge, rule: str) -> tuple[tuple[bool, Grade] | None, bool, Grade | None]:
    """How good the evidence of a rule is, after whether it is indirect; if it is contested, and how well."""
    rationale, evidence = knowledge.rules_by_id[rule].rationale, knowledge.evidence
    grades = {citation.source: evidence[citation.source].grade for citation in rationale.evidence}
    against = [citation for citation in rationale.evidence if citation.against]
    return rationale.grade(grades), bool(against), min((grades[c.source] for c in against), default=None)


@once_for_each
def _cited(knowledge: Knowledge, rule: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sources of a rule, and those against it."""
    evidence = knowledge.rules_by_id[rule].rationale.evidence
    return tuple(c.source for c in evidence if not c.against), tuple(c.source for c in evidence if c.against)


def _reason(judged: Judged, justification: Justification) -> Reason:
    rule = justification.rule
    sources, against = _cited(judged.knowledge, rule.id)
    return Reason(
        rule=rule.id,
        title=rule.title,
        because=fill(judged.knowledge, rule.rationale.because, judged.facts),
        certainty=float(rule.certainty),
        weight=rule.weight,
        group=rule.group,
        facts=dict(justification.facts),
        sources=sources,
        against=against,
        outweighed_by=justification.outweighed_by.id if justification.outweighed_by else None,
    )


def claims(judged: Judged) -> tuple[ClaimResult, ...]:
    """The popular claims that are about this person, with the verdict on each; they count for nothing."""
    return tuple(_claim(judged, claim) for claim in judged.knowledge.claims if judged.truths[claim.id] > 0)


def _claim(judged: Judged, claim: Claim) -> ClaimResult:
    reasons = [phrase(judged.knowledge, leaf) for leaf in sight(judged).deciding(claim.condition, 1)]
    return ClaimResult(
        id=claim.name,
        claim=claim.title,
        verdict=claim.verdict.value,
        because=tuple(dict.fromkeys(reasons)),
        note=claim.note,
        sources=claim.supporting,
        against=claim.opposing,
    )


def sources(
    knowledge: Knowledge,
    findings: Iterable[Finding],
    claims: Iterable[ClaimResult],
    referrals: Iterable[ReferralResult],
    restrictions: Iterable[RestrictionResult],
    prescriptions: Iterable[Advice],
) -> tuple[SourceRecord, ...]:
    """Every source that a finding, a referral or a given prescription rests on, for or against."""
    names: list[str] = []
    for finding in findings:
        for reason in finding.reasons:
            names += reason.sources
            names += reason.against
    for claim in claims:
        names += claim.sources
        names += claim.against
    for referral in referrals:
        names += referral.sources if referral.state == "refer" else ()
    for restriction in restrictions:
        names += restriction.sources if restriction.state == "active" else ()
    for given in prescriptions:
        names += given.sources if given.state == "given" else ()
    return tuple([_source(knowledge, name) for name in dict.fromkeys(names) if name in knowledge.evidence])


@once_for_each
def _source(knowledge: Knowledge, name: str) -> SourceRecord:
    e = knowledge.evidence[name]
    return SourceRecord(e.id, e.citation, e.link, e.grade.value, e.design, e.finding, e.limits)
