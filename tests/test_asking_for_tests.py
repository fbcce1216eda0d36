"""No question sends anybody to strain: what only a test tells is asked when the test is cleared, or left."""

from __future__ import annotations

import balance_rules as br
from balance_rules.model import name_of


def test_no_question_asks_for_a_test_that_the_person_must_not_do(kb: br.KnowledgeBase) -> None:
    sore_calf = {
        "conditions": "none",
        "surgery": "none",
        "acute_strain": "none",
        "pain": {"left_calf": 5, "others": "none"},
    }
    well = {question.fact for question in kb.assess({**sore_calf, "screening": "none"}).questions}
    feverish = kb.assess({**sore_calf, "screening": ["fever"]})
    refused = {exercise.id for exercise in kb.knowledge.exercises.values() if feverish._judged.truths[exercise.id] < 0}
    assert "heel_raise_reps[left]" in well
    assert "heel_raise_test" in refused
    tests = {kb.knowledge.attributes[name_of(question.fact)].test for question in feverish.questions}
    assert tests.isdisjoint(refused)
    assert "pain_weeks[left_calf]" in {question.fact for question in feverish.questions}


def test_a_test_that_is_not_cleared_is_asked_for_after_every_question_of_safety_that_needs_none(
    kb: br.KnowledgeBase,
) -> None:
    well = {"screening": "none", "conditions": "none", "surgery": "none", "acute_strain": "none"}
    sore = {"pain": {"left_achilles": 4}}
    for told in (
        {},
        {"age": 78, "falls_last_year": 2},
        {name: said for name, said in well.items() if name != "conditions"},
        well,
    ):
        person = kb.assess({**told, **sore})
        tested = [kb.knowledge.attributes[name_of(question.fact)].test for question in person.questions]
        assert person._judged.truths["heel_raise_test"] <= 0
        first = next(number for number, test in enumerate(tested) if test)
        late = [q.fact for q, test in zip(person.questions, tested, strict=True) if q.rank == 0 and not test]
        assert not set(late).intersection(q.fact for q in person.questions[first:]), told
        assert late, told
    only_the_test = kb.assess({**well, "pain": {**sore["pain"], "others": "none"}}).questions[0]
    assert only_the_test.rank == 0, "nothing else is left to say whether the tendon is whole"
    assert kb.knowledge.attributes[name_of(only_the_test.fact)].test == "heel_raise_test"
