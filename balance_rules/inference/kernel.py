"""A program compiled once to straight-line Python: one definition, many runs.

The source is generated from integers and positions alone; no text of the knowledge gets into it. Every truth is −1, 0
or 1. A comparison stands where it is read, so that a condition stops at the first part that decides it; what joins
several is computed once. What joins many parts reads them as bits of two numbers, of what is not true and of what is
false: an exercise has hundreds of parts in common with others, and to name them all in each would make most of it.

The strata are written in two ways, each when it is first asked for: as one function that runs straight to the fixpoint
and says why, and as a function for each stratum, for an agenda that closes one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from balance_rules.inference.back_end import Conditions
from balance_rules.inference.program import EvidenceSide, Program, Stage, lowered
from balance_rules.model import AtLeast, Condition, Knowledge, Leaf, Rule, Within, facts_read
from balance_rules.semantics import NO_EVIDENCE, Inference, Interval

Values = tuple[int | None, ...]
Scores = Sequence[Interval]
Truths = tuple[int, ...]
Pick = Callable[[Values], tuple[int | None, ...]]

_new = tuple.__new__
_MANY = 10  # parts from which they are read as bits
_SIGNS = {"lt": "<", "le": "<=", "eq": "==", "ge": ">=", "gt": ">"}
_OPPOSITE = {"lt": ">=", "le": ">", "eq": "!=", "ge": "<", "gt": "<="}


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
    with it; `decide(values, scores)` judges everything else; `run(facts)` does it all. `scores` stand in the order of
    the program's findings.

    Attributes
    ----------
    facts
        The position in `values` of each fact that something reads.
    picks
        What takes the values that each rule reads out of all values, by rule.
    strata
        The positions of the rules of each stratum.
    closes
        The positions of the findings that close with each stratum.
    """

    def __init__(self, read: Knowledge | Program) -> None:
        self.program = program = Program.of(read)
        self.knowledge = program.knowledge
        conditions = (*(rule.condition for rule in program.rules), *program.rest)
        read_here = set(chain.from_iterable(map(facts_read, conditions)))
        read_facts = [fact for fact in program.facts if fact in read_here]
        self.facts = {fact: position for position, fact in enumerate(read_facts)}
        self.picks = tuple(self.pick(rule.condition) for rule in program.rules)
        *strata, self._rest = program.stages
        self._stages = tuple(strata)
        self.strata = tuple(stage.judged for stage in strata)
        self.closes = tuple(tuple(program.findings[name] for name in stage.closes) for stage in strata)
        in_order = [(i, number) for number, side in enumerate(program.sides) for i in side.rules]
        self._sides = [(program.rules[i], self.picks[i], number) for i, number in in_order]
        self._in_order = _choosing([i for i, _ in in_order])

    @property
    def source(self) -> str:
        """All that is compiled, as text."""
        return "\n".join([self._straight_source(), *self._step_sources(), self._rest_source()])

    def _straight_source(self) -> str:
        return _Writer(self, self._stages).straight()

    def _step_sources(self) -> Iterable[str]:
        closed: list[str] = []
        for stage in self._stages:
            yield _Writer(self, [stage], closed).step()
            closed += stage.closes

    def _rest_source(self) -> str:
        return _Writer(self, [self._rest], self.program.findings).rest()

    def _compiled(self, source: str) -> Callable[..., Any]:
        """The function that a source defines: it can name rules, and nothing else that is not its own."""
        namespace: dict[str, Any] = {f"r{i}": rule for i, rule in enumerate(self.program.rules)}
        namespace |= {"__builtins__": {}, "new": _new, "Justification": Justification, "nothing": NO_EVIDENCE}
        exec(compile(source, "<kernel>", "exec"), namespace)
        made: Callable[..., Any] = namespace["judged"]
        return made

    @cached_property
    def _straight(self) -> Callable[[Values], tuple[Truths, tuple[Interval, ...], list[Justification]]]:
        return self._compiled(self._straight_source())

    @cached_property
    def _steps(self) -> tuple[Callable[[Values, Scores], tuple[Truths, tuple[Interval, ...]]], ...]:
        return tuple(map(self._compiled, self._step_sources()))

    @cached_property
    def _decide(self) -> Callable[[Values, Scores], Truths]:
        return self._compiled(self._rest_source())

    def pick(self, condition: Condition) -> Pick:
        """What takes the values that a condition reads out of all values, in order of appearance."""
        return _choosing([self.facts[fact] for fact in facts_read(condition)])

    def values(self, facts: Mapping[str, int]) -> Values:
        """Return facts as the kernel reads them, None where unknown."""
        # what a read-only view looks up takes three times as long
        get = facts.copy().get if isinstance(facts, MappingProxyType) else facts.get
        return tuple(map(get, self.facts))

    def step(self, stratum: int, values: Values, scores: Scores) -> tuple[Truths, tuple[Interval, ...]]:
        """Return the truths of a stratum's rules, and the score of each finding that closes with it.

        `scores` need be right only of the findings that the strata before closed with.
        """
        return self._steps[stratum](values, scores)

    def decide(self, values: Values, scores: Scores) -> Truths:
        """Return the truths of referrals, restrictions, exercises and prescriptions."""
        return self._decide(values, scores)

    def judge(self, values: Values) -> Truths:
        """Return the truths of all that is judged, from values as the kernel reads them."""
        return self._run(values)[0].truths

    def of_rules(self, facts: Mapping[str, int]) -> Truths:
        """Return the truths of the rules alone, in their order: what follows is not even compiled."""
        return self._straight(self.values(facts))[0]

    def run(self, facts: Mapping[str, int]) -> Inference:
        """Return all that follows from `facts`: the reference's answer, straight to the fixpoint."""
        return self._run(self.values(facts))[0]

    def assess(self, facts: Mapping[str, int]) -> tuple[Inference, tuple[Justification, ...]]:
        """Return all that follows from `facts`, and why: the justifications of the rules that fired."""
        return self._run(self.values(facts))

    def _run(self, values: Values) -> tuple[Inference, tuple[Justification, ...]]:
        truths, scores, why = self._straight(values)
        return Inference(truths + self._decide(values, scores), scores), tuple(why)

    def justify(self, values: Values, truths: Sequence[int]) -> tuple[Justification, ...]:
        """Return the rules that fired, group by group, each after the one that outweighs it."""
        found, last, winner = [], -1, None
        for (rule, pick, side), truth in zip(self._sides, self._in_order(truths), strict=True):
            if truth > 0:
                if side != last:
                    last, winner = side, None
                found.append(_new(Justification, (rule, pick(values), winner)))
                winner = winner or rule
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
    """A truth as source: what it comes to, each truth with when it is so, and whether it is true, and whether false.

    `not_true` tests that it is not true where it is known not to be false, `not_false` the other way round.
    """

    choices: tuple[tuple[int, str], ...]  # the first that is so; the last is so without a test
    true: str
    false: str
    not_true: str
    not_false: str
    name: str = ""  # of the variable that it stands in, if any

    @property
    def value(self) -> str:
        return self.name or " else ".join(f"{truth} if {when}" if when else f"{truth}" for truth, when in self.choices)


