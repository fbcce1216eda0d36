"""The week to train, as short as a page wants it."""

from __future__ import annotations

import re

from balance_rules.inference.judgement import Judged
from balance_rules.programme.week import PlannedItem, Programme
from balance_rules.report.content import Week, WeekItem, WeekSession

_SPELLED_OUT = re.compile(r" \([^()]{15,}\)$")  # what a long name explains behind itself
MOST_SETS = 2


def week_in_short(judged: Judged, week: Programme | str | None) -> Week:
    """Return a week in short; a text in its place says why there is none."""
    if not isinstance(week, Programme):
        return Week((), (), (), "", "", week or "")
    sessions = tuple(
        WeekSession(s.name, s.day, s.minutes, s.warm_up, tuple(map(_item, s.items))) for s in week.sessions
    )
    return Week(
        sessions,
        tuple(habit.name for habit in week.habits),
        tuple(_sets(week)),
        week.stop_rules[0] if week.stop_rules and sessions else "",
        _progress(judged, week) if sessions else "",
        " ".join(week.notes),
    )


def _item(item: PlannedItem) -> WeekItem:
    change = {"added": "new", "changed": f"was {item.was}", "kept": ""}[item.change]
    return WeekItem(item.exercise, _SPELLED_OUT.sub("", item.name), dose(item), change)


def dose(item: PlannedItem) -> str:
    """Return how much of an exercise is done, in short: ``3 × 5–12``, ``2 × 10–45 s``; the side to begin with."""
    amount = f"{item.sets} × {_span(item.reps)}" if item.reps else f"{item.sets} × {_span(item.hold_seconds)} s"
    amount = amount if item.reps or item.hold_seconds else f"{item.sets} sets"
    amount += f" from {item.start_kg:g} kg" if item.start_kg else ""
    return f"{amount}, {item.weaker_side} first" if item.weaker_side else amount


def _span(pair: tuple[int, int] | None) -> str:
    low, high = pair or (0, 0)
    return str(low) if low == high else f"{low}–{high}"


def _sets(week: Programme) -> list[str]:
    """Return the muscles whose weekly sets rise, and how many others there are."""
    moved = [m for m in week.muscles if m.before is not None and m.after > m.before]
    moved.sort(key=lambda m: (m.before or 0) - m.after)
    shown = [f"{m.name} {m.before:g} → {m.after:g}" for m in moved[:MOST_SETS]]
    return [*shown, *([f"{len(moved) - MOST_SETS} more"] if len(moved) > MOST_SETS else [])]


def _progress(judged: Judged, week: Programme) -> str:
    """Return when and by how much a load goes up, as the knowledge says it; without a load, how the first grows."""
    items = [item for session in week.sessions for item in session.items]
    texts = dict(judged.knowledge.progression.text) if judged.knowledge.progression else {}
    if not {"trigger", "load_step"} <= texts.keys():
        return ""
    if all(texts["load_step"] not in item.progression for item in items):
        return f"{_SPELLED_OUT.sub('', items[0].name)}: {items[0].progression}."
    return f"Raise a load by {texts['load_step']} after {texts['trigger']}."
