"""Many people assessed in full, one by one, across processes: for tools that want assessments, not a table."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import current_process, get_context
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from balance_rules.assessment import Assessment, concluded
from balance_rules.cohort.shipping import pack, unpack
from balance_rules.errors import BalanceRulesError, FactError
from balance_rules.inference.kernel import compiled
from balance_rules.model import Knowledge
from balance_rules.person.facts import FactSheet, ProfileModel, Source, profile_model, read_profile
from balance_rules.semantics import Inference
from balance_rules.text.writing import one_line

AT_ONCE = 64
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Refused:
    """A person whose facts cannot be used: the position in the input, from 0, and the error."""

    position: int
    error: FactError


Answer = tuple[tuple[Any, ...], Inference] | FactError


def assess_many(
    knowledge: Knowledge,
    profiles: Iterable[Source],
    *,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Assessment | Refused]:
    """Yield the assessment of each person in the order given; see `KnowledgeBase.assess_many`."""
    answers = _answers(knowledge, profiles, processes or os.cpu_count() or 1)
    for position, answer in enumerate(answers):
        yield Refused(position, answer) if isinstance(answer, FactError) else _assessment(knowledge, *answer)
        if progress:
            progress(position + 1)


def _answers(knowledge: Knowledge, profiles: Iterable[Source], processes: int) -> Iterator[Answer]:
    if processes == 1:
        judge = partial(_judge, knowledge, profile_model(knowledge))
        yield from map(judge, profiles)
        return
    if getattr(current_process(), "_inheriting", False):  # a script without a guard, imported by a process of the pool
        raise SystemExit(1)  # the process that began it all tells what to write
    remaining = map(_sendable, profiles)
    workers = _Workers(knowledge, processes)
    waiting: deque[tuple[list[_Sent], Future[list[Answer]]]] = deque()
    try:
        while chunk := list(islice(remaining, AT_ONCE)):
            waiting.append((chunk, workers.submit(chunk)))
            if len(waiting) > 2 * processes:  # an endless input must not fill memory
                yield from workers.answers(*waiting.popleft())
        while waiting:
            yield from workers.answers(*waiting.popleft())
    finally:
        workers.stop()


_Sent = bytes | FactError  # a profile packed for another process, or why it cannot be


def _sendable(profile: Source) -> _Sent:
    """Return a profile as another process can read it: a model of the knowledge's own is not known there."""
    if isinstance(profile, BaseModel):
        profile = {name: getattr(profile, name) for name in profile.model_fields_set}
    elif isinstance(profile, Mapping) and not isinstance(profile, dict):
        profile = dict(profile)  # a view of one cannot be sent
    try:
        return pickle.dumps(profile, protocol=5)
    except Exception as error:  # whatever an object of the caller's raises
        return _cannot_be_sent(error)


def _cannot_be_sent(error: Exception) -> FactError:
    why = one_line(f"{type(error).__name__}: {error}")[:200]
    found = f"what no other process can be given ({why})"
    fix = "Give plain values (numbers, texts, lists, mappings) or the path of a profile; or use processes=1."
    return FactError.of("facts", found, "the facts of one person", fix, code="wrong-type")


class _Workers:
    """Processes that judge people. When one is killed, its people are judged again, in the end each alone.

    Who ends a process even alone is refused; the others are done. What is waiting when a process dies is lost
    with it, whoever ended it: so what is judged again is judged in a process of its own.
    """

    def __init__(self, knowledge: Knowledge, processes: int) -> None:
        # In a file: a process that ends before it has read it all would leave this one writing to it for ever.
        with NamedTemporaryFile(delete=False) as file:
            file.write(pack(knowledge))
        self._packed, self._processes = file.name, processes
        self._pool = self._made(processes)
        self._alone: ProcessPoolExecutor | None = None

    def _made(self, processes: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(processes, get_context("spawn"), _begin, (self._packed,))

    def submit(self, chunk: list[_Sent]) -> Future[list[Answer]]:
        try:
            return self._pool.submit(_judge_all, chunk)
        except BrokenProcessPool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = self._made(self._processes)
            return self._pool.submit(_judge_all, chunk)

    def answers(self, chunk: list[_Sent], future: Future[list[Answer]]) -> list[Answer]:
        """Return the answers for a chunk, whatever becomes of the process that was given it."""
        with suppress(BrokenProcessPool):
            return future.result()
        self._must_run()
        again = self._judged_apart(chunk)
        if again is not None:
            return again
        return [answer for profile in chunk for answer in self._judged_apart([profile]) or [self._ended()]]

    def _judged_apart(self, chunk: list[_Sent]) -> list[Answer] | None:
        """Return the answers for a chunk from a process of its own, None when that is ended too."""
        self._alone = self._alone or self._made(1)
        try:
            return self._alone.submit(_judge_all, chunk).result()
        except BrokenProcessPool:
            self._alone.shutdown(cancel_futures=True)
            self._alone = None
            return None

    def _must_run(self) -> None:
        """Raise an error when no process can run at all, whoever it judges."""
        if self._judged_apart([]) is None:
            found = "processes that end as soon as they begin"
            fix = (
                "In a script put what it does under `if __name__ == '__main__':`, for each process imports the "
                "script; else free memory, or use processes=1."
            )
            raise BalanceRulesError.of("assess_many", found, "processes that run", fix, code="out-of-resources")

    def _ended(self) -> FactError:
        """Return the error of a person with whom a process ended."""
        self._must_run()
        fix = "Assess the person alone with processes=1 to see why, or leave it out."
        return FactError.of(
            "facts", "a process that was ended while it judged them", "an answer", fix, code="out-of-resources"
        )

    def stop(self) -> None:
        for pool in (self._pool, self._alone):
            if pool is not None:
                pool.shutdown(cancel_futures=True)
        Path(self._packed).unlink(missing_ok=True)


def _assessment(knowledge: Knowledge, sheet: tuple[Any, ...], inference: Inference) -> Assessment:
    whole = FactSheet(MappingProxyType(sheet[0]), MappingProxyType(sheet[1]), *sheet[2:])
    return concluded(knowledge, whole, inference)


# ---------------------------------------------------------------- in a process of the pool

_kept: dict[str, tuple[Knowledge, type[ProfileModel]]] = {}


def _begin(packed: str) -> None:
    knowledge = unpack(Path(packed).read_bytes())
    _kept["knowledge"] = knowledge, profile_model(knowledge)


def _judge_all(profiles: list[_Sent]) -> list[Answer]:
    knowledge, model = _kept["knowledge"]
    return [_judge_sent(knowledge, model, sent) for sent in profiles]


def _judge_sent(knowledge: Knowledge, model: type[ProfileModel], sent: _Sent) -> Answer:
    if isinstance(sent, FactError):
        return sent
    try:
        profile = pickle.loads(sent)  # packed by the process that began this one
    except Exception as error:  # a class that is known there alone
        return _cannot_be_sent(error)
    return _judge(knowledge, model, profile)


def _judge(knowledge: Knowledge, model: type[ProfileModel], profile: Source) -> Answer:
    """Return a person's facts and what follows from them, in a form that another process can read."""
    try:
        sheet = read_profile(knowledge, profile, model=model)
    except FactError as error:
        return error
    except MemoryError:
        return FactError.of(
            "facts", "more than fits into memory", "the facts of one person", "Shorten them.", code="out-of-resources"
        )
    plain = dict(sheet.values), dict(sheet.stated), sheet.person, sheet.date, sheet.notes
    return plain, compiled(knowledge).run(sheet.values)
