"""How weekly sets change: a step a week, towards the target and never past it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from balance_rules.advice.results import SetChange
from balance_rules.advice.sight import sight
from balance_rules.inference.judgement import Judged
from balance_rules.model import Dose, Exercise, Knowledge, Programming, Progression, Quantities, key
from balance_rules.text.wording import counted

QUARTER = 15  # seconds: time is planned in quarters of a minute


def set_change(judged: Judged, muscle: str, change: str) -> SetChange:
    """Return weekly sets before and after.

    An addition is at most the sets and the share of what is done now that the knowledge allows a week, yet at least
    the fewest sets of one exercise while that is below the target range, so that little training can grow; it ends at
    the top of the range. A reduction mirrors it; it ends at the bottom of the target range, and never takes away what
    is least effective.
    """
    knowledge, progression = judged.knowledge, judged.knowledge.progression
    name = knowledge.muscles[muscle].common_name
    fact = key(knowledge.roles.weekly_sets, muscle)
    attribute = knowledge.facts.get(fact)
    stored = judged.facts.get(fact)
    if progression is None or attribute is None or stored is None:
        wording = {"add": _most_added(progression, knowledge.programming), "hold": "keep", "reduce": "take sets away"}
        return SetChange(muscle, name, change, None, None, wording[change])  # type: ignore[arg-type]
    before = stored * attribute.resolution
    after = next_step(progression, before, change, knowledge.programming)
    low, high = progression.target_weekly_sets
    if change == "add":
        aim = f"towards {low} to {high} sets, a step a week at most"
    else:
        aim = f"down to {high} sets, a step a week" if before > high else "a little less"
    text = f"{_number(before)} → {_number(after)} sets a week, {aim}" if after != before else f"keep {_number(before)}"
    return SetChange(muscle, name, change, float(before), float(after), text)  # type: ignore[arg-type]


def _most_added(progression: Progression | None, programming: Programming | None) -> str:
    """What is said where nobody knows how many sets are done now: the limits of the knowledge, where it has some."""
    if progression is None:
        return "add to what is done now, a little each week"
    sets = counted(progression.most_sets_added_a_week, "set")
    share = _number(100 * progression.most_share_added_a_week)
    told = f"add at most {sets} a week, and no more than {share} % of what is done now"
    return f"{told}; {programming.fewest_sets} are allowed from any number" if programming else told


def fitted(judged: Judged | None, dose: Dose) -> tuple[Quantities, str]:
    """Return the quantities of a dose for a person's goal, age and experience, and the title of what they differ by."""
    own = next((a for a in dose.adapted if judged and sight(judged).truth(a.condition) > 0), None)
    return (dose.changed(own.quantities), own.title) if own else (dose.quantities, "")


def span(quantities: Quantities, quantity: str, default: tuple[int, int]) -> tuple[int, int]:
    """Return the lowest and highest whole number of a quantity of a dose."""
    return next(((int(low), int(high)) for name, low, high in quantities if name == quantity), default)


def dose_of(knowledge: Knowledge, exercise: str, prescription: str | None) -> Dose | None:
    """Return the dose of an exercise, for a prescription where that has its own."""
    own = next((p.dose for p in knowledge.prescriptions if p.id == prescription), None)
    return knowledge.doses.get(own or knowledge.exercises[exercise].dose)


def sessions_wanted(judged: Judged, dose: Dose) -> int:
    """Return in how many sessions a week a person does a dose at least."""
    quantities, _ = fitted(judged, dose)
    return span(quantities, "sessions_per_week", (1, 7))[0]


def seconds_a_set(judged: Judged, exercise: Exercise, dose: Dose) -> int:
    """Return how long a set takes with the rest after it, in whole quarters of a minute.

    Finer than that nobody can say how long a set takes. An exercise of one side is done on both.
    """
    programming = judged.knowledge.programming
    assert programming is not None
    quantities, _ = fitted(judged, dose)
    reps, hold = span(quantities, "reps", (0, 0)), span(quantities, "hold_seconds", (0, 0))
    rest = span(quantities, "rest_seconds", (programming.rest_seconds, programming.rest_seconds))
    work = Fraction(sum(reps) * programming.seconds_a_rep + sum(hold), 2) * (2 if exercise.unilateral else 1)
    return max(1, int((work + Fraction(sum(rest), 2)) / QUARTER + Fraction(1, 2))) * QUARTER


def next_step(
    progression: Progression, before: Fraction, change: str, programming: Programming | None = None
) -> Fraction:
    """Return next week's sets of a muscle that has `before` now, when they are to `add`, `hold` or `reduce`.

    Below the target range a step up is never smaller than the fewest sets of one exercise: with less, a muscle that is
    trained little could never get one.
    """
    most = progression.most_sets_added_a_week
    step = max(1, floor(before * progression.most_share_added_a_week)) if before else most
    low, high = progression.target_weekly_sets
    if programming and change == "add" and before < low:
        step = max(step, programming.fewest_sets)
    step = min(step, most)
    least = max(low, progression.least_effective_weekly_sets)
    if change == "add":
        return before if before >= high else min(before + step, Fraction(high))
    if change == "reduce":
        return before if before <= least else max(before - step, Fraction(least))
    return before


def _number(value: Fraction) -> str:
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
