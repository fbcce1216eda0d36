"""`balance-rules knowledge new | check`: how an author begins a statement, and sees whether it is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from balance_rules.cli.rules import lines_of, named
from balance_rules.cli.shell import BAD_INPUT, BAD_KNOWLEDGE, Folders, Width, console, knowledge_base, say
from balance_rules.text.writing import one_line, write_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from balance_rules.verify import Report


NewKind = Literal["rule", "referral", "restriction", "prescription"]


def new(
    kind: Annotated[NewKind, typer.Argument(help="What to write.")],
    identity: Annotated[str, typer.Argument(metavar="ID", help="Its name, which is also that of its file.")],
    finding: Annotated[
        str | None, typer.Option(metavar="F", help="The finding that a rule concludes, or a prescription answers.")
    ] = None,
    folder: Annotated[Path, typer.Option(metavar="DIR", help="The folder of knowledge in which to write it.")] = Path(
        "knowledge"
    ),
) -> None:
    """Write a file for a new statement, with what to fill in beside each blank. Nothing is overwritten."""
    from balance_rules.errors import FactError
    from balance_rules.knowledge.templates import FOLDERS, new_statement

    if not folder.is_dir():
        fix = "Give a folder of knowledge with --folder DIR, or make it."
        raise FactError.of(str(folder), "no folder", "a folder of knowledge", fix, code="nothing-there")
    text = new_statement(knowledge_base(None).knowledge, kind, identity, finding)
    path = folder / FOLDERS[kind] / f"{identity}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() or path.is_symlink():
        say(f"{path}: found a file; expected none. Choose another name, or change what is there.", err=True)
        raise typer.Exit(BAD_INPUT)
    write_text(path, text)
    say(str(path))


def check(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The id of a rule, referral, restriction, …")],
    fresh: Annotated[bool, typer.Option("--fresh", help="Prove anew what earlier runs have proved.")] = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Check one statement: its page, lint, the proofs of its cone. The exit status is 5 if something is wrong."""
    from rich.console import Group

    from balance_rules.explain.describing import describe, plain
    from balance_rules.knowledge.lint import lint
    from balance_rules.verify.cone import verify_statement

    of = knowledge_base(folders).knowledge
    found = named(of, identity)
    name = found[0].name
    issues = lint(of, name)
    report = verify_statement(of, name, fresh=fresh)
    console(width).print(Group(*lines_of(plain(describe(of, found))), *_proofs(report)))
    for issue in issues:
        say(one_line(str(issue)))
    wrong = len(issues) + len(report.failed) + len(report.open)
    say(f"{name}: {f'{wrong} to fix' if wrong else 'nothing to fix'}", err=True)
    if wrong:
        raise typer.Exit(BAD_KNOWLEDGE)


def _proofs(report: Report) -> Iterator[RenderableType]:
    """Yield what is proved of a statement, and in full what is refuted or open."""
    from balance_rules.cli.verify import result_lines
    from balance_rules.report import heading, labelled

    passed = sum(result.outcome == "pass" for result in report.results)
    kept = f", {report.kept} kept from earlier runs" if report.kept else ""
    yield heading("Proofs")
    yield labelled("Proved", f"{passed} claims, by {report.questions} questions{kept}, in {report.seconds:.1f} s")
    for result in (*report.failed, *report.open, *report.suppressed):
        yield from result_lines(result)
