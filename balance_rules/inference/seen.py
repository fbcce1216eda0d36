"""Whether a doctor has looked at what a referral is about."""

from __future__ import annotations

from balance_rules.model import AllOf, AnyOf, Compare, Comparison, Condition, Knowledge, Referral, Within, key

ANSWERED = ("no", "with_limits", "yes")  # what a doctor who has looked at a complaint can have said of training


def visits(knowledge: Knowledge, referral: Referral) -> tuple[Condition, Condition]:
    """When a doctor has looked at a complaint of a referral that is there, and when none has looked at one.

    A referral that holds is `seen` where the first is true and the second is not: what `advice.referrals` asks of one
    person, as conditions for a table of people.
    """
    return _some(knowledge, referral, answered=True), _some(knowledge, referral, answered=False)


def _some(knowledge: Knowledge, referral: Referral, *, answered: bool) -> Condition:
    """When a complaint is there of which a doctor has said something of training, or nothing."""
    facts, roles = knowledge.facts, knowledge.roles
    found = []
    for name in referral.complaints:
        flag, fact = key(roles.flags, name), key(roles.seen, name)
        there = (Compare(flag, Comparison.EQ, 1),) if flag in facts else ()
        said = tuple(i for i, (word, _) in enumerate(facts[fact].values) if (word in ANSWERED) is answered)
        found.append(AllOf((*there, Within(fact, said))))
    return AnyOf(tuple(found))
