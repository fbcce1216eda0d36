"""The wheel carries its knowledge compiled: a first start reads it, unless files of it were changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import balance_rules as br

ROOT = Path(__file__).parents[2]
COMMAND = """
import sys
import balance_rules as br
kb = br.load()
print(br.__file__, kb.hash, "balance_rules.knowledge.building" in sys.modules)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is installed; what one start compiles of its code serves the others."""
    folder = tmp_path_factory.mktemp("installed") / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def start(path: Path, cwd: Path) -> tuple[str, str, bool]:
    environment = {**os.environ, "PYTHONPATH": str(path), "BALANCE_RULES_CACHE": str(cwd / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # code compiled by one start serves the next
    done = subprocess.run(
        [sys.executable, "-c", COMMAND], cwd=cwd, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    where, content, compiled = done.stdout.split()
    assert where.startswith(str(path))
    return where, content, compiled == "True"


def test_the_first_start_of_an_installed_wheel_compiles_nothing(
    wheel: Path, site: Path, tmp_path: Path, kb: br.KnowledgeBase
) -> None:
    _, content, compiled = start(site, tmp_path)
    assert (content, compiled) == (kb.hash, False)
    assert not (tmp_path / "cache").exists()
    zipped = tmp_path / "zipped.zip"
    shutil.copy(wheel, zipped)
    assert start(zipped, tmp_path)[1:] == (kb.hash, False)


def test_knowledge_that_was_changed_where_it_is_installed_is_read(site: Path, tmp_path: Path) -> None:
    header = site / "balance_rules" / "bundled_knowledge" / "knowledge.yaml"
    shipped = header.read_text()
    header.write_text(shipped + "# changed\n")
    try:
        assert [start(site, tmp_path)[2] for _ in range(2)] == [True, False]
    finally:
        header.write_text(shipped)
