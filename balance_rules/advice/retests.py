"""When something is measured again: one rule for the page and for the programme.

One number has one date, whatever it is told as: a difference between the sides and a share of the stronger side
come from the same two measurements. Of several prescriptions that ask for a test the soonest says when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from balance_rules.advice.results import Advice
from balance_rules.inference.judgement import Judged
from balance_rules.model import Knowledge, instance_of, name_of


@lru_cache(maxsize=16)
def _sources(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """Return the facts that each measure is computed from in the end; a measure's inputs stand before it."""
    found: dict[str, frozenset[str]] = {}
    for measure in knowledge.measures:
        found[measure.fact] = frozenset().union(*(found.get(name, {name}) for name in measure.inputs))
    return MappingProxyType(found)


def measured_from(knowledge: Knowledge, fact: str) -> frozenset[str]:
    """Return the facts that are measured for a number: two facts measured from the same ones tell the same.

    >>> import balance_rules as br
    >>> of = br.load().knowledge
    >>> share, gap = "quadriceps_torque_60_share[left]", "quadriceps_torque_60_asymmetry"
    >>> measured_from(of, share) == measured_from(of, gap)
    True
    """
    return _sources(knowledge).get(fact, frozenset({fact}))


@lru_cache(maxsize=16)
def _asking(knowledge: Knowledge) -> Mapping[frozenset[str], frozenset[str]]:
    """Return the prescriptions that ask for each test, a test told by the names of what is measured in it."""
    found: dict[frozenset[str], set[str]] = {}
    for prescription in knowledge.prescriptions:
        for attribute in prescription.retest:
            for fact in knowledge.attributes[attribute].keys:
                found.setdefault(_test(knowledge, fact), set()).add(prescription.id)
    return MappingProxyType({test: frozenset(ids) for test, ids in found.items()})


def _test(knowledge: Knowledge, fact: str) -> frozenset[str]:
    return frozenset(map(name_of, measured_from(knowledge, fact)))


def weeks_until(judged: Judged, advices: Iterable[Advice], fact: str) -> int:
    """Return after how many weeks a fact is measured again, 0 where none of the prescriptions asks for that.

    A prescription for painful sites says when the pain of its own sites is asked for. What is measured by a test that
    is forbidden now is not measured again.
    """
    knowledge, name = judged.knowledge, name_of(fact)
    test = knowledge.attributes[name].test
    if test is not None and judged.truths[test] <= 0:
        return 0
    asking = _asking(knowledge).get(_test(knowledge, fact), frozenset())
    site = instance_of(fact) if name == knowledge.roles.pain else None
    weeks = [
        advice.retest_after_weeks
        for advice in advices
        if advice.id in asking and advice.retest_after_weeks and (site is None or site in advice.sites)
    ]
    return min(weeks, default=0)
