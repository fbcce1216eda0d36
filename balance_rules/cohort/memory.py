"""How much memory a table may use here: the limits of the process, of its control group, and what is free.

Below a certain room the libraries underneath spin, or abort the process: so the room is looked at before they are
loaded, and too little of it is refused at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from balance_rules.errors import BalanceRulesError

MEGABYTE = 1_000_000
LEAST = 64 * MEGABYTE  # for people, beside what the libraries take
# what the libraries take, however few the people, on two cores: measured with the bundled knowledge, rounded up;
# of addresses much more than of memory, for their threads and pools set them aside
RESIDENT, RESIDENT_PER_CORE = 280 * MEGABYTE, 5 * MEGABYTE
ADDRESSES, ADDRESSES_PER_CORE = 3_200 * MEGABYTE, 130 * MEGABYTE
PER_PERSON = 6_000  # bytes of a batch, copies included: measured with the bundled knowledge, rounded up
GROUPS, PROCESS = Path("/sys/fs/cgroup"), Path("/proc")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: its name, the bytes it allows in all, the bytes that the libraries take of it, how to raise it."""

    name: str
    bytes: int
    taken: int
    fix: str

    @property
    def room(self) -> int:
        """What it leaves for people."""
        return self.bytes - self.taken


def room() -> int | None:
    """Return how many bytes the tightest limit leaves for people, None where there is none.

    Raises
    ------
    BalanceRulesError
        When that is too little to begin with.
    """
    found = list(limits())
    if not found:
        return None
    tightest = min(found, key=lambda limit: limit.room)
    if tightest.room < LEAST:
        needed = f"at least {_megabytes(tightest.taken + LEAST)} for a table of people"
        raise BalanceRulesError.of(
            "cohort", f"{tightest.name} of {_megabytes(tightest.bytes)}", needed, tightest.fix, code="out-of-resources"
        )
    return tightest.room


def fitted(wanted: int) -> tuple[int, str]:
    """Return how many bytes to use of those that are wanted, and in words why it is fewer."""
    left = room()
    if left is None or left >= wanted:
        return wanted, ""
    tightest = min(limits(), key=lambda limit: limit.room)
    words = f"{tightest.name} of {_megabytes(tightest.bytes)} leaves {_megabytes(left)} for people at a time"
    return left, f"{words[0].upper()}{words[1:]}, not {_megabytes(wanted)}."


def rows_that_fit(most: int) -> int:
    """Return how many people to judge at once, `most` of them where memory allows."""
    left = room()
    return most if left is None else max(1_000, min(most, left // PER_PERSON))


def limits() -> Iterator[Limit]:
    """Yield the limits on this process's memory that the system tells."""
    more = max(0, (os.cpu_count() or 1) - 2)
    resident, addresses = RESIDENT + more * RESIDENT_PER_CORE, ADDRESSES + more * ADDRESSES_PER_CORE
    own = _resident()
    for allowed, used in _groups():
        yield Limit("a memory limit", allowed - max(0, used - own), resident, "Give the container or job more memory.")
    free = _field(PROCESS / "meminfo", "MemAvailable")
    if free is not None:
        yield Limit("free memory", free + own, resident, "End other programs, or use a larger machine.")
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    for kind, name, taken in (
        (resource.RLIMIT_AS, "an address space (ulimit -v)", addresses),
        (resource.RLIMIT_DATA, "a data size (ulimit -d)", addresses // 2),
    ):
        allowed, _ = resource.getrlimit(kind)
        if allowed != resource.RLIM_INFINITY:
            yield Limit(name, allowed, taken, "Raise the limit.")


def _groups() -> Iterator[tuple[int, int]]:
    """Yield the limit of each control group that the process is in, and what the group uses now beside its cache."""
    try:
        entries = [line.split(":", 2) for line in (PROCESS / "self" / "cgroup").read_text().splitlines()]
    except OSError:
        return
    for _, controllers, path in (entry for entry in entries if len(entry) == 3):
        second = not controllers
        if not second and "memory" not in controllers.split(","):
            continue
        top = GROUPS if second else GROUPS / "memory"
        names = ("memory.max", "memory.current") if second else ("memory.limit_in_bytes", "memory.usage_in_bytes")
        here = top / path.lstrip("/")
        for folder in (here, *here.parents):
            allowed, used = (_number(folder / name) for name in names)
            if allowed is not None and used is not None and allowed < 1 << 60:
                cache = _field(folder / "memory.stat", "inactive_file", 1) or 0
                yield allowed, max(0, used - cache)
            if folder == top:
                break


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None


def _field(path: Path, name: str, unit: int = 1024) -> int | None:
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return None
    words = (line.replace(":", " ").split() for line in lines)
    return next((int(entry[1]) * unit for entry in words if len(entry) > 1 and entry[0] == name), None)


def _resident() -> int:
    return _field(PROCESS / "self" / "status", "VmRSS") or 0


def _megabytes(size: int) -> str:
    return f"{max(0, size) // MEGABYTE:,} MB"
