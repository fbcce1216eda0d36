"""A person's profile → quantised facts, each with where it came from; measures derived.

Silence means unknown; "none" is an answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from balance_rules.errors import MOST_PROBLEMS, Code, FactError, Problem, Route, nearest, unknown_name
from balance_rules.model import Knowledge, Truth, instance_of, key, known_where_sure, name_of, surely
from balance_rules.person.facts.answers import Answer, read_answer, word
from balance_rules.person.facts.birth import before_birth, unborn_until
from balance_rules.person.facts.cells import plain, row, says_nothing
from balance_rules.person.facts.measures import derive_all
from balance_rules.person.facts.profile_model import ProfileModel, profile_model
from balance_rules.person.facts.sheet import FactSheet, Stated
from balance_rules.semantics import judge
from balance_rules.text.documents import Document, read_document
from balance_rules.text.quantities import ValueProblem, read_value, shown
from balance_rules.text.search import by_meaning
from balance_rules.text.wording import deciding, fill

MOST_ANSWERS = 5_000
ANYBODY = ""  # stands for a fact that everybody has
VERY_LIKE = 0.85  # of a name: one letter wrong in seven
SHORT_QUESTION, LONG_WORD = 6, 4  # words of a question that asks for one thing; letters of a word that tells which

Source = Path | str | Mapping[str, Any] | BaseModel


def read_profile(
    knowledge: Knowledge,
    source: Source,
    *,
    log: Mapping[str, Fraction] | Callable[[datetime.date | None], Mapping[str, Fraction]] = MappingProxyType({}),
    tests: Callable[[datetime.date | None], Iterable[Stated]] | None = None,
    model: type[ProfileModel] | None = None,
) -> FactSheet:
    """Return the facts of a person, measures derived.

    Parameters
    ----------
    source
        The path of a YAML or JSON profile, a mapping, or an instance of the knowledge's profile model.
    log
        Facts taken from a training log, exact, by key; or what gives them for the profile's date.
    tests
        What gives the facts of files of tests for the profile's date.
    model
        The result of `profile_model`, when the caller keeps it.

    Raises
    ------
    FactError
        With every problem of the input: unknown attribute, wrong type or unit, out of range, contradiction.
    """
    profile, stated, problems = _read(knowledge, source, model or profile_model(knowledge))
    trained = log(profile.date if profile else None) if callable(log) else log
    for fact, number in trained.items():
        _take_from_log(knowledge, fact, number, stated, problems)
    for test in tests(profile.date if profile else None) if tests else ():
        _take(knowledge, test, "the file", stated, problems)
    person, date = (profile.person, profile.date) if profile else ("", None)
    return derived(knowledge, stated, person, date, problems)


def profile_titles(source: Source) -> dict[str, str]:
    """What a profile says of titles in a training log; what is wrong with a profile, `read_profile` says."""
    value = _document(source).value
    titles = value.get("exercise_titles") if isinstance(value, Mapping) else None
    if not isinstance(titles, Mapping):
        return {}
    return {title: meaning for title, meaning in titles.items() if isinstance(title, str) and isinstance(meaning, str)}


def read_stated(knowledge: Knowledge, source: Source, model: type[ProfileModel]) -> dict[str, Stated]:
    """What a source states, without the measures that follow from it.

    Raises
    ------
    FactError
        With every problem of the input.
    """
    _, stated, problems = _read(knowledge, source, model)
    if problems:
        raise FactError(problems)
    return stated


def derived(
    knowledge: Knowledge,
    given: Mapping[str, Stated],
    person: str = "",
    date: datetime.date | None = None,
    problems: Iterable[Problem] = (),
) -> FactSheet:
    """Return stated facts as a sheet with every measure they allow.

    Raises
    ------
    FactError
        With `problems`, those of the measures (out of range, or contradicted by a value given directly), and
        facts that the knowledge says cannot be true together.
    """
    stated, found = dict(given), list(problems)
    notes = derive_all(knowledge, stated, found)
    values = MappingProxyType({**knowledge.silence, **{fact: item.value for fact, item in stated.items()}})
    found += _contradicted(knowledge, stated, values)
    if found:
        raise FactError(found)
    return FactSheet(values, MappingProxyType(stated), person, date, tuple(notes))


def _contradicted(knowledge: Knowledge, stated: Mapping[str, Stated], values: Mapping[str, int]) -> Iterator[Problem]:
    """Yield the facts that cannot be true together, each time at the first of them."""
    by_fact = _to_look_at(knowledge)
    for position in sorted({position for fact in (ANYBODY, *values) for position in by_fact.get(fact, ())}):
        contradiction = knowledge.contradictions[position]
        if not surely(contradiction.condition, values):
            continue
        proof = judge(contradiction.condition, values, {})
        facts = dict.fromkeys(leaf.condition.fact for leaf in deciding(proof, Truth.TRUE))  # type: ignore[union-attr]
        said = [f"{knowledge.facts[fact].label(fact)} = {knowledge.facts[fact].show(values[fact])}" for fact in facts]
        expected = f"facts that can be true together: {fill(knowledge, contradiction.rationale.because, values)}"
        place = stated[next(iter(facts))].origin
        yield Problem(place, " with ".join(said), expected, contradiction.fix, code="contradiction")


@lru_cache(maxsize=16)
def _to_look_at(knowledge: Knowledge) -> Mapping[str, Sequence[int]]:
    """The positions of the contradictions that may hold where a fact is known: most people state few of the facts."""
    found: dict[str, list[int]] = {}
    for position, contradiction in enumerate(knowledge.contradictions):
        facts = known_where_sure(contradiction.condition)
        for fact in [ANYBODY] if facts is None else facts:
            found.setdefault(fact, []).append(position)
    return found


def _read(
    knowledge: Knowledge, source: Source, model: type[ProfileModel]
) -> tuple[ProfileModel | None, dict[str, Stated], list[Problem]]:
    document = _document(source)
    if document.problems:
        raise FactError(document.problems)
    problems: list[Problem] = []
    profile = _validate(knowledge, model, _fold(document, problems), document, problems)
    stated: dict[str, Stated] = {}
    dates: dict[str, datetime.date] = {}
    for name in knowledge.attributes:
        answer = getattr(profile, name, None) if profile else None
        for fact, reading in answer.readings if isinstance(answer, Answer) else ():
            place = _place(document, name, instance_of(fact) or "")
            stated[fact] = Stated(fact, reading.value, reading.text, place)
            if reading.date:
                dates[place] = reading.date
    if profile and profile.date:
        unborn = unborn_until(knowledge, {fact: item.value for fact, item in stated.items()}, profile.date)
        problems += _impossible(dates, profile.date, unborn)
    return profile, stated, problems


def _impossible(
    dates: Mapping[str, datetime.date], until: datetime.date, unborn: datetime.date | None
) -> Iterator[Problem]:
    """Yield the dates of answers, by their places, that lie after the profile or before the person's birth."""
    for place, date in dates.items():
        if date > until:
            found, expected = f"the date {date}", f"a date up to that of the profile, {until}"
            yield Problem(place, found, expected, "Correct one of the two.", code="wrong-date")
        elif early := before_birth(date, unborn):
            expected, fix = "a date in the person's life", "Correct the date, the age or the date of the profile."
            yield Problem(place, f"the date {early}", expected, fix, code="contradiction")


