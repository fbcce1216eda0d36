"""The shape of each kind of knowledge file, as pydantic models: strict, and nothing unknown passes.

What the words mean stands in docs/reference/knowledge-format.md; what they refer to is checked in
`grounding` and `building`, not here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    field_serializer,
    model_validator,
)

_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
_MEMBER = r"^[a-z0-9]+(_[a-z0-9]+)*$"
_VERSION = r"^[0-9]+\.[0-9]+\.[0-9]+$"
_LANGUAGE = r"^[a-z]{2,3}$"
_SHARE = r"^[0-9]{1,3}(\.[0-9]+)? ?%$"
_DOI = r"^10\.[0-9]{4,9}/[^\s]+$"
_PMID = r"^[0-9]{1,9}$"
_PMCID = r"^PMC[0-9]{1,9}$"
_URL = r"^https?://[^\s]+$"
_BETTER = r"^(higher|lower|none|nearer [^\s]+)$"
PATTERNS = {
    _ID: "lower-case words joined by underscores",
    _MEMBER: "lower-case words or numbers joined by underscores",
    _VERSION: "a version such as '1.0.0'",
    _LANGUAGE: "the code of a language such as pt",
    _SHARE: "a share such as 30 %",
    _DOI: "a DOI such as 10.1136/bjsports-2015-095311",
    _PMID: "a PubMed number such as '27076000', in quotation marks",
    _PMCID: "a PubMed Central number such as PMC5095944",
    _URL: "an address that begins with https:// or http://",
    _BETTER: "higher, lower, none, or a value to come nearer to such as 'nearer 0'",
}


def _number(raw: Any) -> int | Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)) or not Decimal(raw).is_finite():
        raise ValueError("a number")
    return raw


def _scalar(raw: Any) -> bool | int | Decimal | str:
    if not isinstance(raw, (int, Decimal, str)):
        raise ValueError("a single value: a number, a word, true or false")
    return raw


Id = Annotated[str, StringConstraints(pattern=_ID, max_length=80)]
MemberId = Annotated[str, StringConstraints(pattern=_MEMBER, max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=160)]
Number = Annotated[int | Decimal, PlainValidator(_number)]
Scalar = Annotated[bool | int | Decimal | str, PlainValidator(_scalar)]
Raw = Any
Scale = Literal["none", "low", "moderate", "high"]
Depth = Literal["none", "shallow", "moderate", "deep"]
Effort = Literal["none", "low", "moderate", "high", "maximal"]
Position = Literal[
    "standing", "kneeling", "quadruped", "sitting", "lying_on_back", "lying_face_down", "lying_on_side", "hanging"
]
Category = Literal["compound", "isolation", "isometric", "mobility", "ballistic", "plyometric", "test", "step"]
Chain = Literal["posterior", "anterior", "lateral", "mixed"]
ExerciseLevel = Literal["beginner", "intermediate", "advanced"]
FromScale = Annotated[dict[Literal["ge"], Scale], Field(min_length=1)]
FromEffort = Annotated[dict[Literal["ge"], Effort], Field(min_length=1)]
FromDepth = Annotated[dict[Literal["ge"], Depth], Field(min_length=1)]
Count = Annotated[int, Field(ge=1, le=1000)]


def _rising(ends: tuple[Any, Any]) -> tuple[Any, Any]:
    if ends[0] > ends[1]:
        raise ValueError("two numbers, the lower first")
    return ends


Span = Annotated[tuple[Number, Number], Field(strict=False), AfterValidator(_rising)]


class Schema(BaseModel):
    """A mapping in a knowledge file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class RolesSchema(Schema):
    """Which attribute tells what, where it is not the usual one: see `model.Roles`."""

    pain: Id | None = None
    pain_weeks: Id | None = None
    goal: Id | None = None
    experience: Id | None = None
    flags: Id | None = None
    seen: Id | None = None
    equipment: Id | None = None
    sessions_available: Id | None = None
    sessions_per_week: Id | None = None
    weekly_sets: Id | None = None


class Header(Schema):
    name: Id
    version: Annotated[str, StringConstraints(pattern=_VERSION)]
    licence: Text
    roles: RolesSchema = RolesSchema()


