"""The knowledge that ships with the library: clean in form, and used as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from effort import effort

import balance_rules as br
from balance_rules.advice.prescriptions import ranked
from balance_rules.inference.judgement import Judged
from balance_rules.knowledge import lint as lint_module
from balance_rules.knowledge.examples import check_cases, check_rungs
from balance_rules.knowledge.issues import Issue
from balance_rules.knowledge.lint import lint
from balance_rules.model import facts_read, name_of
from balance_rules.semantics import infer
from balance_rules.text.quantities import COMMON_UNITS

OF_MUSCLES = {"weakness", "imbalance", "asymmetry", "recovery", "training_bias"}


def test_the_bundled_knowledge_is_lint_clean(kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the examples of every sixth statement: the check and the night judge those of all."""
    names = sorted({statement.name for statement in kb.knowledge.statements})
    chosen = frozenset(names[:: effort(6, 1)])
    for name, check in (("check_cases", check_cases), ("check_rungs", check_rungs)):
        monkeypatch.setattr(lint_module, name, _of_some(check, chosen))
    issues = lint(kb.knowledge)
    assert not issues, "\n".join(map(str, issues))


def _of_some(check: Callable[..., Iterable[Issue]], names: frozenset[str]) -> Callable[..., Iterable[Issue]]:
    return lambda statements, knowledge: check([one for one in statements if one.name in names], knowledge)


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


@pytest.mark.parametrize("experience", [0, 1, 2])
def test_strength_work_shows_the_muscles_of_what_it_answers(kb: br.KnowledgeBase, experience: int) -> None:
    """The first exercises alone are shown and planned: what stands further down a list is never done."""
    knowledge = kb.knowledge
    facts = {knowledge.roles.experience: experience}
    judged = Judged(knowledge, facts, infer(knowledge, facts))

    def whole(muscle: str) -> str:
        parent = knowledge.muscles[muscle].parent
        return whole(parent) if parent else muscle

    conclusions = {conclusion.name: conclusion for conclusion in knowledge.conclusions.values()}
    for prescription in (p for p in knowledge.prescriptions if p.kind == "strength" and p.exercises):
        shown = ranked(judged, prescription)[: prescription.most]
        trained = {whole(muscle) for exercise in shown for muscle in (*exercise.prime_movers, *exercise.synergists)}
        for finding in {name_of(name) for name in prescription.answers}:
            wanted = {whole(muscle) for muscle in conclusions[finding].muscles}
            if wanted and conclusions[finding].family in OF_MUSCLES:
                assert wanted & trained, f"{prescription.id} shows nothing for {finding}"


def test_the_bundled_knowledge_is_in_units_that_load_without_pint(kb: br.KnowledgeBase) -> None:
    """To build pint's registry takes a quarter of a load: a unit that is new here belongs to `COMMON_UNITS`."""
    assert {attribute.unit for attribute in kb.knowledge.attributes.values() if attribute.unit} <= COMMON_UNITS
