"""V08 to V10: gaps in findings declared total, comparisons at the edge of their domain, directions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    Not,
    Place,
    Rule,
    cells,
    leaf_holds,
    leaves,
)
from balance_rules.verify._z3 import Bool, disj, implies, neg
from balance_rules.verify.checks import Context, claim_about, claim_at, failed
from balance_rules.verify.encoding import World, sum_at_least
from balance_rules.verify.measures import bound_by
from balance_rules.verify.prover import Person
from balance_rules.verify.results import Result

# ---------------------------------------------------------------- V08


def check_total(context: Context) -> Iterator[Result]:
    """Yield V08: who falls through the rules of a finding that is declared total."""
    world = context.anyone
    for conclusion in context.knowledge.conclusions.values():
        if not conclusion.total:
            continue
        rules = context.knowledge.rules_for.get(conclusion.id, ())
        facts = context.cone(*(rule.condition for rule in rules))

        def nothing(facts: frozenset[str] = facts, rules: tuple[Rule, ...] = rules) -> list[Bool]:
            known = [world.known(fact) for fact in sorted(facts)]
            return known + [neg(world.true(rule.condition)) for rule in rules]

        claim = claim_about(
            "V08",
            conclusion,
            f"Once all that the rules of {conclusion.id} read is known, one of them holds.",
            "Write a rule for this case, widen one, or do not declare the finding total.",
        )

        def silent(person: Person, rules: tuple[Rule, ...] = rules) -> bool:
            return all(person.truth(rule.id) <= 0 for rule in rules)

        def effect(person: Person, count: int = len(rules)) -> str:
            return f"None of the {count} rules speaks of this person."

        yield context.refute(
            context.prover.ask(("all known, no rule true",), nothing, [conclusion.id]), claim, silent, effect
        )


# ---------------------------------------------------------------- V09


def check_boundaries(context: Context) -> Iterator[Result]:
    """Yield V09: values that fall between two rules of a finding."""
    for rules in context.knowledge.rules_for.values():
        alive = [rule for rule in rules if rule.id not in context.dead]
        under, over = ([_edges(rule, comparison) for rule in alive] for comparison in (Comparison.LT, Comparison.GT))
        for (below, lower), (above, upper) in product(zip(alive, under, strict=True), zip(alive, over, strict=True)):
            for fact, value in sorted(lower & upper):  # one stays below the value and the other above: < 30 and > 30
                yield _between(context, alive, below, above, fact, value)


def check_comparisons(context: Context) -> Iterator[Result]:
    """Yield V09: comparisons that every value of the attribute fulfils, or none."""
    knowledge = context.knowledge
    for statement in (*context.statements, *knowledge.prescriptions):
        for leaf in dict.fromkeys(leaf for leaf in leaves(statement.written) if not isinstance(leaf, AtLeast)):
            attribute = knowledge.facts[leaf.fact]
            holding = [leaf_holds(leaf, cell[0]) for cell in cells(attribute, [leaf])]
            claim = claim_about(
                "V09",
                statement,
                f"In {statement.id}, some values of {leaf.fact} fulfil the comparison and some do not.",
                f"Compare {leaf.fact} with a value inside its range, "
                f"{attribute.show(attribute.low)} to {attribute.show(attribute.high)}.",
            )
            if all(holding) or not any(holding):
                how = "Every value fulfils" if all(holding) else "No value fulfils"
                context.constant.add(statement.id)
                shown = f"{leaf.comparison.symbol} {leaf.value}" if isinstance(leaf, Compare) else f"in {leaf.values}"
                claim = failed(claim, f"{how} '{leaf.fact} {shown}' (in steps of {attribute.resolution}).")
            yield claim


def _edges(rule: Rule, comparison: Comparison) -> set[tuple[str, int]]:
    """The facts and values that a rule compares so."""
    return {(leaf.fact, leaf.value) for leaf in _positive(rule.condition) if leaf.comparison is comparison}


def _positive(condition: Condition, *, negated: bool = False) -> Iterator[Compare]:
    """Yield a condition's comparisons as they read without negations."""
    match condition:
        case Not(part):
            yield from _positive(part, negated=not negated)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _positive(part, negated=negated)
        case Compare(fact, comparison, value):
            if not negated:
                yield condition
            elif comparison.opposite:
                yield Compare(fact, comparison.opposite, value)


