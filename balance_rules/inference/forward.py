"""Forward chaining on experta: its facts, agenda, salience and firing over the compiled kernel.

What experta would get wrong or slow is replaced through its own extension points: the matcher judges a
stratum with the compiled predicates, and the strategy orders activations by salience and position and
knows them by identity. The rules of a stratum fire, then its barrier closes it and declares the scores;
only then is a higher stratum matched, so a finding's level is never read before it is final.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from balance_rules.inference._experta import experta
from balance_rules.inference.kernel import Kernel, Pick, Values
from balance_rules.model import Condition
from balance_rules.semantics import NO_EVIDENCE, Inference, Interval

_Fact: Any = experta.Fact
_Matcher: Any = experta.abstract.Matcher
_Strategy: Any = experta.abstract.Strategy
_Activation: Any = experta.activation.Activation
_FactList: Any = experta.factlist.FactList
_Rule: Any = experta.Rule
_KnowledgeEngine: Any = experta.KnowledgeEngine
_WATCHED: Any = experta.watchers.FACTS

Action = Callable[["ForwardEngine"], None]
Changes = tuple[Sequence["Ready"], Sequence["Ready"]]

SALIENCE_OF_STRATUM = 10
SALIENCE_OF_BARRIER = 5


class _Payload(_Fact):  # type: ignore[misc]
    """A fact whose values are plain and immutable: nothing to freeze or to validate."""

    def __init__(self, **values: Any) -> None:
        dict.__init__(self, values)

    def validate(self) -> None:
        pass


class Observed(_Payload):
    """What is known of the person: `entries` are pairs of a fact's key and its value."""


class Fired(_Payload):
    """The payload of a firing: the id of the rule, referral or prescription that fired."""


class Closed(_Payload):
    """A closed stratum: `scores` are those of the findings that close with it, low and high of each."""


class WorkingMemory(_FactList):  # type: ignore[misc]
    """A fact list that tells facts apart by identity: no two of ours are equal, so none is looked for."""

    last_index: int

    @staticmethod
    def _get_fact_id(fact: Any) -> int:
        return id(fact)

    def declare(self, fact: Any) -> Any:
        """Take a fact: there is none to validate, and none like it."""
        number = self.last_index
        fact.__factid__ = number
        self[number] = fact
        self.last_index = number + 1
        self.added.append(fact)
        self.reference_counter[id(fact)] += 1
        _WATCHED.info(" ==> %s: %r", fact, fact)
        return fact


class Firing(NamedTuple):
    """One activation that was fired: what fired, in which stratum, on which values of the facts it reads."""

    kind: str
    id: str
    stratum: int
    values: tuple[int | None, ...]


class Production(_Rule):  # type: ignore[misc]
    """A rule for experta's agenda: the compiled matcher knows its condition, so that it is an action alone."""

    def __new__(cls, name: str, salience: int, action: Action) -> Production:
        production: Production = super().__new__(cls, salience=salience)
        production.__name__, production.action = name, action
        return production

    def __call__(self, engine: ForwardEngine) -> None:
        self.action(engine)


class Ready(_Activation):  # type: ignore[misc]
    """An activation that is itself and no other: no hashing of facts by value, no stale copies."""

    context: Mapping[str, Any] = MappingProxyType({})
    facts: tuple[Any, ...] = ()

    def __init__(self, rule: Production, position: int) -> None:
        self.rule, self.position = rule, position
        self.key = rule.salience, -position

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class BySalience(_Strategy):  # type: ignore[misc]
    """Fires the highest salience first and, within one, rules in the order of the knowledge."""

    def _update_agenda(self, agenda: Any, added: Sequence[Ready], removed: Sequence[Ready]) -> None:
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
        self.kernel, self.productions = engine.kernel, engine.productions
        self.reset()

    def reset(self) -> None:
        kernel = self.kernel
        self.values: list[int | None] = [None] * len(kernel.facts)
        self.known: Values = tuple(self.values)
        self.scores: list[Interval] = [NO_EVIDENCE] * len(kernel.program.findings)
        self.truths: list[int] = [0] * len(kernel.knowledge.rules)
        self.closed: tuple[Interval, ...] = ()
        self.decided: tuple[int, ...] = ()
        self.open = 0
        self.fired: set[int] = set()
        self.pending: dict[int, Ready] = {}

    def changes(self, adding: Iterable[Any] = (), deleting: Iterable[Any] = ()) -> Changes:
        """Take changes of working memory; return the activations that they add and remove."""
        rematch = False
        for fact in deleting:
            rematch |= self._forget(fact)
        for fact in adding:
            rematch |= self._take(fact)
        return self._match() if rematch else ((), ())

    def _take(self, fact: Any) -> bool:
        if isinstance(fact, Fired):
            position = self.productions.positions[fact["id"]]
            self.fired.add(position)
            self.pending.pop(position, None)
            return False
        if isinstance(fact, Observed):
            self._observe(fact["entries"])
        elif isinstance(fact, Closed):
            for position, score in zip(self.kernel.closes[fact["stratum"]], fact["scores"], strict=True):
                self.scores[position] = score
            self.pending.clear()
            self.open = fact["stratum"] + 1
        return True

    def _forget(self, fact: Any) -> bool:
        if isinstance(fact, Observed):
            self._observe((name, None) for name, _ in fact["entries"])
        elif isinstance(fact, Closed):
            self.open = min(self.open, fact["stratum"])
            self.decided = ()
        elif isinstance(fact, Fired):
            self.fired.discard(self.productions.positions[fact["id"]])
        return True

    def _observe(self, entries: Iterable[tuple[str, int | None]]) -> None:
        facts = self.kernel.facts
        for name, value in entries:
            if name in facts:  # the others are read by nothing
                self.values[facts[name]] = value

    def _match(self) -> Changes:
        kernel, productions, stratum = self.kernel, self.productions, self.open
        self.known = tuple(self.values)
        if stratum < len(kernel.strata):
            positions = kernel.strata[stratum]
            judged, self.closed = kernel.step(stratum, self.known, self.scores)
            self.truths[positions.start : positions.stop] = judged
            true = [position for position, truth in zip(positions, judged, strict=True) if truth > 0]
            true.append(productions.barriers[stratum])
        else:
            self.decided = kernel.decide(self.known, self.scores)
            offset = len(kernel.knowledge.rules)
            true = [p for p in productions.acting if self.decided[p - offset] > 0]
        wanted = set(true) - self.fired
        removed = [activation for position, activation in self.pending.items() if position not in wanted]
        added = [Ready(productions.made[position], position) for position in wanted - self.pending.keys()]
        kept = {position: a for position, a in self.pending.items() if position in wanted}
        self.pending = kept | {activation.position: activation for activation in added}
        return added, removed


