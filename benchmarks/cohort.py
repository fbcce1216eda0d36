"""People as a table: seconds, rows a second and peak memory, beside what others do with the same rules.

Every run has a process of its own, so that its peak of memory is its own. README.md says what is measured, and how.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl

import balance_rules as br
from balance_rules.cohort import Cohort
from balance_rules.cohort.bits import stored as stored_fact
from balance_rules.cohort.compiling import integer_type, is_constant, judged_in_tables
from balance_rules.cohort.planes import Planes
from balance_rules.cohort.running import keep_freed_memory, rows_at_once
from balance_rules.inference.kernel import compiled
from balance_rules.model import Kind, Knowledge, facts_read
from benchmarks import figures
from benchmarks.assess import rules_alone
from benchmarks.generated import MISSING, generated_knowledge
from benchmarks.peers import CLIPS, LIMIT, ZEN, ZEN_CACHED, ZEN_SCORES
from benchmarks.people import plausible_profiles
from benchmarks.timing import interleaved

PLAN, HAND, NUMBA, WHOLE = "this library, scores", "Polars by hand, scores", "Numba kernel, scores", "this library, all"
STREAM = "this library, all, file to file"
BESIDE = (HAND, NUMBA) if find_spec("numba") else (HAND,)  # the same scores in other ways, and as quick
DRAWN = 100  # plausible people of the bundled knowledge, who stand in its tables over and over
MOST_MADE = 1_000_000  # rows that are made; larger tables hold them several times
LARGE = 1_000_000  # people from which on growth is compared: fewer fit the cache
ENGINES, ENGINE_ROWS = (ZEN, ZEN_CACHED, ZEN_SCORES, CLIPS), 200
AGAIN, LONGEST = (
    5,
    6.0,
)  # later runs of which the median is taken, and the processor's seconds after which there is no other
Target = tuple[str, str, bool]  # what is wanted, what was measured, and whether it is met
MEGABYTE = 1 << 20
RULES, GROWN_RULES, GROWN_ROWS = 300, (300, 1_000, 3_000), (10_000, 100_000, 1_000_000, 10_000_000)
REPEATED = 100_000  # people of the tables that grow, who stand in larger ones over and over


@dataclass(frozen=True)
class Run:
    """A measured run: `first` builds the plan, `later` has it; seconds of the wall clock and of processors."""

    subject: str
    name: str
    rows: int
    memory: int
    first: float = 0.0
    later: float = 0.0
    first_processor: float = 0.0
    later_processor: float = 0.0
    peak: float = 0.0

    def __str__(self) -> str:
        setting = f", {self.memory} MB" if self.memory else ""
        times = f"{self.first:8.3f} {self.first_processor:9.3f} {self.later:8.3f} {self.later_processor:9.3f}"
        return f"{self.subject:9} {self.name + setting:40} {self.rows:>10,} {times} {self.peak:8,.0f}"


HEAD = (
    f"{'rules':9} {'':40} {'people':>10} {'first, s':>8} {'processor':>9} {'later, s':>8} {'processor':>9} {'peak':>8}"
)

# ---------------------------------------------------------------- knowledge and people


@cache
def knowledge_of(subject: str) -> Knowledge:
    """Return the bundled knowledge, or the generated one; `generated 3000` is ten times as large, findings and all."""
    if subject == "bundled":
        return br.load().knowledge
    rules = int(subject.removeprefix("generated") or RULES)
    return generated_knowledge(rules=rules, attributes=rules * 80 // RULES, conclusions=rules * 40 // RULES)


@cache
def drawn() -> Sequence[tuple[Mapping[str, Any], Mapping[str, int]]]:
    """Return plausible people of the bundled knowledge: what they tell, and the facts that follow."""
    kb = br.load()
    return [(profile, kb.read_facts(profile).values) for profile in plausible_profiles(kb, DRAWN)]


def stored(subject: str, rows: int) -> pl.DataFrame:
    """Return the stored facts of people, in columns by position, of the narrowest types that hold them."""
    facts, made = knowledge_of(subject).facts, min(rows, MOST_MADE)
    types = [
        pl.Boolean if a.kind is Kind.BOOLEAN else integer_type(pl, max(abs(a.low), abs(a.high))) for a in facts.values()
    ]
    if subject == "bundled":
        columns = {f"f{i}": [values.get(fact) for _, values in drawn()] for i, fact in enumerate(facts)}
        frame = _repeated(pl.DataFrame(columns), made)
    else:
        chance = np.random.default_rng(3)
        frame = pl.DataFrame(
            pl.Series(f"f{i}", chance.integers(a.low, a.high + 1, made)).set(
                pl.Series(chance.random(made) < MISSING), None
            )
            for i, a in enumerate(facts.values())
        )
    return _tiled(frame.select(pl.col(f"f{i}").cast(dtype) for i, dtype in enumerate(types)), rows)


def told(subject: str, rows: int) -> pl.DataFrame:
    """Return people as a table that users have: an id, numbers in their units, words, true and false."""
    made = min(rows, MOST_MADE)
    if subject == "bundled":
        people = [dict(_told(profile)) for profile, _ in drawn()]
        frame = _repeated(pl.DataFrame(people, infer_schema_length=None), made)
    else:
        facts, frame = knowledge_of(subject).facts, stored(subject, made)
        frame = frame.select(
            pl.col(f"f{i}").cast(pl.Int64).replace_strict(dict(enumerate(name for name, _ in a.values))).alias(fact)
            if a.kind is Kind.CATEGORY
            else pl.col(f"f{i}").cast(pl.Boolean if a.kind is Kind.BOOLEAN else pl.Int64).alias(fact)
            for i, (fact, a) in enumerate(facts.items())
        )
    return _tiled(frame, rows).with_row_index("id")


def _told(profile: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for attribute, value in profile.items():
        answers = value if isinstance(value, Mapping) else {None: value}
        for instance, answer in answers.items():
            whole = isinstance(answer, bool | str)
            name = attribute if instance is None else f"{attribute}[{instance}]"
            yield name, answer if whole else float(answer)


def _repeated(frame: pl.DataFrame, rows: int) -> pl.DataFrame:
    chosen: pl.DataFrame = frame[np.random.default_rng(4).integers(0, frame.height, rows).astype(np.uint32)]
    return chosen


def _tiled(frame: pl.DataFrame, rows: int) -> pl.DataFrame:
    return frame if rows <= frame.height else pl.concat([frame] * -(-rows // frame.height)).head(rows)


# ---------------------------------------------------------------- what is run


def plan_scores(knowledge: Knowledge) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Return the library's function from stored facts to scores."""
    program = judged_in_tables(knowledge)
    read = {fact for rule in knowledge.rules for fact in facts_read(rule.condition)}
    columns = {fact: f"f{i}" for i, fact in enumerate(knowledge.facts) if fact in read}
    keep_freed_memory()

    def scores(frame: pl.DataFrame) -> pl.DataFrame:
        facts = {fact: stored_fact(frame[column]) for fact, column in columns.items()}
        planes = Planes(program, facts, frame.height).judge()
        ends = {
            f"{end}{i}": planes.scores[name][j]
            for i, name in enumerate(knowledge.conclusions)
            for j, end in enumerate(("lo", "hi"))
        }
        varied = pl.DataFrame({name: end for name, end in ends.items() if not is_constant(end)})
        return varied.select(  # what is the same for all is one value, as in a frame written by hand
            pl.repeat(end, frame.height, dtype=pl.Int16).alias(name) if is_constant(end) else name
            for name, end in ends.items()
        )

    return lambda frame: pl.concat([scores(part) for part in frame.iter_slices(rows_at_once(knowledge))])


