"""Workouts in JSON as two formats write them: a workout has exercises, an exercise has sets.

Hevy's programming interface gives kilograms and metres; openweight gives units beside the numbers. The names of the
keys tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from balance_rules.person.logs.files import File
from balance_rules.person.logs.formats.columns import DISTANCE_UNITS, WEIGHT_UNITS, Options
from balance_rules.person.logs.formats.documents import (
    entries,
    no_part,
    numbered,
    read_number,
    repetitions,
    row_of,
    text_of,
    workouts,
)
from balance_rules.person.logs.formats.words import felt_exertion, is_unit, set_type
from balance_rules.person.logs.log import Row, Skipped, Unread
from balance_rules.person.logs.sides import side_of
from balance_rules.person.logs.table import shown
from balance_rules.person.logs.unread import says_something

Item = Mapping[str, Any]
_KEPT = 10_000  # different sets that are remembered
_BOTH = frozenset({"both", "bilateral"})


@dataclass(frozen=True, slots=True)
class SessionFormat:
    """A format in which a workout has exercises and an exercise has sets.

    `start` and `workout` are the keys of a workout's begin and name, `inside` the keys under which workouts stand.
    """

    id: str
    name: str
    start: str
    workout: str
    inside: tuple[str, ...]

    def recognise(self, file: File) -> bool:
        """Whether the document has workouts of this format."""
        return any(
            self.start in workout and isinstance(workout.get("exercises"), list)
            for workout in workouts(file, *self.inside)
        )

    def read(self, file: File, options: Options) -> Iterator[Row | Skipped]:
        """Yield what each set says; its number in the file is its line."""
        return numbered(self._rows(file, _Sets(options)))

    def _rows(self, file: File, read: _Sets) -> Iterator[Row | Skipped]:
        for at, workout in enumerate(entries(file.document, *self.inside)):
            exercises = workout.get("exercises") if isinstance(workout, Mapping) else None
            if not isinstance(exercises, list):
                yield no_part("no_workout", f"workout {at + 1}", workout)
                continue
            start, name = text_of(workout.get(self.start)), text_of(workout.get(self.workout))
            for place, exercise in enumerate(exercises, 1):
                if isinstance(exercise, Mapping):
                    yield from self._sets(exercise, start, name, read)
                else:
                    yield no_part("no_exercise", f"exercise {place} of workout {at + 1}", exercise, start, name)

    def _sets(self, exercise: Item, start: str, name: str, read: _Sets) -> Iterator[Row | Skipped]:
        named = exercise.get("exercise") if self.id == "openweight" else exercise
        title = text_of(named.get("name", named.get("title"))) if isinstance(named, Mapping) else text_of(named)
        sets = exercise.get("sets")
        for index, item in enumerate(sets if isinstance(sets, list) else [sets]):
            if not isinstance(item, Mapping):
                yield Skipped(0, "unreadable_set", title[:80], "", start, name)
            elif isinstance(row := read(title, item), Row):
                yield Row(0, name, start, row.done, str(item.get("index", index)))
            else:
                yield row._replace(start=start, workout=name)


class _Sets:
    """What reads a set; what is written alike is read once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._known: dict[tuple[object, ...], Row | Skipped] = {}

    def __call__(self, title: str, item: Item) -> Row | Skipped:
        said = (title, *item.items(), *map(type, item.values()))  # 1 and true are one key, and two answers
        try:
            row = self._known.get(said)
        except TypeError:  # a list in it
            return _row(title, item, self._options)
        if row is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            row = self._known[said] = _row(title, item, self._options)
        return row


def _row(title: str, item: Item, options: Options) -> Row | Skipped:
    """A set without what the workout says: its name, its start, the set's number."""
    unread: list[Unread] = []
    key = "duration_seconds" if "duration_seconds" in item else "durationSeconds"
    parts: dict[str, Any] = {
        "duration_seconds": read_number("duration", item.get(key), unread) or None,
        "distance_m": _distance(item, unread),
        "weight_kg": _weight(item, options, unread),
        "rpe": felt_exertion(_cell(item.get("rpe")), _cell(item.get("rir")), unread),
        "side": _side(title, item, unread),
    }
    reps = repetitions(item.get("reps"))
    return row_of("", "", title, _kind(item), reps, **parts, unread=tuple(unread))


def _kind(item: Item) -> str:
    """The kind of a set; a type that is no text is unknown as a word that nobody knows is."""
    said = item.get("type")
    if item.get("toFailure") is True:
        return "failure"
    return "normal" if said is None or said == "" else set_type(text_of(said))


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _side(title: str, item: Item, unread: list[Unread]) -> str:
    """The side of a set, from the title, the key that names it, or a note that says nothing else."""
    said = _cell(item.get("side"))
    side = side_of(title, said) or side_of(title, text_of(item.get("notes")))
    if not side and says_something(said) and said.casefold() not in _BOTH:
        unread.append(Unread("side", shown(said)))
    return side


def _distance(item: Item, unread: list[Unread]) -> Decimal | None:
    if metres := read_number("distance", item.get("distance_meters"), unread):
        return metres
    value, named = read_number("distance", item.get("distance"), unread), text_of(item.get("distanceUnit"))
    unit = is_unit(named, DISTANCE_UNITS)
    if value and not unit:
        unread.append(Unread("distance_unit", shown(f"{value} {named}")))
    return value * (unit or 1) if value else None


def _weight(item: Item, options: Options, unread: list[Unread]) -> Decimal | None:
    if (kilograms := read_number("weight", item.get("weight_kg"), unread)) is not None:
        return kilograms
    value, named = read_number("weight", item.get("weight"), unread), text_of(item.get("unit"))
    unit = is_unit(named or options.weight_unit or "", WEIGHT_UNITS)
    if value and not unit:
        unread.append(Unread("weight_unit", shown(f"{value} {named}")))
    return value * unit if value is not None and unit else None


HEVY_API = SessionFormat("hevy_api", "Hevy's programming interface", "start_time", "title", ("workouts", "workout"))
OPENWEIGHT = SessionFormat("openweight", "openweight", "date", "name", ("workoutLogs", "workouts", "logs"))
