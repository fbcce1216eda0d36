"""What must hold of the knowledge, and the defects that are accepted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from balance_rules.knowledge.schemas.base import Id, MemberId, Raw, Reference, Schema, Text
from balance_rules.knowledge.schemas.statements import LoadingSchema


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
