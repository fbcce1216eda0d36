"""Why a question is asked: the outcomes that hang on the answer, and what each answer would do to them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal

from balance_rules import advice
from balance_rules.errors import BalanceRulesError, unknown_name
from balance_rules.explain.basis import Grounds
from balance_rules.explain.explanation import TRUTH_NAMES, Audience, Explanation, TruthName
from balance_rules.explain.missing import SHOWN
from balance_rules.explain.open_outcomes import Lookahead, OutcomeKind, open_outcomes
from balance_rules.inference.judgement import Judged
from balance_rules.inference.program import lowered
from balance_rules.model import AtLeast, Attribute, Kind
from balance_rules.text.search import by_meaning
from balance_rules.text.wording import listed


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
    look = Lookahead(judged)
    after = look.after(answers)
    for one in open_outcomes(judged, advice.undecided(judged), findings=findings):
        bearing = [fact for fact in one.facts if fact in asked]
        if not bearing:
            continue
        outcome, condition = one.outcome, one.condition
        so, not_so = after.so(condition)
        if not so | not_so and not any(look.matters(fact, condition) for fact in bearing):
            continue
        states = [(so >> i & 1) - (not_so >> i & 1) for i in range(len(answers))]
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
