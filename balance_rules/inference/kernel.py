"""A program compiled once to straight-line Python: one definition, many runs.

The source is generated from integers and positions alone; no text of the knowledge gets into it. Every truth is −1,
0 or 1. A comparison stands where it is read, so that a condition stops at the first part that decides it; what joins
several is computed once in each stage. What joins many parts reads them as bits of two numbers, of what is not true and
of what is false: an exercise has hundreds of parts in common with others, and to name them all in each would make most
of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from balance_rules.inference.back_end import BackEnd
from balance_rules.inference.program import Program, Stage, lowered
from balance_rules.model import Condition, Knowledge, Leaf, Rule, Within, facts_read
from balance_rules.semantics import NO_EVIDENCE, Inference, Interval

Values = tuple[int | None, ...]
Scores = Sequence[Interval]
Step = Callable[[Values, Scores, Callable[[int], None]], tuple[tuple[int, ...], tuple[Interval, ...]]]
Pick = Callable[[Values], tuple[int | None, ...]]

_new = tuple.__new__
_TRUE = "true"  # where a value is true; written as a number when the value is given a name
_DEEPEST = 90
_MANY = 10  # parts from which they are read as bits
_SIGNS = {"lt": "<", "le": "<=", "eq": "==", "ge": ">=", "gt": ">"}
_OPPOSITE = {"lt": ">=", "le": ">", "eq": "!=", "ge": "<", "gt": "<="}


def _untold(_: int) -> None:
    """Take what is told where nobody asks."""


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


class Kernel:
    """A compiled program; of knowledge, the program of all of it.

    `step(stratum, values, scores)` judges the rules of a stratum and the scores of the findings that close
    with it; `decide(values, scores)` judges everything else; `run(facts)` does it all.

    Attributes
    ----------
    facts
        The position of each fact in `values`.
    picks
        What takes the values that each rule reads out of all values, by rule.
    strata
        The positions of the rules of each stratum.
    """

    def __init__(self, read: Knowledge | Program) -> None:
        self.program = program = Program.of(read)
        self.knowledge, self.facts = program.knowledge, program.facts
        self.picks = tuple(self.pick(rule.condition) for rule in program.rules)
        *strata, rest = program.stages
        self.strata = tuple(stage.judged for stage in strata)
        in_order = [(i, number) for number, side in enumerate(program.sides) for i in side.rules]
        self._sides = [(program.rules[i], self.picks[i], number) for i, number in in_order]
        self._in_order = _choosing([i for i, _ in in_order])
        told = {i: place for place, (i, _) in enumerate(in_order)}
        functions, places = list[str](), dict[str, int]()
        for number, stage in enumerate(strata):
            functions.append(_Writer(program, dict(places), told).stratum(number, stage))
            places |= {name: place for place, name in enumerate(stage.closes, len(places))}
        self.source = "\n".join([*functions, _Writer(program, places, told).rest(rest)])
        namespace: dict[str, Any] = {"__builtins__": {}}
        exec(compile(self.source, "<kernel>", "exec"), namespace)
        self._steps: tuple[Step, ...] = tuple(namespace[f"stratum_{i}"] for i in range(len(strata)))
        self._decide: Callable[[Values, Scores], tuple[int, ...]] = namespace["decide"]
        self._begins = [sum(len(before.closes) for before in strata[:number]) for number in range(len(strata))]
        self._in_place = _choosing([places.get(name, -1) for name in program.findings])  # behind all scores stands none

    def pick(self, condition: Condition) -> Pick:
        """What takes the values that a condition reads out of all values, in order of appearance."""
        return _choosing([self.facts[fact] for fact in facts_read(condition)])

    def values(self, facts: Mapping[str, int]) -> Values:
        """Return facts as the kernel reads them, None where unknown."""
        # what a read-only view looks up takes three times as long
        get = facts.copy().get if isinstance(facts, MappingProxyType) else facts.get
        return tuple(map(get, self.facts))

    def step(self, stratum: int, values: Values, scores: Scores) -> tuple[tuple[int, ...], tuple[Interval, ...]]:
        """Return the truths of a stratum's rules, and the score of each finding that closes with it.

        `scores` are those that the strata before closed with, one after the other.
        """
        return self._steps[stratum](values, scores, _untold)

    def decide(self, values: Values, scores: Scores) -> tuple[int, ...]:
        """Return the truths of referrals, restrictions, exercises and prescriptions."""
        return self._decide(values, scores)

    def scores_before(self, stratum: int) -> int:
        """How many scores the strata before one close with."""
        return self._begins[stratum]

    def judge(self, values: Values) -> tuple[int, ...]:
        """Return the truths of all that is judged, from values as the kernel reads them."""
        return self._run(values)[0].truths

    def run(self, facts: Mapping[str, int]) -> Inference:
        """Return all that follows from `facts`: the reference's answer, straight to the fixpoint."""
        return self._run(self.values(facts))[0]

    def assess(self, facts: Mapping[str, int]) -> tuple[Inference, tuple[Justification, ...]]:
        """Return all that follows from `facts`, and why: the justifications of the rules that fired."""
        values = self.values(facts)
        inference, fired = self._run(values)
        return inference, self._justified(values, fired)

    def _run(self, values: Values) -> tuple[Inference, list[int]]:
        """Return what follows, and the places of the rules that fired among those on the evidence sides."""
        truths: list[int] = []
        scores: list[Interval] = []
        fired: list[int] = []
        tell = fired.append
        for step in self._steps:
            judged, closed = step(values, scores, tell)
            truths += judged
            scores += closed
        truths += self._decide(values, scores)
        fired.sort()
        return Inference(tuple(truths), self.intervals(scores)), fired

    def intervals(self, scores: Scores) -> tuple[Interval, ...]:
        """Return the scores that the strata close with as those of all findings, in order."""
        return self._in_place((*scores, NO_EVIDENCE))

    def justify(self, values: Values, truths: Sequence[int]) -> tuple[Justification, ...]:
        """Return the rules that fired, group by group, each after the one that outweighs it."""
        return self._justified(values, [place for place, truth in enumerate(self._in_order(truths)) if truth > 0])

    def _justified(self, values: Values, fired: Iterable[int]) -> tuple[Justification, ...]:
        found, last, winner = [], -1, None
        for rule, pick, side in map(self._sides.__getitem__, fired):
            if side == last:
                found.append(_new(Justification, (rule, pick(values), winner)))
            else:
                found.append(_new(Justification, (rule, pick(values), None)))
                last, winner = side, rule
        return tuple(found)


