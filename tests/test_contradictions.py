"""Facts that cannot be true together: refused wherever they enter, and no person that a proof speaks of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small_knowledge import write_knowledge

import balance_rules as br
from balance_rules import FactError, KnowledgeBase, KnowledgeError
from balance_rules.model import Condition, Truth, facts_read, name_of
from balance_rules.semantics import judge
from balance_rules.verify import Outcome, verify

Formula = Callable[[float, float], float]
CONTRADICTION = """\
id: advanced_yet_idle
title: Advanced training without leaving the chair
when: {all: [{training_experience: advanced}, {sitting: {ge: 20 h/day}}]}
because: nobody trains who sits {sitting}
fix: Count the hours awake.
conventions: {sitting: "Four hours are left for all else."}
cases:
  - {name: both, given: {training_experience: advanced, sitting: 20 h/day}, expect: fires}
  - {name: less, given: {training_experience: advanced, sitting: 19.75 h/day}, expect: silent}
  - {name: beginner, given: {training_experience: beginner, sitting: 20 h/day}, expect: silent}
  - {name: not told, given: {sitting: 20 h/day}, expect: undecided}
"""
INVARIANT = """\
- id: nobody_is_advanced_and_idle
  title: Nobody is advanced and idle
  because: It is a contradiction.
  never: {true: {all: [{training_experience: advanced}, {sitting: {ge: 20 h/day}}]}}
