"""Findings → prescriptions: which are given, which exercises, how much, and what would settle the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from balance_rules.judged import Judged
from balance_rules.model import (
    AnyOf,
    AtLeast,
    Attribute,
    Compare,
    Exercise,
    Kind,
    Knowledge,
    Prescription,
    Proof,
    Statement,
    Truth,
    instance_of,
    key,
)
from balance_rules.results import Advice, ExerciseAdvice, Question, ReferralResult, SetChange, State
from balance_rules.wording import deciding, fill, phrase

STATES: Mapping[int, State] = {1: "given", 0: "withheld", -1: "refused"}
MOST_REASONS = 6
EXPERIENCE = "training_experience"
WEEKLY_SETS = "weekly_sets"


# ---------------------------------------------------------------- referrals


def referrals(judged: Judged) -> tuple[ReferralResult, ...]:
    """Return the red flags that are true or not ruled out, the most urgent first."""
    found = []
    for referral in judged.knowledge.referrals:
        truth = judged.truths[referral.id]
        if truth < 0 or (truth == 0 and not referral.stops):
            continue
        needed = () if truth else _unique(judged.open_facts(judged.prove(referral.condition)))
        found.append(
            ReferralResult(
                id=referral.id,
                title=referral.title,
                urgency=referral.urgency.value,
                state="refer" if truth else "unanswered",
                action=referral.action,
                because=fill(judged.knowledge, referral.rationale.because, judged.facts),
                needed=needed,
                sources=_sources(referral),
            )
        )
    return tuple(sorted(found, key=lambda result: result.state != "refer"))


# ---------------------------------------------------------------- prescriptions


def prescriptions(judged: Judged) -> tuple[Advice, ...]:
    """Return every prescription that the findings call for or may call for: given, withheld, refused.

    Within each, those that are called for come first, then those that answer a pain, then those that answer
    the most certain finding.
    """
    found = []
    for prescription in judged.knowledge.prescriptions:
        indication = judged.prove(AnyOf(prescription.prescribe))
        if indication.truth is not Truth.FALSE:
            found.append(_advice(judged, prescription, indication))
    order = ["given", "withheld", "refused"]
    return tuple(sorted(found, key=lambda a: (order.index(a.state), not a.called_for, *_importance(judged, a.answers))))


def _importance(judged: Judged, answers: Sequence[str]) -> tuple[bool, int]:
    """Return the key that sorts what answers a pain first, then what answers the most certain finding."""
    low = {name: judged.scores[name][0] for name in answers}
    reached = [c for c in map(judged.knowledge.conclusions.__getitem__, answers) if c.level(low[c.id])]
    return all(conclusion.family != "pain_linked" for conclusion in reached), -max(low.values(), default=0)


def _advice(judged: Judged, prescription: Prescription, indication: Proof) -> Advice:
    state = STATES[judged.truths[prescription.id]]
    needed = _unique(judged.open_facts(judged.prove(prescription.condition))) if state == "withheld" else ()
    return Advice(
        id=prescription.id,
        title=prescription.title,
        kind=prescription.kind,
        state=state,
        called_for=indication.truth is Truth.TRUE,
        answers=tuple(name for name in prescription.answers if judged.scores[name] != (0, 0)),
        reasons=_reasons(judged, prescription, indication, state),
        needed=needed,
        exercises=_exercises(judged, prescription) if indication.truth is Truth.TRUE else (),
        weekly_sets=tuple(set_change(judged, m, c) for m, c in prescription.weekly_sets) if state == "given" else (),
        instructions=tuple(fill(judged.knowledge, text, judged.facts) for text in prescription.instructions),
        stop_when=prescription.stop_when,
        weeks=prescription.weeks,
        retest=tuple(_measured(judged.knowledge.attributes[name], prescription) for name in prescription.retest),
        retest_after_weeks=prescription.retest_after,
        sources=_sources(prescription),
        conventions=tuple(reason for _, reason in prescription.rationale.conventions),
    )


def _measured(attribute: Attribute, prescription: Prescription) -> str:
    """Return the title of a measure, for the prescription's own side where it has one."""
    bound = (instance_of(prescription.id) or "").split(",")
    for name, _ in attribute.instances:
        if name in bound:
            return attribute.label(key(attribute.id, name))
    return attribute.title_of_all