def _held(name: str) -> _Term:
    """A truth that stands in a variable."""
    choices = ((-1, f"{name} < 0"), (0, f"{name} < 1"), (1, ""))
    return _Term(choices, f"{name} > 0", f"{name} < 0", f"{name} < 1", f"{name} > -1", name)


class _Writer(Conditions[_Term]):
    """Writes one function: a comparison stands where it is read, all else is a local variable.

    `closed` are the findings that are closed before the stages; no other has evidence until its stage closes it.
    """

    def __init__(self, kernel: Kernel, stages: Sequence[Stage], closed: Iterable[str] = ()) -> None:
        program = kernel.program
        super().__init__(program)
        self._facts = kernel.facts
        self._stages, self._closed = stages, set(closed)
        nodes = chain.from_iterable(stage.nodes for stage in stages)
        self._in_many = set(chain.from_iterable(parts for parts in map(program.parts, nodes) if len(parts) >= _MANY))
        roots = chain.from_iterable(program.roots[stage.judged.start : stage.judged.stop] for stage in stages)
        self._held = self._in_many.union(roots)
        self._lines: list[str] = []
        self._loaded: set[str] = set()
        self._written: set[int] = set()
        self._passing: set[int] = set()  # what reads findings, of which a later stage knows more
        self._bits: dict[str, int] = {}

    def straight(self) -> str:
        """The function that judges all strata, and says why."""
        judged: list[str] = []
        self._lines.append("why = []")
        for stage in self._stages:
            judged += self._judge(stage, why=True)
        ends = [self._ends(name) if name in self._closed else "nothing" for name in self.program.findings]
        return self._function("judged(v)", f"{_tuple(judged)}, {_tuple(ends)}, why")

    def step(self) -> str:
        """The function that judges a stratum, and closes its findings."""
        (stage,) = self._stages
        judged = self._judge(stage)
        return self._function("judged(v, s)", f"{_tuple(judged)}, {_tuple([*map(self._ends, stage.closes)])}")

    def rest(self) -> str:
        """The function that judges what follows the rules."""
        (stage,) = self._stages
        return self._function("judged(v, s)", _tuple(self._judge(stage)))

    def _function(self, head: str, result: str) -> str:
        bits = ["n = f = 0"] if self._bits else []  # of what is not true, and of what is false
        body = "\n".join(f"    {line}" for line in [*bits, *self._lines, f"return {result}"])
        return f"def {head}:\n{body}\n"

    def _judge(self, stage: Stage, *, why: bool = False) -> list[str]:
        """Write a stage, and close its findings; return the truths that it judges."""
        for node in self._passing:
            del self._truths[node]
        self._written -= self._passing
        self._passing.clear()
        for name in stage.closes:
            self._lines.append(" = ".join([*self._names(name), "0"]))
            self._loaded.add(", ".join(self._names(name)))
        closing = set(stage.closes)
        for side in self.program.sides:
            if side.finding in closing:
                self._weigh(side, why)
        self._write(stage.nodes)
        self._closed |= closing
        return [self.truth(self.program.roots[i]).value for i in stage.judged]

    def _write(self, nodes: Iterable[int]) -> None:
        """Write nodes that are not yet; parts come first, so that each line reads variables that are set."""
        for node in nodes:
            if node not in self._written:
                self._judge_node(node)

    def _judge_node(self, node: int, then: Mapping[int, Sequence[str]] = MappingProxyType({})) -> None:
        """Write a node: give it its variable, if others read it, and do what is to be done then, by its truth."""
        self._written.add(node)
        term, parts = self.truth(node), self.program.parts(node)
        if isinstance(self.program.nodes[node], AtLeast) or not self._passing.isdisjoint(parts):
            self._passing.add(node)
        if node in self._held or len(parts) > 1:
            name = f"t{len(self._lines)}"
            if then:
                self._branch(term, {truth: [f"{name} = {truth}", *then.get(truth, ())] for truth in (-1, 0, 1)})
            else:
                self._lines.append(f"{name} = {term.value}")
            self._truths[node] = _held(name)
            if node in self._in_many:
                bit = self._bits[name] = 1 << len(self._bits)
                self._lines += [f"if {name} < 1:", f"    n |= {bit:#x}", f"    if {name} < 0: f |= {bit:#x}"]

    def _branch(self, term: _Term, then: Mapping[int, Sequence[str]]) -> None:
        """Write what is to be done by a truth."""
        for i, (truth, when) in enumerate(term.choices):
            self._lines.append(f"{'elif' if i else 'if'} {when or 'True'}:")
            self._lines += [f"    {line}" for line in then.get(truth, ["pass"])]

    def _weigh(self, side: EvidenceSide, why: bool) -> None:
        """Add what a side's strongest rule weighs: at one end if it is true, at the other unless it is false."""
        low, high = self._names(side.finding)
        certain, possible = (low, high) if side.supports else (high, low)
        first, last = side.rules[0], side.rules[-1]
        if first != last:
            self._lines.append("p = w = None")  # the strongest so far that is not false, and the strongest that is true
        for i in side.rules:
            root, weight = self.program.roots[i], self.program.rules[i].weight
            may, fires = (
                f"{'' if i == first else f'if {strongest} is None: '}{end} += {weight}"
                f"{'' if i == last else f'; {strongest} = r{i}'}"
                for end, strongest in ((possible, "p"), (certain, "w"))
            )
            told = [self._fired(i, "None" if i == first else "w")] if why else []
            then = {0: [may], 1: [may, *told, fires]}
            self._write(node for node in self.program.reach([root]) if node != root)
            if root in self._written:
                self._branch(self.truth(root), then)
            else:
                self._judge_node(root, then)

    def _fired(self, rule: int, outweighed_by: str) -> str:
        values = _tuple([self._value(fact) for fact in facts_read(self.program.rules[rule].condition)])
        return f"why.append(new(Justification, (r{rule}, {values}, {outweighed_by})))"

    def _names(self, finding: str) -> tuple[str, str]:
        """What the ends of a finding's score are called."""
        place = self.program.findings[finding]
        return f"l{place}", f"h{place}"

    def _ends(self, finding: str) -> str:
        return f"({', '.join(self._names(finding))})"

    def _value(self, fact: str) -> str:
        position = self._facts[fact]
        return self._load(f"x{position}", f"v[{position}]")

    def _load(self, names: str, read: str) -> str:
        """Give what is read its name, once."""
        if names not in self._loaded:
            self._loaded.add(names)
            self._lines.append(f"{names} = {read}")
        return names

    # ------------------------------------------------------------ the terms of Python

    def leaf(self, leaf: Leaf) -> _Term:
        name = self._value(leaf.fact)
        if isinstance(leaf, Within):
            members = "{" + ", ".join(str(int(value)) for value in leaf.values) + "}" if leaf.values else "()"
            holds, fails = f"{name} in {members}", f"{name} not in {members}"
        else:
            holds, fails = (f"{name} {signs[leaf.comparison.value]} {int(leaf.value)}" for signs in (_SIGNS, _OPPOSITE))
        known, unknown = f"{name} is not None", f"{name} is None"
        choices = ((0, unknown), (1, holds), (-1, ""))
        return _Term(choices, f"{known} and {holds}", f"{known} and {fails}", unknown, unknown)

    def negated(self, part: _Term) -> _Term:
        choices = ((-1, part.true), (0, part.not_false), (1, ""))
        return _Term(choices, part.false, part.true, part.not_false, part.not_true)

    def joined(self, parts: Sequence[_Term], conjunction: bool) -> _Term:
        if not parts:
            always = _Term(((1, ""),), "True", "False", "False", "True")
            return always if conjunction else self.negated(always)
        if_some, if_every = (-1, 1) if conjunction else (1, -1)
        if len(parts) >= _MANY:
            mask = sum(self._bits[part.name] for part in parts)
            if conjunction:
                choices = ((-1, f"f & {mask:#x}"), (0, f"n & {mask:#x}"), (1, ""))
            else:
                choices = ((1, f"n & {mask:#x} != {mask:#x}"), (-1, f"f & {mask:#x} == {mask:#x}"), (0, ""))
        else:
            some = " or ".join(part.false if conjunction else part.true for part in parts)
            not_every = " or ".join(part.not_true if conjunction else part.not_false for part in parts)
            choices = ((if_some, some), (0, not_every), (if_every, ""))
        return _Term(choices, "", "", "", "")  # what is joined is held before it is read

    def reaches(self, finding: str, cut: int) -> _Term:
        if finding not in self._closed:
            return self.joined((), cut <= 0)
        low, high = self._names(finding)
        self._load(f"{low}, {high}", f"s[{self.program.findings[finding]}]")
        true, false, not_true, not_false = (
            f"{end} {sign} {int(cut)}" for end, sign in ((low, ">="), (high, "<"), (low, "<"), (high, ">="))
        )
        return _Term(((1, true), (-1, false), (0, "")), true, false, not_true, not_false)


def _tuple(items: Sequence[str]) -> str:
    return f"({', '.join(items)},)" if items else "()"
