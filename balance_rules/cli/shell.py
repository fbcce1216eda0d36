"""What every command shares: its options, how it prints, how errors become an exit status."""

from __future__ import annotations

import codecs
import contextlib
import datetime
import errno
import inspect
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

import typer
from typer.core import TyperGroup

from balance_rules.errors import BalanceRulesError, FactError, KnowledgeError, Problem, nearest
from balance_rules.text.writing import escaped, neutral, one_line

if TYPE_CHECKING:
    from rich.console import Console

    from balance_rules.assessment import Assessment
    from balance_rules.knowledge_base import KnowledgeBase
    from balance_rules.person.facts import Source
    from balance_rules.person.logs import TrainingLog

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


# ---------------------------------------------------------------- options of several commands


@dataclass(frozen=True, slots=True)
class LogReading:
    """What a person says about training logs that their files cannot tell."""

    titles: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What titles mean, as YAML: 'title: id of an exercise' or 'title: ignore'."),
    ] = None
    unit: Annotated[Literal["kg", "lb"] | None, typer.Option(help="The unit of weights whose file names none.")] = None
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first", help="Whether 5/6/2026 is in June, when no date of the file shows it."
        ),
    ] = None
    sided: Annotated[
        bool, typer.Option("--sided", help="Each side of a one-sided exercise was logged as a set: two are one.")
    ] = False
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Which column holds what, as YAML, for other tables.")
    ] = None

    def read(self, kb: KnowledgeBase, paths: Sequence[Path], own: Mapping[str, str] | None = None) -> TrainingLog:
        """Return files as one training log, looked at today; `own` are a profile's titles, after a file of them.

        Somebody who waits at a terminal sees a bar.
        """
        from balance_rules.person.logs import read_titles

        options: dict[str, Any] = {
            "titles": {**(own or {}), **(read_titles(self.titles) if self.titles else {})},
            "weight_unit": self.unit,
            "day_first": self.day_first,
            "sided": self.sided,
            "mapping": self.mapping,
        }
        with bar("Reading the training log") as draw:
            if draw is not None:
                lines = sum(map(_line_count, filter(Path.is_file, paths)))
                options["progress"] = lambda rows: draw(rows, lines)
            return replace(kb.read_log(paths, **options), today=datetime.date.today())


@dataclass(frozen=True, slots=True)
class Records(LogReading):
    """What of a person stands in files beside the profile: training logs, tests and health exports."""

    log: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help="The export of a training app: CSV, JSON or zip; may be given several times."
        ),
    ] = None
    tests: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="A file of tests or a health export, or what 'import' wrote; may be given several times.",
        ),
    ] = None

    def __bool__(self) -> bool:
        return bool(self.log or self.tests)

    def training(self, kb: KnowledgeBase, profile: Source) -> TrainingLog | None:
        """Return the training logs as one; None without one. The profile may say what titles mean."""
        from balance_rules.person.facts import profile_titles

        return self.read(kb, self.log, profile_titles(profile)) if self.log else None

    def assess(self, kb: KnowledgeBase, profile: Source, **options: Any) -> Assessment:
        """What the knowledge says of a profile with these files."""
        return kb.assess(profile, self.training(kb, profile), tests=self.tests or (), **options)


def to_be_written(*outputs: Path | None, beside: Any) -> None:
    """Refuse an output that is one of the files that are read, or another output: what stood there would be lost.

    Parameters
    ----------
    beside
        What is read: paths, lists of them, classes of options that hold them; anything else is passed over.

    Raises
    ------
    FactError
        With each such output.
    """
    taken, problems = [*_paths(beside)], []
    for output in filter(None, outputs):
        if output.is_file() and any(path.exists() and output.samefile(path) for path in taken):
            found, fix = "one of the files that are read", "Give what is written a name of its own."
            problems.append(Problem(str(output), found, "a file to write", fix, code="cannot-write"))
        elif any(os.path.abspath(output) == os.path.abspath(path) for path in taken):
            fix = "Give each a name of its own."
            problems.append(Problem(str(output), "the name of two files", "a file to write", fix, code="cannot-write"))
        taken.append(output)
    if problems:
        raise FactError(problems)


def _paths(given: Any) -> Iterator[Path]:
    if isinstance(given, Path):
        yield given
    elif isinstance(given, (list, tuple)):
        for part in given:
            yield from _paths(part)
    elif is_dataclass(given):
        for field in fields(given):
            yield from _paths(getattr(given, field.name))


def _line_count(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a class of options, as `Records` is, in the place of each parameter of its type.

    >>> @shared_options
    ... def show(profile: Path, records: Records) -> None: ...
    >>> list(inspect.signature(show).parameters)[:3]
    ['profile', 'log', 'tests']
    """
    hints = get_type_hints(command, include_extras=True)
    kinds = {name: kind for name, kind in hints.items() if isinstance(kind, type) and is_dataclass(kind)}
    options = {name: [*_options(kind)] for name, kind in kinds.items()}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        own = parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[parameter.name])
        parameters += options.get(parameter.name, [own])

    def run(**given: Any) -> None:
        taken = {name: {option.name: given.pop(option.name) for option in options[name]} for name in kinds}
        command(**given, **{name: kind(**taken[name]) for name, kind in kinds.items()})

    run.__name__, run.__doc__, run.__module__ = command.__name__, command.__doc__, command.__module__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _options(kind: type) -> Iterator[inspect.Parameter]:
    """Yield the fields of a class of options as parameters, its own before those that it inherits."""
    hints = get_type_hints(kind, include_extras=True)
    known = {field.name: field for field in fields(kind)}
    for name in dict.fromkeys(name for part in kind.__mro__ for name in vars(part).get("__annotations__", {})):
        yield inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=known[name].default, annotation=hints[name]
        )


# ---------------------------------------------------------------- running and printing


class Commands(TyperGroup):
    """A group of commands in which what the library refuses ends the process with its status, not a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BalanceRulesError as error:
            with contextlib.suppress(OSError):  # the status tells it, where nothing can be written
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


def say(text: str, *, err: bool = False, end: bool = True, width: int | None = None) -> None:
    """Print a text that may hold anything: nothing in it acts on the terminal; with a width, folded."""
    shown = neutral(text)
    typer.echo(shown if width is None else _folded(shown, width), err=err, nl=end)


def _folded(text: str, width: int) -> str:
    """A text of whole lines in at most so many columns; what goes on stands two further in."""
    lines: list[str] = []
    for line in text.split("\n"):
        indent = " " * (min(len(line) - len(line.lstrip()), width // 2) + 2)
        lines += wrap(line, width, subsequent_indent=indent) or [""]
    return "\n".join(lines)


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


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give what draws how many are done of how many, to somebody who waits at a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True, markup=False), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


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
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # whoever started the process has closed it
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - it lasts as long as the process
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
