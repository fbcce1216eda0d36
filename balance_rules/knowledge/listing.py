"""Which files of a folder are knowledge: one listing for those who read them and for those who ask what changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

MOST_FILES = 10_000
SCENARIOS = "scenarios"  # a folder of whole people beside the knowledge that they test
_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


def knowledge_files(folder: Traversable) -> Iterator[tuple[str, Traversable | str]]:
    """Yield the files of a folder and its folders: the path within it, with what to open.

    A link to a folder is not followed, so that no folder can hold itself; `OSError` where one cannot be looked into.

    >>> from balance_rules.knowledge import bundled_folder
    >>> "knowledge.yaml" in [path for path, _ in knowledge_files(bundled_folder())]
    True
    """
    return _in_folder(str(folder), "") if isinstance(folder, Path) else _in_archive(folder, "")


def _in_folder(folder: str, above: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != SCENARIOS:
                    yield from _in_folder(entry.path, f"{above}{entry.name}/")
            elif _is_knowledge(entry.name) and entry.is_file():
                yield above + entry.name, entry.path


def _in_archive(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for part in folder.iterdir():
        if part.is_dir():
            yield from _in_archive(part, f"{above}{part.name}/")
        elif _is_knowledge(part.name):
            yield above + part.name, part


def _is_knowledge(name: str) -> bool:
    return os.path.splitext(name)[1] in _SUFFIXES
