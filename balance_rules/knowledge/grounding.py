"""Names, values and conditions as authors write them → the grounded model, for one binding of a `for:`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from balance_rules.errors import Code, Problem, nearest, unknown_name
from balance_rules.knowledge.entries import Entry
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Comparison,
    Condition,
    Kind,
    Level,
    Not,
    Parameter,
    Roles,
    Within,
    facts_read,
    key,
    name_of,
)
from balance_rules.text.documents import Route
from balance_rules.text.quantities import ValueProblem, read_value, shown

MOST_GROUNDINGS = 2_000

Properties = Mapping[str, AbstractSet[str]]  # of an exercise: by name, the words that are true of it

REFUSED: Condition = AllOf(())  # stands, until the load fails, for a part that means nothing
_REFERENCE = re.compile(r"([a-z0-9_]+)(?:\[([a-z0-9_]+)\])?\Z")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_COMPOSED = re.compile(r"\{([^{}]*(?:\{[^{}]*\}[^{}]*)+)\}")


@dataclass(frozen=True, slots=True)
class Declared:
    """What conditions need to know of a declared conclusion: its instances and its levels."""

    domain: str | None
    instances: tuple[str, ...]
    levels: tuple[Level, ...]


@dataclass(slots=True)
class Vocabulary:
    """All that a name may refer to, and the problems found so far."""

    domains: Mapping[str, Mapping[str, str]]
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    conclusions: Mapping[str, Declared] = field(default_factory=dict)
    properties: Mapping[str, Collection[str]] = field(default_factory=dict)
    exercises: dict[str, Properties] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    roles: Roles = field(default_factory=Roles)
    spoiled: set[str] = field(default_factory=set)  # files whose own faults are those of a number set by a folder
    values: dict[tuple[str, type, Any], int] = field(default_factory=dict)  # as stored, by attribute and as written

    def told_of(self, attribute: str) -> Mapping[str, str]:
        """What an attribute tells something of, with its labels: the members of its domain."""
        return dict(self.attributes[attribute].instances) if attribute in self.attributes else {}

    def report(self, *problems: Problem) -> None:
        """Note each problem once, however many groundings of one line have it."""
        for problem in problems:
            if problem not in self.problems:
                self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class Scope:
    """An entry under one binding of its variables."""

    vocabulary: Vocabulary
    entry: Entry[Any]
    bindings: tuple[tuple[str, str], ...] = ()

    def problem(self, route: Route, found: str, expected: str, fix: str, *, code: Code = "invalid") -> None:
        """Report a problem with the part of the entry at `route`."""
        self.vocabulary.report(self.entry.problem(route, found, expected, fix, code=code))

    def ground_id(self, name: str) -> str:
        """Return an id with the values of the variables: ``rule[left]``."""
        return f"{name}[{','.join(value for _, value in self.bindings)}]" if self.bindings else name

    # ------------------------------------------------------------ names

    def filled(self, text: str) -> str:
        """Return a name with the variables filled in by their values: ``torque_{speed}`` → ``torque_60``."""
        if "{" not in (text := str(text)):
            return text
        values = dict(self.bindings)
        return _PLACEHOLDER.sub(lambda m: values.get(m.group(1), m.group(0)), text)

    def reference(self, text: str, route: Route) -> str | None:
        """Return the key that a reference means (`pain[{side}_knee]` → `pain[left_knee]`)."""
        grounded = self.filled(text)
        match = _REFERENCE.match(grounded)
        if match is None:
            self.problem(route, repr(text), "a name such as 'age' or 'pain[left_knee]'", "Correct the reference.")
            return None
        name, instance = match.groups()
        instance = dict(self.bindings).get(instance, instance) if instance else None
        instances = self._instances(name)
        if instances is None:
            names = [*self.vocabulary.attributes, *self.vocabulary.conclusions]
            self.vocabulary.report(unknown_name(str(self.entry.place(*route)), name, names, "attribute or finding"))
        elif instances and instance is None:
            fix = f"Write '{name}[{instances[0]}]'."
            self.problem(route, f"{name!r} without an instance", "one of " + ", ".join(instances), fix)
        elif not instances and instance is not None:
            self.problem(route, f"{grounded!r}", f"{name!r}, which has no instances", "Remove the brackets.")
        elif instance is not None and instance not in instances:
            place = str(self.entry.place(*route))
            self.vocabulary.report(unknown_name(place, instance, instances, f"instance of {name!r}"))
        else:
            return key(name, instance)
        return None

    def _instances(self, name: str) -> tuple[str, ...] | None:
        attribute = self.vocabulary.attributes.get(name)
        if attribute is not None:
            return tuple([instance for instance, _ in attribute.instances])  # of a list: asked ten thousand times
        if name in self.vocabulary.conclusions:
            return self.vocabulary.conclusions[name].instances
        return None

    def attribute_of(self, fact: str) -> Attribute | None:
        """Return the attribute of a key, or None when it is a finding's."""
        return self.vocabulary.attributes.get(fact.partition("[")[0])

    # ------------------------------------------------------------ conditions

    def condition(self, raw: Any, route: Route) -> Condition:
        """Return the condition that `raw` means; a part that means nothing is reported and left out."""
        if isinstance(raw, dict) and not raw:
            self.problem(route, "an empty condition", "a comparison, all, any or not", "Write a condition.")
            return REFUSED
        if not isinstance(raw, dict):
            fix = "Write 'attribute: {lt: …}', 'all: […]', 'any: […]' or 'not: …'."
            self.problem(route, shown(raw), "a condition", fix)
            return REFUSED
        parts = tuple(self._clause(name, value, (*route, name)) for name, value in raw.items())
        return parts[0] if len(parts) == 1 else AllOf(parts)

    def _clause(self, name: str, value: Any, route: Route) -> Condition:
        if name == "not":
            return Not(self.condition(value, route))
        if name in {"all", "any"}:
            if not isinstance(value, list) or not value:
                found = shown(value) if value else "nothing"
                self.problem(route, found, f"a list of conditions after {name!r}", "List the conditions.")
                return REFUSED
            parts = tuple(self.condition(part, (*route, i)) for i, part in enumerate(value))
            return AllOf(parts) if name == "all" else AnyOf(parts)
        fact = self.reference(name, route)
        if fact is None:
            return REFUSED
        attribute = self.attribute_of(fact)
        comparisons = value if isinstance(value, dict) else {"eq": value}
        if not comparisons:
            self.problem(route, "no comparison", "one of lt, le, eq, ge, gt, in, at_least", "Write 'eq: …', say.")
            return REFUSED
        if attribute is None:
            return self._level(fact, comparisons, route)
        parts = tuple(self._comparison(attribute, fact, op, v, (*route, op)) for op, v in comparisons.items())
        return parts[0] if len(parts) == 1 else AllOf(parts)

    def _level(self, conclusion: str, comparisons: Mapping[str, Any], route: Route) -> Condition:
        levels = {level.name: level for level in self.vocabulary.conclusions[conclusion.partition("[")[0]].levels}
        wanted = comparisons.get("at_least")
        if set(comparisons) != {"at_least"} or not isinstance(wanted, str) or wanted not in levels:
            found = ", ".join(f"{name}: {shown(level)}" for name, level in comparisons.items())
            expected = "{at_least: level} with one of " + ", ".join(levels)
            guess = nearest(wanted, levels) if isinstance(wanted, str) else None
            fix = f"Write {guess!r}?" if guess else f"{name_of(conclusion)!r} is a finding: compare its level."
            self.problem(route, found, expected, fix)
            return REFUSED
        return AtLeast(conclusion, wanted, levels[wanted].cut)

    def _comparison(self, attribute: Attribute, fact: str, op: str, raw: Any, route: Route) -> Condition:
        if op == "in":
            values = raw if isinstance(raw, list) else [raw]
            if not values:
                self.problem(route, "an empty list", "at least one value", "List the values.")
            return Within(fact, tuple(sorted({self.value(attribute, v, route) for v in values})))
        if op not in list(Comparison):
            expected = "one of lt, le, eq, ge, gt, in"
            self.problem(route, repr(op), expected, "Write the comparison by its name.")
            return REFUSED
        if op != "eq" and not (attribute.kind is Kind.NUMBER or attribute.ordered):
            fix = "Use eq or in, or declare the attribute ordered."
            self.problem(route, f"{op!r} on {attribute.id!r}", "an order among its values", fix)
            return REFUSED
        return Compare(fact, Comparison(op), self.value(attribute, raw, route))

    def value(self, attribute: Attribute, raw: Any, route: Route) -> int:
        """Return the stored integer of a value in the knowledge, which must be exact."""
        written = attribute.id, type(raw), raw  # True and 1 are two things
        if not isinstance(raw, (dict, list)) and written in self.vocabulary.values:
            return self.vocabulary.values[written]
        try:
            value = read_value(attribute, raw, exact=True).value
        except ValueProblem as error:
            self.problem(route, error.found, f"{error.expected} for {attribute.id!r}", error.fix, code=error.code)
            return attribute.low
        self.vocabulary.values[written] = value
        return value

    # ------------------------------------------------------------ texts

    def text(self, text: str, route: Route, condition: Condition | None = None) -> str:
        """Return a text with its variables filled in and its facts' placeholders grounded.

        With a `condition`, a placeholder must be a fact that the condition reads.
        """
        values = dict(self.bindings)

        def fill(match: re.Match[str]) -> str:
            inside = match.group(1)
            if inside in values:
                return self._label(values[inside])
            fact = self.reference(inside, route)
            if fact and condition is not None and _is_whole(condition) and fact not in facts_read(condition):
                read = ", ".join(facts_read(condition)) or "no fact"
                self.problem(route, f"the placeholder {fact!r}", f"a fact the condition reads ({read})", "Correct it.")
            return f"{{{fact}}}" if fact else inside

        # a composed reference has braces inside its own: fill the inner ones first
        while match := _COMPOSED.search(text):
            replaced = _PLACEHOLDER.sub(lambda m: values.get(m.group(1), m.group(1)), match.group(1))
            text = text[: match.start()] + "{" + replaced + "}" + text[match.end() :]
        return _PLACEHOLDER.sub(fill, text)

    def _label(self, value: str) -> str:
        """Return the label of a bound value, from the domain its variable is named after, or any that has it."""
        variable = next(name for name, bound in self.bindings if bound == value)
        domains = self.vocabulary.domains
        homes = [domains.get(variable, {}), *domains.values()]
        return next((members[value] for members in homes if value in members), value)


