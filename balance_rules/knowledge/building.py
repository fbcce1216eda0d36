"""Validated entries → one `Knowledge`: references resolved, variables grounded, strata computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from balance_rules.errors import KnowledgeError, Problem, unknown_name
from balance_rules.knowledge import schemas, seeing
from balance_rules.knowledge.catalogue import (
    build_doses,
    build_evidence,
    build_exercises,
    build_muscles,
    build_not_counted,
    build_progression,
    build_title_words,
    exercise_properties,
)
from balance_rules.knowledge.concluding import (
    build_conclusions,
    build_families,
    declared_conclusions,
    in_strata,
    strata_of,
)
from balance_rules.knowledge.counting import build_counting
from balance_rules.knowledge.declaring import build_attributes
from balance_rules.knowledge.entries import Entries, Entry
from balance_rules.knowledge.following import build_follow_up
from balance_rules.knowledge.grounding import Vocabulary
from balance_rules.knowledge.invariants import build_invariants, build_suppressions
from balance_rules.knowledge.loading import Domain
from balance_rules.knowledge.measures import build_measures
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
    Exercise,
    Knowledge,
    Measure,
)
from balance_rules.text.documents import Route

STATEMENTS = ("rule", "referral", "contradiction", "restriction", "claim", "prescription")


def build(entries: Entries, *, drafts: bool = False) -> Knowledge:
    """Return the knowledge that `entries` describe.

    Raises
    ------
    KnowledgeError
        With every problem of the load, from the text of a file to a name that nothing bears.
    """
    vocabulary = _vocabulary(entries)
    header = entries.by_kind.get("header", {}).get("header")
    declared = _declarations(entries, vocabulary)
    stated = _statements(entries, vocabulary, declared["measures"], drafts)
    built = {**declared, **stated, **_advice(entries, vocabulary)}
    parts: dict[str, Any] = {n: MappingProxyType(part) if isinstance(part, dict) else part for n, part in built.items()}
    if vocabulary.problems:
        raise KnowledgeError(sorted(_causes(vocabulary, entries), key=_in_reading_order))
    return Knowledge(
        name=header.schema.name if header else "unnamed",
        version=header.schema.version if header else "0.0.0",
        hash=entries.hash if not drafts else f"{entries.hash}-with-drafts",
        roles=vocabulary.roles,
        suppressions=build_suppressions(entries),
        **parts,
    )


def _vocabulary(entries: Entries) -> Vocabulary:
    """All that a name may refer to, each kind resolved by those before it."""
    vocabulary = Vocabulary(_domains(entries), problems=list(entries.problems))
    vocabulary.attributes = build_attributes(entries, vocabulary)
    vocabulary.roles = build_roles(entries, vocabulary)
    vocabulary.conclusions = declared_conclusions(entries, vocabulary)
    vocabulary.properties = exercise_properties(entries)
    _unique_names(entries, vocabulary)
    vocabulary.parameters = build_parameters(entries, vocabulary)
    return vocabulary


def _declarations(entries: Entries, vocabulary: Vocabulary) -> dict[str, Any]:
    """What statements draw on, but for the exercises, which are judged as they are."""
    return {
        "attributes": dict(vocabulary.attributes),
        "measures": build_measures(entries, vocabulary),
        "parameters": dict(vocabulary.parameters),
        "counting": build_counting(entries, vocabulary),
        "families": build_families(entries),
        "words": build_words(entries, vocabulary),
        "evidence": build_evidence(entries),
    }


def _statements(
    entries: Entries, vocabulary: Vocabulary, measures: tuple[Measure, ...], drafts: bool
) -> dict[str, Any]:
    """Everything that is judged, and what is checked of it as a whole."""
    muscles = build_muscles(entries, vocabulary)
    rules = build_rules(entries, vocabulary, drafts=drafts)
    referrals = build_referrals(entries, vocabulary)
    contradictions = build_contradictions(entries, vocabulary)
    restrictions = (*build_restrictions(entries, vocabulary), *build_stops(entries, vocabulary, referrals))
    exercises = build_exercises(entries, vocabulary, muscles, restrictions)
    prescriptions = build_prescriptions(entries, vocabulary, exercises, muscles)
    carriers = {statement.name for statement in (*rules, *referrals, *restrictions, *prescriptions)}
    claims = build_claims(entries, vocabulary, carriers)
    strata = strata_of(rules, vocabulary)
    not_counted, unknown_work = build_not_counted(entries, vocabulary, muscles)
    _check_tests(entries, vocabulary, exercises)
    _check_sources(entries, vocabulary)
    return {
        "muscles": muscles,
        "rules": in_strata(rules, strata),
        "referrals": referrals,
        "contradictions": contradictions,
        "restrictions": restrictions,
        "exercises": exercises,
        "prescriptions": prescriptions,
        "claims": claims,
        "conclusions": build_conclusions(entries, vocabulary, strata),
        "invariants": build_invariants(entries, vocabulary, prescriptions, exercises, muscles, rules, claims),
        "not_counted": not_counted,
        "unknown_work": unknown_work,
        "title_words": build_title_words(entries, vocabulary, muscles),
        "programming": build_programming(entries, vocabulary, muscles, rules, measures),
    }


def _advice(entries: Entries, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "doses": build_doses(entries, vocabulary),
        "progression": build_progression(entries),
        "follow_up": build_follow_up(entries, vocabulary),
        "themes": build_themes(entries, vocabulary),
    }


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


def _check_sources(entries: Entries, vocabulary: Vocabulary) -> None:
    """Report every citation of a source that does not exist."""
    evidence = entries.by_kind.get("evidence", {})
    for kind in (*STATEMENTS, "attribute", "exercise", "dose", "progression", "follow-up", "programming", "parameter"):
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
