"""Whether a doctor has looked: each answer to a complaint that is there or not, alone or beside others."""

from __future__ import annotations

from itertools import product

import pytest

import balance_rules as br
from balance_rules.inference.seen import visits
from balance_rules.model import Knowledge, Referral, key
from balance_rules.semantics import judge

LOOKED = {"no", "with_limits", "yes"}
WAITING = {"not_yet", "worse_since"}


def told(knowledge: Knowledge, complaint: str, there: bool | None, answer: str | None) -> dict[str, int]:
    """What a profile says of a complaint: whether it is there, where that is asked, and what a doctor said of it."""
    roles, facts = knowledge.roles, {}
    flag, seen = key(roles.flags, complaint), key(roles.seen, complaint)
    if flag in knowledge.facts and there is not None:
        facts[flag] = int(there)
    if answer is not None:
        facts[seen] = [word for word, _ in knowledge.facts[seen].values].index(answer)
    return facts


def truths(knowledge: Knowledge, referral: Referral, facts: dict[str, int]) -> tuple[bool, bool]:
    looked, waiting = (judge(condition, facts, {}).truth > 0 for condition in visits(knowledge, referral))
    return looked, waiting


def complained(kb: br.KnowledgeBase) -> list[Referral]:
    return [referral for referral in kb.knowledge.referrals if referral.complaints]


@pytest.mark.parametrize("there", [True, False, None])
@pytest.mark.parametrize("answer", [*sorted(LOOKED | WAITING), None])
def test_a_complaint_was_looked_at_or_waits_where_it_is_there_and_was_answered(
    kb: br.KnowledgeBase, there: bool | None, answer: str | None
) -> None:
    for referral in complained(kb):
        for complaint in referral.complaints:
            asked = key(kb.knowledge.roles.flags, complaint) in kb.knowledge.facts
            counts = there or not asked  # of what no flag asks the answer alone tells that it is there
            found = truths(kb.knowledge, referral, told(kb.knowledge, complaint, there, answer))
            assert found == (bool(counts and answer in LOOKED), bool(counts and answer in WAITING))


def test_of_two_complaints_each_counts(kb: br.KnowledgeBase) -> None:
    referral = next(r for r in complained(kb) if len(r.complaints) > 1)
    one, other = referral.complaints[:2]
    for first, second in product(("yes", "not_yet"), repeat=2):
        facts = told(kb.knowledge, one, True, first) | told(kb.knowledge, other, True, second)
        assert truths(kb.knowledge, referral, facts) == ("yes" in (first, second), "not_yet" in (first, second))
