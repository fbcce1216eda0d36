"""A person's own list of titles: what a title means where the catalogue is silent or wrong.

It is a mapping, or a YAML file with one: ``Kniebeuge: back_squat``, ``Laufband: ignore``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from balance_rules.errors import FactError, Problem, unknown_name
from balance_rules.person.facts import document_of, entries_of
from balance_rules.person.logs.titles.matching import NOT_COUNTED
from balance_rules.text.quantities import shown

IGNORE = "ignore"  # what a person may write for `NOT_COUNTED`


def read_titles(titles: Mapping[str, str] | Path | str, exercises: Collection[str] | None = None) -> dict[str, str]:
    """Return titles with the id of an exercise, or `NOT_COUNTED`, for which a person may also write ``ignore``.

    Parameters
    ----------
    titles
        A mapping, or the path of a YAML or JSON file with one.
    exercises
        The ids that exist; without them `catalogue` finds those that do not.

    Raises
    ------
    FactError
        The file cannot be read or is no such mapping, or an id does not exist: every problem with its place.

    Examples
    --------
    >>> read_titles({"Yoga": "ignore"})
    {'Yoga': 'not_counted'}
    """
    if isinstance(titles, Mapping):
        return {title: NOT_COUNTED if meaning == IGNORE else meaning for title, meaning in titles.items()}
    document = document_of(titles)
    fix = "Write 'Kniebeuge: back_squat', a line for each title."
    said = entries_of(document, "a mapping of titles to exercises", fix)
    problems: list[Problem] = []
    for title, meaning in said.items():
        place = str(document.place((title,)))
        if not isinstance(meaning, str):
            fix = f"Write the id of an exercise, or {IGNORE!r}."
            problems.append(Problem(place, shown(meaning), "the id of an exercise", fix, code="wrong-type"))
        elif exercises is not None and not known_meaning(meaning, exercises):
            problems.append(unknown_exercise(place, meaning, exercises))
    if problems:
        raise FactError(problems)
    return read_titles({str(title): meaning for title, meaning in said.items()})


def known_meaning(meaning: str, exercises: Collection[str]) -> bool:
    """Return whether a title may be given this meaning."""
    return meaning in exercises or meaning in {IGNORE, NOT_COUNTED}


def unknown_exercise(place: str, meaning: str, exercises: Collection[str]) -> Problem:
    """Return the problem of a title that is given the id of no exercise."""
    fix = f"Use the id of an exercise, {IGNORE!r} or {NOT_COUNTED!r}."
    return unknown_name(place, meaning, exercises, "exercise", fix)
