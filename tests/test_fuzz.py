"""A few hostile inputs for every door, and each that once failed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from effort import effort
from fuzz import CORPUS, SHARES, Doors, run
from in_one import in_one

KEPT = sorted(path for path in CORPUS.iterdir() if path.is_file())


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    doors = Doors(tmp_path_factory.mktemp("doors"))
    yield doors
    doors.close()


def test_hostile_inputs_are_read_or_refused(doors: Doors) -> None:
    found = run(doors, effort(60, 400), 1)
    assert found.faults == {}
    assert found.given.keys() == SHARES.keys()


@in_one("kept", KEPT, ids=lambda path: path.name)
def test_what_once_failed_is_read_or_refused(doors: Doors, kept: Path) -> None:
    assert doors.fault(kept.name.partition("-")[0], kept.read_bytes()) == ""
