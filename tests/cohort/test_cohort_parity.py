"""A table gives what each person alone is told: bit for bit, in every back end."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_knowledge import random_facts, random_knowledge
from tables_of_people import BACK_ENDS, as_polars, as_table, differences, plain_people, rows_of, sensible_facts

import balance_rules as br
from balance_rules.cohort import Cohort
from balance_rules.cohort.columns import column_of
from balance_rules.cohort.outputs import fired_rules
from balance_rules.kernel import compiled


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32), missing=st.sampled_from([0.0, 0.3, 0.9]))
def test_random_knowledge_gives_in_polars_what_each_person_is_told(seed: int, missing: float) -> None:
    chance = random.Random(seed)
    knowledge = random_knowledge(chance)
    facts = [random_facts(chance, knowledge, missing) for _ in range(20)]
    facts[0] = dict.fromkeys([next(iter(knowledge.facts))], 0)
    people = plain_people(knowledge, facts)
    found = rows_of(Cohort(knowledge, as_polars(knowledge, people)).table)
    assert differences(compiled(knowledge), people, found) == []


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_random_knowledge_gives_the_same_in_every_back_end(back_end: str) -> None:
    for seed in range(3):
        chance = random.Random(seed)
        knowledge = random_knowledge(chance)
        people = plain_people(knowledge, [random_facts(chance, knowledge, 0.3) for _ in range(30)])
        found = rows_of(Cohort(knowledge, as_table(as_polars(knowledge, people), back_end)).table)
        assert differences(compiled(knowledge), people, found) == []


def test_ten_thousand_people_are_told_by_the_bundled_knowledge_what_each_is_told_alone(kb: br.KnowledgeBase) -> None:
    chance = random.Random(1)
    drawn = [sensible_facts(chance, kb.knowledge) for _ in range(400)]
    # ten thousand rows of whole answers mixed anew: each attribute is taken from one of the people drawn
    rows = [{"id": i} for i in range(10_000)]
    for fact in kb.knowledge.facts:
        for row in rows:
            value = drawn[chance.randrange(400)].get(fact)
            if value is not None:
                row[fact] = value
    cohort = kb.cohort(as_polars(kb.knowledge, rows))
    found = rows_of(cohort.table)
    assert len(found) + cohort.summary.refused == 10_000
    assert len(found) > 5_000
    assert differences(kb.kernel, rows[::50], found) == []  # from the profile on, as one person is read
    _, facts = cohort._runner().run_with_facts(cohort.source.native)
    for known in facts.iter_rows(named=True):  # and everybody else's facts against the compiled kernel
        inference = kb.kernel.run({name: v for name, v in known.items() if name != "id" and v is not None})
        row = found[known["id"]]
        fired = tuple(r.id for r, truth in zip(kb.knowledge.rules, inference.truths, strict=False) if truth > 0)
        assert fired_rules(kb.knowledge, row) == fired
        for name, (low, high) in zip(kb.knowledge.conclusions, inference.scores, strict=True):
            assert (row[f"{column_of(name)}__low"], row[f"{column_of(name)}__high"]) == (low, high)


@pytest.mark.parametrize("back_end", ["pandas", "arrow", "duckdb"])
def test_the_bundled_knowledge_gives_the_same_in_other_back_ends(kb: br.KnowledgeBase, back_end: str) -> None:
    chance = random.Random(2)
    told = ["sedentary_hours", "hamstring_torque_60[left]", "quadriceps_torque_60[left]", "body_mass"]
    people = []
    for i in range(200):
        drawn = sensible_facts(chance, kb.knowledge, 0.2)
        people.append({"id": i} | {fact: drawn[fact] for fact in told if fact in drawn})
    found = rows_of(kb.cohort(as_table(as_polars(kb.knowledge, people), back_end)).table)
    assert differences(kb.kernel, people, found) == []
