"""Several sheets of one person → their facts, and the facts as a profile with comments."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from balance_rules.errors import FactError, Problem
from balance_rules.model import Kind, instance_of, name_of
from balance_rules.person.sheets.sheet import Sheet, SheetFact
from balance_rules.text.wording import counted

_MOST_UNREAD = 20


def merged(
    sheets: Sequence[Sheet], until: datetime.date | None = None
) -> tuple[tuple[SheetFact, ...], tuple[str, ...]]:
    """Return the facts of all sheets up to a day, of two for one fact the later, with notes.

    Raises
    ------
    FactError
        Two sheets of the same day give different values, or a value cannot be.
    """
    found: dict[str, SheetFact] = {}
    notes: list[str] = []
    problems: list[Problem] = []
    for sheet in sheets:
        facts, own = sheet.facts(until)
        notes += [f"{sheet.path}: {note}" for note in (*sheet.notes, *own)]
        for fact in facts:
            other = found.get(fact.fact)
            if other is None or _day(other) < _day(fact):
                found[fact.fact] = fact
            elif _day(other) == _day(fact) and other.value != fact.value:
                expected, fix = f"the {other.words} of {other.place}", "Leave one of the files out."
                problems.append(Problem(fact.place, f"{fact.fact!r} = {fact.words}", expected, fix, code="conflict"))
            if other is not None and _day(other) != _day(fact):
                notes.append(f"Of {fact.fact!r} the later of two files counts: {found[fact.fact].place}.")
    if problems:
        raise FactError(problems)
    notes += _proxies(found.values())
    if until is not None:
        notes += _ages(found.values(), until)
    return tuple(found.values()), tuple(notes)


def told(sheet: Sheet) -> Iterator[str]:
    """Yield in words what a sheet is, what became of its rows, and what nothing takes."""
    whose = f", of {sheet.person}" if sheet.person else ""
    counts = f"{counted(sheet.rows, 'row')}: {sheet.read} read, {sheet.rows - sheet.read} skipped"
    yield f"{sheet.layout}: {sheet.path}{whose}. {counts}."
    for skipped in sheet.skipped:
        yield f"  skipped {skipped.rows}: {skipped.reason} ({'; '.join(skipped.first)})"
    for reason in dict.fromkeys(reason for reason, _, _ in sheet.unread):
        words = [f"{words} ({count})" for own, words, count in sheet.unread if own == reason]
        more = f", and {len(words) - _MOST_UNREAD} more" if len(words) > _MOST_UNREAD else ""
        yield f"  not read, {reason}: {'; '.join(words[:_MOST_UNREAD])}{more}"


def profile_text(sheets: Sequence[Sheet], until: datetime.date | None = None) -> str:
    """Return the facts of the sheets as a profile in YAML.

    Comments tell where each value stands, by which protocol and from how many values it comes, and what was not read
    and why. The text can be read again as a profile and gives the same facts.
    """
    facts, notes = merged(sheets, until)
    lines = [_comment(line) for sheet in sheets for line in told(sheet)]
    person = next((sheet.person for sheet in sheets if sheet.person), "")
    if person:
        lines.append(f"person: {_text(person)}")
    proxies = _proxies(facts)
    if proxies:
        lines.append(f"notes: {_text(' '.join(proxies))}")
    attributes = dict.fromkeys(name_of(fact.fact) for fact in facts)
    for attribute in attributes:
        own = [fact for fact in facts if name_of(fact.fact) == attribute]
        if instance_of(own[0].fact):
            lines.append(f"{attribute}:")
        lines += [_fact_line(fact) for fact in own]
    if not facts:
        lines += ["# No attribute takes a value."] if person else ["# No attribute takes a value of the file.", "{}"]
    lines += [_comment(note) for note in notes if note not in proxies]
    return "\n".join(lines) + "\n"


def _fact_line(fact: SheetFact) -> str:
    """Return ``left: 402  # 402.5 N (best of 3; …), 2026-02-06, nordbord.csv:2``."""
    value = fact.attribute.plain(fact.value)
    written = f"{Decimal(str(value)):f}" if fact.attribute.kind is Kind.NUMBER else json.dumps(value)
    day = f", {fact.day}" if fact.day else ", day not known"
    proxy = f"; A PROXY: {fact.proxy}" if fact.proxy else ""
    instance = instance_of(fact.fact)
    name = f"  {instance}" if instance else fact.fact
    return f"{name}: {written}  {_comment(f'{fact.words}{day}, {fact.place}{proxy}')}"


def _proxies(facts: Iterable[SheetFact]) -> list[str]:
    return [f"{fact.fact} is a proxy: {fact.proxy}." for fact in facts if fact.proxy]


def _ages(facts: Iterable[SheetFact], until: datetime.date) -> Iterator[str]:
    """Yield how old tests are that were made more than four weeks before a day."""
    for place, day in sorted({(fact.place.rpartition(":")[0], fact.day) for fact in facts if fact.day}):
        weeks = (until - day).days // 7
        if weeks > 4:
            yield f"{place}: the test of {day} was {weeks} weeks before {until}."


def _day(fact: SheetFact) -> datetime.date:
    return fact.day or datetime.date.min


def _comment(text: str) -> str:
    return f"# {_clean(text)}"


def _text(text: str) -> str:
    return json.dumps(_clean(text), ensure_ascii=False)


def _clean(text: str) -> str:
    """Return text without line breaks and signs that cannot be printed: it comes from a stranger's file."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
