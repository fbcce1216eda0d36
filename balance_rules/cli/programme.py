"""`balance-rules programme`: a person's profile and training log → a week to train."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from balance_rules.cli.shell import (
    BAD_INPUT,
    REFERRAL,
    Folders,
    Json,
    Records,
    Width,
    knowledge_base,
    print_json,
    say,
    shared_options,
    to_be_written,
)
from balance_rules.text.writing import write_text

if TYPE_CHECKING:
    from balance_rules.knowledge_base import KnowledgeBase
    from balance_rules.programme import Programme, ProgrammeRecord


@dataclass(frozen=True, slots=True)
class WeekSize:
    """How much time there is, and when."""

    sessions: Annotated[int | None, typer.Option(min=1, max=7, metavar="N", help="Sessions a week.")] = None
    minutes: Annotated[int | None, typer.Option(min=1, metavar="M", help="Minutes a session, warm-up included.")] = None
    days: Annotated[str | None, typer.Option(metavar="DAYS", help="Days of the sessions: mon,wed,fri.")] = None

    def limits(self, stored: ProgrammeRecord | None) -> dict[str, Any]:
        """What a week is planned within; a stored week has its own."""
        if stored is None:
            days = [day.strip() for day in self.days.split(",")] if self.days else None
            return {"sessions": self.sessions, "minutes": self.minutes, "days": days}
        if self.sessions or self.minutes or self.days:
            raise typer.BadParameter("--check takes days and minutes from the stored week; leave out the others.")
        return {"minutes": stored.minutes_a_session, "days": stored.days}


@dataclass(frozen=True, slots=True)
class WeekAsked:
    """What to say of a week instead of all of it."""

    why: Annotated[str | None, typer.Option(metavar="EXERCISE", help="Say why an exercise stands in the week.")] = None
    why_not: Annotated[
        str | None, typer.Option(metavar="EXERCISE", help="Say what keeps an exercise out, or what it would push out.")
    ] = None
    more_minutes: Annotated[
        int | None, typer.Option(min=1, metavar="M", help="Say what so many more minutes a session would change.")
    ] = None
    with_kit: Annotated[str | None, typer.Option(metavar="KIT", help="Say what a piece of equipment would change.")] = (
        None
    )

    def answers(self, week: Programme) -> Iterator[str]:
        """Yield the answer to each question."""
        if self.why:
            yield week.why(self.why)
        if self.why_not:
            yield week.why_not(self.why_not)
        for more, kit in ((self.more_minutes or 0, None), (0, self.with_kit)):
            if more or kit:
                changes = week.with_more(minutes=more, kit=kit).changes
                told = f"{more} more minutes a session" if more else f"With {str(kit).replace('_', ' ')}"
                yield f"{told}: {'; '.join(changes) or 'nothing changes'}."


@dataclass(frozen=True, slots=True)
class Files:
    """Where to write a week."""

    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the week as one HTML page.")] = None
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the items as CSV.")] = None
    hevy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what Hevy's API takes as routines, as JSON.")
    ] = None
    hevy_templates: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Workouts or exercise templates from Hevy's API: they hold the ids."),
    ] = None

    def write(self, kb: KnowledgeBase, week: Programme) -> None:
        """Write each file that was asked for, whole or not at all."""
        from balance_rules.programme import hevy_templates

        if self.html is not None:
            write_text(self.html, week.to_html())
        if self.csv is not None:
            write_text(self.csv, week.to_csv())
        if self.hevy is not None:
            known = (hevy_templates(path, kb.titles()) for path in self.hevy_templates or ())
            routines = week.to_hevy({name: template for some in known for name, template in some.items()})
            write_text(self.hevy, json.dumps(routines, indent=2, ensure_ascii=False) + "\n")
            if missing := routines["without_template"]:
                names = ", ".join(exercise["name"] for exercise in missing)
                say(f"Hevy's template is not known of: {names}. Give --hevy-templates; no id is made up.", err=True)


@shared_options
def programme(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="What is known of the person: YAML or JSON.")],
    *,
    records: Records,
    size: WeekSize,
    asked: WeekAsked,
    files: Files,
    check: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Check a stored week, and say in what one of today differs.")
    ] = None,
    as_json: Json = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Plan a week of training from what an assessment found."""
    to_be_written(files.html, files.csv, files.hevy, beside=[profile, records, files.hevy_templates, check])
    kb = knowledge_base(folders)
    training = records.training(kb, profile)
    assessment = kb.assess(profile, training, tests=records.tests or ())
    stored = _stored(check)
    week = kb.programme(assessment, week=training, **size.limits(stored))
    files.write(kb, week)
    answers = [*asked.answers(week)]
    if stored is not None:
        _tell(stored, week, answers, width, as_json)
    elif answers:
        print_json(answers) if as_json else say("\n".join(answers), width=width)
    elif as_json:
        print_json(week.to_json(indent=2))
    else:
        say(week.to_text(width), end=False, width=width)
    if any(referral.state == "refer" for referral in assessment.referrals):
        raise typer.Exit(REFERRAL)


def _stored(path: Path | None) -> ProgrammeRecord | None:
    from balance_rules.advice.records import LARGEST_JSON
    from balance_rules.errors import FactError
    from balance_rules.programme import ProgrammeRecord
    from balance_rules.text.documents import beginning

    if path is None:
        return None
    try:
        return ProgrammeRecord.from_json(beginning(path, LARGEST_JSON + 1))
    except OSError as error:
        found, fix = error.strerror or "a file that cannot be read", "Give the file that 'programme --json' wrote."
        raise FactError.of(str(path), found, "the JSON of a programme", fix, code="unreadable") from None


def _tell(stored: ProgrammeRecord, week: Programme, answers: list[str], width: int | None, as_json: bool) -> None:
    """Say which limits a stored week breaks today, and in what the week of today differs."""
    from balance_rules.programme import check, differences

    broken = check(stored, week.task.assessment, week.task.week)
    other = differences(stored, week.record)
    if as_json:
        print_json({"broken": broken, "differs": other, "answers": answers})
    else:
        told = [f"It breaks {len(broken)} of today's limits:" if broken else "It keeps every limit of today."]
        told += [f"   {fault}" for fault in broken]
        told += [f"Planned today it differs in {len(other)}:" if other else "Planned today it is the same."]
        told += [f"   {change}" for change in other]
        say("\n".join([*told, *answers]), width=width)
    if broken:
        raise typer.Exit(BAD_INPUT)
