"""Weekly sets as a picture: a row for each muscle, a column for each week, the number in every field.

The picture is an SVG file of its own: no network, no script, numbers beside the shades for those who cannot tell them
apart, and words for those who hear it read.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

_ROW, _FIELD, _NAMES, _TOP, _LINE = 24, 40, 190, 76, 16
_LEAST_WIDTH = 560  # room for the longest line of words
_NOTES = (
    "A set counts 1 for a prime mover and a half for a helper. Weeks begin on Mondays.",
    "?: not known, for unknown work could change it. –: a break, which the log does not cover.",
)
_MOST_WEEKS = 26
# Shades from no sets to twenty and more; the ink on them stays readable.
_SHADES = (
    (0.0, "#f4f4f2", "#6b6b6b"),
    (0.5, "#d8ece6", "#123d33"),
    (4.0, "#a5d5c7", "#123d33"),
    (10.0, "#5fae99", "#06231c"),
    (20.0, "#1f6f5c", "#ffffff"),
)


def svg(summary: Mapping[str, Any]) -> str:
    """The picture of a `summary`; of more than half a year, the last weeks.

    >>> svg({"weeks": [], "muscles": [], "weeks_covered": None}).startswith("<svg")
    True
    """
    weeks: list[str] = summary["weeks"][-_MOST_WEEKS:]
    muscles: list[Mapping[str, Any]] = summary["muscles"]
    width = max(_LEAST_WIDTH, _NAMES + _FIELD * (len(weeks) + 2) + 10)
    height = _TOP + _ROW * max(1, len(muscles)) + 12 + _LINE * len(_NOTES)
    title = "Weekly sets per muscle"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" font-family="system-ui, sans-serif" font-size="12">',
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="10" y="22" font-size="16" font-weight="600" fill="#222">{title}</text>',
    ]
    if not muscles:
        parts.append(f'<text x="10" y="{_TOP}" fill="#222">No set of a known exercise.</text>')
    if weeks:
        parts.append(f'<text x="10" y="40" fill="#555">{_stretch(summary, weeks)}</text>')
    parts += [_text(_NAMES + _FIELD * (at + 0.5), _TOP - 8, week[5:]) for at, week in enumerate(weeks)]
    parts.append(_text(_NAMES + _FIELD * (len(weeks) + 1), _TOP - 8, "mean", weight="600"))
    for place, muscle in enumerate(muscles):
        parts += _row(_TOP + place * _ROW, muscle, len(weeks))
    below = height - 12 - _LINE * (len(_NOTES) - 1)
    parts += [f'<text x="10" y="{below + at * _LINE}" fill="#555">{note}</text>' for at, note in enumerate(_NOTES)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _stretch(summary: Mapping[str, Any], weeks: list[str]) -> str:
    """In words, which weeks are shown, and over which the means are."""
    all_weeks, covered = len(summary["weeks"]), summary["weeks_covered"]
    shown = f"The last {len(weeks)} of {all_weeks} weeks" if len(weeks) < all_weeks else "Weeks"
    length = "week" if covered == 1 else f"{covered:g} weeks"
    return f"{shown} from {weeks[0]} to {weeks[-1]}; mean over the {length} that the log covers"


def _row(y: int, muscle: Mapping[str, Any], weeks: int) -> list[str]:
    counts = muscle["weeks"][-weeks:] if weeks else []
    parts = [f'<text x="10" y="{y + 16}" fill="#222">{escape(muscle["name"])}</text>']
    for at, sets in enumerate(counts):
        x = _NAMES + at * _FIELD
        if sets is None:
            parts.append(_text(x + _FIELD / 2, y + 16, "–", fill=_SHADES[0][2]))
            continue
        fill, ink = next((fill, ink) for least, fill, ink in reversed(_SHADES) if sets >= least)
        parts.append(f'<rect x="{x + 1}" y="{y + 1}" width="{_FIELD - 2}" height="{_ROW - 2}" rx="3" fill="{fill}"/>')
        parts.append(_text(x + _FIELD / 2, y + 16, f"{sets:g}", fill=ink))
    return [*parts, _text(_NAMES + _FIELD * (weeks + 1), y + 16, mean_of(muscle), weight="600")]


def mean_of(muscle: Mapping[str, Any]) -> str:
    """The mean of a muscle's weekly sets as it is shown; never 0 for a muscle that was trained.

    >>> mean_of({"mean": 8.66}), mean_of({"mean": 0.02}), mean_of({"mean": None})
    ('8.7', '<0.1', '?')
    """
    mean = muscle["mean"]
    return "?" if mean is None else "<0.1" if mean < 0.1 else f"{mean:.1f}"


def _text(x: float, y: float, text: str, *, fill: str = "#222", weight: str = "400") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle" fill="{fill}" font-weight="{weight}">{escape(text)}</text>'
