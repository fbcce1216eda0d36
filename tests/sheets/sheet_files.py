"""Files as devices, watches and telephones write them, from plain values."""

from __future__ import annotations

import csv
import datetime
import io
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from effort import effort
from hypothesis import settings

FEWER = settings(max_examples=min(settings().max_examples, effort(8, 2_000)))  # for tests that write a file for each

NORDBORD = [
    "Name",
    "ExternalId",
    "Date UTC",
    "Time UTC",
    "Device",
    "Test",
    "L Reps",
    "R Reps",
    "L Max Force (N)",
    "R Max Force (N)",
    "Max Imbalance (%)",
    "L Max Torque (Nm)",
    "R Max Torque (Nm)",
    "L Avg Force (N)",
    "R Avg Force (N)",
]
FORCEFRAME = ["Name", "Date", "Test", "Position", "Direction", "L Max Force (N)", "R Max Force (N)", "Max Imbalance"]
FORCEDECKS = [
    "Name",
    "Test Type",
    "Date",
    "Time",
    "BW [KG]",
    "Reps",
    "Additional Load [lb]",
    "Jump Height (Imp-Mom) [cm] (L)",
    "Jump Height (Imp-Mom) [cm] (R)",
    "Concentric Duration [ms] (L)",
]
GARMIN = ["Activity Type", "Date", "Favorite", "Title", "Distance", "Calories", "Time", "Avg HR", "Max HR"]

DOCTYPE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout)*)>
<!ATTLIST VisionPrescription
  type             CDATA #REQUIRED
  brand            CDATA #IMPLIED
<!ATTLIST RightEye
  sphere           CDATA #IMPLIED
>
]>
"""


def table(path: Path, header: Sequence[str], rows: Iterable[Mapping[str, Any]], *, delimiter: str = ",") -> Path:
    """Write a CSV file; a column that a row does not name stays empty."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    return path


def nordic(left: Any, right: Any, *, name: str = "Sam Example", day: str = "2026-02-06", **more: Any) -> dict[str, Any]:
    """Return a row of a NordBord export."""
    row = {"Name": name, "Date UTC": day, "Time UTC": "3:41 PM", "Device": "NordBord", "Test": "Nordic"}
    return {**row, "L Max Force (N)": left, "R Max Force (N)": right, **more}


def biodex(
    values: Mapping[tuple[str, int], tuple[Any, Any]],
    *,
    joint: str = "Knee",
    day: str = "23/02/2026",
    sides: tuple[str, str] = ("Left", "Right"),
    cv: Any = 5,
) -> str:
    """Return a report's text: peak torques by movement and speed, in the order of `sides`."""
    lines = ["Comprehensive Evaluation", f"Patient Name: Sam Example Date: {day}"]
    lines += [f"Joint: {joint}"] if joint else []
    for speed in dict.fromkeys(speed for _, speed in values):
        of_speed = [(name, torques) for (name, own), torques in values.items() if own == speed]
        (first, a), (second, b) = of_speed
        lines += [f"{first} ({speed} deg/s) {second} ({speed} deg/s)", " ".join([*sides, "Deficit"] * 2)]
        lines += ["Number of Reps 5 5 5 5"]
        lines += [f"Peak Torque (N•m) {a[0]} (Rep 2) {a[1]} (Rep 3) 11.4 {b[0]} (Rep 1) {b[1]} (Rep 2) -13.4"]
        lines += [f"Avg. Peak Torque (N•m) {a[0]} {a[1]} {b[0]} {b[1]}", f"CV (%) {cv} {cv} {cv} {cv}"]
        lines += [
            "Torque at 30 (deg) 98.2 110.5 11.1 80.1 92.6 13.5",
            "ROM (deg) 96.1 95.2",
            "AGON/ANTAG Ratio (%) 48 49",
        ]
    return "\n".join(lines) + "\n"


def record(kind: str, start: str, value: Any, *, unit: str = "", source: str = "Sam's Watch", end: str = "") -> str:
    """Return an element of an Apple Health export."""
    source = source.replace("'", "&apos;")
    attributes = f'sourceName="{source}" startDate="{start} +0100" endDate="{end or start} +0100"'
    return f' <Record type="{kind}" {attributes} {f"unit={chr(34)}{unit}{chr(34)} " if unit else ""}value="{value}"/>'


def stand_hour(day: datetime.date, hour: int, *, idle: bool, source: str = "Sam's Watch") -> str:
    """Return the element of one hour with or without a minute of standing."""
    value = f"HKCategoryValueAppleStandHour{'Idle' if idle else 'Stood'}"
    return record("HKCategoryTypeIdentifierAppleStandHour", f"{day} {hour:02}:00:00", value, source=source)


def exercise(day: datetime.date, minutes: Any, *, source: str = "Sam's Watch") -> str:
    """Return the element of minutes that the watch counted as exercise."""
    return record("HKQuantityTypeIdentifierAppleExerciseTime", f"{day} 18:00:00", minutes, unit="min", source=source)


def workout(day: datetime.date, minutes: Any, *, source: str = "Sam's Watch") -> str:
    """Return the element of a workout, with a part inside."""
    source = source.replace("'", "&apos;")
    times = f'startDate="{day} 18:00:00 +0100" endDate="{day} 19:00:00 +0100"'
    head = f'<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="{minutes}" durationUnit="min"'
    return f' {head} sourceName="{source}" {times}>\n  <MetadataEntry key="HKIndoorWorkout" value="0"/>\n </Workout>'


def apple(elements: Iterable[str], *, doctype: str = DOCTYPE) -> str:
    """Return an export.xml, with the broken document type that some versions write."""
    begin = '<HealthData locale="en_GB">\n <ExportDate value="2026-02-27 10:00:00 +0100"/>\n'
    return f"{doctype}{begin}" + "\n".join(elements) + "\n</HealthData>\n"


def health_connect(
    path: Path,
    *,
    sessions: Iterable[tuple[datetime.date, int, int]] = (),
    intense: Iterable[tuple[datetime.date, int, int]] = (),
    steps: Iterable[tuple[datetime.date, int, int]] = (),
) -> Path:
    """Write a database: sessions and intense stretches as (day, minutes, app), steps as (day, count, app)."""
    interval = (
        "row_id INTEGER PRIMARY KEY, start_time INTEGER, end_time INTEGER, local_date INTEGER, app_info_id INTEGER"
    )
    epoch = datetime.date(1970, 1, 1)
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY, package_name TEXT)")
        database.executemany("INSERT INTO application_info_table VALUES (?, ?)", [(1, "com.watch"), (2, "com.phone")])
        for name, rows in (("exercise_session", sessions), ("activity_intensity", intense)):
            database.execute(f"CREATE TABLE {name}_record_table ({interval}, type INTEGER)")
            for day, minutes, app in rows:
                days = (day - epoch).days
                start = days * 86_400_000
                values = (None, start, start + minutes * 60_000, days, app, 0)
                database.execute(f"INSERT INTO {name}_record_table VALUES (?, ?, ?, ?, ?, ?)", values)
        database.execute(f"CREATE TABLE steps_record_table ({interval}, count INTEGER)")
        for day, count, app in steps:
            days = (day - epoch).days
            values = (None, days * 86_400_000, days * 86_400_000 + 1, days, app, count)
            database.execute("INSERT INTO steps_record_table VALUES (?, ?, ?, ?, ?, ?)", values)
        database.execute("CREATE TABLE heart_rate_record_table (row_id INTEGER PRIMARY KEY)")
        database.commit()
    return path
