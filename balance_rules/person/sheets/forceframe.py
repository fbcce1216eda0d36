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
FORCES = {"left": "l max force (n)", "right": "r max force (n)"}


def recognises(source: Source) -> bool:
    """Whether the header is that of a ForceFrame export."""
    header = {*source.header}
    return {*FORCES.values(), "test", "name", "direction"} <= header or {*FORCES.values(), "name", "position"} <= header


def read(source: Source, account: SheetAccount) -> None:
    """Take the largest force of each side in each test."""
    vald.read_tests(source, account, (*FORCES.values(), "name"), _measure)


def _measure(row: SheetRow) -> list[Measured] | str:
    words = {"movement": row.text("test"), "position": row.text("position")}
    direction = row.text("direction")
    protocol = Protocol(
        device="ForceFrame",
        movement=plain(f"{words['movement']} {direction}"),
        contraction="isometric",
        position=plain(words["position"]),
        quantity="max force",
    )
    read = {side: row.number(column) for side, column in FORCES.items()}
    return [Measured(protocol, side, value, "N") for side, value in read.items() if value is not None]
