"""Commands in processes of their own, over the bundled knowledge: what they print cannot act, streams may be closed.

At every change `test_writing` runs them in this process over the small knowledge, and two of them in a process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_writing import COMMANDS, acting, hostile

BUNDLED = {"{fact}": "sedentary_hours", "{value}": "9", "{finding}": "prolonged_sitting"}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_lets_a_text_act_in_a_process_of_its_own(tmp_path: Path, command: list[str]) -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import balance_rules.cli; balance_rules.cli.main()",
            *hostile(tmp_path, command, BUNDLED),
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    shown = (ran.stdout + ran.stderr).decode()
    assert "Traceback" not in shown
    assert not acting(shown)


PROFILE = Path(__file__).parents[1] / "examples" / "desk_lifter" / "profile.yaml"
CLOSED = [
    ("<&- >&-", ["rules", "show", "sits_more_than_seven_hours"]),
    (">&-", ["assess", str(PROFILE)]),
    ("<&-", ["ask", "p.yaml"]),
]


@pytest.mark.parametrize(("streams", "words"), CLOSED)
def test_a_process_without_standard_streams_ends_without_a_traceback(
    tmp_path: Path, streams: str, words: list[str]
) -> None:
    command = ["sh", "-c", f'"$@" {streams}', "sh", sys.executable, "-m", "balance_rules", *words]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert "Traceback" not in run.stderr
    assert run.returncode in (0, 1), run.stderr
