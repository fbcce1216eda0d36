"""How weekly sets change, and how long a set takes: each number at its edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from in_one import in_one
from small_knowledge import altered
from test_theme_edges import PROGRAMMING

import balance_rules as br
from balance_rules.advice import dose_of, fitted, next_step, seconds_a_set, sessions_wanted, set_change
from balance_rules.inference.judgement import Judged
from balance_rules.model import AdaptedDose, Compare, Comparison
from balance_rules.semantics import infer

SITS = Compare("sitting", Comparison.GE, 32)
LESS = AdaptedDose("who sits", SITS, (("sets", "1", "2"), ("reps", "20", "20"), ("sessions_per_week", "3", "3")))


def person(kb: br.KnowledgeBase, facts: Mapping[str, int], **parts: Any) -> Judged:
    knowledge = altered(kb.knowledge, programming=PROGRAMMING, **parts)
    return Judged(knowledge, facts, infer(knowledge, facts))


@in_one(
    ("reps", "hold", "rest", "sides", "seconds"),
    [
        (None, None, None, 1, 60),  # the rest that is usual
        (None, None, (0, 0), 1, 15),  # nothing takes less than a quarter of a minute
        ((5, 5), None, (0, 0), 1, 15),  # 20 s, rounded to a quarter
        ((5, 6), None, (0, 0), 1, 15),  # 22 s
        ((5, 7), None, (0, 0), 1, 30),  # 24 s
        ((5, 5), None, (0, 0), 2, 45),  # 40 s, on both sides
        ((5, 5), None, (40, 40), 2, 75),  # the rest once: 80 s
        (None, (20, 40), (0, 0), 1, 30),
        (None, (22, 22), (0, 0), 1, 15),
        (None, (20, 40), (0, 0), 2, 60),
        ((5, 5), (20, 20), (0, 0), 1, 45),  # both: 40 s
        ((10, 20), None, (90, 150), 1, 180),  # 60 and 120 s
    ],
)
def test_a_set_takes_its_work_on_each_side_and_the_rest_once(
    small: br.KnowledgeBase,
    reps: tuple[int, int] | None,
    hold: tuple[int, int] | None,
    rest: tuple[int, int] | None,
    sides: int,
    seconds: int,
) -> None:
    told = {"reps": reps, "hold_seconds": hold, "rest_seconds": rest}
    quantities = tuple((name, str(pair[0]), str(pair[1])) for name, pair in told.items() if pair)
    dose = replace(small.knowledge.doses["compound"], quantities=quantities, adapted=())
    exercise = replace(small.knowledge.exercises["hip_lift"], unilateral=sides == 2)
    assert seconds_a_set(person(small, {}), exercise, dose) == seconds


def test_a_dose_counts_for_those_of_whom_its_condition_is_known_to_be_true(small: br.KnowledgeBase) -> None:
    quantities = (("reps", "5", "5"), ("rest_seconds", "0", "0"), ("sessions_per_week", "2", "4"))
    dose = replace(small.knowledge.doses["compound"], quantities=quantities, adapted=(LESS,))
    exercise = small.knowledge.exercises["hip_lift"]
    for facts, sessions, seconds, title in (
        ({}, 2, 15, ""),
        ({"sitting": 31}, 2, 15, ""),
        ({"sitting": 32}, 3, 75, "who sits"),
    ):
        judged = person(small, facts)
        assert fitted(judged, dose)[1] == title
        assert sessions_wanted(judged, dose) == sessions
        assert seconds_a_set(judged, exercise, dose) == seconds
    assert fitted(None, dose) == (quantities, "")
    assert sessions_wanted(person(small, {}), replace(dose, quantities=(), adapted=())) == 1


def test_an_exercise_has_the_dose_of_its_prescription_where_that_has_one(small: br.KnowledgeBase) -> None:
    (one, *_) = small.knowledge.prescriptions
    own = replace(small.knowledge.doses["compound"], id="own")
    doses = {**small.knowledge.doses, "own": own}
    for dose, prescription, wanted in (("own", one.id, "own"), ("own", None, "compound"), (None, one.id, "compound")):
        knowledge = altered(small.knowledge, doses=doses, prescriptions=(replace(one, dose=dose),))
        found = dose_of(knowledge, "hip_lift", prescription)
        assert found is not None
        assert found.id == wanted


@in_one(
    ("before", "change", "after"),
    [
        (0, "add", 2), (1, "add", 3), (3, "add", 5), (4, "add", 6), (6, "add", 8), (7, "add", 9),
        (18, "add", 20), (19, "add", 20), (20, "add", 20), (25, "add", 25),
        (25, "reduce", 23), (11, "reduce", 10), (10, "reduce", 10), (8, "reduce", 8),
        (3, "hold", 3), (30, "hold", 30),
    ],
)  # fmt: skip
def test_a_step_with_the_fewest_sets_of_an_exercise(
    small: br.KnowledgeBase, before: int, change: str, after: int
) -> None:
    progression = small.knowledge.progression
    assert progression is not None
    progression = replace(
        progression,
        most_sets_added_a_week=2,
        most_share_added_a_week=Fraction(3, 10),
        target_weekly_sets=(10, 20),
        least_effective_weekly_sets=4,
    )
    assert next_step(progression, Fraction(before), change, PROGRAMMING) == after


@pytest.mark.parametrize(("before", "after"), [(3, 5), (4, 5), (5, 6), (0, 2)])
def test_from_the_target_on_a_step_is_the_share_alone(small: br.KnowledgeBase, before: int, after: int) -> None:
    progression = small.knowledge.progression
    assert progression is not None
    progression = replace(
        progression,
        most_sets_added_a_week=2,
        most_share_added_a_week=Fraction(1, 4),
        target_weekly_sets=(4, 20),
        least_effective_weekly_sets=4,
    )
    assert next_step(progression, Fraction(before), "add", PROGRAMMING) == after
    smaller = {3: 4, 4: 5, 5: 6, 0: 2}[before]
    assert next_step(progression, Fraction(before), "add") == smaller, "without a least number of sets"


def test_an_addition_says_the_limits_of_the_knowledge(small: br.KnowledgeBase) -> None:
    muscle = "hamstrings"
    unknown = set_change(person(small, {}), muscle, "add").text
    assert unknown.endswith(f"; {PROGRAMMING.fewest_sets} are allowed from any number")
    assert ";" not in set_change(Judged(small.knowledge, {}, infer(small.knowledge, {})), muscle, "add").text
    one = {f"weekly_sets[{muscle}]": 2}  # in halves
    progression = small.knowledge.progression
    assert progression is not None
    step = replace(progression, most_share_added_a_week=Fraction(1, 10), target_weekly_sets=(10, 20))
    assert set_change(person(small, one, progression=step), muscle, "add").after == 3


@pytest.mark.parametrize(("halves", "text"), [(5, "2.5 → 4.5"), (8, "4 → 6"), (20, "10 → 11"), (24, "12 → 13")])
def test_sets_are_told_as_they_are_counted(small: br.KnowledgeBase, halves: int, text: str) -> None:
    progression = small.knowledge.progression
    assert progression is not None
    step = replace(progression, most_share_added_a_week=Fraction(1, 10), target_weekly_sets=(10, 20))
    found = set_change(person(small, {"weekly_sets[hamstrings]": halves}, progression=step), "hamstrings", "add")
    assert found.text.startswith(f"{text} sets a week")
    assert found.before == halves / 2
