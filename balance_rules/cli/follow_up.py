"""`balance-rules follow-up`: what changed since the last visit, and what becomes of each prescription."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from balance_rules.cli.shell import REFERRAL, Folders, Json, knowledge_base, print_json, say, to_be_written
from balance_rules.text.writing import write_text


def follow_up(
    visits: Annotated[
        list[Path],
        typer.Argument(metavar="BEFORE AFTER…", help="Two visits or more, oldest first: JSON of assess, or profiles."),
    ],
    programme: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The programme of the block, as `programme --json` writes it.")
    ] = None,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="The training log of the block.")] = None,
    in_order: Annotated[
        bool, typer.Option("--in-order", help="The visits are in order, whatever their dates say.")
    ] = False,
    as_json: Json = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as one HTML file.")] = None,
    folders: Folders = None,
) -> None:
    """Compare visits: what is better or worse beyond the error of measurement, which findings stand, what to do.

    Records of an older knowledge are judged again with today's; what is owed to the knowledge is told apart.
    """
    if len(visits) < 2:
        raise typer.BadParameter("Give two visits or more, the oldest first.")
    to_be_written(html, beside=[visits, programme, log])
    kb = knowledge_base(folders)
    before, after, *later = visits
    found = kb.follow_up(before, after, *later, programme=programme, log=log, any_dates=in_order)
    if html is not None:
        from balance_rules.report.html.follow_up import follow_up_page

        write_text(html, follow_up_page(found))
        say(f"The follow-up is {html}.", err=True)
    if as_json:
        print_json(found.to_json(indent=2))
    elif html is None:
        say(found.to_text(), end=False)
    if any(referral.status in ("raised", "still_raised") for referral in found.referrals):
        raise typer.Exit(REFERRAL)
