"""Whether a source is identified: who wrote it, its title, where it stands, when; and whether somebody read it.

A reader must be able to find the very paper a statement rests on, at an address that will last. The lint reports what
is wrong with a source; the inventory counts the sources with which nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from balance_rules.model import Evidence, Knowledge

UNIDENTIFIED = re.compile(r"\bnot recorded\b|\bour description\b|\btitle (shortened|paraphrased)\b", re.IGNORECASE)
POOR_HOSTS = frozenset(
    {
        # Copies that others uploaded.
        "1library.org",
        "academia.edu",
        "coek.info",
        "docero.net",
        "docplayer.net",
        "docsity.com",
        "docslib.org",
        "documentop.com",
        "dokumen.pub",
        "dokumen.tips",
        "fx361.cc",
        "pdfcoffee.com",
        "pdfslide.us",
        "scribd.com",
        "slideshare.net",
        "studocu.com",
        "studylib.net",
        "studylibnl.com",
        "vdoc.pub",
        # Catalogues whose pages come and go, and repeat what others hold.
        "biomed.reviewer.ly",
        "bibliomed.org",
        "booksci.cn",
        "discovery.researcher.life",
        "ichgcp.net",
        "ouci.dntb.gov.ua",
        "paperdigest.org",
        "physio-pedia.com",
        "researchgate.net",
        "scilynk.com",
        "semanticscholar.org",
        "unboundmedicine.com",
        # Blogs, clinics, shops and news that speak of studies.
        "appliedperformance.co",
        "blogspot.com",
        "bodybuilding.com",
        "coreconceptsphysio.sg",
        "ed.newdu.com",
        "hamshell.com",
        "healthline.com",
        "massagefitnessmag.com",
        "matassessment.com",
        "medium.com",
        "medscape.com",
        "painscience.com",
        "reddit.com",
        "verywellfit.com",
        "webmd.com",
        "wikipedia.org",
        "wordpress.com",
    }
)


def faults(source: Evidence) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a source's identity: a stable code, what is wrong, and how to fix it.

    >>> import balance_rules as br
    >>> list(faults(br.load().knowledge.evidence["coombs_2002"]))
    []
    """
    for name in ("authors", "title", "journal", "publisher"):
        said = getattr(source, name)
        if said and UNIDENTIFIED.search(said):
            fix = "Look the source up and write what it says of itself, or cite another source."
            yield (
                "L16",
                f"its {name} say no more than {said!r}." if name == "authors" else f"its {name} is {said!r}.",
                fix,
            )
    if source.journal and source.year is None:
        yield "L16", f"it stands in {source.journal!r}, but its year is not given.", "Give the year it came out."
    if host := poor_host(source.url or ""):
        fix = "Give the DOI, the PubMed number, or the publisher's own page."
        yield "L17", f"its address is at {host}, which is no home of a source.", fix
    if source.verified is None:
        fix = "Read it, its abstract at least, and say in 'verified' where."
        yield "L18", "nobody has said where it was read.", fix


def identified(source: Evidence) -> bool:
    """Whether a reader can find the very source: its authors, title, place, year and a lasting address are given."""
    return all(code == "L18" for code, _, _ in faults(source))


def poor_host(url: str) -> str | None:
    """Return the host of an address, if it is one that only copies or retells what others published.

    >>> poor_host("https://fr.scribd.com/document/281895725")
    'scribd.com'
    >>> poor_host("https://bjsm.bmj.com/content/50/15/909") is None
    True
    """
    host = urlsplit(url).hostname or ""
    return next((poor for poor in sorted(POOR_HOSTS) if host == poor or host.endswith(f".{poor}")), None)


def sources_used(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """What rests on a source, with the source: statements, errors of measurement, exercises, doses and claims."""
    for attribute in knowledge.attributes.values():
        error = attribute.error
        for source in (error.source, *error.beside) if error is not None else ():
            if source is not None:
                yield attribute.id, source
    for exercise in knowledge.exercises.values():
        yield from ((exercise.id, source) for source in exercise.evidence)
    rationales = [
        *((statement.name, statement.rationale) for statement in knowledge.statements),
        *((f"dose {dose.id}", dose.rationale) for dose in knowledge.doses.values()),
        *((f"follow-up {rule.id}", rule.rationale) for rule in knowledge.follow_up),
        *((parameter.id, parameter.rationale) for parameter in knowledge.parameters.values()),
    ]
    if knowledge.progression:
        rationales.append(("progression", knowledge.progression.rationale))
    if knowledge.programming:
        rationales.append(("programming", knowledge.programming.rationale))
    for name, rationale in rationales:
        yield from ((name, citation.source) for citation in rationale.evidence)
