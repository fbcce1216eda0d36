"""Compiled knowledge kept from one run to the next: in the wheel for what ships with it, else in the user's cache.

What is kept is plain data (`knowledge.plain`), found by a key: a hash of every byte of every file it was made of, of
the options, of the version of the library and of the source that makes knowledge. A changed byte has another key, so
nothing kept ever grows old; a file that does not have the checksum it states is made anew. Only knowledge that loaded
without a problem is kept: a folder that was refused is read again, and refused in the same words.

`BALANCE_RULES_CACHE` names another folder than the user's cache; ``off`` keeps nothing, in memory neither.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from balance_rules._version import VERSION
from balance_rules.errors import FactError
from balance_rules.knowledge.listing import MOST_FILES, knowledge_files
from balance_rules.knowledge.plain import decoded, encoded
from balance_rules.model import Knowledge
from balance_rules.text.documents import LARGEST_FILE
from balance_rules.text.writing import aside

FORMAT = "balance_rules.compiled/1"
SHIPPED = "bundled_knowledge.compiled"
SUFFIX = ".knowledge"
MOST_KEPT = 24  # files of somewhat less than a megabyte each; the one used longest ago goes first
MOST_IN_MEMORY = 4

# What decides how files become knowledge: modules and whole packages of the library.
SOURCES = ("_version.py", "errors.py", "knowledge", "knowledge/schemas", "model", "semantics.py", "text")

T = TypeVar("T")

_in_memory: dict[str, Knowledge] = {}


def source_hash(sources: Sequence[str] = SOURCES) -> str | None:
    """The hash of source, by default of what makes knowledge; None where there is none, as in a frozen program."""
    room, total = files("balance_rules"), hashlib.sha256()
    with contextlib.suppress(OSError):
        for name in sources:
            part = room.joinpath(name)
            modules = [part] if name.endswith(".py") else sorted(_python(part), key=lambda module: module.name)
            if not modules:
                return None
            for module in modules:
                _feed(total, f"{name}/{module.name}".encode(), module.read_bytes())
        return total.hexdigest()
    return None


def _python(package: Traversable) -> Iterator[Traversable]:
    return (part for part in package.iterdir() if part.name.endswith(".py"))


def _feed(total: hashlib._Hash, *parts: bytes) -> None:
    for part in parts:
        total.update(b"%d:" % len(part))
        total.update(part)


# Taken before the modules that make knowledge are imported: source that changes under a running process is noticed.
_SOURCE = source_hash()


def key_of(folders: Sequence[Traversable], *, drafts: bool) -> str | None:
    """The key of what is made of `folders`; None where nothing may be kept of them, or they cannot be read."""
    if _SOURCE is None or os.environ.get("BALANCE_RULES_CACHE") == "off":
        return None
    total = hashlib.sha256()
    _feed(total, FORMAT.encode(), VERSION.encode(), _SOURCE.encode(), b"drafts" if drafts else b"")
    try:
        for folder in folders:
            found = sorted(knowledge_files(folder), key=lambda file: file[0])
            if not found or len(found) > MOST_FILES:
                return None
            _feed(total, b"folder", os.fsencode(folder.name), b"%d" % len(found))
            for path, place in found:
                with open(place, "rb") if isinstance(place, str) else place.open("rb") as handle:
                    content = handle.read(LARGEST_FILE + 1)
                if len(content) > LARGEST_FILE:
                    return None
                _feed(total, os.fsencode(path), content)
    except (OSError, ValueError):  # whoever reads the folder will say what is wrong with it
        return None
    return total.hexdigest()


def recall(key: str) -> Knowledge | None:
    """The knowledge that is kept under a key, None where there is none that is whole."""
    known = _in_memory.get(key)
    if known is None:
        known = _read(files("balance_rules").joinpath(SHIPPED), key) or _read_cached(key)
        if known is not None:
            _remember(key, known)
    return known


def keep(key: str, knowledge: Knowledge, folders: Sequence[Traversable], *, drafts: bool) -> None:
    """Keep knowledge for the runs to come, if neither the files nor the source changed while it was made."""
    if source_hash() != _SOURCE or key_of(folders, drafts=drafts) != key:
        return
    _remember(key, knowledge)
    cached = cache_place(key, SUFFIX)
    if cached is not None:
        store(cached, packed(key, knowledge), most=MOST_KEPT)


def packed(key: str, knowledge: Knowledge) -> bytes:
    """The content of a file that keeps knowledge."""
    return sealed(FORMAT, key, encoded(knowledge))


def sealed(what: str, key: str, text: str) -> bytes:
    """The content of a kept file: a line with its format, key and checksum, then the text, compressed."""
    data = zlib.compress(text.encode(), level=1)
    return f"{what} {key} {hashlib.sha256(data).hexdigest()}\n".encode() + data


def store(cached: Path, content: bytes, *, most: int) -> None:
    """Write a kept file aside, then give it its name; of its kind, the `most` that were used last stay."""
    try:
        cached.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with aside(cached) as partial:
            partial.write_bytes(content)
        _clear(cached, most)
    except (OSError, FactError) as error:
        _note(f"{cached.parent}: nothing can be kept here, so each run makes it anew ({error})")


def _remember(key: str, knowledge: Knowledge) -> None:
    _in_memory[key] = knowledge
    for oldest in list(_in_memory)[:-MOST_IN_MEMORY]:
        _in_memory.pop(oldest, None)


def _read_cached(key: str) -> Knowledge | None:
    cached = cache_place(key, SUFFIX)
    found = None if cached is None else _read(cached, key)
    if cached is not None and found is not None:
        with contextlib.suppress(OSError):
            os.utime(cached)  # used today
    return found


def _read(place: Traversable, key: str) -> Knowledge | None:
    return unsealed(place, FORMAT, key, decoded)


def unsealed(place: Traversable, what: str, key: str, read: Callable[[bytes], T]) -> T | None:
    """What `read` makes of a kept file's text; None where there is no file, or one of another key, or a damaged one."""
    try:
        with place.open("rb") as handle:
            head = handle.readline(1_000).split()
            if head[:2] != [what.encode(), key.encode()]:
                if place.name != SHIPPED:
                    _note(f"{place}: not what its name says; made anew")
                return None
            data = handle.read()
    except OSError:
        return None
    try:
        if head[2:] != [hashlib.sha256(data).hexdigest().encode()]:
            raise ValueError("its checksum is another")
        return read(zlib.decompress(data))
    except Exception as error:  # whatever a damaged file may lead to
        _note(f"{place}: damaged, so what it kept is made anew ({error})")
        return None


