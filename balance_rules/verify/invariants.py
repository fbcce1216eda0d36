"""V11: what the authors declare, over everybody, whatever is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from balance_rules.model import Alone, Invariant, Truth
from balance_rules.verify._z3 import Bool, conj, disj, neg
from balance_rules.verify.checks import Context, passed
from balance_rules.verify.encoding import World
from balance_rules.verify.findings import monotone
from balance_rules.verify.prover import Person, ProofAnswer, ProofQuestion
from balance_rules.verify.results import Outcome, Result


def check_invariants(context: Context) -> Iterator[Result]:
    """Yield V11: each invariant proved, refuted by a person, or open."""
    none = _broken(context, context.knowledge.invariants).answer is ProofAnswer.NONE  # one question for all first
    for invariant in context.knowledge.invariants:
        for declared in invariant.monotone:
            claim = monotone(context, "V11", invariant.name, invariant.place, declared)
            yield replace(claim, claim=f"{invariant.id}: {invariant.title}")
        for alone in invariant.alone:
            yield _alone(context, invariant, alone)
        if not invariant.monotone and not invariant.alone:
            yield _never(context, invariant, none)


def _claim(invariant: Invariant) -> Result:
    return Result(
        "V11",
        Outcome.PASS,
        invariant.name,
        f"{invariant.id}: {invariant.title}",
        invariant.place,
        fix="Correct the rule, restriction or prescription that lets it through; the invariant says why it must not.",
    )


def _premise(world: World, invariant: Invariant) -> Bool:
    """Return the formula that the premise has one of the truths that count."""
    true, false = world.of(invariant.premise)
    formulas = {Truth.TRUE: true, Truth.FALSE: false, Truth.UNKNOWN: neg(disj(true, false))}
    return disj([formulas[truth] for truth in invariant.truths])


def _broken(context: Context, invariants: Sequence[Invariant]) -> ProofQuestion:
    """Ask for somebody who has what one of some invariants forbids while its premise holds."""
    world = context.anyone

    def met() -> list[Bool]:
        had = (conj(_premise(world, one), disj([world.true(c) for _, c in one.never])) for one in invariants)
        return [disj([*had])]

    read = [condition for one in invariants for condition in (one.premise, *(c for _, c in one.never))]
    said = [(_truths(one), len(one.never)) for one in invariants]
    return context.prover.ask(("had while the premise holds", said), met, read)


def _truths(invariant: Invariant) -> list[int]:
    return sorted(truth.value for truth in invariant.truths)


def _never(context: Context, invariant: Invariant, none: bool) -> Result:
    world, claim = context.anyone, _claim(invariant)
    conditions = [condition for _, condition in invariant.never]
    if not conditions:
        return replace(claim, claim=f"{claim.claim} (nothing of the kind is in the knowledge)", fix="")
    if Truth.UNKNOWN not in invariant.truths:
        fulfilled = context.prover.ask(
            ("truth", _truths(invariant)), lambda: [_premise(world, invariant)], [invariant.premise]
        )
        if fulfilled.answer is ProofAnswer.NONE:
            said = "Nobody fulfils its premise, so it says nothing."
            return replace(claim, outcome=Outcome.FAIL, effect=said, fix="Correct the premise.")
    if none:
        return passed(claim)

    def breaks(person: Person) -> bool:
        return bool(_met(invariant, person)) and person.judge(invariant.premise) in invariant.truths

    def effect(person: Person) -> str:
        met = _met(invariant, person)
        more = f" and {len(met) - 1} more" if len(met) > 1 else ""
        return f"{met[0]}{more} all the same."

    return context.refute(_broken(context, [invariant]), claim, breaks, effect)


def _met(invariant: Invariant, person: Person) -> list[str]:
    """What an invariant forbids and the person has, in words."""
    kinds = {p.id: "is given" for p in person.knowledge.prescriptions}
    kinds |= dict.fromkeys(person.knowledge.exercises, "is cleared")
    return [f"{name} {kinds.get(name, 'holds')}" for name, condition in invariant.never if person.judge(condition) > 0]


def _alone(context: Context, invariant: Invariant, alone: Alone) -> Result:
    """Return whether some rules by themselves can lift a finding to a level."""
    others = frozenset(rule.id for rule in context.knowledge.rules_for[alone.conclusion] if rule.id not in alone.rules)
    only = World(context.prover.program, base=context.anyone, without=others)
    claim = replace(
        _claim(invariant),
        claim=f"{invariant.id}: {invariant.title} ({alone.conclusion})",
        related=tuple((name, context.knowledge.rules_by_id[name].place) for name in alone.rules),
        fix="Lower the certainty of the rules, or put them in one evidence group.",
    )

    def lifts(person: Person) -> bool:
        return sum(abs(context.knowledge.rules_by_id[name].weight) for name in alone.rules) >= alone.cut

    def effect(person: Person) -> str:
        fired = ", ".join(name for name in alone.rules if person.truth(name) > 0)
        return f"{fired} alone lift {alone.conclusion} to {alone.level}."

    def lifted() -> list[Bool]:
        return [only.reaches(alone.conclusion, alone.cut)[0]]

    own = (context.knowledge.rules_by_id[name] for name in alone.rules)
    rules = sorted(map(repr, map(context.prover.contents.rule, own)))
    question = context.prover.ask(("lifted alone", alone.cut, rules), lifted, [alone.conclusion])
    return context.refute(question, claim, lifts, effect)
