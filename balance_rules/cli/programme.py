"""`balance-rules programme`: a person's profile and training log → a week to train."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from balance_rules.cli.shell import REFERRAL, Folders, Json, knowledge_base


def programme(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="What is known of the person: YAML or JSON.")],
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The person's training log: the week is changed, not replaced.")
    ] = None,
    sessions: Annotated[int | None, typer.Option(min=1, max=7, metavar="N", help="Sessions a week.")] = None,
    minutes: Annotated[
        int | None, typer.Option(min=1, metavar="M", help="Minutes a session, warm-up included.")
    ] = None,
    days: Annotated[str | None, typer.Option(metavar="DAYS", help="Days of the sessions: 'Mon,Wed,Fri'.")] = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the items as CSV instead of text.")] = False,
    folders: Folders = None,
) -> None:
    """Plan a week of training from what an assessment found."""
    kb = knowledge_base(folders)
    training = None if log is None else kb.read_log(log)
    assessment = kb.assess(profile, log=training)
    named = [day.strip() for day in days.split(",")] if days else None
    week = kb.programme(assessment, week=training, sessions=sessions, minutes=minutes, days=named)
    typer.echo(week.to_json(indent=2) if as_json else week.to_csv() if as_csv else week.to_text(), nl=as_json)
    if any(referral.state == "refer" for referral in assessment.referrals):
        raise typer.Exit(REFERRAL)
