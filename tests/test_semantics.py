"""The definition: truth tables, measures, scores, the worked example, and the laws on random knowledge."""

from __future__ import annotations

import itertools
import math
import operator
import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from effort import fewer
from hypothesis import given
from hypothesis import strategies as st
from in_one import in_one
from random_knowledge import LEVELS, chances, completed, knowledge_bases, random_facts
from small_knowledge import altered, write_knowledge

import balance_rules as br
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Comparison,
    Condition,
    Contradiction,
    Kind,
    Knowledge,
    Measure,
    Not,
    Operation,
    Place,
    Rationale,
    Rule,
    Trait,
    Truth,
    Within,
    conclusions_read,
    known_where_sure,
    surely,
)
from balance_rules.semantics import (
    Inference,
    Truths,
    certainty,
    derive,
    evidence_weight,
    infer,
    judge,
    quantise,
    reaches,
    score,
    with_measures,
)

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
LEAF = {T: Compare("true", Comparison.EQ, 1), F: Compare("false", Comparison.EQ, 1), U: Compare("u", Comparison.EQ, 1)}
KNOWN = {"true": 1, "false": 0}


def truth(condition: Condition, **facts: int) -> Truth:
    return judge(condition, KNOWN | facts, {}).truth


# ---------------------------------------------------------------- truth


@in_one(("a", "b"), list(itertools.product([T, U, F], repeat=2)))
def test_all_any_and_not_are_min_max_and_minus(a: Truth, b: Truth) -> None:
    parts = (LEAF[a], LEAF[b])
    assert truth(AllOf(parts)) is min(a, b)
    assert truth(AnyOf(parts)) is max(a, b)
    assert truth(Not(LEAF[a])) is Truth(-a)


def test_nothing_to_meet_is_met_and_nothing_to_choose_from_is_not() -> None:
    assert truth(AllOf(())) is T
    assert truth(AnyOf(())) is F


@pytest.mark.parametrize("comparison", list(Comparison))
@given(value=st.integers(-3, 3), threshold=st.integers(-3, 3))
def test_a_comparison_is_the_operator_it_is_named_after(comparison: Comparison, value: int, threshold: int) -> None:
    holds = getattr(operator, comparison.value)(value, threshold)
    assert truth(Compare("x", comparison, threshold), x=value) is (T if holds else F)


def test_a_comparison_is_unknown_exactly_when_its_fact_is() -> None:
    assert truth(Compare("x", Comparison.GE, 0)) is U
    assert truth(Within("x", (1, 2))) is U
    assert [truth(Within("x", (1, 3)), x=x) for x in (0, 1, 2, 3)] == [F, T, F, T]


conditions = st.recursive(
    st.sampled_from([*LEAF.values(), Within("true", (1, 2)), Within("false", (1,)), Within("u", (1,))]),
    lambda part: st.builds(Not, part) | st.lists(part, max_size=3).map(tuple).flatmap(
        lambda parts: st.sampled_from([AllOf(parts), AnyOf(parts)])
    ),
    max_leaves=8,
)  # fmt: skip


@given(conditions)
@fewer(14)
def test_what_is_sure_is_what_the_proof_says(condition: Condition) -> None:
    found = truth(condition)
    assert (surely(condition, KNOWN), surely(condition, KNOWN, holds=False)) == (found is T, found is F)


@given(conditions, st.booleans())
def test_what_is_sure_rests_on_one_of_the_facts_that_are_named(condition: Condition, holds: bool) -> None:
    named = known_where_sure(condition, holds)
    assert (named is None) == surely(condition, {}, holds)
    others = {fact: value for fact, value in KNOWN.items() if fact not in (named or ())}
    assert named is None or not surely(condition, others, holds)


def test_a_proof_shows_every_part_even_where_the_first_decides() -> None:
    proof = judge(AllOf((LEAF[F], LEAF[U], Not(LEAF[T]))), KNOWN, {})
    assert [part.truth for part in proof.parts] == [F, U, F]
    assert proof.parts[2].parts[0].condition == LEAF[T]


