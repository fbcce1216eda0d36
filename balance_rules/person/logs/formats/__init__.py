"""The layouts of training logs that are known, each a small module, and which of them a file has.

A format says how it is recognised, by the header or the keys and never by the file's name, and how a row becomes a
set. A new one is a module and a line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from balance_rules.errors import FactError, Problem
from balance_rules.person.logs.files import File
from balance_rules.person.logs.formats.columns import Options, TableFormat, all_columns
from balance_rules.person.logs.formats.fitbod import FITBOD
from balance_rules.person.logs.formats.fitnotes import FITNOTES
from balance_rules.person.logs.formats.foreign import foreign
from balance_rules.person.logs.formats.gymrun import GYMRUN
from balance_rules.person.logs.formats.hevy import HEVY
from balance_rules.person.logs.formats.jefit import JEFIT
from balance_rules.person.logs.formats.liftosaur import LIFTOSAUR
from balance_rules.person.logs.formats.sessions import HEVY_API, OPENWEIGHT
from balance_rules.person.logs.formats.strong import STRONG
from balance_rules.person.logs.formats.stronglifts import STRONGLIFTS
from balance_rules.person.logs.formats.wger import WGER
from balance_rules.person.logs.log import Row, Skipped
from balance_rules.person.logs.table import DELIMITERS, read_table, shown


class LogFormat(Protocol):
    """A layout of training logs."""

    @property
    def id(self) -> str:
        """A short name."""

    @property
    def name(self) -> str:
        """The name of the app."""

    def recognise(self, file: File) -> bool:
        """Whether the file has this layout."""

    def read(self, file: File, options: Options) -> Iterator[Row | Skipped]:
        """Yield what each row says, or why it is no set."""


TABLES: tuple[TableFormat, ...] = (HEVY, STRONG, FITNOTES, FITBOD, LIFTOSAUR, GYMRUN)
FORMATS: tuple[LogFormat, ...] = (*TABLES, STRONGLIFTS, JEFIT, HEVY_API, OPENWEIGHT, WGER)

DOCUMENTS = frozenset(form.id for form in (HEVY_API, OPENWEIGHT, WGER))

_TOLD = 3  # so many telling columns show which layout a header is meant to be


def recognise(file: File) -> LogFormat:
    """The format of a file.

    Raises
    ------
    FactError
        It is none: what it is instead, what its header lacks, or how a mapping reads it.
    """
    # Jefit first: its file is no table, and looking for a header in it may fail.
    known = next((form for form in (JEFIT, *FORMATS) if form.recognise(file)), None)
    if known is None:
        raise FactError(_unknown(file))
    return known


def place_of(layout: str, line: int) -> str:
    """Where a row begins: a line of the file, or in JSON the number of the row.

    >>> place_of("hevy", 7), place_of("openweight", 7)
    ('line 7', 'row 7')
    """
    return f"{'row' if layout in DOCUMENTS else 'line'} {line}"


def _unknown(file: File) -> list[Problem]:
    if other := foreign(file):
        expected = "a training log, with a row for each set"
        return [Problem(f"{file.path}:1", other.what, expected, other.instead, code="unknown-layout")]
    apps = ", ".join(dict.fromkeys(form.name for form in FORMATS))
    fix = "Export the workouts as CSV, or read the file by a mapping; "
    fix += "`balance-rules log FILE --draft-mapping` drafts it."
    if file.is_json:
        file.check_document()  # a large one that names no exercise was not read before
        expected = f"workouts as one of {apps} writes them"
        return [Problem(f"{file.path}:1", "JSON of another layout", expected, fix, code="unknown-layout")]
    table = read_table(file, all_columns(TABLES))
    told = {form: len(form.telling & {*form.named(table)}) for form in TABLES}
    likely = max(told, key=lambda form: told[form])
    if told[likely] >= _TOLD:
        return likely.missing(table)
    found = f"a header of another layout, read with {DELIMITERS[table.delimiter]}: {shown(', '.join(table.header))}"
    return [Problem(table.place, found, f"the layout of one of {apps}", fix, code="unknown-layout")]


__all__ = ["FORMATS", "LogFormat", "Options", "place_of", "recognise"]
