"""A session: after any sequence of declarations and retractions it says what a fresh run says."""

from __future__ import annotations

import random
from typing import Any

import pytest
from effort import effort
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from random_knowledge import chances, knowledge_bases, random_answer

import balance_rules as br
from balance_rules.inference.forward import Firing
from balance_rules.inference.kernel import Kernel
from balance_rules.inference.session import Pending, Session
from balance_rules.model import Knowledge, key
from balance_rules.person.facts import profile_model
from balance_rules.semantics import infer


def contents(session: Session) -> list[tuple[str, tuple[tuple[str, Any], ...]]]:
    """Return what working memory says, without the numbers that tell when it was said."""
    return sorted(((fact.kind, fact.says) for fact in session.working_memory), key=repr)


def snapshot(session: Session) -> tuple[Any, ...]:
    return dict(session.facts.values), session.working_memory, session.agenda, session.history, session.finished


class SessionMachine(RuleBasedStateMachine):
    """Declares, retracts, runs and steps at random, beside a plain dictionary of what was declared."""

    @initialize(knowledge=knowledge_bases())
    def begin(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.kernel = Kernel(knowledge)
        self.model = profile_model(knowledge)
        self.session = Session(self.kernel, self.model)
        self.given: dict[str, Any] = {}

    def fresh(self, given: dict[str, Any]) -> Session:
        session = Session(self.kernel, self.model)
        session.declare(given)
        return session

    @rule(chance=chances())
    def declare(self, chance: random.Random) -> None:
        fact, attribute = chance.choice(list(self.knowledge.facts.items()))
        answer = random_answer(chance, attribute, fact)
        said = answer[attribute.id]
        if said == "none":
            new = dict.fromkeys(attribute.keys, attribute.plain(attribute.absent or 0))
        elif isinstance(said, dict):
            new = {key(attribute.id, instance): value for instance, value in said.items()}
        else:
            new = {fact: said}
        try:
            self.fresh({**self.given, **new})
        except br.FactError:
            before = snapshot(self.session)
            with pytest.raises(br.FactError):
                self.session.declare(answer)
            assert snapshot(self.session) == before
        else:
            self.session.declare(answer) if chance.random() < 0.5 else self.session.declare(**answer)
            self.given |= new

    @precondition(lambda self: self.given)
    @rule(chance=chances())
    def retract(self, chance: random.Random) -> None:
        chosen = chance.sample(sorted(self.given), chance.randint(1, min(3, len(self.given))))
        left = {fact: value for fact, value in self.given.items() if fact not in chosen}
        self.session.retract(*chosen)
        self.given = left

    @rule(chance=chances())
    def state_again_what_was_stated(self, chance: random.Random) -> None:
        if self.given:
            fact = chance.choice(sorted(self.given))
            before = snapshot(self.session)
            self.session.declare({fact: self.given[fact]})
            assert snapshot(self.session) == before

    @rule(wrong=st.sampled_from([{"no_such_attribute": 1}, {"a0": "nonsense"}, {"a0": [None]}]), by=st.booleans())
    def declare_what_is_refused(self, wrong: dict[str, Any], by: bool) -> None:
        before = snapshot(self.session)
        with pytest.raises(br.FactError):
            self.session.declare(wrong) if by else self.session.declare(**wrong)
        with pytest.raises(br.FactError):
            self.session.retract(*self.given, "never_declared")
        assert snapshot(self.session) == before

    @rule(steps=st.integers(0, 4))
    def run_some(self, steps: int) -> None:
        before = len(self.session.history)
        fired = self.session.run(steps)
        assert fired == len(self.session.history) - before <= steps
        assert fired == steps or self.session.finished

    @rule()
    def step(self) -> None:
        agenda, history = self.session.agenda, self.session.history
        firing = self.session.step()
        assert (firing is None) == (not agenda)
        if firing is not None:
            assert self.session.history == (*history, firing)
            assert agenda[0].id in {firing.id, f"close_{firing.id.replace(' ', '_')}"}

    @rule()
    def settle(self) -> None:
        inference = self.session.inference()
        fresh = self.fresh(self.given)
        assert inference == fresh.inference() == infer(self.knowledge, self.session.facts.values)
        assert contents(self.session) == contents(fresh)
        assert self.session.agenda == ()

    @invariant()
    def facts_are_those_of_a_fresh_run(self) -> None:
        fresh = self.fresh(self.given).facts
        assert self.session.facts.values == fresh.values
        assert self.session.facts.notes == fresh.notes
        observed = [says for kind, says in contents(self.session) if kind == "Observed"]
        assert dict(entry for says in observed for entry in dict(says)["entries"]) == fresh.values

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.settle()


SessionMachine.TestCase.settings = settings(max_examples=effort(12, 120), stateful_step_count=25)
TestSessionMachine = SessionMachine.TestCase


# ---------------------------------------------------------------- as data


PERSON = {"hq[left]": 0.45, "nordic_sessions": 0, "sitting": 9}


def test_the_agenda_shows_what_is_ready_the_next_first(small: br.KnowledgeBase) -> None:
    session = small.session(PERSON)
    assert session.agenda == (
        Pending("hq_below_convention[left]", 0),
        Pending("hq_far_below_convention[left]", 0),
        Pending("close_stratum_0", -5),
    )
    assert not session.finished
    assert session.history == ()


def test_one_step_fires_one_activation(small: br.KnowledgeBase) -> None:
    session = small.session(PERSON)
    assert session.step() == Firing("rule", "hq_below_convention[left]", 0, (450,))
    assert session.agenda[0].id == "hq_far_below_convention[left]"
    assert [fact.says for fact in session.working_memory if fact.kind == "Fired"] == [
        (("id", "hq_below_convention[left]"),)
    ]


def test_stepping_to_the_end_is_running(small: br.KnowledgeBase) -> None:
    stepped, ran = small.session(PERSON), small.session(PERSON)
    count = 0
    while stepped.step() is not None:
        count += 1
    assert ran.run() == count
    assert stepped.history == ran.history
    assert stepped.working_memory == ran.working_memory
    assert stepped.inference() == ran.inference()
    assert stepped.finished
    assert stepped.step() is None


def test_working_memory_holds_a_payload_for_every_firing(small: br.KnowledgeBase) -> None:
    session = small.session(PERSON)
    session.run()
    fired = [firing.id for firing in session.history if firing.kind != "barrier"]
    assert [dict(fact.says)["id"] for fact in session.working_memory if fact.kind == "Fired"] == fired
    closed = [dict(fact.says) for fact in session.working_memory if fact.kind == "Closed"]
    assert [fact["stratum"] for fact in closed] == [0, 1]
    finding = list(small.knowledge.conclusions).index("hamstring_weakness[left]")
    assert session.inference().scores[finding] in closed[0]["scores"]


def test_a_change_fires_anew_only_from_the_stratum_that_reads_it(small: br.KnowledgeBase) -> None:
    session = small.session(PERSON)
    session.run()
    before = len(session.history)
    session.declare(sitting=4)
    session.run()
    assert [firing.id for firing in session.history[before:]] == ["stratum 1"]
    session.declare({"hq[left]": 0.5})
    session.run()
    assert "hq_far_below_convention[left]" not in {
        dict(fact.says).get("id") for fact in session.working_memory if fact.kind == "Fired"
    }


def test_measures_come_and_go_with_what_they_rest_on(small: br.KnowledgeBase) -> None:
    session = small.session()
    session.declare({"hamstring_torque[left]": "90 N·m"})
    assert "hq[left]" not in session.facts.values
    session.declare({"quadriceps_torque[left]": 200})
    assert session.facts.values["hq[left]"] == 450
    session.retract("hamstring_torque[left]")
    assert "hq[left]" not in session.facts.values
    assert session.inference() == small.session({"quadriceps_torque[left]": 200}).inference()


def test_a_derived_measure_cannot_be_retracted(small: br.KnowledgeBase) -> None:
    session = small.session({"hamstring_torque[left]": 90, "quadriceps_torque[left]": 200})
    with pytest.raises(br.FactError, match=r"hq\[left\]"):
        session.retract("hq[left]")


def test_a_contradiction_leaves_the_session_as_it_was(small: br.KnowledgeBase) -> None:
    session = small.session({"hamstring_torque[left]": 90, "quadriceps_torque[left]": 200})
    session.run()
    before = snapshot(session)
    with pytest.raises(br.FactError, match=r"'hq\[left\]' = 0.7"):
        session.declare({"sitting": 9, "hq[left]": 0.7})
    assert snapshot(session) == before


def test_a_session_without_facts_only_closes_its_strata(small: br.KnowledgeBase) -> None:
    session = small.session()
    assert session.run() == 2
    assert {firing.kind for firing in session.history} == {"barrier"}
    assert session.inference() == infer(small.knowledge, {})


def test_what_a_session_shows_is_frozen(small: br.KnowledgeBase) -> None:
    session = small.session(PERSON)
    session.run()
    with pytest.raises(AttributeError):
        session.working_memory[0].kind = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        session.facts.values["sitting"] = 3  # type: ignore[index]