def test_a_proof_names_its_condition_whatever_it_finds() -> None:
    unknown, within = Within("u", (1, 2)), Within("true", (1, 2))
    assert judge(unknown, KNOWN, {}).condition is unknown
    assert judge(within, KNOWN, {}).condition is within
    assert judge(LEAF[U], KNOWN, {}).condition is LEAF[U]


@pytest.mark.parametrize("around", [lambda c: Not(c), lambda c: AllOf((LEAF[T], c)), lambda c: AnyOf((LEAF[F], c))])
def test_what_conditions_share_is_judged_once(around: Callable[[Condition], Condition]) -> None:
    leaf, shared = Compare("true", Comparison.EQ, 1), {}
    whole = judge(around(leaf), KNOWN, {}, shared)
    assert judge(leaf, KNOWN, {}, shared) is whole.parts[-1]
    assert judge(whole.condition, KNOWN, {}, shared) is whole


@in_one(
    ("interval", "expected"),
    [((693, 693), T), ((692, 692), F), ((692, 693), U), ((693, 2000), T), ((-5, 692), F), ((-5, 693), U)],
)
def test_cuts_are_inclusive(interval: tuple[int, int], expected: Truth) -> None:
    assert reaches(interval, 693) is expected
    assert judge(AtLeast("c", "moderate", 693), {}, {"c": interval}).truth is expected


def test_a_finding_without_a_rule_has_no_evidence() -> None:
    assert judge(AtLeast("c", "low", 223), {}, {}).truth is F


# ---------------------------------------------------------------- measures


VALUES = [
    (Operation.RATIO, [92, 178], Fraction(46, 89)),
    (Operation.RATIO, [84, 2, 2], Fraction(21)),
    (Operation.PERCENTAGE, [45, 60], Fraction(75)),
    (Operation.DIFFERENCE, [5, 8], Fraction(-3)),
    (Operation.DIFFERENCE, [9, 2, 3], Fraction(4)),
    (Operation.SUM, [1, 2, 3], Fraction(6)),
    (Operation.MINIMUM, [4, 2], Fraction(2)),
    (Operation.MAXIMUM, [4, 2], Fraction(4)),
    (Operation.LIMB_SYMMETRY, [80, 100], Fraction(80)),
    (Operation.LIMB_SYMMETRY, [100, 80], Fraction(80)),
    (Operation.ASYMMETRY, [80, 100], Fraction(20)),
    (Operation.ASYMMETRY, [7, 7], Fraction(0)),
    (Operation.ESTIMATED_MAXIMUM, [100, 5], Fraction(225, 2)),
]


@in_one(("operation", "inputs", "expected"), VALUES)
def test_each_operation_is_exact(operation: Operation, inputs: list[int], expected: Fraction) -> None:
    assert derive(Measure("m", operation, ("a",) * len(inputs)), [Fraction(i) for i in inputs]) == expected


def test_no_operation_is_without_values() -> None:
    assert {operation for operation, _, _ in VALUES} == {*Operation}


@in_one("operation", list(Operation))
def test_an_operation_is_called_symmetric_where_it_is(operation: Operation) -> None:
    measure = Measure("m", operation, ("a", "b"))
    turned = [derive(measure, [Fraction(a), Fraction(b)]) == derive(measure, [Fraction(b), Fraction(a)])
              for a in range(1, 10) for b in range(1, 10)]  # fmt: skip
    assert all(turned) is (Trait.SYMMETRIC in operation.traits)


@in_one("operation", list(Operation))
def test_a_measure_is_unknown_if_an_input_is(operation: Operation) -> None:
    measure = Measure("m", operation, ("a", "b"))
    assert derive(measure, [Fraction(3), None]) is None
    assert derive(measure, [None, Fraction(3)]) is None


