"""What if, and what sets two people apart: the difference of two assessments, and the facts that make it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice
from types import MappingProxyType
from typing import Any, Literal

from balance_rules.advice import STATES
from balance_rules.errors import BalanceRulesError, FactError, Problem, unknown_name
from balance_rules.explain.basis import Grounds, Target, measures_of, targets_of, with_measures
from balance_rules.explain.explanation import Audience, Explanation, FactShown
from balance_rules.explain.minimal_sets import shrink
from balance_rules.inference.judgement import Judged
from balance_rules.inference.kernel import compiled
from balance_rules.inference.program import lowered
from balance_rules.model import Knowledge
from balance_rules.person.facts import FactSheet, Stated, derived, profile_model, read_stated
from balance_rules.text.wording import listed

OutcomeKind = Literal["finding", "prescription", "referral", "restriction", "rule"]
MOST_JOINT = 3
MOST_TRIED = 200
REFERRAL_WORDS = {"true": "raised", "unknown": "not ruled out", "false": "ruled out"}


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact, before and after."""

    fact: str
    label: str
    before: FactShown
    after: FactShown

    def said(self, audience: Audience) -> str:
        """Return the change in words: ``Sitting time: 9 h/day → 5 h/day``."""
        nothing = "not answered" if audience == "athlete" else "not recorded"
        return f"{self.label}: {self.before.shown or nothing} → {self.after.shown or nothing}"


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """One outcome, before and after, with a smallest set of changed facts that suffices for the difference.

    The state of a finding is its level (with what it may still reach), of a prescription given, withheld or
    refused, of a referral and a rule true, unknown or false.
    """

    id: str
    kind: OutcomeKind
    title: str
    before: str
    after: str
    because: tuple[str, ...] = ()

    def said(self) -> str:
        """Return the change in words: ``Fever: not ruled out → ruled out``."""
        words = REFERRAL_WORDS if self.kind == "referral" else {}
        return f"{self.title}: {words.get(self.before, self.before)} → {words.get(self.after, self.after)}"


@dataclass(frozen=True, slots=True, repr=False)
class Difference(Explanation):
    """What differs between two assessments under the same knowledge: facts, and what follows from them."""

    names: tuple[str, str]
    facts: tuple[FactChange, ...]
    findings: tuple[OutcomeChange, ...]
    prescriptions: tuple[OutcomeChange, ...]
    referrals: tuple[OutcomeChange, ...]
    rules: tuple[OutcomeChange, ...]
    kind: Literal["difference"] = "difference"

    @property
    def outcomes(self) -> tuple[OutcomeChange, ...]:
        """All outcomes that differ: referrals, findings, prescriptions."""
        return (*self.referrals, *self.findings, *self.prescriptions)

    def lines(self, audience: Audience) -> Iterator[str]:
        before, after = self.names
        yield f"{before} → {after}" if before != after else f"{before}: what changes" if before else "What changes"
        labels = {change.fact: change.label for change in self.facts}
        for change in self.facts:
            if audience == "auditor" or change.after.state != "derived":
                yield f"  {change.said(audience)}"
        if not self.outcomes:
            yield "  Nothing else changes."
        for outcome in self.outcomes:
            yield f"  {outcome.said()}"
            if outcome.because and audience != "athlete":
                yield f"    because of {listed(labels.get(fact, fact) for fact in outcome.because)}"
        if audience == "auditor":
            for rule in self.rules:
                yield f"  rule {rule.id}: {rule.before} → {rule.after}"


# ---------------------------------------------------------------- what if


def supposed(grounds: Grounds, facts: Mapping[str, Any]) -> Grounds:
    """Return the grounds as they would be with other facts; None forgets a fact.

    Raises
    ------
    FactError
        When a fact cannot be read, or contradicts what others say.
    """
    knowledge = grounds.knowledge
    forgotten = [name for name, value in facts.items() if value is None]
    problems = [
        unknown_name("facts", name, grounds.base, "stated fact", "Only a fact that was stated can be forgotten.")
        for name in forgotten
        if name not in grounds.base
    ]
    if problems:
        raise FactError(problems)
    stated: dict[str, Stated] = {name: s for name, s in grounds.base.items() if name not in forgotten}
    changed = {name: value for name, value in facts.items() if value is not None}
    if changed:
        stated |= read_stated(knowledge, changed, profile_model(knowledge))
    return judged_anew(grounds, stated)


