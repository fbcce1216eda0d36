"""Which exercise a title in a log means.

`catalogue` makes a `Catalogue` of all known names; `Catalogue.match` says what a title means, how sure that is and why.
A guess is marked as one, and a person's own titles come first: see `read_titles`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from balance_rules.errors import FactError, Problem
from balance_rules.model import Exercise, TitleWords
from balance_rules.person.logs.titles.corrections import known_meaning, read_titles, unknown_exercise
from balance_rules.person.logs.titles.matching import (
    NOT_COUNTED,
    SAME_NAME,
    SAME_WORDS,
    UNDERSTOOD,
    Index,
    Match,
    as_guess,
    settle,
    without_remark,
)
from balance_rules.person.logs.titles.words import Lexicon, plain

__all__ = ["NOT_COUNTED", "Catalogue", "Match", "catalogue", "plain", "read_titles", "without_side"]

# They say how the sets were done, not which exercise it was.
_SIDES = re.compile(r"\b(?:each|per|both) (?:side|arm|leg|hand|foot)s?\b|\b(?:left|right)(?: (?:side|arm|leg))?$")
_LONGEST_COMPARED = 200  # comparing is quadratic in the length, and no title is that long


def without_side(title: str) -> str:
    """Return a plain title without words about the side.

    >>> without_side("overhead press each side dumbbells")
    'overhead press dumbbells'
    """
    return " ".join(_SIDES.sub(" ", title).split())


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The titles that are known: what each plain title means, and the names to suggest from."""

    meanings: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    own: Mapping[str, str]
    index: Index
    _found: dict[str, Match] = field(default_factory=dict, repr=False)

    def match(self, title: str) -> Match:
        """What a title means, how sure that is, and why.

        Examples
        --------
        >>> import balance_rules as br
        >>> known = br.load().titles()
        >>> known.match("Barbell Rows").exercise
        'barbell_row'
        >>> known.match("Supino Inclinado (Halter)").exercise
        'incline_bench_press'
        >>> known.match("Dumbbell Press").candidates
        ('dumbbell_bench_press', 'incline_bench_press', 'dumbbell_shoulder_press')
        """
        if title not in self._found:
            self._found[title] = self._match(title)
        return self._found[title]

    def with_own(self, titles: Mapping[str, str], exercises: Mapping[str, Exercise]) -> Catalogue:
        """Return this catalogue with a person's own `titles` before all others; see `catalogue`.

        Raises
        ------
        FactError
            `titles` names an exercise that does not exist, or one title twice with different meanings.
        """
        return replace(self, own=_own(titles, exercises), _found={})

    def meaning(self, title: str) -> str | None:
        """Return the id of the exercise, `NOT_COUNTED`, or None for a title that is not known."""
        return self.match(title).exercise

    def nearest(self, title: str) -> tuple[str, ...]:
        """Return the ids of up to three exercises whose names look like the title, the likeliest first."""
        if candidates := self.match(title).candidates:
            return candidates
        name = without_side(plain(title[:_LONGEST_COMPARED]))
        close = difflib.get_close_matches(name, self.names, n=3, cutoff=0.6)
        return tuple(dict.fromkeys(exercise for match in close for exercise in self.names[match]))[:3]

    def _match(self, title: str) -> Match:
        name = plain(title)
        for key in (name, without_side(name)):
            if key in self.own:
                return Match(title, self.own[key], SAME_NAME, "your own list of titles says so", sure=True)
            if meaning := self.meanings.get(key):
                unknown_work = meaning == NOT_COUNTED and key in self.index.unknown_work
                return Match(title, meaning, SAME_NAME, "a known name", sure=True, unknown_work=unknown_work)
        if known := self.index.same_letters(title):
            reason = f"the words of '{known.text}'"
            return Match(title, known.exercise, SAME_WORDS, reason, sure=True, unknown_work=known.unknown_work)
        match = self._read(title)
        if match.exercise is None and match.reason not in UNDERSTOOD:
            for rest in without_remark(title):
                part = self._read(rest)
                if part.exercise and part.sure:
                    return as_guess(replace(part, title=title), "the remark beside it was left out")
        return match

    def _read(self, title: str) -> Match:
        """What the words of a title mean; in other languages if they mean nothing in English."""
        lexicon = self.index.lexicon
        match = settle(self.index, lexicon.readings(title), title)
        readings = lexicon.readings(title, anywhere=True) if match.exercise is None else []
        return settle(self.index, readings, title, sure=False) if readings else match


def catalogue(
    exercises: Mapping[str, Exercise],
    not_counted: Collection[str],
    titles: Mapping[str, str] | None = None,
    *,
    words: Sequence[TitleWords] = (),
    unknown_work: Collection[str] = (),
) -> Catalogue:
    """What titles mean: first the user's own `titles`, then names and aliases, variants, ids, `not_counted`.

    A name that two exercises share on the same footing means neither.

    Parameters
    ----------
    titles
        A person's own mapping of titles to ids of exercises, to ``"not_counted"`` or to ``"ignore"``.
    words
        The tables of words (`Knowledge.title_words`); without them only the words of the names themselves are known.
    unknown_work
        Those of `not_counted` whose work falls on muscles in shares that nobody knows (`Knowledge.unknown_work`).

    Raises
    ------
    FactError
        `titles` names an exercise that does not exist, or one title twice with different meanings.
    """
    ranks = (
        [(name, e.id) for e in exercises.values() for name in (e.name, *e.aliases)],
        [(name, e.id) for e in exercises.values() for name in e.variants],
        [(e.id.replace("_", " "), e.id) for e in exercises.values()],
        [(name, NOT_COUNTED) for name in not_counted],
    )
    own = _own(titles or {}, exercises)  # before the long work: it may be refused
    meanings: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    index = Index(Lexicon(words), exercises, frozenset(plain(title) for title in unknown_work))
    for rank, claims in enumerate(ranks):
        asked: dict[str, tuple[str, ...]] = {}
        for name, meaning in claims:
            key = plain(name)
            if not key or meaning in asked.get(key, ()):
                continue
            asked[key] = (*asked.get(key, ()), meaning)
            index.add(name, meaning, rank)
        for key, ids in asked.items():
            if ids != (NOT_COUNTED,):
                names[key] = tuple(dict.fromkeys((*names.get(key, ()), *ids)))
            # setdefault with "" so that a contested name is not decided by a lower rank
            meanings.setdefault(key, ids[0] if len(ids) == 1 else "")
    return Catalogue(meanings, names, own, index)


def _own(titles: Mapping[str, str], exercises: Mapping[str, Exercise]) -> dict[str, str]:
    meanings: dict[str, str] = {}
    problems = []
    for title, meaning in read_titles(titles).items():
        place, name = f"titles[{title!r}]", plain(title)
        if not known_meaning(meaning, exercises):
            problems.append(unknown_exercise(place, meaning, exercises))
        elif meanings.setdefault(name, meaning) != meaning:
            found = f"{meaning!r}, and {meanings[name]!r} for the same title"
            problems.append(
                Problem(place, found, "one meaning for each title", "Leave one of the two out.", code="conflict")
            )
    if problems:
        raise FactError(problems)
    return {name: meaning for name, meaning in meanings.items() if name}
