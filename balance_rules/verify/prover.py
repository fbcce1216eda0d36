"""Questions to the solver, each over the facts it can depend on, and the people who answer them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from itertools import pairwise
from typing import Any

from balance_rules.inference.forward import ForwardEngine
from balance_rules.inference.kernel import compiled
from balance_rules.inference.program import Program
from balance_rules.model import Condition, Knowledge, Truth
from balance_rules.semantics import Inference, derive, infer, judge, quantise, with_measures
from balance_rules.verify._z3 import Bool, conj, implies, neg, z3
from balance_rules.verify.content import Asked, Contents
from balance_rules.verify.encoding import World
from balance_rules.verify.kept import Kept, Proofs
from balance_rules.verify.measures import bound_by
from balance_rules.verify.showing import Finder

Facts = dict[str, int]
Formulas = Iterable[Bool] | Callable[[], Iterable[Bool]]


class ProofAnswer(Enum):
    """Whether a person exists of whom all that was asked holds; unknown when time ran out."""

    NONE = "none"
    SOME = "some"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """A person the solver found, judged again by the reference and by forward chaining.

    `stated` are the facts as found, `facts` those with all measures derived. `possible` says that no measure
    contradicts its inputs, `agreed` that the reference and the engine conclude the same.
    """

    stated: Mapping[str, int]
    facts: Mapping[str, int]
    inference: Inference
    possible: bool
    agreed: bool
    knowledge: Knowledge = field(repr=False)

    def truth(self, name: str) -> int:
        """Return the truth of something judged: 1, 0 or −1."""
        return self.inference.truths[next(i for i, (judged, _) in enumerate(self.knowledge.judged) if judged == name)]

    def judge(self, condition: Condition) -> Truth:
        """Return the truth of any condition for this person."""
        return judge(
            condition, self.facts, dict(zip(self.knowledge.conclusions, self.inference.scores, strict=True))
        ).truth

    def score(self, conclusion: str) -> tuple[int, int]:
        return self.inference.scores[list(self.knowledge.conclusions).index(conclusion)]


class Judge:
    """Judges found people again, with the code that runs."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._engine: ForwardEngine | None = None

    def person(self, facts: Mapping[str, int]) -> Person:
        """Return the person with these facts, measures derived, judged by the reference and the engine."""
        complete, possible = with_measures(self.knowledge, facts)
        inference = infer(self.knowledge, complete)
        if self._engine is None:
            self._engine = ForwardEngine(compiled(self.knowledge))
        again = self._engine.infer(complete)
        return Person(dict(facts), complete, inference, possible, again == inference, self.knowledge)


