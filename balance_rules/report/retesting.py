"""What to measure again: today's value, and where it should be for the finding to be gone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from balance_rules.advice import Priority
from balance_rules.advice.results import Advice
from balance_rules.assessment import Assessment
from balance_rules.inference.judgement import Judged
from balance_rules.model import Compare, Comparison, Kind, Rule, Truth, key, name_of
from balance_rules.report.arrangement import findings_of, remedies_of, strongest
from balance_rules.report.concerns import in_order, words_for
from balance_rules.report.content import Reader, RetestPoint
from balance_rules.text.wording import deciding, requirement

MOST_FINDINGS = 2
FEW = 3  # measures, below which a theme's second one is named too
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_CUTS = frozenset({Comparison.LT, Comparison.LE, Comparison.GE, Comparison.GT})


def retests(
    judged: Judged, assessment: Assessment, themes: Sequence[Priority], reader: Reader, most: int
) -> tuple[RetestPoint, ...]:
    """What to measure again, the soonest first: the pain, then a number behind each thing that matters."""
    found: dict[str, tuple[int, str]] = {}
    further: dict[str, tuple[int, str]] = {}
    pain = judged.knowledge.roles.pain
    for site in in_order(judged, pain):
        weeks = _weeks([a for a in assessment.prescriptions if a.state == "given" and site in a.sites], pain, judged)
        if weeks:
            found.setdefault(key(pain, site), (weeks, "less"))
    for theme in themes:
        remedies = remedies_of(assessment, theme)
        cuts = [(f, target, _weeks(remedies, name_of(f), judged)) for f, target in _cuts(judged, assessment, theme)]
        for number, (fact, target, weeks) in enumerate(cut for cut in cuts if cut[2]):
            (further if number else found).setdefault(fact, (weeks, target))
    chosen = list({**found, **(further if len(found) < FEW else {})}.items())[:most]
    rows = (_retest(judged, assessment, fact, *said, reader) for fact, said in chosen)
    return tuple(sorted(rows, key=lambda row: row.weeks))


def _retest(judged: Judged, assessment: Assessment, fact: str, weeks: int, target: str, reader: Reader) -> RetestPoint:
    attribute, date = judged.knowledge.facts[fact], assessment.sheet.date
    later = _later(date, weeks)
    if reader == "client":
        return RetestPoint(weeks, later, words_for(judged.knowledge, reader)(attribute.label(fact)), "", "")
    return RetestPoint(weeks, later, attribute.label(fact), attribute.show(judged.facts[fact]), target)


def _later(date: datetime.date | None, weeks: int) -> datetime.date | None:
    try:
        return date + datetime.timedelta(weeks=weeks) if date else None
    except OverflowError:  # the calendar ends with the year 9999
        return None


def _weeks(advices: Sequence[Advice], attribute: str, judged: Judged) -> int:
    """Return after how many weeks the prescriptions measure an attribute again, 0 where none does.

    What a prescription names comes first; where none names it, the first that asks for any test says when.
    """
    knowledge = judged.knowledge
    if (test := knowledge.attributes[attribute].test) is not None and judged.truths[test] <= 0:
        return 0  # the test itself loads what is not for now
    measured = {p.id: p.retest for p in knowledge.prescriptions}
    timed = [a for a in advices if a.retest and a.retest_after_weeks]
    named = [a for a in timed if attribute in measured[a.id]]
    return next((a.retest_after_weeks or 0 for a in (*named, *timed)), 0)


def _cuts(judged: Judged, assessment: Assessment, theme: Priority) -> Iterator[tuple[str, str]]:
    """Yield the number that each of the theme's findings is told by, and where it should be for that to be gone."""
    rules = {rule.id: rule for rule in judged.knowledge.rules}
    for finding in findings_of(assessment, theme)[:MOST_FINDINGS]:
        told_by = next((fact for reason in strongest(finding) if (fact := _told_by(judged, rules[reason.rule]))), None)
        if told_by:
            fired = [rules[reason.rule] for reason in finding.reasons if reason.weight > 0]
            leaves = [leaf for rule in fired for leaf in _of_rule(judged, rule) if leaf.fact == told_by]
            yield told_by, requirement(judged.knowledge, _strictest(leaves), wanted=False)


def _told_by(judged: Judged, rule: Rule) -> str | None:
    """Return the number that a rule names first in its reason and compares with a cut; what else it reads is a gate."""
    named = _PLACEHOLDER.findall(rule.rationale.because)
    return next((leaf.fact for leaf in _of_rule(judged, rule) if named and leaf.fact == named[0]), None)


def _of_rule(judged: Judged, rule: Rule) -> Iterator[Compare]:
    told_apart = (judged.knowledge.roles.pain, judged.knowledge.roles.weekly_sets)
    for leaf in deciding(judged.prove(rule.condition), Truth.TRUE):
        said = leaf.condition
        if not isinstance(said, Compare) or said.comparison not in _CUTS or name_of(said.fact) in told_apart:
            continue
        if judged.knowledge.facts[said.fact].kind is Kind.NUMBER:
            yield said


def _strictest(leaves: Sequence[Compare]) -> Compare:
    """Return the cut that is passed last: of lower limits the highest, of upper limits the lowest."""
    first = leaves[0].comparison
    below = first in (Comparison.LT, Comparison.LE)
    same = [leaf for leaf in leaves if (leaf.comparison in (Comparison.LT, Comparison.LE)) == below]
    return (max if below else min)(same, key=lambda leaf: leaf.value)
