"""What became of findings and red flags: resolved only where facts were told again, never because one is missing."""

from __future__ import annotations

from collections.abc import Mapping

from balance_rules.advice import referrals
from balance_rules.advice.results import ReferralResult
from balance_rules.errors import FactError
from balance_rules.explain.difference import judged_anew
from balance_rules.follow_up.results import FindingChange, MeasureChange, OwedToKnowledge, ReferralChange, Status
from balance_rules.follow_up.visits import NOT_CALLED_FOR, Seen
from balance_rules.inference.judgement import Judged
from balance_rules.inference.program import lowered
from balance_rules.model import Conclusion

ORDER: tuple[Status, ...] = ("new", "harder", "same", "no_longer_assessable", "first_seen", "easier", "resolved")


def finding_changes(before: Seen, after: Seen, measures: Mapping[str, MeasureChange]) -> tuple[FindingChange, ...]:
    """Return every finding that was or is established, what needs a look first."""
    kept = _filled(after, before)  # what would hold now if what was not told again were as before
    known = _filled(before, after)  # what would have held before if what is told only now had been told then
    held = _held(before, after, measures)  # what would hold now if what may not have moved had not moved
    found = []
    for conclusion in after.knowledge.conclusions.values():
        one, other = _height(conclusion, before.judged), _height(conclusion, after.judged)
        if one or other:
            found.append(_finding(conclusion, before, after, kept, known, held))
    return tuple(sorted(found, key=lambda change: ORDER.index(change.status)))


def _filled(visit: Seen, other: Seen) -> Judged | None:
    """Return a visit judged with what only the other knows added; None where the two contradict each other."""
    missing = {name: s for name, s in other.grounds.base.items() if name not in visit.sheet.stated}
    if not missing:
        return visit.judged
    try:
        return judged_anew(visit.grounds, {**missing, **visit.grounds.base}).judged
    except FactError:
        return None


def _held(before: Seen, after: Seen, measures: Mapping[str, MeasureChange]) -> Judged | None:
    """Return the later visit judged with every measure as it was that may not have moved; None if there is none.

    That is what moved within its error, or has an error that is not known.
    """
    then, now = before.grounds.base, after.grounds.base
    doubted = [m.fact for m in measures.values() if m.verdict == "within_error" or m.unsure == "error_not_known"]
    moved = [name for name in doubted if name in then and name in now]
    if not moved:
        return None
    try:
        return judged_anew(after.grounds, {**now, **{name: then[name] for name in moved}}).judged
    except FactError:
        return None


def _height(conclusion: Conclusion, judged: Judged) -> int:
    """Return how many levels of a finding are established, 0 for none."""
    low, _ = judged.scores[conclusion.id]
    return sum(low >= level.cut for level in conclusion.levels)


def _finding(
    conclusion: Conclusion,
    before: Seen,
    after: Seen,
    kept: Judged | None,
    known: Judged | None,
    held: Judged | None,
) -> FindingChange:
    one, other = _height(conclusion, before.judged), _height(conclusion, after.judged)
    missing = _missing(conclusion, before, after)
    fallen = other < one and (bool(missing) if kept is None else _height(conclusion, kept) > other)
    risen = other > one and known is not None and _height(conclusion, known) > one
    status: Status
    if fallen:
        status = "no_longer_assessable"
    elif one and other:
        status = "same" if one == other else "harder" if other > one else "easier"
    elif one:
        status = "resolved"
    else:
        status = "first_seen" if risen else "new"
    return FindingChange(
        id=conclusion.id,
        title=conclusion.title,
        before=conclusion.levels[one - 1].name if one else None,
        after=conclusion.levels[other - 1].name if other else None,
        status=status,
        within_error=not fallen and held is not None and _doubtful(one, other, _height(conclusion, held)),
        missing=missing if fallen else (),
    )


def _doubtful(one: int, other: int, held: int) -> bool:
    """Return whether a change hangs on what may not have moved: a gain if any of it does, a loss if all of it does.

    >>> _doubtful(2, 0, 1), _doubtful(0, 2, 1), _doubtful(0, 2, 0), _doubtful(1, 1, 2)
    (True, False, True, False)
    """
    return held > other if other < one else held <= one if other > one else False


def _bearing(conclusion: Conclusion, visit: Seen) -> tuple[str, ...]:
    return lowered(visit.knowledge).cone(conclusion.id).facts


def _missing(conclusion: Conclusion, before: Seen, after: Seen) -> tuple[str, ...]:
    """Return the facts that bear on a finding, were known before and are not now."""
    known = {**after.sheet.values, **after.knowledge.silence}
    return tuple(name for name in _bearing(conclusion, after) if name in before.sheet.values and name not in known)


# ---------------------------------------------------------------- red flags


def referral_changes(before: Seen, after: Seen) -> tuple[ReferralChange, ...]:
    """Return the red flags that hold now, and what became of those that held before."""
    then = {r.id: r for r in referrals(before.judged) if r.state != "unanswered"}
    now = {r.id: r for r in referrals(after.judged)}
    found = [
        _referral(r, "still_raised" if r.id in then and then[r.id].state == "refer" else "raised")
        for r in now.values()
        if r.state == "refer"
    ]
    for old in (r for r in then.values() if r.state == "refer"):
        new = now.get(old.id)
        if new is None:
            found.append(_referral(old, "ruled_out"))
        elif new.state != "refer":
            found.append(_referral(old, "looked_at" if new.state == "seen" else "not_asked_again"))
    return tuple(found)


def _referral(referral: ReferralResult, status: str) -> ReferralChange:
    return ReferralChange(referral.id, referral.title, referral.urgency, status, referral.action)  # type: ignore[arg-type]


# ---------------------------------------------------------------- owed to the knowledge


def owed(visits: tuple[Seen, ...]) -> tuple[OwedToKnowledge, ...]:
    """Return where the records of visits say otherwise than today's knowledge says of the very same facts."""
    found: list[OwedToKnowledge] = []
    for visit in visits:
        then = visit.recorded
        if then is None or then.knowledge_hash == visit.knowledge.hash:
            continue
        assessment = visit.assessment
        titles = {**then.titles, **{f.id: f.title for f in assessment.findings}}
        titles |= {p.id: p.title for p in visit.knowledge.prescriptions}
        titles |= {r.id: r.title for r in assessment.referrals}
        today: dict[str, tuple[Mapping[str, str], Mapping[str, str], str]] = {
            "finding": (then.findings, {f.id: f.level for f in assessment.findings if f.level}, "none"),
            "prescription": (
                then.prescriptions,
                {p.id: visit.state(p) for p in visit.knowledge.prescriptions if visit.state(p) != NOT_CALLED_FOR},
                NOT_CALLED_FOR,
            ),
            "referral": (then.referrals, {r.id: r.state for r in assessment.referrals}, "ruled out"),
        }
        for kind, (old, new, absent) in today.items():
            found += _differing(visit, kind, old, new, absent, titles)
    return tuple(found)


def _differing(
    visit: Seen, kind: str, old: Mapping[str, str], new: Mapping[str, str], absent: str, titles: Mapping[str, str]
) -> list[OwedToKnowledge]:
    told = {"given", "refer", "seen", "low", "moderate", "high"}  # what a reader acted on; the rest is noise
    return [
        OwedToKnowledge(visit.date, kind, name, titles.get(name, name), old.get(name, absent), new.get(name, absent))  # type: ignore[arg-type]
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name) and (old.get(name) in told or new.get(name) in told)
    ]
