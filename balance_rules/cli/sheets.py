"""`balance-rules import`: files of tests and health exports → facts, as a profile with comments."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from balance_rules.cli.shell import Folders, knowledge_base, to_be_written
from balance_rules.cli.shell import say as say_text
from balance_rules.text.writing import write_text


def import_sheets(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="VALD NordBord, ForceFrame, ForceDecks or Garmin activities (CSV), Biodex (text), Apple Health "
            "(export.xml or zip), Health Connect (zip or database), or any table with --mapping.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the profile to this file.")
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Whose rows to read, of several people.")] = None,
    date: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Leave out what is later than this day."),
    ] = None,
    say: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD=VALUE",
            help="What the file leaves open of its protocol, such as joint=knee or contraction=concentric.",
        ),
    ] = None,
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="How to read a date such as 5/6/2026.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A YAML file that says what the columns of the table are.")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft-mapping", help="Write such a file from the table's header.")] = False,
    protocols: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Lines of your own: which attribute takes what.")
    ] = None,
    folders: Folders = None,
) -> None:
    """Read tests and health exports of one person into a profile; comments say what was not read and why."""
    from balance_rules.person.sheets import draft_mapping, profile_text

    to_be_written(output, beside=[files, mapping, protocols])
    if draft:
        text = "".join(draft_mapping(file) for file in files)
    else:
        kb = knowledge_base(folders)
        sheets = [
            kb.read_tests(
                file,
                person=person,
                say=_said(say or []),
                day_first=day_first,
                mapping=mapping,
                protocols=protocols or (),
            )
            for file in files
        ]
        text = profile_text(sheets, date.date() if date else None)
    if output is None:
        say_text(text, end=False)
    else:
        write_text(output, text)
        say_text(f"The file is {output}.", err=True)


def _said(words: list[str]) -> dict[str, str]:
    pairs = [word.partition("=") for word in words]
    if lacking := next((name for name, sign, value in pairs if not sign or not value), None):
        raise typer.BadParameter(f"{lacking!r} is no WORD=VALUE.", param_hint="--say")
    return {name: value for name, _, value in pairs}
