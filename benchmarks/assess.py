"""What one assessment costs: `python -m benchmarks.assess`. README.md says what is measured, and how."""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import mean
from types import MappingProxyType
from typing import Any

from balance_rules import KnowledgeBase, load
from balance_rules.advice.records import engine_version
from balance_rules.inference.forward import ForwardEngine, Productions
from balance_rules.inference.kernel import Justification, Kernel, compiled
from balance_rules.model import Knowledge
from balance_rules.semantics import Inference, infer
from benchmarks.figures import Figure
from benchmarks.generated import generated_knowledge, generated_people
from benchmarks.peers import CLIPS, LIMIT, PEERS, STOCK, ZEN, ZEN_CACHED
from benchmarks.people import plausible_profiles
from benchmarks.timing import Task, Timing, interleaved

Facts = Mapping[str, int]
Assessed = tuple[Inference, tuple[Justification, ...]]
Timed = Callable[[Mapping[str, Task]], Mapping[str, Timing]]

EXPERTA = "balance_rules, experta"
COMPILED = "balance_rules, compiled"
UNDISTURBED = 0.95
DISTURBED = "other work disturbed the figures, unless they are of --processor-time."


@dataclass(frozen=True)
class Subject:
    """Rules, and the facts of people to assess with them."""

    name: str
    knowledge: Knowledge
    people: Sequence[Facts]


@dataclass(frozen=True)
class Row:
    """What one way to run the rules came to: its time, and how many people got the reference's scores."""

    name: str
    timing: Timing
    build: float
    agree: int


@dataclass(frozen=True)
class Target:
    """A ratio that is wanted, `at_least` or at most, and the one that was measured."""

    text: str
    wanted: float
    measured: float
    at_least: bool = True

    @property
    def met(self) -> bool:
        return self.measured >= self.wanted if self.at_least else self.measured <= self.wanted


# ---------------------------------------------------------------- the same rules, side by side


def rules_alone(knowledge: Knowledge) -> Knowledge:
    """Return the knowledge without what follows the rules, which no peer has: red flags, exercises, prescriptions."""
    nothing: Mapping[str, Any] = MappingProxyType({})
    return replace(
        knowledge,
        hash=f"{knowledge.hash}, rules alone",
        referrals=(),
        restrictions=(),
        exercises=nothing,
        prescriptions=(),
    )


def own_engines(knowledge: Knowledge) -> dict[str, Callable[[Facts], Assessed]]:
    """Return both engines: each gives every truth, every score and the justification of every rule that fired."""
    kernel = Kernel(knowledge)
    forward = ForwardEngine(kernel)

    def on_experta(facts: Facts) -> Assessed:
        inference = forward.infer(facts)
        return inference, kernel.justify(kernel.values(facts), inference.truths)

    return {EXPERTA: on_experta, COMPILED: kernel.assess}


def compare(subject: Subject, timed: Timed) -> list[Row]:
    """Return a row for both engines and for each peer that is installed, all timed in one run."""
    expected = [infer(subject.knowledge, facts) for facts in subject.people]
    begin = time.perf_counter()
    own = own_engines(subject.knowledge)
    for run in own.values():  # which compiles what it needs
        run({})
    building = dict.fromkeys(own, time.perf_counter() - begin)
    runs: dict[str, Callable[[Facts], Any]] = {**own}
    for peer in (peer for peer in PEERS if peer.installed):
        begin = time.perf_counter()
        runs[peer.name] = peer.build(subject.knowledge)
        building[peer.name] = time.perf_counter() - begin
    agree = {
        name: sum(
            (out[0] == right if name in own else out == right.scores)
            for out, right in zip(map(run, subject.people), expected, strict=True)
        )
        for name, run in runs.items()
    }
    timings = timed({name: (run, subject.people) for name, run in runs.items()})
    return [Row(name, timings[name], building[name], agree[name]) for name in runs]