def _document(source: Source) -> Document:
    if isinstance(source, BaseModel):
        value = {name: getattr(source, name) for name in source.model_fields_set}
        return Document(type(source).__name__, value)
    if isinstance(source := row(source), Mapping):
        return Document("facts", dict(source))
    if not isinstance(source, (str, Path)):
        found, fix = shown(source), "Give a mapping of attributes to values, or the path of a profile."
        raise FactError.of("facts", found, "what is known of a person", fix, code="invalid")
    return read_document(Path(source))


def _fold(document: Document, problems: list[Problem]) -> dict[str, Any]:
    """Return the profile as a mapping by attribute, keys such as ``pain[left_knee]`` folded in."""
    if not isinstance(document.value, Mapping):
        found, fix = shown(document.value), "Write one 'attribute: value' a line."
        raise FactError.of(str(document.place()), found, "a mapping of attributes to values", fix, code="wrong-type")
    if len(document.value) > MOST_ANSWERS:
        found = f"{len(document.value):,} keys"
        raise FactError.of(
            document.path, found, f"at most {MOST_ANSWERS:,}", "Give one person a profile.", code="too-large"
        )
    folded: dict[str, Any] = {}
    for name, value in ((word(name), value) for name, value in document.value.items()):
        if name in ProfileModel.model_fields:
            if (said := plain(value)) is not None:
                folded[name] = said
            continue
        instance = instance_of(name) if "[" in name else None
        whole, answer = (name, value) if instance is None else (name_of(name), {instance: value})
        said = folded.get(whole, {})
        if whole not in folded:
            folded[whole] = answer
        elif isinstance(said, Mapping) and isinstance(answer, Mapping) and not said.keys() & answer.keys():
            folded[whole] = {**said, **answer}
        elif says_nothing(said) or says_nothing(answer):
            folded[whole] = answer if says_nothing(said) else said
        else:
            found, fix = f"{name!r} beside another answer", "Write the answer in one of the two ways."
            problems.append(Problem(_place(document, name), found, f"one answer for {whole!r}", fix, code="duplicate"))
        if document.spots and instance is not None:
            document.put((whole,), (name,))
            document.put((whole, instance), (name,))
    return folded


