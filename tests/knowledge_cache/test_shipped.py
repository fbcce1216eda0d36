"""The wheel carries its knowledge compiled: a first start reads it, unless files of it were changed."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import balance_rules as br
from balance_rules.knowledge import keeping

Start = Callable[[Path], tuple[str, bool]]


def test_the_first_start_of_the_wheel_compiles_nothing(
    wheel: Path, start: Start, tmp_path: Path, kb: br.KnowledgeBase
) -> None:
    zipped = tmp_path / "zipped.zip"
    shutil.copy(wheel, zipped)
    assert start(zipped) == (kb.hash, False)
    assert not (tmp_path / "cache").exists()


def test_what_an_installed_wheel_carries_is_read_until_a_file_is_changed(
    wheel: Path, tmp_path: Path, kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a start does that finds the library there, in this process: the same source makes the same key."""
    monkeypatch.setenv("BALANCE_RULES_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(keeping, "_in_memory", {})
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path, [name for name in archive.namelist() if "/bundled_knowledge" in name])
    monkeypatch.setattr(keeping, "files", lambda package: tmp_path / package)
    folder = tmp_path / "balance_rules" / "bundled_knowledge"
    shipped = keeping.key_of([folder], drafts=False)
    assert shipped is not None
    knowledge = keeping.recall(shipped)
    assert knowledge is not None
    assert knowledge.hash == kb.hash
    header = folder / "knowledge.yaml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text + "# changed\n", encoding="utf-8")
    changed = keeping.key_of([folder], drafts=False)
    assert changed is not None
    assert keeping.recall(changed) is None
