"""When something is measured again: which prescriptions say so, and which do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from in_one import in_one
from small_knowledge import altered
from test_theme_edges import SITES, remedy

import balance_rules as br
from balance_rules.advice import measured_from, weeks_until
from balance_rules.advice.results import Advice
from balance_rules.inference.judgement import Judged
from balance_rules.model import Measure, Operation
from balance_rules.semantics import infer


def person(kb: br.KnowledgeBase, facts: Mapping[str, int], asked: Mapping[str, str], **hop: Any) -> Judged:
    """Somebody by the small knowledge whose prescriptions ask for these attributes, and with pain at sites."""
    attributes = dict(kb.knowledge.attributes)
    attributes["pain"] = replace(attributes["hamstring_pain"], id="pain", instances=SITES)
    attributes["hop"] = replace(attributes["hop"], **hop)
    (one, *_) = kb.knowledge.prescriptions
    prescriptions = tuple(replace(one, id=id, name=id, retest=(name,)) for id, name in asked.items())
    knowledge = altered(kb.knowledge, attributes=attributes, prescriptions=prescriptions)
    return Judged(knowledge, facts, infer(knowledge, facts))


def asks(id: str, weeks: int | None, *sites: str) -> Advice:
    return replace(remedy(id), retest_after_weeks=weeks, sites=sites)


@in_one(
    ("advices", "fact", "weeks"),
    [
        ((asks("gap", 4),), "hop_asymmetry", 4),
        ((asks("gap", 4),), "hop[left]", 4),  # the gap is measured from it
        ((asks("hops", 6),), "hop_asymmetry", 6),
        ((asks("gap", 4), asks("hops", 6)), "hop[right]", 4),  # the soonest
        ((asks("gap", 8), asks("hops", 6)), "hop[right]", 6),
        ((asks("gap", None), asks("hops", 6)), "hop[right]", 6),
        ((asks("gap", None),), "hop[right]", 0),
        ((asks("other", 4),), "hop[right]", 0),  # it asks for something else
        ((), "hop[right]", 0),
        ((asks("gap", 4),), "nordic_sessions", 0),  # nothing asks for it
        ((asks("other", 4),), "sitting", 4),
        ((asks("hurts", 2, "left_knee"),), "pain[left_knee]", 2),
        ((asks("hurts", 2, "left_knee"),), "pain[low_back]", 0),
        ((asks("hurts", 2),), "pain[low_back]", 0),
        ((asks("hurts", 2, "left_knee"), asks("gap", 1)), "pain[left_knee]", 2),
    ],
)
def test_the_soonest_of_those_that_ask_for_the_same_test(
    small: br.KnowledgeBase, advices: tuple[Advice, ...], fact: str, weeks: int
) -> None:
    asked = {"gap": "hop_asymmetry", "hops": "hop", "other": "sitting", "hurts": "pain"}
    assert weeks_until(person(small, {}, asked), advices, fact) == weeks


def test_a_test_is_done_again_only_where_it_is_cleared(small: br.KnowledgeBase) -> None:
    fit = {"training_experience": 2, "hamstring_pain[left]": 0, "hamstring_pain[right]": 0}
    fit |= {name: 0 for name in small.knowledge.facts if name.startswith("screening[")}
    for facts, truth, weeks in ((fit, 1, 3), ({}, 0, 0), ({**fit, "hamstring_pain[left]": 9}, -1, 0)):
        test = _of(person(small, facts, {}), truth)
        judged = person(small, facts, {"hops": "hop"}, test=test)
        assert weeks_until(judged, (asks("hops", 3),), "hop[left]") == weeks


def _of(judged: Judged, truth: int) -> str:
    """An exercise that the person may do, may not, or of which that is not known."""
    return next(name for name in judged.knowledge.exercises if judged.truths[name] == truth)


def test_a_number_is_what_is_measured_for_it_in_the_end(small: br.KnowledgeBase) -> None:
    sides = Measure("hop_asymmetry", Operation.ASYMMETRY, ("hq[left]", "hop[right]"))
    knowledge = altered(small.knowledge, measures=(*small.knowledge.measures[:2], sides))
    torques = {"hamstring_torque[left]", "quadriceps_torque[left]"}
    assert measured_from(knowledge, "hq[left]") == torques
    assert measured_from(knowledge, "hop_asymmetry") == torques | {"hop[right]"}
    assert measured_from(knowledge, "sitting") == {"sitting"}
