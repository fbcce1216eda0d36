"""Many variants of a person judged at once: the definition says the same of each by itself."""

from __future__ import annotations

import random

import pytest
from effort import effort
from random_knowledge import random_knowledge

from balance_rules.inference.judgement import Judged
from balance_rules.inference.variants import Known, Variants, combined, one_each
from balance_rules.inference.whole_measures import moving
from balance_rules.model import AtLeast, Knowledge
from balance_rules.semantics import derive, infer, quantise


def _judged(knowledge: Knowledge, facts: dict[str, int]) -> Judged:
    return Judged(knowledge, facts, infer(knowledge, facts))


def _some_facts(chance: random.Random, knowledge: Knowledge, count: int) -> dict[str, int]:
    chosen = chance.sample(list(knowledge.facts), min(count, len(knowledge.facts)))
    return {name: chance.randint(knowledge.facts[name].low, knowledge.facts[name].high) for name in chosen}


@pytest.mark.parametrize("seed", range(effort(15, 120)))
def test_each_variant_is_what_the_definition_says_of_it(seed: int) -> None:
    chance = random.Random(seed)
    knowledge = random_knowledge(chance, rules=12)
    facts = _some_facts(chance, knowledge, 2)
    unknown = [name for name in knowledge.facts if name not in facts]
    answered = [
        {name: value for name, value in _some_facts(chance, knowledge, size).items() if name in unknown}
        for size in (0, 1, 2, 4)
    ]
    answers: dict[str, list[tuple[int, int]]] = {}
    for i, variant in enumerate(answered):
        for name, value in variant.items():
            answers.setdefault(name, []).append((value, 1 << i))
    before = _judged(knowledge, facts)
    variants = Variants(Known(before), answers, len(answered))
    for i, variant in enumerate(answered):
        after = _judged(knowledge, {**facts, **variant})
        for name, condition in knowledge.judged:
            so, not_so = variants.so(condition)
            assert (so >> i & 1) - (not_so >> i & 1) == after.truths[name]
        for finding in knowledge.conclusions.values():
            assert (variants.narrowed(finding.id) >> i & 1) == (before.scores[finding.id] != after.scores[finding.id])
            for level in finding.levels:
                so, not_so = variants.so(AtLeast(finding.id, level.name, level.cut))
                low, high = after.scores[finding.id]
                assert (so >> i & 1, not_so >> i & 1) == (low >= level.cut, high < level.cut)


def test_combinations_are_all_there_are_each_once_and_the_last_fact_turns_slowest() -> None:
    answers, count = combined([("a", [5, 7]), ("b", [1]), ("c", [2, 3, 4])])
    assert count == 3 * 2 * 4
    has = [{name: value for name, of in answers.items() for value, who in of if who >> i & 1} for i in range(count)]
    assert len({tuple(sorted(one.items())) for one in has}) == count
    assert has[0] == {}
    assert [one.get("c") for one in has] == [None] * 6 + [2] * 6 + [3] * 6 + [4] * 6


@pytest.mark.parametrize("seed", range(effort(10, 80)))
def test_an_answer_brings_the_measures_that_only_it_was_missing_for(seed: int) -> None:
    chance = random.Random(seed)
    knowledge = random_knowledge(chance, measures=4)
    known = {
        name: value for name, value in _some_facts(chance, knowledge, 4).items() if not knowledge.facts[name].measured
    }
    fact = chance.choice([name for name in knowledge.facts if name not in known])
    value = chance.randint(knowledge.facts[fact].low, knowledge.facts[fact].high)
    expected = {**known, fact: value}
    for measure in knowledge.measures:  # each after those that it is computed from
        if measure.fact not in expected and all(name in expected for name in measure.inputs):
            if fact not in measure.inputs and not set(measure.inputs) & (expected.keys() - known.keys()):
                continue  # it could be computed before, and then it would be known
            exact = derive(measure, [expected[name] * knowledge.facts[name].resolution for name in measure.inputs])
            if exact is not None:
                attribute = knowledge.facts[measure.fact]
                expected[measure.fact] = min(max(quantise(attribute, exact), attribute.low), attribute.high)
    answers = one_each(_judged(knowledge, known), [{fact: value}])
    assert {name: value for name, ((value, _),) in answers.items()} == {
        name: value for name, value in expected.items() if name not in known
    }


@pytest.mark.parametrize("seed", range(effort(25, 80)))
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
