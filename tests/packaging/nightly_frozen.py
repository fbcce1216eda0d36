"""A program that PyInstaller made, in a folder that knows no Python: run by `make nightly`, for it takes a minute."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import balance_rules as br

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "desk_lifter"
PROGRAM = """
import json, multiprocessing, sys
import balance_rules as br

if __name__ == "__main__":
    multiprocessing.freeze_support()
    kb = br.load()
    assessment = kb.assess(sys.argv[1], log=sys.argv[2])
    many = [type(each).__name__ for each in kb.assess_many([{"age": 40}, {"age": 400}], processes=2)]
    print(json.dumps({
        "hash": kb.hash,
        "findings": [[finding.id, finding.level] for finding in assessment.findings],
        "page": "<svg" in br.html_report(assessment),
        "many": many,
    }))
"""
NOT_NEEDED = ("matplotlib", "numpy", "pandas", "polars", "pyarrow", "scipy", "duckdb", "IPython", "pytest", "mypy")


def test_a_frozen_program_assesses_as_the_library_does(tmp_path: Path) -> None:
    kb = br.load()
    (tmp_path / "program.py").write_text(PROGRAM)
    hooks = ROOT / "balance_rules" / "_pyinstaller"  # what an installed library names by its entry point
    left_out = [f"--exclude-module={name}" for name in NOT_NEEDED]
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level=WARN",
        f"--additional-hooks-dir={hooks}",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, *left_out, "program.py"], cwd=tmp_path, env=environment, check=True)
    frozen = tmp_path / "dist" / "program" / "program"
    done = subprocess.run(
        [frozen, EXAMPLE / "profile.yaml", EXAMPLE / "hevy.csv"],
        cwd=tmp_path,
        env={"PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["hash"] == kb.hash
    assessment = kb.assess(EXAMPLE / "profile.yaml", log=EXAMPLE / "hevy.csv")
    assert told["findings"] == [[finding.id, finding.level] for finding in assessment.findings]
    assert told["page"]
    assert told["many"] == ["Assessment", "Refused"]
