"""The next visit as one HTML document: before, now and target, drawn and in words."""

from __future__ import annotations

from dataclasses import dataclass

from balance_rules.follow_up import FollowUp, texts
from balance_rules.follow_up.results import DECISIONS, STATUSES, VERDICTS, MeasureChange
from balance_rules.report.html.pages import render

STOPPING = ("raised", "still_raised")


@dataclass(frozen=True, slots=True)
class Track:
    """Where the values of a measure lie on its own line, in per cent of the width; None where one is not known."""

    points: tuple[float | None, ...]
    error: tuple[float, float] | None


def follow_up_page(found: FollowUp) -> str:
    """Return a follow-up as one HTML document, which needs nothing else and runs nothing.

    Examples
    --------
    >>> import balance_rules as br
    >>> visits = {"date": "2026-03-01", "person": "<script>"}, {"date": "2026-05-01", "person": "<script>"}
    >>> "<script" in follow_up_page(br.load().follow_up(*visits))
    False
    """
    measures = texts.told(found.measures)
    return render(
        "follow_up.html.j2",
        found=found,
        heading=texts.heading(found),
        safety=texts.safety(found),
        stopped=any(r.status in STOPPING for r in found.referrals),
        referrals=texts.REFERRALS,
        measures=measures,
        tracks={m.fact: track(m) for m in measures},
        lost=texts.lost(found.measures),
        verdicts=VERDICTS,
        verdict=texts.verdict,
        trend=texts.trend,
        sessions=texts.sessions,
        statuses=STATUSES,
        finding=texts.finding,
        decisions=[
            (name, words, own)
            for name, words in DECISIONS.items()
            if (own := texts.grouped([p for p in found.prescriptions if p.decision == name]))
        ],
    )


def track(m: MeasureChange) -> Track:
    """Return where a measure's values lie: the line reaches a little beyond all of them and the error around before.

    >>> import balance_rules as br
    >>> visits = {"date": "2026-03-01", "sedentary_hours": 9}, {"date": "2026-05-01", "sedentary_hours": 6}
    >>> track(br.load().follow_up(*visits).measures[0])
    Track(points=(80.0, 20.0), error=(60.0, 100.0))
    """
    known = [p.value for p in m.points if p.value is not None]
    around = m.smallest_change or 0
    middle = m.before.value
    low, high = min(known), max(known)
    pad = max((high - low) / 10, around, abs(high) / 20, 1e-9)
    low, high = low - pad, high + pad

    def at(value: float) -> float:
        return round(100 * min(max((value - low) / (high - low), 0), 1), 1)

    band = (at(middle - around), at(middle + around)) if middle is not None and around else None
    return Track(tuple(None if p.value is None else at(p.value) for p in m.points), band)
