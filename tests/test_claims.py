"""Every popular claim is live: told to those whom it is about, with its verdict and both sides, counting nothing.

That the people of the scenarios are told most of them says `test_scenarios`, which assesses them.
"""

from __future__ import annotations

import random
from dataclasses import replace
from io import StringIO

from effort import effort
from rich.console import Console
from test_scenarios import PATHS

import balance_rules as br
from balance_rules import KnowledgeBase
from balance_rules.knowledge.examples import OUTCOMES, outcome
from balance_rules.model import Knowledge, Verdict
from balance_rules.report import report
from balance_rules.report.html import html_report
from balance_rules.semantics import infer
from balance_rules.text.documents import read_document

TOLD = {
    "screening": "none",
    "sedentary_hours": 11,
    "swing_style": "squat",
    "hq_conventional_60": {"left": 0.42, "right": 0.44},
    "standing_posture_observed": "slumped",
    "goal": ["posture"],
}


def test_all_claims_of_the_article_are_there(kb: KnowledgeBase) -> None:
    names = {claim.name for claim in kb.knowledge.claims}
    assert len(kb.knowledge.claims) == 30
    assert {
        "antagonist_imbalance_injury",
        "mirror_muscle_bias",
        "posterior_chain_upright",
        "uneven_stress_on_spine",
        "many_swing_wrongly",
    } <= names


def test_every_claim_is_about_somebody_and_about_somebody_not(kb: KnowledgeBase) -> None:
    for claim in kb.knowledge.claims:
        shown = {outcome(kb.knowledge, claim.condition, case) for case in claim.cases}
        assert {OUTCOMES["fires"], OUTCOMES["silent"]} <= shown, claim.name


def _assessed(kb: KnowledgeBase, profile: dict[str, object]) -> br.Assessment:
    return kb.assess(profile, engine="compiled")


def test_a_claim_says_its_verdict_and_cites_a_source(kb: KnowledgeBase) -> None:
    for claim in kb.knowledge.claims:
        assert claim.note, claim.name
        assert claim.supporting or claim.opposing, claim.name
        if (
            claim.verdict in {Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.MIXED}
            and claim.name not in NO_OTHER_SIDE
        ):
            assert claim.opposing, f"{claim.name}: no source against it"


# nobody has tested it, for or against
NO_OTHER_SIDE = {"kneeling_squat_glutes", "mirror_muscle_bias", "swing_squat_style"}


def test_no_rule_with_weight_carries_what_no_study_bears_out(kb: KnowledgeBase) -> None:
    rules = {rule.name for rule in kb.knowledge.rules}
    for claim in kb.knowledge.claims:
        if claim.verdict in {Verdict.UNSUPPORTED, Verdict.CONTRADICTED}:
            assert not rules & set(claim.carried_by), claim.name


def test_the_scores_are_the_same_without_any_claim(kb: KnowledgeBase) -> None:
    without = replace(kb.knowledge, claims=())
    for path in PATHS[:: effort(30, 6)]:
        assessment = _assessed(kb, read_document(path).value["profile"])
        assert infer(without, assessment.sheet.values).scores == assessment.inference.scores, path.stem


def test_reference_kernel_and_engine_judge_claims_alike(kb: KnowledgeBase) -> None:
    knowledge = kb.knowledge
    kernel = kb.kernel
    chance = random.Random(7)
    for _ in range(effort(1, 3)):
        facts = _some_facts(knowledge, chance)
        assert kernel.run(facts) == infer(knowledge, facts)
    one, other = (kb.assess(TOLD, engine=engine).claims for engine in ("experta", "compiled"))
    assert one == other
    assert one


def _some_facts(knowledge: Knowledge, chance: random.Random) -> dict[str, int]:
    return {
        fact: chance.randint(attribute.low, attribute.high)
        for fact, attribute in knowledge.facts.items()
        if chance.random() < 0.3
    }


def test_claims_stand_in_a_part_of_their_own(kb: KnowledgeBase) -> None:
    assessment = kb.assess(TOLD)
    told = {claim.id: claim for claim in assessment.claims}
    assert {
        "sitting_glutes_weak",
        "quads_over_hamstrings_lordosis",
        "posture_lordosis",
        "balanced_strength_posture",
    } <= set(told)
    assert told["sitting_glutes_weak"].verdict == "unsupported"
    assert told["sitting_glutes_weak"].because == ("Prolonged sitting: at least low",)
    text = StringIO()
    Console(file=text, width=200).print(report(assessment))
    assert "What you may have heard" in text.getvalue()
    assert "Poor posture is another cause of lumbar lordosis." in text.getvalue()
    assert "No study supports it." in text.getvalue()
    assert "What you may have heard" in html_report(assessment)
    assert '"sitting_glutes_weak"' in assessment.to_json()
    assert "sitting_glutes_weak" in {claim.id for claim in assessment.record.claims}
    if effort(1, 2) == 2:  # at each change others are replayed, in `test_scenarios`
        assert not assessment.replay()


def test_who_sits_and_slumps_has_no_finding_of_muscles_or_curve(kb: KnowledgeBase) -> None:
    assessment = kb.assess(
        {"sedentary_hours": 12, "standing_posture_observed": "slumped", "body_mass": 110, "height": 1.78}
    )
    reached = {finding.id for finding in assessment.findings if finding.level}
    assert reached == {"prolonged_sitting"}