def contestant(name: str, knowledge: Knowledge) -> Callable[[pl.DataFrame], Any]:
    """Return what is built once for a knowledge base and then run on tables."""
    match name:
        case "this library, scores":
            return plan_scores(knowledge)
        case "Polars by hand, scores":
            from benchmarks.peers.polars_by_hand import PolarsByHand

            return PolarsByHand(knowledge)
        case "Numba kernel, scores":
            from benchmarks.peers.numba_kernel import numba_kernel

            return numba_kernel(knowledge)
    return lambda frame: Cohort(knowledge, frame).table


def measure(subject: str, name: str, rows: int, memory: int, folder: Path) -> Run:
    """Measure a run in this process, which must be fresh."""
    knowledge = knowledge_of(subject)
    compiled(knowledge)
    if name == STREAM:
        source = Cohort(knowledge, folder / str(rows))
        warm = Cohort(knowledge, told(subject, 100))
        warm.write(folder / "warm.parquet")
        job: Callable[[], Any] = lambda: source.write(folder / "out.parquet", memory=memory * MEGABYTE)  # noqa: E731
        return _timed(Run(subject, name, rows, memory), lambda: job, again=0)
    alone = knowledge if name == WHOLE else rules_alone(knowledge)
    compiled(alone)
    frame = pl.read_ipc((folder / file_of(subject, name, rows)).read_bytes())  # making it would leave room behind
    frame.head(1).lazy().select(pl.all().is_null().sum()).collect()

    def build() -> Callable[[], Any]:
        run = contestant(name, alone)
        return lambda: run(frame)

    return _timed(Run(subject, name, rows, memory), build, again=AGAIN)


