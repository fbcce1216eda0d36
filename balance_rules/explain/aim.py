"""A condition cut down to what it reads, as one Boolean question that is cheap to ask thousands of times.

*Is the condition established?* is a Boolean function of the comparisons with known facts. Facts that nobody
recorded are folded away by polarity: where the truth of a comparison would help, not knowing it counts as
false, where its falsehood would help, as true. Each finding below the condition thus stands at most twice,
for the low and the high end of its score. The function is compiled with the kernel, one Boolean per
comparison, so that a comparison can also be left open: the answer is then true only if it is whatever the
open ones are, and false likewise (Kleene's logic, sound and not complete).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import eq, ge, gt, le, lt
from types import MappingProxyType

from balance_rules.kernel import Kernel
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Comparison,
    Conclusion,
    Condition,
    Kind,
    Knowledge,
    Not,
    Place,
    Rationale,
    Restriction,
    Rule,
    Within,
    leaves,
)

Leaf = Compare | Within
TRUE, FALSE = AllOf(()), AnyOf(())
_COMPARE = {"lt": lt, "le": le, "eq": eq, "ge": ge, "gt": gt}


def leaf_holds(leaf: Leaf, value: int) -> bool:
    """Return whether a comparison holds of a value."""
    if isinstance(leaf, Within):
        return value in leaf.values
    return bool(_COMPARE[leaf.comparison.value](value, leaf.value))


class Aim:
    """Whether a condition is established, as a function of the comparisons with known facts.

    Attributes
    ----------
    leaves
        The comparisons it depends on, each once.
    facts
        The known facts they read.
    unknown
        The facts in its cone that are not known.
    """

    def __init__(self, knowledge: Knowledge, condition: Condition, known: frozenset[str]) -> None:
        self._knowledge, self._known = knowledge, known
        self._names: dict[Leaf, Condition] = {}
        self._rules: list[Rule] = []
        self._conclusions: dict[str, Conclusion] = {}
        self._unknown: dict[str, None] = {}
        body = self._rewrite(condition, True)
        self.leaves: tuple[Leaf, ...] = tuple(self._names)
        self.facts = tuple(dict.fromkeys(leaf.fact for leaf in self.leaves))
        self.unknown = tuple(self._unknown)
        self._kernel = Kernel(self._slice(body))

    def __call__(self, truths: Sequence[int | None]) -> int:
        """Return 1 when established, −1 when not, 0 when that depends on the comparisons that are None."""
        kernel = self._kernel
        scores = kernel.no_scores()
        for stratum in range(len(kernel.strata)):
            _, closed = kernel.step(stratum, truths, scores)
            kernel.close(stratum, closed, scores)
        return kernel.decide(truths, scores)[0]

    def at(self, facts: Mapping[str, int]) -> int:
        """Return the answer when exactly `facts` are known of those it depends on."""
        return self([int(leaf_holds(leaf, facts[leaf.fact])) if leaf.fact in facts else None for leaf in self.leaves])

    def _rewrite(self, condition: Condition, established: bool) -> Condition:
        match condition:
            case Compare() | Within():
                if condition.fact not in self._known:
                    self._unknown[condition.fact] = None
                    return FALSE if established else TRUE
                known = self._names.get(condition)
                if known is None:
                    known = self._names[condition] = Compare(f"x{len(self._names)}", Comparison.EQ, 1)
                return known
            case AtLeast(conclusion, level, cut):
                return AtLeast(self._finding(conclusion, established), level, cut)
            case Not(part):
                return Not(self._rewrite(part, not established))
            case AllOf(parts):
                return AllOf(tuple(self._rewrite(part, established) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self._rewrite(part, established) for part in parts))

    def _finding(self, conclusion: str, established: bool) -> str:
        """Return the name of the low or high end of a finding's score, its rules taken along."""
        name = f"{conclusion} {'low' if established else 'high'}"
        if name not in self._conclusions:
            whole = self._knowledge.conclusions[conclusion]
            self._conclusions[name] = replace(whole, id=name)
            for rule in rules_for(self._knowledge).get(conclusion, ()):
                condition = self._rewrite(rule.condition, established == (rule.weight > 0))
                self._rules.append(replace(rule, condition=condition, conclusion=name, stratum=whole.stratum))
        return name

    def _slice(self, body: Condition) -> Knowledge:
        names = [f"x{i}" for i in range(len(self._names))]
        nothing = (Rationale(), (), Place("slice"))
        return Knowledge(
            name="slice",
            version="0",
            hash="slice",
            attributes=MappingProxyType({name: Attribute(name, name, Kind.BOOLEAN, "", "", 1) for name in names}),
            measures=(),
            conclusions=MappingProxyType(dict(self._conclusions)),
            rules=tuple(sorted(self._rules, key=lambda rule: rule.stratum)),
            referrals=(),
            restrictions=(Restriction("aim", "aim", "", body, *nothing, forbids=()),),
            exercises=MappingProxyType({}),
            prescriptions=(),
        )


def aim(knowledge: Knowledge, condition: Condition, known: Mapping[str, object]) -> Aim:
    """Return the question whether `condition` is established for one who knows the facts in `known`."""
    return _aim(knowledge, condition, frozenset(fact for fact in cone(knowledge, condition) if fact in known))


@lru_cache(maxsize=256)
def _aim(knowledge: Knowledge, condition: Condition, known: frozenset[str]) -> Aim:
    return Aim(knowledge, condition, known)


@lru_cache(maxsize=1024)
def cone(knowledge: Knowledge, condition: Condition) -> tuple[str, ...]:
    """Return every fact that can bear on a condition, through findings too, measures not resolved."""
    facts: dict[str, None] = {}
    seen: set[str] = set()
    todo: list[Condition] = [condition]
    while todo:
        for leaf in leaves(todo.pop()):
            if not isinstance(leaf, AtLeast):
                facts[leaf.fact] = None
            elif leaf.conclusion not in seen:
                seen.add(leaf.conclusion)
                todo += [rule.condition for rule in rules_for(knowledge).get(leaf.conclusion, ())]
    return tuple(facts)


@lru_cache(maxsize=16)
def rules_for(knowledge: Knowledge) -> Mapping[str, tuple[Rule, ...]]:
    """Return the rules of each finding."""
    found: dict[str, list[Rule]] = {}
    for rule in knowledge.rules:
        found.setdefault(rule.conclusion, []).append(rule)
    return MappingProxyType({name: tuple(rules) for name, rules in found.items()})


@lru_cache(maxsize=256)
def restricted(knowledge: Knowledge, condition: Condition) -> Knowledge:
    """Return the knowledge that bears on a condition and nothing else, the condition as its one statement.

    What the definition says of it is what it says within the whole; it is only quicker to judge.
    """
    names: set[str] = set()
    todo: list[Condition] = [condition]
    while todo:
        for leaf in leaves(todo.pop()):
            if isinstance(leaf, AtLeast) and leaf.conclusion not in names:
                names.add(leaf.conclusion)
                todo += [rule.condition for rule in rules_for(knowledge).get(leaf.conclusion, ())]
    nothing = (Rationale(), (), Place("slice"))
    return replace(
        knowledge,
        hash=f"{knowledge.hash}/slice",
        conclusions=MappingProxyType({name: knowledge.conclusions[name] for name in names}),
        rules=tuple(rule for rule in knowledge.rules if rule.conclusion in names),
        referrals=(),
        restrictions=(Restriction("aim", "aim", "", condition, *nothing, forbids=()),),
        claims=(),
        exercises=MappingProxyType({}),
        prescriptions=(),
    )
