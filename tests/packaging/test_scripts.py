"""Many people assessed by a script without the guard that processes need; `nightly_scripts.py` has one with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORK = """
for answer in br.load({folder!r}, bundled=False).assess_many([{{"sitting": 9}}, {{"sitting": 90}}] * 40, processes=2):
    print(type(answer).__name__)
"""


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "script.py"
    path.write_text(script)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    return subprocess.run([sys.executable, path], cwd=folder, env=environment, capture_output=True, text=True)


def test_a_script_without_it_is_told_once_what_to_write(small_folder: Path, tmp_path: Path) -> None:
    done = run(f"import balance_rules as br\n{WORK.format(folder=str(small_folder))}", tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "if __name__ == '__main__':" in done.stderr.splitlines()[-1]
    assert done.stderr.count("Traceback") == 1
    assert os.listdir(tmp_path) == ["script.py"], "nothing is left behind"
