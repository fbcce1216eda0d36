"""What is missing: the unknown facts that can still change the advice, the most useful question first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain
from operator import or_
from typing import Literal

from balance_rules import advice
from balance_rules.advice.results import Question
from balance_rules.explain.basis import Grounds, measures_of
from balance_rules.explain.explanation import Audience, Explanation
from balance_rules.explain.open_outcomes import Lookahead, Open, open_outcomes
from balance_rules.inference.program import lowered
from balance_rules.inference.variants import Variants
from balance_rules.model import AtLeast, Condition, Knowledge, Measure
from balance_rules.text.wording import listed

SHOWN = 5


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


# ---------------------------------------------------------------- missing


def missing(grounds: Grounds, *, findings: bool = False) -> Missing:
    """Return the unknown facts that can still change the advice, the most useful to ask first: see `Missing`.

    Parameters
    ----------
    findings
        Ask also for what would settle findings that no advice hangs on.
    """
    asking = _Asking(grounds, findings)
    found = list(asking.worth(lambda _: True))
    titles = {one.outcome.id: one.outcome.title for one in asking.open}
    named = dict.fromkeys(chain.from_iterable([hangs.bears_on for _, hangs in found]))
    return Missing(
        questions=tuple([question for question, _ in found]),
        hangs={question.fact: hangs for question, hangs in found},
        titles={name: titles[name] for name in named},
        knowledge_hash=grounds.knowledge.hash,
        plain_words=grounds.knowledge.words.client,
    )


def worth_asking(
    grounds: Grounds, *, findings: bool = False, wanted: Callable[[Question], bool] = lambda _: True
) -> Iterator[tuple[Question, Hangs]]:
    """Yield the questions left in the order of `advice.questions`, one by one, with what hangs on each.

    Only what is `wanted` is looked at, so that the first questions come quickly. A fact is left out only where it can
    change nothing: no comparison with it is open, or every combination of answers to what is unknown beside it was
    tried and it never made a difference.
    """
    yield from _Asking(grounds, findings).worth(wanted)


class _Asking:
    """What can be asked of one person, and the undecided outcomes that hang on it.

    Attributes
    ----------
    open
        All undecided outcomes.
    """

    def __init__(self, grounds: Grounds, findings: bool) -> None:
        self._grounds, self._program = grounds, lowered(grounds.knowledge)
        undecided = list(advice.undecided(grounds.judged))
        self.open = list(open_outcomes(grounds.judged, undecided, findings=findings))
        self._ranked = advice.questions(grounds.judged, undecided)
        self._measures, self._known = measures_of(grounds.knowledge), grounds.sheet.values
        hanging = self._hanging = defaultdict[str, list[str]](list)
        self._named: dict[str, list[Open]] = defaultdict(list)
        for one in self.open:
            name = one.outcome.id
            self._named[name].append(one)
            for fact in one.facts:
                hanging[fact].append(name)

    def worth(self, wanted: Callable[[Question], bool]) -> Iterator[tuple[Question, Hangs]]:
        """Yield the questions that are worth asking, with what hangs on each: see `worth_asking`."""
        questions = [*self._ranked, *self._of_findings(self._grounds.knowledge)]
        asked = [one for one in questions if one.fact in self._hanging and wanted(one)]
        answers = {one.fact: self._program.representatives(one.fact) for one in asked}
        look = Lookahead(self._grounds.judged)
        after = look.after([{fact: value} for fact, values in answers.items() for value in values])
        decided = {one.outcome.id: _decided(after, one.condition) for one in self.open}
        deciding = reduce(or_, decided.values(), 0)
        own, count = dict[str, int](), 0  # the variants that answer each fact
        for fact, values in answers.items():
            own[fact] = (1 << count + len(values)) - (1 << count)
            count += len(values)
        for question in asked:
            fact = question.fact
            at_once, answered = dict[str, int](), own[fact]
            if answered & deciding:
                at_once = {name: by for name in self._hanging[fact] if (by := decided[name] & answered)}
            hangs = self._hangs(look, fact, at_once, len(answers[fact]))
            if hangs is not None:
                yield question, hangs

    def _of_findings(self, knowledge: Knowledge) -> Iterator[Question]:
        """Yield the questions that bear on findings alone, which no advice hangs on."""
        findings = {one.outcome.id for one in self.open if one.outcome.rank == advice.FINDING}
        for fact, hanging in self._hanging.items() if findings else ():
            if findings.issuperset(hanging):
                yield advice.question(knowledge, fact, [0] * advice.FINDING + [len(set(hanging))])

    def _hangs(self, look: Lookahead, fact: str, at_once: Mapping[str, int], answers: int) -> Hangs | None:
        """What hangs on a fact, None where nothing can; `at_once` says by outcome which of the answers decide it."""
        bears_on = tuple(self._hanging[fact])
        if len(self._named) < len(self.open):  # a finding stands there with each of its levels
            bears_on = tuple(dict.fromkeys(bears_on))
        if not at_once:
            hanging = (one for name in bears_on for one in self._named[name] if fact in one.facts)
            if not any(look.matters(fact, one.condition) for one in hanging):
                return None
        decided = sum([these.bit_count() for these in at_once.values()])
        return Hangs(tuple(at_once), bears_on, decided / answers, _parts_of(self._measures, self._known, fact))


def _decided(after: Variants, condition: Condition) -> int:
    """In which variants something is decided; of a finding, in which more is known of it."""
    return after.narrowed(condition.conclusion) if isinstance(condition, AtLeast) else sum(after.so(condition))


def parts_of(grounds: Grounds, fact: str) -> tuple[str, ...]:
    """Return the unknown facts, not measures themselves, that a measure could be computed from."""
    return _parts_of(measures_of(grounds.knowledge), grounds.sheet.values, fact)


def _parts_of(measures: Mapping[str, Measure], known: Collection[str], fact: str) -> tuple[str, ...]:
    measure = measures.get(fact)
    if measure is None:
        return ()
    found: dict[str, None] = {}
    for name in measure.inputs:
        if name not in known:
            found |= dict.fromkeys(_parts_of(measures, known, name) or (name,))
    return tuple(found)