@lru_cache(maxsize=16)
def compiled(knowledge: Knowledge) -> Kernel:
    """Return the kernel of a knowledge base, compiled once for all who ask."""
    return Kernel(lowered(knowledge))


def _choosing(positions: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """What takes the items at some positions out of a tuple."""
    if len(positions) > 1:
        return itemgetter(*positions)
    return itemgetter(slice(positions[0], positions[0] + 1) if positions else slice(0))


class _Term(NamedTuple):
    """A truth as source: its value, whether it is true, and whether it is false.

    `not_true` tests that it is not true where it is known not to be false, `not_false` the other way round.
    """

    value: str
    true: str
    false: str
    not_true: str
    not_false: str


class _Writer(BackEnd[_Term, str]):
    """Writes one function of the source: a comparison stands where it is read, all else is a local variable.

    `closed` are the places of the findings that are closed by then; no other has evidence. `told` are the rules that
    are told of when they are true, each by a number.
    """

    def __init__(self, program: Program, closed: Mapping[str, int], told: Mapping[int, int]) -> None:
        super().__init__(program)
        self._closed, self._told = closed, told
        self._lines: list[str] = []
        self._loaded: set[str] = set()
        self._bits: dict[str, int] = {}

    def stratum(self, number: int, stage: Stage) -> str:
        """The function that judges a stratum, and closes its findings."""
        judged = self._judge(stage)
        closed = [f"({self.score(name, low=True)}, {self.score(name, low=False)})" for name in stage.closes]
        return self._function(f"stratum_{number}(v, s, tell)", f"{_tuple(judged)}, {_tuple(closed)}")

    def rest(self, stage: Stage) -> str:
        """The function that judges what follows the rules."""
        return self._function("decide(v, s)", _tuple(self._judge(stage)))

    def _function(self, head: str, result: str) -> str:
        body = "\n".join(f"    {line}" for line in [*self._lines, f"return {result}"])
        return f"def {head}:\n{body}\n"

    def _judge(self, stage: Stage) -> list[str]:
        many = (parts for parts in map(self.program.parts, stage.nodes) if len(parts) >= _MANY)
        in_many = set(chain.from_iterable(many))
        roots = self.program.roots[stage.judged.start : stage.judged.stop]
        held = in_many.union(roots)
        told: dict[int, list[str]] = {}
        for i in stage.judged:
            if i in self._told:
                told.setdefault(self.program.roots[i], []).append(f"tell({self._told[i]}) or ")  # telling it gives None
        if in_many:
            self._lines.append("n = f = 0")  # the bits of what is not true, and of what is false
        for number, node in enumerate(stage.nodes):  # parts come first, so that each line reads variables that are set
            term, name = self.truth(node), f"t{number}"
            if node in held or len(self.program.parts(node)) > 1:
                self._lines.append(f"{name} = {term.value.replace(_TRUE, ''.join(told.get(node, ())) + '1')}")
                self._truths[node] = _Term(name, f"{name} > 0", f"{name} < 0", f"{name} < 1", f"{name} > -1")
            if node in in_many:
                bit = self._bits[name] = 1 << len(self._bits)
                self._lines += [f"if {name} < 1:", f"    n |= {bit:#x}", f"    if {name} < 0: f |= {bit:#x}"]
        return [self.truth(root).value for root in roots]

    def _load(self, names: str, read: str) -> str:
        """Give what is read its name, once."""
        if names not in self._loaded:
            self._loaded.add(names)
            self._lines.append(f"{names} = {read}")
        return names

    # ------------------------------------------------------------ the terms of Python

    def leaf(self, leaf: Leaf) -> _Term:
        position = self.program.facts[leaf.fact]
        name = self._load(f"x{position}", f"v[{position}]")
        if isinstance(leaf, Within):
            members = "{" + ", ".join(str(int(value)) for value in leaf.values) + "}" if leaf.values else "()"
            holds, fails = f"{name} in {members}", f"{name} not in {members}"
        else:
            holds, fails = (f"{name} {signs[leaf.comparison.value]} {int(leaf.value)}" for signs in (_SIGNS, _OPPOSITE))
        known, unknown = f"{name} is not None", f"{name} is None"
        value = f"0 if {unknown} else {_TRUE} if {holds} else -1"
        return _Term(value, f"{known} and {holds}", f"{known} and {fails}", unknown, unknown)

    def negated(self, part: _Term) -> _Term:
        value = f"-1 if {part.true} else 0 if {part.not_false} else {_TRUE}"
        return _Term(value, part.false, part.true, part.not_false, part.not_true)

    def joined(self, parts: Sequence[_Term], conjunction: bool) -> _Term:
        if not parts:
            always = _Term(_TRUE, "True", "False", "False", "True")
            return always if conjunction else self.negated(always)
        if_some, if_every = ("-1", _TRUE) if conjunction else (_TRUE, "-1")
        if len(parts) >= _MANY:
            mask = sum(self._bits[part.value] for part in parts)
            if conjunction:
                value = f"-1 if f & {mask:#x} else 0 if n & {mask:#x} else {_TRUE}"
            else:
                value = f"{_TRUE} if n & {mask:#x} != {mask:#x} else -1 if f & {mask:#x} == {mask:#x} else 0"
        else:
            some = " or ".join(part.false if conjunction else part.true for part in parts)
            not_every = " or ".join(part.not_true if conjunction else part.not_false for part in parts)
            value = f"{if_some} if {some} else 0 if {not_every} else {if_every}"
        return _Term(value, "", "", "", "")  # what is joined is held before it is read

    def reaches(self, finding: str, cut: int) -> _Term:
        if finding not in self._closed:
            return self.joined((), cut <= 0)
        place = self._closed[finding]
        low, high = f"l{place}", f"h{place}"
        self._load(f"{low}, {high}", f"s[{place}]")
        true, false, not_true, not_false = (
            f"{end} {sign} {int(cut)}" for end, sign in ((low, ">="), (high, "<"), (low, "<"), (high, ">="))
        )
        return _Term(f"{_TRUE} if {true} else -1 if {false} else 0", true, false, not_true, not_false)

    def strongest(self, rules: Sequence[tuple[int, _Term]], certain: bool) -> str:
        """The choice among a side's rules, in chunks: Python parses no expression that is nested deeper."""
        sign = "> 0" if certain else ">= 0"
        terms = []
        for start in range(0, len(rules), _DEEPEST):
            chosen = [f"{weight} if {truth.value} {sign}" for weight, truth in rules[start : start + _DEEPEST]]
            stronger = " or ".join(f"{truth.value} {sign}" for _, truth in rules[:start])
            expression = " else ".join([*chosen, "0"])
            terms.append(f"(0 if {stronger} else {expression})" if stronger else f"({expression})")
        return " + ".join(terms)

    def total(self, parts: Sequence[str]) -> str:
        return " + ".join(parts)


def _tuple(items: Sequence[str]) -> str:
    return f"({', '.join(items)},)" if items else "()"
