"""The people the knowledge is tried on: what each must be told, and what the knowledge answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from balance_rules import Assessment, KnowledgeBase
from balance_rules.model import Knowledge, Urgency
from balance_rules.text.documents import read_document
from docs.generator.book import RED_FLAGS, VIGNETTES, Book, Pages, document, enumeration, escape, link, table

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "vignettes"
KINDS = {
    "emergency": "Emergencies",
    "same_day": "To be seen the same day",
    "soon": "To be seen within days",
    "routine": "To be seen in the ordinary way",
    "ordinary": "Ordinary people, with pain and without",
}
MOST_GIVEN = 4


def stories(folder: Path = FOLDER) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every vignette of a folder with its name; a file holds one, or many under `vignettes`."""
    for path in sorted(folder.glob("*.yaml")):
        read = read_document(path)
        assert not read.problems, read.problems
        for story in read.value.get("vignettes", [read.value]):
            yield f"{path.stem}:{story['name']}" if "name" in story else path.stem, story


def vignette_pages(book: Book, kb: KnowledgeBase) -> Pages:
    """Return the page with every vignette: who it is, what must be, what is answered."""
    told = [story for _, story in stories()]
    counts = enumeration([f"{sum(s['kind'] == kind for s in told)} {kind.replace('_', ' ')}" for kind in KINDS], "and")
    parts = []
    for kind, heading in KINDS.items():
        rows = [_row(book, kb, story) for story in told if story["kind"] == kind]
        parts += [f"## {heading}", table(["the person", "what must be", "what is answered"], rows)]
    page = document(
        "# The people it is tried on",
        f"{len(told)} short stories, written from guidelines and published descriptions: {counts}. A test assesses "
        "each, and fails when somebody is not sent on in time, is given what must wait, or goes without what is due. "
        f"What each flag does by itself is told in {link(VIGNETTES, 'a table of its own', RED_FLAGS)}.",
        *parts,
    )
    return {VIGNETTES: page}


def _row(book: Book, kb: KnowledgeBase, story: Mapping[str, Any]) -> list[str]:
    return [escape(" ".join(story["about"].split())), _wanted(book.knowledge, story), _answered(kb, story)]


def _wanted(knowledge: Knowledge, story: Mapping[str, Any]) -> str:
    parts = []
    if "refer" in story:
        parts.append(f"seen: {Urgency(story['refer']['how_soon']).words.lower()}, or sooner")
    if story.get("not_referred"):
        parts.append("not sent to anybody")
    forbidden = story.get("must_not_give", {})
    if forbidden.get("all"):
        parts.append("no exercise at all")
    if regions := forbidden.get("regions"):
        parts.append(f"nothing that loads the {enumeration([r.replace('_', ' ') for r in regions], 'or')}")
    if forbidden.get("tests"):
        parts.append("no test or effort to the limit")
    if names := forbidden.get("exercises"):
        parts.append(f"no {enumeration(_exercises(knowledge, names), 'or')}")
    if names := story.get("must_clear"):
        parts.append(f"open: {enumeration(_exercises(knowledge, names), 'and')}")
    if names := story.get("must_give"):
        parts.append(f"given: {enumeration(_prescriptions(knowledge, names), 'and')}")
    return escape("; ".join(parts))


def _exercises(knowledge: Knowledge, names: Sequence[str]) -> list[str]:
    return [knowledge.exercises[name].name.lower() for name in names]


def _prescriptions(knowledge: Knowledge, names: Sequence[str]) -> list[str]:
    """Return the titles of prescriptions; a kind of prescription stands as itself."""
    titles = {prescription.id: prescription.title for prescription in knowledge.prescriptions}
    return [titles[name] if name in titles else f"some {name.replace('_', ' ')}" for name in names]


def _answered(kb: KnowledgeBase, story: Mapping[str, Any]) -> str:
    assessment: Assessment = kb.assess(dict(story["profile"]))
    sent = [
        f"{referral.title} ({Urgency(referral.urgency).words.lower()})"
        for referral in assessment.referrals
        if referral.state == "refer"
    ]
    given = [advice.title for advice in assessment.prescriptions if advice.state == "given"]
    more = [f"{len(given) - MOST_GIVEN} more"] if len(given) > MOST_GIVEN else []
    parts = [f"sent: {enumeration(sent, 'and')}" if sent else "nobody is sent"]
    parts.append(f"given: {enumeration([*given[:MOST_GIVEN], *more], 'and')}" if given else "nothing is given")
    return escape("; ".join(parts))
