"""The worked example of the definition, explained: its figures are those of the page."""

from __future__ import annotations

import pytest

import balance_rules as br
from balance_rules.errors import BalanceRulesError, FactError

WEAK = "hamstring_weakness[left]"
People = dict[str, br.Assessment]


def test_how_shows_the_arithmetic_the_winner_the_loser_and_both_sides_of_the_science(people: People) -> None:
    found = people["measured"].how(WEAK)
    assert found.score == (511 - 357, 511 - 357)
    text = found.to_text("coach")
    assert "Hamstring-to-quadriceps ratio, left = 92 N·m / 178 N·m = 0.517" in text
    assert "speaks against: " in text
    assert "grade" in text
    roles = {link.source: link.role for link in people["worked example"].how(WEAK).links}
    assert roles["hq_far_below_convention[left]"] == "concludes"
    assert roles["hq_below_convention[left]"] == "outweighed"


def test_high_holds_although_an_injury_is_unknown(people: People) -> None:
    found = people["worked example"].how(WEAK)
    assert found.level == "high"
    assert found.score == (1609, 1966)
    assert found.in_spite_of == ("Earlier injury of the anterior cruciate ligament, left",)


def test_what_is_not_decided_is_part_of_the_score(people: People) -> None:
    found = people["worked example"].how(WEAK)
    links = {link.source: (link.role, link.target) for link in found.links}
    assert links["after_ligament_injury[left]"] == ("may_conclude", f"{WEAK} · history")
    assert found.cuts == {"low": 223, "moderate": 693, "high": 1609}
    text = found.to_text("coach")
    assert "evidence of the group 'history', not decided, counts 0 to +357" in text
    assert "hangs on Earlier injury of the anterior cruciate ligament, left" in text


def test_the_arithmetic_of_a_percentage_is_written_out(people: People) -> None:
    text = people["worked example"].how("hops_differ[left]").to_text("coach")
    assert "= 100 × (100 cm − 82 cm) / 100 cm = 18 %" in text


def test_why_not_says_what_an_undecided_finding_hangs_on(changeable: br.KnowledgeBase) -> None:
    person = changeable.assess({"screening": "none"})
    (finding, *_) = person.why_not("nordic_curl[left]").blockers
    assert finding.what == WEAK
    assert "Hamstring-to-quadriceps ratio, left" in finding.hangs_on
    assert "not decided yet, hangs on " in finding.said("coach")


def test_why_names_the_absence_of_nordic_curls(people: People) -> None:
    (facts,) = people["all known"].why(WEAK, level="high").sufficient
    assert {item.fact.fact: item.role for item in facts} == {
        "hq[left]": "supports",
        "hop[left]": "supports",
        "hop[right]": "supports",
        "nordic_sessions": "absence",
    }


def test_the_smallest_change_is_the_ratio_and_with_it_frozen_two_nordic_sessions(people: People) -> None:
    person = people["all known"]
    first = person.change(WEAK, below="high").plans[0]
    assert [(s.change.fact, s.change.after.shown) for s in first.steps] == [("hq[left]", "0.47")]
    assert first.proved
    frozen = person.change(WEAK, below="high", frozen=["hq", "prior_acl", "hop"]).plans
    assert [[(s.change.fact, s.change.after.value) for s in plan.steps] for plan in frozen] == [
        [("nordic_sessions", 2)]
    ]


def test_a_derived_measure_moves_through_its_inputs(people: People) -> None:
    plan = people["measured"].change("hq_below_convention[left]").plans[0]
    assert [(s.change.fact, s.change.after.value) for s in plan.steps] == [("hamstring_torque[left]", 107)]
    assert [(c.fact, c.after.shown) for c in plan.follows] == [("hq[left]", "0.601")]
    assert plan.cost == 2 * (107 - 92)


def test_why_not_gives_the_distance_and_what_is_missing(people: People) -> None:
    withheld = people["worked example"].why_not("nordic_curl[left]")
    assert withheld.truth == "unknown"
    assert "hamstring_pain[left]" in {b.what for b in withheld.blockers if b.truth == "unknown"}
    refused = people["sore"].why_not("nordic_curl[left]")
    (pain,) = [b for b in refused.blockers if b.what == "hamstring_pain[left]"]
    assert (pain.required, pain.actual, pain.distance, pain.unit) == (
        "< 4 of 10",
        "5 of 10",
        2.0,
        "points",
    )


def test_an_exercise_names_the_restriction_that_blocks_it(people: People) -> None:
    person = people["sore"].with_facts({"hamstring_pain": {"left": 7}})
    blocker = next(b for b in person.why_not("romanian_deadlift").blockers if b.truth == "false" and b.via != "needs")
    assert blocker.via == "No hinge with severe hamstring pain on the left"
    assert blocker.distance == 2


