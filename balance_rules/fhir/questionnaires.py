"""The attributes as a FHIR questionnaire, facts as a response to it, and a response as a profile.

Every fact is one item, under its own key: the left and the right are two items. An item that is not answered says
nothing, and so does one whose answer says that the data are absent.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from balance_rules.assessment import Assessment
from balance_rules.errors import FactError, Problem, unknown_name
from balance_rules.fhir.codes import (
    OWN,
    UCUM,
    UNITS,
    UNNAMED,
    Resource,
    category_system,
    coding,
    identity,
    quantity,
    seed,
    subject_of,
    text,
)
from balance_rules.model import UNIT_SIGNS, Attribute, Kind, Knowledge, instance_of, name_of
from balance_rules.text.gathering import gathered
from balance_rules.text.quantities import shown

TYPES = {Kind.BOOLEAN: "boolean", Kind.CATEGORY: "choice", Kind.NUMBER: "quantity"}
_UNIT_OPTION = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption"
DEEPEST = 20  # groups in groups
_OF_UCUM = {code: unit for unit, code in UNITS.items()}


def address(knowledge: Knowledge) -> str:
    return f"{OWN}:questionnaire:{knowledge.name}"


def questionnaire(knowledge: Knowledge) -> Resource:
    """Return every attribute as one questionnaire, grouped where it has sides or sites.

    Examples
    --------
    >>> import balance_rules as br
    >>> asked = questionnaire(br.load().knowledge)
    >>> next(item["text"] for item in asked["item"] if item["linkId"] == "age")
    'How old is the person, in years?'
    """
    return {
        "resourceType": "Questionnaire",
        "id": identity("questionnaire", knowledge.hash),
        "url": address(knowledge),
        "version": questionnaire_version(knowledge),
        "name": "BalanceRules",
        "title": "What may be known of a person",
        "status": "active",
        "subjectType": ["Patient"],
        "item": [_item(attribute) for attribute in knowledge.attributes.values()],
    }


def _item(attribute: Attribute) -> Resource:
    if not attribute.instances:
        return _question(attribute, attribute.id)
    each = [_question(attribute, fact) for fact in attribute.keys]
    return {"linkId": attribute.id, "text": text(attribute.title_of_all), "type": "group", "item": each}


def _question(attribute: Attribute, fact: str) -> Resource:
    asked: Resource = {"linkId": fact, "text": text(attribute.ask(fact)), "type": TYPES[attribute.kind]}
    if attribute.kind is Kind.CATEGORY:
        asked["answerOption"] = [{"valueCoding": coding(attribute, value)} for value in range(len(attribute.values))]
    if attribute.kind is Kind.NUMBER and (code := UNITS.get(attribute.unit)):
        sign = UNIT_SIGNS.get(attribute.unit, attribute.unit)
        asked["extension"] = [{"url": _UNIT_OPTION, "valueCoding": {"system": UCUM, "code": code, "display": sign}}]
    return asked


# ---------------------------------------------------------------- facts → a response


def response(assessment: Assessment, *, subject: str | None = None) -> Resource:
    """Return the stated facts of a person as a response to the questionnaire; measures follow from them.

    Examples
    --------
    >>> import balance_rules as br
    >>> answered = response(br.load().assess({"age": 40}))
    >>> answered["item"][0]["answer"][0]["valueQuantity"]["value"]
    40
    """
    sheet, knowledge = assessment.sheet, assessment.knowledge
    stated = ((knowledge.facts[s.fact], s) for s in sheet.stated.values() if s.origin != "derived")
    grouped = gathered((a.id, {"linkId": s.fact, "answer": [answer(a, s.value)]}) for a, s in stated)
    items = [
        {"linkId": name, "item": answers} if knowledge.attributes[name].instances else answers[0]
        for name, answers in ((name, grouped[name]) for name in knowledge.attributes if name in grouped)
    ]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": identity(seed(assessment), "QuestionnaireResponse"),
        "questionnaire": f"{address(knowledge)}|{questionnaire_version(knowledge)}",
        "status": "completed",
        "subject": subject_of(assessment, subject),
        **({"authored": sheet.date.isoformat()} if sheet.date else {}),
        **({"item": items} if items else {}),
    }


def questionnaire_version(knowledge: Knowledge) -> str:
    return f"{knowledge.version}-{knowledge.hash[:12]}"


def answer(attribute: Attribute, value: int) -> Resource:
    """Return a stored value as the answer to an item."""
    match attribute.kind:
        case Kind.BOOLEAN:
            return {"valueBoolean": bool(value)}
        case Kind.CATEGORY:
            return {"valueCoding": coding(attribute, value)}
        case Kind.NUMBER:
            return {"valueQuantity": quantity(attribute, value)}


# ---------------------------------------------------------------- a response → a profile


def profile_of(knowledge: Knowledge, answered: Mapping[str, Any]) -> dict[str, Any]:
    """What a response states, as a profile that `KnowledgeBase.assess` takes.

    Raises
    ------
    FactError
        With every problem: an item of no such name, an answer in a form that is not read, two answers to one item.

    Examples
    --------
    >>> import balance_rules as br
    >>> kb = br.load()
    >>> stated = profile_of(kb.knowledge, response(kb.assess({"pain": {"left_knee": 4}})))
    >>> stated["pain"]
    {'left_knee': '4 points'}
    """
    problems: list[Problem] = []
    if answered.get("resourceType") != "QuestionnaireResponse":
        found, fix = shown(answered.get("resourceType")), "Give the response to the questionnaire."
        raise FactError.of("resourceType", found, "'QuestionnaireResponse'", fix, code="wrong-format")
    profile: dict[str, Any] = _about(answered)
    for name, answers in _answered(answered.get("item"), problems, 0):
        attribute = knowledge.facts.get(name)
        if attribute is None:
            problems.append(unknown_name(f"item {name[:100]}", name, knowledge.facts, "fact", before=len(problems)))
            continue
        try:
            value = _value(attribute, name, answers)
        except FactError as error:
            problems += error.problems
            continue
        if value is None:
            continue
        instance = instance_of(name)
        where = profile.setdefault(name_of(name), {}) if instance else profile
        key = instance or name
        if key in where and where[key] != value:
            place, fix = f"item {name}", "Keep one of the two."
            problems.append(Problem(place, "two answers", "one answer", fix, code="duplicate"))
        where[key] = value
    if problems:
        raise FactError(problems)
    return profile


def _about(answered: Mapping[str, Any]) -> dict[str, Any]:
    """Return who the response is of, and the day it was given."""
    about: dict[str, Any] = {}
    subject = answered.get("subject")
    if isinstance(subject, Mapping) and isinstance(subject.get("display"), str) and subject["display"] != UNNAMED:
        about["person"] = subject["display"]
    authored = answered.get("authored")
    if isinstance(authored, str):
        try:
            about["date"] = datetime.date.fromisoformat(authored[:10])
        except ValueError:
            expected, fix = "a day such as 2026-01-31", "Write the whole day."
            raise FactError.of("authored", shown(authored), expected, fix, code="wrong-date") from None
    return about


def _answered(items: Any, problems: list[Problem], depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Yield every item that has answers, groups opened."""
    if items is None:
        return
    if not isinstance(items, list) or depth > DEEPEST:
        found = "groups too deep" if isinstance(items, list) else shown(items)
        expected = f"a list of items, at most {DEEPEST} deep"
        problems.append(Problem("item", found, expected, "Flatten the response.", code="too-large"))
        return
    for item in items:
        name = item.get("linkId") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not isinstance(name, str):
            fix = "Give each item its linkId."
            problems.append(Problem("item", shown(item), "an item with a linkId", fix, code="missing"))
            continue
        answers = item.get("answer")
        if isinstance(answers, list) and answers:
            yield name, answers
        elif answers is not None and answers != []:
            place = f"item {name[:100]}"
            problems.append(Problem(place, shown(answers), "a list of answers", "Write a list.", code="wrong-type"))
        yield from _answered(item.get("item"), problems, depth + 1)


