"""What is true of one person, without proof trees: advice asks of thousands of conditions, and shows a few leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from functools import cached_property, lru_cache

from balance_rules.inference.judgement import Judged, swaying
from balance_rules.inference.runs import runs_of_conditions
from balance_rules.model import (
    COMPARE,
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Knowledge,
    Not,
    Prescription,
    Restriction,
    Within,
)

Leaf = Compare | Within | AtLeast
_TURNED = bytes.maketrans(b"\0\1", b"10")


class _Leaves:
    """The facts of a knowledge base as bits, and what stands right under each of its conditions: found once for all."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._bits = {fact: 1 << number for number, fact in enumerate(knowledge.facts)}
        self._by_length = (("", 0), *self._bits.items())  # each fact at the length of its bit
        self._highest_first = tuple(reversed(self._bits))
        self._under: dict[int, tuple[Condition, int, tuple[Condition, ...]]] = {}  # with itself: its identity stays its

    def unknown(self, known: Set[str]) -> int:
        """All facts but those that are known."""
        return int(bytes(map(known.__contains__, self._highest_first)).translate(_TURNED), 2)

    def told(self, facts: int) -> tuple[str, ...]:
        """The facts that some bits stand for."""
        found = []
        while facts:
            fact, bit = self._by_length[facts.bit_length()]
            found.append(fact)
            facts ^= bit
        return tuple(found)

    def under(
        self, condition: Condition, parts: Callable[[Condition], tuple[Condition, ...]]
    ) -> tuple[Condition, int, tuple[Condition, ...]]:
        """A condition, the facts that the comparisons among its parts read or it itself, and the other parts."""
        found = self._under.get(id(condition))
        if found is None:
            facts, joined = 0, []
            for part in (condition,) if isinstance(condition, (Compare, Within)) else parts(condition):
                if isinstance(part, (Compare, Within)):
                    facts |= self._bits[part.fact]
                else:
                    joined.append(part)
            found = self._under[id(condition)] = condition, facts, tuple(joined)
        return found


_leaves = lru_cache(maxsize=16)(_Leaves)


