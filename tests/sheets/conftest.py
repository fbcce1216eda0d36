"""What the tests of sheets share: reading a file with the bundled knowledge, and its facts by name."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import balance_rules as br
from balance_rules.person.sheets import Sheet, SheetFact

Read = Callable[..., Sheet]


@pytest.fixture
def read(kb: br.KnowledgeBase, tmp_path: Path) -> Read:
    """Read a file, or a text written into one, and check that every row is accounted for."""

    def read(content: Path | str, name: str = "file.txt", **options: Any) -> Sheet:
        path = content
        if isinstance(content, str):
            path = tmp_path / name
            path.write_text(content, encoding="utf-8", newline="")
        sheet = kb.read_tests(path, **options)
        assert sheet.rows == sheet.read + sum(skipped.rows for skipped in sheet.skipped)
        return sheet

    return read


def facts_of(sheet: Sheet, until: datetime.date | None = None) -> dict[str, SheetFact]:
    """Return the facts of a sheet by name."""
    return {fact.fact: fact for fact in sheet.facts(until)[0]}


@pytest.fixture
def facts() -> Callable[..., dict[str, SheetFact]]:
    """Return the facts of a sheet by name."""
    return facts_of


@pytest.fixture
def shown(kb: br.KnowledgeBase) -> Callable[..., dict[str, str]]:
    """Return the facts of a sheet as a report shows them."""

    def shown(sheet: Sheet, until: datetime.date | None = None) -> dict[str, str]:
        return {name: kb.knowledge.facts[name].show(fact.value) for name, fact in facts_of(sheet, until).items()}

    return shown
