"""The command line in this process, with knowledge that is loaded already."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from typer.testing import CliRunner, Result

from balance_rules import KnowledgeBase, knowledge_base
from balance_rules.cli import app


@pytest.fixture
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests changes how output looks."""
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def _runner(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> Run:
    load = knowledge_base.load

    def shared(*folders: Path) -> KnowledgeBase:
        return load(*folders) if folders else kb

    monkeypatch.setattr(knowledge_base, "load", shared)

    def run(*args: object, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def run(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, plain_terminal: None) -> Run:
    """Run a command with the bundled knowledge."""
    return _runner(kb, monkeypatch)


@pytest.fixture
def run_small(small: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, plain_terminal: None) -> Run:
    """Run a command with the small knowledge."""
    return _runner(small, monkeypatch)
