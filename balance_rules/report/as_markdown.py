"""The one page as Markdown, for chats and language models."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balance_rules.report.as_text import (
    SAFETY,
    TITLES,
    around,
    details,
    foot,
    headed,
    measured,
    nothing,
    restricted,
    said,
    then,
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
    not_now = f" For now: {restricted(short.safety)}" if short.safety.not_for_now else ""
    yield f"\n**{SAFETY[short.safety.state]}:** {text(short.safety.text + not_now)}"
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
    if short.then:
        yield f"\n{_labelled('Then', then(short))}"


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
        unlocks = f" For: {asked.unlocks}." if asked.unlocks and short.reader == "coach" else ""
        name = f" `{asked.fact}`" if short.reader == "coach" else ""
        yield f"{asked.number}. {text(asked.question)}{name}{text(unlocks)}"
