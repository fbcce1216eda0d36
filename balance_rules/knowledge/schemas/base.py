"""Plain types that every schema uses: ids, numbers, texts, scales."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, StringConstraints

ID_FORM = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
MEMBER_FORM = r"^[a-z0-9]+(_[a-z0-9]+)*$"
VERSION_FORM = r"^[0-9]+\.[0-9]+\.[0-9]+$"
LANGUAGE_FORM = r"^[a-z]{2,3}$"
SHARE_FORM = r"^[0-9]{1,3}(\.[0-9]+)? ?%$"
DOI_FORM = r"^10\.[0-9]{4,9}/[^\s]+$"
PMID_FORM = r"^[0-9]{1,9}$"
PMCID_FORM = r"^PMC[0-9]{1,9}$"
URL_FORM = r"^https?://[^\s]+$"
BETTER_FORM = r"^(higher|lower|none|nearer [^\s]+)$"
PATTERNS = {
    ID_FORM: "lower-case words joined by underscores",
    MEMBER_FORM: "lower-case words or numbers joined by underscores",
    VERSION_FORM: "a version such as '1.0.0'",
    LANGUAGE_FORM: "the code of a language such as pt",
    SHARE_FORM: "a share such as 30 %",
    DOI_FORM: "a DOI such as 10.1136/bjsports-2015-095311",
    PMID_FORM: "a PubMed number such as '27076000', in quotation marks",
    PMCID_FORM: "a PubMed Central number such as PMC5095944",
    URL_FORM: "an address that begins with https:// or http://",
    BETTER_FORM: "higher, lower, none, or a value to come nearer to such as 'nearer 0'",
}


def _number(raw: Any) -> int | Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)) or not Decimal(raw).is_finite():
        raise ValueError("a number")
    return raw


def _scalar(raw: Any) -> bool | int | Decimal | str:
    if not isinstance(raw, (int, Decimal, str)):
        raise ValueError("a single value: a number, a word, true or false")
    return raw


Id = Annotated[str, StringConstraints(pattern=ID_FORM, max_length=80)]
MemberId = Annotated[str, StringConstraints(pattern=MEMBER_FORM, max_length=80)]
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


def held(schema: BaseModel, *but: str) -> dict[str, Any]:
    """Return the fields of an entry as the model holds them: lists as tuples, mappings as pairs; some are left out."""
    return {name: _held(value) for name, value in schema if name not in but}


def _held(value: Any) -> Any:
    match value:
        case list() | tuple():
            return tuple(map(_held, value))
        case dict():
            return tuple((name, _held(part)) for name, part in value.items())
        case BaseModel():
            return tuple(held(value).items())
    return value


class Schema(BaseModel):
    """A mapping in a knowledge file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)
