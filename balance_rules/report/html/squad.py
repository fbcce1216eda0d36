"""The summary of a squad as one HTML document: who is to be seen first, then what is common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from balance_rules.cohort.summary import CohortSummary, StandingOut
from balance_rules.model import Urgency
from balance_rules.report.html.pages import render
from balance_rules.text.gathering import gathered

NEARLY_ALL = 0.9  # of the people: bars of that length all look alike
MOST_REASONS = 6  # findings named of one person
MOST_SHOWN = 15  # rows of a chart before the rest is folded away
LEVELS = ("high", "moderate", "low")  # as a person's report colours them


def squad_page(summary: CohortSummary, team: str | None = None) -> str:
    """Return the summary of a squad as one HTML document with plots, which needs nothing else and runs nothing.

    What is the same for everybody is told in a sentence and has no bar.

    Parameters
    ----------
    team
        The column of teams, one of those that were carried along: those who must be seen stand by team.

    Examples
    --------
    >>> empty = CohortSummary("knowledge 1", "0" * 64, 0, 0, 0, 0, 0, (), (), (), (), {}, (), ("<script>",))
    >>> "<script" in squad_page(empty)
    False
    """

    def share(count: int) -> float:
        return round(100 * count / max(summary.people, 1), 1)

    names = list(dict.fromkeys(level for finding in summary.findings for level in finding.at_least))
    colours = dict(zip(reversed(names), LEVELS, strict=False))
    return render(
        "squad.html.j2",
        summary=summary,
        everybody=summary.people,
        share=share,
        most=MOST_SHOWN,
        reached=tuple((colours.get(name, "low"), name) for name in reversed(names)),
        findings=[(f.title, [f.highest.get(name, 0) for name in reversed(names)]) for f in summary.findings],
        flags=[(flag.title, (flag.yes, flag.open)) for flag in summary.referrals if flag.yes],
        flags_open=_by_share([(flag.title, flag.open) for flag in summary.referrals if not flag.yes], summary.people),
        advice=[(advice.title, (advice.yes, advice.open)) for advice in summary.prescriptions if advice.yes],
        withheld=_by_share([(a.title, a.open) for a in summary.prescriptions if not a.yes], summary.people),
        missing=[(f.label, (f.people,)) for f in summary.missing if f.people < NEARLY_ALL * summary.people],
        unknown=[f.label for f in summary.missing if f.people >= NEARLY_ALL * summary.people],
        to_see=_by_team(summary.to_see, team),
        worst=summary.worst,
        urgency={urgency.value: urgency.words for urgency in Urgency},
        most_reasons=MOST_REASONS,
    )


def _by_team(people: Iterable[StandingOut], team: str | None) -> list[tuple[str, list[StandingOut]]]:
    """Return people by the team that they are in, in the order of the teams' names; without teams all together."""
    return sorted(gathered((person.kept.get(team, "") if team else "", person) for person in people).items())


def _by_share(counts: Sequence[tuple[str, int]], everybody: int) -> list[tuple[bool, list[str]]]:
    """Return the names of what is open, first of what is open for everybody and then of the rest."""
    everyone = [name for name, count in counts if count >= everybody]
    rest = [f"{name} ({count:,})" for name, count in counts if count < everybody]
    return [(whole, names) for whole, names in ((True, everyone), (False, rest)) if names]