def _between(context: Context, rules: list[Rule], below: Rule, above: Rule, fact: str, value: int) -> Result:
    """Return whether somebody exactly at `value` is spoken of by no rule, and just beside it by both."""
    at = context.anyone
    facts = context.cone(*(rule.condition for rule in rules))
    under, needed = context.moved(fact, facts, " below")
    over, _ = context.moved(fact, facts, " above")
    attribute = context.knowledge.facts[fact]
    conditions = [below.condition, above.condition, *(rule.condition for rule in rules)]

    def between() -> list[Bool]:
        return [
            at.holds(fact, value),
            under.equals(fact, value - 1),
            over.equals(fact, value + 1),
            under.true(below.condition),
            over.true(above.condition),
            *(neg(at.true(rule.condition)) for rule in rules),
        ]

    shown = attribute.show(value)
    claim = claim_about(
        "V09",
        below,
        f"Nobody falls between {below.id} and {above.id} with {fact} at {shown}.",
        f"Let one of them include {shown}: ≤ or ≥.",
        beside=above.name,
        related=((above.name, above.place),),
    )

    def confirm(exact: Person, lower: Person, higher: Person) -> bool:
        silent = all(exact.truth(rule.id) <= 0 for rule in rules)
        return silent and lower.truth(below.id) > 0 and higher.truth(above.id) > 0

    def effect(*_: Person) -> str:
        return (
            f"No rule of {below.conclusion} speaks at {shown}; a step down {below.id} does, a step up {above.id} does."
        )

    question = context.prover.ask(("between", fact, value), between, conditions, [at, under, over], needed)
    return context.refute(question, claim, confirm, effect)


# ---------------------------------------------------------------- V10


def check_monotone(context: Context) -> Iterator[Result]:
    """Yield V10: for each declared direction, whether moving the fact so can ever lower the finding."""
    for conclusion in context.knowledge.conclusions.values():
        for fact, direction in conclusion.monotone:
            yield monotone(context, "V10", conclusion.name, conclusion.place, (conclusion.id, fact, direction))


def monotone(context: Context, code: str, subject: str, place: Place | None, declared: tuple[str, str, int]) -> Result:
    """Return whether a finding's score ever falls while a fact moves in its declared direction."""
    finding, fact, direction = declared
    cone = context.cone(finding)
    moved, facts = context.moved(fact, cone, " moved")
    claim = claim_at(
        code,
        subject,
        place,
        f"{finding} never falls while {fact} {'rises' if direction > 0 else 'falls'}.",
        "Turn the comparison that works against the direction, or correct the declared direction.",
    )
    if fact not in cone and facts == cone | {fact}:
        return failed(claim, f"Nothing that {finding} rests on reads {fact}: the direction says nothing.")

    def confirm(before: Person, after: Person) -> bool:
        (low, high), (low_after, high_after) = before.score(finding), after.score(finding)
        way = (after.facts[fact] - before.facts[fact]) * direction
        return way > 0 and (low_after < low or high_after < high)

    def effect(before: Person, after: Person) -> str:
        show = context.knowledge.facts[fact].show
        return (
            f"Moving {fact} from {show(before.facts[fact])} to {show(after.facts[fact])} takes {finding} "
            f"from {_span(before.score(finding))} to {_span(after.score(finding))} milli-nats."
        )

    def falls() -> list[Bool]:
        asked = _falls(context.anyone, moved, finding, fact, direction)
        if any(fact in measure.inputs for measure in bound_by(context.knowledge, facts)):
            asked.append((moved.number(fact) - context.anyone.number(fact)) * direction > 0)
        return asked

    question = context.prover.ask(("falls", fact, direction), falls, [finding], [context.anyone, moved], facts)
    return context.refute(question, claim, confirm, effect)


def _falls(world: World, moved: World, finding: str, fact: str, direction: int) -> list[Bool]:
    """Return that the fact is known and moves in the direction, and an end of the finding's score falls."""
    falls = []
    for low in (True, False):
        drop = [*world.score(finding, low=low), *((-step, bit) for step, bit in moved.score(finding, low=low))]
        falls.append(sum_at_least(drop, 1))
    further = []
    for cut in {*world.compared(fact), *moved.compared(fact)}:
        before, after = world.at_least(fact, cut), moved.at_least(fact, cut)
        further.append(implies(before, after) if direction > 0 else implies(after, before))
    return [world.known(fact), disj(falls), *further]


def _span(score: tuple[int, int]) -> str:
    low, high = score
    return str(low) if low == high else f"{low} to {high}"
