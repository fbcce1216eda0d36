"""What to ask next: the unknown facts that could still settle something, the complaint's first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

from balance_rules.advice.complaints import goals, painful
from balance_rules.advice.prescriptions import ranked
from balance_rules.advice.results import Question
from balance_rules.advice.sight import sight
from balance_rules.inference.judgement import Judged
from balance_rules.model import (
    AllOf,
    Attribute,
    Compare,
    Comparison,
    Exercise,
    Kind,
    Knowledge,
    Prescription,
    Statement,
    Within,
    conclusions_read,
    facts_read,
    instance_of,
    key,
    name_of,
)
from balance_rules.text.wording import once_for_each

REASONS = (  # by the rank of what is undecided
    "could settle {} red flag{s}: what it stops is not given before",
    "bears on {} answer{s} to what hurts or is wanted",
    "could settle {} withheld prescription{s}",
    "could clear {} exercise{s} of what is prescribed",
    "could settle {} prescription{s}",
    "could settle {} finding{s} that no advice hangs on",
)
FINDING = 5
N = TypeVar("N", bound=str | None)

Undecided = tuple[int, Statement | Exercise, Sequence[str]]
"""What is not decided, with its rank before it and the unknown facts that could settle it after it, each once."""


def questions(judged: Judged, found: Iterable[Undecided] | None = None) -> tuple[Question, ...]:
    """Return the questions that could still settle something, the most useful first; `found` is what is undecided."""
    return tuple(question(judged.knowledge, fact, tally) for fact, tally in to_ask(judged, found))


def to_ask(judged: Judged, found: Iterable[Undecided] | None = None) -> list[tuple[str, Sequence[int]]]:
    """Return the unknown facts that could still settle something, the most useful first: the one ranking there is.

    Beside each fact stands how many outcomes of each rank hang on it (`question`). Whoever has `found` what is
    `undecided` already need not have it looked for again.

    What hurts comes first. Then come red flags, then what bears on the sites that hurt and the goals that were stated,
    then what withholds a prescription that a finding calls for, then what keeps the best exercises of a given one
    uncleared, then the rest; within each, the more outcomes an answer could settle for the effort of answering, the
    earlier it stands. What a person answers as one list (red flags, pain sites) is one answer and stands together. What
    only a training log tells comes last with somebody of whom no log tells anything. Nobody is sent to strain by a
    question: what only a forbidden test tells is not asked, and of a test that is not cleared yet, it comes last while
    a red flag is open that can be asked without. What is told of something alone, as the weeks since an operation, is
    asked once that is known.
    """
    knowledge = judged.knowledge
    lists = _lists(knowledge)
    by_rank: list[Counter[str]] = [Counter() for _ in REASONS]
    together: list[Counter[str | None]] = [Counter() for _ in REASONS]
    for rank, _, facts in (*(undecided(judged) if found is None else found), *_taken_for_granted(judged)):
        by_rank[rank].update(facts)
        together[rank].update(set(map(lists.get, facts)))  # None too, of what is no part of a list: nobody asks for it
    tallies = _each_by_rank(by_rank)
    answers = {
        name: _for_the_effort(counts, knowledge.attributes[name])
        for name, counts in _each_by_rank(together).items()
        if name is not None
    }
    sites = painful(judged)
    of_logs = frozenset() if has_log(judged) else knowledge.told_by_logs
    cleared = _tests_cleared(judged)
    safety_first = any(cleared.get(name_of(fact), 1) > 0 for fact in by_rank[0])

    def usefulness(fact: str) -> tuple[object, ...]:
        own = _for_the_effort(tallies[fact], knowledge.facts[fact])
        as_a_whole = answers[lists[fact]] if fact in lists else own
        last = bool(sites) or name_of(fact) != knowledge.roles.pain
        waits = fact in of_logs or (safety_first and cleared.get(name_of(fact)) == 0)
        return last, waits, as_a_whole[0], instance_of(fact) not in sites, as_a_whole[1:], own

    first_ask = _follow_ups(knowledge)
    open_to = (fact for fact in knowledge.facts if fact in tallies and cleared.get(name_of(fact)) != -1)
    in_order = [fact for fact in open_to if first_ask.get(fact) not in tallies]
    return [(fact, tallies[fact]) for fact in sorted(in_order, key=usefulness)]


def _each_by_rank(counted: Sequence[Mapping[N, int]]) -> dict[N, list[int]]:
    """The counts of each name, one of every rank."""
    found: dict[N, list[int]] = {}
    for rank, counts in enumerate(counted):
        for name, count in counts.items():
            if name not in found:
                found[name] = [0] * len(counted)
            found[name][rank] = count
    return found


def _for_the_effort(counts: Sequence[int], attribute: Attribute) -> tuple[float, ...]:
    """What an answer settles for the effort of answering, by rank: the more, the further down."""
    effort = attribute.effort
    return tuple([-count / effort for count in counts])


@lru_cache(maxsize=16)
def _lists(knowledge: Knowledge) -> Mapping[str, str]:
    """The facts that are answered as a list, each with that."""
    found = {fact: answered_with(knowledge, fact) for fact in knowledge.facts}
    return {fact: name for fact, name in found.items() if name != fact}


@lru_cache(maxsize=16)
def _follow_ups(knowledge: Knowledge) -> Mapping[str, str]:
    """The facts that are told of something alone, each with that: whoever denies it can say no more of it.

    They are read off the contradictions: the weeks since an operation contradict that there was none.
    """
    found: dict[str, str] = {}
    for contradiction in knowledge.contradictions:
        match contradiction.condition:
            case AllOf((Compare(denied, Comparison.EQ, none), (Compare() | Within()) as more)) if knowledge.facts[
                denied
            ].absent == none and _is_anything(knowledge.facts[more.fact], more):
                found[more.fact] = denied
    return found


def _is_anything(attribute: Attribute, leaf: Compare | Within) -> bool:
    """Whether a leaf is true of all that can be said of a fact, but for the least, which may be a no."""
    if isinstance(leaf, Within):
        return set(range(1, len(attribute.values))) <= set(leaf.values)
    if leaf.comparison is Comparison.EQ:
        return attribute.kind is Kind.BOOLEAN and leaf.value == 1
    return leaf.comparison is Comparison.GE and leaf.value <= attribute.low + 1


def _tests_cleared(judged: Judged) -> Mapping[str, int]:
    """Of what only a test tells, whether the person may do that test: 1, 0 where it is not known, −1."""
    attributes, truths = judged.knowledge.attributes.values(), judged.truths
    return {each.id: truths[each.test] for each in attributes if each.test is not None}


def has_log(judged: Judged) -> bool:
    """Return whether something is known of the person that only a training log or a written programme tells."""
    return not judged.knowledge.told_by_logs.isdisjoint(judged.facts)


def answered_with(knowledge: Knowledge, fact: str) -> str:
    """What a fact is answered with: the whole list where "none" is an answer, else itself."""
    attribute = knowledge.facts[fact]
    return fact if attribute.absent is None else attribute.id


def _taken_for_granted(judged: Judged) -> Iterator[Undecided]:
    """Yield the restrictions that apply because nothing was said of a doctor's word, with what would tell."""
    silence = judged.knowledge.silence
    for restriction in judged.knowledge.restrictions:
        if judged.truths[restriction.id] > 0:
            leaves = sight(judged).deciding(restriction.condition, 1)
            read = dict.fromkeys(fact for leaf in leaves for fact in facts_read(leaf))
            unsaid = [fact for fact in read if fact in silence and judged.facts.get(fact) == silence[fact]]
            if unsaid:
                yield 1, restriction, unsaid


