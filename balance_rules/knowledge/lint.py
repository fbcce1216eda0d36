"""The form of the knowledge: cases, sources, numbers, words. What is wrong is returned, with how to fix it.

Loading refuses what has no meaning; lint finds what has a meaning and should not stand: a rule whose cases
would not notice a flipped comparison, a number without a source or an owner, a word that overclaims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from balance_rules.inference.kernel import compiled
from balance_rules.inference.program import lowered
from balance_rules.knowledge.inventory import unread_attributes
from balance_rules.knowledge.margins import margins
from balance_rules.knowledge.sources import faults, sources_used
from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Case,
    Claim,
    Compare,
    Condition,
    Kind,
    Knowledge,
    Not,
    Prescription,
    Rule,
    Statement,
    Truth,
    Urgency,
    Verdict,
    Within,
    facts_read,
    leaves,
    name_of,
)
from balance_rules.semantics import Interval, judge, score, with_measures

UNDECIDED: Interval = (-(10**9), 10**9)
OUTCOMES = {
    "fires": Truth.TRUE,
    "silent": Truth.FALSE,
    "undecided": Truth.UNKNOWN,
    "given": Truth.TRUE,
    "refused": Truth.FALSE,
    "withheld": Truth.UNKNOWN,
}
OVERCLAIMS = re.compile(
    r"\b(probabilit\w*|likelihood|diagnos\w*|chances? of|guarantee\w*|cures?|will injure|detrain\w* the quadriceps)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Issue:
    """A defect in the knowledge: a stable code, where it stands, what is wrong, and how to fix it."""

    code: str
    place: str
    statement: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.statement}: {self.message} {self.fix}"


def lint(knowledge: Knowledge, about: str | None = None) -> tuple[Issue, ...]:
    """Return every defect in the form of the knowledge, in the order of the files.

    With the name of a statement, those that it has or shares: of its findings and its sources, too.
    """
    statements = [one for one in knowledge.statements if about in {None, one.name}]
    checks: tuple[Callable[[Knowledge], Iterable[Issue]], ...] = (
        partial(_check_cases, statements),
        partial(_check_rungs, [one for one in statements if isinstance(one, Rule)]),
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
    return tuple(sorted(dict.fromkeys(found), key=lambda issue: (issue.place, issue.code, issue.message)))


def _issue(code: str, statement: Statement, message: str, fix: str) -> Issue:
    return Issue(code, str(statement.place), statement.name, message, fix)


# ---------------------------------------------------------------- cases


def outcome(knowledge: Knowledge, condition: Condition, case: Case) -> Truth:
    """Return the truth of a condition in a case; a finding whose level the case does not give is undecided."""
    levels = {
        conclusion: next((level.cut for level in knowledge.conclusions[conclusion].levels if level.name == name), 0)
        for conclusion, name in case.levels
    }
    scores = _Undecided({name: (cut, cut) for name, cut in levels.items()})
    return judge(condition, dict(case.facts), scores).truth


class _Undecided(dict[str, Interval]):
    """Scores of which those a case does not give are open."""

    def get(self, name: str, default: object = None) -> Interval:
        return super().get(name, UNDECIDED)


def _check_cases(statements: Iterable[Statement], knowledge: Knowledge) -> Iterator[Issue]:
    by_name: dict[str, list[Statement]] = {}
    for statement in statements:
        by_name.setdefault(statement.name, []).append(statement)
        for case in statement.cases:
            truth = outcome(knowledge, statement.condition, case)
            if truth is not OUTCOMES[case.expect]:
                words = [word for word, t in OUTCOMES.items() if t is truth]
                word = words[1] if isinstance(statement, Prescription) else words[0]
                message = f"the case {case.name!r} expects {case.expect}, but comes out as {word}."
                yield _issue("L01", statement, message, "Correct the case or the condition.")
    for group in by_name.values():
        yield from _check_coverage(knowledge, group)


def _check_coverage(knowledge: Knowledge, group: list[Statement]) -> Iterator[Issue]:
    """Check that a statement's cases show each outcome, each boundary, and each leaf at work."""
    first = max(group, key=lambda statement: len(statement.cases))  # the one that the cases are written for
    cases = [(statement, case) for statement in group for case in statement.cases]
    shown = {OUTCOMES[case.expect] for _, case in cases}
    wanted = (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)
    for truth in wanted:
        if truth not in shown:
            pair = [word for word, t in OUTCOMES.items() if t is truth]
            word = pair[1] if isinstance(first, Prescription) else pair[0]
            yield _issue("L02", first, f"no case that is {word}.", "Add one.")
    own = [(statement, case) for statement, case in cases if statement is first]
    condition = first.written
    for leaf in dict.fromkeys(leaves(condition)):
        if isinstance(leaf, Compare) and leaf.comparison != "eq" and not _at_boundary(leaf, own):
            message = f"no case with {leaf.fact} exactly at the threshold of '{leaf.comparison.symbol}'."
            yield _issue("L03", first, message, "Add a boundary case.")
        flipped = _flip(condition, leaf)
        if own and all(outcome(knowledge, flipped, case) is outcome(knowledge, condition, case) for _, case in own):
            message = f"negating the comparison with {_about(leaf)} breaks no case."
            yield _issue("L04", first, message, "Add a case whose outcome depends on it.")


