"""What holds of every explanation, on random small knowledge: replay, sufficiency, minimality, duality."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from balance_rules.errors import FactError
from balance_rules.explain import contrast, how, missing, what_if, why, why_asked, why_not
from balance_rules.explain.cells import representatives
from balance_rules.explain.grounds import Grounds
from balance_rules.explain.missing import with_measures
from balance_rules.facts import Stated
from balance_rules.model import Condition, Knowledge, Truth
from balance_rules.semantics import infer, score
from explain.small_people import grounds, person, small_knowledge

SEEDS = range(30)


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
        for step in found.steps:
            if step.kind == "rule":
                assert {1: "true", 0: "unknown", -1: "false"}[judged[step.id]] == step.truth
        winners = {link.source for link in found.links if link.role == "concludes"}
        assert (
            sum(r.weight for r in own if r.id in winners)
            == score((r, judged[r.id]) for r in own if judged[r.id] > 0)[0]
        )


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


@pytest.mark.parametrize("seed", SEEDS)
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
        order = [sum(b.truth == "false" for b in unmet.blockers) for unmet in found.unmet]
        assert order == sorted(order)


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


# ---------------------------------------------------------------- missing


def _states(knowledge: Knowledge, facts: dict[str, int], names: set[str]) -> tuple[int, ...]:
    inference = infer(knowledge, with_measures(knowledge, facts))
    return tuple(t for (name, _), t in zip(knowledge.judged, inference.truths, strict=True) if name in names)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fact_is_asked_exactly_when_some_answers_make_it_change_the_advice(seed: int) -> None:
    knowledge = small_knowledge(seed, attributes=4, rules=6)
    before = person(knowledge, seed, unknown=3)
    unknown = [n for n, a in knowledge.facts.items() if n not in before.sheet.values and not a.measured]
    open_ = {r.id for r in knowledge.referrals} | {p.id for p in knowledge.prescriptions}
    open_ |= {e for p in knowledge.prescriptions if before.judged.truths[p.id] > 0 for e in p.exercises}
    questions = missing(before).questions
    asked = {fact for q in questions for fact in (q.parts if knowledge.facts[q.fact].measured else [q.fact])}
    relevant = set()
    for fact in unknown:
        others = [name for name in unknown if name != fact]
        choices = [(None, *representatives(knowledge, name)) for name in others]
        for combination in product(*choices):
            facts = dict(before.sheet.values)
            facts |= {n: v for n, v in zip(others, combination, strict=True) if v is not None}
            now = _states(knowledge, facts, open_)
            if any(
                _states(knowledge, {**facts, fact: value}, open_) != now for value in representatives(knowledge, fact)
            ):
                relevant.add(fact)
                break
    assert asked == relevant


def test_the_brute_force_of_relevance_meets_cases_of_both_kinds() -> None:
    asked = left_out = 0
    for seed in SEEDS:
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
    for question in missing(before, findings=True).questions:
        told = why_asked(before, question.fact)
        assert {outcome.id for outcome in told.outcomes} <= set(question.bears_on)
        for outcome in told.outcomes:
            settles = any(branch.state != "unknown" for branch in outcome.branches)
            assert not settles or outcome.id in question.settles


def test_a_known_fact_is_not_asked_again() -> None:
    knowledge = small_knowledge(3)
    before = person(knowledge, 3, unknown=0)
    assert missing(before).questions == ()
    assert why_asked(before, "a0").known == knowledge.facts["a0"].show(before.sheet.values["a0"])


def test_an_empty_person_knows_nothing_and_every_set_is_empty() -> None:
    knowledge = small_knowledge(5)
    nobody = grounds(knowledge, dict[str, Stated]())
    assert all(s == () for name in _targets(knowledge) for s in why(nobody, name).sufficient)
