"""Random sessions, written in every layout and read back: the same sets."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_catalogue import EXERCISES, NOT_COUNTED, csv_text, row

from balance_rules.errors import FactError
from balance_rules.person.logs import TrainingLog, read_log
from balance_rules.person.logs.formats import FORMATS

TITLES = ("Back squat", "Bench press", "Romanian deadlift", "Lying leg curl", "Pull-up")
IDS = ("back_squat", "bench_press", "romanian_deadlift", "leg_curl", "pull_up")


@dataclass(frozen=True)
class Session:
    """A workout as a test makes it up: each exercise once, with repetitions and whether each set is a warm-up."""

    start: datetime
    exercises: tuple[tuple[int, tuple[tuple[int, bool], ...]], ...]

    def sets(self) -> Iterable[tuple[str, int, int, bool]]:
        """Yield title, number, repetitions, and whether it is a warm-up."""
        for exercise, sets in self.exercises:
            for number, (reps, warmup) in enumerate(sets):
                yield TITLES[exercise], number, reps, warmup


@st.composite
def sessions(draw: st.DrawFn) -> list[Session]:
    days = draw(st.lists(st.integers(0, 700), min_size=1, max_size=6, unique=True))
    sets = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=5).map(tuple)
    made = []
    for day in days:
        chosen = draw(st.lists(st.integers(0, len(TITLES) - 1), min_size=1, max_size=4, unique=True))
        start = datetime(2024, 1, 1) + timedelta(days=day, hours=draw(st.integers(6, 20)))
        made.append(Session(start, tuple((exercise, draw(sets)) for exercise in chosen)))
    return made


Write = Callable[[list[Session]], bytes]


@dataclass(frozen=True)
class Layout:
    """How a test writes a layout, what the layout tells, and what must be said to read it."""

    write: Write
    warmups: bool  # it tells warm-ups
    hours: bool  # it tells the hour of a session
    options: dict[str, Any]


LAYOUTS: list[Layout] = []


def layout(*, warmups: bool = True, hours: bool = True, **options: Any) -> Callable[[Write], Write]:
    """Have what a function writes read back by every test below; `options` are those of `read_log`."""

    def add(write: Write) -> Write:
        LAYOUTS.append(Layout(write, warmups, hours, options))
        return write

    return add


def table(header: str, rows: Iterable[Iterable[object]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header.split(delimiter))
    writer.writerows(rows)
    return out.getvalue().encode()


@layout()
def hevy(made: list[Session]) -> bytes:
    rows = [
        row(
            start_time=f"{s.start.day} {s.start:%b %Y, %H:%M}",
            exercise_title=title,
            set_index=number,
            set_type="warmup" if warmup else "normal",
            reps=reps,
        )
        for s in made
        for title, number, reps, warmup in s.sets()
    ]
    return csv_text(rows).encode()


@layout()
def hevy_shuffled(made: list[Session]) -> bytes:
    """Columns in another order, semicolons, and a line that names them."""
    lines = [*csv.reader(io.StringIO(hevy(made).decode()))]
    order = [*range(len(lines[0]))]
    random.Random(len(lines)).shuffle(order)
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([cells[at] for at in order] for cells in lines)
    return b"\xef\xbb\xbfsep=;\r\n" + out.getvalue().encode()


@layout()
def strong(made: list[Session]) -> bytes:
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
    rows: list[list[object]] = []
    for s in made:
        for title, number, reps, warmup in s.sets():
            order = "W" if warmup else number + 1
            rows.append([f"{s.start}", "A, B", "1h", title, order, 50.0, float(reps), 0, 0.0, "", "", ""])
            rows.append([f"{s.start}", "A, B", "1h", title, "Rest Timer", 0, 0.0, 0, 120.0, "", "", ""])
    return table(header, rows)


@layout()
def strong_semicolons(made: list[Session]) -> bytes:
    header = (
        "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes"
    )
    return table(
        header,
        (
            [s.start, "A", title, "W" if warmup else number + 1, "82,5", "kg", reps, "8,5", "", "", 0, ""]
            for s in made
            for title, number, reps, warmup in s.sets()
        ),
        ";",
    )


@layout(
    warmups=False,
    hours=False,
    titles={f"{title} (Each Side, Both)": id_ for title, id_ in zip(TITLES, IDS, strict=True)},
)
def fitnotes(made: list[Session]) -> bytes:
    """No kinds of sets, and names with commas that nobody quoted."""
    lines = ["Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment"]
    for s in made:
        for title, _, reps, warmup in s.sets():
            lines += [] if warmup else [f"{s.start:%Y-%m-%d},{title} (Each Side, Both),Legs,60.0,{reps},,,,"]
    return "\n".join([*lines, ""]).encode()


@layout()
def fitbod(made: list[Session]) -> bytes:
    header = "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier"
    rows = [
        [f"{s.start} +0000", title, f" {reps}", 20.5, 0.0, 0.0, 0.0, 0.0, str(warmup).lower(), "", " 1.0"]
        for s in made
        for title, _, reps, warmup in s.sets()
    ]
    return table(header, rows)


@layout()
def liftosaur(made: list[Session]) -> bytes:
    header = "Workout DateTime,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Completed Weight Value"
    return table(
        header,
        (
            [f"{s.start.isoformat()}.000Z", "A", title, int(warmup), 5, reps, 100]
            for s in made
            for title, _, reps, warmup in s.sets()
        ),
    )


@layout(hours=False)
def gymrun(made: list[Session]) -> bytes:
    header = "Date;Time;Routine;Exercise;Set;Weight;Reps;Note;Type"
    return table(
        header,
        (
            [f"{s.start:%d.%m.%Y}", f"{s.start:%H:%M:}{number:02}", "A", title, number, 50, reps, "", kind]
            for s in made
            for title, number, reps, warmup in s.sets()
            for kind in ["Warmup" if warmup else ""]
        ),
        ";",
    )


@layout(warmups=False, hours=False)
def stronglifts(made: list[Session]) -> bytes:
    header = "Date (yyyy/mm/dd),Workout Name,Body Weight (KG),Exercise,Notes"
    header += "".join(f",Set {n} (Reps), Set {n} (KG)" for n in range(1, 6))
    rows = []
    for s in made:
        for exercise, sets in s.exercises:
            cells: list[object] = [f"{s.start:%Y/%m/%d}", "A", 80, TITLES[exercise], ""]
            for reps, warmup in sets:
                cells += ["" if warmup else reps, 50]
            rows.append(cells + [""] * (15 - len(cells)))
    return table(header, rows)


@layout(warmups=False, hours=False, day_first=False)
def stronglifts_legacy(made: list[Session]) -> bytes:
    header = "Date,Note,Body Weight (KG)"
    header += "".join(f",Exercise {n},Weight (KG),Weight (LB),Set 1,Set 2,Set 3,Set 4,Set 5" for n in range(1, 5))
    rows = []
    for s in made:
        cells: list[object] = [f"{s.start:%m/%d/%y}", "", 80]
        for exercise, sets in s.exercises:
            counts = ["" if warmup else reps for reps, warmup in sets]
            cells += [TITLES[exercise], 60, "", *counts, *[""] * (5 - len(counts))]
        rows.append(cells + [""] * (35 - len(cells)))
    return table(header, rows)


@layout(warmups=False)
def jefit(made: list[Session]) -> bytes:
    lines = ["### SETTING ###", "", "row_id,mass", '1," kg"', "", "### WORKOUT SESSIONS ###", "", "_id,starttime"]
    lines += [f"{n},{int(s.start.replace(tzinfo=UTC).timestamp())}" for n, s in enumerate(made, 5)]
    lines += ["", "### EXERCISE LOGS ###", "", "logs,mydate,ename,belongsession"]
    for n, s in enumerate(made, 5):
        for exercise, sets in s.exercises:
            packed = ",".join(f"60.5x{reps}" for reps, warmup in sets if not warmup)
            lines.append(f'"{packed}",{s.start:%Y-%m-%d},"{TITLES[exercise]}",{n}')
    return "\n".join([*lines, ""]).encode()


@layout()
def hevy_api(made: list[Session]) -> bytes:
    def exercise(index: int, sets: Any) -> dict[str, Any]:
        kinds = [{"type": "warmup" if warmup else "normal", "reps": reps, "weight_kg": 50} for reps, warmup in sets]
        return {"title": TITLES[index], "sets": kinds}

    workouts = [
        {"title": "A", "start_time": f"{s.start.isoformat()}+00:00", "exercises": [exercise(*e) for e in s.exercises]}
        for s in made
    ]
    return json.dumps({"page": 1, "workouts": workouts}).encode()


@layout()
def openweight(made: list[Session]) -> bytes:
    def exercise(index: int, sets: Any) -> dict[str, Any]:
        kinds = [{"reps": reps, **({"type": "warmup"} if warmup else {})} for reps, warmup in sets]
        return {"exercise": {"name": TITLES[index]}, "sets": kinds}

    return json.dumps(
        [{"date": f"{s.start.isoformat()}Z", "exercises": [exercise(*e) for e in s.exercises]} for s in made]
    ).encode()


@layout(warmups=False, titles={f"wger exercise {n}": id_ for n, id_ in enumerate(IDS)})
def wger(made: list[Session]) -> bytes:
    results = [
        {"date": s.start.isoformat(), "session": n, "exercise": TITLES.index(title), "repetitions": f"{reps}.00"}
        for n, s in enumerate(made)
        for title, _, reps, warmup in s.sets()
        if not warmup
    ]
    return json.dumps({"results": results}).encode()


@layout(mapping={"date": "Tag", "exercise": "Was", "reps": "Oft", "set_type": "Art", "warmup": "leicht"})
def mapped(made: list[Session]) -> bytes:
    return table(
        "Tag;Was;Oft;Art",
        (
            [f"{s.start:%d.%m.%Y %H:%M}", title, reps, "leicht" if warmup else ""]
            for s in made
            for title, _, reps, warmup in s.sets()
        ),
        ";",
    )


def expected(made: list[Session], layout: Layout) -> Counter[tuple[datetime, str, int]]:
    return Counter(
        (s.start if layout.hours else s.start.replace(hour=0), IDS[TITLES.index(title)], reps)
        for s in made
        for title, _, reps, warmup in s.sets()
        if not warmup
    )


def reading(content: bytes, **options: Any) -> TrainingLog:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        path.write_bytes(content)
        return read_log(path, exercises=EXERCISES, not_counted=NOT_COUNTED, **options)


def test_every_layout_that_is_known_is_written_here() -> None:
    made = [Session(datetime(2026, 3, 2, 18), ((0, ((8, False),)),))]
    read = {reading(layout.write(made), **layout.options).layout for layout in LAYOUTS}
    assert {form.id for form in FORMATS} <= read


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.write.__name__))
@settings(max_examples=effort(2, 15), deadline=None)  # they write files
@given(made=sessions())
def test_sessions_come_back(layout: Layout, made: list[Session]) -> None:
    assume(layout.write is not wger or expected(made, layout))  # a list without sets has no layout
    log = reading(layout.write(made), **layout.options)
    assert Counter((s.start, s.exercise, s.reps) for s in log.sets) == expected(made, layout)
    warmups = sum(warmup for s in made for *_, warmup in s.sets())
    assert log.warmups == (warmups if layout.warmups else 0)
    assert log.accounted == log.rows
    assert not any(row.lost for row in log.skipped)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.write.__name__))
@settings(max_examples=effort(2, 20), deadline=None)  # they write files
@given(made=sessions(), data=st.data())
def test_damage_ends_in_a_log_or_in_one_clear_error(layout: Layout, made: list[Session], data: st.DataObject) -> None:
    content = bytearray(layout.write(made))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        match data.draw(st.sampled_from(["cut", "byte", "double", "drop"])):
            case "cut":
                del content[at:]
            case "byte":
                content[at : at + 1] = data.draw(st.binary(min_size=1, max_size=2))
            case "double":
                content[at:at] = content[at : at + 40]
            case _:
                del content[at : at + 20]
    log, problems = None, ()
    try:
        log = reading(bytes(content), **layout.options)
    except FactError as error:
        problems = error.problems
    assert all(problem.place and problem.found and problem.expected and problem.fix for problem in problems)
    assert problems or (log is not None and log.accounted == log.rows)
