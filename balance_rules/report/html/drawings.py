"""What a page draws: the body maps, weekly sets before and after, derivations; each as plain places and words."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from balance_rules.advice.results import Finding
from balance_rules.assessment import Assessment
from balance_rules.explain import How
from balance_rules.explain.derivation import Step
from balance_rules.model import Knowledge, Progression, instance_of, key
from balance_rules.report.arrangement import WeeklySets, strongest, weekly_sets
from balance_rules.report.html.body import SIDES, SITES, Mark, View, views
from balance_rules.text.gathering import gathered

STRENGTHS: Mapping[str | None, int] = {None: 0, "low": 1, "moderate": 2, "high": 3}
SITES_IN_ORDER = [
    site for name in SITES for site in ((name,) if SITES[name][1] == 0 else (f"left_{name}", f"right_{name}"))
]

# ---------------------------------------------------------------- the body


PLAIN_LEGEND = ((1, "some signs"), (2, "clear signs"), (3, "very clear signs"))


@dataclass(frozen=True, slots=True)
class BodyMap:
    """Both views of the body with what they show, what the fillings stand for, and the same as rows of a table.

    `untold` says what an outline stands for of which nothing is known, "" where it is left as it is.
    """

    title: str
    legend: tuple[tuple[int, str], ...]
    views: tuple[View, View]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    untold: str = ""

    @property
    def pains(self) -> bool:
        """Whether a painful site is drawn."""
        return any(view.spots for view in self.views)


def body_maps(assessment: Assessment) -> list[BodyMap]:
    """Return the map of findings and that of training, each where there is something to show."""
    return [body_map for body_map in (findings_map(assessment), _training_map(assessment)) if body_map.rows]


def findings_map(assessment: Assessment, *, plain: bool = False) -> BodyMap:
    """Return for each muscle and side the strongest finding about it, and the painful sites.

    Drawn is only what is said of a muscle by itself and rests on a fact about it: a ratio does not say which of its
    muscles is off, and of a chain only some links were tested. `plain` leaves out the words about levels.
    """
    painted = [finding for finding in assessment.findings if _painted(assessment.knowledge, finding)]
    found = gathered(((muscle, side), f) for f in painted for muscle in f.muscles for side in _sides(f.id))
    pains = _pains(assessment)
    marks = {}
    for (muscle, side), findings in found.items():
        level = max(findings, key=lambda finding: STRENGTHS[finding.level]).level or ""
        words = "; ".join(finding.title if plain else f"{finding.title} ({finding.level})" for finding in findings)
        label, words = "" if plain else level[:1].upper(), f"{_name(assessment, muscle)}, {side}: {words}"
        marks[muscle, side] = Mark(STRENGTHS[level], label, words)
    names = dict.fromkeys(muscle for muscle, _ in found)
    rows = [
        (_name(assessment, muscle), *("; ".join(_short(f) for f in found.get((muscle, side), ())) for side in SIDES))
        for muscle in names
    ]
    rows += [(words, "", "") for _, words in pains.values()]
    return BodyMap(
        "Findings",
        PLAIN_LEGEND if plain else ((1, "L, low"), (2, "M, moderate"), (3, "H, high")),
        views(marks, assessment.knowledge.muscles, pains),
        ("Muscle or site", "Left", "Right"),
        tuple(rows),
    )


def _painted(knowledge: Knowledge, finding: Finding) -> bool:
    told = any(reason.facts for reason in strongest(finding))
    return bool(finding.level) and knowledge.family(finding.family).painted and told


def _pains(assessment: Assessment) -> dict[str, tuple[str, str]]:
    """Return the painful sites, each with how strong the pain is and its words."""
    knowledge, facts = assessment.knowledge, assessment.sheet.values
    found = {}
    for site in SITES_IN_ORDER:
        fact = key(knowledge.roles.pain, site)
        if fact in knowledge.facts and facts.get(fact):
            attribute = knowledge.facts[fact]
            words = f"{attribute.label(fact)}: {attribute.show(facts[fact])}"
            found[site] = (f"{float(attribute.decimal(facts[fact])):g}", words)
    return found


def _name(assessment: Assessment, muscle: str) -> str:
    muscles = assessment.knowledge.muscles
    return muscles[muscle].common_name if muscle in muscles else muscle


def _short(finding: Finding) -> str:
    return f"{finding.title.removesuffix(', left').removesuffix(', right')}: {finding.level}"


def _sides(name: str) -> tuple[str, ...]:
    instance = instance_of(name)
    return (instance,) if instance in SIDES else SIDES


def _training_map(assessment: Assessment) -> BodyMap:
    """Return for each muscle how many working sets a week train it; a log knows no side."""
    knowledge, facts = assessment.knowledge, assessment.sheet.values
    legend, strength = _shades(knowledge.progression)
    marks: dict[tuple[str, str], Mark] = {}
    rows = []
    for muscle in knowledge.muscles.values():
        fact = key(knowledge.roles.weekly_sets, muscle.id)
        if fact not in facts or fact not in knowledge.facts:
            continue
        sets = float(knowledge.facts[fact].decimal(facts[fact]))
        words = f"{muscle.common_name}: {knowledge.facts[fact].show(facts[fact])}"
        marks |= {(muscle.id, side): Mark(strength(sets), f"{sets:g}" if sets else "", words) for side in SIDES}
        rows.append((muscle.common_name, f"{sets:g}"))
    return BodyMap(
        "Training",
        legend,
        views(marks, knowledge.muscles),
        ("Muscle", "Working sets a week"),
        tuple(rows),
        "not told",
    )


def _shades(progression: Progression | None) -> tuple[tuple[tuple[int, str], ...], Callable[[float], int]]:
    """Return the legend of the map of training, and the shade of a number of sets; without a target there are two."""
    if progression is None:
        return ((0, "none"), (2, "some")), lambda sets: 2 if sets else 0
    low, high = progression.target_weekly_sets
    legend = ((0, "none"), (1, f"fewer than {low} sets a week"), (2, f"{low} to {high}"), (3, f"more than {high}"))
    return legend, lambda sets: 0 if not sets else 1 if sets < low else 2 if sets <= high else 3


# ---------------------------------------------------------------- weekly sets


@dataclass(frozen=True, slots=True)
class SetsPlot:
    """Weekly sets before and after, a row a muscle, on an axis from 0 to `most` sets a week."""

    rows: tuple[WeeklySets, ...]
    ticks: tuple[int, ...]
    target: tuple[int, int]

    @classmethod
    def of(cls, assessment: Assessment) -> SetsPlot:
        """Return the plot of what the given prescriptions do to the weekly sets."""
        rows = tuple(row for row in weekly_sets(assessment) if row.change.before is not None)
        rows = tuple(sorted(rows, key=lambda row: -abs((row.change.after or 0) - (row.change.before or 0))))
        progression = assessment.knowledge.progression
        target = progression.target_weekly_sets if progression else (0, 0)  # and no row to stand beside it
        most = max((max(row.change.before or 0, row.change.after or 0) for row in rows), default=0)
        return cls(rows, tuple(range(0, 5 * (int(max(most, target[1])) // 5 + 1) + 1, 5)), target)

    def place(self, sets: float) -> float:
        """Return where a number of sets stands, in per cent of the axis."""
        return round(100 * sets / self.ticks[-1], 2)


# ---------------------------------------------------------------- derivations


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of an indented text, with the lines below it."""

    text: str
    below: list[LegendEntry] = field(default_factory=list)


