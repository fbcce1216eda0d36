"""A million hostile inputs over every door: profiles, documents, logs, tests and health exports, knowledge, tables, the
service.

PYTHONPATH=.:tests python -m fuzz --inputs 1000000 [--seed 1] [--processes 2]

An input may be read or refused with an error of the library, or by the service with a problem document; anything else
is a fault. Faults are counted, printed, and kept in `tests/corpus/<door>-<hash>`, from where `test_fuzz` puts them in
again for ever. A seed gives the same inputs whatever the number of processes.
"""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import hashlib
import json
import logging
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from fuzz_inputs import FOLLOW_UP, NAMES, made, scalar, values
from small_knowledge import write_knowledge

import balance_rules as br
from balance_rules.person.sheets import profile_text

CORPUS = Path(__file__).parent / "corpus"
# Of a hundred inputs; those that cost least come most often, knowledge least: 15 ms of processor time each.
SHARES = {"profile": 30, "document": 24, "log": 15, "sheet": 8, "knowledge": 4, "table": 9, "service": 10}
SLOW = 2.0  # seconds of processor time
HUNG = 120  # seconds after which a process that is at one input is ended
BLOCK = 1000  # inputs that a process is given at a time

NONE: frozenset[bytes] = frozenset()

Door = Callable[[bytes], Any]


class WrongAnswer(Exception):
    """An answer of the service that none of its clients may be given."""


class _Last(logging.Handler):
    """Keeps the last exception that the service told its operator of."""

    told: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.told = record.exc_info[1] if record.exc_info else None