"""
PLACE = "contradictions/advanced_yet_idle.yaml"
IDLE = {"training_experience": "advanced", "sitting": 21}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = write_knowledge(tmp_path_factory.mktemp("small"), files={PLACE: CONTRADICTION})
    return br.load(folder, bundled=False)


def test_it_is_refused_with_place_reason_and_fix(small: KnowledgeBase, tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text("hop: {left: 150}\nsitting: 21\ntraining_experience: advanced\n")
    with pytest.raises(FactError) as refused:
        small.assess(profile)
    (problem,) = refused.value.problems
    assert problem.place == f"{profile}:3:22"
    assert problem.found == "Training experience = advanced with Hours sat a day = 21 h/day"
    assert problem.expected == "facts that can be true together: nobody trains who sits 21 h/day"
    assert problem.fix == "Count the hours awake."


@pytest.mark.parametrize("known", [{}, {"sitting": 21}, {"training_experience": "advanced"}, {**IDLE, "sitting": 19}])
def test_what_is_not_known_contradicts_nothing(small: KnowledgeBase, known: dict[str, Any]) -> None:
    assert small.assess(known).sheet.values.keys() == known.keys()


def test_a_supposition_is_refused_too(small: KnowledgeBase) -> None:
    assessment = small.assess({"sitting": 21})
    with pytest.raises(FactError, match="can be true together"):
        assessment.what_if(training_experience="advanced")


def test_a_change_to_it_is_not_proposed(tmp_path: Path) -> None:
    """Sitting less would be the smallest change, but not for whom it contradicts."""
    attributes = {
        "attributes/person.yaml": ("resolution: 0.25\n", "resolution: 0.25\n  change: {direction: any, step: 1}\n")
    }
    told = CONTRADICTION.replace("{ge: 20 h/day}}]", "{lt: 8 h/day}}]", 1)

    def plans(files: dict[str, str]) -> int:
        kb = br.load(write_knowledge(tmp_path / str(len(files)), attributes, files), bundled=False)
        return len(kb.assess({"training_experience": "advanced", "sitting": 8.5}).change("sitting_breaks").plans)

    assert plans({}) == 1
    assert plans({PLACE: told}) == 0


def test_a_session_refuses_it(small: KnowledgeBase) -> None:
    session = small.session()
    session.declare(sitting=21)
    with pytest.raises(FactError, match="can be true together"):
        session.declare(training_experience="advanced")


def test_a_cohort_refuses_the_row_and_does_the_rest(small: KnowledgeBase) -> None:
    pl = pytest.importorskip("polars")
    people = [{"id": "a", **IDLE}, {"id": "b", **IDLE, "sitting": 19}, {"id": "c", "sitting": 21}]
    cohort = small.cohort(pl.DataFrame(people))
    assert cohort.table["id"].to_list() == ["b", "c"]
    (refusal,) = cohort.summary.refusals
    assert (refusal.id, refusal.column) == ("a", "training_experience")
    assert "can be true together" in refusal.problem


def test_no_proof_speaks_of_such_a_person(tmp_path: Path) -> None:
    def outcome(files: dict[str, str]) -> Outcome:
        folder = write_knowledge(tmp_path / str(len(files)), files=files)
        results = verify(br.load(folder, bundled=False).knowledge).results
        return next(r.outcome for r in results if r.code == "V11")

    assert outcome({"invariants.yaml": INVARIANT}) is Outcome.FAIL
    assert outcome({"invariants.yaml": INVARIANT, PLACE: CONTRADICTION}) is Outcome.PASS


def test_it_speaks_of_facts_alone(tmp_path: Path) -> None:
    told = CONTRADICTION.replace(
        "{training_experience: advanced}, ", '{"hamstring_weakness[left]": {at_least: low}}, ', 1
    )
    folder = write_knowledge(tmp_path / "small", files={PLACE: told})
    with pytest.raises(KnowledgeError, match="facts alone"):
        br.load(folder, bundled=False)


# what the bundled knowledge refuses, each as a coach would have typed it
REFUSED: dict[str, dict[str, Any]] = {
    "high_pressure_denied": {"resting_systolic_pressure": 190, "screening": "none", "conditions": "none"},
    "operation_denied": {"surgery": "none", "weeks_since_surgery": {"left_acl_reconstruction": 4}},
    "stages_of_pregnancy_together": {"conditions": ["pregnancy_first_trimester", "pregnancy_third_trimester"]},
    "pain_without_onset": {"pain": {"low_back": 4}, "pain_onset": {"low_back": "not_applicable"}},
    "back_pain_without_direction": {"pain": {"low_back": 4}, "low_back_pain_worse_with": "not_applicable"},
    "duration_of_denied_pain": {"pain": "none", "pain_weeks": {"low_back": 12}},
    "morning_of_denied_pain": {"pain": "none", "pain_worse_next_morning": ["low_back"]},
    "severe_chest_pain_denied": {"pain": {"chest": 9}, "screening": "none"},
    "severe_belly_pain_denied": {"pain": {"abdomen": 9}, "screening": "none", "conditions": "none"},
    "high_lower_pressure_denied": {"resting_diastolic_pressure": 115, "screening": "none"},
    "lower_number_above_the_upper": {"resting_systolic_pressure": 80, "resting_diastolic_pressure": 130},
    "fresh_caesarean_without_a_birth": {
        "surgery": ["caesarean"],
        "weeks_since_surgery": {"caesarean": 5},
        "conditions": "none",
    },
    "neither_side_the_stronger": {"hip_abduction_share": {"left": 45, "right": 45}},
    "neither_hand_the_stronger": {"grip_share": {"left": 80, "right": 90}},
    "difference_far_below_the_shares": {
        "quadriceps_torque_60_share": {"left": 80, "right": 100},
        "quadriceps_torque_60_asymmetry": 2,
    },
    "difference_far_above_the_shares": {
        "shoulder_er_share": {"left": 95, "right": 100},
        "shoulder_er_asymmetry": 40,
    },
    "fresh_strain_of_hamstrings_denied": {
        "acute_strain": ["hamstrings"],
        "hamstring_strain_history": {"left": "never", "right": "never"},
    },
    "clot_under_treatment_denied": {"screening": "none", "conditions": ["blood_clot"]},
    "more_hours_than_a_day_has": {"sedentary_hours": 24, "moderate_activity_minutes": 4000},
    "more_hours_than_a_day_has_by_device": {"sedentary_hours_device": 20, "moderate_activity_minutes": 1700},
    "seen_without_the_flag": {"screening": "none", "seen": {"fainting": {"date": "2026-02-01", "cleared": "yes"}}},
}


# what a device may print of the same two sides, w the weaker one and s the stronger: per cent of s, of w, of their sum
FORMULAS: tuple[Formula, ...] = (lambda w, s: 1 - w / s, lambda w, s: s / w - 1, lambda w, s: (s - w) / (s + w))


@pytest.fixture(scope="module")
def sides(kb: KnowledgeBase) -> dict[str, Condition]:
    """What the shares of the two sides and their difference may not be, for the hip that is spread."""
    names = ("neither_side_the_stronger", "difference_denied_by_the_shares")
    conditions = {
        f"{c.name}[{fact}]": c.condition for c in kb.knowledge.contradictions for fact in facts_read(c.condition)
    }
    return {name: conditions[f"{name}[hip_abduction_share[left]]"] for name in names}


class TestBundled:
    @pytest.mark.parametrize("told", REFUSED.values(), ids=REFUSED)
    def test_a_contradiction_is_not_assessed(self, kb: KnowledgeBase, told: dict[str, Any]) -> None:
        with pytest.raises(FactError, match="can be true together"):
            kb.assess(told)

    def test_a_high_pressure_is_never_passed_over(self, kb: KnowledgeBase) -> None:
        """Whatever is said of it, a pressure of 190 is referred, asked about or refused; nothing loading is given."""
        loading = {p.id for p in kb.knowledge.prescriptions if p.loading}
        for flag in ({}, {"screening": "none"}, {"screening": ["very_high_blood_pressure"]}):
            for condition in ({}, {"conditions": "none"}, {"conditions": ["high_blood_pressure"]}):
                told = {"resting_systolic_pressure": 190, **flag, **condition}
                if flag == {"screening": "none"} and condition == {"conditions": "none"}:
                    continue  # refused: see above
                assessment = kb.assess(told)
                assert {"very_high_blood_pressure", "reading_above_180"} & {
                    referral.id for referral in assessment.referrals
                }
                truths = assessment._judged.truths
                assert not [name for name in loading if truths[name] > 0]

    @given(
        st.integers(30, 999), st.integers(1000, 3000), st.booleans(), st.sampled_from(FORMULAS), st.sampled_from((0, 1))
    )
    def test_what_an_honest_device_prints_is_heard(
        self, sides: dict[str, Condition], weak: int, strong: int, left: bool, formula: Formula, digits: int
    ) -> None:
        weaker, difference = round(100 * weak / strong, digits), round(100 * formula(weak, strong), digits)
        assume(difference <= 100)  # more is refused by its range
        printed = (weaker, 100) if left else (100, weaker)
        assert not refused_by(sides, *printed, difference)

    @given(st.floats(0, 98.9), st.floats(0, 98.9))
    def test_two_sides_below_the_stronger_are_refused(
        self, sides: dict[str, Condition], left: float, right: float
    ) -> None:
        assert "neither_side_the_stronger" in refused_by(sides, left, right, None)

    @given(st.integers(0, 80), st.floats(0, 2))
    def test_two_per_cent_beside_eighty_are_refused(
        self, sides: dict[str, Condition], weak: int, difference: float
    ) -> None:
        assert "difference_denied_by_the_shares" in refused_by(sides, weak, 100, difference)
        assert "difference_denied_by_the_shares" in refused_by(sides, 100, weak, difference)

    def test_every_share_of_two_sides_is_held_to_it(self, kb: KnowledgeBase) -> None:
        knowledge = kb.knowledge
        read = {(c.name, name_of(fact)) for c in knowledge.contradictions for fact in facts_read(c.condition)}
        for name, attribute in knowledge.attributes.items():
            stem, _, kind = name.rpartition("_")
            if kind == "share" and dict(attribute.instances).keys() == {"left", "right"}:
                assert ("neither_side_the_stronger", name) in read
                if f"{stem}_asymmetry" in knowledge.attributes:
                    assert ("difference_denied_by_the_shares", f"{stem}_asymmetry") in read


def refused_by(sides: dict[str, Condition], left: float, right: float, difference: float | None) -> set[str]:
    """The names of what refuses these per cents; the resolution of all three is a tenth."""
    told = {
        "hip_abduction_share[left]": left,
        "hip_abduction_share[right]": right,
        "hip_abduction_asymmetry": difference,
    }
    facts = {name: round(10 * value) for name, value in told.items() if value is not None}
    return {name for name, condition in sides.items() if judge(condition, facts, {}).truth is Truth.TRUE}
