"""V12 and V13: one fact counted twice, findings that rest on themselves, questions that change nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations

from balance_rules.knowledge.inventory import unread_attributes
from balance_rules.model import Condition, Knowledge, Rule, conclusions_read, facts_read
from balance_rules.semantics import score
from balance_rules.text.gathering import gathered
from balance_rules.verify._z3 import Bool
from balance_rules.verify.checks import Context, all_true, claim_about, claim_at, failed
from balance_rules.verify.encoding import differ
from balance_rules.verify.prover import Person, ProofAnswer
from balance_rules.verify.results import Result
from balance_rules.verify.showing import moves

# ---------------------------------------------------------------- V12


def check_double_counts(context: Context) -> Iterator[Result]:
    """Yield V12: rules of different groups that add up for one finding and draw from one fact."""
    for rules in context.knowledge.rules_for.values():
        drawn = {rule.id: _origins(context, rule) for rule in rules}
        for first, second in combinations(rules, 2):
            shared = drawn[first.id] & drawn[second.id]
            if shared and first.group != second.group and first.weight * second.weight > 0:
                yield _counted_twice(context, first, second, shared)


def _origins(context: Context, rule: Rule) -> frozenset[str]:
    """Return all facts that a rule draws from, through lower findings, measures and their inputs alike."""
    found = set(context.prover.program.cone(rule.condition).facts)
    for measure in reversed(context.knowledge.measures):  # a measure stands after those that it is computed from
        if measure.fact in found:
            found.update(measure.inputs)
    return frozenset(found)


def _counted_twice(context: Context, first: Rule, second: Rule, shared: frozenset[str]) -> Result:
    names = ", ".join(sorted(shared)[:4]) + (" and more" if len(shared) > 4 else "")
    claim = claim_about(
        "V12",
        first,
        f"{first.id} and {second.id} do not count {names} twice for {first.conclusion}.",
        f"Put both in one evidence group, or declare 'independent: {{{second.group}: why}}' in {first.name}.",
        beside=second.name,
        related=((second.name, second.place),),
    )
    said = {group for group, _ in first.independent}, {group for group, _ in second.independent}
    if second.group in said[0] or first.group in said[1]:
        return claim

    def effect(person: Person) -> str:
        rules = [rule for rule in context.knowledge.rules if rule.conclusion == first.conclusion]
        grouped = [replace(rule, group=first.group) if rule.id == second.id else rule for rule in rules]
        conclusion = context.knowledge.conclusions[first.conclusion]
        apart, together = (score((rule, person.truth(rule.id)) for rule in some)[0] for some in (rules, grouped))
        return (
            f"{first.conclusion} is {conclusion.level(apart) or 'no finding'} ({apart}) instead of "
            f"{conclusion.level(together) or 'no finding'} ({together})."
        )

    together = context.ask_true(first.condition, second.condition)
    return context.refute(together, claim, all_true(first.id, second.id), effect)


# ---------------------------------------------------------------- V13


def check_structure(context: Context) -> Iterator[Result]:
    """Yield V13: attributes nothing reads, and facts that can change no outcome."""
    yield from _unused(context)
    yield from _irrelevant(context)


def check_cycles(context: Context) -> Iterator[Result]:
    """Yield V13: rules that read a finding before it is closed, such as their own."""
    for rule in context.knowledge.rules:
        late = [n for n in conclusions_read(rule.condition) if _stratum(context, n) >= rule.stratum]
        claim = claim_about(
            "V13",
            rule,
            f"{rule.id} reads only findings that are closed before it.",
            "Let it read the facts instead of the finding, so that no finding rests on itself.",
        )
        if late:
            path = _circle(context.knowledge, rule, late)
            claim = failed(claim, f"{' → '.join([*path, rule.conclusion])}.")
        yield claim


def _circle(knowledge: Knowledge, rule: Rule, late: list[str]) -> list[str]:
    """The way from a rule's finding back to one that it reads; that one alone where there is no way."""
    import networkx as nx  # which takes long to load

    graph: nx.DiGraph[str] = nx.DiGraph()
    for one in knowledge.rules:
        graph.add_edges_from((read, one.conclusion) for read in conclusions_read(one.condition))
    back = next((n for n in late if n in graph and nx.has_path(graph, rule.conclusion, n)), None)
    return nx.shortest_path(graph, rule.conclusion, back) if back else [late[0]]


def _stratum(context: Context, conclusion: str) -> int:
    return max((rule.stratum for rule in context.knowledge.rules_for.get(conclusion, ())), default=-1)


def _unused(context: Context) -> Iterator[Result]:
    knowledge = context.knowledge
    unread = unread_attributes(knowledge, {name for one in knowledge.prescriptions for name in one.retest})
    for attribute in knowledge.attributes.values():
        claim = claim_at(
            "V13",
            attribute.id,
            attribute.place,
            f"Something reads {attribute.id}.",
            "Write what it is for, or do not record it.",
        )
        if attribute.id in unread and not attribute.silent:
            claim = failed(claim, "It may be recorded, and no condition, measure or retest uses it.")
        yield claim


def _irrelevant(context: Context) -> Iterator[Result]:
    """Check that each fact that is read can change the truth of something that reads it."""
    readers = gathered((fact, (name, one)) for name, one in context.knowledge.judged for fact in facts_read(one))
    told = context.dead | context.redundant | context.constant
    told |= {r.id for r in context.knowledge.restrictions if r.referral in told}  # the stop of a referral that is told
    for fact, conditions in readers.items():
        alive = [condition for name, condition in conditions if name not in told]
        if not alive:
            continue  # what is true of nobody, or of everybody, is the root
        attribute = context.knowledge.facts[fact]
        claim = claim_at(
            "V13",
            attribute.id,
            attribute.place,
            f"{fact} can change the truth of something that reads it.",
            "Correct the conditions in which it is beside the point, or do not record it.",
        )
        names = {name for name, _ in conditions if name not in told}
        alive = list(dict.fromkeys(alive))
        answer = context.prover.settle(("moves one", fact), alive, partial(_moves_one, context, fact, names, alive))
        if answer is ProofAnswer.UNKNOWN:
            yield context.open(claim, "time ran out")
        elif answer is ProofAnswer.NONE:
            yield failed(claim, "Whatever its value, nothing that reads it is judged otherwise.")
        else:
            yield claim


SOME = 2  # readers of a fact that are looked at before the solver is asked


def _moves_one(context: Context, fact: str, names: Collection[str], conditions: Iterable[Condition]) -> ProofAnswer:
    """Return whether a fact can change the truth of one of some conditions, which bear the names."""
    conditions = sorted(conditions, key=lambda one: len(facts_read(one)))  # the plainest first
    if any(moves(context.prover.finder, fact, one) for one in conditions[:SOME]):
        return ProofAnswer.SOME
    answers = (_depends(context, fact, condition) for condition in conditions)
    return next((answer for answer in answers if answer is not ProofAnswer.NONE), ProofAnswer.NONE)


def _depends(context: Context, fact: str, condition: Condition) -> ProofAnswer:
    """Return whether somebody exists for whom another value of a fact changes a condition's truth."""
    world = context.anyone
    moved, facts = context.moved(fact, context.cone(condition), " other")

    def changes() -> list[Bool]:
        return [world.known(fact), differ([(world.of(condition), moved.of(condition))])]

    return context.prover.ask(("moves", fact), changes, [condition], [world, moved], facts).answer
