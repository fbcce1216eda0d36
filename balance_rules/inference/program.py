"""Knowledge lowered once: what the kernel, the columns, the proofs and the explanations all read.

Every distinct condition is one *node*, a number; a node's parts have lower numbers, so that rising order is an order
of evaluation. A *stage* is a stratum: what it judges, then the findings whose scores close. What counts as evidence
for a finding stands in its *sides*. `semantics`, the definition, does not read programs: what it judges must not
share a mistake with it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from balance_rules.errors import UnsupportedError
from balance_rules.model import (
    ALWAYS,
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Knowledge,
    Leaf,
    Not,
    Rule,
    Within,
    cells,
    conclusions_read,
    facts_read,
)


@dataclass(frozen=True, slots=True)
class Joined:
    """`not` of one node, or `all` or `any` of several."""

    kind: type[Not] | type[AllOf] | type[AnyOf]
    parts: tuple[int, ...]


Node = Compare | Within | AtLeast | Joined
_LEAVES = frozenset({Compare, Within, AtLeast})


@dataclass(frozen=True, slots=True)
class EvidenceSide:
    """The rules for a finding, or those against it, of one evidence group: only the strongest of them counts.

    `rules` are positions in the program, the strongest first. Rules without weight are on no side.
    """

    finding: str
    group: str
    supports: bool
    rules: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stratum: the positions it judges, the nodes these rest on in order, the findings that close with it.

    The last stage judges what follows the rules, and closes none.
    """

    judged: range
    nodes: tuple[int, ...]
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cone:
    """All that something can depend on: facts and findings, through other findings too, and their rules."""

    facts: tuple[str, ...]
    findings: tuple[str, ...]
    rules: tuple[Rule, ...]


