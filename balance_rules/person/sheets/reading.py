"""A file of tests or a health export, read: the one function that people call, whatever wrote the file.

A format is a module with a name, a test of whether it recognises a file, and a function that takes its rows.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from pathlib import Path

from balance_rules.errors import FactError, Problem, nearest
from balance_rules.model import Knowledge
from balance_rules.person.sheets import apple_health, biodex, forcedecks, forceframe, garmin, health_connect, nordbord
from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source, refusal, sources
from balance_rules.person.sheets.mapped import Mapped, draft, read_mapping
from balance_rules.person.sheets.protocol import FIELDS, plain, speed_of
from balance_rules.person.sheets.sheet import Sheet, sheet
from balance_rules.person.sheets.slots import load_slots


class SheetFormat(typing.Protocol):
    """What a module of a format offers."""

    @property
    def NAME(self) -> str:
        """The name of the format as people know it."""

    def recognises(self, source: Source) -> bool:
        """Whether a file is of this format, by what it holds."""

    def read(self, source: Source, account: SheetAccount) -> None:
        """Take the rows of a file."""


FORMATS: tuple[SheetFormat, ...] = (nordbord, forceframe, forcedecks, biodex, garmin, apple_health, health_connect)


def read_sheet(
    path: Path | str,
    knowledge: Knowledge,
    *,
    person: str | None = None,
    say: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    mapping: Path | str | None = None,
    protocols: Sequence[Path | str] = (),
) -> Sheet:
    """What a file of tests or a health export holds, with an account of every row.

    Parameters
    ----------
    path
        The file: VALD NordBord, ForceFrame or ForceDecks (CSV), Biodex (text of the report), Garmin's activity list
        (CSV), Apple Health (export.xml or its zip), Health Connect (zip or database), or any table with a `mapping`.
    knowledge
        The knowledge whose attributes the values go to.
    person
        Whose rows to read, for a file that holds several people.
    say
        What the file leaves open of its protocols: ``{"joint": "knee", "contraction": "concentric"}``.
    day_first
        Whether ``5/6/2026`` is in June, when no date of the file shows it.
    mapping
        A YAML file that says what the columns of the table are; see `mapped`.
    protocols
        YAML files of lines like those of ``protocols.yaml``, which come first.

    Raises
    ------
    FactError
        The file cannot be read, is of no known format, or leaves open whose it is or which number is the month.
    """
    slots = load_slots(knowledge, *map(Path, protocols))
    format_: SheetFormat
    if mapping is not None:
        format_ = Mapped(read_mapping(Path(mapping), knowledge))
        source = _table(path)
    else:
        source, format_ = _recognised(path)
    account = SheetAccount(source.place, slots, person=person, said=_said(say or {}))
    format_.read(source, account)
    return sheet(account, format_.NAME, day_first)


def draft_mapping(path: Path | str) -> str:
    """Return a mapping for a table, as far as its header tells, with what a person must add.

    Raises
    ------
    FactError
        The file is no table.
    """
    return draft(_table(path))


def _recognised(path: Path | str) -> tuple[Source, SheetFormat]:
    """Return the file, or the one member of an archive, that a format recognises."""
    members = sources(path)
    known = [(source, format_) for source in members for format_ in FORMATS if format_.recognises(source)]
    if len(known) == 1:
        return known[0]
    expected = f"one file of {', '.join(format_.NAME for format_ in FORMATS)}"
    if known:
        found = ", ".join(f"{source.member or source.path} ({format_.NAME})" for source, format_ in known[:5])
        raise refusal(str(path), found, expected, "Unpack the archive and give one file after the other.")
    raise refusal(str(path), _described(members), expected, "For another table write a mapping of its columns.")


def _described(members: Sequence[Source]) -> str:
    if not members:
        return "an empty archive"
    if len(members) > 1:
        return f"an archive with {', '.join(repr(source.member[:60]) for source in members[:5])}"
    source = members[0]
    if source.kind == "pdf":
        return "a PDF file (save its text, for example with pdftotext -layout)"
    if source.kind != "text":
        return f"a file that is {source.kind}, and of no known format"
    return f"a table with the columns {', '.join(source.columns)[:200]}" if source.head.strip() else "an empty file"


def _table(path: Path | str) -> Source:
    members = [source for source in sources(path) if source.kind == "text"]
    if len(members) != 1:
        raise refusal(str(path), f"{len(members)} tables", "one table as CSV", "Give the file that holds the rows.")
    return members[0]


def _said(say: Mapping[str, str]) -> dict[str, str]:
    problems = []
    for name in say:
        if name not in FIELDS:
            guess = nearest(name, FIELDS)
            fix = f"Write {guess!r}?" if guess else "Write one of these words."
            problems.append(Problem("say", repr(name), f"one of {', '.join(FIELDS)}", fix, code="unknown-word"))
    if problems:
        raise FactError(problems)
    return {name: speed_of(word) if name == "speed" else plain(word) for name, word in say.items()}
