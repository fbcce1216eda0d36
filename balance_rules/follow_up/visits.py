"""Visits: assessments, records of any version, or profiles, all judged with today's knowledge, oldest first."""

from __future__ import annotations

import datetime
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from balance_rules.advice import STATES
from balance_rules.advice.records import LARGEST_JSON, READABLE
from balance_rules.assessment import Assessment, concluded
from balance_rules.errors import FactError, Problem
from balance_rules.explain import Grounds
from balance_rules.inference.judgement import Judged
from balance_rules.model import AnyOf, Attribute, Kind, Knowledge, Prescription, Truth
from balance_rules.person.facts import DERIVED, FactSheet, Stated, derived
from balance_rules.person.facts.birth import unborn_until
from balance_rules.person.facts.cells import day
from balance_rules.text.quantities import ValueProblem, read_value, shown
from balance_rules.text.wording import listed

ANY_VERSION = "balance_rules.assessment/"
NOT_CALLED_FOR = "not called for"
HEAD = 4096
A_YEAR = datetime.timedelta(days=366)

VisitSource = Assessment | Mapping[str, Any] | Path | str


@dataclass(frozen=True)
class RecordedVisit:
    """What a record says of a visit as it was judged then: the levels of findings, the states of the rest."""

    knowledge_hash: str
    findings: Mapping[str, str]
    prescriptions: Mapping[str, str]
    referrals: Mapping[str, str]
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Seen:
    """A visit as it is judged today, with what a record said of it then."""

    assessment: Assessment
    recorded: RecordedVisit | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge it is judged with."""
        return self.assessment.knowledge

    @property
    def sheet(self) -> FactSheet:
        """What is known of the person."""
        return self.assessment.sheet

    @property
    def date(self) -> datetime.date | None:
        """The day of the visit."""
        return self.sheet.date

    @cached_property
    def judged(self) -> Judged:
        """What follows from the facts."""
        return self.assessment._judged

    @cached_property
    def grounds(self) -> Grounds:
        """What explanations rest on."""
        return self.assessment._grounds

    def state(self, prescription: Prescription) -> str:
        """Return whether a prescription is given, withheld or refused, or is not called for at all."""
        truth = self.judged.truths[prescription.id]
        if truth <= 0 and self.judged.prove(AnyOf(prescription.prescribe)).truth is Truth.FALSE:
            return NOT_CALLED_FOR
        return STATES[truth]


# ---------------------------------------------------------------- reading


def seen(knowledge: Knowledge, source: VisitSource, assess: Callable[[Any], Assessment]) -> Seen:
    """Return a visit, judged with `knowledge`; `assess` reads what is no record.

    Raises
    ------
    FactError
        When it cannot be read, or its facts cannot be used.
    """
    if isinstance(source, Assessment):
        if source.knowledge == knowledge and source.recorded is None:
            return Seen(source)
        return _of_record(knowledge, json.loads(source.to_json()), "assessment")
    if isinstance(source, Mapping):
        is_record = str(source.get("format", "")).startswith(ANY_VERSION)
        return _of_record(knowledge, source, "record") if is_record else Seen(assess(source))
    given: object = source
    if not isinstance(given, (str, Path)):
        expected, fix = "an assessment, a record or a profile, as a value or its path", "Give one of them."
        raise FactError.of("visit", shown(given), expected, fix, code="wrong-type")
    record = _record_in(Path(given))
    return Seen(assess(source)) if record is None else _of_record(knowledge, record, str(source))


def _record_in(path: Path) -> Mapping[str, Any] | None:
    """Return the record that a file holds, None where it holds none: then it is a profile."""
    try:
        with path.open("rb") as file:
            if not path.is_file() or ANY_VERSION.encode() not in file.read(HEAD):
                return None
            file.seek(0)
            text = file.read(LARGEST_JSON + 1)
    except (OSError, ValueError):
        return None
    if len(text) > LARGEST_JSON:
        fix = "Give the JSON of one assessment."
        raise FactError.of(
            str(path), f"over {LARGEST_JSON:,} bytes", f"at most {LARGEST_JSON:,}", fix, code="too-large"
        )
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        fix = "Give JSON that `Assessment.to_json` wrote."
        raise FactError.of(str(path), f"JSON that cannot be read ({error})", "a record", fix, code="syntax") from None
    return value if isinstance(value, Mapping) else None


def _of_record(knowledge: Knowledge, record: Mapping[str, Any], place: str) -> Seen:
    """Return a record of any version, its facts judged with today's knowledge."""
    problems = [*_strange(record, place)]
    notes: list[str] = []
    stated: dict[str, Stated] = {}
    same = record.get("knowledge_hash") == knowledge.hash
    for i, fact in enumerate(_listed(record, "facts", place, problems)):
        at = f"{place}: facts.{i}"
        name = fact.get("fact")
        if not isinstance(name, str):
            fix = "Give the record as it was, or the profile."
            problems.append(Problem(f"{at}.fact", shown(name), "the name of a fact", fix, code="wrong-type"))
        elif name in stated or (same and _altered(knowledge, fact)):
            found = f"{fact.get('fact')} = {fact.get('shown')}, which differs from what stands beside it"
            expected, fix = "each fact once, as it was written", "Give the record as it was, or the profile."
            problems.append(Problem(at, found, expected, fix, code="conflict"))
        elif fact.get("origin") != DERIVED:
            _take(knowledge, fact, at, stated, notes)
    date = _date(record.get("date"), place, problems)
    if problems:
        raise FactError(problems)
    sheet = derived(knowledge, stated, str(record.get("person") or ""), date)
    then = RecordedVisit(
        knowledge_hash=str(record.get("knowledge_hash", "")),
        findings=_states(record, "findings", "level"),
        prescriptions=_states(record, "prescriptions", "state"),
        referrals=_states(record, "referrals", "state"),
        titles=MappingProxyType(
            {str(e["id"]): str(e.get("title", e["id"])) for kind in _KINDS for e in _entries(record, kind)}
        ),
    )
    return Seen(concluded(knowledge, sheet), then, tuple(notes))


