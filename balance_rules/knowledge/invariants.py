"""What must hold of the knowledge, as authors declare it: invariants, directions, and defects stood by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from balance_rules.knowledge import schemas
from balance_rules.knowledge.catalogue import has_all, loading_pattern
from balance_rules.knowledge.entries import Entries
from balance_rules.knowledge.grounding import Scope, Vocabulary
from balance_rules.knowledge.statements import grounded
from balance_rules.model import (
    AllOf,
    Alone,
    Claim,
    Condition,
    Exercise,
    Invariant,
    Kind,
    Muscle,
    Prescription,
    Rule,
    Suppression,
    Truth,
    name_of,
)
from balance_rules.text.gathering import gathered

_DIRECTIONS = {"up": 1, "down": -1}
_PREMISES = {
    "while_true": (Truth.TRUE,),
    "while_possible": (Truth.TRUE, Truth.UNKNOWN),
    "while_unknown": (Truth.UNKNOWN,),
}


def directions(scope: Scope) -> tuple[tuple[str, int], ...]:
    """Return the facts a finding is declared to rise or fall with, each with its direction."""
    found = []
    for text, word in scope.entry.schema.monotone.items():
        fact = _ordered_fact(scope, text, ("monotone", text))
        if fact is not None:
            found.append((fact, _DIRECTIONS[word]))
    return tuple(found)


def _ordered_fact(scope: Scope, text: str, route: tuple[str | int, ...]) -> str | None:
    fact = scope.reference(text, route)
    if fact is None:
        return None
    attribute = scope.attribute_of(fact)
    if attribute is None or (attribute.kind is Kind.CATEGORY and not attribute.ordered):
        scope.problem(route, repr(text), "a fact whose values have an order", "Name a number or an ordered category.")
        return None
    return fact


def build_invariants(
    entries: Entries,
    vocabulary: Vocabulary,
    prescriptions: Sequence[Prescription],
    exercises: Mapping[str, Exercise],
    muscles: Mapping[str, Muscle],
    rules: Sequence[Rule],
    claims: Sequence[Claim],
) -> tuple[Invariant, ...]:
    """Return every grounded invariant, what it speaks of resolved."""
    invariants = []
    for scope, _ in grounded(entries, vocabulary, "invariant", schemas.InvariantSchema):
        entry, schema = scope.entry, scope.entry.schema
        said = [name for name in ("never", "monotone", "alone") if getattr(schema, name) is not None]
        if len(said) != 1:
            found = " and ".join(repr(name) for name in said) or "nothing that must hold"
            scope.problem((), found, "one of never, monotone, alone", "State one claim.")
            continue
        premise, truths = _premise(scope)
        invariants.append(
            Invariant(
                id=scope.ground_id(entry.id),
                name=entry.id,
                title=scope.text(schema.title, ("title",)),
                because=scope.text(schema.because, ("because",)),
                premise=premise,
                truths=truths,
                never=tuple(_never(scope, prescriptions, exercises, muscles)),
                monotone=tuple(_monotone(scope)),
                alone=tuple(_alone(scope, rules, claims)),
                place=entry.place(),
            )
        )
    return tuple(invariants)


def _premise(scope: Scope) -> tuple[Condition, tuple[Truth, ...]]:
    """Return the condition under which an invariant speaks, and the truths of it that count."""
    said = [name for name in _PREMISES if getattr(scope.entry.schema, name) is not None]
    if len(said) > 1:
        scope.problem((said[1],), " and ".join(said), "one premise", "Keep one of them.")
    if not said:
        return AllOf(()), (Truth.TRUE,)
    return scope.condition(getattr(scope.entry.schema, said[0]), (said[0],)), _PREMISES[said[0]]


def _never(
    scope: Scope,
    prescriptions: Sequence[Prescription],
    exercises: Mapping[str, Exercise],
    muscles: Mapping[str, Muscle],
) -> Iterable[tuple[str, Condition]]:
    never = scope.entry.schema.never
    if never is None:
        return
    said = [name for name in ("given", "cleared", "true") if getattr(never, name) is not None]
    if len(said) != 1:
        scope.problem(("never",), ", ".join(said) or "nothing", "one of given, cleared, true", "State one thing.")
    elif said == ["given"]:
        _check_given(scope, never.given, prescriptions, muscles)
        yield from ((p.id, p.condition) for p in prescriptions if _selected(p, never.given))
    elif said == ["cleared"]:
        pattern = loading_pattern(scope, never.cleared, ("never", "cleared"))
        bearing = scope.vocabulary.exercises
        yield from ((e.id, e.condition) for e in exercises.values() if has_all(bearing[e.id], pattern))
    else:
        yield "the condition", scope.condition(never.true, ("never", "true"))


def _check_given(
    scope: Scope, given: schemas.GivenSchema, prescriptions: Sequence[Prescription], muscles: Mapping[str, Muscle]
) -> None:
    for field, names, known, what in (
        ("prescription", given.prescription, {p.name for p in prescriptions}, "prescription"),
        ("answers", given.answers, scope.vocabulary.conclusions, "finding"),
        ("weekly_sets", given.weekly_sets, muscles, "muscle"),
    ):
        scope.vocabulary.report(*scope.entry.unknown(("never", "given", field), names, known, what))


def _selected(prescription: Prescription, given: schemas.GivenSchema) -> bool:
    answered = {name_of(finding) for finding in prescription.answers}
    return (
        (given.prescription is None or prescription.name in given.prescription)
        and (given.kind is None or prescription.kind in given.kind)
        and (given.answers is None or bool(answered & set(given.answers)))
        and (given.loading is None or prescription.loading == given.loading)
        and set((given.weekly_sets or {}).items()) <= set(prescription.weekly_sets)
    )


def _monotone(scope: Scope) -> Iterable[tuple[str, str, int]]:
    for i, item in enumerate(scope.entry.schema.monotone or ()):
        finding = scope.reference(item.finding, ("monotone", i, "finding"))
        fact = _ordered_fact(scope, item.fact, ("monotone", i, "fact"))
        if finding is not None and scope.attribute_of(finding):
            scope.problem(("monotone", i, "finding"), repr(item.finding), "a finding", "Name a finding.")
        elif finding is not None and fact is not None:
            yield finding, fact, _DIRECTIONS[item.direction]


def _alone(scope: Scope, rules: Sequence[Rule], claims: Sequence[Claim]) -> Iterable[Alone]:
    wanted = scope.entry.schema.alone
    if wanted is None:
        return
    carriers = {name for claim in claims if claim.verdict in wanted.verdict for name in claim.carried_by}
    by_conclusion = gathered((rule.conclusion, rule.id) for rule in rules if rule.name in carriers)
    for conclusion, ids in by_conclusion.items():
        levels = scope.vocabulary.conclusions[name_of(conclusion)].levels
        for level in (level for level in levels if level.name == wanted.below):
            yield Alone(conclusion, tuple(ids), level.name, level.cut)


def build_suppressions(entries: Entries) -> tuple[Suppression, ...]:
    """Return the defects that authors stand by; `verify` reports those that no longer exist."""
    return tuple(
        Suppression(entry.id, s.code, s.statement, s.beside, " ".join(s.because.split()), entry.place())
        for entry in entries.of("suppression", schemas.SuppressionSchema).values()
        for s in (entry.schema,)
    )
