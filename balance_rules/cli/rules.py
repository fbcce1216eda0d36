"""`balance-rules rules list | show` and `balance-rules facts list`: what the knowledge says, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from balance_rules.cli.shell import Folders, Json, Width, console, knowledge_base, print_json, unknown

if TYPE_CHECKING:
    from balance_rules.model import Attribute, Citation, Knowledge, Statement
    from balance_rules.report import Item

rules = typer.Typer(help="What is said under a condition: rules, referrals, restrictions, prescriptions.")
facts = typer.Typer(help="What can be said of a person.")


class StatementKind(StrEnum):
    """What a statement is."""

    RULE = "rule"
    REFERRAL = "referral"
    CONTRADICTION = "contradiction"
    RESTRICTION = "restriction"
    CLAIM = "claim"
    PRESCRIPTION = "prescription"


Record = dict[str, Any]

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


# ---------------------------------------------------------------- rules


@rules.command("list")
def list_rules(
    finding: Annotated[
        str | None, typer.Option(metavar="ID", help="Only those that conclude or answer this finding.")
    ] = None,
    kind: Annotated[StatementKind, typer.Option(help="What to list.")] = StatementKind.RULE,
    as_json: Json = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """List the rules, or the referrals, restrictions or prescriptions, a line or two each."""
    knowledge = knowledge_base(folders).knowledge
    findings = _findings_named(knowledge, finding) if finding else None
    records = []
    for name, group in _by_name(knowledge, kind).items():
        about = {wanted for statement in group for wanted in _about(statement)}
        if findings is None or about & findings:
            records.append(_summary(knowledge, name, group))
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


def _summary(knowledge: Knowledge, name: str, group: list[Statement]) -> Record:
    """Return a file's statements in short: what the first of them says, and for how many they stand."""
    record = describe(knowledge, group)
    grades = [entry["grade"] for entry in record["evidence_for"]]
    kept = ("title", "kind", "status", "concludes", "certainty", "group", "urgency", "answers", "stands_for", "place")
    return {"id": name, **{key: record[key] for key in kept if key in record}, "grade": min(grades, default=None)}


