"""An assessment as a coach reads it: one page of what matters, or the whole report.

Nothing is inferred here. A report arranges what the assessment says, cites by number, and gives each
text a hanging indent, so that it reads the same in a pipe, without colour, and at any width.
"""

from __future__ import annotations

from balance_rules.report.condensing import summary
from balance_rules.report.handles import Handle, handle
from balance_rules.report.markdown import markdown
from balance_rules.report.page import page
from balance_rules.report.paragraphs import Item, clean, heading, item, labelled
from balance_rules.report.sections import findings, report
from balance_rules.report.summary import Summary

__all__ = [
    "Handle",
    "Item",
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
