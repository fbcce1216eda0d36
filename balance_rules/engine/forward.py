"""Forward chaining on experta: its facts, agenda, salience and firing over the compiled kernel.

What experta would get wrong or slow is replaced through its own extension points: the matcher judges a
stratum with the compiled predicates, and the strategy orders activations by salience and position and
knows them by identity. The rules of a stratum fire, then its barrier closes it and declares the scores;
only then is a higher stratum matched, so a finding's level is never read before it is final.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from balance_rules.engine._experta import experta
from balance_rules.kernel import Kernel, intervals
from balance_rules.model import Condition, facts_read
from balance_rules.semantics import Inference

_Fact: Any = experta.Fact
_Matcher: Any = experta.abstract.Matcher
_Strategy: Any = experta.abstract.Strategy
_Activation: Any = experta.activation.Activation
_KnowledgeEngine: Any = experta.KnowledgeEngine

SALIENCE_OF_STRATUM = 10
SALIENCE_OF_BARRIER = 5


class _Payload(_Fact):  # type: ignore[misc]
    """A fact whose values are immutable already, so that experta need not freeze each of them."""

    def update(self, mapping: Mapping[str, Any]) -> None:
        dict.update(self, mapping)


class Observed(_Payload):
    """What is known of the person: `entries` are pairs of a fact's key and its value."""


class Fired(_Payload):
    """The payload of a firing: the id of the rule, referral or prescription that fired."""


class Closed(_Payload):
    """A closed stratum: `scores` are low and high of each finding that closes with it, in turn."""


class Firing(NamedTuple):
    """One activation that was fired: what fired, in which stratum, on which values of the facts it reads."""

    kind: str
    id: str
    stratum: int
    values: tuple[int | None, ...]


class Ready(_Activation):  # type: ignore[misc]
    """An activation that is itself and no other: no hashing of facts by value, no stale copies."""

    def __init__(self, rule: Any, order: tuple[int, int]) -> None:
        self.rule, self.key = rule, order
        self.context: dict[str, Any] = {}
        self.facts: tuple[Any, ...] = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class BySalience(_Strategy):  # type: ignore[misc]
    """Fires the highest salience first and, within one, rules in the order of the knowledge."""

    def _update_agenda(self, agenda: Any, added: list[Ready], removed: list[Ready]) -> None:
        if removed:
            gone = {id(activation) for activation in removed}
            agenda.activations = [a for a in agenda.activations if id(a) not in gone]
        if added:
            agenda.activations.extend(added)
            agenda.activations.sort(key=attrgetter("key"))


class CompiledMatcher(_Matcher):  # type: ignore[misc]
    """Judges the open stratum with the compiled predicates; keeps an activation for all that is true.

    The open stratum is the lowest that working memory holds no `Closed` for. The last "stratum" is what
    follows the rules: referrals and prescriptions.
    """

    def __init__(self, engine: ForwardEngine) -> None:
        super().__init__(engine)
        self.kernel = engine.kernel
        self.reset()

    def reset(self) -> None:
        kernel = self.kernel
        self.values: list[int | None] = [None] * len(kernel.facts)
        self.scores = kernel.no_scores()
        self.truths: list[int] = [0] * len(kernel.knowledge.rules)
        self.closed: tuple[int, ...] = ()
        self.decided: tuple[int, ...] = ()
        self.open = 0
        self.fired: set[int] = set()
        self.pending: dict[int, Ready] = {}

    def changes(self, adding: Iterable[Any] = (), deleting: Iterable[Any] = ()) -> tuple[list[Ready], list[Ready]]:
        """Take changes of working memory; return the activations that they add and remove."""
        rematch = False
        for fact in deleting:
            rematch |= self._forget(fact)
        for fact in adding:
            rematch |= self._take(fact)
        return self._match() if rematch else ([], [])

    def _take(self, fact: Any) -> bool:
        if isinstance(fact, Fired):
            position = self.engine.positions[fact["id"]]
            self.fired.add(position)
            self.pending.pop(position, None)
            return False
        if isinstance(fact, Observed):
            for name, value in fact["entries"]:
                self.values[self.kernel.facts[name]] = value
        elif isinstance(fact, Closed):
            self.kernel.close(fact["stratum"], fact["scores"], self.scores)
            self.pending.clear()
            self.open = fact["stratum"] + 1
        return True

    def _forget(self, fact: Any) -> bool:
        if isinstance(fact, Observed):
            for name, _ in fact["entries"]:
                self.values[self.kernel.facts[name]] = None
        elif isinstance(fact, Closed):
            self.kernel.close(fact["stratum"], (0,) * len(fact["scores"]), self.scores)
            self.open = min(self.open, fact["stratum"])
            self.decided = ()
        elif isinstance(fact, Fired):
            self.fired.discard(self.engine.positions[fact["id"]])
        return True

    def _match(self) -> tuple[list[Ready], list[Ready]]:
        engine: ForwardEngine = self.engine
        kernel, stratum = self.kernel, self.open
        if stratum < len(kernel.strata):
            first, last = kernel.strata[stratum]
            judged, self.closed = kernel.step(stratum, self.values, self.scores)
            self.truths[first:last] = judged
            true = [first + i for i, truth in enumerate(judged) if truth > 0]
            true.append(engine.barriers[stratum])
        else:
            self.decided = kernel.decide(self.values, self.scores)
            offset = len(kernel.knowledge.rules)
            true = [p for p in engine.acting if self.decided[p - offset] > 0]
        wanted = set(true) - self.fired
        removed = [activation for position, activation in self.pending.items() if position not in wanted]
        added = [
            Ready(engine.rules_at[position], (engine.rules_at[position].salience, -position))
            for position in true
            if position in wanted and position not in self.pending
        ]
        kept = {position: a for position, a in self.pending.items() if position in wanted}
        self.pending = kept | {-activation.key[1]: activation for activation in added}
        return added, removed


