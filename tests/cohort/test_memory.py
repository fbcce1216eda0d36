"""Too little memory is told at once; what there is, is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from small_people_table import small_frame

import balance_rules as br
from balance_rules.cohort import memory
from balance_rules.cohort.memory import MEGABYTE, Limit, limits

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads what only Linux tells")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of files: no process limits, no control group, 8 GB free."""
    (tmp_path / "proc" / "self").mkdir(parents=True)
    (tmp_path / "proc" / "self" / "status").write_text("VmRSS:\t  100000 kB\n")
    (tmp_path / "proc" / "meminfo").write_text("MemTotal: 9000000 kB\nMemAvailable: 8000000 kB\n")
    monkeypatch.setattr(memory, "PROCESS", tmp_path / "proc")
    monkeypatch.setattr(memory, "GROUPS", tmp_path / "groups")
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    return tmp_path


def group(machine: Path, path: str, allowed: str, used: int, cache: int = 0, version: int = 2) -> None:
    """Put the process into a control group."""
    where = f"0::{path}" if version == 2 else f"7:cpu,memory:{path}"
    (machine / "proc" / "self" / "cgroup").write_text(f"3:pids:/other\n{where}\n")
    folder = machine / "groups" / ("" if version == 2 else "memory") / path.strip("/")
    folder.mkdir(parents=True)
    names = ("memory.max", "memory.current") if version == 2 else ("memory.limit_in_bytes", "memory.usage_in_bytes")
    (folder / names[0]).write_text(f"{allowed}\n")
    (folder / names[1]).write_text(f"{used}\n")
    (folder / "memory.stat").write_text(f"anon 1\ninactive_file {cache}\n")


@pytest.mark.parametrize("version", [1, 2])
def test_a_container_without_room_is_refused_with_what_is_needed(machine: Path, version: int) -> None:
    group(machine, "/job", str(300 * MEGABYTE), 110 * MEGABYTE, cache=10 * MEGABYTE, version=version)
    with pytest.raises(br.BalanceRulesError, match="found a memory limit of 300 MB; expected at least 344 MB"):
        memory.room()


@pytest.mark.parametrize("version", [1, 2])
def test_batches_fit_into_what_a_container_leaves(machine: Path, version: int) -> None:
    group(machine, "/job/step", str(400 * MEGABYTE), 103 * MEGABYTE, version=version)
    left, words = memory.fitted(1_000 * MEGABYTE)
    assert 119 * MEGABYTE < left <= 120 * MEGABYTE
    assert words == "A memory limit of 399 MB leaves 119 MB for people at a time, not 1,000 MB."
    assert memory.fitted(100 * MEGABYTE) == (100 * MEGABYTE, "")
    assert memory.rows_that_fit(50_000) == left // memory.PER_PERSON


def test_a_group_above_and_one_without_a_limit_are_read(machine: Path) -> None:
    group(machine, "/", str(500 * MEGABYTE), 0)
    group_below = machine / "groups" / "job"
    group_below.mkdir()
    (group_below / "memory.max").write_text("max\n")
    (group_below / "memory.current").write_text("0\n")
    (machine / "proc" / "self" / "cgroup").write_text("0::/job\n")
    assert min(limit.bytes for limit in limits()) == 500 * MEGABYTE


def test_other_programs_of_the_container_and_of_the_machine_count(machine: Path) -> None:
    group(machine, "/job", str(1_000 * MEGABYTE), 800 * MEGABYTE)
    assert [limit.bytes // MEGABYTE for limit in limits() if limit.name == "a memory limit"] == [302]
    (machine / "proc" / "meminfo").write_text("MemAvailable: 1000 kB\n")
    assert "free memory" in {limit.name for limit in limits() if limit.room < memory.LEAST}


def test_a_machine_that_tells_nothing_has_no_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(memory, "PROCESS", tmp_path)
    monkeypatch.setattr(memory, "limits", lambda: iter(()))
    assert memory.fitted(5) == (5, "")
    assert memory.rows_that_fit(7) == 7


def test_what_a_limit_leaves_is_used(small: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "limits", lambda: iter([Limit("a limit", 200 * MEGABYTE, 100 * MEGABYTE, "Raise it.")]))
    small_frame(300).write_parquet(tmp_path / "people.parquet")
    cohort = small.cohort(tmp_path / "people.parquet")
    assert cohort.memory_for(1_000 * MEGABYTE)[0] == 100 * MEGABYTE
    assert cohort.write(tmp_path / "out.parquet").people == pl.read_parquet(tmp_path / "out.parquet").height == 240


# with no knowledge, which takes half a second to load and is read by nobody here
LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
from balance_rules import KnowledgeBase, knowledge_base
from balance_rules.cli import main
knowledge_base.load = lambda: KnowledgeBase(None)
main()
"""


@LINUX
def test_a_process_without_room_says_so_before_a_library_aborts_it(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,sedentary_hours\na,9\n")
    command = [sys.executable, "-c", LIMITED, "cohort", tmp_path / "people.csv", "-o", tmp_path / "out.parquet"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 4, ran.stderr
    assert "found an address space (ulimit -v) of 734 MB; expected at least" in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]
