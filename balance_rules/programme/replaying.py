"""A stored week against the week that is planned today: in what they differ, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from balance_rules.programme.week import ProgrammeRecord

LONGEST = 100


def differences(stored: ProgrammeRecord, today: ProgrammeRecord) -> tuple[str, ...]:
    """Return in what a stored week differs from one that is planned today; nothing: it is the same."""
    found = list(_moved(stored, today))
    names = [field.name for field in fields(ProgrammeRecord) if field.name != "sessions" or not found]
    pairs = ((name, getattr(stored, name), getattr(today, name)) for name in names)
    found += [f"{name}: {_brief(was)} stored, {_brief(now)} today" for name, was, now in pairs if was != now]
    return tuple(found)


def _moved(stored: ProgrammeRecord, today: ProgrammeRecord) -> Iterator[str]:
    """Yield the exercises that stand on other days or with other sets."""
    old, new = _placed(stored), _placed(today)
    for place in sorted({*old, *new}):
        was, now = old.get(place, 0), new.get(place, 0)
        if was != now:
            yield f"{place[0]}: {place[1]}: {was or 'no'} sets stored, {now or 'no'} today"


def _placed(week: ProgrammeRecord) -> dict[tuple[str, str], int]:
    return {(session.day, item.exercise): item.sets for session in week.sessions for item in session.items}


def _brief(value: Any) -> str:
    text = f"{len(value)} of them" if isinstance(value, tuple) and len(repr(value)) > LONGEST else repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
