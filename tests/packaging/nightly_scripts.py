"""Many people assessed by a script with the guard that processes need: three processes start, which takes seconds.

At each change many people are assessed by processes of the tests' own (`tests/cohort/test_cohort_many.py`).
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.packaging.test_scripts import WORK, run


def test_a_script_with_the_guard_assesses_everybody(small_folder: Path, tmp_path: Path) -> None:
    work = WORK.format(folder=str(small_folder)).replace("\n", "\n    ")
    done = run(f"import balance_rules as br\nif __name__ == '__main__':{work}", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["Assessment", "Refused"] * 40
    assert os.listdir(tmp_path) == ["script.py"], "nothing is left behind"
