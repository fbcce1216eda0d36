"""A person's input → quantised facts, each with where it came from; measures derived.

Silence means unknown. "None" is an answer: `pain: none` makes every site known to be free of pain. A
list is a complete answer, a mapping states only what it names.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, WithJsonSchema, create_model
from pydantic_core import PydanticCustomError

from balance_rules.documents import Document, read_document
from balance_rules.errors import FactError, Problem, unknown_name
from balance_rules.model import Attribute, Kind, Knowledge, Measure, instance_of, key, name_of
from balance_rules.quantities import Reading, ValueProblem, expectation, read_value, shown
from balance_rules.semantics import derive, quantise

NONE = "none"
OTHERS = "others"
MOST_ANSWERS = 5_000


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact as it is known: its stored value, its words as given, and where they stand."""

    fact: str
    value: int
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class FactSheet:
    """All that is known of a person: `values` for inference, `stated` for the trace, `notes` on the data."""

    values: Mapping[str, int]
    stated: Mapping[str, Stated]
    person: str = ""
    date: datetime.date | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)  # they follow from the facts


@dataclass(frozen=True, slots=True)
class Answer:
    """What a profile says of one attribute: a reading for each of its facts it speaks of."""

    readings: tuple[tuple[str, Reading], ...]


# ---------------------------------------------------------------- one answer


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
    if raw is None:
        none = ", 'none'," if attribute.instances and attribute.absent is not None else ""
        fix = f"Write the answer{none} or leave the line out if it is not known."
        problems.append(("", "nothing", expectation(attribute), fix))
        readings: dict[str, Reading] = {}
    elif isinstance(raw, Mapping) and not attribute.instances:
        expected = f"{expectation(attribute)} for {attribute.id!r}, which has no instances"
        problems.append(("", "a mapping", expected, f"Write '{attribute.id}: …'."))
        readings = {}
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
        raw = {**{_word(name): True for name in raw}, OTHERS: NONE}
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
            unknown = unknown_name("", _word(name), instances, f"instance of {attribute.id!r}")
            problems.append((_word(name), unknown.found, unknown.expected, unknown.fix))
            continue
        readings |= _read_one(attribute, key(attribute.id, name), value, str(name), problems)
    if OTHERS in raw:
        if raw[OTHERS] != NONE:
            problems.append((OTHERS, shown(raw[OTHERS]), "'others: none'", "Write none, or leave 'others' out."))
        rest = [name for name in instances if name not in raw]
        readings |= _absent(attribute, rest, OTHERS, problems)
    return readings


def _word(name: Any) -> str:
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


# ---------------------------------------------------------------- the profile


class ProfileModel(BaseModel):
    """A person's profile: every field is an attribute of the knowledge, and each may be left out."""

    model_config = ConfigDict(extra="forbid")

    person: str = ""
    date: datetime.date | None = None
    notes: str = ""


def profile_model(knowledge: Knowledge) -> type[ProfileModel]:
    """Return the pydantic model of a profile under `knowledge`; its JSON Schema describes profile files."""
    fields: dict[str, Any] = {
        attribute.id: (
            Annotated[Any, PlainValidator(partial(read_answer, attribute)), WithJsonSchema(answer_schema(attribute))],
            None,
        )
        for attribute in knowledge.attributes.values()
    }
    model: type[ProfileModel] = create_model("Profile", __base__=ProfileModel, **fields)
    return model


def answer_schema(attribute: Attribute) -> dict[str, Any]:
    """Return the JSON Schema of what a profile may say of an attribute."""
    one: dict[str, Any]
    match attribute.kind:
        case Kind.BOOLEAN:
            one = {"type": "boolean"}
        case Kind.CATEGORY:
            one = {"enum": [name for name, _ in attribute.values]}
        case Kind.NUMBER:
            low, high = attribute.plain(attribute.low), attribute.plain(attribute.high)
            one = {"anyOf": [{"type": "number", "minimum": low, "maximum": high}, {"type": "string"}]}
    about = {"title": attribute.title, "description": f"{attribute.question} {attribute.how}", "x-unit": attribute.unit}
    if not attribute.instances:
        return {**one, **about}
    names = [name for name, _ in attribute.instances]
    forms: list[dict[str, Any]] = [
        {
            "type": "object",
            "properties": dict.fromkeys(names, one) | {OTHERS: {"const": NONE}},
            "additionalProperties": False,
        }
    ]
    if attribute.absent is not None:
        forms.append({"const": NONE})
        items = {"enum": names} if attribute.kind is Kind.BOOLEAN else {}
        forms.append({"type": "array", "items": items} | ({} if items else {"maxItems": 0}))
    return {"anyOf": forms, **about}


