"""The file `programming.yaml`: its shape, and what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Annotated

from pydantic import Field

from balance_rules.knowledge import schemas
from balance_rules.knowledge.catalogue import rationale_of
from balance_rules.knowledge.entries import Entries
from balance_rules.knowledge.grounding import Scope, Vocabulary
from balance_rules.model import (
    AllOf,
    Compare,
    Comparison,
    Measure,
    Muscle,
    Operation,
    Programming,
    Rule,
    Theme,
    name_of,
)

Count = Annotated[int, Field(ge=1, le=600)]
Day = Annotated[int, Field(ge=0, le=6)]


class BenefitWeightSchema(schemas.Schema):
    """How much a finding counts by the effect of its remedy, for each size of it."""

    none: Count
    unknown: Count
    small: Count
    moderate: Count
    large: Count


class ProgrammingSchema(schemas.Schema):
    """The numbers that a week of training is planned with."""

    session_minutes: Count
    warm_up_minutes: Count
    setup_seconds: Count
    seconds_a_rep: Count
    rest_seconds: Count
    items_a_session: Count
    alike_a_session: Count
    slack_sets: Count
    fewest_sets: Count
    compound_counts: Count
    habits: Count
    benefit_weight: BenefitWeightSchema
    most_priorities: Count
    usual_days: Annotated[list[list[Day]], Field(min_length=7, max_length=7)]
    own_day_in_weeks: Count
    order: Annotated[list[schemas.Id], Field(min_length=1)]
    apart: list[schemas.Id]
    not_capped: list[schemas.Id]
    never_below: list[schemas.Id]
    balanced: list[schemas.Id] = Field(default=[])
    evidence: list[schemas.CitationSchema]
    conventions: dict[schemas.Id, schemas.Text]


class SafetySchema(schemas.Schema):
    """When a theme comes before pain and goals, and why."""

    when: schemas.Raw
    because: schemas.Text


class ThemeSchema(schemas.Schema):
    """Findings, painful sites and goals of one cause or one remedy."""

    id: schemas.Id
    title: schemas.Text
    findings: list[schemas.Id]
    sites: list[schemas.Id]
    goals: list[schemas.Id]
    prescriptions: list[schemas.Id] = Field(default=[])
    safety: SafetySchema | None = None


def build_themes(entries: Entries, vocabulary: Vocabulary) -> tuple[Theme, ...]:
    """Return the themes, the names in them resolved; a finding has one theme at most."""
    themes = []
    first: dict[str, str] = {}
    findings = entries.of("conclusion", schemas.ConclusionSchema)
    prescriptions = entries.of("prescription", schemas.PrescriptionSchema)
    for entry in entries.of("theme", ThemeSchema).values():
        s = entry.schema
        for field, names, known in (
            ("findings", s.findings, findings),
            ("sites", s.sites, vocabulary.told_of(vocabulary.roles.pain)),
            ("goals", s.goals, vocabulary.told_of(vocabulary.roles.goal)),
            ("prescriptions", s.prescriptions, prescriptions),
        ):
            vocabulary.report(*entry.unknown((field,), names, known, field.removesuffix("s")))
        scope = Scope(vocabulary, entry)
        for i, name in enumerate(s.findings):
            if first.setdefault(name, s.id) != s.id:
                expected, fix = f"a finding once (it is in {first[name]!r})", "Take it out of one of the two."
                scope.problem(("findings", i), repr(name), expected, fix)
        when = scope.condition(s.safety.when, ("safety", "when")) if s.safety else None
        because = s.safety.because if s.safety else ""
        themes.append(Theme(**schemas.held(s, "safety"), safety=when, safety_because=because))
    return tuple(themes)


def build_programming(
    entries: Entries,
    vocabulary: Vocabulary,
    muscles: Mapping[str, Muscle],
    rules: Sequence[Rule],
    measures: Sequence[Measure],
) -> Programming | None:
    """Return the numbers that a week is planned with, or None where the knowledge has none."""
    entry = entries.of("programming", ProgrammingSchema).get("programming")
    if entry is None:
        return None
    s = entry.schema
    vocabulary.report(*entry.unknown(("never_below",), s.never_below, muscles, "muscle"))
    sets = vocabulary.roles.weekly_sets
    sums = {m.fact for m in measures if m.operation is Operation.SUM and {name_of(i) for i in m.inputs} == {sets}}
    ratios = {
        measure.fact
        for measure in measures
        if measure.operation is Operation.RATIO and all(i in sums or name_of(i) == sets for i in measure.inputs)
    }
    lines = {rule.id for rule in rules if _draws_a_line(rule, ratios)}
    for i, name in enumerate(s.balanced):
        if name not in lines:
            expected = "a rule that draws a line between weekly sets"
            fix = "Name a rule whose condition has 'all' with a ratio of weekly sets and 'lt'."
            vocabulary.report(entry.problem(("balanced", i), repr(name), expected, fix))
    return Programming(
        **schemas.held(s, "usual_days", "evidence", "conventions"),
        usual_days=tuple(tuple(sorted(days)) for days in s.usual_days),
        rationale=rationale_of(s.evidence, s.conventions),
    )


def _draws_a_line(rule: Rule, ratios: AbstractSet[str]) -> bool:
    """Return whether all of a rule's conditions must hold, and one of them is a ratio below a cut."""
    parts = rule.condition.parts if isinstance(rule.condition, AllOf) else ()
    cuts = [part for part in parts if isinstance(part, Compare) and part.comparison is Comparison.LT]
    return any(cut.fact in ratios for cut in cuts)
