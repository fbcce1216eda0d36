"""What the person came for: the sites that hurt, and the goals that were stated."""

from __future__ import annotations

from balance_rules.inference.judgement import Judged
from balance_rules.model import key


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
    known, declared = judged.facts, judged.knowledge.attributes.get(attribute)
    return frozenset([name for name, _ in declared.instances if known.get(key(attribute, name))] if declared else ())
