"""The command line in this process, and the bundled knowledge, which judges the same visit once."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from command_line import Run, runner

import balance_rules as br


class Remembering(br.KnowledgeBase):
    """Judges the same profile once: most of these tests compare another visit with the same first one."""

    def __init__(self, knowledge: Any) -> None:
        super().__init__(knowledge)
        self.judged: dict[str, br.Assessment] = {}

    def assess(self, source: Any, *given: Any, **options: Any) -> br.Assessment:
        judge = partial(super().assess, source, *given, **options)
        if not isinstance(source, dict):
            return judge()
        asked = repr((source, given, options))
        return self.judged.get(asked) or self.judged.setdefault(asked, judge())


@pytest.fixture(scope="session")
def kb(kb: br.KnowledgeBase) -> br.KnowledgeBase:
    """The bundled knowledge, which judges the same profile once."""
    return Remembering(kb.knowledge)


@pytest.fixture
def run(kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with the bundled knowledge."""
    return runner(kb, monkeypatch)
