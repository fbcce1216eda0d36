"""Why not: what stands between a person and a conclusion, the nearest miss first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Literal, NamedTuple

from balance_rules.explain.basis import Grounds, Target
from balance_rules.explain.blockers import MOST_TOLD, NEEDS, UNKNOWN, Blocker, once, told
from balance_rules.explain.explanation import TRUTH_NAMES, Audience, Explanation, FactShown, TruthName
from balance_rules.explain.why import settled, why
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Conclusion,
    Condition,
    Exercise,
    Kind,
    Not,
    Prescription,
    Proof,
    Statement,
    Truth,
    Within,
    cells,
    leaf_holds,
)
from balance_rules.text.wording import holds_text, listed, requirement


@dataclass(frozen=True, slots=True)
class Unmet:
    """A rule that could have concluded it, with every comparison that blocks it.

    `nearest` are the comparisons that would have to turn at least: where one of several would do, the nearest
    of them. `blockers` begins with these; the others could turn in their place. `weight` is the evidence that
    the rule would add; `alone_enough` whether that alone would reach the level.
    """

    id: str
    title: str
    truth: TruthName
    weight: int | None
    alone_enough: bool | None
    nearest: tuple[Blocker, ...]
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True, repr=False)
class WhyNot(Explanation):
    """What stands against a conclusion: for each rule that could bring it about, every blocking condition.

    `short_by` is the evidence a finding lacks to its level, in milli-nats; `opposing` the rules that fired
    against it. `standing` are minimal sets of stated facts: what is ruled out could hold only if all facts of
    one set were otherwise or unknown. They are minimal hitting sets of the sets that `why` finds sufficient
    for ruling it out, the smallest first.
    """

    target: str
    title: str
    level: str | None
    truth: TruthName
    statement: str
    short_by: int | None
    unmet: tuple[Unmet, ...]
    opposing: tuple[str, ...]
    standing: tuple[tuple[FactShown, ...], ...]
    kind: Literal["why_not"] = "why_not"

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """Every blocking comparison, that of the nearest rule first."""
        return tuple(dict.fromkeys(blocker for unmet in self.unmet for blocker in unmet.blockers))

    def lines(self, audience: Audience) -> Iterator[str]:
        yield self.statement
        if audience == "auditor" and self.short_by:
            yield f"  evidence is {self.short_by} short of the level"
        for unmet in self.unmet:
            name = f"{unmet.title}" if audience != "auditor" else f"{unmet.title} [{unmet.id}, weight {unmet.weight}]"
            if unmet.id != self.target:
                yield f"  {name}:"
            alike = {} if audience == "auditor" else Counter(b.reason for b in unmet.blockers if b.exercise)
            nearest, others = unmet.nearest, unmet.blockers[len(unmet.nearest) :]
            if alike:
                nearest = once(nearest)
                others = once((*nearest, *others))[len(nearest) :]
            for text in told(nearest, audience, alike):
                yield f"    {text}"
            shown = len(others) if audience == "auditor" else MOST_TOLD
            for text in told(others[:shown], audience, alike):
                yield f"    or {text}"
            if len(others) > shown:
                yield f"    or {len(others) - shown} more"
        if self.opposing:
            heading = "Speaking against it" if audience == "athlete" else "Rules that fired against it"
            yield f"  {heading}: {listed(self.opposing)}."
        if audience == "auditor":
            for facts in self.standing:
                yield f"  Could hold if this were otherwise: {listed(fact.label for fact in facts)}."


def why_not(grounds: Grounds, name: str, *, level: str | None = None) -> WhyNot:
    """Return why a conclusion does not hold: see `WhyNot`.

    Parameters
    ----------
    name
        A finding, rule, referral, restriction, exercise or prescription.
    level
        The level of a finding that was not reached; by default the lowest that was not.
    """
    target = grounds.target(name)
    if isinstance(target.what, Conclusion) and level is None:
        low, _ = grounds.judged.scores[target.id]
        level = next((item.name for item in target.what.levels if low < item.cut), target.what.levels[-1].name)
    level, condition, truth = settled(grounds, target, level)
    said = holds_text(target.title, target.kind, level, TRUTH_NAMES[truth])
    short: int | None = None
    opposing: tuple[str, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    if truth > 0:
        said += " Ask how it was derived."
    elif isinstance(target.what, Conclusion):
        assert isinstance(condition, AtLeast)
        short = condition.cut - grounds.judged.scores[target.id][0]
        unmet, opposing = _rules(grounds, target.what, short)
        if not unmet and not any(rule.weight > 0 for rule in grounds.knowledge.rules_for.get(target.id, ())):
            said += " No rule concludes this."
        elif not unmet:
            said += " Every rule for it has fired already."
    else:
        unmet = (_unmet(target.id, target.title, TRUTH_NAMES[truth], _needed_by(grounds, target)),)
    return WhyNot(
        target=target.id,
        title=target.title,
        level=level,
        truth=TRUTH_NAMES[truth],
        statement=said,
        short_by=short,
        unmet=unmet,
        opposing=opposing,
        standing=why(grounds, target.id, level=level).breaking[:MOST_TOLD] if truth < 0 else (),
        knowledge_hash=grounds.knowledge.hash,
        plain_words=grounds.knowledge.words.client,
    )


def _rules(grounds: Grounds, conclusion: Conclusion, short: int) -> tuple[tuple[Unmet, ...], tuple[str, ...]]:
    judged = grounds.judged
    rules = judged.knowledge.rules_for.get(conclusion.id, ())
    opposing = tuple(rule.title for rule in rules if rule.weight < 0 and judged.truths[rule.id] > 0)
    unmet = []
    for rule in rules:
        if rule.weight > 0 and judged.truths[rule.id] <= 0:
            proof = judged.prove(rule.condition)
            strongest = max(
                (o.weight for o in rules if o.group == rule.group and o.weight > 0 and judged.truths[o.id] > 0),
                default=0,
            )
            enough = rule.weight - strongest >= short
            needs = _needs(grounds, proof, True)
            unmet.append(_unmet(rule.id, rule.title, TRUTH_NAMES[proof.truth], needs, rule.weight, enough))
    return tuple(sorted(unmet, key=lambda one: (_distance(one.nearest), one.id))), opposing


def _unmet(
    name: str, title: str, truth: TruthName, needs: Needs, weight: int | None = None, enough: bool | None = None
) -> Unmet:
    nearest = tuple(dict.fromkeys(needs.nearest))
    return Unmet(name, title, truth, weight, enough, nearest, tuple(dict.fromkeys((*nearest, *needs.all))))


# ---------------------------------------------------------------- what would have to turn


class Needs(NamedTuple):
    """Every comparison that is not as it would have to be, and the nearest that would do if they turned."""

    all: tuple[Blocker, ...]
    nearest: tuple[Blocker, ...]


NOTHING = Needs((), ())


def _together(needs: Iterable[Needs]) -> Needs:
    """What is needed where all of it is needed."""
    return reduce(lambda one, other: Needs(one.all + other.all, one.nearest + other.nearest), needs, NOTHING)


def _either(needs: Iterable[Needs]) -> Needs:
    """What is needed where any of several would do, the nearest first."""
    ordered = sorted(needs, key=lambda one: _distance(one.nearest))
    return Needs(_together(ordered).all, ordered[0].nearest) if ordered else NOTHING


def _distance(blockers: Collection[Blocker]) -> tuple[int, float, int]:
    """Return how far away blockers are: the false ones, their distances in all, the unknown ones."""
    false = [blocker for blocker in blockers if blocker.truth == "false"]
    far = sum(1.0 if blocker.share is None else blocker.share for blocker in false)
    return len(false), far, len(blockers) - len(false)


def _needs(grounds: Grounds, proof: Proof, wanted: bool, via: str = "", exercise: str = "") -> Needs:
    """What keeps a proof from being as wanted."""
    if proof.truth is (Truth.TRUE if wanted else Truth.FALSE):
        return NOTHING
    match proof.condition:
        case AllOf() | AnyOf():
            combine = _together if isinstance(proof.condition, AllOf) == wanted else _either
            return combine([_needs(grounds, part, wanted, via, exercise) for part in proof.parts])
        case Not():
            return _needs(grounds, proof.parts[0], not wanted, via, exercise)
        case _:
            blocker = _blocker(grounds, proof, wanted=wanted, via=via, exercise=exercise)
            return Needs((blocker,), (blocker,))


def _needed_by(grounds: Grounds, target: Target) -> Needs:
    what, judged = target.what, grounds.judged
    if isinstance(what, Prescription):
        return _needed_by_prescription(grounds, what)
    if isinstance(what, Exercise):
        return _needed_by_exercise(grounds, what)
    assert isinstance(what, Statement)
    return _needs(grounds, judged.prove(what.condition), True)


def _needed_by_prescription(grounds: Grounds, prescription: Prescription) -> Needs:
    """What is missing to be called for, what stands against it, red flags, and exercises not allowed."""
    judged, knowledge = grounds.judged, grounds.knowledge
    needs = [_needs(grounds, judged.prove(AnyOf(prescription.prescribe)), True, "not called for")]
    needs += [_needs(grounds, judged.prove(avoid), False, "to be avoided") for avoid in prescription.avoid]
    if prescription.exercises and not any(judged.truths[name] > 0 for name in prescription.exercises):
        exercises = [knowledge.exercises[name] for name in prescription.exercises]
        needs.append(_either([_needed_by_exercise(grounds, one, one.name) for one in exercises]))
    return _together(needs)


def _needed_by_exercise(grounds: Grounds, exercise: Exercise, name: str = "") -> Needs:
    prove = grounds.judged.prove
    restrictions = [r for r in grounds.knowledge.restrictions if r.id in exercise.restrictions]
    needs = [_needs(grounds, prove(r.condition), False, r.title, name) for r in restrictions]
    known = {restriction.condition for restriction in restrictions}
    parts = exercise.condition.parts if isinstance(exercise.condition, AllOf) else (exercise.condition,)
    own = [part for part in parts if not any(condition in _whole(part) for condition in known)]
    return _together([*needs, *(_needs(grounds, prove(part), True, NEEDS, name) for part in own)])


def _whole(condition: Condition) -> Iterable[Condition]:
    """Yield a condition and what its `not` and `any` are made of."""
    yield condition
    part = getattr(condition, "part", None)
    if part is not None:
        yield from _whole(part)
    elif isinstance(condition, AnyOf):
        for one in condition.parts:
            yield from _whole(one)


# ---------------------------------------------------------------- one comparison


def _blocker(grounds: Grounds, proof: Proof, *, wanted: bool, via: str, exercise: str) -> Blocker:
    leaf, knowledge = proof.condition, grounds.knowledge
    assert isinstance(leaf, (Compare, Within, AtLeast))
    required = requirement(knowledge, leaf, wanted=wanted)
    truth: TruthName = "unknown" if proof.truth is Truth.UNKNOWN else "false"
    if isinstance(leaf, AtLeast):
        conclusion = knowledge.conclusions[leaf.conclusion]
        low, high = grounds.judged.scores[leaf.conclusion]
        gap = leaf.cut - low if wanted else high - leaf.cut + 1
        actual = conclusion.level(low) or "none"
        open_facts = dict.fromkeys(grounds.judged.open_facts(proof))
        hangs_on = tuple(knowledge.facts[fact].label(fact) for fact in open_facts)
        unit, share = "of evidence score", gap / leaf.cut
        return Blocker(
            leaf.conclusion, conclusion.title, truth, required, actual, float(gap), unit, share, via, exercise, hangs_on
        )
    attribute = knowledge.facts[leaf.fact]
    label = attribute.label(leaf.fact)
    value = grounds.sheet.values.get(leaf.fact)
    if value is None:
        return Blocker(leaf.fact, label, "unknown", required, UNKNOWN, None, "", None, via, exercise)
    away = steps_away(attribute, leaf, value)
    if away is None or attribute.kind is not Kind.NUMBER:
        return Blocker(leaf.fact, label, truth, required, attribute.show(value), None, "", None, via, exercise)
    number = attribute.show(away, unit=False)
    sign = attribute.show(away).removeprefix(number).strip()
    if attribute.unit == "points":
        sign = "point" if number == "1" else "points"
    distance = float(away * attribute.resolution)
    share = away / (attribute.high - attribute.low)
    return Blocker(leaf.fact, label, truth, required, attribute.show(value), distance, sign, share, via, exercise)


def steps_away(attribute: Attribute, leaf: Compare | Within, value: int) -> int | None:
    """Return how many multiples of the resolution a value is from the nearest that turns a comparison."""
    turned = [cell for cell in cells(attribute, [leaf]) if leaf_holds(leaf, cell[0]) != leaf_holds(leaf, value)]
    return min((max(cell[0] - value, value - cell[-1]) for cell in turned), default=None)
