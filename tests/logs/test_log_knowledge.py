"""The bundled knowledge and the importer fit: titles are unique, and facts have attributes."""

from __future__ import annotations

import pytest
from small_catalogue import DATA

from balance_rules.knowledge import load_knowledge
from balance_rules.model import Knowledge
from balance_rules.person.logs import read_log, training_facts
from balance_rules.person.logs.titles import NOT_COUNTED, catalogue


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_every_title_of_the_catalogue_means_its_exercise(knowledge: Knowledge) -> None:
    known = catalogue(knowledge.exercises, knowledge.not_counted)
    wrong = {
        (title, exercise.id, known.meaning(title))
        for exercise in knowledge.exercises.values()
        for title in (exercise.name, *exercise.aliases, *exercise.variants)
        if known.meaning(title) != exercise.id
    }
    wrong |= {(t, NOT_COUNTED, known.meaning(t)) for t in knowledge.not_counted if known.meaning(t) != NOT_COUNTED}
    assert not wrong


def test_facts_of_a_log_are_facts_of_the_knowledge(knowledge: Knowledge) -> None:
    exercises = knowledge.exercises
    log = read_log(DATA / "us_pounds_two_a_day.csv", exercises=exercises, not_counted=knowledge.not_counted)
    assert not log.unmapped
    found = training_facts(log, knowledge)
    assert found.keys() <= knowledge.facts.keys()
    assert {f"weekly_sets[{m.id}]" for m in knowledge.muscles.values() if m.parent is None} <= found.keys()
    assert found["weekly_sets[quadriceps]"] == 8
    for name, value in found.items():
        attribute = knowledge.facts[name]
        low, high = (bound * attribute.resolution for bound in (attribute.low, attribute.high))
        assert low <= value <= high, name


def test_swings_are_the_only_ballistic_hinges(knowledge: Knowledge) -> None:
    hinges = [e.id for e in knowledge.exercises.values() if (e.category, e.movement_pattern) == ("ballistic", "hinge")]
    assert hinges
    assert all("swing" in name for name in hinges)
