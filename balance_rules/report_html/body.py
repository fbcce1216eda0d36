"""A body map of our own drawing: a region for each muscle, front and back, left and right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from balance_rules.model import Muscle

MIDLINE = 100
WIDTH, HEIGHT = 200, 430

# Each region is an ellipse of the body's half: away from the midline, down, its two radii, turned by degrees.
# Distances are in units of the drawing; what lies beneath comes first.
Shape = tuple[float, float, float, float, float]
FRONT: Mapping[str, Shape] = {
    "deep_neck_flexors": (3, 55, 2.5, 7, 0),
    "sternocleidomastoid": (8, 55, 2.5, 9, 20),
    "pectoralis_major": (18, 87, 15, 11, -12),
    "pectoralis_minor": (27, 79, 5, 4, 0),
    "subscapularis": (32, 92, 3.5, 5, 0),
    "deltoid_anterior": (37, 76, 6, 9, 25),
    "deltoid_lateral": (46, 80, 5, 11, 12),
    "serratus_anterior": (31, 109, 4, 10, 10),
    "rectus_abdominis": (8, 132, 7, 28, 0),
    "transversus_abdominis": (10, 170, 9, 6, 0),
    "obliques": (24, 138, 7, 20, 5),
    "biceps_brachii": (50, 108, 6, 15, 8),
    "brachialis": (52, 128, 5, 5, 0),
    "brachioradialis": (60, 142, 4.5, 10, 10),
    "wrist_flexors": (61, 165, 4.5, 13, 12),
    "iliopsoas": (13, 188, 7, 10, 25),
    "tensor_fasciae_latae": (33, 198, 4.5, 10, 0),
    "sartorius": (20, 208, 3, 10, 35),
    "adductors": (9, 228, 6.5, 24, -5),
    "quadriceps": (25, 252, 11, 38, 3),
    "tibialis_anterior": (18, 342, 5.5, 28, 0),
    "fibularis": (27, 342, 3.5, 26, 0),
}
BACK: Mapping[str, Shape] = {
    "neck_extensors": (4, 50, 3.5, 8, 0),
    "levator_scapulae": (10, 55, 3, 6, -15),
    "trapezius_upper": (17, 64, 10, 4.5, 20),
    "supraspinatus": (30, 72, 6, 3.5, 10),
    "trapezius_middle": (9, 80, 8, 6, 0),
    "rotator_cuff_external": (26, 84, 8, 6, 0),
    "deltoid_posterior": (41, 78, 6.5, 9, 20),
    "rhomboids": (8, 94, 6, 6, -20),
    "teres_major": (28, 97, 7, 4, -25),
    "trapezius_lower": (6, 110, 5, 9, -10),
    "latissimus_dorsi": (23, 119, 11, 17, 15),
    "erector_spinae": (6, 144, 4.5, 22, 0),
    "quadratus_lumborum": (17, 156, 5.5, 12, 0),
    "multifidus": (5, 176, 4, 8, 0),
    "triceps_brachii": (50, 109, 6.5, 18, 8),
    "wrist_extensors": (60, 153, 5.5, 20, 10),
    "gluteus_medius": (25, 184, 10, 7, 20),
    "deep_hip_rotators": (31, 201, 4.5, 6, 0),
    "gluteus_maximus": (15, 205, 11, 13, 0),
    "adductor_magnus": (7, 238, 5, 16, 0),
    "hamstrings": (21, 258, 9, 34, 3),
    "gastrocnemius": (20, 333, 9, 22, 0),
    "soleus": (22, 370, 6, 14, 0),
    "tibialis_posterior": (12, 370, 3.5, 13, 0),
}
OUTLINE = (
    "M100 10 C117 10 121 28 117 42 C115 50 112 52 112 58 C120 64 138 62 147 72 C156 84 156 104 160 124 "
    "C166 146 168 166 168 188 L160 190 C156 168 150 150 146 130 C142 116 141 106 138 100 C136 122 130 140 132 164 "
    "C138 186 140 214 137 244 C134 272 130 290 130 310 C132 340 128 370 124 396 C126 408 130 414 126 418 L106 418 "
    "C104 400 108 360 106 320 C106 290 104 262 101 226 L99 226 C96 262 94 290 94 320 C92 360 96 400 94 418 L74 418 "
    "C70 414 74 408 76 396 C72 370 68 340 70 310 C70 290 66 272 63 244 C60 214 62 186 68 164 C70 140 64 122 62 100 "
    "C59 106 58 116 54 130 C50 150 44 168 40 190 L32 188 C32 166 34 146 40 124 C44 104 44 84 53 72 "
    "C62 62 80 64 88 58 C88 52 85 50 83 42 C79 28 83 10 100 10 Z"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a region shows: `strength` 0 to 3 as its filling, `label` as text on it, `words` as its title."""

    strength: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Region:
    """A muscle on one side as drawn."""

    muscle: str
    side: str
    x: float
    y: float
    rx: float
    ry: float
    turn: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class View:
    """The front or the back of the body; `left_first` says that the person's left is at the left of the page."""

    name: str
    left_first: bool
    regions: tuple[Region, ...]


def views(marks: Mapping[tuple[str, str], Mark], muscles: Mapping[str, Muscle]) -> tuple[View, View]:
    """Return both views of the body with what each muscle and side shows.

    A muscle that has no region of its own is shown on that of the muscle it is part of.
    """
    shown = dict(marks)
    for (muscle, side), mark in marks.items():
        parent = muscles[muscle].parent if muscle in muscles else None
        if muscle not in FRONT and muscle not in BACK and parent is not None:
            known = shown.get((parent, side))
            if known is None or known.strength < mark.strength:
                shown[parent, side] = mark
    return _view("front", False, FRONT, shown, muscles), _view("back", True, BACK, shown, muscles)


def _view(
    name: str,
    left_first: bool,
    shapes: Mapping[str, Shape],
    marks: Mapping[tuple[str, str], Mark],
    muscles: Mapping[str, Muscle],
) -> View:
    regions = []
    for muscle, (away, y, rx, ry, turn) in shapes.items():
        if muscle not in muscles:
            continue
        for side in ("left", "right"):
            sign = -1 if (side == "left") == left_first else 1
            nothing = Mark(0, "", f"{muscles[muscle].common_name}, {side}: nothing to show")
            mark = marks.get((muscle, side), nothing)
            regions.append(Region(muscle, side, MIDLINE + sign * away, y, rx, ry, -sign * turn, mark))
    return View(name, left_first, tuple(regions))
