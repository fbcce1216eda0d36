"""Figures that have a target: each part of the benchmarks notes its own, and `python -m benchmarks` gathers them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """A figure as it is told, beside its target and its peers.

    `met` is None where nothing was aimed at.
    """

    what: str
    measured: str
    target: str = ""
    beside: str = ""
    met: bool | None = None


NOTED: list[Figure] = []


def note(what: str, measured: float, unit: str = "", *, most: float | None = None, beside: str = "") -> None:
    """Note a figure; the most that it may be is its target."""
    target = "" if most is None else f"at most {most:g}{unit}"
    NOTED.append(Figure(what, f"{measured:.3g}{unit}", target, beside, None if most is None else measured <= most))


def told(main: Callable[[], object]) -> None:
    """Run a part as it is; with ``--json`` its report goes to standard error, and the figures to standard output."""
    if "--json" not in sys.argv:
        main()
        return
    sys.argv.remove("--json")
    with redirect_stdout(sys.stderr):
        main()
    print(json.dumps([asdict(figure) for figure in NOTED], indent=2))
