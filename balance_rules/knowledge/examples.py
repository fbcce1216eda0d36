"""The examples that statements come with: cases, which show that a condition says what is meant, and rungs of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from balance_rules.inference.kernel import compiled
from balance_rules.inference.program import lowered
from balance_rules.knowledge.issues import Issue, issue_of
from balance_rules.model import (
    AtLeast,
    Case,
    Compare,
    Condition,
    Knowledge,
    Not,
    Prescription,
    Rule,
    Statement,
    Truth,
    facts_read,
    leaves,
    with_leaves,
)
from balance_rules.semantics import Interval, Truths, contradictory, measured, score
from balance_rules.text.gathering import gathered

UNDECIDED: Interval = (-(10**9), 10**9)
OUTCOMES = {
    "fires": Truth.TRUE,
    "silent": Truth.FALSE,
    "undecided": Truth.UNKNOWN,
    "given": Truth.TRUE,
    "refused": Truth.FALSE,
    "withheld": Truth.UNKNOWN,
}


# ---------------------------------------------------------------- cases


def outcome(knowledge: Knowledge, condition: Condition, case: Case) -> Truth:
    """Return the truth of a condition in a case; a finding whose level the case does not give is undecided."""
    return Truths(dict(case.facts), _scores(knowledge, case))(condition)


def _scores(knowledge: Knowledge, case: Case) -> _Undecided:
    levels = {
        conclusion: next((level.cut for level in knowledge.conclusions[conclusion].levels if level.name == name), 0)
        for conclusion, name in case.levels
    }
    return _Undecided({name: (cut, cut) for name, cut in levels.items()})


class _Undecided(dict[str, Interval]):
    """Scores of which those a case does not give are open."""

    def get(self, name: str, default: object = None) -> Interval:
        return super().get(name, UNDECIDED)


class _Cases:
    """Cases judged by the definition: what hundreds of them have in common with somebody typical, once.

    A case states nothing but what it turns on, or beside it all that is typical.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._typical = {name: fact.typical for name, fact in knowledge.facts.items() if fact.typical is not None}
        self._of_nobody, self._of_typical = Truths({}, _Undecided()), Truths(self._typical, _Undecided())

    def of(self, case: Case, read: Iterable[str]) -> Truths:
        """What says the truths of conditions in a case, by all the facts that they read."""
        facts, scores = dict(case.facts), _scores(self._knowledge, case)
        changed = {fact for fact in (*facts, *read) if facts.get(fact) != self._typical.get(fact)}
        if len(changed) < len(facts):
            return Truths(facts, scores, self._of_typical, changed | scores.keys())
        return Truths(facts, scores, self._of_nobody, facts.keys() | scores.keys())


def check_cases(statements: Iterable[Statement], knowledge: Knowledge) -> Iterator[Issue]:
    """Check that each case comes out as it says, and that those of a statement show all that it says."""
    cases = _Cases(knowledge)
    for group in gathered((statement.name, statement) for statement in statements).values():
        first = max(group, key=lambda statement: len(statement.cases))  # the one that the cases are written for
        judged: list[tuple[Case, Truths]] = []
        for statement in group:
            read = {*facts_read(statement.condition), *facts_read(statement.written)}
            own = [(case, cases.of(case, read)) for case in statement.cases]
            yield from _misjudged(statement, own)
            judged = own if statement is first else judged
        yield from _check_coverage(first, {case.expect for one in group for case in one.cases}, judged)


def _misjudged(statement: Statement, cases: Iterable[tuple[Case, Truths]]) -> Iterator[Issue]:
    for case, of in cases:
        truth = of(statement.condition)
        if truth is not OUTCOMES[case.expect]:
            message = f"the case {case.name!r} expects {case.expect}, but comes out as {_word(statement, truth)}."
            yield issue_of("L01", statement, message, "Correct the case or the condition.")


