"""What a profile says of one attribute → a reading for each of its facts.

"None" is an answer: `pain: none` makes every site known to be free of pain. A list that names something is a
complete answer, a mapping states only what it names. An empty list or mapping is what an untouched form sends:
it is no answer, and is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic_core import PydanticCustomError

from balance_rules.errors import MOST_PROBLEMS, Problem, nearest, unknown_name
from balance_rules.model import Attribute, Kind, key
from balance_rules.person.facts.cells import day, plain
from balance_rules.text.quantities import NumberReading, ValueProblem, expectation, read_value, shown

NONE = "none"
OTHERS = "others"
FEW_INSTANCES = 12  # that are listed where one is not known
DATE = "date"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a profile says of one attribute: a reading for each of its facts it speaks of, and the words for it."""

    readings: tuple[tuple[str, NumberReading], ...]
    said: Any = field(default=None, compare=False)


def read_answer(attribute: Attribute, raw: Any) -> Answer:
    """What `raw` says of `attribute`.

    Raises
    ------
    PydanticCustomError
        With the problems of the answer; `read_profile` turns them into a `FactError`.
    """
    if isinstance(raw, Answer):
        return raw
    problems: list[Problem] = []
    readings: dict[str, NumberReading] = {}
    raw = plain(raw)
    if raw is None:  # silence, which is not "no": every fact stays unknown
        return Answer(())
    if isinstance(raw, (list, tuple, Mapping)) and not raw:
        found = "an empty list" if isinstance(raw, (list, tuple)) else "an empty mapping"
        problems.append(Problem("", found, expectation(attribute), _write_an_answer(attribute), code="empty-answer"))
    elif isinstance(raw, Mapping) and not attribute.instances:
        expected = f"{expectation(attribute)} for {attribute.id!r}, which has no instances"
        problems.append(Problem("", "a mapping", expected, f"Write '{attribute.id}: …'.", code="wrong-type"))
    elif attribute.instances:
        readings = _read_instances(attribute, raw, problems)
    else:
        readings = _read_one(attribute, attribute.id, raw, "", problems)
    if problems:
        raise PydanticCustomError("fact", "{message}", {"problems": problems, "message": str(problems[0])})
    return Answer(tuple(readings.items()), raw)


def _write_an_answer(attribute: Attribute) -> str:
    """What to write instead of an answer that says nothing."""
    if attribute.instances and attribute.absent is not None:
        return f"Write '{attribute.id}: none' if none of them applies, or leave the line out if it is not known."
    return "Write the answer, or leave the line out if it is not known."


def _read_one(
    attribute: Attribute, fact: str, raw: Any, part: str, problems: list[Problem]
) -> dict[str, NumberReading]:
    raw = plain(raw)
    if raw is None:
        return {}
    try:
        if attribute.dated and isinstance(raw, Mapping):
            return {fact: _read_dated(attribute, raw)}
        return {fact: read_value(attribute, raw)}
    except ValueProblem as error:
        problems.append(replace(error.at(part), expected=f"{error.expected} for {fact!r}"))
        return {}


def _read_dated(attribute: Attribute, raw: Mapping[Any, Any]) -> NumberReading:
    """Read an answer that stands beside its date: ``{date: 2026-10-01, cleared: yes}``.

    Raises
    ------
    ValueProblem
        When the mapping has another key, no answer, or a date that is none.
    """
    wanted = f"{{{DATE}: 2026-01-31, {attribute.dated}: {attribute.values[-1][0]}}}"
    strange = [word(name) for name in raw if name not in (DATE, attribute.dated)]
    if strange or attribute.dated not in raw:
        found = f"the key {strange[0]!r}" if strange else f"no {attribute.dated!r}"
        raise ValueProblem(found, f"a mapping such as {wanted}", f"Write {wanted}.", code="unknown-name")
    reading = read_value(attribute, raw[attribute.dated])
    said = plain(raw.get(DATE))
    if said is None:
        return reading
    try:
        date = day(said)
    except ValueError:
        raise ValueProblem(shown(said), "a date such as 2026-01-31", f"Correct {DATE!r}.", code="wrong-date") from None
    return replace(reading, text=f"{reading.text}, on {date.isoformat()}", date=date)


def _unknown_instance(attribute: Attribute, name: str, value: Any, before: int) -> Problem:
    """The problem of an instance that an attribute has not got; one that is suggested says what it means.

    Beyond the problems that are spelled out nothing is suggested: a list may be wrong in thousands of places.
    """
    if before >= MOST_PROBLEMS:
        return unknown_name(name, name, (), f"instance of {attribute.id!r}", "", before)
    labels = dict(attribute.instances)
    sides = [f"{side}_{name}" for side in value] if isinstance(value, Mapping) else []
    if sides and labels.keys() >= {*sides}:
        each = ", ".join(f"{id}: {plain(answer)}" for id, answer in zip(sides, value.values(), strict=True))
        return unknown_name(name, name, (), f"instance of {attribute.id!r}", f"Write '{each}'.", before)
    called = next((id for id, label in labels.items() if label.lower() == name.replace("_", " ").lower()), None)
    guess = called or nearest(name, labels, more=True)
    if guess:
        fix = f"Write {guess!r}?" if labels[guess] == guess else f"Write {guess!r} if {labels[guess]!r} is meant."
    else:
        listed = f"`balance-rules facts show {attribute.id}` lists them."
        fix = f"Write one of {', '.join(labels)}." if len(labels) <= FEW_INSTANCES else listed
    return unknown_name(name, name, (), f"instance of {attribute.id!r}", fix, before)


