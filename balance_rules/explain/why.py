"""Why: which of the known facts suffice for a conclusion, and without which it would not be established."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from balance_rules.explain.basis import Grounds, Target
from balance_rules.explain.established import established
from balance_rules.explain.explanation import (
    TRUTH_NAMES,
    Audience,
    Explanation,
    FactShown,
    TruthName,
    folded,
    none_of,
)
from balance_rules.explain.minimal_sets import dualise
from balance_rules.inference.program import lowered
from balance_rules.model import Conclusion, Condition, Not, Truth, facts_read
from balance_rules.text.wording import holds_text, listed

DEFAULT_SETS = 5


@dataclass(frozen=True, slots=True)
class WhyFact:
    """A fact of a sufficient set: it speaks for the conclusion, or its absence keeps what speaks against away."""

    fact: FactShown
    role: Literal["supports", "absence"]


@dataclass(frozen=True, slots=True, repr=False)
class Why(Explanation):
    """The minimal sets of stated facts that suffice for a conclusion.

    A set suffices when the conclusion stands although every other fact is unknown; no fact of it can be
    left out. `breaking` are the minimal sets of facts without which the conclusion would not be
    established: each of them meets every sufficient set. `complete` says whether all sets were found.
    When the conclusion is unknown, there are none, and `needed` names the facts that would settle it.
    """

    target: str
    title: str
    level: str | None
    truth: TruthName
    statement: str
    sufficient: tuple[tuple[WhyFact, ...], ...]
    always: tuple[str, ...]
    breaking: tuple[tuple[FactShown, ...], ...]
    complete: bool
    needed: tuple[FactShown, ...]
    kind: Literal["why"] = "why"

    def lines(self, audience: Audience) -> Iterator[str]:
        yield self.statement
        if self.truth == "unknown":
            yield from (f"  to settle it: {fact.label}" for fact in self.needed)
        for number, facts in enumerate(self.sufficient, 1):
            if not facts:
                yield "  This holds whatever the facts are."
                continue
            heading = "These answers alone are enough" if audience == "athlete" else "Sufficient, minimal"
            yield f"  {heading}{f' ({number})' if len(self.sufficient) > 1 else ''}:"
            for group in _groups(facts, audience):
                note = " (keeps what speaks against it away)" if group[0].role == "absence" else ""
                yield f"    {_none_of(group) or group[0].fact.said(audience)}{note}"
        if audience != "athlete" and self.always and len(self.sufficient) > 1:
            shared = [item for item in self.sufficient[0] if item.fact.label in self.always]
            words = [_none_of(group) or group[0].fact.label for group in _groups(shared, audience)]
            yield f"  In every set: {listed(words)}."
        if audience == "auditor":
            for lost in self.breaking:
                yield f"  Not established without: {listed(fact.label for fact in lost)}."
            yield f"  {'All minimal sets are shown.' if self.complete else 'There are more minimal sets.'}"


def _groups(facts: Iterable[WhyFact], audience: Audience) -> Iterator[list[WhyFact]]:
    """Yield facts one by one, but for people many together that were denied of a list."""
    if audience == "auditor":
        return ([item] for item in facts)
    return folded(facts, lambda item: ((item.fact.denied, item.role), item.fact.fact) if item.fact.denied else None)


def _none_of(group: list[WhyFact]) -> str:
    return none_of(group[0].fact.denied, len(group)) if len(group) > 1 else ""


def why(grounds: Grounds, name: str, *, level: str | None = None, most: int = DEFAULT_SETS) -> Why:
    """Return why a conclusion holds, or why it is ruled out: see `Why`.

    Parameters
    ----------
    name
        A finding, rule, referral, restriction, exercise or prescription.
    level
        The level of a finding to explain; by default the highest it has reached, else its lowest.
    most
        How many sufficient sets to look for.
    """
    target = grounds.target(name)
    level, condition, truth = settled(grounds, target, level)
    said = holds_text(target.title, target.kind, level, TRUTH_NAMES[truth])
    labels = grounds.knowledge.facts
    if truth == Truth.UNKNOWN:
        return _undecided(grounds, target, level, condition, said)
    aimed = condition if truth == Truth.TRUE else Not(condition)
    question = established(grounds.knowledge, aimed, grounds.sheet.values)
    reading = _reading(grounds, aimed)
    universe = sorted(
        {root for fact in question.facts for root in grounds.roots[fact]},
        key=lambda fact: (fact not in reading, labels[fact].effort, fact),
    )
    found = dualise(lambda kept: question.at(grounds.known_with(kept)) > 0, universe, most)
    sets = tuple(
        tuple(
            WhyFact(grounds.show(fact), "supports" if fact in reading else "absence")
            for fact in universe
            if fact in chosen
        )
        for chosen in found.sufficient
    )
    always = frozenset(universe).intersection(*found.sufficient) if found.sufficient else frozenset()
    return Why(
        target=target.id,
        title=target.title,
        level=level,
        truth=TRUTH_NAMES[truth],
        statement=said,
        sufficient=sets,
        always=tuple(labels[fact].label(fact) for fact in universe if fact in always),
        breaking=tuple(tuple(grounds.show(fact) for fact in universe if fact in chosen) for chosen in found.breaking),
        complete=found.complete,
        needed=(),
        knowledge_hash=grounds.knowledge.hash,
        plain_words=grounds.knowledge.words.client,
    )


def _undecided(grounds: Grounds, target: Target, level: str | None, condition: Condition, said: str) -> Why:
    """Return that nothing suffices yet, and the facts that would settle it."""
    needed = dict.fromkeys(grounds.judged.open_facts(grounds.judged.prove(condition)))
    return Why(
        target=target.id,
        title=target.title,
        level=level,
        truth="unknown",
        statement=said,
        sufficient=(),
        always=(),
        breaking=(),
        complete=True,
        needed=tuple(grounds.show(fact) for fact in needed),
        knowledge_hash=grounds.knowledge.hash,
        plain_words=grounds.knowledge.words.client,
    )


def settled(grounds: Grounds, target: Target, level: str | None = None) -> tuple[str | None, Condition, int]:
    """Return the level a target is asked about, the condition that stands for it, and its truth."""
    if isinstance(target.what, Conclusion) and level is None:
        low, _ = grounds.judged.scores[target.id]
        level = target.what.level(low) or target.what.levels[0].name
    condition = target.aim(level)
    return level, condition, int(grounds.judged.prove(condition).truth)


def _reading(grounds: Grounds, condition: Condition) -> frozenset[str]:
    """Return the stated facts that what fired or held on the way to a condition rests on."""
    facts = set(facts_read(condition))
    for rule in lowered(grounds.knowledge).cone(condition).rules:
        if grounds.judged.truths[rule.id] > 0:
            facts |= set(facts_read(rule.condition))
    return frozenset(root for fact in facts for root in grounds.roots.get(fact, ()))
