"""What knowledge says under a condition: rules, referrals, restrictions, prescriptions, claims."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from balance_rules.knowledge.schemas.base import (
    Category,
    Chain,
    ExerciseLevel,
    FromDepth,
    FromEffort,
    FromScale,
    Id,
    MemberId,
    Number,
    Position,
    Raw,
    Reference,
    Scalar,
    Schema,
    Text,
)
from balance_rules.knowledge.schemas.evidence import CitationSchema


class CaseSchema(Schema):
    name: Text
    given: dict[Reference, Scalar]
    expect: Literal["fires", "silent", "undecided", "given", "refused", "withheld"]
    at: dict[Id, MemberId] = Field(default={})
    safe: bool = False


class RungSchema(Schema):
    level: Text
    given: Annotated[dict[Reference, Scalar], Field(min_length=1)]


class StatementSchema(Schema):
    id: Id
    title: Text
    for_: dict[Id, Id | list[MemberId]] = Field(default={}, alias="for")
    because: Text | None = None
    evidence: list[CitationSchema] = Field(default=[])
    conventions: dict[Reference, Text] = Field(default={})
    caveats: list[Text] = Field(default=[])
    cases: list[CaseSchema] = Field(default=[])


class ConcludeSchema(Schema):
    finding: Reference
    certainty: Number
    group: Id


class RuleSchema(StatementSchema):
    status: Literal["draft", "stable", "deprecated"]
    replaced_by: Id | None = None
    when: Raw
    conclude: ConcludeSchema
    because: Text
    rests_on: Literal["cut_off", "association", "effect", "mechanism", "convention"] | None = None
    independent: dict[Id, Text] = Field(default={})
    rungs: list[RungSchema] = Field(default=[])


class LoadingSchema(Schema):
    axial_spine_load: FromScale | None = None
    lumbar_shear: FromScale | None = None
    knee_flexion_load: FromScale | None = None
    impact: FromScale | None = None
    hip_flexion_depth: FromDepth | None = None
    effort: FromEffort | None = None
    overhead: bool | None = None
    straining: bool | None = None
    position: list[Position] | None = None
    region: list[Id] | None = None
    category: list[Category] | None = None
    movement_pattern: list[Id] | None = None
    chain: list[Chain] | None = None
    level: list[ExerciseLevel] | None = None
    prime_movers: list[Id] | None = None
    muscles: list[Id] | None = None
    exercise: list[Id] | None = None


class ReferralSchema(StatementSchema):
    urgency: Literal["emergency", "same_day", "soon", "routine"]
    stops: Annotated[list[LoadingSchema], Field(min_length=1)] | Literal["all", "nothing"] = "all"
    when: Raw
    action: Text
    because: Text


class ContradictionSchema(StatementSchema):
    when: Raw
    because: Text
    fix: Text


class RestrictionSchema(StatementSchema):
    when: Raw
    because: Text
    forbids: Annotated[list[LoadingSchema], Field(min_length=1)]


class ExerciseChoice(Schema):
    choose: LoadingSchema | None = None
    list_: list[Id] | None = Field(default=None, alias="list")
    most: Annotated[int, Field(ge=1, le=10)] = 3


class RetestSchema(Schema):
    measures: list[Id]
    after_weeks: Annotated[int, Field(ge=1, le=52)]


class EffectSchema(Schema):
    """What a cited source gives as the effect of the remedy itself; how large is told by `programming.yaml`."""

    outcome: Text
    size: Literal["none", "small", "moderate", "large"]
    source: Id


class InstructionSchema(Schema):
    """A sentence that asks for more load, and the exercises, tests or steps of which one must be cleared to say it."""

    text: Text
    needs: Annotated[list[Id], Field(min_length=1)]


class PrescriptionSchema(StatementSchema):
    kind: Literal["strength", "mobility", "technique", "habit", "recovery", "retest", "education", "care", "safety_net"]
    answers: list[Reference] = Field(default=[])
    sites: list[Reference] = Field(default=[])
    prescribe: Annotated[list[Raw], Field(min_length=1)]
    avoid: list[Raw] = Field(default=[])
    exercises: ExerciseChoice | None = None
    needs: list[Id] | None = None  # said only to whom one of these is cleared; empty: said whatever is stopped
    dose: Id | None = None
    weekly_sets: dict[Id, Literal["add", "hold", "reduce"]] = Field(default={})
    instructions: Annotated[list[Text | InstructionSchema], Field(min_length=1)]
    stop_when: Text | None = None
    weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    retest: RetestSchema | None = None
    benefit: EffectSchema | None = None


class ClaimSchema(Schema):
    id: Id
    claim: Text
    verdict: Literal["supported", "association_only", "mixed", "unsupported", "contradicted"]
    when: Raw
    carried_by: list[Id] = Field(default=[])
    for_: list[Id] = Field(default=[], alias="for")
    against: list[Id] = Field(default=[])
    note: Text | None = None
    conventions: dict[Id, Text] = Field(default={})
    cases: list[CaseSchema] = Field(default=[])