def _reasons(judged: Judged, prescription: Prescription, indication: Proof, state: State) -> tuple[str, ...]:
    """Return why a prescription is in its state, the decisive reason first."""
    knowledge = judged.knowledge
    answers: tuple[str, ...] = ("It is not known yet whether a finding calls for it.",)
    if indication.truth is Truth.UNKNOWN and state == "withheld":
        return answers
    if indication.truth is Truth.TRUE:
        called = [
            phrase(knowledge, leaf.condition)
            for leaf in deciding(indication, Truth.TRUE)
            if leaf.truth is Truth.TRUE and isinstance(leaf.condition, AtLeast)
        ]
        answers = tuple(f"Answers: {text}." for text in _unique(called)[:MOST_REASONS])
    wanted = Truth.TRUE if state == "refused" else Truth.UNKNOWN
    blocks: list[str] = []
    if state != "given":
        verb = "" if wanted is Truth.TRUE else "Not ruled out: "
        for avoid in prescription.avoid:
            proof = judged.prove(avoid)
            blocks += [verb + phrase(knowledge, leaf.condition) for leaf in deciding(proof, wanted)]  # type: ignore[arg-type]
        if prescription.loading:
            verb = "Stopped by the red flag" if wanted is Truth.TRUE else "Not ruled out"
            flags = [r.title for r in knowledge.red_flags if judged.truths[r.id] == int(wanted)]
            blocks += [f"{verb}: {title}" for title in flags]
        if max((judged.truths[name] for name in prescription.exercises), default=1) == -wanted:
            blocks.append(
                "No exercise of it is allowed" if wanted is Truth.TRUE else "No exercise of it is cleared yet"
            )
    shown = _unique(blocks)
    more = (f"and {len(shown) - MOST_REASONS} more",) if len(shown) > MOST_REASONS else ()
    return tuple(f"{text}." for text in shown[:MOST_REASONS]) + more + answers


def _sources(statement: Statement) -> tuple[str, ...]:
    return _unique(citation.source for citation in statement.rationale.evidence)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


# ---------------------------------------------------------------- exercises and doses


def _exercises(judged: Judged, prescription: Prescription) -> tuple[ExerciseAdvice, ...]:
    """Return the best allowed exercises, then those withheld and refused, each with its reasons."""
    ranked = sorted(_ranked(judged, prescription), key=lambda e: -judged.truths[e.id])
    allowed = [e for e in ranked if judged.truths[e.id] > 0][: prescription.most]
    others = [e for e in ranked if judged.truths[e.id] <= 0][: prescription.most]
    return tuple(_exercise_advice(judged, e, prescription) for e in (*allowed, *others))


def _ranked(judged: Judged, prescription: Prescription) -> list[Exercise]:
    """Return the exercises of a prescription: studied ones first, then those nearest to the person's experience."""
    experience = judged.facts.get(EXPERIENCE, 0)

    def rank(exercise: Exercise) -> tuple[bool, int]:
        level = ["beginner", "intermediate", "advanced"].index(exercise.level)
        return not exercise.evidence, abs(experience - level)

    return sorted((judged.knowledge.exercises[name] for name in prescription.exercises), key=rank)


def _exercise_advice(judged: Judged, exercise: Exercise, prescription: Prescription) -> ExerciseAdvice:
    knowledge = judged.knowledge
    state = STATES[judged.truths[exercise.id]]
    if state == "given":
        reasons: tuple[str, ...] = (_merits(knowledge, exercise),)
    else:
        proof = judged.prove(exercise.condition)
        wanted = Truth.FALSE if state == "refused" else Truth.UNKNOWN
        reasons = _unique(_obstacle(judged, exercise, leaf, wanted) for leaf in deciding(proof, wanted))[:MOST_REASONS]
    return ExerciseAdvice(
        id=exercise.id,
        name=exercise.name,
        state=state,
        reasons=reasons,
        dose=dose_text(knowledge, prescription.dose or exercise.dose, judged),
        technique=tuple(word.replace("_", " ") for word in exercise.technique),
        regressions=tuple(knowledge.exercises[name].name for name in exercise.regressions),
    )


