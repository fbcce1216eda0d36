"""Which exercise a title in a log means.

Titles match exactly once case, punctuation and words about the side are out of the way. A title that
only looks like an exercise is not that exercise: it stays unmapped, with the nearest ids as a suggestion.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from balance_rules.errors import FactError, Problem, nearest, unknown_name
from balance_rules.model import Exercise

NOT_COUNTED = "not_counted"  # in a user's own mapping, instead of an exercise's id

# They say how the sets were done, not which exercise it was.
_SIDES = re.compile(r"\b(?:each|per|both) (?:side|arm|leg|hand|foot)s?\b|\b(?:left|right)(?: (?:side|arm|leg))?$")
_LONGEST_COMPARED = 200  # comparing is quadratic in the length, and no title is that long


@lru_cache(maxsize=8192)
def plain(title: str) -> str:
    """Return a title in lower case and plain letters, without punctuation.

    >>> plain("Squat  (Barbell) – paused")
    'squat barbell paused'
    """
    folded = unicodedata.normalize("NFKC", title).casefold()
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded).split())


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
    _found: dict[str, str | None] = field(default_factory=dict, repr=False)

    def meaning(self, title: str) -> str | None:
        """Return the id of the exercise, `NOT_COUNTED`, or None for a title that is not known."""
        if title not in self._found:
            name = plain(title)
            self._found[title] = self.meanings.get(name) or self.meanings.get(without_side(name))
        return self._found[title]

    def nearest(self, title: str) -> tuple[str, ...]:
        """Return the ids of up to three exercises whose names look like the title, the likeliest first."""
        name = without_side(plain(title)[:_LONGEST_COMPARED])
        close = difflib.get_close_matches(name, self.names, n=3, cutoff=0.6)
        return tuple(dict.fromkeys(exercise for match in close for exercise in self.names[match]))[:3]


def catalogue(
    exercises: Mapping[str, Exercise], not_counted: Collection[str], titles: Mapping[str, str] | None = None
) -> Catalogue:
    """Return what titles mean: first the user's own `titles`, then names and aliases, variants, ids, `not_counted`.

    A name that two exercises share on the same footing means neither.

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
    meanings = _own(titles or {}, exercises)
    names: dict[str, tuple[str, ...]] = {}
    for rank in ranks:
        claims = _claims(rank)
        for name, ids in claims.items():
            if ids != (NOT_COUNTED,):
                names[name] = tuple(dict.fromkeys((*names.get(name, ()), *ids)))
        # setdefault with "" so that a contested name is not decided by a lower rank
        for name, ids in claims.items():
            meanings.setdefault(name, ids[0] if len(ids) == 1 else "")
    return Catalogue(meanings, names)


def _claims(rank: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    claims: dict[str, tuple[str, ...]] = {}
    for name, meaning in rank:
        key = plain(name)
        if key and meaning not in claims.get(key, ()):
            claims[key] = (*claims.get(key, ()), meaning)
    return claims


def _own(titles: Mapping[str, str], exercises: Mapping[str, Exercise]) -> dict[str, str]:
    meanings: dict[str, str] = {}
    problems = []
    for title, meaning in titles.items():
        place, name = f"titles[{title!r}]", plain(title)
        if meaning != NOT_COUNTED and meaning not in exercises:
            like = nearest(meaning, exercises) is None
            fix = f"Use the id of an exercise, or {NOT_COUNTED!r}." if like else ""
            problems.append(unknown_name(place, meaning, exercises, "exercise", fix))
        elif meanings.setdefault(name, meaning) != meaning:
            found = f"{meaning!r}, and {meanings[name]!r} for the same title"
            problems.append(Problem(place, found, "one meaning for each title", "Leave one of the two out."))
    if problems:
        raise FactError(problems)
    return {name: meaning for name, meaning in meanings.items() if name}
