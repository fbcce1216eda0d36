"""The body map: a region for each muscle that can be drawn, front and back, left and right.

The outlines are those of body-muscles (see NOTICE beside this file). They hold one half of the body, at its
distance from the midline; the other half is its mirror image, so that a difference between the sides is
never one of the drawing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from balance_rules.model import Muscle

VIEW_BOX = "-16.6 0 33.2 93"
SIGNS_A_UNIT = 2.5  # how long a label may be for the free radius around its place
SIDES: tuple[Side, ...] = ("left", "right")

Side = Literal["left", "right"]
Marks = Mapping[tuple[str, str], "Mark"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a muscle shows on one side: `strength` 0 to 3 as its filling, `label` as text on it, `words`."""

    strength: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Region:
    """An outline on one side; `x` and `y` are the place of its label, where it has one."""

    muscles: tuple[str, ...]
    side: Side
    points: str
    strength: int
    label: str
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class View:
    """The front or the back of the body; `at_left` is the person's side at the left of the page."""

    name: str
    at_left: Side
    figure: tuple[str, ...]
    regions: tuple[Region, ...]


def views(marks: Marks, muscles: Mapping[str, Muscle]) -> tuple[View, View]:
    """Return both views of the body with what each muscle and side shows.

    A muscle that is not drawn is shown on the region of the muscle it is part of; where several share a
    region, the strongest mark fills it and all are named.
    """
    shown = _on_regions(marks, muscles)
    return _view("front", "right", shown, muscles), _view("back", "left", shown, muscles)


def drawn() -> frozenset[str]:
    """Return the muscles that have a region."""
    return frozenset(name for view in _outlines().values() for region in view["regions"] for name in region["muscles"])


@cache
def _outlines() -> Mapping[str, Any]:
    text = files("balance_rules.report_html").joinpath("body_muscles.json").read_text(encoding="utf-8")
    outlines: Mapping[str, Any] = json.loads(text)
    return outlines


def _on_regions(marks: Marks, muscles: Mapping[str, Muscle]) -> dict[tuple[str, str], list[Mark]]:
    """Return the marks by the muscle and side on whose region they are shown."""
    shown: dict[tuple[str, str], list[Mark]] = {}
    for (muscle, side), mark in marks.items():
        name: str | None = muscle
        while name is not None and name not in drawn():
            name = muscles[name].parent if name in muscles else None
        if name is not None:
            shown.setdefault((name, side), []).append(mark)
    return shown


def _view(name: str, at_left: Side, shown: Mapping[tuple[str, str], list[Mark]], muscles: Mapping[str, Muscle]) -> View:
    outlines = _outlines()[name]
    figure = [*outlines["midline"], *(_mirrored(half, sign) for half in outlines["halves"] for sign in (1, -1))]
    regions = [
        _region(outline, side, -1 if side == at_left else 1, shown, muscles)
        for outline in outlines["regions"]
        for side in SIDES
        if any(muscle in muscles for muscle in outline["muscles"])
    ]
    return View(name, at_left, tuple(figure), tuple(regions))


def _region(
    outline: Mapping[str, Any],
    side: Side,
    sign: int,
    shown: Mapping[tuple[str, str], list[Mark]],
    muscles: Mapping[str, Muscle],
) -> Region:
    names = tuple(muscle for muscle in outline["muscles"] if muscle in muscles)
    marks = [mark for muscle in names for mark in shown.get((muscle, side), ())]
    strongest = max(marks, key=lambda mark: mark.strength, default=Mark(0, "", ""))
    x, y, room = outline["label"] or (0, 0, 0)
    nothing = f"{', '.join(muscles[name].common_name for name in names)}, {side}: nothing to show"
    words = "; ".join(dict.fromkeys(mark.words for mark in marks)) or nothing
    label = strongest.label if len(strongest.label) <= SIGNS_A_UNIT * room else ""
    return Region(names, side, _mirrored(outline["points"], sign), strongest.strength, label, sign * x, y, words)


def _mirrored(points: str, sign: int) -> str:
    """Return an outline on its side: on the other side of the midline where the sign is negative."""
    corners = (corner.split(",") for corner in points.split())
    return " ".join(f"{sign * float(x):g},{y}" for x, y in corners)
