"""What one person can change, whatever is asked: found once for all questions about this person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from balance_rules.explain.folding import Folded, Folding, Reading
from balance_rules.explain.options import Mover, Option, mover, options, unit_of
from balance_rules.inference.whole_measures import Moving, Range, moving
from balance_rules.model import Condition, Knowledge, name_of


@dataclass(frozen=True, slots=True)
class Group:
    """Movers that bear on each other, and the measures by which they do, in the order in which they are computed."""

    movers: tuple[Mover, ...]
    measures: tuple[Moving, ...]


class Movable:
    """The facts of one person that can change, and all that follows from these.

    Parameters
    ----------
    values
        All that is known of the person.
    stated
        What was stated, and not derived from other facts.

    Attributes
    ----------
    rests
        The stated facts that each fact rests on, with the measures that only a zero divisor leaves open.
    folding
        The conditions of the knowledge, as what cannot change leaves them.
    """

    def __init__(self, knowledge: Knowledge, values: Mapping[str, int], stated: Mapping[str, int]) -> None:
        self.knowledge, self.values, self._stated = knowledge, values, stated
        self.rests = _resting(knowledge, stated)
        facts = self.knowledge.facts
        self._how = {name: how for name in stated if (how := facts[name].change) is not None}
        self._movers: dict[tuple[str, Fraction, Fraction], Mover] = {}
        self._changeable = frozenset(
            name for name, how in self._how.items() if next(options(facts[name], how, stated[name]), None)
        )
        moved = frozenset(fact for fact, roots in self.rests.items() if roots & self._changeable)
        self.folding = Folding(self.knowledge, self.values, moved)
        self._measures = [
            moving(self.knowledge, m) for m in self.knowledge.measures if m.fact in moved - self._changeable
        ]
        self._above: dict[str, list[int]] = defaultdict(list)
        for i, one in enumerate(self._measures):
            for root in self.rests[one.measure.fact] & self._changeable:
                self._above[root].append(i)

    @cached_property
    def _contradictions(self) -> list[tuple[frozenset[str], Folded]]:
        """That each contradiction which a change could bring about is not so, with the facts by which it could."""
        found = ((self.folding.of(one.condition, Reading.NOT_TRUE)) for one in self.knowledge.contradictions)
        return [(self._roots(self.folding.facts(kept)), kept) for kept in found if not isinstance(kept, bool)]

    def aimed(self, condition: Condition, wanted: bool, frozen: Collection[str]) -> tuple[Folded, frozenset[str]]:
        """A condition that is to be established, or not to be, for a person who can exist; and the facts it rests on.

        What else a contradiction reads stays as it is.
        """
        aim = self.folding.of(condition, Reading.TRUE if wanted else Reading.NOT_TRUE)
        facts = self.folding.facts(aim)
        moved = frozenset(self.free(facts, frozen))
        kept = [one for roots, one in self._contradictions if not roots.isdisjoint(moved)]
        return self.folding.joined((aim, *kept), every=True), facts

    def _roots(self, facts: Iterable[str]) -> frozenset[str]:
        return self._changeable & frozenset().union(*(self.rests[fact] for fact in facts))

    def free(self, facts: Iterable[str], frozen: Collection[str]) -> list[str]:
        """What some facts rest on and can change, but for what is frozen."""
        return [name for name in sorted(self._roots(facts)) if name not in frozen and name_of(name) not in frozen]

    def movers(self, facts: Iterable[str], frozen: Collection[str], cost: Mapping[str, float]) -> tuple[Mover, ...]:
        """The same with all that it can become, at the costs that are given."""
        costs = {}
        for name in self.free(facts, frozen):
            costs[name] = Fraction(str(cost.get(name, cost.get(name_of(name), self._how[name].cost))))
        unit = unit_of(costs.values())
        movers = [self._mover(name, price, unit) for name, price in costs.items()]
        return tuple(sorted(movers, key=lambda one: (one.least, -one.values[one.now], one.fact)))

    def _mover(self, name: str, cost: Fraction, unit: Fraction) -> Mover:
        key = (name, cost, unit)
        known = self._movers.get(key)
        if known is None:
            how = self._how[name]
            found = options(self.knowledge.facts[name], how, self._stated[name])
            known = self._movers[key] = mover(name, how, (Option(self._stated[name], 0), *found), cost, unit)
        return known

    def groups(self, movers: Sequence[Mover], facts: Collection[str]) -> list[Group]:
        """Movers apart where neither bears on what the other does: on a fact that is read, or on who is possible."""
        by_fact = {one.fact: one for one in movers}
        measures = [self._measures[i] for i in sorted({i for fact in by_fact for i in self._above.get(fact, ())})]
        ends: dict[str, Range | None] = {one.fact: one.ends for one in movers}
        needed = set(facts)
        for one in measures:
            ends[one.measure.fact] = reached = one.between(
                [ends.get(name, self.fixed(name)) for name in one.measure.inputs]
            )
            if reached is None or reached[0] < one.attribute.low or reached[1] > one.attribute.high:
                needed.add(one.measure.fact)
        for one in reversed(measures):
            if one.measure.fact in needed:
                needed.update(one.measure.inputs)
        kept = [one for one in measures if one.measure.fact in needed]
        leader = {name: name for name in by_fact}
        for one in kept:
            first, *rest = (_led(leader, root) for root in sorted(self.rests[one.measure.fact] & by_fact.keys()))
            leader.update(dict.fromkeys(rest, first))
        members: dict[str, list[Mover]] = defaultdict(list)
        for mover_ in movers:
            members[_led(leader, mover_.fact)].append(mover_)
        computed: dict[str, list[Moving]] = defaultdict(list)
        for one in kept:
            computed[_led(leader, min(self.rests[one.measure.fact] & by_fact.keys()))].append(one)
        return [Group(tuple(group), tuple(computed[name])) for name, group in members.items()]

    def fixed(self, fact: str) -> Range | None:
        """Where a fact is that does not move; None where it is not known."""
        value = self.values.get(fact)
        return None if value is None else (value, value)


def _led(leader: Mapping[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name


def _resting(knowledge: Knowledge, stated: Collection[str]) -> dict[str, frozenset[str]]:
    found = {name: frozenset([name]) for name in stated}
    for measure in knowledge.measures:
        if measure.fact not in found and all(name in found for name in measure.inputs):
            found[measure.fact] = frozenset().union(*(found[name] for name in measure.inputs))
    return found
