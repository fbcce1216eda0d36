"""The tools a model may call: validated facts in, an answer of at most 8 KB out. Nothing of the protocol is here.

No free text decides anything. A profile is read as every profile is, so that an unknown name, a missing side or a
wrong unit is refused with what to write; names are ids; a search finds names and says nothing of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from balance_rules.assessment import Assessment
from balance_rules.errors import BalanceRulesError, Problem, nearest
from balance_rules.explain import Audience, Explanation
from balance_rules.knowledge_base import KnowledgeBase
from balance_rules.mcp import parts
from balance_rules.mcp.answers import Data, kept, page_of, short_of, squeezed, text_page
from balance_rules.mcp.parts import Part
from balance_rules.mcp.resources import address, profile_entry
from balance_rules.quantities import shown
from balance_rules.search import NameKind, find_names

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
AT_FIRST = {  # how many entries of a part the short answer shows; a convention of ours
    "referrals": 8,
    "restrictions": 8,
    "findings": 8,
    "prescriptions": 6,
    "questions": 3,
    "notes": 4,
}


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
        max_length=200, description="An id that 'assess' or 'find' gave, such as hamstring_weakness[left]"
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
        return page_of(parts.head(assessment), asked.part, parts.part_of(assessment, asked.part), asked.start)
    return summary(assessment)


def summary(assessment: Assessment) -> Data:
    """An assessment in at most 8 KB: reasons to be seen first, then what is forbidden, found, given and asked next."""
    unanswered = sum(r.state == "unanswered" for r in assessment.referrals)
    known = {
        **parts.head(assessment),
        **kept({"red_flags_not_ruled_out": unanswered}),
        "read_as": parts.READ_AS,
        "then": "explain(name=id) gives the reason of an entry, assess(part=…) a part in full.",
    }
    levels = [result for result in assessment.findings if result.level]
    sections: Mapping[str, list[Data]] = {
        "referrals": [parts.referral(r) for r in assessment.referrals if r.state != "unanswered"],
        "restrictions": [{"id": r.id, "title": r.title} for r in assessment.restrictions if r.state == "active"],
        "findings": [parts.finding(result) for result in levels],
        "prescriptions": [parts.advice(item) for item in assessment.prescriptions if item.state == "given"],
        "questions": [parts.question(assessment.knowledge, item) for item in assessment.questions],
        "notes": [{"note": note[:300]} for note in assessment.notes],
    }
    return short_of(known, sections, AT_FIRST)


def explain(kb: KnowledgeBase, asked: Explain) -> Data:
    """Explain one thing, as text that is read on from `next`."""
    assessment = kb.assess(asked.profile)
    question = asked.question or ("how" if assessment.how(asked.name).truth == "true" else "why_not")
    ask: Mapping[str, Callable[[str], Explanation]] = {
        "how": assessment.how,
        "why": assessment.why,
        "why_not": assessment.why_not,
        "change": assessment.change,
    }
    text = ask[question](asked.name).to_text(asked.reader)
    return text_page({**parts.head(assessment), "name": asked.name, "question": question}, text, asked.start)


def what_if(kb: KnowledgeBase, asked: WhatIf) -> Data:
    """Tell what would change: referrals first, then findings and prescriptions."""
    assessment = kb.assess(asked.profile)
    difference = assessment.what_if(asked.changes)
    changes = [
        {
            "kind": change.kind,
            "id": change.id,
            "title": change.title,
            "before": change.before,
            "after": change.after,
            "because": list(change.because),
        }
        for change in difference.outcomes
    ]
    return page_of(parts.head(assessment), "changes", changes, asked.start)


def questions(kb: KnowledgeBase, asked: Questions) -> Data:
    """Give the next questions, the most useful first, each with how to find out and what an answer looks like."""
    assessment = kb.assess(asked.profile)
    return page_of(parts.head(assessment), "questions", parts.part_of(assessment, "questions"), asked.start)


def find(kb: KnowledgeBase, asked: Find) -> Data:
    """Find names; a fact comes with what a profile may say of it."""
    found = []
    for name in find_names(kb.knowledge, asked.words, kinds=asked.kinds, most=asked.most):
        entry = kept(
            {
                "kind": name.kind,
                "id": name.id,
                "title": name.title,
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
    """A tool: what it takes, and what answers it. `needs` is the method of a knowledge base that it calls."""

    name: str
    description: str
    arguments: type[Arguments]
    answer: Callable[[KnowledgeBase, Any], Data]
    needs: str = "assess"

    @property
    def schema(self) -> Data:
        """The JSON Schema of the arguments."""
        return self.arguments.model_json_schema()

    def call(self, kb: KnowledgeBase, arguments: Mapping[str, Any]) -> Data:
        """Return the answer.

        Raises
        ------
        BalanceRulesError
            When an argument cannot be used, a fact of a profile included.
        """
        try:
            asked = self.arguments.model_validate(dict(arguments))
        except ValidationError as error:
            raise BalanceRulesError(self._problem(dict(detail)) for detail in error.errors(include_url=False)) from None
        return squeezed(self.answer(kb, asked))

    def _problem(self, detail: dict[str, Any]) -> Problem:
        name = str(detail["loc"][0]) if detail["loc"] else ""
        place = f"{self.name}: {'.'.join(str(part)[:100] for part in detail['loc'])}"
        known = list(self.arguments.model_fields)
        if detail["type"] == "extra_forbidden":
            guess = nearest(name, known)
            fix = f"Write {guess!r}?" if guess else "Put facts into 'profile'." if "profile" in known else "Remove it."
            return Problem(place, f"the argument {name[:100]!r}", "one of " + ", ".join(known), fix)
        if detail["type"] == "missing":
            return Problem(place, "nothing", f"a value for {name!r}", f"Give {name!r}.")
        expected = str(detail["msg"]).removeprefix("Input should be ")
        return Problem(place, shown(detail["input"]), expected, f"Correct {name!r}.")


def tools(kb: KnowledgeBase) -> tuple[Tool, ...]:
    """Return the tools that a knowledge base can answer."""
    return tuple(tool for tool in _TOOLS if hasattr(kb, tool.needs))


_TOOLS = (
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
)
