"""What a profile says of one attribute → a reading for each of its facts.

"None" is an answer: `pain: none` makes every site known to be free of pain. A list is a complete answer, a
mapping states only what it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from balance_rules.errors import unknown_name
from balance_rules.facts.cells import plain
from balance_rules.model import Attribute, Kind, key
from balance_rules.quantities import Reading, ValueProblem, expectation, read_value, shown

NONE = "none"
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a profile says of one attribute: a reading for each of its facts it speaks of."""

    readings: tuple[tuple[str, Reading], ...]


def read_answer(attribute: Attribute, raw: Any) -> Answer:
    """Return what `raw` says of `attribute`.

    Raises
    ------
    PydanticCustomError
        With the problems of the answer; `read_profile` turns them into a `FactError`.
    """
    if isinstance(raw, Answer):
        return raw
    problems: list[tuple[str, str, str, str]] = []
    readings: dict[str, Reading] = {}
    raw = plain(raw)
    if raw is None:  # silence, which is not "no": every fact stays unknown
        return Answer(())
    if isinstance(raw, Mapping) and not attribute.instances:
        expected = f"{expectation(attribute)} for {attribute.id!r}, which has no instances"
        problems.append(("", "a mapping", expected, f"Write '{attribute.id}: …'."))
    elif attribute.instances:
        readings = _read_instances(attribute, raw, problems)
    else:
        readings = _read_one(attribute, attribute.id, raw, "", problems)
    if problems:
        raise PydanticCustomError("fact", "{message}", {"problems": problems, "message": "; ".join(problems[0][1:])})
    return Answer(tuple(readings.items()))


def _read_one(
    attribute: Attribute, fact: str, raw: Any, part: str, problems: list[tuple[str, str, str, str]]
) -> dict[str, Reading]:
    raw = plain(raw)
    if raw is None:
        return {}
    try:
        return {fact: read_value(attribute, raw)}
    except ValueProblem as error:
        problems.append((part, error.found, f"{error.expected} for {fact!r}", error.fix))
        return {}


def _read_instances(attribute: Attribute, raw: Any, problems: list[tuple[str, str, str, str]]) -> dict[str, Reading]:
    instances = [name for name, _ in attribute.instances]
    if raw == NONE or (isinstance(raw, (list, tuple)) and not raw):
        return _absent(attribute, instances, "", problems)
    if isinstance(raw, (list, tuple)):
        if attribute.kind is not Kind.BOOLEAN or attribute.absent is None:
            fix = f"Write a mapping: '{attribute.id}: {{{instances[0]}: …}}'."
            problems.append(("", "a list", f"a value for each of {attribute.id!r}", fix))
            return {}
        raw = {**{word(name): True for name in raw}, OTHERS: NONE}
    if not isinstance(raw, Mapping):
        fix = f"Write '{attribute.id}: {{{instances[0]}: …}}'" + (
            f" or '{attribute.id}: none'." if attribute.absent is not None else "."
        )
        problems.append(("", shown(raw), f"a value for each of {attribute.id!r}", fix))
        return {}
    readings: dict[str, Reading] = {}
    for name, value in raw.items():
        if name == OTHERS:
            continue
        if name not in instances:
            unknown = unknown_name("", word(name), instances, f"instance of {attribute.id!r}", before=len(problems))
            problems.append((word(name), unknown.found, unknown.expected, unknown.fix))
            continue
        readings |= _read_one(attribute, key(attribute.id, name), value, str(name), problems)
    if OTHERS in raw:
        if raw[OTHERS] != NONE:
            problems.append((OTHERS, shown(raw[OTHERS]), "'others: none'", "Write none, or leave 'others' out."))
        rest = [name for name in instances if name not in raw]
        readings |= _absent(attribute, rest, OTHERS, problems)
    return readings


def word(name: Any) -> str:
    return name if isinstance(name, str) else shown(name)


def _absent(
    attribute: Attribute, instances: Iterable[str], part: str, problems: list[tuple[str, str, str, str]]
) -> dict[str, Reading]:
    if attribute.absent is None:
        fix = "State the value of each instance, or leave the line out if it is not known."
        problems.append((part, "none", f"{expectation(attribute)} for {attribute.id!r}", fix))
        return {}
    reading = Reading(attribute.absent, attribute.absent * attribute.resolution, NONE)
    return {key(attribute.id, name): reading for name in instances}


def answer_schema(attribute: Attribute) -> dict[str, Any]:
    """Return the JSON Schema of what a profile may say of an attribute; null says that it is not known."""
    nothing = {"type": "null"}
    one: dict[str, Any]
    match attribute.kind:
        case Kind.BOOLEAN:
            one = {"type": ["boolean", "null"]}
        case Kind.CATEGORY:
            one = {"enum": [*(name for name, _ in attribute.values), None]}
        case Kind.NUMBER:
            low, high = attribute.plain(attribute.low), attribute.plain(attribute.high)
            one = {"anyOf": [{"type": "number", "minimum": low, "maximum": high}, {"type": "string"}, nothing]}
    about = {"title": attribute.title, "description": f"{attribute.question} {attribute.how}", "x-unit": attribute.unit}
    if not attribute.instances:
        return {**one, **about}
    names = [name for name, _ in attribute.instances]
    forms: list[dict[str, Any]] = [
        {
            "type": "object",
            "properties": dict.fromkeys(names, one) | {OTHERS: {"const": NONE}},
            "additionalProperties": False,
        },
        nothing,
    ]
    if attribute.absent is not None:
        forms.append({"const": NONE})
        items = {"enum": names} if attribute.kind is Kind.BOOLEAN else {}
        forms.append({"type": "array", "items": items} | ({} if items else {"maxItems": 0}))
    return {"anyOf": forms, **about}
