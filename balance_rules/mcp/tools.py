"""The tools a model may call: validated facts in, an answer of at most 8 KB out. Nothing of the protocol is here.

No free text decides anything. A profile is read as every profile is, so that an unknown name, a missing side or a
wrong unit is refused with what to write; names are ids; a search finds names and says nothing of a person.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from balance_rules.assessment import Assessment
from balance_rules.errors import BalanceRulesError, Problem, nearest, unknown_name
from balance_rules.explain import Audience, Explanation
from balance_rules.knowledge_base import KnowledgeBase
from balance_rules.mcp import parts
from balance_rules.mcp.answers import LARGEST, Data, fields, kept, page_of, short_of, size, squeezed, text_page
from balance_rules.mcp.parts import Part
from balance_rules.mcp.resources import address, profile_entry
from balance_rules.report.condensing import as_json
from balance_rules.report.handles import handle
from balance_rules.text.misfits import misfit
from balance_rules.text.search import NameKind, find_names

_SCALAR: Data = {"type": ["number", "boolean", "string", "null"]}
PROFILE_SCHEMA: Data = {
    "type": "object",
    "description": "What is known of the person: 'attribute: answer', as in a profile file. Leave out what is not "
    "known: unknown is not no. 'find' with kinds ['fact'] gives the names and what an answer looks like. Beside "
    "attributes: person, date (YYYY-MM-DD), notes.",
    "properties": {"date": {"type": "string", "format": "date"}, "person": {"type": "string"}},
    "additionalProperties": {
        "anyOf": [
            {**_SCALAR, "description": "a number (with its unit as text: '92 N*m'), true or false, a word, 'none'"},
            {
                "type": "object",
                "description": "of a thing with two sides",
                "properties": {"left": _SCALAR, "right": _SCALAR},
                "additionalProperties": False,
                "minProperties": 1,
            },
            {
                "type": "object",
                "description": "by site or item: {'low_back': 4, 'others': 'none'}",
                "additionalProperties": {"anyOf": [_SCALAR, {"type": "object"}]},
                "minProperties": 1,
            },
            {"type": "array", "items": {"type": "string"}, "minItems": 1, "description": "all items that apply"},
        ]
    },
}
Profile = Annotated[dict[str, Any], WithJsonSchema(PROFILE_SCHEMA)]
Start = Annotated[int, Field(ge=0, le=10_000_000, description="Where to go on: what 'next' or 'more' said.")]


class Arguments(BaseModel):
    """The arguments of a tool: these names and no others, strictly of their types."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Assess(Arguments):
    """What the knowledge says of a person."""

    profile: Profile
    part: Part | None = Field(None, description="A part in full; left out: everything in short, the most urgent first.")
    start: Start = 0


class Explain(Arguments):
    """Why something is said of a person, or not."""

    profile: Profile
    name: str = Field(
        max_length=200,
        description="An id that 'assess' or 'find' gave, such as hamstring_weakness[left], or its title, or a number "
        "of the page.",
    )
    question: Literal["how", "why", "why_not", "change"] | None = Field(
        None,
        description="how: the derivation. why: the facts that suffice. why_not: what stands between. change: the "
        "smallest changes that would turn it. Left out: how when it holds, else why_not.",
    )
    reader: Audience = Field("coach", description="athlete: plain words; auditor: every id and weight.")
    start: Start = 0


class WhatIf(Arguments):
    """What would change with other facts."""

    profile: Profile
    changes: Profile
    start: Start = 0


class Questions(Arguments):
    """What to ask next."""

    profile: Profile
    start: Start = 0


class PlanArguments(Arguments):
    """A week to train."""

    profile: Profile
    week: dict[str, float] | None = Field(
        None, description="The week as it is: sets a week by the id of the exercise ('find' with kinds ['exercise'])."
    )
    sessions: int | None = Field(None, ge=1, le=7, description="Sessions a week; by default what the profile states.")
    minutes: int | None = Field(None, ge=1, le=600, description="Minutes a session, warm-up included.")
    days: list[Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]] | None = None
    part: str | None = Field(None, max_length=50, description="A list of the answer in full, from 'start'.")
    start: Start = 0


