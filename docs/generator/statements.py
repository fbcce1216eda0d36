"""Pages of referrals, restrictions and prescriptions."""

from __future__ import annotations

from collections.abc import Sequence

from balance_rules.advice import dose_text
from balance_rules.knowledge.catalogue import SCALES
from balance_rules.model import (
    Contradiction,
    LoadingPattern,
    Prescription,
    Referral,
    Restriction,
    Statement,
    Urgency,
    name_of,
)
from balance_rules.text.wording import fill
from docs.generator.book import (
    ATTRIBUTES,
    CONTRADICTIONS,
    EXERCISES,
    PRESCRIPTIONS,
    RED_FLAGS,
    REFERRALS,
    RESTRICTIONS,
    Book,
    Pages,
    capital,
    document,
    enumeration,
    escape,
    heading,
    home_of,
    link,
    table,
)
from docs.generator.rationale import conditions, instances, rationale, says
from docs.generator.red_flags import red_flags_page

MOST_EXAMPLES = 8


def statement_pages(book: Book) -> Pages:
    """Return the pages of all statements that are not rules."""
    return {
        REFERRALS: _referrals_page(book),
        RED_FLAGS: red_flags_page(book),
        CONTRADICTIONS: _contradictions_page(book),
        RESTRICTIONS: _restrictions_page(book),
        **_prescription_pages(book),
    }


# ---------------------------------------------------------------- referrals and restrictions


def _referrals_page(book: Book) -> str:
    parts: list[str | list[str]] = []
    groups = [g for g in book.statements.values() if isinstance(g[0], Referral)]
    for urgency in Urgency:
        chosen = [g for g in groups if isinstance(g[0], Referral) and g[0].urgency is urgency]
        if chosen:
            parts.append(heading(urgency.words, urgency.value, level=2))
        for group in chosen:
            first = group[0]
            assert isinstance(first, Referral)
            parts += [
                heading(book.title(first.name), first.name, level=3),
                f"**{escape(first.action)}**",
                _stops(book, first),
                conditions(book, REFERRALS, [first.condition]),
                says(book, group),
                *rationale(book, REFERRALS, group),
            ]
    return document(
        "# Referrals",
        "What a doctor should look at, how soon, and what it stops until then. While a referral is true, what it stops "
        "is refused; while it is not ruled out, what it would stop is withheld, and the questions that would rule it "
        "out come first. The rest of the training goes on. What each red flag does is in "
        f"{link(REFERRALS, 'a table of its own', RED_FLAGS)}. [Unknown is not no](../explanation/safety.md).",
        *parts,
    )


def _stops(book: Book, referral: Referral) -> str:
    """Return what a referral stops until a doctor has looked."""
    stop = next((r for r in book.knowledge.restrictions if r.referral == referral.id), None)
    if stop is None:
        return "**It stops** nothing."
    if any(not pattern.properties for pattern in stop.forbids):
        return "**It stops** all training that loads the body."
    return "\n".join(["**It stops**", "", *(f"- {_pattern(book, pattern)}" for pattern in stop.forbids)])


def _contradictions_page(book: Book) -> str:
    parts: list[str | list[str]] = []
    for name, group in book.statements.items():
        first = group[0]
        if not isinstance(first, Contradiction):
            continue
        parts += [
            heading(book.title(name), name, level=2),
            conditions(book, CONTRADICTIONS, [first.condition]),
            instances(book, group),
            says(book, group),
            f"**To fix it:** {escape(first.fix)}",
            *rationale(book, CONTRADICTIONS, group),
        ]
    return document(
        "# Contradictions",
        "Facts that cannot all be true of one person. Where they are, nothing is guessed: the profile is refused, or "
        "the row of a table, with the place of the first of them. What is not known contradicts nothing.",
        *parts,
    )


def _restrictions_page(book: Book) -> str:
    parts: list[str | list[str]] = []
    for name, group in book.statements.items():
        first = group[0]
        if not isinstance(first, Restriction) or first.referral is not None:
            continue
        parts += [
            heading(book.title(name), name, level=2),
            "**While**",
            conditions(book, RESTRICTIONS, [first.condition]),
            instances(book, group),
            _forbids(book, first),
            says(book, group),
            *rationale(book, RESTRICTIONS, group),
        ]
    return document(
        "# Restrictions",
        "What pain, conditions, age and experience forbid. A restriction names properties of exercises, not exercises, "
        "so that every exercise of the catalogue is decided, and one added later too. While its condition is not "
        "known, the exercises it would forbid are withheld.",
        *parts,
    )


def _forbids(book: Book, restriction: Restriction) -> str:
    knowledge = book.knowledge
    stopped = [exercise.name for exercise in knowledge.exercises.values() if restriction.id in exercise.restrictions]
    shown = [escape(name) for name in stopped[:MOST_EXAMPLES]]
    if len(stopped) > MOST_EXAMPLES:
        shown.append(f"{len(stopped) - MOST_EXAMPLES} more")
    items = [f"- {_pattern(book, pattern)}" for pattern in restriction.forbids]
    total = f"{len(stopped)} of {len(knowledge.exercises)} {link(RESTRICTIONS, 'exercises', EXERCISES)}"
    return "\n".join(["**it forbids**", "", *items, "", f"That is {total}: {enumeration(shown)}."])


def _pattern(book: Book, pattern: LoadingPattern) -> str:
    """Return which exercises a pattern means: ``lumbar shear moderate or more, and movement pattern hinge``."""
    return ", and ".join(_property(book, name, values) for name, values in pattern.properties)


