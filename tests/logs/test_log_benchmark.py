"""The benchmark of reading logs compares readers that find the same sets, in every language it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from effort import effort

from benchmarks.logs import MONTHS, READERS, write_log


@pytest.mark.parametrize("language", [*MONTHS][:: effort(3, 1)])
def test_both_readers_find_the_same_sets(language: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    write_log(path, 200, MONTHS[language])
    found = {name: reader(str(path))()["sets"] for name, reader in READERS.items()}
    assert found == {"balance_rules": 150, "pandas": 150}