class Productions:
    """A knowledge base as productions: made once for a kernel and shared by all of its engines.

    A position counts what the knowledge judges, in its order, and the barriers after that.
    """

    def __init__(self, kernel: Kernel) -> None:
        knowledge, judged = kernel.knowledge, kernel.knowledge.judged
        doing = {s.id: "referral" for s in knowledge.referrals} | {
            p.id: "prescription" for p in knowledge.prescriptions
        }
        acting = {i: item for i, item in enumerate(judged) if i >= len(knowledge.rules) and item[0] in doing}
        self.acting = tuple(acting)
        self.positions = {name: i for i, (name, _) in enumerate(judged)}
        self.barriers = tuple(len(judged) + stratum for stratum in range(len(kernel.strata)))
        above = len(kernel.strata)
        self.made = {
            **{i: _rule("rule", r.id, r.stratum, kernel.picks[i]) for i, r in enumerate(knowledge.rules)},
            **{i: _rule(doing[name], name, above, _picked_late(kernel, when)) for i, (name, when) in acting.items()},
            **{position: _barrier(stratum) for stratum, position in enumerate(self.barriers)},
        }


def _rule(kind: str, name: str, stratum: int, pick: Pick) -> Production:
    new = tuple.__new__  # a named tuple's own takes twice as long

    def fire(engine: ForwardEngine) -> None:
        engine.history.append(new(Firing, (kind, name, stratum, pick(engine.matcher.known))))
        engine.declare(Fired(id=name))

    return Production(name, -SALIENCE_OF_STRATUM * stratum, fire)


def _picked_late(kernel: Kernel, condition: Condition) -> Pick:
    """Return the pick of a condition, made when it is first used: a prescription's reads hundreds of facts."""
    pick = cache(partial(kernel.pick, condition))
    return lambda values: pick()(values)


def _barrier(stratum: int) -> Production:
    def close(engine: ForwardEngine) -> None:
        engine.history.append(Firing("barrier", f"stratum {stratum}", stratum, ()))
        engine.declare(Closed(stratum=stratum, scores=engine.matcher.closed))

    return Production(f"close_stratum_{stratum}", -SALIENCE_OF_STRATUM * stratum - SALIENCE_OF_BARRIER, close)


@lru_cache(maxsize=16)
def _productions(kernel: Kernel) -> Productions:
    return Productions(kernel)


class ForwardEngine(_KnowledgeEngine):  # type: ignore[misc]
    """An experta engine whose rules are those of a knowledge base. Not to be shared between threads."""

    __matcher__ = CompiledMatcher
    __strategy__ = BySalience

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.productions = _productions(kernel)
        self.history: list[Firing] = []
        super().__init__()

    def get_rules(self) -> list[Any]:
        """Return this engine's own experta rules."""
        return list(self.productions.made.values())

    def reset(self, *observed: Observed) -> None:
        """Empty working memory, agenda and history, and begin with what is observed."""
        self.facts = WorkingMemory()
        self.agenda = experta.agenda.Agenda()
        self.history = []
        self.matcher.reset()
        self.running = False
        for fact in (experta.InitialFact(), *observed):
            self.facts.declare(fact)
        self._match()

    def declare(self, fact: Any) -> Any:
        """Declare a fact of ours, which is never a pattern and so need not be searched for one."""
        declared = self.facts.declare(fact)
        if not self.running:
            self._match()
        return declared

    def _match(self) -> None:
        self.strategy.update_agenda(self.agenda, *self.get_activations())

    def infer(self, facts: Mapping[str, int]) -> Inference:
        """What follows from `facts`, firing activation by activation from an empty working memory."""
        self.reset(Observed(entries=tuple(facts.items())))
        self.run()
        return self.inference()

    def inference(self) -> Inference:
        """What working memory holds once nothing is left to fire."""
        matcher: CompiledMatcher = self.matcher
        return Inference((*matcher.truths, *matcher.decided), tuple(matcher.scores))
