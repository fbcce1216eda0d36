"""What a start costs, and one answer: `python -m benchmarks.start`. Processor time, beside that of two imports.

A cold start is a process of its own. The compiled knowledge is there, as after any first start, unless a row says that
it is made. The yardstick is the import of pydantic and networkx, which many programs pay.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import balance_rules as br
from benchmarks import figures
from benchmarks.timing import interleaved

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "desk_lifter"
LOAD = "import balance_rules as br; kb = br.load()"
ASSESS = f"{LOAD}; kb.assess({str(EXAMPLE / 'profile.yaml')!r}, engine='compiled').to_json()"
YARDSTICK = "import of pydantic and networkx"
STARTS = {
    YARDSTICK: ("-c", "import pydantic, networkx"),
    "load()": ("-c", LOAD),
    "load(), nothing kept": ("-c", LOAD),
    "load(), a person assessed, as JSON": ("-c", ASSESS),
    "balance-rules assess --json": ("-m", "balance_rules", "assess", str(EXAMPLE / "profile.yaml"), "--json"),
    "balance-rules --help": ("-m", "balance_rules", "--help"),
}
MOST_SECONDS = {"load()": 0.15, "balance-rules assess --json": 0.8}
MOST_MILLISECONDS = {"answer as JSON": 10, "answer as HTML": 60}


def processor_time(*arguments: str, cache: str) -> float:
    """Return the seconds of processor time that a process of Python takes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BALANCE_RULES_CACHE": cache}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def starts(runs: int) -> dict[str, float]:
    """Return the median of some cold starts of each kind, taken in turn."""
    taken: dict[str, list[float]] = {name: [] for name in STARTS}
    with tempfile.TemporaryDirectory() as cache:
        processor_time(*STARTS["load()"], cache=cache)  # the first start, after which it is kept
        for _ in range(runs):
            for name, arguments in STARTS.items():
                taken[name].append(processor_time(*arguments, cache="off" if "nothing kept" in name else cache))
    return {name: median(seconds) for name, seconds in taken.items()}


def answers(passes: int) -> dict[str, float]:
    """Return what one answer for the demonstration person takes, once all is loaded."""
    kb = br.load()
    sheet = kb.read_facts(EXAMPLE / "profile.yaml", EXAMPLE / "hevy.csv")

    def assessed() -> br.Assessment:
        return kb.assess_facts(sheet, engine="compiled")

    calls: dict[str, Callable[[None], object]] = {
        "inference": lambda _: kb.kernel.run(sheet.values),
        "answer as JSON": lambda _: assessed().to_json(),
        "answer as JSON, whole": lambda _: assessed().to_json(full=True),
        "answer as HTML": lambda _: br.html_report(assessed()),
    }
    for call in calls.values():  # what the first answer makes stays
        call(None)
    timed = interleaved({name: (call, [None]) for name, call in calls.items()}, passes, time.process_time)
    return {name: timing.median for name, timing in timed.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    cold, warm = starts(runs), answers(runs)
    print(f"{'cold start':42} {'s':>8} {'of the two imports':>20}")
    for name, seconds in cold.items():
        print(f"{name:42} {seconds:8.2f} {seconds / cold[YARDSTICK]:20.1f}")
        beside = f"{seconds / cold[YARDSTICK]:.1f} times the {YARDSTICK}"
        figures.note(f"{name}, cold", seconds, " s", most=MOST_SECONDS.get(name), beside=beside)
    print(f"\n{'one answer':42} {'ms':>8} {'of the inference':>20}")
    for name, seconds in warm.items():
        print(f"{name:42} {1000 * seconds:8.2f} {seconds / warm['inference']:20.0f}")
        ratio = seconds / warm["inference"]
        figures.note(
            name, 1000 * seconds, " ms", most=MOST_MILLISECONDS.get(name), beside=f"{ratio:.0f} times inference"
        )
    figures.note("answer as JSON: times inference", warm["answer as JSON"] / warm["inference"], most=60)


if __name__ == "__main__":
    figures.told(main)
