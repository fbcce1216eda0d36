"""The workout log of wger's programming interface: a flat list of sets, exercises and units by their numbers.

The list has no names, so an exercise is called ``wger exercise 73`` until a titles file says which it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from balance_rules.person.logs.files import File
from balance_rules.person.logs.formats.columns import Options
from balance_rules.person.logs.formats.documents import number_of, repetitions, row_of, text_of, workouts
from balance_rules.person.logs.formats.words import exertion
from balance_rules.person.logs.log import Row, Skipped


class _Wger:
    id = "wger"
    name = "wger"

    def recognise(self, file: File) -> bool:
        items = workouts(file.document, "results") if file.is_json else []
        return any({"exercise", "repetitions", "date"} <= item.keys() and "exercises" not in item for item in items)

    def read(self, file: File, options: Options) -> Iterator[Row | Skipped]:
        for line, item in enumerate(workouts(file.document, "results"), 1):
            exercise = item.get("exercise_name") or item.get("exercise")
            title = text_of(exercise) or (f"wger exercise {exercise}" if isinstance(exercise, int) else "")
            rpe = exertion(None, number_of(item.get("rir")))
            start, workout = text_of(item.get("date")), str(item.get("session") or item.get("routine") or "")
            # no weight: units are numbers that the list does not explain
            yield row_of(line, workout, start, title, "normal", repetitions(item.get("repetitions")), rpe=rpe)


WGER = _Wger()
