"""When a theme is there, what is said of it, and what its remedies achieve and take: each at its edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from in_one import in_one
from small_knowledge import altered
from test_finding_edges import WEAK

import balance_rules as br
from balance_rules.advice.priorities import Priority, priorities
from balance_rules.advice.results import Advice, Benefit, ExerciseAdvice, Finding, Question
from balance_rules.inference.judgement import Judged
from balance_rules.model import AdaptedDose, Compare, Comparison, Rationale, Theme, key
from balance_rules.model.programming import Programming
from balance_rules.semantics import infer

SITES = (
    ("left_knee", "left knee"),
    ("right_knee", "right knee"),
    ("low_back", "low back"),
    ("left_lower_leg", "left calf"),
)
GOALS = (("strength", "more strength"), ("running", "running"), ("pain_relief", "less pain"))
PROGRAMMING = Programming(
    session_minutes=60,
    warm_up_minutes=5,
    setup_seconds=60,
    seconds_a_rep=4,
    rest_seconds=60,
    items_a_session=8,
    alike_a_session=2,
    slack_sets=1,
    fewest_sets=2,
    compound_counts=2,
    habits=3,
    benefit_weight=(("none", 1), ("unknown", 2), ("small", 3), ("moderate", 4), ("large", 5)),
    most_priorities=5,
    usual_days=(),
    own_day_in_weeks=3,
    order=(),
    apart=(),
    not_capped=(),
    never_below=(),
    rationale=Rationale(),
)
RIGHT = WEAK.replace("left", "right")
SITS = Compare("sitting", Comparison.GE, 32)


def told(
    kb: br.KnowledgeBase,
    themes: tuple[Theme, ...] = (),
    facts: Mapping[str, int] | None = None,
    found: tuple[Finding, ...] = (),
    advice: tuple[Advice, ...] = (),
    questions: tuple[Question, ...] = (),
    programming: Programming | None = PROGRAMMING,
    **parts: Any,
) -> tuple[Priority, ...]:
    """Return what matters of somebody, by the small knowledge with sites that hurt, goals and these themes."""
    attributes = dict(kb.knowledge.attributes)
    attributes["pain"] = replace(attributes["hamstring_pain"], id="pain", instances=SITES)
    attributes["goal"] = replace(attributes["prior_acl"], id="goal", instances=GOALS)
    (one, *_) = kb.knowledge.prescriptions
    prescriptions = tuple(replace(one, id=a.id, name=a.id.partition("[")[0]) for a in advice)
    more = {"prescriptions": prescriptions, "attributes": attributes, "themes": themes, "programming": programming}
    knowledge = altered(kb.knowledge, **{**more, **parts})
    person = Judged(knowledge, facts or {}, infer(knowledge, facts or {}))
    return priorities(person, found, advice, questions)


def theme(id: str, *findings: str, **parts: Any) -> Theme:
    return Theme(**{"id": id, "title": id.capitalize(), "findings": findings, "sites": (), "goals": (), **parts})


def established(id: str = WEAK, score: int = 1000, **parts: Any) -> Finding:
    usual = Finding(id, id, "moderate", None, 0.6, (score, 3 * score), "B", False, False, None, "weakness", (), "", ())
    return replace(usual, **parts)


def remedy(id: str, *answers: str, **parts: Any) -> Advice:
    usual = Advice(
        *(id, id, "strength", "given", True, answers, (), (), (), (), (), (), "", None, (), (), None, (), ())
    )
    return replace(usual, **parts)


def exercise(id: str = "hip_lift", state: Any = "given") -> ExerciseAdvice:
    return ExerciseAdvice(id, id, state, (), "", (), ())


def effect(size: Any, outcome: str = "strength") -> Benefit:
    return Benefit(outcome, size, "B", "review_2002")


def ids(found: tuple[Priority, ...]) -> list[str]:
    return [priority.id for priority in found]


def test_a_theme_says_what_was_found_what_is_given_and_its_place(small: br.KnowledgeBase) -> None:
    weak = theme("legs", "hamstring_weakness", sites=("left_knee", "low_back"), goals=("strength",))
    lift = remedy("lift", WEAK, exercises=(exercise(),), benefit=effect("moderate"))
    facts = {"pain[left_knee]": 4, "pain[low_back]": 6, "goal[strength]": 1, "goal[pain_relief]": 1, "goal[running]": 0}
    assert told(small, (theme("none"), weak), facts, (established(title="Weak hamstrings"),), (lift,)) == (
        Priority(
            id="legs",
            title="Legs, left",
            findings=(WEAK,),
            prescriptions=("lift",),
            sites=("left_knee", "low_back"),
            goals=("strength", "pain_relief"),
            place=(0, 6, 1, 4000, -8, -1),
            grounds=(
                "",
                "pain of the left knee 4 of 10, pain of the low back 6 of 10",
                "for the goal more strength, for the goal less pain",
                "Weak hamstrings: moderate; trials give its remedy a moderate effect on strength (grade B)",
                "about 8 min a week",
                "",
            ),
            reason=(
                "pain of the left knee 4 of 10, pain of the low back 6 of 10; "
                "for the goal more strength, for the goal less pain; "
                "Weak hamstrings: moderate; trials give its remedy a moderate effect on strength (grade B)"
            ),
        ),
    )


def test_a_theme_is_there_for_a_finding_a_remedy_of_its_own_an_answered_pain_or_safety(
    small: br.KnowledgeBase,
) -> None:
    hurts = {"pain[low_back]": 3}
    back, own = theme("back", sites=("low_back",)), theme("own", prescriptions=("walk",))
    safe = theme("safe", safety=SITS, safety_because="sits much")
    assert told(small, (back, own, safe)) == ()
    assert ids(told(small, (back,), hurts)) == ["pain[low_back]"], "nothing answers the pain"
    (priority,) = told(small, (back,), hurts, advice=(remedy("stretch", sites=("low_back",)),))
    assert (priority.id, priority.prescriptions, priority.note) == ("back", ("stretch",), "")
    assert told(small, (back,), {}, advice=(remedy("stretch", sites=("low_back",)),)) == ()
    knee = remedy("squat", sites=("left_knee",))
    (priority,) = told(small, (replace(back, prescriptions=("walk",)),), hurts, advice=(knee, remedy("walk")))
    assert (priority.sites, priority.prescriptions) == (("low_back",), ("walk",)), "what answers another pain is none"
    (priority,) = told(small, (own,), advice=(remedy("walk[left]"), remedy("other")))
    assert (priority.id, priority.prescriptions, priority.findings) == ("own", ("walk[left]",), ())
    (priority,) = told(small, (safe,), {"sitting": 36})
    assert (priority.id, priority.place[0], priority.grounds[0]) == ("safe", 1, "sits much")
    assert priority.note == "Nothing is given for it yet; what holds it back is asked."
    assert told(small, (safe,), {"sitting": 20}) == ()
    (found,) = told(small, (replace(safe, findings=("hamstring_weakness",)),), found=(established(),))
    assert (found.place[0], found.grounds[0], found.note) == (0, "", "")


@pytest.mark.parametrize("changed", [{"state": "withheld"}, {"state": "refused"}, {"called_for": False}])
def test_only_what_is_given_and_called_for_is_a_remedy(small: br.KnowledgeBase, changed: dict[str, Any]) -> None:
    lift = remedy("lift", WEAK, **changed)
    (priority,) = told(small, (theme("legs", "hamstring_weakness"),), found=(established(),), advice=(lift,))
    assert priority.prescriptions == ()


@pytest.mark.parametrize("changed", [{"level": None}, {"family": "data_quality"}])
def test_only_what_is_established_of_the_person_is_found(small: br.KnowledgeBase, changed: dict[str, Any]) -> None:
    assert told(small, (theme("legs", "hamstring_weakness"),), found=(established(**changed),)) == ()


def test_a_remedy_is_that_of_what_was_found_alone(small: br.KnowledgeBase) -> None:
    advice = (remedy("left", WEAK), remedy("right", RIGHT), remedy("both", RIGHT, WEAK))
    legs = theme("legs", "hamstring_weakness")
    (priority,) = told(small, (legs,), found=(established(),), advice=advice)
    assert priority.prescriptions == ("left", "both")
    assert priority.title == "Legs, left"
    (priority,) = told(small, (legs,), found=(established(), established(RIGHT)), advice=advice)
    assert (priority.prescriptions, priority.title) == (("left", "right", "both"), "Legs")


def test_a_finding_of_several_is_answered_by_what_answers_each(small: br.KnowledgeBase) -> None:
    few = established("few", muscles=("hamstrings", "quadriceps"))
    advice = (remedy("hams", "few[hamstrings]"), remedy("calves", "few[calves]"), remedy("all", "few"))
    (priority,) = told(small, (theme("sets", "few"),), found=(few,), advice=advice)
    assert (priority.findings, priority.prescriptions, priority.title) == (("few",), ("hams",), "Sets")


@in_one(
    ("sites", "found", "title"),
    [
        (("left_knee",), (), "Legs, left"),
        (("right_knee",), (), "Legs, right"),
        (("left_knee", "right_knee"), (), "Legs"),
        (("left_knee", "left_lower_leg"), (), "Legs, left"),
        (("low_back",), (), "Legs"),
        (("low_back", "right_knee"), (), "Legs, right"),
        (("left_knee",), (WEAK,), "Legs, left"),
        (("left_knee",), (RIGHT,), "Legs"),
        ((), (RIGHT,), "Legs, right"),
        ((), ("posterior_chain_deficit",), "Legs"),
        ((), (WEAK, "posterior_chain_deficit"), "Legs, left"),
    ],
)
def test_a_theme_is_of_a_side_where_all_of_it_is(
    small: br.KnowledgeBase, sites: tuple[str, ...], found: tuple[str, ...], title: str
) -> None:
    names = [name for name, _ in SITES]
    legs = theme("legs", "hamstring_weakness", "posterior_chain_deficit", sites=tuple(names))
    advice = (remedy("all", sites=tuple(names)),)
    facts = {key("pain", site): 3 for site in sites}
    (priority,) = told(small, (legs,), facts, tuple(established(name) for name in found), advice)
    assert priority.title == title


@in_one(
    ("scores", "benefits", "certain", "words"),
    [
        ((1000,), (None,), 2000, "weak 1000: moderate"),
        ((1000,), (), 2000, "weak 1000: moderate"),
        (
            (1000,),
            ("small",),
            3000,
            "weak 1000: moderate; trials give its remedy a small effect on strength (grade B)",
        ),
        ((1000,), ("none",), 1000, "weak 1000: moderate; trials give its remedy no effect on strength (grade B)"),
        (
            (1000, 1200, 1100),
            ("small", None, "large", "none"),
            6000,
            "weak 1200: moderate; trials give its remedy a large effect on strength (grade B)",
        ),
        ((), (None,), 6000, ""),
        ((), ("moderate",), 12000, "trials give its remedy a moderate effect on strength (grade B)"),
    ],
)
def test_certainty_counts_by_the_best_effect_of_a_remedy(
    small: br.KnowledgeBase, scores: tuple[int, ...], benefits: tuple[str | None, ...], certain: int, words: str
) -> None:
    found = tuple(established(score=score, title=f"weak {score}") for score in scores)
    advice = tuple(remedy(f"remedy[{i}]", benefit=effect(size) if size else None) for i, size in enumerate(benefits))
    (priority,) = told(small, (theme("legs", "hamstring_weakness", prescriptions=("remedy",)),), {}, found, advice)
    assert (priority.place[3], priority.grounds[3], priority.reason) == (certain, words, words)


def test_a_small_effect_is_told_as_small_however_little_it_weighs(small: br.KnowledgeBase) -> None:
    weights = (("none", 1), ("unknown", 2), ("small", 2), ("moderate", 4), ("large", 5))
    modest = replace(PROGRAMMING, benefit_weight=weights)
    lift = remedy("lift", WEAK, benefit=effect("small"))
    (priority,) = told(small, (theme("legs", "hamstring_weakness"),), {}, (established(),), (lift,), programming=modest)
    assert priority.place[3] == 2000
    assert priority.reason.endswith("trials give its remedy a small effect on strength (grade B)")


def test_the_surest_finding_is_the_one_that_what_is_known_says_most_for(small: br.KnowledgeBase) -> None:
    surer = established(score=1000, title="sure")
    found = (replace(surer, title="open", score=(900, 9000)), surer)
    (priority,) = told(small, (theme("legs", "hamstring_weakness"),), {}, found)
    assert (priority.place[3], priority.reason) == (2000, "sure: moderate")


def test_where_there_is_only_safety_nothing_is_certain(small: br.KnowledgeBase) -> None:
    (priority,) = told(small, (theme("safe", safety=SITS, safety_because="sits much"),), {"sitting": 36})
    assert priority.place == (1, 0, 0, 0, 0, 0)
    assert priority.reason == "sits much"


SETS = (("sets", "3", "4"), ("reps", "5", "7"), ("rest_seconds", "45", "75"))  # a set takes 84 s, in quarters 90


@in_one(
    ("quantities", "exercises", "minutes"),
    [
        (SETS, (exercise(),), 6),  # 60 + 3 × 90 = 330 s
        ((*SETS, ("sessions_per_week", "2", "3")), (exercise(),), 11),
        (SETS[1:], (exercise(),), 2),  # of one set: 150 s
        ((("sets", "4", "5"), *SETS[1:]), (exercise(),), 7),
        (SETS, (exercise("romanian_deadlift", "withheld"), exercise(), exercise("nordic_hamstring_curl")), 6),
        (SETS, (exercise(state="refused"),), 0),
        (SETS, (), 0),
        (None, (exercise(),), 0),
    ],
)
def test_a_remedy_takes_the_time_of_its_first_exercise_that_may_be_done(
    small: br.KnowledgeBase, quantities: Any, exercises: tuple[ExerciseAdvice, ...], minutes: int
) -> None:
    doses = dict(small.knowledge.doses)
    usual = doses.pop("compound")
    if quantities:
        doses["compound"] = replace(usual, quantities=quantities)
    lift = remedy("lift", WEAK, exercises=exercises)
    legs = theme("legs", "hamstring_weakness")
    (priority,) = told(small, (legs,), {}, (established(),), (lift,), doses=doses)
    assert priority.place[4] == -minutes
    assert priority.grounds[4] == f"about {minutes} min a week"
    several = (remedy("habit", WEAK), lift, replace(lift, id="two"))
    (twice,) = told(small, (legs,), {}, (established(),), several, doses=doses)
    assert twice.place[4] == -2 * minutes


def test_a_remedy_takes_the_time_of_its_own_dose_for_this_person(small: br.KnowledgeBase) -> None:
    usual = replace(small.knowledge.doses["compound"], quantities=SETS)
    less = AdaptedDose("who sits", SITS, (("sets", "1", "2"), ("sessions_per_week", "3", "3")))
    doses = {**small.knowledge.doses, "compound": replace(usual, adapted=(less,))}
    lift = remedy("lift", WEAK, exercises=(exercise(),))
    legs = theme("legs", "hamstring_weakness")
    for hours, minutes in ((31, 6), (32, 8)):  # 60 + 3 × 90 s; three times 60 + 90 s, which is 7.5 min
        (priority,) = told(small, (legs,), {"sitting": hours}, (established(),), (lift,), doses=doses)
        assert priority.place[4] == -minutes
    (one, *_) = small.knowledge.prescriptions
    own = replace(one, id="lift", name="lift", dose="own")
    doses["own"] = replace(usual, quantities=(("sets", "6", "6"), *SETS[1:]))
    (priority,) = told(small, (legs,), {}, (established(),), (lift,), doses=doses, prescriptions=(own,))
    assert priority.place[4] == -10