def _word(statement: Statement, truth: Truth) -> str:
    fires, given = (word for word, meant in OUTCOMES.items() if meant is truth)
    return given if isinstance(statement, Prescription) else fires


def _check_coverage(first: Statement, expected: set[str], cases: list[tuple[Case, Truths]]) -> Iterator[Issue]:
    """Check that a statement's cases show each outcome, each boundary, and each leaf at work."""
    shown = {OUTCOMES[word] for word in expected}
    for truth in (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN):
        if truth not in shown:
            yield issue_of("L02", first, f"no case that is {_word(first, truth)}.", "Add one.")
    condition = first.written
    for leaf in dict.fromkeys(leaves(condition)):
        if isinstance(leaf, Compare) and leaf.comparison != "eq" and not _at_boundary(leaf, cases):
            message = f"no case with {leaf.fact} exactly at the threshold of '{leaf.comparison.symbol}'."
            yield issue_of("L03", first, message, "Add a boundary case.")
        flipped = with_leaves(condition, partial(_negated, leaf))
        if cases and all(of(flipped) is of(condition) for _, of in cases):
            about = leaf.conclusion if isinstance(leaf, AtLeast) else leaf.fact
            message = f"negating the comparison with {about} breaks no case."
            yield issue_of("L04", first, message, "Add a case whose outcome depends on it.")


def _at_boundary(leaf: Compare, cases: Iterable[tuple[Case, Truths]]) -> bool:
    return any((leaf.fact, leaf.value) in case.facts for case, _ in cases)


def _negated(leaf: Condition, one: Condition) -> Condition:
    return Not(one) if one == leaf else one


# ---------------------------------------------------------------- rungs


def check_rungs(rules: Iterable[Rule], knowledge: Knowledge) -> Iterator[Issue]:
    """Check that what is known in a rung establishes its level, and that without the rule the level is another.

    A rung is written for the numbers as they are declared: where a folder sets a number otherwise of a rule that bears
    on the finding, it says nothing.
    """
    moved = {name for parameter in knowledge.parameters.values() if parameter.reason for name in parameter.rules}
    silence, _ = measured(knowledge, knowledge.silence)
    of_silence = Truths(silence, {})
    for rule in (rule for rule in rules if rule.rungs):
        below = lowered(knowledge).cone(rule.conclusion).rules if moved else ()
        if not moved.isdisjoint(one.name for one in below):
            continue
        for rung in rule.rungs:
            given = ", ".join(f"{fact} = {knowledge.facts[fact].show(value)}" for fact, value in rung.facts)
            facts, possible = measured(knowledge, {**knowledge.silence, **dict(rung.facts)})
            said = {fact for fact, value in facts.items() if silence.get(fact) != value}
            if not possible or contradictory(knowledge, Truths(facts, {}, of_silence, said)):
                message = f"nobody can be as a rung gives: {given}."
                yield issue_of("L25", rule, message, "Give facts that one person can have together.")
                continue
            level, without = _levels(knowledge, rule, facts)
            if level != rung.level:
                message = f"with {given} and nothing else {rule.conclusion} is {level}, not {rung.level}."
                yield issue_of("L25", rule, message, "Change the level of the rung or what it gives.")
            elif without == level:
                message = f"with {given} {rule.conclusion} is {level} without the rule as well."
                yield issue_of("L26", rule, message, "Give what only this rule turns into that level, or less.")


def _levels(knowledge: Knowledge, rule: Rule, facts: Mapping[str, int]) -> tuple[str, str]:
    """The level of a rule's finding when nothing but some facts is known, and its level without the rule.

    A level that is not reached is ``none``.
    """
    told = zip(knowledge.rules, compiled(knowledge).of_rules(facts), strict=True)
    judged = [(one, truth) for one, truth in told if one.conclusion == rule.conclusion]
    others = [(one, truth) for one, truth in judged if one.name != rule.name]
    level, without = (knowledge.conclusions[rule.conclusion].level(score(some)[0]) for some in (judged, others))
    return level or "none", without or "none"
