"""What reading a training log costs: `python -m benchmarks.logs`.

Logs in Hevy's layout, made from a seed: 1,000 rows with the names of months in several languages, and 200,000 rows.
Each is read in a process of its own, by `read_log` and by pandas: processor time, and by how much the peak of the
process's memory rises. pandas reads cells and dates of one layout and stops there; `read_log` goes on to titles,
sessions, copies and the account of every row. A share of the rows that pandas has no date for is printed too.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import figures

MONTHS: Mapping[str, str] = {
    "English": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "French": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "Portuguese": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    "Russian": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
    "Turkish": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    "ISO": "",
}
TITLES = (
    *("Bench Press (Barbell)", "Squat (Barbell)", "Romanian Deadlift (Barbell)", "Lying Leg Curl (Machine)", "Pull Up"),
    *("Bent Over Row (Barbell)", "Lat Pulldown (Cable)", "Bicep Curl (Dumbbell)", "Leg Press (Machine)", "Plank"),
)
HEADER = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,"
    "reps,distance_km,duration_seconds,rpe"
)


def write_log(path: Path, rows: int, months: str) -> None:
    """Write a log of so many rows: five exercises of four sets a session, from a seed."""
    chance, names = random.Random(1), months.split()
    start, left = datetime(2015, 1, 1, 18, 5), rows
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        while left:
            start += timedelta(hours=chance.choice([24, 48, 48, 72]) if rows < 50_000 else 6)
            named = f"{start.day} {names[start.month - 1]} {start:%Y, %H:%M}" if names else f"{start:%Y-%m-%d %H:%M}"
            for title in chance.sample(TITLES, 5):
                weight = chance.randrange(20, 140) * 1.25
                for index in range(min(4, left)):
                    left -= 1
                    kind, reps = "warmup" if index == 0 else "normal", chance.randrange(3, 13)
                    rpe = chance.choice(["", "8", "9"])
                    file.write(f'"Push","{named}","{named}","","{title}",,"",{index},{kind},{weight},{reps},,,{rpe}\n')


def _ours(path: str) -> Callable[[], dict[str, Any]]:
    import balance_rules as br
    import balance_rules.person.logs  # as pandas is imported before it is timed

    kb = br.load()
    return lambda: {"sets": len(kb.read_log(path).sets)}


def _pandas(path: str) -> Callable[[], dict[str, Any]]:
    import pandas as pd

    def read() -> dict[str, Any]:
        frame = pd.read_csv(path)
        iso = frame["start_time"].iloc[0][4:5] == "-"
        dates = pd.to_datetime(
            frame["start_time"], format="%Y-%m-%d %H:%M" if iso else "%d %b %Y, %H:%M", errors="coerce"
        )
        sets = frame[frame["set_type"] != "warmup"]
        return {"sets": len(sets), "undated": round(float(dates.isna().mean()), 2)}

    return read


READERS = {"balance_rules": _ours, "pandas": _pandas}


def measure(reader: str, path: str) -> dict[str, Any]:
    """Read a file in this process and return what it cost."""
    import resource

    read = READERS[reader](path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    found = read()
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": round(seconds, 3), "megabytes": round((peak - before) / 1024), **found}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What reading a training log costs.")
    parser.add_argument("--measure", nargs=2, metavar=("READER", "FILE"), help="one reading, in this process")
    parser.add_argument("--rows", type=int, default=200_000, help="rows of the long log")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(*options.measure)))
        return
    print(f"{'log':>24} {'reader':14} {'seconds':>8} {'MB':>5}  sets")
    with tempfile.TemporaryDirectory() as folder:
        for language, months, rows in [
            *((name, months, 1_000) for name, months in MONTHS.items()),
            ("English", MONTHS["English"], options.rows),
        ]:
            path = Path(folder) / f"{language}_{rows}.csv"
            write_log(path, rows, months)
            costs = {}
            for reader in READERS:
                command = [sys.executable, "-m", "benchmarks.logs", "--measure", reader, str(path)]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                cost = costs[reader] = json.loads(done.stdout)
                undated = f"  no date for {cost['undated']:.0%}" if cost.get("undated") else ""
                name = f"{language}, {rows:,} rows"
                print(f"{name:>24} {reader:14} {cost['seconds']:8.3f} {cost['megabytes']:5}  {cost['sets']}{undated}")
            if language == "English":
                beside = f"pandas {costs['pandas']['seconds']} s, cells and dates alone"
                figures.note(f"a log read: {name}", costs["balance_rules"]["seconds"], " s", beside=beside)


if __name__ == "__main__":
    figures.told(main)