Source = Path | str | Mapping[str, Any] | BaseModel


def read_profile(
    knowledge: Knowledge,
    source: Source,
    *,
    log: Mapping[str, Fraction] = MappingProxyType({}),
    model: type[ProfileModel] | None = None,
) -> FactSheet:
    """Return the facts of a person, measures derived.

    Parameters
    ----------
    source
        The path of a YAML or JSON profile, a mapping, or an instance of the knowledge's profile model.
    log
        Facts taken from a training log, exact, by key.
    model
        The result of `profile_model`, when the caller keeps it.

    Raises
    ------
    FactError
        With every problem of the input: unknown attribute, wrong type or unit, out of range, contradiction.
    """
    profile, stated, problems = _read(knowledge, source, model or profile_model(knowledge))
    for fact, number in log.items():
        _take_from_log(knowledge, fact, number, stated, problems)
    return derived(knowledge, stated, profile, problems)


def read_stated(knowledge: Knowledge, source: Source, model: type[ProfileModel]) -> dict[str, Stated]:
    """Return what a source states, without the measures that follow from it.

    Raises
    ------
    FactError
        With every problem of the input.
    """
    _, stated, problems = _read(knowledge, source, model)
    if problems:
        raise FactError(problems)
    return stated


def derived(
    knowledge: Knowledge,
    given: Mapping[str, Stated],
    profile: ProfileModel | None = None,
    problems: Iterable[Problem] = (),
) -> FactSheet:
    """Return stated facts as a sheet with every measure they allow.

    Raises
    ------
    FactError
        With `problems`, and those of the measures: out of range, or contradicted by a value given directly.
    """
    stated, found = dict(given), list(problems)
    notes = _derive_all(knowledge, stated, found)
    if found:
        raise FactError(found)
    values = MappingProxyType({fact: item.value for fact, item in stated.items()})
    person, date = (profile.person, profile.date) if profile else ("", None)
    return FactSheet(values, MappingProxyType(stated), person, date, tuple(notes))


def _read(
    knowledge: Knowledge, source: Source, model: type[ProfileModel]
) -> tuple[ProfileModel | None, dict[str, Stated], list[Problem]]:
    document = _document(source)
    if document.problems:
        raise FactError(document.problems)
    problems: list[Problem] = []
    profile = _validate(model, _fold(document, problems), document, problems)
    stated: dict[str, Stated] = {}
    for name in knowledge.attributes:
        answer = getattr(profile, name, None) if profile else None
        for fact, reading in answer.readings if isinstance(answer, Answer) else ():
            stated[fact] = Stated(fact, reading.value, reading.text, _place(document, name, instance_of(fact) or ""))
    return profile, stated, problems


def _document(source: Source) -> Document:
    if isinstance(source, BaseModel):
        value = {name: getattr(source, name) for name in source.model_fields_set}
        return Document(type(source).__name__, value)
    if isinstance(source, Mapping):
        return Document("facts", dict(source))
    return read_document(Path(source))


def _fold(document: Document, problems: list[Problem]) -> dict[str, Any]:
    """Return the profile as a mapping by attribute, keys such as ``pain[left_knee]`` folded in."""
    if not isinstance(document.value, Mapping):
        found, fix = shown(document.value), "Write one 'attribute: value' a line."
        raise FactError([Problem(str(document.place()), found, "a mapping of attributes to values", fix)])
    if len(document.value) > MOST_ANSWERS:
        found = f"{len(document.value):,} keys"
        raise FactError([Problem(document.path, found, f"at most {MOST_ANSWERS:,}", "Give one person a profile.")])
    folded: dict[str, Any] = {}
    for name, value in ((_word(name), value) for name, value in document.value.items()):
        instance = instance_of(name) if "[" in name else None
        whole, answer = (name, value) if instance is None else (name_of(name), {instance: value})
        said = folded.get(whole, {})
        if whole not in folded:
            folded[whole] = answer
        elif isinstance(said, Mapping) and isinstance(answer, Mapping) and not said.keys() & answer.keys():
            folded[whole] = {**said, **answer}
        else:
            found, fix = f"{name!r} beside another answer", "Write the answer in one of the two ways."
            problems.append(Problem(_place(document, name), found, f"one answer for {whole!r}", fix))
        if document.places and instance is not None:
            document.places.setdefault((whole,), document.place((name,)))
            document.places.setdefault((whole, instance), document.place((name,)))
    return folded


