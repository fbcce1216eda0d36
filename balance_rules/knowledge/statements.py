"""Rules, referrals, restrictions and claims, grounded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from balance_rules.knowledge import schemas, seeing
from balance_rules.knowledge.catalogue import citation, loading_pattern
from balance_rules.knowledge.entries import Entries
from balance_rules.knowledge.grounding import Scope, Vocabulary, scopes
from balance_rules.knowledge.parameters import with_own_numbers
from balance_rules.knowledge.stopping import stopped_words
from balance_rules.model import (
    AT_ONCE,
    Case,
    Citation,
    Claim,
    Condition,
    Contradiction,
    LoadingPattern,
    Rationale,
    Referral,
    Restriction,
    Role,
    Rule,
    Rung,
    Urgency,
    Verdict,
    conclusions_read,
    facts_read,
    name_of,
)
from balance_rules.semantics import evidence_weight
from balance_rules.text.gathering import gathered

RULE_OUTCOMES = ("fires", "silent", "undecided")


def rationale(scope: Scope, condition: Condition | None = None) -> Rationale:
    """Return the words, sources and conventions of an entry, its sources resolved."""
    schema = scope.entry.schema
    because = getattr(schema, "because", None) or ""
    evidence = tuple(
        replace(cited, supports=tuple(map(scope.filled, cited.supports))) if cited.supports else cited
        for cited in map(citation, schema.evidence)
    )
    found = Rationale(
        because=scope.text(because, ("because",), condition) if condition else because,
        evidence=evidence,
        conventions=tuple((scope.filled(name), reason) for name, reason in schema.conventions.items()),
        caveats=tuple(getattr(schema, "caveats", ())),
        rests_on=_rests_on(schema, evidence),
    )
    return with_own_numbers(found, scope, scope.vocabulary.parameters)


def _rests_on(schema: Any, evidence: Iterable[Citation]) -> Role:
    """Return the kind of evidence that what is said rests on: as written, else the number where a source gives one."""
    written = getattr(schema, "rests_on", None)
    if written is not None:
        return Role(written)
    numbers = any(citation.role is Role.CUT_OFF and not citation.against for citation in evidence)
    return Role.CUT_OFF if numbers else Role.ASSOCIATION


def _cases(scope: Scope, all_scopes: list[Scope], outcomes: tuple[str, ...], condition: Condition) -> tuple[Case, ...]:
    """Return the cases that are judged for this binding; a safe one states what is typical beside what it gives."""
    cases: list[Case] = []
    typical: tuple[tuple[str, int], ...] | None = None  # looked up for the bindings of safe cases alone
    first = dict(all_scopes[0].bindings)
    for i, case in enumerate(scope.entry.schema.cases):
        if (first | case.at) != dict(scope.bindings):
            if scope is all_scopes[0] and not any((first | case.at) == dict(s.bindings) for s in all_scopes):
                found = ", ".join(f"{name}: {value}" for name, value in case.at.items())
                scope.problem(("cases", i, "at"), found, "values of the variables in 'for'", "Correct 'at'.")
            continue
        if case.expect not in outcomes:
            scope.problem(("cases", i, "expect"), repr(case.expect), "one of " + ", ".join(outcomes), "Correct it.")
        facts, levels = [], []
        for name, value in case.given.items():
            route = ("cases", i, "given", name)
            fact = scope.reference(name, route)
            attribute = scope.attribute_of(fact) if fact else None
            if fact and attribute:
                facts.append((fact, scope.value(attribute, value, route)))
            elif fact:
                levels.append((fact, _level(scope, fact, value, route)))
        if case.safe:
            given = dict(facts)
            typical = tuple(_typical(scope, condition)) if typical is None else typical
            facts += [pair for pair in typical if pair[0] not in given]
        cases.append(Case(case.name, tuple(facts), tuple(levels), case.expect))
    return tuple(cases)


def _rungs(scope: Scope, bound: list[Scope], conclusion: str) -> tuple[Rung, ...]:
    """Return the rungs of a rule, which are written for its first binding."""
    if scope is not bound[0]:
        return ()
    rungs = []
    for i, rung in enumerate(scope.entry.schema.rungs):
        facts = []
        for name, value in rung.given.items():
            route = ("rungs", i, "given", name)
            fact = scope.reference(name, route)
            attribute = scope.attribute_of(fact) if fact else None
            if fact and attribute:
                facts.append((fact, scope.value(attribute, value, route)))
            elif fact:
                scope.problem(route, repr(name), "a fact", "Give the facts that the finding rests on.")
        rungs.append(Rung(_level(scope, conclusion, rung.level, ("rungs", i, "level")), tuple(facts)))
    return tuple(rungs)


def stated(
    scope: Scope, bound: list[Scope], condition: Condition, outcomes: tuple[str, ...] = RULE_OUTCOMES
) -> dict[str, Any]:
    """What every kind of statement has; a claim's title is the claim, and its sources stand by side."""
    schema = scope.entry.schema
    is_claim = isinstance(schema, schemas.ClaimSchema)
    return {
        "id": scope.ground_id(scope.entry.id),
        "name": scope.entry.id,
        "title": schema.claim if is_claim else scope.text(schema.title, ("title",)),
        "condition": condition,
        "rationale": _both_sides(schema) if is_claim else rationale(scope, condition),
        "cases": _cases(scope, bound, outcomes, condition),
        "place": scope.entry.place(),
    }


