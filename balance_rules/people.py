"""Many people assessed in full, one by one, across processes: for tools that want assessments, not a table."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from types import MappingProxyType
from typing import Any

from balance_rules.assessment import Assessment
from balance_rules.cohort.shipping import pack, unpack
from balance_rules.errors import FactError
from balance_rules.facts import FactSheet, ProfileModel, Source, profile_model, read_profile
from balance_rules.kernel import compiled
from balance_rules.model import Knowledge
from balance_rules.semantics import Inference

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
    remaining = iter(profiles)
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (pack(knowledge),))
    waiting: deque[Future[list[Answer]]] = deque()
    try:
        while chunk := list(islice(remaining, AT_ONCE)):
            waiting.append(pool.submit(_judge_all, chunk))
            if len(waiting) > 2 * processes:  # an endless input must not fill memory
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _assessment(knowledge: Knowledge, sheet: tuple[Any, ...], inference: Inference) -> Assessment:
    kernel, whole = compiled(knowledge), FactSheet(MappingProxyType(sheet[0]), MappingProxyType(sheet[1]), *sheet[2:])
    justifications = kernel.justify(kernel.values(whole.values), inference.truths)
    return Assessment(knowledge, whole, inference, justifications, whole.notes)


# ---------------------------------------------------------------- in a process of the pool

_kept: dict[str, tuple[Knowledge, type[ProfileModel]]] = {}


def _begin(packed: bytes) -> None:
    knowledge = unpack(packed)
    _kept["knowledge"] = knowledge, profile_model(knowledge)


def _judge_all(profiles: list[Source]) -> list[Answer]:
    knowledge, model = _kept["knowledge"]
    return [_judge(knowledge, model, profile) for profile in profiles]


def _judge(knowledge: Knowledge, model: type[ProfileModel], profile: Source) -> Answer:
    """Return a person's facts and what follows from them, in a form that another process can read."""
    try:
        sheet = read_profile(knowledge, profile, model=model)
    except FactError as error:
        return error
    plain = dict(sheet.values), dict(sheet.stated), sheet.person, sheet.date, sheet.notes
    return plain, compiled(knowledge).run(sheet.values)
