"""A million hostile inputs over every door: profiles, documents, logs, tests and health exports, knowledge, tables.

PYTHONPATH=.:tests python -m fuzz --inputs 1000000 [--seed 1]

An input may be read or refused with an error of the library; anything else is a fault. Faults are counted, printed,
and kept in `tests/corpus/<door>-<hash>`, from where `test_fuzz` puts them in again for ever.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sheets.sheet_files import FORCEDECKS, FORCEFRAME, GARMIN, NORDBORD, apple, biodex, exercise
from small_knowledge import FILES, write_knowledge

import balance_rules as br
from balance_rules.person.sheets import profile_text

CORPUS = Path(__file__).parent / "corpus"
DATA = Path(__file__).parent / "logs" / "data"
SHARES = {"profile": 37, "document": 27, "log": 13, "sheet": 8, "knowledge": 5, "table": 10}  # of a hundred inputs
SLOW = 2.0  # seconds of processor time
SIGNS = "{}[]:,-#&*!|>'\"%@`?\t\n\r\0\x1b\u202e\u2028\ufeff\ud83d é٣½−’;=+()/\\$€"
WORDS = [
    *("true", "false", "yes", "no", "null", "none", "nan", ".nan", "inf", "-inf", "~", "0", "-0", "1e999", "9" * 400),
    *("0x10", "1_000", "1,5", "9 h/day", "9 kg", "9**9**9", "2026-02-30", "left", "others", "hq[left]", "]", "<<: *a"),
    *("!!python/object:os.system", "&a", "*a", "---", "...", "${HOME}", "{{7*7}}", "=1+1", "@SUM(A1)", "\\u0000"),
]
NAMES = ["id", "sitting", "hq", "hamstring_pain", "screening", "training_experience", "prior_acl", "person", "date"]

Door = Callable[[bytes], Any]


class Doors:
    """Every way in, over the small knowledge, each taking bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.knowledge = write_knowledge(folder / "small")
        self.kb = br.load(self.knowledge, bundled=False)
        self.bundled = br.load()

    def profile(self, data: bytes) -> Any:
        """Values as a Python caller hands them over."""
        return self.kb.assess(_values(random.Random(data)), engine="compiled")

    def document(self, data: bytes) -> Any:
        """A file that is said to be a profile."""
        path = self.folder / "profile.yaml"
        path.write_bytes(data)
        return self.kb.assess(path, engine="compiled")

    def log(self, data: bytes) -> Any:
        """A file that is said to be a training log."""
        path = self.folder / "log.csv"
        path.write_bytes(data)
        return self.bundled.read_log(path)

    def sheet(self, data: bytes) -> Any:
        """A file that is said to be of a test or a health export: what it states up to a day, and as a profile."""
        path = self.folder / "sheet.csv"
        path.write_bytes(data)
        sheet = self.bundled.read_tests(path)
        sheet.facts()
        return profile_text([sheet], None)

    def knowledge_file(self, data: bytes) -> Any:
        """A knowledge folder of which one file was changed: its name, a line feed, what it holds."""
        name, _, text = data.partition(b"\n")
        path = self.knowledge / name.decode()
        before = path.read_bytes()
        try:
            path.write_bytes(text)
            return br.load(self.knowledge, bundled=False)
        finally:
            path.write_bytes(before)

    def table(self, data: bytes) -> Any:
        """A table in memory, or a file of one."""
        import polars as pl

        chance = random.Random(data)
        if data.startswith(b"id"):
            path = self.folder / "people.csv"
            path.write_bytes(data)
            return self.kb.cohort(path).summary
        columns = {chance.choice([*NAMES, "hq__left", "pain[x]", ""]): None for _ in range(chance.randint(1, 5))}
        rows = chance.randint(0, 4)
        frame = {name: [_scalar(chance) for _ in range(rows)] for name in columns}
        try:
            table = pl.DataFrame(frame, strict=chance.random() < 0.5)
        except Exception:  # Polars itself cannot make it
            return None
        return self.kb.cohort(table).summary

    def open(self, door: str) -> Door:
        doors: dict[str, Door] = {
            "profile": self.profile,
            "document": self.document,
            "log": self.log,
            "sheet": self.sheet,
            "knowledge": self.knowledge_file,
            "table": self.table,
        }
        return doors[door]

    def fault(self, door: str, data: bytes) -> str:
        """Return what an input does that no input may do, "" where it is read or refused."""
        began = time.process_time()
        try:
            self.open(door)(data)
        except br.BalanceRulesError as error:
            if len(str(error)) > 200_000:
                return "an error as long as a book"
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # Polars' own panics are no `Exception`
            return f"{type(error).__name__}: {error}"[:200]
        took = time.process_time() - began
        return f"{took:.1f} s of processor time" if took > SLOW else ""


def _scalar(chance: random.Random) -> Any:
    return chance.choice(
        [
            None,
            True,
            chance.randint(-10, 30),
            chance.uniform(-1, 30),
            float("nan"),
            10**18,
            chance.choice(WORDS),
            "".join(chance.choices(SIGNS, k=chance.randint(0, 5))).replace("\ud83d", ""),
            b"x",
            [1],
            {"a": 1},
        ]
    )


