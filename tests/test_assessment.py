"""An assessment is a value: frozen, whole in JSON, and able to show that it holds."""

from __future__ import annotations

import dataclasses
import datetime
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st
from in_one import in_one
from json_schemas import validator
from random_knowledge import chances, random_facts, sheet_of

import balance_rules as br
from balance_rules.advice.records import shortened

PERSON = {
    "person": "A. B.",
    "date": "2026-01-31",
    "notes": "trains at home",
    "screening": "none",
    "equipment": ["barbell"],
    "training_experience": "intermediate",
    "hamstring_torque": {"left": "90 N·m", "right": 110},
    "quadriceps_torque": {"left": 200, "right": 200},
    "hop": {"left": 0, "right": 0},
    "nordic_sessions": 0,
    "prior_acl": ["left"],
    "hamstring_pain": {"left": 2},
    "sitting": "9.5 h/day",
    "weekly_sets[hamstrings]": 5,
}


@pytest.fixture(scope="module")
def assessment(small: br.KnowledgeBase) -> br.Assessment:
    return small.assess(PERSON)


def tampered(assessment: br.Assessment, change: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads(assessment.to_json(full=True))
    change(data)
    return json.dumps(data)


# ---------------------------------------------------------------- what it says


def test_findings_are_ordered_and_carry_their_reasons(assessment: br.Assessment) -> None:
    by_id = {finding.id: finding for finding in assessment.findings}
    found = by_id["hamstring_weakness[left]"]
    assert (found.score, found.level, found.may_reach) == ((1273, 1966), "moderate", "high")
    assert (found.grade, found.contested, found.grade_against) == ("B", False, None)
    assert (found.family, found.muscles) == ("weakness", ("hamstrings",))
    assert found.certainty == 0.72
    chain = by_id["posterior_chain_deficit"]
    assert (chain.level, chain.grade) == ("moderate", "A")
    assert chain.reasons[0].because == "9.5 h/day of sitting and weak left hamstrings"
    established = [f.score[0] for f in assessment.findings if f.level]
    assert established == sorted(established, reverse=True)
    assert [f.level is None for f in assessment.findings] == sorted(f.level is None for f in assessment.findings)


def test_a_reason_shows_rule_facts_sources_and_what_outweighs_it(assessment: br.Assessment) -> None:
    finding = next(f for f in assessment.findings if f.id == "hamstring_weakness[left]")
    reasons = {reason.rule: reason for reason in finding.reasons}
    weaker = reasons["hq_below_convention[left]"]
    assert weaker.because == "the ratio is 0.45 on the left; the convention is 0.60"
    assert (weaker.weight, weaker.certainty, weaker.group, weaker.facts) == (511, 0.4, "strength", {"hq[left]": 450})
    assert (weaker.sources, weaker.against) == (("review_2002",), ("cohort_2016",))
    assert weaker.outweighed_by == "hq_far_below_convention[left]"
    assert reasons["hq_far_below_convention[left]"].outweighed_by is None


def test_an_outweighed_rule_lends_no_evidence_grade(small: br.KnowledgeBase) -> None:
    alone = small.assess({"hq[left]": 0.5, "nordic_sessions": 0})
    finding = next(f for f in alone.findings if f.id == "hamstring_weakness[left]")
    assert (finding.grade, finding.contested, finding.grade_against) == ("A", True, "B")


def test_sources_are_those_something_rests_on(assessment: br.Assessment, small: br.KnowledgeBase) -> None:
    assert [source.id for source in assessment.sources] == ["cohort_2016", "review_2002"]
    assert assessment.sources[0].link == "https://pubmed.ncbi.nlm.nih.gov/12345/"
    assert assessment.sources[1].link == "https://doi.org/10.1000/review"
    assert small.assess({}).sources == ()


def test_what_could_not_be_computed_is_said(assessment: br.Assessment) -> None:
    assert assessment.notes == (
        "Difference between the hops could not be computed: Single hop, left; and Single hop, right are 0.",
    )


# ---------------------------------------------------------------- a value


def test_it_cannot_be_changed(assessment: br.Assessment) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        assessment.notes = ()  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        assessment.findings[0].level = "high"  # type: ignore[misc]
    with pytest.raises(TypeError):
        assessment.sheet.values["sitting"] = 0  # type: ignore[index]
    assert isinstance(assessment.findings, tuple)
    assert isinstance(assessment.justifications, tuple)


def test_equal_facts_give_equal_assessments_and_other_facts_do_not(small: br.KnowledgeBase) -> None:
    one, same = small.assess(PERSON), small.assess(dict(reversed(PERSON.items())))
    assert one == same
    assert hash(one) == hash(same)
    assert one != small.assess({**PERSON, "sitting": 9})
    assert one != small.assess({**PERSON, "person": "C. D."})
    assert one != "an assessment"


# ---------------------------------------------------------------- JSON


def test_it_comes_back_from_json_as_it_was(assessment: br.Assessment, small: br.KnowledgeBase) -> None:
    text = assessment.to_json()
    back = br.Assessment.from_json(text, small.knowledge)
    assert back == assessment
    assert back.to_json() == text
    assert (back.sheet.person, back.sheet.date) == ("A. B.", datetime.date(2026, 1, 31))
    assert back.sheet.stated["hamstring_torque[left]"].text == "90 N·m"
    assert back.findings == assessment.findings
    assert back.prescriptions == assessment.prescriptions
    assert back.questions == assessment.questions
    assert br.Assessment.from_json(assessment.to_json(indent=2).encode(), small.knowledge) == assessment


@given(chances())
@settings(max_examples=effort(10, 60))
def test_anybody_comes_back_from_json_and_holds(small: br.KnowledgeBase, chance: random.Random) -> None:
    comes_back(small, random_facts(chance, small.knowledge, chance.choice([0.05, 0.5, 0.95])))


@given(chances())
@settings(max_examples=effort(1, 8))
def test_anybody_of_the_bundled_knowledge_does(kb: br.KnowledgeBase, chance: random.Random) -> None:
    """At each change somebody of whom little is known, at night of whom nearly all is, too: that takes a second."""
    comes_back(kb, random_facts(chance, kb.knowledge, chance.choice([0.05, 0.5, 0.95][effort(2, 0) :])))


def comes_back(kb: br.KnowledgeBase, facts: dict[str, int]) -> None:
    assessment = kb.assess_facts(sheet_of({**kb.knowledge.silence, **facts}))
    short = br.Assessment.from_json(assessment.to_json(), kb.knowledge)
    whole = br.Assessment.from_json(assessment.to_json(full=True), kb.knowledge)
    assert short == whole == assessment
    assert short.replay() == whole.replay() == ()


@given(chances())
@settings(max_examples=effort(2, 15))
def test_a_short_record_that_is_made_alone_is_the_record_shortened(kb: br.KnowledgeBase, chance: random.Random) -> None:
    facts = random_facts(chance, kb.knowledge, chance.choice([0.05, 0.5, 0.95]))
    alone, whole = (kb.assess_facts(sheet_of(facts), engine="compiled") for _ in range(2))
    assert alone.short_record == shortened(whole.record)
    assert alone.to_json() == whole.to_json()
    # what reads the prescriptions that are called for alone, before and after all of them were made
    assert (alone.sources, alone.priorities) == (whole.sources, whole.priorities)
    assert alone.to_markdown() == whole.to_markdown()
    assert alone.prescriptions == whole.prescriptions


def test_its_json_is_valid_under_its_schema(assessment: br.Assessment, kb: br.KnowledgeBase) -> None:
    schema = br.assessment_schema()
    check = validator(schema)
    assert schema["$id"] == json.loads(assessment.to_json())["format"] == "balance_rules.assessment/2"
    for each in (assessment, kb.assess({"screening": "none"}), kb.assess({}))[: effort(2, 3)]:
        check.validate(json.loads(each.to_json()))
        if each is assessment or effort(1, 2) == 2:
            check.validate(json.loads(each.to_json(full=True)))
    for wrong in ({"format": "balance_rules.assessment/3"}, {"findings": "none"}, {"truths": {"a": "true"}}):
        data = {**json.loads(assessment.to_json()), **wrong}
        assert list(check.iter_errors(data)), wrong
    assert list(check.iter_errors({}))


@in_one(
    ("change", "message"),
    [
        (lambda d: d.update(format="balance_rules.assessment/0"), "format: found 'balance_rules.assessment/0'"),
        (lambda d: d.pop("truths"), "truths"),
        (lambda d: d.update(date="yesterday"), "date: found 'yesterday'"),
        (lambda d: d["truths"].update(nothing=1), "truths: found other statements than the knowledge has (nothing)"),
        (lambda d: d["scores"].pop("posterior_chain_deficit"), "scores: found other statements"),
        (lambda d: d["truths"].update({"cauda_equina": 2}), "truths: cauda_equina: found 2; expected -1, 0 or 1"),
        (lambda d: d["facts"][0].update(fact="age"), "facts: found 'age'; expected a fact the knowledge declares"),
        (lambda d: d["facts"][0].update(value=3), "facts: training_experience: found 3; expected a value from 0 to 2"),
        (lambda d: d["scores"].update(posterior_chain_deficit=[1]), "scores.posterior_chain_deficit"),
        (lambda d: d.update(facts={}), "facts"),
    ],
)
def test_malformed_json_is_refused_with_its_place(
    assessment: br.Assessment, small: br.KnowledgeBase, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    with pytest.raises(br.FactError) as caught:
        br.Assessment.from_json(tampered(assessment, change), small.knowledge)
    assert message in str(caught.value)


@given(cut=st.floats(0, 0.999), noise=st.sampled_from(["", "}", "\x00", "é", "\ud800"]))
@settings(max_examples=effort(15, 60))
def test_truncated_json_is_refused(assessment: br.Assessment, small: br.KnowledgeBase, cut: float, noise: str) -> None:
    text = assessment.to_json()
    with pytest.raises(br.FactError):
        br.Assessment.from_json(text[: int(cut * len(text))] + noise, small.knowledge)


def test_json_that_is_too_large_is_refused_unread(small: br.KnowledgeBase) -> None:
    with pytest.raises(br.FactError, match="at most 4,000,000"):
        br.Assessment.from_json(" " * 4_000_001, small.knowledge)


# ---------------------------------------------------------------- replay


def test_an_honest_assessment_holds(assessment: br.Assessment, small: br.KnowledgeBase) -> None:
    assert assessment.replay() == ()
    assert br.Assessment.from_json(assessment.to_json(), small.knowledge).replay() == ()
    assert small.assess(PERSON, engine="compiled").replay() == ()


def raise_level(data: dict[str, Any]) -> None:
    data["findings"][0]["level"] = "high"


def flip_truth(data: dict[str, Any]) -> None:
    data["truths"]["nordics_trained[left]"] = 1


def change_fact(data: dict[str, Any]) -> None:
    next(fact for fact in data["facts"] if fact["fact"] == "sitting").update(value=20, shown="5 h/day")


def change_score(data: dict[str, Any]) -> None:
    data["scores"]["posterior_chain_deficit"] = [0, 0]


def give_what_was_withheld(data: dict[str, Any]) -> None:
    next(p for p in data["prescriptions"] if p["state"] == "withheld")["state"] = "given"


def drop_question(data: dict[str, Any]) -> None:
    data["questions"].pop()


def rename_source(data: dict[str, Any]) -> None:
    data["sources"][0]["citation"] = "Somebody else. 2020."


def drop_referral(data: dict[str, Any]) -> None:
    data["referrals"] = [{**referral, "action": "Wait."} for referral in data["referrals"]]


@in_one(
    ("change", "field"),
    [
        (raise_level, "findings"),
        (flip_truth, "truths"),
        (change_fact, "truths"),
        (change_score, "scores"),
        (give_what_was_withheld, "prescriptions"),
        (drop_question, "questions"),
        (rename_source, "sources"),
        (drop_referral, "referrals"),
    ],
)
def test_replay_reports_what_was_tampered_with(
    small: br.KnowledgeBase, change: Callable[[dict[str, Any]], object], field: str
) -> None:
    asked = small.assess({name: value for name, value in PERSON.items() if name != "screening"})
    assert asked.referrals
    changed = br.Assessment.from_json(tampered(asked, change), small.knowledge)
    differences = changed.replay()
    assert any(difference.startswith(f"{field}: recorded ") for difference in differences), differences
