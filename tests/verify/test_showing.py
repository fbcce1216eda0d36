"""People made without the solver: the definition confirms each, and the solver never says that there is none."""

from __future__ import annotations

import random

import pytest
from effort import effort
from random_knowledge import random_knowledge

from balance_rules import KnowledgeBase
from balance_rules.inference.program import Program
from balance_rules.model import Condition, facts_read
from balance_rules.semantics import infer, with_measures
from balance_rules.verify.encoding import World
from balance_rules.verify.prover import ProofAnswer, Prover
from balance_rules.verify.showing import Finder, _except_for, decides, moves
from balance_rules.verify.stepwise import stay


@pytest.mark.parametrize("seed", range(effort(2, 25)))
def test_whoever_is_made_can_be_and_is_what_was_asked(seed: int) -> None:
    knowledge = random_knowledge(random.Random(seed), rules=14)
    finder, prover = Finder(Program.of(knowledge)), Prover(knowledge)
    made = 0
    for number, (_, condition) in enumerate(knowledge.judged):
        for truth in (1, -1):
            person = finder.somebody([(condition, truth)])
            if person is None:
                continue
            made += 1
            facts, possible = with_measures(knowledge, person.facts)
            assert possible
            assert infer(knowledge, facts).truths[number] == truth
            formula = prover.anyone.true(condition) if truth > 0 else prover.anyone.false(condition)
            assert prover.ask(None, [formula], [condition]).answer is ProofAnswer.SOME
    assert made > 10


@pytest.mark.parametrize("seed", range(effort(2, 25)))
def test_those_who_are_made_together_have_what_is_said_of_them(seed: int) -> None:
    knowledge = random_knowledge(random.Random(seed), rules=14)
    finder = Finder(Program.of(knowledge))
    sets = [(condition,) for _, condition in knowledge.judged]
    together = finder.together(sets)
    assert together
    prover = Prover(knowledge)
    for (condition,) in together:
        assert prover.ask(None, [prover.anyone.true(condition)], [condition]).answer is ProofAnswer.SOME


@pytest.mark.parametrize("seed", range(effort(3, 15)))
def test_what_is_shown_to_matter_the_solver_finds_to_matter(seed: int) -> None:
    knowledge = random_knowledge(random.Random(seed), rules=10)
    program = Program.of(knowledge)
    finder = Finder(program)
    for rule in knowledge.rules:
        if decides(finder, knowledge, rule, frozenset()):
            prover = Prover(knowledge)
            world = prover.anyone
            without = World(prover.program, base=world, without=frozenset([rule.id]))
            cuts = [level.cut for level in knowledge.conclusions[rule.conclusion].levels]
            ends = [(world.reaches(rule.conclusion, c), without.reaches(rule.conclusion, c)) for c in cuts]
            apart = [one != other for with_, left in ends for one, other in zip(with_, left, strict=True)]
            assert any(prover.ask(None, [each], [rule.conclusion]).answer is ProofAnswer.SOME for each in apart)
    for number, (_, condition) in enumerate(knowledge.judged):
        for fact in facts_read(condition):
            if moves(finder, fact, condition):
                person = finder.somebody(list(_except_for(condition, fact)))
                assert person is not None
                told = (with_measures(knowledge, {**person.facts, fact: value}) for value in finder.values(fact))
                assert len({infer(knowledge, facts).truths[number] for facts, possible in told if possible}) > 1


def test_most_of_what_is_possible_under_the_bundled_knowledge_is_shown_without_the_solver(kb: KnowledgeBase) -> None:
    knowledge = kb.knowledge
    finder = Finder(Program.of(knowledge))
    plainest: dict[str, Condition] = {}
    for _, condition in sorted(knowledge.judged, key=lambda judged: len(facts_read(judged[1]))):
        plainest |= {fact: condition for fact in facts_read(condition) if fact not in plainest}
    rules = knowledge.rules[:: effort(8, 1)]
    shown = {
        "rules that hold": [finder.somebody([(rule.condition, 1)]) is not None for rule in rules],
        "rules that matter": [decides(finder, knowledge, rule, frozenset()) for rule in rules],
        "facts that matter": [moves(finder, *one) for one in list(plainest.items())[:: effort(8, 1)]],
    }
    for what, each in shown.items():
        assert sum(each) > 0.9 * len(each), what


@pytest.mark.parametrize("seed", range(effort(3, 15)))
def test_that_advice_stays_is_proved_step_by_step_on_random_knowledge(seed: int) -> None:
    knowledge = random_knowledge(random.Random(seed), rules=14)
    now = Prover(knowledge).anyone
    then = World(now.program, " later", base=now, own_known=frozenset(knowledge.facts))
    assert stay(now, then, [condition for _, condition in knowledge.judged], 10_000) is ProofAnswer.NONE
