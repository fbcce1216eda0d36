"""The body map: a region for each muscle that can be drawn, front and back, left and right.

The outlines are those of body-muscles (see NOTICE beside this file). They hold one half of the body, at its
distance from the midline; the other half is its mirror image, so that a difference between the sides is
never one of the drawing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from balance_rules.model import Muscle

VIEW_BOX = "-16.6 0 33.2 93"
SIGNS_A_UNIT = 2.5  # how long a label may be for the free radius around its place
SIGN, LINE = 1.1, 1.9  # the width of a sign of a label, and its height
RING = 1.6  # the radius of the ring around a painful site
SIDES: tuple[Side, ...] = ("left", "right")

# Where a painful site is drawn: on which view, how far from the midline, how far down. Sites of a side are named
# without it, and stand on their own side.
SITES: Mapping[str, tuple[str, float, float]] = {
    "neck": ("back", 0, 11.5),
    "upper_back": ("back", 0, 20),
    "low_back": ("back", 0, 38),
    "chest": ("front", 0, 22),
    "abdomen": ("front", 0, 36),
    "shoulder": ("front", 9, 17.5),
    "elbow": ("front", 11.3, 29.6),
    "wrist": ("front", 13, 43.5),
    "groin": ("front", 2.4, 46.8),
    "lateral_hip": ("back", 8.6, 45),
    "buttock": ("back", 4.6, 47),
    "posterior_thigh": ("back", 4.2, 58),
    "anterior_thigh": ("front", 5, 55),
    "knee": ("front", 4.6, 65.2),
    "shin": ("front", 4.4, 77),
    "calf": ("back", 3.8, 73),
    "achilles": ("back", 2.9, 85.5),
    "foot_ankle": ("front", 3.4, 88.6),
}

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
    """An outline on one side; `x` and `y` are the place of its label; `told` says that something is known of it."""

    muscles: tuple[str, ...]
    side: Side
    points: str
    strength: int
    label: str
    x: float
    y: float
    words: str
    told: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A painful site, drawn as a ring with how strong the pain is."""

    site: str
    x: float
    y: float
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class View:
    """The front or the back of the body; `at_left` is the person's side at the left of the page."""

    name: str
    at_left: Side
    figure: tuple[str, ...]
    regions: tuple[Region, ...]
    spots: tuple[Spot, ...]


def views(
    marks: Marks, muscles: Mapping[str, Muscle], pains: Mapping[str, tuple[str, str]] = MappingProxyType({})
) -> tuple[View, View]:
    """Return both views of the body with what each muscle and side shows, and the painful sites.

    `pains` holds the label and the words of each site. A muscle that is not drawn is shown on the region of the
    muscle it is part of; where several share a region, the strongest mark fills it and all are named.
    """
    shown = _on_regions(marks, muscles)
    return _view("front", "right", shown, muscles, pains), _view("back", "left", shown, muscles, pains)


@cache
def drawn() -> frozenset[str]:
    """Return the muscles that have a region."""
    return frozenset(name for view in _outlines().values() for region in view["regions"] for name in region["muscles"])


@cache
def _outlines() -> Mapping[str, Any]:
    text = files("balance_rules.report.html").joinpath("body_muscles.json").read_text(encoding="utf-8")
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


def _view(
    name: str,
    at_left: Side,
    shown: Mapping[tuple[str, str], list[Mark]],
    muscles: Mapping[str, Muscle],
    pains: Mapping[str, tuple[str, str]],
) -> View:
    outlines = _outlines()[name]
    figure = [*outlines["midline"], *(_mirrored(half, sign) for half in outlines["halves"] for sign in (1, -1))]
    regions = [
        _region(outline, side, -1 if side == at_left else 1, shown, muscles)
        for outline in outlines["regions"]
        for side in SIDES
        if any(muscle in muscles for muscle in outline["muscles"])
    ]
    spots = tuple(_spots(name, at_left, pains))
    return View(name, at_left, tuple(figure), tuple(_apart(regions, spots)), spots)


def _spots(view: str, at_left: Side, pains: Mapping[str, tuple[str, str]]) -> Iterator[Spot]:
    for site, (label, words) in pains.items():
        side, _, part = site.partition("_")
        on, x, y = SITES.get(part if side in SIDES else site, ("", 0, 0))
        if on == view:
            yield Spot(site, -x if side == at_left else x, y, label, words)


def _apart(regions: Sequence[Region], spots: Sequence[Spot]) -> Iterator[Region]:
    """Yield regions, without the labels that would touch a ring or the label of a stronger region."""
    taken = [(spot.x, spot.y, 2 * RING, 2 * RING) for spot in spots]
    kept = set()
    for region in sorted(regions, key=lambda region: -region.strength):
        box = (region.x, region.y - LINE / 3, SIGN * len(region.label), LINE)
        if region.label and not any(_touch(box, other) for other in taken):
            taken.append(box)
            kept.add(id(region))
    for region in regions:
        yield region if id(region) in kept or not region.label else replace(region, label="")


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Return whether two boxes overlap, each given by its middle, its width and its height."""
    return 2 * abs(one[0] - other[0]) < one[2] + other[2] and 2 * abs(one[1] - other[1]) < one[3] + other[3]


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
    points = _mirrored(outline["points"], sign)
    return Region(names, side, points, strongest.strength, label, sign * x, y, words, bool(marks))


@cache  # of the outlines, which are always the same
def _mirrored(points: str, sign: int) -> str:
    """Return an outline on its side: on the other side of the midline where the sign is negative."""
    corners = (corner.split(",") for corner in points.split())
    return " ".join(f"{sign * float(x):g},{y}" for x, y in corners)
