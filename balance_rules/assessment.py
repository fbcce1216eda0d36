"""The result people hold: findings, prescriptions, referrals, questions, and what each rests on.

An assessment is a value. It is made of the person's facts and what follows from them; its texts are built
when they are asked for, so that assessing many people pays nothing for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from balance_rules import advice, explain
from balance_rules.facts import FactSheet, Stated
from balance_rules.judged import Judged
from balance_rules.kernel import Justification, compiled
from balance_rules.model import Citation, Claim, Conclusion, Grade, Knowledge, Rule, Truth, instance_of, name_of
from balance_rules.records import FORMAT, as_json, differences, engine_version, read_record
from balance_rules.results import (
    Advice,
    AssessmentRecord,
    ClaimResult,
    FactRecord,
    Finding,
    Question,
    Reason,
    ReferralResult,
    RestrictionResult,
    SourceRecord,
)
from balance_rules.semantics import Inference, certainty, infer
from balance_rules.wording import deciding, fill, phrase

FAMILIES = (
    "data_quality",
    "recovery",
    "pain_linked",
    "weakness",
    "imbalance",
    "asymmetry",
    "overload",
    "technique",
    "tightness",
    "performance",
    "training_bias",
    "habit",
    "posture",
)
"""Findings of one level in the order a coach acts on them: can the numbers be trusted, then pain, then strength."""


@dataclass(frozen=True, eq=False)
class Assessment:
    """What the knowledge says of one person.

    Attributes
    ----------
    knowledge, sheet
        The knowledge and the person's facts, with where each came from.
    inference
        The truth of everything judged and the score of every finding.
    justifications
        Every rule that fired, with the values it fired on and the rule that outweighs it, if any.
    notes
        What is wrong with the data, in words.
    """

    knowledge: Knowledge
    sheet: FactSheet
    inference: Inference
    justifications: tuple[Justification, ...]
    notes: tuple[str, ...] = ()
    recorded: AssessmentRecord | None = None

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Assessment)
            and self.knowledge == other.knowledge
            and self.sheet == other.sheet
            and self.inference == other.inference
            and self.justifications == other.justifications
            and self.notes == other.notes
        )

    def __hash__(self) -> int:
        return hash((self.knowledge, self.inference))

    def __repr__(self) -> str:
        given = sum(item.state == "given" for item in self.prescriptions)
        levels = ", ".join(f"{finding.id}: {finding.level}" for finding in self.findings if finding.level)
        return f"<Assessment {self.sheet.person!r}: {levels or 'no finding'}; {given} prescriptions given>"

    @cached_property
    def _judged(self) -> Judged:
        return Judged(self.knowledge, self.sheet.values, self.inference)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that reached a level, the highest first, then those that still may or have weak reasons."""
        by_conclusion: dict[str, list[Justification]] = {}
        for justification in self.justifications:
            by_conclusion.setdefault(justification.rule.conclusion, []).append(justification)
        found = []
        for conclusion in self.knowledge.conclusions.values():
            low, high = self._judged.scores[conclusion.id]
            if conclusion.id in by_conclusion or conclusion.level(max(low, high)):
                found.append(self._finding(conclusion, by_conclusion.get(conclusion.id, ())))
        found = list(self._told_together(found))
        return tuple(sorted(found, key=self._place_of))

    def _place_of(self, finding: Finding) -> tuple[bool, int, int, int]:
        """Return the key that puts what matters most first: by level, then by family, then by certainty."""
        conclusion = next(c for c in self.knowledge.conclusions.values() if finding.id in {c.id, c.name})
        levels = [level.name for level in conclusion.levels]
        height = levels.index(finding.level) if finding.level else -1
        return finding.level is None, -height, FAMILIES.index(finding.family), -finding.score[0]

    def _told_together(self, found: Sequence[Finding]) -> Iterator[Finding]:
        """Yield findings, those that their conclusion wants told together as one: the strongest, with all reasons."""
        groups: dict[str, list[Finding]] = {}
        for finding in found:
            together = self.knowledge.conclusions[finding.id].together
            groups.setdefault(name_of(finding.id) if together else finding.id, []).append(finding)
        for name, members in groups.items():
            best = max(members, key=lambda finding: finding.score)
            conclusion = self.knowledge.conclusions[best.id]
            if not conclusion.together:
                yield best
                continue
            low, high = best.score[0], max(finding.score[1] for finding in members)
            level, highest = conclusion.level(low), conclusion.level(high)
            yield replace(
                best,
                id=name,
                title=conclusion.together,
                score=(low, high),
                may_reach=highest if highest != level else None,
                muscles=tuple(str(instance_of(finding.id)) for finding in members if finding.level),
                reasons=tuple(reason for finding in members for reason in finding.reasons if not reason.outweighed_by),
            )

    def _finding(self, conclusion: Conclusion, fired: Sequence[Justification]) -> Finding:
        low, high = self._judged.scores[conclusion.id]
        counting = [j.rule for j in fired if j.outweighed_by is None and j.rule.weight > 0]
        against = [citation for rule in counting for citation in rule.rationale.evidence if citation.against]
        best = min((found for rule in counting if (found := self._grade(rule))), default=None)
        level, highest = conclusion.level(low), conclusion.level(high)
        denied = any(j.rule.weight < 0 for j in fired)  # else a score below 0 comes of what nobody measured
        return Finding(
            id=conclusion.id,
            title=conclusion.title,
            level=level,
            may_reach=highest if highest != level else None,
            certainty=round(certainty(low if denied else max(low, 0)), 2) + 0.0,
            score=(low, high),
            grade=best[1] if best else None,
            indirect=bool(best and best[0]),
            contested=bool(against),
            grade_against=self._best_grade(against),
            family=conclusion.family,
            muscles=conclusion.muscles,
            meaning=conclusion.meaning,
            reasons=tuple(self._reason(justification) for justification in fired),
        )

    def _grade(self, rule: Rule) -> tuple[bool, Grade] | None:
        """Return how good the evidence for what a rule says is, and first whether it is indirect."""
        evidence = self.knowledge.evidence
        return rule.rationale.grade({c.source: evidence[c.source].grade for c in rule.rationale.evidence})

    def _best_grade(self, citations: Iterable[Citation]) -> Grade | None:
        """Return the best grade among sources, of those whose grade is known."""
        evidence = self.knowledge.evidence
        return min((evidence[c.source].grade for c in citations if c.source in evidence), default=None)

    def _reason(self, justification: Justification) -> Reason:
        rule = justification.rule
        return Reason(
            rule=rule.id,
            title=rule.title,
            because=fill(self.knowledge, rule.rationale.because, self.sheet.values),
            certainty=float(rule.certainty),
            weight=rule.weight,
            group=rule.group,
            facts=dict(justification.facts),
            sources=tuple(c.source for c in rule.rationale.evidence if not c.against),
            against=tuple(c.source for c in rule.rationale.evidence if c.against),
            outweighed_by=justification.outweighed_by.id if justification.outweighed_by else None,
        )

    @cached_property
    def prescriptions(self) -> tuple[Advice, ...]:
        """What is given, withheld and refused, of all that the findings call for or may call for."""
        return advice.prescriptions(self._judged)

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
        return advice.priorities(self._judged, self.findings, self.prescriptions, self.questions)

    @property
    def no_red_flag(self) -> bool:
        """Whether every red flag was asked and denied."""
        return advice.denied(self._judged)

    @cached_property
    def claims(self) -> tuple[ClaimResult, ...]:
        """The popular claims that are about this person, with the verdict on each; they count for nothing."""
        told = [claim for claim in self.knowledge.claims if self._judged.truths[claim.id] > 0]
        return tuple(self._claim(claim) for claim in told)

    def _claim(self, claim: Claim) -> ClaimResult:
        proof = self._judged.prove(claim.condition)
        reasons = [phrase(self.knowledge, part.condition) for part in deciding(proof, Truth.TRUE)]  # type: ignore[arg-type]
        return ClaimResult(
            id=claim.name,
            claim=claim.title,
            verdict=claim.verdict.value,
            because=tuple(dict.fromkeys(reasons)),
            note=claim.note,
            sources=claim.supporting,
            against=claim.opposing,
        )

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The unknown facts that could still settle an outcome, the most useful first."""
        return advice.questions(self._judged)

    @cached_property
    def sources(self) -> tuple[SourceRecord, ...]:
        """Every source that a finding, a referral or a given prescription rests on, for or against."""
        names: dict[str, None] = {}
        for finding in self.findings:
            for reason in finding.reasons:
                names |= dict.fromkeys((*reason.sources, *reason.against))
        for claim in self.claims:
            names |= dict.fromkeys((*claim.sources, *claim.against))
        for referral in self.referrals:
            names |= dict.fromkeys(referral.sources if referral.state == "refer" else ())
        for restriction in self.restrictions:
            names |= dict.fromkeys(restriction.sources if restriction.state == "active" else ())
        for given in self.prescriptions:
            names |= dict.fromkeys(given.sources if given.state == "given" else ())
        evidence = self.knowledge.evidence
        return tuple(
            SourceRecord(e.id, e.citation, e.link, e.grade.value, e.design, e.finding, e.limits)
            for e in (evidence[name] for name in names if name in evidence)
        )

    # ------------------------------------------------------------ explanations

    @cached_property
    def _grounds(self) -> explain.Grounds:
        return explain.Grounds(self._judged, self.sheet)

    def how(self, name: str, *, depth: int | None = None) -> explain.How:
        """Return how a finding, rule, referral, restriction, exercise or prescription was derived.

        Parameters
        ----------
        name
            Its id; without an instance (``"hamstring_weakness"``), that with most evidence.
        depth
            How far to go down from it; None goes down to facts and sources.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "9 h/day"})
        >>> sits.how("prolonged_sitting", depth=2).level
        'moderate'
        """
        return explain.how(self._grounds, name, depth=depth)

    def why(self, name: str, *, level: str | None = None, most: int = 5) -> explain.Why:
        """Return the minimal sets of stated facts that suffice for a conclusion, up to `most` of them.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "9 h/day", "age": 40})
        >>> [[item.fact.fact for item in facts] for facts in sits.why("prolonged_sitting").sufficient]
        [['sedentary_hours']]
        """
        return explain.why(self._grounds, name, level=level, most=most)

    def why_not(self, name: str, *, level: str | None = None) -> explain.WhyNot:
        """Return what stands between the person and a conclusion, the nearest miss first.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "5 h/day"})
        >>> [b.distance for b in sits.why_not("prolonged_sitting").blockers if b.what == "sedentary_hours"]
        [2.25]
        """
        return explain.why_not(self._grounds, name, level=level)

    def with_facts(self, facts: Mapping[str, Any] | None = None, /, **named: Any) -> Assessment:
        """Return the same person assessed with other facts; None forgets one.

        Raises
        ------
        FactError
            When a fact cannot be read, or contradicts what others say.
        """
        grounds = explain.supposed(self._grounds, {**(facts or {}), **named})
        inference = grounds.judged.inference
        justifications = justify(self.knowledge, grounds.sheet, inference)
        return Assessment(self.knowledge, grounds.sheet, inference, justifications, grounds.sheet.notes)

    def what_if(self, facts: Mapping[str, Any] | None = None, /, **named: Any) -> explain.Difference:
        """Return what would change with other facts: findings, prescriptions, referrals and rules.

        Raises
        ------
        FactError
            When a fact cannot be read, or contradicts what others say.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "9 h/day"})
        >>> [(c.id, c.after) for c in sits.what_if(sedentary_hours=5).findings if c.id == "prolonged_sitting"]
        [('prolonged_sitting', 'none, may reach high')]
        """
        return explain.what_if(self._grounds, {**(facts or {}), **named})

    def change(
        self,
        name: str,
        *,
        below: str | None = None,
        above: str | None = None,
        frozen: Collection[str] = (),
        cost: Mapping[str, float] | None = None,
        k: int = 3,
    ) -> explain.Change:
        """Return the exact smallest realistic changes that would clear or reach a conclusion.

        Parameters
        ----------
        below, above
            The level a finding is to fall below, or to rise above (``above="none"`` for any level).
        frozen
            Facts or attributes that must stay as they are.
        cost
            What a step of a fact or attribute costs, instead of what its attribute declares.
        k
            How many different changes to find.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "9 h/day"})
        >>> plan = sits.change("prolonged_sitting", below="moderate").plans[0]
        >>> [(step.change.fact, step.change.after.shown) for step in plan.steps]
        [('sedentary_hours', '7 h/day')]
        """
        return explain.change(self._grounds, name, below=below, above=above, frozen=frozen, cost=cost, k=k)

    def missing(self, *, findings: bool = False) -> explain.Missing:
        """Return the unknown facts that can still change the advice, the most useful question first.

        Examples
        --------
        >>> import balance_rules as br
        >>> br.load().assess({}).missing().questions[0].rank  # red flags come first
        0
        """
        return explain.missing(self._grounds, findings=findings)

    def why_asked(self, fact: str) -> explain.WhyAsked:
        """Return which outcomes hang on a fact, and what each answer would do to them.

        Examples
        --------
        >>> import balance_rules as br
        >>> len(br.load().assess({}).why_asked("sedentary_hours").outcomes) > 0
        True
        """
        return explain.why_asked(self._grounds, fact)

    def contrast(self, other: Assessment) -> explain.Difference:
        """Return what sets another assessment apart, and which facts made each outcome differ.

        Raises
        ------
        BalanceRulesError
            When it was made with other knowledge.

        Examples
        --------
        >>> import balance_rules as br
        >>> kb = br.load()
        >>> march, may = kb.assess({"sedentary_hours": 9}), kb.assess({"sedentary_hours": 5, "age": 40})
        >>> [c.because for c in march.contrast(may).findings if c.id == "prolonged_sitting"]
        [('sedentary_hours',)]
        """
        return explain.contrast(self._grounds, other._grounds)

    def trace(self) -> explain.Trace:
        """Return the run itself: every activation in the order of firing, the agenda, the strata closed.

        Examples
        --------
        >>> import balance_rules as br
        >>> br.load().assess({"sedentary_hours": "9 h/day"}).trace().activations[0].kind
        'rule'
        """
        return explain.trace(self._grounds)

    def activations(self) -> Iterator[explain.Activation]:
        """Yield the activations of the run while they fire, one at a time."""
        return explain.activations(self._grounds)

    # ------------------------------------------------------------ as data

    @cached_property
    def record(self) -> AssessmentRecord:
        """The whole assessment as plain data."""
        sheet, knowledge = self.sheet, self.knowledge
        return AssessmentRecord(
            format=FORMAT,
            engine_version=engine_version(),
            knowledge_name=knowledge.name,
            knowledge_version=knowledge.version,
            knowledge_hash=knowledge.hash,
            person=sheet.person,
            date=sheet.date,
            facts=tuple(
                FactRecord(s.fact, s.value, knowledge.facts[s.fact].show(s.value), s.text, s.origin)
                for s in sheet.stated.values()
            ),
            referrals=self.referrals,
            restrictions=tuple(r for r in self.restrictions if r.state == "active"),
            findings=self.findings,
            claims=self.claims,
            prescriptions=self.prescriptions,
            questions=self.questions,
            notes=self.notes,
            sources=self.sources,
            truths=dict(self._judged.truths),
            scores=dict(self._judged.scores),
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the assessment as JSON of the format ``balance_rules.assessment/1``."""
        return as_json(self.record, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes, knowledge: Knowledge) -> Assessment:
        """Return an assessment from its JSON.

        Raises
        ------
        FactError
            When the JSON is not of the format, or was made with other knowledge.
        """
        record = read_record(text, knowledge)
        stated = {f.fact: Stated(f.fact, f.value, f.text, f.origin) for f in record.facts}
        sheet = FactSheet(
            MappingProxyType({**knowledge.silence, **{name: s.value for name, s in stated.items()}}),
            MappingProxyType(stated),
            record.person,
            record.date,
        )
        inference = Inference(
            tuple(record.truths[name] for name, _ in knowledge.judged),
            tuple(record.scores[name] for name in knowledge.conclusions),
        )
        return cls(knowledge, sheet, inference, justify(knowledge, sheet, inference), record.notes, record)

    def replay(self) -> tuple[str, ...]:
        """Return every difference between this assessment and what its own facts say under the definition.

        Nothing returned means that it holds. The facts are judged by `semantics`, not by the engine that
        made the assessment; one read from JSON is compared as it was recorded.
        """
        inference = infer(self.knowledge, self.sheet.values)
        fresh = Assessment(
            self.knowledge, self.sheet, inference, justify(self.knowledge, self.sheet, inference), self.notes
        ).record
        return differences(self.recorded or self.record, fresh)


def justify(knowledge: Knowledge, sheet: FactSheet, inference: Inference) -> tuple[Justification, ...]:
    """Return the justifications of an inference."""
    kernel = compiled(knowledge)
    return kernel.justify(kernel.values(sheet.values), inference.truths)
