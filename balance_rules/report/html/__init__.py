"""Reports as one HTML file: no network, no script, readable by eye, by screen reader and on paper."""

from __future__ import annotations

from balance_rules.report.html.one_page import framed, html_page
from balance_rules.report.html.pages import explanation_page, html_report

__all__ = [  # `squad.squad_page` is apart: it needs the extra `cohort`
    "explanation_page",
    "framed",
    "html_page",
    "html_report",
]
