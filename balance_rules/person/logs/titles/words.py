"""A title → the words it consists of, in plain English words of one spelling.

`Lexicon` is what the tables of words know. A title is read once in each language that knows a word of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar

from balance_rules.model import TitleWords
from balance_rules.text.gathering import gathered

ENGLISH = "en"
LONGEST_TITLE = 200  # no title is longer, and a hostile one must not cost much
SHORTEST_REPAIRED = 5
SHORTEST_PIECE = 3  # of a word written together in Latin letters
LONGEST_WORD = 40  # the cost of taking a word apart grows with the square of its length

MOST_REMEMBERED = 50_000

Words = tuple[str, ...]
T = TypeVar("T")

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_WORDS = re.compile(r"[^\W_]+")
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\d+(?:[x%]\d*|kg|lb|rm|cm|rep|set|st|nd|rd|th)?$")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=8192)
def plain(title: str) -> str:
    """Return a title in lower case and plain letters, without punctuation.

    >>> plain("Squat  (Barbell) – paused")
    'squat barbell paused'
    """
    if title.isascii():
        return " ".join(_ASCII_WORDS.findall(title.lower()))
    folded = unicodedata.normalize("NFKC", title).casefold()
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded).split())


def bare(text: str) -> str:
    """Return a text in lower case, without accents; letters of other scripts stay.

    >>> bare("Élévation Latérale (DAMBIL)")
    'elevation laterale (dambil)'
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return unicodedata.normalize("NFC", _MARKS.sub("", folded))


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Return a word without the mark of an English plural; both sides of a comparison are cut the same way.

    >>> [singular(word) for word in ("presses", "press", "flyes", "flies", "biceps", "dips")]
    ['press', 'press', 'fly', 'fly', 'bicep', 'dip']
    """
    if len(word) < 3 or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("sses", "shes", "ches", "xes", "yes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1]


def split(title: str) -> Words:
    """Return the words of a title: lower case, no accents, no punctuation, singular."""
    text = _APOSTROPHES.sub("", bare(title[:LONGEST_TITLE]))
    return tuple(map(singular, _WORDS.findall(text)))


def is_number(word: str) -> bool:
    """Return whether a word is a count, a load or an angle: ``3x8``, ``45``, ``100kg``."""
    return word[0].isdigit() and _NUMBER.match(word) is not None


@dataclass(frozen=True, slots=True)
class TitleReading:
    """A title in English words: which were repaired, and which nobody knows."""

    language: str
    words: frozenset[str]
    repaired: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class WordTable:
    """The phrases of one language: by their first word, the longest first; and joined, for words without spaces."""

    language: str
    phrases: dict[str, list[tuple[Words, Words]]] = field(default_factory=lambda: defaultdict(list))
    ignored: set[str] = field(default_factory=set)
    joined: dict[str, Words] = field(default_factory=dict)

    def translate(self, words: Sequence[str]) -> list[str]:
        """Return words with every phrase replaced by what it means."""
        if self.phrases.keys().isdisjoint(words):
            return list(words)
        found: list[str] = []
        at = 0
        while at < len(words):
            for phrase, meaning in self.phrases.get(words[at], ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    found += meaning
                    at += len(phrase)
                    break
            else:
                found.append(words[at])
                at += 1
        return found

    def plain(self, words: Words) -> Words:
        """Return words translated, without those that say nothing."""
        return tuple(self.translate([word for word in words if word not in self.ignored]))

    def add(self, phrase: Words, meaning: Words) -> None:
        """Take a phrase; the first meaning of it stays."""
        if phrase and all(phrase != known for known, _ in self.phrases[phrase[0]]):
            self.phrases[phrase[0]].append((phrase, meaning))
            self.joined.setdefault("".join(phrase), meaning)

    def order(self) -> None:
        """Put the longest phrases first."""
        for phrases in self.phrases.values():
            phrases.sort(key=lambda item: -len(item[0]))


class Lexicon:
    """What the tables of words know; `known` are all English words, and the catalogue adds those of its names."""

    def __init__(self, tables: Sequence[TitleWords]) -> None:
        self._tables = tuple(tables)
        self._english = _english(self._tables)
        self._near: dict[str, Mapping[tuple[str, int], list[str]]] = {}
        self._taken_apart: dict[tuple[str, str], Words | None] = {}
        self._repaired: dict[tuple[str, str], str | None] = {}
        self.roles: dict[str, str] = {}
        self.muscles: dict[str, frozenset[str]] = {}
        self.exact: set[str] = set()
        for table in tables:
            for role, words in table.roles:
                self.roles |= {word: role for phrase in words for word in self.in_english(split(phrase))}
            for name, muscles in table.muscles:
                self.muscles |= {word: frozenset(muscles) for word in self.in_english(split(name))}
            self.exact |= {word for name in table.exact for word in split(name)}
        meant = {word for phrases in self._english.phrases.values() for _, meaning in phrases for word in meaning}
        self.known = {*self.roles, *self.muscles, *meant}

    @property
    def ignored(self) -> set[str]:
        """English words that say nothing."""
        return self._english.ignored

    def in_english(self, words: Words) -> Words:
        """Return English words in one spelling, without those that say nothing."""
        return self._english.plain(words)

    @cached_property
    def languages(self) -> Mapping[str, WordTable]:
        """The table of every language but English."""
        return _others(self._tables)

    @cached_property
    def _speakers(self) -> Mapping[str, frozenset[str]]:
        return _speakers(self._tables)

    def readings(self, title: str) -> list[TitleReading]:
        """Return the readings of a title that leave the fewest words unknown, English first.

        It is read in another language only if one of its words is of that language and not English: "bar" alone makes
        no title Turkish.
        """
        words = split(title)
        english = self._read(words, ENGLISH)
        if not english.unknown and not english.repaired:
            return [english]
        foreign = [word for word in words if not self._knows(word)]
        names = {name for word in foreign for name in self._speakers.get(word, ())}
        if any(word not in self._speakers for word in foreign):
            names |= {name for name, table in self.languages.items() if self._may_join(foreign, table)}
        readings = [english, *(self._read(words, name) for name in sorted(names))]
        least = min(_doubt(reading) for reading in readings)
        return [reading for reading in readings if _doubt(reading) == least]

    def _knows(self, word: str) -> bool:
        return word in self.known or is_number(word) or word in self._english.phrases

    def _may_join(self, words: Sequence[str], table: WordTable) -> bool:
        return any(word not in self._speakers and self._pieces(word, table) for word in words)

    def _read(self, words: Sequence[str], language: str) -> TitleReading:
        table = self._english if language == ENGLISH else self.languages[language]
        kept = [word for word in words if word not in table.ignored]
        repaired: list[tuple[str, str]] = []
        unknown: list[str] = []
        found: list[str] = []
        english = [word for word in table.translate(kept) if word not in self.ignored]
        for word in self._english.translate(english):
            if word in self.known or is_number(word):
                found.append(word)
            elif pieces := self._pieces(word, table):
                found += self._english.translate(pieces)
            elif right := self._repair(word, table):
                repaired.append((word, right))
                found += self._english.translate(table.translate([right]))
            else:
                unknown.append(word)
        return TitleReading(language, frozenset(found), tuple(repaired), tuple(unknown))

    def _pieces(self, word: str, table: WordTable) -> Words | None:
        """What the parts of a word mean that is written together, or None when a part stays unknown."""
        return _once(self._taken_apart, word, table, self._take_apart)

    def _take_apart(self, word: str, table: WordTable) -> Words | None:
        unspaced = _UNSPACED.search(word) is not None
        shortest = 1 if unspaced else SHORTEST_PIECE
        if not 2 * shortest <= len(word) <= LONGEST_WORD:
            return None
        best: list[Words | None] = [(), *[None] * len(word)]
        for end in range(shortest, len(word) + 1):
            for start in range(end - shortest + 1):  # the longest last piece first
                before = best[start]
                if before is None:
                    continue
                meaning = self._piece(word[start:end], table, unspaced)
                if meaning is not None:
                    best[end] = (*before, *meaning)
                    break
        return best[-1]

    def _piece(self, part: str, table: WordTable, unspaced: bool) -> Words | None:
        if (meaning := table.joined.get(part)) is not None:
            return meaning
        if unspaced:
            return () if part in table.ignored else None
        if (meaning := self._english.joined.get(part)) is not None:
            return meaning
        return (part,) if part in self.known else None

    def _alike(self, word: str, table: WordTable) -> Iterator[str]:
        """Yield the words of a language that begin alike and are about as long."""
        if table.language not in self._near:
            words = set(self.known) if table is self._english else set()
            words |= {word for phrases in table.phrases.values() for phrase, _ in phrases for word in phrase}
            self._near[table.language] = gathered(((word[0], len(word)), word) for word in words - self.exact)
        for length in range(len(word) - 1, len(word) + 2):
            yield from self._near[table.language].get((word[0], length), ())

    def _repair(self, word: str, table: WordTable) -> str | None:
        """Return the one known word that a slip of a letter makes of this one."""
        return _once(self._repaired, word, table, self._one_right)

    def _one_right(self, word: str, table: WordTable) -> str | None:
        if not SHORTEST_REPAIRED <= len(word) <= LONGEST_WORD or _UNSPACED.search(word):
            return None
        found = {
            right
            for known in {table.language: table, ENGLISH: self._english}.values()
            for right in self._alike(word, known)
            if _one_slip(word, right)
        }
        if not found or any(_one_slip(word, other) for other in self.exact):
            return None
        meant = {tuple(self._english.translate(table.translate([right]))) for right in found}
        return min(found) if len(meant) == 1 else None


def _once(seen: dict[tuple[str, str], T], word: str, table: WordTable, work: Callable[[str, WordTable], T]) -> T:
    """Return the result of some work on a word, done once: the words of logs repeat, which threads may read at once."""
    key = word, table.language
    try:
        return seen[key]
    except KeyError:
        if len(seen) >= MOST_REMEMBERED:
            seen.clear()
        result = seen[key] = work(word, table)
        return result


def _doubt(reading: TitleReading) -> tuple[int, int]:
    return len(reading.unknown), len(reading.repaired)


# The tables of a knowledge base do not change; a catalogue is made for every log.
@lru_cache(maxsize=8)
def _english(tables: tuple[TitleWords, ...]) -> WordTable:
    return _table(ENGLISH, tables, None)


@lru_cache(maxsize=8)
def _others(tables: tuple[TitleWords, ...]) -> Mapping[str, WordTable]:
    names = sorted({table.language for table in tables} - {ENGLISH})
    return {name: _table(name, tables, _english(tables)) for name in names}


@lru_cache(maxsize=8)
def _speakers(tables: tuple[TitleWords, ...]) -> Mapping[str, frozenset[str]]:
    speakers: dict[str, set[str]] = defaultdict(set)
    for name, table in _others(tables).items():
        for phrases in table.phrases.values():
            for phrase, _ in phrases:
                for word in phrase:
                    speakers[word].add(name)
    return {word: frozenset(names) for word, names in speakers.items()}


def _table(language: str, tables: Sequence[TitleWords], english: WordTable | None) -> WordTable:
    """Return the table of a language, its words translated into those of `english`."""
    own = [table for table in tables if table.language == language]
    table = WordTable(language)
    table.ignored = {word for of in own for name in of.ignored for word in split(name)}
    for meaning, spellings in (item for of in own for item in of.words):
        meant = english.plain(split(meaning)) if english else split(meaning)
        for spelling in spellings:
            table.add(tuple(word for word in split(spelling) if word not in table.ignored), meant)
    table.order()
    return table


def _one_slip(a: str, b: str) -> bool:
    """Return whether one letter added, left out, changed or swapped with the next makes `b` of `a`."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    at = 0
    while at < min(len(a), len(b)) and a[at] == b[at]:
        at += 1
    rest, other = a[at + 1 :], b[at + 1 :]
    if rest == other or rest == b[at:] or a[at:] == other:
        return True
    return a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
