"""What is said of whole people: to the athlete without jargon, to nobody a probability or a diagnosis."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from effort import effort

import balance_rules as br
from balance_rules.explain import AUDIENCES, Audience, Explanation, read_explanation
from balance_rules.text.documents import read_document
from balance_rules.text.plain_words import plain
from balance_rules.text.wording import HOLDS, holds_text

SCENARIOS = Path(__file__).parents[1] / "scenarios"
FOLDER = Path(__file__).parent / "people"
EVERYBODY = sorted(path.stem for path in SCENARIOS.glob("*.yaml"))
TOLD = (
    "achilles_pain",
    "asymmetric_jumper",
    "balanced_person",
    "desk_worker_full_data",
    "hamstring_strain_healed",
    "mirror_muscle_lifter",
    "nothing_known",
    "quad_dominant_footballer_woman",
    "red_flag_cauda_equina_signs",
    "squat_style_swinger",
)
# Words of the scientific names of muscles that everybody uses.
EVERYDAY = {"short", "long", "middle", "head", "finger", "wrist", "fibres", "lateral", "lower", "upper", "external"}
_SAID = r"(?:probab|likelihood|chance of|risk of|\bodds\b|diagnos|predict|foretell)"
FORBIDDEN = re.compile(rf"(?:(?<=[.;])|\A)(?=[^.;]*{_SAID})[^.;]*", re.I)  # the whole clause, tried once from its start
DENIED = re.compile(r"\bno diagnosis|not a probability|predicts (?:little|no)\b|foretells? no\b", re.I)


@cache
def assessed(kb: br.KnowledgeBase, name: str) -> br.Assessment:
    profile = read_document(SCENARIOS / f"{name}.yaml").value["profile"]
    return kb.assess(profile, engine="compiled")


@cache
def answered(kb: br.KnowledgeBase, name: str) -> tuple[Explanation, ...]:
    """What somebody would ask of an assessment is answered once: several tests read it."""
    return tuple(asked(assessed(kb, name)))


def asked(person: br.Assessment) -> Iterator[Explanation]:
    """Yield what somebody would ask of an assessment: the two first findings, and what is held back first."""
    for finding in person.findings[:2]:
        yield person.how(finding.id) if finding.level else person.why(finding.id)
    raised = next((result for result in person.referrals if result.state == "refer"), None)
    if raised:
        yield person.how(raised.id)
    held = next((advice for advice in person.prescriptions if advice.state != "given"), None)
    if held:
        yield person.why_not(held.id)


# ---------------------------------------------------------------- no jargon


def jargon(kb: br.KnowledgeBase) -> set[str]:
    """Return the technical terms of the knowledge: the plain words' counterparts, and the Latin of its muscles."""
    muscles = kb.knowledge.muscles.values()
    common = set(re.findall("[a-z]+", " ".join(muscle.common_name for muscle in muscles).lower()))
    latin = set(re.findall("[a-z]{5,}", " ".join(muscle.name for muscle in muscles).lower()))
    return set(kb.knowledge.words.client) | (latin - common - EVERYDAY)


def test_an_athletes_text_has_no_technical_term_of_the_knowledge(kb: br.KnowledgeBase) -> None:
    terms = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(jargon(kb))))})(?!\w)", re.IGNORECASE)
    inner = re.compile(r"milli-nat|certainty factor|evidence (?:score|group)|weight [+-]|\w+_\w+|\bU?nknown\[")
    read = 0
    for name in TOLD:
        for explanation in answered(kb, name):
            text = explanation.to_text("athlete")
            assert not terms.findall(text), (name, text)
            assert not inner.findall(text), (name, text)
            read += terms.search(explanation.to_text("auditor")) is not None
    assert read  # an auditor does read them


def texts_in(value: Any, seen: set[int]) -> Iterator[str]:
    """Every text that stands in some knowledge; what many have in common, as conditions, is looked at once."""
    if isinstance(value, str):
        yield value
    if isinstance(value, str) or id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Mapping):
        parts: Iterable[Any] = value.values()
    elif is_dataclass(value):
        parts = (getattr(value, item.name) for item in fields(value))
    else:
        parts = value if isinstance(value, (tuple, list)) else ()
    for part in parts:
        yield from texts_in(part, seen)


