"""What every command shares: its options, how it prints, how errors become an exit status."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from balance_rules.errors import BalanceRulesError, FactError, KnowledgeError, nearest

if TYPE_CHECKING:
    from rich.console import Console

    from balance_rules.knowledge_base import KnowledgeBase

REFERRAL = 3
BAD_INPUT = 4
BAD_KNOWLEDGE = 5
STATUSES: dict[type[BalanceRulesError], int] = {FactError: BAD_INPUT, KnowledgeError: BAD_KNOWLEDGE}

WIDEST = 110  # lines longer than that are hard to read, however wide the terminal
NARROWEST = 40

Folders = Annotated[
    list[Path] | None,
    typer.Option(
        "--knowledge",
        metavar="DIR",
        help="A folder of knowledge that extends or overrides the bundled one; may be given several times.",
    ),
]
Width = Annotated[
    int | None, typer.Option(min=NARROWEST, metavar="N", help="Columns to use, instead of the terminal's.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


class Commands(TyperGroup):
    """A group of commands in which what the library refuses ends the process with its status, not a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BalanceRulesError as error:
            typer.echo(str(error).splitlines()[0], err=True)
            complain(error)
            raise typer.Exit(STATUSES.get(type(error), BAD_INPUT)) from None


def complain(error: BalanceRulesError) -> None:
    """Print what was refused to stderr: a line for each problem, `place: found …; expected …. Mend.`"""
    from balance_rules.report import clean

    for problem in error.problems:
        typer.echo(clean(str(problem)), err=True)


def unknown(what: str, name: str, names: Sequence[str]) -> typer.BadParameter:
    """Return the error of a name on the command line that nothing bears."""
    from balance_rules.report import clean

    guess = nearest(name, names)
    return typer.BadParameter(clean(f"{name!r} is no {what}." + (f" Did you mean {guess!r}?" if guess else "")))


def knowledge_base(folders: Sequence[Path] | None) -> KnowledgeBase:
    """Return the bundled knowledge, extended or overridden by `folders`."""
    from balance_rules import knowledge_base

    return knowledge_base.load(*(folders or ()))


def console(width: int | None = None) -> Console:
    """Return the console for stdout: text as it is, no markup, and no colour in a pipe."""
    from rich.console import Console

    chosen = Console(width=width, markup=False, highlight=False, emoji=False)
    if width is None and chosen.width > WIDEST:
        chosen.width = WIDEST
    return chosen


def print_json(value: Any) -> None:
    """Print plain data as JSON."""
    import json

    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


_SPELLED = {
    "≤": "<=",
    "≥": ">=",
    "→": "->",
    "−": "-",
    "–": "-",
    "—": "-",
    "·": "*",
    "…": "...",
    "²": "2",
    "°": "deg",
    "’": "'",
}


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    """Write a sign that the stream's encoding lacks in ASCII: a lost `≥` would change the sense."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_SPELLED.get(sign, "?") for sign in lost), error.end


def prepare_streams() -> None:
    """Let stdout and stderr print any text, whatever their encoding."""
    codecs.register_error("balance_rules.spell_out", _spell_out)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="balance_rules.spell_out")
