"""A person's own list of titles: a YAML file that says what a title means where the catalogue is silent or wrong."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from balance_rules.documents import read_document
from balance_rules.errors import FactError, Problem, unknown_name
from balance_rules.logs.titles.matching import NOT_COUNTED
from balance_rules.quantities import shown

IGNORE = "ignore"  # the sets of this title train nothing that is counted


def read_titles(path: Path | str, exercises: Collection[str]) -> dict[str, str]:
    """Return what a titles file says, each title with the id of an exercise or ``"ignore"``.

    The file is a mapping: ``Kniebeuge: back_squat``, ``Laufband: ignore``.

    Parameters
    ----------
    path
        The YAML or JSON file.
    exercises
        The ids that exist.

    Raises
    ------
    FactError
        The file cannot be read or is no such mapping, or an id does not exist: every problem with its place.
    """
    document = read_document(Path(path))
    problems = list(document.problems)
    titles = document.value if document.value is not None or problems else {}
    if not problems and not isinstance(titles, dict):
        fix = "Write 'Kniebeuge: back_squat', a line for each title."
        problems.append(Problem(str(document.place()), shown(titles), "a mapping of titles to exercises", fix))
    if problems:
        raise FactError(problems)
    for title, meaning in titles.items():
        place = str(document.place((title,)))
        if not isinstance(title, str) or not isinstance(meaning, str):
            fix = f"Write the id of an exercise, or {IGNORE!r}; put a title of digits between quotes."
            problems.append(Problem(place, shown(meaning), "a title and the id of an exercise", fix))
        elif not known_meaning(meaning, exercises):
            problems.append(unknown_exercise(place, meaning, exercises))
    if problems:
        raise FactError(problems)
    return dict(titles)


def known_meaning(meaning: str, exercises: Collection[str]) -> bool:
    """Return whether a title may be given this meaning."""
    return meaning in exercises or meaning in {IGNORE, NOT_COUNTED}


def unknown_exercise(place: str, meaning: str, exercises: Collection[str]) -> Problem:
    """Return the problem of a title that is given the id of no exercise."""
    fix = f"Use the id of an exercise, {IGNORE!r} or {NOT_COUNTED!r}."
    return unknown_name(place, meaning, exercises, "exercise", fix)