class ProofQuestion:
    """One question: formulas over one person or several, and the axioms of the facts they read.

    Formulas are made when the solver is first needed: an answer that is kept (`recalled`) needs none, nor does one
    for which somebody is `shown` who was made and judged by the definition.
    """

    def __init__(
        self,
        people: Sequence[tuple[World, frozenset[str]]],
        formulas: Formulas,
        timeout: int,
        kept: Kept | None = None,
        keep: Callable[[Kept], None] = lambda _: None,
        shown: Callable[[], bool] = lambda: False,
    ) -> None:
        self.worlds = tuple(people)
        self._shown = shown
        self._formulas, self._timeout = formulas, timeout
        self._kept, self._keep = kept, keep
        self._answer: ProofAnswer | None = None

    @property
    def recalled(self) -> bool:
        """Whether the answer is one that an earlier run has left."""
        return self._kept is not None

    @property
    def answer(self) -> ProofAnswer:
        """Whether such a person exists."""
        if self._kept is not None:
            return ProofAnswer.SOME if self._kept.found else ProofAnswer.NONE
        if self._answer is None:
            self._answer = self._solved()
            if self._answer is not ProofAnswer.UNKNOWN:
                self._keep(Kept(self._answer is ProofAnswer.SOME))
        return self._answer

    def _solved(self) -> ProofAnswer:
        return ProofAnswer.SOME if self._shown() else self._checked()

    def _checked(self) -> ProofAnswer:
        self._solver = z3.SimpleSolver()
        self._solver.set("timeout", self._timeout)
        formulas = list(self._formulas() if callable(self._formulas) else self._formulas)
        # last to first: a person who differs from another in a measure compares it with values of both
        for world, facts in reversed(self.worlds):
            formulas += world.axioms(facts)
        self._solver.add(conj(formulas))
        result = self._solver.check()
        return ProofAnswer.SOME if result == z3.sat else ProofAnswer.NONE if result == z3.unsat else ProofAnswer.UNKNOWN

    def forget(self) -> None:
        """Let the solver answer, whatever was kept."""
        self._kept = None

    def to_solver(self) -> None:
        """Let the solver answer what was not asked yet: who is told of is the most ordinary one that it finds."""
        self._shown = lambda: False

    def people(self) -> list[Facts]:
        """Return the facts of one such person per world: as few as possible, and as typical as possible."""
        if self._kept is not None and self._kept.people:
            return [dict(facts) for facts in self._kept.people]
        self.forget()
        assert self.answer is ProofAnswer.SOME
        self._model = self._solver.model()
        people: list[Facts] = []
        for world, facts in self.worlds:
            known = [fact for fact in world.knowledge.facts if fact in facts and not self._forget(world, fact)]
            tied = {name for measure in bound_by(world.knowledge, facts) for name in measure.inputs}
            values = {fact: self._nearest(world, fact, tied=fact in tied) for fact in known}
            people.append({fact: value for fact, value in values.items() if not _follows(world, fact, values)})
        self._keep(Kept(True, people))
        return people

    def _forget(self, world: World, fact: str) -> bool:
        """Make a fact unknown if the question allows it."""
        unknown = neg(world.known(fact))
        if not self._can_be(unknown):
            return False
        self._solver.add(unknown)
        return True

    def _nearest(self, world: World, fact: str, *, tied: bool) -> int:
        """Fix a fact to the value nearest the typical one that the question allows.

        The values of a fact that is `tied` to a measure matter one by one, not only by what compares them.
        """
        for value, stretch in _candidates(world, fact):
            formula = world.number(fact) == value if tied else stretch
            if self._can_be(formula):
                self._solver.add(formula)
                return value
        number = world.number(fact)
        value = int(self._model.eval(number, model_completion=True).as_long())
        self._solver.add(number == value)
        return value

    def _can_be(self, formula: Bool) -> bool:
        if z3.is_true(self._model.eval(formula, model_completion=True)):
            return True
        if self._solver.check(formula) != z3.sat:
            return False
        self._model = self._solver.model()
        return True


def evaluated(knowledge: Knowledge, facts: Mapping[str, int]) -> Inference:
    """What the formulas say of one person, as the reference would: the encoding, run as a back end.

    Measures are taken as they stand in `facts`, as the reference takes them.
    """
    world = World(Program.of(knowledge))
    pairs = [world.of(condition) for _, condition in knowledge.judged]
    scores = [(world.sum(name, low=True), world.sum(name, low=False)) for name in knowledge.conclusions]
    solver = z3.SimpleSolver()
    for fact in knowledge.facts:
        solver.add(world.holds(fact, facts.get(fact)))
        bits = [world.at_least(fact, value) for value in world.compared(fact)]
        solver.add(*(implies(higher, lower) for lower, higher in pairwise(bits)))
    solver.check()
    model = solver.model()

    def value(formula: Any) -> Any:
        return model.eval(formula, model_completion=True)

    truths = [z3.is_true(value(true)) - z3.is_true(value(false)) for true, false in pairs]
    return Inference(tuple(truths), tuple((value(low).as_long(), value(high).as_long()) for low, high in scores))


