"""Who is sent to a doctor and who has been, what is restricted until then, and which unknown facts could change it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from random_knowledge import chances, knowledge_bases
from small_knowledge import altered

import balance_rules as br
from balance_rules.advice.referrals import denied, referrals, restrictions
from balance_rules.advice.results import ReferralResult, RestrictionResult
from balance_rules.inference.judgement import Judged, swaying
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Citation,
    Compare,
    Comparison,
    Condition,
    Kind,
    Knowledge,
    LoadingPattern,
    Not,
    Rationale,
    Referral,
    Restriction,
    Rule,
    Urgency,
    Within,
)
from balance_rules.semantics import Inference, infer, judge, score

ANSWERS = ("not_yet", "worse_since", "no", "with_limits", "yes")
COMPLAINTS = ("saddle_numbness", "fever", "hot_knee")
NUMB, FEVER = (Compare(f"screening[{flag}]", Comparison.EQ, 1) for flag in COMPLAINTS[:2])
SORE = Compare("hamstring_pain[left]", Comparison.GE, 6)
SITS = Compare("sitting", Comparison.GE, 32)


def person(kb: br.KnowledgeBase, facts: Mapping[str, int], **parts: Any) -> Judged:
    """Return a person judged by knowledge of which some parts were replaced; it asks for visits to a doctor."""
    seen = Attribute(
        *("seen", "Seen by a doctor, {complaint}", Kind.CATEGORY, "Was it seen?", "As told.", 1),
        high=len(ANSWERS) - 1,
        values=tuple((answer, f"label of {answer}") for answer in ANSWERS),
        domain="complaint",
        instances=tuple((name, name) for name in COMPLAINTS),
    )
    knowledge = altered(kb.knowledge, attributes={**kb.knowledge.attributes, "seen": seen}, **parts)
    return Judged(knowledge, facts, infer(knowledge, facts))


def said(answer: str) -> int:
    return ANSWERS.index(answer)


def sends(kb: br.KnowledgeBase, name: str, condition: Condition = NUMB, **changed: Any) -> Referral:
    """Return a referral like the one of the small knowledge."""
    (referral,) = kb.knowledge.referrals
    return replace(referral, id=name, name=name, title=f"About {name}", condition=condition, **changed)


def sent(kb: br.KnowledgeBase, facts: Mapping[str, int], *found: Referral) -> list[tuple[str, str]]:
    """Return what is said of some referrals: each with its state."""
    return [(result.id, result.state) for result in referrals(person(kb, facts, referrals=found))]


# ---------------------------------------------------------------- referrals


def test_a_referral_is_told_whole(small: br.KnowledgeBase) -> None:
    because = Rationale("it hurts {hamstring_pain[left]}", (Citation("b"), Citation("a"), Citation("b")))
    hurts = sends(
        *(small, "hurts", SORE),
        urgency=Urgency.SOON,
        action="See a doctor.",
        rationale=because,
        complaints=("hurts", "fever"),
    )
    judged = person(small, {"hamstring_pain[left]": 7}, referrals=(hurts,), restrictions=())
    assert referrals(judged) == (
        ReferralResult(
            id="hurts",
            title="About hurts",
            urgency="soon",
            state="refer",
            action="See a doctor.",
            because="it hurts 7 of 10",
            stopped=False,
            complaints=(),
            needed=(),
            sources=("b", "a"),
        ),
    )
    (unanswered,) = referrals(person(small, {}, referrals=(hurts,), restrictions=()))
    assert (unanswered.state, unanswered.needed) == ("unanswered", ("hamstring_pain[left]",))
    assert unanswered.because == "it hurts not recorded"


def test_who_must_go_comes_before_who_has_been_and_what_nobody_asked(small: br.KnowledgeBase) -> None:
    found = (
        sends(small, "not asked", SORE),
        sends(small, "was seen", FEVER, complaints=("fever",)),
        sends(small, "must go", NUMB, complaints=("saddle_numbness",)),
        sends(small, "not asked either", SORE),
        sends(small, "must go too", NUMB),
    )
    facts = {"screening[saddle_numbness]": 1, "screening[fever]": 1, "seen[fever]": said("yes")}
    assert sent(small, facts, *found) == [
        ("must go", "refer"),
        ("must go too", "refer"),
        ("was seen", "seen"),
        ("not asked", "unanswered"),
        ("not asked either", "unanswered"),
    ]


@pytest.mark.parametrize(
    ("numb", "stops", "state"),
    [
        (1, True, "refer"),
        (1, False, "refer"),
        (None, True, "unanswered"),
        (None, False, None),
        (0, True, None),
        (0, False, None),
    ],
)
def test_what_stops_nothing_is_told_only_where_it_is_so(
    small: br.KnowledgeBase, numb: int | None, stops: bool, state: str | None
) -> None:
    facts = {} if numb is None else {"screening[saddle_numbness]": numb}
    assert sent(small, facts, sends(small, "numb", stops=stops)) == ([] if state is None else [("numb", state)])


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_doctor_has_looked_where_an_answer_on_training_came_of_it(small: br.KnowledgeBase, answer: str) -> None:
    facts = {"screening[saddle_numbness]": 1, "seen[saddle_numbness]": said(answer)}
    referral = sends(small, "numb", complaints=("saddle_numbness",))
    (found,) = referrals(person(small, facts, referrals=(referral,)))
    assert found.state == ("seen" if answer in {"no", "with_limits", "yes"} else "refer")
    assert found.complaints == ("saddle_numbness",)


@pytest.mark.parametrize(
    ("told", "state", "complaints"),
    [
        ({"seen[saddle_numbness]": "yes", "seen[fever]": "not_yet"}, "refer", ("saddle_numbness", "fever")),
        ({"seen[saddle_numbness]": "yes", "seen[fever]": "no"}, "seen", ("saddle_numbness", "fever")),
        ({"seen[saddle_numbness]": "not_yet", "seen[fever]": "yes"}, "refer", ("saddle_numbness", "fever")),
        ({"seen[saddle_numbness]": "yes"}, "seen", ("saddle_numbness",)),
        ({}, "refer", ()),
    ],
)
def test_every_complaint_that_is_there_has_to_be_seen(
    small: br.KnowledgeBase, told: dict[str, str], state: str, complaints: tuple[str, ...]
) -> None:
    facts = {"screening[saddle_numbness]": 1, "screening[fever]": 1, **{name: said(told[name]) for name in told}}
    both = sends(small, "both", complaints=("saddle_numbness", "fever"))
    (found,) = referrals(person(small, facts, referrals=(both,)))
    assert (found.state, found.complaints) == (state, complaints)


@pytest.mark.parametrize("absent", [{}, {"screening[fever]": 0}])
def test_a_visit_for_a_complaint_that_is_not_there_is_none(small: br.KnowledgeBase, absent: dict[str, int]) -> None:
    either = sends(small, "either", complaints=("saddle_numbness", "fever"))
    for answer in ANSWERS:
        facts = {"screening[saddle_numbness]": 1, "seen[saddle_numbness]": said("yes"), "seen[fever]": said(answer)}
        (found,) = referrals(person(small, {**facts, **absent}, referrals=(either,)))
        assert (found.state, found.complaints) == ("seen", ("saddle_numbness",))


def test_a_referral_without_a_red_flag_is_seen_under_its_own_name(small: br.KnowledgeBase) -> None:
    hot = sends(small, "hot_knee", SORE, complaints=("hot_knee",))
    facts = {"hamstring_pain[left]": 7, "seen[hot_knee]": said("with_limits")}
    (found,) = referrals(person(small, facts, referrals=(hot,)))
    assert (found.state, found.complaints) == ("seen", ("hot_knee",))


@pytest.mark.parametrize(("sits", "stopped"), [(33, True), (None, True), (31, False)])
def test_what_a_referral_stops_is_stopped_until_that_is_ruled_out(
    small: br.KnowledgeBase, sits: int | None, stopped: bool
) -> None:
    numb = sends(small, "numb")
    stop = replace(small.knowledge.restrictions[0], id=numb.stop, condition=SITS)
    facts = {"screening[saddle_numbness]": 1} | ({} if sits is None else {"sitting": sits})
    (found,) = referrals(person(small, facts, referrals=(numb,), restrictions=(stop,)))
    assert found.stopped is stopped


# ---------------------------------------------------------------- restrictions


def forbids(kb: br.KnowledgeBase, name: str, condition: Condition = SITS, **changed: Any) -> Restriction:
    """Return a restriction like the one of the small knowledge."""
    return replace(kb.knowledge.restrictions[0], id=name, title=f"About {name}", condition=condition, **changed)


def test_a_restriction_is_told_whole(small: br.KnowledgeBase) -> None:
    because = Rationale("you sit {sitting}", (Citation("b"), Citation("a")))
    long = forbids(small, "long", rationale=because, referral="numb")
    for facts, state, words, needed in (
        ({"sitting": 36}, "active", "you sit 9 h/day", ()),
        ({}, "open", "you sit not recorded", ("sitting",)),
    ):
        assert restrictions(person(small, facts, restrictions=(long,))) == (
            RestrictionResult(
                id="long",
                title="About long",
                state=state,  # type: ignore[arg-type]
                because=words,
                until_seen="numb",
                everything=False,
                needed=needed,
                sources=("b", "a"),
            ),
        )
    assert restrictions(person(small, {"sitting": 31}, restrictions=(long,))) == ()


def test_what_applies_comes_first_and_of_that_what_waits_for_a_doctor(small: br.KnowledgeBase) -> None:
    found = (
        forbids(small, "open", SORE),
        forbids(small, "open, until seen", SORE, referral="numb"),
        forbids(small, "own"),
        forbids(small, "until seen", referral="numb"),
        forbids(small, "own too"),
        forbids(small, "until seen too", referral="numb"),
    )
    assert [(r.id, r.state) for r in restrictions(person(small, {"sitting": 36}, restrictions=found))] == [
        ("until seen", "active"),
        ("until seen too", "active"),
        ("own", "active"),
        ("own too", "active"),
        ("open, until seen", "open"),
        ("open", "open"),
    ]


def test_a_pattern_without_properties_forbids_everything(small: br.KnowledgeBase) -> None:
    hinge, all_ = LoadingPattern((("movement_pattern", ("hinge",)),)), LoadingPattern(())
    for patterns, everything in (((hinge,), False), ((hinge, all_), True), ((all_,), True), ((), False)):
        (found,) = restrictions(person(small, {}, restrictions=(forbids(small, "it", forbids=patterns),)))
        assert found.everything is everything


# ---------------------------------------------------------------- no red flag


@pytest.mark.parametrize(
    ("told", "all_denied"),
    [
        ({"saddle_numbness": 0, "fever": 0}, True),
        ({"saddle_numbness": 0, "fever": 1}, False),
        ({"saddle_numbness": 1, "fever": 1}, False),
        ({"saddle_numbness": 0}, False),
        ({"fever": 0}, False),
        ({}, False),
    ],
)
def test_there_is_no_red_flag_once_each_was_denied(
    small: br.KnowledgeBase, told: dict[str, int], all_denied: bool
) -> None:
    facts = {f"screening[{flag}]": value for flag, value in told.items()}
    assert denied(person(small, facts)) is all_denied


def test_a_knowledge_without_red_flags_rules_none_out(small: br.KnowledgeBase) -> None:
    attributes = {name: a for name, a in small.knowledge.attributes.items() if name != "screening"}
    bare = altered(small.knowledge, attributes=attributes, referrals=())
    assert not denied(Judged(bare, {}, infer(bare, {})))


# ---------------------------------------------------------------- one person judged


def test_truths_and_scores_are_looked_up_by_id(small: br.KnowledgeBase) -> None:
    facts = {"hq[left]": 500, "screening[saddle_numbness]": 1}
    judged = Judged(small.knowledge, facts, infer(small.knowledge, facts))
    assert judged.truths["hq_below_convention[left]"] == judged.truths["cauda_equina"] == 1
    assert judged.truths["hq_below_convention[right]"] == 0
    assert judged.truths["hq_far_below_convention[left]"] == -1
    assert judged.scores["hamstring_weakness[left]"] == (511 - 357, 511 + 693 + 357)


@pytest.mark.parametrize("part", ["truths", "scores"])
def test_what_was_not_inferred_from_the_same_knowledge_is_refused(small: br.KnowledgeBase, part: str) -> None:
    whole = infer(small.knowledge, {})
    for other in (getattr(whole, part)[:-1], (*getattr(whole, part), getattr(whole, part)[0])):
        judged = Judged(small.knowledge, {}, replace(whole, **{part: other}))
        with pytest.raises(ValueError, match=r"zip\(\)"):
            getattr(judged, part)


def test_a_proof_is_that_of_the_person_and_made_once(small: br.KnowledgeBase) -> None:
    level = AtLeast("hamstring_weakness[left]", "low", 223)
    facts = {"hq[left]": 450, "nordic_sessions": 0, "screening[fever]": 0}
    judged = Judged(small.knowledge, facts, infer(small.knowledge, facts))
    whole = AllOf((level, Not(FEVER)))
    proof = judged.prove(whole)
    assert (proof.condition, proof.truth) == (whole, 1)
    assert judged.prove(whole) is proof
    assert judged.prove(level) is proof.parts[0]


def test_facts_are_open_where_a_proof_is_unknown(small: br.KnowledgeBase) -> None:
    facts = {"hop_asymmetry": 100, "prior_acl[left]": 0, "nordic_sessions": 0, "sitting": 36}
    judged = Judged(small.knowledge, facts, infer(small.knowledge, facts))
    weak, chain = AtLeast("hamstring_weakness[left]", "low", 223), AtLeast("posterior_chain_deficit", "low", 223)
    numb = Within("screening[saddle_numbness]", (0,))
    for condition, needed in (
        (SORE, ["hamstring_pain[left]"]),
        (numb, ["screening[saddle_numbness]"]),
        (Not(numb), ["screening[saddle_numbness]"]),
        (SITS, []),
        (Not(SITS), []),
        (AllOf((SITS, SORE, numb, SORE)), ["hamstring_pain[left]", "screening[saddle_numbness]"]),
        (AnyOf((numb, SORE)), ["screening[saddle_numbness]", "hamstring_pain[left]"]),
        (AllOf((Not(SITS), SORE)), []),
        (AnyOf((SITS, SORE)), []),
        (weak, ["hq[left]"]),
        (chain, ["hq[left]", "prior_acl[right]", "hq[right]"]),
    ):
        proof = judged.prove(condition)
        found = judged.open_facts(proof)
        assert list(found) == needed, condition
        assert not needed or judged.open_facts(proof) is found, "looked for once"


def test_a_proof_that_nobody_keeps_is_not_taken_for_another(small: br.KnowledgeBase) -> None:
    judged = Judged(small.knowledge, {}, infer(small.knowledge, {}))
    for fact in small.knowledge.facts:  # each proof may stand where the one before stood
        assert judged.open_facts(judge(Compare(fact, Comparison.EQ, 1), {}, {})) == (fact,)


# ---------------------------------------------------------------- which rules could carry a finding across a cut


def swaying_by_trial(rules: Sequence[Rule], truths: Sequence[int], level: AtLeast) -> Iterator[Rule]:
    """Yield the undecided rules that are true in one world and false in another alike, which differ in the level."""
    own = [(rule, truth) for rule, truth in zip(rules, truths, strict=True) if rule.conclusion == level.conclusion]
    choices = [(truth,) if truth else (-1, 1) for _, truth in own]

    def reached(world: Sequence[int]) -> bool:
        return score((rule, truth) for (rule, _), truth in zip(own, world, strict=True))[0] >= level.cut

    for i, (rule, truth) in enumerate(own):
        worlds = product(*choices[:i], (1,), *choices[i + 1 :])
        if not truth and any(reached(world) != reached((*world[:i], -1, *world[i + 1 :])) for world in worlds):
            yield rule


@given(knowledge_bases(most_rules=9), chances())
def test_a_rule_sways_where_some_world_hangs_on_it(knowledge: Knowledge, chance: random.Random) -> None:
    weights = [chance.randint(-4, 4) for _ in knowledge.rules]
    rules = tuple(replace(rule, weight=weight) for rule, weight in zip(knowledge.rules, weights, strict=True))
    weighed = altered(knowledge, rules=rules)
    truths = [chance.choice((-1, 0, 0, 1)) for _ in rules]
    for finding in weighed.conclusions:
        for cut in range(-5, 7):
            level = AtLeast(finding, "some", cut)
            found = list(swaying(weighed, truths, level))
            assert len(found) == len({rule.id for rule in found})
            assert {rule.id for rule in found} == {rule.id for rule in swaying_by_trial(rules, truths, level)}


def test_rules_that_sway_come_side_by_side_as_they_stand(small: br.KnowledgeBase) -> None:
    first, *_ = small.knowledge.rules
    written = (("a", "x", 1), ("b", "y", 2), ("c", "x", 3), ("d", "x", -1), ("e", "y", 1), ("f", "z", 2), ("g", "w", 0))
    rules = tuple(replace(first, id=name, group=group, weight=weight) for name, group, weight in written)
    knowledge = altered(small.knowledge, rules=rules)
    level = AtLeast(first.conclusion, "some", 1)
    assert [rule.id for rule in swaying(knowledge, [0] * len(rules), level)] == ["a", "c", "b", "e", "d", "f"]
    assert list(swaying(knowledge, [0] * len(rules), replace(level, conclusion="posterior_chain_deficit"))) == []


def test_what_the_decided_sides_come_to_adds_up(small: br.KnowledgeBase) -> None:
    first, *_ = small.knowledge.rules
    written = (("a", "x", 2, 1), ("b", "y", 3, 1), ("c", "z", 1, 0), ("d", "w", 7, -1))
    rules = tuple(replace(first, id=name, group=group, weight=weight) for name, group, weight, _ in written)
    knowledge, truths = altered(small.knowledge, rules=rules), [truth for *_, truth in written]
    levels = [AtLeast(first.conclusion, "some", cut) for cut in range(1, 9)]
    assert [level.cut for level in levels if list(swaying(knowledge, truths, level))] == [6], "from 2 + 3 to 2 + 3 + 1"


def test_an_inference_is_what_the_person_is_judged_by(small: br.KnowledgeBase) -> None:
    truths = tuple(1 for _ in small.knowledge.judged)
    judged = Judged(small.knowledge, {}, Inference(truths, tuple((7, 9) for _ in small.knowledge.conclusions)))
    assert set(judged.truths.values()) == {1}
    assert set(judged.scores) == set(small.knowledge.conclusions)
    assert judged.prove(AtLeast("posterior_chain_deficit", "some", 7)).truth == 1
