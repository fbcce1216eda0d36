"""In which order what matters stands, and the lines of a doctor, a pain and a goal: each at its edges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from test_finding_edges import like
from test_theme_edges import PROGRAMMING, SITS, established, exercise, ids, remedy, theme, told

import balance_rules as br
from balance_rules.advice.priorities import Priority, why_before
from balance_rules.advice.results import Question


def test_what_matters_stands_in_order_of_its_places(small: br.KnowledgeBase) -> None:
    findings = ("a", "b", "c", "d", "e", "f")
    themes = (
        *(theme("last", "f"), theme("later", "e"), theme("sure", "d"), theme("wanted", "c", goals=("strength",))),
        *(theme("hurts", "b", sites=("low_back",)), theme("safe", "a", safety=SITS, safety_because="sits much")),
    )
    scores = {"d": 1200}
    found = tuple(established(name, scores.get(name, 1000)) for name in findings)
    facts = {"sitting": 36, "pain[low_back]": 1, "goal[strength]": 1}
    slow = remedy("slow", "f", exercises=(exercise(),))
    many = replace(PROGRAMMING, most_priorities=6)
    conclusions = like(small, *({"id": name} for name in findings))
    parts: dict[str, Any] = {"advice": (slow,), "programming": many, "conclusions": conclusions, "rules": ()}
    assert ids(told(small, themes, facts, found, **parts)) == ["safe", "hurts", "wanted", "sure", "later", "last"]
    same = (theme("first", "a"), theme("second", "b"))
    assert ids(told(small, same, {}, found, conclusions=conclusions, rules=())) == ["first", "second"]


def test_beyond_the_most_that_are_named_a_theme_is_told_for_what_hurts_and_what_is_wanted_alone(
    small: br.KnowledgeBase,
) -> None:
    names = ("worst", "same site", "other site", "same other site", "goal", "same goal", "nothing")
    conclusions = like(small, *({"id": name} for name in names))
    sites = {"worst": "low_back", "same site": "low_back", "other site": "left_knee", "same other site": "left_knee"}
    goals = {"goal": "strength", "same goal": "strength"}
    themes = tuple(
        theme(name, name, sites=tuple(filter(None, [sites.get(name)])), goals=tuple(filter(None, [goals.get(name)])))
        for name in names
    )
    facts = {"pain[low_back]": 5, "pain[left_knee]": 3, "pain[right_knee]": 2, "goal[strength]": 1, "goal[running]": 1}
    found = tuple(established(name) for name in names)

    def named(most: int) -> list[str]:
        programming = replace(PROGRAMMING, most_priorities=most)
        parts: dict[str, Any] = {"programming": programming, "conclusions": conclusions, "rules": ()}
        return ids(told(small, themes, facts, found, **parts))

    silent = ["pain[right_knee]", "goal[running]"]
    assert named(1) == ["worst", "other site", silent[0], "goal", silent[1]]
    assert named(3) == ["worst", "same site", "other site", silent[0], "goal", silent[1]]
    assert named(9) == [*names[:4], silent[0], "goal", "same goal", silent[1], "nothing"]


def test_each_goal_is_told_once_beyond_the_most_that_are_named(small: br.KnowledgeBase) -> None:
    goals = {"named": "strength", "other": "running", "again": "strength", "other again": "running"}
    conclusions = like(small, *({"id": name} for name in goals))
    themes = tuple(theme(name, name, goals=(goal,)) for name, goal in goals.items())
    one = replace(PROGRAMMING, most_priorities=1)
    parts: dict[str, Any] = {"programming": one, "conclusions": conclusions, "rules": ()}
    facts = {"goal[strength]": 1, "goal[running]": 1}
    assert ids(told(small, themes, facts, tuple(map(established, goals)), **parts)) == ["named", "other"]


def test_less_pain_is_served_by_what_answers_a_pain(small: br.KnowledgeBase) -> None:
    legs = theme("legs", "hamstring_weakness", sites=("low_back",))
    relief = {"goal[pain_relief]": 1}
    first, second = told(small, (legs,), relief, (established(),))
    assert (first.id, first.goals, second.id, second.goals) == ("goal[pain_relief]", ("pain_relief",), "legs", ())
    (only,) = told(small, (legs,), {**relief, "pain[low_back]": 2}, (established(),))
    assert (only.id, only.goals) == ("legs", ("pain_relief",))


def test_a_knowledge_that_asks_for_no_pain_and_no_goal_has_themes(small: br.KnowledgeBase) -> None:
    legs = theme("legs", "hamstring_weakness", sites=("low_back",), goals=("strength",))
    (only,) = told(small, (legs,), {}, (established(),), attributes=small.knowledge.attributes)
    assert (only.id, only.sites, only.goals) == ("legs", (), ())


def test_a_doctor_comes_first(small: br.KnowledgeBase) -> None:
    flagged = {"screening[saddle_numbness]": 1, "pain[low_back]": 10, "sitting": 36}
    safe = theme("safe", safety=SITS, safety_because="sits much")
    title = "Signs of a pressed cauda equina"
    first, *rest = told(small, (safe,), flagged)
    assert first == Priority(
        id="safety",
        title="Safety",
        findings=("cauda_equina",),
        prescriptions=(),
        sites=(),
        goals=(),
        place=(2, 0, 0, 0, 0, 0),
        grounds=(title, "", "", "", "", ""),
        reason=title,
        note="See a doctor first; what it stops is not trained until then.",
    )
    assert [priority.id for priority in rest] == ["safe", "pain[low_back]"]
    one = replace(PROGRAMMING, most_priorities=1)
    assert ids(told(small, (safe,), flagged, programming=one)) == ["safety", "pain[low_back]"]
    assert "safety" not in ids(told(small, (safe,), {**flagged, "screening[saddle_numbness]": 0}))
    assert "safety" not in ids(told(small, (safe,), {"sitting": 36})), "what is not ruled out is asked, and no line yet"


def test_several_reasons_to_see_a_doctor_are_one_line(small: br.KnowledgeBase) -> None:
    (one,) = small.knowledge.referrals
    two = (one, replace(one, id="fever", title="Fever"))
    first, *_ = told(small, facts={"screening[saddle_numbness]": 1}, referrals=two)
    assert (first.findings, first.reason) == (("cauda_equina", "fever"), f"{one.title}; Fever")


def test_without_numbers_to_plan_with_there_are_no_themes_and_a_doctor_still_comes_first(
    small: br.KnowledgeBase,
) -> None:
    facts = {"screening[saddle_numbness]": 1, "pain[low_back]": 3}
    weak = (established(),)
    found = told(small, (theme("legs", "hamstring_weakness"),), facts, weak, programming=None)
    assert ids(found) == ["safety", "pain[low_back]"]


def question(fact: str) -> Question:
    return Question(fact, fact, "?", "", 1, 1, "")


def test_a_pain_and_a_goal_of_which_nothing_is_established_say_so(small: br.KnowledgeBase) -> None:
    facts = {"pain[right_knee]": 3, "goal[running]": 1}
    assert told(small, (theme("legs"), theme("arms")), facts) == (
        Priority(
            id="pain[right_knee]",
            title="Pain, right knee",
            findings=(),
            prescriptions=(),
            sites=("right_knee",),
            goals=(),
            place=(0, 3, 0, 0, 0, -3),
            grounds=("", "pain of the right knee 3 of 10", "", "nothing established", "", ""),
            reason="pain of the right knee 3 of 10",
            note="Nothing is established about it.",
        ),
        Priority(
            id="goal[running]",
            title="Goal: running",
            findings=(),
            prescriptions=(),
            sites=(),
            goals=("running",),
            place=(0, 0, 1, 0, 0, -3),
            grounds=("", "", "the goal running", "nothing established", "", ""),
            reason="the goal running",
            note="Nothing is established about it.",
        ),
    )


def test_what_would_tell_of_it_is_asked_what_is_about_it_first(small: br.KnowledgeBase) -> None:
    own = tuple(question(f"{name}[low_back]") for name in "abcd")
    others = tuple(question(name) for name in ("sitting", "hop[left]", "weekly_sets[quadriceps]", "hq[left]"))
    hurts = {"pain[low_back]": 3}
    (line,) = told(small, facts=hurts, questions=(*others, *own))
    assert line.ask == ("a[low_back]", "b[low_back]", "c[low_back]")
    assert line.note == "Nothing is established about it; what would tell is asked."
    (line,) = told(small, facts=hurts, questions=others)
    assert line.ask == ("sitting", "hop[left]", "weekly_sets[quadriceps]")


def test_why_one_stands_before_another(small: br.KnowledgeBase) -> None:
    facts = {"pain[low_back]": 3, "goal[strength]": 1, "goal[running]": 1}
    found = told(small, (theme("legs", "hamstring_weakness"), theme("arms")), facts, (established(title="Weak"),))
    pain, goal, other, legs = found
    assert why_before(pain, goal) == (
        "Pain, low back stands before Goal: more strength by pain: pain of the low back 3 of 10, against no pain."
    )
    assert why_before(goal, other) == ("Goal: more strength stands before Goal: running by the order of the knowledge.")
    assert why_before(other, legs) == (
        "Goal: running stands before Legs, left by a stated goal: the goal running, against no stated goal."
    )
    longer = replace(legs, title="Arms", place=(0, 0, 0, 1000, -90, -5), grounds=("",) * 6)
    assert why_before(legs, longer) == (
        "Legs, left stands before Arms by certainty, and what trials say the remedy achieves: Weak: moderate, "
        "against nothing established."
    )
    slower = replace(longer, place=(*legs.place[:4], -90, 7))
    assert (
        why_before(legs, slower)
        == "Legs, left stands before Arms by minutes a week: about 0 min a week, against no time."
    )
    for first, second in ((goal, pain), (pain, pain), (slower, legs)):
        with pytest.raises(ValueError, match=f"^'{first.title}' does not stand before '{second.title}'$"):
            why_before(first, second)
