"""`balance-rules assess`: a person's profile and training log → a report."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance_rules.cli.shell import REFERRAL, Folders, Json, Width, console, knowledge_base

if TYPE_CHECKING:
    from balance_rules.knowledge_base import KnowledgeBase
    from balance_rules.logs import TrainingLog


class EngineName(StrEnum):
    """How to run the rules; both give the same assessment."""

    EXPERTA = "experta"
    COMPILED = "compiled"


def assess(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="What is known of the person: YAML or JSON.")],
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The person's training log: a CSV export of Hevy.")
    ] = None,
    tests: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="A file of tests or a health export, or what 'import' wrote; may be given several times.",
        ),
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="Spell out every prescription, reason and question.")] = False,
    as_json: Json = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the report as one HTML file.")] = None,
    engine: Annotated[EngineName, typer.Option(help="How to run the rules; both give the same.")] = EngineName.EXPERTA,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Assess a person: findings, what to do, referrals, next questions, and the sources of each."""
    kb = knowledge_base(folders)
    training = None if log is None else _read_log(kb, log)
    assessment = kb.assess(profile, log=training, tests=tests or (), engine=engine.value)
    if html is not None:
        from balance_rules.report_html import html_report

        html.write_text(html_report(assessment), encoding="utf-8", newline="\n")
        typer.echo(f"The report is {html}.", err=True)
    if as_json:
        typer.echo(assessment.to_json(indent=2))
    else:
        from balance_rules.report import report

        console(width).print(report(assessment, whole=whole))
    if any(referral.state == "refer" for referral in assessment.referrals):
        raise typer.Exit(REFERRAL)


def _read_log(kb: KnowledgeBase, path: Path) -> TrainingLog:
    """Return the training log; somebody who waits at a terminal sees a bar."""
    if not (sys.stderr.isatty() and path.is_file()):
        return kb.read_log(path)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True, markup=False), transient=True) as progress:
        with path.open("rb") as file:
            task = progress.add_task("Reading the training log", total=sum(1 for _ in file))
        return kb.read_log(path, progress=lambda rows: progress.update(task, completed=rows))