class NextVisit(Arguments):
    """What changed between visits."""

    visits: list[Profile] = Field(min_length=2, max_length=12, description="Profiles with a date, oldest first.")
    part: str | None = Field(None, max_length=50, description="A list of the answer in full, from 'start'.")
    start: Start = 0


class Find(Arguments):
    """Names by the words of a question."""

    words: str = Field(max_length=500, description="Everyday words: 'sore left knee', 'nordic curl'.")
    kinds: list[NameKind] = Field(
        ["fact", "finding", "prescription", "exercise", "referral", "restriction"],
        description="What to look for; 'fact' finds what a profile may state.",
    )
    most: int = Field(8, ge=1, le=30)


def assess(kb: KnowledgeBase, asked: Assess) -> Data:
    """Assess a person: in short, or one part in full."""
    assessment = kb.assess(asked.profile)
    if asked.part is not None:
        return page_of(parts.head(assessment), asked.part, parts.WHOLE[asked.part](assessment), asked.start)
    return summary(assessment)


def summary(assessment: Assessment) -> Data:
    """The one page of an assessment as data: what it numbers has ids, which `explain` takes."""
    short: Data = json.loads(as_json(assessment.summary()))
    told = kept({name: kept(part) if isinstance(part, dict) else part for name, part in short.items()})
    read = {**told, "read_as": parts.READ_AS}
    return read if size(read) <= LARGEST else told


def explain(kb: KnowledgeBase, asked: Explain) -> Data:
    """Explain one thing, as text that is read on from `next`."""
    assessment = kb.assess(asked.profile)
    found = handle(assessment, asked.name)
    head = {**parts.head(assessment), "name": asked.name, "stands_for": list(found.ids)[:20]}
    if found.kind == "fact":
        why = "\n\n".join(assessment.why_asked(fact).to_text(asked.reader) for fact in found.ids)
        return text_page({**head, "question": "why_asked"}, why, asked.start)
    name = found.ids[0]
    question = asked.question or ("how" if assessment.how(name).truth == "true" else "why_not")
    ask: Mapping[str, Callable[[str], Explanation]] = {
        "how": assessment.how,
        "why": assessment.why,
        "why_not": assessment.why_not,
        "change": assessment.change,
    }
    return text_page({**head, "question": question}, ask[question](name).to_text(asked.reader), asked.start)


def what_if(kb: KnowledgeBase, asked: WhatIf) -> Data:
    """Tell what would change: referrals first, then findings and prescriptions."""
    assessment = kb.assess(asked.profile)
    difference = assessment.what_if(asked.changes)
    changes = [fields(change, "kind", "id", "title", "before", "after", "because") for change in difference.outcomes]
    return page_of(parts.head(assessment), "changes", changes, asked.start)


def questions(kb: KnowledgeBase, asked: Questions) -> Data:
    """Give the next questions, the most useful first, each with how to find out and what an answer looks like."""
    assessment = kb.assess(asked.profile)
    return page_of(parts.head(assessment), "questions", parts.WHOLE["questions"](assessment), asked.start)


def programme(kb: KnowledgeBase, asked: PlanArguments) -> Data:
    """Plan a week to train."""
    assessment = kb.assess(asked.profile)
    week = kb.programme(assessment, week=asked.week, sessions=asked.sessions, minutes=asked.minutes, days=asked.days)
    return in_parts(week.to_json(), asked.part, asked.start)


def follow_up(kb: KnowledgeBase, asked: NextVisit) -> Data:
    """Compare visits."""
    return in_parts(kb.follow_up(*asked.visits).to_json(), asked.part, asked.start)


