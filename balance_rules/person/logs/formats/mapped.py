"""A table of sets of any app, read by a mapping that a person writes: which column holds what.

A mapping is a small YAML file, a line for each part of a set, with the name of the column as the header writes it::

    date: Datum
    exercise: Übung
    reps: Wdh.
    weight: Gewicht
    weight_unit: kg        # or the column that holds the unit
    set_type: Art
    warmup: [Aufwärmen]    # the words of that column for warm-ups
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from balance_rules.errors import FactError, Problem, unknown_name
from balance_rules.person.facts import document_of, entries_of
from balance_rules.person.logs.files import File
from balance_rules.person.logs.formats.columns import WEIGHT_UNITS, ColumnNames, TableFormat
from balance_rules.person.logs.formats.words import UNKNOWN_KIND, is_unit, set_type
from balance_rules.person.logs.table import column, read_table, shown

# What a mapping may name, the plain name by which it is read, and the words that headers have for it.
PARTS: Mapping[str, tuple[str, str]] = {
    "date": ("date", "date datum fecha data tarih day start start_time datetime workout_date дата 日付 날짜 日期"),
    "time": ("time", "time_of_day uhrzeit hora heure"),
    "workout": ("workout", "workout workout_name session routine training title"),
    "exercise": ("exercise", "exercise exercise_name exercise_title übung ejercicio exercício exercicio exercice "
                 "esercizio egzersiz упражнение movement lift name"),
    "set_type": ("set_type", "set_type type kind iswarmup is_warmup warmup art tipo"),
    "sets": ("sets", "sets sätze series séries serie setler"),
    "reps": ("reps", "reps rep repetitions repetition wdh wiederholungen repeticiones repetições répétitions "
             "ripetizioni tekrar повторения"),
    "weight": ("weight", "weight weight_kg weight_kgs weight_lb weight_lbs load gewicht peso poids ağırlık вес "
               "kg lb lbs"),
    "weight_unit": ("weight_unit", "weight_unit unit einheit unidad"),
    "duration": ("seconds", "seconds duration duration_seconds duration_s dauer duración durée"),
    "distance": ("distance", "distance distance_m distance_km distanz distancia"),
    "distance_unit": ("distance_unit", "distance_unit"),
    "rpe": ("rpe", "rpe"),
    "rir": ("rir", "rir"),
    "note": ("note", "note notes comment comments notiz"),
}  # fmt: skip
REQUIRED = ("date", "exercise", "reps")


def mapped_format(mapping: Mapping[str, Any] | Path | str) -> TableFormat:
    """The format that a mapping describes.

    Raises
    ------
    FactError
        An unknown part, a part that is missing, or a column that is no text.

    Examples
    --------
    >>> mapped_format({"date": "Datum", "exercise": "Übung", "reps": "Wdh."}).required
    ('date', 'exercise', 'reps')
    """
    document = document_of(mapping)
    fix = "Write one 'part: column' a line; `balance-rules log FILE --draft-mapping` drafts it."
    given, place = entries_of(document, "a mapping of parts of a set to columns", fix), document.path
    problems = [*_problems(given, place)]
    if problems:
        raise FactError(problems)
    columns: dict[str, str] = {name: given[name] for name in PARTS if name in given}
    return TableFormat(
        id="mapped",
        name="the app",
        columns=ColumnNames(
            start=("date", "time") if "time" in columns else ("date",),
            workout="workout",
            set_type="set_type",
            duration="seconds",
            rpe="rpe",
            rir="rir",
            note="note",
            sets="sets",
        ),
        required=tuple(PARTS[name][0] for name in columns if name != "weight_unit" and name != "weight"),
        spellings=_spellings(columns),
        sought={PARTS[name][0]: value for name, value in columns.items()},
        kind=_kind(given.get("warmup", [])),
        any_kind=True,
    )


def _problems(given: Mapping[str, Any], place: str) -> Iterator[Problem]:
    """What is wrong with a mapping: a part that no set has, one that is missing, what is no name of a column."""
    for name in given:
        if name not in PARTS and name != "warmup":
            yield unknown_name(f"{place}: {name}", str(name), {*PARTS, "warmup"}, "part of a set", "")
    for name in REQUIRED:
        if name not in given:
            fix = f"Write '{name}: <column>'."
            yield Problem(place, "no such line", f"the column of the {name}", fix, code="missing")
    for name in PARTS:
        value = given.get(name, "a column")
        if not isinstance(value, str) or not column(value):
            found, fix = shown(repr(value)), "Copy it from the header."
            yield Problem(f"{place}: {name}", found, "the name of a column", fix, code="wrong-type")


def _spellings(columns: Mapping[str, str]) -> Mapping[str, str]:
    """The plain names of the columns that are named, by those of the layout; a unit may be one for all weights."""
    unit = columns.get("weight_unit", "")
    for_all = is_unit(unit, WEIGHT_UNITS)
    spelled = {
        column(value): PARTS[name][0] for name, value in columns.items() if not (name == "weight_unit" and for_all)
    }
    if "weight" in columns and for_all:
        spelled[column(columns["weight"])] = f"weight_{unit.casefold().strip(' .')}"
    return _OnlyNamed(spelled)


def _kind(warmup: Any) -> Callable[[str], str]:
    """What a cell of the set type means, the words for warm-ups given; then no other word is one."""
    words = frozenset(str(word).casefold().strip() for word in (warmup if isinstance(warmup, list) else [warmup]))

    def kind(cell: str) -> str:
        meant = set_type(cell)
        if cell.casefold().strip() in words or (meant == "warmup" and not words):
            return "warmup"
        return "normal" if words and meant in (UNKNOWN_KIND, "warmup") else meant

    return kind


class _OnlyNamed(dict[str, str]):
    """Spellings in which every column that the mapping does not name means nothing, whatever it is called."""

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name) or f"({name})"


def draft(file: File) -> str:
    """A mapping for a file as text, each part guessed from the header's words and to be checked.

    A part that no column seems to hold stands as a comment.
    """
    words = {word: part for part, (_, listed) in reversed([*PARTS.items()]) for word in listed.split()}
    table = read_table(file, words.keys())
    found: dict[str, str] = {}
    for cell in table.header:
        part = words.get(column(cell))
        if part and part not in found:
            found[part] = cell.strip()
    lines = [f"# Which column of {shown(table.path)} holds what. Check each line; remove those that do not fit.",
             f"# The columns: {shown(', '.join(table.header), 1000)}"]  # fmt: skip
    for part in PARTS:
        if part in found:
            lines.append(f"{part}: {_quoted(found[part])}")
        elif part in REQUIRED:
            lines.append(f"{part}:   # which column?")
        else:
            lines.append(f"# {part}:")
    lines.append("# warmup: []   # the words of the column set_type for warm-ups")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)
