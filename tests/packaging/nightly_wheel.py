"""The wheel is built twice and is the same: run by `make nightly`, for building takes seconds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_is_the_same_bytes_when_it_is_built_again(tmp_path: Path) -> None:
    built = []
    for turn in ("one", "two"):
        source = tmp_path / turn / "source"  # other folders, other times of the files
        skipped = shutil.ignore_patterns(".*", "__pycache__", "site", "dist", "docs", "tests", "benchmarks")
        shutil.copytree(ROOT, source, ignore=skipped, copy_function=shutil.copyfile)
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / turn)]
        subprocess.run(command, cwd=source, check=True, capture_output=True)
        built.append(next((tmp_path / turn).glob("*.whl")).read_bytes())
    assert built[0] == built[1]