def targets(rows: Sequence[Row]) -> Iterator[Target]:
    """Yield what was aimed at, as far as the peers are installed."""
    seconds = {row.name: row.timing.median for row in rows}

    def ratio(text: str, slow: str, fast: str, wanted: float, at_least: bool = True) -> Iterator[Target]:
        if slow in seconds and fast in seconds:
            yield Target(text.format(slow), wanted, seconds[slow] / seconds[fast], at_least)

    yield from ratio("experta path: times faster than {}", STOCK.name, EXPERTA, 35)
    for name in (CLIPS.name, ZEN.name, ZEN_CACHED.name):
        yield from ratio("experta path: times faster than {}", name, EXPERTA, 1)
    for name in (ZEN.name, ZEN_CACHED.name):
        yield from ratio("compiled path: times faster than {}", name, COMPILED, 10)
    yield from ratio("compiled path: times the straight line's time", COMPILED, LIMIT.name, 4, at_least=False)


# ---------------------------------------------------------------- the whole of it


def whole(kb: KnowledgeBase, profiles: Sequence[Mapping[str, Any]], timed: Timed) -> Mapping[str, Timing]:
    """Return what users pay with the bundled knowledge, from loading it to the last text."""
    sheets = [kb.read_facts(profile) for profile in profiles]
    once = [None]
    return timed(
        {
            "load()": (_load_anew, once),
            "productions, made once for a knowledge": (lambda _: Productions(kb.kernel), once),
            "session()": (lambda _: kb.session(), once),
            "read_facts(profile)": (kb.read_facts, profiles),
            "assess_facts(sheet)": (kb.assess_facts, sheets),
            "assess_facts(sheet, engine='compiled')": (lambda s: kb.assess_facts(s, engine="compiled"), sheets),
            "assess(profile)": (kb.assess, profiles),
            "assess(profile, engine='compiled')": (lambda p: kb.assess(p, engine="compiled"), profiles),
            "assess(profile).record, every text": (lambda p: kb.assess(p).record, profiles[:10]),
        }
    )


def _load_anew(_: object) -> KnowledgeBase:
    compiled.cache_clear()  # or a knowledge that was loaded before would not be compiled again
    return load()


def session_target(timings: Mapping[str, Timing]) -> Target:
    """Return what building the first session costs, in assessments."""
    cost = timings["productions, made once for a knowledge"].median + timings["session()"].median
    ratio = cost / timings["assess_facts(sheet)"].median
    return Target("the first session(): assessments it costs", 20, ratio, at_least=False)


# ---------------------------------------------------------------- said


def surroundings() -> dict[str, str]:
    """Return what the figures depend on: the machine, Python, and the versions of all that was run."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    used = dict.fromkeys(
        ["experta", "pydantic", *(peer.distribution for peer in PEERS if peer.needs and peer.installed)]
    )
    cpu = models[0] if models else platform.processor() or platform.machine()
    return {
        "cpu": f"{cpu}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "balance_rules": engine_version(),
        **{d: version(d) for d in used},
    }


def describe(subject: Subject) -> str:
    """Return the size of a subject and what its people make of it."""
    knowledge, count = subject.knowledge, len(subject.knowledge.rules)
    judged = [infer(knowledge, facts).truths[:count] for facts in subject.people]
    fired, unknown = (mean(truths.count(wanted) for truths in judged) / count for wanted in (1, 0))
    known = mean(len(facts) for facts in subject.people) / len(knowledge.facts)
    return (
        f"{subject.name}: {count} grounded rules in {knowledge.strata} strata over {len(knowledge.facts)} facts, "
        f"{len(knowledge.conclusions)} findings; {len(subject.people)} people, {known:.0%} of the facts known, "
        f"{fired:.0%} of the rules fire, {unknown:.0%} undecided"
    )


def table(rows: Sequence[Row], people: int) -> Iterator[str]:
    """Yield the rows as text, with each one's ratio to both engines."""
    seconds = {row.name: row.timing.median for row in rows}
    yield f"  {'':40}{'a person':>12}{'range':>24}{'÷ experta':>12}{'÷ compiled':>12}{'built in':>11}  same scores"
    for row in sorted(rows, key=lambda row: row.timing.median):
        ratios = (row.timing.median / seconds[engine] for engine in (EXPERTA, COMPILED))
        yield (
            f"  {row.name:40}{spread(row.timing)}{''.join(f'{ratio:>12.2f}' for ratio in ratios)}"
            f"{_shown(row.build):>11}  {row.agree} of {people}"
        )


