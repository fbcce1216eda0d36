"""Cells at the edge of what is taken, and days at the edge of what a log covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from small_catalogue import read, row

import balance_rules as br
from balance_rules.errors import Problem
from balance_rules.person.logs import counting_of, covered_days
from balance_rules.person.logs.formats.words import felt_exertion, is_unit, set_type
from balance_rules.person.logs.log import Done, Unread
from balance_rules.person.logs.sides import one_of_two
from balance_rules.person.logs.unread import MOST, UnreadCells, says_something, without_slips

SQUAT = {"exercise_title": "Squat (Barbell)", "start_time": "2026-03-02 18:00"}

# ---------------------------------------------------------------- cells


@pytest.mark.parametrize("part", MOST)
def test_the_most_that_somebody_does_counts_and_more_is_a_slip(part: str) -> None:
    wrong, most = MOST[part]
    at = Done("Squat", "normal", 5)._replace(**{part: Decimal(most)})  # type: ignore[arg-type]
    above = at._replace(**{part: most + Decimal("0.5")})  # type: ignore[arg-type]
    assert without_slips(at) == at
    assert without_slips(above) == at._replace(**{part: None}, unread=(Unread(wrong, f"{most}.5"),))  # type: ignore[arg-type]


def test_a_word_for_the_body_says_nothing_of_a_weight_alone() -> None:
    assert says_something("BW")
    assert not says_something("BW", of_body=True)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (1, ""),
        (2, ", and the like in 2 sets (lines 2, 3)"),
        (4, ", and the like in 4 sets (lines 2, 3, 4, 5)"),
        (5, ", and the like in 5 sets (lines 2, 3, 4, 5, …)"),
    ],
)
def test_a_note_names_the_first_lines_and_says_where_there_are_more(tmp_path: Path, rows: int, said: str) -> None:
    log = read(tmp_path, [row(**{**SQUAT, "weight_kg": f"{20_000 + n}"}) for n in range(rows)])
    assert [note.found for note in log.notes] == [f"'20000' as weight in kg{said}"]


def test_a_note_says_what_was_expected_and_of_which_sort_it_is() -> None:
    cells = UnreadCells("log.csv", "line")
    cells.add(7, (Unread("heavy", "2000"),))
    fix = "The set counts, its weight is unknown. Correct the cell if it matters."
    note = Problem("log.csv:7", "'2000' as weight in kg", "at most 1,000 kg", fix, code="out-of-range")
    assert [*cells.notes()] == [note]


def test_of_both_sides_and_of_rows_that_say_none_every_second_is_left() -> None:
    rows = [(side, at) for at, side in enumerate(["left", "", "right", "", "left", "", "right", "", "left"])]
    assert one_of_two(rows, lambda one: one[0]) == [("right", 2), ("right", 6), ("", 3), ("", 7)]
    assert one_of_two(rows[:2], lambda one: one[0]) == []


@pytest.mark.parametrize("cell", ["mi", "MI.", " mi ", "mi. "])
def test_a_unit_is_known_with_blanks_and_a_full_stop(cell: str) -> None:
    assert is_unit(cell, {"mi": Decimal(1609)}) == 1609


def test_a_unit_is_not_known_by_a_part_of_its_word() -> None:
    assert is_unit("mix", {"mi": Decimal(1609)}) is None


@pytest.mark.parametrize(
    ("rpe", "rir", "felt"),
    [
        ("", "", None),
        ("8.5", "", "8.5"),
        ("0.5", "", "0.5"),
        ("10", "", "10"),
        ("8.5", "3", "8.5"),
        ("", "0", "10"),
        ("", "9.5", "0.5"),
        ("0", "2", "8"),  # apps write 0 for an exertion that was not set
        ("-", "2", "8"),
        ("0", "", None),
    ],
)
def test_an_exertion_is_as_written_or_what_the_reserve_leaves_of_ten(rpe: str, rir: str, felt: str | None) -> None:
    unread: list[Unread] = []
    assert felt_exertion(rpe, rir, unread) == (Decimal(felt) if felt else None)
    assert unread == []


@pytest.mark.parametrize(
    ("rpe", "rir", "felt", "told"),
    [
        ("10.5", "", None, Unread("rpe", "10.5")),
        ("11", "2", None, Unread("rpe", "11")),  # two cells that contradict: neither is taken
        ("", "10", None, Unread("rir", "10")),
        ("0", "12", None, Unread("rir", "12")),
        ("hard", "2", Decimal(8), Unread("rpe", "hard")),
        ("8", "-1", Decimal(8), Unread("rir", "-1")),
        ("", "bw", None, Unread("rir", "bw")),
        ("bw", "", None, Unread("rpe", "bw")),
    ],
)
def test_what_is_no_exertion_is_told(rpe: str, rir: str, felt: Decimal | None, told: Unread) -> None:
    unread: list[Unread] = []
    assert felt_exertion(rpe, rir, unread) == felt
    assert unread == [told]


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("warmup", ("warmup", "Warm-up", "WARM UP SET", "w")),
        ("normal", ("normal", "Working Set", "back-off", "rest_pause", "Myo-Reps", "AMRAP", "N")),
        ("dropset", ("drop_set", "Drop", "d.")),
        ("failure", ("To Failure", "failed", "F")),
        ("unknown_set_type", ("mystery", "", " ", "?", "warm", "d2", "warmup normal")),
    ],
)
def test_a_kind_of_set_is_known_however_it_is_written_and_never_by_a_part(kind: str, cells: tuple[str, ...]) -> None:
    assert {cell: set_type(cell) for cell in cells} == dict.fromkeys(cells, kind)


# ---------------------------------------------------------------- days


def test_knowledge_without_numbers_to_count_by_says_which_are_missing(kb: br.KnowledgeBase) -> None:
    with pytest.raises(br.UnsupportedError) as caught:
        counting_of(replace(kb.knowledge, counting=None))
    fix = "Declare them in parameters.yaml, as the bundled knowledge does."
    expected = "the named numbers by which training logs are counted"
    assert caught.value.problems == (Problem("knowledge", "no number to count sets by", expected, fix, code="missing"),)


BEGIN = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("sessions", "length", "days"),
    [
        ([], 20, 0),
        ([0], 1, 1),
        ([0], 15, 15),  # the days after the last session, while the log is still current
        ([0], 16, 1),  # and no longer
        ([5], 20, 20),  # and those before the first, as long
        ([14], 15, 15),
        ([15], 16, 1),  # it began more than that before the first session
        ([-30, 5, 40], 6, 6),  # of stretches before and after nothing counts
        ([3, 24], 25, 25),  # no longer apart than a break
        ([3, 25], 26, 5),  # further: only what comes with each session
    ],
)
def test_the_days_that_a_block_has_of_a_log(kb: br.KnowledgeBase, sessions: list[int], length: int, days: int) -> None:
    counting = replace(counting_of(kb.knowledge), log_break=3, log_current=2)
    done = [BEGIN + timedelta(day) for day in sessions]
    assert covered_days(done, counting, BEGIN, BEGIN + timedelta(length - 1)) == days
