"""The wheel carries its knowledge compiled, read where it lies, unless files of it were changed; and it is whole."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from alike import assert_alike
from effort import effort

import balance_rules as br
from balance_rules import knowledge as compiling
from balance_rules.inference.kernel import Kernel
from balance_rules.knowledge import keeping
from balance_rules.model import Knowledge

ROOT = Path(__file__).parents[2]
FOLDER = "balance_rules/bundled_knowledge"


@pytest.fixture(scope="module")
def archive(wheel: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(wheel) as opened:
        yield opened


@pytest.fixture(scope="module")
def carried(archive: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The files of the wheel's knowledge, for their key; what is compiled this process finds in the wheel itself."""
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "knowledge", site / FOLDER, copy_function=shutil.copyfile)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BALANCE_RULES_CACHE", str(site / "cache"))
        patch.setattr(keeping, "_in_memory", {})
        patch.setattr(keeping, "files", lambda package: zipfile.Path(archive, f"{package}/"))
        yield site / FOLDER


@pytest.fixture(scope="module")
def again(carried: Path) -> Knowledge:
    """The knowledge that the wheel carries compiled, come back; the same source makes the same key."""
    shipped = keeping.key_of([carried], drafts=False)
    assert shipped is not None
    knowledge = keeping.recall(shipped)
    assert knowledge is not None
    return knowledge


def test_the_wheel_has_every_file_of_the_knowledge_as_it_is(archive: zipfile.ZipFile) -> None:
    inside = {name for name in archive.namelist() if name.startswith(f"{FOLDER}/")}
    files = {path for path in (ROOT / "knowledge").rglob("*") if path.is_file()}
    assert inside == {f"{FOLDER}/{path.relative_to(ROOT / 'knowledge').as_posix()}" for path in files}
    for path in files:
        inside_as = archive.getinfo(f"{FOLDER}/{path.relative_to(ROOT / 'knowledge').as_posix()}")
        content = path.read_bytes()
        assert (inside_as.file_size, inside_as.CRC) == (len(content), zlib.crc32(content)), path


def test_the_bundled_knowledge_comes_back_as_it_was(kb: br.KnowledgeBase, again: Knowledge, carried: Path) -> None:
    """At night the wheel has compiled it itself, and its places begin with the name that the folder has there."""
    went_in = compiling._made([carried], False) if effort(0, 1) else kb.knowledge
    assert again is not went_in
    assert again == kb.knowledge
    assert_alike(again, went_in, set())
    assert [hash(condition) for _, condition in again.judged] == [hash(c) for _, c in kb.knowledge.judged]


def test_what_comes_back_runs_the_same(kb: br.KnowledgeBase, again: Knowledge) -> None:
    assert Kernel(again).source == kb.kernel.source


def test_what_is_carried_is_not_read_when_a_file_was_changed(carried: Path, again: Knowledge) -> None:
    header = carried / "knowledge.yaml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text + "# changed\n", encoding="utf-8")
    changed = keeping.key_of([carried], drafts=False)
    assert changed is not None
    assert keeping.recall(changed) is None
