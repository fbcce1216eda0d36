"""Findings and complaints → prescriptions: which are given, which exercises, how much, what would settle the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from balance_rules.advice.complaints import painful
from balance_rules.advice.progression import fitted, set_change
from balance_rules.advice.results import Advice, Benefit, ExerciseAdvice, State
from balance_rules.advice.sight import Leaf, sight
from balance_rules.inference.judgement import Judged
from balance_rules.model import (
    AtLeast,
    Attribute,
    Compare,
    Exercise,
    Kind,
    Knowledge,
    Prescription,
    Statement,
    Truth,
    instance_of,
    key,
)
from balance_rules.text.wording import fill, lower, named, once_for_each, phrase

STATES: Mapping[int, State] = {1: "given", 0: "withheld", -1: "refused"}
MOST_REASONS = 6
LEVELS = ("beginner", "intermediate", "advanced")  # of exercises, as experience rises


def prescriptions(judged: Judged, *, only_called_for: bool = False, made: Iterable[Advice] = ()) -> tuple[Advice, ...]:
    """Return every prescription that the findings call for or may call for: given, withheld, refused.

    Within each, those that are called for come first, then those that answer a pain, then those that answer
    the most certain finding. With `only_called_for` those that a finding only may call for are not made;
    those that are `made` already are taken as they are.
    """
    sites, least = painful(judged), 1 if only_called_for else 0
    known = {advice.id: advice for advice in made}
    found = [
        known.get(p.id) or _advice(judged, p, indication, sites)
        for p, indication in sight(judged).indicated
        if indication >= least
    ]
    order = ["given", "withheld", "refused"]
    return tuple(
        sorted(
            found,
            key=lambda a: (order.index(a.state), not a.called_for, not a.sites, *_importance(judged, a.answers)),
        )
    )


def states(judged: Judged) -> dict[str, State]:
    """Return the state of each of the same prescriptions by its id, without what is said of it, which takes longer."""
    return {each.id: STATES[judged.truths[each.id]] for each, _ in sight(judged).indicated}


def _importance(judged: Judged, answers: Sequence[str]) -> tuple[bool, int]:
    """Return the key that sorts what answers a pain first, then what answers the most certain finding."""
    low = {name: judged.scores[name][0] for name in answers}
    reached = [c for c in map(judged.knowledge.conclusions.__getitem__, answers) if c.level(low[c.id])]
    painless = all(judged.knowledge.family(conclusion.family).about != "pain" for conclusion in reached)
    return painless, -max(low.values(), default=0)


def _advice(judged: Judged, prescription: Prescription, indication: int, sites: frozenset[str]) -> Advice:
    truths, always = judged.truths, _always(judged.knowledge)[prescription.id]
    state = STATES[truths[prescription.id]]
    return Advice(
        id=prescription.id,
        title=prescription.title,
        kind=prescription.kind,
        state=state,
        called_for=indication > 0,
        answers=tuple(name for name in prescription.answers if judged.scores[name] != (0, 0)),
        sites=tuple(site for site in prescription.sites if site in sites),
        reasons=_reasons(judged, prescription, indication, state),
        needed=sight(judged).open_facts(prescription.condition),
        exercises=_exercises(judged, prescription) if indication > 0 else (),
        weekly_sets=tuple(set_change(judged, m, c) for m, c in prescription.weekly_sets) if state == "given" else (),
        instructions=tuple(
            fill(judged.knowledge, said.text, judged.facts)
            for said in prescription.instructions
            if not said.needs or any(truths[name] > 0 for name in said.needs)
        ),
        stop_when=prescription.stop_when,
        weeks=prescription.weeks,
        retest=tuple(title for title, test in always.retests if test is None or truths[test] > 0),
        retest_waits=tuple(title for title, test in always.retests if test is not None and truths[test] <= 0),
        retest_after_weeks=prescription.retest_after,
        sources=always.sources,
        conventions=always.conventions,
        benefit=always.benefit,
    )


@dataclass(frozen=True, slots=True)
class _Always:
    """What a prescription says whoever the person is; of each measure to take again the title, and its test."""

    retests: tuple[tuple[str, str | None], ...]
    sources: tuple[str, ...]
    conventions: tuple[str, ...]
    benefit: Benefit | None


@lru_cache(maxsize=16)
def _always(knowledge: Knowledge) -> Mapping[str, _Always]:
    return {
        prescription.id: _Always(
            retests=tuple(_retest(knowledge.attributes[name], prescription) for name in prescription.retest),
            sources=sources_of(prescription),
            conventions=tuple(reason for _, reason in prescription.rationale.conventions),
            benefit=_benefit(knowledge, prescription),
        )
        for prescription in knowledge.prescriptions
    }


def _benefit(knowledge: Knowledge, prescription: Prescription) -> Benefit | None:
    effect = prescription.benefit
    if effect is None:
        return None
    source = knowledge.evidence.get(effect.source)
    return Benefit(effect.outcome, effect.size, source.grade.value if source else None, effect.source)  # type: ignore[arg-type]


def _retest(attribute: Attribute, prescription: Prescription) -> tuple[str, str | None]:
    """Return the title of a measure, for the prescription's own side where it has one, and the measure's test."""
    bound = (instance_of(prescription.id) or "").split(",")
    own = [attribute.label(key(attribute.id, name)) for name, _ in attribute.instances if name in bound]
    return own[0] if own else attribute.title_of_all, attribute.test


def _reasons(judged: Judged, prescription: Prescription, indication: int, state: State) -> tuple[str, ...]:
    """Return why a prescription is in its state, the decisive reason first."""
    knowledge = judged.knowledge
    answers: tuple[str, ...] = ("It is not known yet whether a finding calls for it.",)
    if indication == 0 and state == "withheld":
        return answers
    seen = sight(judged)
    if indication > 0:
        called = (
            phrase(knowledge, leaf)
            for part in prescription.prescribe
            for leaf in seen.deciding(part, 1)
            if seen.truth(leaf) > 0 and (isinstance(leaf, AtLeast) or not prescription.answers)
        )
        answers = tuple(f"Answers: {text}." for text in unique(called, MOST_REASONS))
    wanted = Truth.TRUE if state == "refused" else Truth.UNKNOWN
    blocks: list[str] = []
    if state != "given":
        verb = "" if wanted is Truth.TRUE else "Not ruled out: "
        for avoid in prescription.avoid:
            blocks += [verb + named(knowledge, leaf) for leaf in seen.deciding(avoid, wanted)]
        stops = list(_stops(judged, prescription, wanted))
        blocks += stops
        if not stops and max((judged.truths[name] for name in prescription.exercises), default=1) == -wanted:
            blocks.append(f"No exercise of it is {'allowed' if wanted is Truth.TRUE else 'cleared yet'}")
    shown = unique(blocks)
    more = (f"and {len(shown) - MOST_REASONS} more",) if len(shown) > MOST_REASONS else ()
    return tuple(f"{text}." for text in shown[:MOST_REASONS]) + more + answers


def _stops(judged: Judged, prescription: Prescription, wanted: Truth) -> Iterator[str]:
    """Yield the referrals that stop every exercise of a prescription, or that could."""
    knowledge = judged.knowledge
    for referral in knowledge.referrals:
        if (
            referral.stops
            and judged.truths[referral.stop] == wanted
            and all(referral.stop in knowledge.exercises[name].restrictions for name in prescription.exercises)
        ):
            verb = "Stopped until a doctor has looked at it" if wanted is Truth.TRUE else "Not ruled out"
            yield f"{verb}: {referral.title}"


def sources_of(statement: Statement) -> tuple[str, ...]:
    return unique(citation.source for citation in statement.rationale.evidence)


def unique(names: Iterable[str], most: int | None = None) -> tuple[str, ...]:
    """Return the first `most` different names; none is made beyond these."""
    if most is None:
        return tuple(dict.fromkeys(names))
    found: dict[str, None] = {}
    for name in names:
        found[name] = None
        if len(found) == most:
            break
    return tuple(found)


# ---------------------------------------------------------------- exercises and doses


def _exercises(judged: Judged, prescription: Prescription) -> tuple[ExerciseAdvice, ...]:
    """Return the best allowed exercises, then those withheld and refused, each with its reasons."""
    best_first = sorted(ranked(judged, prescription), key=lambda e: -judged.truths[e.id])
    allowed = [e for e in best_first if judged.truths[e.id] > 0][: prescription.most]
    others = [e for e in best_first if judged.truths[e.id] <= 0][: prescription.most]
    return tuple(_exercise_advice(judged, e, prescription) for e in (*allowed, *others))


def ranked(judged: Judged, prescription: Prescription) -> tuple[Exercise, ...]:
    """Return the exercises of a prescription: studied ones first, then those nearest to the person's experience."""
    experience = judged.facts.get(judged.knowledge.roles.experience, 0)
    return _ranked(judged.knowledge, prescription.exercises, experience)


