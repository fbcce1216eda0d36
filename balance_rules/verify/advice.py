"""V06, V07, V14, V15 and V19: what is prescribed, or never can be, or should not be; flags that nobody hears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from balance_rules.knowledge.catalogue import matching, same_muscle
from balance_rules.model import (
    AnyOf,
    Compare,
    Comparison,
    Condition,
    Knowledge,
    LoadingPattern,
    Not,
    Prescription,
    Referral,
    Restriction,
    facts_read,
    name_of,
)
from balance_rules.verify._z3 import Bool, conj, disj, implies, neg
from balance_rules.verify.checks import Context, all_true, claim_about, claim_at, failed, passed
from balance_rules.verify.encoding import World
from balance_rules.verify.prover import Person, ProofAnswer, ProofQuestion
from balance_rules.verify.results import Outcome, Result
from balance_rules.verify.stepwise import stay

# ---------------------------------------------------------------- V06


def check_givable(context: Context) -> Iterator[Result]:
    """Yield V06: prescriptions that can never be given, reasons that can never hold, exercises never cleared."""
    exercises, prescriptions = context.knowledge.exercises.values(), context.knowledge.prescriptions
    context.gather([*((one.condition,) for one in exercises), *((one.condition,) for one in prescriptions)])
    context.gather([(reason, one.condition) for one in prescriptions for reason in one.prescribe])
    for exercise in exercises:
        claim = claim_at(
            "V06",
            exercise.id,
            exercise.place,
            f"Somebody may do {exercise.id}.",
            "Correct its equipment and level, or the restrictions that forbid it.",
        )
        result = context.exists(context.ask_true(exercise.condition), claim)
        if result.outcome is Outcome.FAIL:
            context.constant.add(exercise.id)
            result = replace(result, effect=f"Its needs and {', '.join(exercise.restrictions)} exclude each other.")
        yield result
    for prescription in prescriptions:
        yield from _givable(context, prescription)


def _givable(context: Context, prescription: Prescription) -> Iterator[Result]:
    claim = claim_about(
        "V06",
        prescription,
        f"{prescription.id} can be given.",
        "Correct 'prescribe', 'avoid' or the choice of exercises.",
    )
    given = context.exists(context.ask_true(prescription.condition), claim)
    if given.outcome is not Outcome.FAIL:
        yield given
        yield from _reasons(context, prescription)
    elif not all(context.rests_on_unreachable(reason) for reason in prescription.prescribe):
        context.constant.add(prescription.id)
        yield replace(given, effect=_obstacle(context, prescription))


def _reasons(context: Context, prescription: Prescription) -> Iterator[Result]:
    """Check that each reason can lead to the prescription by itself."""
    if len(prescription.prescribe) < 2:
        return
    for number, reason in enumerate(prescription.prescribe, 1):
        claim = claim_about(
            "V06",
            prescription,
            f"Reason {number} of {prescription.id} can lead to it.",
            f"Correct or remove reason {number} of 'prescribe'.",
            effect="Nobody for whom it holds is ever given the prescription.",
        )
        question = context.ask_true(reason, prescription.condition)
        if question.answer is not ProofAnswer.NONE or not context.rests_on_unreachable(reason):
            yield context.exists(question, claim)


def _obstacle(context: Context, prescription: Prescription) -> str:
    """What keeps a prescription from ever being given."""
    steps: tuple[tuple[Condition, str], ...] = (
        (AnyOf(prescription.prescribe), "No reason of 'prescribe' can hold."),
        (Not(AnyOf(prescription.avoid)), "Whenever a reason holds, something in 'avoid' does too."),
    )
    asked: list[Condition] = []
    for condition, words in steps:
        asked.append(condition)
        if context.ask_true(*asked).answer is ProofAnswer.NONE:
            return words
    return "Whenever it is called for, a red flag stops it or no exercise of its choice is cleared."


# ---------------------------------------------------------------- V07


def check_conflicts(context: Context) -> Iterator[Result]:
    """Yield V07: two prescriptions given together, of which one adds and one takes away sets of a muscle."""
    knowledge = context.knowledge
    adding = [(p, muscle) for p in knowledge.prescriptions for muscle, change in p.weekly_sets if change == "add"]
    taking = [(p, muscle) for p in knowledge.prescriptions for muscle, change in p.weekly_sets if change == "reduce"]
    for (first, added), (second, taken) in product(adding, taking):
        if not same_muscle(knowledge.muscles, added, taken):
            continue
        claim = claim_about(
            "V07",
            first,
            f"{first.id} and {second.id} are never given together.",
            f"Let one avoid what calls for the other, or do not change the sets of {taken} in both.",
            beside=second.name,
            related=((second.name, second.place),),
        )

        def effect(_: Person, one: str = added, other: str = taken) -> str:
            return f"The same person is to add sets for {one} and to take away sets of {other}."

        together = context.ask_true(first.condition, second.condition)
        yield context.refute(together, claim, all_true(first.id, second.id), effect)


# ---------------------------------------------------------------- V14 and V19


def loads(prescription: Prescription) -> bool:
    """Return whether a prescription loads tissue, whatever it says of itself."""
    adds = any(change == "add" for _, change in prescription.weekly_sets)
    return prescription.loading or bool(prescription.exercises) or prescription.kind == "strength" or adds


def check_red_flags(context: Context) -> Iterator[Result]:
    """Yield V14: what a referral stops is cleared all the same, or a load that no referral can stop."""
    stops = [restriction for restriction in context.knowledge.restrictions if restriction.referral]
    named = {forbids: _exercises(context.knowledge, forbids) for forbids in {stop.forbids for stop in stops}}
    stopped = {stop.id: named[stop.forbids] for stop in stops}
    none = _cleared(context, stops, stopped).answer is ProofAnswer.NONE  # one question for all: they share most parts
    for stop in stops:
        yield _stopped(context, stop, stopped, none)
    whole = [stop for stop in stops if any(not pattern.properties for pattern in stop.forbids)]
    if whole:
        unnamed = (p for p in context.knowledge.prescriptions if loads(p) and not p.exercises)
        yield from (_unstoppable(context, prescription, whole) for prescription in unnamed)


def _exercises(knowledge: Knowledge, forbids: Sequence[LoadingPattern]) -> dict[str, Condition]:
    """Return the conditions of the exercises, tests and steps that patterns forbid, by their ids."""
    return {
        exercise.id: exercise.condition
        for exercise in knowledge.exercises.values()
        if any(matching(exercise, pattern, knowledge.muscles) for pattern in forbids)
    }


def _cleared(
    context: Context, stops: list[Restriction], stopped: Mapping[str, Mapping[str, Condition]]
) -> ProofQuestion:
    """Ask for somebody who may do what one of some referrals stops while it is true or unknown."""
    world = context.anyone

    def broken() -> list[Bool]:
        both = (
            conj(neg(world.false(stop.condition)), disj([world.true(c) for c in stopped[stop.id].values()]))
            for stop in stops
        )
        return [disj(list(both))]

    read = [condition for stop in stops for condition in (stop.condition, *stopped[stop.id].values())]
    return context.prover.ask(("cleared while not ruled out", [len(stopped[stop.id]) for stop in stops]), broken, read)


def _stopped(context: Context, stop: Restriction, stopped: Mapping[str, Mapping[str, Condition]], none: bool) -> Result:
    named = stopped[stop.id]
    claim = claim_about(
        "V14",
        stop,
        f"Nothing that {stop.referral} stops is cleared while it is true or unknown.",
        "Let every exercise, test and step that it stops hear it.",
    )

    def passes(person: Person) -> bool:
        return person.truth(stop.id) >= 0 and any(person.truth(name) > 0 for name in named)

    def effect(person: Person) -> str:
        cleared = next(name for name in named if person.truth(name) > 0)
        return (
            f"{cleared} is cleared while {stop.referral} is {'true' if person.truth(stop.id) > 0 else 'not ruled out'}."
        )

    return passed(claim) if none else context.refute(_cleared(context, [stop], stopped), claim, passes, effect)


def _unstoppable(context: Context, prescription: Prescription, stops: list[Restriction]) -> Result:
    world = context.anyone
    claim = claim_about(
        "V14",
        prescription,
        f"{prescription.id} is given only when every red flag that stops all loading is known to be absent.",
        "Name the exercises by which it loads, so that red flags stop it.",
    )

    def passes(person: Person) -> bool:
        return person.truth(prescription.id) > 0 and any(person.truth(stop.id) >= 0 for stop in stops)

    def effect(person: Person) -> str:
        stop = next(stop for stop in stops if person.truth(stop.id) >= 0)
        state = "true" if person.truth(stop.id) > 0 else "not ruled out"
        return f"{prescription.id} is given while the red flag {stop.referral} is {state}."

    conditions = [stop.condition for stop in stops]

    def given() -> list[Bool]:
        ruled_out = conj([world.false(condition) for condition in conditions])
        return [world.true(prescription.condition), neg(ruled_out)]

    question = context.prover.ask(("given while not ruled out",), given, [prescription.condition, *conditions])
    return context.refute(question, claim, passes, effect)


def check_flags_heard(context: Context) -> Iterator[Result]:
    """Yield V19: a red flag that somebody ticks and no referral that reads it speaks of."""
    knowledge, world = context.knowledge, context.anyone
    for fact, attribute in knowledge.facts.items():
        if name_of(fact) != knowledge.roles.flags:
            continue
        ticked = Compare(fact, Comparison.EQ, 1)
        readers = [referral for referral in knowledge.referrals if fact in facts_read(referral.condition)]
        claim = claim_at(
            "V19",
            fact,
            attribute.place,
            f"Whoever ticks {fact} is referred, or asked what would tell.",
            "Write a referral for the flag alone.",
        )
        if not readers:
            yield failed(claim, "No referral reads it.")
            continue

        def unheard(person: Person, flag: Condition = ticked, heard: list[Referral] = readers) -> bool:
            return person.judge(flag) > 0 and all(person.truth(referral.id) < 0 for referral in heard)

        def effect(_: Person, heard: list[Referral] = readers) -> str:
            return f"None of {', '.join(referral.id for referral in heard)} speaks."

        conditions = [referral.condition for referral in readers]

        def nobody_speaks(flag: Condition = ticked, readers: Sequence[Condition] = conditions) -> list[Bool]:
            return [world.true(flag), *map(world.false, readers)]

        question = context.prover.ask(("first true, others false",), nobody_speaks, [ticked, *conditions])
        yield context.refute(question, claim, unheard, effect)


# ---------------------------------------------------------------- V15


def check_withdrawn(context: Context, later: World | None = None) -> Iterator[Result]:
    """Yield V15: advice that is given, and no longer given once more is known."""
    knowledge = context.knowledge
    now = context.anyone
    said = ("given, and not when more is known",) if later is None else None  # another person is another question
    then = later or World(context.prover.program, " later", base=now, own_known=frozenset(knowledge.facts))

    def asked(conditions: list[Condition]) -> ProofQuestion:
        facts = context.cone(*conditions)

        def lost() -> list[Bool]:
            some = [conj(now.true(condition), neg(then.true(condition))) for condition in conditions]
            return [disj(some), *(implies(now.known(fact), then.known(fact)) for fact in sorted(facts))]

        return context.prover.ask(said, lost, conditions, [now, then])

    # step by step first, which is quick, then all in one question; who is found is then asked one by one
    every = [prescription.condition for prescription in knowledge.prescriptions]
    steps = partial(stay, now, then, every, context.prover.timeout)
    none = context.prover.settle(said and ("stays step by step",), every, steps) is ProofAnswer.NONE
    none = none or asked(every).answer is ProofAnswer.NONE
    for prescription in knowledge.prescriptions:
        claim = claim_about(
            "V15",
            prescription,
            f"{prescription.id}, once given, stays given whatever else becomes known.",
            "Let nothing in its condition hold because a fact is missing.",
        )

        def withdrawn(before: Person, after: Person, name: str = prescription.id) -> bool:
            return before.truth(name) > 0 and after.truth(name) <= 0

        def effect(_: Person, after: Person, name: str = prescription.id) -> str:
            return f"{name} is given, and {'refused' if after.truth(name) < 0 else 'withheld'} when more is known."

        yield passed(claim) if none else context.refute(asked([prescription.condition]), claim, withdrawn, effect)
