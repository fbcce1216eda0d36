"""The one page as Markdown, for chats and language models."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balance_rules.report.as_text import (
    SAFETY,
    TITLES,
    around,
    beside,
    details,
    foot,
    headed,
    measured,
    nothing,
    said,
    stopped,
    when,
)
from balance_rules.report.content import Summary
from balance_rules.text.writing import one_line

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~!&])")  # signs that Markdown, or HTML in it, could act on


def markdown(short: Summary) -> str:
    """Return a summary as Markdown; no text in it, whatever it holds, becomes markup, a link or HTML."""
    return "\n".join(_lines(short)) + "\n"


def text(words: str) -> str:
    r"""Return a text as Markdown that shows it as it is.

    >>> text("*Eve* <b>[x](y)</b>")
    '\\*Eve\\* \\<b\\>\\[x\\](y)\\</b\\>'
    """
    return _ACTIVE.sub(r"\\\1", one_line(words))


def _labelled(label: str, words: str) -> str:
    return f"**{text(label)}:** {text(words)}"


def _lines(short: Summary) -> Iterator[str]:
    who = headed(short)
    yield f"# Muscle balance{f': {text(who)}' if who else ''}"
    safe = [text(short.safety.text), *(_labelled(label, words) for label, words in stopped(short.safety))]
    yield f"\n**{SAFETY[short.safety.state]}:** {' '.join(safe)}"
    yield from (f"\n{text(note)}" for note in short.notes)
    sections = {
        "concerns": _concerns(short),
        "points": _points(short),
        "week": _week(short),
        "ask": _ask(short),
        "retest": (f"- {_labelled(when(row), measured(row))}" for row in short.retest),
        "heard": (f"{c.number}. “{text(c.claim)}” **{text(c.verdict)}.**" for c in short.heard),
        "sources": (f"- {text(f'{s.citation}. {s.link}')} ({text(s.evidence)})" for s in short.sources),
    }
    for name, lines in sections.items():
        shown = list(lines)
        if shown:
            yield f"\n## {TITLES[short.reader][name]}\n"
            yield from shown
    yield f"\n{text(foot(short))}"


def _concerns(short: Summary) -> Iterator[str]:
    for concern in short.concerns:
        yield f"- {_labelled(concern.about, concern.answer)}"


def _points(short: Summary) -> Iterator[str]:
    for point in short.points:
        yield f"{point.number}. **{text(point.title)}.** {text(said(point))}".rstrip()
        for label, words in details(point):
            yield f"   - {_labelled(label, words)}"
    if not short.points:
        yield nothing(short)
    for label, words in beside(short):
        yield f"\n{_labelled(label, words)}"


def _week(short: Summary) -> Iterator[str]:
    week = short.week
    if week.note:
        yield f"{text(week.note)}\n"
    for session in week.sessions:
        yield f"- **{text(f'{session.name} {session.day}')}**, {session.minutes:.0f} min"
        for item in session.items:
            yield f"  - {text(item.name)} {text(item.dose)}{f' ({text(item.change)})' if item.change else ''}"
    for label, words in around(week):
        yield f"- {_labelled(label, words)}"


def _ask(short: Summary) -> Iterator[str]:
    for asked in short.ask:
        coach = short.reader == "coach"
        name = [f"`{asked.fact}`"] if coach else []
        unlocks = [text(f"For: {asked.unlocks}.")] if asked.unlocks and coach else []
        yield f"{asked.number}. {' '.join([text(asked.question), *name, *unlocks])}"
