"""What the knowledge means: the definition every back end is tested against.

Truth is Kleene's three-valued logic, which is also SQL's: a fact nobody recorded makes a comparison
UNKNOWN, never FALSE. Evidence is added in integers, so the order of firing, the back end and the machine
cannot change a result. No short-circuit, so why-not sees every part.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Condition,
    Knowledge,
    Measure,
    Not,
    Operation,
    Proof,
    Rule,
    Truth,
    Within,
    reads,
)

Facts = Mapping[str, int]
Interval = tuple[int, int]

NO_EVIDENCE: Interval = (0, 0)


# ---------------------------------------------------------------- measures


def derive(measure: Measure, inputs: Sequence[Fraction | None]) -> Fraction | None:
    """Return the exact value of a measure, or None where an input is unknown or a divisor is zero.

    >>> derive(Measure("hq", Operation.RATIO, ("h", "q")), [Fraction(92), Fraction(178)])
    Fraction(46, 89)
    >>> derive(Measure("asymmetry", Operation.ASYMMETRY, ("l", "r")), [Fraction(0), Fraction(0)]) is None
    True
    >>> derive(Measure("squat", Operation.ESTIMATED_MAXIMUM, ("load", "reps")), [Fraction(100), Fraction(5)])
    Fraction(225, 2)
    """
    known = [value for value in inputs if value is not None]
    if len(known) < len(inputs):
        return None
    first, *rest = known
    divisors = {
        Operation.RATIO: rest,
        Operation.PERCENTAGE: rest,
        Operation.LIMB_SYMMETRY: [max(known)],
        Operation.ASYMMETRY: [max(known)],
    }.get(measure.operation, [])
    if 0 in divisors:
        return None
    match measure.operation:
        case Operation.RATIO:
            for divisor in rest:
                first /= divisor
            return first
        case Operation.PERCENTAGE:
            return 100 * first / rest[0]
        case Operation.DIFFERENCE:
            return first - sum(rest)
        case Operation.SUM:
            return sum(known, Fraction(0))
        case Operation.MINIMUM:
            return min(known)
        case Operation.MAXIMUM:
            return max(known)
        case Operation.LIMB_SYMMETRY:
            return 100 * min(known) / max(known)
        case Operation.ASYMMETRY:
            return 100 * (max(known) - min(known)) / max(known)
        case Operation.ESTIMATED_MAXIMUM:  # Brzycki 1993
            return 36 * first / (37 - rest[0])


def quantise(attribute: Attribute, value: Fraction) -> int:
    """Return a number as a multiple of the attribute's resolution, rounded once, and never across a threshold.

    It is rounded half to even, but for a value that this would carry onto a threshold of the knowledge: that
    one goes to the multiple on its own side, so that every comparison gives the truth of the exact value.

    >>> from balance_rules.model import Kind
    >>> hold = Attribute("hold", "Hold", Kind.NUMBER, "", "", 1, "s", 0, 600, above=frozenset({58}))
    >>> quantise(hold, Fraction("58.4")), quantise(hold, Fraction("57.4"))  # the knowledge asks: at most 58?
    (59, 57)
    """
    steps = value / attribute.resolution
    nearest = round(steps)
    if nearest < steps and nearest in attribute.above:
        return nearest + 1
    return nearest - 1 if nearest > steps and nearest in attribute.below else nearest


def with_measures(knowledge: Knowledge, facts: Facts) -> tuple[dict[str, int], bool]:
    """Return facts with all the measures that follow from them, and whether somebody can have them all.

    Nobody can where a measure is out of its range or given otherwise than it follows, or where the knowledge calls
    the facts contradictory.
    """
    known, possible = measured(knowledge, facts)
    return known, possible and not contradictory(knowledge, Truths(known, {}))


def measured(knowledge: Knowledge, facts: Facts) -> tuple[dict[str, int], bool]:
    """Return facts with all the measures that follow from them, and whether each can have its value."""
    known, possible = dict(facts), True
    for measure in knowledge.measures:
        inputs = [known[name] * knowledge.facts[name].resolution if name in known else None for name in measure.inputs]
        value = derive(measure, inputs)
        if value is None:
            continue
        attribute = knowledge.facts[measure.fact]
        steps = quantise(attribute, value)
        possible &= attribute.low <= steps <= attribute.high and known.get(measure.fact, steps) == steps
        known[measure.fact] = steps
    return known, possible


def contradictory(knowledge: Knowledge, of: Truths) -> bool:
    """Return whether the knowledge calls the facts contradictory of which `of` says the truths."""
    return Truth.TRUE in [of(contradiction.condition) for contradiction in knowledge.contradictions]


# ---------------------------------------------------------------- conditions


Shared = dict[int, Proof]
"""The proofs of conditions by their identity: a proof keeps its condition, so that no other can get its identity."""


def judge(condition: Condition, facts: Facts, scores: Mapping[str, Interval], shared: Shared | None = None) -> Proof:
    """Return the proof tree of `condition` over a person's facts and the findings' scores so far.

    A part that several conditions have in common, such as what a referral stops, is judged once: `shared` holds what
    was judged with the same facts and scores.
    """
    shared = {} if shared is None else shared
    proof = shared.get(id(condition))
    if proof is None:
        parts: list[Proof] = []

        def of(part: Condition) -> Truth:
            parts.append(judge(part, facts, scores, shared))
            return parts[-1].truth

        truth = _truth(condition, facts, scores, of)
        proof = shared[id(condition)] = Proof(condition, truth, tuple(parts))
    return proof


class Truths:
    """Says the truth of each condition, as `judge` does, where nobody asks for the proof.

    It keeps what it has said, so that facts and scores that a condition reads must not change meanwhile.

    Parameters
    ----------
    like
        Who says the truths of somebody else: what reads nothing that is `apart` is true of both or of neither.
    apart
        The facts and findings that are not the same of the two.

    >>> of = Truths({"pain": 5}, {})
    >>> of(Not(Within("pain", (4, 5))))
    <Truth.FALSE: -1>
    """

    def __init__(
        self,
        facts: Facts,
        scores: Mapping[str, Interval],
        like: Truths | None = None,
        apart: Set[str] = frozenset(),
    ) -> None:
        self._facts, self._scores, self._like, self._apart = facts, scores, like, apart
        self._said: dict[int, tuple[Truth, Condition]] = {}  # with the condition, so that none other gets its identity

    def __call__(self, condition: Condition) -> Truth:
        """The truth of a condition."""
        said = self._said.get(id(condition))
        if said is None:
            if self._like is not None and _reads_none(condition, self._apart):
                truth = self._like(condition)
            else:
                truth = _truth(condition, self._facts, self._scores, self)
            said = self._said[id(condition)] = truth, condition
        return said[0]


def _reads_none(condition: Condition, names: Set[str]) -> bool:
    """Return whether a condition reads none of some facts and findings."""
    return all(map(names.isdisjoint, reads(condition)))


def _truth(
    condition: Condition, facts: Facts, scores: Mapping[str, Interval], of: Callable[[Condition], Truth]
) -> Truth:
    """Return the truth of a condition, `of` being that of its parts."""
    match condition:
        case Compare(fact, comparison, value):
            return _whether(getattr(operator, comparison)(facts[fact], value)) if fact in facts else Truth.UNKNOWN
        case Within(fact, values):
            return _whether(facts[fact] in values) if fact in facts else Truth.UNKNOWN
        case AtLeast(conclusion, _, cut):
            return reaches(scores.get(conclusion, NO_EVIDENCE), cut)
        case Not(part):
            return Truth(-of(part))
        case AllOf(parts):
            return min(map(of, parts), default=Truth.TRUE)
        case AnyOf(parts):
            return max(map(of, parts), default=Truth.FALSE)


def _whether(holds: bool) -> Truth:
    return Truth.TRUE if holds else Truth.FALSE


def reaches(score: Interval, cut: int) -> Truth:
    """Return whether a score interval is at least a level's cut (cuts are inclusive)."""
    low, high = score
    return Truth.TRUE if low >= cut else Truth.FALSE if high < cut else Truth.UNKNOWN


