"""What is not decided of a person yet, what it hangs on, and what one more answer would make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal

from balance_rules import advice
from balance_rules.inference.judgement import Judged
from balance_rules.inference.program import lowered
from balance_rules.inference.variants import Known, Variants, combined, one_each
from balance_rules.model import AtLeast, Condition, Exercise, facts_read

OutcomeKind = Literal["referral", "prescription", "exercise", "finding"]
KINDS: tuple[OutcomeKind, ...] = (  # by rank
    "referral",
    "prescription",
    "prescription",
    "exercise",
    "prescription",
    "finding",
)
MOST_TRIED = 2_000


@dataclass(frozen=True, slots=True)
class OpenOutcome:
    """Something that is not decided yet.

    `rank` 0 is a red flag, 1 a prescription that answers what hurts or is wanted, 2 another that a finding calls
    for, 3 an exercise that would be among the best of a given prescription, 4 any other prescription, 5 a finding
    that no advice hangs on.
    """

    id: str
    kind: OutcomeKind
    title: str
    rank: int


@dataclass(frozen=True, slots=True)
class Open:
    """An outcome with its condition and the unknown facts that could settle it."""

    outcome: OpenOutcome
    condition: Condition
    facts: tuple[str, ...]


def open_outcomes(judged: Judged, undecided: Iterable[advice.Undecided], *, findings: bool) -> Iterator[Open]:
    """Yield what advice does not decide as outcomes; and with `findings` every level of a finding that is open."""
    for rank, what, facts in undecided:
        title = what.name if isinstance(what, Exercise) else what.title
        yield Open(OpenOutcome(what.id, KINDS[rank], title, rank), what.condition, tuple(facts))
    for conclusion in judged.knowledge.conclusions.values() if findings else ():
        low, high = judged.scores[conclusion.id]
        for level in conclusion.levels:
            if low < level.cut <= high:
                condition = AtLeast(conclusion.id, level.name, level.cut)
                outcome = OpenOutcome(conclusion.id, KINDS[5], conclusion.title, 5)
                facts = judged.open_facts(judged.prove(condition))
                yield Open(outcome, condition, tuple(dict.fromkeys(facts)))


class Lookahead:
    """What a person's facts come to with more answered."""

    def __init__(self, judged: Judged) -> None:
        self._judged, self._program = judged, lowered(judged.knowledge)
        self._known = Known(judged)
        self._cones: dict[Condition, Sequence[tuple[str, Sequence[int]]] | None] = {}

    def after(self, variants: Sequence[Mapping[str, int]]) -> Variants:
        """The person with some facts answered, in each of several ways."""
        return Variants(self._known, one_each(self._judged, variants), len(variants))

    def matters(self, fact: str, condition: Condition) -> bool:
        """Return whether a fact can ever change a condition's truth, as far as trying everything is affordable.

        Every combination of answers to the other unknown facts is tried, and leaving them open; where there are
        too many, the fact is taken to matter.
        """
        cone = self._cone(condition)
        if cone is None:
            return True
        answers = self._program.representatives(fact)
        others = [(other, values) for other, values in cone if other != fact]
        if len(answers) * prod(1 + len(values) for _, values in others) > MOST_TRIED:
            return True
        answered, count = combined([*others, (fact, answers)])
        decided = sum(Variants(self._known, answered, count).so(condition))
        width = count // (1 + len(answers))  # without the fact, then with each answer
        without = decided & ((1 << width) - 1)
        return any(decided >> i * width & ((1 << width) - 1) & ~without for i in range(1, 1 + len(answers)))

    def _cone(self, condition: Condition) -> Sequence[tuple[str, Sequence[int]]] | None:
        """The unknown facts that a condition can depend on, with an answer of each kind; None for too many to try."""
        if condition not in self._cones:
            self._cones[condition] = self._few(condition)
        return self._cones[condition]

    def _few(self, condition: Condition) -> Sequence[tuple[str, Sequence[int]]] | None:
        found, count = [], 1
        for fact in self._depends_on(condition):
            if fact not in self._judged.facts:
                found.append((fact, self._program.representatives(fact)))
                count *= 1 + len(found[-1][1])
                if count > 2 * MOST_TRIED:  # too many with whichever of them as the one that is asked for
                    return None
        return found

    def _depends_on(self, condition: Condition) -> Iterator[str]:
        """Yield the facts that a condition reads, then those that it rests on through findings: there are many."""
        read = facts_read(condition)
        yield from read
        yield from (fact for fact in self._program.cone(condition).facts if fact not in read)
