"""The form of the knowledge: cases, sources, numbers, words. What is wrong is returned, with how to fix it.

Loading refuses what has no meaning; lint finds what has a meaning and should not stand: a rule whose cases
would not notice a flipped comparison, a number without a source or an owner, a word that overclaims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath

from balance_rules.knowledge.examples import check_cases, check_rungs
from balance_rules.knowledge.inventory import unread_attributes
from balance_rules.knowledge.issues import Issue, issue_of
from balance_rules.knowledge.margins import margins
from balance_rules.knowledge.sources import faults, sources_used
from balance_rules.model import (
    Claim,
    Compare,
    Kind,
    Knowledge,
    Prescription,
    Rule,
    Truth,
    Urgency,
    Verdict,
    facts_read,
    leaves,
    name_of,
)
from balance_rules.semantics import judge
from balance_rules.text.gathering import gathered

OVERCLAIMS = re.compile(
    r"\b(probabilit\w*|likelihood|diagnos\w*|chances? of|guarantee\w*|cures?|will injure|detrain\w* the quadriceps)\b",
    re.IGNORECASE,
)


def lint(knowledge: Knowledge, about: str | None = None, *, folder: str | None = None) -> tuple[Issue, ...]:
    """Return every defect in the form of the knowledge, in the order of the files.

    With the name of a statement, those that it has or shares: of its findings and its sources, too. With the name of a
    folder that the knowledge was read from, those of what stands there.
    """
    statements = [one for one in knowledge.statements if about in {None, one.name} and _in(folder, one.place.path)]
    checks: tuple[Callable[[Knowledge], Iterable[Issue]], ...] = (
        partial(check_cases, statements),
        partial(check_rungs, [one for one in statements if isinstance(one, Rule)]),
        _check_numbers,
        _check_words,
        _check_strata,
        _check_claims,
        _check_use,
        _check_cuts,
        _check_margins,
        _check_errors,
        _check_referrals,
        _check_sources,
        _check_themes,
    )
    found = [issue for check in checks for issue in check(knowledge)]
    if about is not None:
        concluded = {name_of(one.conclusion) for one in statements if isinstance(one, Rule)}
        cited = {citation.source for one in statements for citation in one.rationale.evidence}
        found = [issue for issue in found if issue.statement in {about, *concluded, *cited}]
    found = [issue for issue in found if _in(folder, issue.place)]
    return tuple(sorted(dict.fromkeys(found), key=lambda issue: (issue.place, issue.code, issue.message)))


def _in(folder: str | None, place: str) -> bool:
    return folder is None or PurePosixPath(place).parts[:1] == (folder,)


# ---------------------------------------------------------------- numbers and sources


def _check_numbers(knowledge: Knowledge) -> Iterator[Issue]:
    for statement in knowledge.statements:
        rationale = statement.rationale
        owned = {name for name, _ in rationale.conventions}
        supported = {name for citation in rationale.evidence for name in citation.supports}
        for leaf in leaves(statement.written):
            if not isinstance(leaf, Compare) or knowledge.facts[leaf.fact].kind is not Kind.NUMBER:
                continue
            if name_of(leaf.fact) not in owned | supported:
                message = f"the number compared with {name_of(leaf.fact)!r} has neither a source nor an owner."
                fix = "Name the attribute in an entry's 'supports', or own the number in 'conventions'."
                yield issue_of("L05", statement, message, fix)
        for name in supported - set(knowledge.attributes):
            yield issue_of("L06", statement, f"'supports' names {name!r}, which is no attribute.", "Name an attribute.")
        founded = rationale.conventions or not all(citation.against for citation in rationale.evidence)
        draft = isinstance(statement, Rule) and statement.status == "draft"
        if not (founded or draft or isinstance(statement, Claim)):
            yield issue_of("L07", statement, "no source and no convention.", "Cite a source or own it.")


def _check_words(knowledge: Knowledge) -> Iterator[Issue]:
    for statement in knowledge.statements:
        texts = (statement.title, statement.rationale.because, *statement.rationale.caveats)
        if isinstance(statement, Prescription):
            texts = (*texts, *(said.text for said in statement.instructions), statement.stop_when)
        for match in (match for text in texts for match in OVERCLAIMS.finditer(text)):
            message = f"the word {match.group()!r} overclaims."
            yield issue_of("L08", statement, message, "Say certainty of a finding or grade of evidence.")


# ---------------------------------------------------------------- structure


def _check_strata(knowledge: Knowledge) -> Iterator[Issue]:
    for rule in knowledge.rules:
        folder = PurePosixPath(rule.place.path).parent.name
        stated = folder.partition("_")[0]
        if stated.isdigit() and int(stated) != rule.stratum + 1:
            message = f"it stands in {folder!r}, but its finding closes in stratum {rule.stratum + 1}."
            yield issue_of("L09", rule, message, f"Move the file to the folder of stratum {rule.stratum + 1}.")


def _check_claims(knowledge: Knowledge) -> Iterator[Issue]:
    rules = gathered((rule.name, rule) for rule in knowledge.rules)
    for claim in knowledge.claims:
        if not claim.rationale.evidence:
            fix = "Cite what was found, for or against."
            yield issue_of("L10", claim, "no source on either side of the claim.", fix)
        for rule in (rule for name in claim.carried_by for rule in rules.get(name, ())):
            if claim.verdict in {Verdict.UNSUPPORTED, Verdict.CONTRADICTED}:
                message = f"a claim that is {claim.verdict} ({claim.name}) adds to {rule.conclusion}."
                yield issue_of("L11", rule, message, "Let the claim speak for itself, beside the finding.")


def _check_use(knowledge: Knowledge) -> Iterator[Issue]:
    concluded = {name_of(rule.conclusion) for rule in knowledge.rules}
    answered = {name_of(finding) for prescription in knowledge.prescriptions for finding in prescription.answers}
    for name in dict.fromkeys(conclusion.name for conclusion in knowledge.conclusions.values()):
        if name not in concluded:
            yield Issue("L12", f"conclusion {name}", name, "no rule concludes it.", "Write a rule, or remove it.")
        elif name not in answered:
            fix = "Name it in the 'answers' of a prescription."
            yield Issue("L15", f"conclusion {name}", name, "no prescription answers it.", fix)
    used = Counter(name for _, name in sources_used(knowledge))
    for source in knowledge.evidence:
        if not used[source]:
            fix = "Cite it, or remove the file."
            yield Issue("L13", f"knowledge/evidence/{source}.yaml", source, "nothing rests on it.", fix)
    unread = unread_attributes(knowledge)
    for attribute in knowledge.attributes.values():
        if attribute.silent and attribute.id not in unread:
            message = "it says that nothing is concluded from it, and a condition reads it."
            yield Issue("L21", str(attribute.place), attribute.id, message, "Remove 'silent'.")


# ---------------------------------------------------------------- referrals

HASTE = {
    Urgency.EMERGENCY: r"\b(ambulance|emergency department)\b",
    Urgency.SAME_DAY: r"\b(today|same day)\b",
    Urgency.SOON: r"\b(this week|within (a|one) week|within (two|three|a few) days)\b",
    Urgency.ROUTINE: r"\b((in|within) (the next|some|a few|two|three|four) weeks|next visit)\b",
}


def _haste(sentence: str) -> Iterator[Urgency]:
    """Yield how soon a sentence of an action says, the most urgent first."""
    return (urgency for urgency, words in HASTE.items() if re.search(words, sentence))


def _check_referrals(knowledge: Knowledge) -> Iterator[Issue]:
    """Check that a referral says how soon as its field does, never slower later on, and that a visit can lift it."""
    flags = {fact: 0 for fact in knowledge.facts if name_of(fact) == knowledge.roles.flags}
    order = list(Urgency)
    for referral in knowledge.referrals:
        first, *later = referral.action.lower().split(". ")
        said = next(_haste(first), None)
        if said is not referral.urgency:
            found = f"its first sentence says {said.value}" if said else "its first sentence does not say how soon"
            words = HASTE[referral.urgency].replace("\\b", "")
            yield issue_of("L14", referral, f"the field says {referral.urgency.value}, {found}.", f"Say it: {words}.")
        for sentence in later:
            sooner = sentence.startswith("sooner")
            slow = [one.value for one in _haste(sentence) if order.index(one) > order.index(referral.urgency) - sooner]
            if slow:
                message = f"the field says {referral.urgency.value}, a later sentence says {slow[0]}."
                fix = "Name a time there that is no slower, or sooner where it says so."
                yield issue_of("L14", referral, message, fix)
        reads_flags = not flags.keys().isdisjoint(facts_read(referral.condition))
        if reads_flags and judge(referral.condition, flags, {}).truth is not Truth.FALSE:
            message = "it can hold without any of the red flags it reads, so no visit to a doctor could lift it."
            yield issue_of("L20", referral, message, "Write what needs no flag as a referral of its own.")


def _check_sources(knowledge: Knowledge) -> Iterator[Issue]:
    """Check that each source is identified, was read, and stands here once."""
    named: dict[str, str] = {}
    for source in knowledge.evidence.values():
        place = f"knowledge/evidence/{source.id}.yaml"
        for code, message, fix in faults(source):
            yield Issue(code, place, source.id, message, fix)
        for name in ("doi", "pmid", "pmcid"):
            number = (getattr(source, name) or "").lower()
            if number and (first := named.setdefault(f"{name} {number}", source.id)) != source.id:
                message = f"it has the {name} of {first!r}, {number}."
                yield Issue("L19", place, source.id, message, "Keep one file for the study, and cite that.")


def _check_margins(knowledge: Knowledge) -> Iterator[Issue]:
    """Check that no rule speaks of a difference between the sides that may be error alone."""
    places = {rule.name: str(rule.place) for rule in knowledge.rules}
    for margin in margins(knowledge):
        if margin.error is None:
            message = f"nobody can tell whether its cut-off for {margin.attribute!r} lies beyond the error."
            fix = "Give the attribute, or that of one side, an 'error': published, or the nearest test's and owned."
        elif margin.inside:
            off = f"{float(margin.distance):g} from even, and one measurement may be {float(margin.error):.3g} off"
            message = f"its cut-off for {margin.attribute!r} lies {off}."
            fix = "Move it beyond the error, or say in 'conventions: {error: …}' why it stands inside."
        else:
            continue
        yield Issue("L23", places[margin.rule], margin.rule, message, fix)


def _check_cuts(knowledge: Knowledge) -> Iterator[Issue]:
    """Find thresholds so close together that a value between them cannot be stored on its own side of both."""
    for attribute in knowledge.attributes.values():
        for value in sorted(attribute.torn) if not attribute.is_count else ():
            below, above = attribute.show(value), attribute.show(value + 1)
            message = f"thresholds both just above {below} and just below {above}, one step apart."
            yield Issue("L27", f"attribute {attribute.id}", attribute.id, message, "Refine the resolution.")


def _check_errors(knowledge: Knowledge) -> Iterator[Issue]:
    """Check that every error of measurement has a source or is owned."""
    for attribute in knowledge.attributes.values():
        error = attribute.error
        if error is not None and not (error.source or error.convention):
            message = "its error of measurement has no source and no owner."
            fix = "Name the 'source' it was read in, or own it in 'convention'."
            yield Issue("L22", str(attribute.place), attribute.id, message, fix)


def _check_themes(knowledge: Knowledge) -> Iterator[Issue]:
    """Find findings that no theme merges with what has the same cause or remedy: no priority would tell of them."""
    themed = {name for theme in knowledge.themes for name in theme.findings}
    for conclusion in knowledge.conclusions.values() if themed else ():
        if conclusion.name not in themed and knowledge.family(conclusion.family).about != "input":
            place = f"conclusion {conclusion.name}"
            yield Issue("L24", place, conclusion.name, "no theme has it.", "Name it in a theme of themes.yaml.")