@pytest.mark.parametrize(
    ("operation", "inputs"),
    [
        (Operation.RATIO, [3, 0]),
        (Operation.RATIO, [3, 1, 0]),
        (Operation.PERCENTAGE, [3, 0]),
        (Operation.LIMB_SYMMETRY, [0, 0]),
        (Operation.ASYMMETRY, [0, 0]),
    ],
)
def test_a_measure_that_would_divide_by_zero_is_unknown(operation: Operation, inputs: list[int]) -> None:
    assert derive(Measure("m", operation, ("a",) * len(inputs)), [Fraction(i) for i in inputs]) is None


@given(st.fractions(-50, 50), st.sampled_from([Fraction(1), Fraction(1, 4), Fraction(1, 1000), Fraction(3)]))
def test_quantising_rounds_half_to_even_and_once(value: Fraction, resolution: Fraction) -> None:
    attribute = Attribute("a", "a", Kind.NUMBER, "", "", 1, resolution=resolution)
    steps = quantise(attribute, value)
    distance = abs(value / resolution - steps)
    assert distance <= Fraction(1, 2)
    assert distance < Fraction(1, 2) or steps % 2 == 0


TORQUES = {"hamstring_torque[left]": 90, "quadriceps_torque[left]": 200}


@in_one(
    ("told", "derived", "possible"),
    [
        ({}, {}, True),
        ({"hamstring_torque[left]": 90}, {}, True),
        (TORQUES, {"hq[left]": 450}, True),
        ({**TORQUES, "hq[left]": 450}, {"hq[left]": 450}, True),
        ({**TORQUES, "hq[left]": 451}, {"hq[left]": 450}, False),  # given otherwise than it follows
        ({**TORQUES, "quadriceps_torque[left]": 45}, {"hq[left]": 2000}, True),
        ({**TORQUES, "quadriceps_torque[left]": 44}, {"hq[left]": 2045}, False),  # out of its range
        ({**TORQUES, "hamstring_torque[left]": 20}, {"hq[left]": 100}, True),
        ({**TORQUES, "hamstring_torque[left]": 19}, {"hq[left]": 95}, False),
        ({**TORQUES, "quadriceps_torque[left]": 44, "sitting": 4}, {"hq[left]": 2045}, False),
        ({"hop[left]": 80, "hop[right]": 100}, {"hop_asymmetry": 200}, True),
        # one side impossible, and after it another that is not
        (
            {**TORQUES, "quadriceps_torque[left]": 44, "hop[left]": 80, "hop[right]": 100},
            {"hq[left]": 2045, "hop_asymmetry": 200},
            False,
        ),
        ({"sitting": 96}, {}, False),  # contradictory
        ({"sitting": 95}, {}, True),
    ],
)
def test_facts_and_all_that_follows_from_them_are_of_somebody_or_nobody(
    small: br.KnowledgeBase, told: dict[str, int], derived: dict[str, int], possible: bool
) -> None:
    always = Compare("sitting", Comparison.EQ, 96)
    none_sits_all_day = Contradiction("c", "c", "c", always, Rationale(), (), Place("c"), "")
    knowledge = altered(small.knowledge, contradictions=(none_sits_all_day,))
    before = dict(told)
    assert with_measures(knowledge, told) == ({**told, **derived}, possible)
    assert told == before


def test_a_measure_of_measures_follows_too(small: br.KnowledgeBase) -> None:
    sides = Measure("hop_asymmetry", Operation.ASYMMETRY, ("hq[left]", "hq[right]"))
    knowledge = altered(small.knowledge, measures=(*small.knowledge.measures[:2], sides))
    known, possible = with_measures(
        knowledge, {**TORQUES, "hamstring_torque[right]": 45, "quadriceps_torque[right]": 200}
    )
    assert (known["hq[right]"], known["hop_asymmetry"], possible) == (225, 500, True)
    sum_of_two = replace(sides, operation=Operation.SUM)
    knowledge = altered(small.knowledge, measures=(*small.knowledge.measures[:2], sum_of_two))
    known, _ = with_measures(knowledge, {**TORQUES, "hamstring_torque[right]": 150, "quadriceps_torque[right]": 200})
    assert known["hop_asymmetry"] == 12  # 0.45 and 0.75, in tenths


# ---------------------------------------------------------------- scores