def _property(book: Book, name: str, values: Sequence[str]) -> str:
    words = name.replace("_", " ")
    if name in SCALES:
        last = values[-1] == values[0]
        return f"{words} {values[0]}{'' if last else ' or more'}"
    if values in {("true",), ("false",)}:
        return words if values == ("true",) else f"not {words}"
    if name == "region":
        return f"loads the {enumeration([value.replace('_', ' ') for value in values], 'or')}"
    muscles, exercises = book.knowledge.muscles, book.knowledge.exercises
    named = [
        muscles[v].common_name if v in muscles else exercises[v].name if v in exercises else v.replace("_", " ")
        for v in values
    ]
    return f"{words}: {enumeration([escape(text) for text in named], 'or')}"


# ---------------------------------------------------------------- prescriptions


def _prescription_pages(book: Book) -> Pages:
    """Return a page per prescription, and the list of them by kind."""
    index = f"{PRESCRIPTIONS}/index.md"
    kinds: dict[str, list[Prescription]] = {}
    pages = {}
    for group in book.statements.values():
        first = group[0]
        if isinstance(first, Prescription):
            kinds.setdefault(first.kind, []).append(first)
            pages[home_of(first)[0]] = _prescription_page(book, group, first)
    parts: list[str | list[str]] = []
    for kind in sorted(kinds):
        rows = [(book.statement_link(index, p.name), _answers(book, index, p)) for p in kinds[kind]]
        parts += [heading(capital(kind), level=2), table(("Prescription", "Answers"), rows)]
    pages[index] = document(
        "# Prescriptions",
        "What to do about the findings. A prescription is *given* when a condition that calls for it is true and all "
        "that stands against it is known to be false; it is *refused* when something stands against it, and *withheld* "
        "while that is not known.",
        *parts,
    )
    return pages


def _answers(book: Book, page: str, prescription: Prescription) -> str:
    """Return links to the findings a prescription answers, the instances of one together."""
    answered: dict[str, list[tuple[str, str]]] = {}
    for identity in prescription.answers:
        title = book.knowledge.conclusions[identity].title
        answered.setdefault(name_of(identity), []).append((identity, title))
    return enumeration([book.finding_link(page, name, book.general(group)) for name, group in answered.items()])


def _answered(book: Book, page: str, prescription: Prescription) -> str:
    """Return the findings and the pain sites that a prescription answers."""
    sites = dict(book.knowledge.attributes["pain"].instances) if prescription.sites else {}
    pain = [f"pain: {enumeration([sites[site] for site in prescription.sites], 'or')}"] if sites else []
    findings = [_answers(book, page, prescription)] if prescription.answers else []
    return enumeration([*findings, *pain]) or "what the person came for"


def _prescription_page(book: Book, group: Sequence[Statement], first: Prescription) -> str:
    page = home_of(first)[0]
    avoid = ("## Not while", conditions(book, page, first.avoid)) if first.avoid else ()
    flags = f"It loads tissue: the {link(page, 'red flags', REFERRALS)} stop it." if first.loading else ""
    return document(
        heading(book.title(first.name)),
        f"{capital(first.kind.replace('_', ' '))}, as an answer to {_answered(book, page, first)}.",
        "## Prescribed when",
        conditions(book, page, first.prescribe),
        instances(book, group),
        *avoid,
        flags,
        "## What to do",
        _exercises(book, page, first),
        _sets(book, first),
        "\n".join(["**How**", "", *(f"- {_words(book, said.text)}" for said in first.instructions)]),
        _course(book, page, first),
        "## Why",
        *rationale(book, page, group),
        source=first.place.path,
    )


def _words(book: Book, text: str) -> str:
    return escape(fill(book.knowledge, text, {}))


def _exercises(book: Book, page: str, prescription: Prescription) -> str:
    if not prescription.exercises:
        return ""
    catalogue = book.knowledge.exercises
    chosen = [catalogue[name] for name in prescription.exercises]
    names = [link(page, exercise.name, EXERCISES, exercise.id) for exercise in chosen]
    doses = dict.fromkeys(prescription.dose or exercise.category for exercise in chosen)
    lines = [f"- {dose}: {escape(text)}" for dose in doses if (text := dose_text(book.knowledge, dose))]
    best = f"**Exercises**: the best {prescription.most} that the person may do of {enumeration(names)}."
    return "\n".join([best, *(["", "**Dose**", "", *lines] if lines else [])])


def _sets(book: Book, prescription: Prescription) -> str:
    muscles = book.knowledge.muscles
    verbs = {"add": "more", "hold": "the same", "reduce": "fewer"}
    parts = [f"{verbs[change]} for the {muscles[muscle].common_name}" for muscle, change in prescription.weekly_sets]
    return f"**Weekly sets**: {enumeration(parts)}." if parts else ""


def _course(book: Book, page: str, prescription: Prescription) -> str:
    """Return when to stop, how long it runs, and what is measured again."""
    parts = []
    if prescription.stop_when:
        parts.append(f"**Stop when**: {_words(book, prescription.stop_when)}")
    if prescription.weeks:
        parts.append(f"**For** {prescription.weeks} weeks.")
    if prescription.retest:
        attributes = book.knowledge.attributes
        titles = {name: attributes[name].title_of_all for name in prescription.retest}
        measures = [link(page, title, ATTRIBUTES, name) for name, title in titles.items()]
        parts.append(f"**Measure again** after {prescription.retest_after} weeks: {enumeration(measures)}.")
    return "\n\n".join(parts)
