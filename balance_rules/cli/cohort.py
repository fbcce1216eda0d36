"""`balance-rules cohort`: a table of people → a table of findings, and the squad in counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance_rules.cli.shell import BAD_INPUT, Folders, Json, Width, bar, knowledge_base, print_json, say, to_be_written
from balance_rules.text.writing import write_text

if TYPE_CHECKING:
    from balance_rules.cohort import Cohort
    from balance_rules.cohort.changes import Changes

MEGABYTE = 1_000_000


def cohort(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="Parquet or CSV: a file, a folder or a glob.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the results: .parquet, .csv or .xlsx.")
    ] = None,
    id_column: Annotated[str, typer.Option("--id", metavar="COLUMN", help="The column of ids.")] = "id",
    date: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of dates, if there is one.")] = None,
    keep: Annotated[list[str] | None, typer.Option(metavar="COLUMN", help="A column to carry along.")] = None,
    team: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column of teams: carried along, and the page is by team.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Which columns hold what, and what their words mean, as YAML.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="squad (levels, referrals, prescriptions), all, or a column of the result."),
    ] = None,
    memory: Annotated[int, typer.Option(min=16, metavar="MB", help="About how much memory to use.")] = 1024,
    explain: Annotated[str | None, typer.Option(metavar="ID", help="Show the whole report of one row.")] = None,
    diff: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Show who would change under this knowledge instead, and why.")
    ] = None,
    over_time: Annotated[bool, typer.Option("--over-time", help="Show what changed from date to date.")] = False,
    sql: Annotated[bool, typer.Option("--sql", help="Print the plan as SQL and stop.")] = False,
    dialect: Annotated[str, typer.Option(help="The dialect of the SQL.")] = "duckdb",
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the summary as a page with plots.")] = None,
    as_json: Json = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Assess a table of people: one row in, one row of findings, referrals and prescriptions out."""
    kb = knowledge_base(folders)
    carried = [*dict.fromkeys([*(keep or ()), *([team] if team else [])])]
    wanted = columns or ["squad"]
    shown = wanted[0] if len(wanted) == 1 else wanted
    people = kb.cohort(table, id=id_column, date=date, keep=carried, mapping=mapping, columns=shown)
    to_be_written(output, html, beside=[mapping, *map(Path, people.source.paths)])
    if sql:
        say(people.sql(dialect))
    elif explain is not None:
        _explain(people, explain, width, as_json)
    elif diff is not None or over_time:
        changes = people.over_time() if diff is None else people.diff(knowledge_base([diff]))
        _print_changes(changes, width, as_json)
    else:
        if output is not None and (note := people.memory_for(memory * MEGABYTE)[1]):
            say(note, err=True)
        with bar("Assessing") as progress:
            summary = (
                people.summary if output is None else people.write(output, memory=memory * MEGABYTE, progress=progress)
            )
        if html is not None:
            from balance_rules.report.html.squad import squad_page

            write_text(html, squad_page(summary, team=team))
        if as_json:
            print_json(summary.to_json(indent=2))
        else:
            say(summary.to_text(team), width=width)
        if summary.rows and not summary.people:
            say(f"none of {summary.rows:,} rows can be judged; see what is wrong with them", err=True)
            raise typer.Exit(BAD_INPUT)


def _explain(people: Cohort, row: str, width: int | None, as_json: bool) -> None:
    from balance_rules.cli.shell import console
    from balance_rules.report import report

    assessment = people.explain(people.id_like(row))
    if as_json:
        print_json(assessment.to_json(indent=2))
    else:
        console(width).print(report(assessment))


def _print_changes(changes: Changes, width: int | None, as_json: bool) -> None:
    if as_json:
        print_json(changes.to_dict())
    else:
        say(str(changes), width=width)
