"""Whole commands killed at random moments, a hundred times: never half a file, never a lost input.

python -m pytest tests/nightly_killed.py
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import balance_rules as br

RUNS = 100
PROFILE = "person: Robin\nsedentary_hours: 9  # as asked in March\nage: 40\n"
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def _page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.rstrip().endswith("</html>")


def _table(path: Path) -> None:
    assert pl.read_parquet(path).height == 2_000


def _profile(path: Path) -> None:
    answers = br.load().read_facts(path).values
    assert answers["age"] == 40
    assert answers["sedentary_hours"] == 36


COMMANDS: dict[str, tuple[list[str], str, Callable[[Path], None]]] = {
    "page": (["assess", "profile.yaml", "--html", "out.html"], "out.html", _page),
    "table": (["cohort", "people.parquet", "-o", "out.parquet", "--memory", "80"], "out.parquet", _table),
    "interview": (["ask", "profile.yaml", "--all"], "profile.yaml", _profile),
}


def started(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """A command that runs, all that it may ask answered."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from balance_rules.cli import main; main()", *command],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin
    try:
        process.stdin.write(b"none\n\n" * 200)
        process.stdin.flush()
    except BrokenPipeError:
        pass  # it ended before it asked anything
    return process


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_killed_at_any_moment_leaves_whole_files(tmp_path: Path, name: str) -> None:
    command, output, whole = COMMANDS[name]
    chance = random.Random(name)
    frame = pl.DataFrame({"id": range(2_000), "sedentary_hours": [9.0] * 2_000, "age": [40] * 2_000})
    frame.write_parquet(tmp_path / "people.parquet")
    people = (tmp_path / "people.parquet").read_bytes()
    stopped, left = 0, set[Path]()
    for _ in range(RUNS // len(COMMANDS) + 1):
        (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
        process = started(command, tmp_path)
        time.sleep(chance.uniform(0.5, 4.0))
        sent = chance.choice(SIGNALS)
        process.send_signal(sent)
        process.communicate()
        stopped += process.returncode != 0
        target = tmp_path / output
        if target.exists():
            whole(target)
        assert (tmp_path / "people.parquet").read_bytes() == people
        partials = set(tmp_path.glob(".*.partial"))
        assert sent == signal.SIGKILL or partials <= left, (
            sent,
            partials,
        )  # a run may end before it clears what is left
        left = partials
    assert stopped
    started(command, tmp_path).communicate()
    assert not list(tmp_path.glob(".*.partial")), "a run that is not killed clears what the killed ones left"
