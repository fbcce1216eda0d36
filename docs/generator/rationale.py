"""What every statement's entry has: its condition, its words, its sources on both sides, its cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balance_rules.model import AnyOf, Case, Citation, Condition, Rule, Statement
from balance_rules.text.wording import fill
from docs.generator.book import ATTRIBUTES, CLAIMS, Book, capital, enumeration, escape, link, table

MOST_GIVEN = 6  # a case that gives more facts is one of an ordinary person, of whom only what matters is said
HAPPENS = {
    "fires": "fires",
    "silent": "does not fire",
    "undecided": "undecided",
    "given": "given",
    "refused": "refused",
    "withheld": "withheld",
}


def conditions(book: Book, page: str, parts: Sequence[Condition]) -> list[str]:
    """Return conditions as items; one that is a single comparison needs no list around it."""
    whole = parts[0] if len(parts) == 1 else AnyOf(tuple(parts))
    lines = book.condition(page, whole)
    if len(lines) == 1:
        return [lines[0].removeprefix("- ") + "."]
    if lines[0].startswith("- not:"):
        return lines
    return [capital(lines[0].removeprefix("- ")), "", *(line.removeprefix("    ") for line in lines[1:])]


def instances(book: Book, group: Sequence[Statement]) -> str:
    """Return for which instance a statement is written out, and for which others it stands."""
    names = book.bindings(statement.id for statement in group)
    if len(names) < 2:
        return ""
    return f"*Written out for: {names[0]}. The same stands for: {enumeration(names[1:])}.*"


def says(book: Book, group: Sequence[Statement]) -> str:
    """Return a statement's sentence, filled with the values of its first case that holds."""
    held = ((one, case) for one in group for case in one.cases if case.expect in {"fires", "given"})
    first, case = next(held, (group[0], None))
    because = first.rationale.because
    if not because:
        return ""
    if "{" not in because or case is None:
        return f"> {escape(capital(because))}."
    filled = escape(capital(fill(book.knowledge, because, dict(case.facts))))
    return f"> {filled}.\n\nSo a report says it in the case *{escape(case.name)}*."


def _evidence(book: Book, page: str, group: Sequence[Statement]) -> Iterator[str]:
    citations = group[0].rationale.evidence
    for lead, chosen in (
        ("Evidence for it", [c for c in citations if not c.against]),
        ("Evidence against it, or that limits it", [c for c in citations if c.against]),
    ):
        if chosen:
            yield "\n".join([f"**{lead}**", "", *(_citation(book, page, c) for c in chosen)])
    claims = book.claims_of.get(group[0].name, ())
    if claims:
        items = [
            f"- {link(page, claim.title, CLAIMS, claim.name)} Verdict: {claim.verdict.replace('_', ' ')}."
            for claim in claims
        ]
        yield "\n".join(["**Popular claim it carries**", "", *items])


def _citation(book: Book, page: str, citation: Citation) -> str:
    source = book.knowledge.evidence[citation.source]
    says = (
        f": {book.prose(page, citation.says).rstrip('.')}."
        if citation.says
        else f": {book.prose(page, source.finding)}"
    )
    number = " Source of the number." if citation.supports else ""
    return (
        f"- **{source.grade}**, {book.source_link(page, citation.source)} ({escape(source.design)}){says}{number} "
        f"*Limits: {book.prose(page, source.limits)}*"
    )


def _conventions(book: Book, page: str, group: Sequence[Statement]) -> str:
    items = []
    for name, reason in group[0].rationale.conventions:
        attribute = book.knowledge.attributes.get(name)
        title = attribute.title_of_all if attribute else capital(name.replace("_", " "))
        label = link(page, title, ATTRIBUTES, name) if attribute else escape(title)
        items.append(f"- {label}: {escape(reason)}")
    return "\n".join(["**Numbers that are our own**", "", *items]) if items else ""


def _caveats(group: Sequence[Statement]) -> str:
    items = [f"- {escape(caveat)}" for caveat in group[0].rationale.caveats]
    return "\n".join(["**Mind**", "", *items]) if items else ""


def _cases(book: Book, group: Sequence[Statement]) -> str:
    """Return the cases as a folded table."""
    rows = [
        (escape(case.name), _given(book, statement, case), HAPPENS[case.expect])
        for statement in group
        for case in statement.cases
    ]
    lines = table(("Case", "Given", "Then"), rows)
    return "\n".join(['??? example "Cases"', "", *(f"    {line}" for line in lines)]) if lines else ""


def rungs(book: Book, rule: Rule) -> list[str]:
    """Return what a rule by itself does to its finding, a line for each rung."""
    return [
        f"- By itself, when nothing is known but {_facts(book, rung.facts)}: the finding is "
        f"{'not established' if rung.level == 'none' else f'*{rung.level}*'}, which without this rule it would not be."
        for rung in rule.rungs
    ]


def _facts(book: Book, facts: Iterable[tuple[str, int]]) -> str:
    known = book.knowledge.facts
    return escape("; ".join(f"{known[fact].label(fact)}: {known[fact].show(value)}" for fact, value in facts))


def _given(book: Book, statement: Statement, case: Case) -> str:
    knowledge = book.knowledge
    facts, rest = case.facts, 0
    if len(facts) > MOST_GIVEN:
        facts = tuple((fact, value) for fact, value in facts if knowledge.facts[fact].typical != value)
        rest = len(case.facts) - len(facts)
    parts = [f"{knowledge.facts[f].label(f)}: {knowledge.facts[f].show(v)}" for f, v in facts]
    parts += [f"{knowledge.conclusions[name].title}: {level}" for name, level in case.levels]
    if rest:
        parts.append(f"{rest} other facts as they are in an ordinary healthy person")
    return escape("; ".join(parts)) or "nothing"


def rationale(book: Book, page: str, group: Sequence[Statement]) -> tuple[str, ...]:
    return (
        *_evidence(book, page, group),
        _conventions(book, page, group),
        _caveats(group),
        _cases(book, group),
    )
