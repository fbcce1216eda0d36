"""The week as one HTML page that needs nothing else and prints on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from balance_rules.programme.week import PlannedSession, ProgrammeRecord
from balance_rules.programme.writing import change_words, dose_words, heading, sections, sets_words
from balance_rules.text.writing import for_html

STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.45 system-ui,sans-serif;max-width:50rem;margin:1.5rem auto;padding:0 1rem;color:CanvasText;background:Canvas}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.4rem 0 .3rem}p{margin:.3rem 0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .5rem .3rem 0;border-bottom:1px solid #8888;vertical-align:top}
@media(max-width:40rem){.session thead{display:none}.session td{display:inline-block;border:0;padding:.1rem .6rem .1rem 0}.session tr{display:block;border-bottom:1px solid #8888;padding:.4rem 0}.session td:first-child{display:block;font-weight:600}}
.session td:nth-child(3){white-space:nowrap}
@media print{:root{color-scheme:light}body{margin:0;font-size:11pt}h2{break-after:avoid}tr{break-inside:avoid}}
"""  # noqa: E501


def as_html(programme: ProgrammeRecord) -> str:
    return "\n".join(_lines(programme)) + "\n"


def _lines(programme: ProgrammeRecord) -> Iterator[str]:
    title = _text(heading(programme))
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    yield f"<title>{title}</title><style>{STYLE}</style></head><body><main>"
    yield f"<h1>{title}</h1>"
    yield from (f"<p><strong>{_text(line)}</strong></p>" for line in programme.safety)
    yield from (f"<p>{_text(note)}</p>" for note in programme.notes)
    for session in programme.sessions:
        yield from _session(session)
    if sets := list(sets_words(programme)):
        yield "<h2>Weekly sets, now → this week (at most)</h2>"
        yield from _table(("Muscle", "Sets"), sets)
    for name, lines in sections(programme).items():
        yield f"<h2>{_text(name)}</h2>"
        yield "<ul>" + "".join(f"<li>{_text(line)}</li>" for line in lines) + "</ul>"
    yield "</main></body></html>"


def _session(session: PlannedSession) -> Iterator[str]:
    yield f"<h2>{_text(f'{session.name}: {session.day}, {session.minutes:g} min')}</h2>"
    if session.warm_up:
        yield f"<p>Warm up with: {_text(', '.join(session.warm_up))}</p>"
    rows = [(item.name, dose_words(item), f"{item.minutes:g} min", change_words(item)) for item in session.items]
    yield from _table(("Exercise", "Dose", "Time", "Change"), rows, "session")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], kind: str = "plain") -> Iterator[str]:
    columns = "".join(f'<th scope="col">{_text(name)}</th>' for name in head)
    yield f'<table class="{kind}"><thead><tr>{columns}</tr></thead><tbody>'
    for row in rows:
        yield "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table>"


def _text(text: str) -> str:
    return escape(for_html(text))