_KINDS = ("findings", "prescriptions", "referrals")


def _strange(record: Mapping[str, Any], place: str) -> Iterator[Problem]:
    """Yield what no record that can be read has: another format, a name that is no text."""
    fix = "Give JSON that `Assessment.to_json` wrote."
    if record.get("format") not in READABLE:
        found, expected = shown(record.get("format")), f"one of {', '.join(READABLE)}"
        yield Problem(f"{place}: format", found, expected, fix, code="wrong-format")
    if not isinstance(record.get("person") or "", str):
        yield Problem(f"{place}: person", shown(record["person"]), "a text", fix, code="wrong-type")


def _altered(knowledge: Knowledge, fact: Mapping[str, Any]) -> bool:
    """Return whether a fact that this very knowledge recorded was changed since: its value shows as something else."""
    attribute, value = knowledge.facts.get(str(fact.get("fact"))), fact.get("value")
    return attribute is None or type(value) is not int or attribute.show(value) != fact.get("shown")


def _listed(record: Mapping[str, Any], name: str, place: str, problems: list[Problem]) -> list[Mapping[str, Any]]:
    value = record.get(name)
    if isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value):
        return value
    where, fix = f"{place}: {name}", "Give a whole record."
    problems.append(Problem(where, "no list of entries", "the facts of a person", fix, code="missing"))
    return []


