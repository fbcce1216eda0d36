"""How many sets each muscle may have in a week, how many it keeps, and which lines between muscles are not crossed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from balance_rules.advice import next_step
from balance_rules.advice.results import Advice
from balance_rules.inference.judgement import Judged
from balance_rules.model import AllOf, Compare, Comparison, Knowledge, Operation, instance_of, key, name_of
from balance_rules.person.logs import set_credits
from balance_rules.programme.plan import Balance, MuscleLimit
from balance_rules.text.gathering import gathered


def muscle_limits(
    judged: Judged, given: Sequence[Advice], own: Mapping[str, int], *, logged: bool
) -> Iterator[MuscleLimit]:
    """Yield how many sets each muscle may have: a step at most from what it has, less where that is asked for.

    Holds are told apart: they count for no step, neither in what is done now nor in what is planned.
    """
    knowledge = judged.knowledge
    programming, progression = knowledge.programming, knowledge.progression
    assert programming is not None
    assert progression is not None
    asked = gathered((change.muscle, change.change) for advice in given for change in advice.weekly_sets)
    tally, held = _tally(knowledge, own), _tally(knowledge, own, programming.not_capped)
    least = 2 * progression.least_effective_weekly_sets
    judged_by_sets = _judged_by_sets(knowledge)
    for muscle in (m.id for m in knowledge.muscles.values() if m.parent is None):
        stated = _halves(judged, muscle)
        whole = tally[muscle] if own and (stated is None or not logged) else stated
        if whole is None:
            yield MuscleLimit(muscle, None, least)
            continue
        holds = min(held[muscle], whole)
        now = whole - holds
        changes = set(asked.get(muscle, ()))
        steps = changes & {"hold", "reduce"} or {"add"}
        most = min(int(2 * next_step(progression, Fraction(now, 2), step, programming)) for step in steps)
        if "hold" in steps:
            most = max(most, now + 2 * programming.slack_sets) if "reduce" not in steps else most
        elif not changes:
            most = max(most, least, now + 2 * progression.most_sets_added_a_week)
        if not own:
            yield MuscleLimit(muscle, now, max(0, most - now), elsewhere=now)
            continue
        strict = "hold" in changes or muscle in programming.never_below
        useful = min(now, least, most) if muscle in judged_by_sets else 0
        yield MuscleLimit(muscle, now, most, min(whole, most + holds) if strict else 0, keep=useful, holds=holds)


def in_a_shorter_week(limit: MuscleLimit, useful: int) -> MuscleLimit:
    """A limit of a week that has no time for all that is done now, `useful` being the least effective halves.

    What must not fall keeps what is useful before the priorities, and the rest after them: such a muscle falls for want
    of time alone, and a short week is not all spent on what was there already.
    """
    kept = min(limit.now or 0, limit.most) if limit.least else 0
    return replace(limit, least=min(limit.least, useful), keep=max(limit.keep, kept))


def _judged_by_sets(knowledge: Knowledge) -> frozenset[str]:
    """Return the muscles of which some rule says that they get too few sets; small ones are not judged by sets."""
    conditions = [rule.condition for rule in knowledge.rules]
    parts = [part for c in conditions for part in (c.parts if isinstance(c, AllOf) else (c,))]
    below = (p.fact for p in parts if isinstance(p, Compare) and p.comparison is Comparison.LT)
    return frozenset(instance_of(f) or "" for f in below if name_of(f) == knowledge.roles.weekly_sets)


def _tally(knowledge: Knowledge, own: Mapping[str, int], kinds: Sequence[str] | None = None) -> Counter[str]:
    """Return the halves of weekly sets of every muscle in the week as it is, of some kinds of exercise alone."""
    found: Counter[str] = Counter()
    for name, sets in own.items():
        exercise = knowledge.exercises[name]
        if kinds is None or exercise.category in kinds:
            for muscle, credit in set_credits(exercise, knowledge).items():
                found[muscle] += int(2 * credit) * sets
    return found


def _halves(judged: Judged, muscle: str) -> int | None:
    fact = key(judged.knowledge.roles.weekly_sets, muscle)
    stored, attribute = judged.facts.get(fact), judged.knowledge.facts.get(fact)
    return None if stored is None or attribute is None else int(2 * stored * attribute.resolution)


def balances(knowledge: Knowledge, limits: Sequence[MuscleLimit]) -> Iterator[Balance]:
    """Yield the lines between the sets of muscles that a week does not cross.

    They are read from the rules that `programming.yaml` names, so that the week has the very cut by which it is judged
    next time. Where the week as it is lies beyond the line, it gets no further beyond.
    """
    programming = knowledge.programming
    now = {limit.muscle: None if limit.now is None else limit.now + limit.holds for limit in limits}
    for rule in knowledge.rules if programming else ():
        if programming is None or rule.id not in programming.balanced or not isinstance(rule.condition, AllOf):
            continue
        cuts = [part for part in rule.condition.parts if isinstance(part, Compare)]
        ratios = {m.fact: m.inputs for m in knowledge.measures if m.operation is Operation.RATIO}
        ratio = next(c for c in cuts if c.comparison is Comparison.LT and c.fact in ratios)
        part, beside = ratios[ratio.fact]
        begins = next((c for c in cuts if c.comparison is Comparison.GE and c.fact == beside), None)
        groups = [_muscles(knowledge, fact) for fact in (part, beside)]
        few, many = (sum(now[m] or 0 for m in group) for group in groups)
        if any(now[m] is None for group in groups for m in group):
            continue
        line = Fraction(ratio.value) * knowledge.facts[ratio.fact].resolution
        from_halves = max(1, int(2 * begins.value * knowledge.facts[beside].resolution)) if begins else 1
        if many >= from_halves and few < line * many:
            line = Fraction(few, many)
        if line:
            yield Balance(rule.id, rule.title, groups[0], groups[1], line, from_halves)


def _muscles(knowledge: Knowledge, fact: str) -> tuple[str, ...]:
    """Return the muscles whose weekly sets a fact counts, alone or added up."""
    if name_of(fact) == knowledge.roles.weekly_sets:
        return (instance_of(fact) or "",)
    inputs = next(m.inputs for m in knowledge.measures if m.fact == fact and m.operation is Operation.SUM)
    return tuple(muscle for part in inputs for muscle in _muscles(knowledge, part))
