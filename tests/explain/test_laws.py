"""What holds of every explanation, on random small knowledge: replay, sufficiency, minimality, duality."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

import pytest
from effort import effort

from balance_rules.errors import FactError
from balance_rules.explain import contrast, how, what_if, why, why_not
from balance_rules.explain.basis import Grounds
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Comparison,
    Condition,
    Kind,
    Knowledge,
    Not,
    Operation,
    Proof,
    Truth,
    leaves,
)
from balance_rules.person.facts import Stated
from balance_rules.semantics import infer, quantise, score
from explain.small_people import grounds, person, small_knowledge

SEEDS = range(effort(6, 30))
FEW = range(effort(2, 30))  # where every set of facts is tried


def _targets(knowledge: Knowledge) -> list[str]:
    return [
        *knowledge.conclusions,
        *(rule.id for rule in knowledge.rules),
        *(p.id for p in knowledge.prescriptions),
        *knowledge.exercises,
    ]


def _truth_with(before: Grounds, base: frozenset[str], condition: Condition) -> Truth:
    """Return a condition's truth when only some of the stated facts are known, by the definition."""
    stated = {name: s for name, s in before.base.items() if name in base}
    return grounds(before.knowledge, stated).judged.prove(condition).truth


# ---------------------------------------------------------------- how