def test_every_term_with_plain_words_stands_in_the_knowledge(kb: br.KnowledgeBase) -> None:
    knowledge = kb.knowledge
    said = (knowledge.attributes, knowledge.rules, knowledge.conclusions, knowledge.referrals)
    given = (knowledge.restrictions, knowledge.prescriptions, knowledge.muscles)
    texts = "\n".join(texts_in((*said, *given), set())).lower()
    assert [term for term in knowledge.words.client if term not in texts] == []


def test_plain_words_have_no_jargon_themselves(kb: br.KnowledgeBase) -> None:
    table = kb.knowledge.words.client
    assert {words: plain(words, table) for words in table.values() if plain(words, table) != words} == {}


def test_an_explanation_read_from_json_says_the_same_to_an_athlete(kb: br.KnowledgeBase) -> None:
    for name in TOLD[:: effort(3, 1)]:
        for explanation in answered(kb, name):
            again = read_explanation(explanation.to_json())
            assert again.to_text("athlete") == explanation.to_text("athlete")
            assert again.plain_words.items() <= kb.knowledge.words.client.items()
            assert again.to_json() == explanation.to_json()


def test_json_holds_the_plain_words_that_occur_and_no_others(kb: br.KnowledgeBase) -> None:
    why = kb.assess({"age": 30}).why_asked("hq_conventional_60[left]")
    written = json.loads(why.to_json())
    text = "\n".join(why.lines("athlete")).lower()
    assert set(written["plain_words"]) >= {"hamstring-to-quadriceps ratio", "isokinetic"}
    assert [term for term in written["plain_words"] if term not in text] == []
    assert set(written["plain_words"]) < set(kb.knowledge.words.client)
    del written["plain_words"]
    assert "hamstring-to-quadriceps ratio" in read_explanation(json.dumps(written)).to_text("athlete")


# ---------------------------------------------------------------- true, false, unknown; no probability


@pytest.mark.parametrize("kind", [*HOLDS, "finding"])
def test_true_false_and_unknown_are_three_different_sentences(kind: str) -> None:
    said = [holds_text("Weak calf", kind, "moderate", truth) for truth in ("true", "false", "unknown")]
    assert len(set(said)) == 3
    assert "not" not in said[0].lower().split()
    assert "known" not in said[1]
    assert "known" in said[2] or "ruled out" in said[2]


def test_nobody_is_told_a_probability_or_a_diagnosis(kb: br.KnowledgeBase) -> None:
    told: dict[str, str] = {}
    for name in EVERYBODY[:: effort(8, 1)]:
        person = assessed(kb, name)
        texts = [text for f in person.findings for text in (f.title, f.meaning, *(r.because for r in f.reasons))]
        texts += [text for r in person.referrals for text in (r.title, r.action, r.because)]
        texts += [text for a in person.prescriptions for text in (a.title, *a.reasons, *a.instructions, a.stop_when)]
        told |= dict.fromkeys(texts, name)
    assert len(told) > len(EVERYBODY)
    for text, name in told.items():
        for match in FORBIDDEN.finditer(text):
            assert DENIED.search(match[0]), (name, text)


# ---------------------------------------------------------------- ten people, three readers


@pytest.mark.parametrize("name", TOLD)
def test_the_words_about_a_person_are_those_written_down(kb: br.KnowledgeBase, name: str) -> None:
    """`UPDATE_SNAPSHOTS=1 pytest tests/explain` writes them anew."""
    answers = answered(kb, name)
    for audience in AUDIENCES:
        text = "\n\n".join(_without_places(answer.to_text(audience)) for answer in answers) + "\n"
        path = FOLDER / f"{name}.{audience}.txt"
        if os.environ.get("UPDATE_SNAPSHOTS"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text


def _without_places(text: str) -> str:
    """Return a text without lines and columns of the knowledge, which move with every comment in it."""
    return re.sub(r"(\.yaml):\d+:\d+", r"\1", text)


def test_no_persons_words_are_left_over() -> None:
    readers: tuple[Audience, ...] = AUDIENCES
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.{reader}.txt" for name in TOLD for reader in readers}
