"""A session: working memory that an embedding tool declares to, retracts from, and steps through.

After any sequence of declarations and retractions a session says what a fresh run over the same facts
says. A change reopens the lowest stratum that reads what changed: what was concluded from there on is
retracted and fires anew.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from balance_rules.errors import FactError, Problem, UnsupportedError, unknown_name
from balance_rules.inference.forward import Closed, Fired, Firing, ForwardEngine, Observed
from balance_rules.inference.kernel import Kernel
from balance_rules.model import Knowledge, facts_read
from balance_rules.person.facts import DERIVED, FactSheet, ProfileModel, Source, Stated, derived, read_stated
from balance_rules.semantics import Inference


@dataclass(frozen=True, slots=True)
class WorkingFact:
    """One fact of working memory: its number, its kind, and what it says."""

    number: int
    kind: str
    says: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """One activation on the agenda: what is ready to fire, in which stratum, with which salience."""

    id: str
    salience: int


class Session:
    """One person's working memory, agenda and firing history, for the thread that made it.

    Whatever another thread asks of it is refused with an `UnsupportedError`: two threads in one working memory
    would leave it in a state that no order of their steps explains.
    """

    def __init__(self, kernel: Kernel, model: type[ProfileModel]) -> None:
        self._thread = threading.get_ident()
        self.knowledge: Knowledge = kernel.knowledge
        self._model = model
        self._engine = ForwardEngine(kernel)
        self._engine.reset()
        self._given: dict[str, Stated] = {}
        self._sheet = FactSheet({}, {})
        self._declared: dict[str, Any] = {}
        self._first_reader = _first_readers(self.knowledge)
        self._change({})

    def _refuse_other_threads(self) -> None:
        if threading.get_ident() != self._thread:
            fix = "Make a session in each thread; knowledge bases and assessments may be shared."
            raise UnsupportedError(
                [Problem("session", "a second thread", "the thread that made it", fix, code="unsupported")]
            )

    # ------------------------------------------------------------ facts

    def declare(self, source: Source | FactSheet | None = None, /, **facts: Any) -> None:
        """Declare facts, from a profile, from facts that were read, or by name.

        What was declared before under a name is replaced.

        Raises
        ------
        FactError
            With every problem; the session is then as it was.
        """
        self._refuse_other_threads()
        stated: dict[str, Stated] = {}
        if isinstance(source, FactSheet):  # its measures follow anew from what they were computed from
            stated |= {name: fact for name, fact in source.stated.items() if fact.origin != DERIVED}
        elif source is not None:
            stated |= read_stated(self.knowledge, source, self._model)
        if facts:
            stated |= read_stated(self.knowledge, facts, self._model)
        self._change({**self._given, **stated})

    def retract(self, *facts: str) -> None:
        """Retract facts that were declared; measures that rest on them go with them.

        Raises
        ------
        FactError
            When one of them was not declared; the session is then as it was.
        """
        self._refuse_other_threads()
        problems = [
            unknown_name("retract", fact, self._given, "fact that was declared", before=number)
            for number, fact in enumerate(fact for fact in facts if fact not in self._given)
        ]
        if problems:
            raise FactError(problems)
        self._change({name: stated for name, stated in self._given.items() if name not in facts})

    def _change(self, given: dict[str, Stated]) -> None:
        sheet = derived(self.knowledge, given)
        old, new = self._sheet.values, sheet.values
        changed = [fact for fact in {**old, **new} if old.get(fact) != new.get(fact)]
        if changed:
            self._reopen(min(self._first_reader.get(fact, self.knowledge.strata) for fact in changed))
        for fact in changed:
            if fact in self._declared:
                self._engine.retract(self._declared.pop(fact))
            if fact in new:
                self._declared[fact] = self._engine.declare(Observed(entries=((fact, new[fact]),)))
        self._given, self._sheet = given, sheet

    def _reopen(self, stratum: int) -> None:
        """Retract all that was concluded in a stratum and above, so that it is matched anew."""
        strata = {rule.id: rule.stratum for rule in self.knowledge.rules}
        for fact in list(self._engine.facts.values()):
            if isinstance(fact, Fired):
                reopened = strata.get(fact["id"], self.knowledge.strata) >= stratum
            else:
                reopened = isinstance(fact, Closed) and fact["stratum"] >= stratum
            if reopened:
                self._engine.retract(fact)

    # ------------------------------------------------------------ running

    def run(self, steps: int | None = None) -> int:
        """Fire up to `steps` activations, or until nothing is left; return how many fired."""
        self._refuse_other_threads()
        before = len(self._engine.history)
        self._engine.run(float("inf") if steps is None else steps)
        # experta matches before a firing, not after the last: bring the agenda up to date
        self._engine.strategy.update_agenda(self._engine.agenda, *self._engine.get_activations())
        return len(self._engine.history) - before

    def step(self) -> Firing | None:
        """Fire the next activation and return it, or None when nothing is left to fire."""
        return self._engine.history[-1] if self.run(1) else None

    @property
    def finished(self) -> bool:
        """Whether nothing is left to fire."""
        self._refuse_other_threads()
        return not self._engine.agenda.activations

    # ------------------------------------------------------------ as data

    @property
    def facts(self) -> FactSheet:
        """The facts declared so far, measures derived."""
        self._refuse_other_threads()
        return self._sheet

    @property
    def working_memory(self) -> tuple[WorkingFact, ...]:
        """The facts of the run: what is observed, what has fired, which strata are closed."""
        self._refuse_other_threads()
        return tuple(
            WorkingFact(number, type(fact).__name__, tuple(fact.as_dict().items()))
            for number, fact in self._engine.facts.items()
        )

    @property
    def agenda(self) -> tuple[Pending, ...]:
        """The pending activations, the next to fire first."""
        self._refuse_other_threads()
        return tuple(Pending(a.rule.__name__, a.rule.salience) for a in reversed(self._engine.agenda.activations))

    @property
    def history(self) -> tuple[Firing, ...]:
        """Every activation fired so far, in order."""
        self._refuse_other_threads()
        return tuple(self._engine.history)

    def inference(self) -> Inference:
        """Run to the fixpoint and return what follows from the facts."""
        self.run()
        inference: Inference = self._engine.inference()
        return inference


@lru_cache(maxsize=16)
def _first_readers(knowledge: Knowledge) -> Mapping[str, int]:
    """Return, for each fact, the lowest stratum with a rule that reads it."""
    lowest: dict[str, int] = {}
    for rule in reversed(knowledge.rules):
        lowest |= dict.fromkeys(facts_read(rule.condition), rule.stratum)
    return lowest
