"""The command line in this process, with the bundled knowledge."""

from __future__ import annotations

import pytest
from command_line import Run, runner

import balance_rules as br


@pytest.fixture
def run(kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with the bundled knowledge."""
    return runner(kb, monkeypatch)
