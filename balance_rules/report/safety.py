"""What a page says of safety: red flags first, then what is not ruled out, then what is not to be loaded."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from balance_rules.advice.results import ReferralResult, RestrictionResult
from balance_rules.assessment import Assessment
from balance_rules.model import AT_ONCE, Urgency, facts_read, key, name_of
from balance_rules.report.concerns import words_for
from balance_rules.report.content import Reader, Safety
from balance_rules.text.wording import counted, listed, lower

WITH_LIMITS = "with_limits"
ALL_WAITS = "All training waits for that. What is said below to go on waits too."  # where later ones follow


def safety_of(assessment: Assessment, reader: Reader, most: int) -> Safety:
    """What comes before all else: what a doctor must see, what is not ruled out, and at most so many restrictions."""
    words = words_for(assessment.knowledge, reader)
    raised = [r for r in assessment.referrals if r.state == "refer"]
    unanswered = [r for r in assessment.referrals if r.state == "unanswered"]
    active = [r for r in assessment.restrictions if r.state == "active"]
    everything = any(r.everything for r in active)
    if raised:
        told = _raised(raised, most)
        if everything or any(r.urgency in AT_ONCE for r in raised):
            told += _emergencies(raised, unanswered)
            return Safety("stop", words(" ".join(told)), (), 0)  # what is restricted would say that the rest is fine
        told += [_not_ruled_out(unanswered)] if unanswered else []
        return _see(words(" ".join(told)), raised, active, most, words)
    shown = tuple(words(r.title) for r in active[:most])
    more = len(active) - len(shown)
    seen = [r for r in assessment.referrals if r.state == "seen"]
    if seen and not unanswered and _all_asked(assessment):
        return _seen(assessment, seen, active, most, words)
    if unanswered:
        return Safety("open", words(_not_ruled_out(unanswered)), shown, more)
    if not assessment.no_red_flag:
        return Safety("open", words("Screening is not complete: not every red flag was asked."), shown, more)
    if active:
        return Safety("careful", words("No red flag."), shown, more)
    return Safety("clear", words("No red flag: every one was asked and denied."), (), 0)


def _all_asked(assessment: Assessment) -> bool:
    known, flags = assessment.sheet.values, assessment.knowledge.roles.flags
    return all(fact in known for fact in assessment.knowledge.facts if name_of(fact) == flags)


def _see(
    text: str,
    raised: Sequence[ReferralResult],
    active: Sequence[RestrictionResult],
    most: int,
    words: Callable[[str], str],
) -> Safety:
    """What is said where a doctor should look and only some loading waits for that."""
    titles = {r.id: r.title for r in raised}
    waiting = [r for r in active if r.until_seen in titles]
    others = [words(r.title) for r in active if r.until_seen not in titles]
    waits = tuple(words(_waiting(r.title, titles[r.until_seen or ""])) for r in waiting[:most])
    shown = tuple(others[: most - len(waits)])
    return Safety("see", text, shown, len(active) - len(waits) - len(shown), waits)


def _waiting(title: str, reason: str) -> str:
    """What waits, of the title of a restriction: without until when and why, which the referral says."""
    what = title.partition(", no ")[2] or title
    return what.removesuffix(f" ({lower(reason)})")


def _seen(
    assessment: Assessment,
    seen: Sequence[ReferralResult],
    active: Sequence[RestrictionResult],
    most: int,
    words: Callable[[str], str],
) -> Safety:
    """What is said when a doctor has looked at all that was ticked: what is not allowed comes before what is."""
    refused = {r.id for r in seen if r.stopped}
    if refused and any(r.everything for r in active):
        text = f"Seen by a doctor, who has not allowed training: {_titles(seen, refused)}."
        return Safety("stop", words(f"{text} No training that loads the body until a doctor allows it."), (), 0)
    ids = _limits(assessment)
    limits = [r for r in active if r.id in ids]
    others = [r for r in active if r.id not in ids and not (limits and r.until_seen in refused)]
    sentences = [f"{title}." for title in dict.fromkeys(r.title.partition(" when ")[0] for r in limits)]
    limited = {r.id for r in seen if any(_said(assessment, name) == WITH_LIMITS for name in r.complaints)}
    allowed = {r.id for r in seen} - limited
    if refused:
        sentences.append(f"Seen by a doctor, who has not allowed training: {_titles(seen, refused)}.")
    elif limited:
        within = "Within these limits and any other" if limits else "Within the limits"
        sentences.append(f"{within} that the doctor named, training is allowed (seen: {_titles(seen, limited)}).")
    if allowed and not refused:
        sentences.append(f"Seen by a doctor, who allowed training: {_titles(seen, allowed)}.")
    text = words(" ".join((*sentences, "No other red flag.")))
    shown = tuple(words(r.title) for r in others[:most])
    return Safety("careful", text, shown, len(others) - len(shown), limits=tuple(words(r.title) for r in limits))


def _titles(seen: Sequence[ReferralResult], ids: Container[str]) -> str:
    return listed([lower(r.title) for r in seen if r.id in ids])


def _said(assessment: Assessment, complaint: str) -> str:
    """What a doctor who looked at a complaint said of training, or nothing."""
    fact = key(assessment.knowledge.roles.seen, complaint)
    value = assessment.sheet.values.get(fact)
    return "" if value is None else assessment.knowledge.facts[fact].values[value][0]


def _limits(assessment: Assessment) -> frozenset[str]:
    """The restrictions that rest on nothing but what a doctor said of a complaint."""
    seen = assessment.knowledge.roles.seen
    return frozenset(
        r.id
        for r in assessment.knowledge.restrictions
        if {name_of(fact) for fact in facts_read(r.condition)} == {seen} and r.referral is None
    )


def _raised(raised: Sequence[ReferralResult], most: int) -> list[str]:
    """What to do about the two most urgent referrals, and what else to name to whoever looks.

    Beside one of today, what a later one lets go on would contradict it: of that only the title is told.
    """
    today = [r for r in raised if r.urgency in AT_ONCE]
    told = (today or raised)[:2]
    others = [lower(r.title) for r in raised if r not in told]
    named = others[:most] + ([f"and {len(others) - most} more"] if len(others) > most else [])
    label = "Say there too" if today else "To be looked at as well"
    return [*map(_referred, told), *([f"{label}: {'; '.join(named)}."] if named else [])]


def _not_ruled_out(unanswered: Sequence[ReferralResult]) -> str:
    what = f"{counted(len(unanswered), 'reason')} to see a doctor not ruled out"
    stops, are = ("it stops", "it is") if len(unanswered) == 1 else ("they stop", "they are")
    return f"Screening is not complete: {what}; what {stops} is held back until {are}."


def _emergencies(raised: Sequence[ReferralResult], unanswered: Sequence[ReferralResult]) -> list[str]:
    """Where all waits for a doctor, one reason more matters only if it is more urgent than what is told."""
    if any(r.urgency == "emergency" for r in raised):
        return []
    open_ones = sum(r.urgency == "emergency" for r in unanswered)
    return (
        [f"Screening is not complete: {counted(open_ones, 'emergency', 'emergencies')} not ruled out."]
        if open_ones
        else []
    )


def _referred(result: ReferralResult) -> str:
    return f"{Urgency(result.urgency).words}: {result.title}. {result.action}"
