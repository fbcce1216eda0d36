"""What is missing: the unknown facts that can still change the advice, the most useful question first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Literal

from balance_rules import advice
from balance_rules.advice.results import Question
from balance_rules.errors import BalanceRulesError, unknown_name
from balance_rules.explain.basis import Grounds, measures_of
from balance_rules.explain.explanation import TRUTH_NAMES, Audience, Explanation, TruthName
from balance_rules.inference.judgement import Judged
from balance_rules.inference.program import lowered
from balance_rules.inference.propagation import Propagation, wiring
from balance_rules.model import AtLeast, Attribute, Condition, Exercise, Kind, Knowledge
from balance_rules.text.search import by_meaning
from balance_rules.text.wording import listed

OutcomeKind = Literal["referral", "prescription", "exercise", "finding"]
KINDS: tuple[OutcomeKind, ...] = (  # by rank
    "referral",
    "prescription",
    "prescription",
    "exercise",
    "prescription",
    "finding",
)
MOST_TRIED = 2_000
SHOWN = 5


@dataclass(frozen=True, slots=True)
class OpenOutcome:
    """Something that is not decided yet.

    `rank` 0 is a red flag, 1 a prescription that answers what hurts or is wanted, 2 another that a finding calls
    for, 3 an exercise that would be among the best of a given prescription, 4 any other prescription, 5 a finding
    that no advice hangs on.
    """

    id: str
    kind: OutcomeKind
    title: str
    rank: int


@dataclass(frozen=True, slots=True)
class Hangs:
    """What hangs on a question.

    `at_once` are the outcomes that some answer decides at once, `bears_on` all that hang on it, maybe only with others.
    `expected` is how many outcomes an answer decides on average over the answers that make a difference. `parts` are
    the unknown facts that a measure could be computed from instead.
    """

    at_once: tuple[str, ...]
    bears_on: tuple[str, ...]
    expected: float
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Missing(Explanation):
    """The questions left, in the order in which to ask them; with none left, no answer can change the advice.

    `hangs` says what hangs on each, by its fact.
    """

    questions: tuple[Question, ...]
    hangs: dict[str, Hangs] = field(hash=False)
    titles: dict[str, str] = field(hash=False)
    kind: Literal["missing"] = "missing"

    def lines(self, audience: Audience) -> Iterator[str]:
        if not self.questions:
            yield "Nothing is missing: no answer can change the advice."
            return
        yield f"{len(self.questions)} answer{'s' if len(self.questions) > 1 else ''} could still change the advice:"
        for number, item in enumerate(self.questions, 1):
            flag = " (red flag)" if item.rank == 0 else ""
            yield f"  {number}. {item.question}{flag}"
            if audience == "athlete":
                continue
            hangs = self.hangs[item.fact]
            settles = (
                f"could settle at once: {self._named(hangs.at_once)}" if hangs.at_once else "settles nothing alone"
            )
            yield f"     {settles}; bears on {len(hangs.bears_on)}; effort {item.effort} of 4"
            if audience == "auditor":
                yield f"     [{item.fact}, expected {hangs.expected:.2f}, rank {item.rank}]"

    def _named(self, names: Sequence[str]) -> str:
        shown = [self.titles[name] for name in names[:SHOWN]]
        return listed(shown) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


@dataclass(frozen=True, slots=True)
class Branch:
    """Answers that make no difference among themselves, and the state an outcome would have after them."""

    answers: str
    state: TruthName


@dataclass(frozen=True, slots=True)
class Hanging:
    """An outcome that hangs on a question: what each answer would do to it."""

    id: str
    kind: OutcomeKind
    title: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, repr=False)
class WhyAsked(Explanation):
    """Why a question is asked: the outcomes that hang on the answer."""

    fact: str
    label: str
    question: str
    how: str
    known: str | None
    outcomes: tuple[Hanging, ...]
    kind: Literal["why_asked"] = "why_asked"

    def lines(self, audience: Audience) -> Iterator[str]:
        yield self.question
        if self.how:
            yield f"  How: {self.how}"
        if self.known is not None:
            yield f"  This is known already: {self.known}."
        elif not self.outcomes:
            yield "  No outcome hangs on it."
        elif audience == "athlete":
            yield "  What can hang on the answer:"
        for outcome in self.outcomes if audience != "athlete" else self.outcomes[:SHOWN]:
            yield f"  {'  ' if audience == 'athlete' else ''}{outcome.title}"
            if audience == "athlete":
                continue
            for branch in outcome.branches:
                words = {"true": "yes", "false": "no", "unknown": "still open"}[branch.state]
                if outcome.kind == "prescription":
                    words = {"true": "given", "false": "refused", "unknown": "still withheld"}[branch.state]
                yield f"    {branch.answers}: {words}"
        if audience == "athlete" and len(self.outcomes) > SHOWN:
            yield f"    and {len(self.outcomes) - SHOWN} more"


# ---------------------------------------------------------------- outcomes


def _open(judged: Judged, findings: bool) -> Iterator[tuple[OpenOutcome, Condition, tuple[str, ...]]]:
    """Yield every undecided outcome with its condition and the unknown facts that could settle it."""
    knowledge = judged.knowledge
    for rank, what, facts in advice.undecided(judged):
        title = what.name if isinstance(what, Exercise) else what.title
        yield OpenOutcome(what.id, KINDS[rank], title, rank), what.condition, tuple(dict.fromkeys(facts))
    for conclusion in knowledge.conclusions.values() if findings else ():
        low, high = judged.scores[conclusion.id]
        for level in conclusion.levels:
            if low < level.cut <= high:
                condition = AtLeast(conclusion.id, level.name, level.cut)
                outcome = OpenOutcome(conclusion.id, KINDS[5], conclusion.title, 5)
                yield outcome, condition, tuple(dict.fromkeys(judged.open_facts(judged.prove(condition))))


# ---------------------------------------------------------------- missing


def missing(grounds: Grounds, *, findings: bool = False) -> Missing:
    """Return the unknown facts that can still change the advice, the most useful to ask first: see `Missing`.

    Parameters
    ----------
    findings
        Ask also for what would settle findings that no advice hangs on.
    """
    found = dict(worth_asking(grounds, findings=findings))
    titles = {outcome.id: outcome.title for outcome, _, _ in _open(grounds.judged, findings)}
    named = {name: titles[name] for hangs in found.values() for name in hangs.bears_on}
    hanging = {question.fact: hangs for question, hangs in found.items()}
    knowledge = grounds.knowledge
    words = knowledge.words.client
    return Missing(tuple(found), hanging, named, knowledge_hash=knowledge.hash, plain_words=words)


def worth_asking(
    grounds: Grounds, *, findings: bool = False, wanted: Callable[[Question], bool] = lambda _: True
) -> Iterator[tuple[Question, Hangs]]:
    """Yield the questions left in the order of `advice.questions`, one by one, with what hangs on each.

    Only what is `wanted` is looked at, so that the first questions come quickly. A fact is left out only where it can
    change nothing: no comparison with it is open, or every combination of answers to what is unknown beside it was
    tried and it never made a difference.
    """
    judged = grounds.judged
    hanging: dict[str, list[tuple[OpenOutcome, Condition]]] = {}
    for outcome, condition, facts in _open(judged, findings):
        for fact in facts:
            hanging.setdefault(fact, []).append((outcome, condition))
    look = _Lookahead(judged)
    ranked = [*advice.questions(judged), *_of_findings(grounds.knowledge, hanging)]
    for item in ranked:
        if item.fact not in hanging or not wanted(item):
            continue
        hangs = _hangs(grounds, look, item.fact, hanging[item.fact])
        if hangs is not None:
            yield item, hangs


def _of_findings(
    knowledge: Knowledge, hanging: Mapping[str, list[tuple[OpenOutcome, Condition]]]
) -> Iterator[Question]:
    """Yield the questions that bear on findings alone, which no advice hangs on."""
    for fact, outcomes in hanging.items():
        if all(outcome.rank == advice.FINDING for outcome, _ in outcomes):
            yield advice.question(knowledge, fact, [0] * advice.FINDING + [len({o.id for o, _ in outcomes})])


def _hangs(
    grounds: Grounds, look: _Lookahead, fact: str, outcomes: list[tuple[OpenOutcome, Condition]]
) -> Hangs | None:
    """What hangs on a fact, None where nothing can."""
    bears_on = dict.fromkeys(outcome.id for outcome, _ in outcomes)
    settled = look.settled(fact)
    decided = frozenset().union(*settled)
    at_once = [name for name in bears_on if name in decided]
    if not at_once and not any(look.matters(fact, condition) for _, condition in outcomes):
        return None
    expected = sum(len(names & bears_on.keys()) for names in settled) / len(settled)
    return Hangs(tuple(at_once), tuple(bears_on), expected, parts_of(grounds, fact))


def parts_of(grounds: Grounds, fact: str) -> tuple[str, ...]:
    """Return the unknown facts, not measures themselves, that a measure could be computed from."""
    measure = measures_of(grounds.knowledge).get(fact)
    if measure is None:
        return ()
    found: dict[str, None] = {}
    for name in measure.inputs:
        if name not in grounds.sheet.values:
            found |= dict.fromkeys(parts_of(grounds, name) or (name,))
    return tuple(found)


class _Lookahead:
    """What a person's facts come to with more answered; each answer is taken back after it was looked at."""

    def __init__(self, judged: Judged) -> None:
        self._knowledge = judged.knowledge
        self._known = Propagation(judged.knowledge, judged.facts)
        self._names: dict[int, list[str]] = {}
        for name, node in wiring(judged.knowledge).roots.items():
            self._names.setdefault(node, []).append(name)

    def settled(self, fact: str) -> list[set[str]]:
        """Return, for each answer that makes a difference, what it decides, and the findings that it narrows."""
        found = []
        for value in lowered(self._knowledge).representatives(fact):
            decided, moved, _ = place = self._known.place()
            self._known.know(fact, value)
            names = {name for node in self._known.decided[decided:] for name in self._names.get(node, ())}
            found.append(names.union(finding for finding, _ in self._known.moved[moved:]))
            self._known.undo(place)
        return found

    def after(self, answers: Mapping[str, int], conditions: Sequence[Condition]) -> list[int]:
        """The truths of conditions with more answered."""
        place = self._known.place()
        for fact, value in answers.items():
            self._known.know(fact, value)
        truths = [self._known.truth(condition) for condition in conditions]
        self._known.undo(place)
        return truths

    def matters(self, fact: str, condition: Condition) -> bool:
        """Return whether a fact can ever change a condition's truth, as far as trying everything is affordable.

        Every combination of answers to the other unknown facts is tried, and leaving them open; where there are
        too many, the fact is taken to matter.
        """
        program, known = lowered(self._knowledge), self._known.facts
        answers = program.representatives(fact)
        count, others = len(answers), []
        for name in program.cone(condition).facts:
            if name not in known and name != fact:
                others.append(name)
                count *= 1 + len(program.representatives(name))
                if count > MOST_TRIED:
                    return True
        return self._matters(fact, answers, condition, others)

    def _matters(self, fact: str, answers: Sequence[int], condition: Condition, others: Sequence[str]) -> bool:
        known = self._known
        if known.truth(condition):
            return False  # decided already, and no answer changes that
        place = known.place()
        for value in answers:
            known.know(fact, value, derive=False)
            truth = known.truth(condition)
            known.undo(place)
            if truth:
                return True
        for i, other in enumerate(others):
            for value in lowered(self._knowledge).representatives(other):
                known.know(other, value, derive=False)
                found = self._matters(fact, answers, condition, others[i + 1 :])
                known.undo(place)
                if found:
                    return True
        return False


