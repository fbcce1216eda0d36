"""The words and the ends of a change of weekly sets, what a person came for, and each part of a prescription."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from in_one import in_one
from small_knowledge import altered

import balance_rules as br
from balance_rules.advice.complaints import goals, painful
from balance_rules.advice.prescriptions import dose_text, prescriptions, ranked
from balance_rules.advice.progression import set_change
from balance_rules.advice.results import Advice, Benefit, ExerciseAdvice
from balance_rules.inference.judgement import Judged
from balance_rules.model import AdaptedDose, AllOf, AnyOf, AtLeast, Compare, Comparison, Not, Prescription, Roles
from balance_rules.model.conditions import ALWAYS
from balance_rules.model.statements import Effect, Instruction
from balance_rules.semantics import infer

PROGRESSION = SimpleNamespace(
    most_sets_added_a_week=2,
    most_share_added_a_week=Fraction(3, 10),
    target_weekly_sets=(4, 10),
    least_effective_weekly_sets=5,
)


def judged(sets: int | None = None, progression: Any = PROGRESSION, known: bool = True, **facts: int) -> Any:
    """Return the part of a person that a change of weekly sets looks at."""
    fact = "weekly_sets[quads]"
    attributes = {fact: SimpleNamespace(resolution=Fraction(1))} if known else {}
    knowledge = SimpleNamespace(
        roles=Roles(),
        progression=progression,
        programming=None,
        muscles={"quads": SimpleNamespace(common_name="thighs")},
        facts=attributes,
    )
    return SimpleNamespace(knowledge=knowledge, facts={**({} if sets is None else {fact: sets}), **facts})


@in_one(
    ("change", "words"),
    [
        ("add", "add at most 2 sets a week, and no more than 30 % of what is done now"),
        ("hold", "keep"),
        ("reduce", "take sets away"),
    ],
)
@in_one("person", [judged(), judged(6, known=False)], ids=["sets", "attribute"])
def test_a_change_of_unknown_sets_is_told_in_words(person: Any, change: str, words: str) -> None:
    found = set_change(person, "quads", change)
    assert (found.before, found.after, found.text) == (None, None, words)
    assert (found.muscle, found.name, found.change) == ("quads", "thighs", change)


def test_a_knowledge_without_limits_names_none() -> None:
    found = set_change(judged(6, progression=None), "quads", "add")
    assert (found.before, found.text) == (None, "add to what is done now, a little each week")


@in_one(
    ("sets", "change", "after", "text"),
    [
        (0, "add", 2, "0 → 2 sets a week, towards 4 to 10 sets, a step a week at most"),
        (9, "add", 10, "9 → 10 sets a week, towards 4 to 10 sets, a step a week at most"),
        (10, "add", 10, "keep 10"),
        (14, "add", 14, "keep 14"),
        (14, "reduce", 12, "14 → 12 sets a week, down to 10 sets, a step a week"),
        (10, "reduce", 8, "10 → 8 sets a week, a little less"),
        (6, "reduce", 5, "6 → 5 sets a week, a little less"),
        (5, "reduce", 5, "keep 5"),
        (3, "reduce", 3, "keep 3"),
        (6, "hold", 6, "keep 6"),
    ],
)
def test_a_change_ends_at_the_target_and_says_so(sets: int, change: str, after: int, text: str) -> None:
    found = set_change(judged(sets), "quads", change)
    assert (found.before, found.after, found.text) == (sets, after, text)
    assert (found.muscle, found.name, found.change) == ("quads", "thighs", change)


def test_what_a_person_came_for() -> None:
    said = {"pain[left_knee]": 4, "pain[neck]": 0, "goal[strength]": 1, "goal[health]": 0, "sitting": 9, "pain": 3}
    person = judged(**said)
    assert painful(person) == {"left_knee"}
    assert goals(person) == {"strength"}


# ---------------------------------------------------------------- prescriptions

HABIT = "sitting_breaks"  # a prescription without exercises, given to who sits for eight hours


def person(kb: br.KnowledgeBase, profile: Mapping[str, Any], **parts: Any) -> Judged:
    """Return a person judged by knowledge of which some parts were replaced; what is not said is not asked."""
    knowledge = altered(kb.knowledge, **parts)
    facts = dict(kb.read_facts(profile).values)
    return Judged(knowledge, facts, infer(knowledge, facts))


def prescribed(kb: br.KnowledgeBase, name: str) -> Prescription:
    return next(p for p in kb.knowledge.prescriptions if p.id == name)


def exercise_of(kb: br.KnowledgeBase, profile: Mapping[str, Any], **changed: Any) -> ExerciseAdvice:
    """Return what is said of a hip lift of which something was changed, the one exercise of a given prescription."""
    lift = replace(kb.knowledge.exercises["hip_lift"], **changed)
    only = replace(prescribed(kb, HABIT), exercises=("hip_lift",), most=3)
    judged = person(
        kb, {"sitting": 9, **profile}, prescriptions=(only,), exercises={**kb.knowledge.exercises, "hip_lift": lift}
    )
    ((exercise,),) = (found.exercises for found in prescriptions(judged))
    return exercise


def test_what_is_called_for_comes_first_then_pain_then_the_surest_finding(small: br.KnowledgeBase) -> None:
    habit = prescribed(small, HABIT)
    conclusions = dict(small.knowledge.conclusions)
    conclusions["posterior_chain_deficit"] = replace(conclusions["posterior_chain_deficit"], family="pain_linked")
    weak = "hamstring_weakness"
    own = {
        "not called for": {"prescribe": (Compare("nordic_sessions", Comparison.GE, 2),)},
        "likely": {"answers": (f"{weak}[right]",)},
        "for nothing": {"answers": ()},
        "surer": {"answers": (f"{weak}[left]",)},
        "of pain": {"answers": ("posterior_chain_deficit",)},
        "at the site": {"sites": ("knee", "hip")},
    }
    judged = person(
        small,
        {"sitting": 9},
        conclusions=conclusions,
        prescriptions=tuple(replace(habit, id=name, **changed) for name, changed in own.items()),  # type: ignore[arg-type]
    )
    scores = {f"{weak}[left]": (300, 400), f"{weak}[right]": (0, 900), "posterior_chain_deficit": (250, 250)}
    judged = Judged(
        judged.knowledge, {**judged.facts, "pain[hip]": 4}, replace(judged.inference, scores=tuple(scores.values()))
    )
    assert [*judged.knowledge.conclusions] == [*scores]
    found = prescriptions(judged)
    assert [a.id for a in found] == ["at the site", "of pain", "surer", "likely", "for nothing", "not called for"]
    assert [a.called_for for a in found] == [True] * 5 + [False]
    assert [a.sites for a in found] == [("hip",)] + [()] * 5
    assert {a.kind for a in found} == {"habit"}
    assert {a.conventions for a in found} == {("Eight hours are ours.",)}


def test_a_retest_that_the_person_may_not_do_yet_waits(small: br.KnowledgeBase) -> None:
    attributes = dict(small.knowledge.attributes)
    attributes["hop_asymmetry"] = replace(attributes["hop_asymmetry"], test="romanian_deadlift")
    tested = replace(prescribed(small, HABIT), retest=("hop_asymmetry", "sitting"))
    for equipment, may in (({}, ()), ({"equipment": ["barbell"]}, ("Difference between the hops",))):
        profile = {"sitting": 9, **equipment, "training_experience": "advanced", "screening": "none"}
        judged = person(small, {**profile, "hamstring_pain": "none"}, attributes=attributes, prescriptions=(tested,))
        (found,) = prescriptions(judged)
        assert set(found.retest) == {*may, "Hours sat a day"}
        assert found.retest_waits == (() if may else ("Difference between the hops",))


def test_a_retest_of_a_prescription_of_a_muscle_and_a_side_is_that_of_the_side(small: br.KnowledgeBase) -> None:
    tested = replace(prescribed(small, HABIT), id="stretch[hamstrings,left]", retest=("hq",))
    (found,) = prescriptions(person(small, {"sitting": 9}, prescriptions=(tested,)))
    assert found.retest == ("Hamstring-to-quadriceps ratio, left",)


def test_exercises_that_may_be_done_come_before_those_not_cleared_and_those_refused(small: br.KnowledgeBase) -> None:
    names = ("nordic_hamstring_curl", "romanian_deadlift", "hip_lift")
    exercises = dict(small.knowledge.exercises)
    unknown, never = Compare("nordic_sessions", Comparison.GE, 2), Compare("sitting", Comparison.GT, 96)
    exercises[names[0]] = replace(exercises[names[0]], condition=never)
    exercises[names[1]] = replace(exercises[names[1]], condition=unknown)
    several = replace(prescribed(small, HABIT), exercises=names, most=3)
    judged = person(small, {"sitting": 9, "screening": "none"}, exercises=exercises, prescriptions=(several,))
    ((*found,),) = (a.exercises for a in prescriptions(judged))
    assert [(e.id, e.state) for e in found] == [(names[2], "given"), (names[1], "withheld"), (names[0], "refused")]
    assert found[2].regressions == (), "a step back that is not cleared is none"


def test_of_one_whose_experience_is_not_known_the_easiest_comes_first(small: br.KnowledgeBase) -> None:
    names = ("romanian_deadlift", "hip_lift")
    several = replace(prescribed(small, HABIT), exercises=names, most=3)
    assert [e.id for e in ranked(person(small, {}), several)] == ["hip_lift", "romanian_deadlift"]
    advanced = person(small, {"training_experience": "advanced"})
    assert [e.id for e in ranked(advanced, several)] == ["romanian_deadlift", "hip_lift"]


@in_one(
    ("changed", "words"),
    [
        ({}, "Trains hamstrings; with bench or nothing; beginner"),
        (
            {"equipment": (("dip_belt", "bench"), ("band",))},
            "Trains hamstrings; with dip belt and bench or band; beginner",
        ),
        ({"equipment": (), "prime_movers": ()}, "Trains mobility; no equipment; beginner"),
        (
            {"prime_movers": ("biceps_femoris", "quadriceps")},
            "Trains outer hamstring, quadriceps; with bench or nothing; beginner",
        ),
        ({"evidence": ("a",)}, "Trains hamstrings; with bench or nothing; beginner; 1 source on it"),
        ({"evidence": ("a", "b")}, "Trains hamstrings; with bench or nothing; beginner; 2 sources on it"),
    ],
)
def test_what_is_good_about_an_exercise(small: br.KnowledgeBase, changed: dict[str, Any], words: str) -> None:
    exercise = exercise_of(small, {"screening": "none"}, condition=ALWAYS, **changed)
    assert (exercise.state, exercise.reasons) == ("given", (words,))


def test_no_more_than_six_obstacles_to_an_exercise_are_told(small: br.KnowledgeBase) -> None:
    unknown = [fact for fact in small.knowledge.facts if fact.startswith(("hq", "hop", "hamstring", "quadriceps"))]
    assert len(unknown) > 6
    condition = AllOf(tuple(Compare(fact, Comparison.GE, 1) for fact in unknown))
    assert len(exercise_of(small, {}, condition=condition).reasons) == 6


def test_what_an_exercise_needs_is_named_by_what_it_is(small: br.KnowledgeBase) -> None:
    strong = Compare("hq[left]", Comparison.GE, 600)
    flag = AllOf((strong, Compare("equipment[barbell]", Comparison.EQ, 1)))
    assert exercise_of(small, {"hq[left]": 0.5, "equipment": "none"}, condition=flag).reasons == (
        "needs hamstring-to-quadriceps ratio, left ≥ 0.6",
        "needs barbell",
    )


def test_only_what_a_restriction_is_about_is_told_as_restricted(small: br.KnowledgeBase) -> None:
    restriction = next(r for r in small.knowledge.restrictions if r.id.endswith("[right]"))
    needs = Compare("equipment[barbell]", Comparison.EQ, 1)
    condition = AllOf((Not(restriction.condition), needs))
    sore = {"hamstring_pain": {"right": 7}, "equipment": "none"}
    pain = "Hamstring pain, right ≥ 6 of 10"
    for of, told in ((restriction.id,), f"{restriction.title} ({pain})"), ((), f"needs {pain[:1].lower()}{pain[1:]}"):
        found = exercise_of(small, sore, condition=condition, restrictions=of)
        assert found.reasons == (told, "needs barbell")


def test_each_quantity_of_a_dose_has_its_words(small: br.KnowledgeBase) -> None:
    quantities = (
        *(("sets", "2", "4"), ("reps", "5", "5"), ("hold_seconds", "20", "30"), ("reps_in_reserve", "1", "3")),
        *(("load_pct_1rm", "60", "80"), ("rest_seconds", "90", "90"), ("sessions_per_week", "2", "3")),
        *(("minutes_per_muscle_per_week", "5", "10"), ("unheard_of", "1", "1")),
    )
    dose = replace(small.knowledge.doses["compound"], quantities=quantities, tempo="")
    knowledge = altered(small.knowledge, doses={"whole": dose})
    assert dose_text(knowledge, "whole") == (
        "2–4 sets, 5 reps, hold 20–30 s, 1–3 reps in reserve, 60–80 % of 1RM, rest 90 s, 2–3 sessions a week, "
        "5–10 minutes a muscle a week"
    )


def test_a_dose_is_that_for_the_person(small: br.KnowledgeBase) -> None:
    sits = Compare("sitting", Comparison.GE, 32)
    own = AdaptedDose("less, as you sit much", sits, (("sets", "1", "2"),))
    doses = {**small.knowledge.doses, "compound": replace(small.knowledge.doses["compound"], adapted=(own,))}
    lift = replace(prescribed(small, HABIT), exercises=("hip_lift",), most=3)
    (found,) = prescriptions(person(small, {"sitting": 9}, doses=doses, prescriptions=(lift,)))
    assert found.exercises[0].dose == "1–2 sets, 5–12 reps, rest 120–240 s, slow, less, as you sit much"
    assert dose_text(altered(small.knowledge, doses=doses), "compound").startswith("2–4 sets")


def given(kb: br.KnowledgeBase, profile: Mapping[str, Any], **changed: Any) -> Advice:
    """Return what is said of a prescription without exercises of which something was changed."""
    judged = person(kb, profile, prescriptions=(replace(prescribed(kb, HABIT), **changed),))
    (found,) = prescriptions(judged)
    return found


def test_a_finding_that_nothing_speaks_for_is_not_answered(small: br.KnowledgeBase) -> None:
    strong = {"hq[left]": 1, "hop_asymmetry": 0, "prior_acl": "none", "nordic_sessions": 0}
    answers = ("hamstring_weakness[left]", "hamstring_weakness[right]")
    assert given(small, {"sitting": 9, **strong}, answers=answers).answers == ("hamstring_weakness[right]",)


def test_what_is_only_perhaps_called_for_can_be_left_out(small: br.KnowledgeBase) -> None:
    sits, nordics = Compare("sitting", Comparison.GE, 32), Compare("nordic_sessions", Comparison.GE, 2)
    habit = prescribed(small, HABIT)
    parts = {name: replace(habit, id=name, prescribe=(part,)) for name, part in (("sure", sits), ("maybe", nordics))}
    judged = person(small, {"sitting": 9}, prescriptions=tuple(parts.values()))
    assert [(a.id, a.called_for) for a in prescriptions(judged)] == [("sure", True), ("maybe", False)]
    assert [a.id for a in prescriptions(judged, only_called_for=True)] == ["sure"]
    assert [a.id for a in prescriptions(judged, only_called_for=False)] == ["sure", "maybe"]


def test_exercises_are_named_once_something_calls_for_them(small: br.KnowledgeBase) -> None:
    unknown = (Compare("nordic_sessions", Comparison.GE, 2),)
    found = given(small, {"sitting": 9, "screening": "none"}, prescribe=unknown, exercises=("hip_lift",), most=3)
    assert (found.called_for, found.exercises) == (False, ())


def test_an_instruction_that_needs_something_is_said_while_that_is_cleared(small: br.KnowledgeBase) -> None:
    said = (Instruction("Always."), Instruction("With a barbell.", ("romanian_deadlift", "hip_lift")))
    safe = {"sitting": 9, "screening": "none", "hamstring_pain": "none", "training_experience": "advanced"}
    only = (said[0], replace(said[1], needs=("romanian_deadlift",)))
    assert given(small, safe, instructions=only).instructions == ("Always.",), "not known whether there is a barbell"
    assert given(small, {**safe, "equipment": "none"}, instructions=only).instructions == ("Always.",)
    assert given(small, {**safe, "equipment": "none"}, instructions=said).instructions == ("Always.", "With a barbell.")
    assert given(small, {**safe, "equipment": ["barbell"]}, instructions=only).instructions[1:] == ("With a barbell.",)


def test_a_benefit_is_told_with_the_grade_of_its_source(small: br.KnowledgeBase) -> None:
    effect = Effect("strength", "small", "cohort_2016")
    assert given(small, {"sitting": 9}).benefit is None
    assert given(small, {"sitting": 9}, benefit=effect).benefit == Benefit("strength", "small", "B", "cohort_2016")
    unknown = replace(effect, source="lost")
    assert given(small, {"sitting": 9}, benefit=unknown).benefit == Benefit("strength", "small", None, "lost")


def test_a_prescription_names_the_findings_or_else_the_facts_that_call_for_it(small: br.KnowledgeBase) -> None:
    sits, nordics = Compare("sitting", Comparison.GE, 32), Compare("nordic_sessions", Comparison.GE, 2)
    both = (AllOf((sits, Not(nordics))),)
    profile = {"sitting": 9, "nordic_sessions": 0}
    facts = ("Answers: Hours sat a day ≥ 8 h/day.",)
    assert given(small, profile, prescribe=both, answers=()).reasons == facts
    assert given(small, profile, prescribe=both).reasons == ()
    level = small.knowledge.conclusions["hamstring_weakness[left]"].levels[0]
    weak = AtLeast("hamstring_weakness[left]", level.name, level.cut)
    found = given(small, {**profile, "hq[left]": 0.3}, prescribe=(AllOf((sits, weak)),))
    assert found.reasons == (f"Answers: Weak hamstrings, left: at least {level.name}.",)


def test_no_more_than_six_reasons_call_for_a_prescription(small: br.KnowledgeBase) -> None:
    many = tuple(Compare("sitting", Comparison.GE, steps) for steps in range(20, 30))
    reasons = given(small, {"sitting": 9}, prescribe=many, answers=()).reasons
    assert reasons == tuple(f"Answers: Hours sat a day ≥ {steps / 4:g} h/day." for steps in range(20, 26))


def test_what_is_given_names_no_obstacle(small: br.KnowledgeBase) -> None:
    found = given(small, {"sitting": 9}, exercises=("romanian_deadlift",), answers=())
    assert (found.state, found.reasons) == ("given", ("Answers: Hours sat a day ≥ 8 h/day.",))


def test_where_nothing_is_known_to_call_for_it_that_alone_is_told(small: br.KnowledgeBase) -> None:
    (found,) = (a for a in small.assess({}).prescriptions if a.id == "nordic_curl[left]")
    assert found.state == "withheld"
    assert found.reasons == ("It is not known yet whether a finding calls for it.",)


@pytest.mark.parametrize(("number", "more"), [(2, ()), (6, ()), (9, ("and 3 more",))])
def test_what_stands_in_the_way_is_told_up_to_six_and_the_rest_counted(
    small: br.KnowledgeBase, number: int, more: tuple[str, ...]
) -> None:
    avoid = tuple(Compare("sitting", Comparison.GE, steps) for steps in range(20, 20 + number))
    found = given(small, {"sitting": 9}, avoid=avoid, condition=Not(AnyOf(avoid)), answers=())
    assert found.state == "refused"
    told = tuple(f"Hours sat a day ≥ {steps / 4:g} h/day." for steps in range(20, 20 + min(number, 6)))
    assert found.reasons == (*told, *more, "Answers: Hours sat a day ≥ 8 h/day.")
