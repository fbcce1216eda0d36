"""A small YAML or JSON file, or a mapping in its place, read into the shape that it must have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from balance_rules.errors import FactError, Problem
from balance_rules.text.documents import Document, read_document
from balance_rules.text.misfits import misfit
from balance_rules.text.quantities import shown

T = TypeVar("T")


def document_of(source: Mapping[str, Any] | Path | str) -> Document:
    """Return a file as a document, or a mapping in its place.

    Raises
    ------
    FactError
        The text of the file cannot be read.
    """
    if isinstance(source, Mapping):
        return Document("mapping", dict(source))
    document = read_document(Path(source))
    if document.problems:
        raise FactError(document.problems)
    return document


def entries_of(document: Document, expected: str, fix: str) -> Mapping[Any, Any]:
    """Return a document's value, which must be a mapping; an empty file is one without entries.

    Raises
    ------
    FactError
        It is something else.
    """
    value = {} if document.value is None else document.value
    if not isinstance(value, Mapping):
        raise FactError.of(str(document.place()), shown(value), expected, fix, code="wrong-type")
    return value


def shaped(source: Document | Path | str, shape: TypeAdapter[T]) -> T:
    """Return a document's value in a shape.

    Raises
    ------
    FactError
        With every problem of the text or its shape, each with its place.
    """
    document = source if isinstance(source, Document) else document_of(source)
    try:
        return shape.validate_python(document.value)
    except ValidationError as error:
        raise FactError([_problem(document, dict(detail)) for detail in error.errors(include_url=False)]) from None


def _problem(document: Document, detail: Mapping[str, Any]) -> Problem:
    place = str(document.place(tuple(detail["loc"])))
    return misfit(detail).at(place, "Correct that line; the documentation lists the words.")
