"""Muscles, regions, exercises, doses and words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from balance_rules.knowledge.schemas.base import (
    LANGUAGE_FORM,
    SHARE_FORM,
    Category,
    Chain,
    Count,
    Depth,
    Effort,
    ExerciseLevel,
    Id,
    Position,
    Raw,
    Scale,
    Schema,
    Span,
    Text,
    _rising,
)
from balance_rules.knowledge.schemas.evidence import CitationSchema
from balance_rules.knowledge.schemas.statements import LoadingSchema


class MuscleSchema(Schema):
    id: Id
    name: Text
    common_name: Text
    region: Id
    chain: Literal["anterior", "posterior", "lateral"]
    parent: Id | None
    actions: list[Id]
    antagonists: list[Id]
    sitting: Literal["shortened", "lengthened", "mixed", "neutral"]


class LoadingValues(Schema):
    axial_spine_load: Scale
    lumbar_shear: Scale
    knee_flexion_load: Scale
    hip_flexion_depth: Depth
    overhead: bool
    impact: Scale
    position: Position
    effort: Effort | None = None  # by its category where nothing is said
    straining: bool | None = None  # with the breath held; by spine load and effort where nothing is said


class RegionSchema(Schema):
    """A region of the body: an exercise loads it that matches one of the patterns."""

    id: Id
    label: Text
    loads: Annotated[list[LoadingSchema], Field(min_length=1)]


class ExerciseSchema(Schema):
    id: Id
    name: Text
    category: Category
    movement_pattern: Id
    chain: Chain
    prime_movers: list[Id]
    synergists: list[Id]
    stabilizers: list[Id]
    equipment: list[list[Id]]
    level: ExerciseLevel
    unilateral: bool
    loading: LoadingValues
    regressions: list[Id]
    progressions: list[Id]
    technique: list[Id]
    aliases: list[Text]
    variants: list[Text] = Field(default=[])
    dose: Id | None = None
    evidence: list[Id] = Field(default=[])


class QuantitiesSchema(Schema):
    sets: Span | None = None
    reps: Span | None = None
    hold_seconds: Span | None = None
    reps_in_reserve: Span | None = None
    load_pct_1rm: Span | None = None
    rest_seconds: Span | None = None
    sessions_per_week: Span | None = None
    minutes_per_muscle_per_week: Span | None = None


class AdaptedDoseSchema(QuantitiesSchema):
    """What changes of a dose for those of whom `when` is true; the first that holds counts."""

    title: Text
    when: Raw


class DoseSchema(QuantitiesSchema):
    tempo: Text | None = None
    note: Text | None = None
    adapted: list[AdaptedDoseSchema] = Field(default=[])
    evidence: list[CitationSchema] = Field(default=[])
    conventions: dict[Id, Text] = Field(default={})


class ProgressionSchema(Schema):
    most_sets_added_a_week: Count
    most_share_added_a_week: Annotated[str, StringConstraints(pattern=SHARE_FORM, max_length=10)]
    least_effective_weekly_sets: Count
    target_weekly_sets: Annotated[tuple[Count, Count], Field(strict=False), AfterValidator(_rising)]
    reduce_above_weekly_sets: Count
    rest_hours_between_heavy: Count
    rest_hours_after_failure: Count
    most_sets_a_session: Count
    load_step_pct: Span
    trigger: Text
    evidence: list[CitationSchema] = Field(default=[])
    conventions: dict[Id, Text] = Field(default={})


class DosesSchema(Schema):
    """A file of doses: each is an entry of its own, as the numbers of progression are."""

    doses: dict[Id, DoseSchema] = Field(default={})
    progression: ProgressionSchema | None = None


class SomeMusclesSchema(Schema):
    titles: list[Text]
    muscles: list[Id]


class NotCountedSchema(Schema):
    cardio: list[Text] = Field(default=[])
    olympic_or_total_body: list[Text] = Field(default=[])
    not_strength: list[Text] = Field(default=[])
    some_muscles: list[SomeMusclesSchema] = Field(default=[])


def _as_read(text: str) -> str:
    if text != " ".join(text.split()):
        raise ValueError("words with one space between them and none at the ends")
    return text


def _lower(term: str) -> str:
    if term != _as_read(term).lower():
        raise ValueError("a term in lower case")
    return term


Words = Annotated[Text, AfterValidator(_as_read)]
Term = Annotated[Text, AfterValidator(_lower)]


class WordsSchema(Schema):
    """Words for a use: plain ones for an athlete or a client, those people search with, headings of a form."""

    id: Id
    use: Literal["client", "search", "heading"]
    words: Annotated[dict[Term, Words], Field(min_length=1)]


class TitleWordsSchema(Schema):
    id: Id
    language: Annotated[str, StringConstraints(pattern=LANGUAGE_FORM)]
    ignored: list[Text] = Field(default=[])
    words: dict[Text, list[Text]] = Field(default={})
    roles: dict[Literal["equipment", "grip", "position", "detail", "total_body"], list[Text]] = Field(default={})
    muscles: dict[Text, list[Id]] = Field(default={})
    exact: list[Text] = Field(default=[])
