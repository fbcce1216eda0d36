"""The next visit as a value: what changed, beyond which error, and what becomes of each prescription."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from pydantic import TypeAdapter

from balance_rules.advice.records import read_json
from balance_rules.advice.results import FactRecord
from balance_rules.text.writing import neutral

if TYPE_CHECKING:
    from balance_rules.model import Knowledge

FORMAT: Literal["balance_rules.follow_up/1"] = "balance_rules.follow_up/1"

Verdict = Literal["better", "worse", "changed", "within_error", "same", "cannot_tell"]
Unsure = Literal["error_not_known", "not_measured_again", "first_measured"]
Status = Literal["resolved", "easier", "same", "harder", "new", "first_seen", "no_longer_assessable"]
DecisionName = Literal["continue", "progress", "step_back", "done", "stop", "start"]

VERDICTS: dict[Verdict, str] = {
    "better": "better",
    "worse": "worse",
    "changed": "changed",
    "within_error": "within the error",
    "same": "no change",
    "cannot_tell": "cannot tell",
}
UNSURE: dict[Unsure, str] = {
    "error_not_known": "the error of the measurement is not known",
    "not_measured_again": "not told or measured again",
    "first_measured": "told or measured for the first time",
}
STATUSES: dict[Status, str] = {
    "resolved": "resolved",
    "easier": "persisting, easier",
    "same": "persisting",
    "harder": "persisting, harder",
    "new": "new",
    "first_seen": "seen for the first time, for facts are known that were not",
    "no_longer_assessable": "no longer assessable, for facts are missing",
}
DECISIONS: dict[DecisionName, str] = {
    "stop": "Stop and be seen",
    "step_back": "Step back",
    "start": "Start",
    "progress": "Progress",
    "continue": "Continue",
    "done": "Done",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: its date, the knowledge it was judged with then, and what was stated."""

    date: datetime.date | None
    person: str
    knowledge_hash: str
    facts: tuple[FactRecord, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A measure at one visit; None where it is not known."""

    date: datetime.date | None
    value: float | None
    shown: str | None


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """One measure at the visit before and at this one.

    `derived` says that it was computed from others. `smallest_change` is the change that counts, in the unit of the
    measure: it was compared exactly, before anything was rounded to be shown. `unsure` says why nothing can be told.
    `trend` is the verdict from the first visit to this one, over all `points`; `steady` says that no step between them
    went against it by more than the error.
    """

    fact: str
    label: str
    unit: str
    before: TrendPoint
    after: TrendPoint
    change: float | None
    change_shown: str
    smallest_change: float | None
    error_shown: str
    error_source: str | None
    verdict: Verdict
    unsure: Unsure | None
    target: str
    points: tuple[TrendPoint, ...]
    trend: Verdict | None
    steady: bool
    derived: bool


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding at the visit before and at this one; `missing` are facts that were known before and are not now.

    `within_error` says that the change hangs on measures that moved within their error, or have none that is known: it
    may be the same still.
    """

    id: str
    title: str
    before: str | None
    after: str | None
    status: Status
    within_error: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferralChange:
    """A red flag that holds, or held and was looked at or denied since."""

    id: str
    title: str
    urgency: str
    status: Literal["raised", "still_raised", "looked_at", "ruled_out", "not_asked_again"]
    action: str


@dataclass(frozen=True, slots=True)
class PrescriptionChange:
    """What becomes of a prescription, by which rule, and why; `signals` are what the rule read."""

    id: str
    title: str
    kind: str
    before: str
    after: str
    decision: DecisionName
    rule: str
    reason: str
    details: tuple[str, ...]
    signals: dict[str, str]
    done_share: float | None


@dataclass(frozen=True, slots=True)
class DoneTally:
    """Done against planned, over the block: of an exercise in sets, or of a muscle in sets a week."""

    id: str
    name: str
    planned: float
    done: float


@dataclass(frozen=True, slots=True)
class Block:
    """The training between the two visits, against the programme that was given; None where none was.

    Of the `weeks` of the block the log covers `weeks_covered`; what was planned is counted for those alone.
    """

    since: datetime.date
    until: datetime.date
    weeks: float
    sessions_planned: float | None
    sessions_done: int
    exercises: tuple[DoneTally, ...]
    muscles: tuple[DoneTally, ...]
    beside: tuple[DoneTally, ...]
    weeks_covered: float | None = None  # not told in an older record


@dataclass(frozen=True, slots=True)
class OwedToKnowledge:
    """An answer that a visit's record gives and that today's knowledge gives otherwise for the very same facts."""

    date: datetime.date | None
    kind: Literal["finding", "prescription", "referral"]
    id: str
    title: str
    recorded: str
    today: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What changed from the visit before to this one, judged with one knowledge.

    Examples
    --------
    >>> import balance_rules as br
    >>> kb = br.load()
    >>> march = {"date": "2026-03-01", "sedentary_hours": 9}
    >>> may = {"date": "2026-05-01", "sedentary_hours": 6.5}
    >>> visit = kb.follow_up(march, may)
    >>> [(m.fact, m.verdict) for m in visit.measures]
    [('sedentary_hours', 'better')]
    >>> [(f.id, f.status) for f in visit.findings]
    [('prolonged_sitting', 'resolved')]
    """

    format: Literal["balance_rules.follow_up/1"]
    engine_version: str
    knowledge_name: str
    knowledge_version: str
    knowledge_hash: str
    person: str
    visits: tuple[Visit, ...]
    referrals: tuple[ReferralChange, ...]
    measures: tuple[MeasureChange, ...]
    findings: tuple[FindingChange, ...]
    prescriptions: tuple[PrescriptionChange, ...]
    block: Block | None
    owed_to_knowledge: tuple[OwedToKnowledge, ...]
    notes: tuple[str, ...]

    def __hash__(self) -> int:
        return hash((self.knowledge_hash, self.person, tuple(visit.date for visit in self.visits)))

    def to_text(self) -> str:
        """Return the follow-up as text: before → now → target, and what to do."""
        from balance_rules.follow_up.texts import as_text

        return neutral(as_text(self))

    def __str__(self) -> str:
        return self.to_text()

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the follow-up as JSON of the format ``balance_rules.follow_up/1``."""
        return _adapter().dump_json(self, indent=indent).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> FollowUp:
        """Return a follow-up from its JSON.

        Raises
        ------
        FactError
            When the JSON is not of the format.
        """
        return read_json(_adapter(), text, "follow_up", "Give JSON that `FollowUp.to_json` wrote.")

    def replay(self, knowledge: Knowledge) -> tuple[str, ...]:
        """Return every difference between this follow-up and what its own facts say under `knowledge`.

        Nothing returned means that it holds. What is read from a training log is taken as it stands in `block`, and
        what an older knowledge said as it stands in `owed_to_knowledge`.
        """
        from balance_rules.follow_up.making import replayed

        return replayed(self, knowledge)


@cache
def _adapter() -> TypeAdapter[FollowUp]:
    return TypeAdapter(FollowUp)