def outline(lines: Iterable[str]) -> list[LegendEntry]:
    """Return indented lines as nested entries.

    >>> [entry.text for entry in outline(["a", "  b", "c"])]
    ['a', 'c']
    """
    root = LegendEntry("")
    branch = [(-1, root)]
    for line in lines:
        text = line.lstrip(" ")
        depth = len(line) - len(text)
        while branch[-1][0] >= depth:
            branch.pop()
        entry = LegendEntry(text)
        branch[-1][1].below.append(entry)
        branch.append((depth, entry))
    return root.below


GRAPH_KINDS = ("fact", "rule", "group", "finding")
COLUMN_TITLES = {"fact": "Facts and measures", "rule": "Rules", "group": "Groups of evidence", "finding": "Findings"}
BOX_WIDTH, GAP, LINE, HEAD = 182, 36, 15, 30
LONGEST_LINE, MOST_LINES = 26, 5


class Box(NamedTuple):
    """A node of a drawn derivation: where it stands, its step, and its label as lines."""

    x: int
    y: float
    height: int
    step: Step
    label: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


class Graph:
    """A derivation drawn in columns: facts, rules, evidence groups, findings."""

    box_width, line = BOX_WIDTH, LINE

    def __init__(self, how: How) -> None:
        columns = [[step for step in how.steps if step.kind == kind] for kind in GRAPH_KINDS]
        shown = [(kind, steps) for kind, steps in zip(GRAPH_KINDS, columns, strict=True) if steps]
        self.titles = [(i * (BOX_WIDTH + GAP), COLUMN_TITLES[kind]) for i, (kind, _) in enumerate(shown)]
        labels = {step.id: tuple(_label(step)) for _, steps in shown for step in steps}
        heights = {name: LINE * len(label) + 10 for name, label in labels.items()}
        self.height = HEAD + max((sum(heights[s.id] + 10 for s in steps) for _, steps in shown), default=0)
        self.width = max(len(shown) * (BOX_WIDTH + GAP) - GAP, BOX_WIDTH)
        self.title = how.title
        self.boxes: dict[str, Box] = {}
        for i, (_, steps) in enumerate(shown):
            free = self.height - HEAD - sum(heights[step.id] for step in steps)
            y = HEAD + free / (2 * len(steps))
            for step in steps:
                self.boxes[step.id] = Box(i * (BOX_WIDTH + GAP), round(y, 1), heights[step.id], step, labels[step.id])
                y += heights[step.id] + free / len(steps)
        self.edges = tuple(dict.fromkeys(self._edges(how)))

    def _edges(self, how: How) -> Iterator[tuple[str, str]]:
        """Yield the drawn edges as path and role; a condition between a fact and a rule is drawn through."""
        above = {link.source: link.target for link in how.links if link.role == "requires"}
        for link in how.links:
            source, target = self.boxes.get(link.source), self.boxes.get(above.get(link.target, link.target))
            if source and target and link.role not in ("cites", "speaks_against"):
                yield _curve(source, target), link.role


def _curve(source: Box, target: Box) -> str:
    """Return the path from one box to another; within a column it leaves and enters at the right."""
    x, y = source.x + BOX_WIDTH, source.middle
    if source.x == target.x:
        return f"M{x} {y} C{x + 34} {y} {x + 34} {target.middle} {x} {target.middle}"
    bend = GAP // 2
    return f"M{x} {y} C{x + bend} {y} {target.x - bend} {target.middle} {target.x} {target.middle}"


def _label(step: Step) -> list[str]:
    words = step.text.partition(" (")[0] if step.kind in ("rule", "finding") else step.text
    words = words.removeprefix("evidence of the group ").replace("'", "") if step.kind == "group" else words
    lines = _wrapped(words)
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][:-1]}…"]


@lru_cache(maxsize=4096)  # most labels are titles of the knowledge
def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, LONGEST_LINE)
