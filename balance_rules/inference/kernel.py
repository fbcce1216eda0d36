"""A program compiled once to straight-line Python: one definition, many runs.

The source is generated from integers and positions alone; no text of the knowledge gets into it. Every truth is −1,
0 or 1; a condition that several share is computed once in each stage. What joins many parts reads them as bits of two
numbers, of what is not true and of what is false: an exercise has hundreds of parts in common with others, and to name
them all in each would make most of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from balance_rules.inference.back_end import BackEnd
from balance_rules.inference.program import Program, Stage, lowered
from balance_rules.model import Condition, Knowledge, Leaf, Rule, Within, facts_read
from balance_rules.semantics import NO_EVIDENCE, Inference, Interval

Values = Sequence[int | None]
Step = Callable[[Values, list[int]], tuple[tuple[int, ...], tuple[int, ...]]]
Pick = Callable[[Values], tuple[int | None, ...]]

_DEEPEST = 90
_MANY = 10  # parts from which they are read as bits
_SIGNS = {"lt": "<", "le": "<=", "eq": "==", "ge": ">=", "gt": ">"}


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
    with it; `decide(values, scores)` judges everything else; `run(values)` does it all.

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
        functions = [_Writer(program).stratum(number, stage) for number, stage in enumerate(strata)]
        self.source = "\n".join([*functions, _Writer(program).rest(rest)])
        namespace: dict[str, Any] = {"__builtins__": {}}
        exec(compile(self.source, "<kernel>", "exec"), namespace)
        self._steps: tuple[Step, ...] = tuple(namespace[f"stratum_{i}"] for i in range(len(strata)))
        self._decide: Callable[[Values, list[int]], tuple[int, ...]] = namespace["decide"]
        self._strongest_first = tuple((i, side.rules[0]) for side in program.sides for i in side.rules)
        self._closing_at = tuple(tuple(program.findings[name] for name in stage.closes) for stage in strata)

    def pick(self, condition: Condition) -> Pick:
        """What takes the values that a condition reads out of all values, in order of appearance."""
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
        return [0] * (2 * len(self.program.findings))

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
        rules, picks = self.program.rules, self.picks
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
    return Kernel(lowered(knowledge))


def intervals(scores: Sequence[int]) -> tuple[Interval, ...]:
    """Return flat lows and highs as intervals."""
    return tuple(zip(scores[::2], scores[1::2], strict=True)) if any(scores) else (NO_EVIDENCE,) * (len(scores) // 2)


class _Writer(BackEnd[str, str]):
    """Writes one function of the source: a truth is a local variable, a score an expression."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._lines: list[str] = []
        self._loaded: set[int] = set()
        self._bits: dict[str, int] = {}

    def stratum(self, number: int, stage: Stage) -> str:
        """The function that judges a stratum, and closes its findings."""
        judged = self._judge(stage)
        closed = [self.score(finding, low=low) for finding in stage.closes for low in (True, False)]
        return self._function(f"stratum_{number}", f"{_tuple(judged)}, {_tuple(closed)}")

    def rest(self, stage: Stage) -> str:
        """The function that judges what follows the rules."""
        return self._function("decide", _tuple(self._judge(stage)))

    def _function(self, name: str, result: str) -> str:
        body = "\n".join(f"    {line}" for line in [*self._lines, f"return {result}"])
        return f"def {name}(v, s):\n{body}\n"

    def _judge(self, stage: Stage) -> list[str]:
        many = (parts for parts in map(self.program.parts, stage.nodes) if len(parts) >= _MANY)
        in_many = set(chain.from_iterable(many))
        if in_many:
            self._lines.append("n = f = 0")  # the bits of what is not true, and of what is false
        for node in stage.nodes:  # parts come first, so that each line reads variables that are set
            name = f"t{len(self._truths)}"
            self._lines.append(f"{name} = {self.truth(node)}")
            self._truths[node] = name
            if node in in_many:
                bit = self._bits[name] = 1 << len(self._bits)
                self._lines += [f"if {name} < 1:", f"    n |= {bit:#x}", f"    if {name} < 0: f |= {bit:#x}"]
        return [self.truth(root) for root in self.program.roots[stage.judged.start : stage.judged.stop]]

    # ------------------------------------------------------------ the terms of Python

    def leaf(self, leaf: Leaf) -> str:
        position = self.program.facts[leaf.fact]
        name = f"x{position}"
        if position not in self._loaded:
            self._loaded.add(position)
            self._lines.append(f"{name} = v[{position}]")
        if isinstance(leaf, Within):
            members = "{" + ", ".join(str(int(value)) for value in leaf.values) + "}" if leaf.values else "()"
            return f"0 if {name} is None else 1 if {name} in {members} else -1"
        return f"0 if {name} is None else 1 if {name} {_SIGNS[leaf.comparison.value]} {int(leaf.value)} else -1"

    def negated(self, part: str) -> str:
        return f"-{part}"

    def joined(self, parts: Sequence[str], conjunction: bool) -> str:
        some, every = ("<", ">") if conjunction else (">", "<")
        if_some, if_every = ("-1", "1") if conjunction else ("1", "-1")
        if not parts:
            return if_every
        if len(parts) >= _MANY:
            mask = sum(map(self._bits.__getitem__, parts))
            if conjunction:
                return f"-1 if f & {mask:#x} else 0 if n & {mask:#x} else 1"
            return f"1 if n & {mask:#x} != {mask:#x} else -1 if f & {mask:#x} == {mask:#x} else 0"
        any_of = " or ".join(f"{name} {some} 0" for name in parts)
        all_of = " and ".join(f"{name} {every} 0" for name in parts)
        return f"{if_some} if {any_of} else {if_every} if {all_of} else 0"

    def reaches(self, finding: str, cut: int) -> str:
        low = 2 * self.program.findings[finding]
        return f"1 if s[{low}] >= {int(cut)} else -1 if s[{low + 1}] < {int(cut)} else 0"

    def strongest(self, rules: Sequence[tuple[int, str]], certain: bool) -> str:
        """The choice among a side's rules, in chunks: Python parses no expression that is nested deeper."""
        sign = "> 0" if certain else ">= 0"
        terms = []
        for start in range(0, len(rules), _DEEPEST):
            chosen = [f"{weight} if {truth} {sign}" for weight, truth in rules[start : start + _DEEPEST]]
            stronger = " or ".join(f"{truth} {sign}" for _, truth in rules[:start])
            expression = " else ".join([*chosen, "0"])
            terms.append(f"(0 if {stronger} else {expression})" if stronger else f"({expression})")
        return " + ".join(terms)

    def total(self, parts: Sequence[str]) -> str:
        return " + ".join(parts)


def _tuple(items: Sequence[str]) -> str:
    return f"({', '.join(items)},)" if items else "()"
