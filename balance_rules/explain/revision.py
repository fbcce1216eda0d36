"""What today's knowledge says otherwise of the facts of a record: all that is owed to the knowledge, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from balance_rules.advice.records import shortened
from balance_rules.advice.results import Advice, AssessmentRecord, Finding, Reason, ReferralResult, RestrictionResult
from balance_rules.explain.difference import OutcomeChange, OutcomeKind
from balance_rules.explain.explanation import Audience, Explanation
from balance_rules.explain.recorded import Answer, answers
from balance_rules.model import Knowledge
from balance_rules.person.facts import NotCarried

NOTHING: Mapping[OutcomeKind, str] = MappingProxyType(
    {"finding": "none", "prescription": "not called for", "referral": "false", "restriction": "none"}
)
"""The state of an outcome of which an assessment says nothing."""
NOT_TOLD = "not told"  # of a red flag that the record does not name: it need not have been asked


@dataclass(frozen=True, slots=True)
class Reread:
    """A fact that is another value under today's knowledge: a derived measure, or one that is read otherwise."""

    fact: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, repr=False)
class Revision(Explanation):
    """What the same recorded facts come to under other knowledge.

    Nobody measured anything anew, so all of it is owed to the knowledge: `because` of an outcome says what about
    the knowledge. `lost` are the facts that the knowledge cannot take any more; they count as unknown. A red flag
    that the record does not name was *not told*: the knowledge of that time need not have asked for it.
    """

    person: str
    made_with: str
    judged_with: str
    lost: tuple[NotCarried, ...]
    facts: tuple[Reread, ...]
    findings: tuple[OutcomeChange, ...]
    prescriptions: tuple[OutcomeChange, ...]
    referrals: tuple[OutcomeChange, ...]
    restrictions: tuple[OutcomeChange, ...]
    kind: Literal["revision"] = "revision"

    @property
    def outcomes(self) -> tuple[OutcomeChange, ...]:
        """All outcomes that differ: referrals, restrictions, findings, prescriptions."""
        return (*self.referrals, *self.restrictions, *self.findings, *self.prescriptions)

    def lines(self, audience: Audience) -> Iterator[str]:
        whom = f"{self.person}: " if self.person else ""
        if self.made_with == self.judged_with:
            yield f"{whom}recorded and judged with {self.made_with}"
        else:
            yield f"{whom}recorded with {self.made_with}, judged today with {self.judged_with}"
        for fact in self.lost:
            yield f"  {fact.fact} = {fact.shown} cannot be used: {fact.reason}"
        for reread in self.facts:
            yield f"  {reread.label}: {reread.before} → {reread.after}"
        if not self.outcomes:
            yield "  Nothing that was established, advised or referred changes."
        for outcome in self.outcomes:
            yield f"  {outcome.said()}"
            if audience != "athlete":
                yield from (f"    {reason}" for reason in outcome.because)


def revision(
    knowledge: Knowledge, before: AssessmentRecord, after: AssessmentRecord, lost: tuple[NotCarried, ...] = ()
) -> Revision:
    """What differs between a record and the record of its own facts under `knowledge`: see `Revision`."""
    first, second = _comparable(before), _comparable(after)
    changed = {kind: tuple(_changes(knowledge, kind, before, first, second)) for kind in NOTHING}
    was, now = ({fact.fact: fact for fact in record.facts} for record in (before, after))
    dropped = {fact.fact for fact in lost}
    reread = tuple(
        Reread(
            name,
            knowledge.facts[name].label(name) if name in knowledge.facts else name,
            was[name].shown if name in was else "not recorded",
            now[name].shown if name in now else "not known",
        )
        for name in dict.fromkeys((*was, *now))
        if name not in dropped and (was[name].shown if name in was else "") != (now[name].shown if name in now else "")
    )
    return Revision(
        person=before.person,
        made_with=before.made_with,
        judged_with=after.made_with,
        lost=lost,
        facts=reread,
        findings=changed["finding"],
        prescriptions=changed["prescription"],
        referrals=changed["referral"],
        restrictions=changed["restriction"],
        knowledge_hash=after.knowledge_hash,
        plain_words=knowledge.words.client,
    )


def _comparable(record: AssessmentRecord) -> dict[str, Answer]:
    """What a record answers, in the short form: a short record and a whole one are compared in the same parts."""
    return answers(shortened(record))


def _kind(answer: Answer) -> OutcomeKind:
    match answer:
        case Finding():
            return "finding"
        case Advice():
            return "prescription"
        case ReferralResult():
            return "referral"
        case RestrictionResult():
            return "restriction"


def _state(answer: Answer) -> str:
    if isinstance(answer, Finding):
        return answer.level or "none"
    return {"refer": "true", "unanswered": "unknown"}.get(answer.state, answer.state)


def _changes(
    knowledge: Knowledge,
    kind: OutcomeKind,
    record: AssessmentRecord,
    first: dict[str, Answer],
    second: dict[str, Answer],
) -> Iterator[OutcomeChange]:
    if kind == "restriction" and "restrictions" in record.untold:  # its format had no place for them
        return
    for name in dict.fromkeys((*first, *second)):
        was, now = first.get(name), second.get(name)
        one = now or was
        if one is None or _kind(one) != kind:
            continue
        untold = kind == "referral" and name not in record.truths
        before = _state(was) if was else NOT_TOLD if untold else NOTHING[kind]
        after = _state(now) if now else NOTHING[kind]
        if before != after:
            because = tuple(_because(knowledge, record, was, now))
            yield OutcomeChange(name, kind, one.title, before, after, because)


def _because(knowledge: Knowledge, record: AssessmentRecord, was: Answer | None, now: Answer | None) -> Iterator[str]:
    """Yield what about the knowledge makes an outcome differ, as far as the record tells."""
    one = now or was
    if one is None:
        return
    known = {name for name, _ in knowledge.judged} | knowledge.conclusions.keys()
    known |= {conclusion.name for conclusion in knowledge.conclusions.values()}
    if one.id not in known:
        yield f"{one.id} is no longer in the knowledge"
        return
    if isinstance(one, Finding):
        yield from _by_rules(
            knowledge,
            record,
            {r.rule: r for r in was.reasons} if isinstance(was, Finding) else {},
            {r.rule: r for r in now.reasons} if isinstance(now, Finding) else {},
        )
    elif record.truths and one.id not in record.truths:
        yield f"{one.id} is new in the knowledge"
    else:
        yield f"what decides {one.id} changed, or a finding that it rests on"


def _by_rules(
    knowledge: Knowledge, record: AssessmentRecord, was: dict[str, Reason], now: dict[str, Reason]
) -> Iterator[str]:
    told = False
    for rule in dict.fromkeys((*was, *now)):
        first, second = was.get(rule), now.get(rule)
        if first is None:
            new = record.truths and rule not in record.truths
            yield f"new rule {rule} fires" if new else f"rule {rule} fires now"
        elif second is None:
            gone = rule not in knowledge.rules_by_id
            yield f"rule {rule} fired and is no longer in the knowledge" if gone else f"rule {rule} fires no longer"
        elif (first.weight, first.group) != (second.weight, second.group):
            yield f"rule {rule} weighs {second.weight} in group {second.group}, not {first.weight} in {first.group}"
        else:
            continue
        told = True
    if not told:
        yield "the levels of the finding changed"
