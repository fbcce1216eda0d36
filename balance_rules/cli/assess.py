"""`balance-rules assess`: a person's profile and training log → a report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from balance_rules.cli.shell import (
    REFERRAL,
    Folders,
    Json,
    Records,
    Width,
    console,
    knowledge_base,
    print_json,
    say,
    shared_options,
)
from balance_rules.writing import write_text


class EngineName(StrEnum):
    """How to run the rules; both give the same assessment."""

    EXPERTA = "experta"
    COMPILED = "compiled"


@shared_options
def assess(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="What is known of the person: YAML or JSON.")],
    records: Records,
    whole: Annotated[bool, typer.Option("--whole", help="Spell out every prescription, reason and question.")] = False,
    as_json: Json = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the report as one HTML file.")] = None,
    engine: Annotated[EngineName, typer.Option(help="How to run the rules; both give the same.")] = EngineName.EXPERTA,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Assess a person: findings, what to do, referrals, next questions, and the sources of each."""
    kb = knowledge_base(folders)
    assessment = records.assess(kb, profile, engine=engine.value)
    if html is not None:
        from balance_rules.report_html import html_report

        write_text(html, html_report(assessment))
        say(f"The report is {html}.", err=True)
    if as_json:
        print_json(assessment.to_json(indent=2))
    else:
        from balance_rules.report import report

        console(width).print(report(assessment, whole=whole))
    if any(referral.state == "refer" for referral in assessment.referrals):
        raise typer.Exit(REFERRAL)
