"""The CSV export of VALD's ForceDecks: jumps on a force plate, a row for each test or trial.

Headers carry the unit in brackets, blanks at their end, and for tests on one leg the side: ``Jump Height (Imp-Mom)
[cm] (L)``. A jump on both legs has one height without a side, which no attribute takes.
"""

from __future__ import annotations

import re

from balance_rules.person.sheets import vald
from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source
from balance_rules.person.sheets.protocol import Measured, Protocol, plain
from balance_rules.person.sheets.tables import SheetRow

NAME = "VALD ForceDecks"
QUANTITIES = {"imp-mom": "jump height from impulse", "flight time": "jump height from flight time"}
SINGLE_LEG = {"slj", "single leg jump", "single-leg jump"}
LOADS = ("additional load [lb]", "additional load [kg]")
_HEIGHT = re.compile(
    r"jump height \((?P<by>imp-mom|flight time)\)(?: in inches)? \[(?P<unit>cm|in|m)\](?: \((?P<side>[lr])\))?"
)


def recognises(source: Source) -> bool:
    """Whether the header is that of a ForceDecks export."""
    header = {*source.header}
    return {"name", "date", "bw [kg]"} <= header


def read(source: Source, account: SheetAccount) -> None:
    """Take the height of each jump on one leg, without added load."""
    columns = [(name, match) for name in source.header if (match := _HEIGHT.fullmatch(name))]
    if any(match["side"] for _, match in columns):
        account.notes.append("The file does not say whether the hands were on the hips, as the test asks.")

    def measure(row: SheetRow) -> list[Measured] | str:
        load = next((row.text(name) for name in LOADS if row.text(name)), "")
        if load.strip("0.,"):
            return f"a jump with added load: {load}"
        kind = plain(row.text("test type"))
        values = []
        for name, match in columns:
            height = row.number(name)
            single = match["side"] and (not kind or kind in SINGLE_LEG)
            movement = "single-leg jump" if single else kind or "jump on both legs"
            protocol = Protocol(device="ForceDecks", movement=movement, quantity=QUANTITIES[match["by"]])
            if height is not None:
                values.append(Measured(protocol, vald.SIDES.get(match["side"] or "", ""), height, match["unit"]))
        return values

    vald.read_tests(source, account, ("name", "date", *(name for name, _ in columns)), measure)