def test_a_finding_without_rules_says_so(changeable: br.KnowledgeBase) -> None:
    assert all(
        "No rule concludes this" not in changeable.assess({}).why_not(name).statement
        for name in changeable.knowledge.conclusions
    )


def test_what_if_equals_the_assessment_of_the_changed_profile(changeable: br.KnowledgeBase, people: People) -> None:
    person = people["all known"]
    fresh = changeable.assess(
        {
            "person": "all known",
            "hq": {"left": "0.48", "right": "0.62"},
            "hop": {"left": 95, "right": 100},
            "nordic_sessions": 0,
            "prior_acl": "none",
            "hamstring_pain": "none",
            "screening": "none",
            "sitting": "9 h/day",
            "training_experience": "intermediate",
            "equipment": "none",
        }
    )
    supposed = person.with_facts({"hq[left]": "0.48", "hop[left]": 95})
    assert supposed.inference == fresh.inference
    assert supposed.sheet.values == fresh.sheet.values
    assert supposed.replay() == ()
    difference = person.what_if({"hq[left]": "0.48", "hop[left]": 95})
    assert difference.findings == person.contrast(fresh).findings
    changes = {change.id: (change.before, change.after) for change in difference.findings}
    assert changes[WEAK] == ("high", "low")


def test_forgetting_a_fact_makes_it_unknown(people: People) -> None:
    changes = people["all known"].what_if(nordic_sessions=None)
    assert [(change.fact, change.after.state) for change in changes.facts] == [("nordic_sessions", "unknown")]
    with pytest.raises(FactError, match="prior"):
        people["worked example"].what_if({"prior_acl[left]": None})


def test_the_next_question_is_the_pain_and_never_the_ligament(people: People) -> None:
    person = people["worked example"].with_facts(
        screening="none", training_experience="intermediate", equipment="none", sitting=4
    )
    asked = [question.fact for question in person.missing().questions]
    assert asked[0] in ("hamstring_pain[left]", "hamstring_pain[right]")
    assert "prior_acl[left]" not in asked
    outcomes = {outcome.id: outcome for outcome in person.why_asked("hamstring_pain[left]").outcomes}
    branches = [(branch.answers, branch.state) for branch in outcomes["nordic_curl[left]"].branches]
    assert branches[-1] == ("4 of 10 or more", "false")


def test_red_flags_are_asked_first_and_a_settled_person_is_asked_nothing(people: People) -> None:
    assert people["nobody"].missing().questions[0].fact == "screening[saddle_numbness]"
    person = people["all known"]
    questions = person.missing().questions
    assert all(question.fact not in person.sheet.values for question in questions)


def test_two_dates_of_one_person_are_told_apart_by_what_changed_between_them(changeable: br.KnowledgeBase) -> None:
    march = changeable.assess({"person": "Robin", "date": "2026-03-02", "hq[left]": "0.45", "sitting": 9})
    may = changeable.assess({"person": "Robin", "date": "2026-05-04", "hq[left]": "0.62", "sitting": 9})
    found = march.contrast(may)
    assert found.to_text().splitlines()[0] == "Robin 2026-03-02 (earlier) → Robin 2026-05-04 (later)"
    assert [change.fact for change in found.facts] == ["hq[left]"]
    assert {outcome.because for outcome in found.outcomes} == {("hq[left]",)}
    supposed = march.what_if({"hq[left]": "0.62"})
    assert supposed.to_text().splitlines()[0] == "Robin 2026-03-02: what changes"
    assert supposed.outcomes == found.outcomes


def test_contrast_refuses_other_knowledge(people: People, small: br.KnowledgeBase) -> None:
    with pytest.raises(BalanceRulesError, match="same knowledge"):
        people["nobody"].contrast(small.assess({}))


def test_a_name_without_its_instance_means_that_with_most_evidence(people: People) -> None:
    assert people["worked example"].how("hamstring_weakness").target == WEAK


def test_the_trace_is_the_run(people: People, changeable: br.KnowledgeBase) -> None:
    trace = people["worked example"].trace()
    fired = [step.id for step in trace.activations if step.kind == "rule"]
    assert fired == [r.id for r in changeable.knowledge.rules if people["worked example"]._judged.truths[r.id] > 0]
    for step in trace.activations:
        assert step.agenda[0] == step.id or step.kind == "barrier"
    last = [step for step in trace.activations if step.kind == "barrier"][-1]
    closed = {item.finding: item.score for step in trace.activations for item in step.closed}
    assert closed == {n: s for n, s in people["worked example"]._judged.scores.items() if n in closed}
    assert trace.strata == changeable.knowledge.strata
    assert last.stratum == trace.strata