class Sight:
    """The truths of a person's conditions, each found once, and the comparisons that make them what they are.

    It says what `Judged.prove`, `wording.deciding` and `Judged.open_facts` say, of conditions of the knowledge: they
    are told apart by identity, so one that is made for the purpose has to be asked by its parts.
    """

    def __init__(self, judged: Judged) -> None:
        self._knowledge, self._facts, self._scores = judged.knowledge, judged.facts, judged.scores
        self._judged_truths = judged.inference.truths
        self._truths = dict(zip(judged.knowledge.judged_identities, judged.inference.truths, strict=True))
        self._runs = runs_of_conditions(judged.knowledge)
        self._open: dict[int, int] = {}
        self._ordered: dict[int, dict[str, None]] = {}
        self._told: dict[int, tuple[str, ...]] = {}
        self._leaves = _leaves(judged.knowledge)
        self._swaying: dict[AtLeast, tuple[Condition, ...]] = {}
        self.doses: dict[str, str] = {}  # in words, for this person

    def truth(self, condition: Condition) -> int:
        """The truth of a condition: 1, 0 where it is not known, −1."""
        known = self._truths.get(id(condition))
        if known is None:
            known = self._truths[id(condition)] = self._judge(condition)
        return known

    def any_of(self, parts: Iterable[Condition]) -> int:
        """The truth of some of the parts being true."""
        best, known = -1, self._truths
        for part in parts:
            truth = known.get(id(part))
            if truth is None:
                truth = self.truth(part)
            if truth > 0:
                return 1
            if truth == 0:
                best = 0
        return best

    def _all_of(self, parts: Iterable[Condition]) -> int:
        worst, known = 1, self._truths
        for part in parts:
            truth = known.get(id(part))
            if truth is None:
                truth = self.truth(part)
            if truth < 0:
                return -1
            if truth == 0:
                worst = 0
        return worst

    def _parts(self, condition: Condition) -> tuple[Condition, ...]:
        """What a condition rests on: alternatives that others share with it as one, the rules of a finding."""
        if isinstance(condition, AnyOf):
            shared = self._runs.get(id(condition))
            return shared[1] if shared else condition.parts
        if isinstance(condition, AllOf):
            return condition.parts
        if isinstance(condition, Not):
            return (condition.part,)
        assert isinstance(condition, AtLeast)  # a comparison has no parts
        known = self._swaying.get(condition)
        if known is None:
            rules = swaying(self._knowledge, self._judged_truths, condition)
            known = self._swaying[condition] = tuple([rule.condition for rule in rules])
        return known

    def _judge(self, condition: Condition) -> int:
        match condition:  # the most frequent first; to take a node apart in the pattern would cost as much as the rest
            case Compare():
                value = self._facts.get(condition.fact)
                if value is None:
                    return 0
                return 1 if COMPARE[condition.comparison](value, condition.value) else -1
            case AllOf():
                return self._all_of(condition.parts)
            case AtLeast():
                low, high = self._scores.get(condition.conclusion, (0, 0))
                return 1 if low >= condition.cut else -1 if high < condition.cut else 0
            case AnyOf():
                return self.any_of(self._parts(condition))
            case Not():
                return -self.truth(condition.part)
            case Within():
                value = self._facts.get(condition.fact)
                return 0 if value is None else 1 if value in condition.values else -1

    def deciding(self, condition: Condition, truth: int) -> Iterator[Leaf]:
        """Yield the comparisons that make a condition's truth what it is; nothing where it has another truth."""
        rest = [(condition, truth)]
        while rest:
            part, wanted = rest.pop()
            if self.truth(part) != wanted:
                continue
            if isinstance(part, Not):
                rest.append((part.part, -wanted))
            elif isinstance(part, (AllOf, AnyOf)):
                rest += [(inner, wanted) for inner in reversed(self._parts(part))]
            else:
                yield part

    def open_facts(self, condition: Condition) -> tuple[str, ...]:
        """The unknown facts whose answers could still settle a condition, through findings too: none of a known one.

        They stand in the order in which they are read, for somebody to see.
        """
        found = self._opened(condition)
        return tuple(self._in_order(condition)) if found & (found - 1) else self._leaves.told(found)

    def _in_order(self, condition: Condition) -> dict[str, None]:
        """The same of a condition that several facts could settle."""
        found = self._ordered.get(id(condition))
        if found is None:
            found, seen, opened = {}, 0, self._open
            for part in self._parts(condition):
                facts = opened.get(id(part))
                more = (self._opened(part) if facts is None else facts) & ~seen
                if more & (more - 1):
                    found |= self._in_order(part)
                elif more:  # most parts add a single fact, which needs no order
                    found[self._leaves.told(more)[0]] = None
                seen |= more
            self._ordered[id(condition)] = found
        return found

    def open_set(self, condition: Condition) -> tuple[str, ...]:
        """The same facts in any order, which is quicker."""
        in_order = self._ordered.get(id(condition))
        if in_order is not None:
            return tuple(in_order)
        facts = self._opened(condition)
        told = self._told.get(facts)
        if told is None:
            told = self._told[facts] = self._leaves.told(facts)
        return told

    @cached_property
    def _unknown(self) -> int:
        return self._leaves.unknown(set(self._facts))

    def _opened(self, condition: Condition) -> int:
        """The same facts as bits: sets of hundreds are joined thousands of times for one person."""
        found = self._open.get(id(condition))
        if found is not None:
            return found
        found = 0
        if not self.truth(condition):
            if isinstance(condition, AtLeast):
                for rule in self._parts(condition):  # undecided, and most join comparisons alone
                    _, facts, joined = self._leaves.under(rule, self._parts)
                    found |= self._opened(rule) if joined else facts
            else:
                _, found, joined = self._leaves.under(condition, self._parts)
                for part in joined:
                    found |= self._opened(part)
            found &= self._unknown
        self._open[id(condition)] = found
        return found

    @cached_property
    def indicated(self) -> tuple[tuple[Prescription, int], ...]:
        """The prescriptions that the findings call for (1) or may call for (0)."""
        calls = ((each, self.any_of(each.prescribe)) for each in self._knowledge.prescriptions)
        return tuple([(each, called) for each, called in calls if called >= 0])

    @cached_property
    def applying(self) -> tuple[tuple[Restriction, frozenset[Leaf]], ...]:
        """The restrictions that apply, each with what makes it apply."""
        found = (each for each in self._knowledge.restrictions if self._truths[id(each.condition)] > 0)
        return tuple((each, frozenset(self.deciding(each.condition, 1))) for each in found)


def sight(judged: Judged) -> Sight:
    """The sight of a person, one for all who give advice: it is kept with what was judged."""
    kept: Sight | None = vars(judged).get("sight")
    if kept is None:
        kept = vars(judged)["sight"] = Sight(judged)
    return kept
