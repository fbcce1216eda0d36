"""An assessment as JSON: its format, its schema, and reading it back with every misfit named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from balance_rules.errors import FactError, Problem
from balance_rules.model import Knowledge, Truth
from balance_rules.results import AssessmentRecord

FORMAT: Literal["balance_rules.assessment/1"] = "balance_rules.assessment/1"
LARGEST_JSON = 4_000_000
MOST_VALUES = 50_000
MOST_REPEATED = 1_000


def engine_version() -> str:
    """Return the version of the library that is running."""
    try:
        return version("balance-rules")
    except PackageNotFoundError:
        return "0.0.0"


def as_json(record: AssessmentRecord, *, indent: int | None = None) -> str:
    """Return a record as JSON of the format ``balance_rules.assessment/1``."""
    return _adapter().dump_json(record, indent=indent).decode()


def read_record(text: str | bytes, knowledge: Knowledge) -> AssessmentRecord:
    """Return the record of an assessment that was made with `knowledge`.

    Raises
    ------
    FactError
        When the JSON is not of the format, was made with other knowledge, or says what no assessment can say.
    """
    record = _parsed(text)
    if record.knowledge_hash != knowledge.hash:
        found = f"{record.knowledge_name} {record.knowledge_version} ({record.knowledge_hash[:12]})"
        expected = f"{knowledge.name} {knowledge.version} ({knowledge.hash[:12]})"
        fix = "Load the knowledge it was made with, or assess the person anew."
        raise FactError([Problem("knowledge_hash", found, expected, fix)])
    problems = tuple(_misfits(record, knowledge))
    if problems:
        raise FactError(problems)
    return record


def _parsed(text: str | bytes) -> AssessmentRecord:
    if len(text) > LARGEST_JSON:
        fix = "Give the JSON of one assessment."
        raise FactError([Problem("assessment", f"{len(text):,} bytes", f"at most {LARGEST_JSON:,}", fix)])
    commas = text.count(b",") if isinstance(text, bytes) else text.count(",")
    if commas > MOST_VALUES:  # each value could be a fault of its own, and take room
        expected, fix = f"at most {MOST_VALUES:,} values", "Give the JSON of one assessment."
        raise FactError([Problem("assessment", "more values than an assessment has", expected, fix)])
    try:
        return _adapter().validate_json(text)
    except ValidationError as error:
        problems = [
            Problem(
                ".".join(str(part) for part in detail["loc"]) or "assessment",
                _brief(detail["input"]),
                str(detail["msg"]),
                "Give JSON that `Assessment.to_json` wrote.",
            )
            for detail in error.errors(include_url=False)
        ]
        raise FactError(problems[:20]) from None


def _misfits(record: AssessmentRecord, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what a record says that no assessment with this knowledge can say."""
    fix = "Give JSON that `Assessment.to_json` wrote, or assess the person anew."
    for fact in record.facts:
        attribute = knowledge.facts.get(fact.fact)
        if attribute is None:
            yield Problem("facts", repr(fact.fact), "a fact the knowledge declares", fix)
        elif not attribute.low <= fact.value <= attribute.high:
            expected = f"a value from {attribute.low} to {attribute.high}"
            yield Problem(f"facts: {fact.fact}", str(fact.value), expected, fix)
    judged = {name for name, _ in knowledge.judged}
    for field, found, wanted in (
        ("truths", set(record.truths), judged),
        ("scores", set(record.scores), set(knowledge.conclusions)),
    ):
        if found != wanted:
            names = ", ".join(sorted(found ^ wanted)[:5])
            yield Problem(field, f"other statements than the knowledge has ({names})", "exactly those", fix)
    for name, truth in record.truths.items():
        if truth not in list(Truth):
            yield Problem(f"truths: {name}", str(truth), "-1, 0 or 1", fix)


def differences(recorded: AssessmentRecord, derived: AssessmentRecord) -> tuple[str, ...]:
    """Return every difference between two records of one person but for the engine's version, in words."""
    names = [field.name for field in fields(AssessmentRecord) if field.name != "engine_version"]
    return tuple(
        f"{name}: recorded {_brief(getattr(recorded, name))}, derived {_brief(getattr(derived, name))}"
        for name in names
        if getattr(recorded, name) != getattr(derived, name)
    )


def _brief(value: Any) -> str:
    if isinstance(value, (dict, list, tuple)) and len(value) > MOST_REPEATED:
        return f"{len(value):,} entries"
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:120]}…"


@cache
def _adapter() -> TypeAdapter[AssessmentRecord]:
    return TypeAdapter(AssessmentRecord)


def assessment_schema() -> dict[str, Any]:
    """Return the JSON Schema of an assessment's JSON."""
    schema = _adapter().json_schema()
    return json.loads(json.dumps({"$id": FORMAT, **schema}))  # type: ignore[no-any-return]
