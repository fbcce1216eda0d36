"""A condition cut down to what it reads, as one Boolean question that is cheap to ask thousands of times.

*Is the condition established?* is a Boolean function of the comparisons with known facts. Facts that nobody
recorded are folded away by polarity: where the truth of a comparison would help, not knowing it counts as
false, where its falsehood would help, as true. Each finding below the condition thus stands at most twice,
for the low and the high end of its score. The function is a program of its own, compiled with the kernel, one Boolean
per comparison, so that a comparison can also be left open: the answer is then true only if it is whatever the
open ones are, and false likewise (Kleene's logic, sound and not complete).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from balance_rules.inference.kernel import Kernel
from balance_rules.inference.program import Program, lowered
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    Knowledge,
    Leaf,
    Not,
    Place,
    Rationale,
    Restriction,
    Rule,
    Within,
    leaf_holds,
)

TRUE, FALSE = AllOf(()), AnyOf(())


class Established:
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
        self._findings: dict[str, None] = {}
        self._unknown: dict[str, None] = {}
        body = self._rewrite(condition, True)
        self.leaves: tuple[Leaf, ...] = tuple(self._names)
        self.facts = tuple(dict.fromkeys(leaf.fact for leaf in self.leaves))
        self.unknown = tuple(self._unknown)
        self._kernel = Kernel(self._program(body))

    def __call__(self, truths: Sequence[int | None]) -> int:
        """Return 1 when established, −1 when not, 0 when that depends on the comparisons that are None."""
        return self._kernel.judge(tuple(truths))[-1]

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
        if name not in self._findings:
            self._findings[name] = None
            stratum = self._knowledge.conclusions[conclusion].stratum
            for rule in self._knowledge.rules_for.get(conclusion, ()):
                condition = self._rewrite(rule.condition, established == (rule.weight > 0))
                self._rules.append(replace(rule, condition=condition, conclusion=name, stratum=stratum))
        return name

    def _program(self, body: Condition) -> Program:
        names = [f"x{i}" for i in range(len(self._names))]
        rules = sorted(self._rules, key=lambda rule: rule.stratum)
        return Program(self._knowledge, names, self._findings, rules, (body,))


def established(knowledge: Knowledge, condition: Condition, known: Mapping[str, object]) -> Established:
    """The question whether `condition` is established for one who knows the facts in `known`."""
    facts = lowered(knowledge).cone(condition).facts
    return _established(knowledge, condition, frozenset(fact for fact in facts if fact in known))


@lru_cache(maxsize=256)
def _established(knowledge: Knowledge, condition: Condition, known: frozenset[str]) -> Established:
    return Established(knowledge, condition, known)


@lru_cache(maxsize=256)
def restricted(knowledge: Knowledge, condition: Condition) -> Knowledge:
    """The knowledge that bears on a condition and nothing else, with the condition as its one statement.

    It is for the definition, which reads no programs: what it says of the condition is what it says within the whole.
    """
    bearing = lowered(knowledge).slice(condition)
    nothing = (Rationale(), (), Place("slice"))
    changed: dict[str, Any] = {
        "hash": f"{knowledge.hash}/{bearing.key}",
        "conclusions": MappingProxyType({name: knowledge.conclusions[name] for name in bearing.findings}),
        "rules": bearing.rules,
        "referrals": (),
        "restrictions": (Restriction("aim", "aim", "", condition, *nothing, forbids=()),),
        "claims": (),
        "exercises": MappingProxyType({}),
        "prescriptions": (),
    }
    # restored, not made: the facts are cut where the whole cuts them
    return Knowledge.restored({**{item.name: getattr(knowledge, item.name) for item in fields(Knowledge)}, **changed})