def in_parts(text: str, part: str | None, start: int) -> Data:
    """Return a result with as much of its lists as there is room for; or one list of it, from an entry on."""
    data = json.loads(text)
    lists = {name: entries for name, entries in data.items() if isinstance(entries, list) and entries}
    head = kept({name: entry for name, entry in data.items() if not isinstance(entry, list)})
    if part is None:
        return short_of(head, lists, {name: len(entries) for name, entries in lists.items()})
    if part not in lists:
        raise BalanceRulesError([unknown_name("part", part, lists, "list of the answer")])
    return page_of(head, part, lists[part], start)


def find(kb: KnowledgeBase, asked: Find) -> Data:
    """Find names; a fact comes with what a profile may say of it."""
    found = []
    for name in find_names(kb.knowledge, asked.words, kinds=asked.kinds, most=asked.most):
        entry = kept(
            {
                **fields(name, "kind", "id", "title"),
                "about": name.about[:200],
                "instances": list(name.instances[:6]),
                "more_instances": len(name.instances[6:]) or None,
                "resource": address(name.kind, name.id),
            }
        )
        found.append(entry | profile_entry(kb.knowledge, name.id) if name.kind == "fact" else entry)
    return page_of({"words": asked.words[:100]}, "found", found, 0)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what it takes, and what answers it."""

    name: str
    description: str
    arguments: type[Arguments]
    answer: Callable[[KnowledgeBase, Any], Data]

    @property
    def schema(self) -> Data:
        return self.arguments.model_json_schema()

    def call(self, kb: KnowledgeBase, arguments: Mapping[str, Any]) -> Data:
        """Return the answer; `BalanceRulesError` where an argument cannot be used, a fact of a profile included."""
        try:
            asked = self.arguments.model_validate(dict(arguments))
        except ValidationError as error:
            details = error.errors(include_url=False)
            raise BalanceRulesError(self._problem(dict(detail), kb) for detail in details) from None
        return squeezed(self.answer(kb, asked))

    def _problem(self, detail: dict[str, Any], kb: KnowledgeBase) -> Problem:
        name = str(detail["loc"][0]) if detail["loc"] else ""
        place = f"{self.name}: {'.'.join(str(part)[:100] for part in detail['loc'])}"
        known = list(self.arguments.model_fields)
        if detail["type"] == "extra_forbidden":
            guess = nearest(name, known)
            a_fact = "profile" in known and name.partition("[")[0] in kb.knowledge.attributes
            fix = f"Write {guess!r}?" if guess else "Put it into 'profile'." if a_fact else "Give it by one of these."
            found, expected = f"the argument {name[:100]!r}", f"one of {', '.join(known)}"
            return Problem(place, found, expected, fix, code="unknown-name")
        if detail["type"] == "missing":
            return Problem(place, "nothing", f"a value for {name!r}", f"Give {name!r}.", code="missing")
        return misfit(detail).at(place, f"Correct {name!r}.")


TOOLS = (
    Tool(
        "find",
        "Find names by everyday words: facts a profile may state (with what an answer looks like), findings, "
        "prescriptions, exercises, referrals, restrictions. Use it before stating a fact whose id you do not know.",
        Find,
        find,
    ),
    Tool(
        "assess",
        "Assess a person's muscle balance from stated facts: reasons to see a doctor, what not to do, findings with "
        "certainty and grade of evidence, what to do, what to ask next. Show referrals before anything else.",
        Assess,
        assess,
    ),
    Tool(
        "explain",
        "Explain one result of an assessment: how it was derived, which facts suffice, why it is not so, or the "
        "smallest changes that would turn it.",
        Explain,
        explain,
    ),
    Tool("what_if", "What would change if some facts were other; null forgets a fact.", WhatIf, what_if),
    Tool(
        "questions",
        "The unknown facts that could still change the advice, the most useful first. Ask the person; never guess an "
        "answer.",
        Questions,
        questions,
    ),
    Tool(
        "programme",
        "Plan a week to train from what an assessment found: sessions, sets, doses, what was left for later and why.",
        PlanArguments,
        programme,
    ),
    Tool(
        "follow_up",
        "Compare visits of one person: what changed beyond the error of measurement, and what becomes of each "
        "prescription.",
        NextVisit,
        follow_up,
    ),
)
