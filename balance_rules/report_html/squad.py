"""The summary of a squad as one HTML document."""

from __future__ import annotations

from balance_rules.cohort.summary import Summary
from balance_rules.report_html.pages import render

MOST_SHOWN = 15  # rows of a chart before the rest is folded away
LEVELS = ("high", "moderate", "low")  # as a person's report colours them


def squad_page(summary: Summary) -> str:
    """Return the summary of a squad as one HTML document with plots, which needs nothing else and runs nothing.

    Examples
    --------
    >>> empty = Summary("knowledge 1", "0" * 64, 0, 0, 0, 0, (), (), (), (), {}, (), ("<script>",))
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
        flags=[(flag.title, (flag.yes, flag.open)) for flag in summary.referrals],
        advice=[(advice.title, (advice.yes, advice.open)) for advice in summary.prescriptions],
        missing=[(fact.label, (fact.people,)) for fact in summary.missing],
    )