@once_for_each
def _ranked(knowledge: Knowledge, exercises: tuple[str, ...], experience: int) -> tuple[Exercise, ...]:
    def rank(exercise: Exercise) -> tuple[bool, int]:
        return not exercise.evidence, abs(experience - LEVELS.index(exercise.level))

    return tuple(sorted((knowledge.exercises[name] for name in exercises), key=rank))


def _exercise_advice(judged: Judged, exercise: Exercise, prescription: Prescription) -> ExerciseAdvice:
    knowledge = judged.knowledge
    state = STATES[judged.truths[exercise.id]]
    merits, technique = _words(knowledge, exercise.id)
    if state == "given":
        reasons: tuple[str, ...] = (merits,)
    else:
        wanted = Truth.FALSE if state == "refused" else Truth.UNKNOWN
        leaves = sight(judged).deciding(exercise.condition, wanted)
        obstacles = (_obstacle(judged, exercise, leaf, wanted) for leaf in leaves)
        reasons = unique(obstacles, MOST_REASONS)
    return ExerciseAdvice(
        id=exercise.id,
        name=exercise.name,
        state=state,
        reasons=reasons,
        dose=_dose(judged, prescription.dose or exercise.dose),
        technique=technique,
        regressions=tuple(knowledge.exercises[name].name for name in exercise.regressions if judged.truths[name] > 0),
    )