def _validate(
    knowledge: Knowledge, model: type[ProfileModel], raw: dict[str, Any], document: Document, problems: list[Problem]
) -> ProfileModel | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            name = str(detail["loc"][0]) if detail["loc"] else ""
            if detail["type"] == "fact":
                every: list[Problem] = detail["ctx"]["problems"]
                problems += every[MOST_PROBLEMS:]  # these are counted, not told: where they stand takes long to find
                for problem in every[:MOST_PROBLEMS]:
                    place, path = _place(document, name, problem.place), _route(document, name, problem.place)
                    problems.append(replace(problem, place=place, path=path))
            elif detail["type"] == "extra_forbidden":
                place = _place(document, name)
                many = len(problems)
                guess = _meant(knowledge, name, detail["input"]) if many < MOST_PROBLEMS else None
                hint = f"Write {guess!r}?" if guess else by_meaning(name)
                problems.append(unknown_name(place, name, (), "attribute", hint, many, path=(name,)))
            else:
                text = detail["type"] == "string_type"
                expected = "a text" if text else "a date such as 2026-01-31"
                code: Code = "wrong-type" if text else "wrong-date"
                place, found, fix = _place(document, name), shown(detail["input"]), f"Correct {name!r}."
                problems.append(Problem(place, found, expected, fix, code=code, path=(name,)))

        return None


def _route(document: Document, name: str, part: str = "") -> Route:
    """The keys and indices that lead to an answer, or to a part of it."""
    if not part:
        return (name,)
    listed = document.value.get(name)
    return name, (listed.index(part) if isinstance(listed, list) and part in listed else part)


def _meant(knowledge: Knowledge, name: str, raw: Any) -> str | None:
    """What an unknown name most likely stands for: what is spelled like it, or asked for in its words.

    An attribute that cannot take the answer is meant only when it is spelled very like it: ``weight: 68 kg`` is no
    misspelt height.
    """
    like = nearest(name, [*ProfileModel.model_fields, *knowledge.attributes])
    if like is None or like in ProfileModel.model_fields or _takes(knowledge, like, raw):
        return like
    asked = (id_ for word, id_ in _asked_for(knowledge) if name.startswith(word) and _takes(knowledge, id_, raw))
    return next(asked, None) or nearest(name, [like], VERY_LIKE)


@lru_cache(maxsize=16)
def _asked_for(knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Return the longer words of the short questions, each with the attribute that it asks for."""
    short = (a for a in knowledge.attributes.values() if len(a.question.split()) <= SHORT_QUESTION)
    return tuple(
        (word.strip("?.,"), a.id) for a in short for word in a.question.lower().split() if len(word) > LONG_WORD
    )


def _takes(knowledge: Knowledge, name: str, raw: Any) -> bool:
    try:
        read_answer(knowledge.attributes[name], raw)
    except PydanticCustomError:
        return False
    return True


def _place(document: Document, name: str, part: str = "") -> str:
    if document.spots:
        return str(document.place(_route(document, name, part)))
    return f"{document.path}: {key(name, part or None)}"


def _take_from_log(
    knowledge: Knowledge, fact: str, number: Fraction, readings: dict[str, Stated], problems: list[Problem]
) -> None:
    attribute = knowledge.facts.get(fact)
    if attribute is None:
        return
    try:
        reading = read_value(attribute, number)
    except ValueProblem as error:
        problems.append(error.at(f"training log: {fact}", ("training log", fact)))
        return
    stated = Stated(fact, reading.value, attribute.show(reading.value), "training log")
    _take(knowledge, stated, "the log", readings, problems)


def _take(
    knowledge: Knowledge, other: Stated, source: str, readings: dict[str, Stated], problems: list[Problem]
) -> None:
    """Add a fact from a source beside the profile, which the profile must not contradict."""
    given, attribute = readings.get(other.fact), knowledge.facts[other.fact]
    if given is not None and given.value != other.value:
        says = f"{other.fact!r} = {attribute.show(given.value)}, but {source} gives {attribute.show(other.value)}"
        at = "" if other.origin == "training log" else f" ({other.origin})"
        fix = f"Remove it from the profile, or leave {source} out."
        problems.append(Problem(given.origin, f"{says}{at}", "one value", fix, code="conflict"))
        return
    readings[other.fact] = other
