"""Muscles, exercises, doses, evidence and claims: the catalogue that statements draw on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from fractions import Fraction
from typing import Any

from balance_rules.errors import unknown_name
from balance_rules.knowledge import schemas
from balance_rules.knowledge.entries import Entries, Entry
from balance_rules.knowledge.grounding import Properties, Scope, Vocabulary
from balance_rules.model import (
    AdaptedDose,
    AllOf,
    AnyOf,
    Citation,
    Compare,
    Comparison,
    Condition,
    Dose,
    Evidence,
    Exercise,
    Grade,
    Kind,
    LoadingPattern,
    Muscle,
    Not,
    Progression,
    Quantities,
    Rationale,
    Reading,
    Restriction,
    Role,
    TitleWords,
    Verified,
    key,
)
from balance_rules.text.documents import Route
from balance_rules.text.gathering import gathered

SCALES = {
    "axial_spine_load": ("none", "low", "moderate", "high"),
    "lumbar_shear": ("none", "low", "moderate", "high"),
    "knee_flexion_load": ("none", "low", "moderate", "high"),
    "impact": ("none", "low", "moderate", "high"),
    "hip_flexion_depth": ("none", "shallow", "moderate", "deep"),
    "effort": ("none", "low", "moderate", "high", "maximal"),
}
EFFORTS = {"mobility": "low", "ballistic": "high", "plyometric": "high", "test": "maximal", "step": "high"}


# ---------------------------------------------------------------- which exercises


def loading_pattern(scope: Scope, schema: schemas.LoadingSchema, route: Route) -> LoadingPattern:
    """Return the pattern that one entry of `forbids` or `choose` means."""
    properties: list[tuple[str, tuple[str, ...]]] = []
    for name, value in schema.model_dump(exclude_none=True).items():
        if name in SCALES:
            scale = SCALES[name]
            properties.append((name, scale[scale.index(value["ge"]) :]))
        elif isinstance(value, bool):
            properties.append((name, (_word(value),)))
        else:
            known = scope.vocabulary.properties.get(name, value)
            what = "muscle" if name in {"prime_movers", "muscles"} else name.replace("_", " ")
            scope.vocabulary.report(*scope.entry.unknown((*route, name), value, known, what))
            properties.append((name, tuple(value)))
    if not properties:
        scope.problem(route, "an entry without properties", "at least one property", "Name what is meant.")
    return LoadingPattern(tuple(properties))


def exercise_properties(entries: Entries) -> dict[str, Collection[str]]:
    """Return the words that a pattern or a dose may name: one that nothing bears would mean nothing, silently."""
    exercises = entries.of("exercise", schemas.ExerciseSchema)
    muscles = entries.of("muscle", schemas.MuscleSchema)
    patterns = {entry.schema.movement_pattern for entry in exercises.values()}
    return {
        "movement_pattern": patterns,
        "exercise": exercises,
        "prime_movers": muscles,
        "muscles": muscles,
        "dose": entries.of("dose", schemas.DoseSchema),
        "region": entries.of("region", schemas.RegionSchema),
    }


def _word(value: bool) -> str:
    return "true" if value else "false"


def matching(exercise: Exercise, pattern: LoadingPattern, muscles: Mapping[str, Muscle]) -> bool:
    """Return whether an exercise has all the properties of a pattern; a muscle's head counts as the muscle."""
    return has_all(_properties(exercise, muscles), pattern)


def same_muscle(muscles: Mapping[str, Muscle], one: str, other: str) -> bool:
    """Whether two names mean one muscle or a muscle and its head."""
    parents = {name: muscles[name].parent if name in muscles else None for name in (one, other)}
    return one == other or parents[one] == other or parents[other] == one


def has_all(own: Properties, pattern: LoadingPattern) -> bool:
    """Return whether an exercise with these properties has all those of a pattern."""
    return not any(own[name].isdisjoint(values) for name, values in pattern.properties)


def _properties(exercise: Exercise, muscles: Mapping[str, Muscle]) -> dict[str, AbstractSet[str]]:
    movers = _with_parents(exercise.prime_movers, muscles)
    return {
        "category": {exercise.category},
        "movement_pattern": {exercise.movement_pattern},
        "chain": {exercise.chain},
        "level": {exercise.level},
        "exercise": {exercise.id},
        "region": set(exercise.regions),
        "prime_movers": movers,
        "muscles": movers | _with_parents(exercise.synergists, muscles),
        **{name: {value} for name, value in exercise.loading},
    }


def _with_parents(names: Collection[str], muscles: Mapping[str, Muscle]) -> set[str]:
    parents = {muscles[name].parent for name in names if name in muscles}
    return {*names, *(parent for parent in parents if parent)}


# ---------------------------------------------------------------- entries