@in_one(
    ("value", "steps"),
    [("57.4", 57), ("57.6", 57), ("58", 58), ("58.4", 59), ("58.6", 59), ("61.4", 61), ("61.6", 62)],
)
def test_rounding_carries_nothing_onto_a_threshold(value: str, steps: int) -> None:
    torn = Attribute(
        "x", "X", Kind.NUMBER, "", "", 1, "s", 0, 600, above=frozenset({58}), below=frozenset({58})
    )  # the knowledge asks: exactly 58?
    assert quantise(torn, Fraction(value)) == steps


@pytest.mark.parametrize("score_of", [0, 1, 693, 1000, 5000])
def test_certainty_is_one_less_the_inverse_of_the_odds(score_of: int) -> None:
    assert certainty(score_of) == 1 - math.exp(-score_of / 1000)
    assert certainty(-score_of) == -certainty(score_of)


@given(st.integers(-99, 99).filter(bool))
def test_a_weight_is_the_rounded_logarithm_and_certainty_undoes_it(percent: int) -> None:
    weight = evidence_weight(Decimal(percent) / 100)
    exact = -1000 * math.log(1 - abs(percent) / 100)
    assert abs(abs(weight) - exact) <= 0.5 + 1e-9
    assert (weight > 0) == (percent > 0)
    assert certainty(weight) == pytest.approx(percent / 100, abs=6e-4)


@given(st.integers(1, 98), st.integers(1, 98))
def test_adding_weights_is_the_mycin_combination(a: int, b: int) -> None:
    x, y = a / 100, b / 100
    added = evidence_weight(Decimal(a) / 100) + evidence_weight(Decimal(b) / 100)
    assert certainty(added) == pytest.approx(x + y - x * y, abs=2e-3)


def _rule(weight: int, group: str = "g") -> Rule:
    return Rule("r", "r", "r", AllOf(()), Rationale(), (), Place("p"), "c", Decimal(0), weight, group)


@in_one(
    ("rules", "expected"),
    [
        ([(511, "g", T), (916, "g", T)], (916, 916)),
        ([(511, "g", T), (916, "h", T)], (1427, 1427)),
        ([(511, "g", T), (916, "g", U)], (511, 916)),
        ([(511, "g", U), (916, "g", F)], (0, 511)),
        ([(511, "g", T), (-357, "g", T)], (154, 154)),
        ([(-100, "g", T), (-357, "g", T)], (-357, -357)),
        ([(-100, "g", T), (-357, "g", U)], (-357, -100)),
        ([(511, "g", U), (-357, "h", U)], (-357, 511)),
        ([(1, "g", T), (-1, "h", U)], (0, 1)),
        ([(1, "g", U), (-1, "h", T)], (-1, 0)),
        ([], (0, 0)),
    ],
)
def test_the_strongest_of_a_group_counts_and_groups_add(
    rules: list[tuple[int, str, Truth]], expected: tuple[int, int]
) -> None:
    members = [(_rule(weight, group), truth) for weight, group, truth in rules]
    for order in itertools.permutations(members):
        assert score(order) == expected


# ---------------------------------------------------------------- the worked example


ANSWERED = {"screening": "none", "equipment": "none", "training_experience": "beginner", "sitting": 4}
WEAK = {"hq[left]": 0.45, "hop_asymmetry": 18, "nordic_sessions": 0}


def left(assessment: br.Assessment) -> br.Finding:
    return next(f for f in assessment.findings if f.id == "hamstring_weakness[left]")


def state(assessment: br.Assessment, name: str = "nordic_curl[left]") -> br.Advice:
    return next(advice for advice in assessment.prescriptions if advice.id == name)


def test_the_weights_of_the_worked_example(small: br.KnowledgeBase) -> None:
    weights = {rule.id: rule.weight for rule in small.knowledge.rules if rule.id.endswith("[left]")}
    assert weights == {
        "hq_below_convention[left]": 511,
        "hq_far_below_convention[left]": 916,
        "hops_differ[left]": 693,
        "after_ligament_injury[left]": 357,
        "nordics_trained[left]": -357,
        "weak_side_of_the_chain[left]": evidence_weight(Decimal("0.55")),
    }
    assert [level.cut for level in LEVELS] == [223, 693, 1609]


