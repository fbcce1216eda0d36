"""What the tests share: the bundled knowledge, a small one, and how long Hypothesis looks."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.testing
from browser_support import axe, chromium  # noqa: F401 - fixtures
from hypothesis import HealthCheck, Phase, settings
from small_knowledge import FILES, write_knowledge
from solved_weeks import solved

import balance_rules as br
from balance_rules import knowledge as compiling
from balance_rules.knowledge import keeping, loading
from balance_rules.knowledge.entries import Entries, Entry
from balance_rules.text.documents import Document

# Byte code is kept, whatever the shell says: tests start dozens of processes, and each would compile the library anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Knowledge that tests compile is kept with what pytest keeps, not in the home of whoever runs them. Of a mutant nothing
# may be kept: what it made is wrong, and what the unchanged code made would hide it.
CACHE = Path(__file__).parents[1] / ".pytest_cache" / "knowledge"
os.environ["BALANCE_RULES_CACHE"] = "off" if "MUTANT_UNDER_TEST" in os.environ else str(CACHE)


def _keep(key: str, knowledge: br.Knowledge, folders: list[Any], **options: Any) -> None:
    """Keep what a test's own folder makes in memory alone: no other run finds the same, and to write it takes a second.

    A test of what is kept names a place of its own.
    """
    if folders == [compiling.bundled_folder()] or os.environ.get("BALANCE_RULES_CACHE") != str(CACHE):
        keeping.keep(key, knowledge, folders, **options)
    else:
        keeping._remember(key, knowledge)


compiling.keep = _keep

# What a program makes of the functions of its commands, once, and not at each of the hundreds of commands of the tests.
typer.testing._get_command = cache(typer.testing._get_command)

# The files of the bundled knowledge are read once in a process, for their key and as knowledge: hundreds of tests load
# it, dozens of them with a folder on top.
BUNDLED = compiling.bundled_folder()
_DOCUMENTS: dict[str, Document] = {}
# So are those of the small knowledge that a test leaves as they are: hundreds write it with one file otherwise.
_SMALL = {path: text.encode() for path, text in FILES.items()}
_UNCHANGED: dict[str, Document] = {}
_ALIVE: set[int] = set()  # of all these documents: they stay, so that no other has the number of one
_VALIDATED: dict[tuple[int, str], list[Entry[Any]]] = {}
_KEYS: dict[tuple[str, bool], str | None] = {}


def _key_once(folders: list[Any], *, drafts: bool) -> str | None:
    if folders != [BUNDLED]:  # a test may put another folder in its place
        return keeping.key_of(folders, drafts=drafts)
    kept = os.environ.get("BALANCE_RULES_CACHE", ""), drafts
    if kept not in _KEYS:
        _KEYS[kept] = keeping.key_of(folders, drafts=drafts)
    return _KEYS[kept]


def _read_once(path: Path, shown: str | None = None) -> Document:
    name = str(path)
    if not name.startswith(f"{BUNDLED}{os.sep}"):
        return _unchanged(path, shown) if shown is not None and _is_small(path, shown) else read_document(path, shown)
    if name not in _DOCUMENTS:
        _DOCUMENTS[name] = read_document(path, shown)
        _ALIVE.add(id(_DOCUMENTS[name]))
    return _DOCUMENTS[name]


def _is_small(path: Path, shown: str) -> bool:
    content = _SMALL.get(shown.partition("/")[2])
    if content is None or not path.is_file() or not os.access(path, os.R_OK):
        return False
    return path.stat().st_size == len(content) and path.read_bytes() == content


def _unchanged(path: Path, shown: str) -> Document:
    if shown not in _UNCHANGED:
        _UNCHANGED[shown] = read_document(path, shown)
        _ALIVE.add(id(_UNCHANGED[shown]))
    return _UNCHANGED[shown]


def _validated_once(document: Document, layout: loading.Layout, entries: Entries) -> Iterator[Entry[Any]]:
    key = id(document), str(entries.numbers) if layout.kind == "rule" else ""
    if id(document) not in _ALIVE:
        return validated(document, layout, entries)
    if key in _VALIDATED:
        return iter(_VALIDATED[key])
    before = len(entries.problems)
    found = list(validated(document, layout, entries))
    if len(entries.problems) == before:  # a problem is told at every load
        _VALIDATED[key] = found
    return iter(found)


if "MUTANT_UNDER_TEST" not in os.environ:
    read_document, validated = loading.read_document, loading._validated
    loading.read_document, loading._validated = _read_once, _validated_once
    compiling.key_of = _key_once

# How many examples a test tries that does not say so itself, by `effort`.
settings.register_profile(
    "project", deadline=None, derandomize=True, max_examples=25, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
# a mutant is noticed by any example that fails; the simplest one is of no use
settings.register_profile(
    "mutants",
    settings.get_profile("project"),
    max_examples=50,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("project")


def pytest_sessionstart() -> None:
    """Begin as a fresh process does: mutmut runs the tests of many mutants in copies of one that ran them before."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "balance_rules":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what collecting made: thousands of tests, which all stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def kb() -> br.KnowledgeBase:
    """The bundled knowledge."""
    return br.load()


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small knowledge."""
    return write_knowledge(tmp_path_factory.mktemp("knowledge") / "small")


@pytest.fixture(scope="session")
def small(small_folder: Path) -> br.KnowledgeBase:
    """The small knowledge: the worked example of `semantics`."""
    return br.load(small_folder, bundled=False)


@pytest.fixture(scope="module")
def solved_once() -> Iterator[None]:
    """Solve the same problem of a week once in a process, for tests that are about other things: it takes seconds."""
    from balance_rules.programme import explaining, making, solving

    with pytest.MonkeyPatch.context() as patch:
        for module in (making, explaining):
            patch.setattr(module, "solve", lambda problem: solved(solving.solve, problem))
        yield
