"""The week as text and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from balance_rules.programme.week import Dropped, MuscleWeek, PlannedItem, ProgrammeRecord, Retest
from balance_rules.text.gathering import gathered
from balance_rules.text.wording import counted
from balance_rules.text.writing import for_cell, neutral

COLUMNS = (
    *("session", "day", "position", "exercise", "name", "sets", "reps_low", "reps_high", "hold_low_s", "hold_high_s"),
    *("reserve_low", "reserve_high", "load_low_pct_1rm", "load_high_pct_1rm", "rest_low_s", "rest_high_s"),
    *("start_kg", "tempo", "side_first", "minutes", "change", "was", "week", "themes", "reason"),
)
MOST_MEASURES = 5
WIDTH = 110


def as_csv(programme: ProgrammeRecord) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for session in programme.sessions:
        for position, item in enumerate(session.items, 1):
            spans = (item.reps, item.hold_seconds, item.reps_in_reserve, item.load_pct_1rm, item.rest_seconds)
            numbers: list[Any] = [number for pair in spans for number in (pair or ("", ""))]
            head = [session.name, session.day, position, item.exercise, item.name, item.sets]
            start, side = "" if item.start_kg is None else item.start_kg, item.weaker_side or ""
            sets = [item.minutes, item.change, item.was, item.week]
            row = [*head, *numbers, start, item.tempo, side, *sets, " ".join(item.themes), item.reason]
            writer.writerow([for_cell(value) if isinstance(value, str) else value for value in row])
    return out.getvalue()


def as_text(programme: ProgrammeRecord, width: int = WIDTH) -> str:
    return neutral("\n".join(_lines(programme, width)).rstrip() + "\n")


# ---------------------------------------------------------------- words that text and page share


def heading(programme: ProgrammeRecord) -> str:
    who = f" for {programme.person}" if programme.person else ""
    count = len(programme.sessions)
    if not count:
        return f"The week{who}: no session"
    return f"The week{who}: {counted(count, 'session')} of at most {programme.minutes_a_session} minutes"


def amount_words(item: PlannedItem) -> str:
    """Return how much of an exercise is done, without the rest of its dose: ``3 × 5–12``, ``2 × 10–45 s``."""
    each = item.reps or item.hold_seconds
    amount = f"{item.sets} × {range_words(each)}{'' if item.reps else ' s'}" if each else f"{item.sets} sets"
    return amount + (f" from {item.start_kg:g} kg" if item.start_kg else "")


def dose_words(item: PlannedItem) -> str:
    """Return how much of an exercise, in words: made from the numbers."""
    parts = [amount_words(item)]
    if item.load_pct_1rm:
        parts.append(f"{range_words(item.load_pct_1rm)} % of 1RM")
    if item.reps_in_reserve:
        parts.append(f"{range_words(item.reps_in_reserve)} in reserve")
    if item.rest_seconds:
        parts.append(f"rest {range_words(item.rest_seconds)} s")
    if item.weaker_side:
        parts.append(f"{item.weaker_side} first")
    return ", ".join(parts)


def change_words(item: PlannedItem) -> str:
    """What is new about an exercise."""
    return f"{item.was} → {item.week} sets a week" if item.change == "changed" else item.change


def sets_words(programme: ProgrammeRecord) -> Iterator[tuple[str, str]]:
    """Yield the muscles whose weekly sets change, with the sets before and after and the most there may be.

    Holds are told beside the sets of lifts, before and after: they count for no limit.
    """
    for muscle in programme.muscles:
        if (muscle.before, muscle.holds_before) != (muscle.after, muscle.holds):
            yield muscle.name, f"{sets_before(muscle)} → {sets_after(muscle)} ({muscle.most:g})"


def sets_before(muscle: MuscleWeek) -> str:
    return "not known" if muscle.before is None else _with_holds(muscle.before, muscle.holds_before)


def sets_after(muscle: MuscleWeek) -> str:
    return _with_holds(muscle.after, muscle.holds)


def _with_holds(sets: float, holds: float) -> str:
    told = [f"{sets:g}"] if sets or not holds else []
    return " + ".join([*told, *([f"{holds:g} of holds"] if holds else [])])


def sections(programme: ProgrammeRecord) -> dict[str, list[str]]:
    """What stands below the sessions, by heading; sections that say nothing are left out."""
    dropped = gathered((_why_left(left), f"{left.name} ({left.sets})") for left in programme.dropped)
    falls = gathered((m.reason, f"{m.name} {m.sets:g} of {m.least:g}") for m in programme.falls)
    items = [item for session in programme.sessions for item in session.items]
    starts = {item.name: item.start_reason for item in items if item.start_reason}
    growth = gathered(dict.fromkeys((item.progression, item.name) for item in items))
    open_ = [o for o in programme.objectives if not o.proved]
    found = {
        "Every day": [f"{h.name}{f': {h.dose}' if h.dose else ''}" for h in programme.habits],
        "Where the weight to begin with is from": [f"{name}: {why}." for name, why in starts.items()],
        "How it grows": [f"{', '.join(names)}: {how}." for how, names in growth.items()],
        "Stop": list(programme.stop_rules),
        "Measure again": [_retest(retest) for retest in programme.retests],
        "Left out of what is done now (sets a week)": [f"{', '.join(names)}: {why}" for why, names in dropped.items()],
        "For later": [f"{i.title}: {i.sessions} of {i.wanted} sessions. {i.reason}." for i in programme.later],
        "Below what must not fall": [
            f"{_muscle(programme, muscle)}: these limits cannot all be kept with it: {'; '.join(programme.conflict)}."
            for muscle in programme.unmet
        ],
        "Fewer sets than the least that is useful, or than now": [
            f"{', '.join(names)}: {why}." for why, names in falls.items()
        ],
        "Lines between muscles that this week cannot keep": [f"{title}." for title in programme.skewed],
        "Not proved to be the best week": [f"{o.name}: {o.value} reached, {o.bound} not ruled out" for o in open_],
    }
    return {name: lines for name, lines in found.items() if lines}


def _why_left(left: Dropped) -> str:
    return f"{left.reason}. What could bring it back: {left.ask}" if left.ask else f"{left.reason}."


def _muscle(programme: ProgrammeRecord, muscle: str) -> str:
    return next((m.name for m in programme.muscles if m.muscle == muscle), muscle)


def _retest(retest: Retest) -> str:
    when = f"{retest.date}, after {retest.weeks} weeks" if retest.date else f"After {retest.weeks} weeks"
    shown, rest = retest.measures[:MOST_MEASURES], len(retest.measures) - MOST_MEASURES
    return f"{when}: {'; '.join(shown)}{f'; and {rest} more' if rest > 0 else ''}."


def range_words(pair: tuple[int, int]) -> str:
    """A range of whole numbers in words: ``5–12``, or ``5`` where both ends are the same."""
    low, high = pair
    return str(low) if low == high else f"{low}–{high}"


# ---------------------------------------------------------------- the text


def _lines(programme: ProgrammeRecord, width: int) -> Iterator[str]:
    yield heading(programme)
    for line in programme.safety:
        yield from wrap(line, width)
    yield from programme.notes
    items = [item for session in programme.sessions for item in session.items]
    names = max((len(item.name) for item in items), default=0)
    doses = max((len(dose_words(item)) for item in items), default=0)
    for session in programme.sessions:
        yield ""
        yield f"{session.name}  {session.day}, {session.minutes:g} min"
        if session.warm_up:
            yield f"   Warm up with: {', '.join(session.warm_up)}"
        for position, item in enumerate(session.items, 1):
            what = f"{position:>2}. {item.name:<{names}}  {dose_words(item):<{doses}}"
            yield f"{what}  {item.minutes:>4g} min  {change_words(item)}"
    if sets := list(sets_words(programme)):
        yield from ("", "Weekly sets, now → this week (at most)")
        told = "; ".join(f"{name} {change}" for name, change in sets)
        yield from wrap(told, width, initial_indent="   ", subsequent_indent="   ")
    for name, lines in sections(programme).items():
        yield from ("", name)
        for line in lines:
            yield from wrap(line, width, initial_indent="   ", subsequent_indent="     ")