def _entries(record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = record.get(name)
    return [e for e in value if isinstance(e, Mapping) and "id" in e] if isinstance(value, list) else []


def _states(record: Mapping[str, Any], name: str, field_name: str) -> Mapping[str, str]:
    return MappingProxyType({str(e["id"]): str(e[field_name]) for e in _entries(record, name) if e.get(field_name)})


def _date(value: Any, place: str, problems: list[Problem]) -> datetime.date | None:
    if value is None:
        return None
    try:
        return day(value)
    except ValueError:
        expected, fix = "a date such as 2026-01-31", "Fix the date."
        problems.append(Problem(f"{place}: date", shown(value), expected, fix, code="wrong-date"))
        return None


# ---------------------------------------------------------------- facts of another version


def _take(
    knowledge: Knowledge, fact: Mapping[str, Any], place: str, stated: dict[str, Stated], notes: list[str]
) -> None:
    """Take a fact of a record; one that today's knowledge cannot take is left out, and that is said."""
    name, text = str(fact.get("fact", "")), str(fact.get("text", ""))
    attribute = knowledge.facts.get(name)
    if attribute is None:
        why = "has no such fact"
    elif (value := _stored(attribute, fact)) is None:
        why = "cannot take that value"
    else:
        stated[name] = Stated(name, value, text, str(fact.get("origin", place)))
        return
    notes.append(f"{place}: {name} = {fact.get('shown', text)} is left out: today's knowledge {why}.")


def _stored(attribute: Attribute, fact: Mapping[str, Any]) -> int | None:
    """Return the stored value of a fact: as it was stored where that still means what was shown, else read anew."""
    value, shown = fact.get("value"), fact.get("shown")
    inside = isinstance(value, int) and not isinstance(value, bool) and attribute.low <= value <= attribute.high
    if inside and attribute.show(value) == shown:  # type: ignore[arg-type]
        return value
    labels = {label: i for i, (_, label) in enumerate(attribute.values)} | {"yes": 1, "no": 0}
    if attribute.kind is not Kind.NUMBER and shown in labels:
        return labels[shown]
    for text in (fact.get("text"), shown):
        try:
            return read_value(attribute, text).value
        except ValueProblem:
            continue
    return None


# ---------------------------------------------------------------- their order


def check_order(visits: Sequence[Seen], *, any_dates: bool = False) -> None:
    """Refuse visits that are fewer than two, of two people, or not one after another.

    Raises
    ------
    FactError
        With what is wrong; `any_dates` takes the order as given, whatever the dates say.
    """
    problems = []
    if len(visits) < 2:
        found, expected = f"{len(visits)} visit", "two or more, oldest first"
        problems.append(Problem("follow_up", found, expected, "Give another visit.", code="missing"))
    names = {_written(visit).casefold() for visit in visits} - {""}
    if len(names) > 1:
        found = " and ".join(dict.fromkeys(repr(v.sheet.person) for v in visits if v.sheet.person))
        fix = "Give the visits of one person under one name."
        problems.append(Problem("person", found, "one person", fix, code="conflict"))
    for number, (one, other) in enumerate(() if any_dates else pairwise(visits), 2):
        if one.date is None or other.date is None:
            missing = number if other.date is None else number - 1
            fix = "Write the day of the visit into it ('date: 2026-01-31'), or say that they are in order."
            problems.append(Problem(f"visit {missing}", "no date", "the day of the visit", fix, code="wrong-date"))
        elif other.date <= one.date:
            word = "the same day as the visit before" if other.date == one.date else f"after a visit of {one.date}"
            fix = "Give the oldest first, or say that they are in order."
            problems.append(Problem(f"visit {number}", f"{other.date}, {word}", "a later day", fix, code="wrong-date"))
    if problems:
        raise FactError(tuple(dict.fromkeys(problems)))


def _written(visit: Seen) -> str:
    """The name that a visit has, whatever its blanks and however its signs are composed."""
    return unicodedata.normalize("NFKC", " ".join(visit.sheet.person.split()))


def whose(visits: Sequence[Seen]) -> Iterator[str]:
    """Yield what should be known of whose visits these are, where they are taken for one person's."""
    names = [*dict.fromkeys(filter(None, map(_written, visits)))]
    if len(names) > 1:
        written = " and ".join(map(repr, names))
        yield f"The visits are of {written}, taken for one person."
    nameless = [number for number, visit in enumerate(visits, 1) if not _written(visit)]
    if names and nameless:
        which = f"Visit {nameless[0]} names" if len(nameless) == 1 else f"Visits {listed(map(str, nameless))} name"
        taken = "it is" if len(nameless) == 1 else "they are"
        yield f"{which} nobody: {taken} taken for {names[-1]}'s. Write 'person: {names[-1]}' into it if that is so."
    yield from _ages(visits)


def _ages(visits: Sequence[Seen]) -> Iterator[str]:
    """Yield that no birthday fits the ages of all visits."""
    knowledge = visits[0].knowledge
    known = [v for v in visits if v.date is not None and knowledge.roles.age in v.sheet.values]
    for one, other in pairwise(known):
        born = [(unborn_until(knowledge, v.sheet.values, v.date), v) for v in (one, other)]
        (first, _), (second, _) = born
        if first is None or second is None or abs(first - second) < A_YEAR:
            continue
        age = knowledge.facts[knowledge.roles.age]
        said = [f"{age.show(v.sheet.values[age.id])} on {v.date}" for v in (one, other)]
        yield f"The age is {said[0]} and {said[1]}: one of them is wrong, or they are two people."
