"""What one more fact changes, drawn step by step and taken back: the definition says the same at every step."""

from __future__ import annotations

import random

import pytest
from random_knowledge import random_knowledge

from balance_rules.inference.propagation import Propagation
from balance_rules.inference.whole_measures import moving
from balance_rules.model import Knowledge
from balance_rules.semantics import Inference, derive, infer, quantise


@pytest.mark.parametrize("seed", range(60))
def test_it_agrees_with_the_definition_and_takes_everything_back(seed: int) -> None:
    chance = random.Random(seed)
    knowledge = random_knowledge(chance, rules=12)
    names = list(knowledge.facts)
    facts = {n: chance.randint(knowledge.facts[n].low, knowledge.facts[n].high) for n in chance.sample(names, 3)}
    known = Propagation(knowledge, facts)
    places = []
    for name in chance.sample(names, len(names)):
        assert _said(knowledge, known) == infer(knowledge, known.facts)
        if name not in known.facts:
            places.append((known.place(), dict(known.facts)))
            known.know(name, chance.randint(knowledge.facts[name].low, knowledge.facts[name].high), derive=False)
    for place, before in reversed(places):
        known.undo(place)
        assert known.facts == before
        assert _said(knowledge, known) == infer(knowledge, before)


def _said(knowledge: Knowledge, known: Propagation) -> Inference:
    truths = tuple(known.truth(condition) for _, condition in knowledge.judged)
    return Inference(truths, tuple(known.scores[name] for name in knowledge.conclusions))


@pytest.mark.parametrize("seed", range(80))
def test_measures_in_whole_numbers_are_the_definition_and_lie_between_their_bounds(seed: int) -> None:
    chance = random.Random(seed)
    knowledge = random_knowledge(chance, measures=4)
    for measure in knowledge.measures:
        one = moving(knowledge, measure)
        inputs = [knowledge.facts[name] for name in measure.inputs]
        for _ in range(20):
            ends = [sorted(chance.randint(a.low, a.high) for _ in range(2)) for a in inputs]
            values = [chance.randint(low, high) for low, high in ends]
            exact = derive(measure, [value * a.resolution for value, a in zip(values, inputs, strict=True)])
            found = one.at(values)
            assert found == (None if exact is None else quantise(knowledge.facts[measure.fact], exact))
            between = one.between([(low, high) for low, high in ends])
            assert between is None or (found is not None and between[0] <= found <= between[1])