def judged_anew(grounds: Grounds, stated: Mapping[str, Stated]) -> Grounds:
    """Return the grounds of other stated facts of the same person.

    Raises
    ------
    FactError
        When they contradict each other.
    """
    sheet = derived(grounds.knowledge, stated)
    whole = FactSheet(sheet.values, sheet.stated, grounds.sheet.person, grounds.sheet.date, sheet.notes)
    inference = compiled(grounds.knowledge).run(whole.values)
    return Grounds(Judged(grounds.knowledge, whole.values, inference), whole)


# ---------------------------------------------------------------- the difference


def contrast(one: Grounds, other: Grounds, *, reasons: bool = True) -> Difference:
    """What differs between two people, or one person on two dates: see `Difference`.

    Parameters
    ----------
    reasons
        Find for each outcome a smallest set of changed facts that suffices for it.

    Raises
    ------
    BalanceRulesError
        When they were assessed with different knowledge.
    """
    knowledge = one.knowledge
    if other.knowledge != knowledge:
        found = f"{other.knowledge.name} {other.knowledge.version} ({other.knowledge.hash[:12]})"
        expected = f"{knowledge.name} {knowledge.version} ({knowledge.hash[:12]})"
        raise BalanceRulesError(
            [Problem("contrast", found, expected, "Assess both with the same knowledge.", code="other-knowledge")]
        )
    changed = [fact for fact in knowledge.facts if one.sheet.values.get(fact) != other.sheet.values.get(fact)]
    facts = tuple(FactChange(f, knowledge.facts[f].label(f), one.show(f), other.show(f)) for f in changed)
    finder = _Reasons(one, other) if reasons else None
    return Difference(
        names=_names(one, other),
        facts=facts,
        findings=_changes(one, other, "finding", finder),
        prescriptions=_changes(one, other, "prescription", finder),
        referrals=_changes(one, other, "referral", finder),
        rules=_changes(one, other, "rule", None),
        knowledge_hash=knowledge.hash,
        plain_words=knowledge.words.client,
    )


def _names(one: Grounds, other: Grounds) -> tuple[str, str]:
    """Return who the two are and when; where both have a date, which of them is the earlier."""
    before, after = one.sheet.date, other.sheet.date
    if before is None or after is None or before == after:
        return _name(one), _name(other)
    words = ("earlier", "later") if before < after else ("later", "earlier")
    return f"{_name(one)} ({words[0]})", f"{_name(other)} ({words[1]})"


def _name(grounds: Grounds) -> str:
    date = grounds.sheet.date.isoformat() if grounds.sheet.date else ""
    return " ".join(part for part in (grounds.sheet.person, date) if part)


def state_of(knowledge: Knowledge, kind: OutcomeKind, name: str, judged: Judged) -> str:
    """Return the state of an outcome in a word."""
    if kind == "finding":
        low, high = judged.scores[name]
        conclusion = knowledge.conclusions[name]
        level, highest = conclusion.level(low), conclusion.level(high)
        return (level or "none") + (f", may reach {highest}" if highest and highest != level else "")
    truth = judged.truths[name]
    return STATES[truth] if kind == "prescription" else {1: "true", 0: "unknown", -1: "false"}[truth]


def _changes(one: Grounds, other: Grounds, kind: OutcomeKind, finder: _Reasons | None) -> tuple[OutcomeChange, ...]:
    knowledge = one.knowledge
    changes = []
    for name, target in targets_of(knowledge).items():
        if target.kind != kind:
            continue
        before = state_of(knowledge, kind, name, one.judged)
        after = state_of(knowledge, kind, name, other.judged)
        if before != after:
            reasons = finder.smallest(kind, target, after) if finder else ()
            changes.append(OutcomeChange(name, kind, target.title, before, after, reasons))
    return tuple(changes)


