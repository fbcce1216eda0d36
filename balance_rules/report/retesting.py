"""What to measure again: today's value, and where it should be for the finding to be gone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from balance_rules.advice import Priority, measured_from, weeks_until
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
    first: dict[str, list[Compare]] = {}
    further: dict[str, list[Compare]] = {}
    weeks: dict[str, int] = {}
    given = [a for a in assessment._called_for if a.state == "given" and a.called_for]
    pain = judged.knowledge.roles.pain
    for site in in_order(judged, pain):
        fact = key(pain, site)
        weeks[fact] = _weeks(judged, given, [a for a in given if site in a.sites], fact)
        if weeks[fact]:
            first[fact] = []
    for theme in themes:
        remedies = remedies_of(assessment, theme)
        cuts = list(_cuts(judged, assessment, theme))
        weeks |= {f: _weeks(judged, given, remedies, f) for f, _ in cuts if not weeks.get(f)}
        for number, (fact, leaves) in enumerate(cut for cut in cuts if weeks[cut[0]]):
            (first if fact in first or not number else further).setdefault(fact, []).extend(leaves)
    chosen = _once(judged, {**further, **first} if len(first) < FEW else first, first)[:most]
    rows = (_retest(judged, assessment, fact, weeks[fact], leaves, reader) for fact, leaves in chosen)
    return tuple(sorted(rows, key=lambda row: row.weeks))


def _once(judged: Judged, found: Mapping[str, list[Compare]], first: Iterable[str]) -> list[tuple[str, list[Compare]]]:
    """What to measure again, the first of all before others, and of facts that tell one number the first."""
    told: dict[frozenset[str], tuple[str, list[Compare]]] = {}
    for fact in dict.fromkeys([*first, *found]):
        told.setdefault(measured_from(judged.knowledge, fact), (fact, found[fact]))
    return list(told.values())


def _retest(
    judged: Judged, assessment: Assessment, fact: str, weeks: int, leaves: Sequence[Compare], reader: Reader
) -> RetestPoint:
    attribute, date = judged.knowledge.facts[fact], assessment.sheet.date
    later = _later(date, weeks)
    if reader == "client":
        return RetestPoint(weeks, later, words_for(judged.knowledge, reader)(attribute.label(fact)), "", "")
    target = requirement(judged.knowledge, _strictest(leaves), wanted=False) if leaves else "less"
    return RetestPoint(weeks, later, attribute.label(fact), attribute.show(judged.facts[fact]), target)


def _later(date: datetime.date | None, weeks: int) -> datetime.date | None:
    try:
        return date + datetime.timedelta(weeks=weeks) if date else None
    except OverflowError:  # the calendar ends with the year 9999
        return None


def _weeks(judged: Judged, given: Sequence[Advice], remedies: Sequence[Advice], fact: str) -> int:
    """Return after how many weeks a fact is measured again, 0 where nothing asks for any test.

    Where no prescription names it, the first remedy that asks for some test says when.
    """
    test = judged.knowledge.attributes[name_of(fact)].test
    if test is not None and judged.truths[test] <= 0:
        return 0  # the test itself loads what is not for now
    timed = (a.retest_after_weeks for a in remedies if a.retest and a.retest_after_weeks)
    return weeks_until(judged, given, fact) or next(timed, 0)


def _cuts(judged: Judged, assessment: Assessment, theme: Priority) -> Iterator[tuple[str, list[Compare]]]:
    """Yield the number that each of the theme's findings is told by, with the cuts that it must leave behind."""
    rules = {rule.id: rule for rule in judged.knowledge.rules}
    for finding in findings_of(assessment, theme)[:MOST_FINDINGS]:
        told_by = next((fact for reason in strongest(finding) if (fact := _told_by(judged, rules[reason.rule]))), None)
        if told_by:
            fired = [rules[reason.rule] for reason in finding.reasons if reason.weight > 0]
            leaves = [leaf for rule in fired for leaf in _of_rule(judged, rule) if leaf.fact == told_by]
            yield told_by, leaves


def _told_by(judged: Judged, rule: Rule) -> str | None:
    """Return the number that a rule names first in its reason and compares with a cut; what else it reads is a gate.

    What nobody can change, such as an age or the weeks since an operation, is never that number.
    """
    numbers = [fact for fact in _PLACEHOLDER.findall(rule.rationale.because) if not _given_by_nature(judged, fact)]
    return next((leaf.fact for leaf in _of_rule(judged, rule) if numbers and leaf.fact == numbers[0]), None)


def _given_by_nature(judged: Judged, fact: str) -> bool:
    """Return whether nothing that a fact is measured from is changeable, or measured again by any prescription."""
    knowledge = judged.knowledge
    again = {name_of(measure) for prescription in knowledge.prescriptions for measure in prescription.retest}
    names = {name_of(part) for part in (fact, *measured_from(knowledge, fact)) if name_of(part) in knowledge.attributes}
    return bool(names) and all(name not in again and knowledge.attributes[name].change is None for name in names)


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
