"""The command line in this process, with knowledge that is loaded already."""

from __future__ import annotations

import pytest
from command_line import Run, runner

from balance_rules import KnowledgeBase


@pytest.fixture
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests changes how output looks."""
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def run(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, plain_terminal: None) -> Run:
    """Run a command with the bundled knowledge."""
    return runner(kb, monkeypatch)


@pytest.fixture
def run_small(small: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, plain_terminal: None) -> Run:
    """Run a command with the small knowledge."""
    return runner(small, monkeypatch)
