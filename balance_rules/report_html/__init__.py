"""Reports as one HTML file: no network, no script, readable by eye, by screen reader and on paper."""

from __future__ import annotations

from balance_rules.report_html.pages import explanation_page, html_report

__all__ = ["explanation_page", "html_report"]  # `squad.squad_page` is apart: it needs the extra `cohort`
