"""Validated entries → one `Knowledge`: references resolved, variables grounded, strata computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import networkx as nx

from balance_rules.documents import Route
from balance_rules.errors import KnowledgeError, Problem, unknown_name
from balance_rules.knowledge import schemas
from balance_rules.knowledge.catalogue import (
    build_claims,
    build_doses,
    build_evidence,
    build_exercises,
    build_muscles,
    build_progression,
)
from balance_rules.knowledge.grounding import Declared, Scope, Vocabulary
from balance_rules.knowledge.loading import Domain, Entries, Entry
from balance_rules.knowledge.statements import (
    build_prescriptions,
    build_referrals,
    build_restrictions,
    build_rules,
)
from balance_rules.model import (
    Attribute,
    Conclusion,
    Evidence,
    Kind,
    Knowledge,
    Level,
    Measure,
    Operation,
    Rule,
    conclusions_read,
    key,
    name_of,
)
from balance_rules.semantics import evidence_weight


def build(entries: Entries, *, drafts: bool = False) -> Knowledge:
    """Return the knowledge that `entries` describe.

    Raises
    ------
    KnowledgeError
        With every problem of the load, from the text of a file to a name that nothing bears.
    """
    vocabulary = Vocabulary(_domains(entries), problems=list(entries.problems))
    vocabulary.attributes = _attributes(entries, vocabulary)
    vocabulary.conclusions = _declared(entries, vocabulary)
    _unique_names(entries, vocabulary)
    measures = _measures(entries, vocabulary)
    muscles = build_muscles(entries, vocabulary)
    rules = build_rules(entries, vocabulary, drafts=drafts)
    referrals = build_referrals(entries, vocabulary)
    restrictions = build_restrictions(entries, vocabulary)
    exercises = build_exercises(entries, vocabulary, muscles, restrictions)
    prescriptions = build_prescriptions(entries, vocabulary, exercises, muscles, referrals)
    strata = _strata(rules, vocabulary)
    evidence = build_evidence(entries)
    _check_sources(entries, vocabulary, evidence)
    statements = (*rules, *referrals, *restrictions, *prescriptions)
    claims = build_claims(entries, vocabulary, {statement.name for statement in statements})
    header = entries.by_kind.get("header", {}).get("header")
    not_counted = entries.by_kind.get("not counted", {}).get("not counted")
    if vocabulary.problems:
        raise KnowledgeError(sorted(vocabulary.problems, key=_in_reading_order))
    return Knowledge(
        name=header.schema.name if header else "unnamed",
        version=header.schema.version if header else "0.0.0",
        hash=entries.hash if not drafts else f"{entries.hash}-with-drafts",
        attributes=MappingProxyType(dict(vocabulary.attributes)),
        measures=measures,
        conclusions=MappingProxyType(_conclusions(entries, vocabulary, strata)),
        rules=_in_strata(rules, strata),
        referrals=referrals,
        restrictions=restrictions,
        exercises=MappingProxyType(exercises),
        prescriptions=prescriptions,
        muscles=MappingProxyType(muscles),
        doses=MappingProxyType(build_doses(entries, vocabulary)),
        progression=build_progression(entries),
        evidence=MappingProxyType(evidence),
        claims=claims,
        not_counted=_titles(not_counted.schema) if not_counted else (),
    )


def _in_reading_order(problem: Problem) -> tuple[str, int, int, str]:
    path, _, position = problem.place.partition(":")
    line, _, column = position.partition(":")
    return path, int(line) if line.isdigit() else 0, int(column) if column.isdigit() else 0, problem.found


def _titles(schema: schemas.NotCountedSchema) -> tuple[str, ...]:
    return (*schema.cardio, *schema.olympic_or_total_body, *schema.not_strength)


def _check_sources(entries: Entries, vocabulary: Vocabulary, evidence: Mapping[str, Evidence]) -> None:
    """Report every citation of a source that does not exist."""
    for kind in ("rule", "referral", "restriction", "prescription", "exercise", "claim", "doses"):
        for entry in entries.by_kind.get(kind, {}).values():
            for route, source in _cited(entry.schema):
                if source not in evidence:
                    place = str(entry.place(*route))
                    vocabulary.report(unknown_name(place, source, evidence, "source"))


def _cited(schema: Any) -> Iterator[tuple[Route, str]]:
    for field in ("evidence", "for_", "against"):
        used = getattr(schema, field, ())
        for i, item in enumerate(used if isinstance(used, list) else ()):
            yield (field.removesuffix("_"), i), item if isinstance(item, str) else item.source
    for name, dose in getattr(schema, "doses", {}).items():
        for i, citation in enumerate(dose.evidence):
            yield ("doses", name, "evidence", i), citation.source
    if hasattr(schema, "progression"):
        for i, citation in enumerate(schema.progression.evidence):
            yield ("progression", "evidence", i), citation.source


# ---------------------------------------------------------------- vocabulary


def _domains(entries: Entries) -> dict[str, dict[str, str]]:
    domains = {
        name: {member: schema.label for member, schema in entry.schema.members.items()}
        for name, entry in entries.of("domain", Domain).items()
    }
    muscles = entries.of("muscle", schemas.MuscleSchema).values()
    domains["muscle"] = {e.id: e.schema.common_name for e in muscles if e.schema.parent is None}
    domains["exercise"] = {e.id: e.schema.name for e in entries.of("exercise", schemas.ExerciseSchema).values()}
    return domains


def _unique_names(entries: Entries, vocabulary: Vocabulary) -> None:
    """Refuse one name for two things: `explain NAME` and a column of that name must be unambiguous."""
    seen: dict[str, Entry[Any]] = {}
    for kind in ("attribute", "conclusion", "rule", "referral", "restriction", "prescription", "exercise"):
        for entry in entries.by_kind.get(kind, {}).values():
            first = seen.setdefault(entry.id, entry)
            if first is not entry:
                found, expected = f"{entry.id!r} for a {kind}", f"a name of its own (taken at {first.place()})"
                vocabulary.report(Problem(str(entry.place("id")), found, expected, "Rename one of the two."))


def _attributes(entries: Entries, vocabulary: Vocabulary) -> dict[str, Attribute]:
    attributes = {}
    for entry in entries.of("attribute", schemas.AttributeSchema).values():
        attribute = _attribute(entry, Scope(vocabulary, entry), entries)
        if attribute is not None:
            attributes[attribute.id] = attribute
    return attributes


def _attribute(entry: Entry[schemas.AttributeSchema], scope: Scope, entries: Entries) -> Attribute | None:
    schema = entry.schema
    kind = Kind(schema.type)
    members = scope.vocabulary.domains.get(schema.for_ or "", {})
    if schema.for_ and not members:
        names = scope.vocabulary.domains
        scope.vocabulary.report(unknown_name(str(entry.place("for")), schema.for_, names, "domain"))
    own = entries.of("domain", Domain).get(schema.for_ or "")
    questions = tuple((m, s.question) for m, s in own.schema.members.items() if s.question) if own else ()
    if (kind is Kind.NUMBER) != (schema.range is not None and schema.resolution is not None):
        found, expected = f"type {schema.type}", "range and resolution for a number, and for nothing else"
        scope.problem(("type",), found, expected, "Add or remove 'range' and 'resolution'.")
        return None
    if (kind is Kind.CATEGORY) != (schema.values is not None):
        found, expected = f"type {schema.type}", "values for a category, and for nothing else"
        scope.problem(("type",), found, expected, "Add or remove 'values'.")
        return None
    bounds = _bounds(schema, scope) if kind is Kind.NUMBER else (0, max(1, len(schema.values or ()) - 1), Fraction(1))
    if bounds is None:
        return None
    low, high, resolution = bounds
    attribute = Attribute(
        id=schema.id,
        title=schema.title,
        kind=kind,
        question=schema.question,
        how=schema.how,
        effort=schema.effort,
        unit=schema.unit,
        low=low,
        high=high,
        resolution=resolution,
        values=tuple((schema.values or {}).items()),
        ordered=schema.ordered,
        domain=schema.for_,
        instances=tuple(members.items()),
        questions=questions,
        measured=schema.derive is not None,
    )
    absent = _stored(attribute, "absent", scope)
    typical = _stored(attribute, "typical", scope)
    return replace(attribute, absent=absent, typical=absent if typical is None else typical)


def _bounds(schema: schemas.AttributeSchema, scope: Scope) -> tuple[int, int, Fraction] | None:
    assert schema.range is not None and schema.resolution is not None
    resolution = Fraction(schema.resolution)
    if resolution <= 0:
        scope.problem(("resolution",), str(schema.resolution), "a number above 0", "Write the smallest step.")
        return None
    low, high = (Fraction(end) / resolution for end in schema.range)
    if low.denominator != 1 or high.denominator != 1 or low >= high:
        found, expected = f"the range {schema.range[0]} to {schema.range[1]}", "two multiples of the resolution, rising"
        scope.problem(("range",), found, expected, f"Use multiples of {schema.resolution}.")
        return None
    return int(low), int(high), resolution


def _stored(attribute: Attribute, field: str, scope: Scope) -> int | None:
    raw = getattr(scope.entry.schema, field)
    return None if raw is None else scope.value(attribute, raw, (field,))


def _measures(entries: Entries, vocabulary: Vocabulary) -> tuple[Measure, ...]:
    measures: dict[str, Measure] = {}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for entry in entries.of("attribute", schemas.AttributeSchema).values():
        attribute = vocabulary.attributes.get(entry.id)
        if entry.schema.derive is None or attribute is None:
            continue
        instances: list[str | None] = [name for name, _ in attribute.instances]
        for instance in instances or [None]:
            bindings = ((attribute.domain, instance),) if attribute.domain and instance else ()
            measure = _measure(Scope(vocabulary, entry, bindings), key(attribute.id, instance))
            if measure is not None:
                measures[measure.fact] = measure
                graph.add_edges_from((source, measure.fact) for source in measure.inputs)
    cycle = _cycle(graph)
    if cycle:
        entry = entries.of("attribute", schemas.AttributeSchema)[name_of(cycle[0])]
        fix = "Let one of them be measured instead of derived."
        vocabulary.report(
            Problem(str(entry.place("derive")), " → ".join(cycle), "measures that do not need themselves", fix)
        )
        return ()
    return tuple(measures[fact] for fact in nx.topological_sort(graph) if fact in measures)


def _measure(scope: Scope, fact: str) -> Measure | None:
    derive = scope.entry.schema.derive
    if len(derive) != 1 or next(iter(derive)) not in list(Operation):
        expected = "one of " + ", ".join(Operation)
        scope.problem(("derive",), ", ".join(derive) or "nothing", expected, "Write 'derive: {ratio: [a, b]}'.")
        return None
    ((operation, references),) = derive.items()
    inputs = [scope.reference(text, ("derive", operation, i)) for i, text in enumerate(references)]
    known = [name for name in inputs if name is not None]
    for i, name in enumerate(known):
        attribute = scope.attribute_of(name)
        if attribute is None or attribute.kind is not Kind.NUMBER:
            scope.problem(("derive", operation, i), repr(name), "a fact that is a number", "Use a number.")
    most = {Operation.PERCENTAGE: 2, Operation.LIMB_SYMMETRY: 2, Operation.ASYMMETRY: 2}.get(Operation(operation), 99)
    if not 2 <= len(references) <= most:
        expected = "two inputs" if most == 2 else "two inputs or more"
        scope.problem(("derive", operation), f"{len(references)} inputs", expected, "List the inputs.")
        return None
    return Measure(fact, Operation(operation), tuple(known)) if len(known) == len(references) else None


# ---------------------------------------------------------------- conclusions and strata


def _declared(entries: Entries, vocabulary: Vocabulary) -> dict[str, Declared]:
    declared = {}
    for entry in entries.of("conclusion", schemas.ConclusionSchema).values():
        schema = entry.schema
        members = vocabulary.domains.get(schema.for_ or "", {})
        if schema.for_ and not members:
            place = str(entry.place("for"))
            vocabulary.report(unknown_name(place, schema.for_, vocabulary.domains, "domain"))
        levels = tuple(
            Level(name, Decimal(cf), evidence_weight(Decimal(cf)))
            for name, cf in schema.levels.items()
            if 0 < Decimal(cf) < 1
        )
        cuts = [level.cut for level in levels]
        if not levels or len(levels) < len(schema.levels) or cuts != sorted(set(cuts)):
            found, expected = str({k: str(v) for k, v in schema.levels.items()}), "levels that rise between 0 and 1"
            vocabulary.report(Problem(str(entry.place("levels")), found, expected, "Put the levels in rising order."))
        declared[entry.id] = Declared(schema.for_, tuple(members), levels)
    return declared


def _conclusions(entries: Entries, vocabulary: Vocabulary, strata: Mapping[str, int]) -> dict[str, Conclusion]:
    conclusions = {}
    for entry in entries.of("conclusion", schemas.ConclusionSchema).values():
        declared = vocabulary.conclusions[entry.id]
        for instance in declared.instances or (None,):
            bindings = ((declared.domain, instance),) if declared.domain and instance else ()
            identity = key(entry.id, instance)
            conclusions[identity] = Conclusion(
                id=identity,
                name=entry.id,
                title=Scope(vocabulary, entry, bindings).text(entry.schema.title, ("title",)),
                family=entry.schema.family,
                muscles=tuple(entry.schema.muscles),
                meaning=" ".join(entry.schema.meaning.split()),
                levels=declared.levels,
                stratum=strata.get(identity, 0),
            )
    return conclusions


def _strata(rules: Iterable[Rule], vocabulary: Vocabulary) -> dict[str, int]:
    """Return the stratum of each concluded finding: one above the highest finding that its rules read."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    places: dict[tuple[str, str], Rule] = {}
    for rule in rules:
        graph.add_node(rule.conclusion)
        for read in conclusions_read(rule.condition):
            graph.add_edge(read, rule.conclusion)
            places.setdefault((read, rule.conclusion), rule)
    cycle = _cycle(graph)
    if cycle:
        rule = places[(cycle[0], cycle[1])]
        fix = "Let one of these rules read the facts instead of the finding."
        vocabulary.report(Problem(str(rule.place), " → ".join(cycle), "findings that do not rest on themselves", fix))
        return {}
    return {name: level for level, names in enumerate(nx.topological_generations(graph)) for name in names}


def _cycle(graph: nx.DiGraph[str]) -> list[str]:
    """Return a cycle as a path that ends where it begins, or nothing."""
    try:
        edges = nx.find_cycle(graph)
    except nx.NetworkXNoCycle:
        return []
    return [edge[0] for edge in edges] + [edges[0][0]]


def _in_strata(rules: Iterable[Rule], strata: Mapping[str, int]) -> tuple[Rule, ...]:
    placed = [replace(rule, stratum=strata[rule.conclusion]) for rule in rules]
    return tuple(sorted(placed, key=lambda rule: (rule.stratum, rule.id)))
