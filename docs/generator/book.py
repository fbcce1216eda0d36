"""What every generated page draws on: the knowledge by file, links between pages, and Markdown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from balance_rules.knowledge.sources import sources_used
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Claim,
    Compare,
    Conclusion,
    Condition,
    Contradiction,
    Evidence,
    Knowledge,
    Not,
    Prescription,
    Referral,
    Restriction,
    Rule,
    Statement,
    Within,
    name_of,
)
from balance_rules.text.wording import phrase

Pages = dict[str, str]

RULES = "reference/rules"
EVIDENCE = "reference/evidence"
ATTRIBUTES = "reference/attributes.md"
FINDINGS = f"{RULES}/index.md"
PRESCRIPTIONS = "reference/prescriptions"
REFERRALS = "reference/referrals.md"
RED_FLAGS = "reference/red-flags.md"
MEASUREMENT_ERROR = "reference/measurement-error.md"
CHECKED = "reference/checked.md"
VIGNETTES = "reference/vignettes.md"
CONTRADICTIONS = "reference/contradictions.md"
RESTRICTIONS = "reference/restrictions.md"
EXERCISES = "reference/exercises.md"
CLAIMS = "reference/claims.md"
PARAMETERS = "reference/parameters.md"
CERTAINTY = "explanation/certainty.md"

MOST_NAMED = 3  # more instances than this are called by the name of their domain


@dataclass(frozen=True)
class Book:
    """The knowledge as its authors wrote it: one entry a file, not one a grounded rule."""

    knowledge: Knowledge

    @cached_property
    def statements(self) -> Mapping[str, tuple[Statement, ...]]:
        """The grounded statements of each file, by its id."""
        found: dict[str, list[Statement]] = {}
        for statement in self.knowledge.statements:
            found.setdefault(statement.name, []).append(statement)
        return {name: tuple(group) for name, group in sorted(found.items())}

    @cached_property
    def findings(self) -> Mapping[str, tuple[Conclusion, ...]]:
        """The grounded conclusions of each declared one, by its id."""
        found: dict[str, list[Conclusion]] = {}
        for conclusion in self.knowledge.conclusions.values():
            found.setdefault(conclusion.name, []).append(conclusion)
        return {name: tuple(group) for name, group in found.items()}

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[Claim, ...]]:
        """The popular claims that each statement carries, by the statement's file."""
        found: dict[str, list[Claim]] = {}
        for claim in self.knowledge.claims:
            for name in claim.carried_by:
                found.setdefault(name, []).append(claim)
        return {name: tuple(claims) for name, claims in found.items()}

    @cached_property
    def resting_on(self) -> Mapping[str, tuple[str, ...]]:
        """The names of what rests on each source."""
        found: dict[str, dict[str, None]] = {}
        for name, source in sources_used(self.knowledge):
            found.setdefault(source, {})[name] = None
        return {source: tuple(sorted(names)) for source, names in found.items()}

    # ------------------------------------------------------------ instances

    @cached_property
    def _domains(self) -> Mapping[str, Mapping[str, str]]:
        """The labels of the members of each domain."""
        return {a.domain: dict(a.instances) for a in self.knowledge.attributes.values() if a.domain}

    def bindings(self, ids: Iterable[str]) -> list[str]:
        """Return the bindings of grounded ids in words: ``left``, ``right``."""
        grounded = [_values(identity) for identity in ids if "[" in identity]
        columns = [[self._label(values, value) for value in values] for values in zip(*grounded, strict=True)]
        return [", ".join(row) for row in zip(*columns, strict=True)]

    def _label(self, values: Sequence[str], value: str) -> str:
        """Return a member's label, in the domain that has all of `values`."""
        members = next((m for m in self._domains.values() if set(values) <= set(m)), {})
        return members.get(value, value.replace("_", " "))

    def general(self, group: Sequence[tuple[str, str]]) -> str:
        """Return one text for pairs of a grounded id and its text: ``The left or right ratio is low``.

        Texts that differ in more than the labels of their instances stand as the first of them.
        """
        texts = [text for _, text in group]
        if len(set(texts)) == 1:
            return texts[0]
        for values in zip(*(_values(identity) for identity, _ in group), strict=True):
            texts = self._generalised(texts, values)
        return texts[0]

    def _generalised(self, texts: Sequence[str], values: Sequence[str]) -> list[str]:
        """Return texts with the labels of one variable's values replaced by all of them, or by their domain."""
        for domain, members in self._domains.items():
            labels = [members.get(value, "") for value in values]
            if all(label and _occurs(label).search(text) for label, text in zip(labels, texts, strict=True)):
                distinct = list(dict.fromkeys(labels))
                words = " or ".join(distinct) if len(distinct) <= MOST_NAMED else f"‹{domain}›"
                return [_occurs(label).sub(words, text) for label, text in zip(labels, texts, strict=True)]
        return list(texts)

    def title(self, name: str) -> str:
        """Return the title of a statement's file."""
        if name not in self._titles:  # each is linked to from ten places
            self._titles[name] = self.general([(one.id, one.title) for one in self.statements[name]])
        return self._titles[name]

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {}

    def finding_title(self, name: str) -> str:
        """Return the title of a declared conclusion."""
        return self.general([(conclusion.id, conclusion.title) for conclusion in self.findings[name]])

    # ------------------------------------------------------------ links

    def statement_link(self, page: str, name: str) -> str:
        """Return a link to a rule, referral, restriction or prescription."""
        return link(page, self.title(name), *home_of(self.statements[name][0]))

    def finding_link(self, page: str, name: str, text: str = "") -> str:
        """Return a link to a finding."""
        return link(page, text or self.finding_title(name), FINDINGS, name)

    def source_link(self, page: str, source: str) -> str:
        """Return a link to a source, under its short name."""
        return link(page, self.source_name(source), f"{EVIDENCE}/{source}.md")

    def source_name(self, source: str) -> str:
        """Return a source as a sentence would name it: ``Coombs and Garbutt 2002``."""
        return short_name(self.knowledge.evidence[source])

    def prose(self, page: str, text: str) -> str:
        """Return a text of the knowledge with the sources it names by their ids linked."""

        def named(match: re.Match[str]) -> str:
            return self.source_link(page, match.group()) if match.group() in self.knowledge.evidence else match.group()

        return re.sub(r"\b[a-z]+_[a-z0-9_]+\b", named, escape(text))

    # ------------------------------------------------------------ conditions

    def condition(self, page: str, condition: Condition, depth: int = 0) -> list[str]:
        """Return a condition as nested Markdown items, each fact and finding linked."""
        indent = "    " * depth
        match condition:
            case AllOf(parts) | AnyOf(parts) if len(parts) == 1:
                return self.condition(page, parts[0], depth)
            case AllOf(parts) | AnyOf(parts):
                head = "all of these" if isinstance(condition, AllOf) else "any of these"
                return [
                    f"{indent}- {head}:",
                    *(line for part in parts for line in self.condition(page, part, depth + 1)),
                ]
            case Not(part):
                return [f"{indent}- not:", *self.condition(page, part, depth + 1)]
            case _:
                return [f"{indent}- {self.leaf(page, condition)}"]

    def leaf(self, page: str, leaf: Compare | Within | AtLeast) -> str:
        """Return a comparison in words, its fact or finding linked."""
        words = escape(phrase(self.knowledge, leaf))
        if isinstance(leaf, AtLeast):
            name, text, target = leaf.conclusion, self.knowledge.conclusions[leaf.conclusion].title, FINDINGS
        else:
            name, text, target = leaf.fact, self.knowledge.facts[leaf.fact].label(leaf.fact), ATTRIBUTES
        return words.replace(escape(text), link(page, text, target, name_of(name)), 1)