# ---------------------------------------------------------------- why asked


def why_asked(grounds: Grounds, fact: str, *, findings: bool = True) -> WhyAsked:
    """Return which outcomes hang on a fact, and what each answer would do to them.

    Parameters
    ----------
    fact
        A fact, or an attribute with instances: one that a list answers as a whole is asked as a list, of any
        other the first instance that is unknown.

    Raises
    ------
    BalanceRulesError
        When the knowledge has no such fact.
    """
    knowledge, judged = grounds.knowledge, grounds.judged
    attribute = knowledge.facts.get(fact) or knowledge.attributes.get(fact)
    if attribute is None:
        raise BalanceRulesError([unknown_name("fact", fact, knowledge.facts, "fact", by_meaning(fact))])
    open_ = tuple(name for name in attribute.keys if name not in judged.facts)
    if fact not in knowledge.facts and attribute.absent is not None and open_:
        label, asked, known = attribute.title_of_all, open_, None
        question = f"{label}: which of these?"
        answers: list[dict[str, int]] = [dict.fromkeys(open_, attribute.absent)]
        ranges: Sequence[range] = ()
    else:
        fact = fact if fact in knowledge.facts else (open_ or attribute.keys)[0]
        label, asked, known = attribute.label(fact), (fact,), judged.facts.get(fact)
        question, ranges = attribute.ask(fact), lowered(knowledge).cells(fact)
        answers = [{fact: cell[0]} for cell in ranges]

    def words(of: Sequence[int]) -> str:
        return _answers(attribute, range(ranges[of[0]].start, ranges[of[-1]].stop)) if ranges else "none of them"

    return WhyAsked(
        fact=fact,
        label=label,
        question=question,
        how=attribute.how,
        known=None if known is None else attribute.show(known),
        outcomes=() if known is not None else tuple(_hanging(judged, asked, answers, words, findings)),
        knowledge_hash=knowledge.hash,
        plain_words=knowledge.words.client,
    )


