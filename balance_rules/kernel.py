"""The predicates of a knowledge base, compiled once to straight-line Python: one definition, many runs.

The source is generated from the model's integers and positions alone; no text of the knowledge gets into
it. Every truth is −1, 0 or 1; a comparison that several conditions share is computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Knowledge,
    Not,
    Rule,
    Within,
    facts_read,
)
from balance_rules.semantics import NO_EVIDENCE, Inference, Interval

Values = Sequence[int | None]
Step = Callable[[Values, list[int]], tuple[tuple[int, ...], tuple[int, ...]]]
Pick = Callable[[Values], tuple[int | None, ...]]

_DEEPEST = 90


class Justification(NamedTuple):
    """A rule that fired: the values it fired on, and the rule of its evidence group that outweighs it.

    `values` stand in the order in which the rule's condition reads its facts, None where unknown: a rule
    can hold in spite of what is not known.
    """

    rule: Rule
    values: tuple[int | None, ...]
    outweighed_by: Rule | None

    @property
    def facts(self) -> tuple[tuple[str, int], ...]:
        """The known facts the rule fired on."""
        pairs = zip(facts_read(self.rule.condition), self.values, strict=True)
        return tuple((fact, value) for fact, value in pairs if value is not None)


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one evidence group of one conclusion, by position, the strongest first."""

    conclusion: str
    name: str
    supporting: tuple[int, ...]
    opposing: tuple[int, ...]


class Kernel:
    """Compiled knowledge.

    `step(stratum, values, scores)` judges the rules of a stratum and the scores of the findings that close
    with it; `decide(values, scores)` judges everything else; `run(values)` does it all.

    Attributes
    ----------
    facts
        The position of each fact in `values`.
    picks
        What takes the values that each rule reads out of all values, by rule.
    strata
        The first and one past the last rule of each stratum.
    groups
        The evidence groups of all conclusions.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.facts: Mapping[str, int] = {fact: i for i, fact in enumerate(knowledge.facts)}
        self.conclusions: Mapping[str, int] = {name: i for i, name in enumerate(knowledge.conclusions)}
        self.picks = tuple(self.pick(rule.condition) for rule in knowledge.rules)
        self.strata = _strata(knowledge.rules)
        self.groups = _groups(knowledge.rules)
        self.closing = tuple(
            tuple(dict.fromkeys(rule.conclusion for rule in knowledge.rules[first:last])) for first, last in self.strata
        )
        generator = _Generator(self)
        self.source = generator.source()
        namespace: dict[str, Any] = {"__builtins__": {}}
        exec(compile(self.source, "<kernel>", "exec"), namespace)
        self._steps: tuple[Step, ...] = tuple(namespace[f"stratum_{i}"] for i in range(len(self.strata)))
        self._decide: Callable[[Values, list[int]], tuple[int, ...]] = namespace["decide"]
        self._strongest_first = tuple(
            (i, members[0]) for group in self.groups for members in (group.supporting, group.opposing) for i in members
        )
        self._closing_at = tuple(tuple(self.conclusions[name] for name in names) for names in self.closing)

    def pick(self, condition: Condition) -> Pick:
        """Return what takes the values that a condition reads out of all values, in order of appearance."""
        match [self.facts[fact] for fact in facts_read(condition)]:
            case []:
                return lambda values: ()
            case [only]:
                return lambda values: (values[only],)
            case positions:
                return itemgetter(*positions)

    def values(self, facts: Mapping[str, int]) -> list[int | None]:
        """Return facts as the list the kernel reads, None where unknown."""
        values: list[int | None] = [None] * len(self.facts)
        for fact, value in facts.items():
            position = self.facts.get(fact)
            if position is not None:
                values[position] = value
        return values

    def no_scores(self) -> list[int]:
        """Return the scores before any stratum: low and high of each conclusion in turn."""
        return [0] * (2 * len(self.conclusions))

    def step(self, stratum: int, values: Values, scores: list[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the truths of a stratum's rules, and low and high of each finding that closes with it."""
        return self._steps[stratum](values, scores)

    def close(self, stratum: int, closed: Sequence[int], scores: list[int]) -> None:
        """Write the scores that a stratum closes with."""
        for i, position in enumerate(self._closing_at[stratum]):
            scores[2 * position], scores[2 * position + 1] = closed[2 * i], closed[2 * i + 1]

    def decide(self, values: Values, scores: list[int]) -> tuple[int, ...]:
        """Return the truths of referrals, restrictions, exercises and prescriptions."""
        return self._decide(values, scores)

    def run(self, facts: Mapping[str, int]) -> Inference:
        """Return all that follows from `facts`: the reference's answer, straight to the fixpoint."""
        values, scores = self.values(facts), self.no_scores()
        truths: list[int] = []
        for stratum in range(len(self.strata)):
            judged, closed = self._steps[stratum](values, scores)
            truths += judged
            self.close(stratum, closed, scores)
        truths += self._decide(values, scores)
        return Inference(tuple(truths), intervals(scores))

    def justify(self, values: Values, truths: Sequence[int]) -> tuple[Justification, ...]:
        """Return the rules that fired, group by group, each after the one that outweighs it."""
        rules, picks = self.knowledge.rules, self.picks
        found, side, winner = [], -1, None
        for i, strongest in self._strongest_first:
            if truths[i] > 0:
                if strongest != side:
                    side, winner = strongest, None
                rule = rules[i]
                found.append(Justification(rule, picks[i](values), winner))
                winner = winner or rule
        return tuple(found)


