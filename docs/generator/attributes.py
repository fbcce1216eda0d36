"""The page of attributes: what may be known of a person, how to ask for it, and what reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from balance_rules.model import UNIT_SIGNS, Attribute, Kind, Measure, Prescription, facts_read, instance_of, name_of
from docs.generator.book import (
    ATTRIBUTES,
    EXERCISES,
    MEASUREMENT_ERROR,
    Book,
    Pages,
    capital,
    document,
    enumeration,
    escape,
    heading,
    link,
    table,
)
from docs.generator.measurement_error import measurement_error_page

EFFORTS = {
    1: "known at once",
    2: "a look or a tape measure",
    3: "a field test",
    4: "a device or a laboratory",
}
DECIDES_ALL = {"equipment", "training_experience"}  # read by the condition of every exercise
MOST_READERS = 8
MOST_STATED = 12  # a case that gives more is one of an ordinary person


def attribute_pages(book: Book) -> Pages:
    """Return the page of attributes, and that of the errors of their measurement."""
    return {ATTRIBUTES: _attributes_page(book), MEASUREMENT_ERROR: measurement_error_page(book)}


def _attributes_page(book: Book) -> str:
    readers, topics, examples = _readers(book), _topics(book), _stated_in_cases(book)
    measures: dict[str, Measure] = {}
    for measure in book.knowledge.measures:
        measures.setdefault(name_of(measure.fact), measure)
    parts: list[str | list[str]] = []
    for topic in sorted(set(topics.values())):
        parts.append(heading(capital(topic.replace("_", ", ")), level=2))
        for attribute in (a for a in book.knowledge.attributes.values() if topics.get(a.id) == topic):
            parts += _attribute(
                book,
                attribute,
                measures.get(attribute.id),
                readers.get(attribute.id, ()),
                examples.get(attribute.id),
            )
    return document(
        "# Attributes",
        f"The {len(book.knowledge.attributes)} things that may be known of a person. Leave out what is not known: "
        "silence means unknown, never no. A number may be written with any unit that converts (`92 N*m`, `68 ft*lbf`, "
        "`450 min/day`).",
        *parts,
        "## Instances",
        "What the attributes above are recorded for.",
        *_domains(book),
    )


def _domains(book: Book) -> Iterator[str]:
    """Yield a table of the members of each domain, with the question of each that has its own."""
    domains: dict[str, Attribute] = {}
    for attribute in book.knowledge.attributes.values():
        if attribute.domain:
            domains.setdefault(attribute.domain, attribute)
    for domain, attribute in sorted(domains.items()):
        own = dict(attribute.questions)
        rows = [(f"`{name}`", escape(label), escape(own.get(name, ""))) for name, label in attribute.instances]
        width = 3 if own else 2
        yield heading(capital(domain), f"instances-{domain}", level=3)
        yield "\n".join(table(("Id", "Meaning", "Question")[:width], [row[:width] for row in rows]))


def _stated_in_cases(book: Book) -> Mapping[str, tuple[str, int]]:
    """Return a fact of each attribute with a value that some case states: an example that means something."""
    found: dict[str, tuple[str, int]] = {}
    for group in book.statements.values():
        for case in group[0].cases:
            for fact, value in case.facts[:MOST_STATED]:
                found.setdefault(name_of(fact), (fact, value))
    return found


def _topics(book: Book) -> Mapping[str, str]:
    """Return the topic of each attribute: the file it stands in."""
    return {a.id: PurePosixPath(a.place.path).stem for a in book.knowledge.attributes.values() if a.place}


def _readers(book: Book) -> Mapping[str, Sequence[str]]:
    """Return the statements that read each attribute, measures included; prescriptions by their own part."""
    found: dict[str, dict[str, None]] = {}
    for name, group in book.statements.items():
        for statement in group:
            own = (*statement.prescribe, *statement.avoid) if isinstance(statement, Prescription) else ()
            for condition in own or (statement.condition,):
                for fact in facts_read(condition):
                    found.setdefault(name_of(fact), {})[name] = None
    return {name: tuple(names) for name, names in found.items()}


def _attribute(
    book: Book,
    attribute: Attribute,
    measure: Measure | None,
    readers: Sequence[str],
    stated: tuple[str, int] | None,
) -> list[str]:
    lines = [
        f"- *Question:* {escape(_question(attribute))}",
        f"- *How:* {escape(attribute.how)} ({EFFORTS[attribute.effort].capitalize()}.)",
        f"- *In a profile:* `{_example(attribute, stated)}`",
    ]
    if measure:
        inputs = enumeration([_fact(book, name) for name in measure.inputs])
        lines.append(f"- *Computed* from {inputs}: {measure.operation.meaning}. It may be given directly too.")
    if readers:
        shown = [book.statement_link(ATTRIBUTES, name) for name in readers[:MOST_READERS]]
        more = [f"{len(readers) - MOST_READERS} more"] if len(readers) > MOST_READERS else []
        lines.append(f"- *Read by* {enumeration([*shown, *more])}.")
    if attribute.id in DECIDES_ALL:
        lines.append(f"- *Decides* which {link(ATTRIBUTES, 'exercises', EXERCISES)} the person may do.")
    return [
        heading(attribute.title_of_all, attribute.id, level=3),
        f"`{attribute.id}`. {_range(attribute)}{_over(attribute)}",
        "\n".join(lines),
    ]


def _fact(book: Book, fact: str) -> str:
    attribute = book.knowledge.facts[fact]
    return link(ATTRIBUTES, attribute.label(fact), ATTRIBUTES, attribute.id)


def _question(attribute: Attribute) -> str:
    """Return how to ask for an attribute, for its first side or in general."""
    if attribute.domain == "side":
        return attribute.ask(attribute.keys[0])
    return attribute.question.replace(f"{{{attribute.domain}}}", f"‹{attribute.domain}›")


def _range(attribute: Attribute) -> str:
    """Return what an attribute takes, in words."""
    match attribute.kind:
        case Kind.BOOLEAN:
            return "True or false"
        case Kind.CATEGORY:
            words = [f"`{name}` ({escape(label)})" for name, label in attribute.values]
            return ("In this order: " if attribute.ordered else "One of ") + ", ".join(words)
        case Kind.NUMBER:
            low, high, step = (attribute.show(v, unit=False) for v in (attribute.low, attribute.high, 1))
            sign = {"1": "", "points": " points"}.get(attribute.unit)
            unit = f" {UNIT_SIGNS.get(attribute.unit, attribute.unit)}" if sign is None else sign
            return f"A number from {low} to {high}{unit} in steps of {step}"


def _over(attribute: Attribute) -> str:
    if not attribute.instances or attribute.domain is None:
        return "."
    none = ""
    if attribute.absent is not None:
        none = f" `{attribute.id}: none` answers all of them: {attribute.show(attribute.absent)}."
    return f", for each {link(ATTRIBUTES, attribute.domain, ATTRIBUTES, f'instances-{attribute.domain}')}.{none}"


def _example(attribute: Attribute, stated: tuple[str, int] | None) -> str:
    """Return a line of a profile, with the value of a case where there is one."""
    fact, value = stated or (attribute.keys[0], attribute.typical if attribute.typical is not None else attribute.low)
    plain = attribute.plain(value)
    text = str(plain).lower() if isinstance(plain, bool) else str(plain)
    instance = instance_of(fact)
    if instance is None:
        return f"{attribute.id}: {text}"
    if attribute.kind is Kind.BOOLEAN and attribute.absent is not None:
        return f"{attribute.id}: [{instance}]"
    return f"{attribute.id}: {{{instance}: {text}}}"
