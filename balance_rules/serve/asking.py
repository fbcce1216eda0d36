"""The shapes of requests, and the person that each of them is about."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from balance_rules.assessment import Assessment
from balance_rules.errors import FactError, Problem
from balance_rules.knowledge_base import KnowledgeBase
from balance_rules.person.facts import read_profile

MOST_NOTES = 200
Number = Annotated[float, Field(allow_inf_nan=False)]
Name = Annotated[str, Field(max_length=200)]


class _Shape(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid", ser_json_inf_nan="null")


class TrainingFacts(_Shape):
    """What `/training-log` answered: the facts of a log, with notes on it and the sets a week of each exercise."""

    facts: dict[Name, Number] = {}
    notes: Annotated[list[str], Field(max_length=MOST_NOTES)] = []
    week: dict[Name, Number] = {}
    sessions: int = 0
    since: datetime.date | None = None
    until: datetime.date | None = None


class PersonBody(_Shape):
    """A person: a profile as `/profile-schema` describes it, and what a training log says."""

    profile: dict[str, Any] = {}
    log: TrainingFacts | None = None


class AssessRequest(PersonBody):
    """A person to assess, and in which `form`.

    `record` is the record of the assessment, `summary` what stands on one page, at most 8 KB, and `page` what the
    service's own page draws: all findings and questions, and the prescriptions that are given or called for.
    """

    form: Literal["record", "summary", "page"] = "record"


class QuestionsRequest(PersonBody):
    """A person to ask on; at most `most` questions, the most useful first."""

    most: Annotated[int, Field(ge=1, le=2000)] = 20


class ExplainRequest(PersonBody):
    """One question about an assessment; see `Assessment` for what each asks."""

    ask: Literal["how", "why", "why_not", "change", "what_if", "missing", "why_asked"] = "how"
    name: Name | None = None
    level: Name | None = None
    below: Name | None = None
    above: Name | None = None
    frozen: Annotated[list[Name], Field(max_length=200)] = []
    facts: dict[str, Any] = {}
    most: Annotated[int, Field(ge=1, le=5)] = 3
    reader: Literal["athlete", "coach", "auditor"] = "coach"


class ProgrammeRequest(PersonBody):
    """A person to plan a week for; without sessions those that the profile states or the log shows."""

    sessions: Annotated[int | None, Field(ge=1, le=7)] = None
    minutes: Annotated[int | None, Field(ge=1, le=300)] = None
    days: Annotated[list[Name] | None, Field(max_length=7)] = None


class FollowUpRequest(_Shape):
    """Two visits or more of one person, oldest first: each a record as `/assess` answers, or `{profile, log}`."""

    visits: Annotated[list[dict[str, Any]], Field(min_length=2, max_length=20)]


class OpenRequest(_Shape):
    """The text of a file: a profile in YAML or JSON, or the record of an assessment."""

    text: str
    name: Name = "file"


def assessed(kb: KnowledgeBase, person: PersonBody) -> Assessment:
    """Return the assessment of a person; `FactError` with every problem of the person's facts."""
    log = person.log or TrainingFacts()
    strange = [name for name in log.facts if name not in kb.knowledge.facts]
    if strange:
        fix = "Send what '/training-log' answered."
        found = repr(strange[0][:100])
        raise FactError([Problem("log.facts", found, "the key of a fact", fix, code="invalid")], len(strange))
    trained = {name: Fraction(str(value)) for name, value in log.facts.items()}
    sheet = read_profile(kb.knowledge, person.profile, log=trained, model=kb.Profile)
    return kb.assess_facts(sheet, notes=log.notes, engine="compiled")