def spread(timing: Timing) -> str:
    """Return the median, and the quickest and slowest pass."""
    return f"{_shown(timing.median):>12}{_shown(timing.quickest) + ' – ' + _shown(timing.slowest):>24}"


def data(target: Target) -> dict[str, Any]:
    """Return a target as plain data."""
    return asdict(target) | {"met": target.met}


def figure(subject: str, target: Target) -> Figure:
    """Return a target as it stands in the table of all parts."""
    bound = "at least" if target.at_least else "at most"
    return Figure(f"{subject}: {target.text}", f"{target.measured:.2f}", f"{bound} {target.wanted:g}", met=target.met)


def verdict(target: Target) -> str:
    """Return a target as a line of text."""
    bound = "at least" if target.at_least else "at most"
    outcome = "met" if target.met else "MISSED"
    return f"  {outcome:7} {target.text}: {target.measured:.2f} (wanted: {bound} {target.wanted:g})"


def _shown(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} µs"


def measure(people: int, timed: Timed, say: Callable[[str], object]) -> dict[str, Any]:
    """Measure everything, say each part as it is done, and return all of it as data."""
    report: dict[str, Any] = {"surroundings": surroundings()}
    elapsed, used = time.perf_counter(), time.process_time()
    say("\n".join(f"{name}: {value}" for name, value in report["surroundings"].items()))
    say("Times are medians of interleaved passes; README.md says how they are taken.")
    for peer in (peer for peer in PEERS if not peer.installed):
        say(f"Skipped: {peer.name}. {peer.distribution} is not installed; the 'bench' extra brings it.")

    kb = load()
    profiles = plausible_profiles(kb, people)
    generated = generated_knowledge()
    subjects = (
        Subject("generated", generated, generated_people(generated, people)),
        Subject("bundled", rules_alone(kb.knowledge), [kb.read_facts(profile).values for profile in profiles]),
    )
    found_of: dict[str, list[Target]] = {}
    for subject in subjects:
        say(f"\n{describe(subject)}")
        rows = compare(subject, timed)
        found = list(targets(rows))
        say("\n".join([*table(rows, people), *map(verdict, found)]))
        found_of[subject.name] = found
        report[subject.name] = {"rows": [asdict(row) for row in rows], "targets": [data(target) for target in found]}

    timings = whole(kb, profiles, timed)
    cost = session_target(timings)
    say(f"\nThe whole bundled knowledge: {len(kb.knowledge.judged)} conditions judged for each person")
    say("\n".join(f"  {name:40}{spread(timing)}" for name, timing in timings.items()))
    say(verdict(cost))
    share = (time.process_time() - used) / (time.perf_counter() - elapsed)
    say(f"\nThis process had a core for {share:.0%} of the time{'' if share > UNDISTURBED else ': ' + DISTURBED}")
    told = [figure(name, target) for name, found in found_of.items() for target in found]
    told.append(figure("bundled", cost))
    whole_timings = {name: asdict(timing) for name, timing in timings.items()}
    figures = [asdict(each) for each in told]
    return report | {"figures": figures, "whole": whole_timings, "session": data(cost), "share_of_a_core": share}


def main() -> None:
    """Measure, and print a report or JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.assess", description=__doc__)
    parser.add_argument("--people", type=int, default=60, help="how many people to assess (60)")
    parser.add_argument("--passes", type=int, default=7, help="how often to measure each (7)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--processor-time", action="store_true", help="for a machine that is busy with other work")
    options = parser.parse_args()
    clock = time.process_time if options.processor_time else time.perf_counter
    timed = partial(interleaved, passes=options.passes, clock=clock)
    if options.json:
        print(json.dumps(measure(options.people, timed, lambda text: None), indent=2))
    else:
        measure(options.people, timed, partial(print, flush=True))


if __name__ == "__main__":
    main()
