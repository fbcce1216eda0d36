"""Real exports, where they lie beside the checkout: every row accounted for, and what they are known to hold."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from balance_rules import FactError, KnowledgeBase
from balance_rules.person.logs import training_facts
from balance_rules.person.logs.coverage import counting_of, coverage

SHARED = Path(__file__).resolve().parents[3] / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared samples are not beside this checkout")

LAYOUTS = {
    "synthetic/hevy_de_dotted_dates.csv": "hevy",
    "synthetic/hevy_fr_month_names.csv": "hevy",
    "synthetic/hevy_lbs_miles_us_dates.csv": "hevy",
    "synthetic/hevy_api_workout.json": "hevy_api",
    "synthetic/strong_semicolon_decimal_comma.csv": "strong",
    "synthetic/strong_thousands_duration_resttimer.csv": "strong",
    "synthetic/jefit_backup_multisection.csv": "jefit",
    "synthetic/liftosaur_export.csv": "liftosaur",
    "synthetic/wger_workoutlog.json": "wger",
    "log_faults/fitnotes.csv": "fitnotes",
    "log_faults/fitbod.csv": "fitbod",
    "log_faults/strong_a.csv": "strong",
    "log_faults/weight_without_unit.csv": "hevy",
    "log_faults/excel_sep.csv": "hevy",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_sample_is_known_and_every_row_is_accounted_for(kb: KnowledgeBase, name: str) -> None:
    log = kb.read_log(SHARED / name)
    assert log.layout == LAYOUTS[name]
    assert log.accounted == log.rows > 0
    assert not [row for row in log.skipped if row.reason in ("shifted_row", "invalid_number", "invalid_date")]


@pytest.mark.parametrize("name", ["synthetic/vald_nordbord.csv", "log_faults/garmin_es.csv"])
def test_a_sample_without_sets_is_named_for_what_it_is(kb: KnowledgeBase, name: str) -> None:
    with pytest.raises(FactError, match="it has no sets"):
        kb.read_log(SHARED / name)


def test_a_real_log_of_fitbod(kb: KnowledgeBase) -> None:
    (path,) = (SHARED / "fitbod").glob("*.csv")
    log = kb.read_log(path)
    assert (log.layout, log.rows, log.accounted) == ("fitbod", 16_067, 16_067)
    assert not log.skipped
    assert log.warmups == 30
    counted = len(log.sets) + sum(title.sets for title in log.not_counted)
    assert counted > 0.9 * log.rows
    assert log.sessions[-1].start.date() == date(2025, 12, 17)


def test_logs_and_profiles_of_openweight(kb: KnowledgeBase) -> None:
    for path in (SHARED / "openweight").glob("*.json"):
        if "lifter-profiles" in path.name:
            with pytest.raises(FactError, match="records and no sets"):
                kb.read_log(path)
        else:
            log = kb.read_log(path)
            assert log.accounted == log.rows
            assert not any(row.lost for row in log.skipped)


def test_each_fault_makes_no_wrong_number(kb: KnowledgeBase) -> None:
    faults = SHARED / "log_faults"

    def facts(name: str, day: str) -> dict[str, object]:
        return dict(kb.read_facts({"date": day}, faults / name).values)

    assert "weekly_sets[pectoralis_major]" not in facts("stale_log.csv", "2026-03-02")
    assert "weekly_sets[quadriceps]" not in facts("after_assessment.csv", "2026-01-04")
    assert facts("after_assessment.csv", "2026-02-01")["weekly_sets[quadriceps]"] == 0
    assert "weekly_sets[quadriceps]" not in facts("olympic_mixed.csv", "2026-02-14")
    assert "weekly_sets[gluteus_maximus]" not in facts("olympic_only.csv", "2026-02-14")
    log = kb.read_log(faults / "export_twice.csv")
    assert Counter(row.reason for row in log.skipped) == {"repeated_header": 1, "counted_before": 3}
    assert len(kb.read_log(faults / "side_cells.csv").sets) == 5
    assert len(kb.read_log(faults / "carry_metres.csv").sets) == 3
    assert len(kb.read_log(faults / "skipped_not_in_gate.csv").sets) == 270
    assert len(kb.read_log(faults / "trailing_comma.csv").sets) == 1


@pytest.mark.parametrize(
    ("name", "fact", "stored"),
    [
        ("eight_days.csv", "weekly_sets[hamstrings]", Fraction(7 * 7, 8)),
        ("after_assessment.csv", "weekly_sets[quadriceps]", None),
        ("two_digit_year.csv", "weekly_sets[pectoralis_major]", None),  # the year may stand first or last: it is asked
        ("rpe_zero.csv", "weekly_sets[pectoralis_major]", 3),
        ("rpe_zero.csv", "failure_sets_share", None),  # nobody said how hard the sets were
        ("turkish_brackets.csv", "weekly_sets[quadriceps]", 1),
        ("turkish_brackets.csv", "log_unmapped_share", 0),
        ("plurals.csv", "log_unmapped_share", 0),
        ("excel_sep.csv", "weekly_sets[pectoralis_major]", 1),
        ("weight_without_unit.csv", "weekly_sets[pectoralis_major]", 1),
        ("strong_a.csv", "weekly_sets[triceps_brachii]", None),  # a row without repetitions or time is unknown work
    ],
)
def test_a_number_of_each_fault_is_the_right_one(
    kb: KnowledgeBase, name: str, fact: str, stored: Fraction | None
) -> None:
    log = kb.read_log(SHARED / "log_faults" / name)
    until = date(2026, 1, 4) if name == "after_assessment.csv" else None
    found = training_facts(log, kb.knowledge, until, 12)
    assert found.get(fact) == stored


def test_a_break_is_no_weeks_without_training(kb: KnowledgeBase) -> None:
    log = kb.read_log(SHARED / "log_faults" / "holiday_then_two_weeks.csv")
    found = training_facts(log, kb.knowledge, None, 12)
    covered = coverage(log, counting_of(kb.knowledge), None, 12)
    assert covered is not None
    assert covered.breaks
    assert found["weeks_logged"] == covered.weeks < 12
    assert found["weekly_sets[hamstrings]"] * covered.weeks == sum(s.session in covered.sessions for s in log.sets)


def test_no_muscle_is_a_zero_beside_the_work_of_titles_that_nobody_knew(kb: KnowledgeBase) -> None:
    log = kb.read_log(SHARED / "log_faults" / "false_zero.csv")
    assert not log.unmapped  # its Turkish titles are known now
    found = training_facts(log, kb.knowledge, None, 12)
    assert found["weekly_sets[pectoralis_major]"] > 0


def test_a_day_that_may_be_a_month_is_asked_about(kb: KnowledgeBase) -> None:
    path = SHARED / "log_faults" / "day_or_month.csv"
    assert {row.reason for row in kb.read_log(path).skipped} == {"ambiguous_date"}
    assert [s.start.date() for s in kb.read_log(path, day_first=True).sessions] == [date(2026, 4, 3), date(2026, 4, 5)]
