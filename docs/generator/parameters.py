"""The page of the named numbers: what each is, its value, and the rules that follow it or where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from balance_rules.model import Parameter
from docs.generator.book import PARAMETERS, Book, document, enumeration, escape, link, table

OWN_KNOWLEDGE = "how-to/own-knowledge.md"
KNOWLEDGE_FORMAT = "reference/knowledge-format.md"


def parameters_page(book: Book) -> str:
    """Return the page of the named numbers."""
    named = book.knowledge.parameters.values()
    parameters = [parameter for parameter in named if parameter.rules]
    of_logs = [parameter for parameter in named if not parameter.rules]
    used = {rule for parameter in parameters for rule in parameter.rules}
    own = link(PARAMETERS, "set otherwise with a line of reason", OWN_KNOWLEDGE, "set-a-number-otherwise")
    form = link(PARAMETERS, "form", KNOWLEDGE_FORMAT, "parameters")
    return document(
        "# Named numbers",
        f"The {len(parameters)} numbers of rules that a folder of your own can {own}; {len(used)} rules use them, and "
        f"follow. Where a number comes from stands on the pages of its rules. The {form} is a line for each.",
        table(("Number", "What it is", "Value", "Rules"), [_row(book, parameter) for parameter in parameters]),
        "## How a training log is counted",
        f"No rule uses these {len(of_logs)}: a log is turned into facts by them. Each has its source or its reason "
        "here, and is set otherwise in the same way.",
        table(("Number", "What it is", "Value", "Where it comes from"), [_counted(book, p) for p in of_logs]),
        source="knowledge/parameters.yaml",
    )


def _row(book: Book, parameter: Parameter) -> Sequence[str]:
    rules = [book.statement_link(PARAMETERS, rule) for rule in parameter.rules if rule in book.statements]
    return f"`{parameter.id}`", parameter.title, parameter.value, enumeration(rules)


def _counted(book: Book, parameter: Parameter) -> Sequence[str]:
    why = parameter.rationale
    reasons = [reason for _, reason in why.conventions]
    reasons += [f"{book.source_link(PARAMETERS, c.source)}: {escape(c.says)}" for c in why.evidence]
    return f"`{parameter.id}`", parameter.title, parameter.value, "; ".join(reasons)
