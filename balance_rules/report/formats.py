"""The JSON that the library writes: every format by its name and version, each with its JSON Schema.

A schema is made of the type of the result itself; a shape stands here only where a result is written in another
form than its own. The number of a format rises when a reader of the old shape could misread the new. Objects hold
no other keys than their schema names, so that a test on what is written finds every departure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, TypeAdapter

from balance_rules.advice.results import AssessmentRecord
from balance_rules.cohort import summary
from balance_rules.errors import ErrorRecord
from balance_rules.explain import AnyExplanation, describing
from balance_rules.follow_up import FollowUp
from balance_rules.knowledge.inventory import Inventory
from balance_rules.programme import ProgrammeRecord
from balance_rules.report.content import Summary


class _Shape(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid")


# ---------------------------------------------------------------- proofs about the knowledge


class Related(_Shape):
    """A place that bears on a result, and what stands there."""

    what: str
    place: str


class WitnessShape(_Shape):
    """A person who shows a defect, as stored values; `changed` is what differs in a second one."""

    facts: dict[str, int]
    changed: dict[str, int | None]


class ResultShape(_Shape):
    """One claim about the knowledge with its outcome."""

    code: str
    outcome: Literal["pass", "fail", "open"]
    subject: str
    beside: str | None
    claim: str
    place: str | None
    related: list[Related]
    witness: WitnessShape | None
    effect: str
    fix: str
    also: list[str]
    suppressed: str | None
    fingerprint: str


class Verification(_Shape):
    """What `balance-rules verify --json` prints: all that was asked of a knowledge base, with what was refuted."""

    format: Literal["balance_rules.verification/1"]
    knowledge: dict[str, str | int]
    solver: str
    questions: int
    kept: int
    seconds: float
    outcome: Literal["pass", "fail", "open"]
    counts: dict[str, dict[str, int]]
    results: list[ResultShape]
    notes: list[str]


class Side(_Shape):
    """A person for whom two versions differ, and how."""

    facts: dict[str, int]
    what: str


class AlteredShape(_Shape):
    """A finding or statement of which one version says less or more than the other."""

    kind: str
    id: str
    change: str
    less: Side | None
    more: Side | None


class KnowledgeDifference(_Shape):
    """What `balance-rules verify --against OLD --json` prints: for whom two versions of the knowledge differ."""

    format: Literal["balance_rules.difference/1"]
    old: str
    new: str
    compared: int
    seconds: float
    facts_compared_as_two: list[str]
    altered: list[AlteredShape]


# ---------------------------------------------------------------- many people


class Counted(_Shape):
    """How many people one change happens to."""

    statement: str
    before: str | None
    after: str | None
    people: int


class ChangeShape(_Shape):
    """One outcome of one person that differs, and what makes the difference."""

    id: str | int
    statement: str
    before: str | None
    after: str | None
    because: list[str]
    since: str | None
    date: str | None


class CohortChanges(_Shape):
    """What `balance-rules cohort TABLE --diff DIR --json` and `--over-time --json` print: who changes, and why."""

    format: Literal["balance_rules.cohort_changes/1"]
    people: int
    compared: int
    not_compared: int
    counts: list[Counted]
    changes: list[ChangeShape]


# ---------------------------------------------------------------- the knowledge itself


class ErrorSummary(_Shape):
    """How far two measurements of somebody who has not changed may lie apart."""

    smallest_change: float
    in_: str = Field(alias="in")
    given: str
    protocol: str
    source: str | None
    beside: list[str]
    convention: str
    note: str


class AttributeSummary(_Shape):
    """An attribute: its values, its instances, how to ask for it, how far its measurement can be off."""

    id: str
    title: str
    type: Literal["number", "boolean", "category"]
    unit: str | None
    range: tuple[int | float, int | float] | None
    values: list[str]
    instances: list[str]
    derived: bool
    takes: str
    question: str
    how: str
    effort: int
    better: str | None
    error: ErrorSummary | None


class AttributeList(RootModel[list[AttributeSummary]]):
    """What `balance-rules facts list --json` prints: every attribute that a profile may state."""


# ---------------------------------------------------------------- training logs


class LogFile(_Shape):
    """A file that was read."""

    path: str
    layout: str
    rows: int


class LogSession(_Shape):
    """A workout: when it started, a day where the export has no hour, and its working sets."""

    start: str
    title: str
    sets: int


class MuscleSets(_Shape):
    """The sets of a muscle: the mean a week, null where unknown work could change it, and those of each week."""

    muscle: str
    name: str
    mean: float | None
    weeks: list[float | None]


class GuessedTitle(_Shape):
    """A title that is only near to the name of an exercise; its sets count, and a person should look at it."""

    title: str
    exercise: str
    sets: int
    score: int
    reason: str


class UnmappedTitle(_Shape):
    """A title that names no known exercise, its sets, and exercises whose names look alike."""

    title: str
    sets: int
    nearest: list[str]


class UncountedTitle(_Shape):
    """An activity that is not counted; `work` says that it trains muscles in shares nobody can give."""

    title: str
    sets: int
    work: bool


class SkippedRow(_Shape):
    """A row that was left out, and whether work is lost with it."""

    file: str
    line: int
    reason: str
    text: str
    lost: bool


class TrainingLogReport(_Shape):
    """What `balance-rules log FILE --json` prints: what was read of a training log, and what was not."""

    format: Literal["balance_rules.training_log/1"]
    files: list[LogFile]
    rows: int
    working_sets: int
    warmups: int
    sessions: list[LogSession]
    weeks_covered: float | None
    weeks: list[str]
    muscles: list[MuscleSets]
    guessed: list[GuessedTitle]
    unmapped: list[UnmappedTitle]
    not_counted: list[UncountedTitle]
    skipped: list[SkippedRow]
    notes: list[str]


# ---------------------------------------------------------------- the formats


_MODELS: Mapping[str, Any] = {
    "assessment-2": AssessmentRecord,
    "explanation-1": AnyExplanation,
    "error-1": ErrorRecord,
    "follow_up-1": FollowUp,
    "verification-1": Verification,
    "difference-1": KnowledgeDifference,
    "cohort_summary-1": summary.CohortSummary,
    "cohort_changes-1": CohortChanges,
    "inventory-1": Inventory,
    "programme-1": ProgrammeRecord,
    "summary-1": Summary,
    "statement-1": describing.StatementReport,
    "statements-1": describing.StatementList,
    "attributes-1": AttributeList,
    "attribute-1": AttributeSummary,
    "training_log-1": TrainingLogReport,
}
FORMATS = (*_MODELS,)


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a format that the library writes, by the name of its file.

    Raises
    ------
    KeyError
        When there is no such format; `FORMATS` names them.

    Examples
    --------
    >>> schema("inventory-1")["$id"]
    'balance_rules.inventory/1'
    """
    return json.loads(_schema(name))  # type: ignore[no-any-return]


@cache
def _schema(name: str) -> str:
    """The schema as text, of which everybody gets a value of their own."""
    made = TypeAdapter(_MODELS[name]).json_schema(mode="serialization")
    for part in (made, *made.get("$defs", {}).values()):
        if "properties" in part:
            part["additionalProperties"] = False
    identity = {"$id": f"balance_rules.{name.replace('-', '/')}"}
    return json.dumps({**identity, **made})


def assessment_schema() -> dict[str, Any]:
    """The JSON Schema of what `Assessment.to_json` writes."""
    return schema("assessment-2")


def explanation_schema() -> dict[str, Any]:
    """The JSON Schema of what the explanations' `to_json` writes, a shape for each `kind`."""
    return schema("explanation-1")