def _typical(scope: Scope, condition: Condition) -> Iterator[tuple[str, int]]:
    attributes = scope.vocabulary.attributes
    for fact in facts_read(condition):
        attribute = attributes.get(name_of(fact))
        if attribute is not None and attribute.typical is not None:
            yield fact, attribute.typical


def _level(scope: Scope, conclusion: str, value: Any, route: tuple[str | int, ...]) -> str:
    names = [level.name for level in scope.vocabulary.conclusions[conclusion.partition("[")[0]].levels]
    if value not in {"none", *names}:
        scope.problem(route, repr(value), "a level: none, " + ", ".join(names), "Correct the level.")
        return "none"
    return str(value)


def grounded(
    entries: Entries, vocabulary: Vocabulary, kind: str, schema: type[Any]
) -> Iterator[tuple[Scope, list[Scope]]]:
    """Yield each entry of a kind under each binding of its variables, with all that there are of the entry."""
    for entry in entries.of(kind, schema).values():
        bound = scopes(vocabulary, entry, entry.schema.for_)
        yield from ((scope, bound) for scope in bound)


def build_rules(entries: Entries, vocabulary: Vocabulary, *, drafts: bool) -> tuple[Rule, ...]:
    """Return every grounded rule, deprecated ones left out and drafts only on request."""
    _check_names(entries, vocabulary)
    rules: list[Rule] = []
    for entry in entries.of("rule", schemas.RuleSchema).values():
        if entry.schema.status == "deprecated" or (entry.schema.status == "draft" and not drafts):
            continue
        bound = scopes(vocabulary, entry, entry.schema.for_)
        for scope in bound:
            rule = _rule(scope, bound)
            if rule is not None:
                rules.append(rule)
    return tuple(rules)


def _check_names(entries: Entries, vocabulary: Vocabulary) -> None:
    """Report the groups and the successors that rules name and that do not exist."""
    found = entries.of("rule", schemas.RuleSchema)
    concluded = (entry.schema.conclude for entry in found.values())
    groups = gathered((name_of(one.finding), one.group) for one in concluded)
    for entry in found.values():
        s, own = entry.schema, set(groups[name_of(entry.schema.conclude.finding)])
        vocabulary.report(*entry.unknown(("independent",), s.independent, own, "evidence group of the finding"))
        vocabulary.report(*entry.unknown(("replaced_by",), s.replaced_by, found, "rule"))


def _rule(scope: Scope, bound: list[Scope]) -> Rule | None:
    schema: schemas.RuleSchema = scope.entry.schema
    condition = scope.condition(schema.when, ("when",))
    conclusion = scope.reference(schema.conclude.finding, ("conclude", "finding"))
    certainty = Decimal(schema.conclude.certainty)
    route = ("conclude", "certainty")
    if not Decimal("0.001") <= abs(certainty) <= Decimal("0.99"):
        expected = "a certainty factor of 0.001 to 0.99, or as much below 0"
        scope.problem(route, str(certainty), expected, "Correct the certainty.")
        return None
    if conclusion is None:
        return None
    if scope.attribute_of(conclusion):
        found = repr(schema.conclude.finding)
        scope.problem(("conclude", "finding"), found, "a finding", "Conclude a finding, not a fact.")
        return None
    return Rule(
        **stated(scope, bound, condition),
        conclusion=conclusion,
        certainty=certainty,
        weight=evidence_weight(certainty),
        group=schema.conclude.group,
        status=schema.status,
        independent=tuple(schema.independent.items()),
        parameters=scope.entry.numbers,
        rungs=_rungs(scope, bound, conclusion),
    )


