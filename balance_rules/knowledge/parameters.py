"""Named numbers: declared once in `parameters.yaml`, and set otherwise by a folder with a line of reason.

A rule writes `{long_day_seated}` where the number stands: in its condition, its texts and its cases. The name is
replaced before the rule is read, so that whatever judges, proves or compiles a rule meets a plain number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from balance_rules.errors import nearest
from balance_rules.knowledge import schemas
from balance_rules.knowledge.catalogue import rationale_of
from balance_rules.knowledge.counting import NUMBERS
from balance_rules.knowledge.entries import Entries, Entry
from balance_rules.knowledge.grounding import Scope, Vocabulary
from balance_rules.model import Citation, Parameter, Rationale, Role
from balance_rules.text.quantities import ValueProblem, read_value

Numbers = Mapping[str, Any]

_NAMED = re.compile(r"\{([a-z0-9_]+)(?: ([+-]) ([0-9]+(?:\.[0-9]+)?))?\}")
_AMOUNT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(.*)\Z", re.DOTALL)
_OF_CONDITIONS = frozenset({"all", "any", "not", "lt", "le", "eq", "ge", "gt", "in"})


def filled(value: Any, numbers: Numbers) -> Any:
    """Return an entry with the names of numbers replaced; `{name + 2}` is the number two of its units higher.

    >>> filled({"when": {"hours": {"gt": "{long}"}}, "because": "above {long}"}, {"long": "7 h/day"})
    {'when': {'hours': {'gt': '7 h/day'}}, 'because': 'above 7 h/day'}
    >>> filled(["{sets - 0.5}", "{sets}", "{side}"], {"sets": 4})
    [Decimal('3.5'), 4, '{side}']
    """
    match value:
        case str():
            whole = _NAMED.fullmatch(value)
            if whole and whole[1] in numbers:
                return _number(whole, numbers)
            return _NAMED.sub(lambda m: str(_number(m, numbers)) if m[1] in numbers else m[0], value)
        case dict():
            return {name: filled(part, numbers) for name, part in value.items()}
        case list():
            return [filled(part, numbers) for part in value]
    return value


def _number(named: re.Match[str], numbers: Numbers) -> Any:
    name, sign, more = named.groups()
    value = numbers[name]
    if not sign:
        return value
    step = Decimal(sign + more)
    if not isinstance(value, str):
        return value + step
    amount = _AMOUNT.match(value)
    return f"{Decimal(amount[1]) + step}{amount[2]}" if amount else value


def used(value: Any, numbers: Numbers) -> tuple[str, ...]:
    """Return the names of the numbers that an entry uses, in its order."""
    return tuple(dict.fromkeys(m[1] for _, text in _texts(value) for m in _NAMED.finditer(text) if m[1] in numbers))


def _texts(value: Any, of: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a value, with the name that it is compared with or given for."""
    if isinstance(value, str):
        yield of, value
    for part in value if isinstance(value, list) else ():
        yield from _texts(part, of)
    for name, part in value.items() if isinstance(value, dict) else ():
        yield from _texts(part, of if name in _OF_CONDITIONS else str(name))


def numbers_of(entries: Entries) -> dict[str, Any]:
    """Return the number that each name stands for; what sets one that nothing declares is a problem."""
    declared = entries.of("parameter", schemas.ParameterSchema)
    own = entries.of("own number", schemas.ParameterSchema)
    for name, entry in own.items():
        if name not in declared:
            guess = nearest(name, declared)
            fix = f"Write {guess!r}?" if guess else "Give it a 'title' instead of a 'reason' to declare a number."
            expected = "the name of a number that an earlier folder declares"
            entries.problems.append(entry.problem(("id",), repr(name), expected, fix, code="unknown-name"))
        elif entry.schema.reason is None:
            expected, fix = "a line of reason for setting it otherwise", "Add 'reason: …'."
            entries.problems.append(entry.problem((), "no 'reason'", expected, fix, code="missing"))
    for entry in (entry for entry in declared.values() if entry.schema.reason is not None):
        expected = "a 'title' to declare a number, or a 'reason' for setting a declared one otherwise"
        problem = entry.problem(("reason",), "both", expected, "Remove one of the two.", code="conflict")
        entries.problems.append(problem)
    return {name: (own.get(name) or entry).schema.value for name, entry in declared.items()}


