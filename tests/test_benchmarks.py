"""Every way to run the rules that the benchmark compares gives the scores of the definition."""

from __future__ import annotations

import random
from collections.abc import Mapping
from types import SimpleNamespace

import pytest
from effort import effort
from random_knowledge import random_facts, random_knowledge

from balance_rules import KnowledgeBase
from balance_rules.model import Knowledge
from balance_rules.semantics import infer
from benchmarks import cohort, figures
from benchmarks.__main__ import PARTS, QUICK, table
from benchmarks.assess import EXPERTA, Row, Subject, compare, own_engines, rules_alone, targets
from benchmarks.generated import generated_knowledge, generated_people
from benchmarks.peers import LIMIT, PEERS, STOCK, Peer
from benchmarks.people import plausible_profiles
from benchmarks.timing import Task, Timing, interleaved


@pytest.fixture(params=PEERS, ids=lambda peer: peer.name)
def peer(request: pytest.FixtureRequest) -> Peer:
    chosen: Peer = request.param
    if chosen.needs:
        pytest.importorskip(chosen.needs, reason=f"{chosen.distribution} is in the 'bench' extra, not in 'dev'")
    return chosen


@pytest.fixture(scope="module")
def generated() -> Knowledge:
    return generated_knowledge(rules=60, attributes=20, conclusions=10)


def test_peer_agrees_on_generated_knowledge(peer: Peer, generated: Knowledge) -> None:
    assess = peer.build(generated)
    for facts in generated_people(generated, 5):
        assert assess(facts) == infer(generated, facts).scores


@pytest.mark.parametrize("seed", range(3))
def test_peer_agrees_on_every_construct(peer: Peer, seed: int) -> None:
    chance = random.Random(seed)
    knowledge = rules_alone(random_knowledge(chance))
    assess = peer.build(knowledge)
    for _ in range(5):
        facts = random_facts(chance, knowledge)
        assert assess(facts) == infer(knowledge, facts).scores


def test_own_engines_give_all_the_definition_says(generated: Knowledge) -> None:
    engines = own_engines(generated)
    for facts in generated_people(generated, 5):
        assessed = [engine(facts) for engine in engines.values()]
        assert all(inference == infer(generated, facts) for inference, _ in assessed)
        assert assessed[0] == assessed[1]


def test_generated_people_leave_questions_unanswered_and_make_some_rules_fire() -> None:
    knowledge = generated_knowledge()
    people = generated_people(knowledge, 20)
    truths = [truth for facts in people for truth in infer(knowledge, facts).truths]
    assert 0.6 < sum(map(len, people)) / (20 * len(knowledge.facts)) < 0.8
    assert 0.15 <= truths.count(1) / len(truths) <= 0.2


def test_plausible_profiles_are_read(small: KnowledgeBase, request: pytest.FixtureRequest) -> None:
    """People of the small knowledge at each change, and at night of the bundled one, which takes ten times as long."""
    knowledge: KnowledgeBase = request.getfixturevalue("kb") if effort(1, 2) == 2 else small
    profiles = plausible_profiles(knowledge, 2)
    assert all(knowledge.read_facts(profile).values for profile in profiles)


def test_an_answer_that_is_wrong_is_counted(generated: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    people = generated_people(generated, 2)
    monkeypatch.setattr("benchmarks.assess.PEERS", (LIMIT,))
    monkeypatch.setattr(Peer, "build", lambda self, knowledge: lambda facts: ())

    def timed(tasks: Mapping[str, Task]) -> dict[str, Timing]:
        return dict.fromkeys(tasks, Timing(1.0, 1.0, 1.0))

    rows = {row.name: row.agree for row in compare(Subject("generated", generated, people), timed)}
    assert rows.pop(LIMIT.name) == 0
    assert set(rows.values()) == {2}


def test_each_task_is_timed_once_in_a_pass_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the collector of garbage, which before each task would look through the memory of all tests, anew."""
    monkeypatch.setattr("benchmarks.timing.gc", SimpleNamespace(collect=int, freeze=int, unfreeze=int))
    seconds, called = [0.0], list[str]()

    def task(name: str, takes: float) -> Task:
        def call(one: str) -> None:
            called.append(name + one)
            seconds[0] += takes

        return call, ["a", "b"]

    timings = interleaved({"slow": task("slow", 1.0), "quick": task("quick", 0.25)}, 3, lambda: seconds[0])
    assert timings == {"slow": Timing(1.0, 1.0, 1.0), "quick": Timing(0.25, 0.25, 0.25)}
    assert sorted(called) == sorted([f"{name}{one}" for name in ("slow", "quick") for one in "ab"] * 3)


def test_targets_leave_out_peers_that_are_not_installed() -> None:
    second = Timing(1.0, 1.0, 1.0)
    rows = [Row(name, second, 0.0, 1) for name in (EXPERTA, STOCK.name)]
    (target,) = targets(rows)
    assert (target.measured, target.met) == (1.0, False)


def test_the_targets_of_cohorts_compare_like_with_like() -> None:
    runs = [
        cohort.Run("generated", cohort.PLAN, 100_000, 0, first=0.2, later=0.1),
        cohort.Run("generated", cohort.HAND, 100_000, 0, first=0.1, later=0.1),
        cohort.Run("generated", cohort.PLAN, 1_000_000, 0, first=1.0, later=1.0),
        cohort.Run("generated", cohort.STREAM, 1_000_000, 256, later=6.0, peak=200.0),
        cohort.Run("generated", cohort.STREAM, 1_000_000, 1024, later=1.0, peak=1100.0),
        cohort.Run("generated", cohort.STREAM, 10_000_000, 256, later=120.0, peak=201.0),
    ]
    found = cohort.targets(runs, {"generated": {cohort.ZEN.name: 0.003}})
    assert [(measured, met) for _, measured, met in found] == [
        ("2.00", False),  # the first run beside the first run by hand
        ("1.00", True),
        ("3,000", True),
        ("200 MB", True),
        ("1,100 MB", False),
        ("201 MB", True),
        ("2.00", False),  # with the same memory, from one million to ten
    ]


def test_the_one_table_has_every_figure_beside_its_target(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "NOTED", [])
    figures.note("quick", 5, " ms", most=10)
    figures.note("slow", 12.34, " ms", most=10, beside="a peer 20 ms")
    figures.note("told", 3)
    head, *lines, last = table({"part": figures.NOTED})
    assert [line.split() for line in lines] == [
        ["part", "quick", "5", "ms", "at", "most", "10", "ms", "met"],
        ["part", "slow", "12.3", "ms", "at", "most", "10", "ms", "MISSED", "a", "peer", "20", "ms"],
        ["part", "told", "3"],
    ]
    assert head.split()[:2] == ["figure", "measured"]
    assert last == "1 of 2 targets met"
    assert QUICK.keys() == PARTS.keys()
