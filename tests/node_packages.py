"""Packages of Node.js that tests use, installed as their lock files say and kept: npm takes seconds to fetch them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

NPM, NODE = shutil.which("npm"), shutil.which("node")
KEPT = Path(__file__).parents[1] / ".pytest_cache"


def installed(files: list[Path], half: Path) -> Path:
    """Return the folder of packages with these files beside them; `half` is a new folder to make it in."""
    of = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]
    kept = KEPT / f"{files[0].parent.name}-{of}"
    if kept.exists():
        return kept
    half.mkdir()
    for file in files:
        shutil.copy(file, half)
    install = [str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(install, cwd=half, check=True, capture_output=True)
    beside = kept.with_name(f"{kept.name}.{os.getpid()}")  # whole or not there, for whoever runs at the same time
    shutil.copytree(half, beside, symlinks=True)
    try:
        beside.rename(kept)
    except OSError:  # another was first
        shutil.rmtree(beside)
    return kept