def cache_place(key: str, suffix: str) -> Path | None:
    """Where a key's file stands in the cache; what Python itself knows may differ by its version."""
    folder = _cache_folder()
    return folder and folder / f"{key}-{sys.implementation.cache_tag}{suffix}"


def _cache_folder() -> Path | None:
    chosen = os.environ.get("BALANCE_RULES_CACHE")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    own = {"win32": ("LOCALAPPDATA", "AppData/Local"), "darwin": ("", "Library/Caches")}
    variable, usual = own.get(sys.platform, ("XDG_CACHE_HOME", ".cache"))
    named = os.environ.get(variable, "")
    return (Path(named) if os.path.isabs(named) else home / usual) / "balance_rules"  # as XDG asks


def _clear(newest: Path, most: int) -> None:
    """Remove what was not used for longest, so that the folder cannot grow without bound."""
    by_use = sorted(_with_time(newest.parent.glob(f"*{newest.suffix}")), reverse=True)
    for _, old in by_use[most:]:
        with contextlib.suppress(OSError):
            old.unlink()


def _with_time(paths: Iterable[Path]) -> Iterator[tuple[float, Path]]:
    for path in paths:
        with contextlib.suppress(OSError):  # another process may have removed it just now
            yield path.stat().st_mtime, path


def _note(text: str) -> None:
    import logging

    logging.getLogger(__name__).info(text)
