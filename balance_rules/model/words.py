"""Words that the knowledge has: for its readers, and for the titles that apps and people give exercises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from balance_rules.model.read_only import read_only

Spellings = tuple[tuple[str, tuple[str, ...]], ...]


def _none() -> MappingProxyType[str, str]:
    return read_only({})


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of words of a knowledge, those of all its folders in one.

    Parameters
    ----------
    client
        Technical terms, in lower case, and the plain words for them in what an athlete or a client reads.
    search
        Words that people say, and the word that the knowledge says for it.
    heading
        Files of attributes, by their names without ending, and the heading of a form that their facts stand under.
    """

    client: Mapping[str, str] = field(default_factory=_none)
    search: Mapping[str, str] = field(default_factory=_none)
    heading: Mapping[str, str] = field(default_factory=_none)


@dataclass(frozen=True, slots=True)
class TitleWords:
    """One table of the words in which apps and people write the titles of exercises.

    Parameters
    ----------
    language
        The language whose titles it helps to read; several tables of a language add up. ``en`` is the one that all
        others are translated to.
    words
        English words, and what stands for them in this language.
    ignored
        Words that say nothing: *with*, *the*.
    roles
        What part of a title a word is: `equipment`, `grip`, `position`, `detail` (never another exercise),
        `total_body` (work whose share of the muscles nobody knows). Any other word is a movement.
    muscles
        Words for a part of the body, and the muscles meant.
    exact
        Words that another word is so like that neither is ever repaired into the other.
    """

    id: str
    language: str
    words: Spellings = ()
    ignored: tuple[str, ...] = ()
    roles: Spellings = ()
    muscles: Spellings = ()
    exact: tuple[str, ...] = ()
