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
HOMES = frozenset(
    {
        # Journals and publishers, at their own addresses; some hold many journals.
        "aafp.org",
        "academic.oup.com",
        "ajol.info",
        "bmj.com",
        "bmjjournals.com",
        "chiromt.com",
        "cmaj.ca",
        "diabetesjournals.org",
        "elsevier.com",
        "insights.ovid.com",
        "ioh.iums.ac.ir",
        "journal.aspetar.com",
        "journals.humankinetics.com",
        "jssm.org",
        "knowledge.statpearls.com",
        "koreascience.kr",
        "lww.com",
        "mdpi.com",
        "medicaljournals.se",
        "meridian.allenpress.com",
        "msdmanuals.com",
        "racgp.org.au",
        "scielo.br",
        "sciencedirect.com",
        "springermedizin.de",
        # Bodies that publish their own guidance.
        "boa.ac.uk",
        "cdc.gov",
        "csepguidelines.ca",
        "csp.org.uk",
        "health.qld.gov.au",
        "hfjc.library.ubc.ca",
        "nhs.uk",
        "nhslothian.scot",
        "nice.org.uk",
        "nsca.com",
        "sunnybrook.ca",
        "travelhealthpro.org.uk",
        # Universities' stores of the work of their own people: the store alone, for a university hosts much else.
        "cdr.lib.unc.edu",
        "dro.deakin.edu.au",
        "profiles.wustl.edu",
        "scholars.uky.edu",
        # National libraries and research agencies, each with a record of its own.
        "investigadores.anid.cl",
        "lccn.loc.gov",
        "ncbi.nlm.nih.gov",
    }
)
"""Where a source may be linked to, each judged by what stands there. Copies that others uploaded, catalogues that
repeat what others hold, blogs, clinics, shops and news are no home; nor is a host that nobody has judged."""


def faults(source: Evidence) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a source's identity: a stable code, what is wrong, and how to fix it.

    >>> import balance_rules as br
    >>> list(faults(br.load().knowledge.evidence["coombs_2002"]))
    []
    """
    for name in ("authors", "title", "journal", "publisher"):
        said = getattr(source, name)
        if said and UNIDENTIFIED.search(said):
            message = f"its {name} say no more than {said!r}." if name == "authors" else f"its {name} is {said!r}."
            yield "L16", message, "Look the source up and write what it says of itself, or cite another source."
    if source.journal and source.year is None:
        yield "L16", f"it stands in {source.journal!r}, but its year is not given.", "Give the year it came out."
    if source.url and (host := stray_host(source.url)) is not None:
        fix = (
            "Give the DOI or the PubMed number, or the publisher's own page; HOMES in knowledge/sources.py names hosts."
        )
        yield "L17", f"its address is at {host}, which is no known home of a source.", fix
    if source.verified is None:
        fix = "Read it, its abstract at least, and say in 'verified' where."
        yield "L18", "nobody has said where it was read.", fix


def identified(source: Evidence) -> bool:
    """Whether a reader can find the very source: its authors, title, place, year and a lasting address are given."""
    return all(code == "L18" for code, _, _ in faults(source))


def stray_host(url: str) -> str | None:
    """The host of an address, unless it is a publisher's, a body's or an author's own that was judged to be one.

    >>> stray_host("https://fr.scribd.com/document/281895725")
    'fr.scribd.com'
    >>> stray_host("https://bjsm.bmj.com/content/50/15/909") is None
    True
    """
    host = (urlsplit(url).hostname or "").lower()
    return None if any(host == home or host.endswith(f".{home}") for home in HOMES) else host


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
