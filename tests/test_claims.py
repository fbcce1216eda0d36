"""Every popular claim is live: something that carries it comes out for somebody, and says what science says of it."""

from __future__ import annotations

import pytest
from test_scenarios import PATHS

from balance_rules import KnowledgeBase
from balance_rules.documents import read_document
from balance_rules.model import Kind, Verdict


@pytest.fixture(scope="module")
def live(kb: KnowledgeBase) -> set[str]:
    """The names of all that fires or is given for the people of the scenarios and of the rules' own cases.

    A prescription that none of them is given is live by its own case, which lint judges.
    """
    carriers = {name for claim in kb.knowledge.claims for name in claim.carried_by}
    profiles = [read_document(path).value["profile"] for path in PATHS]
    for rule in (rule for rule in kb.knowledge.rules if rule.name in carriers):
        for case in rule.cases:
            if case.expect == "fires" and not case.levels:
                attributes = kb.knowledge.facts
                plain = {
                    fact: str(attributes[fact].decimal(value))
                    if attributes[fact].kind is Kind.NUMBER
                    else attributes[fact].plain(value)
                    for fact, value in case.facts
                }
                profiles.append(plain)
    cases = [(p.name, case.expect) for p in kb.knowledge.prescriptions for case in p.cases]
    found = {name for name, expect in cases if expect == "given"}
    for profile in profiles:
        assessment = kb.assess(profile, engine="compiled")
        found |= {justification.rule.name for justification in assessment.justifications}
        found |= {advice.id for advice in assessment.prescriptions if advice.state == "given"}
    return found


def test_all_claims_of_the_article_are_there(kb: KnowledgeBase) -> None:
    assert len(kb.knowledge.claims) == 27


def test_every_claim_comes_out_for_somebody(kb: KnowledgeBase, live: set[str]) -> None:
    dead = [claim.id for claim in kb.knowledge.claims if not live & set(claim.carried_by)]
    assert dead == []


def test_what_carries_a_claim_says_the_verdict_and_cites_both_sides(kb: KnowledgeBase) -> None:
    statements = [*kb.knowledge.rules, *kb.knowledge.prescriptions]
    for claim in kb.knowledge.claims:
        carriers = [s for s in statements if s.name in claim.carried_by]
        said = [s for s in carriers if any("erdict" in caveat for caveat in s.rationale.caveats)]
        assert said, f"{claim.id}: nothing that carries it says the verdict"
        if claim.opposing:
            assert any(c.against for s in said for c in s.rationale.evidence), f"{claim.id}: no source against it"


def test_a_contradicted_claim_never_lifts_a_finding_above_low_by_itself(kb: KnowledgeBase) -> None:
    for claim in kb.knowledge.claims:
        for rule in kb.knowledge.rules:
            if claim.verdict is Verdict.CONTRADICTED and rule.name in claim.carried_by:
                assert kb.knowledge.conclusions[rule.conclusion].level(rule.weight) in {None, "low"}
