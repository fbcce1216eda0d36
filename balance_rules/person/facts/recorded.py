"""Facts of a record → facts under today's knowledge: read anew, and what cannot be is told."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from balance_rules.errors import nearest
from balance_rules.model import Attribute, Kind, Knowledge, read_only
from balance_rules.person.facts.measures import DERIVED
from balance_rules.person.facts.profiles import derived
from balance_rules.person.facts.sheet import FactSheet, Stated
from balance_rules.text.quantities import ValueProblem, read_value


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact as it was known: its stored value, the value in its unit, its words, and where they stood."""

    fact: str
    value: int
    shown: str
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class NotCarried:
    """A fact of a record that today's knowledge cannot take: its value as recorded, and why."""

    fact: str
    shown: str
    reason: str


def recorded_sheet(
    facts: Iterable[FactRecord], person: str, date: datetime.date | None, notes: tuple[str, ...] = ()
) -> FactSheet:
    """The facts of a record exactly as they were recorded, whatever is known of them today."""
    stated = stated_of(facts)
    values = {name: item.value for name, item in stated.items()}
    return FactSheet(read_only(values), read_only(stated), person, date, notes)


def records_of(knowledge: Knowledge, stated: Iterable[Stated]) -> tuple[FactRecord, ...]:
    """Facts as a record holds them, each value also in its unit."""
    return tuple(FactRecord(s.fact, s.value, knowledge.facts[s.fact].show(s.value), s.text, s.origin) for s in stated)


def stated_of(facts: Iterable[FactRecord]) -> dict[str, Stated]:
    """The facts of a record as they were stated, by their keys."""
    return {f.fact: Stated(f.fact, f.value, f.text, f.origin) for f in facts}


def read_again(
    knowledge: Knowledge, facts: Iterable[FactRecord], person: str, date: datetime.date | None
) -> tuple[FactSheet, tuple[NotCarried, ...]]:
    """The facts of a record under other knowledge, measures derived anew; and those that cannot be taken.

    A number is read in the unit it was recorded in, a word by its id or its label. What is derived is not read:
    it follows from the rest.

    Raises
    ------
    FactError
        When the facts contradict each other by what is known today.
    """
    stated: dict[str, Stated] = {}
    lost: list[NotCarried] = []
    for fact in facts:
        attribute = knowledge.facts.get(fact.fact)
        if fact.origin == DERIVED:
            continue
        if attribute is None:
            guess = nearest(fact.fact, knowledge.facts)
            hint = f"; the nearest name is {guess!r}" if guess else ""
            lost.append(NotCarried(fact.fact, fact.shown, f"the knowledge has no such fact any more{hint}"))
            continue
        try:
            stated[fact.fact] = Stated(fact.fact, _value(attribute, fact), fact.text, fact.origin)
        except ValueProblem as error:
            lost.append(NotCarried(fact.fact, fact.shown, f"it takes {error.expected} today"))
    return derived(knowledge, stated, person, date), tuple(lost)


def _value(attribute: Attribute, fact: FactRecord) -> int:
    """The stored value of a recorded fact under today's attribute.

    Raises
    ------
    ValueProblem
        When it cannot be told, or is out of range.
    """
    match attribute.kind:
        case Kind.BOOLEAN:
            words = {"yes": True, "no": False}
            return read_value(attribute, words.get(fact.shown, fact.shown)).value
        case Kind.CATEGORY:
            by_label = {label: name for name, label in attribute.values}
            ids = {name for name, _ in attribute.values}
            return read_value(attribute, fact.text if fact.text in ids else by_label.get(fact.shown, fact.shown)).value
        case Kind.NUMBER:
            return read_value(attribute, fact.shown).value