@pytest.mark.parametrize("seed", SEEDS)
def test_a_derivation_judged_again_yields_its_conclusion(seed: int) -> None:
    knowledge = small_knowledge(seed)
    before = person(knowledge, seed)
    for conclusion in knowledge.conclusions.values():
        found = how(before, conclusion.id)
        links = [link for link in found.links if link.role in ("concludes", "outweighed")]
        fired = {link.source for link in links}
        truths = infer(knowledge, before.sheet.values).truths
        judged = dict(zip((name for name, _ in knowledge.judged), truths, strict=True))
        own = [rule for rule in knowledge.rules if rule.conclusion == conclusion.id]
        below = {link.target.partition(" · ")[0] for link in links}
        assert {r.id for r in knowledge.rules if r.conclusion in below and judged[r.id] > 0} == fired
        assert score((rule, judged[rule.id]) for rule in own) == found.score
        assert found.level == conclusion.level(found.score[0])
        assert not (found.in_spite_of if found.truth == "unknown" else found.needed)
        assert bool(found.needed) == (found.truth == "unknown")
        for step in found.steps:
            if step.kind == "rule":
                assert {1: "true", 0: "unknown", -1: "false"}[judged[step.id]] == step.truth
        winners = {link.source for link in found.links if link.role == "concludes"}
        assert (
            sum(r.weight for r in own if r.id in winners)
            == score((r, judged[r.id]) for r in own if judged[r.id] > 0)[0]
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_evidence_groups_count_adds_up_to_the_score(seed: int) -> None:
    before = person(small_knowledge(seed), seed)
    for conclusion in before.knowledge.conclusions.values():
        found = how(before, conclusion.id)
        below = {link.source for link in found.links if link.target == conclusion.id and link.role == "counts"}
        counted = [re.search(r"counts ([+-]?\d+)(?: to ([+-]?\d+))?$", s.text) for s in found.steps if s.id in below]
        ends = [(int(match[1]), int(match[2] or match[1])) for match in counted if match]
        assert len(ends) == len(below)
        assert (sum(low for low, _ in ends), sum(high for _, high in ends)) == found.score
        undecided = {link.source for link in found.links if link.role == "may_conclude" and link.target in below}
        own = [rule for rule in before.knowledge.rules if rule.conclusion == conclusion.id]
        assert undecided == {rule.id for rule in own if before.judged.truths[rule.id] == 0}


def _computed(arithmetic: str) -> Fraction:
    """Return what the arithmetic of a measure without units comes to."""
    least = re.fullmatch(r"the (least|greatest) of (.*)", arithmetic)
    if least:
        numbers = [Fraction(number) for number in least[2].split(", ")]
        return min(numbers) if least[1] == "least" else max(numbers)
    exact = re.sub(r"\d+(\.\d+)?", r"Fraction('\g<0>')", arithmetic)
    return Fraction(eval(exact.replace("×", "*").replace("−", "-"), {"Fraction": Fraction}))


def test_the_arithmetic_shown_for_a_measure_comes_to_its_value() -> None:
    operations = set()
    for seed in range(effort(30, 80)):
        knowledge = small_knowledge(seed, measures=4, rules=2)
        sheet = person(knowledge, seed, unknown=0).sheet
        for measure in knowledge.measures:
            stated = sheet.stated.get(measure.fact)
            if stated is not None:
                assert quantise(knowledge.facts[measure.fact], _computed(stated.text)) == stated.value
                operations.add(measure.operation)
    assert operations == set(Operation)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_derivation_is_acyclic_and_ends_in_facts_and_sources(seed: int) -> None:
    import networkx as nx

    before = person(small_knowledge(seed), seed)
    for name in _targets(before.knowledge):
        found = how(before, name)
        graph = found.graph()
        assert nx.is_directed_acyclic_graph(graph)
        assert all(nx.has_path(graph, node, found.target) for node in graph)
        shallow = how(before, name, depth=1)
        assert {link.target for link in shallow.links} <= {found.target}
        assert shallow.cut == (len(shallow.steps) < len(found.steps))


# ---------------------------------------------------------------- why


@pytest.mark.parametrize("seed", SEEDS)
def test_sufficient_sets_suffice_and_nothing_of_them_can_be_left_out(seed: int) -> None:
    before = person(small_knowledge(seed), seed)
    for name in _targets(before.knowledge):
        found = why(before, name, most=50)
        condition = before.target(name).aim(found.level)
        wanted = {"true": Truth.TRUE, "false": Truth.FALSE, "unknown": None}[found.truth]
        for facts in found.sufficient:
            chosen = frozenset(item.fact.fact for item in facts)
            assert _truth_with(before, chosen, condition) is wanted
            assert all(_truth_with(before, chosen - {fact}, condition) is not wanted for fact in chosen)


@pytest.mark.parametrize("seed", FEW)
def test_sufficient_and_breaking_sets_are_each_others_minimal_hitting_sets(seed: int) -> None:
    before = person(small_knowledge(seed), seed, stated=6)
    names = sorted(before.base)
    subsets = [frozenset(c) for size in range(len(names) + 1) for c in combinations(names, size)]
    for name in _targets(before.knowledge):
        found = why(before, name, most=200)
        if found.truth == "unknown":
            assert found.needed
            continue
        assert found.complete
        sufficient = {frozenset(item.fact.fact for item in facts) for facts in found.sufficient}
        breaking = {frozenset(fact.fact for fact in facts) for facts in found.breaking}
        hitting = [s for s in subsets if all(s & other for other in sufficient)]
        assert breaking == {s for s in hitting if not any(t < s for t in hitting)}
        hit = [s for s in subsets if all(s & other for other in breaking)]
        assert sufficient == {s for s in hit if not any(t < s for t in hit)}
        if found.truth == "false":
            standing = {
                frozenset(fact.fact for fact in facts) for facts in why_not(before, name, level=found.level).standing
            }
            assert standing <= breaking
            assert standing == breaking or len(standing) == 8
        condition = before.target(name).aim(found.level)
        wanted = Truth.TRUE if found.truth == "true" else Truth.FALSE
        brute = [s for s in subsets if _truth_with(before, s, condition) is wanted]
        assert sufficient == {s for s in brute if not any(t < s for t in brute)}


# ---------------------------------------------------------------- why not


@pytest.mark.parametrize("seed", SEEDS)
def test_every_rule_that_could_conclude_is_listed_with_what_blocks_it(seed: int) -> None:
    before = person(small_knowledge(seed), seed)
    for conclusion in before.knowledge.conclusions.values():
        found = why_not(before, conclusion.id)
        if found.truth == "true":
            continue
        waiting = {
            r.id
            for r in before.knowledge.rules
            if r.conclusion == conclusion.id and r.weight > 0 and before.judged.truths[r.id] <= 0
        }
        assert {unmet.id for unmet in found.unmet} == waiting
        assert ("No rule concludes this" in found.statement) == (
            not any(r.conclusion == conclusion.id and r.weight > 0 for r in before.knowledge.rules)
        )
        order = [sum(b.truth == "false" for b in unmet.nearest) for unmet in found.unmet]
        assert order == sorted(order)
        assert all(unmet.blockers[: len(unmet.nearest)] == unmet.nearest for unmet in found.unmet)


def _turned(condition: Condition, proof: Proof, turned: set[Condition]) -> int:
    """Return the truth of a condition when some of its comparisons are the opposite of what they are, or are known."""
    match condition:
        case Not(part):
            return -_turned(part, proof.parts[0], turned)
        case AllOf(parts) | AnyOf(parts):
            combine = min if isinstance(condition, AllOf) else max
            truths = [_turned(part, inner, turned) for part, inner in zip(parts, proof.parts, strict=True)]
            return combine(truths, default=1 if isinstance(condition, AllOf) else -1)
        case _:
            return -proof.truth if condition in turned else int(proof.truth)


def _read_once(chance: random.Random, facts: list[str], depth: int) -> Condition:
    if not depth or len(facts) == 1:
        return Compare(facts[0], Comparison.EQ, chance.randint(0, 1))
    cut = chance.randint(1, len(facts) - 1)
    parts = (_read_once(chance, facts[:cut], depth - 1), _read_once(chance, facts[cut:], depth - 1))
    kind = chance.random()
    return Not(parts[0]) if kind < 0.2 else AllOf(parts) if kind < 0.6 else AnyOf(parts)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_nearest_blockers_turned_make_a_rule_fire_and_no_fewer_do(seed: int) -> None:
    chance = random.Random(seed)
    knowledge = small_knowledge(seed)
    flags = {f"b{i}": Attribute(f"b{i}", f"b{i}", Kind.BOOLEAN, "?", "", 1) for i in range(6)}
    rule = replace(knowledge.rules[0], condition=_read_once(chance, list(flags), 4), stratum=0)
    asked = replace(knowledge, hash=f"nearest {seed}", attributes=MappingProxyType(flags), measures=(), rules=(rule,))
    asked = replace(asked, referrals=(), restrictions=(), prescriptions=(), exercises=MappingProxyType({}))
    before = grounds(asked, {name: Stated(name, v, str(v), "t") for name in flags for v in [chance.randint(0, 1)]})
    (unmet,) = why_not(before, rule.id).unmet or [None]
    proof = before.judged.prove(rule.condition)
    if unmet is None:
        assert proof.truth is Truth.TRUE
        return
    compared = {leaf.fact: leaf for leaf in leaves(rule.condition) if not isinstance(leaf, AtLeast)}
    nearest = {compared[blocker.what] for blocker in unmet.nearest}
    assert _turned(rule.condition, proof, nearest) == 1
    for size in range(len(nearest)):
        assert not any(_turned(rule.condition, proof, set(c)) == 1 for c in combinations(compared.values(), size))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_distance_to_a_threshold_is_the_least_that_turns_the_comparison(seed: int) -> None:
    knowledge = small_knowledge(seed)
    before = person(knowledge, seed, unknown=0)
    for rule in knowledge.rules:
        for blocker in why_not(before, rule.id).blockers:
            if blocker.distance is None or blocker.what not in knowledge.facts:
                continue
            attribute = knowledge.facts[blocker.what]
            steps = round(blocker.distance / attribute.resolution)
            assert steps > 0
            assert blocker.share == steps / (attribute.high - attribute.low)


# ---------------------------------------------------------------- what if, contrast


@pytest.mark.parametrize("seed", SEEDS)
def test_what_if_equals_a_fresh_run(seed: int) -> None:
    knowledge = small_knowledge(seed)
    before, other = person(knowledge, seed), person(knowledge, seed + 1000)
    differ = {name: s for name, s in other.base.items() if name not in before.base}
    plain = {name: knowledge.facts[name].plain(s.value) for name, s in differ.items()}
    try:
        fresh = grounds(knowledge, {**before.base, **differ})
    except FactError:  # a measure would be out of range
        with pytest.raises(FactError):
            what_if(before, plain)
        return
    supposed = what_if(before, plain)
    assert [c.after.value for c in supposed.facts] == [fresh.sheet.values.get(c.fact) for c in supposed.facts]
    expected = contrast(before, fresh)
    for kind in ("findings", "prescriptions", "referrals", "rules"):
        assert getattr(supposed, kind) == getattr(expected, kind)
    changed = {n for n, t in before.judged.truths.items() if n in knowledge.rules_by_id and fresh.judged.truths[n] != t}
    assert {change.id for change in supposed.rules} == changed


@pytest.mark.parametrize("seed", SEEDS)
def test_the_facts_that_make_an_outcome_differ_suffice_for_it_alone(seed: int) -> None:
    knowledge = small_knowledge(seed)
    one, other = person(knowledge, seed), person(knowledge, seed + 500)
    for outcome in contrast(one, other).outcomes:
        stated = {name: s for name, s in one.base.items() if name not in outcome.because}
        stated |= {name: other.base[name] for name in outcome.because if name in other.base}
        swapped = contrast(one, grounds(knowledge, stated), reasons=False)
        assert {c.id: c.after for c in swapped.outcomes}[outcome.id] == outcome.after


# ---------------------------------------------------------------- nothing known


def test_an_empty_person_knows_nothing_and_every_set_is_empty() -> None:
    knowledge = small_knowledge(5)
    nobody = grounds(knowledge, dict[str, Stated]())
    assert all(s == () for name in _targets(knowledge) for s in why(nobody, name).sufficient)