@rules.command("show")
def show_rule(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The id of a file, or of one side, muscle or site.")],
    as_json: Json = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Show a rule, referral, restriction or prescription: when it holds, what it says, and why."""
    knowledge = knowledge_base(folders).knowledge
    found = _named(knowledge, identity)
    record = describe(knowledge, found)
    if as_json:
        print_json(record)
        return
    screen = console(width)
    for line in _lines(record):
        screen.print(line)


def describe(knowledge: Knowledge, group: list[Statement]) -> Record:
    """Return what the statements of one file say as plain data, in the words of the first of them."""
    from balance_rules.wording import sentence

    statement = group[0]
    rationale = statement.rationale
    return {
        "id": statement.id,
        "kind": _kind(statement).value,
        "title": statement.title,
        "stands_for": [other.id for other in group],
        "when": sentence(knowledge, statement.condition),
        **_says(knowledge, statement),
        "because": rationale.because,
        "evidence_for": [_citation(knowledge, c) for c in rationale.evidence if not c.against],
        "evidence_against": [_citation(knowledge, c) for c in rationale.evidence if c.against],
        "conventions": [f"{name}: {reason}" for name, reason in rationale.conventions],
        "caveats": list(rationale.caveats),
        "cases": [_case(knowledge, statement, case) for case in statement.cases],
        "place": str(statement.place),
    }


def _says(knowledge: Knowledge, statement: Statement) -> Record:
    """Return what is particular to the kind of the statement."""
    from balance_rules.advice import dose_text
    from balance_rules.model import Claim, Contradiction, Prescription, Referral, Restriction, Rule
    from balance_rules.wording import sentence

    match statement:
        case Rule():
            return {
                "status": statement.status,
                "concludes": statement.conclusion,
                "finding": knowledge.conclusions[statement.conclusion].title,
                "certainty": float(statement.certainty),
                "group": statement.group,
            }
        case Referral():
            return {"urgency": statement.urgency.value, "action": statement.action}
        case Contradiction():
            return {"fix": statement.fix}
        case Claim():
            return {"verdict": statement.verdict.value.replace("_", " "), "note": statement.note}
        case Restriction():
            forbidden = [e.name for e in knowledge.exercises.values() if statement.id in e.restrictions]
            patterns = [
                " and ".join(f"{name.replace('_', ' ')}: {' or '.join(values)}" for name, values in pattern.properties)
                for pattern in statement.forbids
            ]
            return {"forbids": patterns, "exercises": forbidden}
        case Prescription():
            return {
                "when": " or ".join(sentence(knowledge, part) for part in statement.prescribe),
                "avoid": [sentence(knowledge, part) for part in statement.avoid],
                "answers": list(statement.answers),
                "exercises": [knowledge.exercises[name].name for name in statement.exercises],
                "dose": dose_text(knowledge, statement.dose) if statement.dose else "",
                "weekly_sets": [f"{muscle}: {change}" for muscle, change in statement.weekly_sets],
                "instructions": [said.text for said in statement.instructions],
                "stop_when": statement.stop_when,
                "weeks": statement.weeks,
                "retest": [knowledge.attributes[name].title_of_all for name in statement.retest],
            }
        case _:
            return {}


def _citation(knowledge: Knowledge, citation: Citation) -> Record:
    source = knowledge.evidence[citation.source]
    return {
        "source": source.id,
        "grade": source.grade.value,
        "citation": source.citation,
        "link": source.link,
        "says": citation.says,
        "supports": list(citation.supports),
    }


def _case(knowledge: Knowledge, statement: Statement, case: Any) -> Record:
    given = {fact: knowledge.facts[fact].show(value) for fact, value in case.facts}
    return {"name": case.name, "given": {**given, **dict(case.levels)}, "expect": case.expect}


def _lines(record: Record) -> Iterator[Item]:
    """Yield a record as lines: a label with its text, or with a list below it."""
    from balance_rules.report import item, labelled

    yield item(f"{record['id']}: {record['title']}", style="bold")
    for key, value in record.items():
        if key in {"id", "title"} or value in ("", None, []) or (key == "stands_for" and len(value) == 1):
            continue
        label = key.replace("_", " ").capitalize()
        if not isinstance(value, list):
            yield labelled(label, _PLACEHOLDER.sub("…", str(value)))  # a person's value would stand there
            continue
        yield labelled(label, "")
        for entry in value:
            yield item(_entry(entry), "- ", 2)


def _entry(entry: Any) -> str:
    match entry:
        case {"grade": grade, "citation": citation, "link": link, "says": says}:
            return f"({grade}) {citation} {link}" + (f" Says: {says}" if says else "")
        case {"name": name, "given": given, "expect": expect}:
            facts = ", ".join(f"{fact} = {value}" for fact, value in given.items()) or "nothing known"
            return f"{name}: {facts}: {expect}"
        case _:
            return str(entry)


# ---------------------------------------------------------------- looking up


def _kind(statement: Statement) -> StatementKind:
    return StatementKind(type(statement).__name__.lower())


def _by_name(knowledge: Knowledge, kind: StatementKind) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in knowledge.statements:
        if _kind(statement) is kind:
            found.setdefault(statement.name, []).append(statement)
    return dict(sorted(found.items()))


def _named(knowledge: Knowledge, identity: str) -> list[Statement]:
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
        str, typer.Option(metavar="WORD", help="Only attributes with this word in their id, title, question or unit.")
    ] = "",
    as_json: Json = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """List every attribute that a profile may state: its values, its instances, how to ask for it."""
    attributes = knowledge_base(folders).knowledge.attributes.values()
    found = [a for a in attributes if a.id.startswith(topic) and _speaks_of(a, search.casefold().split())]
    if search and not found:
        words = {word for a in attributes for word in _told(a).split() if word.isalpha()}
        raise unknown("word of an attribute", search, sorted(words))
    records = [_attribute(attribute) for attribute in found]
    if as_json:
        print_json(records)
        return
    from balance_rules.report import item, labelled

    screen = console(width)
    for record in records:
        screen.print(item(f"{record['id']}: {record['title']}", style="bold"))
        screen.print(item(record["takes"] + (", derived" if record["derived"] else ""), indent=2))
        if record["instances"]:
            screen.print(labelled("for each of", ", ".join(record["instances"]), 2))
        screen.print(item(_PLACEHOLDER.sub("…", record["question"]), indent=2, style="dim"))


def _told(attribute: Attribute) -> str:
    """Return what is said of an attribute, in small letters: id, titles, question, unit, instances, values."""
    labels = (label for pair in (*attribute.instances, *attribute.values) for label in pair)
    parts = (attribute.id, attribute.title, attribute.question, attribute.unit, *labels)
    return " ".join(parts).casefold().replace("_", " ")


def _speaks_of(attribute: Attribute, words: Iterable[str]) -> bool:
    told = _told(attribute)
    return all(word.replace("_", " ") in told for word in words)


def _attribute(attribute: Attribute) -> Record:
    from balance_rules.model import Kind
    from balance_rules.quantities import expectation

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
    }
