"""Names found by the words of a question: which fact, finding, exercise … is meant by "sore left knee"?

A search finds names and decides nothing: whatever is then said of a person is stated under an id, and read
as every profile is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from types import MappingProxyType
from typing import Literal, get_args

from balance_rules.errors import LONGEST_NAME, nearest
from balance_rules.model import Knowledge, Prescription, Referral, Restriction, instance_of
from balance_rules.text.gathering import gathered
from balance_rules.text.wording import without_values

NameKind = Literal["fact", "finding", "prescription", "exercise", "referral", "restriction"]
KINDS: tuple[NameKind, ...] = get_args(NameKind)
MOST_WORDS = 20  # of a question; what comes after them is not read
SLIP = 0.8  # how like a known word one must be to be taken for a misspelt one
SHORTEST_BEGINNING = 3  # letters with which a word may stand for those that begin so

_WORD = re.compile(r"[^\W_]+")
_SAYING_NOTHING = """
    a an and are at be by can do does for from has have how i in is it many me much my not of on or person she he
    that the their there they this to was what when where which who with you your
"""
_SKIPPED = frozenset(_SAYING_NOTHING.split())
_TITLE, _OTHER_NAME, _ABOUT = 4.0, 3.0, 1.0  # what a word is worth by where it stands


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name of the knowledge that a search found.

    `instances` are the sides, sites or items it stands for, those that the question names first; `about` is its
    question or meaning.
    """

    kind: NameKind
    id: str
    title: str
    about: str
    instances: tuple[str, ...] = ()


def find_names(
    knowledge: Knowledge, words: str, *, kinds: Collection[NameKind] = KINDS, most: int = 10
) -> tuple[FoundName, ...]:
    """Return the names that the words of a question mean, the best first; none where no word is known.

    >>> import balance_rules as br
    >>> found = find_names(br.load().knowledge, "sore left knee", kinds=["fact"])
    >>> found[0].id, found[0].instances[0]
    ('pain', 'left_knee')
    """
    index = _index(knowledge)
    asked = [index.known(word) for word in compared(words)[:MOST_WORDS]]
    wanted = [word for word in asked if word]
    scores: list[tuple[float, int]] = []
    for position, entry in enumerate(index.entries):
        if entry.name.kind in kinds:
            worth = [max(entry.worth(form) * index.rarity(form) for form in forms) for forms in wanted]
            met = sum(value > 0 for value in worth)
            if met:
                said = sum(worth) * (met / len(asked)) ** 2 * (1 + entry.told_by(wanted))
                scores.append((-said, position))
    best = [index.entries[position] for _, position in sorted(scores)[:most]]
    return tuple(entry.named(wanted) for entry in best)


def is_named(knowledge: Knowledge, words: str, *, kinds: Collection[NameKind] = KINDS) -> bool:
    """Whether the name of something says all these words; where none does, what `find_names` finds is only near.

    A name is a title with the side, site or item that it stands for. Words of two sites are no name.

    >>> import balance_rules as br
    >>> knowledge = br.load().knowledge
    >>> is_named(knowledge, "sore left knee", kinds=["fact"]), is_named(knowledge, "sleep hours", kinds=["fact"])
    (True, False)
    """
    index = _index(knowledge)
    asked = [index.known(word) for word in compared(words)[:MOST_WORDS]]
    return any(entry.is_called(asked) for entry in index.entries if entry.name.kind in kinds)


