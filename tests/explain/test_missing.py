"""What is missing, and why it is asked, on random small knowledge: the definition tries every answer."""

from __future__ import annotations

from itertools import product

import pytest
from effort import effort

from balance_rules.explain import missing, why_asked
from balance_rules.explain.basis import with_measures
from balance_rules.explain.explanation import TRUTH_NAMES
from balance_rules.inference.program import lowered
from balance_rules.model import Knowledge
from balance_rules.semantics import infer
from explain.small_people import person, small_knowledge

SEEDS = range(effort(10, 30))


def _states(knowledge: Knowledge, facts: dict[str, int], names: set[str]) -> tuple[int, ...]:
    inference = infer(knowledge, with_measures(knowledge, facts, knowledge.measures)[0])
    return tuple(t for (name, _), t in zip(knowledge.judged, inference.truths, strict=True) if name in names)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fact_is_asked_exactly_when_some_answers_make_it_change_the_advice(seed: int) -> None:
    knowledge = small_knowledge(seed, attributes=4, rules=6)
    before = person(knowledge, seed, unknown=3)
    unknown = [n for n, a in knowledge.facts.items() if n not in before.sheet.values and not a.measured]
    open_ = {r.id for r in knowledge.referrals} | {p.id for p in knowledge.prescriptions}
    given = [p for p in knowledge.prescriptions if before.judged.truths[p.id] > 0]
    open_ |= {e for p in given for e in p.exercises}
    found = missing(before)
    assert [q.fact for q in found.questions] == list(found.hangs)
    asked = {f for fact, h in found.hangs.items() for f in (h.parts if knowledge.facts[fact].measured else [fact])}
    relevant = set()
    for fact in unknown:
        others = [name for name in unknown if name != fact]
        choices = [(None, *lowered(knowledge).representatives(name)) for name in others]
        for combination in product(*choices):
            facts = dict(before.sheet.values)
            facts |= {n: v for n, v in zip(others, combination, strict=True) if v is not None}
            now = _states(knowledge, facts, open_)
            if any(
                _states(knowledge, {**facts, fact: value}, open_) != now
                for value in lowered(knowledge).representatives(fact)
            ):
                relevant.add(fact)
                break
    assert asked == relevant


def test_the_brute_force_of_relevance_meets_cases_of_both_kinds() -> None:
    asked = left_out = 0
    for seed in range(30):
        knowledge = small_knowledge(seed, attributes=4, rules=6)
        before = person(knowledge, seed, unknown=3)
        unknown = {n for n, a in knowledge.facts.items() if n not in before.sheet.values and not a.measured}
        questions = {q.fact for q in missing(before).questions}
        asked += len(questions)
        left_out += len(unknown - questions)
    assert asked > 20
    assert left_out > 20


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_question_is_said_to_settle_is_what_answering_it_settles(seed: int) -> None:
    knowledge = small_knowledge(seed)
    before = person(knowledge, seed, unknown=4)
    for fact, hangs in missing(before, findings=True).hangs.items():
        told = why_asked(before, fact)
        assert {outcome.id for outcome in told.outcomes} <= set(hangs.bears_on)
        for outcome in told.outcomes:
            settles = any(branch.state != "unknown" for branch in outcome.branches)
            assert not settles or outcome.id in hangs.at_once


@pytest.mark.parametrize("seed", SEEDS)
def test_how_much_an_answer_decides_is_what_the_definition_says_of_each(seed: int) -> None:
    knowledge = small_knowledge(seed)
    before = person(knowledge, seed, unknown=4)
    for fact, hangs in missing(before, findings=True).hangs.items():
        decided = []
        for value in lowered(knowledge).representatives(fact):
            known = with_measures(knowledge, {**before.sheet.values, fact: value}, knowledge.measures)[0]
            after = infer(knowledge, known)
            truths = dict(zip(knowledge.judged_names, after.truths, strict=True))
            scores = dict(zip(knowledge.conclusions, after.scores, strict=True))
            decided.append(
                {
                    name
                    for name in hangs.bears_on
                    if (truths[name] if name in truths else scores[name] != before.judged.scores[name])
                }
            )
        assert set(hangs.at_once) == set().union(*decided)
        assert hangs.expected == sum(map(len, decided)) / len(decided)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_list_is_explained_by_what_hangs_on_any_of_it_and_what_none_would_settle(seed: int) -> None:
    knowledge = small_knowledge(seed, attributes=7)
    before = person(knowledge, seed, unknown=6)
    for attribute in knowledge.attributes.values():
        open_ = [fact for fact in attribute.keys if fact not in before.sheet.values]
        if attribute.absent is None or not attribute.instances or not open_:
            continue
        told = why_asked(before, attribute.id)
        single = {o.id for fact in open_ for o in why_asked(before, fact).outcomes}
        assert single <= {outcome.id for outcome in told.outcomes}
        none = {**before.sheet.values, **dict.fromkeys(open_, attribute.absent)}
        truths = infer(knowledge, with_measures(knowledge, none, knowledge.measures)[0]).truths
        after = {name: TRUTH_NAMES[t] for (name, _), t in zip(knowledge.judged, truths, strict=True)}
        for outcome in told.outcomes:
            assert [branch.answers for branch in outcome.branches] == ["none of them"]
            if outcome.kind != "finding":
                assert outcome.branches[0].state == after[outcome.id]


def test_a_known_fact_is_not_asked_again() -> None:
    knowledge = small_knowledge(3)
    before = person(knowledge, 3, unknown=0)
    assert missing(before).questions == ()
    assert why_asked(before, "a0").known == knowledge.facts["a0"].show(before.sheet.values["a0"])