@once_for_each
def _words(knowledge: Knowledge, name: str) -> tuple[str, tuple[str, ...]]:
    """The merits of an exercise in words, and its technique."""
    exercise = knowledge.exercises[name]
    movers = ", ".join(knowledge.muscles[name].common_name for name in exercise.prime_movers)
    kit = " or ".join(" and ".join(item.replace("_", " ") for item in kit) or "nothing" for kit in exercise.equipment)
    count = len(exercise.evidence)
    studied = f"; {count} source{'s' if count > 1 else ''} on it" if count else ""
    merits = f"Trains {movers or 'mobility'}; {f'with {kit}' if kit else 'no equipment'}; {exercise.level}{studied}"
    return merits, tuple(word.replace("_", " ") for word in exercise.technique)


def _obstacle(judged: Judged, exercise: Exercise, leaf: Leaf, wanted: Truth) -> str:
    """Return why an exercise is not cleared: the restriction that a fact sets off, or what is missing."""
    knowledge = judged.knowledge
    words = phrase(knowledge, leaf)
    if wanted is Truth.UNKNOWN:
        return f"not known: {words}"
    for restriction, leaves in sight(judged).applying:
        if leaf in leaves and restriction.id in exercise.restrictions:
            return f"{restriction.title} ({words})"
    return f"needs {_need(knowledge, words, leaf)}"


def _need(knowledge: Knowledge, words: str, leaf: Leaf) -> str:
    """What an exercise needs: the thing itself where the fact is about having it, ``sliders``."""
    if isinstance(leaf, Compare):
        attribute, instance = knowledge.facts[leaf.fact], instance_of(leaf.fact)
        if attribute.kind is Kind.BOOLEAN and instance is not None:
            return dict(attribute.instances)[instance]
    return lower(words)


def _dose(judged: Judged, name: str) -> str:
    doses = sight(judged).doses
    if name not in doses:
        doses[name] = dose_text(judged.knowledge, name, judged)
    return doses[name]


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
    quantities, adapted = fitted(judged, dose)
    parts = [words[q].format(low if low == high else f"{low}–{high}") for q, low, high in quantities if q in words]
    return ", ".join([*parts, *filter(None, (dose.tempo, adapted))])
