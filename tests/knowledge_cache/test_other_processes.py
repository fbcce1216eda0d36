"""The same folder loaded by other processes and by threads of this one, at once: whole files, one text, known source.

A process takes most of a second to start, so those that there are serve every test here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from effort import effort

import balance_rules as br
from balance_rules import knowledge as compiling
from balance_rules.knowledge import keeping, load_knowledge
from balance_rules.knowledge.plain import encoded

ROOT = Path(__file__).parents[2]
COMMAND = """
import json, sys
from balance_rules.knowledge import load_knowledge
from balance_rules.knowledge.plain import encoded
knowledge = load_knowledge([sys.argv[1]], bundled=False)
modules = [module.__file__ for name, module in sys.modules.items() if name.startswith("balance_rules.")]
print(json.dumps({"hash": knowledge.hash, "text": encoded(knowledge), "modules": modules}))
"""
THREADS = 4


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache that all of them find empty."""
    place = tmp_path_factory.mktemp("of_many") / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BALANCE_RULES_CACHE", str(place))
        yield place


@pytest.fixture(scope="module")
def told(cache: Path, small_folder: Path) -> list[dict[str, Any]]:
    """What each process says that loaded the small knowledge; each has another order of sets."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", COMMAND, str(small_folder)]
    running = [
        subprocess.Popen(command, env={**environment, "PYTHONHASHSEED": str(seed)}, stdout=-1, stderr=-1, text=True)
        for seed in range(1, 1 + effort(1, 8))
    ]
    said = [process.communicate() for process in running]
    assert {errors for _, errors in said} == {""}
    return [json.loads(out) for out, _ in said]


def test_many_at_once_find_and_leave_whole_files(
    cache: Path, told: list[dict[str, Any]], small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = cache.iterdir()
    left = file.read_bytes()
    file.unlink()
    monkeypatch.setattr(keeping, "_remember", lambda key, knowledge: None)
    monkeypatch.setattr(keeping, "_in_memory", {})
    together = Barrier(THREADS)

    def load(_: int) -> str:
        together.wait()
        return load_knowledge([small_folder], bundled=False).hash

    with ThreadPoolExecutor(THREADS) as pool:
        here = set(pool.map(load, range(THREADS)))
    assert here == {one["hash"] for one in told}
    assert [path.name for path in cache.iterdir()] == [file.name]
    assert file.read_bytes() == left
    monkeypatch.setattr(compiling, "_made", lambda folders, drafts: pytest.fail("what was left is not whole"))
    assert {load_knowledge([small_folder], bundled=False).hash} == here


def test_every_module_that_makes_knowledge_is_in_the_key(told: list[dict[str, Any]]) -> None:
    files = [Path(name).relative_to(ROOT / "balance_rules") for name in told[0]["modules"]]
    assert {str(file if len(file.parts) == 1 else file.parent) for file in files} == set(keeping.SOURCES)


def test_the_same_knowledge_is_the_same_text_in_another_process(
    told: list[dict[str, Any]], small: br.KnowledgeBase
) -> None:
    """In this process the order of sets is one more."""
    assert {one["text"] for one in told} == {encoded(small.knowledge)}
