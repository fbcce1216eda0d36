"""What a measure did between visits: exact values, the error of the measurement, a verdict that no rounding turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from balance_rules.follow_up.results import MeasureChange, TrendPoint, Unsure, Verdict
from balance_rules.follow_up.visits import Seen
from balance_rules.model import UNIT_SIGNS, Attribute, Better, Compare, Comparison, Kind, Knowledge, Truth
from balance_rules.person.facts import DERIVED, FactSheet
from balance_rules.semantics import derive
from balance_rules.text.quantities import ValueProblem, read_value
from balance_rules.text.wording import deciding, requirement

MOST_DECIMALS = 12


def exact_values(knowledge: Knowledge, sheet: FactSheet) -> dict[str, Fraction]:
    """Return every known fact exactly, as it was typed: what is stored is rounded to the resolution.

    A measure is computed from the exact values of its inputs, so that no two roundings add up.
    """
    values: dict[str, Fraction] = {}
    for fact, stated in sheet.stated.items():
        if stated.origin != DERIVED:
            values[fact] = _typed(knowledge.facts[fact], stated.value, stated.text)
    for measure in knowledge.measures:
        known = sheet.stated.get(measure.fact)
        if known is not None and known.origin == DERIVED:
            value = derive(measure, [values.get(name) for name in measure.inputs])
            own = known.value * knowledge.facts[measure.fact].resolution
            values[measure.fact] = own if value is None else value
    return values


def _typed(attribute: Attribute, stored: int, text: str) -> Fraction:
    own = stored * attribute.resolution
    if attribute.kind is not Kind.NUMBER:
        return own
    try:
        reading = read_value(attribute, text)
    except ValueProblem:  # the words of a form, or a list's "none"
        return own
    return reading.exact if reading.value == stored else own


# ---------------------------------------------------------------- verdicts


def verdict(attribute: Attribute, before: Fraction, after: Fraction) -> tuple[Verdict, Unsure | None]:
    """What a change says, and why where nothing can be told.

    Only a change of at least the smallest that counts is better or worse; without an error of measurement nothing can
    be told of a number. Yes and no, and the steps of an ordered category, are told as they are.
    """
    if before == after:
        return "same", None
    if attribute.kind is Kind.NUMBER:
        if attribute.error is None:
            return "cannot_tell", "error_not_known"
        smallest = attribute.error.smallest_change(before, after)
        if attribute.better is Better.NEARER and attribute.nearer is not None:
            aim = attribute.nearer * attribute.resolution
            gained = abs(before - aim) - abs(after - aim)
            if abs(gained) >= smallest:
                return ("better" if gained > 0 else "worse"), None
            return ("changed" if abs(after - before) >= smallest else "within_error"), None
        if abs(after - before) < smallest:
            return "within_error", None
    elif attribute.kind is Kind.CATEGORY and not attribute.ordered:
        return "changed", None
    if attribute.better not in (Better.HIGHER, Better.LOWER):
        return "changed", None
    return ("better" if (after > before) == (attribute.better is Better.HIGHER) else "worse"), None


def is_measure(attribute: Attribute) -> bool:
    """Return whether a fact is followed from visit to visit: what has an error, or is better one way than the other.

    For how many weeks something has hurt, or a person's age, only says that time has passed.
    """
    return attribute.error is not None or attribute.better not in (None, Better.NONE)


# ---------------------------------------------------------------- all measures


def measure_changes(visits: Sequence[Seen]) -> tuple[MeasureChange, ...]:
    """Return every measure that is known at one of the last two visits and is not absent at all of them."""
    knowledge = visits[-1].knowledge
    exact = [exact_values(knowledge, visit.sheet) for visit in visits]
    targets = {**dict(_targets(visits[-2])), **dict(_targets(visits[-1]))}
    changes = []
    for fact, attribute in knowledge.facts.items():
        known = [values.get(fact) for values in exact]
        absent = None if attribute.absent is None else attribute.absent * attribute.resolution
        followed = is_measure(attribute) and any(value not in (None, absent) for value in known)
        if followed and (known[-1] is not None or known[-2] is not None):
            points = [_point(attribute, fact, visit, value) for visit, value in zip(visits, known, strict=True)]
            stated = visits[-1].sheet.stated.get(fact) or visits[-2].sheet.stated[fact]
            derived = stated.origin == DERIVED
            changes.append(_change(fact, attribute, known, points, targets.get(fact, ""), derived=derived))
    return tuple(changes)


def _point(attribute: Attribute, fact: str, visit: Seen, value: Fraction | None) -> TrendPoint:
    if value is None:
        return TrendPoint(visit.date, None, None)
    stated = visit.sheet.stated[fact]
    typed = stated.origin != DERIVED and value != stated.value * attribute.resolution
    return TrendPoint(visit.date, float(value), stated.text if typed else attribute.show(stated.value))


def _change(
    fact: str,
    attribute: Attribute,
    known: Sequence[Fraction | None],
    points: Sequence[TrendPoint],
    target: str,
    *,
    derived: bool,
) -> MeasureChange:
    before, after = known[-2], known[-1]
    said: tuple[Verdict, Unsure | None] = ("cannot_tell", "first_measured" if before is None else "not_measured_again")
    change = smallest = None
    if before is not None and after is not None:
        said = verdict(attribute, before, after)
        change = after - before if attribute.kind is Kind.NUMBER else None
        smallest = attribute.error.smallest_change(before, after) if attribute.error else None
    change_shown, error_shown = shown_together(attribute, change, smallest)
    trend, steady = _trend(attribute, [value for value in known if value is not None])
    return MeasureChange(
        fact=fact,
        label=attribute.label(fact),
        unit=attribute.unit if attribute.kind is Kind.NUMBER else "",
        before=points[-2],
        after=points[-1],
        change=None if change is None else float(change),
        change_shown=change_shown,
        smallest_change=None if smallest is None else float(smallest),
        error_shown=error_shown,
        error_source=attribute.error.source if attribute.error else None,
        verdict=said[0],
        unsure=said[1],
        target=target,
        points=tuple(points),
        trend=trend,
        steady=steady,
        derived=derived,
    )


def shown_together(attribute: Attribute, change: Fraction | None, smallest: Fraction | None) -> tuple[str, str]:
    """Return a change and the smallest that counts in words, as finely as it takes to see which of them is larger.

    >>> cm = Attribute("reach", "Reach", Kind.NUMBER, "", "", 1, "cm", 0, 99, Fraction(1, 10))
    >>> shown_together(cm, Fraction("1.899"), Fraction("1.9"))
    ('+1.899 cm', '1.9 cm')
    """
    if change is None:
        return "", ""
    fewest = len(
        f"{Decimal(attribute.resolution.numerator) / Decimal(attribute.resolution.denominator):f}".partition(".")[2]
    )
    for decimals in range(fewest, MOST_DECIMALS):
        rounded, least = round(change, decimals), round(smallest or Fraction(0), decimals)
        if smallest is None or (abs(rounded) >= least) == (abs(change) >= smallest):
            break
    error = "" if smallest is None else _with_unit(attribute, _plain(least, decimals))
    return _with_unit(attribute, f"{'+' if change > 0 else ''}{_plain(rounded, decimals)}"), error


def _plain(number: Fraction, decimals: int) -> str:
    digits = f"{float(number):.{decimals}f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits).replace("-", "−")


def _with_unit(attribute: Attribute, number: str) -> str:
    sign = UNIT_SIGNS.get(attribute.unit, attribute.unit)
    return (
        number if attribute.unit in ("1", "points") else f"{number}°" if attribute.unit == "deg" else f"{number} {sign}"
    )


def _trend(attribute: Attribute, values: Sequence[Fraction]) -> tuple[Verdict | None, bool]:
    """Return the verdict from the first to the last of three values or more, and whether no step went against it."""
    if len(values) < 3:
        return None, False
    overall, _ = verdict(attribute, values[0], values[-1])
    steps = {verdict(attribute, one, other)[0] for one, other in pairwise(values)}
    against = {"better": "worse", "worse": "better"}.get(overall)
    steady = against not in steps if against else steps.isdisjoint({"better", "worse", "changed"})
    return overall, steady


# ---------------------------------------------------------------- targets


def _targets(visit: Seen) -> Iterator[tuple[str, str]]:
    """Yield what would take each measure out of a rule that fired: ``≥ 0.6``, the strictest where several fired."""
    knowledge = visit.knowledge
    strictest: dict[tuple[str, bool], Compare] = {}
    for justification in visit.assessment.justifications:
        rule = justification.rule
        if rule.weight <= 0:
            continue
        for proof in deciding(visit.judged.prove(rule.condition), Truth.TRUE):
            leaf = proof.condition
            if not isinstance(leaf, Compare) or leaf.comparison is Comparison.EQ or not _falls_short(visit, leaf):
                continue
            below = leaf.comparison in (Comparison.LT, Comparison.LE)
            known = strictest.get((leaf.fact, below))
            if known is None or (leaf.value > known.value) == below:
                strictest[leaf.fact, below] = leaf
    for (fact, _), leaf in strictest.items():
        yield fact, requirement(knowledge, leaf, wanted=False)


def _falls_short(visit: Seen, leaf: Compare) -> bool:
    """Return whether leaving a comparison is the better way for its measure: age is no target, nor is strength lost."""
    better = visit.knowledge.facts[leaf.fact].better
    below = leaf.comparison in (Comparison.LT, Comparison.LE)
    return better is Better.NEARER or better is (Better.HIGHER if below else Better.LOWER)
