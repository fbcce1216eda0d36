"""`balance-rules knowledge lint | test | report` and `balance-rules schema`: the knowledge itself.

`knowledge new` and `knowledge check` stand in `authoring`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from balance_rules.cli.shell import BAD_KNOWLEDGE, Folders, Json, Width, console, knowledge_base, print_json, say
from balance_rules.text.writing import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from balance_rules.knowledge.inventory import Inventory

knowledge = typer.Typer(help="What the knowledge holds, and whether its form is sound.", no_args_is_help=True)


_Listed = Literal["cohort_summary", "cohort_changes", "inventory", "statement", "statements", "attributes"]
SchemaName = Literal["profile", "assessment", "explanation", "error", "verification", "difference", _Listed]


def print_schema(
    name: Annotated[SchemaName, typer.Argument(help="A profile as it is read, or JSON as a command prints it.")],
    folders: Folders = None,
) -> None:
    """Print the JSON Schema of a profile, or of what `--json` prints."""
    if name == "profile":
        print_json(knowledge_base(folders).profile_schema)
        return
    from balance_rules.report.formats import FORMATS, schema

    print_json(schema(next(versioned for versioned in FORMATS if versioned.rpartition("-")[0] == name)))


@knowledge.command("lint")
def lint(folders: Folders = None) -> None:
    """Check the form of the knowledge: cases, sources, numbers, words. The exit status is 5 if something is wrong."""
    from balance_rules.knowledge.lint import lint as issues_of

    issues = issues_of(knowledge_base(folders).knowledge)
    for issue in issues:
        say(one_line(str(issue)))
    if issues:
        say(f"{len(issues)} issue{'s' if len(issues) > 1 else ''}", err=True)
        raise typer.Exit(BAD_KNOWLEDGE)


@knowledge.command("test")
def test(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of your knowledge.")]) -> None:
    """Run the cases of a folder of knowledge, and the whole people in its folder `scenarios`.

    The folder extends the bundled knowledge. The exit status is 5 if something comes out otherwise than it says.
    """
    from balance_rules.assessment.scenarios import failures, read_scenario
    from balance_rules.knowledge.lint import lint as issues_of
    from balance_rules.knowledge.listing import SCENARIOS

    base = knowledge_base([folder])
    told = [str(issue) for issue in issues_of(base.knowledge, folder=folder.resolve().name)]
    people = sorted((folder / SCENARIOS).glob("*.yaml"))
    for path in people:
        scenario = read_scenario(path)
        answer = base.assess(scenario.profile, engine="compiled")
        told += [f"{path}: {failure}" for failure in failures(base.knowledge, answer, scenario.expect)]
    for line in told:
        say(one_line(line))
    say(f"{len(people)} scenario{'' if len(people) == 1 else 's'}; {len(told) or 'nothing'} to fix", err=True)
    if told:
        raise typer.Exit(BAD_KNOWLEDGE)


@knowledge.command("report")
def report(as_json: Json = False, folders: Folders = None, width: Width = None) -> None:
    """Show what the knowledge holds and what it rests on."""
    from balance_rules.knowledge.inventory import take_inventory

    inventory = take_inventory(knowledge_base(folders).knowledge)
    if as_json:
        print_json(inventory.to_dict())
        return
    from rich.console import Group

    console(width).print(Group(*_inventory(inventory)))


def _sources(inventory: Inventory) -> Iterator[RenderableType]:
    from balance_rules.knowledge.inventory import RECENT
    from balance_rules.report import labelled

    sources = inventory.sources
    share = f" ({100 * sources.identified // sources.written} %)" if sources.written else ""
    yield labelled("Sources identified", f"{sources.identified} of {sources.written}{share}")
    yield labelled(f"Sources of {RECENT} or later", str(sources.recent))
    read = ", ".join(f"{reading.replace('_', ' ')} {number}" for reading, number in sources.by_reading)
    yield labelled("Sources by what was read", f"{read}, not said {sources.unread}")
    grades = ", ".join(f"{grade} {number}" for grade, number in inventory.rules_by_grade)
    yield labelled("Rules by the grade of what they say", grades)
    roles = (f"{r.role.replace('_', '-')} {r.rules} ({r.indirect} indirect)" for r in inventory.rules_by_role)
    yield labelled("Rules by what they rest on", ", ".join(roles))
    sides = inventory.side_differences
    yield labelled("Rules whose cut-off lies inside the error of measurement", str(len(sides.inside)))
    beyond, meant, unknown = len(sides.beyond), len(sides.on_purpose), len(sides.unknown)
    others = f"beyond it {beyond}, inside on purpose {meant}, error not known {unknown}"
    yield labelled("Other rules on differences between the sides", others)
    yield labelled("Their error is", ", ".join(f"{basis} {number}" for basis, number in sides.by_basis if number))


def _inventory(inventory: Inventory) -> Iterator[RenderableType]:
    from balance_rules.report import heading, item, labelled

    yield item(f"{inventory.name} {inventory.version} ({inventory.hash[:12]})", style="bold")
    yield heading("Entries, and for how many sides, muscles or sites they stand")
    for count in inventory.counts:
        stands = f" ({count.grounded})" if count.grounded != count.written else ""
        yield labelled(count.kind.capitalize(), f"{count.written}{stands}")
    grades = ", ".join(f"{grade} {number}" for grade, number in inventory.sources_by_grade)
    yield labelled("Sources by grade", grades)
    yield from _sources(inventory)
    live = sum(claim.live for claim in inventory.claims)
    yield heading(f"Claims: {live} of {len(inventory.claims)} live")
    for claim in inventory.claims:
        carriers = ", ".join(claim.carried_by) or "nothing"
        yield item(f"{claim.id} ({claim.verdict.replace('_', ' ')}), carried by {carriers}", "- ")
    names = inventory.without_prospective_support
    yield heading(f"Rules without prospective support (no source of grade A or B): {len(names)}")
    for name in names:
        yield item(name, "- ")
    yield heading(f"Thresholds that are conventions: {len(inventory.conventional_thresholds)}")
    for threshold in inventory.conventional_thresholds:
        compared = f"{threshold.attribute} {threshold.threshold}"
        yield item(f"{threshold.statement}: {compared}. {threshold.reason}", "- ")
    yield heading(f"Attributes that nothing reads: {len(inventory.unread_attributes)}")
    for name in inventory.unread_attributes:
        yield item(name, "- ")
