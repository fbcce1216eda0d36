"""`balance-rules rules list | show` and `balance-rules facts list`: what the knowledge says, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from balance_rules.cli.shell import Folders, Json, Width, console, knowledge_base, print_json, say, unknown
from balance_rules.text.gathering import gathered
from balance_rules.text.wording import without_values

if TYPE_CHECKING:
    from balance_rules.model import Attribute, Knowledge, Statement
    from balance_rules.report import ListItem

rules = typer.Typer(help="What is said under a condition: rules, referrals, restrictions, prescriptions.")
facts = typer.Typer(help="What can be said of a person.")


StatementKind = Literal["rule", "referral", "contradiction", "restriction", "claim", "prescription"]
Record = dict[str, Any]

MOST_INSTANCES = 6  # of an attribute that a search finds
MOST_FOUND = 15  # of a search that are printed: what comes after them is not what was meant


# ---------------------------------------------------------------- rules


@rules.command("list")
def list_rules(
    finding: Annotated[
        str | None, typer.Option(metavar="ID", help="Only those that conclude or answer this finding.")
    ] = None,
    kind: Annotated[StatementKind, typer.Option(help="What to list.")] = "rule",
    as_json: Json = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """List the rules, or the referrals, restrictions or prescriptions, a line or two each."""
    from balance_rules.explain.describing import plain, summarise

    knowledge = knowledge_base(folders).knowledge
    findings = _findings_named(knowledge, finding) if finding else None
    records = []
    for name, group in _by_name(knowledge, kind).items():
        about = {wanted for statement in group for wanted in _about(statement)}
        if findings is None or about & findings:
            records.append(plain(summarise(knowledge, name, group)))
    if as_json:
        print_json(records)
        return
    from balance_rules.report import item

    screen = console(width)
    for record in records:
        details = [_in_a_row(record[key]) for key in ("concludes", "urgency", "answers") if record.get(key)]
        details += [f"certainty {record['certainty']}"] if "certainty" in record else []
        details += [f"evidence {record['grade']}"] if record["grade"] else []
        screen.print(item(record["id"], style="bold"))
        screen.print(item(record["title"], indent=2))
        if details:
            screen.print(item("; ".join(details), indent=2, style="dim"))


def _in_a_row(value: Any) -> str:
    """Return one word or several as text: ``answers calf_weakness[left], calf_weakness[right]``."""
    return f"answers {', '.join(map(str, value))}" if isinstance(value, (list, tuple)) else str(value)


@rules.command("show")
def show_rule(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The id of a file, or of one side, muscle or site.")],
    as_json: Json = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Show a rule, referral, restriction or prescription: when it holds, what it says, and why."""
    from balance_rules.explain.describing import describe, plain

    knowledge = knowledge_base(folders).knowledge
    found = named(knowledge, identity)
    record = plain(describe(knowledge, found))
    if as_json:
        print_json(record)
        return
    screen = console(width)
    for line in lines_of(record):
        screen.print(line)


def lines_of(record: Record) -> Iterator[ListItem]:
    """Yield a record as lines: a label with its text, or with a list below it."""
    from balance_rules.report import item, labelled

    yield item(f"{record['id']}: {record['title']}", style="bold")
    for key, value in record.items():
        if key in {"id", "title"} or value in ("", None, []) or (key == "stands_for" and len(value) == 1):
            continue
        label = key.replace("_", " ").capitalize()
        if not isinstance(value, list):
            yield labelled(label, without_values(str(value)))  # a person's value would stand there
            continue
        yield labelled(label, "")
        for entry in value:
            yield item(_entry(entry), "- ", 2)


def _entry(entry: Any) -> str:
    match entry:
        case {"grade": grade, "citation": citation, "link": link, "says": says}:
            return f"({grade}) {citation} {link}" + (f" Says: {says}" if says else "")
        case {"name": name, "given": given, "expect": expect}:
            return f"{name}: {_given(given) or 'nothing known'}: {expect}"
        case {"level": level, "given": given}:
            return f"{level}, when nothing is known but {_given(given)}"
        case _:
            return str(entry)


def _given(facts: Record) -> str:
    return ", ".join(f"{fact} = {value}" for fact, value in facts.items())


# ---------------------------------------------------------------- looking up


def _by_name(knowledge: Knowledge, kind: StatementKind) -> dict[str, list[Statement]]:
    from balance_rules.explain.describing import kind_of

    found = gathered((statement.name, statement) for statement in knowledge.statements if kind_of(statement) == kind)
    return dict(sorted(found.items()))


def named(knowledge: Knowledge, identity: str) -> list[Statement]:
    """Return the statements with an id: of one file, or the one that is grounded so."""
    statements = knowledge.statements
    found = [s for s in statements if s.id == identity] or [s for s in statements if s.name == identity]
    if not found:
        raise unknown("rule, referral, restriction or prescription", identity, [s.name for s in statements])
    return found


def _about(statement: Statement) -> Iterable[str]:
    """Return the findings that a statement concludes or answers."""
    from balance_rules.model import Prescription, Rule

    match statement:
        case Rule():
            return (statement.conclusion,)
        case Prescription():
            return statement.answers
        case _:
            return ()