def _follows(world: World, fact: str, values: Facts) -> bool:
    """Return whether a fact is a measure that its inputs give as found, so that its value need not be stated.

    A measure found with a value that its inputs do not give is kept: it shows that the person cannot be.
    """
    attributes = world.knowledge.facts
    for measure in world.knowledge.measures:
        if measure.fact == fact and all(name in values for name in measure.inputs):
            derived = derive(measure, [values[name] * attributes[name].resolution for name in measure.inputs])
            if derived is not None:
                steps = quantise(attributes[fact], derived)
                return all((cut <= steps) == (cut <= values[fact]) for cut in world.compared(fact))
    return False


def _candidates(world: World, fact: str) -> Iterator[tuple[int, Bool]]:
    """Yield, nearest the typical value first, a value of each stretch that no condition tells apart."""
    attribute = world.knowledge.facts[fact]
    starts = [attribute.low, *world.compared(fact)]
    ends = [*(start - 1 for start in starts[1:]), attribute.high]
    typical = (attribute.low + attribute.high) // 2 if attribute.typical is None else attribute.typical
    nearest = [(min(max(typical, start), end), start, end) for start, end in zip(starts, ends, strict=True)]
    for value, start, end in sorted(nearest, key=lambda item: (abs(item[0] - typical), item[0])):
        yield value, conj(world.at_least(fact, start), neg(world.at_least(fact, end + 1)))


class Prover:
    """Asks about a knowledge base, each question for at most `timeout` milliseconds, and counts the questions.

    `proofs` are answers that earlier runs have left; None asks everything anew and keeps nothing.
    """

    def __init__(self, knowledge: Knowledge, *, timeout: int = 10_000, proofs: Proofs | None = None) -> None:
        self.knowledge, self.timeout, self.proofs = knowledge, timeout, proofs
        self.program = Program.of(knowledge)
        self.contents = Contents(self.program)
        self.anyone = World(self.program)
        self.judge = Judge(knowledge)
        self.finder = Finder(self.program)
        self.asked = self.recalled = 0

    def ask(
        self,
        asked: Asked | None,
        formulas: Formulas,
        about: Iterable[Condition | str] = (),
        worlds: Sequence[World] = (),
        facts: frozenset[str] = frozenset(),
        *,
        shown: Callable[[], bool] = lambda: False,
    ) -> ProofQuestion:
        """Return the question whether somebody exists of whom all `formulas` hold.

        `asked` says in plain values what the formulas ask, and must say all of it with what they are about: under it
        the answer is kept, and with None nothing is. `about` names what the formulas read: conditions, and findings by
        their key; `facts` adds to it. `shown` may say that somebody is, without the solver.
        """
        about = tuple(about)
        facts |= self.contents.facts(about)
        self.asked += 1
        people = [(world, facts) for world in worlds or (self.anyone,)]
        if self.proofs is None or asked is None:
            return ProofQuestion(people, formulas, self.timeout, shown=shown)
        digest = self.contents.of(asked, about, facts)
        kept = self.proofs.recall(digest)
        self.recalled += kept is not None
        return ProofQuestion(people, formulas, self.timeout, kept, partial(self.proofs.keep, digest), shown)

    def settle(self, asked: Asked | None, about: Sequence[Condition], answer: Callable[[], ProofAnswer]) -> ProofAnswer:
        """Return an answer that is found by other means than one question, kept as that of a question is."""
        if self.proofs is None or asked is None:
            return answer()
        digest = self.contents.of(asked, about, self.contents.facts(about))
        kept = self.proofs.recall(digest)
        if kept is not None:
            return ProofAnswer.SOME if kept.found else ProofAnswer.NONE
        found = answer()
        if found is not ProofAnswer.UNKNOWN:
            self.proofs.keep(digest, Kept(found is ProofAnswer.SOME))
        return found

    def people(self, question: ProofQuestion) -> tuple[Person, ...]:
        """Return the smallest and most typical people a question has, one per world, judged again."""
        return tuple(self.judge.person(facts) for facts in question.people())