class _Reasons:
    """Finds which of the differing stated facts, taken over from the other, make an outcome the other's."""

    def __init__(self, one: Grounds, other: Grounds) -> None:
        self.one, self.other = one, other
        kernel = compiled(one.knowledge)
        self._run: Callable[[Mapping[str, int]], Any] = kernel.run
        names = [name for name in one.knowledge.facts if name in one.base or name in other.base]
        self.differing = tuple(name for name in names if _value(one.base.get(name)) != _value(other.base.get(name)))
        self._judged: dict[frozenset[str], Judged | None] = {}
        self._following: dict[str, set[str]] = {name: set() for name in one.knowledge.facts}
        for measure in one.knowledge.measures:
            for name in self._roots(measure.fact) - {measure.fact}:
                self._following[name].add(measure.fact)

    def smallest(self, kind: OutcomeKind, target: Target, wanted: str) -> tuple[str, ...]:
        """Return a smallest sufficient set where one of few facts exists, else one that nothing can leave."""
        bearing = {root for fact in lowered(self.one.knowledge).cone(target.aim()).facts for root in self._roots(fact)}
        differing = [name for name in self.differing if name in bearing]

        def suffices(chosen: frozenset[str]) -> bool:
            judged = self._judged_with(chosen)
            return judged is not None and state_of(self.one.knowledge, kind, target.id, judged) == wanted

        alone = next((name for name in differing if suffices(frozenset([name]))), None)
        if alone is not None:
            return (alone,)
        least = shrink(suffices, differing)
        if not suffices(least):  # other facts of the other can speak against it, so a part need not suffice
            least = frozenset(differing)
            for name in differing:
                least -= {name} if suffices(least - {name}) else frozenset()
        sizes = range(2, min(MOST_JOINT + 1, len(least)))
        tries = (frozenset(c) for size in sizes for c in combinations(differing, size))
        fewer = next((chosen for chosen in islice(tries, MOST_TRIED) if suffices(chosen)), least)
        return tuple(name for name in differing if name in fewer)

    def _roots(self, fact: str) -> frozenset[str]:
        """Return the stated facts that a fact can be derived from, and itself."""
        measure = measures_of(self.one.knowledge).get(fact)
        inputs = measure.inputs if measure else ()
        return frozenset([fact]).union(*(self._roots(name) for name in inputs))

    def _judged_with(self, chosen: frozenset[str]) -> Judged | None:
        if chosen not in self._judged:
            self._judged[chosen] = self._swap(chosen)
        return self._judged[chosen]

    def _swap(self, chosen: frozenset[str]) -> Judged | None:
        """What is judged with the chosen facts as the other has them; None when they contradict."""
        knowledge = self.one.knowledge
        stated = {name: s for name, s in self.one.base.items() if name not in chosen}
        stated |= {name: self.other.base[name] for name in chosen if name in self.other.base}
        following = frozenset().union(*(self._following[name] for name in chosen))
        if not following.isdisjoint(stated):  # a measure that is given may contradict what it follows from
            try:
                values = derived(knowledge, stated).values
            except FactError:
                return None
        else:
            values = self.one.sheet.values
            kept = {n: v for n, v in values.items() if n not in following and n not in chosen}
            kept = {**knowledge.silence, **kept}
            kept |= {name: stated[name].value for name in chosen if name in stated}
            measures = [measure for measure in knowledge.measures if measure.fact in following]
            values, possible = with_measures(knowledge, kept, measures)
            if not possible:
                return None
        return Judged(knowledge, values, self._run(values))


def _value(stated: Stated | None) -> int | None:
    return None if stated is None else stated.value


EMPTY: Mapping[str, Any] = MappingProxyType({})


def what_if(grounds: Grounds, facts: Mapping[str, Any] = EMPTY) -> Difference:
    """What would change with other facts, exactly as a fresh assessment of them: see `Difference`.

    Raises
    ------
    FactError
        When a fact cannot be read, or contradicts what others say.
    """
    return contrast(grounds, supposed(grounds, facts))
