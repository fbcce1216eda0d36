"""Compiled knowledge kept between runs: used when nothing changed, made anew when anything did, never in the way."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_knowledge import write_knowledge

import balance_rules as br
from balance_rules.knowledge import keeping, load_knowledge, loading
from balance_rules.knowledge.lint import lint
from balance_rules.model import Knowledge

FACTS = {"sitting": 9}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, empty, for a process that has loaded nothing yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("BALANCE_RULES_CACHE", str(folder))
    monkeypatch.setattr(keeping, "_in_memory", {})
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path / "small")


def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process has loaded."""
    monkeypatch.setattr(keeping, "_in_memory", {})


def load(folder: Path, **options: Any) -> Knowledge:
    return load_knowledge([folder], bundled=False, **options)


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.exists() else []


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever files are read and compiled."""
    count: list[int] = []
    real = loading.load_entries
    monkeypatch.setattr(loading, "load_entries", lambda folders: count.append(1) or real(folders))
    return count


def test_what_was_compiled_once_is_read_and_says_the_same(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[int]
) -> None:
    first = load(folder)
    assert load(folder) is first, "within a process it is the same value"
    fresh(monkeypatch)
    again = load(folder)
    assert again is not first
    assert len(compiled) == 1
    one, other = (br.KnowledgeBase(knowledge).assess(FACTS) for knowledge in (first, again))
    assert one.to_json(full=True) == other.to_json(full=True)
    assert lint(first) == lint(again)
    assert [str(s.place) for s in first.statements] == [str(s.place) for s in again.statements]


@pytest.mark.parametrize(
    "change", ["a byte", "a comment", "a new file", "one less", "another name", "folder", "drafts"]
)
def test_whatever_changes_it_is_compiled_anew(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[int], change: str
) -> None:
    muscles, options = folder / "muscles.yaml", dict[str, Any]()
    load(folder)
    match change:
        case "a byte":
            muscles.write_text(muscles.read_text().replace("name: ", "name: X", 1))
        case "a comment":
            muscles.write_text("# said by the way\n" + muscles.read_text())
        case "a new file":
            (folder / "title_words").mkdir(exist_ok=True)
            (folder / "title_words" / "xx.yaml").write_text("id: xx\nlanguage: xx\nignored: [mit]\n")
        case "one less":
            (folder / "claims.yaml").unlink()
        case "another name":
            path = next((folder / "attributes").iterdir())
            path.rename(path.with_name("renamed.yaml"))
        case "folder":
            folder = folder.rename(folder.with_name("renamed"))
        case "drafts":
            options["drafts"] = True
    load(folder, **options)
    assert len(compiled) == 2
    assert len(kept(cache)) == 2


def test_other_source_of_the_library_reads_nothing_that_was_kept(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[int]
) -> None:
    load(folder)
    fresh(monkeypatch)
    monkeypatch.setattr(keeping, "_SOURCE", "of another day")
    monkeypatch.setattr(keeping, "source_hash", lambda: "of another day")
    load(folder)
    assert len(compiled) == 2


def test_nothing_is_kept_when_the_source_changes_under_a_running_process(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "source_hash", lambda: "edited just now")
    load(folder)
    assert kept(cache) == []


def test_nothing_is_kept_of_files_that_change_while_they_are_read(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = loading.load_entries

    def edited(folders: Any) -> Any:
        entries = real(folders)
        (folder / "muscles.yaml").write_text("# edited\n" + (folder / "muscles.yaml").read_text())
        return entries

    monkeypatch.setattr(loading, "load_entries", edited)
    load(folder)
    assert kept(cache) == []


def damages(content: bytes) -> Iterator[bytes]:
    yield b""
    yield content[: len(content) // 2]
    yield content + b"x"
    yield content.replace(b"compiled/1", b"compiled/9")
    for place in (5, 30, 100, content.index(b"\n") + 1, len(content) // 2, len(content) - 1):
        yield content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_damaged_file_is_made_anew_with_a_note(
    cache: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    first = load(folder)
    (file,) = kept(cache)
    whole = file.read_bytes()
    for damaged in damages(whole):
        file.write_bytes(damaged)
        fresh(monkeypatch)
        caplog.clear()
        with caplog.at_level(logging.INFO):
            assert load(folder) == first
        assert "made anew" in caplog.text
        assert file.read_bytes() == whole
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("text", ["", "[]", "[[0],[]]", '[[],[["str",["a"]]]]', '[[0],[["Rule",[[5]]]]]'])
def test_a_file_whose_checksum_is_right_and_whose_data_are_not_is_made_anew(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[int], text: str
) -> None:
    knowledge = load(folder)
    (file,) = kept(cache)
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "encoded", lambda knowledge: text)
        file.write_bytes(keeping.packed(file.name.partition("-")[0], knowledge))
    fresh(monkeypatch)
    assert load(folder) == knowledge
    assert len(compiled) == 2


def test_knowledge_that_is_refused_is_refused_anew_in_the_same_words(cache: Path, tmp_path: Path) -> None:
    bad = write_knowledge(tmp_path / "bad")
    muscles = bad / "muscles.yaml"
    muscles.write_text(muscles.read_text().replace("region: ", "regoin: ", 1))
    told = []
    for _ in range(2):
        with pytest.raises(br.KnowledgeError) as error:
            load(bad)
        told.append(str(error.value))
    assert told[0] == told[1]
    assert "regoin" in told[0]
    assert kept(cache) == []


def test_a_cache_that_cannot_be_written_is_in_nobodys_way(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BALANCE_RULES_CACHE", str(tmp_path / "file" / "cache"))
    fresh(monkeypatch)
    with caplog.at_level(logging.INFO):
        assert load(folder).name == "small"
    (note,) = caplog.records
    assert "can be kept here" in note.getMessage()
    assert note.levelno < logging.WARNING, "a program that sets up no log prints warnings"
    assert capfd.readouterr() == ("", "")


def test_it_can_be_switched_off(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[int]
) -> None:
    monkeypatch.setenv("BALANCE_RULES_CACHE", "off")
    assert load(folder) is not load(folder)
    assert len(compiled) == 2
    assert kept(cache) == []
    assert not Path("off").exists()


def test_the_users_cache_follows_the_rules_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BALANCE_RULES_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for chosen, expected in (
        (str(tmp_path / "x"), tmp_path / "x"),
        ("", tmp_path / ".cache"),
        ("x", tmp_path / ".cache"),
    ):
        monkeypatch.setenv("XDG_CACHE_HOME", chosen)
        assert keeping._cache_folder() == expected / "balance_rules"


def test_what_was_not_used_for_longest_is_removed(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    cache.mkdir()
    other = cache / "of somebody else"
    other.write_text("")
    files = []
    for turn in range(4):
        load(write_knowledge(tmp_path / f"kb{turn}"))
        (new,) = set(cache.glob("*.knowledge")) - set(files)
        os.utime(new, (turn, turn))
        files.append(new)
    assert set(kept(cache)) == {other, *files[2:]}


def test_a_folder_too_large_to_be_knowledge_is_not_hashed(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keeping.key_of([folder], drafts=False)
    (folder / "huge.yaml").write_bytes(b" " * (keeping.LARGEST_FILE + 1))
    assert keeping.key_of([folder], drafts=False) is None
    (folder / "huge.yaml").unlink()
    monkeypatch.setattr(keeping, "MOST_FILES", 3)
    assert keeping.key_of([folder], drafts=False) is None
    assert keeping.key_of([folder / "nowhere"], drafts=False) is None
