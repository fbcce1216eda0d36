"""The library inside other people's programs: from a zip it says what it says from a folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipapp
from pathlib import Path
from typing import Any

import pytest

import balance_rules as br

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "desk_lifter"
PROGRAM = """
import json, os, sys, tempfile
import balance_rules as br
tempfile.tempdir = os.getcwd()
kb = br.load()
assessment = kb.assess(sys.argv[1], log=sys.argv[2])
print(json.dumps({
    "where": br.__file__,
    "hash": kb.hash,
    "findings": [[finding.id, finding.level] for finding in assessment.findings],
    "page": "<svg" in br.html_report(assessment),
    "left": os.listdir(),
}))
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program with the library, as `pip install --target` puts it there, in one file."""
    folder = tmp_path_factory.mktemp("program") / "app"
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "balance_rules", folder / "balance_rules", ignore=unwanted)
    shutil.copytree(ROOT / "knowledge", folder / "balance_rules" / "bundled_knowledge", ignore=unwanted)
    (folder / "__main__.py").write_text(PROGRAM)
    archive = folder.parent / "program.pyz"
    zipapp.create_archive(folder, archive)
    shutil.rmtree(folder)
    return archive


def run(*command: object, cwd: Path, path: Path | None = None) -> Any:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PYTHONPATH": str(path)} if path else {}
    done = subprocess.run(
        [sys.executable, *map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_zipped_program_assesses_as_the_library_does(archive: Path, kb: br.KnowledgeBase, tmp_path: Path) -> None:
    told = run(archive, EXAMPLE / "profile.yaml", EXAMPLE / "hevy.csv", cwd=tmp_path)
    assert told["where"].startswith(str(archive))
    assert told["hash"] == kb.hash
    assessment = kb.assess(EXAMPLE / "profile.yaml", log=EXAMPLE / "hevy.csv")
    assert told["findings"] == [[finding.id, finding.level] for finding in assessment.findings]
    assert told["page"]
    assert told["left"] == [], "the copy that the knowledge is read from is gone"


def test_a_zip_on_the_path_is_a_library(archive: Path, kb: br.KnowledgeBase, tmp_path: Path) -> None:
    command = "import balance_rules as br, json; print(json.dumps([br.__file__, br.load().hash]))"
    where, content = run("-c", command, cwd=tmp_path, path=archive)
    assert where.startswith(str(archive))
    assert content == kb.hash
