"""What mypy says of a consumer's code, pyright says too; `make nightly` asks, for to start it takes seconds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = Path(__file__).parent / "package"
RIGHT, WRONG = PACKAGE / "coach_tool" / "right.py", PACKAGE / "coach_tool" / "wrong.py"


def pyright(folder: Path) -> list[dict[str, Any]]:
    config = folder / "pyrightconfig.json"
    for file in (RIGHT, WRONG):
        shutil.copy(file, folder)
    settings = {"include": [RIGHT.name, WRONG.name], "extraPaths": [str(ROOT)], "typeCheckingMode": "strict"}
    config.write_text(json.dumps(settings), encoding="utf-8")
    command = (sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([*command, "--project", str(config)], env=environment, capture_output=True, text=True)
    told: list[dict[str, Any]] = json.loads(run.stdout)["generalDiagnostics"]
    return [item for item in told if item["severity"] == "error"]


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js, which pyright runs on, is not installed")
def test_pyright_passes_what_is_right_and_finds_every_misspelt_name(tmp_path: Path) -> None:
    pytest.importorskip("pyright")
    told = pyright(tmp_path)
    lines = WRONG.read_text(encoding="utf-8").splitlines()
    wrong = {number for number, line in enumerate(lines, 1) if line.endswith("# wrong")}
    assert {Path(item["file"]).name for item in told} == {WRONG.name}, told
    assert {item["range"]["start"]["line"] + 1 for item in told} == wrong, told
