"""What becomes of each prescription: signals of this person, and the first rule of the knowledge that they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from balance_rules.errors import UnsupportedError
from balance_rules.follow_up.results import (
    UNSURE,
    VERDICTS,
    Block,
    DecisionName,
    FindingChange,
    MeasureChange,
    PrescriptionChange,
    ReferralChange,
)
from balance_rules.follow_up.visits import NOT_CALLED_FOR, Seen
from balance_rules.model import FollowUpRule, Prescription, instance_of, key, name_of
from balance_rules.model.following import SIGNALS

START: DecisionName = "start"
MOST_STILL = 2  # measures that are told though none of them moved
OVER = "over"  # nothing calls for it any more
_OF_STATUS = {
    "new": "harder",
    "harder": "harder",
    "no_longer_assessable": "unknown",
    "easier": "easier",
    "same": "same",
    "first_seen": "same",
    "resolved": "resolved",
}
_OF_VERDICT = {"better": "better", "worse": "worse", "within_error": "within_error", "same": "within_error"}
ORDER: tuple[DecisionName, ...] = ("stop", "step_back", "start", "progress", "continue", "done")


def decisions(
    before: Seen,
    after: Seen,
    measures: Sequence[MeasureChange],
    findings: Sequence[FindingChange],
    referrals: Sequence[ReferralChange],
    block: Block | None,
) -> tuple[PrescriptionChange, ...]:
    """What becomes of every prescription that was given before or is given now."""
    by_fact, by_finding = {m.fact: m for m in measures}, {f.id: f for f in findings}
    found = []
    for prescription in after.knowledge.prescriptions:
        case = _Case(prescription, before.state(prescription), after)
        if "given" in (case.then, case.now):
            found.append(case.decide(by_fact, by_finding, referrals, block))
    return tuple(sorted(found, key=lambda change: ORDER.index(change.decision)))


class _Case:
    """One prescription at two visits."""

    def __init__(self, prescription: Prescription, then: str, after: Seen) -> None:
        self.prescription, self.then, self.now = prescription, then, after.state(prescription)
        self.after = after
        self.details: dict[str, list[str]] = {}

    def decide(
        self,
        measures: Mapping[str, MeasureChange],
        findings: Mapping[str, FindingChange],
        referrals: Sequence[ReferralChange],
        block: Block | None,
    ) -> PrescriptionChange:
        p = self.prescription
        done = self._done(block)
        signals = {
            "kind": p.kind,
            "loads": "yes" if p.loading else "no",
            "state": OVER if self.now == NOT_CALLED_FOR else self.now,
            "red_flag": self._red_flag(referrals),
            "pain": self._pain(measures),
            "finding": self._finding(findings),
            "measure": self._measure(measures),
        }
        decision: DecisionName = START
        rule = str(START)
        reason, read = "It is called for now, and was not given at the visit before.", {"finding"}
        if self.then == "given":
            held = _held(self.after.knowledge.follow_up, signals, done)
            decision, rule, reason = held.decision.value, held.id, held.because
            read = {name for name, _ in held.when} or set(self.details)
            read |= {"done"} if held.done_below is not None or held.done_least is not None else set()
        return PrescriptionChange(
            id=p.id,
            title=p.title,
            kind=p.kind,
            before=self.then,
            after=self.now,
            decision=decision,
            rule=rule,
            reason=reason,
            details=tuple(
                dict.fromkeys(text for name, texts in self.details.items() if name in read for text in texts)
            ),
            signals=signals,
            done_share=None if done is None else round(float(done), 2),
        )

    def _detail(self, signal: str, text: str) -> None:
        self.details.setdefault(signal, []).append(text)

    def _red_flag(self, referrals: Sequence[ReferralChange]) -> str:
        raised = [r for r in referrals if r.status in ("raised", "still_raised")]
        stops = {r.id for r in self.after.knowledge.referrals if r.stops}
        stopping = [r for r in raised if r.id in stops]
        for r in stopping:
            self._detail("red_flag", f"{r.title}: {r.action}")
        return "raised" if stopping else "none"

    def _pain(self, measures: Mapping[str, MeasureChange]) -> str:
        """Return the trend of pain at the sites it is for; where it names none, at every site."""
        sites = [m for fact, m in measures.items() if name_of(fact) == self.after.knowledge.roles.pain]
        own = [m for m in sites if instance_of(m.fact) in self.prescription.sites]
        found = []
        for m in own if self.prescription.sites else sites:
            trend = self._trend(m)
            found.append(trend)
            if trend != "none":
                self._detail("pain", said(m))
        return _first("pain", found)

    def _trend(self, m: MeasureChange) -> str:
        if m.after.value is None:
            return "unknown"
        if m.before.value is None:
            return "unknown" if m.after.value else "none"
        if not (m.before.value and m.after.value):
            return "gone" if m.before.value else "new" if m.after.value else "none"
        return {"better": "better", "worse": "worse"}.get(m.verdict, "same")

    def _finding(self, findings: Mapping[str, FindingChange]) -> str:
        own = [findings[name] for name in self.prescription.answers if name in findings]
        signals = ["same" if f.within_error else _OF_STATUS[f.status] for f in own]
        if "resolved" in signals and set(signals) & {"same", "easier"}:
            signals = ["easier"]
        for f in own:
            levels = f"{f.before or 'none'} → {f.after or 'none'}"
            missing = [self.after.knowledge.facts[name].label(name) for name in f.missing[:3]]
            told = f", not known again: {', '.join(missing)}" if missing else ""
            told += ", no change beyond a known error" if f.within_error else ""
            self._detail("finding", f"{f.title}: {levels}{told}")
        return _first("finding", signals)

    def _measure(self, measures: Mapping[str, MeasureChange]) -> str:
        own = [measures[fact] for fact in self._retests() if fact in measures]
        for m in [m for m in own if m.verdict != "same"] or own[:MOST_STILL]:
            self._detail("measure", said(m))
        return _first("measure", [_OF_VERDICT.get(m.verdict, "cannot_tell") for m in own])

    def _retests(self) -> list[str]:
        """Return the facts that it asks to measure again, of its own side where it has one."""
        bound = (instance_of(self.prescription.id) or "").split(",")
        facts = []
        for name in self.prescription.retest:
            if name == self.after.knowledge.roles.pain:
                continue
            attribute = self.after.knowledge.attributes[name]
            own = [member for member, _ in attribute.instances if member in bound]
            facts += [key(name, member) for member in own] or list(attribute.keys)
        return facts

    def _done(self, block: Block | None) -> Fraction | None:
        """Return the share of its planned sets that was done; None where none was planned or no log tells."""
        if block is None:
            return None
        own = [tally for tally in block.exercises if tally.id in self.prescription.exercises and tally.planned]
        if not own:
            return None
        planned = sum((Fraction(tally.planned) for tally in own), Fraction(0))
        done = sum((min(Fraction(tally.done), Fraction(tally.planned)) for tally in own), Fraction(0))
        self._detail("done", f"Done: {float(done):g} of {float(planned):g} planned sets")
        return done / planned


def _held(rules: Sequence[FollowUpRule], signals: Mapping[str, str], done: Fraction | None) -> FollowUpRule:
    """Return the first rule that these signals meet; the last one always holds."""
    for rule in rules:
        if rule.holds(signals, done):
            return rule
    expected, fix = "what becomes of a prescription at the next visit", "Add follow_up.yaml to the knowledge."
    raise UnsupportedError.of("follow-up", "no rules", expected, fix, code="missing")


def _first(name: str, found: Sequence[str]) -> str:
    """Return the value that counts of several: the first in the order of `SIGNALS`."""
    return next((value for value in SIGNALS[name] if value in found), "none")


def said(m: MeasureChange) -> str:
    """What a measure did, in words: ``Left knee pain: 3 of 10 → 6 of 10, worse (counts from 2 of 10)``."""
    values = f"{m.label}: {m.before.shown or 'not known'} → {m.after.shown or 'not known'}"
    why = f" ({UNSURE[m.unsure]})" if m.unsure else f" (a change counts from {m.error_shown})" if m.error_shown else ""
    return f"{values}, {VERDICTS[m.verdict]}{why}"
