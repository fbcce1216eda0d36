"""One entry of the knowledge, as data: `/knowledge/{kind}/{name}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from balance_rules.errors import unknown_name
from balance_rules.model import AllOf, AnyOf, AtLeast, Attribute, Compare, Knowledge, Not, Place, Within
from balance_rules.serve.problems import NotFound
from balance_rules.text.quantities import expectation
from balance_rules.text.wording import sentence

STATEMENTS = ("rule", "referral", "contradiction", "restriction", "claim", "prescription")
KINDS = (*STATEMENTS, "finding", "exercise", "muscle", "source", "fact")
_INTERNAL = frozenset({"cases", "rungs", "independent", "monotone", "together", "total", "stop"})


def entry(knowledge: Knowledge, kind: str, name: str) -> dict[str, Any]:
    """Return an entry of the knowledge, conditions in words; `NotFound` where there is no such kind or name."""
    if kind not in KINDS:
        raise NotFound([unknown_name("kind", kind, KINDS, "kind", f"Use one of: {', '.join(KINDS)}.")])
    entries = _entries(knowledge, kind)
    if name not in entries:
        raise NotFound([unknown_name("name", name, entries, kind)])
    found = entries[name]
    told = _attribute(found) if isinstance(found, Attribute) else _plain(knowledge, found)
    return {**told, "kind": kind}


def _entries(knowledge: Knowledge, kind: str) -> Mapping[str, Any]:
    """Return the entries of a kind by id; of one file that stands for many, the first by the file's name."""
    if kind in STATEMENTS:
        of_kind = [statement for statement in knowledge.statements if type(statement).__name__.lower() == kind]
        return {statement.name: statement for statement in reversed(of_kind)} | {s.id: s for s in of_kind}
    if kind == "finding":
        findings = knowledge.conclusions.values()
        return {finding.name: finding for finding in reversed([*findings])} | dict(knowledge.conclusions)
    if kind == "fact":
        return {**knowledge.attributes, **knowledge.facts}
    return {"exercise": knowledge.exercises, "muscle": knowledge.muscles, "source": knowledge.evidence}[kind]


def _attribute(attribute: Attribute) -> dict[str, Any]:
    return {
        "id": attribute.id,
        "title": attribute.title_of_all,
        "type": attribute.kind.value,
        "takes": expectation(attribute),
        "unit": attribute.unit,
        "values": dict(attribute.values),
        "instances": dict(attribute.instances),
        "derived": attribute.measured,
        "question": attribute.question,
        "how": attribute.how,
        "effort": attribute.effort,
    }


def _plain(knowledge: Knowledge, value: Any) -> Any:
    match value:
        case AllOf() | AnyOf() | AtLeast() | Compare() | Not() | Within():
            return sentence(knowledge, value)
        case Place():
            return str(value)
        case Enum():
            return value.value
        case Fraction():
            return float(value)
        case Mapping():
            return {str(name): _plain(knowledge, part) for name, part in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(knowledge, part) for part in value]
        case _ if is_dataclass(value):
            names = [field.name for field in fields(value) if field.name not in _INTERNAL]
            return {name: _plain(knowledge, getattr(value, name)) for name in names}
        case _:
            return value
