"""The knowledge that ships with the library: clean in form, and used as a whole."""

from __future__ import annotations

import balance_rules as br
from balance_rules.knowledge.lint import lint
from balance_rules.model import facts_read


def test_the_bundled_knowledge_is_lint_clean(kb: br.KnowledgeBase) -> None:
    assert not lint(kb.knowledge), "\n".join(map(str, lint(kb.knowledge)))


def test_nothing_loads_while_nothing_is_known(kb: br.KnowledgeBase) -> None:
    assessment = kb.assess({})
    loading = {p.id for p in kb.knowledge.prescriptions if p.loading}
    assert loading
    assert not [advice.id for advice in assessment.prescriptions if advice.id in loading and advice.state == "given"]
    assert all(referral.state == "unanswered" for referral in assessment.referrals)


def test_what_cannot_wait_a_day_stops_every_prescription_that_loads(kb: br.KnowledgeBase) -> None:
    for referral in (r for r in kb.knowledge.referrals if r.urgency.value in ("emergency", "same_day")):
        for prescription in (p for p in kb.knowledge.prescriptions if p.loading):
            assert set(facts_read(referral.condition)) <= set(facts_read(prescription.condition)), prescription.id


def test_every_flag_that_is_ticked_speaks(kb: br.KnowledgeBase) -> None:
    flags = [fact.partition("[")[2].rstrip("]") for fact in kb.knowledge.facts if fact.startswith("screening[")]
    assert len(flags) > 50
    for flag in flags:
        told = kb.assess({"screening": [flag]}).referrals
        assert any(result.state == "refer" and flag in result.complaints for result in told), flag
