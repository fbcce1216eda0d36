"""Prescriptions, grounded: what is given for what, with which exercises and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from balance_rules.knowledge import schemas
from balance_rules.knowledge.catalogue import has_all, loading_pattern
from balance_rules.knowledge.entries import Entries
from balance_rules.knowledge.grounding import Scope, Vocabulary
from balance_rules.knowledge.statements import grounded, stated
from balance_rules.model import (
    AllOf,
    AnyOf,
    Condition,
    Effect,
    Exercise,
    Instruction,
    Muscle,
    Not,
    Prescription,
    key,
)

PRESCRIPTION_OUTCOMES = ("given", "refused", "withheld")


def build_prescriptions(
    entries: Entries,
    vocabulary: Vocabulary,
    exercises: Mapping[str, Exercise],
    muscles: Mapping[str, Muscle],
) -> tuple[Prescription, ...]:
    """Return every grounded prescription, its whole condition composed."""
    every = grounded(entries, vocabulary, "prescription", schemas.PrescriptionSchema)
    return tuple(_prescription(scope, bound, exercises, muscles) for scope, bound in every)


def _prescription(
    scope: Scope,
    bound: list[Scope],
    exercises: Mapping[str, Exercise],
    muscles: Mapping[str, Muscle],
) -> Prescription:
    schema: schemas.PrescriptionSchema = scope.entry.schema
    prescribe = tuple(scope.condition(raw, ("prescribe", i)) for i, raw in enumerate(schema.prescribe))
    avoid = tuple(scope.condition(raw, ("avoid", i)) for i, raw in enumerate(schema.avoid))
    chosen = _chosen(scope, exercises)
    if schema.exercises is None and (schema.kind == "strength" or "add" in schema.weekly_sets.values()):
        expected = "exercises, so that restrictions and referrals can stop it"
        scope.problem((), "a prescription that loads and names no exercise", expected, "Add 'exercises'.")
    if schema.exercises is None and schema.needs is None and schema.kind == "care":
        expected = "'exercises' or 'needs', so that a referral can stop it"
        fix = "Add 'needs' with the gentlest exercise it asks for, or 'needs: []' where it only sends to be seen."
        scope.problem((), "care that names no exercise", expected, fix)
    needs = _needed(scope, schema.needs or [], ("needs",), exercises)
    parts: list[Condition] = [AnyOf(prescribe)]
    if avoid:
        parts.append(Not(AnyOf(avoid)))
    parts += [AnyOf(tuple(exercises[name].condition for name in names)) for names in (chosen, needs) if names]
    condition = AllOf(tuple(parts))
    _known_names(scope, muscles)
    return Prescription(
        **stated(scope, bound, condition, PRESCRIPTION_OUTCOMES),
        kind=schema.kind,
        answers=_answers(scope),
        loading=bool(chosen),
        prescribe=prescribe,
        avoid=avoid,
        exercises=chosen,
        most=schema.exercises.most if schema.exercises else 0,
        dose=schema.dose,
        weekly_sets=tuple(schema.weekly_sets.items()),
        sites=_sites(scope),
        instructions=tuple(
            _instruction(scope, item, i, condition, exercises) for i, item in enumerate(schema.instructions)
        ),
        stop_when=schema.stop_when or "",
        weeks=schema.weeks,
        retest=tuple(schema.retest.measures) if schema.retest else (),
        retest_after=schema.retest.after_weeks if schema.retest else None,
        benefit=_effect(scope),
    )


def _effect(scope: Scope) -> Effect | None:
    """Return the effect of a remedy; its source must be cited in its favour."""
    schema: schemas.PrescriptionSchema = scope.entry.schema
    if schema.benefit is None:
        return None
    cited = {citation.source for citation in schema.evidence if not citation.against}
    if schema.benefit.source not in cited:
        expected = "a source that the prescription cites in its favour"
        scope.problem(("benefit", "source"), repr(schema.benefit.source), expected, "Cite it under 'evidence'.")
    return Effect(**schemas.held(schema.benefit))


def _instruction(
    scope: Scope,
    item: str | schemas.InstructionSchema,
    i: int,
    condition: Condition,
    exercises: Mapping[str, Exercise],
) -> Instruction:
    text, needs = (item, []) if isinstance(item, str) else (item.text, item.needs)
    needed = _needed(scope, needs, ("instructions", i, "needs"), exercises)
    return Instruction(scope.text(text, ("instructions", i), condition), needed)


def _needed(
    scope: Scope, needs: Sequence[str], route: tuple[str | int, ...], exercises: Mapping[str, Exercise]
) -> tuple[str, ...]:
    scope.vocabulary.report(*scope.entry.unknown(route, needs, exercises, "exercise, test or step"))
    return tuple(name for name in needs if name in exercises)


def _sites(scope: Scope) -> tuple[str, ...]:
    """Return the pain sites that a prescription answers, its variables filled in."""
    known, values = scope.vocabulary.told_of(scope.vocabulary.roles.pain), dict(scope.bindings)
    sites = tuple(text.format_map(values) if "{" in text else text for text in scope.entry.schema.sites)
    scope.vocabulary.report(*scope.entry.unknown(("sites",), sites, known, "pain site"))
    return sites


def _chosen(scope: Scope, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    choice = scope.entry.schema.exercises
    if choice is None:
        return ()
    if (choice.choose is None) == (choice.list_ is None):
        scope.problem(("exercises",), "both or neither", "either 'choose' or 'list'", "Keep one of them.")
        return ()
    if choice.list_ is not None:
        scope.vocabulary.report(*scope.entry.unknown(("exercises", "list"), choice.list_, exercises, "exercise"))
        return tuple(name for name in choice.list_ if name in exercises)
    pattern = loading_pattern(scope, choice.choose, ("exercises", "choose"))
    chosen = tuple(name for name, own in scope.vocabulary.exercises.items() if has_all(own, pattern))
    if not chosen:
        scope.problem(("exercises", "choose"), "no exercise that matches", "at least one", "Widen the choice.")
    return chosen


def _answers(scope: Scope) -> tuple[str, ...]:
    answers: list[str] = []
    for i, text in enumerate(scope.entry.schema.answers):
        declared = scope.vocabulary.conclusions.get(text)
        if declared is not None and declared.instances:
            answers += [key(text, instance) for instance in declared.instances]
        else:
            conclusion = scope.reference(text, ("answers", i))
            if conclusion and scope.attribute_of(conclusion):
                scope.problem(("answers", i), repr(text), "a finding", "Name the finding it answers.")
            elif conclusion:
                answers.append(conclusion)
    return tuple(answers)


def _known_names(scope: Scope, muscles: Mapping[str, Muscle]) -> None:
    entry, vocabulary = scope.entry, scope.vocabulary
    measures = entry.schema.retest.measures if entry.schema.retest else ()
    vocabulary.report(*entry.unknown(("weekly_sets",), entry.schema.weekly_sets, muscles, "muscle"))
    vocabulary.report(*entry.unknown(("dose",), entry.schema.dose, vocabulary.properties["dose"], "dose"))
    vocabulary.report(*entry.unknown(("retest", "measures"), measures, vocabulary.attributes, "attribute"))
