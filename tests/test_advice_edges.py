"""The words and the ends of a change of weekly sets, and what a person came for."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from balance_rules.advice.complaints import goals, painful
from balance_rules.advice.progression import set_change
from balance_rules.model import USUAL_ROLES

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
        roles=USUAL_ROLES,
        progression=progression,
        muscles={"quads": SimpleNamespace(common_name="thighs")},
        facts=attributes,
    )
    return SimpleNamespace(knowledge=knowledge, facts={**({} if sets is None else {fact: sets}), **facts})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("add", "add at most 2 sets a week, and no more than 30 % of what is done now"),
        ("hold", "keep"),
        ("reduce", "take sets away"),
    ],
)
@pytest.mark.parametrize("person", [judged(), judged(6, known=False)], ids=["sets", "attribute"])
def test_a_change_of_unknown_sets_is_told_in_words(person: Any, change: str, words: str) -> None:
    found = set_change(person, "quads", change)
    assert (found.before, found.after, found.text) == (None, None, words)


def test_a_knowledge_without_limits_names_none() -> None:
    found = set_change(judged(6, progression=None), "quads", "add")
    assert (found.before, found.text) == (None, "add to what is done now, a little each week")


@pytest.mark.parametrize(
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
    assert found.change == change
    assert found.name == "thighs"


def test_what_a_person_came_for() -> None:
    said = {"pain[left_knee]": 4, "pain[neck]": 0, "goal[strength]": 1, "goal[health]": 0, "sitting": 9, "pain": 3}
    person = judged(**said)
    assert painful(person) == {"left_knee"}
    assert goals(person) == {"strength"}
