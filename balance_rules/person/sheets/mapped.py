"""Any table whose columns a person describes: Humac, Cybex and other devices whose layout is not known here.

The mapping is a YAML file. `draft` writes one from a table's header, for the person to complete.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from balance_rules.errors import FactError, Problem, nearest, unknown_name
from balance_rules.model import Knowledge
from balance_rules.person.facts import document_of, shaped
from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source, refusal, rows
from balance_rules.person.sheets.protocol import FIELDS, Measured, Protocol, plain, speed_of
from balance_rules.person.sheets.tables import SheetRow, table
from balance_rules.text.quantities import is_unit
from balance_rules.text.search import by_meaning

LEFT_OR_RIGHT = ("left", "right", "")
_UNIT = re.compile(r"[(\[]([^()\[\]]{1,12})[)\]]\s*$")
_NAMES = re.compile(r"\b(name|patient|athlete|subject|person)\b")
_DATES = re.compile(r"\bdate\b")


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Shape):
    """A word that stands in a column; `values` says what its cells mean."""

    column: str
    values: dict[str, str] = Field(default_factory=dict)

    def word(self, row: SheetRow) -> str:
        """Return the word of a row.

        Raises
        ------
        ValueError
            The cell holds a word that `values` does not have.
        """
        text = row.text(plain(self.column))
        if not self.values:
            return text
        known = {plain(cell): word for cell, word in self.values.items()}
        if plain(text) not in known:
            raise ValueError(f"{self.column} = {text[:40]!r}")
        return known[plain(text)]


Word = str | Column


class Value(_Shape):
    """A column of values: its unit and side, and its protocol or the attribute that it is."""

    column: str
    unit: str
    side: Word = ""
    attribute: str = ""
    protocol: dict[str, Word] = Field(default_factory=dict)


class Mapping(_Shape):
    """What the columns of a table are; what stands in `protocol` and `side` holds for every value."""

    person: str = ""
    date: str = ""
    side: Word = ""
    protocol: dict[str, Word] = Field(default_factory=dict)
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """The format of a table with a mapping."""

    mapping: Mapping
    NAME: str = "table with mapped columns"

    def recognises(self, source: Source) -> bool:
        """Whether the table has every column that the mapping names."""
        return not self._lacking(source)

    def read(self, source: Source, account: SheetAccount) -> None:
        """Take the values of each row.

        Raises
        ------
        FactError
            A column of the mapping is not in the table.
        """
        if problems := self._lacking(source):
            raise FactError(problems)
        mapping = self.mapping
        named = {plain(name) for name in self._columns()}
        others = [name for name in source.columns if plain(name) not in named]
        if others:
            account.notes.append(f"Columns that the mapping does not name: {', '.join(others)[:300]}.")
        for row in table(source, account, sorted(named)):
            try:
                values = [found for value in mapping.values if (found := _measured(mapping, value, row))]
            except ValueError as error:
                account.skip(row.line, "a cell that the mapping does not explain", str(error))
                continue
            day = row.text(plain(mapping.date)) if mapping.date else ""
            who = row.text(plain(mapping.person)) if mapping.person else None
            account.take(row.line, who, day, values, bad=row.bad)

    def _columns(self) -> Iterable[str]:
        mapping = self.mapping
        yield from filter(None, (mapping.person, mapping.date))
        words = [mapping.side, *mapping.protocol.values()]
        for value in mapping.values:
            yield value.column
            words += [value.side, *value.protocol.values()]
        yield from (word.column for word in words if isinstance(word, Column))

    def _lacking(self, source: Source) -> list[Problem]:
        header = {plain(name): name for name in source.columns}
        problems = []
        for name in dict.fromkeys(self._columns()):
            if plain(name) not in header:
                guess = nearest(plain(name), header)
                fix = f"Write {header[guess]!r}?" if guess else "Write the column as the table has it."
                found, expected = f"no column {name!r}", "every column of the mapping"
                problems.append(Problem(source.place, found, expected, fix, code="missing"))
        return problems


def read_mapping(path: Path, knowledge: Knowledge) -> Mapping:
    """Return a mapping from its YAML file.

    Raises
    ------
    FactError
        The file cannot be read, or names a word, side, unit or attribute that does not exist.
    """
    document = document_of(path)
    mapping = shaped(document, TypeAdapter(Mapping))
    routes: list[tuple[tuple[str | int, ...], str]] = [(("protocol", name), name) for name in mapping.protocol]
    routes += [
        (("values", at, "protocol", name), name) for at, value in enumerate(mapping.values) for name in value.protocol
    ]
    problems = [
        unknown_name(str(document.place(route)), name, FIELDS, "word of a protocol")
        for route, name in routes
        if name not in FIELDS
    ]
    for number, value in enumerate(mapping.values):
        place = str(document.place(("values", number)))
        if value.attribute and value.attribute not in knowledge.attributes:
            fix = by_meaning(value.attribute)
            problems.append(unknown_name(place, value.attribute, knowledge.attributes, "attribute", fix))
        if not is_unit(value.unit):
            found, expected = f"the unit {value.unit!r}", "a unit such as N*m, N or cm"
            problems.append(Problem(place, found, expected, "Write the unit.", code="wrong-unit"))
    sides = [mapping.side, *(value.side for value in mapping.values)]
    words = [word for side in sides for word in (side.values.values() if isinstance(side, Column) else (side,))]
    problems += [
        Problem(str(path), f"the side {word!r}", "left or right", "Write left or right.", code="unknown-word")
        for word in words
        if word not in LEFT_OR_RIGHT
    ]
    if problems:
        raise FactError(problems)
    return mapping


def draft(source: Source) -> str:
    """Return a mapping for a table as far as its header tells, with what a person must add.

    Raises
    ------
    FactError
        The file is no table.
    """
    columns = [name.strip() for name in next((cells for _, cells in rows(source)), []) if name.strip()]
    if not columns:
        raise refusal(source.place, "no header", "a table", "Give a CSV file with a header.")
    people = next((name for name in columns if _NAMES.search(plain(name))), "")
    date = next((name for name in columns if _DATES.search(plain(name))), "")
    said = [f"person: {_quoted(people)}" if people else "# person: the column of names, if there is one"]
    said += [f"date: {_quoted(date)}" if date else "# date: the column of the day of the test, if there is one"]
    lines = [
        "# What the columns are. Take the # away from the lines that you complete, and remove the others.",
        *said,
        "protocol: {}  # what holds for all values, such as",
        "#   device: isokinetic dynamometer",
        "#   joint: knee",
        "#   contraction: concentric",
        '#   speed: 60                    # or {column: "Speed"}',
        '#   movement: {column: "Motion", values: {Ext: extension, Flex: flexion}}',
        '# side: {column: "Side", values: {L: left, R: right}}   # unless each column has its own',
        "values: []  # take the brackets away",
    ]
    for name in columns:
        if name not in (people, date):
            unit = _UNIT.search(name)
            told = f"column: {_quoted(name)}, unit: {_quoted(unit[1] if unit else '?')}"
            lines.append(f"#   - {{{told}, side: '?', protocol: {{quantity: '?'}}}}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    clean = "".join(sign if sign.isprintable() else " " for sign in text)
    return json.dumps(clean, ensure_ascii=False)


def _measured(mapping: Mapping, value: Value, row: SheetRow) -> Measured | None:
    number: Decimal | None = row.number(plain(value.column))
    if number is None:
        return None
    words = {name: _word(word, row) for name, word in {**mapping.protocol, **value.protocol}.items()}
    words = {name: speed_of(word) if name == "speed" else plain(word) for name, word in words.items()}
    side = _word(value.side or mapping.side, row)
    return Measured(Protocol(**words), side, number, value.unit, value.attribute)


def _word(word: Word, row: SheetRow) -> str:
    return word.word(row) if isinstance(word, Column) else word
