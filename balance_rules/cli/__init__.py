"""The command line: `balance-rules assess | log | import | session | rules | facts | schema | knowledge`.

Every command imports what it needs when it runs, so that help answers at once.
"""

from __future__ import annotations

from typing import Annotated

import typer

from balance_rules.cli import (
    ask,
    assess,
    authoring,
    cohort,
    explain,
    fhir,
    follow_up,
    knowledge,
    log,
    mcp,
    programme,
    rules,
    serve,
    session,
    sheets,
    verify,
)
from balance_rules.cli.shell import Commands, close_streams, prepare_streams

app = typer.Typer(
    cls=Commands,
    help="What a person's facts say of muscle balance: findings, prescriptions, referrals, and the science of each.",
    epilog="Exit status: 0 fine, 2 wrong usage, 3 a referral is raised, 4 the input cannot be used, "
    "5 the knowledge cannot be used, 6 a claim about the knowledge is refuted, 7 one stays open.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(assess.assess)
app.command()(log.log)
app.command("import")(sheets.import_sheets)
app.command()(programme.programme)
app.command()(explain.explain)
app.command()(ask.ask)
app.command("follow-up")(follow_up.follow_up)
app.command()(explain.trace)
app.command()(session.session)
app.add_typer(rules.rules, name="rules")
app.add_typer(rules.facts, name="facts")
app.command("schema")(knowledge.print_schema)
knowledge.knowledge.command("new")(authoring.new)
knowledge.knowledge.command("check")(authoring.check)
app.add_typer(knowledge.knowledge, name="knowledge")
app.command()(verify.verify)
app.command()(cohort.cohort)
app.command()(fhir.fhir)
app.command()(mcp.mcp)
app.command()(serve.serve)


def _print_version(wanted: bool) -> None:
    if wanted:
        from balance_rules.advice.records import engine_version

        typer.echo(f"balance-rules {engine_version()}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line with the process's arguments."""
    prepare_streams()
    try:
        app(standalone_mode=True)
    finally:
        close_streams()
