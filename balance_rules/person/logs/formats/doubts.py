"""What a file says beside its sets that a person should know: other people, more pages, columns that are not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from balance_rules.errors import Problem
from balance_rules.person.logs.files import File
from balance_rules.person.logs.formats.columns import TableFormat
from balance_rules.person.logs.formats.documents import entries
from balance_rules.person.logs.table import Table, column, shown
from balance_rules.text.wording import briefly

PEOPLE = frozenset(
    {"person", "athlete", "user", "user_id", "user_name", "username", "lifter", "client", "patient", "member", "email"}
)
PARTS = ("weight", "distance", "rpe", "rir")  # in the name of a column that looks like a part of a set
_MOST_PEOPLE = 5  # that are named
_INSIDE = ("workouts", "workout", "workoutLogs", "logs", "results")


def doubts(file: File, form: object) -> Iterator[Problem]:
    """Yield what makes it doubtful that a file is one person's whole log, and that all of it is read."""
    if isinstance(form, TableFormat):
        table = form.table(file)
        yield from _of_columns(table, form)
        for at, cell in enumerate(table.header):
            if column(cell) in PEOPLE:
                said = (cells[at].strip() for _, cells in table.rows() if len(cells) > at)
                yield from _people(table.place, cell, said)
    elif file.is_json:
        yield from _of_document(file)


def _of_columns(table: Table, form: TableFormat) -> Iterator[Problem]:
    """Yield the columns whose names promise a part of a set, and that the layout does not have."""
    if form.id == "mapped":  # whoever wrote the mapping chose the columns
        return
    unread = [c for c, name in zip(table.header, form.named(table), strict=True) if name not in form.known]
    if parts := [cell for cell in unread if any(part in column(cell).split("_") for part in PARTS)]:
        found, fix = f"the column {shown(parts[0])!r}, which is not read", "Rename it, or read the file by a mapping."
        yield Problem(table.place, found, "columns such as weight_kg, weight_lbs or rpe", fix, code="unknown-name")


def _of_document(file: File) -> Iterator[Problem]:
    document = file.document
    workouts = [item for item in entries(document, *_INSIDE) if isinstance(item, Mapping)]
    for key in sorted(PEOPLE):
        yield from _people(file.path, key, (str(item[key]) for item in workouts if key in item))
    if isinstance(document, Mapping) and (more := _further(document)):
        fix = "Fetch every page, and give all of the files together."
        yield Problem(file.path, more, "all pages of a log", fix, code="missing")


def _further(document: Mapping[str, Any]) -> str:
    """In words that a document is a page of several, or nothing."""
    pages = document.get("page_count")
    if isinstance(pages, int) and pages > 1:
        return f"page {shown(str(document.get('page', 1)), 20)} of {pages}"
    if document.get("next") or document.get("previous"):
        return "a page with others before or after it"
    return ""


def _people(place: str, name: str, said: Iterator[str]) -> Iterator[Problem]:
    """Yield that a log names several people."""
    unique = dict.fromkeys(text for text in said if text)
    if len(unique) > 1:
        listed = briefly((repr(shown(text, 40)) for text in unique), _MOST_PEOPLE)
        fix = "All of it is read as one person's log. Give the rows of one person."
        yield Problem(place, f"{listed} as {shown(name)}", "the log of one person", fix, code="conflict")
