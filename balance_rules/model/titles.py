"""The words in which apps and people write the titles of exercises, language by language."""

from __future__ import annotations

from dataclasses import dataclass

Spellings = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class TitleWords:
    """One table of words.

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
