"""What must be seen by a doctor, how soon, and what is restricted until then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from balance_rules.advice.prescriptions import sources_of
from balance_rules.advice.results import ReferralResult, RestrictionResult
from balance_rules.advice.sight import sight
from balance_rules.inference.judgement import Judged
from balance_rules.inference.seen import ANSWERED
from balance_rules.model import Knowledge, Referral, Restriction, key, name_of
from balance_rules.text.wording import fill


def referrals(judged: Judged) -> tuple[ReferralResult, ...]:
    """Return the referrals that are true or not ruled out: to be followed first, the most urgent of them first."""
    states = ("refer", "seen", "unanswered")
    found = [result for referral in judged.knowledge.referrals for result in _referral(judged, referral)]
    return tuple(sorted(found, key=lambda result: states.index(result.state)))


def _referral(judged: Judged, referral: Referral) -> Iterator[ReferralResult]:
    truth = judged.truths[referral.id]
    if truth < 0 or not (truth or referral.stops):
        return
    answers = _doctor_said(judged, referral)
    seen = bool(answers) and all(answer in ANSWERED for _, answer in answers)
    yield ReferralResult(
        id=referral.id,
        title=referral.title,
        urgency=referral.urgency.value,
        state="unanswered" if not truth else "seen" if seen else "refer",
        action=referral.action,
        because=fill(judged.knowledge, referral.rationale.because, judged.facts),
        stopped=judged.truths.get(referral.stop, -1) >= 0,
        complaints=tuple(name for name, _ in answers),
        needed=sight(judged).open_facts(referral.condition),
        sources=sources_of(referral),
    )


def _doctor_said(judged: Judged, referral: Referral) -> tuple[tuple[str, str], ...]:
    """Return the complaints of a referral that the person has, each with what a doctor said of training."""
    facts, roles, known = judged.knowledge.facts, judged.knowledge.roles, judged.facts
    own = referral.name
    present = [name for name in referral.complaints if known.get(key(roles.flags, name), 1 if name == own else 0)]
    said = [(name, key(roles.seen, name)) for name in present]
    return tuple((name, facts[fact].values[known[fact]][0]) for name, fact in said if fact in known)


def restrictions(judged: Judged) -> tuple[RestrictionResult, ...]:
    """What is restricted now, until a doctor has looked at it first, and what may be, for all that is known.

    Of each kind what forbids most exercises comes first: where there is room for a few alone, a doctor's no is told.
    """
    found = [_restriction(judged, r) for r in judged.knowledge.restrictions if judged.truths[r.id] >= 0]
    wide = _forbidden(judged.knowledge)
    return tuple(sorted(found, key=lambda r: (r.state != "active", r.until_seen is None, -wide[r.id])))


@lru_cache(maxsize=16)
def _forbidden(knowledge: Knowledge) -> Counter[str]:
    """How many exercises each restriction forbids."""
    return Counter(name for exercise in knowledge.exercises.values() for name in exercise.restrictions)


def _restriction(judged: Judged, restriction: Restriction) -> RestrictionResult:
    active = judged.truths[restriction.id] > 0
    return RestrictionResult(
        id=restriction.id,
        title=restriction.title,
        state="active" if active else "open",
        because=fill(judged.knowledge, restriction.rationale.because, judged.facts),
        until_seen=restriction.referral,
        everything=any(not pattern.properties for pattern in restriction.forbids),
        needed=sight(judged).open_facts(restriction.condition),
        sources=sources_of(restriction),
    )


def denied(judged: Judged) -> bool:
    """Return whether every red flag was asked and denied: only then there is none."""
    flags = [fact for fact in judged.knowledge.facts if name_of(fact) == judged.knowledge.roles.flags]
    return bool(flags) and all(judged.facts.get(fact) == 0 for fact in flags)
