"""The rules on experta as it comes: its own Rete matcher, strategy, agenda and firing.

Every comparison is a three-valued literal. The literals of one stratum are the fields of one fact: a fact
for each would make experta test every one of them against every pattern, ten times as slow. A rule is two
of experta's, for that it certainly holds and that it may; what fires declares `Fired`, and a barrier below
the stratum's salience adds up the scores and declares the literals of the levels they reach.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from typing import Any

from balance_rules.inference._experta import experta
from balance_rules.model import AtLeast, Compare, Knowledge, Rule, Within, leaves
from balance_rules.semantics import NO_EVIDENCE, Interval, reaches, score
from benchmarks.peers import Run, Scores
from benchmarks.peers.notation import Leaf, Notation

Conjunction = dict[Leaf, frozenset[int]]

FLIPPED = {"lt": operator.gt, "le": operator.ge, "eq": operator.eq, "ge": operator.le, "gt": operator.lt}


class Fired(experta.Fact):  # type: ignore[misc]
    """What fired: the rule, and whether it certainly holds."""


def stock_experta(knowledge: Knowledge) -> Run:
    """Return what resets the engine, declares a person's literals and runs it."""
    rules = _Rules(knowledge)
    engine = type("Stock", (experta.KnowledgeEngine,), rules.members())()

    def run(facts: Mapping[str, int]) -> Scores:
        engine.scores = {}
        engine.reset()
        engine.declare(rules.observed(facts))
        engine.run()
        return tuple(engine.scores.get(name, NO_EVIDENCE) for name in knowledge.conclusions)

    return run


class _Rules:
    """A knowledge base as members of an experta engine."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        found = dict.fromkeys(leaf for rule in knowledge.rules for leaf in leaves(rule.condition))
        self.fields = {leaf: f"literal{i}" for i, leaf in enumerate(found)}
        self.literals = [type(f"Literals{i}", (experta.Fact,), {}) for i in range(knowledge.strata + 1)]
        self.tests: list[tuple[str, str, Callable[[int], bool]]] = []
        self.levels: dict[int, list[tuple[str, AtLeast]]] = defaultdict(list)
        for leaf, field in self.fields.items():
            if isinstance(leaf, AtLeast):
                self.levels[self._known_in(leaf)].append((field, leaf))
            else:
                self.tests.append((field, leaf.fact, _test(leaf)))

    def observed(self, facts: Mapping[str, int]) -> Any:
        """Return the literals of a person's facts."""
        truths = {
            field: 0 if (value := facts.get(fact)) is None else 1 if holds(value) else -1
            for field, fact, holds in self.tests
        }
        return self.literals[0](**truths)

    def members(self) -> dict[str, Any]:
        """Return two rules for each rule, and the barriers."""
        made = {f"barrier{stratum}": self._barrier(stratum) for stratum in range(self.knowledge.strata)}
        for i, rule in enumerate(self.knowledge.rules):
            made[f"rule{i}_holds"], made[f"rule{i}_may"] = self._rule(rule, True), self._rule(rule, False)
        return made

    def _rule(self, rule: Rule, certain: bool) -> Any:
        def fire(engine: Any) -> None:
            engine.declare(Fired(rule=rule.id, certain=certain))

        patterns = [self._pattern(conjunction) for conjunction in DISJUNCTIVE.write(rule.condition, certain)]
        left = patterns[0] if len(patterns) == 1 else experta.OR(*patterns)
        return experta.Rule(left, salience=-10 * rule.stratum)(fire)

    def _pattern(self, conjunction: Conjunction) -> Any:
        fields: dict[int, dict[str, Any]] = defaultdict(dict)
        for leaf, truths in conjunction.items():
            fields[self._known_in(leaf)][self.fields[leaf]] = _constraint(truths)
        return experta.AND(*(self.literals[i](**constraints) for i, constraints in fields.items()))

    def _known_in(self, leaf: Leaf) -> int:
        """Return which literals a comparison is among: 0 for the facts', one more than its stratum for a level."""
        return self.knowledge.conclusions[leaf.conclusion].stratum + 1 if isinstance(leaf, AtLeast) else 0

    def _barrier(self, stratum: int) -> Any:
        rules = [rule for rule in self.knowledge.rules if rule.stratum == stratum]

        def close(engine: Any) -> None:
            fired = {(fact["rule"], fact["certain"]) for fact in engine.facts.values() if isinstance(fact, Fired)}
            judged: dict[str, list[tuple[Rule, int]]] = defaultdict(list)
            for rule in rules:
                truth = 1 if (rule.id, True) in fired else 0 if (rule.id, False) in fired else -1
                judged[rule.conclusion].append((rule, truth))
            scores: dict[str, Interval] = {name: score(members) for name, members in judged.items()}
            engine.scores.update(scores)
            levels = {
                field: int(reaches(scores.get(leaf.conclusion, NO_EVIDENCE), leaf.cut))
                for field, leaf in self.levels[stratum + 1]
            }
            engine.declare(self.literals[stratum + 1](**levels))

        return experta.Rule(salience=-10 * stratum - 5)(close)


def _test(leaf: Compare | Within) -> Callable[[int], bool]:
    if isinstance(leaf, Within):
        return frozenset(leaf.values).__contains__
    return partial(FLIPPED[leaf.comparison], leaf.value)


def _allowed(leaf: Leaf, wanted: bool, certain: bool) -> list[Conjunction]:
    truth = 1 if wanted else -1
    return [{leaf: frozenset({truth} if certain else {truth, 0})}]


def _all_of(parts: list[list[Conjunction]]) -> list[Conjunction]:
    """Return every way to choose one conjunction of each part, joined; those that contradict themselves left out."""
    joined = []
    for chosen in product(*parts):
        whole: Conjunction = {}
        for conjunction in chosen:
            for leaf, truths in conjunction.items():
                whole[leaf] = truths & whole.get(leaf, truths)
        if all(whole.values()):
            joined.append(whole)
    return joined


def _any_of(parts: list[list[Conjunction]]) -> list[Conjunction]:
    return [conjunction for part in parts for conjunction in part]


def _constraint(truths: frozenset[int]) -> Any:
    return experta.L(*truths) if len(truths) == 1 else ~experta.L(*({-1, 0, 1} - truths))


DISJUNCTIVE: Notation[list[Conjunction]] = Notation(_allowed, _all_of, _any_of)