class Program:
    """Rules and what follows them, over the facts and findings that they read.

    The same conditions, weights and groups give the same `key`, and nothing else does: programs are compared by it.
    A program that several threads share is not lowered into any further (`node`).

    Attributes
    ----------
    facts, findings
        The position of each.
    rules
        In order of their strata.
    rest
        What is judged after the rules.
    nodes
        Every distinct condition, its parts before it.
    roots
        The node of everything judged, by position: the rules, then the rest.
    sides
        All evidence sides, group by group; `sides_of` has those of each finding.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        facts: Iterable[str],
        findings: Iterable[str],
        rules: Sequence[Rule],
        rest: Sequence[Condition],
    ) -> None:
        self.knowledge = knowledge
        self.facts: Mapping[str, int] = {name: i for i, name in enumerate(facts)}
        self.findings: Mapping[str, int] = {name: i for i, name in enumerate(findings)}
        self.rules, self.rest = tuple(rules), tuple(rest)
        self.nodes: list[Node] = []
        self._numbers: dict[Node, int] = {}
        self._lowered: dict[Condition, int] = {}
        self._marks: dict[int, str] = {}
        self._finding_marks: dict[str, str] = {}
        self._cones: dict[str, Cone] = {}
        self._cells: dict[str, tuple[range, ...]] = {}
        self._representatives: dict[str, tuple[int, ...]] = {}
        self.roots = tuple(self.node(condition) for condition in (*(rule.condition for rule in self.rules), *self.rest))
        self.sides = tuple(_sides(self.rules))
        self.sides_of: dict[str, list[EvidenceSide]] = {}
        for side in self.sides:
            self.sides_of.setdefault(side.finding, []).append(side)
        self.stages = tuple(self._stages())

    @classmethod
    def of(cls, read: Knowledge | Program) -> Program:
        """A program as it is, or that of a whole knowledge base, for one owner; `lowered` gives the one all share."""
        if isinstance(read, Program):
            return read
        knowledge = read
        rest = [condition for _, condition in knowledge.judged[len(knowledge.rules) :]]
        return cls(knowledge, knowledge.facts, knowledge.conclusions, knowledge.rules, rest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Program) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    # ------------------------------------------------------------ nodes

    def node(self, condition: Condition) -> int:
        """The number of a condition's node; one that is new is lowered.

        A conjunction of one part is that part, and no part stands in it twice: neither changes a truth.
        """
        known = self._lowered.get(condition)
        if known is None:
            known = self._lowered[condition] = self._lower(condition)
        return known

    def _lower(self, condition: Condition) -> int:
        node: Node
        match condition:
            case Not(part):
                node = Joined(Not, (self.node(part),))
            case AllOf(parts) | AnyOf(parts):
                numbers = tuple(dict.fromkeys(map(self.node, parts)))
                if len(numbers) == 1:
                    return numbers[0]
                node = Joined(type(condition), numbers)
            case leaf:
                if type(leaf) not in _LEAVES:  # a kind of condition that somebody adds must not be read as another
                    construct = f"the condition {type(leaf).__name__!r}"
                    raise UnsupportedError(rule=str(leaf), back_end="program", construct=construct)
                node = leaf
        if node not in self._numbers:
            self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return self._numbers[node]

    def parts(self, node: int) -> tuple[int, ...]:
        """The nodes that a node joins."""
        found = self.nodes[node]
        return found.parts if isinstance(found, Joined) else ()

    def reach(self, roots: Iterable[int]) -> tuple[int, ...]:
        """All nodes that some rest on, themselves included, in order of evaluation."""
        found: set[int] = set()
        waiting = list(roots)
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += self.parts(node)
        return tuple(sorted(found))

    def uses(self) -> Counter[int]:
        """How often each node is read, by others and as what is judged."""
        judged = self.reach(self.roots)
        return Counter(self.roots) + Counter(part for node in judged for part in self.parts(node))

    def _stages(self) -> Iterable[Stage]:
        first = 0
        for _, members in groupby(self.rules, key=lambda rule: rule.stratum):
            rules = tuple(members)
            judged = range(first, first + len(rules))
            first = judged.stop
            closes = tuple(dict.fromkeys(rule.conclusion for rule in rules))
            yield Stage(judged, self.reach(self.roots[judged.start : judged.stop]), closes)
        yield Stage(range(first, len(self.roots)), self.reach(self.roots[first:]), ())

    # ------------------------------------------------------------ what bears on something

    def cone(self, *about: Condition | str) -> Cone:
        """All that conditions can depend on, or what is judged or concluded by name; measures are facts here.

        What the program does not have depends on nothing.

        >>> import balance_rules as br
        >>> program = lowered(br.load().knowledge)
        >>> program.cone("anterior_pelvic_tilt").findings[:1]
        ('anterior_pelvic_tilt',)
        """
        facts: dict[str, None] = {}
        findings: dict[str, None] = {}
        rules: dict[str, Rule] = {}
        for item in about:
            read, concluded = self._read_by(item)
            facts |= dict.fromkeys(read)
            for name in concluded:
                below = self._below(name)
                facts |= dict.fromkeys(below.facts)
                findings |= dict.fromkeys(below.findings)
                rules |= {rule.id: rule for rule in below.rules}
        return Cone(tuple(facts), tuple(findings), tuple(rules.values()))

    def _read_by(self, about: Condition | str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The facts and findings that a condition reads itself, or what bears a name; of a finding, itself alone."""
        if isinstance(about, str):
            if about in self.knowledge.conclusions:
                return (), (about,)
            about = self._conditions.get(about, ALWAYS)
        return facts_read(about), conclusions_read(about)

    @cached_property
    def _conditions(self) -> Mapping[str, Condition]:
        return dict(self.knowledge.judged)

    def _below(self, finding: str) -> Cone:
        """The cone of one finding, walked without recursion: knowledge under verification can have circles."""
        known = self._cones.get(finding)
        if known is None:
            findings, facts, rules, waiting = {finding: None}, dict[str, None](), list[Rule](), [finding]
            while waiting:
                for rule in self.knowledge.rules_for.get(waiting.pop(), ()):
                    rules.append(rule)
                    facts |= dict.fromkeys(facts_read(rule.condition))
                    waiting += [name for name in conclusions_read(rule.condition) if name not in findings]
                    findings |= dict.fromkeys(conclusions_read(rule.condition))
            known = self._cones[finding] = Cone(tuple(facts), tuple(findings), tuple(rules))
        return known

    def slice(self, condition: Condition) -> Program:
        """The part that bears on a condition, with the condition as the one thing judged after the rules.

        What it says of the condition is what the whole says; it is only quicker to judge.
        """
        cone = self.cone(condition)
        rules = sorted(cone.rules, key=lambda rule: rule.stratum)
        return Program(self.knowledge, cone.facts, cone.findings, rules, (condition,))

    @cached_property
    def _comparisons(self) -> Mapping[str, tuple[Leaf, ...]]:
        found: dict[str, list[Leaf]] = {}
        for number in self.reach(self.roots):
            node = self.nodes[number]
            if isinstance(node, Compare | Within):
                found.setdefault(node.fact, []).append(node)
        return {fact: tuple(comparisons) for fact, comparisons in found.items()}

    def cells(self, fact: str) -> tuple[range, ...]:
        """The values of a fact, as ranges within each of which no comparison of the program tells two apart."""
        if fact not in self._cells:
            self._cells[fact] = cells(self.knowledge.facts[fact], self._comparisons.get(fact, ()))
        return self._cells[fact]

    def representatives(self, fact: str) -> tuple[int, ...]:
        """One value of each cell of a fact: what holds of these holds of every value."""
        known = self._representatives.get(fact)
        if known is None:
            known = self._representatives[fact] = tuple(cell[0] for cell in self.cells(fact))
        return known

    # ------------------------------------------------------------ content

    def mark(self, node: int) -> str:
        """A digest of all that a node can mean: its parts, and the rules of the findings that it reads.

        Equal marks mean the same truth for the same facts, in whichever knowledge they stand; the domains of the
        facts and the ids of the rules are no part of it.
        """
        known = self._marks.get(node)
        if known is None:
            match self.nodes[node]:
                case AtLeast(finding, level, cut):
                    said: object = ("level", finding, level, cut, self.finding_mark(finding))
                case Joined(kind, parts):
                    said = (kind.__name__, *map(self.mark, parts))
                case leaf:
                    said = repr(leaf)
            known = self._marks[node] = _digest(said)
        return known

    def finding_mark(self, finding: str) -> str:
        """A digest of a finding's name, rules, weights and groups, in whatever order these stand."""
        known = self._finding_marks.get(finding)
        if known is None:
            self._finding_marks[finding] = "circle"  # what rests on itself: a knowledge error that verification reports
            rules = [
                (rule.weight, rule.group, self.mark(self.node(rule.condition)))
                for rule in self.knowledge.rules_for.get(finding, ())
                if rule.weight
            ]
            known = self._finding_marks[finding] = _digest((finding, sorted(rules)))
        return known

    @cached_property
    def key(self) -> str:
        """A digest of the content: facts, findings and rules by name and position, and what each root means."""
        names = (tuple(self.facts), tuple(self.findings))
        rules = [(r.id, r.conclusion, r.group, r.weight, r.stratum) for r in self.rules]
        return _digest((*names, rules, [self.mark(root) for root in self.roots]))


@lru_cache(maxsize=16)
def lowered(knowledge: Knowledge) -> Program:
    """The program of a knowledge base, made once for all who read it."""
    return Program.of(knowledge)


def _digest(said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _sides(rules: Sequence[Rule]) -> Iterator[EvidenceSide]:
    """The evidence sides, group by group, what supports a finding first; equal weights in the rules' order."""
    members: dict[tuple[str, str], list[int]] = {}
    for i, rule in enumerate(rules):
        members.setdefault((rule.conclusion, rule.group), []).append(i)
    for (finding, group), positions in members.items():
        strongest = sorted(positions, key=lambda i: -abs(rules[i].weight))
        for supports in (True, False):
            chosen = tuple(i for i in strongest if (rules[i].weight > 0 if supports else rules[i].weight < 0))
            if chosen:
                yield EvidenceSide(finding, group, supports, chosen)
