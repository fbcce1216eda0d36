"""What each route answers, as JSON text: made in a worker's thread from the library's own results."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import pydantic_core
from pydantic import ValidationError

from balance_rules.advice.records import engine_version
from balance_rules.assessment import Assessment
from balance_rules.errors import FactError
from balance_rules.explain import Explanation
from balance_rules.knowledge_base import KnowledgeBase
from balance_rules.model import instance_of
from balance_rules.person.facts import DERIVED, FactSheet
from balance_rules.person.logs import File, TrainingLog, log_notes, training_facts
from balance_rules.person.logs.coverage import Coverage, counting_of, coverage
from balance_rules.serve.asking import ExplainRequest, PersonBody, ProgrammeRequest, assessed
from balance_rules.serve.problems import shape_problems
from balance_rules.text.documents import Document, parse_document
from balance_rules.text.writing import escaped, one_line

DRAWN: Literal["balance_rules.page/1"] = "balance_rules.page/1"
MOST_QUESTIONS = 400
ASKED = ("fact", "question", "reason")
RECORD = "balance_rules.assessment/"
HEAD = 4096  # signs, in which a record names its format
_DATED = re.compile(r", on (\d{4}-\d{2}-\d{2})\Z")


def as_text(value: Any) -> str:
    """Return plain data or results as JSON in which nothing acts on a terminal."""
    return escaped(pydantic_core.to_json(value).decode())


# ---------------------------------------------------------------- an assessment


def drawn(assessment: Assessment) -> dict[str, Any]:
    """What the page draws of an assessment.

    Left out are the prescriptions that no finding calls for, unless they are given, the truth of everything
    judged, questions beyond the first `MOST_QUESTIONS`, and of these what the schema of a profile says anyway.
    """
    knowledge, sheet, questions = assessment.knowledge, assessment.sheet, assessment.questions
    return {
        "format": DRAWN,
        "knowledge_name": knowledge.name,
        "knowledge_version": knowledge.version,
        "knowledge_hash": knowledge.hash,
        "engine_version": engine_version(),
        "person": sheet.person,
        "date": sheet.date,
        "referrals": assessment.referrals,
        "restrictions": [restriction for restriction in assessment.restrictions if restriction.state == "active"],
        "no_red_flag": assessment.no_red_flag,
        "findings": assessment.findings,
        "priorities": assessment.priorities,
        "prescriptions": [a for a in assessment._called_for if a.called_for or a.state == "given"],
        "claims": assessment.claims,
        "questions": [{name: getattr(q, name) for name in ASKED} for q in questions[:MOST_QUESTIONS]],
        "questions_left": len(questions),
        "notes": assessment.notes,
        "sources": assessment.sources,
    }


def explained(assessment: Assessment, request: ExplainRequest) -> dict[str, Any]:
    """Return the answer to one question about an assessment, as data and in words."""
    explanation = _explanation(assessment, request)
    data = pydantic_core.from_json(explanation.to_json())  # with the words that it needs, as its own JSON has them
    return {"text": explanation.to_text(request.reader).split("\n"), "explanation": data}


def _explanation(assessment: Assessment, request: ExplainRequest) -> Explanation:
    match request.ask:
        case "missing":
            return assessment.missing()
        case "what_if":
            return assessment.what_if(request.facts)
        case "why_asked":
            return assessment.why_asked(_named(request))
        case "how":
            return assessment.how(_named(request))
        case "why":
            return assessment.why(_named(request), level=request.level, most=request.most)
        case "why_not":
            return assessment.why_not(_named(request), level=request.level)
        case "change":
            below, above, frozen = request.below, request.above, request.frozen
            return assessment.change(_named(request), below=below, above=above, frozen=frozen, k=request.most)


def _named(request: ExplainRequest) -> str:
    if request.name is None:
        fix = "Send the id of a finding, rule, referral, exercise, prescription or fact."
        raise FactError.of("name", "nothing", f"a name to ask {request.ask!r} of", fix, code="missing")
    return request.name


# ---------------------------------------------------------------- a training log


def training(kb: KnowledgeBase, name: str, data: bytes, until: datetime.date | None) -> dict[str, Any]:
    """What a training log says of the weeks up to a day: facts for `log` in other requests, and notes.

    Without a day it is today, and a note tells which day that was.
    """
    knowledge = kb.knowledge
    log = kb.read_log(File(one_line(name) or "log", data))
    undated, until = until is None, until or datetime.date.today()
    counting = counting_of(knowledge)
    facts = training_facts(log, knowledge, until, counting.log_weeks)
    known = {fact: number for fact, number in facts.items() if fact in knowledge.facts}
    covered = coverage(log, counting, until, counting.log_weeks)
    days = [session.start.date() for session in covered.sessions.values()] if covered else []
    return {
        "facts": {fact: float(number) for fact, number in known.items()},
        "notes": list(log_notes(log, knowledge, until, counting.log_weeks, facts, undated=undated)),
        "week": _week(log, covered),
        "sessions": len(days),
        "since": min(days, default=None),
        "until": max(days, default=None),
    }


def _week(log: TrainingLog, covered: Coverage | None) -> dict[str, float]:
    """Return the sets a week of each exercise in the weeks that count."""
    if covered is None:
        return {}
    counts = Counter(logged.exercise for logged in log.sets if logged.session in covered.sessions)
    return {name: round(count / float(covered.weeks), 2) for name, count in counts.most_common()}


# ---------------------------------------------------------------- planning and following up


def planned(kb: KnowledgeBase, assessment: Assessment, request: ProgrammeRequest) -> dict[str, Any]:
    """Return a week to train, as data and in words."""
    week = request.log.week if request.log and request.log.week else None
    made = kb.programme(assessment, week=week, sessions=request.sessions, minutes=request.minutes, days=request.days)
    return {"text": made.to_text().split("\n"), "programme": json.loads(made.to_json())}


def followed_up(kb: KnowledgeBase, visits: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What changed between the visits, as data and in words."""
    made = kb.follow_up(*(visit(kb, told, number) for number, told in enumerate(visits)))
    return {"text": made.to_text().split("\n"), "follow_up": json.loads(made.to_json())}


