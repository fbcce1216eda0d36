"""The page of lint: what each code asks of the knowledge, why, how to fix it, and an example."""

from __future__ import annotations

from collections.abc import Iterator

from balance_rules.verify.lint_codes import LINT_CODES, LintCode
from docs.generator.book import document, escape, heading

LINT = "reference/lint.md"


def lint_page() -> str:
    """Return the page of all codes."""
    return document(
        "# Lint by its codes",
        "`balance-rules knowledge lint` asks this of the form of the knowledge, `knowledge check ID` of one statement. "
        "What has no meaning at all is refused when the knowledge is loaded ([problems](errors.md)); what is said of "
        "every possible person is proved ([what is proved](verification.md)).",
        *(part for code, asked in LINT_CODES.items() for part in _entry(code, asked)),
    )


def _entry(code: str, asked: LintCode) -> Iterator[str]:
    yield heading(code, code, level=2)
    yield f"**{escape(asked.wrong)}** {escape(asked.why)}"
    yield f"To fix it: {escape(asked.fix[:1].lower() + asked.fix[1:])}"
    yield f"```yaml\n{asked.example}\n```"
