"""Findings → prescriptions: bounds of set changes, which exercises, and why not."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st
from in_one import in_one
from random_knowledge import random_facts, sheet_of
from small_knowledge import altered, write_knowledge

import balance_rules as br
from balance_rules.advice import dose_text, set_change
from balance_rules.inference.judgement import Judged
from balance_rules.semantics import infer

SAFE = {"screening": "none", "hamstring_pain": "none", "equipment": ["barbell"], "training_experience": "intermediate"}
WEAK = {**SAFE, "hq[left]": 0.45, "hq[right]": 1, "hop_asymmetry": 18, "nordic_sessions": 0, "prior_acl": "none"}
CHAIN = {**WEAK, "sitting": 9}


def advice(kb: br.KnowledgeBase, profile: Mapping[str, Any], name: str) -> br.Advice:
    return next(a for a in kb.assess(profile).prescriptions if a.id == name)


def without(profile: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in profile.items() if name not in names}


# ---------------------------------------------------------------- weekly sets


def judged_sets(kb: br.KnowledgeBase, steps: int | None, **progression: Any) -> Judged:
    assert kb.knowledge.progression is not None
    knowledge = altered(kb.knowledge, progression=replace(kb.knowledge.progression, **progression))
    facts = {} if steps is None else {"weekly_sets[hamstrings]": steps}
    return Judged(knowledge, facts, infer(knowledge, facts))


@given(
    steps=st.integers(0, 120),
    most=st.integers(1, 4),
    share=st.fractions(Fraction(1, 20), 1),
    least=st.integers(1, 8),
    low=st.integers(1, 15),
    width=st.integers(0, 15),
)
@settings(max_examples=effort(40, 300))
def test_set_changes_stay_within_their_bounds(
    small: br.KnowledgeBase, steps: int, most: int, share: Fraction, least: int, low: int, width: int
) -> None:
    judged = judged_sets(
        small,
        steps,
        most_sets_added_a_week=most,
        most_share_added_a_week=share,
        least_effective_weekly_sets=least,
        target_weekly_sets=(low, low + width),
    )
    before = Fraction(steps, 2)
    for change in ("add", "hold", "reduce"):
        result = set_change(judged, "hamstrings", change)
        assert result.before == float(before)
        assert result.after is not None
        after = Fraction(result.after)
        moved = abs(after - before)
        assert moved <= most
        assert moved <= max(1, share * before) or before == 0, "at least one set, so that little training can grow"
        if change == "add":
            assert before <= after <= max(before, low + width)
        elif change == "reduce":
            assert min(before, max(low, least)) <= after <= before
        else:
            assert after == before


@given(steps=st.integers(7, 120))
def test_above_three_sets_never_more_than_two_sets_nor_thirty_per_cent(small: br.KnowledgeBase, steps: int) -> None:
    for change in ("add", "reduce"):
        result = set_change(judged_sets(small, steps), "hamstrings", change)
        assert result.before is not None
        assert result.after is not None
        assert abs(result.after - result.before) <= min(2, 0.3 * result.before)
        assert result.after >= min(4, result.before)


@in_one(
    ("sets", "change", "after", "text"),
    [
        (0, "add", 2, "0 → 2 sets a week, towards 10 to 20 sets, a step a week at most"),
        (1, "add", 2, "1 → 2 sets a week, towards 10 to 20 sets, a step a week at most"),
        (5, "add", 6, "5 → 6 sets a week, towards 10 to 20 sets, a step a week at most"),
        (8, "add", 10, "8 → 10 sets a week, towards 10 to 20 sets, a step a week at most"),
        (19.5, "add", 20, "19.5 → 20 sets a week, towards 10 to 20 sets, a step a week at most"),
        (20, "add", 20, "keep 20"),
        (30, "add", 30, "keep 30"),
        (12, "hold", 12, "keep 12"),
        (30, "reduce", 28, "30 → 28 sets a week, down to 20 sets, a step a week"),
        (12, "reduce", 10, "12 → 10 sets a week, a little less"),
        (10, "reduce", 10, "keep 10"),
        (3, "reduce", 3, "keep 3"),
    ],
)
def test_set_changes_in_words(small: br.KnowledgeBase, sets: float, change: str, after: float, text: str) -> None:
    result = set_change(judged_sets(small, int(2 * sets)), "hamstrings", change)
    assert (result.before, result.after, result.text) == (sets, after, text)


def test_what_is_trained_now_may_be_unknown(small: br.KnowledgeBase) -> None:
    result = set_change(judged_sets(small, None), "hamstrings", "add")
    assert (result.before, result.after, result.name) == (None, None, "hamstrings")
    assert result.text == "add at most 2 sets a week, and no more than 30 % of what is done now"


def test_sets_change_only_where_the_prescription_is_given(small: br.KnowledgeBase) -> None:
    given_ = advice(small, {**CHAIN, "weekly_sets[hamstrings]": 5}, "hinge_strength")
    assert [(c.muscle, c.change, c.before, c.after) for c in given_.weekly_sets] == [
        ("hamstrings", "add", 5, 6),
        ("quadriceps", "hold", None, None),
    ]
    withheld = advice(small, without(CHAIN, "screening"), "hinge_strength")
    assert withheld.weekly_sets == ()


# ---------------------------------------------------------------- what an advice says


def test_a_given_prescription_is_whole(small: br.KnowledgeBase) -> None:
    found = advice(small, WEAK, "nordic_curl[left]")
    assert (found.state, found.needed, found.title) == ("given", (), "Nordic curls for the left leg")
    assert found.answers == ("hamstring_weakness[left]",)
    assert found.reasons == ("Answers: Weak hamstrings, left: at least moderate.",)
    assert found.instructions == ("Stop where the left leg hurts.", "Two sessions a week.")
    assert (found.stop_when, found.weeks, found.retest_after_weeks) == ("Pain above 4 of 10.", 8, 8)
    assert found.retest == ("Difference between the hops",)
    assert found.sources == ("review_2002",)
    (exercise,) = found.exercises
    assert (exercise.name, exercise.state) == ("Nordic hamstring curl", "given")
    assert exercise.dose == "2 sets, 8–15 reps"
    assert exercise.regressions == ("Romanian deadlift",)
    assert exercise.technique == ("slow fall",)


def test_a_retest_is_named_for_the_side_of_the_prescription(tmp_path: Path) -> None:
    changes = {"prescriptions/nordic_curl.yaml": ("measures: [hop_asymmetry]", "measures: [hq, hamstring_pain]")}
    kb = br.load(write_knowledge(tmp_path / "kb", changes), bundled=False)
    assert advice(kb, WEAK, "nordic_curl[left]").retest == (
        "Hamstring-to-quadriceps ratio, left",
        "Hamstring pain, left",
    )


def test_no_text_of_the_bundled_advice_has_an_open_placeholder(kb: br.KnowledgeBase) -> None:
    chance = random.Random(1)
    for missing in (0.1, 0.5, 0.9)[:: effort(2, 1)]:
        facts = random_facts(chance, kb.knowledge, missing)
        for found in kb.assess_facts(sheet_of(facts)).prescriptions:
            texts = (found.title, *found.reasons, *found.retest, *found.instructions, found.stop_when)
            assert not [text for text in texts if "{" in text]


def test_a_dose_in_words(small: br.KnowledgeBase) -> None:
    assert dose_text(small.knowledge, "compound") == "2–4 sets, 5–12 reps, rest 120–240 s, slow"
    assert dose_text(small.knowledge, "mobility") == ""


@in_one(
    ("profile", "state", "needed", "reasons"),
    [
        (
            {**WEAK, "hamstring_pain": {"left": 4, "others": "none"}},
            "refused",
            (),
            ("Hamstring pain, left ≥ 4 of 10.", "Answers: Weak hamstrings, left: at least moderate."),
        ),
        (
            without(WEAK, "hamstring_pain"),
            "withheld",
            ("hamstring_pain[left]",),
            ("Not ruled out: Hamstring pain, left ≥ 4 of 10.", "Answers: Weak hamstrings, left: at least moderate."),
        ),
        (
            {**WEAK, "screening": ["saddle_numbness"]},
            "refused",
            (),
            (
                "Stopped until a doctor has looked at it: Signs of a pressed cauda equina.",
                "Answers: Weak hamstrings, left: at least moderate.",
            ),
        ),
        (
            without(WEAK, "screening"),
            "withheld",
            ("screening[saddle_numbness]",),
            (
                "Not ruled out: Signs of a pressed cauda equina.",
                "Answers: Weak hamstrings, left: at least moderate.",
            ),
        ),
        (
            without(WEAK, "hop_asymmetry", "hq[left]"),
            "withheld",
            ("hq[left]", "hop_asymmetry"),
            ("It is not known yet whether a finding calls for it.",),
        ),
        (
            {**without(WEAK, "hq[left]"), "hamstring_pain": {"left": 9, "others": "none"}, "hop_asymmetry": 0},
            "refused",
            (),
            ("Hamstring pain, left ≥ 4 of 10.", "It is not known yet whether a finding calls for it."),
        ),
    ],
)
def test_why_a_prescription_is_refused_or_withheld(
    small: br.KnowledgeBase, profile: dict[str, Any], state: str, needed: tuple[str, ...], reasons: tuple[str, ...]
) -> None:
    found = advice(small, profile, "nordic_curl[left]")
    assert (found.state, set(found.needed), found.reasons) == (state, set(needed), reasons)


def test_a_prescription_that_nothing_calls_for_is_not_shown(small: br.KnowledgeBase) -> None:
    shown = {found.id for found in small.assess({**WEAK, "hq[left]": 1, "hop_asymmetry": 0}).prescriptions}
    assert "nordic_curl[left]" not in shown


def test_what_loads_nothing_is_given_in_spite_of_a_red_flag(small: br.KnowledgeBase) -> None:
    found = advice(small, {"sitting": 9, "screening": ["saddle_numbness"]}, "sitting_breaks")
    assert (found.state, found.instructions) == ("given", ("You sit 9 h/day; stand up every half hour.",))


def test_given_come_first_then_withheld_then_refused(small: br.KnowledgeBase) -> None:
    states = [found.state for found in small.assess({**CHAIN, "hamstring_pain": {"left": 5}}).prescriptions]
    assert states == sorted(states, key=["given", "withheld", "refused"].index)
    assert len(set(states)) > 1


# ---------------------------------------------------------------- exercises


def chosen(found: br.Advice) -> list[tuple[str, str]]:
    return [(exercise.id, exercise.state) for exercise in found.exercises]


def test_exercises_nearest_to_the_experience_come_first(small: br.KnowledgeBase, tmp_path: Path) -> None:
    lift = "hip_lift\n  name: Hip lift\n  category: compound\n  movement_pattern: hinge\n  chain: posterior\n"
    lift += "  prime_movers: [hamstrings]\n  synergists: [quadriceps]\n  stabilizers: []\n  equipment: [[bench], []]\n"
    changes = {"exercises/thigh.yaml": (f"{lift}  level: beginner", f"{lift}  level: advanced")}
    harder = br.load(write_knowledge(tmp_path / "kb", changes), bundled=False)
    for kb, experience, order in (
        (small, "intermediate", ["romanian_deadlift", "hip_lift"]),
        (small, "advanced", ["romanian_deadlift", "hip_lift"]),
        (harder, "advanced", ["hip_lift", "romanian_deadlift"]),
    ):
        found = advice(kb, {**CHAIN, "training_experience": experience}, "hinge_strength")
        assert chosen(found) == [(name, "given") for name in order]


def test_an_exercise_with_a_study_comes_before_one_without(tmp_path: Path) -> None:
    entry = "aliases: [Hip Lift]\n"
    changes = {"exercises/thigh.yaml": (entry, f"{entry}  evidence: [cohort_2016]\n")}
    kb = br.load(write_knowledge(tmp_path / "kb", changes), bundled=False)
    found = advice(kb, CHAIN, "hinge_strength")
    assert [exercise.id for exercise in found.exercises] == ["hip_lift", "romanian_deadlift"]
    assert "1 source on it" in found.exercises[0].reasons[0]


def test_no_more_exercises_than_asked_for_and_the_best_are_kept(tmp_path: Path) -> None:
    changes = {"prescriptions/hinge_strength.yaml": ("most: 3", "most: 1")}
    kb = br.load(write_knowledge(tmp_path / "kb", changes), bundled=False)
    assert chosen(advice(kb, CHAIN, "hinge_strength")) == [("romanian_deadlift", "given")]


@in_one(
    ("profile", "state", "reason"),
    [
        ({**CHAIN, "equipment": "none"}, "refused", "needs barbell"),
        (without(CHAIN, "equipment"), "withheld", "not known: Equipment, barbell"),
        ({**CHAIN, "training_experience": "beginner"}, "refused", "needs training experience at least intermediate"),
        (without(CHAIN, "training_experience"), "withheld", "not known: Training experience at least intermediate"),
        (
            {**CHAIN, "hamstring_pain": {"right": 6, "others": "none"}},
            "refused",
            "No hinge with severe hamstring pain on the right (Hamstring pain, right ≥ 6 of 10)",
        ),
        (
            {**CHAIN, "hamstring_pain": {"left": 0}},
            "withheld",
            "not known: Hamstring pain, right ≥ 6 of 10",
        ),
    ],
)
def test_an_exercise_that_is_not_cleared_says_why(
    small: br.KnowledgeBase, profile: dict[str, Any], state: str, reason: str
) -> None:
    found = advice(small, profile, "hinge_strength")
    assert found.state == "given", "another exercise of it is allowed"
    exercises = {exercise.id: exercise for exercise in found.exercises}
    assert exercises["hip_lift"].state == "given"
    assert exercises["romanian_deadlift"].state == state
    (said,) = exercises["romanian_deadlift"].reasons
    assert said.startswith(reason)


def test_a_prescription_without_an_allowed_exercise_is_refused(tmp_path: Path) -> None:
    changes = {"prescriptions/hinge_strength.yaml": ("{movement_pattern: [hinge]}", "{exercise: [romanian_deadlift]}")}
    kb = br.load(write_knowledge(tmp_path / "kb", changes), bundled=False)
    refused = advice(kb, {**CHAIN, "equipment": "none"}, "hinge_strength")
    assert (refused.state, refused.reasons[0]) == ("refused", "No exercise of it is allowed.")
    withheld = advice(kb, without(CHAIN, "equipment"), "hinge_strength")
    assert (withheld.state, withheld.reasons[0]) == ("withheld", "No exercise of it is cleared yet.")
    assert withheld.needed == ("equipment[barbell]",)
