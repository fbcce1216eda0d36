"""Titles as apps and people write them, in many languages: each means its exercise, or is asked.

`data/titles.csv` says the right answer for each title; `a|b` where either is right, `ask` where nothing may be
decided. A sure match must never be wrong.
"""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from effort import effort
from small_catalogue import DATA

from balance_rules.knowledge import load_knowledge
from balance_rules.model import Knowledge
from balance_rules.person.logs.titles import Catalogue, Match, catalogue
from balance_rules.person.logs.titles.words import split

ASK = "ask"
with (DATA / "titles.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [(row["app"], row["title"], frozenset(row["answer"].split("|"))) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def known(knowledge: Knowledge) -> Catalogue:
    of = knowledge
    return catalogue(of.exercises, of.not_counted, words=of.title_words, unknown_work=of.unknown_work)


def answer(match: Match) -> str:
    return match.exercise or ASK


def test_the_list_is_long_and_says_each_title_once(knowledge: Knowledge) -> None:
    assert len(ROWS) > 400
    assert max(Counter((app, title) for app, title, _ in ROWS).values()) == 1
    assert {name for _, _, answers in ROWS for name in answers} <= {*knowledge.exercises, "not_counted", ASK}


def test_no_sure_match_is_wrong(known: Catalogue) -> None:
    wrong = [
        (title, match) for _, title, right in ROWS if (match := known.match(title)).sure and answer(match) not in right
    ]
    assert not wrong


def test_every_title_has_its_answer(known: Catalogue) -> None:
    wrong = [(title, answer(known.match(title))) for _, title, right in ROWS if answer(known.match(title)) not in right]
    assert not wrong


@pytest.mark.parametrize("app", sorted({app for app, _, _ in ROWS} - {"asked"}))
def test_most_titles_of_an_app_or_language_are_sure(known: Catalogue, app: str) -> None:
    """Guesses are for what people write themselves: what an app offers is known."""
    matches = [known.match(title) for of, title, right in ROWS if of == app and ASK not in right]
    least = 0.6 if app in {"spelling", "detail"} else 0.75
    assert sum(match.sure for match in matches) >= least * len(matches)


def test_what_is_asked_offers_candidates_or_none_at_all(known: Catalogue, knowledge: Knowledge) -> None:
    for _, title, right in ROWS:
        match = known.match(title)
        if right == {ASK}:
            assert match.score == 0
            assert set(match.candidates) <= knowledge.exercises.keys()
    assert known.match("Dumbbell Press").candidates
    assert known.match("💪").candidates == ()


@pytest.mark.parametrize(
    ("title", "unknown"),
    [
        ("Clean and Jerk", True),
        ("No Feet Snatch", True),
        ("Muscle Clean of Anna", True),
        ("Thrusters", True),
        ("Treadmill", False),
        ("Squat", False),
        ("Warm Up", False),
        ("Snatch Grip Deadlift", False),
    ],
)
def test_olympic_lifts_are_known_as_work_of_no_known_muscle(known: Catalogue, title: str, unknown: bool) -> None:
    match = known.match(title)
    assert match.unknown_work == unknown
    assert (match.exercise == "not_counted") or not unknown


def test_a_language_says_each_phrase_once(knowledge: Knowledge) -> None:
    """The first meaning would win without a word."""
    for table in knowledge.title_words:
        ignored = {word for name in table.ignored for word in split(name)}
        meant: dict[tuple[str, ...], str] = {}
        for meaning, spellings in table.words[:: effort(3, 1)]:
            for spelling in spellings:
                phrase = tuple(word for word in split(spelling) if word not in ignored)
                assert meant.setdefault(phrase, meaning) == meaning, (table.id, spelling)


def test_words_translate_into_words_that_exist(knowledge: Knowledge, known: Catalogue) -> None:
    lexicon = known.index.lexicon
    unknown = {
        (table.id, meaning, word)
        for table in knowledge.title_words
        for meaning, _ in table.words
        for word in lexicon.in_english(split(meaning))
        if word not in lexicon.known
    }
    assert not unknown


@pytest.mark.parametrize("language", ["pt", "es", "de", "fr", "it", "tr", "ru", "pl", "nl", "ja", "ko", "zh"])
def test_every_phrase_of_a_language_is_read_as_what_it_means(
    knowledge: Knowledge, known: Catalogue, language: str
) -> None:
    """A phrase that stands for a whole exercise means the same alone, or is a known name, a guess or a question."""
    wrong = set()
    for table in knowledge.title_words:
        if table.language != language:
            continue
        for meaning, spellings in table.words:
            english = known.match(meaning)
            for spelling in spellings:
                match = known.match(spelling)
                if f"({language})" in match.reason and match.sure and english.exercise not in {None, match.exercise}:
                    wrong.add((spelling, match.exercise, meaning, english.exercise))
    assert not wrong
