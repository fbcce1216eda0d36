"""The wheel, built once, as it is and where it is installed, and a start of the library from either."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from effort import effort

import balance_rules as br
from balance_rules import knowledge as compiling

ROOT = Path(__file__).parents[2]
COMMAND = """
import sys
import balance_rules as br
kb = br.load()
print(br.__file__, kb.hash, "balance_rules.knowledge.building" in sys.modules)
"""
Start = Callable[[Path], tuple[str, bool]]


@pytest.fixture(scope="session")
def wheel(kb: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built in this process; what has compiled its knowledge already is not asked again but at night."""
    from hatchling.builders.wheel import WheelBuilder

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BALANCE_RULES_CACHE", "off")  # the build changes this
        patch.setattr(sys, "path", [*sys.path])  # and this
        if effort(0, 1) == 0:
            patch.setattr(compiling, "_made", lambda folders, drafts: kb.knowledge)
        (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")))
    return Path(built)


@pytest.fixture(scope="session")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is installed; what one start compiles of its code serves the others."""
    folder = tmp_path_factory.mktemp("installed") / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Load the knowledge in a process of its own; say its hash, and whether it had to be compiled."""

    def started(path: Path) -> tuple[str, bool]:
        environment = {**os.environ, "PYTHONPATH": str(path), "BALANCE_RULES_CACHE": str(tmp_path / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # code compiled by one start serves the next
        done = subprocess.run(
            [sys.executable, "-c", COMMAND], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        where, content, compiled = done.stdout.split()
        assert where.startswith(str(path))
        return content, compiled == "True"

    return started