def _hanging(
    judged: Judged,
    asked: Collection[str],
    answers: Sequence[Mapping[str, int]],
    words: Callable[[Sequence[int]], str],
    findings: bool,
) -> Iterator[Hanging]:
    """Yield the outcomes that hang on facts, with their states after each answer; like ones in a row are one."""
    look = _Lookahead(judged)
    hanging = [(one, condition, facts) for one, condition, facts in _open(judged, findings) if set(facts) & set(asked)]
    after = [look.after(answer, [condition for _, condition, _ in hanging]) for answer in answers]
    for position, (outcome, condition, facts) in enumerate(hanging):
        bearing = [fact for fact in facts if fact in asked]
        states = [truths[position] for truths in after]
        if not any(states) and not any(look.matters(fact, condition) for fact in bearing):
            continue
        title = outcome.title
        if isinstance(condition, AtLeast):
            title = f"{title}: at least {condition.level}"
        branches = tuple(
            Branch(words([i for i, _ in group]), TRUTH_NAMES[state])
            for state, group in groupby(enumerate(states), key=itemgetter(1))
        )
        yield Hanging(outcome.id, outcome.kind, title, branches)


def _answers(attribute: Attribute, values: range) -> str:
    """Return a range of answers in words: ``4 of 10 or more``."""
    first, last = attribute.show(values[0]), attribute.show(values[-1])
    if attribute.kind is not Kind.NUMBER:
        return listed([attribute.show(value) for value in values], "or")
    if len(values) == 1:
        return first
    if values[0] == attribute.low:
        return "any answer" if values[-1] == attribute.high else f"{last} or less"
    return f"{first} or more" if values[-1] == attribute.high else f"{first} to {last}"
