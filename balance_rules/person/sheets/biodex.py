"""The text of a Biodex report: what a program for PDF files makes of its pages.

A block begins with the movements and their speeds, then names the columns' sides, then has a line for each quantity.
Which column is left stands in the report or is not known; so do the joint and the kind of contraction, which some
reports leave out and the person then says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source, lines
from balance_rules.person.sheets.protocol import Measured, Protocol, plain

NAME = "Biodex report"
DEVICE = "isokinetic dynamometer"
QUANTITIES = {"cv": "coefficient of variation"}
RECOMPUTED = frozenset({"agon/antag ratio"})

# The patterns below go over a line again and again, and over a text of one line for minutes.
LONGEST_LINE, LONGEST_SHOWN = 1_000, 80
_MOVEMENT = re.compile(r"([^\W\d][\w /-]{0,60}?)\s{0,60}\((\d{1,3})\s*deg/s(?:ec)?\)", re.IGNORECASE)
_PERSON = re.compile(
    r"patient name\s*:\s*(.*?)(?=\s+(?:date|patient id|age|gender|joint|weight|height)\b|$)", re.IGNORECASE
)
_DAY = re.compile(r"\bdate\s*:\s*(\S+)", re.IGNORECASE)
_JOINT = re.compile(r"\bjoint\s*:\s*([^\W\d]+)", re.IGNORECASE)
_SIDES = re.compile(r"(?:(?:left|right|deficit)\s*)+", re.IGNORECASE)
_SIDE = re.compile(r"left|right", re.IGNORECASE)
_LINE = re.compile(
    r"(?P<label>[^\W\d](?:[^()\d]*?|[^()]*?(?=\s*\()))\s*(?:\((?P<unit>[^)\d]*)\))?\s+(?P<values>-?\d.*)"
)
_REPEAT = re.compile(r"\(\s*rep\s*\d+\s*\)", re.IGNORECASE)
_VALUE = re.compile(r"-?\d{1,6}(?:[.,]\d{1,4})?")
_UNITS = {"n•m": "N*m", "n·m": "N*m", "n-m": "N*m", "nm": "N*m", "n*m": "N*m", "%": "%", "": "reps"}
# Where the sides of the two movements stand among the values of a line, by their number: with and without deficits.
_PLACES = {6: ((0, 1), (3, 4)), 4: ((0, 1), (2, 3))}


@dataclass(slots=True)
class _Page:
    """What the lines so far say."""

    person: str | None = None
    day: str = ""
    joint: str = ""
    movements: list[tuple[str, str]] = field(default_factory=list)
    sides: list[str] = field(default_factory=list)


def recognises(source: Source) -> bool:
    """Whether the text has a movement with its speed, and peak torques."""
    return source.kind == "text" and bool(_MOVEMENT.search(source.start)) and "peak torque" in source.start.casefold()


def read(source: Source, account: SheetAccount) -> None:
    """Take the values of every line of every block."""
    page = _Page()
    for number, line in lines(source):
        if len(line) > LONGEST_LINE:
            account.skip(number, "a line longer than any of a report", line[:LONGEST_SHOWN])
        elif not _heading(line.strip(), page) and page.movements and (match := _LINE.fullmatch(line.strip())):
            _take(account, page, number, match)
    if not account.rows:
        account.notes.append("No line of the report holds values below a movement with its speed.")
    account.notes.append("The text does not say whether the weight of the limb was corrected for; look at the report.")


def _heading(line: str, page: _Page) -> bool:
    """Note what a line says that is no value; return whether it was such a line."""
    if movements := _MOVEMENT.findall(line):
        page.movements = [(plain(name), str(int(speed))) for name, speed in movements]
        page.sides = []
        return True
    if _SIDES.fullmatch(line):
        page.sides = [side.casefold() for side in _SIDE.findall(line)]
        return True
    told = False
    if match := _PERSON.search(line):
        if match[1].strip() != page.person:
            page.person, page.joint, page.movements = match[1].strip(), "", []
        told = True
    if match := _DAY.search(line):
        page.day, told = match[1], True
    if match := _JOINT.search(line):
        page.joint, told = plain(match[1]), True
    return told


def _take(account: SheetAccount, page: _Page, line: int, match: re.Match[str]) -> None:
    label = plain(match["label"])
    if label in RECOMPUTED:
        account.skip(line, "a ratio, which is computed from its torques", match["label"])
        return
    values = [Decimal(value.replace(",", ".")) for value in _VALUE.findall(_REPEAT.sub(" ", match["values"]))]
    if len(page.movements) != 2 or len(values) not in _PLACES:
        account.skip(line, "not the values of two movements on two sides", match[0])
        return
    if len(page.sides) != 4 or any({*page.sides[at : at + 2]} != {"left", "right"} for at in (0, 2)):
        account.skip(line, "the file does not say which column is left", match["label"])
        return
    unit = _UNITS.get(plain(match["unit"] or ""), plain(match["unit"] or ""))
    measured = []
    for place, (movement, speed) in enumerate(page.movements):
        protocol = Protocol(DEVICE, page.joint, movement, "", speed, quantity=QUANTITIES.get(label, label))
        for position, side in zip(_PLACES[len(values)][place], page.sides[2 * place : 2 * place + 2], strict=True):
            measured.append(Measured(protocol, side, values[position], unit))
    account.take(line, page.person, page.day, measured)