def _merits(knowledge: Knowledge, exercise: Exercise) -> str:
    movers = ", ".join(knowledge.muscles[name].common_name for name in exercise.prime_movers)
    kit = " or ".join(" and ".join(item.replace("_", " ") for item in kit) or "nothing" for kit in exercise.equipment)
    count = len(exercise.evidence)
    studied = f"; {count} source{'s' if count > 1 else ''} on it" if count else ""
    return f"Trains {movers or 'mobility'}; {f'with {kit}' if kit else 'no equipment'}; {exercise.level}{studied}"


def _obstacle(judged: Judged, exercise: Exercise, leaf: Proof, wanted: Truth) -> str:
    """Return why an exercise is not cleared: the restriction that a fact sets off, or what is missing."""
    knowledge = judged.knowledge
    words = phrase(knowledge, leaf.condition)  # type: ignore[arg-type]
    for restriction in knowledge.restrictions:
        if restriction.id in exercise.restrictions and judged.truths[restriction.id] == -int(wanted):
            proof = judged.prove(restriction.condition)
            if leaf.condition in [part.condition for part in deciding(proof, proof.truth)]:
                return f"{restriction.title} ({words})" if wanted is Truth.FALSE else f"not known: {words}"
    return f"needs {_need(knowledge, words, leaf)}" if wanted is Truth.FALSE else f"not known: {words}"


def _need(knowledge: Knowledge, words: str, leaf: Proof) -> str:
    """Return what an exercise needs: the thing itself where the fact is about having it, ``sliders``."""
    if isinstance(leaf.condition, Compare):
        attribute, instance = knowledge.facts[leaf.condition.fact], instance_of(leaf.condition.fact)
        if attribute.kind is Kind.BOOLEAN and instance is not None:
            return dict(attribute.instances)[instance]
    return words[:1].lower() + words[1:]


def dose_text(knowledge: Knowledge, name: str, judged: Judged | None = None) -> str:
    """Return a dose in words: ``2–4 sets of 5–12 reps, 1–3 reps in reserve …``; "" where none is declared.

    For a person it is the dose for their goal, age and experience, where these are told.
    """
    dose = knowledge.doses.get(name)
    if dose is None:
        return ""
    words = {
        "sets": "{} sets",
        "reps": "{} reps",
        "hold_seconds": "hold {} s",
        "reps_in_reserve": "{} reps in reserve",
        "load_pct_1rm": "{} % of 1RM",
        "rest_seconds": "rest {} s",
        "sessions_per_week": "{} sessions a week",
        "minutes_per_muscle_per_week": "{} minutes a muscle a week",
    }
    own = next((a for a in dose.adapted if judged and judged.prove(a.condition).truth is Truth.TRUE), None)
    quantities = dose.changed(own.quantities) if own else dose.quantities
    parts = [words[q].format(low if low == high else f"{low}–{high}") for q, low, high in quantities if q in words]
    return ", ".join([*parts, *([dose.tempo] if dose.tempo else []), *([own.title] if own else [])])


# ---------------------------------------------------------------- weekly sets


def set_change(judged: Judged, muscle: str, change: str) -> SetChange:
    """Return weekly sets before and after.

    An addition is at most two sets a week and 30 % more, yet at least one set, so that little training can
    grow; it ends at the top of the target range. A reduction mirrors it; it ends at the bottom of the target
    range, and never takes away what is least effective.
    """
    knowledge, progression = judged.knowledge, judged.knowledge.progression
    name = knowledge.muscles[muscle].common_name
    fact = key(WEEKLY_SETS, muscle)
    attribute = knowledge.facts.get(fact)
    stored = judged.facts.get(fact)
    if progression is None or attribute is None or stored is None:
        wording = {"add": "add at most 2 sets a week to what is done now", "hold": "keep", "reduce": "take sets away"}
        return SetChange(muscle, name, change, None, None, wording[change])  # type: ignore[arg-type]
    before = stored * attribute.resolution
    step = min(Fraction(progression.most_sets_added_a_week), before * progression.most_share_added_a_week)
    step = max(Fraction(1), Fraction(step.__floor__())) if before else Fraction(progression.most_sets_added_a_week)
    low, high = progression.target_weekly_sets
    least = Fraction(max(low, progression.least_effective_weekly_sets))
    if change == "add":
        after = before if before >= high else min(before + step, Fraction(high))
        aim = f"towards {low} to {high} sets, a step a week at most"
    elif change == "reduce":
        after = before if before <= least else max(before - step, least)
        aim = f"down to {high} sets, a step a week" if before > high else "a little less"
    else:
        after, aim = before, "keep"
    text = f"{_number(before)} → {_number(after)} sets a week, {aim}" if after != before else f"keep {_number(before)}"
    return SetChange(muscle, name, change, float(before), float(after), text)  # type: ignore[arg-type]


