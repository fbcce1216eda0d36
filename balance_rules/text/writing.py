"""What leaves the library: files that are whole or not there, and texts that can act on nothing that shows them."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import signal
import stat
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import IO

from balance_rules.errors import FactError

try:
    import fcntl
except ImportError:  # on Windows an open file cannot be removed, which tells the dead from the living as well
    fcntl = None  # type: ignore[assignment]

PARTIAL = ".partial"
_STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_DEFAULTS = (signal.SIG_DFL, signal.default_int_handler)
_half_written: set[Path] = set()
_asked_to_end: list[int] = []  # signals whose exception is on its way, or was lost in code that cannot raise

# ---------------------------------------------------------------- files


def write_text(output: Path, text: str) -> None:
    """Write a text file, whole or not at all: UTF-8, lines ended by a line feed.

    Raises
    ------
    FactError
        When the file cannot be written; what stood there before stands there still.
    """
    with aside(output) as partial:
        partial.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


@contextlib.contextmanager
def aside(output: Path) -> Iterator[Path]:
    """Give a path beside `output` to write to; it takes the name of `output` when all went well.

    Whatever stops the run, a signal to end included, removes what is half written; what a run that was killed
    outright has left is removed by the next one. A device or a pipe is written to as it is.

    Raises
    ------
    FactError
        When the file cannot be written.
    """
    try:
        target = Path(os.path.realpath(output))
        if target.is_symlink():  # the end of a circle of links
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if target.exists() and not target.is_file() and not target.is_dir():
            yield target
            return
        _clear(target)
        with _ended_by_signals(), _locked(target) as (partial, handle):
            yield partial
            _keep_mode(target, partial)
            os.fsync(handle.fileno())
            os.replace(partial, target)
    except (OSError, ValueError) as error:
        found = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        fix = "Make room, or name another place."
        raise FactError.of(str(output), found, "a file that can be written", fix, code="cannot-write") from None


@contextlib.contextmanager
def _locked(target: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """Give a new file beside `target`, locked for as long as it is being written."""
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PARTIAL}")
    _half_written.add(partial)
    try:
        with partial.open("xb") as handle:
            _lock(handle, wait=True)
            yield partial, handle
    finally:
        partial.unlink(missing_ok=True)
        _half_written.discard(partial)


def _lock(handle: IO[bytes], *, wait: bool) -> bool:
    """Return whether the file is now locked by this run; where nothing can lock, it counts as locked."""
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return wait
    return True


def _clear(target: Path) -> None:
    """Remove what runs that were killed have left of `target`; those that still write hold a lock."""
    for left in target.parent.glob(f".{_literal(target.name)}.*{PARTIAL}"):
        with contextlib.suppress(OSError), left.open("rb") as handle:
            if _lock(handle, wait=False):
                left.unlink()


def _literal(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


def _keep_mode(target: Path, partial: Path) -> None:
    with contextlib.suppress(OSError):
        partial.chmod(stat.S_IMODE(target.stat().st_mode))


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a signal that asks the process to end unwind the stack first, where nobody else handles it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = {number: signal.getsignal(number) for number in _STOPPING}
    own = {number: usual[number] for number in _STOPPING if usual[number] in _DEFAULTS}
    with _held_back():
        for number in own:
            signal.signal(number, _end)
    try:
        yield
    except BaseException:
        _asked_to_end.clear()
        raise
    finally:
        with _held_back():
            for number, handler in own.items():
                signal.signal(number, handler)
    if _asked_to_end:  # Python drops what is raised while it frees an object: ask again
        signal.raise_signal(_asked_to_end.pop())


@contextlib.contextmanager
def _held_back() -> Iterator[None]:
    """Hold signals back while their handlers change: one that came to the old handler would be lost with it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(number: int, _: FrameType | None) -> None:
    """Remove what is half written here and now: a second signal may interrupt whatever would do it later."""
    _asked_to_end.append(number)
    for partial in list(_half_written):
        partial.unlink(missing_ok=True)
    raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)


# ---------------------------------------------------------------- texts

# What could move the cursor, recolour or reorder a text: control characters, line and paragraph separators,
# marks and overrides of direction, tags, halves of surrogate pairs.
_ACTING = "\x00-\x1f\x7f-\x9f\u061c\u180e\u200e\u200f\u2028-\u202e\u2060\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
_ACTING += "\U000e0000-\U000e007f"
_CONTROL = re.compile(f"[{_ACTING}]+")
_IN_JSON = re.compile("[" + _ACTING.replace("\x00-\x1f", "") + "]")


def one_line(text: str) -> str:
    r"""Return a text as one line that cannot act on a terminal.

    >>> one_line("Robin\x1b[2J\n Hale")
    'Robin [2J Hale'
    """
    return " ".join(_CONTROL.sub(" ", text).split())


def neutral(text: str) -> str:
    r"""Return a text of several lines that cannot act on a terminal, indents kept.

    >>> neutral("one\n  two\x1b[2J")
    'one\n  two [2J'
    """
    return "\n".join(_CONTROL.sub(" ", line) for line in text.split("\n"))


def for_html(text: str) -> str:
    r"""Return a text for a page: nothing in it acts, and letters that run from right to left move nothing else.

    >>> for_html("5 mg\u202e"), for_html("\u05d0\u05d1")
    ('5 mg ', '\u2068\u05d0\u05d1\u2069')
    """
    plain = text
    if not text.isprintable():  # no sign that acts is printable, and most texts are
        plain = _CONTROL.sub(lambda match: "\n" if set(match.group()) <= set("\r\n") else " ", text)
    leftwards = not plain.isascii() and any(map(_is_leftwards, _MAYBE_LEFTWARDS.findall(plain)))
    return f"\u2068{plain}\u2069" if leftwards else plain


# the blocks of letters that run from right to left, signs that do not among them
_MAYBE_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def _is_leftwards(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in ("R", "AL")


def for_cell(text: str) -> str:
    r"""Return a text for a cell of a spreadsheet, which takes what begins like a formula for one.

    >>> for_cell("=1+1"), for_cell("-20"), for_cell("Sam\x1b[2J")
    ("'=1+1", "'-20", 'Sam [2J')
    """
    plain = one_line(text)
    return f"'{plain}" if plain.startswith(_FORMULAS) else plain


_FORMULAS = ("=", "+", "-", "@")


def escaped(json_text: str) -> str:
    r"""Return JSON in which what could act on a terminal is escaped; it says the same.

    >>> print(escaped('{"person": "a\u202eb"}'))
    {"person": "a\u202eb"}
    """
    return json_text if json_text.isascii() and "\x7f" not in json_text else _IN_JSON.sub(_escape, json_text)


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