class Doors:
    """Every way in, over the small knowledge, each taking bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.knowledge = write_knowledge(folder / "small", files={"follow_up.yaml": FOLLOW_UP})
        self.kb = br.load(self.knowledge, bundled=False)
        self.bundled = br.load()

    def profile(self, data: bytes) -> Any:
        """Values as a Python caller hands them over."""
        return self.kb.assess(values(random.Random(data)), engine="compiled")

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
        frame = {name: [scalar(chance) for _ in range(rows)] for name in columns}
        try:
            table = pl.DataFrame(frame, strict=chance.random() < 0.5)
        except Exception:  # Polars itself cannot make it
            return None
        return self.kb.cohort(table).summary

    def service(self, data: bytes) -> Any:
        """A request: method, target, content type and what it accepts, parted by tabs; a line feed, and the body."""
        head, _, body = data.partition(b"\n")
        method, target, kind, accept = head.split(b"\t")
        path, _, query = target.partition(b"?")
        self._last.told = None
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method.decode("latin-1"),
            "scheme": "http",
            "path": unquote_to_bytes(path).decode("utf-8", "replace"),  # as servers hand it over
            "raw_path": path,
            "query_string": query,
            "root_path": "",
            "headers": [(b"content-type", kind), (b"accept", accept)],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        sent: list[dict[str, Any]] = []
        self._loop.run(_answer(self._services[path == b"/programme"], scope, body, sent))
        where = f"{method.decode('latin-1')} {path.decode('latin-1')}"
        wrong = _wrong(sent)
        if wrong or self._last.told:
            raise WrongAnswer(f"{where}: {wrong}, {self._last.told!r}")

    @cached_property
    def _services(self) -> tuple[Any, Any]:
        """The service of the small knowledge, and that of the bundled one, which alone can plan a week."""
        from balance_rules.serve import app

        return app(self.kb), app(self.bundled)

    @cached_property
    def _loop(self) -> asyncio.Runner:
        return asyncio.Runner()

    @cached_property
    def _last(self) -> _Last:
        log, last = logging.getLogger("balance_rules.serve.guard"), _Last()
        log.handlers, log.propagate = [last], False
        return last

    def open(self, door: str) -> Door:
        doors: dict[str, Door] = {
            "profile": self.profile,
            "document": self.document,
            "log": self.log,
            "sheet": self.sheet,
            "knowledge": self.knowledge_file,
            "table": self.table,
            "service": self.service,
        }
        return doors[door]

    def close(self) -> None:
        """End the loop that the service was asked in, where it was."""
        if "_loop" in vars(self):
            self._loop.close()

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
        except WrongAnswer as error:
            return str(error)[:300]
        except BaseException as error:  # Polars' own panics are no `Exception`
            return f"{type(error).__name__}: {error}"[:200]
        took = time.process_time() - began
        return f"slow: {took:.1f} s of processor time" if took > SLOW else ""


async def _answer(service: Any, scope: dict[str, Any], body: bytes, sent: list[dict[str, Any]]) -> None:
    """Ask an ASGI application once, and put what it sends into `sent`."""
    waiting: list[dict[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await service(scope, receive, send)


def _wrong(sent: list[dict[str, Any]]) -> str:
    """Return what is wrong with an answer: it is neither a success nor a problem document that names its kind."""
    if not sent:
        return "no answer"
    status = sent[0]["status"]
    kind = dict(sent[0]["headers"]).get(b"content-type", b"").decode()
    data = b"".join(message.get("body", b"") for message in sent[1:])
    text = data.decode("utf-8")
    if 200 <= status < 300:
        if kind == "application/json":
            json.loads(text)
        return ""
    if not 400 <= status < 500:
        return f"{status}"
    if not text and not kind:  # nothing is said to HEAD
        return ""
    if kind != "application/problem+json":
        return f"{status} as {kind!r}"
    document = json.loads(text)
    named = document["status"] == status and document["type"].startswith("urn:balance-rules:problem:")
    told = all(
        problem[part] for problem in document["problems"] for part in ("code", "place", "found", "expected", "fix")
    )
    return "" if named and told else f"{status} without its kind or code"


# ---------------------------------------------------------------- runs


@dataclass
class Found:
    """How many inputs each door was given, the processor time it took, and the first input of each kind of fault."""

    given: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    faults: dict[tuple[str, str], tuple[bytes, str]] = field(default_factory=dict)

    def __iadd__(self, other: Found) -> Found:
        self.given += other.given
        self.seconds += other.seconds
        self.faults = other.faults | self.faults
        return self


def run(
    doors: Doors, inputs: int, seed: int, block: int = 0, at_work: Path | None = None, skipped: frozenset[bytes] = NONE
) -> Found:
    """Return what the inputs of a block did. The one that is being worked on stands in the file `at_work`."""
    chance, found = random.Random(f"{seed}/{block}"), Found()
    for door in chance.choices(list(SHARES), list(SHARES.values()), k=inputs):
        data = made(door, chance)
        if (named := door.encode() + b"\n" + data) in skipped:
            continue
        if at_work:
            at_work.write_bytes(named)
            signal.alarm(HUNG)  # ends this process
        began = time.process_time()
        if fault := doors.fault(door, data):
            found.faults.setdefault((door, fault.partition(":")[0]), (data, fault))
        found.seconds[door] += time.process_time() - began  # type: ignore[assignment]
        found.given[door] += 1
    if at_work:
        signal.alarm(0)
    return found


def _in_process(folder: str, inputs: int, seed: int, block: int, skipped: frozenset[bytes]) -> Found:
    """Run a block in a process of its own, whose doors stay open for the next."""
    own = Path(folder) / str(os.getpid())
    if own not in _OPEN:
        own.mkdir()
        _OPEN[own] = Doors(own)
        faulthandler.register(signal.SIGALRM, chain=True)  # where it hangs, before it is ended
    return run(_OPEN[own], inputs, seed, block, own / "at_work", skipped)


_OPEN: dict[Path, Doors] = {}


def run_all(inputs: int, seed: int, processes: int) -> Found:
    """Run every block, keep the faults, tell how far it is, and return what was found in all."""
    found, skipped, began = Found(), NONE, time.monotonic()
    waiting = {first // BLOCK: min(BLOCK, inputs - first) for first in range(0, inputs, BLOCK)}
    while waiting:
        with tempfile.TemporaryDirectory() as folder:
            try:
                for block, own in _blocks(folder, waiting, seed, processes, skipped):
                    del waiting[block]
                    for door, kind in own.faults.keys() - found.faults.keys():
                        data, words = own.faults[door, kind]
                        print(f"{keep(door, data)}: {words}", flush=True)
                    found += own
                    if len(waiting) % 10 == 0:
                        took = time.monotonic() - began
                        print(
                            f"{found.given.total():,} inputs in {took:,.0f} s, {len(found.faults)} faults", flush=True
                        )
            except BrokenProcessPool:
                at_work = map(Path.read_bytes, Path(folder).glob("*/at_work"))  # empty where one is being written
                ended = set(filter(None, at_work)) - skipped
                if not ended:
                    raise
                for named in ended:
                    door, _, data = named.partition(b"\n")
                    words = f"a process ended or hung at this input, one of {len(ended)} that were worked on"
                    print(f"{keep(door.decode(), data)}: {words}", flush=True)
                    found.faults[door.decode(), f"ended {len(skipped)}"] = data, words
                skipped |= ended
    return found


def _blocks(
    folder: str, waiting: Mapping[int, int], seed: int, processes: int, skipped: frozenset[bytes]
) -> Iterator[tuple[int, Found]]:
    """Yield what each block came to, as it is done."""
    context = multiprocessing.get_context("spawn")  # Polars' threads do not survive a fork
    with ProcessPoolExecutor(processes, context) as pool:
        blocks = {pool.submit(_in_process, folder, size, seed, n, skipped): n for n, size in waiting.items()}
        for done in as_completed(blocks):
            yield blocks[done], done.result()


def keep(door: str, data: bytes) -> Path:
    """Keep an input for ever, and return where."""
    kept = CORPUS / f"{door}-{hashlib.sha256(data).hexdigest()[:12]}"
    kept.write_bytes(data)
    return kept


def told(found: Found) -> Iterator[str]:
    """Yield what a run came to, door by door."""
    faults = Counter(door for door, _ in found.faults)
    for door, number in sorted(found.given.items()):
        cost = 1000 * found.seconds[door] / number
        yield f"{door}: {number:,} inputs, {cost:.1f} ms of processor time each, {faults[door]} kinds of fault"


def main() -> int:
    """Run, print the counts, keep what failed; return the exit status."""
    parser = argparse.ArgumentParser(description="hostile inputs over every door")
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    found = run_all(options.inputs, options.seed, options.processes)
    print(*told(found), sep="\n")
    print(f"{found.given.total():,} inputs in all, seed {options.seed}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
