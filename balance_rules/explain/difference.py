"""What if, and what sets two people apart: the difference of two assessments, and the facts that make it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
from balance_rules.inference.variants import Known, Variants
from balance_rules.model import Knowledge
from balance_rules.person.facts import FactSheet, Stated, derived, profile_model, read_stated
from balance_rules.semantics import Interval
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
        level, highest = _reach(knowledge, name, judged.scores[name])
        return (level or "none") + (f", may reach {highest}" if highest and highest != level else "")
    truth = judged.truths[name]
    return STATES[truth] if kind == "prescription" else {1: "true", 0: "unknown", -1: "false"}[truth]


def _reach(knowledge: Knowledge, finding: str, score: Interval) -> tuple[str | None, str | None]:
    """The level that a finding certainly has, and the highest that it may have."""
    conclusion = knowledge.conclusions[finding]
    return conclusion.level(score[0]), conclusion.level(score[1])


def _changes(one: Grounds, other: Grounds, kind: OutcomeKind, finder: _Reasons | None) -> tuple[OutcomeChange, ...]:
    knowledge = one.knowledge
    changes = []
    for name, target in targets_of(knowledge).items():
        if target.kind != kind:
            continue
        before = state_of(knowledge, kind, name, one.judged)
        after = state_of(knowledge, kind, name, other.judged)
        if before != after:
            reasons = finder.smallest(kind, target) if finder else ()
            changes.append(OutcomeChange(name, kind, target.title, before, after, reasons))
    return tuple(changes)


class _Reasons:
    """Finds which of the differing stated facts, taken over from the other, make an outcome the other's.

    What the two have in common is judged once; what some facts of the other do to an outcome is judged from what bears
    on that outcome alone.
    """

    def __init__(self, one: Grounds, other: Grounds) -> None:
        self.one, self.other = one, other
        knowledge = one.knowledge
        names = [name for name in knowledge.facts if name in one.base or name in other.base]
        self.differing = tuple(name for name in names if _value(one.base.get(name)) != _value(other.base.get(name)))
        self._roots = _resting_on(knowledge)
        self._following: dict[str, set[str]] = {name: set() for name in knowledge.facts}
        for measure in knowledge.measures:
            for name in self._roots[measure.fact] - {measure.fact}:
                self._following[name].add(measure.fact)
        self._moving = set(self.differing).union(*(self._following[name] for name in self.differing))
        common = {name: value for name, value in one.sheet.values.items() if name not in self._moving}
        self._common = Known(Judged(knowledge, common, compiled(knowledge).run(common)))
        self._tried: dict[tuple[frozenset[str], ...], tuple[Variants, int]] = {}
        self._turned: dict[frozenset[str], Mapping[str, int | None] | None] = {}
        self._values = dict(one.sheet.values)
        self._moving &= self._values.keys()
        self._own = {name: [(self._values[name], 1)] for name in self._moving}
        self._alone = self._with(*(frozenset([name]) for name in self.differing))

    def smallest(self, kind: OutcomeKind, target: Target) -> tuple[str, ...]:
        """Return a smallest sufficient set where one of few facts exists, else one that nothing can leave."""
        cone = lowered(self.one.knowledge).cone(target.aim())
        bearing = frozenset().union(*(self._roots[fact] for fact in cone.facts))
        alone = self._as_other(kind, target, self._alone)
        differing = []
        for number, name in enumerate(self.differing):
            if name in bearing:
                if alone >> number & 1:
                    return (name,)
                differing.append(name)

        def suffices(chosen: frozenset[str]) -> bool:
            return bool(self._as_other(kind, target, self._with(chosen)))

        least = shrink(suffices, differing)
        if not suffices(least):  # other facts of the other can speak against it, so a part need not suffice
            least = frozenset(differing)
            for name in differing:
                least -= {name} if suffices(least - {name}) else frozenset()
        sizes = range(2, min(MOST_JOINT + 1, len(least)))
        joint = (frozenset(c) for size in sizes for c in combinations(differing, size))
        tries = tuple(islice(joint, MOST_TRIED))
        found = self._as_other(kind, target, self._with(*tries))
        fewer = tries[(found & -found).bit_length() - 1] if found else least
        return tuple(name for name in differing if name in fewer)

    def _as_other(self, kind: OutcomeKind, target: Target, taken_over: tuple[Variants, int]) -> int:
        """In which variants, of those that are possible, an outcome is as it is with the other."""
        variants, possible = taken_over
        if kind != "finding":
            so, not_so = variants.of(target.aim())
            truth = self.other.judged.truths[target.id]
            return possible & (so if truth > 0 else not_so if truth < 0 else ~(so | not_so))
        knowledge, found = self.one.knowledge, 0
        wanted = _reach(knowledge, target.id, self.other.judged.scores[target.id])
        highs = variants.score(target.id, low=False)
        for low, of_low in variants.score(target.id, low=True).items():
            for high, of_high in highs.items():
                who = possible & of_low & of_high
                if who and _reach(knowledge, target.id, (low, high)) == wanted:
                    found |= who
        return found

    def _with(self, *tries: frozenset[str]) -> tuple[Variants, int]:
        """The one person with some facts as the other has them, a variant for each; and which of them are possible."""
        known = self._tried.get(tries)
        if known is None:
            known = self._tried[tries] = self._taken_over(tries)
        return known

    def _taken_over(self, tries: Sequence[frozenset[str]]) -> tuple[Variants, int]:
        every = possible = (1 << len(tries)) - 1
        changed = defaultdict[str, dict[int | None, int]](dict)
        for number, chosen in enumerate(tries):
            if chosen not in self._turned:
                self._turned[chosen] = self._turn(chosen)
            turned = self._turned[chosen]
            if turned is None:
                possible ^= 1 << number
            for fact, value in (turned or {}).items():
                changed[fact][value] = changed[fact].get(value, 0) | 1 << number
        answers = {name: [(self._values[name], every)] for name in self._moving} if every > 1 else self._own.copy()
        for fact, who in changed.items():
            left = every & ~sum(who.values())
            if left and fact in self._values:
                who[self._values[fact]] = who.get(self._values[fact], 0) | left
            answers[fact] = [(value, these) for value, these in who.items() if value is not None]
        return Variants(self._common, answers, len(tries)), possible

    def _turn(self, chosen: frozenset[str]) -> Mapping[str, int | None] | None:
        """What changes with the chosen facts as the other has them, None what is not known then; None for no sense."""
        knowledge, base = self.one.knowledge, self.other.base
        following = frozenset().union(*(self._following[name] for name in chosen))
        turned = {name: knowledge.silence.get(name) for name in following | chosen}
        taken = {name: base[name] for name in chosen if name in base}
        turned |= {name: stated.value for name, stated in taken.items()}
        if not (following.isdisjoint(self.one.base.keys() - chosen) and following.isdisjoint(taken)):
            own = {name: stated for name, stated in self.one.base.items() if name not in chosen}
            try:  # a measure that is given may contradict what it follows from
                values = derived(knowledge, own | taken).values
            except FactError:
                return None
            return {name: values.get(name) for name in turned}
        if following:
            known = {name: value for name, value in (self._values | turned).items() if value is not None}
            measures = [measure for measure in knowledge.measures if measure.fact in following]
            values, possible = with_measures(knowledge, known, measures)
            return {name: values.get(name) for name in turned} if possible else None
        return turned


@lru_cache(maxsize=16)
def _resting_on(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """The facts that each can be derived from, through others too, and itself."""
    measures, found = measures_of(knowledge), dict[str, frozenset[str]]()

    def resting_on(fact: str) -> frozenset[str]:
        if fact not in found:
            inputs = measures[fact].inputs if fact in measures else ()
            found[fact] = frozenset([fact]).union(*map(resting_on, inputs))
        return found[fact]

    return MappingProxyType({fact: resting_on(fact) for fact in knowledge.facts})


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