def _at_boundary(leaf: Compare, cases: Iterable[tuple[Statement, Case]]) -> bool:
    return any(dict(case.facts).get(leaf.fact) == leaf.value for _, case in cases)


def _about(leaf: Compare | Within | AtLeast) -> str:
    return leaf.conclusion if isinstance(leaf, AtLeast) else leaf.fact


def _flip(condition: Condition, leaf: Condition) -> Condition:
    """Return a condition with one of its comparisons negated."""
    match condition:
        case _ if condition == leaf:
            return Not(condition)
        case Not(part):
            return Not(_flip(part, leaf))
        case AllOf(parts):
            return AllOf(tuple(_flip(part, leaf) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_flip(part, leaf) for part in parts))
        case _:
            return condition


# ---------------------------------------------------------------- rungs


def _check_rungs(rules: Iterable[Rule], knowledge: Knowledge) -> Iterator[Issue]:
    """Check that what is known in a rung establishes its level, and that without the rule the level is another.

    A rung is written for the numbers as they are declared: where a folder sets a number otherwise of a rule that bears
    on the finding, it says nothing.
    """
    moved = {name for parameter in knowledge.parameters.values() if parameter.reason for name in parameter.rules}
    for rule in (rule for rule in rules if rule.rungs):
        below = lowered(knowledge).cone(rule.conclusion).rules if moved else ()
        if not moved.isdisjoint(one.name for one in below):
            continue
        for rung in rule.rungs:
            given = ", ".join(f"{fact} = {knowledge.facts[fact].show(value)}" for fact, value in rung.facts)
            facts, possible = with_measures(knowledge, {**knowledge.silence, **dict(rung.facts)})
            if not possible:
                message = f"nobody can be as a rung gives: {given}."
                yield _issue("L25", rule, message, "Give facts that one person can have together.")
                continue
            level, without = levels_of(knowledge, rule, facts)
            if level != rung.level:
                message = f"with {given} and nothing else {rule.conclusion} is {level}, not {rung.level}."
                yield _issue("L25", rule, message, "Change the level of the rung or what it gives.")
            elif without == level:
                message = f"with {given} {rule.conclusion} is {level} without the rule as well."
                yield _issue("L26", rule, message, "Give what only this rule turns into that level, or less.")


