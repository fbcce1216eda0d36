"""Paragraphs for a terminal: text that hangs from a mark, from anywhere, and cannot act on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.rule import Rule
from rich.text import Text

from balance_rules.text.writing import one_line

LEVEL_STYLES = {
    "high": "bold red",
    "moderate": "bold yellow",
    "low": "bold",
    "emergency": "bold red",
    "same_day": "bold red",
    "soon": "bold yellow",
}
clean = one_line
NARROWEST = 20  # columns that a text keeps, however deep its indent


@dataclass(frozen=True, slots=True)
class ListItem:
    """A paragraph that hangs from its `lead`: the lines after the first stand below its text."""

    text: Text
    lead: str = ""
    indent: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        margin = " " * self.indent
        room = max(options.max_width - self.indent - len(self.lead), NARROWEST)
        for i, line in enumerate(self.text.wrap(console, room) or [Text()]):
            line.rstrip()
            yield Text(margin + (self.lead if i == 0 else " " * len(self.lead))).append_text(line)


def item(text: str, lead: str = "", indent: int = 0, style: str = "") -> ListItem:
    """Return a paragraph of a text that may come from anywhere: cleaned, and no markup in it."""
    return ListItem(Text(clean(text), style), lead, indent)


def labelled(label: str, text: str, indent: int = 0) -> ListItem:
    """Return a paragraph that begins with its label in bold."""
    return ListItem(Text.assemble((f"{label}: ", "bold"), clean(text)), "", indent)


def heading(title: str) -> Group:
    """Return the title of a section on a line of its own."""
    return Group(Text(), Rule(Text(title, "bold"), characters="-", align="left", style="dim"))


def more(names: Sequence[str], most: int) -> str:
    """Return names in a row, those beyond the first `most` as a number.

    >>> more(["age", "sex", "sport"], 2)
    'age; sex; and 1 more'
    """
    rest = len(names) - most
    return "; ".join([*names[:most], *([f"and {rest} more" if most else str(rest)] if rest > 0 else [])])
