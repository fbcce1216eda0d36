"""Whether a doctor has looked at what a referral is about."""

from __future__ import annotations

from balance_rules.model import AllOf, AnyOf, Compare, Comparison, Condition, Knowledge, Referral, Within, key

ANSWERED = ("no", "with_limits", "yes")  # what a doctor who has looked at a complaint can have said of training


def visits(knowledge: Knowledge, referral: Referral) -> tuple[Condition, Condition]:
    """When a doctor has looked at a complaint of a referral that is there, and when none has looked at one.

    A referral that holds is `seen` where the first is true and the second is not: what `advice.referrals` asks of one
    person, as conditions for a table of people.
    """
    facts, roles = knowledge.facts, knowledge.roles
    said: tuple[list[Condition], list[Condition]] = ([], [])
    for name in referral.complaints:
        flag, fact = key(roles.flags, name), key(roles.seen, name)
        words = [word for word, _ in facts[fact].values]
        for parts, answered in zip(said, (True, False), strict=True):
            answer = Within(fact, tuple(i for i, word in enumerate(words) if (word in ANSWERED) is answered))
            there = (Compare(flag, Comparison.EQ, 1),) if flag in facts else ()
            parts.append(AllOf((*there, answer)) if there else answer)
    looked, waiting = (AnyOf(tuple(parts)) for parts in said)
    return looked, waiting
