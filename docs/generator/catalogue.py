"""Pages of what statements draw on: exercises with muscles and doses, sources, popular claims."""

from __future__ import annotations

from collections.abc import Iterator

from balance_rules.advice import dose_text
from balance_rules.model import (
    Evidence,
    Exercise,
    Rationale,
    Rule,
)
from docs.generator.book import (
    CLAIMS,
    EVIDENCE,
    EXERCISES,
    MEASUREMENT_ERROR,
    Book,
    Pages,
    capital,
    document,
    enumeration,
    escape,
    heading,
    link,
    table,
)

SOURCES = f"{EVIDENCE}/index.md"


def catalogue_pages(book: Book) -> Pages:
    """Return the pages of exercises, sources and claims."""
    sources = {f"{EVIDENCE}/{name}.md": _source_page(book, source) for name, source in book.knowledge.evidence.items()}
    return {
        EXERCISES: _exercises_page(book),
        **sources,
        SOURCES: _sources_page(book),
        CLAIMS: _claims_page(book),
    }


# ---------------------------------------------------------------- exercises


def _exercises_page(book: Book) -> str:
    knowledge = book.knowledge
    patterns: dict[str, list[Exercise]] = {}
    for exercise in knowledge.exercises.values():
        patterns.setdefault(exercise.movement_pattern, []).append(exercise)
    parts: list[str | list[str]] = []
    for pattern in sorted(patterns):
        rows = [_exercise_row(book, exercise) for exercise in patterns[pattern]]
        header = ("Exercise", "Prime movers", "Equipment", "Level", "Loads")
        parts += [heading(capital(pattern.replace("_", " ")), level=3), table(header, rows)]
    return document(
        "# Exercises, doses and muscles",
        f"The {len(knowledge.exercises)} exercises that prescriptions choose from and training logs are read with. "
        "*Loads* says what a restriction may forbid; what is not named there is none.",
        "## Exercises",
        *parts,
        "## Doses",
        "How much of an exercise, by its category, unless a prescription says otherwise.",
        *_doses(book),
        "## Progression",
        *_progression(book),
        "## Muscles",
        _muscles(book),
    )


def _exercise_row(book: Book, exercise: Exercise) -> tuple[str, ...]:
    muscles = book.knowledge.muscles
    movers = ", ".join(escape(muscles[name].common_name) for name in exercise.prime_movers)
    kits = [" + ".join(item.replace("_", " ") for item in kit) for kit in exercise.equipment]
    loads = [
        name.replace("_", " ") if value == "true" else f"{name.replace('_', ' ')} {value}"
        for name, value in exercise.loading
        if value not in {"none", "false"}
    ]
    name = f'<a id="{exercise.id}"></a>{escape(exercise.name)}'
    return name, movers, " or ".join(kits) or "none", exercise.level, ", ".join(loads)


def _doses(book: Book) -> Iterator[str]:
    for name, dose in book.knowledge.doses.items():
        text = f"{capital(escape(dose_text(book.knowledge, name)))}. {escape(dose.note)}".strip()
        yield "\n\n".join([heading(capital(name.replace("_", " ")), level=3), text, *_basis(book, dose.rationale)])


def _basis(book: Book, rationale: Rationale) -> Iterator[str]:
    """Yield the sources of a dose or of the progression, and the numbers that are our own."""
    sources = [
        f"- {'Against it: ' if c.against else ''}{book.source_link(EXERCISES, c.source)}: {escape(c.says)}."
        for c in rationale.evidence
    ]
    owned = [f"- {capital(name.replace('_', ' '))}: {escape(why)}" for name, why in rationale.conventions]
    if sources:
        yield "\n".join(["**Evidence**", "", *sources])
    if owned:
        yield "\n".join(["**Numbers that are our own**", "", *owned])


def _progression(book: Book) -> Iterator[str]:
    progression = book.knowledge.progression
    if progression is None:
        return
    low, high = progression.target_weekly_sets
    share = progression.most_share_added_a_week * 100
    yield (
        f"Weekly sets grow by at most {progression.most_sets_added_a_week} sets a muscle and {share} % a week, yet by "
        f"at least one set, towards {low} to {high}. Fewer than {progression.least_effective_weekly_sets} are few; "
        f"above {progression.reduce_above_weekly_sets} more brings little. Between heavy sessions for a muscle lie "
        f"{progression.rest_hours_between_heavy} hours."
    )
    yield from _basis(book, progression.rationale)


