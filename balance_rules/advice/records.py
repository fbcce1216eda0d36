"""An assessment as JSON: its format, its schema, its short form, and reading every version of it back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from balance_rules._version import VERSION
from balance_rules.advice.results import AssessmentRecord
from balance_rules.errors import Code, FactError, Problem
from balance_rules.model import Knowledge, Truth
from balance_rules.text.misfits import misfit

T = TypeVar("T")

FORMAT: Literal["balance_rules.assessment/2"] = "balance_rules.assessment/2"
LARGEST_JSON = 4_000_000
MOST_VALUES = 100_000  # of which a whole record of nobody has half
MOST_REPEATED = 1_000
FIRST_QUESTIONS = 20  # that a short record asks
FIX = "Give JSON that `Assessment.to_json` wrote."


def engine_version() -> str:
    """The version of the library that is running."""
    return VERSION


# ---------------------------------------------------------------- writing


def as_json(record: AssessmentRecord, *, indent: int | None = None) -> str:
    """A record as JSON of the format ``balance_rules.assessment/2``."""
    return _adapter().dump_json(record, indent=indent).decode()


def shortened(record: AssessmentRecord) -> AssessmentRecord:
    """A record without what nothing has called for yet; `left_out` counts what that is.

    All that is known, established, given, refused or to be seen by a doctor stays. Left out are findings that
    nothing speaks of, prescriptions that no finding calls for, questions after the first, and the truth of each
    rule: under the same knowledge all of it follows from the facts again.
    """
    kept: dict[str, Any] = {
        "findings": tuple(finding for finding in record.findings if finding.level or finding.reasons),
        "prescriptions": tuple(advice for advice in record.prescriptions if advice.called_for),
        "questions": record.questions[:FIRST_QUESTIONS],
        "truths": {},
        "scores": {},
    }
    counts = {name: len(getattr(record, name)) - len(value) for name, value in kept.items()}
    left_out = {name: count + record.left_out.get(name, 0) for name, count in counts.items()}
    return replace(record, **kept, left_out={name: count for name, count in left_out.items() if count})


# ---------------------------------------------------------------- reading


def read_record(text: str | bytes) -> AssessmentRecord:
    """The record of an assessment, of whatever version of the format and made with whatever knowledge.

    Raises
    ------
    FactError
        When the JSON is not a record of an assessment.

    Examples
    --------
    >>> import balance_rules as br
    >>> read_record(br.load().assess({"age": 40}).to_json()).facts[0].shown
    '40 years'
    """
    if len(text) > LARGEST_JSON:
        raise FactError([_too_much(f"{len(text):,} bytes", f"at most {LARGEST_JSON:,}")])
    commas = text.count(b",") if isinstance(text, bytes) else text.count(",")
    if commas > MOST_VALUES:  # each value could be a fault of its own, and take room
        raise FactError([_too_much("more values than an assessment has", f"at most {MOST_VALUES:,} values")])
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        problem = Problem("assessment", _brief(str(error)), "JSON", FIX, code="syntax")
        raise FactError([problem]) from None
    day = data.get("date") if isinstance(data, dict) else None
    if day is not None and (not isinstance(day, str) or day[4:5] != "-"):  # a number would be read as seconds
        expected = "a date such as 2026-01-31"
        raise FactError([Problem("date", _brief(day), expected, FIX, code="wrong-date", path=("date",))])
    upgrade = _UPGRADES.get(str(data.get("format"))) if isinstance(data, dict) else None
    try:
        return _adapter().validate_python(upgrade(data) if upgrade else data, strict=False)
    except ValidationError as error:
        raise FactError([_problem(detail) for detail in error.errors(include_url=False)[:20]]) from None


def read_json(adapter: TypeAdapter[T], text: str | bytes, whole: str, fix: str) -> T:
    """The value that a text of JSON holds; `whole` names the place of what is wrong with all of it.

    Raises
    ------
    FactError
        When it is not of the format.
    """
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        problems = [_problem(detail, whole, fix) for detail in error.errors(include_url=False)]
        strange = [problem for problem in problems if problem.place == "format"]  # says it all
        raise FactError(strange or problems[:20]) from None


def _too_much(found: str, expected: str) -> Problem:
    return Problem("assessment", found, expected, "Give the JSON of one assessment.", code="too-large")


def _problem(detail: Mapping[str, Any], whole: str = "assessment", fix: str = FIX) -> Problem:
    place, told = ".".join(map(str, detail["loc"])) or whole, misfit(detail)
    code: Code = "wrong-format" if place == "format" else told.code
    return Problem(place, told.found, told.expected, fix, code=code, path=tuple(detail["loc"]))


def check_record(record: AssessmentRecord, knowledge: Knowledge) -> None:
    """Refuse what no assessment with this knowledge can say.

    Raises
    ------
    FactError
        With each such thing.
    """
    problems = tuple(_impossible(record, knowledge))
    if problems:
        raise FactError(problems)


def _impossible(record: AssessmentRecord, knowledge: Knowledge) -> Iterator[Problem]:
    fix = "Give JSON that `Assessment.to_json` wrote, or assess the person anew."
    counts = Counter(fact.fact for fact in record.facts)
    for i, fact in enumerate(record.facts):
        attribute = knowledge.facts.get(fact.fact)
        if counts[fact.fact] > 1:
            expected, at = "each fact once", ("facts", i, "fact")
            twice = f"{_brief(fact.shown)} among {counts[fact.fact]} answers"
            yield Problem(f"facts: {fact.fact}", twice, expected, fix, code="duplicate", path=at)
        if attribute is None:
            expected, at = "a fact the knowledge declares", ("facts", i, "fact")
            yield Problem("facts", _brief(fact.fact), expected, fix, code="unknown-name", path=at)
        elif not attribute.low <= fact.value <= attribute.high:
            expected, at = f"a value from {attribute.low} to {attribute.high}", ("facts", i, "value")
            yield Problem(f"facts: {fact.fact}", str(fact.value), expected, fix, code="out-of-range", path=at)
        elif attribute.show(fact.value) != fact.shown:
            expected, at = (
                f"{attribute.show(fact.value)!r}, which the value beside it stands for",
                ("facts", i, "shown"),
            )
            yield Problem(f"facts: {fact.fact}", _brief(fact.shown), expected, fix, code="conflict", path=at)
    judged = {name for name, _ in knowledge.judged}
    for field, found, wanted in (
        ("truths", set(record.truths), judged),
        ("scores", set(record.scores), set(knowledge.conclusions)),
    ):
        if found != wanted and not (found == set() and field in record.left_out):
            names = _brief(", ".join(sorted(found ^ wanted)[:5]))
            found_words = f"other statements than the knowledge has ({names[1:-1]})"
            yield Problem(field, found_words, "exactly those", fix, code="unknown-name", path=(field,))
    for name, truth in record.truths.items():
        if truth not in list(Truth):
            place, path = f"truths: {name}", ("truths", name)
            yield Problem(place, str(truth), "-1, 0 or 1", fix, code="out-of-range", path=path)


# ---------------------------------------------------------------- older formats


def _from_1(data: dict[str, Any]) -> dict[str, Any]:
    """A record of format 1, some of which had no place yet for parts that came to be; these are named.

    What was not told is set to what errs on the safe side: a red flag of that time still stops loading.
    """
    untold: dict[str, None] = {}

    def with_default(where: str, item: Any, **defaults: Any) -> Any:
        if not isinstance(item, dict):
            return item
        untold.update((f"{where}.{name}", None) for name in defaults if name not in item)
        return {**defaults, **item}

    def each(field: str, **defaults: Any) -> Any:
        items = data.get(field)
        return [with_default(field, item, **defaults) for item in items] if isinstance(items, list) else items

    whole: dict[str, list[Any]] = {name: [] for name in ("restrictions", "claims") if name not in data}
    lists = {
        "findings": each("findings", indirect=False),
        "referrals": each("referrals", stopped=True, complaints=[]),
        "prescriptions": each("prescriptions", sites=[], retest_waits=[]),
    }
    known = {name: value for name, value in lists.items() if value is not None}
    return {**data, **whole, **known, "format": FORMAT, "untold": [*whole, *untold]}


_UPGRADES: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"balance_rules.assessment/1": _from_1}
READABLE = (*_UPGRADES, FORMAT)


# ---------------------------------------------------------------- comparing


def differences(recorded: AssessmentRecord, derived: AssessmentRecord) -> tuple[str, ...]:
    """Every difference between two records of one person but for the engine's version, in words.

    What the recorded one leaves out, or has no place for, is not compared.
    """
    if recorded.left_out:
        derived = shortened(derived)
    own = {"engine_version", "left_out", "untold", *(name.partition(".")[0] for name in recorded.untold)}
    names = [field.name for field in fields(AssessmentRecord) if field.name not in own]
    return differing(recorded, derived, names)


def differing(recorded: object, derived: object, names: Iterable[str]) -> tuple[str, ...]:
    """Each field of two records that differs, in words.

    >>> differing(Truth.TRUE, Truth.FALSE, ["name"])
    ("name: recorded 'TRUE', derived 'FALSE'",)
    """
    pairs = ((name, getattr(recorded, name), getattr(derived, name)) for name in names)
    return tuple(f"{name}: recorded {_brief(was)}, derived {_brief(now)}" for name, was, now in pairs if was != now)


def _brief(value: Any) -> str:
    if isinstance(value, (dict, list, tuple)) and len(value) > MOST_REPEATED:
        return f"{len(value):,} entries"
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:120]}…"


@cache
def _adapter() -> TypeAdapter[AssessmentRecord]:
    return TypeAdapter(AssessmentRecord)
