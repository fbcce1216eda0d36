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


class Reading(StrEnum):
    """How much of a source was read before it was written down."""

    FULL_TEXT = "full_text"
    ABSTRACT = "abstract"
    RECORD = "record"

    @property
    def meaning(self) -> str:
        return {
            "full_text": "the paper itself",
            "abstract": "its abstract, or an excerpt",
            "record": "its entry in a catalogue, for its identity alone",
        }[self.value]


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
