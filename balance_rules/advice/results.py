"""What an assessment says, as plain frozen data: the shape that its JSON has."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from balance_rules.person.facts import FactRecord as FactRecord

State = Literal["given", "refused", "withheld"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired: why, for how much, and whether a stronger rule of its group stands in its place."""

    rule: str
    title: str
    because: str
    certainty: float
    weight: int
    group: str
    facts: dict[str, int] = field(hash=False)
    sources: tuple[str, ...]
    against: tuple[str, ...]
    outweighed_by: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """A finding that reached a level, still may, or has reasons too weak for one.

    `level` is what the known facts establish, `may_reach` the highest level that the unknown ones leave
    open; where both are None something speaks of the finding and is too little. `certainty` is the certainty
    factor of the established score: a degree of belief in the finding, never a probability of anything.
    `grade` is how good the best science for the thing said is, `indirect` that it was found for something near
    it, `contested` whether sources speak against it, `grade_against` how good the best of these is.
    """

    id: str
    title: str
    level: str | None
    may_reach: str | None
    certainty: float
    score: tuple[int, int]
    grade: str | None
    indirect: bool
    contested: bool
    grade_against: str | None
    family: str
    muscles: tuple[str, ...]
    meaning: str
    reasons: tuple[Reason, ...]

    @property
    def said(self) -> str:
        """The finding in a line: ``Weak hamstrings, left: moderate, may reach high (certainty 0.72, evidence B)``."""
        open_end = f", may reach {self.may_reach}" if self.may_reach else ""
        grade = f", evidence {self.grade}" if self.grade else ""
        return f"{self.title}: {self.level or 'not established'}{open_end} (certainty {self.certainty:.2f}{grade})"

    def __repr__(self) -> str:
        return f"<Finding {self.id}: {self.said}>"

    def _repr_html_(self) -> str:
        reasons = "".join(f"<li>{escape(reason.because)}</li>" for reason in self.reasons if not reason.outweighed_by)
        return f"<p><strong>{escape(self.said)}</strong></p><ul>{reasons}</ul>"


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A popular claim that is about this person: what the evidence says of it, and the sources on both sides.

    It counts for nothing; `because` says why it is told here.
    """

    id: str
    claim: str
    verdict: str
    because: tuple[str, ...]
    note: str
    sources: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferralResult:
    """A reason to be seen by a doctor.

    `refer`: it holds, and nobody has looked at it yet. `seen`: it holds, and a doctor has looked at it.
    `unanswered`: nobody has ruled it out. `stopped` says whether it still stops some loading, `complaints` under
    which names `seen` tells of the visit.
    """

    id: str
    title: str
    urgency: Literal["emergency", "same_day", "soon", "routine"]
    state: Literal["refer", "seen", "unanswered"]
    action: str
    because: str
    stopped: bool
    complaints: tuple[str, ...]
    needed: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestrictionResult:
    """Loading that the person must not do now (`active`), or that is not ruled out yet (`open`).

    `until_seen` is the referral that it comes from, None for one that stands by itself; `everything` says that it
    forbids all that loads.
    """

    id: str
    title: str
    state: Literal["active", "open"]
    because: str
    until_seen: str | None
    everything: bool
    needed: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExerciseAdvice:
    """An exercise of a prescription: may it be done, why, and how much of it."""

    id: str
    name: str
    state: State
    reasons: tuple[str, ...]
    dose: str
    technique: tuple[str, ...]
    regressions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetChange:
    """Weekly sets of a muscle, before and after; `before` is None where no log or answer tells."""

    muscle: str
    name: str
    change: Literal["add", "hold", "reduce"]
    before: float | None
    after: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a source gives as the effect of a remedy: on what, how large, and how good the evidence for that is."""

    outcome: str
    size: Literal["none", "small", "moderate", "large"]
    grade: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Advice:
    """A prescription and its state for this person.

    `given`: do it. `refused`: something stands against it. `withheld`: what is not known could. Reasons
    say why; `needed` names the facts that would settle it. `called_for` says that a finding calls for it,
    not only that one still may; `sites` are the painful sites that it answers. `retest` names what to measure
    again, `retest_waits` what would be measured again if its test were not forbidden now. `benefit` is None where no
    source that was read gives the effect of the remedy.
    """

    id: str
    title: str
    kind: str
    state: State
    called_for: bool
    answers: tuple[str, ...]
    sites: tuple[str, ...]
    reasons: tuple[str, ...]
    needed: tuple[str, ...]
    exercises: tuple[ExerciseAdvice, ...]
    weekly_sets: tuple[SetChange, ...]
    instructions: tuple[str, ...]
    stop_when: str
    weeks: int | None
    retest: tuple[str, ...]
    retest_waits: tuple[str, ...]
    retest_after_weeks: int | None
    sources: tuple[str, ...]
    conventions: tuple[str, ...]
    benefit: Benefit | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """The next fact worth knowing: how to ask, how to measure, and how many outcomes hang on it.

    `rank` is the lowest of these outcomes: 0 a red flag, 1 an answer to what hurts or is wanted, 2 another prescription
    that a finding calls for, 3 an exercise of one that is given, 4 any other prescription, 5 a finding that no advice
    hangs on.
    """

    fact: str
    label: str
    question: str
    how: str
    effort: int
    settles: int
    reason: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source that something in the assessment rests on."""

    id: str
    citation: str
    link: str
    grade: str
    design: str
    finding: str
    limits: str


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """A whole assessment as data, under the versioned format ``balance_rules.assessment/2``.

    `left_out` counts what a short record does not spell out, by field: what nothing has called for yet, and
    questions after the first. `untold` names what an older format of the record had no place for.
    """

    format: Literal["balance_rules.assessment/2"]
    engine_version: str
    knowledge_name: str
    knowledge_version: str
    knowledge_hash: str
    person: str
    date: datetime.date | None
    facts: tuple[FactRecord, ...]
    referrals: tuple[ReferralResult, ...]
    restrictions: tuple[RestrictionResult, ...]
    findings: tuple[Finding, ...]
    claims: tuple[ClaimResult, ...]
    prescriptions: tuple[Advice, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    sources: tuple[SourceRecord, ...]
    truths: dict[str, int] = field(hash=False)
    scores: dict[str, tuple[int, int]] = field(hash=False)
    left_out: dict[str, int] = field(default_factory=dict, hash=False)
    untold: tuple[str, ...] = ()

    @property
    def made_with(self) -> str:
        """The knowledge it was made with: ``balance_rules 0.1.0 (e9707a3684e6)``."""
        return f"{self.knowledge_name} {self.knowledge_version} ({self.knowledge_hash[:12]})"
