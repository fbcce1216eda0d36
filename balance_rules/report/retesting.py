"""What to measure again: today's value, and where it should be for the finding to be gone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from balance_rules.advice import Priority
from balance_rules.advice.complaints import PAIN
from balance_rules.assessment import Assessment
from balance_rules.explain.plain import plain
from balance_rules.judged import Judged
from balance_rules.model import Compare, Comparison, Kind, Rule, Truth, key, name_of
from balance_rules.report.arrangement import strongest
from balance_rules.report.concerns import in_order
from balance_rules.report.summary import Reader, Retest
from balance_rules.results import Advice
from balance_rules.wording import deciding, requirement

_CUTS = frozenset({Comparison.LT, Comparison.LE, Comparison.GE, Comparison.GT})


def retests(
    judged: Judged, assessment: Assessment, themes: Sequence[Priority], reader: Reader, most: int
) -> tuple[Retest, ...]:
    """Return what to measure again, the soonest first: the pain, then a number behind each thing that matters."""
    found: dict[str, tuple[int, str]] = {}
    further: dict[str, tuple[int, str]] = {}
    for site in in_order(judged, PAIN):
        weeks = _weeks([a for a in assessment.prescriptions if a.state == "given" and site in a.sites], PAIN, judged)
        if weeks:
            found.setdefault(key(PAIN, site), (weeks, "less"))
    by_id = {advice.id: advice for advice in assessment.prescriptions}
    for theme in themes:
        remedies = [by_id[name] for name in theme.prescriptions]
        cuts = [(f, target, _weeks(remedies, name_of(f), judged)) for f, target in _cuts(judged, assessment, theme)]
        for number, (fact, target, weeks) in enumerate(cut for cut in cuts if cut[2]):
            (further if number else found).setdefault(fact, (weeks, target))
    chosen = list({**found, **further}.items())[:most]
    rows = (_retest(judged, assessment, fact, *said, reader) for fact, said in chosen)
    return tuple(sorted(rows, key=lambda row: row.weeks))


def _retest(judged: Judged, assessment: Assessment, fact: str, weeks: int, target: str, reader: Reader) -> Retest:
    attribute, date = judged.knowledge.facts[fact], assessment.sheet.date
    later = _later(date, weeks)
    if reader == "client":
        return Retest(weeks, later, plain(attribute.label(fact)), "", "")
    return Retest(weeks, later, attribute.label(fact), attribute.show(judged.facts[fact]), target)


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
    """Yield the measured numbers that the theme's findings rest on, and on which side of the cut each should be."""
    rules = {rule.id: rule for rule in judged.knowledge.rules}
    by_id = {finding.id: finding for finding in assessment.findings}
    found = sorted((by_id[name] for name in theme.findings if name in by_id), key=lambda f: -f.score[0])
    for finding in found[:2]:
        for reason in strongest(finding)[:1]:
            yield from _of_rule(judged, rules[reason.rule])


def _of_rule(judged: Judged, rule: Rule) -> Iterator[tuple[str, str]]:
    for leaf in deciding(judged.prove(rule.condition), Truth.TRUE):
        said = leaf.condition
        if not isinstance(said, Compare) or said.comparison not in _CUTS:
            continue
        attribute = judged.knowledge.facts[said.fact]
        if attribute.kind is Kind.NUMBER and name_of(said.fact) != PAIN and attribute.effort:
            yield said.fact, requirement(judged.knowledge, said, wanted=False)

