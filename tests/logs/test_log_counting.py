"""The numbers by which logs are counted are knowledge: a folder sets one otherwise, and what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from small_catalogue import COUNTING, KNOWLEDGE, csv_text, knowledge, read
from small_knowledge import COUNTING as DECLARED
from small_knowledge import counting_text, write_knowledge
from test_log_faults import MONDAY, weeks_of

import balance_rules as br
from balance_rules.knowledge.counting import NUMBERS
from balance_rules.person.logs import TrainingLog, log_notes, training_facts


def ours(folder: Path, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "parameters.yaml").write_text("".join(f"- {{{line}}}\n" for line in lines), encoding="utf-8")
    return folder


def problem(folder: Path, numbers: dict[str, object]) -> str:
    """Return the one problem of the small knowledge when logs are counted by such numbers."""
    files = {"parameters.yaml": counting_text(numbers)}
    with pytest.raises(br.KnowledgeError) as caught:
        br.load(write_knowledge(folder / "small", files=files), bundled=False)
    (found,) = caught.value.problems
    return str(found)


def test_each_bundled_number_has_an_owner_and_is_the_one_that_the_tests_speak_of(kb: br.KnowledgeBase) -> None:
    assert kb.knowledge.counting == COUNTING
    for name in NUMBERS:
        why = kb.knowledge.parameters[name].rationale
        assert why.evidence or why.conventions, name


def test_a_folder_sets_a_number_otherwise_with_a_reason(
    small: br.KnowledgeBase, small_folder: Path, tmp_path: Path
) -> None:
    folder = ours(tmp_path / "ours", "id: log_weeks, value: 4 weeks, reason: Our blocks last four weeks.")
    club = br.load(small_folder, folder, bundled=False)
    assert club.knowledge.counting == replace(COUNTING, log_weeks=4)
    assert club.knowledge.parameters["log_weeks"].words.startswith("4 weeks here in place of 12")
    path = tmp_path / "log.csv"
    curl, later = "Nordic hamstring curl", MONDAY + timedelta(weeks=8)
    rows = weeks_of(curl, 8) + weeks_of(curl, 8, count=1, since=later)  # nine sets a week, then three
    path.write_text(csv_text(rows), encoding="utf-8")
    day = {"date": str(later + timedelta(weeks=8, days=-1))}
    twelve, four = (of.read_facts(day, path).values["weekly_sets[hamstrings]"] for of in (small, club))
    assert twelve * 3 == four * 5 > 0


def test_a_folder_of_its_own_that_declares_nothing_of_logs_reads_none(tmp_path: Path) -> None:
    small = br.load(write_knowledge(tmp_path / "small", files={"parameters.yaml": "[]\n"}), bundled=False)
    assert small.knowledge.counting is None
    path = tmp_path / "log.csv"
    path.write_text(csv_text(weeks_of("Nordic curl", 4)), encoding="utf-8")
    with pytest.raises(br.UnsupportedError, match=r"found no number to count sets by.*parameters\.yaml"):
        small.assess({}, log=path)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("log_weeks", "0 weeks", "a number from 1 to 520 weeks for 'log_weeks'"),
        ("log_weeks", "12 kg", "'log_weeks'"),
        ("log_break", "2.5 weeks", "a multiple of the resolution 1 week for 'log_break'"),
        ("set_for_a_synergist", 1, "a number from 0 to 0.5"),
        ("set_for_a_synergist", 0.3, "a multiple of the resolution 0.5"),
        ("unknown_part", "120 %", "a number from 0 to 100 %"),
    ],
)
def test_a_number_that_cannot_be_is_refused_where_it_stands(
    tmp_path: Path, name: str, value: object, expected: str
) -> None:
    found = problem(tmp_path, {**DECLARED, name: value})
    line = [*DECLARED].index(name) + 1
    assert found.startswith(f"small/parameters.yaml:{line}:")
    assert expected in found


def test_numbers_are_declared_all_or_not_at_all(tmp_path: Path) -> None:
    found = problem(tmp_path, {name: value for name, value in DECLARED.items() if name != "log_rise"})
    assert "found no 'log_rise'" in found


def test_a_number_that_nobody_gives_a_reason_for_is_refused(tmp_path: Path) -> None:
    text = counting_text().replace("title: log_rise, convention: Ours.", "title: log_rise")
    with pytest.raises(br.KnowledgeError, match="found neither; expected a source or a convention for 'log_rise'"):
        br.load(write_knowledge(tmp_path / "small", files={"parameters.yaml": text}), bundled=False)


# ---------------------------------------------------------------- each number does what it says


def found(log: TrainingLog, **numbers: Any) -> dict[str, Fraction]:
    return training_facts(log, knowledge(counting=replace(COUNTING, **numbers)))


def test_what_a_set_counts_for_a_synergist(tmp_path: Path) -> None:
    log = read(tmp_path, weeks_of("RDL", 2))
    usual, none = found(log), found(log, set_for_a_synergist=Fraction(0))
    assert usual["weekly_sets[hamstrings]"] == none["weekly_sets[hamstrings]"]
    assert usual["weekly_sets[erector_spinae]"] * 2 == usual["weekly_sets[hamstrings]"]
    assert none["weekly_sets[erector_spinae]"] == 0


@pytest.mark.parametrize(
    ("numbers", "fact", "usual", "other"),
    [
        ({"heavy_session_sets": 3}, "heavy_compound_sessions_per_week", 0, Fraction(15 * 7, 33)),
        ({"heavy_session_sets": 3, "heavy_repetitions": 4}, "heavy_compound_sessions_per_week", 0, 0),
        ({"heavy_session_sets": 3}, "rest_hours_between_heavy_sessions", None, 48),
        ({"exertion_of_failure": Fraction(9)}, "failure_sets_share", 0, 100),
        ({"log_rise": 3}, "weekly_sets_rise", None, 0),
    ],
)
def test_how_training_is_done(
    tmp_path: Path, numbers: dict[str, Any], fact: str, usual: int | None, other: Fraction | int
) -> None:
    log = read(tmp_path, weeks_of("RDL", 5, reps=5, rpe=9))  # three sets on three days of five weeks, 33 days
    assert found(log).get(fact) == usual
    assert found(log, **numbers).get(fact) == other


@pytest.mark.parametrize(
    ("numbers", "fact", "known"),
    [
        ({}, "weekly_sets[hamstrings]", True),
        ({"unknown_part": Fraction(1, 10)}, "weekly_sets[hamstrings]", False),
        ({}, "weekly_sets[quadriceps]", False),
        ({"unknown_sets": Fraction(10)}, "weekly_sets[quadriceps]", True),
        ({}, "swing_weekly_sets", False),
        ({"unknown_share": Fraction(1, 2)}, "swing_weekly_sets", True),
    ],
)
def test_how_much_unknown_work_a_number_bears(tmp_path: Path, numbers: dict[str, Any], fact: str, known: bool) -> None:
    log = read(tmp_path, weeks_of("RDL", 4, 3) + weeks_of("Zottman", 4, 1))  # a quarter of the sets
    assert (fact in found(log, **numbers)) is known


def test_how_long_a_break_is_and_how_long_a_log_stays_current(tmp_path: Path) -> None:
    log = read(tmp_path, weeks_of("RDL", 2))
    later = log.sessions[-1].start.date() + timedelta(weeks=3)
    short, long = (knowledge(counting=replace(COUNTING, **n)) for n in ({"log_break": 2}, {"log_current": 3}))
    assert training_facts(log, short, later) == {}
    usual, current = (training_facts(log, of, later)["weeks_logged"] for of in (KNOWLEDGE, long))
    assert current == usual + 3
    said = [log_notes(log, of, later)[-1] for of in (KNOWLEDGE, long)]
    assert [note.endswith("what was trained since is not known.") for note in said] == [True, False]
