"""The wheel as a zip and installed, started in processes: before and after a file of its knowledge is changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import balance_rules as br

Start = Callable[[Path], tuple[str, bool]]


def test_the_first_start_of_the_wheel_as_a_zip_compiles_nothing(
    wheel: Path, start: Start, tmp_path: Path, kb: br.KnowledgeBase
) -> None:
    zipped = tmp_path / "zipped.zip"
    shutil.copy(wheel, zipped)
    assert start(zipped) == (kb.hash, False)
    assert not (tmp_path / "cache").exists()


def test_the_first_start_of_an_installed_wheel_compiles_nothing(
    site: Path, start: Start, tmp_path: Path, kb: br.KnowledgeBase
) -> None:
    assert start(site) == (kb.hash, False)
    assert not (tmp_path / "cache").exists()


def test_knowledge_that_was_changed_where_it_is_installed_is_read(site: Path, start: Start) -> None:
    header = site / "balance_rules" / "bundled_knowledge" / "knowledge.yaml"
    shipped = header.read_text()
    header.write_text(shipped + "# changed\n")
    try:
        assert [start(site)[1] for _ in range(2)] == [True, False]
    finally:
        header.write_text(shipped)
