"""Which exercise the words of a title mean, how sure that is, and why.

A title and every name of the catalogue are taken apart alike: the movement (*press*, *row*), parts of the body
(*chest*), equipment, grip and position, and details that never make another exercise (*paused*, *each side*).
The same words are the same exercise. Where a title differs in a grip or in equipment, the nearest name is a guess, and
only if no exercise that trains other muscles is as near. Anything else is asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log
from typing import NamedTuple

from balance_rules.model import Exercise
from balance_rules.person.logs.titles.words import ENGLISH, Lexicon, TitleReading, is_number, plain, split

NOT_COUNTED = "not_counted"  # in a user's own mapping, instead of an exercise's id
MOST_CANDIDATES = 3

# Scores are shares of 100. They put what a person should look at first in order; they are no probabilities.
SAME_NAME, SAME_WORDS, TRANSLATED, WITHOUT_DETAILS = 100, 98, 95, 93
NEAR, LEAST_GUESS = 88, 55
PER_REPAIR, PER_PLACE, PER_GRIP, PER_KIT = 5, 8, 5, 3

# Why a title that was understood is asked all the same.
CONTESTED, AS_NEAR = "the name of more than one exercise", "as near to more than one exercise"
TOO_LITTLE = "too few words to tell which exercise it is"
IN_CONFLICT = "another exercise in another language"
UNDERSTOOD = frozenset({CONTESTED, AS_NEAR, IN_CONFLICT})

_WEIGHT = {"position": PER_PLACE, "grip": PER_GRIP, "equipment": PER_KIT}
_REMARK = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\s[-–—|:]\s(.*)$")


@dataclass(frozen=True, slots=True)
class Match:
    """What a title in a log means.

    Parameters
    ----------
    exercise
        The id of the exercise, ``"not_counted"``, or None for a title that is not known.
    score
        How near the title is to a known name, of 100.
    reason
        Why, in words.
    sure
        Whether the title says it; otherwise an `exercise` is a guess.
    candidates
        The ids a person may choose from, where nothing was decided.
    unknown_work
        The title is known, but how its work falls on the muscles is not: an Olympic lift.
    could_train
        The only muscles that unknown work can train; none are named where it could be any.
    """

    title: str
    exercise: str | None
    score: int
    reason: str
    sure: bool
    candidates: tuple[str, ...] = ()
    unknown_work: bool = False
    could_train: tuple[str, ...] = ()

    @property
    def guessed(self) -> bool:
        """Whether an exercise was guessed, which a person should look at."""
        return self.exercise is not None and not self.sure

    @property
    def ambiguous(self) -> bool:
        """Whether the title may mean one of several exercises, which a person must say."""
        return self.exercise is None and bool(self.candidates)


class Parts(NamedTuple):
    """A title taken apart: details, the movement, parts of the body; equipment, grips and positions as `ways`."""

    details: frozenset[str]
    moves: frozenset[str]
    body: frozenset[str]
    ways: frozenset[str]

    def distance(self, other: Parts, weights: Mapping[str, int]) -> int:
        """Return how far a title of the same movement is from another."""
        return sum(weights[word] for word in self.ways ^ other.ways) + PER_GRIP * len(self.body ^ other.body)


class TitleName(NamedTuple):
    """A known name of an exercise."""

    text: str
    exercise: str
    rank: int
    words: frozenset[str]
    parts: Parts
    could_train: tuple[str, ...] | None  # of unknown work; None for anything else


@dataclass
class Index:
    """The known names by their words, and what tells exercises apart."""

    lexicon: Lexicon
    exercises: Mapping[str, Exercise]
    unknown_work: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_letters: dict[frozenset[str], list[TitleName]] = field(default_factory=lambda: defaultdict(list))
    by_words: dict[frozenset[str], list[TitleName]] = field(default_factory=lambda: defaultdict(list))
    by_core: dict[frozenset[str], list[TitleName]] = field(default_factory=lambda: defaultdict(list))
    by_moves: dict[frozenset[str], list[TitleName]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _trained: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)

    def add(self, text: str, exercise: str, rank: int) -> None:
        """Take a name of an exercise, or of an activity that is not counted."""
        written = split(text)
        words = frozenset(self.lexicon.in_english(written))
        if not words:
            return
        could_train = self.unknown_work.get(plain(text)) if exercise == NOT_COUNTED else None
        name = TitleName(text, exercise, rank, words, self.parts(words), could_train)
        self.by_letters[frozenset(written) - self.lexicon.ignored].append(name)
        self.by_words[words].append(name)
        if core := words - name.parts.details:
            self.by_core[core].append(name)
        if name.parts.moves:
            self.by_moves[name.parts.moves].append(name)
        self.lexicon.known |= words
        if exercise != NOT_COUNTED:
            for word in words:
                self.by_word[word].add(exercise)

    def same_letters(self, title: str) -> TitleName | None:
        """Return the one known name that has just these words, in whatever order."""
        names = _best_rank(self.by_letters.get(frozenset(split(title)) - self.lexicon.ignored, ()))
        return names[0] if len({name.exercise for name in names}) == 1 else None

    def parts(self, words: frozenset[str]) -> Parts:
        """Return words taken apart."""
        details, moves, body, ways = [], [], [], []
        for word in words:
            role = self.lexicon.roles.get(word)
            if role == "detail" or is_number(word):
                details.append(word)
            elif role in _WEIGHT:
                ways.append(word)
            elif word in self.lexicon.muscles:
                body.append(word)
            else:
                moves.append(word)
        return Parts(frozenset(details), frozenset(moves), frozenset(body), frozenset(ways))

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """How much it says that equipment, a grip or a position differs."""
        return {word: _WEIGHT[role] for word, role in self.lexicon.roles.items() if role in _WEIGHT}

    def trained(self, exercise: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the prime movers of an exercise, and all muscles it is counted for."""
        if exercise not in self._trained:
            known = self.exercises.get(exercise)
            primes = frozenset(known.prime_movers) if known else frozenset({exercise})
            self._trained[exercise] = (primes, primes | frozenset(known.synergists if known else ()))
        return self._trained[exercise]

    def alike(self, a: str, b: str) -> bool:
        """Return whether no muscle would be wrong if one exercise were taken for the other, only its share."""
        (primes_a, all_a), (primes_b, all_b) = self.trained(a), self.trained(b)
        return a == b or (primes_a <= all_b and primes_b <= all_a)


