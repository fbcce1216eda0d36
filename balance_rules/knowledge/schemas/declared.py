"""What knowledge declares: its name, attributes, findings, named numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_serializer, model_validator

from balance_rules.knowledge.schemas.base import (
    BETTER_FORM,
    VERSION_FORM,
    Id,
    MemberId,
    Number,
    Reference,
    Scalar,
    Schema,
    Text,
)
from balance_rules.knowledge.schemas.evidence import CitationSchema


class RolesSchema(Schema):
    """Which attribute tells what, where it is not the usual one: see `model.Roles`."""

    pain: Id | None = None
    pain_weeks: Id | None = None
    goal: Id | None = None
    experience: Id | None = None
    age: Id | None = None
    flags: Id | None = None
    seen: Id | None = None
    equipment: Id | None = None
    sessions_available: Id | None = None
    sessions_per_week: Id | None = None
    weekly_sets: Id | None = None


class Header(Schema):
    name: Id
    version: Annotated[str, StringConstraints(pattern=VERSION_FORM)]
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
    beside: list[Id] = Field(default=[])
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
    better: Annotated[str, StringConstraints(pattern=BETTER_FORM, max_length=80)] | None = None
    error: ErrorSchema | None = None
    with_log: bool = False

    @field_serializer("values")
    def _in_order(self, values: dict[str, str] | None) -> list[tuple[str, str]]:
        return list((values or {}).items())  # their order is part of what the entry says

    change: ChangeSchema | None = None


class FamilySchema(Schema):
    """What kind of thing findings are; of one level those are told first whose family stands first."""

    id: Id
    title: Text
    about: Literal["input", "pain", "person"] = "person"
    painted: bool = False


class ConclusionSchema(Schema):
    id: Id
    each: Each | None = None
    title: Text
    for_: Id | None = Field(default=None, alias="for")
    family: Id
    muscles: list[Id] = Field(default=[])
    meaning: Text
    levels: dict[Literal["low", "moderate", "high"], Number] = Field(
        default={
            "low": Decimal("0.2"),
            "moderate": Decimal("0.5"),
            "high": Decimal("0.8"),
        }
    )
    monotone: dict[Reference, Literal["up", "down"]] = Field(default={})
    total: bool = False
    together: Text | None = None


class ParameterSchema(Schema):
    """A named number: declared with a title, or set otherwise by a later folder with a reason."""

    id: Id
    value: Scalar
    title: Text | None = None
    reason: Text | None = None
    evidence: list[CitationSchema] = Field(default=[])
    convention: Text | None = None
