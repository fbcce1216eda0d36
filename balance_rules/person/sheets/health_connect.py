"""The export of Android's Health Connect: a zip archive with one SQLite database, or that database.

Tables of one kind of record each; times in milliseconds, the local day as days since 1970, the app by its number.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source, refusal
from balance_rules.person.sheets.garmin import RECORDED
from balance_rules.person.sheets.protocol import Measured, Protocol

NAME = "Health Connect"
INTENSE = Protocol(device="Health Connect", quantity="moderate or vigorous minutes")
TABLES = {"exercise_session_record_table": RECORDED, "activity_intensity_record_table": INTENSE}
STEPS = "steps_record_table"
LARGEST = 4_000_000_000
LONGEST = 86_400_000  # milliseconds; a session of more than a day is a slip

_EPOCH = date(1970, 1, 1)
_CHUNK = 1 << 20


def recognises(source: Source) -> bool:
    """Whether the file is a database; that it is Health Connect's shows when it is read."""
    return source.kind == "sqlite"


def read(source: Source, account: SheetAccount) -> None:
    """Take the length of each exercise session and of each stretch of activity.

    Raises
    ------
    FactError
        The database is damaged, or is not Health Connect's.
    """
    account.counts = "row of"
    try:
        with _database(source) as path, closing(_open(path)) as database:
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables & {*TABLES, STEPS}:
                found = f"a database with the tables {', '.join(sorted(map(str, tables))[:10]) or '(none)'}"
                raise refusal(source.place, found, "a Health Connect export", "Export the data from Health Connect.")
            apps = _apps(database, tables)
            for table, protocol in TABLES.items():
                if table in tables:
                    _read_table(account, database, table, protocol, apps)
            if STEPS in tables:
                _read_steps(account, database, apps)
            others = len(tables) - len(tables & {*TABLES, STEPS})
            account.notes.append(f"{others} other tables of the database are not read.")
    except sqlite3.Error as error:
        found = f"a database that cannot be read ({str(error)[:80]})"
        raise refusal(source.place, found, "a Health Connect export", "Export the data again.") from error


def _read_table(
    account: SheetAccount, database: sqlite3.Connection, table: str, protocol: Protocol, apps: dict[object, str]
) -> None:
    columns = "row_id, start_time, end_time, local_date, app_info_id"
    for row, begin, end, day, app in database.execute(f"SELECT {columns} FROM {table}"):
        place = f"{table} {row}"
        when = _day(day)
        if not when:
            account.skip(place, "a date that cannot be read", str(day)[:40])
        elif not (isinstance(begin, int) and isinstance(end, int) and 0 <= end - begin <= LONGEST):
            account.skip(place, "a start and end that cannot be right", f"{str(begin)[:20]} to {str(end)[:20]}")
        else:
            source = apps.get(app, "")
            account.days.add(when)
            account.worn[source].add(when)
            spent = Measured(protocol, "", Decimal(end - begin), "ms", may_be_zero=True)
            account.take(place, None, when, [spent], source=source)


def _read_steps(account: SheetAccount, database: sqlite3.Connection, apps: dict[object, str]) -> None:
    """Steps show on which days an app recorded something; no attribute takes their number."""
    for row, day, app in database.execute(f"SELECT row_id, local_date, app_info_id FROM {STEPS}"):
        when = _day(day)
        if when:
            account.days.add(when)
            account.worn[apps.get(app, "")].add(when)
        account.skip(f"{STEPS} {row}", "steps, which no attribute takes")


def _apps(database: sqlite3.Connection, tables: set[str]) -> dict[object, str]:
    if "application_info_table" not in tables:
        return {}
    found = database.execute("SELECT row_id, package_name FROM application_info_table LIMIT 1000")
    return {row: str(name)[:80] for row, name in found}


def _day(day: object) -> str:
    return (_EPOCH + timedelta(days=day)).isoformat() if isinstance(day, int) and 13_000 <= day <= 47_500 else ""


def _open(path: Path) -> sqlite3.Connection:
    """Open a stranger's database: nothing is written, and nothing that it defines may run."""
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database.text_factory = lambda data: data.decode("utf-8", errors="replace")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA mmap_size = 0")
    return database


@contextmanager
def _database(source: Source) -> Iterator[Path]:
    """Give the path of the database; one in an archive is copied out, for SQLite reads files only."""
    if not source.member:
        yield source.path
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.db"
        with source.open() as stream, path.open("wb") as copy:
            size = 0
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > LARGEST:
                    limit = f"{LARGEST // 1_000_000_000} GB"
                    found, expected = f"a database of more than {limit}", f"at most {limit}"
                    raise refusal(source.place, found, expected, "Unpack it.", code="too-large")
                copy.write(chunk)
        yield path