def judge(index: Index, reading: TitleReading, title: str) -> Match:
    """What a reading of a title means."""
    if reading.unknown:
        return _whole_body(index, reading, title) or _asked(reading, title)
    parts = index.parts(reading.words)
    return (
        _same_words(index, reading, title)
        or _without_details(index, reading, title, parts)
        or _nearest(index, reading, title, parts)
        or _whole_body(index, reading, title)
        or _asked(reading, title)
    )


def _whole_body(index: Index, reading: TitleReading, title: str) -> Match | None:
    """Return that a title is work of no known muscle, if a word of it says so."""
    words = sorted(word for word in reading.words if index.lexicon.roles.get(word) == "total_body")
    if not words:
        return None
    reason = f"'{words[0]}' moves the whole body: nobody knows its share for a muscle"
    return Match(title, NOT_COUNTED, LEAST_GUESS, reason, sure=False, unknown_work=True)


def _same_words(index: Index, reading: TitleReading, title: str) -> Match | None:
    names = _best_rank(index.by_words.get(reading.words, ()))
    if not names:
        return None
    if len({name.exercise for name in names}) > 1:
        return _ask(title, names, CONTESTED)
    score = SAME_WORDS if reading.language == ENGLISH else TRANSLATED
    return _found(reading, title, names[0], score, f"the words of '{names[0].text}'", sure=True)


def _without_details(index: Index, reading: TitleReading, title: str, parts: Parts) -> Match | None:
    core = reading.words - parts.details
    names = [name for name in index.by_core.get(core, ()) if name.parts.details <= parts.details]
    if not names:
        return None
    most = max(len(name.parts.details) for name in names)
    names = _best_rank(name for name in names if len(name.parts.details) == most)
    chosen = names[0]
    if any(not index.alike(chosen.exercise, name.exercise) for name in names):
        return _ask(title, names, CONTESTED)
    left = ", ".join(sorted(parts.details - chosen.parts.details))
    sure = len({name.exercise for name in names}) == 1
    reason = f"'{chosen.text}', as {left} makes no other exercise"
    return _found(reading, title, chosen, WITHOUT_DETAILS, reason, sure=sure)


def _nearest(index: Index, reading: TitleReading, title: str, parts: Parts) -> Match | None:
    """Return the nearest name of the same movement, if no exercise of other muscles is as near."""
    names = _of_the_body(index, index.by_moves.get(parts.moves, []), parts.body)
    if not names:
        return None

    def order(name: TitleName) -> tuple[int, int, int]:
        of = name.parts
        return of.distance(parts, index.weights), -len(of.details & parts.details), name.rank

    chosen = min(names, key=order)
    of = chosen.parts
    missing = (of.ways - parts.ways) | (of.body - parts.body) | (of.details - parts.details)
    extra = parts.ways - of.ways
    if _says_too_little(chosen, parts, missing):
        return _ask(title, names, TOO_LITTLE)
    apart = {e for e in {name.exercise for name in names} if not index.alike(chosen.exercise, e)}
    open_to = [name for name in names if name.exercise in apart and (missing or extra & name.parts.ways)]
    if open_to:
        asked = sorted([chosen, *open_to], key=lambda name: (-len(name.parts.ways & parts.ways), order(name)))
        return _ask(title, asked, AS_NEAR)
    left = sorted(extra | (parts.body - of.body))
    differing = [f"without {', '.join(left)}"] if left else []
    differing += [f"though it does not say {', '.join(sorted(missing))}"] if missing else []
    reason = f"nearest to '{chosen.text}' {' and '.join(differing)}".rstrip()
    return _found(reading, title, chosen, max(LEAST_GUESS, NEAR - order(chosen)[0]), reason, sure=False)


