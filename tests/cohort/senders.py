"""What cannot be sent to another process, and what ends the process that it is sent to.

Apart from the tests, so that a process which unpacks it does not import pytest.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from typing import Any


class Killer(dict[str, Any]):
    """A profile that ends the process which reads it, as the system does where memory runs out."""

    def __reduce__(self) -> tuple[Any, ...]:
        return end_this_process, ()


def end_this_process() -> dict[str, Any]:
    if multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return {}


class KnownHereAlone(dict[str, Any]):
    """A profile whose class another process cannot make."""

    def __reduce__(self) -> tuple[Any, ...]:
        return fail_elsewhere, ()


def fail_elsewhere() -> dict[str, Any]:
    raise AttributeError("no such class here")


STRANGERS: dict[str, Any] = {
    "a function in it": {"sitting": lambda: 9},
    "a generator in it": {"sitting": (n for n in ())},
    "a class known here alone": KnownHereAlone(),
    "a function": lambda: None,
}
