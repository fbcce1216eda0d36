"""What the person came for: the sites that hurt, and the goals that were stated."""

from __future__ import annotations

from balance_rules.inference.judgement import Judged


def painful(judged: Judged) -> frozenset[str]:
    """The sites that are said to hurt."""
    return _said(judged, judged.knowledge.roles.pain)


def goals(judged: Judged) -> frozenset[str]:
    """The goals that were stated."""
    return _said(judged, judged.knowledge.roles.goal)


def in_order(judged: Judged, attribute: str, names: frozenset[str]) -> list[str]:
    """Sites or goals, in the order of the knowledge."""
    known = judged.knowledge.attributes
    return [name for name, _ in known[attribute].instances if name in names] if attribute in known else []


def label(judged: Judged, attribute: str, instance: str) -> str:
    """The words of a site or a goal."""
    return dict(judged.knowledge.attributes[attribute].instances)[instance]


def _said(judged: Judged, attribute: str) -> frozenset[str]:
    start = f"{attribute}["
    said = [fact for fact, value in judged.facts.items() if value and fact.startswith(start)]
    return frozenset([fact[len(start) : -1] for fact in said])
