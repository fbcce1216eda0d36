"""Laws of matching titles, over the bundled catalogue and its tables of words."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from functools import cache

from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_rules.knowledge import load_knowledge
from balance_rules.model import Exercise, Knowledge
from balance_rules.person.logs.titles import Catalogue, catalogue
from balance_rules.person.logs.titles.words import split

ACCENTS = str.maketrans("aeiouAEIOU", "áèîöúÁÈÎÖÚ")


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def known(exercises: dict[str, Exercise] | None = None, own: dict[str, str] | None = None) -> Catalogue:
    of = knowledge()
    return catalogue(exercises or of.exercises, of.not_counted, own, words=of.title_words, unknown_work=of.unknown_work)


@cache
def bundled() -> Catalogue:
    return known()


@cache
def names() -> list[str]:
    of = knowledge()
    return sorted({*of.not_counted, *(n for e in of.exercises.values() for n in (e.name, *e.aliases, *e.variants))})


@cache
def ids() -> list[str]:
    return sorted(knowledge().exercises)


def plural(title: str) -> str:
    """Return a title with its last word in the plural, if it is a word of English that has one."""
    found = re.search(r"[a-z]{3,}(?=[^A-Za-z]*$)", title)
    if not found or found[0].endswith(("s", "y")):
        return title
    return title[: found.end()] + ("es" if found[0].endswith(("sh", "ch", "x", "z")) else "s") + title[found.end() :]


# Words that mean something side by side alone: apart, or in the plural, they may leave a doubt and no other exercise.
TOGETHER = re.compile(r"both legs|L-Sit|levator scapulae", re.IGNORECASE)
BY_ORDER = {"Front Lever Raise", "Lever Front Raise"}  # of a hang, and of a machine with levers

titles = st.deferred(lambda: st.sampled_from(names()))
exercises = st.deferred(lambda: st.sampled_from(ids()))
words = st.deferred(lambda: st.sampled_from(sorted({word for name in names() for word in split(name)})))


@given(titles, st.randoms(use_true_random=False))
def test_the_order_of_words_changes_no_exact_match(title: str, rng: random.Random) -> None:
    shuffled = re.findall(r"[\w'’]+", title)
    rng.shuffle(shuffled)
    if title in BY_ORDER:
        shuffled = title.split()
    match = bundled().match(" ".join(shuffled))
    assert match.sure or TOGETHER.search(title)
    assert match.exercise == bundled().meaning(title) or not match.sure


def test_the_order_of_words_tells_a_lever_from_a_lever() -> None:
    assert len({bundled().meaning(title) for title in BY_ORDER}) == len(BY_ORDER)


@given(titles, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_changes_no_exact_match(title: str, change: object) -> None:
    match = bundled().match(change(title))  # type: ignore[operator]
    assert (match.exercise, match.sure) == (bundled().meaning(title), True)


@given(titles)
def test_accents_change_no_exact_match(title: str) -> None:
    match = bundled().match(title.translate(ACCENTS))
    assert (match.exercise, match.sure) == (bundled().meaning(title), True)


@given(titles)
def test_the_plural_changes_no_exact_match(title: str) -> None:
    match = bundled().match(plural(title))
    assert match.sure or TOGETHER.search(title)
    assert match.exercise == bundled().meaning(title)


@given(titles, st.text(" \t\n\u00a0", max_size=4), st.text(" \t\n\u3000", max_size=4))
def test_blanks_around_change_no_exact_match(title: str, before: str, after: str) -> None:
    match = bundled().match(before + title + after)
    assert (match.exercise, match.sure) == (bundled().meaning(title), True)


@settings(max_examples=effort(3, 25), deadline=None)
@given(st.lists(words, min_size=1, max_size=4), exercises)
def test_a_further_name_changes_the_match_of_no_other_known_name(name: list[str], exercise: str) -> None:
    added = " ".join(name)
    before, of = bundled(), dict(knowledge().exercises)
    of[exercise] = replace(of[exercise], aliases=(*of[exercise].aliases, added))
    after = known(of)
    changed = {
        title for title in names() if before.meaning(title) != after.meaning(title) and title.casefold() != added
    }
    assert {split(title) for title in changed} <= {split(added)}


@settings(max_examples=effort(3, 25), deadline=None)
@given(st.one_of(titles, st.text(min_size=1, max_size=30)), exercises)
def test_a_persons_own_list_wins(title: str, exercise: str) -> None:
    mine = known(own={title: exercise})
    match = mine.match(title)
    if any(letter.isalnum() for letter in title):
        assert (match.exercise, match.sure, match.score) == (exercise, True, 100)


@given(st.text(max_size=60))
def test_any_text_is_answered(title: str) -> None:
    match = bundled().match(title)
    assert 0 <= match.score <= 100
    assert match.reason
    assert (match.score == 0) == (match.exercise is None)
    assert not (match.candidates and match.exercise)
    assert set(match.candidates) <= set(ids())


@settings(max_examples=effort(3, 25), deadline=None)
@given(st.lists(st.one_of(titles, words, st.text(max_size=8)), min_size=1, max_size=5).map(" ".join))
def test_a_match_does_not_depend_on_what_was_asked_before(title: str) -> None:
    assert known().match(title) == bundled().match(title)