def _findings_named(knowledge: Knowledge, name: str) -> set[str]:
    """Return the findings with an id, or all instances of one that is declared so."""
    found = {c.id for c in knowledge.conclusions.values() if name in (c.id, c.name)}
    if not found:
        raise unknown("finding", name, [*knowledge.conclusions, *(c.name for c in knowledge.conclusions.values())])
    return found


# ---------------------------------------------------------------- facts


@facts.command("list")
def list_facts(
    topic: Annotated[str, typer.Option(metavar="PREFIX", help="Only attributes whose id begins so.")] = "",
    search: Annotated[
        str, typer.Option(metavar="WORDS", help="Only what these words mean, the best first: 'sore left knee'.")
    ] = "",
    as_json: Json = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """List every attribute that a profile may state: its values, its instances, how to ask for it."""
    from balance_rules.text.search import is_named

    knowledge = knowledge_base(folders).knowledge
    found = [a for a in _searched(knowledge, search) if a[0].id.startswith(topic)]
    records = [_attribute(attribute) | {"instances": instances} for attribute, instances in found]
    if search and not is_named(knowledge, search, kinds=["fact"]):
        say(
            f"No attribute is called {search!r}. These are the nearest, by what is said of them.",
            err=as_json,
            width=width,
        )
    if as_json:
        print_json(records)
        return
    from balance_rules.report import item, labelled

    screen = console(width)
    shown = records[:MOST_FOUND] if search else records
    for record in shown:
        screen.print(item(f"{record['id']}: {record['title']}", style="bold"))
        screen.print(item(record["takes"] + (", derived" if record["derived"] else ""), indent=2))
        if record["instances"]:
            screen.print(labelled("for each of", _first(record["instances"], search), 2))
        screen.print(item(without_values(record["question"]), indent=2, style="dim"))
    if len(shown) < len(records):
        screen.print(item(f"{len(records) - len(shown)} more are less like it: say it in other words, or use --json."))


@facts.command("show")
def show_fact(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The attribute's id.")],
    as_json: Json = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Show one attribute in full: how it is measured, how far that can be off, which way of changing is better."""
    knowledge = knowledge_base(folders).knowledge
    if identity not in knowledge.attributes:
        raise unknown("attribute", identity, list(knowledge.attributes))
    record = _attribute(knowledge.attributes[identity])
    if as_json:
        print_json(record)
        return
    error = record.pop("error") or {}
    screen = console(width)
    for line in lines_of({**record, **{f"error of measurement, {name}": said for name, said in error.items()}}):
        screen.print(line)


def _first(instances: list[str], search: str) -> str:
    """The instances in a line; of those that a search looked through the first, which the words name."""
    most = MOST_INSTANCES if search else len(instances)
    more = f" and {len(instances) - most} more" if len(instances) > most else ""
    return ", ".join(instances[:most]) + more


def _searched(knowledge: Knowledge, words: str) -> list[tuple[Attribute, list[str]]]:
    """Return the attributes that words mean, the best first; without words all, in the order of the files.

    Beside each stand its instances, those that the words name first.
    """
    from balance_rules.text.search import find_names

    if not words:
        return [(a, [instance for instance, _ in a.instances]) for a in knowledge.attributes.values()]
    found = find_names(knowledge, words, kinds=["fact"], most=len(knowledge.attributes))
    if not found:
        raise unknown("word of an attribute", words, list(knowledge.attributes))
    return [(knowledge.attributes[name.id], list(name.instances)) for name in found]


def _attribute(attribute: Attribute) -> Record:
    from balance_rules.model import Kind
    from balance_rules.text.quantities import expectation

    number = attribute.kind is Kind.NUMBER
    return {
        "id": attribute.id,
        "title": attribute.title_of_all,
        "type": attribute.kind.value,
        "unit": attribute.unit if number else None,
        "range": [attribute.plain(attribute.low), attribute.plain(attribute.high)] if number else None,
        "values": [value for value, _ in attribute.values],
        "instances": [instance for instance, _ in attribute.instances],
        "derived": attribute.measured,
        "takes": expectation(attribute),
        "question": attribute.question,
        "how": attribute.how,
        "effort": attribute.effort,
        "better": _better(attribute),
        "error": _error(attribute),
    }


def _better(attribute: Attribute) -> str | None:
    """Return which way of changing is the better one, None where nothing is said of it."""
    if attribute.nearer is not None:
        return f"nearer {attribute.show(attribute.nearer)}"
    return attribute.better.value if attribute.better else None


def _error(attribute: Attribute) -> Record | None:
    """Return how far two measurements may lie apart, None where it is not known."""
    error = attribute.error
    if error is None:
        return None
    return {
        "smallest_change": float(error.mdc95),
        "in": "% of the mean of the two" if error.percent else attribute.unit,
        "given": error.given,
        "protocol": error.protocol,
        "source": error.source,
        "beside": list(error.beside),
        "convention": error.convention,
        "note": error.note,
    }