def build_muscles(entries: Entries, vocabulary: Vocabulary) -> dict[str, Muscle]:
    """Return the muscles, their parents and antagonists resolved."""
    found = entries.of("muscle", schemas.MuscleSchema)
    for entry in found.values():
        vocabulary.report(*entry.unknown(("antagonists",), entry.schema.antagonists, found, "muscle"))
        vocabulary.report(*entry.unknown(("parent",), entry.schema.parent, found, "muscle"))
    return {name: Muscle(**schemas.held(entry.schema)) for name, entry in found.items()}


def build_exercises(
    entries: Entries, vocabulary: Vocabulary, muscles: Mapping[str, Muscle], restrictions: tuple[Restriction, ...]
) -> dict[str, Exercise]:
    """Return the exercises, each with the condition under which a person may do it."""
    found = entries.of("exercise", schemas.ExerciseSchema)
    regions = _regions(entries, vocabulary)
    speaking = gathered((pattern, n) for n, one in enumerate(restrictions) for pattern in one.forbids)  # many the same
    exercises = {}
    for entry in found.values():
        _check_exercise(entry, vocabulary, muscles, found)
        s = entry.schema
        plain = Exercise(**schemas.held(s, "loading", "dose"), loading=_loading(s), dose=s.dose or s.category)
        own = _properties(plain, muscles)
        loaded = tuple(name for name, loads in regions.items() if any(has_all(own, load) for load in loads))
        own["region"] = set(loaded)
        plain = replace(plain, regions=loaded)
        forbids = {n for pattern, of in speaking.items() if has_all(own, pattern) for n in of}
        forbidding = [restrictions[n] for n in sorted(forbids)]
        vocabulary.exercises[entry.id] = own
        exercises[entry.id] = _judged(plain, forbidding, Scope(vocabulary, entry))
    return exercises


def _regions(entries: Entries, vocabulary: Vocabulary) -> dict[str, tuple[LoadingPattern, ...]]:
    """What loads each region of the body; a region that speaks of regions would have no end."""
    regions = {}
    for name, entry in entries.of("region", schemas.RegionSchema).items():
        scope = Scope(vocabulary, entry)
        for i, pattern in enumerate(entry.schema.loads):
            if pattern.region is not None:
                scope.problem(("loads", i, "region"), "a region", "other properties", "Say by what it is loaded.")
        plain = [(i, pattern) for i, pattern in enumerate(entry.schema.loads) if pattern.region is None]
        regions[name] = tuple(loading_pattern(scope, pattern, ("loads", i)) for i, pattern in plain)
    return regions


def _loading(s: schemas.ExerciseSchema) -> tuple[tuple[str, str], ...]:
    """Return the loading of an exercise, with what its category and its other loads say where it says nothing."""
    said = s.loading.model_dump()
    said["effort"] = said["effort"] or EFFORTS.get(s.category, "moderate")
    if said["straining"] is None:
        said["straining"] = s.loading.axial_spine_load == "high" or said["effort"] == "maximal"
    return tuple((name, _word(value) if isinstance(value, bool) else value) for name, value in said.items())


def _judged(exercise: Exercise, forbidding: list[Restriction], scope: Scope) -> Exercise:
    parts: list[Condition] = []
    if exercise.equipment and all(exercise.equipment):
        kits = (AllOf(tuple(_has(scope, item) for item in kit)) for kit in exercise.equipment)
        parts.append(AnyOf(tuple(kits)))
    name = scope.vocabulary.roles.experience
    experience = scope.vocabulary.attributes.get(name)
    if experience is None or experience.kind is not Kind.CATEGORY or not experience.ordered:
        found = f"no ordered category {name!r}"
        scope.problem(("level",), found, "an attribute to judge levels by", f"Declare {name!r}.")
    else:
        levels = [level for level, _ in experience.values]
        if exercise.level not in levels:
            scope.problem(("level",), repr(exercise.level), "one of " + ", ".join(levels), "Correct the level.")
        elif levels.index(exercise.level) > 0:
            parts.append(Compare(name, Comparison.GE, levels.index(exercise.level)))
    if forbidding:
        parts.append(Not(AnyOf(tuple(restriction.condition for restriction in forbidding))))
    return replace(
        exercise,
        restrictions=tuple(r.id for r in forbidding),
        condition=AllOf(tuple(parts)),
        place=scope.entry.place(),
    )


def _has(scope: Scope, item: str) -> Condition:
    equipment = scope.vocabulary.roles.equipment
    fact = key(equipment, item)
    attribute = scope.vocabulary.attributes.get(equipment)
    if attribute is None or fact not in attribute.keys:
        known = dict(attribute.instances) if attribute else ()
        scope.vocabulary.report(unknown_name(str(scope.entry.place("equipment")), item, known, "piece of equipment"))
    return Compare(fact, Comparison.EQ, 1)