def visit(kb: KnowledgeBase, told: Mapping[str, Any], number: int) -> Assessment | Mapping[str, Any]:
    """Return a visit as the library compares it: a record as it is, or a person judged now."""
    if "format" in told:
        return told
    try:
        return assessed(kb, PersonBody.model_validate(told))
    except ValidationError as error:
        raise FactError(shape_problems(error.errors(include_url=False), f"visits.{number}.")) from None


# ---------------------------------------------------------------- files that a person opens


def opened(kb: KnowledgeBase, name: str, text: str) -> dict[str, Any]:
    """Return the profile in a file: a profile in YAML or JSON, or the record of an assessment."""
    if RECORD in text[:HEAD]:
        profile, notes = profile_of(kb, text)
        return {"kind": "record", "profile": profile, "notes": notes}
    document = parse_document(text.removeprefix("\ufeff"), one_line(name) or "file")
    if document.problems:
        raise FactError(document.problems)
    if not isinstance(document.value, Mapping):
        fix = "Open a file that holds a profile, or one that was saved here."
        raise FactError.of(document.path, "something else", "a profile: names with their values", fix, code="invalid")
    return {"kind": "profile", "profile": dict(_answers(kb, document)), "notes": []}


def _answers(kb: KnowledgeBase, document: Document) -> Iterator[tuple[str, Any]]:
    """Yield each answer of a profile as plain JSON, a fact a line, so that a form can show it."""
    sheet = kb.read_facts(document.value)
    for name in ("person", "date", "notes", "exercise_titles"):
        if document.value.get(name):
            yield name, document.value[name]
    yield from _stated(kb, sheet).items()


def profile_of(kb: KnowledgeBase, text: str | bytes) -> tuple[dict[str, Any], list[str]]:
    """Return the profile of a person whose assessment was recorded, and notes on what today's knowledge lacks."""
    opened = Assessment.from_json(text, kb.knowledge)
    today = opened.judged_today()
    sheet, record = today.sheet, opened.recorded or opened.record
    profile: dict[str, Any] = {"person": sheet.person} if sheet.person else {}
    profile |= {"date": sheet.date.isoformat()} if sheet.date else {}
    profile |= _stated(kb, sheet)
    lost = [fact.fact for fact in record.facts if fact.fact not in sheet.stated and fact.origin != DERIVED]
    return profile, [f"Today's knowledge does not know {fact!r}, which the record states." for fact in lost]


def _stated(kb: KnowledgeBase, sheet: FactSheet) -> dict[str, Any]:
    """What was stated as a profile holds it: under its attribute, with the date beside it where one was given."""
    answers: dict[str, Any] = {}
    for stated in sheet.stated.values():
        attribute, instance = kb.knowledge.facts[stated.fact], instance_of(stated.fact)
        if stated.origin == DERIVED:
            continue
        value: Any = attribute.plain(stated.value)
        if attribute.dated and (found := _DATED.search(stated.text)):
            value = {"date": found.group(1), attribute.dated: value}
        if instance is None:
            answers[attribute.id] = value
        else:
            answers.setdefault(attribute.id, {})[instance] = value
    return answers
