"""What a number on the page, or a title, stands for: so that nobody has to know an id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from balance_rules.assessment import Assessment
from balance_rules.errors import LONGEST_NAME, BalanceRulesError, nearest, shortened
from balance_rules.explain.basis import targets_of
from balance_rules.model import Knowledge, name_of
from balance_rules.report.condensing import summary
from balance_rules.text.gathering import gathered

MOST_GUESSES = 3
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Handle:
    """What stands behind a number or a title: things to explain, or a fact to ask for, by their ids."""

    kind: Literal["outcome", "fact"]
    ids: tuple[str, ...]


def handle(assessment: Assessment, name: str) -> Handle:
    """What a number on the one page, a title or an id stands for.

    Raises
    ------
    BalanceRulesError
        When it stands for nothing, with what is most like it.

    Examples
    --------
    >>> import balance_rules as br
    >>> sits = br.load().assess({"sedentary_hours": "9 h/day"})
    >>> handle(sits, "Prolonged sitting").ids, handle(sits, "1").ids
    (('prolonged_sitting',), ('prolonged_sitting',))
    """
    known = targets_of(assessment.knowledge)
    if name in known or any(name_of(id_) == name for id_ in known):
        return Handle("outcome", (name,))
    if name.strip().isdecimal() and len(name) < LONGEST_NAME:
        return _numbered(assessment, int(name))
    titles = _titles(assessment.knowledge)
    found = titles.get(_words(name))
    if found:
        return Handle("outcome", (_own(assessment, found),))
    guesses = _guesses(name, titles, assessment.knowledge)
    fix = (
        f"Did you mean {' or '.join(map(repr, guesses))}?" if guesses else "Use a number of the page, a title or an id."
    )
    expected = "a number of the page, or the title or id of something that is found, prescribed, forbidden or claimed"
    raise BalanceRulesError.of("explain", shortened(name), expected, fix, code="unknown-name")


def _numbered(assessment: Assessment, number: int) -> Handle:
    short = summary(assessment, largest=None)
    by_id = {priority.id: priority.findings or priority.prescriptions for priority in assessment.priorities}
    behind = {p.number: p.findings or _of_theme(assessment, p.id) for p in short.points}
    behind |= {t.number: by_id.get(t.id, (t.id,)) or _of_theme(assessment, t.id) for t in short.then}
    numbered: dict[int, Handle] = {number: Handle("outcome", ids) for number, ids in behind.items()}
    facts = [question.fact for question in assessment.questions]
    for asked in short.ask:
        fact = next(fact for fact in facts if asked.fact in (fact, name_of(fact)))
        numbered[asked.number] = Handle("fact", (fact,))
    numbered |= {claim.number: Handle("outcome", (_id_of_claim(assessment, claim.id),)) for claim in short.heard}
    if number not in numbered:
        expected = f"a number from 1 to {max(numbered)}" if numbered else "a page with numbers"
        fix = "See the numbers in what 'balance-rules assess' prints of the same person."
        raise BalanceRulesError.of("explain", str(number), expected, fix, code="unknown-name")
    return numbered[number]


def _of_theme(assessment: Assessment, theme: str) -> tuple[str, ...]:
    """Return what a theme is about, where it stands on the page for safety alone and nothing of it is established."""
    knowledge = assessment.knowledge
    about = {
        name for known in knowledge.themes if known.id == theme for name in (*known.prescriptions, *known.findings)
    }
    advice = tuple(prescription.id for prescription in knowledge.prescriptions if prescription.name in about)
    return advice or tuple(id_ for id_, conclusion in knowledge.conclusions.items() if conclusion.name in about)


def _id_of_claim(assessment: Assessment, name: str) -> str:
    return next(claim.id for claim in assessment.knowledge.claims if claim.name == name)


def _words(text: str) -> str:
    """Return a text without its case and signs: ``weak calf left``."""
    return " ".join(_WORD.findall(text[: 3 * LONGEST_NAME].lower()))


@lru_cache(maxsize=16)
def _titles(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of everything that can be explained by its title, findings before prescriptions before others."""
    found = gathered((_words(target.title), target.id) for target in targets_of(knowledge).values())
    return {title: tuple(ids) for title, ids in found.items()}


def _own(assessment: Assessment, ids: Sequence[str]) -> str:
    """Return of several things with one title that which is about this person."""
    mine = {finding.id for finding in assessment.findings} | {a.id for a in assessment.prescriptions}
    return next((id_ for id_ in ids if id_ in mine), ids[0])


def _guesses(name: str, titles: Mapping[str, tuple[str, ...]], knowledge: Knowledge) -> list[str]:
    """Return titles that hold every word of a name, the shortest first; else what is spelled most like it."""
    words = set(_words(name).split())
    targets = targets_of(knowledge)
    if not words or len(name) > LONGEST_NAME:
        return []
    holding = sorted((title for title in titles if words <= set(title.split())), key=lambda t: (len(t), t))
    if not holding:
        holding = list(_most_alike(name, titles, targets))
    shown = (targets[titles[title][0]].title if title in titles else title for title in holding)
    return list(dict.fromkeys(shown))[:MOST_GUESSES]


def _most_alike(name: str, titles: Mapping[str, tuple[str, ...]], targets: Mapping[str, object]) -> Iterator[str]:
    for like in (nearest(_words(name), titles, more=True), nearest(name, targets, more=True)):
        if like is not None:
            yield like
