"""`balance-rules assess`: a person's profile and training log → a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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
    to_be_written,
)
from balance_rules.text.writing import write_text

if TYPE_CHECKING:
    from balance_rules.assessment import Assessment
    from balance_rules.knowledge_base import KnowledgeBase
    from balance_rules.person.logs import TrainingLog
    from balance_rules.programme import Programme
    from balance_rules.report.content import Reader


EngineName = Literal["experta", "compiled"]
PageReader = Literal["coach", "client"]


@shared_options
def assess(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="What is known of the person: YAML or JSON.")],
    records: Records,
    full: Annotated[bool, typer.Option("--full", help="The whole report, with every finding and its sources.")] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="The whole report, every prescription, reason and question spelled out.")
    ] = False,
    reader: Annotated[
        PageReader, typer.Option("--for", help="Who the page is for; a client's is in plain words, to hand out.")
    ] = "coach",
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page as Markdown, at most 8 KB.")] = False,
    as_json: Json = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it as one HTML file instead of printing it.")
    ] = None,
    engine: Annotated[EngineName, typer.Option(help="How to run the rules; both give the same.")] = "compiled",
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Assess a person, on one page: is it safe, what matters, the week, what to ask, when to measure again.

    Every number on the page is a handle for 'explain'; --full gives the whole report.
    """
    if reader == "client" and (full or whole or as_json):
        raise typer.BadParameter("--for client is the one page; leave out --full, --whole and --json.")
    if markdown and (full or whole or as_json):
        raise typer.BadParameter("--markdown is the one page; leave out --full, --whole and --json.")
    to_be_written(html, beside=[profile, records])
    kb = knowledge_base(folders)
    training = records.training(kb, profile)
    assessment = kb.assess(profile, training, tests=records.tests or (), engine=engine)
    all_of_it = full or whole
    week = None if as_json or (all_of_it and html is None) else week_of(kb, assessment, training, reader)
    if html is not None:
        from balance_rules.report.html import html_page, html_report

        text = html_report(assessment) if all_of_it else html_page(assessment, week, reader)
        write_text(html, text)
        say(f"The report is {html}.", err=True)
    if as_json:
        print_json(assessment.to_json(indent=2, full=all_of_it))
    elif html is None and markdown:
        say(assessment.to_markdown(week, reader), end=False)
    elif html is None:
        from balance_rules.report import page, report, summary

        shown = report(assessment, whole=whole) if all_of_it else page(summary(assessment, week, reader, largest=None))
        console(width).print(shown)
    if any(referral.state == "refer" for referral in assessment.referrals):
        raise typer.Exit(REFERRAL)


def week_of(
    kb: KnowledgeBase, assessment: Assessment, training: TrainingLog | None, reader: Reader = "coach"
) -> Programme | str:
    """Return the week to train, or in words why there is none; what a coach has to state is not told a client."""
    from balance_rules.errors import FactError, UnsupportedError
    from balance_rules.programme import stopped

    if stop := stopped(assessment):
        return stop
    try:
        return kb.programme(assessment, training)
    except (FactError, UnsupportedError) as error:
        begin = "No week here." if isinstance(error, UnsupportedError) else "No week yet:"
        return f"{begin} {error.problems[0].fix}" if reader == "coach" else "No week yet: your coach plans it with you."