def _check_exercise(
    entry: Entry[schemas.ExerciseSchema],
    vocabulary: Vocabulary,
    muscles: Mapping[str, Muscle],
    exercises: Mapping[str, Any],
) -> None:
    vocabulary.report(*entry.unknown(("dose",), entry.schema.dose, vocabulary.properties["dose"], "dose"))
    for field in ("prime_movers", "synergists", "stabilizers"):
        vocabulary.report(*entry.unknown((field,), getattr(entry.schema, field), muscles, "muscle"))
    for field in ("regressions", "progressions"):
        vocabulary.report(*entry.unknown((field,), getattr(entry.schema, field), exercises, "exercise"))


def build_doses(entries: Entries, vocabulary: Vocabulary) -> dict[str, Dose]:
    """Return the doses by the category of exercise they are for."""
    doses = entries.of("dose", schemas.DoseSchema)
    return {name: _dose(Scope(vocabulary, entry), name, entry.schema) for name, entry in doses.items()}


def _dose(scope: Scope, name: str, schema: schemas.DoseSchema) -> Dose:
    adapted = tuple(
        AdaptedDose(part.title, scope.condition(part.when, ("adapted", i, "when")), _quantities(part))
        for i, part in enumerate(schema.adapted)
    )
    return Dose(
        name,
        _quantities(schema),
        schema.tempo or "",
        schema.note or "",
        rationale_of(schema.evidence, schema.conventions),
        adapted,
    )


def _quantities(schema: schemas.QuantitiesSchema) -> Quantities:
    spans = ((name, getattr(schema, name)) for name in schemas.QuantitiesSchema.model_fields)
    return tuple((name, str(span[0]), str(span[1])) for name, span in spans if span is not None)


def citation(schema: schemas.CitationSchema) -> Citation:
    """Return a citation; one that supports a number is for the cut-off unless it says otherwise."""
    role = Role(schema.for_) if schema.for_ else Role.CUT_OFF if schema.supports else Role.ASSOCIATION
    return Citation(schema.source, tuple(schema.supports), schema.against, schema.says or "", role, schema.indirect)


def rationale_of(
    evidence: Iterable[schemas.CitationSchema], conventions: Mapping[str, str], because: str = ""
) -> Rationale:
    """Why something stands that is no statement: its sources, and the numbers that are our own."""
    return Rationale(because, tuple(map(citation, evidence)), tuple(conventions.items()))


def build_progression(entries: Entries) -> Progression | None:
    """Return the numbers that weekly sets are planned with."""
    entry = entries.of("progression", schemas.ProgressionSchema).get("progression")
    if entry is None:
        return None
    s = entry.schema
    otherwise = ("most_share_added_a_week", "load_step_pct", "trigger", "rest_hours_after_failure")
    return Progression(
        **schemas.held(s, *otherwise, "evidence", "conventions"),
        most_share_added_a_week=Fraction(s.most_share_added_a_week.removesuffix("%").strip()) / 100,
        text=(
            ("load_step", f"{s.load_step_pct[0]}–{s.load_step_pct[1]} %"),
            ("trigger", s.trigger),
        ),
        rationale=rationale_of(s.evidence, s.conventions),
    )


def build_evidence(entries: Entries) -> dict[str, Evidence]:
    sources = {}
    for name, entry in entries.of("evidence", schemas.EvidenceSchema).items():
        read = entry.schema.verified
        verified = Verified(read.at, Reading(read.read)) if read else None
        said = schemas.held(entry.schema, "grade", "verified")
        sources[name] = Evidence(**said, grade=Grade(entry.schema.grade), verified=verified)
    return sources


def build_not_counted(
    entries: Entries, vocabulary: Vocabulary, muscles: Mapping[str, Muscle]
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The titles that are no sets of an exercise, and those of them that are work, with the muscles it may train."""
    titles: list[str] = []
    work: dict[str, tuple[str, ...]] = {}
    for entry in entries.of("not counted", schemas.NotCountedSchema).values():
        s = entry.schema
        titles += (*s.cardio, *s.olympic_or_total_body, *s.not_strength)
        work |= dict.fromkeys(s.olympic_or_total_body, ())
        for i, some in enumerate(s.some_muscles):
            vocabulary.report(*entry.unknown(("some_muscles", i, "muscles"), some.muscles, muscles, "muscle"))
            titles += some.titles
            work |= dict.fromkeys(some.titles, tuple(some.muscles))
    return tuple(titles), work


def build_title_words(
    entries: Entries, vocabulary: Vocabulary, muscles: Mapping[str, Muscle]
) -> tuple[TitleWords, ...]:
    """Return the tables of words that titles in training logs are read with."""
    found = entries.of("title words", schemas.TitleWordsSchema).values()
    for entry in found:
        for word, names in entry.schema.muscles.items():
            vocabulary.report(*entry.unknown(("muscles", word), names, muscles, "muscle"))
    return tuple(TitleWords(**schemas.held(entry.schema)) for entry in found)
