"""Files that people give as a training log and that are none: each is named for what it is."""

from __future__ import annotations

from dataclasses import dataclass

from balance_rules.person.logs.files import File
from balance_rules.person.logs.table import column, read_table


@dataclass(frozen=True, slots=True)
class Foreign:
    """A known file without sets: its columns, and what to say of it."""

    columns: frozenset[str]
    what: str
    instead: str


def _of(columns: str, what: str, instead: str) -> Foreign:
    return Foreign(frozenset(columns.split()), what, instead)


_IMPORT = "Give it to `balance-rules import`; a log has a row for each set."
_GARMIN = ("a list of activities from Garmin: it has no sets", _IMPORT)
TABLES = (
    _of(
        "date time measurement value unit",
        "a FitNotes body-tracker export: it has no sets",
        "In FitNotes export the workout data instead.",
    ),
    _of("activity_type date favorite title distance calories time", *_GARMIN),
    _of("tipo_de_actividad fecha favorito título distancia calorías tiempo", *_GARMIN),
    _of("aktivitätstyp datum favorit titel distanz kalorien zeit", *_GARMIN),
    _of("type_d_activité date favori titre distance calories durée", *_GARMIN),
    _of(
        "activity_id activity_date activity_type",
        "a list of activities from Strava: it has no sets",
        "Give a log of sets.",
    ),
    _of("l_max_force_n r_max_force_n", "a sheet of a strength test: it has no sets", _IMPORT),
)


def foreign(file: File) -> Foreign | None:
    """What a file is that holds no sets, if it is one that is known."""
    start = file.data[:4000].lstrip(b"\xef\xbb\xbf \r\n")
    if start[:9].lower().startswith((b"<?xml", b"<!doctype", b"<html", b"<healthd")):
        if b"HealthData" in start:
            return _of("", "an Apple Health export: it has no sets", _IMPORT)
        return _of("", "an XML or HTML file", "Export the workouts of the app in which the sets are logged, as CSV.")
    if file.is_json:
        return _profile(file)
    every = frozenset().union(*(known.columns for known in TABLES))
    names = {column(cell) for cell in read_table(file, every).header}
    return next((known for known in TABLES if known.columns <= names), None)


def _profile(file: File) -> Foreign | None:
    document = file.document if file.may_have("exportedAt") else None
    if isinstance(document, dict) and {"exportedAt", "records"} <= document.keys():
        return _of("", "an openweight lifter profile: it has records and no sets", "Export the workout logs.")
    return None
