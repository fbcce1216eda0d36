"""The workout log of wger's programming interface: a flat list of sets, exercises and units by their numbers.

The list has no names, so an exercise is called ``wger exercise 73`` until a titles file says which it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from balance_rules.person.logs.files import File
from balance_rules.person.logs.formats.columns import Options
from balance_rules.person.logs.formats.documents import (
    entries,
    no_part,
    numbered,
    repetitions,
    row_of,
    text_of,
    workouts,
)
from balance_rules.person.logs.formats.words import felt_exertion
from balance_rules.person.logs.log import Row, Skipped, Unread


class _Wger:
    id = "wger"
    name = "wger"

    def recognise(self, file: File) -> bool:
        return any(map(_is_set, workouts(file, "results")))

    def read(self, file: File, options: Options) -> Iterator[Row | Skipped]:
        return numbered(self._rows(file))

    def _rows(self, file: File) -> Iterator[Row | Skipped]:
        for at, item in enumerate(entries(file.document, "results"), 1):
            if not isinstance(item, Mapping) or "exercise" not in item:
                yield no_part("unreadable_set", f"entry {at}", item)
                continue
            exercise = item.get("exercise_name") or item.get("exercise")
            title = text_of(exercise) or (f"wger exercise {exercise}" if isinstance(exercise, int) else "")
            unread: list[Unread] = []
            rir = item.get("rir")
            rpe = felt_exertion("", "" if rir is None else str(rir), unread)
            start, workout = text_of(item.get("date")), str(item.get("session") or item.get("routine") or "")
            reps = repetitions(item.get("repetitions"))
            # no weight: units are numbers that the list does not explain
            yield row_of(workout, start, title, "normal", reps, rpe=rpe, unread=tuple(unread))


def _is_set(item: Mapping[str, Any]) -> bool:
    return {"exercise", "repetitions", "date"} <= item.keys() and "exercises" not in item


WGER = _Wger()
