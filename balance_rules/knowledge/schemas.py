"""The shape of each kind of knowledge file, as pydantic models: strict, and nothing unknown passes.

What the words mean stands in docs/reference/knowledge-format.md; what they refer to is checked in
`grounding` and `building`, not here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=160)]
Number = int | Decimal
Scalar = bool | int | Decimal | str
Raw = Any
Scale = Literal["none", "low", "moderate", "high"]
Depth = Literal["none", "shallow", "moderate", "deep"]


class Schema(BaseModel):
    """A mapping in a knowledge file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Header(Schema):
    name: Id
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    licence: Text


class Member(Schema):
    label: Text
    question: Text | None = None


class AttributeSchema(Schema):
    id: Id
    title: Text
    type: Literal["number", "boolean", "category"]
    question: Text
    how: Text
    effort: Annotated[int, Field(ge=1, le=4)]
    for_: Id | None = Field(default=None, alias="for")
    unit: str = "1"
    range: tuple[Number, Number] | None = Field(default=None, strict=False)
    resolution: Number | None = None
    values: dict[Id, Text] | None = None
    ordered: bool = False
    absent: Scalar | None = None
    typical: Scalar | None = None
    derive: dict[str, list[Reference]] | None = None


class ConclusionSchema(Schema):
    id: Id
    title: Text
    for_: Id | None = Field(default=None, alias="for")
    family: Literal[
        "weakness",
        "imbalance",
        "asymmetry",
        "tightness",
        "training_bias",
        "overload",
        "recovery",
        "technique",
        "pain_linked",
        "performance",
        "habit",
        "posture",
        "data_quality",
    ]
    muscles: list[Id] = []
    meaning: Text
    levels: dict[Literal["low", "moderate", "high"], Number] = {
        "low": Decimal("0.2"),
        "moderate": Decimal("0.5"),
        "high": Decimal("0.8"),
    }


class CitationSchema(Schema):
    source: Id
    supports: list[Id] = []
    against: bool = False
    says: Text | None = None


class CaseSchema(Schema):
    name: Text
    given: dict[Reference, Scalar]
    expect: Literal["fires", "silent", "undecided", "given", "refused", "withheld"]
    at: dict[Id, Id] = {}
    safe: bool = False


class StatementSchema(Schema):
    id: Id
    title: Text
    for_: dict[Id, Id | list[Id]] = Field(default={}, alias="for")
    because: Text | None = None
    evidence: list[CitationSchema] = []
    conventions: dict[Id, Text] = {}
    caveats: list[Text] = []
    cases: list[CaseSchema] = []


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
    independent: dict[Id, Text] = {}


class ReferralSchema(StatementSchema):
    urgency: Literal["emergency", "urgent", "routine"]
    when: Raw
    action: Text
    because: Text


class LoadingSchema(Schema):
    axial_spine_load: dict[Literal["ge"], Scale] | None = None
    lumbar_shear: dict[Literal["ge"], Scale] | None = None
    knee_flexion_load: dict[Literal["ge"], Scale] | None = None
    impact: dict[Literal["ge"], Scale] | None = None
    hip_flexion_depth: dict[Literal["ge"], Depth] | None = None
    overhead: bool | None = None
    category: list[Id] | None = None
    movement_pattern: list[Id] | None = None
    chain: list[Id] | None = None
    level: list[Id] | None = None
    prime_movers: list[Id] | None = None
    muscles: list[Id] | None = None
    exercise: list[Id] | None = None


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


class PrescriptionSchema(StatementSchema):
    kind: Literal["strength", "mobility", "technique", "habit", "recovery", "retest", "education"]
    answers: Annotated[list[Reference], Field(min_length=1)]
    loading: bool | None = None
    prescribe: Annotated[list[Raw], Field(min_length=1)]
    avoid: list[Raw] = []
    exercises: ExerciseChoice | None = None
    dose: Id | None = None
    weekly_sets: dict[Id, Literal["add", "hold", "reduce"]] = {}
    instructions: Annotated[list[Text], Field(min_length=1)]
    stop_when: Text | None = None
    weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    retest: RetestSchema | None = None


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


class ExerciseSchema(Schema):
    id: Id
    name: Text
    category: Literal["compound", "isolation", "isometric", "mobility", "ballistic", "plyometric"]
    movement_pattern: Id
    chain: Literal["posterior", "anterior", "lateral", "mixed"]
    prime_movers: list[Id]
    synergists: list[Id]
    stabilizers: list[Id]
    equipment: list[list[Id]]
    level: Literal["beginner", "intermediate", "advanced"]
    unilateral: bool
    loading: LoadingValues
    regressions: list[Id]
    progressions: list[Id]
    technique: list[Id]
    aliases: list[Text]
    variants: list[Text] = []
    evidence: list[Id] = []


class DoseSchema(Schema):
    sets: tuple[Number, Number] | None = Field(default=None, strict=False)
    reps: tuple[Number, Number] | None = Field(default=None, strict=False)
    hold_seconds: tuple[Number, Number] | None = Field(default=None, strict=False)
    reps_in_reserve: tuple[Number, Number] | None = Field(default=None, strict=False)
    load_pct_1rm: tuple[Number, Number] | None = Field(default=None, strict=False)
    rest_seconds: tuple[Number, Number] | None = Field(default=None, strict=False)
    sessions_per_week: tuple[Number, Number] | None = Field(default=None, strict=False)
    minutes_per_muscle_per_week: tuple[Number, Number] | None = Field(default=None, strict=False)
    tempo: Text | None = None
    note: Text | None = None
    evidence: list[CitationSchema] = []
    conventions: dict[Id, Text] = {}


class ProgressionSchema(Schema):
    most_sets_added_a_week: int
    most_share_added_a_week: str
    least_effective_weekly_sets: int
    target_weekly_sets: tuple[int, int] = Field(strict=False)
    reduce_above_weekly_sets: int
    rest_hours_between_heavy: int
    rest_hours_after_failure: int
    most_sets_a_session: int
    load_step_pct: tuple[Number, Number] = Field(strict=False)
    trigger: Text
    evidence: list[CitationSchema] = []
    conventions: dict[Id, Text] = {}


class DosesSchema(Schema):
    doses: dict[Id, DoseSchema]
    progression: ProgressionSchema


class EvidenceSchema(Schema):
    id: Id
    citation: Text
    year: Annotated[int, Field(ge=1900, le=2100)] | None
    doi: str | None
    pmid: str | None
    url: str | None
    design: Text
    population: Text
    grade: Literal["A", "B", "C", "D"]
    finding: Text
    limits: Text


class ClaimSchema(Schema):
    id: Id
    claim: Text
    verdict: Literal["supported", "association_only", "mixed", "unsupported", "contradicted"]
    carried_by: list[Id]
    for_: list[Id] = Field(default=[], alias="for")
    against: list[Id] = []
    note: Text | None = None


class NotCountedSchema(Schema):
    cardio: list[Text] = []
    olympic_or_total_body: list[Text] = []
    not_strength: list[Text] = []
