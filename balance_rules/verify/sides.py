"""V18: what is said of one side of the body is said of the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Claim,
    Compare,
    Condition,
    Knowledge,
    Measure,
    Not,
    Operation,
    Prescription,
    Referral,
    Restriction,
    Rule,
    Statement,
    Trait,
    Within,
    conclusions_read,
    facts_read,
)
from balance_rules.verify.checks import Context, claim_about, failed
from balance_rules.verify.encoding import differ
from balance_rules.verify.prover import Person
from balance_rules.verify.results import Result

_SIDE = re.compile(r"(?<![a-z0-9])(left|right)(?![a-z0-9])")


def mirrored(name: str) -> str:
    """Return a name or key with the sides changed.

    >>> mirrored("pain[left_knee]"), mirrored("upright_row")
    ('pain[right_knee]', 'upright_row')
    """
    return _SIDE.sub(lambda match: "right" if match.group() == "left" else "left", name)


class Mirror:
    """A knowledge base seen in a mirror: facts, findings and conditions with the sides changed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._measures = {measure.fact: measure for measure in knowledge.measures}

    def has(self, name: str) -> bool:
        """Return whether a fact or finding has a counterpart; one computed from the sides in an order has none."""
        other = mirrored(name)
        known = other in self.knowledge.facts or other in self.knowledge.conclusions
        return known and self._computed(name, turned=True) == self._computed(other, turned=False)

    def _computed(self, fact: str, *, turned: bool) -> tuple[Operation, tuple[str, ...]] | None:
        measure: Measure | None = self._measures.get(fact)
        if measure is None:
            return None
        inputs = tuple(map(mirrored, measure.inputs)) if turned else measure.inputs
        return measure.operation, tuple(sorted(inputs)) if Trait.SYMMETRIC in measure.operation.traits else inputs

    def condition(self, condition: Condition) -> Condition:
        """Return a condition with the sides changed, the parts of each conjunction in one order."""
        match condition:
            case Compare(fact, comparison, value):
                return Compare(mirrored(fact), comparison, self._value(fact, value))
            case Within(fact, values):
                return Within(mirrored(fact), tuple(sorted(self._value(fact, value) for value in values)))
            case AtLeast(conclusion, level, cut):
                return AtLeast(mirrored(conclusion), level, cut)
            case Not(part):
                return Not(self.condition(part))
            case AllOf(parts) | AnyOf(parts):
                return type(condition)(tuple(sorted(map(self.condition, parts), key=repr)))

    def _value(self, fact: str, value: int) -> int:
        """Return a value with the sides changed: the side itself may be what was asked."""
        names = [name for name, _ in self.knowledge.facts[fact].values]
        return names.index(mirrored(names[value])) if names and mirrored(names[value]) in names else value


def check_sides(context: Context) -> Iterator[Result]:
    """Yield V18: statements about one side without their counterpart, or with one that says something else."""
    mirror = Mirror(context.knowledge)
    by_id = {statement.id: statement for statement in context.knowledge.statements}
    told: set[str] = set()
    for statement in by_id.values():
        condition = statement.written
        read = (*facts_read(condition), *conclusions_read(condition), *_about(statement))
        oriented = [name for name in read if not mirror.has(name)]
        one_sided = any(mirrored(name) != name for name in (statement.id, *read))
        if not (one_sided or oriented) or statement.id in told | context.dead:
            continue
        twin = by_id.get(mirrored(statement.id))
        claim = claim_about(
            "V18",
            statement,
            f"What {statement.id} says of one side, {mirrored(statement.id)} says of the other.",
            "Write it 'for: {side: [left, right]}', or name both sides alike.",
        )
        if oriented:
            yield failed(claim, f"{oriented[0]} has no counterpart on the other side.")
        elif twin is None:
            yield failed(claim, f"There is no {mirrored(statement.id)}.")
        elif twin.id not in context.dead:
            told.add(twin.id)
            yield _compared(context, mirror, claim, statement, twin)


def _about(statement: Statement) -> tuple[str, ...]:
    """Return the findings a statement concludes or answers."""
    match statement:
        case Rule(conclusion=conclusion):
            return (conclusion,)
        case Prescription(answers=answers):
            return answers
    return ()


def _said(statement: Statement, turned: Callable[[str], str]) -> tuple[object, ...]:
    """What a statement says beside its condition, its names turned."""
    about = frozenset(map(turned, _about(statement)))
    match statement:
        case Rule():
            return about, turned(statement.group), statement.weight
        case Referral():
            return (statement.urgency,)
        case Restriction():
            return (statement.forbids,)
        case Claim():
            return (statement.verdict,)
        case Prescription():
            return about, statement.loading, statement.exercises, statement.weekly_sets
    return ()


def _compared(context: Context, mirror: Mirror, claim: Result, statement: Statement, twin: Statement) -> Result:
    """Return whether a statement's counterpart says the same of everybody, sides changed."""
    if twin.name != statement.name:
        claim = replace(claim, beside=twin.name, related=((twin.name, twin.place),))
    if _said(statement, mirrored) != _said(twin, str):
        said = "Under their conditions the two say different things: findings, certainty, group or what follows."
        return failed(claim, said)
    ours, theirs = mirror.condition(statement.written), twin.written
    if ours == mirror.condition(mirror.condition(theirs)):
        return replace(claim, fix="")
    world = context.anyone

    def disagree(person: Person) -> bool:
        return person.judge(ours) != person.judge(theirs)

    def effect(person: Person) -> str:
        words = {1: "true", 0: "unknown", -1: "false"}
        return (
            f"{twin.id} is {words[person.judge(theirs)]} of this person, and {statement.id} "
            f"{words[person.judge(ours)]} of the same person with sides changed."
        )

    question = context.prover.ask(("differ",), lambda: [differ([(world.of(ours), world.of(theirs))])], [ours, theirs])
    return context.refute(question, claim, disagree, effect)
