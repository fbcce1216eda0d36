"""The short of an assessment as plain data: what stands on its one page, in the order in which it is read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Reader = Literal["coach", "client"]
FORMAT: Literal["balance_rules.summary/1"] = "balance_rules.summary/1"


@dataclass(frozen=True, slots=True)
class Safety:
    """May this person train: the line that comes before all.

    `stop`: see a doctor before anything else. `see`: see a doctor, and what is not stopped may go on. `open`: not
    every red flag was asked. `careful`: something is restricted now. `clear`: every red flag was asked and denied.
    `waits` names what waits until somebody has looked, `not_for_now` what else is restricted, `more` counts the
    restrictions that are not named. `limits` are those under which a doctor allowed training: `text` begins with them.
    """

    state: Literal["stop", "see", "open", "careful", "clear"]
    text: str
    not_for_now: tuple[str, ...]
    more: int
    waits: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concern:
    """What the person came for, a painful site or a goal, with its answer; `points` are numbers on the page."""

    kind: Literal["pain", "goal"]
    about: str
    answer: str
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """What matters: a theme with its strongest finding.

    `says` is the finding in a plain sentence, `because` the number against its cut, `evidence` how good the science
    is, `effect` what trials say of the remedy, `also` what else belongs to the theme, `do` what is
    prescribed, `not_yet` what is held back and why.
    `findings` are the ids behind it.
    """

    number: int
    id: str
    title: str
    says: str
    because: tuple[str, ...]
    evidence: str
    effect: str
    also: tuple[str, ...]
    do: tuple[str, ...]
    not_yet: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Then:
    """What matters less: a theme that has a number, and no room for more."""

    number: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class WeekItem:
    """An exercise in a session: the dose in words, and what is new about it, "" where nothing is."""

    exercise: str
    name: str
    dose: str
    change: str


@dataclass(frozen=True, slots=True)
class WeekSession:
    """A session of the week."""

    name: str
    day: str
    minutes: float
    warm_up: tuple[str, ...]
    items: tuple[WeekItem, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The week to train; `note` is what stands in place of one.

    `sets` are weekly sets of lifts for the muscles that gain most and then for those that lose most, before and after;
    `left_out` is what the person does now and this week has not, with the question whose answer could bring it back.
    """

    sessions: tuple[WeekSession, ...]
    habits: tuple[str, ...]
    sets: tuple[str, ...]
    stop: str
    progress: str
    note: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question worth asking next, the name under which a profile gives the answer, and what it unlocks."""

    number: int
    fact: str
    question: str
    unlocks: str


@dataclass(frozen=True, slots=True)
class RetestPoint:
    """What to measure again: in how many weeks, when, today's value, and where it should be."""

    weeks: int
    date: datetime.date | None
    measure: str
    today: str
    target: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A popular claim about somebody like this, and what science says of it."""

    number: int
    id: str
    claim: str
    verdict: str


@dataclass(frozen=True, slots=True)
class KeySource:
    """A source that the page rests on, and what kind of science it is."""

    citation: str
    link: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Summary:
    """An assessment on one page; as JSON at most 8 KB, whoever the person is.

    `reader` is who it is for: a coach, or the client, to whom it says the same in plain words, without numbers of
    tests. `then` names what matters less, `found` what else is established, `too_little` what was seen and is too
    little for a finding. `notes` are what the data ask for, `left_out` says of what else there was no room for, how
    much of each kind. The numbers of points, questions and claims run on, so that each names one thing.
    """

    format: Literal["balance_rules.summary/1"]
    reader: Reader
    knowledge_name: str
    knowledge_version: str
    knowledge_hash: str
    person: str
    date: datetime.date | None
    goals: tuple[str, ...]
    sessions: str
    complaint: str
    safety: Safety
    concerns: tuple[Concern, ...]
    points: tuple[Point, ...]
    then: tuple[Then, ...]
    found: tuple[str, ...]
    too_little: tuple[str, ...]
    week: Week
    ask: tuple[Ask, ...]
    retest: tuple[RetestPoint, ...]
    heard: tuple[Heard, ...]
    sources: tuple[KeySource, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]
