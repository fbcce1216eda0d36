"""Many people assessed by scripts with and without the guard that processes need: three or four start, for seconds.

At each change `test_scripts.py` says what a script without it is told, and many people are assessed by processes of
the tests' own (`tests/cohort/test_cohort_many.py`).
"""

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


def test_a_script_with_the_guard_assesses_everybody(small_folder: Path, tmp_path: Path) -> None:
    work = WORK.format(folder=str(small_folder)).replace("\n", "\n    ")
    done = run(f"import balance_rules as br\nif __name__ == '__main__':{work}", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["Assessment", "Refused"] * 40
    assert os.listdir(tmp_path) == ["script.py"], "nothing is left behind"


def test_a_script_without_it_is_told_once_what_to_write(small_folder: Path, tmp_path: Path) -> None:
    done = run(f"import balance_rules as br\n{WORK.format(folder=str(small_folder))}", tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "if __name__ == '__main__':" in done.stderr.splitlines()[-1]
    assert done.stderr.count("Traceback") == 1
    assert os.listdir(tmp_path) == ["script.py"], "nothing is left behind"
