"""What every command shares: its options, how it prints, how errors become an exit status."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from balance_rules.errors import BalanceRulesError, FactError, KnowledgeError, nearest
from balance_rules.writing import escaped, neutral, one_line

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


def _remember(ctx: typer.Context, value: bool) -> bool:
    """Let whoever ends the command know that its reader is a program: errors are then JSON too."""
    ctx.meta[AS_JSON] = value
    return value


AS_JSON = "balance_rules.json"
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.", callback=_remember)]


class Commands(TyperGroup):
    """A group of commands in which what the library refuses ends the process with its status, not a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BalanceRulesError as error:
            if ctx.meta.get(AS_JSON):
                typer.echo(escaped(error.to_json()), err=True)
            else:
                say(str(error).splitlines()[0], err=True)
                complain(error)
            raise typer.Exit(STATUSES.get(type(error), BAD_INPUT)) from None
        except OSError as error:
            if error.errno in (None, errno.EPIPE):  # who reads the output has left: no fault, and nobody to tell
                raise
            say(f"a file could not be used: {error.filename or 'output'}: {error.strerror}", err=True)
            raise typer.Exit(BAD_INPUT) from None
        except MemoryError:
            say("not enough memory: the input is too large for what is free on this machine", err=True)
            raise typer.Exit(BAD_INPUT) from None


def complain(error: BalanceRulesError) -> None:
    """Print what was refused to stderr: a line for each problem, `place: found …; expected …. Fix.`"""
    for line in str(error).splitlines()[1:]:
        say(one_line(line), err=True)


def say(text: str, *, err: bool = False, end: bool = True) -> None:
    """Print a text that may hold anything: nothing in it acts on the terminal."""
    typer.echo(neutral(text), err=err, nl=end)


def unknown(what: str, name: str, names: Sequence[str]) -> typer.BadParameter:
    """Return the error of a name on the command line that nothing bears."""
    guess = nearest(name, names)
    return typer.BadParameter(one_line(f"{name!r} is no {what}." + (f" Did you mean {guess!r}?" if guess else "")))


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
    """Print plain data, or a text that is JSON already, as JSON in which nothing acts on a terminal."""
    import json

    text = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False, default=str)
    typer.echo(escaped(text))


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


def close_streams() -> None:
    """Write out what stdout still holds; where that fails, as on a full disk, say so instead of a traceback."""
    try:
        sys.stdout.flush()
    except OSError as error:
        sys.stderr.write(f"the output could not be written: {error.strerror}\n")
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the interpreter closes it, and would try the disk again
        raise SystemExit(BAD_INPUT) from None
