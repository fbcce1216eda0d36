"""Sources, and what is cited of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from balance_rules.knowledge.schemas.base import DOI_FORM, PMCID_FORM, PMID_FORM, URL_FORM, Id, Reference, Schema, Text


class CitationSchema(Schema):
    source: Id
    supports: list[Reference] = Field(default=[])
    against: bool = False
    says: Text | None = None
    for_: Literal["cut_off", "association", "effect", "mechanism", "convention"] | None = Field(
        default=None, alias="for"
    )
    indirect: bool = False


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
    doi: Annotated[str, StringConstraints(pattern=DOI_FORM, max_length=200)] | None
    pmid: Annotated[str, StringConstraints(pattern=PMID_FORM, max_length=9)] | None
    pmcid: Annotated[str, StringConstraints(pattern=PMCID_FORM, max_length=12)] | None
    url: Annotated[str, StringConstraints(pattern=URL_FORM, max_length=500)] | None
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
