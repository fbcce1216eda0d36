"""Which exercise a title means, and that nothing is matched because it only looks alike."""

from __future__ import annotations

import pytest
from small_catalogue import EXERCISES, NOT_COUNTED, exercise

from balance_rules.errors import FactError
from balance_rules.logs.titles import catalogue, plain, without_side

KNOWN = catalogue(EXERCISES, NOT_COUNTED)


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Squat (Barbell)", "back_squat"),
        ("squat, BARBELL", "back_squat"),
        ("Barbell back squat", "back_squat"),
        ("back_squat", "back_squat"),
        ("Squat (Smith Machine)", "back_squat"),
        ("Bulgarian Split Squat (Each Side)", "split_squat"),
        ("Bulgarian Split Squat - per leg", "split_squat"),
        ("Bulgarian Split Squat, left leg", "split_squat"),
        ("Ｓｑｕａｔ （Ｂａｒｂｅｌｌ）", "back_squat"),
        ("Farmer’s carry", "farmers_carry"),
        ("Elliptical Trainer", "not_counted"),
        ("Squat", None),
        ("Squat (Barbell) paused", None),
        ("Leg curl", "leg_curl"),
        ("💪", None),
        ("", None),
    ],
)
def test_titles(title: str, meaning: str | None) -> None:
    assert (KNOWN.meaning(title) or None) == meaning


def test_words_about_the_side_are_no_part_of_a_name() -> None:
    assert without_side(plain("Overhead Press (Each Side, Dumbbells)")) == "overhead press dumbbells"
    assert without_side("side plank") == "side plank"
    assert without_side("upright row") == "upright row"


def test_a_contested_name_means_nothing_and_a_better_claim_wins() -> None:
    a = exercise("a", "Row A", "compound", "horizontal_pull", [], [], ["Row"], ["Pulley row"])
    b = exercise("b", "Row B", "compound", "horizontal_pull", [], [], ["Row", "Pulley row"])
    known = catalogue({"a": a, "b": b}, ["Row A"])
    assert not known.meaning("Row")
    assert known.meaning("Pulley row") == "b"
    assert known.meaning("Row A") == "a"
    assert known.nearest("Row") == ("a", "b")


def test_a_persons_own_mapping_comes_first() -> None:
    known = catalogue(
        EXERCISES, NOT_COUNTED, {"SQUAT (Barbell)": "leg_curl", "Kniebeuge": "back_squat", "Plank": "not_counted"}
    )
    assert known.meaning("Squat (Barbell)") == "leg_curl"
    assert known.meaning("kniebeuge") == "back_squat"
    assert known.meaning("Plank") == "not_counted"


def test_an_unknown_id_in_the_mapping_names_the_nearest() -> None:
    with pytest.raises(FactError) as caught:
        catalogue(EXERCISES, NOT_COUNTED, {"Kniebeuge": "back_sqaut", "Laufen": "xyz", "Ok": "plank"})
    near, far = caught.value.problems
    assert near.place == "titles['Kniebeuge']"
    assert "'back_squat'" in near.fix
    assert "'not_counted'" in far.fix


def test_one_title_with_two_meanings_is_refused() -> None:
    with pytest.raises(FactError, match="for the same title"):
        catalogue(EXERCISES, NOT_COUNTED, {"Kniebeuge": "back_squat", "kniebeuge!": "leg_curl"})


def test_suggestions_are_few_and_never_needed() -> None:
    assert KNOWN.nearest("Lying Leg Curls")[0] == "leg_curl"
    assert len(KNOWN.nearest("squat barbell back split")) <= 3
    assert KNOWN.nearest("x" * 100_000) == ()