def _muscles(book: Book) -> list[str]:
    muscles = book.knowledge.muscles
    rows = [
        (
            escape(muscle.name) + (f" (part of {escape(muscles[muscle.parent].name)})" if muscle.parent else ""),
            f"`{muscle.id}`",
            escape(muscle.common_name),
            muscle.chain,
            ", ".join(action.replace("_", " ") for action in muscle.actions),
        )
        for muscle in muscles.values()
    ]
    return table(("Muscle", "Id", "Common name", "Chain", "Actions"), rows)


# ---------------------------------------------------------------- sources


def _sources_page(book: Book) -> str:
    evidence = book.knowledge.evidence
    rows = [
        (
            book.source_link(SOURCES, source.id),
            str(source.grade),
            escape(source.design),
            str(len(book.resting_on.get(source.id, ()))),
        )
        for source in sorted(evidence.values(), key=lambda source: source.id)
    ]
    grades = sorted({source.grade for source in evidence.values()})
    return document(
        "# Sources",
        f"The {len(evidence)} sources the knowledge cites, each with what was found, its limits and what rests on it.",
        [f"- **{grade}**: {grade.meaning}" for grade in grades],
        table(("Source", "Grade", "Design", "Used by"), rows),
    )


def _source_page(book: Book, source: Evidence) -> str:
    page = f"{EVIDENCE}/{source.id}.md"
    uses = [_use(book, page, name) for name in book.resting_on.get(source.id, ())]
    return document(
        heading(book.source_name(source.id)),
        f"{escape(source.citation)} [{_address(source)}]({source.link})",
        [
            f"- **Grade {source.grade}**: {source.grade.meaning}. Design: {escape(source.design)}.",
            f"- **Who was studied**: {escape(source.population)}",
            f"- **Found**: {book.prose(page, source.finding)}",
            f"- **Limits**: {book.prose(page, source.limits)}",
            f"- **Read**: {escape(source.verified.read.meaning)}, at {escape(source.verified.at)}"
            if source.verified
            else "- **Read**: not said",
        ],
        "## What rests on it",
        [f"- {use}" for use in uses] or "Nothing.",
        source=f"knowledge/evidence/{source.id}.yaml",
    )


def _address(source: Evidence) -> str:
    return f"doi:{source.doi}" if source.doi else source.link.removeprefix("https://").removeprefix("http://")


def _use(book: Book, page: str, name: str) -> str:
    """Return a link to something that cites a source, by the name `sources_used` gives it."""
    kind, _, rest = name.partition(" ")
    if name in book.statements:
        first = book.statements[name][0]
        word = type(first).__name__ if not isinstance(first, Rule) else "Rule"
        return f"{word}: {book.statement_link(page, name)}"
    if name in book.knowledge.attributes:
        title = book.knowledge.attributes[name].title_of_all
        return f"Error of measurement: {link(page, title, MEASUREMENT_ERROR)}"
    if name in book.knowledge.exercises:
        return f"Exercise: {link(page, book.knowledge.exercises[name].name, EXERCISES, name)}"
    return f"{capital(kind)}: {link(page, rest or 'weekly sets', EXERCISES, 'doses' if rest else 'progression')}"


# ---------------------------------------------------------------- claims


def _claims_page(book: Book) -> str:
    claims = book.knowledge.claims
    rows = [(link(CLAIMS, claim.title, CLAIMS, claim.name), _verdict(claim.verdict)) for claim in claims]
    parts: list[str | list[str]] = []
    for claim in claims:
        sides = (("For it", claim.supporting), ("Against it", claim.opposing))
        parts += [
            heading(claim.title, claim.name, level=2),
            f"**Verdict: {_verdict(claim.verdict)}.** {escape(claim.note)}",
            [
                f"- {lead}: " + "; ".join(_sourced(book, source) for source in sources)
                for lead, sources in sides
                if sources
            ],
            ["It is about those of whom this holds:", *book.condition(CLAIMS, claim.condition)],
            "See also " + enumeration([book.statement_link(CLAIMS, name) for name in claim.carried_by]) + "."
            if claim.carried_by
            else "",
        ]
    return document(
        "# Popular claims, and what the evidence says",
        "What is commonly said about muscle balance, beside what was found. Each claim is live: it is judged for every "
        "person and told to those whom it is about, with its verdict and both sides. It adds nothing to any finding.",
        table(("Claim", "Verdict"), rows),
        *parts,
    )


def _verdict(verdict: str) -> str:
    return verdict.replace("_", " ")


def _sourced(book: Book, source: str) -> str:
    return f"{book.source_link(CLAIMS, source)} (**{book.knowledge.evidence[source].grade}**)"