def file_of(subject: str, name: str, rows: int) -> str:
    """Return the name of the file of people that a contestant reads."""
    return f"{subject}-{'told' if name == WHOLE else 'stored'}-{rows}.arrow"


def _timed(run: Run, build: Callable[[], Callable[[], Any]], again: int) -> Run:
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
    before, begin, began = _memory("VmRSS"), time.perf_counter(), time.process_time()
    job = build()
    job()
    first, peak = (time.perf_counter() - begin, time.process_time() - began), _memory("VmHWM") - before
    later: list[tuple[float, float]] = []
    while len(later) < again and time.process_time() - began < LONGEST:
        start, used = time.perf_counter(), time.process_time()
        job()
        later.append((time.perf_counter() - start, time.process_time() - used))
    wall, processor = (median(taken) for taken in zip(*(later or [first]), strict=True))
    return replace(run, first=first[0], first_processor=first[1], later=wall, later_processor=processor, peak=peak)


def _memory(which: str) -> float:
    """Return a figure of this process's memory in MB, from Linux."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(which))
    return int(line.split()[1]) / 1024


def fresh(subject: str, name: str, rows: int, memory: int = 0, folder: Path = Path()) -> Run:
    """Measure a run in a process of its own, and print it."""
    command = [sys.executable, "-m", "benchmarks.cohort", "--one", subject, name, str(rows), str(memory), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    run = Run(**json.loads(done.stdout.splitlines()[-1]))
    print(run, flush=True)
    return run


def in_memory(subject: str, names: Sequence[str], rows: int) -> Iterator[Run]:
    """Measure contestants on the same people, each in a process that has read them and done nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        for name, make in ((PLAN, stored), (WHOLE, told)):
            make(subject, rows).rechunk().write_ipc(Path(folder) / file_of(subject, name, rows), record_batch_size=rows)
        for name in names:
            yield fresh(subject, name, rows, folder=Path(folder))


def agree(subject: str) -> None:
    """Compare the scores of all contestants with each other and with the compiled kernel's, which the tests prove."""
    knowledge = rules_alone(knowledge_of(subject))
    frame = stored(subject, 2_000)
    tables = {name: contestant(name, knowledge)(frame) for name in (PLAN, *BESIDE)}
    assert tables[HAND].schema == tables[PLAN].schema
    ours = tables[PLAN].cast(pl.Int64).to_numpy()
    assert (tables[HAND].cast(pl.Int64).to_numpy() == ours).all()
    assert NUMBA not in tables or (ours == tables[NUMBA].T).all()
    kernel, names = compiled(knowledge), list(knowledge.facts)
    for row in random.Random(0).sample(range(frame.height), 50):
        values = zip(names, frame.row(row), strict=True)
        inference = kernel.run({name: int(value) for name, value in values if value is not None})
        assert [end for score in inference.scores for end in score] == ours[row].tolist()


