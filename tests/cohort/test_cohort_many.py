"""Full assessments of many people across processes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import pytest

import balance_rules as br
from balance_rules.cohort.shipping import pack, unpack
from balance_rules.people import Refused

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
