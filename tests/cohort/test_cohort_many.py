"""Full assessments of many people across processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from itertools import count, islice
from multiprocessing import forkserver
from types import MappingProxyType
from typing import Any

import pytest
from effort import effort
from senders import STRANGERS, Killer

import balance_rules as br
from balance_rules.assessment import many
from balance_rules.assessment.many import Refused
from balance_rules.cohort.shipping import pack, unpack

PEOPLE: list[dict[str, Any]] = [{"sitting": i % 30, "hq[left]": 0.5} for i in range(100)]


def test_order_is_kept_one_bad_person_is_reported_and_the_rest_are_done(small: br.KnowledgeBase) -> None:
    done: list[int] = []
    answers = list(small.assess_many(PEOPLE, processes=1, progress=done.append))
    assert done == list(range(1, 101))
    for place, (profile, answer) in enumerate(zip(PEOPLE, answers, strict=True)):
        _told_as_alone(small, place, profile, answer)


def _told_as_alone(small: br.KnowledgeBase, place: int, profile: Any, answer: Any) -> None:
    if profile["sitting"] > 24:
        assert isinstance(answer, Refused)
        assert answer.position == place
        assert "expected a number from 0 to 24" in str(answer.error)
    else:
        assert answer == small.assess(profile)


def test_an_endless_input_is_read_as_it_is_needed(small: br.KnowledgeBase) -> None:
    def people() -> Iterator[dict[str, Any]]:
        yield from ({"sitting": i % 24} for i in count())

    assert len(list(islice(small.assess_many(people(), processes=1), 10))) == 10


def test_knowledge_travels_to_other_processes_as_it_is(small: br.KnowledgeBase) -> None:  # the bundled: nightly_many
    there = unpack(pack(small.knowledge))
    assert there == small.knowledge
    assert there.judged == small.knowledge.judged


@pytest.fixture
def quickly_begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """At each change processes that one which imported the library forks: each new one takes half a second.

    So they begin as others do with what they are given, and end as others do. At night, and in a script, they are new.
    """
    if not effort(1, 0) or "forkserver" not in multiprocessing.get_all_start_methods():
        yield
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["balance_rules.assessment.many", "senders"])
    new = {"spawn": context}  # and no other way to begin, such as a fork of this process with its threads
    monkeypatch.setattr(many, "get_context", new.__getitem__)
    yield
    forkserver._forkserver._stop()


@pytest.mark.usefixtures("quickly_begun")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_in_processes_who_cannot_be_sent_and_who_ends_a_process_cost_one_person_each(small: br.KnowledgeBase) -> None:
    people: list[Any] = [*PEOPLE, *PEOPLE[:50]]
    people[1], people[2] = small.Profile(sitting=9), MappingProxyType({"sitting": 9})  # others than dicts can be sent
    unsent, killed = "found what no other process can be given", "found a process that was ended while it judged them"
    told = dict.fromkeys((0, 70, 71, 129), unsent) | {90: killed}
    for place, person in zip(told, (*STRANGERS.values(), Killer()), strict=True):
        people[place] = person
    done: list[int] = []
    answers = list(small.assess_many(people, processes=2, progress=done.append))
    assert done == list(range(1, 151))
    for place, (person, answer) in enumerate(zip(people, answers, strict=True)):
        if place in told:
            assert isinstance(answer, Refused), place
            assert answer.position == place
            assert told[place] in str(answer.error)
            assert "processes=1" in str(answer.error)
        elif place in (1, 2):
            assert isinstance(answer, br.Assessment)
            assert answer.sheet.values == small.assess(person).sheet.values
        else:
            _told_as_alone(small, place, person, answer)
