"""Everybody whose answer the tests know, and whom of them a changed knowledge can tell something else.

Reading a profile and telling a whole person takes a tenth of a second; judging facts that were read takes a
thousandth. So each person is read once, when they are first asked about, and only who is judged otherwise is told
again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

import test_vignettes
from one_each import One, failure, ones
from test_scenarios import PATHS

from balance_rules import Assessment, FactError, KnowledgeBase
from balance_rules.assessment.scenarios import Expected, failures, read_scenario
from balance_rules.inference.kernel import compiled
from balance_rules.model import Knowledge, Restriction, Rule, Rung, Truth
from balance_rules.person.facts import FactSheet
from balance_rules.semantics import judge

Failures = Callable[[KnowledgeBase, Assessment], Iterable[str]]
Told = tuple[tuple[int, ...], dict[str, tuple[int, int]]]


@dataclass(frozen=True, eq=False)
class Someone:
    """A person, what the text of their file names, and what comes out otherwise than it says."""

    name: str
    text: str
    profile: Any
    failures: Failures
    asked: bool = False


def everybody(base: KnowledgeBase) -> Iterator[Someone]:
    """Yield whom rungs, restrictions and prescriptions of a knowledge speak of, whole people, and the short stories."""
    for group in GROUPS:
        yield from _read(group, base)


@cache
def _read(group: Callable[[Knowledge], Iterator[Someone]], base: KnowledgeBase) -> tuple[Someone, ...]:
    return tuple(group(base.knowledge))


def _rungs(knowledge: Knowledge) -> Iterator[Someone]:
    """Yield whom the rungs of the knowledge before a change speak of: a change must not take its own witness along."""
    for rule in knowledge.rules:
        for rung in rule.rungs:

            def failures(_: KnowledgeBase, assessment: Assessment, rule: Rule = rule, rung: Rung = rung) -> list[str]:
                scores = zip(assessment.knowledge.conclusions, assessment.inference.scores, strict=True)
                low = next(low for conclusion, (low, _high) in scores if conclusion == rule.conclusion)
                level = assessment.knowledge.conclusions[rule.conclusion].level(low) or "none"
                said = f"{rule.conclusion} is {level}, not {rung.level}, by {rule.name}"
                return [] if level == rung.level else [said]

            given = {fact: knowledge.facts[fact].plain(value) for fact, value in rung.facts}
            yield Someone(f"rung of {rule.name}", rule.name, given, failures)


def _ones(knowledge: Knowledge) -> Iterator[Someone]:
    for one in ones():

        def failures(kb: KnowledgeBase, assessment: Assessment, one: One = one) -> list[str]:
            truths = dict(zip((name for name, _ in kb.knowledge.judged), assessment.inference.truths, strict=True))
            return list(filter(None, [failure(truths, one)]))

        yield Someone(f"one for {one.by}", one.by, one.profile(knowledge), failures)


def _scenarios(_: Knowledge) -> Iterator[Someone]:
    for path in PATHS:
        scenario = read_scenario(path)

        def told(kb: KnowledgeBase, assessment: Assessment, expect: Expected = scenario.expect) -> Iterator[str]:
            yield from failures(kb.knowledge, assessment, expect)

        asked = scenario.expect.first_question is not None
        yield Someone(path.stem, path.read_text(encoding="utf-8"), scenario.profile, told, asked)


def _stories(_: Knowledge) -> Iterator[Someone]:
    for name, story in test_vignettes.STORIES.items():

        def failures(kb: KnowledgeBase, assessment: Assessment, story: Any = story) -> Iterator[str]:
            yield from test_vignettes._failures(kb, assessment, story)

        yield Someone(name, str(story), story["profile"], failures)


GROUPS = (_rungs, _ones, _scenarios, _stories)


@cache
def _sheet(base: KnowledgeBase, person: Someone) -> FactSheet:
    """Return somebody's facts, by a knowledge whose attributes and measures are those of its mutants."""
    return base.read_facts(person.profile)


@cache
def _as_they_are(base: KnowledgeBase, person: Someone) -> Told:
    return _told(base.knowledge, _sheet(base, person))


