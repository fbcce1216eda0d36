"""An assessment as a coach reads it: one page of what matters, or the whole report.

Nothing is inferred here. A report arranges what the assessment says, cites by number, and gives each
text a hanging indent, so that it reads the same in a pipe, without colour, and at any width.
"""

from __future__ import annotations

from balance_rules.report.as_markdown import markdown
from balance_rules.report.as_text import page
from balance_rules.report.condensing import summary
from balance_rules.report.content import Summary
from balance_rules.report.handles import Handle, handle
from balance_rules.report.paragraphs import ListItem, clean, heading, item, labelled
from balance_rules.report.sections import findings, report

__all__ = [
    "Handle",
    "ListItem",
    "Summary",
    "clean",
    "findings",
    "handle",
    "heading",
    "item",
    "labelled",
    "markdown",
    "page",
    "report",
    "summary",
]
