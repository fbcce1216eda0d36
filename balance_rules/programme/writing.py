"""The week as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from balance_rules.programme.week import Item, Programme

COLUMNS = (
    *("session", "day", "position", "exercise", "name", "sets", "reps_low", "reps_high", "hold_low_s", "hold_high_s"),
    *("reserve_low", "reserve_high", "rest_low_s", "rest_high_s", "minutes", "change", "was", "themes"),
)


def as_json(programme: Programme, *, indent: int | None = None) -> str:
    """Return the week as JSON."""
    return json.dumps(asdict(programme), ensure_ascii=False, indent=indent, default=str)


def as_csv(programme: Programme) -> str:
    """Return the items of the week as CSV: a row for each, numbers and units apart."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for session in programme.sessions:
        for position, item in enumerate(session.items, 1):
            spans = (item.reps, item.hold_seconds, item.reps_in_reserve, item.rest_seconds)
            numbers: list[Any] = [number for pair in spans for number in (pair or ("", ""))]
            head = [session.name, session.day, position, item.exercise, item.name, item.sets]
            writer.writerow([*head, *numbers, item.minutes, item.change, item.was, " ".join(item.themes)])
    return out.getvalue()


def as_text(programme: Programme) -> str:
    """Return the week as text."""
    return "\n".join(_lines(programme)).rstrip() + "\n"


def _lines(programme: Programme) -> Iterator[str]:
    who = f" for {programme.person}" if programme.person else ""
    count = len(programme.sessions)
    yield f"The week{who}: {count} session{'' if count == 1 else 's'} of at most {programme.minutes_a_session} minutes"
    yield from programme.notes
    for session in programme.sessions:
        yield ""
        yield f"{session.name}  {session.day}, {session.minutes:g} min"
        if session.warm_up:
            yield f"   Warm up with: {', '.join(session.warm_up)}"
        for position, item in enumerate(session.items, 1):
            yield f"{position:>2}. {item.name:<34} {_dose(item):<42} {item.minutes:>4g} min  {_change(item)}"
    if programme.habits:
        yield from ("", "Every day")
        for habit in programme.habits:
            yield f"   {habit.name}{f': {habit.dose}' if habit.dose else ''}"
    yield from _sets(programme)
    yield from _rest(programme)


def _dose(item: Item) -> str:
    amount = f"{item.sets} × {_span(item.reps)}" if item.reps else f"{item.sets} × {_span(item.hold_seconds)} s"
    parts = [amount if item.reps or item.hold_seconds else f"{item.sets} sets"]
    if item.reps_in_reserve:
        parts.append(f"{_span(item.reps_in_reserve)} in reserve")
    if item.rest_seconds:
        parts.append(f"rest {_span(item.rest_seconds)} s")
    if item.weaker_side:
        parts.append(f"{item.weaker_side} first")
    return ", ".join(parts)


def _span(pair: tuple[int, int] | None) -> str:
    low, high = pair or (0, 0)
    return str(low) if low == high else f"{low}–{high}"


def _change(item: Item) -> str:
    return f"changed, was {item.was} a week" if item.change == "changed" else item.change


def _sets(programme: Programme) -> Iterator[str]:
    shown = [m for m in programme.muscles if m.before != m.after]
    if shown:
        yield from ("", "Weekly sets, now → this week (at most)")
    for muscle in shown:
        before = "not known" if muscle.before is None else f"{muscle.before:g}"
        yield f"   {muscle.name:<24} {before} → {muscle.after:g} ({muscle.most:g})"


def _rest(programme: Programme) -> Iterator[str]:
    sections = {
        "Left out of what is done now": [f"{d.name}, {d.sets} sets: {d.reason}." for d in programme.dropped],
        "For later": [f"{i.title}: {i.sessions} of {i.wanted} sessions. {i.reason}." for i in programme.later],
        "Below what must not fall": [
            f"{muscle.replace('_', ' ')}: these limits cannot all be kept with it: {', '.join(programme.conflict)}."
            for muscle in programme.unmet
        ],
        "Stop": list(programme.stop_rules),
        "Measure again": [
            f"{r.measure}: after {r.weeks} weeks{f', {r.date}' if r.date else ''}" for r in programme.retests
        ],
    }
    for heading, lines in sections.items():
        if lines:
            yield from ("", heading)
            yield from (f"   {line}" for line in lines)
    if not programme.proved:
        open_ = [o for o in programme.objectives if not o.proved]
        yield from ("", "Not proved to be the best week:")
        yield from (f"   {o.name}: {o.value} reached, {o.bound} not ruled out" for o in open_)
