"""The CSV export of VALD's ForceFrame: isometric force of each side against the pads of a frame.

A frame is another device than a gauge in the hand or between the knees, so that today no attribute takes its forces;
they are told with their protocol. A line of one's own in a file of protocols changes that.
"""

from __future__ import annotations

from balance_rules.person.sheets import vald
from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source
from balance_rules.person.sheets.protocol import Measured, Protocol, plain
from balance_rules.person.sheets.tables import SheetRow

NAME = "VALD ForceFrame"


def recognises(source: Source) -> bool:
    """Whether the header is that of a ForceFrame export."""
    header = {*source.header}
    own = {*vald.FORCES.values(), "name"}
    return own | {"test", "direction"} <= header or own | {"position"} <= header


def read(source: Source, account: SheetAccount) -> None:
    """Take the largest force of each side in each test."""
    vald.read_tests(source, account, (*vald.FORCES.values(), "name"), _measure)


def _measure(row: SheetRow) -> list[Measured] | str:
    protocol = Protocol(
        device="ForceFrame",
        movement=plain(f"{row.text('test')} {row.text('direction')}"),
        contraction="isometric",
        position=plain(row.text("position")),
        quantity="max force",
    )
    return vald.forces(row, protocol)
