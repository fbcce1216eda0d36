"""`balance-rules fhir`: assessments as FHIR resources, for health records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from balance_rules.cli.shell import Folders, knowledge_base, say, to_be_written
from balance_rules.text.writing import write_text


def fhir(
    profiles: Annotated[
        list[Path] | None, typer.Argument(metavar="[PROFILE]...", help="What is known of each person: YAML or JSON.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it to this file instead of printing it."),
    ] = None,
    questionnaire: Annotated[
        bool, typer.Option("--questionnaire", help="Write the questionnaire of all attributes instead of people.")
    ] = False,
    subject: Annotated[
        str | None, typer.Option(metavar="REFERENCE", help="The person's record in your system: Patient/123.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help='Check it against R4B first; needs the extra "fhir".')] = False,
    folders: Folders = None,
) -> None:
    """Write assessments as one FHIR bundle (R4): observations, findings, referrals, a plan, the answers."""
    from balance_rules import fhir as made

    if bool(profiles) == questionnaire:
        raise typer.BadParameter("Name the profile of a person, or ask for --questionnaire.")
    if subject is not None and len(profiles or ()) != 1:
        raise typer.BadParameter("--subject is the record of one person: name one profile.")
    to_be_written(output, beside=profiles)
    kb = knowledge_base(folders)
    if questionnaire:
        resource = made.questionnaire(kb.knowledge)
    else:
        resource = made.bundle(*(kb.assess(profile) for profile in profiles or ()), subject=subject)
    if check:
        made.check(resource)
    text = made.as_json(resource, indent=2) + "\n"
    if output is None:
        say(text, end=False)
        return
    write_text(output, text)
    say(f"The resources are in {output}.", err=True)
