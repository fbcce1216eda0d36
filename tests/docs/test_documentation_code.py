"""The code in the documentation runs, in order, page by page, and prints what the page says."""

from __future__ import annotations

import doctest
import linecache
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from typer.testing import CliRunner

import balance_rules as br
from balance_rules import knowledge_base
from balance_rules.cli import app
from balance_rules.knowledge import keeping, loading
from balance_rules.knowledge.entries import Entries

pytestmark = pytest.mark.usefixtures("solved_once")

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs" / "tutorials").glob("*.md")),
    *sorted((ROOT / "docs" / "how-to").rglob("*.md")),
    ROOT / "docs" / "explanation" / "map.md",
]
WRITES = ("--html", "--output", "-o")  # what follows them need not exist yet
LEFT_OUT = "…"  # a line of output that stands for others

_BLOCK = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<code>.*?)^```$', re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, the file it stands for, its text, and the line it begins on."""

    language: str
    title: str | None
    code: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        yield Block(match["language"], match["title"], match["code"], text.count("\n", 0, match.start()) + 1)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_code_of_a_page_runs_and_prints_what_it_says(
    page: Path, kb: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_once(kb, monkeypatch)
    # each dialogue looks whether a file in it has changed: there are hundreds
    monkeypatch.setattr(linecache, "cache", {})
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": page.stem}
    told = list(blocks(page))
    for block in told if effort(1, 0) else ():
        if block.title and block.title.startswith(GROWING):
            put(block, tmp_path)
    for block in told:
        if block.title:
            put(block, tmp_path)
        elif block.language in ("python", "pycon"):
            run_python(page, block, names)
        elif block.language == "console":
            run_console(page, block)


STAYING = ("mcp", "serve")
# A folder of knowledge that grows on its page, and is loaded on top of the bundled one each time that it has grown: at
# each change it is there from the start, and loaded once.
GROWING = "ours/"
# No page has statements of these kinds in a folder of its own.
BESIDE = ("referral", "restriction", "prescription", "contradiction", "invariant", "claim", "theme", "programming")


def put(block: Block, folder: Path) -> None:
    """Write the file that a block stands for."""
    path = folder / str(block.title)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.code, encoding="utf-8")


def load_once(kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page have the bundled knowledge that the tests have loaded already; folders are read.

    At each change a folder is loaded on top of what its page speaks of: the vocabulary and the rules.
    """
    original, entries = knowledge_base.load, loading.load_entries

    def load(*folders: Path | str, **options: Any) -> br.KnowledgeBase:
        return original(*folders, **options) if folders or options else kb

    monkeypatch.setattr(knowledge_base, "load", load)
    monkeypatch.setattr(br, "load", load, raising=False)
    if effort(0, 1) == 0:
        monkeypatch.setattr(loading, "load_entries", lambda folders: without(BESIDE, entries(folders)))
        monkeypatch.setattr(keeping, "_in_memory", {})  # no other test finds it


def without(kinds: tuple[str, ...], entries: Entries) -> Entries:
    """Return entries without those of some kinds."""
    return replace(entries, by_kind={kind: {} if kind in kinds else of for kind, of in entries.by_kind.items()})


def run_python(page: Path, block: Block, names: dict[str, Any]) -> None:
    """Run a block; what it prints is compared where the block is a dialogue."""
    if ">>> " not in block.code:
        exec(compile(block.code, f"{page.name}:{block.line}", "exec"), names)
        return
    dialogue = doctest.DocTestParser().get_doctest(block.code, names, page.name, str(page), block.line)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(dialogue, out=report.append, clear_globs=False)
    assert not report, "".join(report)
    names.update(dialogue.globs)


def run_console(page: Path, block: Block) -> None:
    """Run the library's own commands of a block; lines that are shown must be printed, in their order.

    A command on a file that the page does not make (`squad.parquet`) is an illustration, and not run; nor is a server,
    which would stay.
    """
    for part in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        words = shlex.split(command, comments=True)
        read = [word for before, word in pairwise(words) if before not in WRITES]
        if (
            words[0] != "balance-rules"
            or words[1] in STAYING
            or any(Path(word).suffix and not Path(word).exists() for word in read)
        ):
            continue
        result = CliRunner().invoke(app, words[1:], catch_exceptions=False)
        assert result.exit_code == 0, f"{page.name}:{block.line}: {command}\n{result.output}"
        printed = iter(result.output.splitlines())
        for line in (line for line in shown if line.strip() and line != LEFT_OUT):
            assert any(line == other.rstrip() for other in printed), f"{page.name}:{block.line}: not printed: {line}"


def test_the_documentation_has_code_of_every_kind() -> None:
    kinds = {(block.language, bool(block.title)) for page in PAGES for block in blocks(page)}
    assert {("python", False), ("yaml", True), ("console", False)} <= kinds