def undecided(judged: Judged) -> Iterator[Undecided]:
    """Yield what is not decided, with the unknown facts that could still settle it.

    The rank is 0 for a red flag, 1 for a prescription that answers what hurts or is wanted, 2 for another that a
    finding calls for, 3 for an exercise that would be among the best of a given prescription, 4 for any other
    prescription.
    """
    knowledge = judged.knowledge
    for referral in knowledge.referrals:
        if referral.stops and judged.truths[referral.id] == 0:
            yield 0, referral, sight(judged).open_set(referral.condition)
    concerns = _concerns(judged)
    uncleared: dict[str, Exercise] = {}
    for prescription in knowledge.prescriptions:
        if judged.truths[prescription.id] == 0:
            yield (
                _rank(judged, prescription, concerns),
                prescription,
                sight(judged).open_set(prescription.condition),
            )
        elif judged.truths[prescription.id] > 0:
            best = [e for e in ranked(judged, prescription) if judged.truths[e.id] >= 0][: prescription.most]
            uncleared |= {e.id: e for e in best if judged.truths[e.id] == 0}
    for exercise in uncleared.values():
        yield 3, exercise, sight(judged).open_set(exercise.condition)


def _concerns(judged: Judged) -> frozenset[str]:
    """Return the facts that say what the person came for."""
    roles = judged.knowledge.roles
    sites = (key(roles.pain, site) for site in painful(judged))
    return frozenset([*sites, *(key(roles.goal, goal) for goal in goals(judged))])


def _rank(judged: Judged, prescription: Prescription, concerns: frozenset[str]) -> int:
    if not concerns.isdisjoint(_behind(judged.knowledge)[prescription.id]):
        return 1
    return 2 if sight(judged).any_of(prescription.prescribe) > 0 else 4


@lru_cache(maxsize=16)
def _behind(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """The facts that call for each prescription, themselves or through the findings that it names."""

    def read(prescription: Prescription) -> Iterator[str]:
        for part in prescription.prescribe:
            yield from facts_read(part)
            for conclusion in conclusions_read(part):
                for rule in knowledge.rules_for.get(conclusion, ()):
                    yield from facts_read(rule.condition)

    return {prescription.id: frozenset(read(prescription)) for prescription in knowledge.prescriptions}


@once_for_each
def _words(knowledge: Knowledge, fact: str) -> tuple[str, str]:
    attribute = knowledge.facts[fact]
    return attribute.label(fact), attribute.ask(fact)


@lru_cache(maxsize=1024)
def _reason(rank: int, count: int) -> str:
    return REASONS[rank].format(count, s="s" if count > 1 else "")


def question(knowledge: Knowledge, fact: str, tally: Sequence[int]) -> Question:
    """Return the question for a fact, with how many outcomes of each rank hang on it."""
    attribute = knowledge.facts[fact]
    label, words = _words(knowledge, fact)
    rank, count = next(filter(itemgetter(1), enumerate(tally)))
    return Question(
        fact=fact,
        label=label,
        question=words,
        how=attribute.how,
        effort=attribute.effort,
        settles=sum(tally),
        reason=_reason(rank, count),
        rank=rank,
    )