def test_high_although_one_fact_is_unknown_and_withheld_until_pain_is_answered(small: br.KnowledgeBase) -> None:
    assessment = small.assess({**ANSWERED, **WEAK})
    finding = left(assessment)
    assert (finding.score, finding.level, finding.may_reach) == ((1609, 1966), "high", None)
    advice = state(assessment)
    assert (advice.state, advice.needed) == ("withheld", ("hamstring_pain[left]",))
    asked = [question.fact for question in assessment.questions if question.fact.endswith("[left]")]
    assert asked == ["hamstring_pain[left]"], "the earlier injury settles nothing and is not asked"


def test_the_answer_about_pain_gives_or_refuses(small: br.KnowledgeBase) -> None:
    given = small.assess({**ANSWERED, **WEAK, "hamstring_pain": "none"})
    assert state(given).state == "given"
    refused = small.assess({**ANSWERED, **WEAK, "hamstring_pain[left]": 4})
    assert state(refused).state == "refused"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, (1609, "high")),
        ({"hq[left]": 0.469}, (1609, "high")),
        ({"hq[left]": 0.47}, (1204, "moderate")),
        ({"nordic_sessions": 2}, (1252, "moderate")),
        ({"nordic_sessions": 1}, (1609, "high")),
    ],
)
def test_the_smallest_changes_that_leave_high(
    small: br.KnowledgeBase, changed: dict[str, float], expected: tuple[int, str]
) -> None:
    finding = left(small.assess({**ANSWERED, **WEAK, "prior_acl": "none", **changed}))
    assert finding.score == (expected[0], expected[0])
    assert finding.level == expected[1]


def test_groups_prevent_double_counting(small: br.KnowledgeBase, tmp_path: Path) -> None:
    person = {**ANSWERED, "hq[left]": 0.45, "hop_asymmetry": 5, "prior_acl": ["left"], "nordic_sessions": 0}
    finding = left(small.assess(person))
    assert (finding.score, finding.level) == ((1273, 1273), "moderate")
    outweighed = {reason.rule: reason.outweighed_by for reason in finding.reasons}
    assert outweighed == {
        "hq_far_below_convention[left]": None,
        "hq_below_convention[left]": "hq_far_below_convention[left]",
        "after_ligament_injury[left]": None,
    }
    path = "rules/1_from_facts/hq_below_convention.yaml"
    ungrouped = br.load(write_knowledge(tmp_path / "kb", {path: ("group: strength", "group: other")}), bundled=False)
    double = left(ungrouped.assess(person))
    assert (double.score, double.level) == ((1784, 1784), "high")


# ---------------------------------------------------------------- the laws


def test_a_truth_is_kept_once_it_is_said() -> None:
    facts = {"pain": 5, "sitting": 9}
    hurts, sits = Compare("pain", Comparison.EQ, 5), Compare("sitting", Comparison.EQ, 9)
    of = Truths(facts, {})
    assert (of(hurts), of(AllOf((hurts, Not(sits))))) == (T, F)
    facts.clear()
    assert (of(hurts), of(sits), of(AnyOf((hurts, Not(sits))))) == (T, T, T)
    assert of(Compare("pain", Comparison.EQ, 5)) is U, "it is another condition, though it is equal"


def by_id(knowledge: Knowledge, inference: Inference) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    names = [name for name, _ in knowledge.judged]
    truths = dict(zip(names, inference.truths, strict=True))
    return truths, dict(zip(knowledge.conclusions, inference.scores, strict=True))


