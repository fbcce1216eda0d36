"""A person's own meanings of titles, as a mapping or as a YAML file: ``Kniebeuge: back_squat``, ``Yoga: ignore``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from balance_rules.documents import read_document
from balance_rules.errors import FactError, Problem
from balance_rules.logs.titles import NOT_COUNTED

IGNORE = "ignore"


def read_titles(titles: Mapping[str, str] | Path | str) -> dict[str, str]:
    """Title → id of an exercise, or `NOT_COUNTED`, for which a person may also write ``ignore``.

    Raises
    ------
    FactError
        The file cannot be read, or is no mapping of texts.

    Examples
    --------
    >>> read_titles({"Yoga": "ignore"})
    {'Yoga': 'not_counted'}
    """
    if isinstance(titles, Mapping):
        return {title: NOT_COUNTED if meaning == IGNORE else meaning for title, meaning in titles.items()}
    document = read_document(Path(titles))
    if document.problems:
        raise FactError(document.problems)
    if not isinstance(document.value, Mapping):
        fix = "Write one 'title: id of the exercise' a line."
        raise FactError([Problem(str(titles), "something else", "a mapping of titles to exercises", fix)])
    wrong = {str(title): value for title, value in document.value.items() if not isinstance(value, str)}
    if wrong:
        problems = [
            Problem(f"{titles}: {t}", repr(v), "the id of an exercise or 'ignore'", "Write a text.")
            for t, v in wrong.items()
        ]
        raise FactError(problems)
    return read_titles({str(title): value for title, value in document.value.items()})