def build_parameters(entries: Entries, vocabulary: Vocabulary) -> dict[str, Parameter]:
    """Return the named numbers with the rules that use them, every number set by a folder checked in each use."""
    own = entries.of("own number", schemas.ParameterSchema)
    rules = entries.of("rule", schemas.RuleSchema)
    parameters = {}
    for name, entry in entries.of("parameter", schemas.ParameterSchema).items():
        users = [rule for rule in rules.values() if name in rule.numbers]
        set_here = own.get(name)
        parameters[name] = Parameter(
            id=name,
            title=entry.schema.title or "",
            value=str((set_here or entry).schema.value),
            declared=str(entry.schema.value),
            reason=" ".join((set_here.schema.reason or "").split()) if set_here else "",
            rules=tuple(rule.id for rule in users),
            rationale=rationale_of(
                entry.schema.evidence, {name: entry.schema.convention} if entry.schema.convention else {}
            ),
        )
        taken = next((rule.id for rule in users if name in rule.schema.for_), None)
        if taken is not None:
            found, expected = f"{name!r}, a variable of {taken!r}", "a name of its own"
            vocabulary.report(entry.problem(("id",), found, expected, "Rename the number.", code="duplicate"))
        if set_here is None:
            continue
        if not users and name not in NUMBERS:
            expected, fix = "a number that a rule uses, or that logs are counted by", "Remove it: nothing would change."
            vocabulary.report(set_here.problem(("id",), repr(name), expected, fix, code="nothing-there"))
        for rule in users:
            _check(name, set_here, rule, entries.numbers, vocabulary)
    return parameters


def _check(name: str, entry: Entry[Any], rule: Entry[Any], numbers: Numbers, vocabulary: Vocabulary) -> None:
    """Report a number that a rule cannot compare with, or beside which its cases no longer fit into the range."""
    examples = (*rule.written.get("cases", ()), *rule.written.get("rungs", ()))
    given = [example.get("given") for example in examples if isinstance(example, dict)]
    for reference, text in _texts([rule.written.get("when"), *given]):
        attribute = vocabulary.attributes.get(reference.partition("[")[0])
        if attribute is None or name not in used(text, numbers):
            continue
        try:
            read_value(attribute, filled(text, numbers), exact=True)
        except ValueProblem as error:
            found = error.found if text == f"{{{name}}}" else f"{error.found}, in a case of {rule.id!r}"
            expected = f"{error.expected} for {attribute.id!r}"
            vocabulary.report(entry.problem(("value",), found, expected, error.fix, code=error.code))
            vocabulary.spoiled.add(rule.document.path)


def with_own_numbers(rationale: Rationale, scope: Scope, parameters: Mapping[str, Parameter]) -> Rationale:
    """Return why a rule stands where a folder set its numbers: no source supports these, their owner does.

    A source that gave the number that was replaced stays, as one that found something near; where none is left that
    gives a number, the rule rests on a convention.
    """
    own: dict[str, str] = {}
    for parameter in (parameters[name] for name in scope.entry.numbers if parameters[name].reason):
        for reference, text in _texts(scope.entry.written.get("when")):
            if parameter.id in used(text, {parameter.id: 0}):
                own[scope.filled(reference.partition("[")[0])] = parameter.words
    if not own:
        return rationale
    evidence = tuple(_beside(citation, own) for citation in rationale.evidence)
    numbers = any(citation.role is Role.CUT_OFF and not citation.against for citation in evidence)
    kept = tuple((name, reason) for name, reason in rationale.conventions if name not in own)
    rests_on = rationale.rests_on if rationale.rests_on is not Role.CUT_OFF or numbers else Role.CONVENTION
    return replace(rationale, evidence=evidence, conventions=(*kept, *own.items()), rests_on=rests_on)


def _beside(citation: Citation, own: Mapping[str, str]) -> Citation:
    supports = tuple(name for name in citation.supports if name not in own)
    if supports == citation.supports:
        return citation
    if supports or citation.role is not Role.CUT_OFF:
        return replace(citation, supports=supports)
    return replace(citation, supports=(), role=Role.ASSOCIATION, indirect=True)
