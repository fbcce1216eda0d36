"""Every rule as it was read: in whom its number was found, its measure and error, its direction, the decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balance_rules.model import Compare, Kind, Role, Rule, facts_read, leaves, name_of
from docs.generator.book import ATTRIBUTES, CHECKED, RULES, Book, enumeration, escape, link, table

# What says whom a rule is about, or whether a log can be read, rather than what it judges.
_ABOUT_WHOM = {"sex": "sex", "age": "age", "sport": "sport", "surgery": "an operation", "throwing_arm": "throwing"}
_NOT_JUDGED = _ABOUT_WHOM.keys() | {"weeks_logged", "log_unmapped_share", "pain"}
_MOST_CUTS = 2


def readings(book: Book) -> Iterator[str | Iterable[str]]:
    """Yield the part of the page that lists the rules, those with a number of their own and the others."""
    groups = [group for group in book.statements.values() if isinstance(group[0], Rule)]
    with_number = [group for group in groups if _judged(book, group[0])]
    yield (
        f"Each of the {len(groups)} rules was read for the same things: in whom its number was found, whether it is "
        "asked only of such people, how it is measured and how far that is off, which way is worse, and what follows. "
        f"{len(with_number)} have a number of their own."
    )
    yield table(
        ("Rule", "Speaks when", "Found in", "Of whom it asks", "Error of the measure", "Decision"),
        [_row(book, group) for group in with_number],
    )
    yield "The others judge what is seen, told or found by other rules, by what they rest on:"
    yield [f"- {escape(role.meaning)}: {_others(book, groups, role)}" for role in Role if _others(book, groups, role)]


def _judged(book: Book, rule: object) -> list[Compare]:
    """Return the comparisons of a rule that judge a number."""
    assert isinstance(rule, Rule)
    return [
        leaf
        for leaf in leaves(rule.condition)
        if isinstance(leaf, Compare)
        and book.knowledge.facts[leaf.fact].kind is Kind.NUMBER
        and name_of(leaf.fact) not in _NOT_JUDGED
    ]


def _row(book: Book, group: Sequence[object]) -> Sequence[str]:
    rule = group[0]
    assert isinstance(rule, Rule)
    judged = _judged(book, rule)
    cuts = list(dict.fromkeys(_cut(book, leaf) for leaf in judged))
    more = f" and {len(cuts) - _MOST_CUTS} more" if len(cuts) > _MOST_CUTS else ""
    names = {name_of(fact) for fact in facts_read(rule.condition)}
    return (
        link(CHECKED, book.title(rule.name), f"{RULES}/{rule.name}.md"),
        "; ".join(cuts[:_MOST_CUTS]) + more,
        _found_in(book, rule),
        enumeration([words for name, words in _ABOUT_WHOM.items() if name in names]),
        "; ".join(dict.fromkeys(_error(book, leaf) for leaf in judged)),
        _decision(book, rule),
    )


def _cut(book: Book, leaf: Compare) -> str:
    attribute = book.knowledge.facts[leaf.fact]
    measure = link(CHECKED, book.knowledge.attributes[name_of(leaf.fact)].title_of_all, ATTRIBUTES, name_of(leaf.fact))
    return f"{measure} {leaf.comparison.symbol} {escape(attribute.show(leaf.value))}"


def _found_in(book: Book, rule: Rule) -> str:
    """Return the people in whom the number was found; nobody where it is our own."""
    cited = [c for c in rule.rationale.evidence if c.role is Role.CUT_OFF and not c.against]
    cited.sort(key=lambda citation: citation.indirect)
    people = [book.knowledge.evidence[citation.source].population for citation in cited]
    return "; ".join(escape(each) for each in dict.fromkeys(people)) or "nobody: our own line"


def _error(book: Book, leaf: Compare) -> str:
    error = book.knowledge.attributes[name_of(leaf.fact)].error
    if error is None:
        return "not known"
    return escape(error.given) + (", taken over" if error.convention else "")


def _decision(book: Book, rule: Rule) -> str:
    """Return what was decided, as the fields of the rule say it."""
    why = rule.rationale
    grades = {name: source.grade for name, source in book.knowledge.evidence.items()}
    grade = why.grade(grades)
    shown = f"certainty {abs(rule.certainty).normalize():f}" + (f", grade {grade[1]}" if grade else "")
    cited = [c for c in why.evidence if c.role is Role.CUT_OFF and not c.against]
    if why.rests_on is Role.CONVENTION:
        return f"our line, shown as such; {shown}"
    if why.rests_on is Role.CUT_OFF and all(citation.indirect for citation in cited):
        return f"carried over from other people or another test; {shown}"
    return f"stands; {shown}"


def _others(book: Book, groups: Iterable[Sequence[object]], role: Role) -> str:
    rules = [group[0] for group in groups]
    chosen = [r for r in rules if isinstance(r, Rule) and r.rationale.rests_on is role and not _judged(book, r)]
    return "; ".join(link(CHECKED, book.title(rule.name), f"{RULES}/{rule.name}.md") for rule in chosen)
