"""The backup of Jefit: one file of many tables, of which the settings, the sessions and the exercise logs matter.

An exercise's sets are packed into one cell, ``60x10,65x8``; each of them is a row here. The unit of weights stands in
the settings. A session's time is in seconds of the Unix clock, by universal time; where it is missing the day of the
log counts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from balance_rules.person.logs.files import File, refusal
from balance_rules.person.logs.formats.columns import WEIGHT_UNITS, Options
from balance_rules.person.logs.formats.words import is_unit
from balance_rules.person.logs.log import Done, Row, Skipped, Unread
from balance_rules.person.logs.sides import side_of
from balance_rules.person.logs.table import shown
from balance_rules.person.logs.unread import MOST_REPETITIONS, read_amount, without_slips

_SECTION = re.compile(r"#{2,}\s*([A-Z][A-Z ]*[A-Z])\s*#+\s*")
_RULE = re.compile(r"#+\s*")
_SET = re.compile(r"(-?\d{1,9}(?:\.\d+)?)x(\d{1,6})")
_SECONDS = re.compile(r"\d{1,10}")
_TIMES = range(946_684_800, 4_102_444_800)  # from 2000 to 2099; a small number is the id of a session, and no time


class _Jefit:
    id = "jefit"
    name = "Jefit"

    def recognise(self, file: File) -> bool:
        return b"### EXERCISE LOGS #" in file.data

    def read(self, file: File, options: Options) -> Iterator[Row | Skipped]:
        """Yield each set that is packed into a log of an exercise.

        Raises
        ------
        FactError
            A row that cannot be taken apart.
        """
        unit, starts = is_unit(options.weight_unit or "", WEIGHT_UNITS), dict[str, str]()
        for section, line, cells in _rows(file):
            if section == "SETTING":
                unit = is_unit(cells.get("mass", ""), WEIGHT_UNITS) or unit
            elif section == "WORKOUT SESSIONS":
                starts[cells.get("_id", "")] = cells.get("starttime") or cells.get("starttimie", "")
            elif section == "EXERCISE LOGS":
                session = cells.get("belongsession", "")
                start = _moment(starts.get(session) or "") or _moment(session) or cells.get("mydate", "")
                yield from _sets(line, cells, start, session, unit)


def _sets(line: int, cells: dict[str, str], start: str, session: str, unit: Decimal | None) -> Iterator[Row | Skipped]:
    title = cells.get("ename", "")
    for index, token in enumerate(map(str.strip, cells.get("logs", "").split(","))):
        if not token:
            continue
        done = _done(title, token, unit)
        if done is None:
            reason = "unreadable_set" if title else "missing_exercise"
            yield Skipped(line, reason, shown(f"{title} {token}"), "", start, session)
        else:
            yield Row(line, session, start, done, str(index))


@lru_cache(maxsize=8192)
def _done(title: str, token: str, unit: Decimal | None) -> Done | None:
    """What a set says, None where it says nothing; what is written alike is read once."""
    match = _SET.fullmatch(token)
    if not title or not match or int(match[2]) > MOST_REPETITIONS:
        return None
    unread: list[Unread] = []
    weight = read_amount("weight", match[1], unread)
    if weight and not unit:
        unread.append(Unread("weight_unit", match[1]))
    kilograms, side = weight * unit if weight and unit else None, side_of(title, "")
    done = Done(title, "normal", int(match[2]), weight_kg=kilograms, side=side, unread=tuple(unread))
    return without_slips(done)


def _moment(seconds: str) -> str:
    """A time of the Unix clock as a date, or nothing."""
    if not _SECONDS.fullmatch(seconds) or int(seconds) not in _TIMES:
        return ""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%d %H:%M:%S")


def _rows(file: File) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Yield each row with its section and its cells by column; a header follows every blank line."""
    section = ""
    header: list[str] = []
    pending = iter(enumerate(file.lines(), 1))
    for line, text in pending:
        if match := _SECTION.fullmatch(text.strip()):
            section, header = match[1], []
        elif not text.strip() or _RULE.fullmatch(text.strip()):
            header = []
        else:
            try:
                cells = next(csv.reader([text], strict=True))
            except (csv.Error, StopIteration) as error:
                raise refusal(
                    f"{file.path}:{line}", f"a row that cannot be read ({error})", "a row", "Make a new backup."
                ) from error
            if not header:
                header = cells
            else:
                yield section, line, {name.strip(): cell.strip() for name, cell in zip(header, cells, strict=False)}


JEFIT = _Jefit()
