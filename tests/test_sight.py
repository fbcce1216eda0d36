"""What advice sees of a person without proofs is what the proofs say, on random knowledge and people, found once."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from random_knowledge import chances, knowledge_bases, random_facts
from small_knowledge import altered

import balance_rules as br
from balance_rules.advice.sight import Sight, sight
from balance_rules.inference.judgement import Judged, swaying
from balance_rules.model import AllOf, AtLeast, Compare, Comparison, Condition, Knowledge, Rule, Truth
from balance_rules.semantics import infer
from balance_rules.text.wording import deciding


@given(knowledge_bases(), chances())
def test_it_says_what_the_proofs_say(knowledge: Knowledge, chance: random.Random) -> None:
    facts = random_facts(chance, knowledge, missing=0.5)
    judged = Judged(knowledge, facts, infer(knowledge, facts))
    seen, in_any_order = Sight(judged), Sight(judged)
    for _, condition in knowledge.judged:
        proof = judged.prove(condition)
        assert seen.truth(condition) == proof.truth
        for part in getattr(condition, "parts", ()):
            assert seen.truth(part) == judged.prove(part).truth
        open_set = in_any_order.open_set(condition)
        assert (len(open_set), set(open_set)) == (len(judged.open_facts(proof)), set(judged.open_facts(proof)))
        assert seen.open_facts(condition) == judged.open_facts(proof)
        for truth in Truth:
            leaves = [leaf.condition for leaf in deciding(proof, truth)]
            assert list(seen.deciding(condition, truth)) == leaves
    for prescription in knowledge.prescriptions:
        truths = [judged.prove(part).truth for part in prescription.prescribe]
        assert seen.any_of(prescription.prescribe) == max(truths, default=Truth.FALSE)
    assert sight(judged) is sight(judged)


# ---------------------------------------------------------------- on the small knowledge


WEAK = "hamstring_weakness[left]"


class Asked(Mapping[str, int]):
    """Facts that count how often each is asked for."""

    def __init__(self, facts: Mapping[str, int]) -> None:
        self.facts, self.times = facts, Counter[str]()

    def __getitem__(self, fact: str) -> int:
        self.times[fact] += 1
        return self.facts[fact]

    def __len__(self) -> int:
        return len(self.facts)

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)


def judged(kb: br.KnowledgeBase, facts: Mapping[str, int]) -> Judged:
    return Judged(kb.knowledge, facts, infer(kb.knowledge, facts))


def test_what_was_judged_of_other_knowledge_is_refused(small: br.KnowledgeBase) -> None:
    person = judged(small, {})
    fewer = altered(small.knowledge, claims=())
    assert len(fewer.judged) < len(small.knowledge.judged)
    with pytest.raises(ValueError, match="shorter"):
        Sight(replace(person, inference=infer(fewer, {})))


def test_what_was_judged_is_not_judged_again(small: br.KnowledgeBase) -> None:
    person = judged(small, {"sitting": 36})
    facts = Asked(person.facts)
    seen = Sight(replace(person, facts=facts))
    for name, condition in small.knowledge.judged:
        assert seen.truth(condition) == person.truths[name]
    assert not facts.times


def test_a_part_is_judged_once_and_the_facts_that_are_open_are_found_once(small: br.KnowledgeBase) -> None:
    unknown = Compare("nordic_sessions", Comparison.GE, 2)
    facts = Asked({"sitting": 36})
    seen = Sight(replace(judged(small, {"sitting": 36}), facts=facts))
    both = AllOf((Compare("sitting", Comparison.GE, 32), unknown))
    for _ in range(3):
        assert seen.truth(both) == 0
    assert facts.times == {"sitting": 1, "nordic_sessions": 1}
    assert seen.open_facts(both) == ("nordic_sessions",)
    once = dict(facts.times)
    for _ in range(2):
        assert seen.open_facts(both) == seen.open_set(both) == ("nordic_sessions",)
    assert facts.times == once


class Read(tuple[Condition, ...]):
    """Parts of a condition that count how often they are read."""

    times = 0

    def __iter__(self) -> Iterator[Condition]:
        self.times += 1
        return super().__iter__()


def test_what_stands_under_a_condition_is_read_once_for_a_knowledge_and_its_order_once_for_a_person(
    small: br.KnowledgeBase,
) -> None:
    sitting, sessions = Compare("sitting", Comparison.GE, 32), Compare("nordic_sessions", Comparison.GE, 2)
    numb = Compare("screening[saddle_numbness]", Comparison.EQ, 1)
    for unknown, more in (((sessions, numb), 1), ((sessions,), 0)):  # one fact alone needs no order
        condition = AllOf(parts := Read((sitting, *unknown)))
        for read, person in ((2, judged(small, {"sitting": 36})), (1, judged(small, {"sitting": 40}))):
            seen, parts.times = Sight(person), 0
            for _ in range(3):
                assert seen.open_facts(condition) == tuple(one.fact for one in unknown)
            assert parts.times == read + more, "for the truth, for the order, and for the facts of whoever is the first"


def test_what_is_open_is_looked_up_without_a_look_at_the_truth(small: br.KnowledgeBase) -> None:
    asked: list[Condition] = []

    class Counted(Sight):
        def truth(self, condition: Condition) -> int:
            asked.append(condition)
            return super().truth(condition)

    seen, numb = Counted(judged(small, {})), Compare("screening[saddle_numbness]", Comparison.EQ, 1)
    assert seen.open_set(numb) == (numb.fact,)
    assert asked
    asked.clear()
    assert seen.open_set(numb) == (numb.fact,)
    assert not asked


def test_which_rules_could_carry_a_finding_is_found_once(
    small: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[AtLeast] = []

    def counted(knowledge: Knowledge, truths: Sequence[int], level: AtLeast) -> list[Rule]:
        asked.append(level)
        return swaying(knowledge, truths, level)

    monkeypatch.setattr(sys.modules[Sight.__module__], "swaying", counted)
    seen, level = Sight(judged(small, {})), AtLeast(WEAK, "low", 223)
    assert seen.open_facts(level)
    assert seen.open_facts(replace(level)) == seen.open_facts(level)
    assert asked == [level]


@pytest.mark.parametrize(
    ("cut", "truth"), [(299, 1), (300, 1), (301, 0), (400, 0), (401, -1)], ids=["below", "low", "in", "high", "above"]
)
def test_a_level_is_reached_at_its_cut(small: br.KnowledgeBase, cut: int, truth: int) -> None:
    person = judged(small, {})
    scores = tuple((300, 400) if name == WEAK else (0, 0) for name in small.knowledge.conclusions)
    seen = Sight(replace(person, inference=replace(person.inference, scores=scores)))
    assert seen.truth(AtLeast(WEAK, "low", cut)) == truth


def test_for_a_finding_that_nothing_concludes_there_is_no_evidence(small: br.KnowledgeBase) -> None:
    seen = Sight(judged(small, {}))
    some, none = AtLeast("unheard_of", "low", 1), AtLeast("unheard_of", "low", 0)
    assert (seen.truth(some), seen.truth(none)) == (-1, 1)
