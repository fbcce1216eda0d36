"""People as a table: seconds, rows a second and peak memory, beside what others do with the same rules.

    python -m benchmarks.cohort --rows 10000 100000 1000000

The peers run in one process with the plan, on the generated knowledge of 300 rules: Polars written for
the same rules without narwhals, and a Numba kernel, which give the same scores; per-row engines are timed
on two hundred people and extrapolated, and labelled so.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from balance_rules.cohort.compiling import Plan
from balance_rules.kernel import Kernel, compiled
from balance_rules.model import AllOf, AnyOf, AtLeast, Compare, Condition, Knowledge, Not, Within
from benchmarks.generated import MISSING, generated_knowledge
from benchmarks.peers.clips_rules import clips_rules
from benchmarks.peers.zen_graph import zen_graph_cached

SIGNS: dict[str, Callable[[Any, int], Any]] = {
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "eq": lambda a, b: a == b,
    "ge": lambda a, b: a >= b,
    "gt": lambda a, b: a > b,
}


def table(knowledge: Knowledge, rows: int, seed: int = 3) -> pl.DataFrame:
    """Return random stored facts, 30 % unknown, in columns by position."""
    chance = np.random.default_rng(seed)
    columns = {}
    for i, attribute in enumerate(knowledge.facts.values()):
        values = pl.Series(chance.integers(attribute.low, attribute.high + 1, rows))
        columns[f"f{i}"] = values.set(pl.Series(chance.random(rows) < MISSING), None)
    return pl.DataFrame(columns)


def by_plan(knowledge: Knowledge, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the scores through the plan."""
    scores = [f"{end}{i}" for i in range(len(knowledge.conclusions)) for end in ("lo", "hi")]
    plan = Plan(knowledge, list(knowledge.facts))
    return plan.apply(nw.from_native(frame.lazy())).select(*scores).to_native().collect()  # type: ignore[no-any-return]


def by_polars(knowledge: Knowledge, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the scores through Polars expressions written for these rules, a `with_columns` a stratum."""
    kernel = compiled(knowledge)
    lazy = frame.lazy()
    for stratum, (first, last) in enumerate(kernel.strata):
        truths = {i: _polars(kernel, knowledge.rules[i].condition) for i in range(first, last)}
        lazy = lazy.with_columns(truth.alias(f"t{i}") for i, truth in truths.items())
        columns = []
        for conclusion in kernel.closing[stratum]:
            groups = [group for group in kernel.groups if group.conclusion == conclusion]
            for end, low in (("lo", True), ("hi", False)):
                total = pl.lit(0, pl.Int64)
                for group in groups:
                    for members, certain in ((group.supporting, low), (group.opposing, not low)):
                        best = pl.lit(0, pl.Int64)
                        for i in reversed(members):
                            holds = pl.col(f"t{i}") if certain else pl.col(f"t{i}").is_null() | pl.col(f"t{i}")
                            best = pl.when(holds).then(pl.lit(knowledge.rules[i].weight, pl.Int64)).otherwise(best)
                        total = total + best
                columns.append(total.alias(f"{end}{kernel.conclusions[conclusion]}"))
        lazy = lazy.with_columns(columns)
    return lazy.select(f"{end}{i}" for i in range(len(knowledge.conclusions)) for end in ("lo", "hi")).collect()


def _polars(kernel: Kernel, condition: Condition) -> pl.Expr:
    match condition:
        case Compare(fact, comparison, value):
            return SIGNS[comparison.value](pl.col(f"f{kernel.facts[fact]}"), value)  # type: ignore[no-any-return]
        case Within(fact, values):
            return pl.col(f"f{kernel.facts[fact]}").is_in(list(values))
        case AtLeast(conclusion, _, cut):
            i = kernel.conclusions[conclusion]
            return pl.when(pl.col(f"lo{i}") >= cut).then(True).when(pl.col(f"hi{i}") < cut).then(False)
        case Not(part):
            return ~_polars(kernel, part)
        case AllOf(parts):
            return pl.all_horizontal([_polars(kernel, part) for part in parts])
        case AnyOf(parts):
            return pl.any_horizontal([_polars(kernel, part) for part in parts])


def by_numba(knowledge: Knowledge) -> Callable[[pl.DataFrame], Any]:
    """Return a function that judges every row in a Numba loop over the kernel's own source."""
    from numba import njit, prange

    kernel = compiled(knowledge)
    source = kernel.source.replace(" is None", " == -99")
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    steps = tuple(njit(namespace[f"stratum_{i}"]) for i in range(len(kernel.strata)))
    closing = [np.array([kernel.conclusions[name] for name in names]) for names in kernel.closing]
    lines = [
        "def judge(facts, scores):",
        "    for row in prange(facts.shape[0]):",
        "        v, s = facts[row], scores[row]",
    ]
    for i in range(len(steps)):
        lines += [f"        closed = step{i}(v, s)[1]", f"        for j, position in enumerate(closing{i}):"]
        lines += ["            s[2 * position] = closed[2 * j]", "            s[2 * position + 1] = closed[2 * j + 1]"]
    scope: dict[str, Any] = {"prange": prange} | {f"step{i}": step for i, step in enumerate(steps)}
    scope |= {f"closing{i}": positions for i, positions in enumerate(closing)}
    exec("\n".join(lines), scope)
    judge = njit(parallel=True)(scope["judge"])

    def run(frame: pl.DataFrame) -> Any:
        scores = np.zeros((frame.height, 2 * len(knowledge.conclusions)), dtype=np.int64)
        judge(frame.fill_null(-99).to_numpy(), scores)
        return scores

    return run


def report(name: str, rows: int, run: Callable[[], Any]) -> Any:
    """Time a run and print a line of the table."""
    start = time.perf_counter()
    result = run()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:34} {rows:>11,} {seconds:>9.2f} s {rows / seconds:>13,.0f} rows/s  peak so far {peak:>7,.0f} MB")
    return result


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--numba", action="store_true", help="compile the Numba kernel too, which takes minutes")
    options = parser.parse_args()
    knowledge = generated_knowledge()
    numba = by_numba(knowledge) if options.numba else None
    if numba:
        report("numba, compiling", 100, lambda: numba(table(knowledge, 100)))
    for rows in options.rows:
        frame = table(knowledge, rows)
        ours = report("this library (narwhals on Polars)", rows, lambda: by_plan(knowledge, frame))  # noqa: B023
        theirs = report("Polars written by hand", rows, lambda: by_polars(knowledge, frame))  # noqa: B023
        assert ours.equals(theirs), "the two disagree"
        if numba:
            scores = report("Numba kernel", rows, lambda: numba(frame))  # noqa: B023
            assert (scores == ours.to_numpy()).all(), "the two disagree"
    people = [{k: v for k, v in row.items() if v is not None} for row in table(knowledge, 200).rows(named=True)]
    kernel, names = compiled(knowledge), list(knowledge.facts)
    told = [{names[int(name[1:])]: value for name, value in person.items()} for person in people]
    engines = {
        "generated Python, row by row": kernel.run,
        "zen-engine, row by row": zen_graph_cached(knowledge),
        "CLIPS, row by row": clips_rules(knowledge),
    }
    for name, run in engines.items():
        run(told[0])
        start = time.perf_counter()
        for person in told:
            run(person)
        each = (time.perf_counter() - start) / len(told)
        figures = f"{1_000_000:>11,} {each * 1e6:>9.0f} s {1 / each:>13,.0f} rows/s"
        print(f"{name:34} {figures}  extrapolated from {len(told)} rows")


if __name__ == "__main__":
    main()
