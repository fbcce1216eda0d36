"""The week to train, as short as a page wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balance_rules.inference.judgement import Judged
from balance_rules.programme.week import PlannedItem, Programme
from balance_rules.programme.writing import amount_words, range_words
from balance_rules.report.content import Reader, Week, WeekItem, WeekSession
from balance_rules.text.gathering import gathered

_SPELLED_OUT = re.compile(r" \([^()]{15,}\)$")  # what a long name explains behind itself
MOST_SETS = 1  # of those that rise, and of those that fall


def week_in_short(judged: Judged, week: Programme | str | None, reader: Reader = "coach") -> Week:
    """Return a week in short; a text in its place says why there is none.

    A client has this page alone: it says of each exercise how hard and with which rest, and how much of a daily habit.
    """
    if not isinstance(week, Programme):
        return Week((), (), (), "", "", week or "")
    alone = reader == "client"
    told = set[str]()  # of an exercise in two sessions what is new is said once
    sessions = tuple(
        WeekSession(s.name, s.day, s.minutes, s.warm_up, tuple(_item(item, told, alone) for item in s.items))
        for s in week.sessions
    )
    return Week(
        sessions,
        tuple(f"{h.name} ({h.dose})" if alone and h.dose else h.name for h in week.habits),
        tuple(_sets(week)) if sessions else (),
        week.stop_rules[0] if week.stop_rules and sessions else "",
        _progress(judged, week) if sessions else "",
        " ".join(week.notes),
        tuple(_left_out(week)) if sessions else (),
    )


def _item(item: PlannedItem, told: set[str], alone: bool) -> WeekItem:
    change = {"added": "new", "changed": f"was {item.was}", "kept": ""}[item.change]
    change = "" if item.exercise in told else change
    told.add(item.exercise)
    return WeekItem(
        item.exercise, _SPELLED_OUT.sub("", item.name), dose(item) + (_effort(item) if alone else ""), change
    )


def _effort(item: PlannedItem) -> str:
    """Return how hard a set is and how long the rest after it, as far as the dose names it."""
    spare = f", with {range_words(item.reps_in_reserve)} to spare" if item.reps_in_reserve else ""
    return spare + (f", rest {range_words(item.rest_seconds)} s" if item.rest_seconds else "")


def dose(item: PlannedItem) -> str:
    """Return how much of an exercise is done, in short, and the side to begin with."""
    return amount_words(item) + (f", {item.weaker_side} first" if item.weaker_side else "")


def _sets(week: Programme) -> Iterator[str]:
    """Yield the muscle whose weekly sets of lifts rise most, then that whose fall most, and how many others do."""
    for word, sign in (("up", 1), ("down", -1)):
        moved = [m for m in week.muscles if m.before is not None and sign * (m.after - m.before) > 0]
        moved.sort(key=lambda m: -abs(m.after - (m.before or 0)))
        shown = [f"{m.name} {m.before:g} → {m.after:g}" for m in moved[:MOST_SETS]]
        more = [f"{len(moved) - MOST_SETS} more"] if len(moved) > MOST_SETS else []
        if moved:
            yield f"{word} {', '.join([*shown, *more])}"


def _left_out(week: Programme) -> Iterator[str]:
    """Yield what is left out for the same reason: first what an answer could bring back, then what is forbidden."""
    asked = gathered((dropped.ask, _SPELLED_OUT.sub("", dropped.name)) for dropped in week.dropped)
    others = asked.pop("", [])
    for ask, names in asked.items():
        yield f"{', '.join(names)}, until it is known: {ask}"
    if others:
        yield ", ".join(others)


def _progress(judged: Judged, week: Programme) -> str:
    """Return when and by how much a load goes up, as the knowledge says it; without a load, how the first grows."""
    items = [item for session in week.sessions for item in session.items]
    texts = dict(judged.knowledge.progression.text) if judged.knowledge.progression else {}
    if not {"trigger", "load_step"} <= texts.keys():
        return ""
    if all(texts["load_step"] not in item.progression for item in items):
        return f"{_SPELLED_OUT.sub('', items[0].name)}: {items[0].progression}."
    return f"Raise a load by {texts['load_step']} after {texts['trigger']}."