class Member(Schema):
    label: Text
    question: Text | None = None


class ChangeSchema(Schema):
    direction: Literal["up", "down", "any", "none"]
    step: Number | None = None
    cost: Annotated[int, Field(ge=1, le=100)] = 1


class ErrorSchema(Schema):
    """How far two measurements of somebody who has not changed may lie apart: see `model.MeasurementError`."""

    mdc95: Number | None = None
    mdc90: Number | None = None
    sem: Number | None = None
    percent: bool = False
    protocol: Text
    source: Id | None = None
    beside: list[Id] = []
    convention: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_amount(self) -> ErrorSchema:
        amounts = [amount for amount in (self.mdc95, self.mdc90, self.sem) if amount is not None]
        if len(amounts) != 1 or amounts[0] <= 0:
            raise ValueError("one of mdc95, mdc90 and sem, above 0")
        return self


Each = dict[Id, list[Scalar] | dict[MemberId, Text]]  # written out before an entry is read


class AttributeSchema(Schema):
    id: Id
    each: Each | None = None
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
    unstated: Scalar | None = None
    dated: Id | None = None
    test: Id | None = None
    derive: dict[str, list[Reference]] | None = None
    silent: Text | None = None
    better: Annotated[str, StringConstraints(pattern=_BETTER, max_length=80)] | None = None
    error: ErrorSchema | None = None
    with_log: bool = False

    @field_serializer("values")
    def _in_order(self, values: dict[str, str] | None) -> list[tuple[str, str]]:
        return list((values or {}).items())  # their order is part of what the entry says

    change: ChangeSchema | None = None


class ConclusionSchema(Schema):
    id: Id
    each: Each | None = None
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
    monotone: dict[Reference, Literal["up", "down"]] = {}
    total: bool = False
    together: Text | None = None


class CitationSchema(Schema):
    source: Id
    supports: list[Reference] = []
    against: bool = False
    says: Text | None = None
    for_: Literal["cut_off", "association", "effect", "mechanism", "convention"] | None = Field(
        default=None, alias="for"
    )
    indirect: bool = False


class CaseSchema(Schema):
    name: Text
    given: dict[Reference, Scalar]
    expect: Literal["fires", "silent", "undecided", "given", "refused", "withheld"]
    at: dict[Id, MemberId] = {}
    safe: bool = False


class RungSchema(Schema):
    level: Text
    given: Annotated[dict[Reference, Scalar], Field(min_length=1)]


class StatementSchema(Schema):
    id: Id
    title: Text
    for_: dict[Id, Id | list[MemberId]] = Field(default={}, alias="for")
    because: Text | None = None
    evidence: list[CitationSchema] = []
    conventions: dict[Reference, Text] = {}
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
    rests_on: Literal["cut_off", "association", "effect", "mechanism", "convention"] | None = None
    independent: dict[Id, Text] = {}
    rungs: list[RungSchema] = []


class ParameterSchema(Schema):
    """A named number of rules: declared with a title, or set otherwise by a later folder with a reason."""

    id: Id
    value: Scalar
    title: Text | None = None
    reason: Text | None = None


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
    answers: list[Reference] = []
    sites: list[Reference] = []
    prescribe: Annotated[list[Raw], Field(min_length=1)]
    avoid: list[Raw] = []
    exercises: ExerciseChoice | None = None
    needs: list[Id] | None = None  # said only to whom one of these is cleared; empty: said whatever is stopped
    dose: Id | None = None
    weekly_sets: dict[Id, Literal["add", "hold", "reduce"]] = {}
    instructions: Annotated[list[Text | InstructionSchema], Field(min_length=1)]
    stop_when: Text | None = None
    weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    retest: RetestSchema | None = None
    benefit: EffectSchema | None = None


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
    variants: list[Text] = []
    dose: Id | None = None
    evidence: list[Id] = []


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
    adapted: list[AdaptedDoseSchema] = []
    evidence: list[CitationSchema] = []
    conventions: dict[Id, Text] = {}


