"""The follow-up as text: what a coach reads at the second visit."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from textwrap import wrap

from balance_rules.follow_up.results import (
    DECISIONS,
    STATUSES,
    UNSURE,
    VERDICTS,
    Block,
    FindingChange,
    FollowUp,
    MeasureChange,
    PrescriptionChange,
    Status,
)
from balance_rules.model import AT_ONCE
from balance_rules.text.gathering import gathered
from balance_rules.text.wording import counted

REFERRALS = {
    "raised": "raised",
    "still_raised": "still raised",
    "looked_at": "looked at by a doctor",
    "ruled_out": "ruled out",
    "not_asked_again": "not asked again, so not ruled out",
}
DOUBTED: dict[Status, str] = {
    "resolved": "perhaps resolved",
    "easier": "persisting, perhaps easier",
    "harder": "persisting, perhaps harder",
    "new": "perhaps new",
}
DOUBT = "nothing changed beyond a known error of measurement, so it may be the same still"
MOST_UNCHANGED = 12
WIDTH = 110  # longer lines are hard to read


def as_text(found: FollowUp) -> str:
    """Return a follow-up as text."""
    return "\n".join(_lines(found)).rstrip() + "\n"


def _lines(found: FollowUp) -> Iterator[str]:
    yield heading(found)
    yield safety(found)
    yield from (
        f"  {r.title}: {REFERRALS[r.status]}. {r.action if 'raised' in r.status else ''}".rstrip()
        for r in found.referrals
    )
    yield from _section("What changed", [line for m in told(found.measures) for line in _measure(m)])
    yield from _section("Findings", [f"{f.title}: {finding(f)}" for f in found.findings])
    for decision, words in DECISIONS.items():
        own = [p for p in found.prescriptions if p.decision == decision]
        yield from _section(words, [line for group in grouped(own) for line in _prescriptions(*group)])
    if found.block:
        yield from _section("Done against planned", list(_block(found.block)))
    yield from _section("Not known again", [f"{m.label}: was {m.before.shown}" for m in lost(found.measures)])
    changed = [
        f"{_day(o.date)}, {o.title}: the record says {o.recorded}, today's knowledge says {o.today}"
        for o in found.owed_to_knowledge
    ]
    yield from _section("Owed to the knowledge, not to the person", changed)
    yield from _section("Notes", list(found.notes))
    yield ""
    yield "A finding is what the facts point to; this is no diagnosis and tells nothing of an injury to come."
    yield f"Judged with {found.knowledge_name} {found.knowledge_version} ({found.knowledge_hash[:12]})."


def heading(found: FollowUp) -> str:
    """Return who and when: ``Robin: 2026-03-01 → 2026-05-01``."""
    days = " → ".join(_day(visit.date) for visit in found.visits)
    return f"{found.person or 'The next visit'}: {days}"


def safety(found: FollowUp) -> str:
    """Return the first line to read: whether anything must be looked at first."""
    raised = [r for r in found.referrals if r.status in ("raised", "still_raised")]
    if raised:
        things = f"{counted(len(raised), 'thing')} must be looked at by a doctor"
        today = any(r.urgency in AT_ONCE for r in raised)
        goes_on = any(p.signals["loads"] == "yes" and p.decision not in ("stop", "done") for p in found.prescriptions)
        if today or not goes_on:
            return f"STOP: {things} first."
        return f"SEE A DOCTOR: {things}. What waits for that stands below; the rest may go on."
    if any(p.decision == "step_back" for p in found.prescriptions):
        return "CAREFUL: something is to be taken a step back."
    return "Nothing stands against going on, of what was told."


def told(measures: Sequence[MeasureChange]) -> list[MeasureChange]:
    """Return the measures worth a line: what aims at something or changed, then the first few that did not.

    What follows from another measure is left out where it aims at nothing: it would say the same twice.
    """
    compared = [m for m in measures if m.before.value is not None and m.after.value is not None]
    own = [m for m in compared if m.target or not m.derived]
    first = [m for m in own if m.target or m.verdict in ("better", "worse", "changed")]
    rest = [m for m in own if m not in first and m.verdict != "same"]
    return [*sorted(first, key=lambda m: m.verdict != "worse"), *rest[:MOST_UNCHANGED]]


def lost(measures: Sequence[MeasureChange]) -> list[MeasureChange]:
    """Return the measures that were known at the visit before and are not now."""
    return [m for m in measures if m.unsure == "not_measured_again" and not m.derived]


def verdict(m: MeasureChange) -> str:
    """What a change says, with the error it was held against."""
    words = VERDICTS[m.verdict]
    if m.verdict == "same":
        return words
    if m.unsure:
        return f"{words}: {UNSURE[m.unsure]}"
    owner = "" if m.error_source else ", our convention"
    return f"{words} ({m.change_shown}; a change counts from {m.error_shown}{owner})" if m.error_shown else words


def trend(m: MeasureChange) -> str:
    """Return the way through three visits or more: ``5 → 4 → 2 of 10: better, steadily``."""
    way = " → ".join(point.shown or "not known" for point in m.points)
    if m.trend is None:
        return way
    how = (
        ", steadily"
        if m.steady and m.trend in ("better", "worse")
        else ""
        if m.steady
        else ", with a step back on the way"
    )
    return f"{way}: {VERDICTS[m.trend]} over all{how}"


def finding(f: FindingChange) -> str:
    """What became of a finding."""
    levels = f"{f.before or 'none'} → {f.after or 'none'}" if f.before != f.after else f"{f.after}"
    levels = f"was {f.before}" if f.status == "no_longer_assessable" else levels
    if f.within_error:
        return f"{DOUBTED.get(f.status, STATUSES[f.status])} ({levels}); {DOUBT}"
    return f"{STATUSES[f.status]} ({levels})"


def _measure(m: MeasureChange) -> Iterator[str]:
    aim = f" → target {m.target}" if m.target else ""
    yield f"{m.label}: {m.before.shown} → {m.after.shown}{aim}"
    yield f"  {verdict(m)}"
    if len(m.points) > 2:
        yield f"  {trend(m)}"


def grouped(changes: Sequence[PrescriptionChange]) -> list[tuple[list[str], str, tuple[str, ...]]]:
    """Return prescriptions with one reason together: their titles, the reason, what it rests on."""
    groups = gathered(((change.reason, change.details), change.title) for change in changes)
    return [(titles, reason, details) for (reason, details), titles in groups.items()]


def _prescriptions(titles: Sequence[str], reason: str, details: Sequence[str]) -> Iterator[str]:
    yield from titles
    yield f"  {reason}"
    yield from (f"  - {detail}" for detail in details)


def sessions(block: Block) -> str:
    """Return how many sessions were done of those planned, in which weeks."""
    planned = "" if block.sessions_planned is None else f" of {block.sessions_planned:g} planned"
    told = f"{block.sessions_done}{planned}, in "
    if block.weeks_covered is None or block.weeks_covered >= block.weeks:
        return f"{told}{block.weeks:g} weeks"
    covered = f"{block.weeks_covered:g} of {block.weeks:g} weeks that the log covers"
    return f"{told}the {covered}; of the others nothing is known"


def _block(block: Block) -> Iterator[str]:
    yield f"Sessions: {sessions(block)}"
    yield from (f"{t.name}: {t.done:g} of {t.planned:g} sets" for t in block.exercises)
    if block.exercises:
        yield from (
            f"{t.name}: {t.done:g} of {t.planned:g} sets a week" for t in block.muscles if t.planned or t.done >= 1
        )
    if block.beside:
        yield "Beside the programme: " + ", ".join(f"{t.name} {t.done:g}" for t in block.beside)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        for line in lines:
            indent = " " * (2 + len(line) - len(line.lstrip()))
            yield from wrap(line.strip(), WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")


def _day(date: datetime.date | None) -> str:
    return date.isoformat() if date else "no date"
