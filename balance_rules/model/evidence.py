"""Sources, how good they are, and how a statement rests on them."""

from __future__ import annotations

from collections.abc import Mapping
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


class Role(StrEnum):
    """What a source is cited for: what is said can rest on one kind of evidence, and its reasons on others."""

    CUT_OFF = "cut_off"
    ASSOCIATION = "association"
    EFFECT = "effect"
    MECHANISM = "mechanism"
    CONVENTION = "convention"

    @property
    def meaning(self) -> str:
        return {
            "cut_off": "the number itself, or the spread of healthy people it is taken from",
            "association": "that the two are seen together",
            "effect": "what a treatment or an exposure did",
            "mechanism": "how it could come about",
            "convention": "what practitioners use, or a limit of our own",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source used for something: its `role`, the attributes whose numbers it supports, or that it speaks against it.

    `indirect` says that it was found in other people, by another test or for something near what is said.
    """

    source: str
    supports: tuple[str, ...] = ()
    against: bool = False
    says: str = ""
    role: Role = Role.ASSOCIATION
    indirect: bool = False


@dataclass(frozen=True, slots=True)
class Rationale:
    """Why something stands in the knowledge: its words, its sources, the numbers that are our own."""

    because: str = ""
    evidence: tuple[Citation, ...] = ()
    conventions: tuple[tuple[str, str], ...] = ()
    caveats: tuple[str, ...] = ()
    rests_on: Role = Role.ASSOCIATION

    def grade(self, grades: Mapping[str, Grade]) -> tuple[bool, Grade] | None:
        """Return how good the evidence for the thing said is, after whether it is indirect; None without any.

        Only sources that are cited for what the statement rests on count, direct ones first; a convention of our
        own is D. Where none is cited for it, the best of the others counts as indirect evidence.

        >>> cited = (Citation("review", role=Role.EFFECT), Citation("survey", role=Role.CUT_OFF))
        >>> grades = {"review": Grade.A, "survey": Grade.C}
        >>> Rationale(evidence=cited, rests_on=Role.CUT_OFF).grade(grades)
        (False, <Grade.C: 'C'>)
        >>> Rationale(evidence=cited, rests_on=Role.MECHANISM).grade(grades)
        (True, <Grade.A: 'A'>)
        """
        if self.rests_on is Role.CONVENTION:
            return False, Grade.D
        cited = [c for c in self.evidence if not c.against and c.source in grades]
        own = [c for c in cited if c.role is self.rests_on]
        return min(((c.indirect or not own, grades[c.source]) for c in own or cited), default=None)
