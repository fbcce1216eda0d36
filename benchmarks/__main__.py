"""All figures that have a target, in one table: `python -m benchmarks`, or a few minutes of it with `--quick`.

Each part runs in a process of its own, one after the other; what it prints goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.figures import Figure

PARTS: Mapping[str, Sequence[Sequence[str]]] = {
    "start": [()],
    "assess": [("--processor-time",)],
    "explain": [()],
    "cohort": [("--processor-time",), ("--growth",)],
    "planning": [()],
    "verify": [("--sizes",)],
    "logs": [()],
    "serve": [()],
    "programme": [()],
}
QUICK: Mapping[str, Sequence[Sequence[str]]] = {
    "start": [("--runs", "2")],
    "assess": [("--processor-time", "--people", "10", "--passes", "3")],
    "explain": [()],
    "cohort": [("--processor-time", "--rows", "100000", "--stream")],
    "planning": [()],
    "verify": [("--sizes",)],
    "logs": [("--rows", "20000")],
    "serve": [("--requests", "80")],
    "programme": [("3",)],
}


def figures(part: str, options: Sequence[str]) -> list[Figure]:
    """Run a part and return its figures."""
    command = [sys.executable, "-m", f"benchmarks.{part}", *options, "--json"]
    print(" ".join(command[1:]), file=sys.stderr, flush=True)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        return [Figure(f"{part} {' '.join(options)}".strip(), "failed", met=False)]
    found = json.loads(done.stdout)
    return [Figure(**figure) for figure in (found["figures"] if isinstance(found, dict) else found)]


def table(found: Mapping[str, Sequence[Figure]]) -> Iterator[str]:
    """Yield the figures as text, part by part."""
    rows = [(part, figure) for part, each in found.items() for figure in each]
    width = max(len(figure.what) for _, figure in rows)
    verdicts = {True: "met", False: "MISSED", None: ""}
    yield f"{'':10} {'figure':{width}} {'measured':>12} {'target':>18} {'':6}  beside it"
    for part, figure in rows:
        verdict = verdicts[figure.met]
        line = f"{part:10} {figure.what:{width}} {figure.measured:>12} {figure.target:>18} {verdict:6}  {figure.beside}"
        yield line.rstrip()
    judged = [figure for _, figure in rows if figure.met is not None]
    yield f"{sum(bool(figure.met) for figure in judged)} of {len(judged)} targets met"


def main() -> None:
    """Run the parts and print their figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"only these: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="fewer people, passes and weeks")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown:
        parser.error(f"found {unknown[0]!r}; expected one of {', '.join(PARTS)}")
    found: dict[str, list[Figure]] = {}
    for part, runs in (QUICK if options.quick else PARTS).items():
        if not options.parts or part in options.parts:
            found[part] = [figure for run in runs for figure in figures(part, run)]
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()
