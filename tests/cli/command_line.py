"""What tests of the command line read and run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from balance_rules import KnowledgeBase, knowledge_base
from balance_rules.cli import app

Run = Callable[..., Result]


def runner(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, below: Path | None = None) -> Run:
    """Return what runs a command in this process, with knowledge that is loaded already.

    Folders that a command names lie on top of `below`, by default of the bundled knowledge.
    """
    load = knowledge_base.load

    def shared(*folders: Path) -> KnowledgeBase:
        if not folders:
            return kb
        return load(*folders) if below is None else load(below, *folders, bundled=False)

    monkeypatch.setattr(knowledge_base, "load", shared)

    def run(*args: object, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_lifter"
PROFILE, LOG = EXAMPLE / "profile.yaml", EXAMPLE / "hevy.csv"


def section(output: str, title: str) -> str:
    """Return the text of a section of a report, one blank between words."""
    found = re.search(rf"^{re.escape(title)} -+\n(.*?)(?=^\S[^\n]* -{{3,}}$|\Z)", output, re.MULTILINE | re.DOTALL)
    assert found, f"no section {title!r}"
    return " ".join(found.group(1).split())
