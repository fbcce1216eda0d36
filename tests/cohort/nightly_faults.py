"""What takes too long for every change: a run in a process of its own, killed half-way.

At each change `test_cohort_tables` stops a run half-way, and `test_writing` kills what writes.

python -m pytest tests/cohort/nightly_faults.py
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
from small_people_table import small_frame

import balance_rules as br

KILLED = """
import os, signal, sys
import balance_rules as br
def stop(done, total):
    if done > total / 2:
        os.kill(os.getpid(), signal.SIGKILL)
br.load(sys.argv[1], bundled=False).cohort(sys.argv[2]).write(sys.argv[3], memory=1, progress=stop)
"""


def test_a_run_killed_half_way_leaves_no_output_and_the_next_run_is_whole(
    small: br.KnowledgeBase, small_folder: Path, tmp_path: Path
) -> None:
    people, out = tmp_path / "people.parquet", tmp_path / "out.parquet"
    small_frame(500).write_parquet(people)
    killed = subprocess.run([sys.executable, "-c", KILLED, small_folder, people, out], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not out.exists()
    left = [path.name for path in tmp_path.iterdir() if path != people]
    assert all(name.startswith(".out.parquet.") and name.endswith(".partial") for name in left)
    assert small.cohort(people).write(out).people == pl.read_parquet(out).height == 400