def _values(identity: str) -> list[str]:
    """Return the values in a grounded id: ``rule[left]`` has ``left``."""
    return identity.partition("[")[2].rstrip("]").split(",")


def _occurs(label: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(label)}(?!\w)")


def home_of(statement: Statement) -> tuple[str, str]:
    """Return the page of a statement, and its anchor there."""
    match statement:
        case Rule():
            return f"{RULES}/{statement.name}.md", ""
        case Referral():
            return REFERRALS, statement.name
        case Contradiction():
            return CONTRADICTIONS, statement.name
        case Restriction():
            return RESTRICTIONS, statement.name
        case Claim():
            return CLAIMS, statement.name
        case Prescription():
            return f"{PRESCRIPTIONS}/{statement.name}.md", ""
    raise TypeError(type(statement))


# ---------------------------------------------------------------- Markdown


def escape(text: str) -> str:
    """Return a text of the knowledge so that Markdown shows it as it is."""
    return " ".join(text.split()).replace("*", r"\*").replace("<", "&lt;")


_way = cache(posixpath.relpath)  # a page links to few others, each a hundred times


def link(page: str, text: str, target: str, anchor: str = "") -> str:
    """Return a link from one page to another, both by their paths under docs/."""
    path = "" if page == target else _way(target, posixpath.dirname(page))
    return f"[{escape(text)}]({path}{'#' + anchor if anchor else ''})"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table, or nothing when it has no rows."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}", *lines] if lines else []


def heading(text: str, anchor: str = "", level: int = 1) -> str:
    """Return a heading, with an anchor of its own if one is given."""
    return f"{'#' * level} {escape(text)}" + (f" {{ #{anchor} }}" if anchor else "")


def document(*parts: str | Iterable[str], source: str = "") -> str:
    """Return a page of parts, an empty line between each two; empty parts are left out."""
    texts = [part if isinstance(part, str) else "\n".join(part) for part in parts]
    origin = f" from {source}" if source else ""
    head = f"<!-- Generated{origin} by `python -m docs.generate`: do not edit. -->"
    return "\n\n".join([head, *(text for text in texts if text)]) + "\n"


def capital(text: str) -> str:
    """Return a text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def enumeration(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence: ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


_PERSON = re.compile(r"^(.+) [A-Z]{1,4}$")
_LONGEST_NAME = 90


def short_name(source: Evidence) -> str:
    """Return a source as a sentence would name it: ``Coombs and Garbutt 2002``, or by the body that wrote it."""
    authors = source.authors.split(", ")
    persons = [person.group(1) for author in authors if (person := _PERSON.match(author))]
    if not persons:
        head = source.authors
    elif len(authors) > 2:
        head = f"{persons[0]} et al."
    else:
        head = " and ".join(persons)
    if len(head) > _LONGEST_NAME:
        head = head[:_LONGEST_NAME].rpartition(" ")[0] + " …"
    return f"{head} {source.year}" if source.year else head
