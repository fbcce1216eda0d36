"""Sources, how good they are, and how a statement rests on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class _Explained(StrEnum):
    """Words of a closed list, each with what it means."""

    meaning: str

    def __new__(cls, name: str, meaning: str = "") -> Self:
        """A member, whose value is its name alone."""
        member = str.__new__(cls, name)
        member._value_, member.meaning = name, meaning
        return member


class Grade(_Explained):
    """How good a source is as evidence."""

    A = "A", "systematic review or guideline"
    B = "B", "controlled trial or prospective cohort"
    C = "C", "cross-sectional, laboratory or EMG study"
    D = "D", "expert opinion, narrative review or convention"


class Reading(_Explained):
    """How much of a source was read before it was written down."""

    FULL_TEXT = "full_text", "the paper itself"
    ABSTRACT = "abstract", "its abstract, or an excerpt"
    RECORD = "record", "its entry in a catalogue, for its identity alone"


@dataclass(frozen=True, slots=True)
class Verified:
    """That somebody read a source: at which address, and how much of it."""

    at: str
    read: Reading


AUTHORS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source: who wrote it and where it stands, what was studied in whom, what was found, what it does not show.

    The authors are persons ("Coombs R, Garbutt G") or a body ("World Health Organization"). A source stands in a
    journal or was brought out by a publisher; `verified` is None while nobody has read it.
    """

    id: str
    authors: str
    title: str
    journal: str | None
    publisher: str | None
    year: int | None
    doi: str | None
    pmid: str | None
    pmcid: str | None
    url: str | None
    design: str
    population: str
    grade: Grade
    finding: str
    limits: str
    verified: Verified | None

    @property
    def citation(self) -> str:
        """The source in one line, "Authors. Title. Journal Year."; of many authors the first three.

        >>> import balance_rules as br
        >>> br.load().knowledge.evidence["coombs_2002"].citation.partition(". ")[0]
        'Coombs R, Garbutt G'
        """
        names = self.authors.split(", ")
        several = f"{', '.join(names[:AUTHORS_NAMED])}, et al" if len(names) > AUTHORS_NAMED else self.authors
        place = " ".join(str(part) for part in (self.journal or self.publisher, self.year) if part)
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in (several, self.title, place))

    @property
    def link(self) -> str:
        """The address at which the source can be found."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else self.url or ""


class Role(_Explained):
    """What a source is cited for: what is said can rest on one kind of evidence, and its reasons on others."""

    CUT_OFF = "cut_off", "the number itself, or the spread of healthy people it is taken from"
    ASSOCIATION = "association", "that the two are seen together"
    EFFECT = "effect", "what a treatment or an exposure did"
    MECHANISM = "mechanism", "how it could come about"
    CONVENTION = "convention", "what practitioners use, or a limit of our own"


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
