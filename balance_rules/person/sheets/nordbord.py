"""The CSV export of VALD's NordBord: force of each leg, a row for each test.

The sign of the imbalance that the device prints is not documented, so that it is not read: the difference between
sides is computed from the two forces.
"""

from __future__ import annotations

from balance_rules.person.sheets import vald
from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source
from balance_rules.person.sheets.protocol import Measured, Protocol, plain
from balance_rules.person.sheets.tables import SheetRow

NAME = "VALD NordBord"


def recognises(source: Source) -> bool:
    """Whether the header is that of a NordBord export."""
    header = {*source.header}
    return {*vald.FORCES.values(), "test", "name"} <= header and not {"position", "direction"} & header


def read(source: Source, account: SheetAccount) -> None:
    """Take the largest force of each leg in each test."""
    vald.read_tests(source, account, (*vald.FORCES.values(), "test", "name"), _measure)


def _measure(row: SheetRow) -> list[Measured] | str:
    return vald.forces(row, Protocol(device="NordBord", movement=plain(row.text("test")), quantity="max force"))