def _is_whole(condition: Condition) -> bool:
    """Return whether no part of a condition was refused."""
    match condition:
        case Not(part):
            return _is_whole(part)
        case AllOf(parts) | AnyOf(parts):
            return condition is not REFUSED and all(_is_whole(part) for part in parts)
    return True


def scopes(vocabulary: Vocabulary, entry: Entry[Any], variables: Mapping[str, str | list[str]]) -> list[Scope]:
    """Return the scopes of an entry, one per combination of its variables' values."""
    choices: list[list[tuple[str, str]]] = []
    for variable, domain in variables.items():
        members = list(vocabulary.domains.get(domain, ())) if isinstance(domain, str) else domain
        if isinstance(domain, list) and not domain:
            place, expected = str(entry.place("for", variable)), "a domain or a list of its members"
            vocabulary.report(Problem(place, "an empty list", expected, "List the members.", code="empty-answer"))
        elif not members:
            place = str(entry.place("for", variable))
            vocabulary.report(unknown_name(place, str(domain), vocabulary.domains, "domain"))
        for member in members if isinstance(domain, list) else ():
            if not any(member in others for others in vocabulary.domains.values()):
                known = {name for others in vocabulary.domains.values() for name in others}
                place = str(entry.place("for", variable))
                vocabulary.report(unknown_name(place, member, sorted(known), "member of a domain"))
        choices.append([(variable, member) for member in members])
    combinations = list(itertools.islice(itertools.product(*choices), MOST_GROUNDINGS + 1))
    if len(combinations) > MOST_GROUNDINGS:
        found, expected = "too many combinations of variables", f"at most {MOST_GROUNDINGS}"
        vocabulary.report(Problem(str(entry.place("for")), found, expected, "Use fewer variables.", code="too-large"))
        return []
    return [Scope(vocabulary, entry, bindings) for bindings in combinations]
