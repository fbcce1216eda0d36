"""The JSON that the library writes: every format by its name and version, each with its JSON Schema.

The number of a format rises when a reader of the old shape could misread the new. Objects hold no other keys
than their schema names, so that a test on what is written finds every departure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, RootModel, TypeAdapter

from balance_rules.explain import explanation_schema
from balance_rules.programme import Programme
from balance_rules.records import assessment_schema


class _Shape(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid")


# ---------------------------------------------------------------- proofs about the knowledge


class Related(_Shape):
    """A place that bears on a result, and what stands there."""

    what: str
    place: str


class Witness(_Shape):
    """A person who shows a defect, as stored values; `changed` is what differs in a second one."""

    facts: dict[str, int]
    changed: dict[str, int | None]


class Result(_Shape):
    """One claim about the knowledge with its outcome."""

    code: str
    outcome: Literal["pass", "fail", "open"]
    subject: str
    beside: str | None
    claim: str
    place: str | None
    related: list[Related]
    witness: Witness | None
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
    seconds: float
    outcome: Literal["pass", "fail", "open"]
    counts: dict[str, dict[str, int]]
    results: list[Result]
    notes: list[str]


class Side(_Shape):
    """A person for whom two versions differ, and how."""

    facts: dict[str, int]
    what: str


class Altered(_Shape):
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
    altered: list[Altered]


# ---------------------------------------------------------------- many people


class Prevalence(_Shape):
    """How many people a finding reaches at least each of its levels in."""

    id: str
    title: str
    at_least: dict[str, int]


class Share(_Shape):
    """In how many people something is true, and in how many it is undecided."""

    id: str
    title: str
    yes: int
    open: int


class Missing(_Shape):
    """A fact that could still settle something, and the people it is unknown of."""

    fact: str
    label: str
    people: int
    effort: int


class Refusal(_Shape):
    """A row that cannot be judged, and why."""

    id: str
    column: str
    problem: str


class CohortSummary(_Shape):
    """What `balance-rules cohort TABLE --json` prints: a squad in counts."""

    format: Literal["balance_rules.cohort_summary/1"]
    knowledge: str
    knowledge_hash: str
    rows: int
    refused: int
    people: int
    to_refer: int
    findings: list[Prevalence]
    referrals: list[Share]
    prescriptions: list[Share]
    missing: list[Missing]
    faults: dict[str, int]
    refusals: list[Refusal]
    notes: list[str]


class Counted(_Shape):
    """How many people one change happens to."""

    statement: str
    before: str | None
    after: str | None
    people: int


class Change(_Shape):
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
    changes: list[Change]


# ---------------------------------------------------------------- the knowledge itself


class EntryCount(_Shape):
    """How many entries of a kind are written, and for how many sides, muscles or sites they stand."""

    kind: str
    written: int
    grounded: int


class Claim(_Shape):
    """A popular claim, what the evidence says of it, and what carries it."""

    id: str
    claim: str
    verdict: str
    carried_by: list[str]
    live: bool


class ConventionalThreshold(_Shape):
    """A number in a condition that no source gives, with the reason for it."""

    statement: str
    attribute: str
    threshold: str
    reason: str


class SourceAccount(_Shape):
    """How well the sources of a knowledge base are known."""

    written: int
    identified: int
    recent: int
    by_reading: list[tuple[str, int]]
    unread: int


class InventoryReport(_Shape):
    """What `balance-rules knowledge report --json` prints: what a knowledge base holds and rests on."""

    format: Literal["balance_rules.inventory/1"]
    name: str
    version: str
    hash: str
    counts: list[EntryCount]
    sources_by_grade: list[tuple[str, int]]
    sources: SourceAccount
    rules_by_grade: list[tuple[str, int]]
    claims: list[Claim]
    without_prospective_support: list[str]
    conventional_thresholds: list[ConventionalThreshold]
    unread_attributes: list[str]


class Cited(_Shape):
    """A source of a statement, and what it says to it."""

    source: str
    grade: str
    citation: str
    link: str
    says: str
    supports: list[str]


class Case(_Shape):
    """A rule-sized example: facts and levels as shown, and what is expected of them."""

    name: str
    given: dict[str, str]
    expect: str


class StatementSummary(_Shape):
    """A rule, referral, restriction or prescription in short; what another kind has is left out."""

    id: str
    title: str
    kind: Literal["rule", "referral", "contradiction", "restriction", "claim", "prescription"]
    stands_for: list[str]
    place: str
    grade: str | None
    status: str | None = None
    concludes: str | None = None
    certainty: float | None = None
    group: str | None = None
    urgency: str | None = None
    answers: list[str] | None = None


class StatementReport(_Shape):
    """What `balance-rules rules show ID --json` prints: a statement in full; what another kind has is left out."""

    id: str
    kind: Literal["rule", "referral", "contradiction", "restriction", "claim", "prescription"]
    title: str
    stands_for: list[str]
    when: str
    because: str
    evidence_for: list[Cited]
    evidence_against: list[Cited]
    conventions: list[str]
    caveats: list[str]
    cases: list[Case]
    place: str
    status: str | None = None
    concludes: str | None = None
    finding: str | None = None
    certainty: float | None = None
    group: str | None = None
    urgency: str | None = None
    action: str | None = None
    fix: str | None = None
    verdict: str | None = None
    note: str | None = None
    forbids: list[str] | None = None
    exercises: list[str] | None = None
    avoid: list[str] | None = None
    answers: list[str] | None = None
    dose: str | None = None
    weekly_sets: list[str] | None = None
    instructions: list[str] | None = None
    stop_when: str | None = None
    weeks: int | None = None
    retest: list[str] | None = None


class StatementList(RootModel[list[StatementSummary]]):
    """What `balance-rules rules list --json` prints: every statement of a kind, in short."""


class AttributeSummary(_Shape):
    """An attribute: its values, its instances, how to ask for it."""

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
    weeks: list[float]


class GuessedTitle(_Shape):
    """A title that is only near to the name of an exercise; its sets count, and a person should look at it."""

    title: str
    exercise: str
    sets: int
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


_MODELS: Mapping[str, type[Any]] = {
    "verification-1": Verification,
    "difference-1": KnowledgeDifference,
    "cohort_summary-1": CohortSummary,
    "cohort_changes-1": CohortChanges,
    "inventory-1": InventoryReport,
    "programme-1": Programme,
    "statement-1": StatementReport,
    "statements-1": StatementList,
    "attributes-1": AttributeList,
    "training_log-1": TrainingLogReport,
}
FORMATS = ("assessment-1", "explanation-1", *_MODELS)


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a format that the library writes, by the name of its file.

    Raises
    ------
    KeyError
        When there is no such format; `FORMATS` names them.

    Examples
    --------
    >>> schema("inventory-1")["$id"]
    'balance_rules.inventory/1'
    """
    if name == "assessment-1":
        return assessment_schema()
    if name == "explanation-1":
        return explanation_schema()
    made = {"$id": f"balance_rules.{name.replace('-', '/')}", **TypeAdapter(_MODELS[name]).json_schema()}
    return json.loads(json.dumps(made))  # type: ignore[no-any-return]
