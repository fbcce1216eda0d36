"""What is true of one person, without proof trees: advice asks of thousands of conditions, and shows a few leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from balance_rules.inference.judgement import Judged, swaying
from balance_rules.model import COMPARE, AllOf, AnyOf, AtLeast, Compare, Condition, Not, Restriction, Within

Leaf = Compare | Within | AtLeast


class Sight:
    """The truths of a person's conditions, each found once, and the comparisons that make them what they are.

    It says what `Judged.prove`, `wording.deciding` and `Judged.open_facts` say, of conditions of the knowledge: they
    are told apart by identity, so one that is made for the purpose has to be asked by its parts.
    """

    def __init__(self, judged: Judged) -> None:
        self._knowledge, self._facts, self._scores = judged.knowledge, judged.facts, judged.scores
        self._judged_truths = judged.inference.truths
        self._truths = dict(zip(judged.knowledge.judged_identities, judged.inference.truths, strict=True))
        self._open: dict[int, dict[str, None]] = {}
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
                return self.any_of(condition.parts)
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
                rest += [(inner, wanted) for inner in reversed(part.parts)]
            else:
                yield part

    def open_facts(self, condition: Condition) -> tuple[str, ...]:
        """The unknown facts whose answers could still settle a condition, through findings too: none of a known one."""
        return tuple(self._opened(condition))

    def _opened(self, condition: Condition) -> dict[str, None]:
        known = self._open.get(id(condition))
        if known is None:
            known = self._open[id(condition)] = {} if self.truth(condition) else self._opened_by_parts(condition)
        return known

    def _opened_by_parts(self, condition: Condition) -> dict[str, None]:
        parts: Iterable[Condition]
        match condition:
            case AllOf() | AnyOf():
                parts = condition.parts
            case Not():
                return self._opened(condition.part)
            case AtLeast():
                parts = [rule.condition for rule in swaying(self._knowledge, self._judged_truths, condition)]
            case leaf:
                parts = (leaf,)
        found, facts, open_ = dict[str, None](), self._facts, self._open
        for part in parts:  # thousands for one person
            if type(part) is Compare or type(part) is Within:  # most parts are: nothing is kept of them
                if part.fact not in facts:
                    found[part.fact] = None
            else:
                known = open_.get(id(part))
                if known is None:
                    known = self._opened(part)
                if known:
                    found |= known
        return found

    @cached_property
    def applying(self) -> tuple[tuple[Restriction, frozenset[Leaf]], ...]:
        """The restrictions that apply, each with what makes it apply."""
        found = (each for each in self._knowledge.restrictions if self.truth(each.condition) > 0)
        return tuple((each, frozenset(self.deciding(each.condition, 1))) for each in found)


def sight(judged: Judged) -> Sight:
    """The sight of a person, one for all who give advice: it is kept with what was judged."""
    kept: Sight | None = vars(judged).get("sight")
    if kept is None:
        kept = vars(judged)["sight"] = Sight(judged)
    return kept
