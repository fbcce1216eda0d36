"""The shape of `follow_up.yaml`: what becomes of a prescription at the next visit."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from balance_rules.knowledge.schemas import CitationSchema, Id, Number, Schema, Text

Share = Annotated[dict[Literal["lt", "ge"], Number], Field(min_length=1)]


class WhenSchema(Schema):
    """What must hold of a prescription; what is not named may be anything."""

    kind: list[Id] | None = None
    loads: list[Id] | None = None
    state: list[Id] | None = None
    red_flag: list[Id] | None = None
    pain: list[Id] | None = None
    finding: list[Id] | None = None
    measure: list[Id] | None = None
    done: Share | None = None


class FollowUpSchema(Schema):
    """What becomes of a prescription at the next visit."""

    id: Id
    when: WhenSchema
    decision: Literal["continue", "progress", "step_back", "done", "stop"]
    because: Text
    evidence: list[CitationSchema] = Field(default=[])
    conventions: dict[Id, Text] = Field(default={})
