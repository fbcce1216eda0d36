"""`balance-rules log`: what was read of a training log, and what was not."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from balance_rules.cli.shell import (
    Folders,
    Json,
    LogReading,
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
    from balance_rules.report import ListItem

MOST_SHOWN = 8  # weeks and titles


@shared_options
def log(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Exports of training apps: CSV, JSON or zip.")],
    reading: LogReading,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day to look at; the last session's by default.")
    ] = None,
    weeks: Annotated[int | None, typer.Option(min=1, metavar="N", help="Look at the last N weeks only.")] = None,
    as_json: Json = False,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write weekly sets as a picture.")] = None,
    draft_mapping: Annotated[
        bool, typer.Option("--draft-mapping", help="Print a mapping for a table of an unknown app, to be checked.")
    ] = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Show what a training log gives: sessions, sets per muscle and week, and what was not read and why."""
    if draft_mapping:
        typer.echo(_drafts(files), nl=False)
        return
    to_be_written(svg, beside=[files, reading])
    day = _day(until)
    kb = knowledge_base(folders)
    read = reading.read(kb, files)
    from balance_rules.person.logs.summary import summary

    found = summary(read, kb.knowledge, day, weeks)
    if svg is not None:
        from balance_rules.person.logs.picture import svg as picture

        write_text(svg, picture(found))
        say(f"The picture is {svg}.", err=True)
    if as_json:
        print_json(found)
        return
    out = console(width)
    for line in _lines(found, out.width):
        out.print(line)


def _drafts(files: Sequence[Path]) -> str:
    from balance_rules.person.logs.files import read_files
    from balance_rules.person.logs.formats.mapped import draft

    return "".join(draft(file) for path in files for file in read_files(path))


def _day(text: str | None) -> datetime.date | None:
    try:
        return None if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date such as 2026-01-31.", param_hint="--until") from None


# ---------------------------------------------------------------- in words


def _lines(found: Mapping[str, Any], width: int) -> Iterator[str | ListItem]:
    from balance_rules.report import item
    from balance_rules.text.wording import counted

    for file in found["files"]:
        yield item(f"{file['path']}: {file['layout']}, {counted(file['rows'], 'row')}")
    sessions = found["sessions"]
    when = f", {sessions[0]['start'][:10]} to {sessions[-1]['start'][:10]}" if sessions else ""
    sets, warmups = counted(found["working_sets"], "working set"), counted(found["warmups"], "warm-up")
    yield item(f"{sets} of known exercises in {counted(len(sessions), 'session')}{when}; {warmups}.")
    if found["muscles"]:
        yield ""
        yield from _table(found, width)
    yield from _listed(
        "Guessed; correct them with --titles:",
        [
            f"{g['title']} ({g['sets']}): {g['exercise']}, score {g['score']} of 100, {g['reason']}"
            for g in found["guessed"]
        ],
    )
    yield from _listed(
        "Exercises that are not known:",
        [f"{u['title']} ({u['sets']})" + _perhaps(u["nearest"]) for u in found["unmapped"]],
    )
    yield from _listed("Not counted:", [f"{n['title']} ({n['sets']}){_why(n)}" for n in found["not_counted"]])
    reasons = Counter((row["reason"], row["lost"]) for row in found["skipped"])
    yield from _listed(
        "Rows that were left out:",
        [
            f"{count} {reason.replace('_', ' ')}{' (work may be lost)' if lost else ''}, "
            f"first in {_first(found, reason)}"
            for (reason, lost), count in reasons.most_common()
        ],
    )
    yield from _listed("Notes:", found["notes"], all_of_them=True)


def _table(found: Mapping[str, Any], width: int) -> Iterator[str]:
    """Yield the sets of each muscle: the mean a week, and the last weeks."""
    from balance_rules.person.logs.picture import mean_of

    shown = max(0, min(len(found["weeks"]), MOST_SHOWN, (width - 40) // 7))
    covered = found["weeks_covered"]
    last = found["weeks"][-shown:] if shown else []
    yield f"Sets a week over {covered:g} {'week' if covered == 1 else 'weeks'}, and in the weeks from"
    yield f"  {'':28}{'mean':>7}" + "".join(f"{week[5:]:>7}" for week in last)
    for muscle in found["muscles"]:
        last_sets = muscle["weeks"][-shown:] if shown else []
        counts = "".join("      –" if sets is None else f"{sets:>7g}" for sets in last_sets)
        yield f"  {muscle['name'][:28]:28}{mean_of(muscle):>7}{counts}"


def _perhaps(nearest: Sequence[str]) -> str:
    return f": perhaps {' or '.join(nearest)}?" if nearest else ""


def _why(activity: Mapping[str, Any]) -> str:
    return ": trains muscles in shares nobody can give" if activity["work"] else ""


def _first(found: Mapping[str, Any], reason: str) -> str:
    from balance_rules.person.logs.formats import place_of

    row = next(row for row in found["skipped"] if row["reason"] == reason)
    layouts = {file["path"]: file["layout"] for file in found["files"]}
    place = place_of(layouts[row["file"]], row["line"])
    what = f" ({row['text']!r})" if row["text"] else ""
    return (f"{place} of {row['file']}" if len(layouts) > 1 else place) + what


def _listed(heading: str, lines: Sequence[str], *, all_of_them: bool = False) -> Iterator[str | ListItem]:
    from balance_rules.report import item

    if not lines:
        return
    yield ""
    yield heading
    shown = lines if all_of_them else lines[:MOST_SHOWN]
    yield from (item(line, indent=2) for line in shown)
    if len(lines) > len(shown):
        yield f"  and {len(lines) - len(shown)} more; --json has all"
