"""How every locale writes months and halves of the day.

The names come from the Unicode CLDR and are shipped as a file that `tools.month_names` makes, so that reading them
takes milliseconds and no library. A library that parses free dates was not taken: it would guess, and a list of our
own would be wrong for the language nobody tested.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from balance_rules.person.logs.table import ascii_digits

TABLE = Path(__file__).with_name("month_names.json")
EDGES = "-–—·|/'’ "  # marks at the ends of a word that belong to the date around it

Meaning = Mapping[str, frozenset[int]]  # language → the months a name means there; nearly always one


@dataclass(frozen=True, slots=True)
class Names:
    """The names of all languages, folded by `fold`.

    Parameters
    ----------
    months
        Name → its meanings as the file writes them: ``pl:11 hr:10``.
    bare
        The same for names that lose an accent.
    parts_of_day
        Name → the hours, 0 to 23, that it can stand with: ``pm``, ``晚上``; all that any language gives it.
    fillers
        Words that stand in dates and say nothing: ``de``, ``г``. Some are parts of the day elsewhere.
    thorough
        The languages that the CLDR describes thoroughly.
    """

    months: Mapping[str, str]
    bare: Mapping[str, str]
    parts_of_day: Mapping[str, frozenset[int]]
    fillers: frozenset[str]
    thorough: frozenset[str]
    _found: dict[str, Meaning] = field(default_factory=dict, repr=False, compare=False)

    def month(self, name: str) -> Meaning:
        """Language → months for a folded name, with or without its accents; empty if it is no month anywhere."""
        if (known := self.months.get(name)) is None:
            plain = without_accents(name)
            known = self.bare.get(plain) or self.months.get(plain)
        if known is None:
            return {}
        if name not in self._found:
            pairs = (pair.partition(":") for pair in known.split())
            self._found[name] = {lang: frozenset(map(int, months.split(","))) for lang, _, months in pairs}
        return self._found[name]


def fold(text: str) -> str:
    """Return the text as names are compared: case, width, dots, script of digits and invisible marks removed.

    >>> fold("3 Févr. ٢٠٢٦")
    '3 févr 2026'
    """
    return with_dots(text.replace(".", ""))


def with_dots(text: str) -> str:
    """Return the text as `fold` does, its dots kept."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not folded.isascii():
        folded = "".join(c for c in ascii_digits(folded) if unicodedata.category(c) != "Cf")
    return " ".join(folded.split())


def without_accents(text: str) -> str:
    """Return the text without combining marks.

    >>> without_accents("févr")
    'fevr'
    """
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@cache
def names() -> Names:
    """The names of every locale of the CLDR; read once.

    >>> names().month("févr")["fr"]
    frozenset({2})
    """
    table = json.loads(files("balance_rules.person.logs").joinpath(TABLE.name).read_text(encoding="utf-8"))
    return Names(
        table["months"],
        table["bare"],
        {name: frozenset(hours) for name, hours in table["parts_of_day"].items()},
        frozenset(table["fillers"]),
        frozenset(table["thorough"]),
    )
