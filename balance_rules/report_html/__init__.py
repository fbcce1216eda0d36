"""An assessment as one HTML file: no network, no script, readable by eye, by screen reader and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from balance_rules.assessment import Assessment
from balance_rules.explain import How
from balance_rules.explain.how import Step, line
from balance_rules.model import instance_of, key
from balance_rules.recommend import WEEKLY_SETS
from balance_rules.report_html.body import HEIGHT, OUTLINE, WIDTH, Mark, views
from balance_rules.results import Finding, SetChange

STRENGTHS: Mapping[str | None, int] = {None: 0, "low": 1, "moderate": 2, "high": 3}
GRAPH_KINDS = ("fact", "rule", "group", "finding")
ROW, COLUMN, BOX = 34, 250, 220
LONGEST_LABEL = 36


def html_report(assessment: Assessment) -> str:
    """Return an assessment as one HTML document.

    Every text is escaped, and the document forbids scripts and any request, so that nothing in a profile or
    a training log can act.

    Examples
    --------
    >>> import balance_rules as br
    >>> page = html_report(br.load().assess({"person": "<script>alert(1)</script>", "sedentary_hours": 9}))
    >>> "<script" in page
    False
    """
    record = assessment.record
    derivations = {finding.id: assessment.how(finding.id) for finding in record.findings if finding.level}
    page = _environment().get_template("report.html.j2")
    return page.render(
        record=record,
        derivations=derivations,
        tree=_tree,
        graphs={name: Graph(how) for name, how in derivations.items()},
        maps=(
            (
                "Findings",
                "low, moderate or high",
                views(dict(_finding_marks(assessment)), assessment.knowledge.muscles),
            ),
            ("Training", "working sets a week", views(dict(_set_marks(assessment)), assessment.knowledge.muscles)),
        ),
        body={"outline": OUTLINE, "width": WIDTH, "height": HEIGHT},
        plot=Plot(tuple(_set_changes(assessment))),
        labels={fact: attribute.label(fact) for fact, attribute in assessment.knowledge.facts.items()},
        numbers={source.id: number for number, source in enumerate(record.sources, 1)},
        titles={c.id: c.title for c in assessment.knowledge.conclusions.values()},
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("balance_rules.report_html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


# ---------------------------------------------------------------- the body


def _finding_marks(assessment: Assessment) -> Iterator[tuple[tuple[str, str], Mark]]:
    """Yield for each muscle and side the strongest finding about it."""
    best: dict[tuple[str, str], list[Finding]] = {}
    for finding in assessment.findings:
        for muscle in finding.muscles if finding.level else ():
            for side in _sides(finding.id):
                best.setdefault((muscle, side), []).append(finding)
    muscles = assessment.knowledge.muscles
    for (muscle, side), found in best.items():
        strongest = max(found, key=lambda finding: STRENGTHS[finding.level])
        words = "; ".join(f"{finding.title}: {finding.level}" for finding in found)
        name = muscles[muscle].common_name if muscle in muscles else muscle
        label = (strongest.level or "")[:1].upper()
        yield (muscle, side), Mark(STRENGTHS[strongest.level], label, f"{name}, {side}: {words}")


def _sides(name: str) -> tuple[str, ...]:
    instance = instance_of(name)
    return (instance,) if instance in ("left", "right") else ("left", "right")


def _set_marks(assessment: Assessment) -> Iterator[tuple[tuple[str, str], Mark]]:
    """Yield for each muscle and side how many working sets a week train it; a log knows no side."""
    knowledge, facts = assessment.knowledge, assessment.sheet.values
    target = knowledge.progression.target_weekly_sets if knowledge.progression else (10, 20)
    for muscle in knowledge.muscles.values():
        fact = key(WEEKLY_SETS, muscle.id)
        if fact not in facts or fact not in knowledge.facts:
            continue
        sets = float(knowledge.facts[fact].decimal(facts[fact]))
        strength = 0 if not sets else 1 if sets < target[0] else 2 if sets <= target[1] else 3
        for side in ("left", "right"):
            words = f"{muscle.common_name}: {sets:g} working sets a week"
            yield (muscle.id, side), Mark(strength, f"{sets:g}", words)


# ---------------------------------------------------------------- weekly sets


def _set_changes(assessment: Assessment) -> Iterator[SetChange]:
    """Yield what the given prescriptions do to each muscle's weekly sets, the first word on a muscle counts."""
    seen = set()
    for advice in assessment.prescriptions:
        for change in advice.weekly_sets if advice.state == "given" else ():
            if change.muscle not in seen and change.before is not None and change.after is not None:
                seen.add(change.muscle)
                yield change


@dataclass(frozen=True)
class Plot:
    """Weekly sets before and after, a row a muscle."""

    changes: tuple[SetChange, ...]

    left, right, row = 190, 600, 26

    @property
    def height(self) -> int:
        return self.row * (len(self.changes) + 2)

    @property
    def ticks(self) -> tuple[int, ...]:
        most = max((max(c.before or 0, c.after or 0) for c in self.changes), default=0)
        return tuple(range(0, int(most) + 6, 5))

    def x(self, sets: float | None) -> float:
        """Return where a number of sets stands."""
        return round(self.left + (self.right - self.left - 40) * (sets or 0) / max(self.ticks[-1], 1), 1)


# ---------------------------------------------------------------- derivations


def _tree(how: How) -> list[tuple[int, Step, str]]:
    """Return a derivation as rows: depth, step, words."""
    return [
        (depth, step, line(step, link, "coach") + (" (see above)" if again and step.kind != "source" else ""))
        for depth, link, step, again in how.tree()
        if depth
    ]


@dataclass(frozen=True, slots=True)
class Box:
    """A node of a drawn derivation."""

    x: int
    y: int
    step: Step
    label: str


class Graph:
    """A derivation drawn in columns: facts, rules, evidence groups, findings."""

    def __init__(self, how: How) -> None:
        columns: list[list[Step]] = [[step for step in how.steps if step.kind == kind] for kind in GRAPH_KINDS]
        self.width = COLUMN * len(columns)
        self.height = ROW * max(map(len, columns)) + 10
        self.boxes: dict[str, Box] = {}
        for i, steps in enumerate(columns):
            for j, step in enumerate(steps):
                y = round((j + 0.5) * (self.height - 10) / len(steps)) - ROW // 2 + 8
                self.boxes[step.id] = Box(i * COLUMN + 10, y, step, _label(step))
        self.title = how.title
        self.edges = tuple(dict.fromkeys(self._edges(how)))

    def _edges(self, how: How) -> Iterator[tuple[Box, Box, str]]:
        """Yield the drawn edges; a condition between a fact and a rule is drawn through."""
        above = {link.source: link.target for link in how.links if link.role == "requires"}
        for link in how.links:
            target = above.get(link.target, link.target)
            if link.source in self.boxes and target in self.boxes and link.role not in ("cites", "speaks_against"):
                yield self.boxes[link.source], self.boxes[target], link.role


def _label(step: Step) -> str:
    words = step.text.partition(" (")[0] if step.kind in ("rule", "finding") else step.text
    words = words.removeprefix("evidence of the group ").strip("'") if step.kind == "group" else words
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1]}…"
