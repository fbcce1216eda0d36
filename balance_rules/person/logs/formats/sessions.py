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
from balance_rules.person.logs.formats.documents import mappings, number_of, repetitions, row_of, text_of, workouts
from balance_rules.person.logs.formats.words import exertion, is_unit, set_type
from balance_rules.person.logs.log import Row, Skipped
from balance_rules.person.logs.sides import side_of

Item = Mapping[str, Any]


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
        return any(self.start in w and isinstance(w.get("exercises"), list) for w in self._workouts(file))

    def read(self, file: File, options: Options) -> Iterator[Row | Skipped]:
        """Yield what each set says; its number in the file is its line."""
        line = 0
        for workout in self._workouts(file):
            start, name = text_of(workout.get(self.start)), text_of(workout.get(self.workout))
            for exercise in mappings(workout.get("exercises")):
                named = exercise.get("exercise") if self.id == "openweight" else exercise
                title = text_of(named.get("name", named.get("title"))) if isinstance(named, Mapping) else text_of(named)
                sets = exercise.get("sets")
                for index, item in enumerate(sets if isinstance(sets, list) else [None]):
                    line += 1
                    if isinstance(item, Mapping):
                        yield _row(line, name, start, title, item, str(item.get("index", index)))
                    else:
                        yield Skipped(line, "unreadable_set", title[:80], "", start, name)

    def _workouts(self, file: File) -> list[Item]:
        return workouts(file.document, *self.inside) if file.is_json else []


def _row(line: int, workout: str, start: str, title: str, item: Item, number: str) -> Row | Skipped:
    kind = "failure" if item.get("toFailure") is True else set_type(text_of(item.get("type")) or "normal")
    return row_of(
        *(line, workout, start, title, kind, repetitions(item.get("reps")), number),
        duration_seconds=number_of(item.get("duration_seconds", item.get("durationSeconds"))) or None,
        distance_m=_distance(item),
        weight_kg=_weight(item),
        rpe=exertion(number_of(item.get("rpe")), number_of(item.get("rir"))),
        side=side_of(title, text_of(item.get("notes")) or text_of(item.get("side"))),
    )


def _distance(item: Item) -> Decimal | None:
    if metres := number_of(item.get("distance_meters")):
        return metres
    value, unit = number_of(item.get("distance")), is_unit(text_of(item.get("distanceUnit")), DISTANCE_UNITS)
    return value * (unit or 1) if value else None


def _weight(item: Item) -> Decimal | None:
    if (kilograms := number_of(item.get("weight_kg"))) is not None:
        return kilograms
    value, unit = number_of(item.get("weight")), is_unit(text_of(item.get("unit")), WEIGHT_UNITS)
    return value * unit if value is not None and unit else None


HEVY_API = SessionFormat("hevy_api", "Hevy's programming interface", "start_time", "title", ("workouts", "workout"))
OPENWEIGHT = SessionFormat("openweight", "openweight", "date", "name", ("workoutLogs", "workouts", "logs"))
