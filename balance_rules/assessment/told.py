"""What an assessment tells: each part made from what was judged when it is first asked for, and then kept."""

from __future__ import annotations

from functools import cached_property

from balance_rules import advice
from balance_rules.advice.results import (
    Advice,
    ClaimResult,
    Finding,
    Question,
    ReferralResult,
    RestrictionResult,
    SourceRecord,
)
from balance_rules.inference.judgement import Judged
from balance_rules.inference.kernel import Justification
from balance_rules.model import Knowledge
from balance_rules.person.facts import FactSheet
from balance_rules.semantics import Inference


class Told:
    """Findings, prescriptions, referrals, questions and sources of a person who was judged."""

    knowledge: Knowledge
    sheet: FactSheet
    inference: Inference
    justifications: tuple[Justification, ...]

    @cached_property
    def _judged(self) -> Judged:
        return Judged(self.knowledge, self.sheet.values, self.inference)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that reached a level, the highest first, then those that still may or have weak reasons."""
        return advice.findings(self._judged, self.justifications)

    @cached_property
    def prescriptions(self) -> tuple[Advice, ...]:
        """What is given, withheld and refused, of all that the findings call for or may call for."""
        return advice.prescriptions(self._judged, made=vars(self).get("_called_for", ()))

    @cached_property
    def _called_for(self) -> tuple[Advice, ...]:
        """Those that the findings call for, the given ones among them: most of the others are never looked at."""
        if "prescriptions" in vars(self):
            return tuple(each for each in self.prescriptions if each.called_for)
        return advice.prescriptions(self._judged, only_called_for=True)

    @cached_property
    def referrals(self) -> tuple[ReferralResult, ...]:
        """The red flags that are true, then those that nobody has ruled out."""
        return advice.referrals(self._judged)

    @cached_property
    def restrictions(self) -> tuple[RestrictionResult, ...]:
        """What the person must not load now, then what is not ruled out yet."""
        return advice.restrictions(self._judged)

    @cached_property
    def priorities(self) -> tuple[advice.Priority, ...]:
        """What matters, in order: at most five themes, and a line for every painful site and every stated goal."""
        return advice.priorities(self._judged, self.findings, self._called_for, self.questions)

    @property
    def no_red_flag(self) -> bool:
        """Whether every red flag was asked and denied, and nothing else that needs a doctor is raised or open."""
        return advice.denied(self._judged) and all(referral.state == "seen" for referral in self.referrals)

    @cached_property
    def claims(self) -> tuple[ClaimResult, ...]:
        """The popular claims that are about this person, with the verdict on each; they count for nothing."""
        return advice.claims(self._judged)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The unknown facts that could still settle an outcome, the most useful first."""
        return advice.questions(self._judged)

    @cached_property
    def sources(self) -> tuple[SourceRecord, ...]:
        """Every source that a finding, a referral or a given prescription rests on, for or against."""
        return self._sources(self.findings, self._called_for)

    def _sources(self, findings: tuple[Finding, ...], prescriptions: tuple[Advice, ...]) -> tuple[SourceRecord, ...]:
        return advice.sources(self.knowledge, findings, self.claims, self.referrals, self.restrictions, prescriptions)
