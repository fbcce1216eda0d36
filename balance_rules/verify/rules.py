"""V01 to V04 and V05: rules that can never, must always, or need not fire, and levels that nothing reaches."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations, groupby

from balance_rules.model import AllOf, AtLeast, Claim, Condition, Referral, Restriction, Rule, facts_read
from balance_rules.text.gathering import gathered
from balance_rules.verify import showing
from balance_rules.verify._z3 import Bool, conj, disj, neg
from balance_rules.verify.checks import Context, all_true, claim_about, failed
from balance_rules.verify.encoding import World, differ
from balance_rules.verify.prover import Person, ProofAnswer, ProofQuestion
from balance_rules.verify.results import Outcome, Result

_Judged = Rule | Referral | Restriction | Claim


def check_dead_and_unreachable(context: Context) -> Iterator[Result]:
    """Yield V01 and V05, stratum by stratum, so that each defect is told where it begins."""
    by_stratum = groupby(context.knowledge.rules, key=lambda rule: rule.stratum)
    for _, group in by_stratum:
        rules = list(group)
        for rule in rules:
            yield from _can_fire(context, rule)
        for conclusion in dict.fromkeys(rule.conclusion for rule in rules):
            yield from _reachable(context, conclusion)
    yield from _without_rules(context)
    for statement in context.statements:
        if not isinstance(statement, Rule):
            yield from _can_fire(context, statement)


def _can_fire(context: Context, statement: _Judged) -> Iterator[Result]:
    condition = statement.condition
    claim = claim_about("V01", statement, f"{statement.id} is true of somebody.")
    result = context.exists(context.ask_true(condition), claim)
    if result.outcome is Outcome.FAIL:
        context.dead.add(statement.id)
        if context.rests_on_unreachable(condition) or statement.id in context.constant:
            return  # the level that nobody reaches, or the comparison that nobody fulfils, is the root
        result = _explained(context, statement, result)
    yield result


def _explained(context: Context, statement: _Judged, result: Result) -> Result:
    parts = _clash(context, statement.condition)
    reads = ", ".join(dict.fromkeys(fact for part in parts for fact in facts_read(part)))
    return replace(
        result,
        effect=f"Nobody can fulfil it: what it asks of {reads or 'its findings'} cannot hold together.",
        fix="Correct the comparisons that exclude each other, or remove it.",
    )


def _clash(context: Context, condition: Condition) -> list[Condition]:
    """Return the fewest parts of a conjunction that exclude each other."""
    parts: list[Condition] = list(condition.parts) if isinstance(condition, AllOf) else [condition]
    for part in tuple(parts):
        rest = [other for other in parts if other is not part]
        if rest and context.ask_true(AllOf(tuple(rest))).answer is ProofAnswer.NONE:
            parts = rest
    return parts


def _reachable(context: Context, name: str) -> Iterator[Result]:
    """Check that a finding can be reached, and each of its levels that a condition reads."""
    conclusion = context.knowledge.conclusions[name]
    rules = context.knowledge.rules_for[name]
    if all(rule.id in context.dead for rule in rules if rule.weight > 0) and any(rule.weight > 0 for rule in rules):
        context.unreachable |= {(name, level.cut) for level in conclusion.levels}
        return  # its dead rules are the root
    read = {leaf.cut for leaf in context.levels_read if leaf.conclusion == name}
    lowest, unread = conclusion.levels[0], 0
    for level in conclusion.levels:
        if level.cut in read or level is lowest:
            what = f"level {level.name!r} of {name}" if level is not lowest else name
            claim = claim_about(
                "V05",
                conclusion,
                f"Somebody reaches {what}.",
                "Raise the certainty of its rules, add evidence, or ask for a lower level.",
            )
            result = context.exists(_reaches(context, name, level.cut), claim)
            if result.outcome is Outcome.FAIL:
                context.unreachable.add((name, level.cut))
                result = _how_far(context, name, result)
            yield result
        else:
            unread += _reaches(context, name, level.cut).answer is ProofAnswer.NONE
    if unread:
        context.notes.append(f"unread levels out of reach: {conclusion.name}")


def _reaches(context: Context, finding: str, cut: int) -> ProofQuestion:
    goal = (AtLeast(finding, "", cut), 1)
    return context.prover.ask(
        ("reaches", cut),
        lambda: [context.anyone.reaches(finding, cut)[0]],
        [finding],
        shown=lambda: context.made([goal]),
    )


def _how_far(context: Context, name: str, result: Result) -> Result:
    most = sum(step for step, _ in context.anyone.score(name, low=True) if step > 0)
    return replace(
        result, effect=f"All the evidence for {name} adds up to at most {most} milli-nats, or excludes itself."
    )


def _without_rules(context: Context) -> Iterator[Result]:
    for leaf in sorted(context.levels_read, key=lambda leaf: (leaf.conclusion, leaf.cut)):
        if leaf.conclusion in context.knowledge.rules_for:
            continue
        conclusion = context.knowledge.conclusions[leaf.conclusion]
        context.unreachable.add((leaf.conclusion, leaf.cut))
        claim = claim_about(
            "V05",
            conclusion,
            f"Somebody reaches {leaf.conclusion}.",
            "Write a rule that concludes it, or do not read it.",
        )
        yield failed(claim, f"No rule concludes {leaf.conclusion}, and a condition reads it.")


# ---------------------------------------------------------------- always true


def check_always_true(context: Context) -> Iterator[Result]:
    """Yield V02: a statement that is false of nobody says nothing."""
    for statement in context.statements:
        condition = statement.condition
        claim = claim_about(
            "V02",
            statement,
            f"{statement.id} is false of somebody.",
            "Correct the comparisons that cover everybody, or state the finding without a rule.",
            effect="It is true of everybody of whom enough is known.",
        )
        result = context.exists(_ask_false(context, condition), claim)
        if result.outcome is Outcome.FAIL:
            if statement.id in context.constant:
                continue  # the comparison that everybody fulfils is the root
            context.constant.add(statement.id)
        yield result


def _ask_false(context: Context, condition: Condition) -> ProofQuestion:
    goals = [(condition, -1)]
    false = context.anyone.false
    return context.prover.ask(("false",), lambda: [false(condition)], [condition], shown=lambda: context.made(goals))


# ---------------------------------------------------------------- subsumed and inert


def check_subsumed(context: Context) -> Iterator[Result]:
    """Yield V03: within a group, a rule that holds only where one at least as heavy holds adds nothing."""
    alive = (rule for rule in context.knowledge.rules if rule.id not in context.dead)
    for rules in gathered(((rule.conclusion, rule.group, rule.weight > 0), rule) for rule in alive).values():
        for first, second in combinations(rules, 2):
            weak, strong = sorted((first, second), key=lambda rule: abs(rule.weight))
            found = yield from _covered(context, weak, strong)
            if not found and abs(weak.weight) == abs(strong.weight):
                yield from _covered(context, strong, weak)


def _covered(context: Context, weak: Rule, strong: Rule) -> Generator[Result, None, bool]:
    if not set(facts_read(weak.condition)) & set(facts_read(strong.condition)) and facts_read(strong.condition):
        return False
    world = context.anyone

    def escapes() -> list[Bool]:
        fires = conj(world.true(weak.condition), neg(world.true(strong.condition)))
        stays = conj(world.false(strong.condition), neg(world.false(weak.condition)))
        return [disj(fires, stays)]

    conditions = [weak.condition, strong.condition]
    claim = claim_about(
        "V03",
        weak,
        f"{weak.id} holds for somebody for whom {strong.id} does not, or weighs more.",
        f"Remove {weak.name}, give it more weight than {strong.name}, or narrow its condition.",
        beside=strong.name,
        related=((strong.name, strong.place),),
    )
    shown = partial(showing.escapes, context.prover.finder, weak.condition, strong.condition)
    question = context.prover.ask(("first escapes second",), escapes, conditions, shown=shown)
    answer = question.answer
    if answer is ProofAnswer.SOME:
        yield claim
        return False
    if answer is ProofAnswer.UNKNOWN:
        yield context.exists(question, claim)
        return False
    context.redundant.add(weak.id)

    def effect(person: Person) -> str:
        alike = weak.condition == strong.condition
        return (
            f"Both hold, and only {strong.id} ({strong.weight:+d} milli-nats) counts, never {weak.id} "
            f"({weak.weight:+d})" + (": they are the same rule twice." if alike else ".")
        )

    fires = context.prover.ask(("first true",), lambda: [world.true(weak.condition)], conditions)
    yield context.refute(fires, claim, all_true(weak.id, strong.id), effect)
    return True


def check_inert(context: Context) -> Iterator[Result]:
    """Yield V04: a rule whose removal changes no level for anybody.

    Dead and covered rules, and findings that nobody reaches, are told already. The covered ones are left out
    on both sides, so that of two rules that are the same only one is told.
    """
    covered = frozenset(context.redundant)
    world = World(context.prover.program, base=context.anyone, without=covered)
    for rule in context.knowledge.rules:
        levels = context.knowledge.conclusions[rule.conclusion].levels
        lowest = (rule.conclusion, levels[0].cut)
        if rule.id in context.dead or rule.id in covered or lowest in context.unreachable:
            continue
        least = ", ".join(f"{level.name} {level.cut}" for level in levels)
        claim = claim_about(
            "V04",
            rule,
            f"Removing {rule.id} changes a level of {rule.conclusion} for somebody.",
            "Let it hold where the others of its group do not, or say so much more than they that a level is reached, "
            "or remove it. If it is there to be shown, say why in suppressions.yaml.",
            effect=f"With {rule.weight:+d} milli-nats it moves {rule.conclusion} across no cut ({least}), "
            f"whatever else holds: of its group, {rule.group}, the strongest counts.",
        )
        yield context.exists(_decides(context, rule, world, covered), claim)


def _decides(context: Context, rule: Rule, world: World, covered: frozenset[str]) -> ProofQuestion:
    """Ask for somebody for whom a level of a rule's finding is another without the rule, covered rules left out."""
    cuts = [level.cut for level in context.knowledge.conclusions[rule.conclusion].levels]

    def differs() -> list[Bool]:
        without = World(context.prover.program, base=context.anyone, without=covered | {rule.id})
        return [differ((world.reaches(rule.conclusion, cut), without.reaches(rule.conclusion, cut)) for cut in cuts)]

    below = context.prover.program.cone(rule.conclusion).rules
    content = context.prover.contents.rule
    left_out = sorted(repr((one.conclusion, content(one))) for one in below if one.id in covered)
    shown = partial(showing.decides, context.prover.finder, context.knowledge, rule, covered)
    return context.prover.ask(("decides", cuts, content(rule), left_out), differs, [rule.conclusion], shown=shown)