def _read_instances(attribute: Attribute, raw: Any, problems: list[Problem]) -> dict[str, NumberReading]:
    instances = [name for name, _ in attribute.instances]
    if isinstance(raw, str) and raw == NONE:
        return _absent(attribute, instances, "", problems)
    if isinstance(raw, (list, tuple)):
        if attribute.kind is not Kind.BOOLEAN or attribute.absent is None:
            fix = f"Write a mapping: '{attribute.id}: {{{instances[0]}: …}}'."
            problems.append(Problem("", "a list", f"a value for each of {attribute.id!r}", fix, code="wrong-type"))
            return {}
        if any(plain(name) is None for name in raw):
            expected, fix = f"the ids of {attribute.id!r} alone", "Leave it out, or write what was meant."
            problems.append(Problem("", "nothing in a list", expected, fix, code="wrong-type"))
            return {}
        raw = {**{word(name): True for name in raw}, OTHERS: NONE}
    if not isinstance(raw, Mapping):
        listed = attribute.kind is Kind.BOOLEAN and attribute.absent is not None
        part = f"{{{instances[0]}: …}}"
        if listed:
            part = f"[{raw}]" if raw in instances else f"[{instances[0]}, …]"
        fix = f"Write '{attribute.id}: {part}'" + (
            f" or '{attribute.id}: none'." if attribute.absent is not None else "."
        )
        problems.append(Problem("", shown(raw), f"a value for each of {attribute.id!r}", fix, code="wrong-type"))
        return {}
    readings: dict[str, NumberReading] = {}
    for name, value in raw.items():
        if name == OTHERS:
            continue
        if name not in instances:
            problems.append(_unknown_instance(attribute, word(name), value, len(problems)))
            continue
        readings |= _read_one(attribute, key(attribute.id, name), value, str(name), problems)
    others = plain(raw.get(OTHERS))
    if others is not None:
        rest = [name for name in instances if name not in raw]
        if attribute.absent is None:
            expected = f"the ids of {attribute.id!r} alone, for nothing is the same for all others"
            fix = "Leave 'others' out, and state the value of each that is known."
            problems.append(Problem(OTHERS, f"'others: {word(others)}'", expected, fix, code="unknown-word"))
        elif others != NONE:
            fix = "Write none, or leave 'others' out."
            problems.append(Problem(OTHERS, shown(others), "'others: none'", fix, code="unknown-word"))
        else:
            readings |= _absent(attribute, rest, OTHERS, problems)
    return readings


def word(name: Any) -> str:
    return name if isinstance(name, str) else shown(name)


def _absent(
    attribute: Attribute, instances: Iterable[str], part: str, problems: list[Problem]
) -> dict[str, NumberReading]:
    if attribute.absent is None:
        fix = "State the value of each instance, or leave the line out if it is not known."
        expected = f"{expectation(attribute)} for {attribute.id!r}"
        problems.append(Problem(part, "none", expected, fix, code="unknown-word"))
        return {}
    reading = NumberReading(attribute.absent, attribute.absent * attribute.resolution, NONE)
    return {key(attribute.id, name): reading for name in instances}


def answer_schema(attribute: Attribute, group: str) -> dict[str, Any]:
    """The JSON Schema of what a profile may say of an attribute; null says that it is not known.

    It holds no `const` and no `default`: form generators fill these in by themselves, and so would state what
    nobody said. Nor is an empty list or mapping valid. `x-unit` is the unit of a number as people write it,
    `x-labels` what each word to choose from means, `x-group` (`group`) and `x-order` where a form puts the field.
    """
    one = _one_value(attribute)
    about: dict[str, Any] = {"title": attribute.title_of_all, "x-unit": attribute.unit, "x-group": group}
    if attribute.values:
        about["x-labels"] = dict(attribute.values)
    if not attribute.instances:
        return {**one, **about, "description": f"{attribute.question} {attribute.how}"}
    about["description"] = attribute.how  # the question stands with each instance, which it names
    names = [name for name, _ in attribute.instances]
    none = {"type": "string", "enum": [NONE]}
    each = {
        name: {
            **(_dated(attribute, one) if attribute.dated else one),
            "title": attribute.label(key(attribute.id, name)),
            "description": attribute.ask(key(attribute.id, name)),
        }
        for name in names
    }
    forms: list[dict[str, Any]] = [
        {
            "type": "object",
            "properties": {**each, **({OTHERS: none} if attribute.absent is not None else {})},
            "additionalProperties": False,
            "minProperties": 1,
        },
        _NOTHING,
    ]
    if attribute.absent is not None:
        forms.append(none)
        if attribute.kind is Kind.BOOLEAN:
            items = {"type": "string", "enum": names}
            forms.append({"type": "array", "items": items, "minItems": 1, "uniqueItems": True})
    return {"anyOf": forms, **about}


_NOTHING = {"type": "null"}


def _one_value(attribute: Attribute) -> dict[str, Any]:
    """The schema of a single value, with null for one that is not known."""
    match attribute.kind:
        case Kind.BOOLEAN:
            return {"type": ["boolean", "null"]}
        case Kind.CATEGORY:
            return {"type": ["string", "null"], "enum": [*(name for name, _ in attribute.values), None]}
        case Kind.NUMBER:
            low, high = attribute.plain(attribute.low), attribute.plain(attribute.high)
            step: dict[str, Any] = {"multipleOf": 1} if attribute.is_count else {}
            number = {"type": "number", "minimum": low, "maximum": high, **step}
            return {"anyOf": [number, {"type": "string"}, _NOTHING]}


def _dated(attribute: Attribute, one: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value that may stand beside its date."""
    dated = {
        "type": "object",
        "properties": {DATE: {"type": "string", "format": "date"}, attribute.dated: one},
        "required": [attribute.dated],
        "additionalProperties": False,
    }
    return {"anyOf": [one, dated]}
