"""Three-valued rules for engines that know two truth values.

Kleene's logic splits into two ordinary conditions: that a rule *certainly* holds, and that it *may* hold
whatever the unknown facts turn out to be. A finding's low and high score are sums over the one and the
other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from balance_rules.model import AllOf, AnyOf, AtLeast, Compare, Conclusion, Condition, Knowledge, Not, Rule, Within

T = TypeVar("T")
Leaf = Compare | Within | AtLeast

SIGNS = {"lt": "<", "le": "<=", "eq": "==", "ge": ">=", "gt": ">"}


@dataclass(frozen=True)
class Notation(Generic[T]):
    """How an engine writes a comparison (`leaf`, wanted true or false, certainly or maybe), *and*, and *or*."""

    leaf: Callable[[Leaf, bool, bool], T]
    all_of: Callable[[list[T]], T]
    any_of: Callable[[list[T]], T]

    def write(self, condition: Condition, certain: bool, wanted: bool = True) -> T:
        """Return the two-valued condition that `condition` certainly is, or may be, `wanted`."""
        match condition:
            case Not(part):
                return self.write(part, certain, not wanted)
            case AllOf(parts) | AnyOf(parts):
                join = self.all_of if isinstance(condition, AllOf) == wanted else self.any_of
                return join([self.write(part, certain, wanted) for part in parts])
            case _:
                return self.leaf(condition, wanted, certain)


class Term(NamedTuple):
    """The part of a score that one side of an evidence group adds: the strongest rule that holds."""

    rules: tuple[Rule, ...]
    certain: bool

    def nested(self, write: Callable[[Rule, bool], str], choose: str) -> str:
        """Return the term as nested choices, the strongest rule first; `choose` has {test}, {then} and {other}."""
        text = "0"
        for rule in reversed(self.rules):
            text = choose.format(test=write(rule, self.certain), then=rule.weight, other=text)
        return text


def terms(knowledge: Knowledge) -> Mapping[str, tuple[Sequence[Term], Sequence[Term]]]:
    """Return the terms of low and of high of each conclusion, by its id, in the order of strata."""
    sides: dict[str, dict[tuple[str, bool], list[Rule]]] = {c.id: {} for c in _by_stratum(knowledge)}
    for rule in sorted(knowledge.rules, key=lambda rule: -abs(rule.weight)):
        sides[rule.conclusion].setdefault((rule.group, rule.weight > 0), []).append(rule)
    return {
        name: (
            [Term(tuple(rules), certain=supports) for (_, supports), rules in groups.items()],
            [Term(tuple(rules), certain=not supports) for (_, supports), rules in groups.items()],
        )
        for name, groups in sides.items()
    }


def _by_stratum(knowledge: Knowledge) -> list[Conclusion]:
    return sorted(knowledge.conclusions.values(), key=lambda conclusion: conclusion.stratum)