def _number(value: Fraction) -> str:
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"


# ---------------------------------------------------------------- questions

REASONS = (  # by the rank of what is undecided
    "could settle {} red flag{s}: nothing that loads is given before",
    "could settle {} withheld prescription{s}",
    "could clear {} exercise{s} of what is prescribed",
    "could settle {} prescription{s}",
)


def questions(judged: Judged) -> tuple[Question, ...]:
    """Return the unknown facts that could still settle something, the most useful first.

    Red flags come first, then what withholds a prescription that a finding calls for, then what keeps the best
    exercises of a given one uncleared, then the rest; within each, the more outcomes an answer could settle for
    the effort of answering, the earlier it stands. What a person answers as one list (red flags, pain sites) is
    one answer and stands together.
    """
    tallies: dict[str, list[int]] = {}
    answers: dict[str, list[int]] = {}
    none = [0] * len(REASONS)
    for rank, _, open_facts in undecided(judged):
        facts = _unique(open_facts)
        for name in facts:
            tallies.setdefault(name, none.copy())[rank] += 1
        for name in _unique(_answered_with(judged.knowledge, fact) for fact in facts):
            answers.setdefault(name, none.copy())[rank] += 1

    def usefulness(fact: str) -> tuple[float, ...]:
        attribute = judged.knowledge.facts[fact]
        together = answers[_answered_with(judged.knowledge, fact)]
        return tuple(-count / attribute.effort for count in (*together, *tallies[fact]))

    order = {fact: i for i, fact in enumerate(judged.knowledge.facts)}
    ranked = sorted(tallies, key=lambda fact: (usefulness(fact), order[fact]))
    return tuple(_question(judged.knowledge, fact, tallies[fact]) for fact in ranked)


def _answered_with(knowledge: Knowledge, fact: str) -> str:
    """Return what a fact is answered with: the whole list where "none" is an answer, else itself."""
    attribute = knowledge.facts[fact]
    return fact if attribute.absent is None else attribute.id


def undecided(judged: Judged) -> Iterator[tuple[int, Statement | Exercise, Iterable[str]]]:
    """Yield what is not decided, with the unknown facts that could still settle it.

    The rank is 0 for a red flag, 1 for a prescription that a finding calls for, 2 for an exercise that would be
    among the best of a given prescription, 3 for any other prescription.
    """
    knowledge = judged.knowledge
    for referral in knowledge.red_flags:
        if judged.truths[referral.id] == 0:
            yield 0, referral, judged.open_facts(judged.prove(referral.condition))
    uncleared: dict[str, Exercise] = {}
    for prescription in knowledge.prescriptions:
        if judged.truths[prescription.id] == 0:
            called_for = judged.prove(AnyOf(prescription.prescribe)).truth is Truth.TRUE
            yield 1 if called_for else 3, prescription, judged.open_facts(judged.prove(prescription.condition))
        elif judged.truths[prescription.id] > 0:
            best = [e for e in _ranked(judged, prescription) if judged.truths[e.id] >= 0][: prescription.most]
            uncleared |= {e.id: e for e in best if judged.truths[e.id] == 0}
    for exercise in uncleared.values():
        yield 2, exercise, judged.open_facts(judged.prove(exercise.condition))


def _question(knowledge: Knowledge, fact: str, tally: Sequence[int]) -> Question:
    attribute = knowledge.facts[fact]
    reason, count = next((reason, count) for reason, count in zip(REASONS, tally, strict=True) if count)
    return Question(
        fact,
        attribute.label(fact),
        attribute.ask(fact),
        attribute.how,
        attribute.effort,
        sum(tally),
        reason.format(count, s="s" if count > 1 else ""),
    )