def _values(chance: random.Random, depth: int = 0) -> dict[Any, Any]:
    made: dict[Any, Any] = {}
    for _ in range(chance.randint(0, 4)):
        name: Any = chance.choice([*NAMES, "left", "right", "others", chance.choice(WORDS), 3, None])
        if depth < 3 and chance.random() < 0.3:
            made[name] = _values(chance, depth + 1)
        else:
            made[name] = [_scalar(chance)] * chance.randint(0, 3) if chance.random() < 0.1 else _scalar(chance)
    return made


def _mutated(chance: random.Random, text: str) -> bytes:
    """Return a text with a few things done to it that files suffer."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(text))
        to = min(len(text), at + chance.randint(0, 12))
        match chance.randint(0, 7):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:at] + chance.choice(WORDS) + text[to:]
            case 2:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
            case 3:
                text = text[:at] + text[at:to] * chance.randint(2, 40) + text[to:]
            case 4:
                lines = text.split("\n")
                chance.shuffle(lines)
                text = "\n".join(lines)
            case 5:
                text = text[:at]
            case 6:
                text = text[:at] + chance.choice("[{('\"") * chance.randint(1, 200) + text[at:]
            case 7:
                text = text.replace(chance.choice(',:;\n" '), chance.choice(SIGNS))
    encoding = chance.choice(["utf-8"] * 8 + ["utf-16", "latin-1"])
    data = text.encode(encoding, "replace" if encoding == "latin-1" else "surrogatepass")
    return data if chance.random() < 0.95 else bytes(chance.getrandbits(8) for _ in range(chance.randint(0, 200)))


FORCES = ("L Max Force (N)", "R Max Force (N)")


def _sheet(header: Sequence[str], row: Mapping[str, str]) -> str:
    lines = [",".join(header)] + [",".join(row.get(name, "") for name in header)] * 3
    return "\n".join(lines) + "\n"


SEEDS: dict[str, list[str]] = {
    "document": [
        "person: Robin\nsitting: 9 h/day\nhq: {left: 0.5, right: 52 %}\nscreening: none\nprior_acl: [left]\n",
        json.dumps({"sitting": 9, "hamstring_pain": {"left": 3, "others": "none"}, "date": "2026-01-31"}),
    ],
    "log": [
        path.read_text(encoding="utf-8", errors="replace")[:3000]
        for path in sorted(DATA.rglob("*"))
        if path.suffix in (".csv", ".json", ".txt")
    ],
    "sheet": [
        _sheet(NORDBORD, {"Name": "Sam", "Date UTC": "2026-02-06", "Test": "Nordic", **dict.fromkeys(FORCES, "310.5")}),
        _sheet(FORCEFRAME, {"Name": "Sam", "Date": "06/02/2026", "Test": "Hip AD/AB", **dict.fromkeys(FORCES, "300")}),
        _sheet(FORCEDECKS, {"Name": "Sam", "Date": "06/02/2026", "BW [KG]": "80"}),
        _sheet(GARMIN, {"Activity Type": "Running", "Date": "2026-02-06 10:00:00", "Time": "01:00:00"}),
        biodex({("Extension", 60): (180, 190), ("Flexion", 60): (100, 110)}),
        apple([exercise(datetime.date(2026, 2, day), 30) for day in range(1, 28)]),
    ],
    "table": ["id,sitting,hq__left,prior_acl__left\na,9,0.5,true\nb,8 h/day,,false\n", "id;sitting\na;9,5\n"],
}


def made(door: str, chance: random.Random) -> bytes:
    """Return an input for a door."""
    if door == "profile":
        return chance.randbytes(8)
    if door == "table" and chance.random() < 0.7:
        return chance.randbytes(8)
    if door == "knowledge":
        name = chance.choice(sorted(FILES))
        return name.encode() + b"\n" + _mutated(chance, FILES[name])
    return _mutated(chance, chance.choice(SEEDS[door]))


def run(inputs: int, seed: int, doors: Doors) -> tuple[Counter[str], dict[str, list[tuple[bytes, str]]]]:
    """Return how many inputs each door was given, and the first of each kind of fault by door."""
    chance, given = random.Random(seed), Counter[str]()
    faults: dict[str, list[tuple[bytes, str]]] = {}
    seen: set[tuple[str, str]] = set()
    for door in chance.choices(list(SHARES), list(SHARES.values()), k=inputs):
        data = made(door, chance)
        given[door] += 1
        fault = doors.fault(door, data)
        kind = door, fault.partition(":")[0]
        if fault and kind not in seen:
            seen.add(kind)
            faults.setdefault(door, []).append((data, fault))
    return given, faults


def main() -> int:
    """Run, print the counts, keep what failed; return the exit status."""
    parser = argparse.ArgumentParser(description="hostile inputs over every door")
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given, faults = run(options.inputs, options.seed, Doors(Path(folder)))
    for door, number in sorted(given.items()):
        print(f"{door}: {number:,} inputs, {len(faults.get(door, ()))} kinds of fault")
    for door, found in faults.items():
        for data, words in found:
            kept = CORPUS / f"{door}-{hashlib.sha256(data).hexdigest()[:12]}"
            kept.write_bytes(data)
            print(f"{kept}: {words}")
    print(f"{sum(given.values()):,} inputs in all, seed {options.seed}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
