"""Validated entries → one `Knowledge`: references resolved, variables grounded, strata computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import networkx as nx

from balance_rules.errors import KnowledgeError, Problem, unknown_name
from balance_rules.knowledge import schemas, seeing
from balance_rules.knowledge.catalogue import (
    build_doses,
    build_evidence,
    build_exercises,
    build_muscles,
    build_progression,
    build_title_words,
    exercise_properties,
)
from balance_rules.knowledge.entries import Entries, Entry
from balance_rules.knowledge.following import build_follow_up
from balance_rules.knowledge.grounding import Declared, Scope, Vocabulary
from balance_rules.knowledge.invariants import build_invariants, build_suppressions, directions
from balance_rules.knowledge.loading import Domain
from balance_rules.knowledge.measures import build_measures, find_cycle
from balance_rules.knowledge.measuring import build_better, build_error
from balance_rules.knowledge.parameters import build_parameters
from balance_rules.knowledge.prescribing import build_prescriptions
from balance_rules.knowledge.programming import build_programming, build_themes
from balance_rules.knowledge.roles import build_roles, roles_of
from balance_rules.knowledge.statements import (
    build_claims,
    build_contradictions,
    build_referrals,
    build_restrictions,
    build_rules,
    build_stops,
    claim_id,
)
from balance_rules.knowledge.words import build_words
from balance_rules.model import (
    Attribute,
    Changeable,
    Conclusion,
    Direction,
    Evidence,
    Exercise,
    Kind,
    Knowledge,
    Level,
    Rule,
    conclusions_read,
    key,
)
from balance_rules.semantics import evidence_weight
from balance_rules.text.documents import Route
from balance_rules.text.quantities import is_unit

STATEMENTS = ("rule", "referral", "contradiction", "restriction", "claim", "prescription")


def build(entries: Entries, *, drafts: bool = False) -> Knowledge:
    """Return the knowledge that `entries` describe.

    Raises
    ------
    KnowledgeError
        With every problem of the load, from the text of a file to a name that nothing bears.
    """
    vocabulary = Vocabulary(_domains(entries), problems=list(entries.problems))
    vocabulary.attributes = _attributes(entries, vocabulary)
    vocabulary.roles = build_roles(entries, vocabulary)
    vocabulary.conclusions = _declared(entries, vocabulary)
    vocabulary.properties = exercise_properties(entries)
    _unique_names(entries, vocabulary)
    vocabulary.parameters = build_parameters(entries, vocabulary)
    measures = build_measures(entries, vocabulary)
    muscles = build_muscles(entries, vocabulary)
    rules = build_rules(entries, vocabulary, drafts=drafts)
    referrals = build_referrals(entries, vocabulary)
    contradictions = build_contradictions(entries, vocabulary)
    restrictions = (*build_restrictions(entries, vocabulary), *build_stops(entries, vocabulary, referrals))
    exercises = build_exercises(entries, vocabulary, muscles, restrictions)
    _check_tests(entries, vocabulary, exercises)
    prescriptions = build_prescriptions(entries, vocabulary, exercises, muscles)
    strata = _strata(rules, vocabulary)
    evidence = build_evidence(entries)
    _check_sources(entries, vocabulary, evidence)
    statements = (*rules, *referrals, *restrictions, *prescriptions)
    claims = build_claims(entries, vocabulary, {statement.name for statement in statements})
    conclusions = _conclusions(entries, vocabulary, strata)
    invariants = build_invariants(entries, vocabulary, prescriptions, exercises, muscles, rules, claims)
    header = entries.by_kind.get("header", {}).get("header")
    not_counted = entries.by_kind.get("not counted", {}).get("not counted")
    title_words = build_title_words(entries, vocabulary, muscles)
    words = build_words(entries, vocabulary)
    follow_up = build_follow_up(entries, vocabulary)
    programming = build_programming(entries, vocabulary, muscles, rules, measures)
    themes = build_themes(entries, vocabulary)
    if vocabulary.problems:
        raise KnowledgeError(sorted(_causes(vocabulary, entries), key=_in_reading_order))
    return Knowledge(
        name=header.schema.name if header else "unnamed",
        version=header.schema.version if header else "0.0.0",
        hash=entries.hash if not drafts else f"{entries.hash}-with-drafts",
        attributes=MappingProxyType(dict(vocabulary.attributes)),
        measures=measures,
        conclusions=MappingProxyType(conclusions),
        rules=_in_strata(rules, strata),
        referrals=referrals,
        restrictions=restrictions,
        contradictions=contradictions,
        exercises=MappingProxyType(exercises),
        prescriptions=prescriptions,
        muscles=MappingProxyType(muscles),
        doses=MappingProxyType(build_doses(entries, vocabulary)),
        progression=build_progression(entries),
        programming=programming,
        themes=themes,
        evidence=MappingProxyType(evidence),
        claims=claims,
        not_counted=_titles(not_counted.schema) if not_counted else (),
        unknown_work=tuple(not_counted.schema.olympic_or_total_body) if not_counted else (),
        title_words=title_words,
        words=words,
        roles=vocabulary.roles,
        invariants=invariants,
        suppressions=build_suppressions(entries),
        follow_up=follow_up,
        parameters=MappingProxyType(dict(vocabulary.parameters)),
    )


def _causes(vocabulary: Vocabulary, entries: Entries) -> list[Problem]:
    """Return the problems without those that follow from others.

    Such are names that were declared, but in an entry that is refused, and rules that use a refused number.
    """
    declared = entries.by_kind.get("attribute", {}).keys() - vocabulary.attributes.keys()
    missing = {repr(name) for name in entries.refused | declared}
    return [
        p
        for p in vocabulary.problems
        if not (p.found in missing and p.expected.startswith("the id of"))
        and p.place.partition(":")[0] not in vocabulary.spoiled
    ]


def _in_reading_order(problem: Problem) -> tuple[str, int, int, str]:
    path, _, position = problem.place.partition(":")
    line, _, column = position.partition(":")
    return path, int(line) if line.isdigit() else 0, int(column) if column.isdigit() else 0, problem.found


def _titles(schema: schemas.NotCountedSchema) -> tuple[str, ...]:
    return (*schema.cardio, *schema.olympic_or_total_body, *schema.not_strength)


def _check_sources(entries: Entries, vocabulary: Vocabulary, evidence: Mapping[str, Evidence]) -> None:
    """Report every citation of a source that does not exist."""
    for kind in (*STATEMENTS, "attribute", "exercise", "dose", "progression", "follow-up", "programming"):
        for entry in entries.by_kind.get(kind, {}).values():
            for route, source in _cited(entry.schema):
                if source not in evidence:
                    place = str(entry.place(*route))
                    vocabulary.report(unknown_name(place, source, evidence, "source"))


def _check_tests(entries: Entries, vocabulary: Vocabulary, exercises: Mapping[str, Exercise]) -> None:
    """Report every attribute that says it is measured by a test which does not exist."""
    tests = [name for name, exercise in exercises.items() if exercise.category == "test"]
    for entry in entries.of("attribute", schemas.AttributeSchema).values():
        if entry.schema.test is not None and entry.schema.test not in tests:
            vocabulary.report(unknown_name(str(entry.place("test")), entry.schema.test, tests, "test"))


def _cited(schema: Any) -> Iterator[tuple[Route, str]]:
    for field in ("evidence", "for_", "against"):
        used = getattr(schema, field, ())
        for i, item in enumerate(used if isinstance(used, list) else ()):
            yield (field.removesuffix("_"), i), item if isinstance(item, str) else item.source
    error = getattr(schema, "error", None)
    if error is not None:
        yield from ((("error", "source"), source) for source in [error.source] if source)
        yield from ((("error", "beside", i), source) for i, source in enumerate(error.beside))


# ---------------------------------------------------------------- vocabulary


def _domains(entries: Entries) -> dict[str, dict[str, str]]:
    domains = {
        name: {member: schema.label for member, schema in entry.schema.members.items()}
        for name, entry in entries.of("domain", Domain).items()
    }
    muscles = entries.of("muscle", schemas.MuscleSchema).values()
    domains["muscle"] = {e.id: e.schema.common_name for e in muscles if e.schema.parent is None}
    name = roles_of(entries).flags
    flags = entries.of("attribute", schemas.AttributeSchema).get(name)
    if flags is not None and flags.schema.for_ in domains:
        domains[seeing.COMPLAINT] = seeing.complaint_domain(entries, name, domains[flags.schema.for_])
    domains["exercise"] = {e.id: e.schema.name for e in entries.of("exercise", schemas.ExerciseSchema).values()}
    return domains


def _unique_names(entries: Entries, vocabulary: Vocabulary) -> None:
    """Refuse one name for two things: `explain NAME` and a column of that name must be unambiguous."""
    seen: dict[str, Entry[Any]] = {}
    for kind in ("attribute", "conclusion", *STATEMENTS, "exercise", "parameter"):
        for entry in entries.by_kind.get(kind, {}).values():
            first = seen.setdefault(claim_id(entry.id) if kind == "claim" else entry.id, entry)
            if first is not entry:
                found, expected = f"{entry.id!r} for a {kind}", f"a name of its own (taken at {first.place()})"
                vocabulary.report(
                    Problem(str(entry.place("id")), found, expected, "Rename one of the two.", code="duplicate")
                )


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
    asking = own.schema.members if own and kind is Kind.BOOLEAN else {}  # a member's question is for yes or no
    questions = tuple((m, s.question) for m, s in asking.items() if s.question)
    if (kind is Kind.NUMBER) != (schema.range is not None and schema.resolution is not None):
        found, expected = f"type {schema.type}", "range and resolution for a number, and for nothing else"
        scope.problem(("type",), found, expected, "Add or remove 'range' and 'resolution'.")
        return None
    if schema.derive is not None and kind is not Kind.NUMBER:
        scope.problem(("derive",), f"type {schema.type}", "a number", "Derive numbers only.")
        return None
    if kind is Kind.NUMBER and not is_unit(schema.unit):
        scope.problem(("unit",), repr(schema.unit), "a unit that pint knows", "Write '1' for a pure number.")
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
        change=_changeable(schema, resolution, scope),
        silent=" ".join((schema.silent or "").split()),
        place=entry.place(),
    )
    absent = _stored(attribute, "absent", scope)
    typical = _stored(attribute, "typical", scope)
    better, nearer = build_better(schema, attribute, scope)
    return replace(
        attribute,
        error=build_error(schema, scope),
        better=better,
        nearer=nearer,
        absent=absent,
        typical=absent if typical is None else typical,
        unstated=_stored(attribute, "unstated", scope),
        dated=schema.dated,
        with_log=schema.with_log,
        test=schema.test,
    )


def _changeable(schema: schemas.AttributeSchema, resolution: Fraction, scope: Scope) -> Changeable | None:
    declared = schema.change
    if declared is None or declared.direction == "none":
        return None
    steps = Fraction(1) if declared.step is None else Fraction(declared.step) / resolution
    if steps.denominator != 1 or steps < 1 or (schema.type != "number" and steps != 1):
        expected = f"a multiple of {schema.resolution}" if schema.type == "number" else "no step: a value is one step"
        scope.problem(("change", "step"), str(declared.step), expected, "Write the smallest change worth making.")
        return None
    if schema.type == "category" and not schema.ordered and declared.direction != "any":
        scope.problem(("change", "direction"), declared.direction, "any or none without an order", "Write any.")
        return None
    return Changeable(Direction(declared.direction), int(steps), declared.cost)


def _bounds(schema: schemas.AttributeSchema, scope: Scope) -> tuple[int, int, Fraction] | None:
    assert schema.range is not None
    assert schema.resolution is not None
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
        cuts = [0, *(level.cut for level in levels)]
        if not levels or len(levels) < len(schema.levels) or cuts != sorted(set(cuts)):
            found = ", ".join(f"{name}: {cf}" for name, cf in schema.levels.items()) or "no level"
            expected = "levels that rise between 0 and 1"
            vocabulary.report(
                Problem(
                    str(entry.place("levels")), found, expected, "Put the levels in rising order.", code="out-of-range"
                )
            )
        for i, name in enumerate(schema.muscles):
            if name not in entries.by_kind.get("muscle", {}):
                known = entries.by_kind.get("muscle", {})
                vocabulary.report(unknown_name(str(entry.place("muscles", i)), name, known, "muscle"))
        declared[entry.id] = Declared(schema.for_, tuple(members), levels)
    return declared


def _conclusions(entries: Entries, vocabulary: Vocabulary, strata: Mapping[str, int]) -> dict[str, Conclusion]:
    conclusions = {}
    for entry in entries.of("conclusion", schemas.ConclusionSchema).values():
        declared = vocabulary.conclusions[entry.id]
        for instance in declared.instances or (None,):
            bindings = ((declared.domain, instance),) if declared.domain and instance else ()
            identity = key(entry.id, instance)
            scope = Scope(vocabulary, entry, bindings)
            conclusions[identity] = Conclusion(
                id=identity,
                name=entry.id,
                title=scope.text(entry.schema.title, ("title",)),
                family=entry.schema.family,
                muscles=tuple(entry.schema.muscles),
                meaning=" ".join(entry.schema.meaning.split()),
                levels=declared.levels,
                stratum=strata.get(identity, 0),
                monotone=directions(scope),
                total=entry.schema.total,
                together=entry.schema.together or "",
                place=entry.place(),
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
    cycle = find_cycle(graph)
    if cycle:
        rule = places[(cycle[0], cycle[1])]
        fix = "Let one of these rules read the facts instead of the finding."
        vocabulary.report(
            Problem(str(rule.place), " → ".join(cycle), "findings that do not rest on themselves", fix, code="cycle")
        )
        return {}
    return {name: level for level, names in enumerate(nx.topological_generations(graph)) for name in names}


def _in_strata(rules: Iterable[Rule], strata: Mapping[str, int]) -> tuple[Rule, ...]:
    placed = [replace(rule, stratum=strata[rule.conclusion]) for rule in rules]
    return tuple(sorted(placed, key=lambda rule: (rule.stratum, rule.id)))
