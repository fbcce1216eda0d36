"""Full assessments of many people across processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from itertools import count, islice
from types import MappingProxyType
from typing import Any

import pytest

import balance_rules as br
from balance_rules.assessment.many import Refused
from balance_rules.cohort.shipping import pack, unpack

PEOPLE: list[dict[str, Any]] = [{"sitting": i % 30, "hq[left]": 0.5} for i in range(100)]


@pytest.mark.parametrize("processes", [1, 2])
def test_order_is_kept_one_bad_person_is_reported_and_the_rest_are_done(
    small: br.KnowledgeBase, processes: int
) -> None:
    done: list[int] = []
    answers = list(small.assess_many(PEOPLE, processes=processes, progress=done.append))
    assert done == list(range(1, 101))
    for position, (profile, answer) in enumerate(zip(PEOPLE, answers, strict=True)):
        if profile["sitting"] > 24:
            assert isinstance(answer, Refused)
            assert answer.position == position
            assert "expected a number from 0 to 24" in str(answer.error)
        else:
            assert answer == small.assess(profile)


def test_an_endless_input_is_read_as_it_is_needed(small: br.KnowledgeBase) -> None:
    def people() -> Iterator[dict[str, Any]]:
        yield from ({"sitting": i % 24} for i in count())

    assert len(list(islice(small.assess_many(people(), processes=1), 10))) == 10


def test_knowledge_travels_to_other_processes_as_it_is(kb: br.KnowledgeBase) -> None:
    there = unpack(pack(kb.knowledge))
    assert there == kb.knowledge
    assert there.judged == kb.knowledge.judged


class Killer(dict[str, Any]):
    """A profile that ends the process which reads it, as the system does where memory runs out."""

    def __reduce__(self) -> tuple[Any, ...]:
        return end_this_process, ()


def end_this_process() -> dict[str, Any]:
    if multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return {}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_worker_that_is_killed_costs_one_person(small: br.KnowledgeBase) -> None:
    people: list[Any] = [{"sitting": i % 24} for i in range(150)]
    people[70] = Killer()
    answers = list(small.assess_many(people, processes=2))
    assert len(answers) == 150
    for position, (profile, answer) in enumerate(zip(people, answers, strict=True)):
        if position == 70:
            assert isinstance(answer, Refused)
            assert answer.position == 70
            assert "found a process that was ended while it judged them" in str(answer.error)
        else:
            assert answer == small.assess(profile)


class KnownHereAlone(dict[str, Any]):
    """A profile whose class another process cannot make."""

    def __reduce__(self) -> tuple[Any, ...]:
        return fail_elsewhere, ()


def fail_elsewhere() -> dict[str, Any]:
    raise AttributeError("no such class here")


STRANGERS = {
    "a function in it": {"sitting": lambda: 9},
    "a generator in it": {"sitting": (n for n in ())},
    "a class known here alone": KnownHereAlone(),
    "a function": lambda: None,
}


def test_a_person_that_cannot_be_sent_to_another_process_costs_one_person(small: br.KnowledgeBase) -> None:
    people: list[Any] = [{"sitting": i % 24} for i in range(130)]
    people[1], people[2] = small.Profile(sitting=9), MappingProxyType({"sitting": 9})  # others than dicts can be sent
    places = dict(zip((0, 70, 71, 129), STRANGERS, strict=True))
    for place, name in places.items():
        people[place] = STRANGERS[name]
    for place, (person, answer) in enumerate(zip(people, small.assess_many(people, processes=2), strict=True)):
        if place in places:
            assert isinstance(answer, Refused), places[place]
            assert answer.position == place
            assert "found what no other process can be given" in str(answer.error)
            assert "processes=1" in str(answer.error)
        else:
            assert isinstance(answer, br.Assessment)
            assert answer.sheet.values == small.assess(person).sheet.values
