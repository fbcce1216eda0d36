"""Health exports: what a watch or telephone shows of a usual week, told as a proxy, and what it cannot show."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_files import FEWER, GARMIN, apple, exercise, health_connect, record, stand_hour, table, workout

import balance_rules as br
from balance_rules.person.sheets import Sheet, SheetFact
from balance_rules.semantics import quantise

Read = Callable[..., Sheet]
Shown = Callable[..., dict[str, str]]
LAST = datetime.date(2026, 2, 27)


def days(count: int, last: datetime.date = LAST) -> list[datetime.date]:
    return [last - datetime.timedelta(days=back) for back in range(count)]


def worn(of: list[datetime.date], idle: tuple[int, ...] = (), source: str = "Sam's Watch") -> Iterator[str]:
    """Yield the hours from 7 to 22 of each day."""
    for day in of:
        yield from (stand_hour(day, hour, idle=hour in idle, source=source) for hour in range(7, 22))


def notes(sheet: Sheet, until: datetime.date | None = None) -> str:
    return "\n".join((*sheet.notes, *sheet.facts(until)[1]))


# ---------------------------------------------------------------- Apple Health


def test_a_usual_week_of_a_watch(read: Read, shown: Shown) -> None:
    elements = [*worn(days(28), idle=(10, 11, 12)), *(exercise(day, 30) for day in days(28))]
    elements += [workout(day, 60) for day in days(28)[::7]]
    assert shown(read(apple(elements), "export.xml")) == {
        "exercise_hours": "1 h/week",
        "moderate_activity_minutes": "210 min/week",
        "longest_sitting_bout": "180 min",
    }


def test_every_fact_of_a_health_export_says_that_it_is_a_proxy(
    read: Read, facts: Callable[..., dict[str, SheetFact]]
) -> None:
    elements = [*worn(days(28), idle=(10, 11)), *(exercise(day, 30) for day in days(28)), workout(LAST, 60)]
    found = facts(read(apple(elements), "export.xml"))
    assert len(found) == 3
    for fact in found.values():
        assert fact.proxy
        assert "a proxy:" in fact.stated.text


def test_only_the_last_four_weeks_count(read: Read, shown: Shown) -> None:
    old = days(28, LAST - datetime.timedelta(days=28))
    elements = [*worn(days(28)), *worn(old), *(exercise(day, 10) for day in days(28)), *(exercise(d, 90) for d in old)]
    sheet = read(apple(elements), "export.xml")
    assert shown(sheet)["moderate_activity_minutes"] == "70 min/week"
    assert shown(sheet, old[0])["moderate_activity_minutes"] == "630 min/week"


def test_records_that_ended_long_before_establish_nothing(read: Read, shown: Shown) -> None:
    elements = [*worn(days(28)), *(exercise(day, 10) for day in days(28))]
    sheet, until = read(apple(elements), "export.xml"), LAST + datetime.timedelta(days=60)
    assert shown(sheet, until) == {}
    assert "the records ended 8 weeks before" in notes(sheet, until)


def test_days_without_the_watch_are_not_days_without_exercise(read: Read, shown: Shown) -> None:
    half = days(28)[::2]
    sheet = read(apple([*worn(half), *(exercise(day, 30) for day in half)]), "export.xml")
    assert shown(sheet)["moderate_activity_minutes"] == "210 min/week"
    few = days(6)
    sheet = read(apple([*worn(few), *(exercise(day, 30) for day in few)]), "export.xml")
    assert shown(sheet) == {}
    assert "worn on 6 of the last 28 days" in notes(sheet)


def test_a_telephone_alone_shows_no_minutes_and_no_sitting(read: Read, shown: Shown) -> None:
    steps = [record("HKQuantityTypeIdentifierStepCount", f"{day} 12:00:00", 900, unit="count") for day in days(28)]
    sheet = read(apple(steps), "export.xml")
    assert (shown(sheet), sheet.read) == ({}, 0)
    assert [skipped.reason for skipped in sheet.skipped] == ["steps, which no attribute takes"]
    assert "no stand hours" in notes(sheet)


def test_two_watches_are_not_added_together(read: Read, shown: Shown) -> None:
    elements = [*worn(days(28)), *worn(days(20), source="Old")]
    elements += [exercise(day, 30, source=source) for day in days(28) for source in ("Sam's Watch", "Old")]
    elements += [workout(day, 60, source=source) for day in days(28)[::7] for source in ("Sam's Watch", "Strava")]
    found = shown(read(apple(elements), "export.xml"))
    assert found["moderate_activity_minutes"] == "210 min/week"
    assert found["exercise_hours"] == "1 h/week"


@pytest.mark.parametrize(
    ("idle", "expected"),
    [((10, 11), "120 min"), ((8, 10, 11, 12, 13, 20), "240 min"), ((10,), None), ((), None), ((7, 8, 9), None)],
)
def test_whole_idle_hours_are_a_lower_bound_that_says_nothing_when_low(
    read: Read, shown: Shown, idle: tuple[int, ...], expected: str | None
) -> None:
    # hours before the first stood hour of a day, and after the last, may be sleep
    sheet = read(apple(worn(days(28), idle=idle)), "export.xml")
    assert shown(sheet).get("longest_sitting_bout") == expected
    if expected is None:
        assert "says nothing below 120" in notes(sheet)


def test_sitting_of_a_day_is_never_filled(read: Read, facts: Callable[..., dict[str, SheetFact]]) -> None:
    found = facts(read(apple(worn(days(28), idle=tuple(range(8, 21)))), "export.xml"))
    assert set(found) == {"longest_sitting_bout"}


@FEWER
@given(
    st.lists(st.tuples(st.integers(0, 27), st.integers(1, 300)), max_size=20),
    st.lists(st.tuples(st.integers(0, 27), st.integers(1, 300)), max_size=5),
)
def test_what_is_written_for_a_watch_is_read_back(
    kb: br.KnowledgeBase,
    tmp_path_factory: pytest.TempPathFactory,
    minutes: list[tuple[int, int]],
    workouts: list[tuple[int, int]],
) -> None:
    month = days(28)
    elements = [*worn(month), *(exercise(month[at], spent) for at, spent in minutes)]
    elements += [workout(month[at], spent) for at, spent in workouts]
    path = tmp_path_factory.getbasetemp() / "export.xml"
    path.write_text(apple(elements), encoding="utf-8")
    sheet = kb.read_tests(path)
    found = {fact.fact: fact.value for fact in sheet.facts()[0]}
    attributes = kb.knowledge.attributes
    expected = {}
    if minutes:
        week = Fraction(sum(spent for _, spent in minutes), 4)
        expected["moderate_activity_minutes"] = quantise(attributes["moderate_activity_minutes"], week)
    if workouts:
        week = Fraction(sum(spent for _, spent in workouts), 4 * 60)
        expected["exercise_hours"] = quantise(attributes["exercise_hours"], week)
    assert found == expected
    assert sheet.rows == sheet.read == len(elements)


def test_the_archive_beside_its_other_files(read: Read, shown: Shown, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    elements = [*worn(days(28)), *(exercise(day, 30) for day in days(28))]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("apple_health_export/export_cda.xml", '<?xml version="1.0"?>\n<ClinicalDocument/>')
        archive.writestr("apple_health_export/export.xml", apple(elements))
        for number in range(300):
            archive.writestr(f"apple_health_export/workout-routes/route_{number}.gpx", "<?xml?><gpx/>")
    assert shown(read(path))["moderate_activity_minutes"] == "210 min/week"


# ---------------------------------------------------------------- Health Connect


def test_a_usual_week_of_health_connect(read: Read, shown: Shown, tmp_path: Path) -> None:
    month = days(28)
    path = health_connect(
        tmp_path / "x.db",
        sessions=[(day, 90, 1) for day in month[::7]] + [(month[0], 45, 2)],
        intense=[(day, 20, 1) for day in month[::2]],
        steps=[(day, 5000, 1) for day in month],
    )
    sheet = read(path)
    assert shown(sheet) == {"exercise_hours": "1.5 h/week", "moderate_activity_minutes": "70 min/week"}
    assert "other tables of the database are not read" in notes(sheet)
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "health_connect_export.db")
    assert shown(read(packed)) == shown(sheet)


@FEWER
@given(st.lists(st.tuples(st.integers(0, 27), st.integers(1, 200)), min_size=1, max_size=12))
def test_what_is_written_for_health_connect_is_read_back(
    kb: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, sessions: list[tuple[int, int]]
) -> None:
    month = days(28)
    path = health_connect(
        tmp_path_factory.getbasetemp() / "hc.db",
        sessions=[(month[at], spent, 1) for at, spent in sessions],
        steps=[(day, 1, 2) for day in month],
    )
    week = Fraction(sum(spent for _, spent in sessions), 4 * 60)
    found = {fact.fact: fact.value for fact in kb.read_tests(path).facts()[0]}
    assert found == {"exercise_hours": quantise(kb.knowledge.attributes["exercise_hours"], week)}


# ---------------------------------------------------------------- Garmin


def activity(day: object, time: str, **more: Any) -> dict[str, Any]:
    return {"Activity Type": "Running", "Date": f"{day} 06:30:00", "Title": "Run", "Time": time, **more}


def test_hours_of_a_list_of_activities(read: Read, shown: Shown, tmp_path: Path) -> None:
    rows = [activity(day, "01:30:00", Calories="1,234") for day in days(28)[::7]] + [activity(days(28)[-1], "--")]
    sheet = read(table(tmp_path / "a.csv", GARMIN, [*rows, rows[0]]))
    assert shown(sheet) == {"exercise_hours": "1.5 h/week"}
    reasons = {skipped.reason: skipped.rows for skipped in sheet.skipped}
    assert reasons == {"a duration that is not h:mm:ss": 1, "the same activity a second time": 1}


@FEWER
@given(st.lists(st.tuples(st.integers(0, 27), st.integers(1, 300)), max_size=12))
def test_what_is_written_as_a_list_of_activities_is_read_back(
    kb: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, done: list[tuple[int, int]]
) -> None:
    month = days(28)
    done = [(0, 60), (27, 60), *done]  # the ends of the four weeks
    rows = [
        activity(month[at], f"{spent // 60:02}:{spent % 60:02}:00", Title=f"Run {number}")
        for number, (at, spent) in enumerate(done)
    ]
    sheet = kb.read_tests(table(tmp_path_factory.getbasetemp() / "a.csv", GARMIN, rows))
    week = Fraction(sum(spent for _, spent in done), 4 * 60)
    found = {fact.fact: fact.value for fact in sheet.facts()[0]}
    assert found == {"exercise_hours": quantise(kb.knowledge.attributes["exercise_hours"], week)}


def test_the_list_in_spanish(read: Read, shown: Shown) -> None:
    header = "Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo\n"
    rows = [f'Carrera,{day} 07:36:32,false,"x","4.24","310","00:45:00"\n' for day in days(29)[::7]]
    assert shown(read(header + "".join(rows)))["exercise_hours"] == "1 h/week"


def test_a_list_of_a_few_days_is_no_usual_week(read: Read, shown: Shown, tmp_path: Path) -> None:
    sheet = read(table(tmp_path / "a.csv", GARMIN, [activity(day, "01:30:00") for day in days(9)]))
    assert shown(sheet) == {}
    assert "cover 9 of the last 28 days" in notes(sheet)
