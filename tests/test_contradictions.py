"""Facts that cannot be true together: refused wherever they enter, and no person that a proof speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_knowledge import write_knowledge

import balance_rules as br
from balance_rules import FactError, KnowledgeBase, KnowledgeError
from balance_rules.verify import Outcome, verify

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
    "seen_without_the_flag": {"screening": "none", "seen": {"fainting": {"date": "2026-02-01", "cleared": "yes"}}},
}


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
                assert not any(a.state == "given" and a.id in loading for a in assessment.prescriptions)
