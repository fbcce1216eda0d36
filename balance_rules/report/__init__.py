"""An assessment as a report that a coach reads: safety first, then findings, what to do, what to ask, sources.

Nothing is inferred here. The report arranges what the assessment says, cites by number, and gives each
text a hanging indent, so that it reads the same in a pipe, without colour, and at any width.
"""

from __future__ import annotations

from balance_rules.report.paragraphs import Item, clean, heading, item, labelled
from balance_rules.report.sections import findings, report

__all__ = ["Item", "clean", "findings", "heading", "item", "labelled", "report"]