def engines(subject: str) -> dict[str, float]:
    """Return the seconds that a person takes in each engine that judges row by row, and print them for a million."""
    knowledge = rules_alone(knowledge_of(subject))
    names, rows = list(knowledge.facts), stored(subject, ENGINE_ROWS).rows()
    people = [{n: int(v) for n, v in zip(names, row, strict=True) if v is not None} for row in rows]
    built = {peer.name: peer.build(knowledge) for peer in (*ENGINES, LIMIT) if peer.installed}
    tasks = {name: (run, people) for name, run in built.items()}
    taken = {name: timing.median for name, timing in interleaved(tasks, 5, time.process_time).items()}
    for name, each in taken.items():
        print(f"{subject:9} {name:40} {1_000_000:>10,} {'':27} {each * 1e6:9,.0f}   from {ENGINE_ROWS} people")
    return taken


def growth(rules: Sequence[int], rows: Sequence[int]) -> Iterator[Target]:
    """Print how long people take the more rules there are, and the more people; yield how it grows.

    Processor time from stored facts to scores, which are let go. All of a knowledge base grows with its rules.
    """
    each: dict[tuple[int, int], float] = {}
    print("\nrules      people      processor, s   ns a rule and person")
    for size in rules:
        knowledge = knowledge_of(f"generated {size}")
        run, frame = plan_scores(knowledge), stored(f"generated {size}", REPEATED)
        run(frame)
        for many in rows:
            used, left = time.process_time(), many
            while left > 0:
                run(frame.head(left))
                left -= REPEATED
            taken = time.process_time() - used
            each[size, many] = taken / size / many
            print(f"{size:<8,} {many:>10,} {taken:>14.2f} {each[size, many] * 1e9:>18.2f}", flush=True)
    few, some, most = rules[0], max(rows[0], LARGE // 10), rows[-1]
    yield _linear(f"{rules[-1]:,} rules, by each of {few:,}", each[rules[-1], most] / each[few, most])
    for size in rules:
        yield _linear(f"{size:,} rules, {most:,} people by each of {some:,}", each[size, most] / each[size, some])


def _linear(what: str, ratio: float) -> Target:
    return f"time grows no faster than rules and people: {what}", f"{ratio:.2f}", ratio <= 1.25


def in_duckdb(widths: Sequence[int], rows: Sequence[int]) -> None:
    """Print the processor time of tables in DuckDB: until the result is there to be read, to read it, the summary."""
    import duckdb

    kb = br.load()
    print("facts      people  planned, s    read, s  summary, s")
    for many in rows:
        frame = told("bundled", many)
        for width in widths:
            chosen = frame.select("id", *random.Random(2).sample(frame.columns[1:], min(width, frame.width - 1)))
            source = duckdb.connect().from_arrow(chosen.to_arrow())
            cohort, taken = kb.cohort(source), [time.process_time()]
            for step in (lambda: cohort.table, lambda: cohort.table.to_arrow_table(), lambda: cohort.summary):  # noqa: B023
                step()
                taken.append(time.process_time())
            each = " ".join(f"{after - before:>11.2f}" for before, after in pairwise(taken))
            print(f"{chosen.width - 1:<5} {many:>11,} {each}", flush=True)


# ---------------------------------------------------------------- the table and its targets


def write_people(subject: str, rows: int, folder: Path) -> None:
    """Write a table of people as Parquet files of at most a million rows."""
    folder.mkdir(parents=True)
    for part in range(-(-rows // MOST_MADE)):
        frame = told(subject, min(rows, MOST_MADE)).with_columns(pl.col("id").cast(pl.Int64) + part * MOST_MADE)
        frame.write_parquet(folder / f"part-{part:04}.parquet")


def targets(runs: Sequence[Run], taken: Mapping[str, Mapping[str, float]]) -> Iterator[Target]:
    """Yield the targets; of `runs`, the times are those that are judged, and `taken` are the engines' by a person."""
    hand = {(run.subject, run.rows): run for run in runs if run.name == HAND}
    for run in runs:
        beside = hand.get((run.subject, run.rows))
        if run.name == PLAN and beside:
            for kind, ratio in (("first", run.first / beside.first), ("later", run.later / beside.later)):
                wanted = f"{run.subject}, {run.rows:,}, {kind} run: within 1.15 of Polars by hand"
                yield wanted, f"{ratio:.2f}", ratio <= 1.15
            if run.rows >= LARGE:
                wanted = f"{run.subject}, {run.rows:,}: no more memory than Polars by hand"
                yield wanted, f"{run.peak:,.0f} of {beside.peak:,.0f} MB", run.peak <= beside.peak
        if run.name == WHOLE and run.subject == "bundled" and run.rows == MOST_MADE:
            yield (
                "bundled, all, a million: under 8 s of processors",
                f"{run.first_processor:.1f} s",
                run.first_processor < 8,
            )
            yield "bundled, all, a million: under 1,000 MB more", f"{run.peak:,.0f} MB", run.peak < 1_000
        if run.memory:
            wanted = f"{run.rows:,} people within a setting of {run.memory:,} MB"
            yield wanted, f"{run.peak:,.0f} MB", run.peak <= run.memory
        if run.name == PLAN and run.rows == 1_000_000:
            for name in (engine.name for engine in ENGINES if engine.name in taken.get(run.subject, {})):
                ratio = taken[run.subject][name] * run.rows / run.later
                yield f"{run.subject}: 2,000 times the throughput of {name}", f"{ratio:,.0f}", ratio >= 2_000
    yield from _growth(runs)


def _growth(runs: Sequence[Run]) -> Iterator[Target]:
    alike: dict[tuple[str, str, int], list[Run]] = {}
    for run in sorted(runs, key=lambda run: run.rows):
        if run.name in (PLAN, STREAM) and run.rows >= LARGE:
            alike.setdefault((run.subject, run.name, run.memory), []).append(run)
    for (subject, name, _), [small, *_, large] in ((key, sizes) for key, sizes in alike.items() if len(sizes) > 1):
        growth = (large.later / large.rows) / (small.later / small.rows)
        wanted = f"{subject}, {name}: of {large.rows:,} people each takes as long as of {small.rows:,}"
        yield wanted, f"{growth:.2f}", growth <= 1.25


def main() -> None:
    """Print the table and the targets."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cohort", description=__doc__)
    parser.add_argument("--rules", nargs="+", default=["generated", "bundled"], choices=["generated", "bundled"])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--stream", type=int, nargs="*", default=[1_000_000], help="people that go from file to file")
    parser.add_argument("--memory", type=int, nargs="+", default=[256, 1024], help="settings for these, in MB")
    parser.add_argument("--processor-time", action="store_true", help="judge the targets by processor time")
    parser.add_argument("--growth", action="store_true", help="only how time grows with rules and people")
    parser.add_argument("--duckdb", type=int, nargs="*", help="only DuckDB, with tables of so many columns of facts")
    parser.add_argument("--one", nargs=5, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        subject, name, rows, memory, folder = options.one
        print(json.dumps(asdict(measure(subject, name, int(rows), int(memory), Path(folder)))))
        return
    if options.growth:
        _print_targets(growth(GROWN_RULES, GROWN_ROWS))
        return
    if options.duckdb is not None:
        in_duckdb(options.duckdb or [40, 1_000], options.rows)
        return
    runs: list[Run] = []
    taken: dict[str, dict[str, float]] = {}
    print(HEAD)
    for subject in options.rules:
        agree(subject)
        for rows in options.rows:
            names = (PLAN, *BESIDE, WHOLE) if rows <= MOST_MADE else (PLAN, HAND)
            runs += in_memory(subject, names, rows)
        taken[subject] = engines(subject)
    for rows in options.stream:
        with tempfile.TemporaryDirectory() as folder:
            write_people("generated", rows, Path(folder) / str(rows))
            runs += [fresh("generated", STREAM, rows, memory, Path(folder)) for memory in options.memory]
    print()
    if options.processor_time:
        runs = [replace(run, first=run.first_processor, later=run.later_processor) for run in runs]
    _print_targets(targets(runs, taken))


def _print_targets(wanted: Iterable[Target]) -> None:
    for target, measured, met in wanted:
        print(f"{'met   ' if met else 'MISSED'} {target}: {measured}")
        figures.NOTED.append(figures.Figure(target, measured, met=met))


if __name__ == "__main__":
    figures.told(main)
