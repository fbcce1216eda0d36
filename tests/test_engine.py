"""Forward chaining on experta, the compiled kernel and the definition: the same answer, bit for bit."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from effort import effort, fewer
from hypothesis import given, settings
from in_one import in_one
from random_knowledge import chances, knowledge_bases, random_facts, sheet_of

import balance_rules as br
from balance_rules.inference.forward import ForwardEngine
from balance_rules.inference.kernel import Justification, Kernel, _tuple
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    Knowledge,
    Not,
    Within,
    conclusions_read,
    facts_read,
)
from balance_rules.semantics import NO_EVIDENCE, Inference, Interval, infer


def expected_justifications(knowledge: Knowledge, facts: dict[str, int]) -> set[Justification]:
    """Return the justifications by the definition: who fired, on what, and who is stronger in its group."""
    truths = infer(knowledge, facts).truths
    fired = [(i, rule) for i, rule in enumerate(knowledge.rules) if truths[i] > 0]
    found = set()
    for _, rule in fired:
        rivals = [
            (-abs(other.weight), i, other)
            for i, other in fired
            if (other.conclusion, other.group) == (rule.conclusion, rule.group) and other.weight * rule.weight > 0
        ]
        winner = min(rivals)[2]
        values = tuple(facts.get(fact) for fact in facts_read(rule.condition))
        found.add(Justification(rule, values, None if winner is rule else winner))
    return found


# ---------------------------------------------------------------- equivalence


@given(knowledge_bases(most_rules=25), chances())
@fewer(16)
def test_engine_kernel_and_definition_agree(knowledge: Knowledge, chance: random.Random) -> None:
    kernel = Kernel(knowledge)
    engine = ForwardEngine(kernel)
    for missing in (0.0, 0.3, 0.3, 0.8, 1.0):
        facts = random_facts(chance, knowledge, missing)
        expected = infer(knowledge, facts)
        assert kernel.run(facts) == expected
        assert engine.infer(facts) == expected
        shuffled = dict(chance.sample(list(facts.items()), len(facts)))
        assert engine.infer(shuffled) == expected
        justifications = kernel.justify(kernel.values(facts), expected.truths)
        assert set(justifications) == expected_justifications(knowledge, facts)
        assert kernel.assess(facts) == (expected, justifications)
        assert len(justifications) == len(set(justifications))


@given(chances())
@settings(max_examples=effort(2, 12))
def test_they_agree_on_the_bundled_knowledge(kb: br.KnowledgeBase, chance: random.Random) -> None:
    facts = random_facts(chance, kb.knowledge, chance.choice([0.0, 0.3, 0.9]))
    expected = infer(kb.knowledge, facts)
    fired = kb.assess_facts(sheet_of(facts))
    straight = kb.assess_facts(sheet_of(dict(chance.sample(list(facts.items()), len(facts)))), engine="compiled")
    assert fired.inference == straight.inference == expected
    assert set(fired.justifications) == expected_justifications(kb.knowledge, facts)
    assert fired.justifications == straight.justifications
    assert fired == straight
    assert fired.record.findings == straight.record.findings
    assert fired.record.prescriptions == straight.record.prescriptions


@given(knowledge_bases(), chances())
@fewer(10)
def test_an_engine_that_was_used_before_gives_the_same(knowledge: Knowledge, chance: random.Random) -> None:
    engine = ForwardEngine(Kernel(knowledge))
    people = [random_facts(chance, knowledge) for _ in range(4)]
    first = [engine.infer(facts) for facts in people]
    assert [engine.infer(facts) for facts in reversed(people)] == first[::-1]


@given(knowledge_bases(), chances())
@fewer(12)
def test_stratum_by_stratum_comes_to_what_a_run_comes_to(knowledge: Knowledge, chance: random.Random) -> None:
    kernel, facts = Kernel(knowledge), random_facts(chance, knowledge)
    values, truths = kernel.values(facts), list[int]()
    scores: list[Interval] = [NO_EVIDENCE] * len(knowledge.conclusions)
    for stratum in range(len(kernel.strata)):
        judged, closed = kernel.step(stratum, values, scores)
        truths += judged
        for position, score in zip(kernel.closes[stratum], closed, strict=True):
            scores[position] = score
    truths += kernel.decide(values, scores)
    assert Inference(tuple(truths), tuple(scores)) == infer(knowledge, facts)
    assert kernel.judge(values) == tuple(truths)


def test_facts_the_knowledge_does_not_declare_are_left_aside(small: br.KnowledgeBase) -> None:
    facts = {"hq[left]": 450, "from_elsewhere": 3}
    expected = infer(small.knowledge, {"hq[left]": 450})
    assert small.kernel.run(facts) == expected
    assert ForwardEngine(small.kernel).infer(facts) == expected


class Answers(Mapping[str, int]):
    """A mapping that can do no more than every mapping can."""

    def __getitem__(self, fact: str) -> int:
        return {"hq[left]": 450}[fact]

    def __iter__(self) -> Iterator[str]:
        return iter(["hq[left]"])

    def __len__(self) -> int:
        return 1


@pytest.mark.parametrize("facts", [Answers(), MappingProxyType({"hq[left]": 450})])
def test_facts_come_in_any_mapping(small: br.KnowledgeBase, facts: Mapping[str, int]) -> None:
    assert small.kernel.run(facts) == infer(small.knowledge, {"hq[left]": 450})


def test_a_large_group_is_compiled_without_deep_nesting(small: br.KnowledgeBase) -> None:
    rule = small.knowledge.rules[0]
    many = tuple(
        replace(
            rule,
            id=f"many_{i}",
            weight=i + 1,
            condition=AnyOf((Compare("hq[left]", Comparison.GE, i), Compare("hq[left]", Comparison.LT, 0))),
        )
        for i in range(400)
    )
    knowledge = replace(small.knowledge, rules=many)
    kernel = Kernel(knowledge)
    for value in (0, 89, 90, 91, 180, 399):
        facts = {"hq[left]": value}
        assert kernel.run(facts) == infer(knowledge, facts)
    assert kernel.run({}) == infer(knowledge, {})


def wide_knowledge(small: br.KnowledgeBase, chance: random.Random, count: int) -> Knowledge:
    """Return knowledge with prescriptions that each join many of the same parts, and parts of these again."""
    facts = list(small.knowledge.facts)
    leaves: list[Condition] = [Compare(chance.choice(facts), Comparison.GE, i) for i in range(60)]
    conditions: list[Condition] = []
    for _ in range(count):
        kind = chance.choice([AllOf, AnyOf])
        parts = chance.sample([*leaves, *conditions], chance.randint(2, 40))
        conditions.append(kind(tuple(Not(part) if chance.random() < 0.3 else part for part in parts)))
    template = small.knowledge.prescriptions[0]
    wide = tuple(replace(template, id=f"wide_{i}", condition=c) for i, c in enumerate(conditions))
    return replace(small.knowledge, prescriptions=wide)


@given(chances())
@fewer(8)
def test_what_joins_many_parts_is_judged_by_the_definition(small: br.KnowledgeBase, chance: random.Random) -> None:
    knowledge = wide_knowledge(small, chance, 8)
    kernel = Kernel(knowledge)
    for missing in (0.0, 0.1, 0.5, 1.0):
        facts = random_facts(chance, knowledge, missing)
        assert kernel.run(facts) == infer(knowledge, facts)


def test_parts_that_many_share_are_not_named_in_each(small: br.KnowledgeBase) -> None:
    shared = tuple(Compare("hq[left]", Comparison.GE, i) for i in range(100))
    template = small.knowledge.prescriptions[0]

    def source(count: int) -> int:
        chosen = [AllOf(shared[:i] + shared[i + 1 :]) for i in range(count)]
        wide = (replace(template, id=f"wide_{i}", condition=condition) for i, condition in enumerate(chosen))
        return len(Kernel(replace(small.knowledge, prescriptions=tuple(wide))).source)

    each = (source(100) - source(50)) / 50
    assert each < 2 * len(shared)  # characters; to name each part twice takes 20 for each part


def test_no_text_of_the_knowledge_gets_into_the_compiled_source(small: br.KnowledgeBase) -> None:
    knowledge = small.knowledge
    names = {*knowledge.facts, *knowledge.conclusions, *(name for name, _ in knowledge.judged)}
    assert not [name for name in names if name in small.kernel.source]


def test_rules_that_share_a_condition_are_both_told(small: br.KnowledgeBase) -> None:
    first = small.knowledge.rules[0]
    conditions = (Compare("hq[left]", Comparison.LT, 500), Not(Compare("hq[left]", Comparison.GE, 500)), AllOf(()))
    rules = [replace(first, id=f"{i}_{j}", condition=c, weight=1 + i) for i, c in enumerate(conditions) for j in (0, 1)]
    knowledge = replace(small.knowledge, rules=tuple(rules), restrictions=(), referrals=(), prescriptions=())
    for facts, fired in (({"hq[left]": 450}, 6), ({"hq[left]": 500}, 2), ({}, 2)):
        inference, justifications = Kernel(knowledge).assess(facts)
        assert inference == infer(knowledge, facts)
        assert set(justifications) == expected_justifications(knowledge, facts)
        assert len(justifications) == fired


@pytest.mark.parametrize("silent", range(3))
def test_a_rule_is_outweighed_by_the_strongest_that_fired_on_its_own_side(small: br.KnowledgeBase, silent: int) -> None:
    first = small.knowledge.rules[0]
    fires, does_not = Compare("sitting", Comparison.GE, 1), Compare("sitting", Comparison.GE, 9)
    rules = tuple(
        replace(first, id=f"{side}_{weight}", group=str(side), weight=weight, condition=does_not if low else fires)
        for side in range(3)
        for weight, low in ((3, True), (2, side == silent), (1, side == silent))
    )
    kernel = Kernel(replace(small.knowledge, rules=rules))
    outweighed = {
        each.rule.id: each.outweighed_by and each.outweighed_by.id for each in kernel.assess({"sitting": 5})[1]
    }
    sides = [side for side in range(3) if side != silent]
    assert outweighed == {f"{side}_2": None for side in sides} | {f"{side}_1": f"{side}_2" for side in sides}


@pytest.mark.parametrize("cut", [-1, 0, 1])
def test_a_finding_has_no_evidence_before_it_closes(small: br.KnowledgeBase, cut: int) -> None:
    first = small.knowledge.rules[0]
    early = replace(first, condition=Not(AtLeast(first.conclusion, "any", cut)))
    knowledge = replace(small.knowledge, rules=(early, *small.knowledge.rules[1:]))
    for facts in ({}, {"hq[left]": 450, "hq[right]": 450}):
        assert Kernel(knowledge).run(facts) == ForwardEngine(Kernel(knowledge)).infer(facts) == infer(knowledge, facts)


@in_one("joined", [False, True], ids=["the level", "what joins it"])
@in_one("cut", [-1, 0, 1])
def test_what_was_read_before_a_finding_closed_is_read_anew_after(
    small: br.KnowledgeBase, cut: int, joined: bool
) -> None:
    rules = small.knowledge.rules
    level: Condition = AtLeast(rules[0].conclusion, "any", cut)
    read = AnyOf((level, Compare("sitting", Comparison.GE, 99))) if joined else level
    early = replace(rules[0], condition=Compare("hq[left]", Comparison.LT, 500))
    too_early, late = (replace(rules[0], id=f"reads_{i}", condition=read, stratum=i) for i in (0, 1))
    knowledge = replace(small.knowledge, rules=(early, too_early, late))
    for facts in ({}, {"hq[left]": 450}, {"hq[left]": 450, "sitting": 9}, {"sitting": 9}, {"hq[left]": 600}):
        assert Kernel(knowledge).run(facts) == infer(knowledge, facts)


def test_what_rules_of_several_strata_share_is_compared_once(small: br.KnowledgeBase) -> None:
    first, *_ = small.knowledge.rules
    shared = AllOf((Compare("sitting", Comparison.GE, 7654), Compare("hq[left]", Comparison.LT, 500)))
    level = AtLeast(first.conclusion, "any", 1)
    reads_it = replace(first, id="late", condition=AnyOf((shared, level)), stratum=1)
    knowledge = replace(small.knowledge, rules=(replace(first, condition=shared), reads_it), prescriptions=())
    straight = Kernel(knowledge).source.split("def judged(")[1]
    assert straight.count(" 7654") == 1
    assert " = t" not in straight, "nor is a truth that has a name given another"


@in_one("count", [9, 10, 11])
@in_one("kind", [AllOf, AnyOf])
def test_many_parts_are_all_true_or_all_false_or_unknown(
    small: br.KnowledgeBase, kind: type[AllOf | AnyOf], count: int
) -> None:
    many = kind(tuple(Compare("sitting", Comparison.GE, i) for i in range(count)))
    rule, prescription = small.knowledge.rules[0], small.knowledge.prescriptions[0]
    knowledge = replace(
        small.knowledge,
        rules=(replace(rule, condition=many), replace(rule, id="not", condition=Not(many))),
        prescriptions=(replace(prescription, condition=many), replace(prescription, id="not", condition=Not(many))),
    )
    for facts in ({"sitting": -1}, {"sitting": 5}, {"sitting": 50}, {}):
        assert Kernel(knowledge).run(facts) == infer(knowledge, facts)


@pytest.mark.parametrize(("count", "error"), [(1, ValueError), (2, IndexError)])
def test_rules_are_not_justified_by_truths_of_fewer(
    small: br.KnowledgeBase, count: int, error: type[Exception]
) -> None:
    kernel = Kernel(replace(small.knowledge, rules=small.knowledge.rules[:count]))
    with pytest.raises(error):
        kernel.justify(kernel.values({}), ())


def test_knowledge_without_rules_still_decides(small: br.KnowledgeBase) -> None:
    knowledge = replace(small.knowledge, rules=(), conclusions={})
    knowledge = replace(
        knowledge,
        prescriptions=tuple(
            replace(p, condition=AllOf((Compare("sitting", Comparison.GE, 32),))) for p in knowledge.prescriptions
        ),
    )
    kernel = Kernel(knowledge)
    for facts in ({}, {"sitting": 32}, {"sitting": 31}):
        assert kernel.run(facts) == ForwardEngine(kernel).infer(facts) == infer(knowledge, facts)


# ---------------------------------------------------------------- experta's agenda is what fires


@given(knowledge_bases(), chances())
@fewer(12)
def test_what_is_true_fires_once_in_the_order_of_the_strata(knowledge: Knowledge, chance: random.Random) -> None:
    kernel = Kernel(knowledge)
    engine = ForwardEngine(kernel)
    facts = random_facts(chance, knowledge)
    engine.infer(facts)
    truths = dict(zip((name for name, _ in knowledge.judged), infer(knowledge, facts).truths, strict=True))
    acting = {statement.id for statement in (*knowledge.rules, *knowledge.referrals, *knowledge.prescriptions)}
    fired = [firing.id for firing in engine.history if firing.kind != "barrier"]
    assert sorted(fired) == sorted(name for name in acting if truths[name] > 0)
    assert [f.stratum for f in engine.history] == sorted(f.stratum for f in engine.history)
    for stratum in range(knowledge.strata):
        layer = [firing for firing in engine.history if firing.stratum == stratum]
        assert [firing.kind == "barrier" for firing in layer] == [False] * (len(layer) - 1) + [True]
        position = {rule.id: i for i, rule in enumerate(knowledge.rules)}
        rules = [position[firing.id] for firing in layer[:-1]]
        assert rules == sorted(rules)
    conditions = dict(knowledge.judged)
    for firing in engine.history:
        if firing.kind != "barrier":
            assert firing.values == tuple(facts.get(fact) for fact in facts_read(conditions[firing.id]))


def test_a_person_is_fired_through_experta(small: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    import experta

    taken: list[str] = []
    original = experta.agenda.Agenda.get_next

    def get_next(agenda: Any) -> Any:
        activation = original(agenda)
        if activation is not None:
            taken.append(activation.rule.__name__)
        return activation

    monkeypatch.setattr(experta.agenda.Agenda, "get_next", get_next)
    session = small.session({"hq[left]": 0.45, "nordic_sessions": 0, "sitting": 9})
    session.run()
    assert taken == [
        "hq_below_convention[left]",
        "hq_far_below_convention[left]",
        "close_stratum_0",
        "weak_side_of_the_chain[left]",
        "close_stratum_1",
        "sitting_breaks",
    ]
    assert isinstance(session._engine, experta.KnowledgeEngine)


# ---------------------------------------------------------------- what is compiled


def test_what_the_kernel_compiles_can_reach_nothing(small: br.KnowledgeBase) -> None:
    run = Kernel(small.knowledge)._decide
    assert run.__globals__["__builtins__"] == {}  # no text of the knowledge can name a function
    assert run.__code__.co_filename == "<kernel>"


@pytest.mark.parametrize("condition", [AllOf(()), AnyOf(()), Within("x", ())], ids=["all", "any", "within"])
def test_a_condition_without_parts_is_judged_as_defined(small: br.KnowledgeBase, condition: Condition) -> None:
    first = small.knowledge.rules[0]
    if isinstance(condition, Within):
        condition = replace(condition, fact=next(iter(small.knowledge.facts)))
    rules = (replace(first, condition=condition), *small.knowledge.rules[1:])
    knowledge = replace(small.knowledge, rules=rules)
    for values in ({}, dict.fromkeys(small.knowledge.facts, 0)):
        assert Kernel(knowledge).run(values) == infer(knowledge, values)


def test_nothing_is_written_as_an_empty_tuple() -> None:
    assert [_tuple(items) for items in ([], ["a"], ["a", "b"])] == ["()", "(a,)", "(a, b,)"]


def test_a_finding_that_no_rule_concludes_is_judged_as_defined(small: br.KnowledgeBase) -> None:
    bare = replace(small.knowledge, rules=(), hash="no rules")
    assert Kernel(bare).run({}) == infer(bare, {})
    reads = [p for p in bare.prescriptions if conclusions_read(p.condition)]
    assert reads, "something reads a finding"