@lru_cache(maxsize=16)
def compiled(knowledge: Knowledge) -> Kernel:
    """Return the kernel of a knowledge base, compiled once for all who ask."""
    return Kernel(knowledge)


def intervals(scores: Sequence[int]) -> tuple[Interval, ...]:
    """Return flat lows and highs as intervals."""
    return tuple(zip(scores[::2], scores[1::2], strict=True)) if any(scores) else (NO_EVIDENCE,) * (len(scores) // 2)


def _strata(rules: Sequence[Rule]) -> tuple[tuple[int, int], ...]:
    bounds = []
    for _, members in groupby(range(len(rules)), key=lambda i: rules[i].stratum):
        positions = list(members)
        bounds.append((positions[0], positions[-1] + 1))
    return tuple(bounds)


def _groups(rules: Sequence[Rule]) -> tuple[Group, ...]:
    members: dict[tuple[str, str], list[int]] = {}
    for i, rule in enumerate(rules):
        members.setdefault((rule.conclusion, rule.group), []).append(i)
    groups = []
    for (conclusion, name), positions in members.items():
        strongest = sorted(positions, key=lambda i: (-abs(rules[i].weight), i))
        supporting = tuple(i for i in strongest if rules[i].weight > 0)
        opposing = tuple(i for i in strongest if rules[i].weight < 0)
        groups.append(Group(conclusion, name, supporting, opposing))
    return tuple(groups)


class _Generator:
    """Writes the kernel's source, a function per stratum and one for the rest."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.rules = kernel.knowledge.rules
        self.lines: list[str] = []
        self.names: dict[Condition, str] = {}
        self.loaded: set[str] = set()

    def source(self) -> str:
        functions = [self._stratum(i, first, last) for i, (first, last) in enumerate(self.kernel.strata)]
        rest = self.kernel.knowledge.judged[len(self.rules) :]
        functions.append(self._function("decide", [condition for _, condition in rest]))
        return "\n".join(functions)

    def _begin(self) -> None:
        self.lines, self.names, self.loaded = [], {}, set()

    def _function(self, name: str, conditions: Sequence[Condition]) -> str:
        self._begin()
        truths = [self._name(condition) for condition in conditions]
        body = "\n".join(f"    {line}" for line in [*self.lines, f"return {_tuple(truths)}"])
        return f"def {name}(v, s):\n{body}\n"

    def _stratum(self, stratum: int, first: int, last: int) -> str:
        self._begin()
        truths = {i: self._name(self.rules[i].condition) for i in range(first, last)}
        closed: list[str] = []
        for conclusion in self.kernel.closing[stratum]:
            groups = [group for group in self.kernel.groups if group.conclusion == conclusion]
            closed += [self._sum(groups, truths, low=True), self._sum(groups, truths, low=False)]
        result = f"return {_tuple(list(truths.values()))}, {_tuple(closed)}"
        body = "\n".join(f"    {line}" for line in [*self.lines, result])
        return f"def stratum_{stratum}(v, s):\n{body}\n"

    def _sum(self, groups: Sequence[Group], truths: Mapping[int, str], *, low: bool) -> str:
        """Return the expression of a score's low or high end: the strongest of each group, added."""
        terms = []
        for group in groups:
            for members, certain in ((group.supporting, low), (group.opposing, not low)):
                sign = "> 0" if certain else ">= 0"
                for chunk in range(0, len(members), _DEEPEST):
                    part = members[chunk : chunk + _DEEPEST]
                    choices = [f"{self.rules[i].weight} if {truths[i]} {sign}" for i in part]
                    expression = " else ".join([*choices, "0"])
                    earlier = [f"{truths[i]} {sign}" for i in members[:chunk]]
                    terms.append(f"(0 if {' or '.join(earlier)} else {expression})" if earlier else f"({expression})")
        return " + ".join(terms) or "0"

    def _name(self, condition: Condition) -> str:
        """Return the local variable that holds a condition's truth, computing it where it is new."""
        known = self.names.get(condition)
        if known is None:
            expression = self._expression(condition)
            known = f"t{len(self.names)}"
            self.names[condition] = known
            self.lines.append(f"{known} = {expression}")
        return known

    def _load(self, fact: str) -> str:
        position = self.kernel.facts[fact]
        name = f"x{position}"
        if name not in self.loaded:
            self.loaded.add(name)
            self.lines.append(f"{name} = v[{position}]")
        return name

    def _expression(self, condition: Condition) -> str:
        match condition:
            case Compare(fact, comparison, value):
                name = self._load(fact)
                sign = {"lt": "<", "le": "<=", "eq": "==", "ge": ">=", "gt": ">"}[comparison.value]
                return f"0 if {name} is None else 1 if {name} {sign} {int(value)} else -1"
            case Within(fact, values):
                name = self._load(fact)
                members = "{" + ", ".join(str(int(value)) for value in values) + "}" if values else "()"
                return f"0 if {name} is None else 1 if {name} in {members} else -1"
            case AtLeast(conclusion, _, cut):
                position = 2 * self.kernel.conclusions[conclusion]
                return f"1 if s[{position}] >= {int(cut)} else -1 if s[{position + 1}] < {int(cut)} else 0"
            case Not(part):
                return f"-{self._name(part)}"
            case AllOf(parts):
                return self._fold(parts, "<", empty="1", any_of="-1", all_of="1")
            case AnyOf(parts):
                return self._fold(parts, ">", empty="-1", any_of="1", all_of="-1")

    def _fold(self, parts: Sequence[Condition], sign: str, *, empty: str, any_of: str, all_of: str) -> str:
        """Return min or max over three values: `any_of` if one part is, `all_of` if all are the other, else 0."""
        names = list(dict.fromkeys(self._name(part) for part in parts))
        if not names:
            return empty
        if len(names) == 1:
            return names[0]
        other = ">" if sign == "<" else "<"
        some = " or ".join(f"{name} {sign} 0" for name in names)
        every = " and ".join(f"{name} {other} 0" for name in names)
        return f"{any_of} if {some} else {all_of} if {every} else 0"


def _tuple(items: Sequence[str]) -> str:
    return f"({', '.join(items)},)" if items else "()"
