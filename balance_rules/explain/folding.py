"""A condition folded to what one person can change: a formula over the few comparisons that can turn out otherwise.

Facts that no change moves are what they are, and facts that nobody recorded stay unknown, so that most of what a
condition reads folds to true or false at once: of the hundreds of comparisons of a prescription a few are left, often
none. What is left is a formula without negation, for a negation is carried down to the comparisons: *definitely true*,
*definitely false*, and their opposites are four readings of one node. A formula without negation is answered for many
people at once: where each comparison has the best of what it can be, "no" is final.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from balance_rules.inference.program import EvidenceSide, lowered
from balance_rules.model import AllOf, AnyOf, AtLeast, Condition, Knowledge, Leaf, Not, leaf_holds

HOLDS, UNKNOWN, FAILS = 1, 2, 4  # what a comparison can be, as bits: a set of these is a number


class Reading(Enum):
    """What is asked of a condition; the value is the states of a comparison that answer it with yes."""

    TRUE = HOLDS
    FALSE = FAILS
    NOT_TRUE = UNKNOWN | FAILS
    NOT_FALSE = HOLDS | UNKNOWN

    @property
    def of_negation(self) -> Reading:
        """What the same asks of the condition that is negated."""
        return _NEGATED[self]

    @property
    def opposite(self) -> Reading:
        """What is so exactly when this is not."""
        return _OPPOSITE[self]


_NEGATED = {
    Reading.TRUE: Reading.FALSE,
    Reading.FALSE: Reading.TRUE,
    Reading.NOT_TRUE: Reading.NOT_FALSE,
    Reading.NOT_FALSE: Reading.NOT_TRUE,
}
_OPPOSITE = {
    Reading.TRUE: Reading.NOT_TRUE,
    Reading.NOT_TRUE: Reading.TRUE,
    Reading.FALSE: Reading.NOT_FALSE,
    Reading.NOT_FALSE: Reading.FALSE,
}

Literal = tuple[Leaf, int]
"""A comparison, and the states of it that count."""
Term = tuple[int, int]
"""A weight, and the number of what has to be so."""


@dataclass(frozen=True, slots=True)
class Gate:
    """True where what is so among its terms weighs at least `cut`."""

    cut: int
    terms: tuple[Term, ...]


Folded = bool | int
"""True or false whatever changes, or the number of a literal or a gate."""


class Folding:
    """The conditions of a knowledge base as one person leaves them, each folded once for all that is asked.

    Parameters
    ----------
    facts
        What is known of the person.
    moving
        The facts whose comparisons may turn out otherwise.
    """

    def __init__(self, knowledge: Knowledge, facts: Mapping[str, int], moving: frozenset[str]) -> None:
        self._program, self._facts, self._moving = lowered(knowledge), facts, moving
        self.content: list[Literal | Gate] = []
        self._numbers: dict[Literal | Gate, int] = {}
        self._known: Mapping[Reading, dict[Condition, Folded]] = {reading: {} for reading in Reading}
        self._levels: dict[tuple[str, int, Reading], Folded] = {}

    def of(self, condition: Condition, reading: Reading) -> Folded:
        """What a condition comes to; of one that stands in no statement, too."""
        folded = self._known[reading]
        known = folded.get(condition)
        if known is None:
            known = folded[condition] = self._fold(condition, reading)
        return known

    def _fold(self, condition: Condition, reading: Reading) -> Folded:
        match condition:
            case AtLeast(finding, _, cut):
                return self._level(finding, cut, reading)
            case Not(part):
                return self.of(part, reading.of_negation)
            case AllOf(parts) | AnyOf(parts):
                every = isinstance(condition, AllOf) == (reading in (Reading.TRUE, Reading.NOT_FALSE))
                return self.joined((self.of(part, reading) for part in parts), every=every)
            case leaf:
                return self._leaf(leaf, reading)

    def _leaf(self, leaf: Leaf, reading: Reading) -> Folded:
        if leaf.fact in self._moving:
            return self._number((leaf, reading.value))
        return bool(state(leaf, self._facts.get(leaf.fact)) & reading.value)

    def joined(self, parts: Iterable[Folded], *, every: bool) -> Folded:
        """All of some parts, or any of them."""
        kept: dict[int, None] = {}
        for part in parts:
            if part is (not every):
                return not every
            if part is not every:
                kept[int(part)] = None
        if not kept:
            return every
        return self._gate(len(kept) if every else 1, [(1, part) for part in kept])

    # ------------------------------------------------------------ findings

    def _level(self, finding: str, cut: int, reading: Reading) -> Folded:
        """Whether the low end of a score reaches a cut, or the high end does not; or the opposite of these."""
        key = (finding, cut, reading)
        known = self._levels.get(key)
        if known is None:
            known = self._levels[key] = self._score(finding, cut, reading)
        return known

    def _score(self, finding: str, cut: int, reading: Reading) -> Folded:
        low = reading in (Reading.TRUE, Reading.NOT_TRUE)
        rises = reading in (Reading.TRUE, Reading.NOT_FALSE)
        least = cut if rises else 1 - cut  # below a cut is at least its opposite, with all weights turned
        terms: list[tuple[int, Folded]] = []
        for side in self._program.sides_of.get(finding, ()):
            counts = Reading.TRUE if side.supports == low else Reading.NOT_FALSE
            up = side.supports == rises
            for step, reached in self._steps(side, counts):
                if up:
                    terms.append((step, self.joined((self.of(n, counts) for n in reached), every=False)))
                else:  # a step down where it is reached is a step up where it is not
                    least += step
                    terms.append((step, self.joined((self.of(n, counts.opposite) for n in reached), every=True)))
        least -= sum(step for step, part in terms if part is True)
        return self._gate(least, [(step, int(part)) for step, part in terms if not isinstance(part, bool)])

    def _steps(self, side: EvidenceSide, counts: Reading) -> Iterable[tuple[int, Sequence[Condition]]]:
        """The steps between the weights of a side, and the conditions of which any reaches each.

        Only the strongest rule of a side counts, so the steps up to its weight add up to it.
        """
        rules = [self._program.rules[i] for i in side.rules]
        weights = [(abs(rule.weight), rule.condition) for rule in rules]
        below = 0
        for weight in sorted({weight for weight, _ in weights}):
            yield weight - below, [condition for own, condition in weights if own >= weight]
            below = weight

    # ------------------------------------------------------------ gates

    def _gate(self, cut: int, terms: Sequence[Term]) -> Folded:
        together: dict[int, int] = {}
        for weight, part in terms:
            together[part] = together.get(part, 0) + weight
        if cut <= 0:
            return True
        total = sum(together.values())
        if total < cut:
            return False
        if len(together) == 1:
            return next(iter(together))
        least = min(together.values())
        if least >= cut:  # any of them is enough
            cut, together = 1, dict.fromkeys(together, 1)
        elif total - least < cut:  # none can be spared
            cut, together = len(together), dict.fromkeys(together, 1)
        return self._number(Gate(cut, tuple((weight, part) for part, weight in sorted(together.items()))))

    def _number(self, what: Literal | Gate) -> int:
        known = self._numbers.get(what)
        if known is None:
            known = self._numbers[what] = len(self.content)
            self.content.append(what)
        return known

    def facts(self, root: Folded) -> frozenset[str]:
        """The facts whose comparisons it rests on."""
        below = () if isinstance(root, bool) else (self.content[number] for number in _below(self.content, root))
        return frozenset(what[0].fact for what in below if not isinstance(what, Gate))


def state(leaf: Leaf, value: int | None) -> int:
    """What a comparison is of a value, None where it is not known."""
    return UNKNOWN if value is None else HOLDS if leaf_holds(leaf, value) else FAILS


Op = tuple[int, int, int, tuple[Term, ...]]
"""How a gate is evaluated: any, all or enough of its terms; their mask, or how much is enough; its bit; its terms."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """Some literals, and the gates that they bear on: all else stays as it is when they turn out otherwise."""

    ops: tuple[Op, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Own:
    """The gates that rest on some literals alone, and what is read of all these beside them."""

    ops: tuple[Op, ...]
    read: int

    def said(self, so: int) -> int:
        """What is so of that which is read."""
        return _evaluated(self.ops, so) & self.read

    def reached(self, literals: int) -> int:
        """What some of the literals bear on of that which is read."""
        return _reached(self.ops, literals)[1] & self.read


class Formula:
    """What a condition comes to, over the literals that it rests on: a literal is a bit, and so is a gate.

    Attributes
    ----------
    literals
        In the order of their bits.
    bits
        Those of all literals, and not of gates.
    """

    def __init__(self, folding: Folding, root: Folded) -> None:
        self._constant = root if isinstance(root, bool) else None
        content = folding.content
        below = [] if isinstance(root, bool) else sorted(_below(content, root))  # parts are made before their gates
        literals = [number for number in below if not isinstance(content[number], Gate)]
        self.literals: tuple[Literal, ...] = tuple(
            literal for number in literals if not isinstance(literal := content[number], Gate)
        )
        self._bits = {number: 1 << i for i, number in enumerate(literals)}
        self._next = 1 << len(literals)
        self.bits = self._next - 1
        self._ops: list[Op] = []
        self._bearings: dict[int, Bearing] = {}
        for number in below:
            gate = content[number]
            if isinstance(gate, Gate):
                terms = tuple((weight, self._bits[part]) for weight, part in gate.terms)
                self._bits[number] = self._add(gate.cut, terms)
        self._root = 0 if isinstance(root, bool) else self._bits[root]

    def _add(self, cut: int, terms: tuple[Term, ...]) -> int:
        bit, self._next = self._next, self._next << 1
        mask = sum(part for _, part in terms)
        alike = all(weight == 1 for weight, _ in terms)
        kind = 0 if alike and cut == 1 else 1 if alike and cut == len(terms) else 2
        self._ops.append((kind, mask if kind < 2 else cut, bit, terms))
        return bit

    def apart(self, groups: Sequence[Collection[int]]) -> list[Own]:
        """Take what rests on each of some groups of literals alone out of the formula, and return it.

        What is read of a group stands for its literals from now on: of two dozen comparisons that is three or four
        gates, and whatever makes the same of these so comes to the same.
        """
        owner: dict[int, int | None] = {bit: i for i, group in enumerate(groups) for bit in group}
        own: list[list[Op]] = [[] for _ in groups]
        shared, read = list[Op](), self._root
        for op in self._ops:
            owners = {owner.get(part) for _, part in op[3]}
            one = owners.pop() if len(owners) == 1 else None
            if one is None:
                shared.append(op)
                read |= _mask(op)
            else:
                own[one].append(op)
                owner[op[2]] = one
        self._ops = shared
        owned = [0] * len(groups)
        for bit, one in owner.items():
            if one is not None:
                owned[one] |= bit
        self.bits = self.bits & ~sum(owned) | sum(owned) & read
        return [Own(tuple(ops), bits & read) for ops, bits in zip(own, owned, strict=True)]

    def also(self, count: int) -> tuple[int, ...]:
        """Ask beside all else for any of `count` further literals; return their bits."""
        bits = tuple(self._next << i for i in range(count))
        self.bits |= sum(bits)
        self._next <<= count
        any_of = self._add(1, tuple((1, bit) for bit in bits))
        self._root = any_of if not self._root else self._add(2, ((1, self._root), (1, any_of)))
        self._constant = None if self._constant is not False else False
        self._bearings = {}
        return bits

    def __call__(self, so: int) -> bool:
        """Whether the answer is yes where exactly the literals are so whose bits are set."""
        return self.holds(self.closed(so))

    def holds(self, closed: int) -> bool:
        """Whether the answer is yes with such literals and gates."""
        return bool(closed & self._root) if self._constant is None else self._constant

    def closed(self, so: int) -> int:
        """The literals that are so, with the gates that are."""
        return _evaluated(self._ops, so)

    def bearing(self, literals: int) -> Bearing:
        """What some literals bear on."""
        known = self._bearings.get(literals)
        if known is None:
            ops, reached = _reached(self._ops, literals)
            known = self._bearings[literals] = Bearing(ops, ~reached)
        return known

    def turned(self, closed: int, bearing: Bearing, so: int) -> int:
        """The same as `closed`, where of the literals that are turned exactly some are so."""
        return _evaluated(bearing.ops, closed & bearing.others | so)


def _mask(op: Op) -> int:
    return sum([part for _, part in op[3]])


def _reached(ops: Iterable[Op], literals: int) -> tuple[tuple[Op, ...], int]:
    """The gates that some literals bear on, and the bits of all these."""
    found = []
    for op in ops:
        if _mask(op) & literals:
            found.append(op)
            literals |= op[2]
    return tuple(found), literals


def _evaluated(ops: Iterable[Op], so: int) -> int:
    for kind, number, bit, terms in ops:
        if kind == 0:
            if so & number:
                so |= bit
        elif kind == 1:
            if so & number == number:
                so |= bit
        elif sum([weight for weight, part in terms if so & part]) >= number:
            so |= bit
    return so


def _below(content: Sequence[Literal | Gate], root: int) -> set[int]:
    found, waiting = {root}, [root]
    while waiting:
        gate = content[waiting.pop()]
        if isinstance(gate, Gate):
            new = {part for _, part in gate.terms} - found
            found |= new
            waiting += new
    return found
