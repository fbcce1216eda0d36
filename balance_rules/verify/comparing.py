"""The same person under two knowledge bases: what one says and the other does not."""

from __future__ import annotations

from collections.abc import Hashable

from balance_rules.model import AtLeast, Condition, Knowledge
from balance_rules.verify._z3 import Bool, conj, disj, neg
from balance_rules.verify.checks import Context
from balance_rules.verify.content import domain
from balance_rules.verify.encoding import World
from balance_rules.verify.prover import Facts, Person, ProofAnswer, ProofQuestion, Prover
from balance_rules.verify.results import Alteration, Altered, Witness

Said = tuple[Condition, ...]


def _content(prover: Prover, said: Said) -> Hashable:
    """What conditions say, with the domains and the computation of all facts in their cone."""
    program, knowledge = prover.program, prover.knowledge
    marks = tuple(program.mark(program.node(condition)) for condition in said)
    facts = set(program.cone(*said).facts)
    measures = []
    for measure in reversed(knowledge.measures):  # a measure stands after those that it is computed from
        if measure.fact in facts:
            measures.append(measure)
            facts.update(measure.inputs)
    return marks, frozenset((fact, domain(knowledge.facts[fact])) for fact in facts), tuple(measures)


class TwoVersions:
    """Two versions of a knowledge base over one person.

    A fact whose domain or computation changed is two facts, one for each version: a value of one says
    nothing of the other.
    """

    def __init__(self, old: Knowledge, new: Knowledge, timeout: int) -> None:
        self.old, self.new = Prover(old, timeout=timeout), Prover(new, timeout=timeout)
        computed = [{m.fact: m for m in knowledge.measures} for knowledge in (old, new)]
        shared = {
            fact
            for fact, attribute in new.facts.items()
            if fact in old.facts
            and domain(attribute) == domain(old.facts[fact])
            and computed[0].get(fact) == computed[1].get(fact)
        }
        self.apart = frozenset(f for f in new.facts if f in old.facts) - shared
        own = frozenset(new.facts) - shared
        self.before = self.old.anyone
        self.after = World(self.new.program, " new", base=self.before, own=own, own_known=own)

    # ------------------------------------------------------------ the same by their form

    def same(self, before: Said, after: Said) -> bool:
        """Return whether conditions rest on the same things in both versions, so that nothing needs proof."""
        return _content(self.old, before) == _content(self.new, after)

    # ------------------------------------------------------------ compared

    def compare(self, kind: str, name: str, before: Said, after: Said) -> Altered | None:
        """Return how a thing differs between the versions, or None where it is proved equivalent."""
        less: list[Bool] = []
        more: list[Bool] = []
        by_level = {leaf.level: leaf for leaf in before if isinstance(leaf, AtLeast)}
        for condition in after:
            other = by_level.get(condition.level) if isinstance(condition, AtLeast) else before[0]
            if other is None:  # a level that is new: more is said wherever it is reached
                more.append(self.after.true(condition))
                continue
            old, new = self.before.of(other), self.after.of(condition)
            less += [conj(old[0], neg(new[0])), conj(new[1], neg(old[1]))]
            more += [conj(new[0], neg(old[0])), conj(old[1], neg(new[1]))]
        kept = {leaf.level for leaf in after if isinstance(leaf, AtLeast)}
        less += [self.before.true(leaf) for level, leaf in by_level.items() if level not in kept]
        answers = [self._someone(kind, name, formulas, before, after) for formulas in (less, more)]
        shown = [answer if isinstance(answer, tuple) else None for answer in answers]
        if ProofAnswer.UNKNOWN in answers and not any(shown):
            return Altered(kind, name, Alteration.OPEN)
        if not any(shown):
            return None
        change = Alteration.INCOMPARABLE if all(shown) else Alteration.STRICTER if shown[0] else Alteration.LOOSER
        return Altered(kind, name, change, shown[0], shown[1])

    def _someone(
        self, kind: str, name: str, formulas: list[Bool], before: Said, after: Said
    ) -> tuple[Witness, str] | ProofAnswer:
        facts = {*self.old.program.cone(*before).facts, *self.new.program.cone(*after).facts}
        old_facts = frozenset(fact for fact in facts if fact in self.old.knowledge.facts)
        new_facts = frozenset(fact for fact in facts if fact in self.new.knowledge.facts)
        people = [(self.before, old_facts), (self.after, new_facts)]
        question = ProofQuestion(people, [disj(formulas)], self.new.timeout)
        if question.answer is not ProofAnswer.SOME:
            return question.answer
        old, new = self._same_person(*question.people())
        states = self._state(kind, name, old), self._state(kind, name, new)
        if not (old.agreed and new.agreed and old.possible and new.possible):
            return ProofAnswer.UNKNOWN
        shown = self.new if set(new.stated) >= set(old.stated) else self.old
        return Context(shown).witness(new if shown is self.new else old), " → ".join(states)

    def _same_person(self, old: Facts, new: Facts) -> tuple[Person, Person]:
        """Return the person under both versions, who knows all that either of them asks."""
        both = {fact: value for fact, value in {**new, **old}.items() if fact not in self.apart}
        under = [
            {**{f: v for f, v in both.items() if f in prover.knowledge.facts}, **own}
            for prover, own in ((self.old, old), (self.new, new))
        ]
        return self.old.judge.person(under[0]), self.new.judge.person(under[1])

    def _state(self, kind: str, name: str, person: Person) -> str:
        if kind == "finding":
            low, high = (person.knowledge.conclusions[name].level(end) or "none" for end in person.score(name))
            return low if low == high else f"{low} to {high}"
        words = {
            "prescription": ("refused", "withheld", "given"),
            "exercise": ("refused", "not cleared yet", "cleared"),
        }
        return words.get(kind, ("false", "unknown", "true"))[person.truth(name) + 1]
