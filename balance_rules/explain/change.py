"""Change: the exact smallest realistic changes that would bring a conclusion about, or clear it.

Which facts can change, which way, in which steps and at what cost each, is declared with the attribute; all
others stay as they are, as do facts that do not bear on the aim, and unknown facts stay unknown. A measure is
never changed by itself when it follows from other facts: its inputs are, in their own steps, and the measure
is computed anew.

The search is exact (`plan_search`), and the definition judges what it finds before it is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from balance_rules.errors import BalanceRulesError, Problem, unknown_name
from balance_rules.explain.basis import Grounds, Target, fact_shown
from balance_rules.explain.difference import FactChange
from balance_rules.explain.established import restricted
from balance_rules.explain.explanation import Audience, Explanation
from balance_rules.explain.options import price_of
from balance_rules.explain.parts import Moves
from balance_rules.explain.plan_search import Search
from balance_rules.inference.program import lowered
from balance_rules.model import AtLeast, Conclusion, Condition, Truth, facts_read
from balance_rules.person.facts import FactSheet, Stated
from balance_rules.person.facts.measures import derive_all
from balance_rules.semantics import infer, judge
from balance_rules.text.wording import briefly

DEFAULT_CHANGES = 3
SHOWN = 6


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One fact to change, and at what cost: its steps times what a step costs."""

    change: FactChange
    steps: int
    cost: float


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to reach the aim: the facts to change, and the measures that follow.

    `proved` says that no cheaper one exists (beside those shown before it): the search was finished.
    """

    steps: tuple[PlanStep, ...]
    follows: tuple[FactChange, ...]
    cost: float
    proved: bool


@dataclass(frozen=True, slots=True, repr=False)
class Change(Explanation):
    """The smallest changes that reach an aim, the cheapest first; none uses all the facts of an earlier one.

    `already` says that nothing needs to change. `proved` says that each plan is, and that with fewer plans
    than asked for there are no more; it is false when not all could be tried.
    `fixed` names the facts that bear on the aim and cannot change, or were frozen; `unknown` those that nobody
    recorded and whose answers could settle it as well.
    """

    target: str
    title: str
    aim: str
    already: bool
    plans: tuple[Plan, ...]
    proved: bool
    fixed: tuple[str, ...]
    unknown: tuple[str, ...]
    kind: Literal["change"] = "change"

    def lines(self, audience: Audience) -> Iterator[str]:
        yield f"{self.title}: {self.aim}"
        if self.already:
            yield "  This is so already; nothing needs to change."
        elif not self.plans:
            found = (
                "No realistic change of what is known would do it."
                if self.proved
                else "None was found, but not all were tried."
            )
            yield f"  {found}"
        for number, plan in enumerate(self.plans, 1):
            price = "" if audience == "athlete" else f" (cost {plan.cost:g})"
            yield f"  {'Change' if audience != 'athlete' else 'What would do it'} {number}{price}:"
            for step in plan.steps:
                far = f" ({step.steps} step{'s' if step.steps != 1 else ''})" if audience == "auditor" else ""
                yield f"    {step.change.said(audience)}{far}"
            for change in plan.follows if audience != "athlete" else ():
                yield f"    then {change.said(audience)}"
        if self.unknown and not self.already:
            yield f"  Not known yet, and could settle it too: {briefly(self.unknown, SHOWN)}."
        if audience == "auditor":
            yield f"  {'Proved smallest.' if self.proved else 'Not all were tried: more changes may exist.'}"
            if self.fixed:
                yield f"  Not changed: {', '.join(self.fixed)}."


def change(
    grounds: Grounds,
    name: str,
    *,
    below: str | None = None,
    above: str | None = None,
    frozen: Collection[str] = (),
    cost: Mapping[str, float] | None = None,
    k: int = DEFAULT_CHANGES,
) -> Change:
    """Return the exact smallest changes that reach an aim: see `Change`.

    Parameters
    ----------
    name
        A finding, rule, referral, restriction, exercise or prescription.
    below, above
        The aim for a finding: no longer established at that level, or established above it (``above="none"`` for
        any level). Without either, a finding that has a level is cleared, and anything else is turned.
    frozen
        Facts or attributes that must stay as they are.
    cost
        What a step of a fact or attribute costs, instead of what its attribute declares.
    k
        How many changes to find.

    Raises
    ------
    BalanceRulesError
        When the aim makes no sense, or a name is unknown.
    """
    target = grounds.target(name)
    condition, wanted, said = _aim(grounds, target, below, above)
    _check_names(grounds, {"frozen": frozen, "cost": cost or ()})
    person = grounds.movable
    search = Search(person, condition, wanted, frozen, cost or {})
    read = [fact for fact in lowered(grounds.knowledge).cone(condition).facts if fact in person.rests]
    plans: list[Plan] = []
    complete = True
    while not search.already and len(plans) < k:
        chosen = search.cheapest()
        if chosen is None:
            break
        plan = _plan(grounds, read, chosen, condition, wanted)
        if plan is None:
            complete = False  # what is impossible by itself may be possible with more
        else:
            plans.append(plan)
    labels = grounds.knowledge.facts
    fixed = sorted({root for fact in read for root in person.rests[fact]} - set(person.free(read, frozen)))
    unknown = _open_facts(grounds, target, condition) if wanted else ()
    return Change(
        target=target.id,
        title=target.title,
        aim=said,
        already=search.already,
        plans=tuple(plans),
        proved=complete and not search.exhausted,
        fixed=tuple(labels[fact].label(fact) for fact in fixed),
        unknown=tuple(labels[fact].label(fact) for fact in unknown),
        knowledge_hash=grounds.knowledge.hash,
        plain_words=grounds.knowledge.words.client,
    )


def _aim(grounds: Grounds, target: Target, below: str | None, above: str | None) -> tuple[Condition, bool, str]:
    """Return a condition, whether it is to be established, and the aim in words."""
    if not isinstance(target.what, Conclusion):
        if below or above:
            found = f"below={below!r}, above={above!r}"
            fix = "Leave the level out."
            raise BalanceRulesError(
                [Problem(target.id, found, f"no level for a {target.kind}", fix, code="unsupported")]
            )
        holds = grounds.judged.truths[target.id] > 0
        words = {"prescription": "given", "exercise": "allowed", "referral": "raised"}.get(target.kind, "so")
        return target.aim(), not holds, f"no longer {words}" if holds else words
    names = ["none", *(level.name for level in target.what.levels)]
    if below and above:
        found = f"below={below!r} and above={above!r}"
        raise BalanceRulesError([Problem(target.id, found, "one of them", "Ask twice.", code="conflict")])
    if above:
        if above not in names[:-1]:
            raise BalanceRulesError([unknown_name(target.id, above, names[:-1], "level with a higher one")])
        level = names[names.index(above) + 1]
        return target.aim(level), True, f"at least {level}"
    low, _ = grounds.judged.scores[target.id]
    if below is None and target.what.level(low) is None:
        return target.aim(names[1]), True, f"at least {names[1]}"
    level = below or names[1]
    return target.aim(level), False, f"below {level}"


def _open_facts(grounds: Grounds, target: Target, condition: Condition) -> Collection[str]:
    """The facts that nobody recorded and that could settle an aim; there is a proof tree only where it is open."""
    judged = grounds.judged
    if isinstance(condition, AtLeast):
        low, high = judged.scores[condition.conclusion]
        if not low < condition.cut <= high:
            return ()
    elif judged.truths[target.id]:
        return ()
    return dict.fromkeys(judged.open_facts(judged.prove(condition)))


def _check_names(grounds: Grounds, used: Mapping[str, Collection[str]]) -> None:
    knowledge = grounds.knowledge
    problems = [
        unknown_name(place, name, {*knowledge.facts, *knowledge.attributes}, "fact or attribute")
        for place, names in used.items()
        for name in names
        if name not in knowledge.facts and name not in knowledge.attributes
    ]
    problems += [
        Problem(
            f"cost of {name}",
            str(price),
            "a number above 0",
            "Freeze the fact if it cannot change.",
            code="out-of-range",
        )
        for name, price in (used["cost"].items() if isinstance(used["cost"], Mapping) else ())
        if not price > 0
    ]
    if problems:
        raise BalanceRulesError(problems)


# ---------------------------------------------------------------- what is shown


def _plan(grounds: Grounds, read: Collection[str], chosen: Moves, condition: Condition, wanted: bool) -> Plan | None:
    """Return moves as a plan, judged again by the definition; None when facts outside the aim forbid it.

    `read` are the facts that bear on the aim.
    """
    moved = {mover.fact: option.value for mover, option in chosen}
    after = _after(grounds, moved)
    if after is None:
        return None
    inference = infer(restricted(grounds.knowledge, condition), after.values)
    if (inference.truths[-1] > 0) != wanted:
        raise AssertionError(f"the definition does not confirm a change of {sorted(moved)}")
    knowledge, values = grounds.knowledge, grounds.sheet.values

    def changed(fact: str) -> FactChange:
        return FactChange(
            fact, knowledge.facts[fact].label(fact), grounds.show(fact), fact_shown(knowledge, after, fact)
        )

    steps = tuple(PlanStep(changed(m.fact), option.steps, price_of(m, option)) for m, option in chosen)
    follows = tuple(changed(fact) for fact in read if fact not in moved and values.get(fact) != after.values.get(fact))
    return Plan(steps, follows, sum(step.cost for step in steps), True)


def _after(grounds: Grounds, moved: Mapping[str, int]) -> FactSheet | None:
    """Return the facts with some of them moved, and the measures that rest on these; None when nobody has them all."""
    knowledge, sheet, rests = grounds.knowledge, grounds.sheet, grounds.movable.rests
    follow = {fact for fact, roots in rests.items() if fact not in grounds.base and not roots.isdisjoint(moved)}
    inputs = {name for measure in knowledge.measures if measure.fact in follow for name in measure.inputs}
    stated = {fact: stated for fact, stated in sheet.stated.items() if fact not in follow}
    for fact, value in moved.items():
        stated[fact] = Stated(fact, value, knowledge.facts[fact].show(value), "change")
    problems: list[Problem] = []
    # what else is known stays as it was derived: of hundreds of measures a few rest on what moves
    follows = {fact: stated[fact] for fact in inputs if fact in stated}
    derive_all(knowledge, follows, problems)
    stated |= follows
    values = {**knowledge.silence, **{fact: one.value for fact, one in stated.items()}}
    changed = follow.union(moved)
    touched = (one.condition for one in knowledge.contradictions if not changed.isdisjoint(facts_read(one.condition)))
    refused = any(judge(condition, values, {}).truth is Truth.TRUE for condition in touched)
    return None if problems or refused else FactSheet(values, stated, sheet.person, sheet.date, sheet.notes)