class ForwardEngine(_KnowledgeEngine):  # type: ignore[misc]
    """An experta engine whose rules are those of a knowledge base. Not to be shared between threads."""

    __matcher__ = CompiledMatcher
    __strategy__ = BySalience

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.history: list[Firing] = []
        knowledge = kernel.knowledge
        judged = knowledge.judged
        doing = {s.id: "referral" for s in knowledge.referrals} | {
            p.id: "prescription" for p in knowledge.prescriptions
        }
        self.acting = [i for i, (name, _) in enumerate(judged) if i >= len(knowledge.rules) and name in doing]
        self.barriers = [len(judged) + stratum for stratum in range(len(kernel.strata))]
        self.positions = {name: i for i, (name, _) in enumerate(judged)}
        self.rules_at: dict[int, Any] = {}
        for i, rule in enumerate(knowledge.rules):
            self.rules_at[i] = self._rule("rule", rule.id, rule.condition, rule.stratum)
        for i in self.acting:
            name, condition = judged[i]
            self.rules_at[i] = self._rule(doing[name], name, condition, len(kernel.strata))
        for stratum, position in enumerate(self.barriers):
            self.rules_at[position] = self._barrier(stratum)
        super().__init__()

    def get_rules(self) -> list[Any]:
        """Return this engine's own experta rules."""
        return list(self.rules_at.values())

    def get_deffacts(self) -> list[Callable[[], list[Any]]]:
        """Return what a reset declares; found once instead of by inspecting every member each time."""
        return [_initial_facts]

    def _rule(self, kind: str, name: str, condition: Condition, stratum: int) -> Any:
        reads = tuple(self.kernel.facts[fact] for fact in facts_read(condition))

        def fire(engine: ForwardEngine) -> None:
            values = engine.matcher.values
            engine.history.append(Firing(kind, name, stratum, tuple([values[i] for i in reads])))
            engine.declare(Fired(id=name))

        fire.__name__ = name
        return experta.Rule(salience=-SALIENCE_OF_STRATUM * stratum)(fire)

    def _barrier(self, stratum: int) -> Any:
        def close(engine: ForwardEngine) -> None:
            engine.history.append(Firing("barrier", f"stratum {stratum}", stratum, ()))
            engine.declare(Closed(stratum=stratum, scores=engine.matcher.closed))

        close.__name__ = f"close_stratum_{stratum}"
        return experta.Rule(salience=-SALIENCE_OF_STRATUM * stratum - SALIENCE_OF_BARRIER)(close)

    def reset(self, **kwargs: Any) -> None:
        """Empty working memory, agenda and history."""
        super().reset(**kwargs)
        self.history = []

    def infer(self, facts: Mapping[str, int]) -> Inference:
        """Return what follows from `facts`, firing activation by activation from an empty working memory."""
        self.reset()
        known = self.kernel.facts
        self.declare(Observed(entries=tuple((name, value) for name, value in facts.items() if name in known)))
        self.run()
        return self.inference()

    def inference(self) -> Inference:
        """Return what working memory holds once nothing is left to fire."""
        matcher: CompiledMatcher = self.matcher
        return Inference((*matcher.truths, *matcher.decided), intervals(matcher.scores))


def _initial_facts() -> list[Any]:
    return [experta.InitialFact()]
