"""Somebody who shows that a thing is possible, made of what is asked, and judged by the definition.

Most questions of a sound knowledge base have an easy yes: a rule can fire, a level can be reached. For these a person
is made who has just what is asked, fact by fact, without a solver. Whether the person shows it is said by `semantics`,
of what was asked and all that it rests on. Where nobody is made that way nothing is said, and the solver is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import TypeVar

from balance_rules.inference.program import Program
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Knowledge,
    Leaf,
    Measure,
    Not,
    Rule,
    Truth,
    conclusions_read,
    facts_read,
    leaf_holds,
)
from balance_rules.semantics import Interval, Truths, derive, quantise, reaches, score
from balance_rules.text.gathering import gathered

MOST_PEOPLE = 8  # who are made to have all that is asked for

T = TypeVar("T")
Goal = tuple[Condition, int]
"""A condition and the truth that it is to have: 1 or −1."""


class Shown:
    """A person of a few facts; what is asked is judged by the definition, with all the findings that it rests on."""

    def __init__(self, program: Program, facts: Mapping[str, int]) -> None:
        self._program, self.facts = program, facts
        self._scores: dict[str, Interval] = {}
        self._of = Truths(facts, self._scores)

    def having(self, facts: Mapping[str, int]) -> Shown:
        return Shown(self._program, facts)

    def truth(self, condition: Condition) -> Truth:
        for finding in conclusions_read(condition):
            self.score(finding)
        return self._of(condition)

    def score(self, finding: str, without: Iterable[str] = ()) -> Interval:
        """The score interval of a finding, or what it would be without some of its rules."""
        left_out = frozenset(without)
        known = self._scores.get(finding) if not left_out else None
        if known is None:
            rules = self._program.knowledge.rules_for.get(finding, ())
            judged = ((rule, self.truth(rule.condition)) for rule in rules if rule.id not in left_out)
            known = score(judged)
            if not left_out:
                self._scores[finding] = known
        return known


class Finder:
    """Makes people for a knowledge base."""

    def __init__(self, program: Program) -> None:
        self._program, self._knowledge = program, program.knowledge
        self._start()
        self._values: dict[str, tuple[int, ...]] = {}
        self._measures = _by_fact((m, (m.fact, *m.inputs)) for m in self._knowledge.measures)
        told = [c.condition for c in self._knowledge.contradictions]
        self._contradictions = _by_fact(((c, _each_read(c)), facts_read(c)) for c in told)

    def _start(self) -> None:
        """Begin with somebody of whom nothing is known."""
        self._facts: dict[str, int] = {}
        self._tried: dict[tuple[int, int], tuple[bool, Condition]] = {}

    def somebody(self, goals: Sequence[Goal]) -> Shown | None:
        """Somebody of whom all goals are so; None where nobody is made."""
        self._start()
        if not all(self._make(condition, truth) for condition, truth in goals):
            return None
        person = Shown(self._program, self._facts)
        return person if all(person.truth(condition) == truth for condition, truth in goals) else None

    def together(self, wanted: Iterable[tuple[Condition, ...]]) -> frozenset[tuple[Condition, ...]]:
        """Those of some sets of conditions that are true, all of a set, of one of a few people, who have what they can.

        What shares most of its parts is made and judged together, such as all that is prescribed.
        """
        left, found = list(dict.fromkeys(wanted)), set[tuple[Condition, ...]]()
        for _ in range(MOST_PEOPLE):
            self._start()
            for conditions in left:
                self._make(AllOf(conditions), 1)
            person = Shown(self._program, self._facts)
            so = {conditions for conditions in left if all(person.truth(condition) > 0 for condition in conditions)}
            found |= so
            left = [conditions for conditions in left if conditions not in so]
            if not so or not left:
                break
        return frozenset(found)

    def _make(self, condition: Condition, truth: int) -> bool:
        """State what makes a condition true or false; what was stated for a try that fails is taken back.

        A try is remembered as long as what was stated before it stands: the same parts stand in hundreds of conditions.
        """
        key = id(condition), truth
        tried = self._tried.get(key)
        if tried is None:
            stated, remembered = len(self._facts), len(self._tried)
            made = self._made(condition, truth)
            if not made:
                while len(self._facts) > stated:
                    self._facts.popitem()
                while len(self._tried) > remembered:
                    self._tried.popitem()
            tried = self._tried[key] = made, condition
        return tried[0]

    def _made(self, condition: Condition, truth: int) -> bool:
        match condition:
            case Not(part):
                return self._make(part, -truth)
            case AllOf(parts) | AnyOf(parts):
                each = (self._make(part, truth) for part in parts)
                return all(each) if isinstance(condition, AllOf) == (truth > 0) else any(each)
            case AtLeast():
                return self._made_level(condition, truth)
            case leaf:
                return self._state(leaf, truth)

    def _made_level(self, level: AtLeast, truth: int) -> bool:
        """State what brings a finding to a level, or keeps it below: by what supports it, then by what opposes it.

        A rule for which nothing was made is taken for unknown, by which no more is said than is so.
        """
        rules = self._knowledge.rules_for.get(level.conclusion, ())
        made = dict.fromkeys((rule.id for rule in rules), 0)

        def is_so() -> bool:
            return reaches(score((rule, made[rule.id]) for rule in rules), level.cut) == truth

        if is_so():
            return True
        for rule in sorted(rules, key=lambda rule: (rule.weight < 0, -abs(rule.weight))):
            wanted = truth if rule.weight > 0 else -truth
            if self._make(rule.condition, wanted):
                made[rule.id] = wanted
                if is_so():
                    return True
        return False

    def _state(self, leaf: Leaf, truth: int) -> bool:
        fact = leaf.fact
        if fact in self._facts:
            return leaf_holds(leaf, self._facts[fact]) == (truth > 0)
        return any(self._try(fact, value) for value in self.values(fact) if leaf_holds(leaf, value) == (truth > 0))

    def values(self, fact: str) -> tuple[int, ...]:
        """The values to try for a fact: of each stretch that no condition tells apart the one nearest the typical."""
        if fact not in self._values:
            attribute = self._knowledge.facts[fact]
            typical = (attribute.low + attribute.high) // 2 if attribute.typical is None else attribute.typical
            nearest = (min(max(typical, cell[0]), cell[-1]) for cell in self._program.cells(fact))
            self._values[fact] = tuple(sorted(nearest, key=lambda value: (abs(value - typical), value)))
        return self._values[fact]

    def _try(self, fact: str, value: int) -> bool:
        self._facts[fact] = value
        if self.possible(fact, self._facts):
            return True
        del self._facts[fact]
        return False

    def possible(self, fact: str, facts: dict[str, int]) -> bool:
        """Return whether somebody may have some facts, as far as one of them bears on it."""
        if not all(_agrees(self._knowledge, measure, facts) for measure in self._measures.get(fact, ())):
            return False
        unknown = facts.keys().isdisjoint
        return all(
            any(map(unknown, parts)) or Truths(facts, {})(condition) is not Truth.TRUE
            for condition, parts in self._contradictions.get(fact, ())
        )


def _by_fact(items: Iterable[tuple[T, Iterable[str]]]) -> dict[str, list[T]]:
    return gathered((fact, item) for item, facts in items for fact in dict.fromkeys(facts))


def _each_read(condition: Condition) -> list[frozenset[str]]:
    """What each part of a conjunction reads: where nothing of one is known, the whole is not true."""
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    return [frozenset(read) for part in parts if (read := facts_read(part))]


def _agrees(knowledge: Knowledge, measure: Measure, facts: Mapping[str, int]) -> bool:
    """Return whether a measure is what its inputs say: nobody is made of whom it would have to be derived first."""
    if not facts.keys() >= set(measure.inputs):
        return True
    value = derive(measure, [facts[name] * knowledge.facts[name].resolution for name in measure.inputs])
    if value is None:
        return True
    return facts.get(measure.fact) == quantise(knowledge.facts[measure.fact], value)


# ---------------------------------------------------------------- what is to be shown

MOST_BESIDE = 4  # rules that have to hold beside one for it to matter
MOST_SETS = 5_000
MOST_TRIED = 4


def escapes(finder: Finder, weak: Condition, strong: Condition) -> bool:
    """Return whether somebody is made for whom one condition is true and another not, or it is false and that not."""
    person = finder.somebody([(weak, 1)])
    if person is not None and person.truth(strong) < 1:
        return True
    person = finder.somebody([(strong, -1)])
    return person is not None and person.truth(weak) > -1


def decides(finder: Finder, knowledge: Knowledge, rule: Rule, covered: frozenset[str]) -> bool:
    """Return whether somebody is made of whom a finding has another level without a rule, covered rules left out."""
    levels = knowledge.conclusions[rule.conclusion].levels
    others = [one for one in knowledge.rules_for[rule.conclusion] if one.id != rule.id and one.id not in covered]

    def differs(person: Shown | None) -> bool:
        if person is None:
            return False
        ends = zip(
            person.score(rule.conclusion, covered), person.score(rule.conclusion, covered | {rule.id}), strict=True
        )
        return any((one >= level.cut) != (other >= level.cut) for one, other in ends for level in levels)

    return any(differs(finder.somebody(goals)) for goals in _to_matter(rule, others, [level.cut for level in levels]))


def _to_matter(rule: Rule, others: Sequence[Rule], cuts: Sequence[int]) -> Iterator[list[Goal]]:
    """Yield what may let a rule carry a sum across a cut: it holds beside others, and no rival of its group counts."""
    rivals = [one for one in others if one.group == rule.group and one.weight * rule.weight > 0]
    rivals.sort(key=lambda one: abs(one.weight))  # where the lightest is false, heavier ones often are
    hidden = [(one.condition, -1) for one in rivals if abs(one.weight) > abs(rule.weight)]
    for beside in _near_a_cut(rule, others, cuts):
        true = [(one.condition, 1) for one in (rule, *beside)]
        yield true
        if hidden:
            yield [*hidden, *true]
    yield [(one.condition, -1) for one in rivals]  # as much as it would add is open


def _near_a_cut(rule: Rule, others: Sequence[Rule], cuts: Sequence[int]) -> Iterator[tuple[Rule, ...]]:
    """Yield a few sets of rules beside which one would carry a sum across a cut.

    One rule of a group is enough, for only the strongest counts.
    """
    apart = sorted((one for one in others if one.group != rule.group and one.weight > 0), key=lambda one: one.weight)
    sets = (chosen for size in range(MOST_BESIDE + 1) for chosen in combinations(apart, size))
    found = 0
    for beside in islice(sets, MOST_SETS):
        if len({one.group for one in beside}) < len(beside):
            continue
        without = sum(one.weight for one in beside)
        low, high = sorted((without, without + rule.weight))
        if any(low < cut <= high for cut in cuts):
            yield beside
            found += 1
        if found == MOST_TRIED:
            return


def moves(finder: Finder, fact: str, condition: Condition) -> bool:
    """Return whether somebody is made of whom another value of a fact changes a condition's truth."""
    person = finder.somebody([*_except_for(condition, fact)])
    if person is None:
        return False
    having = ({**person.facts, fact: value} for value in finder.values(fact))
    truths = (person.having(facts).truth(condition) for facts in having if finder.possible(fact, facts))
    return len(set(truths)) > 1


def _except_for(condition: Condition, fact: str) -> Iterator[Goal]:
    """Yield what leaves it to a fact whether a condition holds."""
    match condition:
        case Not(part):
            yield from _except_for(part, fact)
        case AllOf(parts) | AnyOf(parts):
            reading = next(part for part in parts if fact in facts_read(part))
            truth = 1 if isinstance(condition, AllOf) else -1
            yield from _except_for(reading, fact)
            yield from ((part, truth) for part in parts if part is not reading)
