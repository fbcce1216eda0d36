"""Findings, complaints and goals → what matters, in order: a few themes, each place in the order explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from balance_rules.advice.complaints import GOAL, PAIN, goals, painful
from balance_rules.judged import Judged
from balance_rules.model import Theme, instance_of, key, name_of
from balance_rules.results import Advice, Finding, Question

MOST = 5
PLACES = ("safety", "pain", "a stated goal", "certainty", "the order of the knowledge")


@dataclass(frozen=True, slots=True)
class Priority:
    """A theme that matters: what was found, what is prescribed, and its place in the order.

    `place` holds in the order of `PLACES`: safety, the worst pain it answers, whether it serves a stated goal, the
    score of its most certain finding, its order in the knowledge. `note` says what is said where nothing is
    established; `ask` names the facts that would tell.
    """

    id: str
    title: str
    findings: tuple[str, ...]
    prescriptions: tuple[str, ...]
    sites: tuple[str, ...]
    goals: tuple[str, ...]
    place: tuple[int, int, int, int, int]
    reason: str
    note: str = ""
    ask: tuple[str, ...] = ()


def priorities(
    judged: Judged, findings: Sequence[Finding], prescriptions: Sequence[Advice], questions: Sequence[Question]
) -> tuple[Priority, ...]:
    """Return what matters, the most important first.

    At most five themes are named; a painful site and a stated goal always have a line, even when nothing is
    established about them.
    """
    established = [f for f in findings if f.level and f.family != "data_quality"]
    given = [a for a in prescriptions if a.state == "given" and a.called_for]
    themes = [
        found
        for order, theme in enumerate(judged.knowledge.themes)
        if (found := _theme(judged, theme, order, established, given))
    ]
    themes.sort(key=lambda priority: tuple(-part for part in priority.place))
    named = [*_safety(judged), *themes][:MOST]
    sites = {site for priority in named for site in priority.sites}
    wanted = {goal for priority in named for goal in priority.goals}
    lines = [
        *(_silent(judged, PAIN, site, questions) for site in _in_order(judged, PAIN, painful(judged) - sites)),
        *(_silent(judged, GOAL, goal, questions) for goal in _in_order(judged, GOAL, goals(judged) - wanted)),
    ]
    return tuple(sorted([*named, *lines], key=lambda priority: tuple(-part for part in priority.place)))


def why_before(first: Priority, second: Priority) -> str:
    """Return why a priority stands before another: the first place in which they differ.

    Raises
    ------
    ValueError
        When it does not stand before it.
    """
    for name, one, other in zip(PLACES, first.place, second.place, strict=True):
        if one > other:
            return f"{first.title} stands before {second.title} by {name}: {first.reason}"
        if one < other:
            break
    raise ValueError(f"{first.title!r} does not stand before {second.title!r}")


def _theme(
    judged: Judged, theme: Theme, order: int, established: Sequence[Finding], given: Sequence[Advice]
) -> Priority | None:
    """Return a theme with what was found of it, or None when nothing was."""
    found = [finding for finding in established if name_of(finding.id) in theme.findings]
    if not found:
        return None
    names = {finding.id for finding in found}
    sites = tuple(_in_order(judged, PAIN, painful(judged) & set(theme.sites)))
    wanted = tuple(_in_order(judged, GOAL, goals(judged) & set(theme.goals)))
    remedies = tuple(a.id for a in given if names & set(a.answers) or set(sites) & set(a.sites))
    pain = max((judged.facts[key(PAIN, site)] for site in sites), default=0)
    best = max(finding.score[0] for finding in found)
    sides = {side for finding in found if (side := instance_of(finding.id)) in ("left", "right")}
    title = f"{theme.title}, {sides.pop()}" if len(sides) == 1 else theme.title
    top = max(found, key=lambda finding: finding.score[0])
    parts = [f"pain of the {_label(judged, PAIN, site)}" for site in sites]
    parts += [f"for the goal {_label(judged, GOAL, goal)}" for goal in wanted]
    reason = "; ".join([*parts, f"{top.title}: {top.level}"])
    return Priority(
        theme.id,
        title,
        tuple(f.id for f in found),
        remedies,
        sites,
        wanted,
        (0, pain, int(bool(wanted)), best, -order),
        reason,
    )


def _safety(judged: Judged) -> Iterator[Priority]:
    """Yield the line that comes before all: a doctor first."""
    raised = [r for r in judged.knowledge.referrals if judged.truths[r.id] > 0 and judged.truths[r.stop] > 0]
    if raised:
        reason = "; ".join(referral.title for referral in raised)
        note = "See a doctor first; what it stops is not trained until then."
        yield Priority("safety", "Safety", tuple(r.id for r in raised), (), (), (), (1, 0, 0, 0, 0), reason, note)


def _silent(judged: Judged, attribute: str, instance: str, questions: Sequence[Question]) -> Priority:
    """Return the line of a painful site or a goal about which nothing is established."""
    fact = key(attribute, instance)
    label = _label(judged, attribute, instance)
    about = [q.fact for q in questions if instance_of(q.fact) == instance][:3]
    ask = tuple(about or [q.fact for q in questions[:3]])
    pain = judged.facts[fact] if attribute == PAIN else 0
    sites, wanted = ((instance,), ()) if attribute == PAIN else ((), (instance,))
    title = f"Pain, {label}" if attribute == PAIN else f"Goal, {label}"
    place = (0, pain, int(attribute == GOAL), 0, -len(judged.knowledge.themes))
    note = "Nothing is established about it among what comes first."
    return Priority(fact, title, (), (), sites, wanted, place, "it was stated", note, ask)


def _in_order(judged: Judged, attribute: str, names: frozenset[str]) -> list[str]:
    known = judged.knowledge.attributes
    return [name for name, _ in known[attribute].instances if name in names] if attribute in known else []


def _label(judged: Judged, attribute: str, instance: str) -> str:
    return dict(judged.knowledge.attributes[attribute].instances)[instance]