def build_referrals(entries: Entries, vocabulary: Vocabulary) -> tuple[Referral, ...]:
    """Return every grounded referral, the most urgent first."""
    referrals = []
    for scope, bound in grounded(entries, vocabulary, "referral", schemas.ReferralSchema):
        s, condition = scope.entry.schema, scope.condition(scope.entry.schema.when, ("when",))
        referrals.append(
            Referral(
                **stated(scope, bound, condition),
                urgency=Urgency(s.urgency),
                action=" ".join(s.action.split()),
                complaints=seeing.complaints(s.id, condition, vocabulary.roles, vocabulary.attributes),
                stops=s.stops != "nothing",
            )
        )
    order = list(Urgency)
    return tuple(sorted(referrals, key=lambda referral: (order.index(referral.urgency), referral.id)))


def build_stops(entries: Entries, vocabulary: Vocabulary, referrals: tuple[Referral, ...]) -> tuple[Restriction, ...]:
    """What each referral stops until the person has been seen, as restrictions."""
    stops, roles = [], vocabulary.roles
    seen = vocabulary.attributes.get(roles.seen)
    regions = {name: entry.schema.label for name, entry in entries.of("region", schemas.RegionSchema).items()}
    for referral in (referral for referral in referrals if referral.stops):
        entry = entries.of("referral", schemas.ReferralSchema)[referral.name]
        scope = Scope(vocabulary, entry)
        said = entry.schema.stops
        if said != "all" and referral.urgency in AT_ONCE:
            scope.problem(("stops",), "some loading", "all, for what cannot wait a day", "Write 'stops: all'.")
        patterns: Sequence[schemas.LoadingSchema] = () if isinstance(said, str) else said
        words = stopped_words(patterns, regions)
        found = tuple(loading_pattern(scope, item, ("stops", i)) for i, item in enumerate(patterns))
        stops.append(
            Restriction(
                id=referral.stop,
                name=f"until_seen_{referral.name}",
                title=f"Until a doctor has looked at it, no {words} ({referral.title[:1].lower()}{referral.title[1:]})",
                condition=seeing.unseen(referral.condition, referral.complaints, roles, seen),
                rationale=referral.rationale,
                cases=(),
                place=referral.place,
                forbids=found or (LoadingPattern(()),),
                referral=referral.id,
            )
        )
    return tuple(stops)


def build_contradictions(entries: Entries, vocabulary: Vocabulary) -> tuple[Contradiction, ...]:
    """Return every grounded contradiction; one that reads a finding is refused, for it speaks of what is told."""
    contradictions = []
    for scope, bound in grounded(entries, vocabulary, "contradiction", schemas.ContradictionSchema):
        condition = scope.condition(scope.entry.schema.when, ("when",))
        for finding in conclusions_read(condition):
            scope.problem(("when",), repr(finding), "facts alone", "Name the facts that cannot be true together.")
        fix = scope.text(scope.entry.schema.fix, ("fix",))
        contradictions.append(Contradiction(**stated(scope, bound, condition), fix=fix))
    return tuple(contradictions)


def claim_id(name: str) -> str:
    """Return the id under which a claim is judged: its own name may be that of a finding or an exercise.

    >>> claim_id("hip_thrust_bridge")
    'claim_hip_thrust_bridge'
    """
    return f"claim_{name}"


def build_claims(entries: Entries, vocabulary: Vocabulary, statements: Collection[str]) -> tuple[Claim, ...]:
    claims = []
    for entry in entries.of("claim", schemas.ClaimSchema).values():
        schema = entry.schema
        vocabulary.report(*entry.unknown(("carried_by",), schema.carried_by, statements, "rule or prescription"))
        scope = Scope(vocabulary, entry)
        said = stated(scope, [scope], scope.condition(schema.when, ("when",)))
        claims.append(
            Claim(
                **{**said, "id": claim_id(entry.id)},
                verdict=Verdict(schema.verdict),
                note=" ".join((schema.note or "").split()),
                carried_by=tuple(schema.carried_by),
            )
        )
    return tuple(claims)


def _both_sides(schema: schemas.ClaimSchema) -> Rationale:
    sides = ((schema.for_, False), (schema.against, True))
    evidence = tuple(Citation(source, against=against) for sources, against in sides for source in sources)
    return Rationale(evidence=evidence, conventions=tuple(schema.conventions.items()))


def build_restrictions(entries: Entries, vocabulary: Vocabulary) -> tuple[Restriction, ...]:
    restrictions = []
    for scope, bound in grounded(entries, vocabulary, "restriction", schemas.RestrictionSchema):
        s, condition = scope.entry.schema, scope.condition(scope.entry.schema.when, ("when",))
        forbids = tuple(loading_pattern(scope, item, ("forbids", i)) for i, item in enumerate(s.forbids))
        restrictions.append(Restriction(**stated(scope, bound, condition), forbids=forbids))
    return tuple(restrictions)
