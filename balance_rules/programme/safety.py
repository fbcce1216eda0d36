"""What a week says of being seen, and when a set, a session or the training ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from balance_rules.advice import painful
from balance_rules.advice.results import Advice
from balance_rules.assessment import Assessment
from balance_rules.inference.judgement import Judged
from balance_rules.model import AT_ONCE, Urgency, key
from balance_rules.text.wording import lower

PAIN_LIMIT = re.compile(r"\b[Pp]ain above (\d+)(?: of 10)?(?: during a set)?")  # at the head, or after "a pinch, or"
UNTIL_SEEN = re.compile(r"^Until [^,]*, (.*?)(?: \([^()]*\))?$")  # a title of what a referral stops → what is stopped


def stopped(assessment: Assessment) -> str:
    """Return in one line why no week is planned; "" where nothing stops all that loads. `safety` says what to do."""
    stops = {r.until_seen for r in assessment.restrictions if r.state == "active" and r.everything}
    for referral in assessment.referrals:
        if referral.id in stops:
            return f"No week is planned: {lower(referral.title)}."
    return "No week is planned: what is known forbids all that loads." if stops else ""


def safety(assessment: Assessment) -> Iterator[str]:
    """Yield for each referral that is raised how soon to be seen, why, what to do, and what is stopped until then.

    What to do stands whole: its last sentence may be the one that says when to call an ambulance. Beside one of today
    only the title of a later one is told, for what that lets go on would contradict it.
    """
    stops = {r.until_seen: r.title for r in assessment.restrictions if r.state == "active" and r.until_seen}
    raised = [referral for referral in assessment.referrals if referral.state == "refer"]
    today = [referral for referral in raised if referral.urgency in AT_ONCE]
    for referral in today or raised:
        told = f"{Urgency(referral.urgency).words}: {referral.title}. {referral.action}"
        what = UNTIL_SEEN.sub(r"\1", stops.get(referral.id, ""))
        yield f"{told} Until then: {lower(what).rstrip('.')}." if what else told
    if today and (later := [lower(referral.title) for referral in raised if referral not in today]):
        yield f"Say there too: {'; '.join(later)}."
    for referral in assessment.referrals:
        if referral.state == "seen" and referral.stopped:
            yield f"Seen by a doctor, who has not allowed training: {referral.title}."


def stop_rules(judged: Judged, given: Sequence[Advice], placed: AbstractSet[str]) -> Iterator[str]:
    """Yield each sentence once that says when to stop or step back, of what the week carries out.

    Of two limits of pain the stricter counts for an exercise. Where a site hurts more than the limit before a set
    begins, the limit would end every set: there the rule is pain that grows.
    """
    found: dict[str, set[str]] = {}
    for advice in given:
        names = {e.name for e in advice.exercises if e.id in placed}
        for sentence in filter(None, (part.strip().rstrip(".") for part in advice.stop_when.split(". "))):
            if names:
                found.setdefault(sentence, set()).update(names)
    limits = sorted((limit for limit in found if PAIN_LIMIT.search(limit)), key=_limit)
    for i, limit in enumerate(limits):
        if PAIN_LIMIT.match(limit):  # what says more than the limit, of a pinch as well, stays
            found[limit] -= {name for stricter in limits[:i] for name in found[stricter]}
    for sentence, names in found.items():
        usable = _usable(judged, sentence)
        if sentence not in limits or len(limits) == 1:
            yield f"{usable}."
        elif names:
            yield f"{', '.join(sorted(names))}: {usable}."


def _limit(sentence: str) -> int:
    found = PAIN_LIMIT.search(sentence)
    return int(found[1]) if found else 0


def _usable(judged: Judged, sentence: str) -> str:
    """Return a limit of pain with what counts at the sites that pass it at rest; other sentences as they are."""
    found = PAIN_LIMIT.search(sentence)
    sites = [site for site in sorted(painful(judged)) if found and _pain(judged, site) > int(found[1])]
    if not found or not sites:
        return sentence
    names = dict(judged.knowledge.attributes[judged.knowledge.roles.pain].instances)
    told = ", ".join(f"{names[site]} {_pain(judged, site):g}" for site in sites)
    grows = f" (where it is above that before the set, {told} now: pain that grows in the set)"
    return f"{sentence[: found.end()]}{grows}{sentence[found.end() :]}"


def _pain(judged: Judged, site: str) -> float:
    fact = key(judged.knowledge.roles.pain, site)
    return float(judged.facts[fact] * judged.knowledge.facts[fact].resolution)