# ---------------------------------------------------------------- evidence


@lru_cache(maxsize=1024)
def evidence_weight(certainty: Decimal) -> int:
    """Return a certainty factor as signed milli-nats, in which evidence adds up.

    The MYCIN combination of certainty factors is exactly the addition of −ln(1−|cf|); the integer is
    normative.

    >>> [evidence_weight(Decimal(cf)) for cf in ("0.4", "0.5", "0.6", "-0.3")]
    [511, 693, 916, -357]
    """
    context = Context(prec=40)
    nats = -context.ln(1 - abs(certainty))
    size = int((1000 * nats).to_integral_value(context=context))
    return size if certainty >= 0 else -size


def certainty(score: int) -> float:
    """Return the certainty factor a score stands for, for display only.

    >>> round(certainty(693), 3)
    0.5
    """
    import math

    size = 1 - math.exp(-abs(score) / 1000)
    return size if score >= 0 else -size


def score(rules: Iterable[tuple[Rule, int]]) -> Interval:
    """Return the score interval of a finding from its rules and their truths.

    Within an evidence group the strongest rule for and the strongest rule against count; groups add up.
    """
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for rule, truth in rules:
        groups[rule.group].append((rule.weight, truth))
    low = high = 0
    for members in groups.values():
        low += max((w for w, truth in members if w > 0 and truth > 0), default=0)
        low += min((w for w, truth in members if w < 0 and truth >= 0), default=0)
        high += max((w for w, truth in members if w > 0 and truth >= 0), default=0)
        high += min((w for w, truth in members if w < 0 and truth > 0), default=0)
    return low, high


# ---------------------------------------------------------------- the whole


@dataclass(frozen=True, slots=True)
class Inference:
    """What follows from a person's facts: a truth for everything judged, a score for every finding.

    `truths` stand in the order of `Knowledge.judged`, `scores` in the order of `Knowledge.conclusions`.
    """

    truths: tuple[int, ...]
    scores: tuple[Interval, ...]


def infer(knowledge: Knowledge, facts: Facts) -> Inference:
    """What follows from `facts`, stratum by stratum: slow, plain, and the definition."""
    scores: dict[str, Interval] = {}
    told: list[int] = []
    for stratum in range(knowledge.strata):
        of = Truths(facts, scores)
        judged = [(rule, of(rule.condition)) for rule in knowledge.rules if rule.stratum == stratum]
        told += [truth for _, truth in judged]
        by_conclusion: dict[str, list[tuple[Rule, int]]] = defaultdict(list)
        for rule, truth in judged:
            by_conclusion[rule.conclusion].append((rule, truth))
        scores |= {conclusion: score(members) for conclusion, members in by_conclusion.items()}
    told += map(Truths(facts, scores), (condition for _, condition in knowledge.judged[len(told) :]))
    return Inference(
        tuple(int(truth) for truth in told),
        tuple(scores.get(conclusion, NO_EVIDENCE) for conclusion in knowledge.conclusions),
    )
