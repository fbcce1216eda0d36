"""The trace: the run itself as forward chaining happened on experta, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from balance_rules.explain.basis import Grounds
from balance_rules.explain.explanation import Audience, Explanation, FactShown
from balance_rules.inference.kernel import compiled
from balance_rules.model import Knowledge, Rule, facts_read
from balance_rules.text.wording import briefly, counted, fill

if TYPE_CHECKING:
    from balance_rules.inference.forward import ForwardEngine

SHOWN = 8
NEXT = 3
ActivationKind = Literal["rule", "barrier", "referral", "prescription"]


@dataclass(frozen=True, slots=True)
class ScoreClosed:
    """A finding whose score became final when its stratum closed."""

    finding: str
    title: str
    level: str | None
    score: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation that was fired.

    `stratum` counts from 1; `agenda` holds what was ready to fire before it, this first; `values` what it
    fired on, in the order in which its condition reads; `declared` the fact it added to working memory;
    `closed` the findings that a barrier closed.
    """

    number: int
    kind: ActivationKind
    id: str
    title: str
    stratum: int
    salience: int
    values: tuple[tuple[str, str], ...]
    agenda: tuple[str, ...]
    declared: str
    closed: tuple[ScoreClosed, ...]
    because: str

    def lines(self, audience: Audience) -> Iterator[str]:
        """Yield the activation in words."""
        if self.kind == "barrier":
            reached = [item for item in self.closed if item.level]
            yield f"{self.number:4} stratum {self.stratum} closes: {len(reached)} of {len(self.closed)} findings hold"
            for item in reached:
                yield f"       {item.title}: {item.level}" + (f" {item.score}" if audience == "auditor" else "")
            return
        words = self.because if self.kind == "rule" and self.because else self.title
        yield f"{self.number:4} {self.kind} fires: {words}"
        if audience == "auditor":
            values = ", ".join(f"{fact} = {value}" for fact, value in self.values[:SHOWN])
            values += f" and {len(self.values) - SHOWN} more" if len(self.values) > SHOWN else ""
            yield f"       {self.id}, stratum {self.stratum}, salience {self.salience}, on {values or 'findings'}"
            yield f"       declares {self.declared}; ready after it: {briefly(self.agenda[1:], NEXT) or 'nothing'}"


@dataclass(frozen=True, slots=True, repr=False)
class Trace(Explanation):
    """A whole run: the facts declared first, then every activation in the order of firing."""

    facts: tuple[FactShown, ...]
    activations: tuple[Activation, ...]
    strata: int
    kind: Literal["trace"] = "trace"

    def lines(self, audience: Audience) -> Iterator[str]:
        return told(self.facts, self.activations, audience)


def told(facts: Sequence[FactShown], steps: Iterable[Activation], audience: Audience) -> Iterator[str]:
    """Yield a run in words while its steps come in."""
    yield f"{counted(len(facts), 'fact')} declared."
    for fact in facts if audience == "auditor" else ():
        yield f"  {fact.said(audience)}"
    kinds: Counter[str] = Counter()
    for step in steps:
        kinds[step.kind] += 1
        yield from step.lines(audience)
    closed = f"{counted(kinds['rule'], 'rule')} fired, {counted(kinds['barrier'], 'stratum', 'strata')} closed"
    yield f"Nothing is left to fire: {closed}."


def trace(grounds: Grounds) -> Trace:
    """Return the run over a person's facts, as it happens on experta: see `Trace`."""
    steps = tuple(activations(grounds))
    return Trace(
        facts=tuple(grounds.show(fact) for fact in grounds.sheet.values),
        activations=steps,
        strata=sum(step.kind == "barrier" for step in steps),
        knowledge_hash=grounds.knowledge.hash,
        plain_words=grounds.knowledge.words.client,
    )


def activations(grounds: Grounds) -> Iterator[Activation]:
    """Yield the activations of a run while they fire, one at a time."""
    knowledge = grounds.knowledge
    from balance_rules.inference.forward import ForwardEngine, Observed

    engine = ForwardEngine(compiled(knowledge))
    engine.reset(Observed(entries=tuple(grounds.sheet.values.items())))
    number = 0
    while True:
        engine.strategy.update_agenda(engine.agenda, *engine.get_activations())
        agenda = tuple((a.rule.__name__, int(a.rule.salience)) for a in reversed(engine.agenda.activations))
        engine.run(1)
        if len(engine.history) == number:
            return
        number += 1
        yield _activation(grounds, engine, number, agenda)


def _activation(
    grounds: Grounds, engine: ForwardEngine, number: int, agenda: tuple[tuple[str, int], ...]
) -> Activation:
    knowledge, firing = grounds.knowledge, engine.history[-1]
    closed: tuple[ScoreClosed, ...] = ()
    title, because = firing.id, ""
    reads: tuple[str, ...] = ()
    if firing.kind == "barrier":
        closed = tuple(_closed(knowledge, engine, firing.stratum))
        title = f"stratum {firing.stratum + 1}"
    else:
        target = grounds.target(firing.id)
        title, reads = target.title, facts_read(target.aim())
        if isinstance(target.what, Rule):
            because = fill(knowledge, target.what.rationale.because, grounds.sheet.values)
    values = tuple(
        (fact, "not recorded" if value is None else knowledge.facts[fact].show(value))
        for fact, value in zip(reads, firing.values, strict=True)
    )
    return Activation(
        number=number,
        kind=firing.kind,  # type: ignore[arg-type]
        id=firing.id,
        title=title,
        stratum=firing.stratum + 1,
        salience=agenda[0][1],
        values=values,
        agenda=tuple(name for name, _ in agenda),
        declared=f"Closed(stratum {firing.stratum + 1})" if firing.kind == "barrier" else f"Fired({firing.id})",
        closed=closed,
        because=because,
    )


def _closed(knowledge: Knowledge, engine: ForwardEngine, stratum: int) -> Iterator[ScoreClosed]:
    names = engine.kernel.program.stages[stratum].closes
    for name, (low, high) in zip(names, engine.matcher.closed, strict=True):
        conclusion = knowledge.conclusions[name]
        yield ScoreClosed(name, conclusion.title, conclusion.level(low), (low, high))
