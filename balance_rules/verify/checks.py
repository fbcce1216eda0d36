"""What every check shares: the knowledge, the prover, and how an answer becomes a result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from balance_rules.model import (
    AtLeast,
    Claim,
    Conclusion,
    Condition,
    Kind,
    Knowledge,
    Place,
    Referral,
    Restriction,
    Rule,
    Statement,
    leaves,
)
from balance_rules.verify.encoding import World
from balance_rules.verify.measures import moving
from balance_rules.verify.prover import Person, ProofAnswer, ProofQuestion, Prover
from balance_rules.verify.results import Outcome, Result, Witness
from balance_rules.verify.showing import Goal

Confirm = Callable[..., bool]


def all_true(*names: str) -> Confirm:
    """Return what confirms of a person that all of some things judged are true."""
    return lambda person: all(person.truth(name) > 0 for name in names)


@dataclass
class Context:
    """A knowledge base under verification, and what earlier checks found, of which later ones report no corollary."""

    prover: Prover
    dead: set[str] = field(default_factory=set)
    redundant: set[str] = field(default_factory=set)
    constant: set[str] = field(default_factory=set)  # true or false of everybody, and told
    unreachable: set[tuple[str, int]] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    _gathered: frozenset[tuple[Condition, ...]] = frozenset()

    @property
    def knowledge(self) -> Knowledge:
        return self.prover.knowledge

    @property
    def anyone(self) -> World:
        """The person whom most claims are about."""
        return self.prover.anyone

    @cached_property
    def statements(self) -> tuple[Rule | Referral | Restriction | Claim, ...]:
        """Everything that speaks of a person before anything is prescribed."""
        own = (restriction for restriction in self.knowledge.restrictions if restriction.referral is None)
        return (*self.knowledge.rules, *self.knowledge.referrals, *own, *self.knowledge.claims)

    @cached_property
    def levels_read(self) -> frozenset[AtLeast]:
        """Every level of a finding that some condition reads."""
        program = self.prover.program
        read = (program.nodes[number] for number in program.reach(program.roots))
        return frozenset(node for node in read if isinstance(node, AtLeast))

    def rests_on_unreachable(self, condition: Condition) -> bool:
        """Return whether a condition reads a level that nobody can reach: what follows is a corollary."""
        return any(
            isinstance(leaf, AtLeast) and (leaf.conclusion, leaf.cut) in self.unreachable for leaf in leaves(condition)
        )

    # ------------------------------------------------------------ asking

    def ask_true(self, *conditions: Condition) -> ProofQuestion:
        """Return the question whether all of some conditions are true of somebody."""
        goals = [(condition, 1) for condition in conditions]
        true = self.anyone.true
        return self.prover.ask(("true",), lambda: map(true, conditions), conditions, shown=lambda: self.made(goals))

    def made(self, goals: Sequence[Goal]) -> bool:
        """Return whether somebody is made of whom all goals are so."""
        gathered = all(truth > 0 for _, truth in goals) and tuple(condition for condition, _ in goals) in self._gathered
        return gathered or self.prover.finder.somebody(goals) is not None

    def gather(self, wanted: Sequence[tuple[Condition, ...]]) -> None:
        """Make a few people of whom as many of some sets of conditions are true as can be, for `ask_true`."""
        self._gathered |= self.prover.finder.together(wanted)

    def cone(self, *about: Condition | str) -> frozenset[str]:
        """Return the facts that conditions, or findings by name, can depend on."""
        return self.prover.contents.facts(about)

    def moved(self, fact: str, facts: frozenset[str], name: str) -> tuple[World, frozenset[str]]:
        """Return a second person who differs in one fact and the measures that move with it, and the facts in play."""
        measures, needed = moving(self.knowledge, fact, facts)
        world = World(self.prover.program, name, base=self.anyone, own=measures | {fact}, own_known=measures)
        return world, needed

    def refute(self, question: ProofQuestion, claim: Result, confirm: Confirm, effect: Callable[..., str]) -> Result:
        """Return the result of a claim that whoever the question finds would refute.

        `confirm` says of the people found, judged again, whether they do; `effect` what the defect does to them.
        """
        question.to_solver()
        if question.answer is ProofAnswer.NONE:
            return passed(claim)
        if question.answer is ProofAnswer.UNKNOWN:
            return self.open(claim, "time ran out")
        people = self.prover.people(question)
        if question.recalled and not (all(person.possible and person.agreed for person in people) and confirm(*people)):
            question.forget()  # whom an earlier run has left shows nothing: what is shown is found anew
            return self.refute(question, claim, confirm, effect)
        if not all(person.possible for person in people):
            return self.open(claim, "the person found contradicts a measure that the proof leaves free")
        if not all(person.agreed for person in people) or not confirm(*people):
            return _disagreement(claim, people)
        return _with(claim, Outcome.FAIL, witness=self.witness(*people[:2]), effect=effect(*people))

    def exists(self, question: ProofQuestion, claim: Result) -> Result:
        """Return the result of a claim that somebody of a kind exists; without, the claim fails."""
        if question.answer is ProofAnswer.UNKNOWN:
            return self.open(claim, "time ran out")
        if question.answer is ProofAnswer.NONE:
            return _with(claim, Outcome.FAIL)
        return passed(claim)

    def open(self, claim: Result, why: str) -> Result:
        """Return a claim that was neither proved nor refuted."""
        return _with(claim, Outcome.OPEN, effect=f"Neither proved nor refuted: {why}.")

    def witness(self, person: Person, other: Person | None = None) -> Witness:
        """Return a person in words, and how a second one differs."""
        values = tuple(person.stated.items())
        changed: dict[str, int | None] = {}
        if other is not None:
            changed = {f: v for f, v in other.stated.items() if person.stated.get(f) != v}
            changed |= {f: None for f in person.stated if f not in other.stated}
        return Witness(
            tuple(self.shown(fact, value) for fact, value in values),
            values,
            tuple(self.shown(fact, value) for fact, value in changed.items()),
            tuple(changed.items()),
        )

    def shown(self, fact: str, value: int | None) -> tuple[str, str]:
        attribute = self.knowledge.facts[fact]
        if value is None:
            return fact, "not known"
        number = attribute.kind is Kind.NUMBER
        return fact, attribute.show(value) if number else str(attribute.plain(value)).lower()


def claim_about(code: str, what: Statement | Conclusion, claim: str, fix: str = "", **more: object) -> Result:
    """Return a claim about a statement or finding, before its outcome is known."""
    return Result(code, Outcome.PASS, what.name, claim, what.place, fix=fix, **more)  # type: ignore[arg-type]


def claim_at(code: str, subject: str, place: Place | None, claim: str, fix: str = "") -> Result:
    """Return a claim about something else."""
    return Result(code, Outcome.PASS, subject, claim, place, fix=fix)


def passed(claim: Result) -> Result:
    return _with(claim, Outcome.PASS)


def failed(claim: Result, effect: str) -> Result:
    return replace(claim, outcome=Outcome.FAIL, effect=effect)


def _with(claim: Result, outcome: Outcome, *, witness: Witness | None = None, effect: str | None = None) -> Result:
    fix = claim.fix if outcome is not Outcome.PASS else ""
    if outcome is Outcome.OPEN:
        fix = "Give the solver more time (--timeout), or make the condition simpler."
    said = claim.effect if effect is None and outcome is Outcome.FAIL else effect or ""
    return replace(claim, outcome=outcome, witness=witness, effect=said, fix=fix)


def _disagreement(claim: Result, people: Sequence[Person]) -> Result:
    told = "; ".join(", ".join(f"{fact}={value}" for fact, value in person.stated.items()) for person in people)
    return Result(
        "V16",
        Outcome.FAIL,
        claim.subject,
        f"The reference and the engine confirm what the solver found against {claim.code}: {claim.claim}",
        claim.place,
        effect=f"They do not, for the person {told}.",
        fix="The encoding and the code that runs differ: report it; the knowledge is not at fault.",
    )
