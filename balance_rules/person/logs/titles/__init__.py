"""Which exercise a title in a log means.

`catalogue` makes a `Catalogue` of all known names; `Catalogue.match` says what a title means, how sure that is and why.
A guess is marked as one, and a person's own titles come first: see `read_titles`.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from balance_rules.errors import FactError, Problem
from balance_rules.model import Exercise, Knowledge, TitleWords
from balance_rules.person.logs.sides import without_side
from balance_rules.person.logs.titles.corrections import known_meaning, read_titles, unknown_exercise
from balance_rules.person.logs.titles.matching import (
    NOT_COUNTED,
    SAME_NAME,
    SAME_WORDS,
    UNDERSTOOD,
    Index,
    Match,
    as_guess,
    as_named,
    settle,
    without_remark,
)
from balance_rules.person.logs.titles.words import Lexicon, plain
from balance_rules.text.collecting import uncollected

__all__ = ["NOT_COUNTED", "Catalogue", "Match", "catalogue", "catalogue_of", "plain", "read_titles"]

WARM = "warmup"  # what the tables of words make of every word for it
_LONGEST_COMPARED = 200  # comparing is quadratic in the length, and no title is that long


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

    def warms_up(self, title: str) -> bool:
        """Return whether a title says that the sets were warm-ups: ``Back Squat (warm-up)``."""
        return any(WARM in reading.words for reading in self.index.lexicon.readings(title[:_LONGEST_COMPARED]))

    def nearest(self, title: str) -> tuple[str, ...]:
        """Return the ids of up to three exercises whose names look like the title, the likeliest first."""
        if candidates := self.match(title).candidates:
            return candidates
        name = plain(without_side(title[:_LONGEST_COMPARED]))
        close = difflib.get_close_matches(name, self.names, n=3, cutoff=0.6)
        return tuple(dict.fromkeys(exercise for match in close for exercise in self.names[match]))[:3]

    def _match(self, title: str) -> Match:
        bare = without_side(title)
        for key in (plain(title), plain(bare)):
            if key in self.own:
                return Match(title, self.own[key], SAME_NAME, "your own list of titles says so", sure=True)
            if meaning := self.meanings.get(key):
                of = self.index.unknown_work.get(key) if meaning == NOT_COUNTED else None
                work = of is not None
                reason = "a known name"
                return Match(title, meaning, SAME_NAME, reason, sure=True, unknown_work=work, could_train=of or ())
        if len(bare) > _LONGEST_COMPARED:
            return Match(title, None, 0, "longer than any name", sure=False)
        if known := self.index.same_letters(bare):
            reason = f"the words of '{known.text}'"
            return as_named(known, title, SAME_WORDS, reason, sure=True)
        match = self._read(bare)
        if match.exercise is None and match.reason not in UNDERSTOOD:
            for rest in without_remark(bare):
                part = self._read(rest)
                if part.exercise and part.sure:
                    return as_guess(replace(part, title=title), "the remark beside it was left out")
        return replace(match, title=title)

    def _read(self, title: str) -> Match:
        """What the words of a title mean; in another language only where one of them is not English."""
        return settle(self.index, self.index.lexicon.readings(title), title)


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
        Those of `not_counted` whose work falls on muscles in shares that nobody knows (`Knowledge.unknown_work`); as
        a mapping, with the only muscles that it can train.

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
    work = unknown_work if isinstance(unknown_work, Mapping) else dict.fromkeys(unknown_work, ())
    index = Index(Lexicon(words), exercises, {plain(title): tuple(of) for title, of in work.items()})
    with uncollected():
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


@lru_cache(maxsize=4)
def catalogue_of(knowledge: Knowledge) -> Catalogue:
    """What titles mean to everybody under some knowledge, made once: it takes longer than reading a short log."""
    of = knowledge
    return catalogue(of.exercises, of.not_counted, words=of.title_words, unknown_work=of.unknown_work)


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
