"""`balance-rules explain` and `balance-rules trace`: the reason of every word, and the run itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from balance_rules.cli.shell import (
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
from balance_rules.text.writing import escaped, write_text

if TYPE_CHECKING:
    from rich.tree import Tree

    from balance_rules.assessment import Assessment
    from balance_rules.explain import Explanation, How
    from balance_rules.knowledge_base import KnowledgeBase

HEAD = 200  # bytes, in which the JSON of an assessment names its format


Reader = Literal["athlete", "coach", "auditor"]  # plain words; values and grades; every id and weight
Form = Literal["text", "json", "tree", "graphml", "dot", "mermaid", "prov"]  # all but the first two of a derivation
Profile = Annotated[
    Path,
    typer.Argument(
        metavar="PROFILE",
        help="What is known of the person: YAML or JSON; or what 'assess --json' wrote.",
    ),
]
Audience = Annotated[Reader, typer.Option("--for", help="Who reads it.")]


@shared_options
def explain(
    profile: Profile,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="A number of the page, or the title or id of a finding, rule, referral, exercise or prescription.",
        ),
    ] = None,
    how: Annotated[bool, typer.Option("--how", help="How it was derived.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Which facts suffice for it.")] = False,
    why_not: Annotated[bool, typer.Option("--why-not", help="What stands between the person and it.")] = False,
    change: Annotated[bool, typer.Option("--change", help="The smallest changes that would turn it.")] = False,
    below: Annotated[str | None, typer.Option(metavar="LEVEL", help="--change to below this level.")] = None,
    above: Annotated[str | None, typer.Option(metavar="LEVEL", help="--change to above this level.")] = None,
    frozen: Annotated[list[str] | None, typer.Option(metavar="FACT", help="--change must leave this alone.")] = None,
    cost: Annotated[
        list[str] | None, typer.Option(metavar="FACT=COST", help="What a step of this costs in --change.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, metavar="N", help="How many different changes --change looks for.")] = 3,
    level: Annotated[str | None, typer.Option(metavar="LEVEL", help="The level --why and --why-not are about.")] = None,
    what_if: Annotated[
        list[str] | None, typer.Option(metavar="FACT=VALUE", help="What would change with another fact.")
    ] = None,
    contrast: Annotated[
        Path | None, typer.Option(metavar="PROFILE", help="What sets another person, or date, apart.")
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="What is unknown and could change the advice.")] = False,
    why_asked: Annotated[str | None, typer.Option(metavar="FACT", help="What hangs on an unknown fact.")] = None,
    depth: Annotated[int | None, typer.Option(min=1, metavar="N", help="How far --how goes down.")] = None,
    *,
    records: Records,
    audience: Audience = "coach",
    form: Annotated[Form, typer.Option(help="The form to print.")] = "text",
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it as one HTML file, for all three readers.")
    ] = None,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Explain an assessment: how, why, why not, what if, what to change, what is missing.

    With a NAME and no question, says how it was derived when it holds, and else why not.
    """
    to_be_written(html, beside=[profile, contrast, records])
    kb = knowledge_base(folders)
    assessment = _assessed(kb, profile, records)
    asked: list[Explanation] = []
    if missing:
        asked.append(assessment.missing())
    if why_asked:
        asked.append(assessment.why_asked(why_asked))
    if what_if:
        asked.append(assessment.what_if(_assignments(what_if)))
    if contrast:
        asked.append(_in_order(assessment, _assessed(kb, contrast, Records())))
    if name is not None:
        name = _named(assessment, name, asked)
    if name is None and not asked:
        raise typer.BadParameter("Name what to explain, or ask --missing, --what-if, --contrast or --why-asked.")
    if name is not None:
        if above or below or frozen or cost:
            change = True
        if not (asked or how or why or why_not or change):
            how = assessment.how(name).truth == "true"
            why_not = not how
        asked += [assessment.how(name, depth=depth)] if how else []
        asked += [assessment.why(name, level=level)] if why else []
        asked += [assessment.why_not(name, level=level)] if why_not else []
        if change:
            costs = {fact: _cost(fact, value) for fact, value in _assignments(cost or []).items()}
            asked.append(assessment.change(name, below=below, above=above, frozen=frozen or (), cost=costs, k=most))
    if html is not None:
        from balance_rules.report.html import explanation_page

        write_text(html, explanation_page(asked, person=assessment.sheet.person))
        say(f"The explanation is {html}.", err=True)
    for explanation in asked:
        _show(explanation, audience, form, width)