def _validate(
    model: type[ProfileModel], raw: dict[str, Any], document: Document, problems: list[Problem]
) -> ProfileModel | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            name = str(detail["loc"][0]) if detail["loc"] else ""
            if detail["type"] == "fact":
                for part, found, expected, fix in detail["ctx"]["problems"]:
                    problems.append(Problem(_place(document, name, part), found, expected, fix))
            elif detail["type"] == "extra_forbidden":
                place = _place(document, name)
                problems.append(unknown_name(place, name, model.model_fields, "attribute", "See 'facts list'."))
            else:
                expected = "a text" if detail["type"] == "string_type" else "a date such as 2026-01-31"
                problems.append(Problem(_place(document, name), shown(detail["input"]), expected, f"Mend {name!r}."))

        return None


def _place(document: Document, name: str, part: str = "") -> str:
    if document.places:
        listed = document.value.get(name)
        inner = listed.index(part) if isinstance(listed, list) and part in listed else part
        return str(document.place((name, inner)))
    return f"{document.path}: {key(name, part or None)}"


def _take_from_log(
    knowledge: Knowledge, fact: str, number: Fraction, readings: dict[str, Stated], problems: list[Problem]
) -> None:
    attribute = knowledge.facts.get(fact)
    if attribute is None:
        return
    try:
        reading = read_value(attribute, number)
    except ValueProblem as error:
        problems.append(Problem(f"training log: {fact}", error.found, error.expected, error.fix))
        return
    given = readings.get(fact)
    if given is not None and given.value != reading.value:
        found = f"{fact!r} = {attribute.show(given.value)}, but the log gives {attribute.show(reading.value)}"
        fix = "Remove it from the profile, or leave the log out."
        problems.append(Problem(given.origin, found, "one value", fix))
        return
    readings[fact] = Stated(fact, reading.value, attribute.show(reading.value), "training log")


# ---------------------------------------------------------------- measures


def _derive_all(knowledge: Knowledge, readings: dict[str, Stated], problems: list[Problem]) -> list[str]:
    """Add every measure whose inputs are known; return notes on those that cannot be computed."""
    notes: list[str] = []
    for measure in knowledge.measures:
        inputs = [_exact(knowledge, readings.get(name)) for name in measure.inputs]
        if None in inputs:
            continue
        attribute = knowledge.facts[measure.fact]
        value = derive(measure, inputs)
        if value is None:
            zeros = ", ".join(knowledge.facts[f].label(f) for f, v in zip(measure.inputs, inputs, strict=True) if not v)
            notes.append(f"{attribute.label(measure.fact)} could not be computed: {zeros} is 0.")
            continue
        _take_measure(knowledge, measure, value, readings, problems)
    return notes


def _exact(knowledge: Knowledge, stated: Stated | None) -> Fraction | None:
    return None if stated is None else stated.value * knowledge.facts[stated.fact].resolution


def _take_measure(
    knowledge: Knowledge, measure: Measure, value: Fraction, readings: dict[str, Stated], problems: list[Problem]
) -> None:
    attribute = knowledge.facts[measure.fact]
    steps = quantise(attribute, value)
    given = readings.get(measure.fact)
    arithmetic = _arithmetic(knowledge, measure, readings)
    if not attribute.low <= steps <= attribute.high:
        found = f"{attribute.label(measure.fact)} = {_rounded(value)} from {arithmetic}"
        origin = readings[measure.inputs[0]].origin
        problems.append(Problem(origin, found, expectation(attribute), "Check the values it is computed from."))
    elif given is not None and not _agrees(given, value, attribute):
        found = f"{measure.fact!r} = {given.text}, but {arithmetic} gives {attribute.show(steps)}"
        fix = "Remove it, or mend the values it is computed from."
        problems.append(Problem(given.origin, found, "a value that agrees with its own inputs", fix))
    else:
        readings[measure.fact] = Stated(measure.fact, steps, arithmetic, "derived")


def _agrees(given: Stated, value: Fraction, attribute: Attribute) -> bool:
    """Return whether a value given directly is the derived one, at the precision it was given in."""
    decimals = (given.text.split() or [""])[0].partition(".")[2]
    typed = Fraction(1, 10 ** len(decimals))
    step = min(max(attribute.resolution, typed), 10 * attribute.resolution)
    return abs(given.value * attribute.resolution - value) <= step / 2


def _arithmetic(knowledge: Knowledge, measure: Measure, readings: Mapping[str, Stated]) -> str:
    """Return a measure's computation in words: ``ratio of 92 N·m and 178 N·m``."""
    shown = [knowledge.facts[name].show(readings[name].value) for name in measure.inputs]
    sign = {"ratio": " / ", "difference": " − ", "sum": " + "}.get(measure.operation)
    if sign:
        return sign.join(shown)
    return f"{measure.operation.replace('_', ' ')} of {' and '.join(shown)}"


def _rounded(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.4g}"
