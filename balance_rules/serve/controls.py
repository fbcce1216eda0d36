"""The profile's schema with what a form needs beside it: words for values, effort, the order of asking.

All of it stands under keys that begin with ``x-``, which JSON Schema leaves to its users.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from balance_rules.knowledge_base import KnowledgeBase
from balance_rules.model import Attribute, Grade, Kind, Urgency, instance_of

# What a training log gives, beside weekly sets and sessions a week: nobody is asked for it, a log is.
LOGGED = frozenset(
    {
        "weeks_logged",
        "log_unmapped_share",
        "weekly_sets_rise",
        "heavy_compound_sessions_per_week",
        "rest_hours_between_heavy_sessions",
        "failure_sets_share",
        "swing_weekly_sets",
    }
)


def form_schema(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the JSON Schema of a profile with what a form needs of each attribute."""
    schema = kb.profile_schema
    attributes, roles = kb.knowledge.attributes, kb.knowledge.roles
    logged = LOGGED | {roles.weekly_sets, roles.sessions_per_week}
    properties = {
        name: {**field, **(dict(_about(attributes[name], logged)) if name in attributes else {})}
        for name, field in schema["properties"].items()
    }
    return {
        **schema,
        "properties": properties,
        "x-computed-from": {measure.fact: measure.inputs for measure in kb.knowledge.measures},
        "x-grades": {grade.value: grade.meaning for grade in Grade},
        "x-urgencies": {urgency.value: urgency.words for urgency in Urgency},
    }


def _about(attribute: Attribute, logged: frozenset[str]) -> Iterator[tuple[str, Any]]:
    yield "x-kind", attribute.kind.value
    yield "x-title", attribute.title_of_all
    yield "x-how", attribute.how
    yield "x-effort", attribute.effort
    yield "x-derived", attribute.measured
    yield "x-from-log", attribute.id in logged
    if attribute.kind is Kind.NUMBER:
        yield "x-step", float(attribute.resolution)
        yield "x-low", attribute.plain(attribute.low)
        yield "x-high", attribute.plain(attribute.high)
        bare = attribute.show(attribute.low, unit=False)
        yield "x-shown-unit", attribute.show(attribute.low).removeprefix(bare).strip()
    if attribute.kind is Kind.CATEGORY:
        yield "x-options", dict(attribute.values)
    if attribute.instances:
        yield "x-domain", attribute.domain
        yield "x-instances", dict(attribute.instances)
        yield "x-questions", {instance_of(fact): attribute.ask(fact) for fact in attribute.keys}
    else:
        yield "x-question", attribute.question
    if attribute.absent is not None:
        yield "x-absent", attribute.plain(attribute.absent)
    if attribute.dated:
        yield "x-dated", attribute.dated