class ProgressionSchema(Schema):
    most_sets_added_a_week: Count
    most_share_added_a_week: Annotated[str, StringConstraints(pattern=_SHARE, max_length=10)]
    least_effective_weekly_sets: Count
    target_weekly_sets: Annotated[tuple[Count, Count], Field(strict=False), AfterValidator(_rising)]
    reduce_above_weekly_sets: Count
    rest_hours_between_heavy: Count
    rest_hours_after_failure: Count
    most_sets_a_session: Count
    load_step_pct: Span
    trigger: Text
    evidence: list[CitationSchema] = []
    conventions: dict[Id, Text] = {}


class DosesSchema(Schema):
    """A file of doses: each is an entry of its own, as the numbers of progression are."""

    doses: dict[Id, DoseSchema] = {}
    progression: ProgressionSchema | None = None


class VerifiedSchema(Schema):
    at: Text
    read: Literal["full_text", "abstract", "record"]


class EvidenceSchema(Schema):
    id: Id
    authors: Text
    title: Text
    journal: Text | None = None
    publisher: Text | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None
    doi: Annotated[str, StringConstraints(pattern=_DOI, max_length=200)] | None
    pmid: Annotated[str, StringConstraints(pattern=_PMID, max_length=9)] | None
    pmcid: Annotated[str, StringConstraints(pattern=_PMCID, max_length=12)] | None
    url: Annotated[str, StringConstraints(pattern=_URL, max_length=500)] | None
    design: Text
    population: Text
    grade: Literal["A", "B", "C", "D"]
    finding: Text
    limits: Text
    verified: VerifiedSchema | None

    @model_validator(mode="after")
    def _can_be_found(self) -> EvidenceSchema:
        if (self.journal is None) == (self.publisher is None):
            raise ValueError("a journal or a publisher, one of the two")
        if not (self.doi or self.pmid or self.pmcid or self.url):
            raise ValueError("a doi, a pmid, a pmcid or a url")
        return self


class ClaimSchema(Schema):
    id: Id
    claim: Text
    verdict: Literal["supported", "association_only", "mixed", "unsupported", "contradicted"]
    when: Raw
    carried_by: list[Id] = []
    for_: list[Id] = Field(default=[], alias="for")
    against: list[Id] = []
    note: Text | None = None
    conventions: dict[Id, Text] = {}
    cases: list[CaseSchema] = []


class NotCountedSchema(Schema):
    cardio: list[Text] = []
    olympic_or_total_body: list[Text] = []
    not_strength: list[Text] = []


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
    language: Annotated[str, StringConstraints(pattern=_LANGUAGE)]
    ignored: list[Text] = []
    words: dict[Text, list[Text]] = {}
    roles: dict[Literal["equipment", "grip", "position", "detail", "total_body"], list[Text]] = {}
    muscles: dict[Text, list[Id]] = {}
    exact: list[Text] = []


class GivenSchema(Schema):
    """Which prescriptions an invariant speaks of; all keys must match."""

    prescription: list[Id] | None = None
    kind: list[Id] | None = None
    answers: list[Id] | None = None
    loading: bool | None = None
    weekly_sets: dict[Id, Literal["add", "hold", "reduce"]] | None = None


class NeverSchema(Schema):
    given: GivenSchema | None = None
    cleared: LoadingSchema | None = None
    true: Raw = None


class AloneSchema(Schema):
    verdict: Annotated[
        list[Literal["supported", "association_only", "mixed", "unsupported", "contradicted"]], Field(min_length=1)
    ]
    below: Literal["low", "moderate", "high"]


class MonotoneSchema(Schema):
    finding: Reference
    fact: Reference
    direction: Literal["up", "down"]


class InvariantSchema(Schema):
    id: Id
    title: Text
    because: Text
    for_: dict[Id, Id | list[MemberId]] = Field(default={}, alias="for")
    while_true: Raw = None
    while_possible: Raw = None
    while_unknown: Raw = None
    never: NeverSchema | None = None
    monotone: Annotated[list[MonotoneSchema], Field(min_length=1)] | None = None
    alone: AloneSchema | None = None


class SuppressionSchema(Schema):
    id: Id
    code: Annotated[str, StringConstraints(pattern=r"^V[0-9]{2}$")]
    statement: Id
    beside: Id | None = None
    because: Annotated[str, StringConstraints(min_length=20, max_length=4000)]
