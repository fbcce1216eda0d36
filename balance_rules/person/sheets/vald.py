"""What the CSV exports of VALD's devices share: a row is a test of one person, its values in columns L and R."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source, refusal
from balance_rules.person.sheets.protocol import Measured, Protocol, plain
from balance_rules.person.sheets.tables import SheetRow, table

FORCES = {"left": "l max force (n)", "right": "r max force (n)"}
NAMES, DAYS, IDS = ("name",), ("date utc", "date"), ("externalid",)
SIDES = {"l": "left", "r": "right"}


def forces(row: SheetRow, protocol: Protocol) -> list[Measured]:
    """The largest force of each side."""
    read = {side: row.number(column) for side, column in FORCES.items()}
    return [Measured(protocol, side, value, "N") for side, value in read.items() if value is not None]


def read_tests(
    source: Source, account: SheetAccount, needed: Sequence[str], measure: Callable[[SheetRow], list[Measured] | str]
) -> None:
    """Take every row of a device's export; `measure` gives its values, or why it has none."""
    people: dict[str, set[str]] = {}
    for row in table(source, account, needed):
        who = row.text(*NAMES)
        if row.text(*IDS):
            people.setdefault(plain(who), set()).add(row.text(*IDS))
            if len(people[plain(who)]) > 1:
                found, fix = f"two people called {who!r}, by their ids", "Give one file for each of them."
                raise refusal(f"{source.place}:{row.line}", found, "a name for each person", fix)
        values = measure(row)
        if isinstance(values, str):
            account.skip(row.line, *values.split(": ", 1))
        else:
            account.take(row.line, who, row.text(*DAYS), values, bad=row.bad)
