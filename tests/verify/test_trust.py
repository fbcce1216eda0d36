"""What the proofs rest on: monotone advice, people judged again, time that runs out, a solver that is missing."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Mapping

import pytest
from effort import effort
from random_knowledge import random_knowledge

from balance_rules.model import Knowledge, Leaf, Not, Operation
from balance_rules.semantics import infer
from balance_rules.verify import Outcome, verify
from balance_rules.verify import prover as prover_module
from balance_rules.verify._z3 import Bool, z3
from balance_rules.verify.advice import check_withdrawn
from balance_rules.verify.checks import Context
from balance_rules.verify.encoding import World
from balance_rules.verify.prover import Judge, Person, Prover
from verify.seeded_defects import BOUNDARIES, CONFLICTS, DOUBLE
from verify.tiny_knowledge import (
    contradiction,
    every,
    flag,
    ge,
    knowledge,
    lt,
    measure,
    no,
    number,
    prescription,
    rule,
    some,
    yes,
)

ADVICE = (
    knowledge([flag("f")], prescriptions=[prescription("p", Not(yes("f")))]),
    knowledge([flag("f"), flag("g")], prescriptions=[prescription("p", yes("g"), avoid=(yes("f"),))]),
    knowledge(
        [number("a")], [rule("r", ge("a", 5))], prescriptions=[prescription("p", every(Not(ge("a", 3)), Not(no("a"))))]
    ),
)


DISPUTED = (BOUNDARIES, CONFLICTS, DOUBLE)


class SilenceMeansNo(World):
    """A person of whom everything unsaid is taken to be untrue, as in systems without a third truth value."""

    def leaf(self, leaf: Leaf) -> tuple[Bool, Bool]:
        said = z3.And(self.known(leaf.fact), self._comparison(leaf))
        return said, z3.Not(said)


class CredulousJudge(Judge):
    """Judges people as `SilenceMeansNo` does: what is unknown counts as a value that no condition asks for."""

    def person(self, facts: Mapping[str, int]) -> Person:
        silent = dict.fromkeys(self.knowledge.facts, -99) | dict(facts)
        return Person(facts, silent, infer(self.knowledge, silent), True, True, self.knowledge)


@pytest.mark.parametrize("known", ADVICE)
def test_advice_that_rests_on_silence_is_withdrawn(known: Knowledge) -> None:
    context = Context(Prover(known))
    context.prover.judge = CredulousJudge(known)
    context.prover.anyone = now = SilenceMeansNo(context.prover.program)
    later = SilenceMeansNo(context.prover.program, " later", base=now, own_known=frozenset(known.facts))
    (result,) = check_withdrawn(context, later)
    assert (result.code, result.outcome) == ("V15", Outcome.FAIL)
    assert result.witness is not None
    assert result.witness.changed


@pytest.mark.parametrize("known", ADVICE)
def test_advice_is_not_withdrawn_where_unknown_is_not_false(known: Knowledge) -> None:
    results = list(check_withdrawn(Context(Prover(known))))
    assert [r.outcome for r in results] == [Outcome.PASS]


@pytest.mark.parametrize("pairs", DISPUTED)
def test_a_person_the_engine_does_not_confirm_is_a_disagreement(
    pairs: tuple[tuple[str, Knowledge, Knowledge], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, defective, clean = pairs[0]
    assert not [r for r in verify(defective).results if r.code == "V16"]
    monkeypatch.setattr(prover_module, "infer", lambda known, _facts: infer(known, {}))
    found = [r for r in verify(defective).results if r.code == "V16"]
    assert found
    assert all(r.outcome is Outcome.FAIL and "differ" in r.fix for r in found)
    assert not [r for r in verify(clean).results if r.code == "V16" and r.subject in {f.subject for f in found}]


def test_what_runs_out_of_time_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    class Tired:
        def set(self, *_: object) -> None:
            pass

        def add(self, *_: Bool) -> None:
            pass

        def check(self, *_: Bool) -> object:
            return z3.unknown

    known = CONFLICTS[0][1]
    monkeypatch.setattr(z3, "SimpleSolver", Tired)
    report = verify(known)
    assert not report.failed
    assert {r.code for r in report.open} >= {"V07", "V15"}  # that something can be is shown without the solver
    assert all("time" in r.fix for r in report.open)
    assert report.to_json()["outcome"] == "open"


def test_a_person_against_a_free_measure_is_open_and_not_shown() -> None:
    """A ratio with two divisors is left free, so the solver may find somebody who cannot exist."""
    known = knowledge(
        [number("a"), number("b", 1), number("d", 1), number("m", 0, 20)],
        prescriptions=[
            prescription("p", every(lt("a", 2), lt("b", 2), lt("d", 2), ge("m", 9)), weekly_sets={"calf": "add"}),
            prescription("q", some(ge("b", 1)), weekly_sets={"calf": "reduce"}),
        ],
        measures=(measure("m", Operation.RATIO, "a", "b", "d"),),
    )
    report = verify(known)
    (conflict,) = [r for r in report.results if r.code == "V07"]
    assert conflict.outcome is Outcome.OPEN
    assert conflict.witness is None
    assert any("m" in note and "free" in note for note in report.notes)


def test_nobody_is_shown_whose_facts_contradict_each_other() -> None:
    impossible = (contradiction("x", every(lt("a", 5), yes("f"))),)
    rules = [rule("r", every(lt("a", 3), yes("f")))]
    assert "V01" not in {r.code for r in verify(knowledge([number("a"), flag("f")], rules)).failed}
    (dead, *_) = verify(knowledge([number("a"), flag("f")], rules, contradictions=impossible)).failed
    assert (dead.code, dead.subject) == ("V01", "r")
    judge = Judge(knowledge([number("a"), flag("f")], rules, contradictions=impossible))
    assert judge.person({"a": 2}).possible
    assert not judge.person({"a": 2, "f": 1}).possible


@pytest.mark.parametrize("seed", range(effort(2, 12)))
def test_every_witness_on_random_knowledge_is_confirmed(seed: int) -> None:
    known = random_knowledge(random.Random(seed), rules=14)
    report = verify(known)
    assert not [r.effect for r in report.results if r.code == "V16"]
    assert not [r for r in report.results if r.code == "V15" and r.outcome is not Outcome.PASS]


def test_without_the_solver_the_extra_is_named() -> None:
    script = (
        "import sys; sys.modules['z3'] = None\n"
        "import balance_rules.verify as v\n"
        "from balance_rules.errors import UnsupportedError\n"
        "from types import MappingProxyType as M\n"
        "from balance_rules.model import Knowledge\n"
        "try: v.verify(Knowledge('n', '1', '0', M({}), (), M({}), (), (), (), M({}), ()))\n"
        "except UnsupportedError as error: print(error)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "pip install 'balance-rules[verify]'" in ran.stdout
