"""`balance-rules programme`: a person's profile and training log → a week to train."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from balance_rules.cli.log import DayFirst, Mapped, Sided, Titles, WeightUnit, read_logs
from balance_rules.cli.shell import REFERRAL, Folders, Json, knowledge_base, print_json, say
from balance_rules.writing import write_text


def programme(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="What is known of the person: YAML or JSON.")],
    log: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="The person's training log: the week is changed, not replaced."),
    ] = None,
    titles: Titles = None,
    unit: WeightUnit = None,
    day_first: DayFirst = None,
    sided: Sided = False,
    mapping: Mapped = None,
    sessions: Annotated[int | None, typer.Option(min=1, max=7, metavar="N", help="Sessions a week.")] = None,
    minutes: Annotated[
        int | None, typer.Option(min=1, metavar="M", help="Minutes a session, warm-up included.")
    ] = None,
    days: Annotated[str | None, typer.Option(metavar="DAYS", help="Days of the sessions: mon,wed,fri.")] = None,
    why: Annotated[str | None, typer.Option(metavar="EXERCISE", help="Say why an exercise stands in the week.")] = None,
    why_not: Annotated[
        str | None, typer.Option(metavar="EXERCISE", help="Say what keeps an exercise out, or what it would push out.")
    ] = None,
    more_minutes: Annotated[
        int | None, typer.Option(min=1, metavar="M", help="Say what so many more minutes a session would change.")
    ] = None,
    with_kit: Annotated[
        str | None, typer.Option(metavar="KIT", help="Say what a piece of equipment would change.")
    ] = None,
    as_json: Json = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the week as one HTML page.")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the items as CSV.")] = None,
    hevy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what Hevy's API takes as routines, as JSON.")
    ] = None,
    hevy_templates: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Workouts or exercise templates from Hevy's API: they hold the ids."),
    ] = None,
    folders: Folders = None,
) -> None:
    """Plan a week of training from what an assessment found."""
    from balance_rules.facts import profile_titles
    from balance_rules.logs import read_titles
    from balance_rules.programme import hevy_templates as read_templates

    kb = knowledge_base(folders)
    training = None
    if log:
        own = {**profile_titles(profile), **(read_titles(titles) if titles else {})}
        training = read_logs(kb, log, titles=own, unit=unit, day_first=day_first, sided=sided, mapping=mapping)
    assessment = kb.assess(profile, log=training)
    named = [day.strip() for day in days.split(",")] if days else None
    week = kb.programme(assessment, week=training, sessions=sessions, minutes=minutes, days=named)
    asked = [week.why(why)] if why else []
    asked += [week.why_not(why_not)] if why_not else []
    for more, kit in ((more_minutes or 0, None), (0, with_kit)):
        if more or kit:
            changes = week.with_more(minutes=more, kit=kit).changes
            told = f"{more} more minutes a session" if more else f"With {str(kit).replace('_', ' ')}"
            asked.append(f"{told}: {'; '.join(changes) or 'nothing changes'}.")
    if html is not None:
        write_text(html, week.to_html())
    if csv is not None:
        write_text(csv, week.to_csv())
    if hevy is not None:
        templates = {n: t for path in hevy_templates or () for n, t in read_templates(path, kb.titles()).items()}
        routines = week.to_hevy(templates)
        write_text(hevy, json.dumps(routines, indent=2, ensure_ascii=False) + "\n")
        if missing := routines["without_template"]:
            names = ", ".join(exercise["name"] for exercise in missing)
            say(f"Hevy's template is not known of: {names}. Give --hevy-templates; no id is made up.", err=True)
    if asked:
        print_json(asked) if as_json else say("\n".join(asked))
    elif as_json:
        print_json(week.to_json(indent=2))
    else:
        say(week.to_text(), end=False)
    if any(referral.state == "refer" for referral in assessment.referrals):
        raise typer.Exit(REFERRAL)