def by_meaning(name: str) -> str:
    """Return the advice to search for what an unknown name may mean: its words, without any other sign.

    >>> by_meaning("grip_strength")
    "`balance-rules facts list --search 'grip strength'` finds a name by what it means."
    """
    words = " ".join(_WORD.findall(name[:LONGEST_NAME])) or "WORDS"
    return f"`balance-rules facts list --search '{words}'` finds a name by what it means."


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name with every word it can be found by, and what each is worth."""

    name: FoundName
    words: Mapping[str, float]
    labels: Mapping[str, frozenset[str]]  # instance → the words of its label

    def worth(self, form: str) -> float:
        if form in self.words:
            return self.words[form]
        if len(form) < SHORTEST_BEGINNING:
            return 0.0
        return max((0.5 * worth for word, worth in self.words.items() if word.startswith(form)), default=0.0)

    def told_by(self, wanted: Sequence[tuple[str, ...]]) -> float:
        """Return the share of the title that the question says: a short title that is met whole comes first."""
        forms = {form for each in wanted for form in each}
        title = set(compared(self.name.title))
        return len(title & forms) / max(len(title), 1)

    def is_called(self, wanted: Sequence[tuple[str, ...]]) -> bool:
        """Whether the title, with one of the instances, says every word."""
        title = {*compared(self.name.title), *compared(self.name.id)}
        return any(
            all(any(_says(title | label, form) for form in forms) for forms in wanted)
            for label in (frozenset[str](), *self.labels.values())
        )

    def named(self, wanted: Iterable[tuple[str, ...]]) -> FoundName:
        """Return the name, the instances that the question speaks of first."""
        forms = [set(forms) for forms in wanted]

        def met(instance: str) -> int:
            return -sum(bool(self.labels[instance] & each) for each in forms)

        return replace(self.name, instances=tuple(sorted(self.name.instances, key=met)))


def _says(words: Collection[str], form: str) -> bool:
    """Whether a word is among some, or begins one of them."""
    return form in words or (len(form) >= SHORTEST_BEGINNING and any(word.startswith(form) for word in words))


@dataclass(frozen=True, slots=True)
class _Index:
    entries: tuple[_Entry, ...]
    often: Mapping[str, int]
    said: Mapping[str, str]  # what people say, and what the knowledge says for it

    def known(self, word: str) -> tuple[str, ...]:
        """Return the forms in which the knowledge may say a word: itself, what is said for it, the nearest spelling."""
        forms = tuple(form for form in (word, self.said.get(word, "")) if form)
        if any(form in self.often or any(known.startswith(form) for known in self.often) for form in forms):
            return forms
        guess = nearest(word, self.often, SLIP)  # what is less like it is another word: "asthma" is no Thomas test
        return (guess,) if guess else ()

    def rarity(self, form: str) -> float:
        return log(1 + len(self.entries) / self.often.get(form, 1))


@lru_cache(maxsize=4)
def _index(knowledge: Knowledge) -> _Index:
    entries = tuple(_entries(knowledge))
    return _Index(entries, Counter(word for entry in entries for word in entry.words), knowledge.words.search)


def _entries(knowledge: Knowledge) -> Iterator[_Entry]:
    for attribute in knowledge.attributes.values():
        labels = dict(attribute.instances)
        values = [label for _, label in attribute.values]
        name = FoundName(
            "fact", attribute.id, attribute.title_of_all, without_values(attribute.question), tuple(labels)
        )
        own = dict(attribute.questions)
        said = [attribute.question, attribute.how, *own, *own.values()]
        yield _entry(name, labels, [*labels.values(), *values], said, own)
    muscles = {muscle.id: f"{muscle.name} {muscle.common_name}" for muscle in knowledge.muscles.values()}
    for ids in gathered((conclusion.name, conclusion.id) for conclusion in knowledge.conclusions.values()).values():
        finding = knowledge.conclusions[ids[0]]
        every = {instance_of(name) or "": knowledge.conclusions[name].title for name in ids}
        title = finding.title if len(ids) == 1 else _shared([*every.values()])
        other = [muscles.get(muscle, "") for muscle in finding.muscles]
        name = FoundName("finding", finding.name, title, finding.meaning, tuple(filter(None, every)))
        yield _entry(name, every, [*every.values(), *other], [finding.meaning])
    yield from _statements(knowledge)
    for exercise in knowledge.exercises.values():
        movers = [muscles.get(muscle, "") for muscle in exercise.prime_movers]
        about = f"{exercise.category}, {exercise.movement_pattern}".replace("_", " ")
        other = [*exercise.aliases, *exercise.variants]
        yield _entry(FoundName("exercise", exercise.id, exercise.name, about), {}, other, [about, *movers])


def _statements(knowledge: Knowledge) -> Iterator[_Entry]:
    kinds: tuple[tuple[NameKind, Iterable[Prescription | Referral | Restriction]], ...] = (
        ("prescription", knowledge.prescriptions),
        ("referral", knowledge.referrals),
        ("restriction", [r for r in knowledge.restrictions if r.referral is None]),
    )
    for kind, statements in kinds:
        for name, group in gathered((statement.name, statement) for statement in statements).items():
            titles = {instance_of(one.id) or "": one.title for one in group}
            because = without_values(group[0].rationale.because)
            found = FoundName(kind, name, _shared([*titles.values()]), because, tuple(filter(None, titles)))
            yield _entry(found, titles, list(titles.values()), [because])


_SIDE = re.compile(r"\b(left|right)\s+|,?\s*\b(left|right)$")
_MOST_MEANT = 3


def _shared(titles: list[str]) -> str:
    """Return the title of all instances: what they share, and between that what each says, or "…" where it is much.

    >>> _shared(["Build a sore left hamstring up", "Build a sore right hamstring up"])
    'Build a sore hamstring up'
    >>> _shared(["Weak quads, left", "Weak hamstrings, left", "Weak hamstrings, right"])
    'Weak quads/hamstrings'
    """
    told = [title.split(" ") for title in dict.fromkeys(_SIDE.sub("", title) for title in titles)]
    if len(told) == 1:
        return " ".join(told[0])
    first, last = _begun_alike(told), _begun_alike([words[::-1] for words in told])
    last = min(last, min(map(len, told)) - first)
    own = [" ".join(words[first : len(words) - last]) for words in told]
    middle = "/".join(filter(None, own)) if len(own) <= _MOST_MEANT else "…"
    return " ".join([*told[0][:first], middle, *told[0][len(told[0]) - last :]])


def _begun_alike(told: list[list[str]]) -> int:
    """Return with how many words all begin."""
    return next((i for i, words in enumerate(zip(*told, strict=False)) if len(set(words)) > 1), min(map(len, told)))


def _entry(
    name: FoundName,
    labels: Mapping[str, str],
    other: Iterable[str],
    about: Iterable[str],
    questions: Mapping[str, str] = MappingProxyType({}),
) -> _Entry:
    words: dict[str, float] = {}
    for texts, worth in (((name.title, name.id), _TITLE), (other, _OTHER_NAME), (about, _ABOUT)):
        for text in texts:
            for word in compared(text):
                words.setdefault(word, worth)
    said = {instance: f"{instance} {label} {questions.get(instance, '')}" for instance, label in labels.items()}
    own = {instance: frozenset(compared(text)) for instance, text in said.items() if instance}
    return _Entry(name, words, own)


def compared(text: str) -> list[str]:
    """The words of a text as they are compared: no capitals, accents, plural s or words that say nothing.

    >>> compared("Which Muscles are sore?")
    ['muscle', 'sore']
    """
    plain = unicodedata.normalize("NFKD", text[:2_000].lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [_singular(word) for word in _WORD.findall(plain) if word not in _SKIPPED]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ps")) else word