_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_EXPECTED = {Kind.BOOLEAN: "true or false", Kind.CATEGORY: "a code", Kind.NUMBER: "a number"}
_FORMS = ("valueBoolean", "valueCoding", "valueQuantity", "valueDecimal", "valueInteger", "valueString")


def _value(attribute: Attribute, name: str, answers: list[Any]) -> Any:
    """What the answers to an item say, as a profile would; None where they say nothing."""
    said = [answer for answer in answers if not _says_nothing(answer)]
    if not said:
        return None
    place = f"item {name}"
    if len(said) > 1:
        raise FactError.of(place, f"{len(said)} answers", "one answer", "Keep one.", code="duplicate")
    form = next((form for form in _FORMS if isinstance(said[0], Mapping) and form in said[0]), None)
    if form is None:
        expected = f"{_EXPECTED[attribute.kind]} in one of {', '.join(_FORMS)}"
        raise FactError.of(place, shown(said[0]), expected, "Answer in one of these forms.", code="wrong-type")
    value = said[0][form]
    if form == "valueCoding":
        return _code(attribute, place, value)
    return _amount(attribute, place, value) if form == "valueQuantity" else value


def _says_nothing(answer: Any) -> bool:
    if not isinstance(answer, Mapping):
        return answer is None
    if any(name in answer for name in _FORMS):
        return False
    parts: Iterable[Any] = (answer, *(answer.get(f"_{form}") for form in _FORMS))
    told = (part.get("extension") for part in parts if isinstance(part, Mapping))
    return not answer or any(
        isinstance(one, Mapping) and one.get("url") == _ABSENT
        for many in told
        if isinstance(many, list)
        for one in many
    )


def _code(attribute: Attribute, place: str, given: Any) -> str:
    """Return the code of an answer of our own system; a code of another system means what that system says."""
    system, code = (given.get("system"), given.get("code")) if isinstance(given, Mapping) else (None, None)
    if system in (None, category_system(attribute)) and isinstance(code, str):
        return code
    expected, fix = f"a code of {category_system(attribute)!r}", "Answer with an option of the questionnaire."
    raise FactError.of(place, shown(system or given), expected, fix, code="unknown-word")


def _amount(attribute: Attribute, place: str, value: Any) -> Any:
    """Return a quantity as text with its unit, as a profile writes it: the reader converts the unit, or refuses it."""
    number = value.get("value") if isinstance(value, Mapping) else None
    if isinstance(number, bool) or not isinstance(number, (int, float, Decimal)):
        found = shown(number if number is not None else value)
        raise FactError.of(place, found, "a number", "Give a value.", code="wrong-type")
    if value.get("comparator"):
        found, fix = f"the comparator {shown(value['comparator'])}", "State the number that was measured."
        raise FactError.of(place, found, "a number without a comparator", fix, code="wrong-type")
    ours = str(value.get("system") or UCUM) == UCUM
    code, told = (value.get("code") if ours else None) or "", value.get("unit") or ""
    if not isinstance(code, str) or not isinstance(told, str):
        raise FactError.of(place, "a unit that is no text", "a unit", "Write it as text.", code="wrong-type")
    unit = _OF_UCUM.get(code) or code or told
    pure = not unit or unit == attribute.unit == "1"
    return number if pure else f"{number} {unit}"
