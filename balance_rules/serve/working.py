"""Answers are made in threads, so that a slow one keeps nobody from `/healthz`, and each has its time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from balance_rules.serve.bodies import BodyRefused
from balance_rules.serve.limits import Limits
from balance_rules.serve.problems import busy, refusal

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """As many threads as answers may be made at once.

    A thread cannot be stopped: one whose time is over still ends its work, which the limits on what comes in keep
    short, and takes no new one before. What waits longer than its time is never begun.
    """

    def __init__(self, limits: Limits) -> None:
        self.seconds, self._most = limits.seconds_to_answer, limits.at_once + limits.waiting
        self._begun = 0
        self._threads = ThreadPoolExecutor(limits.at_once, "balance_rules.serve")

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns; refused when it takes too long, or too many wait already."""
        if self._begun >= self._most:
            raise BodyRefused(busy())
        self._begun += 1
        future = self._threads.submit(_told, partial(work, *args, **kwargs))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self.seconds)
        except TimeoutError:
            found = f"an answer that would take more than {self.seconds:g} s"
            expected, fix = f"one within {self.seconds:g} s", "Send less, or try again when less is going on."
            said = "The answer takes too long", found, expected, fix
            raise BodyRefused(refusal("too-long", 503, *said, code="out-of-resources")) from None
        finally:
            self._begun -= 1


def _told(work: Callable[[], T]) -> T:
    """What `work` returns; a `StopIteration`, which no future passes on, becomes a fault that it does."""
    try:
        return work()
    except StopIteration as error:
        raise RuntimeError("nothing was left to take") from error
