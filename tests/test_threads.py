"""One knowledge base, many threads: every result is the serial one."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from effort import effort
from random_knowledge import random_facts, sheet_of

import balance_rules as br
from balance_rules.knowledge_base import Engine
from balance_rules.person.logs import File, TrainingLog

THREADS = effort(4, 8)


@pytest.mark.parametrize("engine", ["experta", "compiled"])
def test_many_threads_assess_with_one_knowledge_base(kb: br.KnowledgeBase, engine: Engine) -> None:
    chance = random.Random(7)
    sheets = [sheet_of(random_facts(chance, kb.knowledge, chance.random())) for _ in range(effort(4, 24))]
    serial = [kb.assess_facts(sheet, engine=engine) for sheet in sheets]
    start = Barrier(THREADS)

    def work(thread: int) -> list[tuple[int, br.Assessment]]:
        start.wait()
        order = random.Random(thread).sample(range(len(sheets)), len(sheets))
        return [(i, kb.assess_facts(sheets[i], engine=engine)) for i in order]

    with ThreadPoolExecutor(THREADS) as pool:
        for results in pool.map(work, range(THREADS)):
            for i, assessment in results:
                assert assessment == serial[i]
                assert assessment.justifications == serial[i].justifications


def test_profiles_and_sessions_are_read_in_many_threads(small: br.KnowledgeBase) -> None:
    fresh = br.KnowledgeBase(small.knowledge)  # whatever is built on first use is built by all threads at once
    profile = {"hamstring_torque": {"left": "90 N·m"}, "quadriceps_torque": {"left": "200 N·m"}, "nordic_sessions": 0}
    expected = small.assess(profile)
    start = Barrier(THREADS)

    def work(_: int) -> tuple[br.Assessment, tuple[str, ...], br.Assessment]:
        start.wait()
        assessment = fresh.assess(profile)
        session = fresh.session(profile)
        session.run()
        replayed = br.Assessment.from_json(assessment.to_json(), fresh.knowledge)
        return assessment, tuple(firing.id for firing in session.history), replayed

    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(work, range(THREADS)))
    assert len({history for _, history, _ in results}) == 1
    for assessment, _, replayed in results:
        assert assessment == replayed == expected
        assert assessment.questions == expected.questions


class Forgotten(dict):  # type: ignore[type-arg]
    """What another thread empties as soon as something is in it."""

    def __setitem__(self, key: object, value: object) -> None:
        self.clear()


def test_many_threads_read_logs_with_one_catalogue_of_titles(kb: br.KnowledgeBase) -> None:
    titles = [f"Benhc Pres {a}{b}qvw" for a in "abcdefghij"[: effort(3, 10)] for b in "klmno"]
    rows = "".join(f"2026-02-06 10:00:00,Push,1h,{title},1,50,8\n" for title in titles)
    log = File("strong.csv", ("Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n" + rows).encode())
    fresh = br.KnowledgeBase(kb.knowledge)
    lexicon = fresh.titles().index.lexicon
    lexicon._taken_apart, lexicon._repaired = Forgotten(), Forgotten()
    start = Barrier(THREADS)

    def work(thread: int) -> TrainingLog:
        start.wait()
        return fresh.read_log(log, weight_unit="kg", titles={titles[thread]: "plank"})

    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(work, range(THREADS)))
    for thread, read in enumerate(results):
        assert {logged.title for logged in read.sets if logged.exercise == "plank"} == {titles[thread]}
    assert fresh.read_log(log, weight_unit="kg") == kb.read_log(log, weight_unit="kg")


def test_a_session_refuses_a_second_thread(small: br.KnowledgeBase) -> None:
    session = small.session({"sitting": 9})
    asked = [
        lambda: session.declare(nordic_sessions=0),
        lambda: session.retract("sitting"),
        lambda: session.run(1),
        session.step,
        session.inference,
        lambda: session.facts,
        lambda: session.agenda,
        lambda: session.history,
        lambda: session.working_memory,
        lambda: session.finished,
    ]
    before = session.facts, session.agenda, session.history
    with ThreadPoolExecutor(1) as pool:
        for ask in asked:
            with pytest.raises(br.UnsupportedError, match="found a second thread; expected the thread that made it"):
                pool.submit(ask).result()
    assert (session.facts, session.agenda, session.history) == before
    assert session.inference() == small.assess({"sitting": 9}).inference
