"""What stands in a document as a number, a text, repetitions or a set, and what is said of it where it is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from balance_rules.person.logs import File
from balance_rules.person.logs.formats.documents import (
    entries,
    no_part,
    number_of,
    read_number,
    repetitions,
    row_of,
    workouts,
)
from balance_rules.person.logs.log import Done, Row, Skipped, Unread


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (82.5, Decimal("82.5")),
        ("8.00", Decimal("8.00")),
        (999_999_999, Decimal(999_999_999)),
        (1e9, None),
        (1_000_000_000, None),
        (-3, None),
        (True, None),
        ([60], None),
        (None, None),
    ],
)
def test_a_number_is_one_that_is_not_negative_and_could_be_meant(value: object, number: Decimal | None) -> None:
    assert number_of(value) == number


@pytest.mark.parametrize(("wrong", "told"), [("weight", []), ("distance", [Unread("distance", "bodyweight")])])
def test_a_word_for_the_body_is_told_but_as_a_weight(wrong: str, told: list[Unread]) -> None:
    unread: list[Unread] = []
    assert read_number(wrong, "bodyweight", unread) is None
    assert unread == told


@pytest.mark.parametrize(
    ("value", "reps"),
    [(None, None), ("", None), (8, 8), ("8", 8), (8.0, 8), (1000, 1000), (1001, "1001"), (8.5, "8.5"), ("8-9", "8-9")],
)
def test_repetitions_are_whole_and_what_is_none_is_told_as_it_stands(value: object, reps: int | str | None) -> None:
    assert repetitions(value) == reps


@pytest.mark.parametrize(
    ("value", "kind"),
    [({}, "an object"), ([], "a list"), ("x", "a text"), (False, "yes or no"), (None, "nothing"), (3, "a number")],
)
def test_what_stands_for_a_part_is_named_with_its_place(value: object, kind: str) -> None:
    assert no_part("no_workout", "workout 2", value) == Skipped(0, "no_workout", f"workout 2: {kind}")
    told = no_part("no_exercise", "exercise 1", value, "2026-03-02", "A")
    assert told == Skipped(0, "no_exercise", f"exercise 1: {kind}", "", "2026-03-02", "A")


def test_a_set_is_a_row_or_the_first_reason_why_it_is_none() -> None:
    done = Done("Squat", "normal", 5, weight_kg=Decimal(60))
    assert row_of("A", "2026", "Squat", "normal", 5, "2", weight_kg=Decimal(60)) == Row(0, "A", "2026", done, "2")
    assert row_of("A", "2026", "Squat", "normal", 5) == Row(0, "A", "2026", Done("Squat", "normal", 5))
    for said, reason, text in (
        (("", "mystery", "8-9"), "missing_exercise", ""),
        (("Squat", "unknown_set_type", "8-9"), "unknown_set_type", "Squat"),
        (("Squat", "normal", "8-9"), "invalid_number", "8-9"),
    ):
        assert row_of("A", "2026", *said) == Skipped(0, reason, text, "", "2026", "A")


def test_workouts_are_sought_under_the_keys_of_the_layout_within_each_other() -> None:
    found = [{"exercises": []}]
    assert entries({"data": {"logs": found}}, "data", "logs") == found
    assert entries({"other": found}, "data") == [{"other": found}]


def test_a_large_document_is_looked_into_only_where_it_names_an_exercise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balance_rules.person.logs.files.SMALL", 0)
    assert [*workouts(File("log", b'[{"exercise": 1}, 5]'))] == [{"exercise": 1}]
    assert [*workouts(File("log", b'[{"EXERCISE": 1}]'))] == []
