"""What a question rests on, as a digest: equal digests mean the same answer, in whichever knowledge it is asked.

A digest covers the meaning of the conditions asked about (`Program.mark`), and of the facts in play: their domains,
the measures that tie them together, where comparisons cut those, and the contradictions that refuse some of them.
Names of rules, places and texts are no part of it, so that moving a file or correcting a sentence proves nothing anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable

from balance_rules.inference.program import Program
from balance_rules.model import Attribute, Condition, Rule, facts_read
from balance_rules.verify.measures import bound_by

Asked = tuple[object, ...]
"""What is asked of some conditions, in plain values: the kind of question, then whatever else it depends on."""


def domain(attribute: Attribute) -> Hashable:
    """The values that a fact can have."""
    values = tuple(name for name, _ in attribute.values)
    return attribute.kind, attribute.low, attribute.high, attribute.resolution, values


class Contents:
    """Digests of questions about one program."""

    def __init__(self, program: Program) -> None:
        self.program, self.knowledge = program, program.knowledge
        self._facts: dict[frozenset[str], str] = {}
        self._of_one: dict[str, str] = {}
        self._read: dict[int | str, frozenset[str]] = {}
        self._contradictions = [
            (frozenset(facts_read(one.condition)), program.mark(program.node(one.condition)))
            for one in self.knowledge.contradictions
        ]

    def of(self, asked: Asked, about: Iterable[Condition | str], facts: frozenset[str]) -> str:
        """The digest of a question about conditions, or findings by name, over facts."""
        return _digest((asked, [self._mark(item) for item in about], self._of_facts(facts)))

    def facts(self, about: Iterable[Condition | str]) -> frozenset[str]:
        """The facts that conditions, or findings by name, can depend on (`Program.cone`)."""
        return frozenset().union(*map(self._facts_of, about))

    def _facts_of(self, about: Condition | str) -> frozenset[str]:
        key = about if isinstance(about, str) else self.program.node(about)
        if key not in self._read:
            self._read[key] = frozenset(self.program.cone(about).facts)
        return self._read[key]

    def rule(self, rule: Rule) -> Hashable:
        """What a rule adds to its finding, whatever it is called."""
        return rule.weight, rule.group, self._mark(rule.condition)

    def _mark(self, about: Condition | str) -> str:
        if isinstance(about, str):
            return self.program.finding_mark(about)
        return self.program.mark(self.program.node(about))

    def _of_facts(self, facts: frozenset[str]) -> str:
        known = self._facts.get(facts)
        if known is None:
            present = facts.union(measure.fact for measure in bound_by(self.knowledge, facts))
            measures = [measure for measure in self.knowledge.measures if measure.fact in present]
            said = (
                [self._of_fact(fact) for fact in sorted(present.union(*(measure.inputs for measure in measures)))],
                measures,
                sorted(mark for read, mark in self._contradictions if read <= present),
            )
            known = self._facts[facts] = _digest(said)
        return known

    def _of_fact(self, fact: str) -> str:
        known = self._of_one.get(fact)
        if known is None:
            attribute = self.knowledge.facts[fact]
            said = fact, domain(attribute), attribute.typical, sorted(attribute.above), sorted(attribute.below)
            known = self._of_one[fact] = _digest(said)
        return known


def _digest(said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()[:40]
