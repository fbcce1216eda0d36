"""A page per rule, and the rules by finding."""

from __future__ import annotations

from collections.abc import Sequence

from balance_rules.model import (
    Citation,
    Conclusion,
    Grade,
    Prescription,
    Rule,
    Statement,
    name_of,
)
from docs.generator.book import (
    CERTAINTY,
    FINDINGS,
    PARAMETERS,
    RULES,
    Book,
    Pages,
    capital,
    document,
    enumeration,
    escape,
    heading,
    home_of,
    link,
    table,
)
from docs.generator.rationale import conditions, instances, rationale, rungs, says


def rule_pages(book: Book) -> Pages:
    """Return a page per rule file, and the index of rules by finding."""
    groups = book.statements.values()
    pages = {f"{RULES}/{group[0].name}.md": _rule_page(book, group) for group in groups if isinstance(group[0], Rule)}
    return {**pages, FINDINGS: _findings_page(book)}


def _rule_page(book: Book, group: Sequence[Statement]) -> str:
    first = group[0]
    assert isinstance(first, Rule)
    page = home_of(first)[0]
    return document(
        heading(book.title(first.name)),
        _concludes(book, page, first),
        "## When",
        conditions(book, page, [first.condition]),
        instances(book, group),
        "## Why",
        says(book, group),
        *rationale(book, page, group),
        "## In the knowledge",
        _place(book, page, first),
        source=first.place.path,
    )


def _concludes(book: Book, page: str, rule: Rule) -> str:
    conclusion = book.knowledge.conclusions[rule.conclusion]
    speaks = "for" if rule.weight > 0 else "against"
    size = f"{abs(rule.certainty).normalize():f}"
    return (
        f"Speaks **{speaks}** the finding {book.finding_link(page, conclusion.name)} "
        f"with {link(page, 'certainty', CERTAINTY)} **{size}**{_alone(conclusion, rule)}. {_grade(book, rule)}"
    )


def _alone(conclusion: Conclusion, rule: Rule) -> str:
    if rule.weight < 0:
        return ""
    level = conclusion.level(rule.weight)
    return f": on its own it establishes the level *{level}*" if level else ": on its own it establishes no level"


def _grade(book: Book, rule: Rule) -> str:
    """Return in a sentence how good the science behind a rule is, and behind the numbers in it."""
    citations = rule.rationale.evidence
    best, contrary = _best(book, citations), _best(book, citations, against=True)
    if best is None:
        return "No source speaks for it: it is a convention of ours."
    numbers = _best(book, [c for c in citations if c.supports])
    basis = f"; its numbers rest on grade **{numbers}**" if numbers and numbers != best else ""
    owned = "; some of its numbers are our own" if rule.rationale.conventions else ""
    against = f"; the best source that speaks against it is of grade **{contrary}**" if contrary else ""
    return f"Best evidence for it: grade **{best}** ({best.meaning}){basis}{owned}{against}."


def _best(book: Book, citations: Sequence[Citation], *, against: bool = False) -> Grade | None:
    """Return the best grade of the sources for something, or against it."""
    return min((book.knowledge.evidence[c.source].grade for c in citations if c.against == against), default=None)


def _place(book: Book, page: str, rule: Rule) -> list[str]:
    mates = [
        name
        for name, group in book.statements.items()
        if isinstance(group[0], Rule) and name != rule.name and _shares(group[0], rule)
    ]
    lines = [f"- Id `{rule.name}`, stratum {rule.stratum + 1} of {book.knowledge.strata}, {rule.status}."]
    if mates:
        others = enumeration([book.statement_link(page, name) for name in mates])
        lines.append(f"- Evidence group `{rule.group}`: of it and {others} only the strongest that fires counts.")
    else:
        lines.append(f"- Evidence group `{rule.group}`, in which it is alone.")
    lines += [
        f"- {link(page, 'Named number', PARAMETERS)} `{name}`: {book.knowledge.parameters[name].value}."
        for name in rule.parameters
    ]
    lines += [
        f"- It adds to the group `{name}` without counting a fact twice: {escape(why)}."
        for name, why in rule.independent
    ]
    lines += rungs(book, rule)
    return lines


def _shares(other: Rule, rule: Rule) -> bool:
    """Return whether two rules compete in one evidence group of one declared finding."""
    same = name_of(other.conclusion) == name_of(rule.conclusion)
    return same and other.group == rule.group and other.weight * rule.weight > 0


def _findings_page(book: Book) -> str:
    families: dict[str, list[str]] = {}
    for name, group in book.findings.items():
        families.setdefault(group[0].family, []).append(name)
    parts: list[str | list[str]] = []
    for family in sorted(families):
        parts.append(heading(capital(family.replace("_", " ")), level=2))
        for name in sorted(families[family], key=book.finding_title):
            parts += _finding(book, name)
    return document(
        "# Findings, and the rules for each",
        f"What the knowledge can conclude about a person: {len(book.findings)} findings, in families. A finding is no "
        f"diagnosis, and its {link(FINDINGS, 'certainty', CERTAINTY)} is a degree of belief in the finding, not a "
        "forecast of anything.",
        *parts,
    )


def _finding(book: Book, name: str) -> list[str | list[str]]:
    group = book.findings[name]
    names = [conclusion.id for conclusion in group]
    firsts = (g[0] for g in book.statements.values())
    rules = [r for r in firsts if isinstance(r, Rule) and name_of(r.conclusion) == name]
    rows = [_rule_row(book, rule) for rule in sorted(rules, key=lambda rule: (-rule.weight, rule.name))]
    answers = [
        book.statement_link(FINDINGS, n)
        for n, g in book.statements.items()
        if isinstance(g[0], Prescription) and any(set(p.answers) & set(names) for p in g if isinstance(p, Prescription))
    ]
    levels = [(level.name, f"{level.certainty.normalize():f}") for level in group[0].levels]
    usual = [("low", "0.2"), ("moderate", "0.5"), ("high", "0.8")]
    own = "" if levels == usual else "Levels: " + ", ".join(f"{n} from {c}" for n, c in levels) + "."
    return [
        heading(book.finding_title(name), name, level=3),
        escape(group[0].meaning),
        own,
        table(("Rule", "Certainty", "Group", "Evidence"), rows),
        f"Answered by {enumeration(answers)}." if answers else "",
    ]


def _rule_row(book: Book, rule: Rule) -> tuple[str, ...]:
    citations = rule.rationale.evidence
    contrary = _best(book, citations, against=True)
    grade = f"{_best(book, citations) or 'convention'}{f', against it {contrary}' if contrary else ''}"
    certainty = f"{rule.certainty.normalize():f}".replace("-", "−")
    return book.statement_link(FINDINGS, rule.name), certainty, f"`{rule.group}`", grade