def _told(knowledge: Knowledge, sheet: FactSheet) -> Told:
    inference = compiled(knowledge).run(sheet.values)
    return tuple(inference.truths), dict(zip(knowledge.conclusions, inference.scores, strict=True))


def touched(base: KnowledgeBase, knowledge: Knowledge, entry: str) -> Iterator[Someone]:
    """Yield whoever is judged otherwise than by `base`, and who is asked a question, whatever they are judged.

    Those come first who name what was changed, whatever they are judged: most changes are noticed by them, and then
    nobody else is read, no other file of people either, and nobody is judged as before.
    """
    yield from (person for person in everybody(base) if entry in person.text)
    names = tuple({*base.knowledge.judged_names, *knowledge.judged_names})
    before, after = _told_of(base.knowledge, names), _told_of(knowledge, names)
    for person in (person for person in everybody(base) if entry not in person.text):
        truths, scores = _as_they_are(base, person)
        now, scored = _told(knowledge, _sheet(base, person))
        if person.asked or scored != scores or before((*truths, Truth.FALSE)) != after((*now, Truth.FALSE)):
            yield person


def _told_of(knowledge: Knowledge, names: tuple[str, ...]) -> Callable[[tuple[int, ...]], tuple[int, ...]]:
    """What picks the truths of names from those of a knowledge; of a name it lacks, what is put behind them."""
    places = {name: place for place, name in enumerate(knowledge.judged_names)}
    return itemgetter(*(places.get(name, -1) for name in names))


def failing(base: KnowledgeBase, knowledge: Knowledge, entry: str) -> Iterator[str]:
    """Yield what comes out otherwise for people by a changed knowledge, those first who name what was changed."""
    changed = KnowledgeBase(knowledge)
    for person in touched(base, knowledge, entry):
        assessment = changed.assess_facts(_sheet(base, person), engine="compiled")
        yield from (f"{person.name}: {failure}" for failure in person.failures(changed, assessment))


def refused_otherwise(base: KnowledgeBase, knowledge: Knowledge, told: Mapping[str, Any]) -> Iterator[str]:
    """Yield whom changed contradictions refuse though they are right, and those to be refused whom they take."""
    for person in everybody(base):
        values = _sheet(base, person).values
        for contradiction in knowledge.contradictions:
            if judge(contradiction.condition, values, {}).truth is Truth.TRUE:
                yield f"{person.name} is refused: {contradiction.id}"
    changed = KnowledgeBase(knowledge)
    for name, profile in told.items():
        try:
            changed.assess(profile)
        except FactError:
            continue
        yield f"{profile} is taken, though it is {name}"


def seen_failures(knowledge: Knowledge) -> Iterator[str]:
    """Yield each stop of a referral that does not wait for a doctor, who alone lifts it, and whom a no keeps.

    Whoever a case of the referral fires for is stopped while not seen, seen and refused, or worse since; is not
    stopped once allowed, with limits or without; and it stays open, which withholds, where nothing is said of it.
    """
    stops: dict[str | None, Restriction] = {stop.referral: stop for stop in knowledge.restrictions if stop.referral}
    for referral in knowledge.referrals:
        stop = stops.get(referral.id)
        for case in referral.cases if stop else ():
            if case.expect == "fires":
                told = dict(_by_doctor(knowledge, referral.complaints, stop, dict(case.facts)))
                if told != WAITS:
                    yield f"{referral.id} stops otherwise, {case.name}: {told}"


WAITS = {None: 0, "not_yet": 1, "worse_since": 1, "no": 1, "with_limits": -1, "yes": -1}


def _by_doctor(
    knowledge: Knowledge, complaints: tuple[str, ...], stop: Restriction | None, facts: dict[str, int]
) -> Iterator[tuple[str | None, int]]:
    assert stop is not None
    seen = [f"seen[{complaint}]" for complaint in complaints]
    without = {fact: value for fact, value in facts.items() if fact not in seen}
    words = [name for name, _ in knowledge.facts[seen[0]].values]
    for word in (None, *words):
        said = {} if word is None else {fact: words.index(word) for fact in seen}
        yield word, judge(stop.condition, {**without, **said}, {}).truth.value