@given(knowledge_bases(), chances())
@fewer(14)
def test_a_truth_is_that_of_its_proof_and_of_anybody_who_differs_in_nothing_that_is_read(
    knowledge: Knowledge, chance: random.Random
) -> None:
    facts = random_facts(chance, knowledge)
    another = {fact: value for fact, value in facts.items() if chance.random() < 0.9}
    another |= list(random_facts(chance, knowledge).items())[:1]
    scores, others = (
        dict(zip(knowledge.conclusions, infer(knowledge, known).scores, strict=True)) for known in (facts, another)
    )
    apart = {name for name, _ in (facts.items() | scores.items()) ^ (another.items() | others.items())}
    of = Truths(facts, scores, Truths(another, others), apart)
    for _, condition in knowledge.judged:
        assert of(condition) is Truths(facts, scores)(condition) is judge(condition, facts, scores).truth


@given(knowledge_bases(), chances())
@fewer(14)
def test_law_1_any_order_of_facts_and_rules_gives_the_same(knowledge: Knowledge, chance: random.Random) -> None:
    facts = random_facts(chance, knowledge)
    rules = chance.sample(knowledge.rules, len(knowledge.rules))
    rules.sort(key=lambda rule: rule.stratum)
    reordered = replace(knowledge, rules=tuple(rules))
    shuffled = dict(chance.sample(list(facts.items()), len(facts)))
    assert by_id(reordered, infer(reordered, shuffled)) == by_id(knowledge, infer(knowledge, facts))


@given(knowledge_bases(), chances(), st.sampled_from([0.2, 0.5, 1.0]))
@fewer(14)
def test_law_2_what_is_concluded_stays_true_however_the_unknown_turns_out(
    knowledge: Knowledge, chance: random.Random, share: float
) -> None:
    facts = random_facts(chance, knowledge, chance.random())
    truths, scores = by_id(knowledge, infer(knowledge, facts))
    for _ in range(4):
        later_truths, later_scores = by_id(knowledge, infer(knowledge, completed(chance, knowledge, facts, share)))
        for name, (low, high) in scores.items():
            later_low, later_high = later_scores[name]
            assert low <= later_low <= later_high <= high
            assert later_low == later_high or share < 1
            for level in LEVELS:
                before, after = reaches((low, high), level.cut), reaches((later_low, later_high), level.cut)
                assert before in (U, after)
        for name, before in truths.items():
            assert before in (0, later_truths[name]), f"{name} flipped"
            assert later_truths[name] != 0 or share < 1


@given(knowledge_bases(), chances())
@fewer(14)
def test_law_3_learning_turns_withheld_into_given_or_refused_and_nothing_else(
    knowledge: Knowledge, chance: random.Random
) -> None:
    known: dict[str, int] = {}
    history: dict[str, list[int]] = {p.id: [] for p in knowledge.prescriptions}
    everything = list(random_facts(chance, knowledge, 0).items())
    for fact, value in [*everything, ("", 0)]:
        truths, _ = by_id(knowledge, infer(knowledge, known))
        for name, seen in history.items():
            seen.append(truths[name])
        known[fact] = value
    for seen in history.values():
        settled = [t for t in seen if t != 0]
        assert len(set(settled)) == 1
        assert seen == [0] * (len(seen) - len(settled)) + settled


@given(knowledge_bases(), chances())
@fewer(14)
def test_law_4_a_weaker_rule_of_a_group_changes_nothing(knowledge: Knowledge, chance: random.Random) -> None:
    facts = random_facts(chance, knowledge)
    truths, scores = by_id(knowledge, infer(knowledge, facts))
    rule = chance.choice(knowledge.rules)
    # a rule on the same condition never counts; on any other condition it does not while the stronger one fires
    condition = chance.choice(knowledge.rules).condition if truths[rule.id] > 0 else rule.condition
    readable = {c for c, made in knowledge.conclusions.items() if made.stratum < rule.stratum}
    if not set(conclusions_read(condition)) <= readable:
        condition = rule.condition
    weaker = replace(rule, id="weaker", condition=condition, weight=int(rule.weight * chance.random()))
    rules = sorted((*knowledge.rules, weaker), key=lambda each: each.stratum)
    extended = replace(knowledge, rules=tuple(rules))
    new_truths, new_scores = by_id(extended, infer(extended, facts))
    assert new_scores == scores
    assert {name: t for name, t in new_truths.items() if name != "weaker"} == truths
