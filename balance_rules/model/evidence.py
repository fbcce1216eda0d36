"""Sources, how good they are, and how a statement rests on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How good a source is as evidence."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def meaning(self) -> str:
        return {
            "A": "systematic review or guideline",
            "B": "controlled trial or prospective cohort",
            "C": "cross-sectional, laboratory or EMG study",
            "D": "expert opinion, narrative review or convention",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source: what was studied in whom, what was found, what it does not show."""

    id: str
    citation: str
    year: int | None
    doi: str | None
    pmid: str | None
    url: str | None
    design: str
    population: str
    grade: Grade
    finding: str
    limits: str

    @property
    def link(self) -> str:
        """The address at which the source can be found."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.url or f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source used for something: the attributes whose numbers it supports, or that it speaks against it."""

    source: str
    supports: tuple[str, ...] = ()
    against: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Rationale:
    """Why something stands in the knowledge: its words, its sources, the numbers that are our own."""

    because: str = ""
    evidence: tuple[Citation, ...] = ()
    conventions: tuple[tuple[str, str], ...] = ()
    caveats: tuple[str, ...] = ()