def _says_too_little(name: TitleName, parts: Parts, missing: frozenset[str]) -> bool:
    """Whether a title leaves out what a guess needs: a part of the body, or a word of what is no known exercise.

    A vertical press is no leg press, a jump no rope to skip, and a letter alone is no exercise.
    """
    letter = all(len(word) == 1 for word in parts.moves | parts.body)
    return bool(name.parts.body - parts.body) or (bool(missing) and (letter or name.exercise == NOT_COUNTED))


def _of_the_body(index: Index, names: list[TitleName], body: frozenset[str]) -> list[TitleName]:
    """Return the names that speak of the same parts of the body, or else those whose exercise trains them."""
    same = [name for name in names if name.parts.body == body]
    if same:
        return same
    muscles = [index.lexicon.muscles[part] for part in body]
    return [name for name in names if all(of & index.trained(name.exercise)[0] for of in muscles)]


def _best_rank(names: Iterable[TitleName]) -> list[TitleName]:
    names = list(names)
    best = min((name.rank for name in names), default=0)
    return [name for name in names if name.rank == best]


def _found(reading: TitleReading, title: str, name: TitleName, score: int, reason: str, *, sure: bool) -> Match:
    for wrong, right in reading.repaired:
        reason += f"; '{wrong}' read as '{right}'"
    if reading.language != ENGLISH:
        reason += f"; translated ({reading.language})"
    score = max(LEAST_GUESS, score - PER_REPAIR * len(reading.repaired))
    sure = sure and not reading.repaired
    return as_named(name, title, score, reason, sure=sure)


def as_named(name: TitleName, title: str, score: int, reason: str, *, sure: bool) -> Match:
    """Return that a title means what a known name does."""
    of, work = name.could_train, name.could_train is not None
    return Match(title, name.exercise, score, reason, sure=sure, unknown_work=work, could_train=of or ())


def _ask(title: str, names: Iterable[TitleName], reason: str) -> Match:
    exercises = dict.fromkeys(name.exercise for name in names if name.exercise != NOT_COUNTED)
    return Match(title, None, 0, reason, sure=False, candidates=tuple(exercises)[:MOST_CANDIDATES])


def _asked(reading: TitleReading, title: str) -> Match:
    unknown = ", ".join(f"'{word}'" for word in reading.unknown)
    reason = f"nobody knows {unknown}" if unknown else "no known name has these words"
    return Match(title, None, 0, reason, sure=False)


def likely(index: Index, words: Iterable[str]) -> tuple[str, ...]:
    """Return the exercises whose names share most of the words, a rare word weighing more."""
    scores: dict[str, float] = defaultdict(float)
    for word in words:
        exercises = index.by_word.get(word, ())
        role = index.lexicon.roles.get(word)
        if role == "detail" or not exercises:
            continue
        share = log(1 + len(index.exercises) / len(exercises)) * (0.3 if role in _WEIGHT else 1)
        for exercise in exercises:
            scores[exercise] += share
    if not scores:
        return ()
    most = max(scores.values())
    near = sorted((-score, exercise) for exercise, score in scores.items() if score >= 0.7 * most)
    return tuple(exercise for _, exercise in near)[:MOST_CANDIDATES]


def settle(index: Index, readings: list[TitleReading], title: str) -> Match:
    """What the readings of a title agree on, or a question if they mean different exercises."""
    matches = [(reading, judge(index, reading, title)) for reading in readings]
    found = sorted((m for _, m in matches if m.exercise), key=lambda match: (not match.sure, -match.score))
    if not found:
        asked = max((match for _, match in matches), key=lambda match: len(match.candidates))
        words = {word for reading in readings for word in reading.words}
        return asked if asked.candidates else replace(asked, candidates=likely(index, words))
    best = found[0]
    against = [str(m.exercise) for m in found]
    against += [name for _, m in matches if m.reason in {CONTESTED, AS_NEAR} for name in m.candidates]
    differing = [name for name in against if not index.alike(str(best.exercise), name)]
    if differing:
        ids = [name for name in dict.fromkeys([str(best.exercise), *differing]) if name != NOT_COUNTED]
        return Match(title, None, 0, IN_CONFLICT, sure=False, candidates=tuple(ids)[:MOST_CANDIDATES])
    return best


def without_remark(title: str) -> Iterator[str]:
    """Yield a title without what stands in brackets or behind a dash."""
    for found in _REMARK.finditer(title):
        rest = title[: found.start()] + " " + title[found.end() :]
        if rest.strip():
            yield rest


def as_guess(match: Match, remark: str) -> Match:
    """Return a match of the rest of a title."""
    return replace(match, sure=False, score=max(LEAST_GUESS, match.score - 25), reason=f"{match.reason}; {remark}")