def _named(assessment: Assessment, name: str, asked: list[Explanation]) -> str | None:
    """Return the id of what a name stands for; where it is the number of a question, add why that is asked."""
    from balance_rules.report.handles import handle

    found = handle(assessment, name)
    if found.kind == "fact":
        asked += [assessment.why_asked(fact) for fact in found.ids]
        return None
    first, *others = found.ids
    if others:
        say(f"Behind it stand also: {', '.join(others)}.", err=True)
    return first


def _assessed(kb: KnowledgeBase, path: Path, records: Records) -> Assessment:
    """Return the assessment of a profile, or the one that a file holds as JSON."""
    from balance_rules.advice.records import FORMAT, LARGEST_JSON
    from balance_rules.assessment import Assessment

    if not _holds_json(path, FORMAT):
        return records.assess(kb, path)
    if records:
        raise typer.BadParameter(f"{path} is an assessment; what logs and tests say is in it already.")
    with path.open("rb") as file:
        return Assessment.from_json(file.read(LARGEST_JSON + 1), kb.knowledge)


def _in_order(one: Assessment, other: Assessment) -> Explanation:
    """What sets two assessments apart, the earlier first where both have a date."""
    before, after = one.sheet.date, other.sheet.date
    reversed_ = before is not None and after is not None and after < before
    return other.contrast(one) if reversed_ else one.contrast(other)


def _holds_json(path: Path, name: str) -> bool:
    """Return whether a file is JSON of a format; what cannot be read is left to the reader of profiles to tell."""
    try:
        with path.open("rb") as file:
            return path.is_file() and name.encode() in file.read(HEAD)
    except (OSError, ValueError):
        return False


def _cost(fact: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a number; write --cost {fact}=2.") from None


def _assignments(texts: list[str]) -> Mapping[str, Any]:
    facts = {}
    for text in texts:
        fact, sign, value = text.partition("=")
        if not sign:
            raise typer.BadParameter(f"{text!r} is not FACT=VALUE, such as sedentary_hours=5.")
        facts[fact.strip()] = typed(value.strip())
    return facts


def typed(text: str) -> Any:
    """What a person typed as the value a profile would hold; "unknown" forgets a fact."""
    words: dict[str, Any] = {"yes": True, "true": True, "no": False, "false": False, "unknown": None}
    return words.get(text.lower(), text)


def _show(explanation: Explanation, audience: Reader, form: Form, width: int | None) -> None:
    from balance_rules.explain import How, to_dot, to_graphml, to_mermaid, to_prov_json

    if form == "text":
        say(explanation.to_text(audience))
    elif form == "json":
        print_json(explanation.to_json(indent=2))
    elif not isinstance(explanation, How):
        raise typer.BadParameter(f"--form {form} is for --how.")
    elif form == "tree":
        console(width).print(_tree(explanation, audience))
    else:
        write = {"graphml": to_graphml, "dot": to_dot, "mermaid": to_mermaid, "prov": to_prov_json}[form]
        say(escaped(write(explanation)) if form == "prov" else write(explanation))


_MARKS = {"true": "●", "unknown": "◐", "false": "○"}


def _tree(how: How, audience: Reader) -> Tree:
    """Return a derivation as a tree; the marks tell true, unknown and false apart without colour."""
    from rich.text import Text
    from rich.tree import Tree

    from balance_rules.explain.how import line
    from balance_rules.report import clean

    root = Tree(Text(clean(how.statement), style="bold"))
    branches = [root]
    for depth, link, step, again in how.tree(fold=audience != "auditor"):
        if depth == 0:
            continue
        words = f"{_MARKS[step.truth]} {line(step, link, audience)}{' (see above)' if again else ''}"
        del branches[depth:]
        branches.append(branches[-1].add(Text(clean(words))))
    return root


@shared_options
def trace(
    profile: Profile,
    records: Records,
    audience: Audience = "coach",
    as_json: Json = False,
    folders: Folders = None,
) -> None:
    """Show the run as it happens: each activation, the agenda, the facts declared, the strata closed.

    Of an assessment that was made before, shows the run over its facts.
    """
    from balance_rules.explain.basis import fact_shown
    from balance_rules.explain.trace import told
    from balance_rules.text.plain_words import plain

    assessment = _assessed(knowledge_base(folders), profile, records)
    if as_json:
        print_json(assessment.trace().to_json(indent=2))
        return
    words = assessment.knowledge.words.client
    facts = [fact_shown(assessment.knowledge, assessment.sheet, fact) for fact in assessment.sheet.values]
    for text in told(facts, assessment.activations(), audience):
        say(plain(text, words) if audience == "athlete" else text)