def levels_of(knowledge: Knowledge, rule: Rule, facts: Mapping[str, int]) -> tuple[str, str]:
    """The level of a rule's finding when nothing but some facts is known, and its level without the rule.

    A level that is not reached is ``none``.
    """
    truths = dict(zip((name for name, _ in knowledge.judged), compiled(knowledge).run(facts).truths, strict=True))
    conclusion, rules = knowledge.conclusions[rule.conclusion], knowledge.rules_for[rule.conclusion]
    others = [one for one in rules if one.name != rule.name]
    level, without = (
        conclusion.level(score((one, truths[one.id]) for one in some)[0]) or "none" for some in (rules, others)
    )
    return level, without


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
                yield _issue("L05", statement, message, fix)
        for name in supported - set(knowledge.attributes):
            yield _issue("L06", statement, f"'supports' names {name!r}, which is no attribute.", "Name an attribute.")
        founded = rationale.conventions or not all(citation.against for citation in rationale.evidence)
        draft = isinstance(statement, Rule) and statement.status == "draft"
        if not (founded or draft or isinstance(statement, Claim)):
            yield _issue("L07", statement, "no source and no convention.", "Cite a source or own it.")


def _check_words(knowledge: Knowledge) -> Iterator[Issue]:
    for statement in knowledge.statements:
        texts = (statement.title, statement.rationale.because, *statement.rationale.caveats)
        if isinstance(statement, Prescription):
            texts = (*texts, *(said.text for said in statement.instructions), statement.stop_when)
        for match in (match for text in texts for match in OVERCLAIMS.finditer(text)):
            message = f"the word {match.group()!r} overclaims."
            yield _issue("L08", statement, message, "Say certainty of a finding or grade of evidence.")


# ---------------------------------------------------------------- structure


def _check_strata(knowledge: Knowledge) -> Iterator[Issue]:
    for rule in knowledge.rules:
        folder = PurePosixPath(rule.place.path).parent.name
        stated = folder.partition("_")[0]
        if stated.isdigit() and int(stated) != rule.stratum + 1:
            message = f"it stands in {folder!r}, but its finding closes in stratum {rule.stratum + 1}."
            yield _issue("L09", rule, message, f"Move the file to the folder of stratum {rule.stratum + 1}.")


def _check_claims(knowledge: Knowledge) -> Iterator[Issue]:
    rules: dict[str, list[Rule]] = {}
    for rule in knowledge.rules:
        rules.setdefault(rule.name, []).append(rule)
    for claim in knowledge.claims:
        if not claim.rationale.evidence:
            yield _issue("L10", claim, "no source on either side of the claim.", "Cite what was found, for or against.")
        for rule in (rule for name in claim.carried_by for rule in rules.get(name, ())):
            if claim.verdict in {Verdict.UNSUPPORTED, Verdict.CONTRADICTED}:
                message = f"a claim that is {claim.verdict} ({claim.name}) adds to {rule.conclusion}."
                yield _issue("L11", rule, message, "Let the claim speak for itself, beside the finding.")


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
            yield _issue("L14", referral, f"the field says {referral.urgency.value}, {found}.", f"Say it: {words}.")
        for sentence in later:
            sooner = sentence.startswith("sooner")
            slow = [one.value for one in _haste(sentence) if order.index(one) > order.index(referral.urgency) - sooner]
            if slow:
                message = f"the field says {referral.urgency.value}, a later sentence says {slow[0]}."
                yield _issue(
                    "L14", referral, message, "Name a time there that is no slower, or sooner where it says so."
                )
        reads_flags = not flags.keys().isdisjoint(facts_read(referral.condition))
        if reads_flags and judge(referral.condition, flags, {}).truth is not Truth.FALSE:
            message = "it can hold without any of the red flags it reads, so no visit to a doctor could lift it."
            yield _issue("L20", referral, message, "Write what needs no flag as a referral of its own.")


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
            fix = "Name the 'source' it was read in, or own it in 'convention'."
            yield Issue(
                "L22", str(attribute.place), attribute.id, "its error of measurement has no source and no owner.", fix
            )


def _check_themes(knowledge: Knowledge) -> Iterator[Issue]:
    """Find findings that no theme merges with what has the same cause or remedy: no priority would tell of them."""
    themed = {name for theme in knowledge.themes for name in theme.findings}
    for conclusion in knowledge.conclusions.values() if themed else ():
        if conclusion.name not in themed and knowledge.family(conclusion.family).about != "input":
            place = f"conclusion {conclusion.name}"
            yield Issue("L24", place, conclusion.name, "no theme has it.", "Name it in a theme of themes.yaml.")
