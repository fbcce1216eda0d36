"""The edges of the conventions that turn a log into facts: each number from both sides of where it changes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from small_catalogue import COUNTING, EXERCISES, KNOWLEDGE, NOT_COUNTED, exercise, knowledge, read, row
from test_log_volume import HEAVY_SETS, facts, sets

from balance_rules.person.logs import training_facts, weekly_sets
from balance_rules.person.logs.coverage import coverage

WEEKS = ("05-01", "12-01", "18-01")  # two weeks: the first day, and the last


def two_weeks(known: int, lost: int, title: str = "Zottman") -> list[dict[str, object]]:
    """Return a log of two weeks with so many sets of a leg curl, and so many of an exercise nobody knows."""
    rows = sets("05-01", "Lying Leg Curl", known - 1) + sets("18-01", "Lying Leg Curl", 1)
    return rows + sets("12-01", title, lost)


def test_less_than_a_set_a_week_of_unknown_work_leaves_every_number(tmp_path: Path) -> None:
    found = facts(read(tmp_path, two_weeks(2, 1)))  # half a set a week, half of what was counted
    assert (found["weeks_logged"], found["weekly_sets[hamstrings]"], found["weekly_sets[quadriceps]"]) == (2, 1, 0)


def test_a_set_a_week_of_unknown_work_takes_a_zero_away(tmp_path: Path) -> None:
    found = facts(read(tmp_path, two_weeks(20, 2)))
    assert "weekly_sets[quadriceps]" not in found
    assert found["weekly_sets[hamstrings]"] == 10


@pytest.mark.parametrize(("lost", "known"), [(4, True), (5, False)])
def test_unknown_work_may_add_half_again_and_no_more(tmp_path: Path, lost: int, known: bool) -> None:
    assert ("weekly_sets[hamstrings]" in facts(read(tmp_path, two_weeks(8, lost)))) is known


@pytest.mark.parametrize(("lost", "known"), [(2, True), (3, False)])
def test_how_training_is_done_bears_a_tenth_of_unknown_work(tmp_path: Path, lost: int, known: bool) -> None:
    assert ("swing_weekly_sets" in facts(read(tmp_path, two_weeks(18, lost)))) is known


def test_a_lift_in_unknown_shares_leaves_the_muscles_that_it_cannot_train(tmp_path: Path) -> None:
    """Where the knowledge names what a lift can have trained, the other muscles keep their zeros."""
    rows = sets("05-01", "Bench Press (Barbell)", 8) + sets("18-01", "Bench Press (Barbell)", 1)
    rows += sets("12-01", "Snatch", 6)
    bench = {"weekly_sets[pectoralis_major]", "weekly_sets[triceps_brachii]"}
    for trains, unknown in (
        (("hamstrings", "adductor_magnus"), {"weekly_sets[hamstrings]", "weekly_sets[adductors]"}),
        (("pectoralis_major", "triceps_brachii"), bench),
    ):
        work = {"Snatch": trains}
        found = facts(read(tmp_path, rows, not_counted=(*NOT_COUNTED, *work), unknown_work=work))
        whole = {f"weekly_sets[{name}]" for name, muscle in KNOWLEDGE.muscles.items() if muscle.parent is None}
        assert whole - found.keys() == unknown
        assert found["log_unmapped_share"] == 40
        assert {found[name] for name in whole - unknown - bench} == {0}
    anything = read(tmp_path, rows, not_counted=(*NOT_COUNTED, "Snatch"), unknown_work={"Snatch": ()})
    assert not whole & facts(anything).keys()


def test_unknown_work_outside_the_weeks_looked_at_is_nothing_to_them(tmp_path: Path) -> None:
    rows = sets("05-01", "Zottman", 40) + sets("19-01", "Lying Leg Curl", 3) + sets("25-01", "Lying Leg Curl", 1)
    found = facts(read(tmp_path, rows), weeks=1)
    assert found["log_unmapped_share"] == 0
    assert (found["weekly_sets[hamstrings]"], found["weekly_sets[quadriceps]"]) == (4, 0)


def test_unknown_work_without_a_date_could_lie_in_any_week(tmp_path: Path) -> None:
    rows = [*sets("05-01", "Lying Leg Curl", 9), *(row(start_time="?", set_index=i) for i in range(3))]
    assert "weekly_sets[quadriceps]" not in facts(read(tmp_path, rows))
    assert facts(read(tmp_path, rows))["weekly_sets[hamstrings]"] == 9


def test_the_work_of_two_titles_adds_up(tmp_path: Path) -> None:
    curls = {
        name: exercise(name, f"{name} curl", "isolation", "elbow_flexion", ["biceps_brachii"])
        for name in ("a", "b", "c")
    }
    known = {**EXERCISES, **curls}
    rows = sets("05-01", "RDL", 6) + sets("11-01", "Zottman curls", 3) + sets("11-01", "Odd curl", 3)
    found = training_facts(read(tmp_path, rows, exercises=known), knowledge(known))
    assert "weekly_sets[biceps_brachii]" not in found
    assert "weekly_sets[rectus_abdominis]" not in found  # a stabiliser of every curl may have been trained by it
    assert found["weekly_sets[quadriceps]"] == 0
    heads = {**known, "d": exercise("d", "d press", "isolation", "leg", ["rectus_femoris"])}
    heads |= {name: exercise(name, f"{name} press", "isolation", "leg", ["rectus_femoris"]) for name in ("e", "f")}
    rows = sets("05-01", "RDL", 6) + sets("11-01", "Zottman press", 3)
    found = training_facts(read(tmp_path, rows, exercises=heads), knowledge(heads))
    assert "weekly_sets[quadriceps]" not in found  # through its head


def test_two_titles_of_little_work_are_together_too_much(tmp_path: Path) -> None:
    curls = {n: exercise(n, f"{n} curl", "isolation", "elbow_flexion", ["biceps_brachii"]) for n in ("a", "b", "c")}
    known = {**EXERCISES, **curls}
    rows = sets("05-01", "RDL", 19) + sets("18-01", "RDL", 1)
    one = read(tmp_path, rows + sets("12-01", "Zottman curls", 1), exercises=known)
    two = read(tmp_path, rows + sets("12-01", "Zottman curls", 1) + sets("12-01", "Odd curl", 1), exercises=known)
    assert training_facts(one, knowledge(known))["weekly_sets[biceps_brachii]"] == 0
    assert "weekly_sets[biceps_brachii]" not in training_facts(two, knowledge(known))


def test_stretching_trains_nothing_also_where_it_is_counted_alone() -> None:
    (stretch,) = (e for e in EXERCISES.values() if e.category == "mobility")
    from datetime import datetime

    from balance_rules.person.logs import LoggedSet

    logged = LoggedSet(2, "s", datetime(2026, 1, 5), stretch.id, stretch.name, "normal")
    assert set(weekly_sets([logged], 1, KNOWLEDGE).values()) == {0}


def test_sets_of_one_repetition_are_heavy_and_the_mean_is_by_the_week(tmp_path: Path) -> None:
    rows = [r for day in ("05-01", "18-01") for r in sets(day, "Squat (Barbell)", HEAVY_SETS, reps=1)]
    assert facts(read(tmp_path, rows))["heavy_compound_sessions_per_week"] == 1


def test_only_prime_movers_rest_between_heavy_sessions(tmp_path: Path) -> None:
    rows = sets("05-01", "Squat (Barbell)", 4) + sets("06-01", "RDL", 3) + sets("08-01", "Squat (Barbell)", 4)
    assert facts(read(tmp_path, rows))["rest_hours_between_heavy_sessions"] == 72
    helpers = sets("05-01", "Pull Up", 4) + sets("07-01", "Pull Up", 4)
    (muscle,) = EXERCISES["pull_up"].prime_movers
    assert muscle == "latissimus_dorsi"
    assert facts(read(tmp_path, helpers))["rest_hours_between_heavy_sessions"] == 48


def test_helpers_need_no_rest(tmp_path: Path) -> None:
    helped = [
        exercise(n, f"{n} lift", "compound", "lift", [m], ["adductors"])
        for n, m in (("a", "biceps_brachii"), ("b", "pectoralis_major"))
    ]
    known = {**EXERCISES, **{e.id: e for e in helped}}
    rows = sets("05-01", "a lift", 4) + sets("06-01", "b lift", 4) + sets("09-01", "a lift", 4)
    found = training_facts(read(tmp_path, rows, exercises=known), knowledge(known))
    assert found["rest_hours_between_heavy_sessions"] == 96


# ---------------------------------------------------------------- the rise
# The last session is on Monday 16 February: its week begins on Tuesday the 10th, the four before on 13 January.


def rising(*days: str, last: int = 8, title: str = "RDL") -> list[dict[str, object]]:
    rows = sets("05-01", "RDL", 1) + sets("02-02", "RDL", 8) + sets("16-02", "RDL", last)
    return rows + [r for day in days for r in sets(day, title, 4)]


@pytest.mark.parametrize(
    ("day", "rise"),
    [
        ("12-01", 300),  # the day before the four weeks
        ("13-01", Fraction(500, 3)),  # their first day
        ("09-02", Fraction(500, 3)),  # their last day
        ("10-02", 500),  # the first of the last seven days
    ],
)
def test_the_rise_looks_at_seven_days_and_at_twenty_eight_before(tmp_path: Path, day: str, rise: Fraction) -> None:
    assert facts(read(tmp_path, rising(day)))["weekly_sets_rise"] == rise


def test_stretching_is_no_rise_and_lost_work_counts(tmp_path: Path) -> None:
    assert facts(read(tmp_path, rising("11-02", title="Hamstring stretch")))["weekly_sets_rise"] == 300


def test_no_rise_is_told_where_it_is_not_known(tmp_path: Path) -> None:
    undated = [*rising(last=40), row(start_time="?", exercise_title="RDL")]
    assert "swing_weekly_sets" in facts(read(tmp_path, undated))
    assert "weekly_sets_rise" not in facts(read(tmp_path, undated))  # the undated set may lie in any week
    stretches = [r for day in ("05-01", "26-01") for r in sets(day, "Hamstring stretch", 2)]
    nothing_before = read(tmp_path, stretches + sets("16-02", "RDL", 4))
    assert "swing_weekly_sets" in facts(nothing_before)
    assert "weekly_sets_rise" not in facts(nothing_before)


def test_nothing_after_the_last_day_counts(tmp_path: Path) -> None:
    log = read(tmp_path, rising() + sets("20-02", "RDL", 40), not_counted=NOT_COUNTED)
    assert facts(log, until=date(2026, 2, 16))["weekly_sets_rise"] == 300


@pytest.mark.parametrize(("weeks", "days"), [(5, 2), (6, 2), (4, 1)])
def test_a_day_before_a_break_is_covered_from_the_first_day_that_is_looked_at(
    tmp_path: Path, weeks: int, days: int
) -> None:
    """The first session is 34 days before the last, on the first day of five weeks."""
    log = read(tmp_path, sets("05-01", "RDL") + sets("08-02", "RDL"))
    covered = coverage(log, COUNTING, weeks=weeks)
    assert covered is not None
    assert (covered.days, len(covered.sessions)) == (days, days)
    assert covered.breaks == ((date(2026, 1, 5), date(2026, 2, 8)),)


@pytest.mark.parametrize(("back", "breaks"), [(0, 0), (1, 1)])
def test_a_break_is_told_only_where_a_day_of_it_is_looked_at(tmp_path: Path, back: int, breaks: int) -> None:
    """Looked at are seven days, the first of them the session after the break, or the day before that."""
    log = read(tmp_path, sets("05-01", "RDL") + sets("08-02", "RDL") + sets("14-02", "RDL"))
    covered = coverage(log, COUNTING, until=date(2026, 2, 14 - back), weeks=1)
    assert covered is not None
    assert len(covered.breaks) == breaks
