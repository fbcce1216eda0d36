"""Whether a cut-off for a difference between the sides lies inside the error of that difference.

Two measurements of the same two sides may lie `mdc95` apart by chance (`model.MeasurementError`); a single one lies
off by the root of two less. A difference that is smaller than that may be no difference at all, so a rule must not
speak of it, unless it says in `conventions: {error: …}` why it does: a criterion that asks for more than can be
measured errs on the safe side.

Where nobody has published the error of the difference, that of one side bounds it: if the sides err apart, one
difference is off by as much as two measurements of one side may lie apart, and what the sides share of the day only
makes it less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from balance_rules.model import Compare, Knowledge, Measure, Operation, Trait, leaves, name_of

_BEST_OF_SIDES = {Operation.MAXIMUM, Operation.MINIMUM}
OWNED = "error"
KINDS = ("inside", "on_purpose", "unknown", "beyond")  # the worst first


class Basis(StrEnum):
    """Where the error of a difference is from."""

    PUBLISHED = "published for the difference"
    TAKEN_OVER = "taken over from the nearest test"
    ONE_SIDE = "from that of one side, at most"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Margin:
    """How far from even a rule cuts a difference between the sides, and how far a single measurement may be off.

    `distance` and `error` are in the unit of the attribute, `error` None where none is known, of the difference or of
    one side; `owned` is the reason for a cut-off that is meant to lie inside it.
    """

    rule: str
    attribute: str
    distance: Fraction
    error: Fraction | None
    owned: str = ""
    basis: Basis = Basis.PUBLISHED

    @property
    def smaller(self) -> bool:
        """Whether the cut-off is smaller than the error, on purpose or not."""
        return self.error is not None and self.distance < self.error

    @property
    def inside(self) -> bool:
        """Whether the cut-off lies inside the error, and nobody has said why."""
        return self.smaller and not self.owned

    @property
    def kind(self) -> str:
        """How the cut-off lies to the error: one of `KINDS`."""
        known = "beyond" if self.error is not None else "unknown"
        return "inside" if self.inside else "on_purpose" if self.smaller else known


def margins(knowledge: Knowledge) -> Iterator[Margin]:
    """Yield every cut-off of a rule for a difference between the sides, once for each rule and attribute.

    >>> import balance_rules as br
    >>> [margin.rule for margin in margins(br.load().knowledge) if margin.inside]
    []
    """
    measures = {measure.fact: measure for measure in knowledge.measures}
    for rule in knowledge.rules:
        owned = dict(rule.rationale.conventions).get(OWNED, "")
        for leaf in leaves(rule.condition):
            if isinstance(leaf, Compare) and (even := _even(measures, leaf.fact)) is not None:
                cut = leaf.value * knowledge.facts[leaf.fact].resolution
                error, basis = _single(knowledge, measures, leaf.fact, cut)
                yield Margin(rule.name, name_of(leaf.fact), abs(cut - even), error, owned, basis)


def _even(measures: Mapping[str, Measure], fact: str) -> int | None:
    """Return the value at which the sides are alike, or None where a fact compares no sides."""
    measure = measures.get(fact)
    if measure is None:
        return None
    from_best = any(name in measures and measures[name].operation in _BEST_OF_SIDES for name in measure.inputs)
    both_sides = {name_of(name) for name in measure.inputs} == {name_of(measure.inputs[0])}
    match measure.operation:
        case Operation.ASYMMETRY:
            return 0
        case Operation.LIMB_SYMMETRY:
            return 100
        case Operation.PERCENTAGE if from_best:
            return 100
        case Operation.DIFFERENCE if from_best or both_sides:
            return 0
    return None


def _single(
    knowledge: Knowledge, measures: Mapping[str, Measure], fact: str, value: Fraction
) -> tuple[Fraction | None, Basis]:
    """Return how far one difference may be off; the root of two is taken a little too small, on the safe side."""
    attribute = knowledge.facts[fact]
    if attribute.error is not None:
        apart = attribute.error.smallest_change(value, value) / Fraction("1.41421")
        return apart, Basis.TAKEN_OVER if attribute.error.convention else Basis.PUBLISHED
    side = _of_one_side(knowledge, measures, fact)
    error = knowledge.facts[side].error if side else None
    relative = Trait.IN_PERCENT in measures[fact].operation.traits
    if error is None or error.percent is not relative:
        return None, Basis.UNKNOWN
    return error.mdc95, Basis.ONE_SIDE


def _of_one_side(knowledge: Knowledge, measures: Mapping[str, Measure], fact: str) -> str | None:
    """Return a fact of one side with an error, from which a difference is computed."""
    for name in measures[fact].inputs if fact in measures else ():
        found = name if knowledge.facts[name].error is not None else _of_one_side(knowledge, measures, name)
        if found is not None:
            return found
    return None
